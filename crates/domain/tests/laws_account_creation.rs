//! What holds of the creation of an account, whatever people do in whatever order, and whatever the clock says.

use domain::account_creation::{Creation, CreationEvent, CreationFact, Plan, Status};
use domain::email::EmailAddress;
use domain::membership::MembershipFact;
use domain::moment::{days, hours};
use domain::rules::account_creation::{
    Creator, Found, Fresh, Nominee, OwnDomain, Step, Timetable, Way,
};
use domain::smart_account::{
    AccountKind, AccountStatus, SmartAccount, SmartAccountFact, Visibility,
};
use domain::text::Reason;
use domain::{rules, *};
use proptest::prelude::*;
use proptest::sample::select;
use std::time::Duration;

const OPENING: Moment = Moment(1_700_000_000_000);

fn person(number: u128) -> PersonId {
    PersonId::new(number)
}

fn email(text: &str) -> EmailAddress {
    EmailAddress::parse(text).unwrap()
}

fn domain_of(text: &str) -> DomainIdentifier {
    DomainIdentifier::parse(text).unwrap()
}

fn creator() -> Creator {
    Creator {
        person: person(1),
        emails: vec![email("camille@atelier.example")],
        pending: None,
        own_domain: OwnDomain::AtOnce,
    }
}

fn plan(domain: &str) -> Plan {
    Plan {
        domain: domain_of(domain),
        name: "Atelier".into(),
        kind: AccountKind::Customer,
        visibility: Visibility::Unrestricted,
        virtual_accounts: vec!["Default".into(), "Lyon".into()],
    }
}

fn fresh(seed: u128) -> Fresh {
    Fresh {
        account: SmartAccountId::new(seed),
        virtual_accounts: vec![VirtualAccountId::new(seed), VirtualAccountId::new(seed + 1)],
        memberships: [MembershipId::new(seed), MembershipId::new(seed + 1)],
        inactive: Vec::new(),
    }
}

fn asked(domain: &str, way: Way, found: Option<Found>) -> Result<Vec<Event>, Refusal> {
    rules::account_creation::ask(
        CreationId::new(1),
        &creator(),
        plan(domain),
        way,
        Some(Reason::parse("We are a new company").unwrap()),
        found,
        &fresh(100),
        &Timetable::default(),
        OPENING,
    )
}

/// Everything that happened, and what it has led to.
struct World {
    now: Moment,
    facts: Vec<CreationFact>,
    events: Vec<Event>,
    state: Creation,
    account: Option<SmartAccount>,
    seed: u128,
}

impl World {
    fn new(domain: &str, way: Way) -> Self {
        let events = asked(domain, way, None).unwrap();
        let first = events.iter().find_map(|event| match event {
            Event::AccountCreation(CreationEvent {
                fact: CreationFact::Asked(first),
                ..
            }) => Some((**first).clone()),
            _ => None,
        });
        let mut world = World {
            now: OPENING,
            facts: Vec::new(),
            events: Vec::new(),
            state: first.unwrap(),
            account: None,
            seed: 1000,
        };
        world.takes_in(events);
        world
    }

    fn takes_in(&mut self, events: Vec<Event>) {
        for event in &events {
            match event {
                Event::AccountCreation(event) => {
                    self.state.apply(&event.fact);
                    self.facts.push(event.fact.clone());
                }
                Event::SmartAccount(SmartAccountFact::Created(account)) => {
                    self.account = Some(account.clone());
                }
                Event::SmartAccount(SmartAccountFact::StatusChanged { before, after, .. }) => {
                    let account = self.account.as_mut().expect("an account");
                    assert_eq!(account.status, *before);
                    account.status = *after;
                }
                _ => {}
            }
        }
        self.events.extend(events);
    }

    fn does(&mut self, command: &Command) -> Result<Vec<Event>, Refusal> {
        let (table, now) = (Timetable::default(), self.now);
        self.seed += 10;
        let fresh = fresh(self.seed);
        let version = self.state.version;
        let nominee = |who: u128| Nominee {
            person: person(who),
            emails: vec![email(&format!("n{who}@boss.example"))],
        };
        match command {
            Command::Name(who) => {
                let email = email(&format!("n{who}@boss.example"));
                rules::account_creation::name_nominee(&self.state, &creator().emails, email, now)
            }
            Command::Authorise(who, with) => {
                rules::account_creation::authorise(&self.state, &nominee(*who), *with, &fresh, now)
            }
            Command::DeclineNomination(who) => rules::account_creation::decline_nomination(
                &self.state,
                &nominee(*who),
                "No".into(),
                now,
            ),
            Command::Approve(by) => rules::account_creation::approve(
                &self.state,
                version,
                &person(*by),
                false,
                &fresh,
                now,
            ),
            Command::Decline => {
                rules::account_creation::decline(&self.state, version, &person(9), "No".into(), now)
            }
            Command::Tell => Ok(vec![Event::AccountCreation(CreationEvent {
                creation: self.state.id.clone(),
                creator: person(1),
                account: None,
                parent: None,
                fact: CreationFact::ParentTold {
                    parent: SmartAccountId::new(7),
                    at: now,
                },
            })]),
            Command::Object => rules::account_creation::object(
                &self.state,
                &SmartAccountId::new(7),
                &person(5),
                "Not ours".into(),
                now,
            ),
            Command::SettleObjection => {
                rules::account_creation::settle_objection(&self.state, &person(9), now)
            }
            Command::Withdraw => rules::account_creation::withdraw(&self.state, &person(1), now),
            Command::Revive => rules::account_creation::revive(
                &self.state,
                self.account.as_ref(),
                &person(1),
                &table,
                now,
            ),
            Command::Extend => {
                rules::account_creation::extend(&self.state, &person(9), &table, now)
            }
            Command::Pass(span) => {
                self.now = self.now.plus(*span);
                Ok(Vec::new())
            }
        }
    }

