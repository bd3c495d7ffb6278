//! What is said before a decision: the clock stands still for the requester, and comments are for deciders alone.

use super::facts::take_in;
use super::wishes::{grants, reaches};
use crate::support::cases::cases;
use crate::support::lumen::{self, decision_facts};
use crate::support::nouns::{OPEN, OPENING, decider, person, reason};
use domain::access_request::{AccessRequest, Grant, RequestFact, RequestStatus, Wish};
use domain::membership::Reach;
use domain::moment::hours;
use domain::rules::reminder::{Nudge, Timetable, answer_due, next_step, nudge};
use domain::{rules, *};
use proptest::collection::vec;
use proptest::prelude::*;
use std::time::Duration;

/// What people say, and that time works.
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

/// What is said, each with the hours since what came before.
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
    vec((0..200u64, said), 1..30)
}

/// Timetables that give the requester more time or less.
fn tables() -> impl Strategy<Value = Timetable> {
    (1..300u64, 1..100u64).prop_map(|(reminder, more)| Timetable {
        answer_reminder: hours(reminder),
        answer: hours(reminder + more),
        ..Timetable::default()
    })
}

fn say(
    request: &AccessRequest,
    said: &Said,
    table: &Timetable,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    let amina = decider(person(1), Reach::Account);
    let turn = request.progress.turn.as_ref().map_or(0, |turn| turn.number);
    let (camille, seen) = (person(0), request.version);
    match said {
        Said::Question => {
            rules::access_request::ask_requester(request, seen, &amina, reason(), OPEN, now)
        }
        Said::Offer(offer) => rules::access_request::propose(
            request,
            seen,
            &amina,
            offer.clone(),
            &decision_facts(true),
            now,
        ),
        Said::Answer => rules::access_request::answer(request, &camille, turn, reason(), OPEN, now),
        Said::Decline => {
            rules::access_request::decline_offer(request, &camille, turn, None, OPEN, now)
        }
        Said::PassOn => {
            let bruno = decider(person(2), Reach::Account);
            rules::access_request::pass_on(request, seen, &amina, &bruno, OPEN, now)
        }
        Said::Remind => rules::access_request::remind(request, &camille, OPEN, table, now),
        Said::Time => Ok(rules::access_request::pass_time(request, table, now)),
    }
}

proptest! {
    #![proptest_config(cases())]

    /// While the requester is waited for, time reminds nobody else, escalates nothing and ends nothing but for their silence,
    /// and that never before they had the time the timetable gives.
    #[test]
    fn the_clock_stands_still_for_the_requester(talk in conversations(), table in tables()) {
        let mut request = lumen::request(Wish::default());
        let mut now = OPENING;
        for (wait, said) in talk {
            now = now.plus(hours(wait));
            let before = request.clone();
            let Ok(events) = say(&before, &said, &table, now) else { continue };
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
        let mut request = lumen::request(Wish::default());
        let mut now = OPENING;
        for _ in 0..sent {
            now = now.plus(hours(1));
            let events = rules::access_request::pass_time(&request, &table, now);
            take_in(&mut request, &events);
        }
        prop_assume!(request.status == RequestStatus::Pending);
        let (step, due) = next_step(&request, &table, now).unwrap();
        let events = say(&request, &Said::Question, &table, now).unwrap();
        take_in(&mut request, &events);
        let later = now.plus(hours(pause));
        let events = say(&request, &Said::Answer, &table, later).unwrap();
        take_in(&mut request, &events);
        prop_assert_eq!(next_step(&request, &table, later), Some((step, due.plus(hours(pause)))));
        prop_assert_eq!(Duration::from_millis(request.progress.paused), hours(pause));
    }

    /// Whatever is said, the facts lead to the same request again, its version only grows, and it ends at most once.
    #[test]
    fn what_is_said_can_be_replayed(talk in conversations(), table in tables()) {
        let mut request = lumen::request(Wish::default());
        let mut log = vec![RequestFact::Sent(Box::new(request.clone()))];
        let (mut now, mut endings) = (OPENING, 0);
        for (wait, said) in talk {
            now = now.plus(hours(wait));
            let before = request.clone();
            let Ok(events) = say(&before, &said, &table, now) else { continue };
            log.extend(take_in(&mut request, &events));
            prop_assert!(request.version >= before.version);
            endings += usize::from(before.status == RequestStatus::Pending && request.status != RequestStatus::Pending);
            prop_assert!(request.status == RequestStatus::Pending || request.progress.turn.is_none());
        }
        prop_assert!(endings <= 1);
        prop_assert_eq!(AccessRequest::replay(&log), Some(request));
    }

    /// Comments leave no trace in the request and none of their words in the log.
    #[test]
    fn comments_are_for_deciders_alone(words in "[a-z]{12,30}", by in reaches()) {
        let mut request = lumen::request(Wish::default());
        let before = request.clone();
        let id = CommentId::new(1);
        let Ok(events) = rules::access_request::comment(&request, &decider(person(1), by.clone()), id.clone(), words.clone(), OPENING) else {
            prop_assert!(!request.is_within(&by));
            return Ok(());
        };
        prop_assert!(!serde_json::to_string(&events).unwrap().contains(&words));
        prop_assert!(notification::notices(&events, None).is_empty());
        take_in(&mut request, &events);
        prop_assert_eq!(&request, &before);
        prop_assert_eq!(rules::access_request::comment(&request, &decider(person(0), by), id, words, OPENING), Err(Refusal::OwnRequest));
    }
}
