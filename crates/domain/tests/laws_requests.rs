//! Laws of what is said before a decision: the clock stands still for the requester, an offer grants only what its author may.

use domain::access_request::{AccessRequest, Grant, Matter, Progress, RequestFact, Status, Wish};
use domain::email::EmailAddress;
use domain::membership::{Holder, MembershipFact, Reach, Source, Terms};
use domain::moment::{days, hours};
use domain::rules::access_request::{Decider, DecisionFacts, Standing};
use domain::rules::membership::spread;
use domain::rules::reminder::{Nudge, Step, Timetable, answer_due, next_step, nudge};
use domain::text::Reason;
use domain::virtual_account::{Tree, VirtualAccount};
use domain::{rules, *};
use proptest::prelude::*;
use std::time::Duration;

const OPENING: Moment = Moment(1_700_000_000_000);

fn person(number: u128) -> PersonId {
    PersonId::new(number)
}

fn part(number: u128) -> VirtualAccountId {
    VirtualAccountId::new(number)
}

fn reason() -> Reason {
    Reason::parse("Downloads for the Lyon site").unwrap()
}

/// Camille (0) asks of an account with three Virtual Accounts, the third nested in the second.
fn request(wish: Wish) -> AccessRequest {
    AccessRequest {
        id: RequestId::new(1),
        applicant: person(0),
        for_group: None,
        identifier: DomainIdentifier::parse("lumen.example").unwrap(),
        account: Some(SmartAccountId::new(1)),
        reason: reason(),
        wish,
        sent_at: OPENING,
        version: 1,
        status: Status::Pending,
        progress: Progress::default(),
    }
}

fn standing(account_is_open: bool) -> Standing {
    Standing {
        account_is_open,
        sender_keeps_group: true,
    }
}

fn facts(is_open: bool) -> DecisionFacts {
    let parts = [(1, None), (2, None), (3, Some(2))].map(|(id, parent)| VirtualAccount {
        id: part(id),
        account: SmartAccountId::new(1),
        parent: parent.map(part),
        name: format!("part {id}"),
        is_default: id == 1,
    });
    DecisionFacts {
        domain: DomainIdentifier::parse("lumen.example").unwrap(),
        tree: Tree::of(&parts),
        applicant_emails: vec![EmailAddress::parse("camille@atelier.example").unwrap()],
        standing: standing(is_open),
        applicant_is_active: true,
        held: Vec::new(),
    }
}

fn decider(number: u128, reach: Reach) -> Decider {
    Decider {
        person: person(number),
        reach,
        groups: Default::default(),
        rule: None,
    }
}

fn reaches() -> impl Strategy<Value = Reach> {
    prop_oneof![
        Just(Reach::Nothing),
        Just(Reach::Account),
        proptest::collection::btree_set((1..4u128).prop_map(part), 1..3)
            .prop_map(Reach::VirtualAccounts),
    ]
}

fn scopes() -> impl Strategy<Value = Scope> {
    prop_oneof![
        Just(Scope::EntireAccount),
        proptest::collection::btree_set((1..5u128).prop_map(part), 0..3)
            .prop_map(Scope::VirtualAccounts),
    ]
}

fn grants() -> impl Strategy<Value = Grant> {
    let role = proptest::sample::select(Role::ALL.to_vec());
    let until = proptest::option::of(-3i64..60);
    (role, scopes(), until).prop_map(|(role, scope, until)| Grant {
        role,
        scope,
        until: until.map(|day| Moment(OPENING.0 + day * 86_400_000)),
        note: None,
    })
}

fn wishes() -> impl Strategy<Value = Wish> {
    let role = proptest::option::of(proptest::sample::select(Role::ALL.to_vec()));
    (role, proptest::option::of(scopes())).prop_map(|(role, scope)| Wish {
        role,
        scope,
        until: None,
    })
}

/// What people say, in hours after what came before.
#[derive(Debug, Clone)]
enum Said {
    Question,
    Offer(Grant),
    Answer,
    Decline,
    PassOn,
    Remind,
    Time,
}