    /// What is due, one step at a time.
    fn lets_time_work(&mut self) -> usize {
        for steps in 0..50 {
            let events =
                rules::account_creation::pass_time(&self.state, &Timetable::default(), self.now);
            if events.is_empty() {
                return steps;
            }
            self.takes_in(events);
        }
        panic!("time never stops working on {:?}", self.state);
    }
}

#[derive(Debug, Clone)]
enum Command {
    Name(u128),
    Authorise(u128, bool),
    DeclineNomination(u128),
    Approve(u128),
    Decline,
    Tell,
    Object,
    SettleObjection,
    Withdraw,
    Revive,
    Extend,
    Pass(Duration),
}

fn command() -> impl Strategy<Value = Command> {
    let who = || select(&[1_u128, 2, 3][..]);
    prop_oneof![
        2 => who().prop_map(Command::Name),
        3 => (who(), any::<bool>()).prop_map(|(who, with)| Command::Authorise(who, with)),
        2 => who().prop_map(Command::DeclineNomination),
        2 => select(&[1_u128, 9][..]).prop_map(Command::Approve),
        1 => Just(Command::Decline),
        1 => Just(Command::Tell),
        1 => Just(Command::Object),
        1 => Just(Command::SettleObjection),
        1 => Just(Command::Withdraw),
        3 => Just(Command::Revive),
        1 => Just(Command::Extend),
        8 => select(vec![hours(1), days(1), days(3), days(8), days(30), days(85), days(200), days(400)])
            .prop_map(Command::Pass),
    ]
}

fn beginning() -> impl Strategy<Value = (&'static str, Way)> {
    let way = prop_oneof![
        Just(Way::Authority),
        Just(Way::Nominee(email("n2@boss.example")))
    ];
    (select(&["atelier.example", "other.example"][..]), way)
}

