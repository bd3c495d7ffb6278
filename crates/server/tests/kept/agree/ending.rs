//! Stories lived through: what each leaves behind, on one database and on the other.

use super::carrying_out::{carry_out, ids};
use super::story::{Command, story};
use crate::export::{Names, export};
use crate::support::{Engine, Office};
use crate::tables::{another_program, lines};
use domain::access_request::AccessRequest;
use domain::smart_account::Visibility;
use domain::{Event, NotificationAddressId, RequestId, Role};
use parvis::store;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Whoever takes part, by what stands before the @ of their address.
const CAST: [&str; 8] = [
    "amina@lumen.example",
    "bruno@lumen.example",
    "chen@lumen.example",
    "victor@vault.example",
    "camille@atelier.example",
    "david@atelier.example",
    "sam@support.example",
    "olga@operations.example",
];

/// An office with its cast: two administrators and one of a part, a hidden account, an agent and an operator.
fn opening(engine: Engine) -> Office {
    let office = Office::open(engine);
    for email in CAST {
        office.staff(email, email.starts_with("olga"), email.starts_with("sam"));
    }
    office.account(
        "lumen.example",
        Visibility::Unrestricted,
        &office.known("amina"),
    );
    office.account(
        "vault.example",
        Visibility::Restricted,
        &office.known("victor"),
    );
    office.grant(
        &office.known("bruno"),
        "lumen.example",
        Role::SaAdministrator,
        None,
    );
    office.grant(
        &office.known("chen"),
        "lumen.example",
        Role::VaAdministrator,
        Some("Lyon"),
    );
    office
}

/// What a story leaves behind.
#[derive(Debug, PartialEq)]
struct Ending {
    outcomes: Vec<String>,
    data: String,
    mails: Vec<String>,
}

fn live_through(engine: Engine, story: &[Command]) -> Ending {
    let office = opening(engine);
    let outcomes = story
        .iter()
        .map(|command| carry_out(&office, command))
        .collect();
    let data = export(&office);
    events_lead_to_what_is_stored(&office);
    // What is written in a case is gathered for an hour.
    office.hours_pass(2);
    let mut names = Names::default();
    let mails = office.mailbox.all();
    let mails = mails.iter().map(|mail| {
        names.stand_in(&format!(
            "{}\n{}\n\n{}",
            mail.address, mail.subject, mail.text_body
        ))
    });
    Ending {
        outcomes,
        data,
        mails: mails.collect(),
    }
}

/// Replaying what the event log keeps of each request gives the request, and of each notification address the address.
fn events_lead_to_what_is_stored(office: &Office) {
    for id in ids(office, "access_requests") {
        let id: RequestId = id.parse().unwrap();
        let (stored, events) = office.read(move |db| {
            Ok((
                store::access_request::find(db, &id)?,
                store::event::of_request(db, &id)?,
            ))
        });
        let facts = events.iter().filter_map(|recorded| match &recorded.event {
            Event::AccessRequest(event) => Some(&event.fact),
            _ => None,
        });
        assert_eq!(AccessRequest::replay(facts), Some(stored));
    }
    let query =
        "SELECT body AS line FROM events WHERE name LIKE 'notification-address.%' ORDER BY id";
    let mut replayed = BTreeMap::new();
    for body in lines(&mut another_program(office), query) {
        let Ok(Event::NotificationAddress(fact)) = serde_json::from_str(&body) else {
            panic!("no event of a notification address: {body}");
        };
        replayed.remove(&fact.address().id);
        replayed.extend(fact.kept().map(|kept| (kept.id.clone(), kept.clone())));
    }
    let stored: BTreeMap<_, _> = ids(office, "notification_addresses")
        .into_iter()
        .map(|id| {
            let id: NotificationAddressId = id.parse().unwrap();
            let wanted = id.clone();
            let found =
                office.read(move |db| store::notification_address::find_if_any(db, &wanted));
            (id, found.unwrap())
        })
        .collect();
    assert_eq!(replayed, stored);
}

/// How far two texts agree, so that a difference can be read.
fn agree(sqlite: &str, postgres: &str) {
    let lines = sqlite.lines().zip(postgres.lines());
    let differing: Vec<_> = lines.filter(|(one, other)| one != other).take(3).collect();
    assert!(differing.is_empty(), "{differing:#?}");
    assert_eq!(sqlite.len(), postgres.len());
}

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        max_shrink_iters: 20,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(cases(12))]

    #[test]
    fn both_databases_agree(story in story(25)) {
        if let Some(engine) = Engine::postgres() {
            let [sqlite, postgres] = [Engine::Sqlite, engine].map(|engine| live_through(engine, &story));
            prop_assert_eq!(&sqlite.outcomes, &postgres.outcomes);
            agree(&sqlite.data, &postgres.data);
            prop_assert_eq!(&sqlite.mails, &postgres.mails);
        }
    }
}

proptest! {
    #![proptest_config(cases(6))]

    #[test]
    fn the_event_log_says_how_every_request_came_to_stand_as_it_does(story in story(40)) {
        live_through(Engine::Sqlite, &story);
    }
}