fn conversations() -> impl Strategy<Value = Vec<(u64, Said)>> {
    let said = prop_oneof![
        2 => Just(Said::Question),
        2 => grants().prop_map(Said::Offer),
        3 => Just(Said::Answer),
        2 => Just(Said::Decline),
        1 => Just(Said::PassOn),
        1 => Just(Said::Remind),
        6 => Just(Said::Time),
    ];
    proptest::collection::vec((0..200u64, said), 1..30)
}

fn take_in(request: &mut AccessRequest, events: &[Event]) -> Vec<RequestFact> {
    let facts: Vec<RequestFact> = events
        .iter()
        .filter_map(|event| match event {
            Event::AccessRequest(event) => Some(event.fact.clone()),
            _ => None,
        })
        .collect();
    facts.iter().for_each(|fact| request.apply(fact));
    facts
}

fn answer(
    request: &AccessRequest,
    said: &Said,
    table: &Timetable,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    let amina = decider(1, Reach::Account);
    let turn = request.progress.turn.as_ref().map_or(0, |turn| turn.number);
    let (camille, seen) = (person(0), request.version);
    let around = standing(true);
    match said {
        Said::Question => {
            rules::access_request::ask_requester(request, seen, &amina, reason(), around, now)
        }
        Said::Offer(offer) => {
            rules::access_request::propose(request, seen, &amina, offer.clone(), &facts(true), now)
        }
        Said::Answer => {
            rules::access_request::answer(request, &camille, turn, reason(), around, now)
        }
        Said::Decline => {
            rules::access_request::decline_offer(request, &camille, turn, None, around, now)
        }
        Said::PassOn => {
            let bruno = decider(2, Reach::Account);
            rules::access_request::pass_on(request, seen, &amina, &bruno, around, now)
        }
        Said::Remind => rules::access_request::remind(request, &camille, around, table, now),
        Said::Time => Ok(rules::access_request::pass_time(request, table, now)),
    }
}

fn tables() -> impl Strategy<Value = Timetable> {
    (1..300u64, 1..100u64).prop_map(|(reminder, more)| Timetable {
        answer_reminder: hours(reminder),
        answer: hours(reminder + more),
        ..Timetable::default()
    })
}