/// Lives through a story and holds a law against each step of it.
fn at_every_step(
    (domain, way): (&str, Way),
    story: &[Command],
    law: impl Fn(&World, &Creation, &[Event]) -> Result<(), TestCaseError>,
) -> Result<(), TestCaseError> {
    let mut world = World::new(domain, way);
    for command in story {
        let before = world.state.clone();
        if let Ok(events) = world.does(command) {
            world.takes_in(events.clone());
            law(&world, &before, &events)?;
        }
        let (before, count) = (world.state.clone(), world.events.len());
        world.lets_time_work();
        let next =
            rules::account_creation::next_step(&world.state, &Timetable::default(), world.now);
        prop_assert!(next.is_none_or(|(_, at)| at > world.now));
        let events = world.events[count..].to_vec();
        law(&world, &before, &events)?;
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_facts_lead_to_what_is_so(start in beginning(), story in prop::collection::vec(command(), 0..25)) {
        at_every_step(start, &story, |world, _, _| {
            let replayed = Creation::replay(&world.facts).unwrap();
            prop_assert_eq!(&replayed, &world.state);
            prop_assert_eq!(world.state.version as usize, world.facts.len());
            Ok(())
        })?;
    }

    #[test]
    fn an_account_becomes_active_only_with_authority_clearance_and_an_administrator_who_stays(
        start in beginning(), story in prop::collection::vec(command(), 0..25),
    ) {
        at_every_step(start, &story, |world, before, events| {
            let granted = events.iter().any(|event| matches!(
                event, Event::Membership(MembershipFact::Granted(m)) if m.is_lasting_administrator()
            ));
            let active = world.account.as_ref().is_some_and(|a| a.status == AccountStatus::Active);
            prop_assert_eq!(active, matches!(world.state.status, Status::Active { .. }));
            if active && before.is_pending() {
                prop_assert!(world.state.is_authorised() && world.state.is_cleared() && granted);
            } else {
                prop_assert!(!granted, "nobody holds anything in an account that is not active");
            }
            Ok(())
        })?;
    }

    #[test]
    fn it_never_lapses_without_notice_and_steps_only_move_forward(
        start in beginning(), story in prop::collection::vec(command(), 0..25),
    ) {
        let table = Timetable::default();
        at_every_step(start, &story, |world, before, events| {
            let mut warned = before.progress.warned_at;
            for event in events {
                let Event::AccountCreation(event) = event else { continue };
                match &event.fact {
                    CreationFact::LapseAnnounced { number, at } => {
                        prop_assert!(*number > before.progress.warnings);
                        warned = Some(*at);
                    }
                    CreationFact::Lapsed { at } => {
                        let notice = *table.warnings.last().unwrap();
                        prop_assert!(warned.is_some_and(|warned| warned.plus(notice) <= *at));
                        prop_assert!(before.progress.deadline <= *at);
                    }
                    CreationFact::NomineeReminded { number, .. } => {
                        prop_assert!(*number > before.progress.reminders);
                    }
                    CreationFact::Closed { at } => {
                        let Status::Lapsed { at: lapsed } = before.status else {
                            return Err(TestCaseError::fail("closed without a lapse before"));
                        };
                        prop_assert!(lapsed.plus(table.revivable) <= *at);
                    }
                    _ => {}
                }
            }
            let next = rules::account_creation::next_step(&world.state, &table, world.now);
            let waits = world.state.is_pending() || matches!(world.state.status, Status::Lapsed { .. });
            prop_assert_eq!(next.is_some(), waits);
            Ok(())
        })?;
    }

    #[test]
    fn what_was_filled_in_stays_and_what_has_ended_for_good_stays_ended(
        start in beginning(), story in prop::collection::vec(command(), 0..25),
    ) {
        let first = plan(start.0);
        at_every_step(start, &story, |world, before, events| {
            prop_assert_eq!(&world.state.plan, &first);
            let ended = matches!(before.status, Status::Declined { .. } | Status::Withdrawn { .. } | Status::Closed { .. });
            let told = |event: &Event| matches!(
                event, Event::AccountCreation(CreationEvent { fact: CreationFact::ParentTold { .. }, .. })
            );
            prop_assert!(!ended || events.iter().all(told));
            Ok(())
        })?;
    }

    #[test]
    fn a_hidden_account_is_asked_for_like_an_identifier_that_nobody_has(
        status in select(AccountStatus::ALL), nominee in any::<bool>(),
    ) {
        let way = if nominee { Way::Nominee(email("n2@boss.example")) } else { Way::Authority };
        let hidden = Found { status, is_visible: false };
        prop_assert_eq!(asked("other.example", way.clone(), Some(hidden)), asked("other.example", way.clone(), None));
        let seen = asked("other.example", way, Some(Found { status, is_visible: true }));
        prop_assert_eq!(seen.is_err(), status != AccountStatus::Lapsed);
    }
}

#[test]
fn one_step_after_the_other_to_the_end() {
    let mut world = World::new("other.example", Way::Nominee(email("n2@boss.example")));
    let table = Timetable::default();
    let mut steps = Vec::new();
    while let Some((step, at)) = rules::account_creation::next_step(&world.state, &table, world.now)
    {
        steps.push((step, at.since(OPENING).as_secs() / 86_400));
        world.now = at;
        assert_eq!(world.lets_time_work(), 1);
    }
    let expected = [
        (Step::RemindNominee(1), 2),
        (Step::RemindNominee(2), 5),
        (Step::RemindNominee(3), 10),
        (Step::Warn(1), 60),
        (Step::Warn(2), 83),
        (Step::Lapse, 90),
        (Step::Close, 455),
    ];
    assert_eq!(steps, expected);
}

#[test]
fn after_a_long_sleep_the_creator_is_warned_once_and_has_the_notice() {
    let mut world = World::new("other.example", Way::Authority);
    world.now = OPENING.plus(days(300));
    assert_eq!(world.lets_time_work(), 1);
    assert_eq!(world.state.progress.warnings, 2);
    world.now = world.now.plus(days(7));
    assert_eq!(world.lets_time_work(), 1);
    assert!(matches!(world.state.status, Status::Lapsed { .. }));
}

#[test]
fn an_address_at_a_public_provider_is_no_domain_of_ones_own() {
    let emails = [email("camille@gmail.com"), email("camille@atelier.example")];
    assert_eq!(
        rules::account_creation::default_identifier(&emails[..1]),
        None
    );
    assert_eq!(
        rules::account_creation::default_identifier(&emails),
        Some(domain_of("atelier.example"))
    );
    let camille = Creator {
        emails: emails.to_vec(),
        ..creator()
    };
    assert!(!camille.owns(&domain_of("gmail.com")));
    assert!(!camille.owns(&domain_of("lyon.atelier.example")));
    assert!(camille.owns(&domain_of("atelier.example")));
}

#[test]
fn who_was_deactivated_administers_nothing() {
    let world = World::new("other.example", Way::Authority);
    let gone = Fresh {
        inactive: vec![person(1)],
        ..fresh(5000)
    };
    let approved = rules::account_creation::approve(
        &world.state,
        world.state.version,
        &person(9),
        false,
        &gone,
        OPENING,
    );
    assert!(approved.is_err());
}