proptest! {
    /// While the requester is waited for, time reminds nobody else, escalates nothing and ends nothing but for their silence,
    /// and that never before they had the time the timetable gives.
    #[test]
    fn the_clock_stands_still_for_the_requester(talk in conversations(), table in tables()) {
        let mut request = request(Wish::default());
        let mut now = OPENING;
        for (wait, said) in talk {
            now = now.plus(hours(wait));
            let before = request.clone();
            let Ok(events) = answer(&before, &said, &table, now) else { continue };
            let facts = take_in(&mut request, &events);
            let Some(turn) = &before.progress.turn else {
                let silent = |fact: &RequestFact| matches!(fact, RequestFact::ExpiredUnanswered { .. } | RequestFact::RequesterReminded { .. });
                prop_assert!(!facts.iter().any(silent));
                continue;
            };
            for fact in &facts {
                match fact {
                    RequestFact::ExpiredUnanswered { at } => {
                        prop_assert!(at.since(turn.since) >= table.answer);
                        let reminded = turn.reminded.expect("reminded before it ends");
                        prop_assert!(at.since(reminded) >= table.answer - table.answer_reminder);
                        prop_assert!(*at >= answer_due(turn, &table));
                    }
                    RequestFact::Expired { .. } | RequestFact::ExpiryAnnounced { .. } | RequestFact::Escalated { .. }
                    | RequestFact::DecidersReminded { .. } | RequestFact::Nudged { .. } => prop_assert!(false, "{fact:?} while waiting"),
                    _ => {}
                }
            }
            if request.progress.turn.is_some() {
                prop_assert_eq!(nudge(&request, &table, now), Nudge::YourTurn);
            }
        }
    }

    /// A pause moves every step that was still to come by its length, and none backwards.
    #[test]
    fn steps_move_by_the_pause(sent in 0..600u64, pause in 0..330u64, table in tables()) {
        let mut request = request(Wish::default());
        let mut now = OPENING;
        for _ in 0..sent {
            now = now.plus(hours(1));
            let events = rules::access_request::pass_time(&request, &table, now);
            take_in(&mut request, &events);
        }
        prop_assume!(request.status == Status::Pending);
        let (step, due) = next_step(&request, &table, now).unwrap();
        let events = answer(&request, &Said::Question, &table, now).unwrap();
        take_in(&mut request, &events);
        let later = now.plus(hours(pause));
        let events = answer(&request, &Said::Answer, &table, later).unwrap();
        take_in(&mut request, &events);
        prop_assert_eq!(next_step(&request, &table, later), Some((step, due.plus(hours(pause)))));
        prop_assert_eq!(Duration::from_millis(request.progress.paused), hours(pause));
    }

    /// Whatever is said, the facts lead to the same request again, its version only grows, and it ends at most once.
    #[test]
    fn what_is_said_can_be_replayed(talk in conversations(), table in tables()) {
        let mut request = request(Wish::default());
        let mut log = vec![RequestFact::Sent(Box::new(request.clone()))];
        let (mut now, mut endings) = (OPENING, 0);
        for (wait, said) in talk {
            now = now.plus(hours(wait));
            let before = request.clone();
            let Ok(events) = answer(&before, &said, &table, now) else { continue };
            log.extend(take_in(&mut request, &events));
            prop_assert!(request.version >= before.version);
            endings += usize::from(before.status == Status::Pending && request.status != Status::Pending);
            prop_assert!(request.status == Status::Pending || request.progress.turn.is_none());
        }
        prop_assert!(endings <= 1);
        prop_assert_eq!(AccessRequest::replay(&log), Some(request));
    }

    /// Taking an offer gives what its author could give by hand at that moment, once, and else nothing.
    #[test]
    fn an_offer_gives_what_its_author_could(
        wish in wishes(), offer in grants(), then in reaches(), later in reaches(), is_open: bool, after in 0..90u64,
    ) {
        let mut request = request(wish);
        let table = Timetable::default();
        let by_then = decider(1, then);
        let Ok(events) = rules::access_request::propose(&request, 1, &by_then, offer.clone(), &facts(true), OPENING) else {
            return Ok(());
        };
        prop_assert!(events.iter().all(|event| !matches!(event, Event::Membership(_))));
        take_in(&mut request, &events);
        let turn = request.progress.turn.clone().unwrap();
        prop_assert_eq!(&turn.matter, &Matter::Offer(offer.clone()));
        let now = OPENING.plus(days(after));
        let author = decider(1, later);
        let mut made = 0;
        let mut new_id = || { made += 1; MembershipId::new(made) };
        let taken = rules::access_request::accept_offer(&request, &person(0), turn.number, &author, &facts(is_open), now, &mut new_id);
        let by_hand = rules::access_request::approve(&request, request.version, &author, offer.clone(), &facts(is_open), now, &mut new_id);
        prop_assert_eq!(taken.is_ok(), by_hand.is_ok(), "{:?} {:?}", taken, by_hand);
        // Nobody else takes it, and not in another turn.
        prop_assert_eq!(rules::access_request::accept_offer(&request, &person(3), turn.number, &author, &facts(is_open), now, &mut new_id), Err(Refusal::NotFound));
        prop_assert!(rules::access_request::accept_offer(&request, &person(0), turn.number + 1, &author, &facts(is_open), now, &mut new_id).is_err());
        let Ok(events) = taken else { return Ok(()) };
        let granted = events.iter().filter_map(|event| match event {
            Event::Membership(MembershipFact::Granted(membership)) => Some(membership),
            _ => None,
        });
        for membership in granted {
            prop_assert_eq!(membership.role, offer.role);
            prop_assert_eq!(&membership.granted_by, &Actor::Person(person(1)));
        }
        take_in(&mut request, &events);
        let is_theirs = matches!(&request.status, Status::Approved { by, grant, .. } if *by == person(1) && *grant == offer);
        prop_assert!(is_theirs);
        prop_assert!(rules::access_request::accept_offer(&request, &person(0), turn.number, &author, &facts(is_open), now, &mut new_id).is_err());
        prop_assert_eq!(next_step(&request, &table, now), None::<(Step, Moment)>);
    }

    /// A request is only ever left to somebody who could decide it, and never to who asks.
    #[test]
    fn it_is_passed_to_those_who_can_decide(wish in wishes(), by in reaches(), to in reaches(), number in 0..3u128) {
        let mut request = request(wish);
        let to = decider(number, to);
        let passed = rules::access_request::pass_on(&request, 1, &decider(1, by), &to, standing(true), OPENING);
        if let Ok(events) = passed {
            prop_assert!(request.is_within(&to.reach) && !to.asks(&request));
            take_in(&mut request, &events);
            prop_assert_eq!(request.progress.passed_to, Some(to.person));
        }
    }

    /// What was left to somebody comes loose as soon as they cannot decide it, and only then; it is not left to them again.
    #[test]
    fn what_nobody_can_decide_any_more_comes_loose(wish in wishes(), then in reaches(), is_active: bool) {
        let mut request = request(wish);
        let (amina, mut bruno) = (decider(1, Reach::Account), decider(2, Reach::Account));
        let events = rules::access_request::pass_on(&request, 1, &amina, &bruno, standing(true), OPENING).unwrap();
        take_in(&mut request, &events);
        prop_assert_eq!(rules::access_request::come_loose(&request, &amina, false, OPENING), None);
        bruno.reach = then;
        let loose = rules::access_request::come_loose(&request, &bruno, is_active, OPENING);
        prop_assert_eq!(loose.is_none(), is_active && request.is_within(&bruno.reach));
        let Some(event) = loose else { return Ok(()) };
        take_in(&mut request, &[event]);
        prop_assert_eq!(&request.progress.passed_to, &None);
        prop_assert_eq!(rules::access_request::come_loose(&request, &bruno, is_active, OPENING), None);
    }

    /// Whoever was granted something holds it, on what is nested in it, too, and for no longer than it was granted.
    #[test]
    fn what_was_granted_is_held_where_it_is_asked_for_again(grant in grants()) {
        let tree = facts(true).tree;
        let Grant { role, scope, until, .. } = grant;
        let terms = Terms { role, scope: scope.clone(), until };
        let (holder, account, by) = (Holder::Person(person(0)), SmartAccountId::new(1), Actor::Person(person(1)));
        let held = spread(&terms, &holder, &account, &Source::Import, &by, OPENING, || MembershipId::new(1));
        let wish = Wish { role: Some(role), scope: Some(scope.clone()), until };
        prop_assert_eq!(wish.is_held(&held, &tree), !held.is_empty());
        prop_assert!(!wish.is_held(&[], &tree));
        let nested = Wish { scope: Some(Scope::VirtualAccounts([part(3)].into())), ..wish.clone() };
        let reaches = |id| scope.virtual_accounts().any(|on| *on == part(id));
        prop_assert_eq!(nested.is_held(&held, &tree), reaches(2) || reaches(3));
        let unsaid = Wish { role: None, ..wish.clone() };
        prop_assert!(!unsaid.is_held(&held, &tree));
        prop_assert_eq!(Wish { until: None, ..wish }.is_held(&held, &tree), until.is_none() && !held.is_empty());
    }

    /// Comments leave no trace in the request and none of their words in the log.
    #[test]
    fn comments_are_for_deciders_alone(words in "[a-z]{12,30}", by in reaches()) {
        let mut request = request(Wish::default());
        let before = request.clone();
        let id = CommentId::new(1);
        let Ok(events) = rules::access_request::comment(&request, &decider(1, by.clone()), id.clone(), words.clone(), OPENING) else {
            prop_assert!(!request.is_within(&by));
            return Ok(());
        };
        prop_assert!(!serde_json::to_string(&events).unwrap().contains(&words));
        prop_assert!(domain::notification::notices(&events, None).is_empty());
        take_in(&mut request, &events);
        prop_assert_eq!(&request, &before);
        prop_assert_eq!(rules::access_request::comment(&request, &decider(0, by), id, words, OPENING), Err(Refusal::OwnRequest));
    }
}
