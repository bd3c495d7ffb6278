//! The same commands lead to the same data on both databases, and the events of a request to the request as it is stored.

use crate::export::{Names, export};
use crate::support::mailbox::link_in;
use crate::support::{Engine, Office};
use crate::tables::{another_program, lines};
use domain::access_request::{AccessRequest, Denial, DenialClass, Grant, Wish};
use domain::email::EmailAddress;
use domain::moment::days;
use domain::smart_account::Visibility;
use domain::text::Reason;
use domain::{
    CaseId, DomainIdentifier, Event, Moment, NotificationAddressId, PersonId, Refusal, RequestId,
    Role, Scope, SmartAccountId, VirtualAccountId, rules,
};
use parvis::storage::{Author, Error, Tx};
use parvis::use_cases::access_request::Decision;
use parvis::{store, use_cases};
use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::collections::{BTreeMap, BTreeSet};

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
/// Shared mailboxes; the last one is somebody else's.
const EXTRA: [&str; 4] = [
    "it-access@lumen.example",
    "IT-Access@lumen.example",
    "desk@lyon.lumen.example",
    "desk@atelier.example",
];
const PARTS: [&str; 3] = ["Default", "Lyon", "Montréal"];

#[derive(Debug, Clone)]
enum Command {
    Register,
    Ask {
        who: Index,
        identifier: &'static str,
        terms: Terms,
    },
    Approve {
        which: Index,
        by: &'static str,
        stale: bool,
        terms: Terms,
    },
    Decline {
        which: Index,
        by: &'static str,
        class: DenialClass,
    },
    /// By whoever asked, or by somebody who may not.
    Withdraw {
        which: Index,
        by: Option<&'static str>,
    },
    Remind {
        which: Index,
    },
    HoursPass(u64),
    OpenCase {
        which: Index,
    },
    AddAddress {
        email: &'static str,
        by: &'static str,
    },
    RenewAddress {
        which: Index,
        by: &'static str,
    },
    /// By the link of the newest letter to it.
    ConfirmAddress {
        which: Index,
    },
    RemoveAddress {
        which: Index,
        by: &'static str,
    },
    AnswerCase {
        which: Index,
        by: &'static str,
    },
    CloseCase {
        which: Index,
        by: &'static str,
    },
}

/// What is asked for or given. No parts is the entire account.
#[derive(Debug, Clone)]
struct Terms {
    parts: Option<BTreeSet<&'static str>>,
    role: Option<Role>,
    days: Option<u64>,
}

fn terms() -> impl Strategy<Value = Terms> {
    let parts = option::of(btree_set(select(&PARTS[..]), 0..3));
    (
        parts,
        option::of(select(&Role::ALL[..])),
        option::of(0..40_u64),
    )
        .prop_map(|(parts, role, days)| Terms { parts, role, days })
}

/// The usual things, or anything at all.
fn asked_or_given(usual: Role) -> impl Strategy<Value = Terms> {
    let everything = Terms {
        parts: None,
        role: Some(usual),
        days: None,
    };
    let of_lyon = Terms {
        parts: Some(["Lyon"].into()),
        role: Some(Role::VaUser),
        days: Some(9),
    };
    prop_oneof![2 => Just(everything), 2 => Just(of_lyon), 1 => terms()]
}

fn command() -> impl Strategy<Value = Command> {
    let index = any::<Index>;
    let decider = || {
        select(
            &[
                "amina", "amina", "amina", "bruno", "bruno", "chen", "victor", "camille",
            ][..],
        )
    };
    let identifier = || {
        select(
            &[
                "lumen.example",
                "lumen.example",
                "lumen.example",
                "vault.example",
                "nowhere.example",
            ][..],
        )
    };
    let manager = || select(&["amina", "amina", "bruno", "chen"][..]);
    let speaker = || select(&["sam", "sam", "camille", "david", "amina"][..]);
    prop_oneof![
        1 => Just(Command::Register),
        2 => (select(&EXTRA[..]), manager()).prop_map(|(email, by)| Command::AddAddress { email, by }),
        1 => (index(), manager()).prop_map(|(which, by)| Command::RenewAddress { which, by }),
        2 => index().prop_map(|which| Command::ConfirmAddress { which }),
        1 => (index(), manager()).prop_map(|(which, by)| Command::RemoveAddress { which, by }),
        5 => (index(), identifier(), asked_or_given(Role::SaViewer)).prop_map(|(who, identifier, terms)| Command::Ask { who, identifier, terms }),
        4 => (index(), decider(), prop::bool::weighted(0.1), asked_or_given(Role::SaUser)).prop_map(|(which, by, stale, terms)| Command::Approve { which, by, stale, terms }),
        2 => (index(), decider(), select(DenialClass::ALL)).prop_map(|(which, by, class)| Command::Decline { which, by, class }),
        1 => (index(), option::weighted(0.2, decider())).prop_map(|(which, by)| Command::Withdraw { which, by }),
        3 => index().prop_map(|which| Command::Remind { which }),
        5 => select(&[1, 25, 49, 100, 200][..]).prop_map(Command::HoursPass),
        2 => index().prop_map(|which| Command::OpenCase { which }),
        2 => (index(), speaker()).prop_map(|(which, by)| Command::AnswerCase { which, by }),
        1 => (index(), speaker()).prop_map(|(which, by)| Command::CloseCase { which, by }),
    ]
}

/// Two requests and what then happens, so that there is something to act on from the start.
fn story(length: usize) -> impl Strategy<Value = Vec<Command>> {
    let asks = |place| {
        let who = any::<Index>();
        (who, asked_or_given(Role::SaUser)).prop_map(move |(who, terms)| Command::Ask {
            who,
            identifier: place,
            terms,
        })
    };
    (
        asks("lumen.example"),
        asks("lumen.example"),
        vec(command(), length),
    )
        .prop_map(|(first, second, rest)| [vec![first, second], rest].concat())
}

/// An office with its cast: two administrators and one of a part, a hidden account, an agent and an operator.
fn opening(engine: Engine) -> Office {
    let office = Office::open(engine);
    for email in CAST {
        office.staff(email, email.starts_with("olga"), email.starts_with("sam"));
    }
    office.account(
        "lumen.example",
        Visibility::Unrestricted,
        &known(&office, "amina"),
    );
    office.account(
        "vault.example",
        Visibility::Restricted,
        &known(&office, "victor"),
    );
    office.grant(
        &known(&office, "bruno"),
        "lumen.example",
        Role::SaAdministrator,
        None,
    );
    office.grant(
        &known(&office, "chen"),
        "lumen.example",
        Role::VaAdministrator,
        Some("Lyon"),
    );
    office
}

fn known(office: &Office, user_id: &'static str) -> PersonId {
    office.read(move |db| Ok(store::person::find_by_name(db, user_id)?.unwrap().person.id))
}

/// Ids of one kind, in the order in which they were made.
fn ids(office: &Office, table: &str) -> Vec<String> {
    let mut ids = lines(
        &mut another_program(office),
        &format!("SELECT id AS line FROM {table}"),
    );
    ids.sort();
    ids
}

fn one<T: std::str::FromStr<Err: std::fmt::Debug>>(
    office: &Office,
    table: &str,
    which: &Index,
) -> Option<T> {
    let ids = ids(office, table);
    (!ids.is_empty()).then(|| which.get(&ids).parse().unwrap())
}

/// Carries a command out. Out: what came of it, in a word.
fn carry_out(office: &Office, command: &Command) -> String {
    match command.clone() {
        Command::Register => {
            let number = ids(office, "people").len();
            office.person(&format!("person{number}@atelier.example"));
            "registered".into()
        }
        Command::HoursPass(count) => {
            office.hours_pass(count);
            "passed".into()
        }
        Command::Ask {
            who,
            identifier,
            terms,
        } => {
            let asks = one(office, "people", &who).unwrap();
            attempt(office, move |tx| ask(tx, &asks, identifier, &terms))
        }
        Command::OpenCase { which }
        | Command::Remind { which }
        | Command::Withdraw { which, .. }
        | Command::Approve { which, .. }
        | Command::Decline { which, .. } => {
            let Some(request) = one(office, "access_requests", &which) else {
                return "nothing there".into();
            };
            about_request(office, command, request)
        }
        Command::AddAddress { email, by } => attempt(office, move |tx| {
            let by = store::person::find_by_name(tx.db, by)?.unwrap().person;
            let new = rules::notification_address::New {
                email: EmailAddress::parse(email).unwrap(),
                language: by.profile.language,
            };
            let lumen = lumen(tx)?;
            Ok(use_cases::notification_address::add(tx, &lumen, &by.id, &new)?.map(drop))
        }),
        Command::RenewAddress { which, .. }
        | Command::RemoveAddress { which, .. }
        | Command::ConfirmAddress { which } => {
            let Some(id) = one(office, "notification_addresses", &which) else {
                return "nothing there".into();
            };
            about_address(office, command, id)
        }
        Command::AnswerCase { which, by } | Command::CloseCase { which, by } => {
            let Some(case) = one::<CaseId>(office, "support_cases", &which) else {
                return "nothing there".into();
            };
            let closes = matches!(command, Command::CloseCase { .. });
            attempt(office, move |tx| {
                let by = store::person::find_by_name(tx.db, by)?.unwrap().person;
                let result = if closes {
                    use_cases::support_case::close(tx, &case, &by)
                } else {
                    use_cases::support_case::answer(
                        tx,
                        &case,
                        &by.id,
                        by.is_support_agent,
                        "It is urgent.",
                    )
                };
                result.map(Ok)
            })
        }
    }
}

fn about_address(office: &Office, command: &Command, id: NotificationAddressId) -> String {
    match *command {
        Command::RenewAddress { by, .. } => attempt(office, move |tx| {
            let by = store::person::find_by_name(tx.db, by)?.unwrap().person.id;
            let lumen = lumen(tx)?;
            Ok(use_cases::notification_address::renew(tx, &id, &lumen, &by)?.map(drop))
        }),
        Command::RemoveAddress { by, .. } => attempt(office, move |tx| {
            let by = store::person::find_by_name(tx.db, by)?.unwrap().person.id;
            let lumen = lumen(tx)?;
            use_cases::notification_address::remove(tx, &id, &lumen, &by).map(|_| Ok(()))
        }),
        _ => {
            let found = office.read(move |db| store::notification_address::find_if_any(db, &id));
            let mails = office.mailbox.to(found.unwrap().email.as_str());
            let mut letters = mails.iter().rev();
            let Some(letter) = letters.find(|mail| mail.kind == "notification-address") else {
                return "no letter yet".into();
            };
            let link = link_in(&letter.text_body);
            let token = link.split_once("token=").unwrap().1.to_owned();
            attempt(office, move |tx| {
                Ok(use_cases::notification_address::confirm(tx, &token)?.map(drop))
            })
        }
    }
}

fn lumen(tx: &mut Tx) -> Result<SmartAccountId, Error> {
    let lumen = DomainIdentifier::parse("lumen.example").unwrap();
    let found = store::smart_account::find_by_identifier(tx.db, &lumen)?;
    Ok(found.unwrap().id)
}

fn about_request(office: &Office, command: &Command, id: RequestId) -> String {
    let (command, now) = (command.clone(), office.now());
    attempt(office, move |tx| {
        let request = store::access_request::find(tx.db, &id)?;
        let person = |tx: &mut Tx, name: &str| {
            Ok::<_, Error>(store::person::find_by_name(tx.db, name)?.unwrap().person.id)
        };
        match &command {
            Command::OpenCase { .. } => {
                use_cases::support_case::open(tx, &id, &request.applicant, "Nobody answers.")
                    .map(|_| Ok(()))
            }
            Command::Remind { .. } => {
                use_cases::access_request::remind(tx, &id, &request.applicant).map(Ok)
            }
            Command::Withdraw { by, .. } => {
                let by = by.map_or(Ok(request.applicant.clone()), |by| person(tx, by))?;
                use_cases::access_request::withdraw(tx, &id, &by).map(Ok)
            }
            Command::Approve {
                by, stale, terms, ..
            } => {
                let (by, scope) = (person(tx, by)?, scope(tx, terms)?);
                let role = terms.role.unwrap_or(Role::SaViewer);
                let grant = Grant {
                    role,
                    scope,
                    until: until(terms, now),
                    note: Some("Welcome.".into()),
                };
                let seen = request.version - u32::from(*stale);
                Ok(use_cases::access_request::decide(
                    tx,
                    &id,
                    seen,
                    &by,
                    &Decision::Approve(grant),
                )?
                .map(drop))
            }
            Command::Decline { by, class, .. } => {
                let (by, denial) = (
                    person(tx, by)?,
                    Denial {
                        class: *class,
                        words: None,
                    },
                );
                Ok(use_cases::access_request::decide(
                    tx,
                    &id,
                    request.version,
                    &by,
                    &Decision::Decline(denial),
                )?
                .map(drop))
            }
            _ => Ok(Ok(())),
        }
    })
}

fn ask(
    tx: &mut Tx,
    asks: &PersonId,
    identifier: &str,
    terms: &Terms,
) -> Result<Result<(), Refusal>, Error> {
    let scope = terms
        .parts
        .is_some()
        .then(|| scope(tx, terms))
        .transpose()?;
    let wish = Wish {
        scope,
        role: terms.role,
        until: until(terms, tx.now),
    };
    let (reason, identifier) = (
        Reason::parse("Downloads for the Lyon site").unwrap(),
        DomainIdentifier::parse(identifier).unwrap(),
    );
    Ok(use_cases::access_request::send(tx, asks, &identifier, &reason, &wish)?.map(drop))
}

fn until(terms: &Terms, now: Moment) -> Option<Moment> {
    terms.days.map(|count| now.plus(days(count)))
}

/// The scope in lumen.example, which does not fit what is asked elsewhere.
fn scope(tx: &mut Tx, terms: &Terms) -> Result<Scope, Error> {
    let Some(names) = &terms.parts else {
        return Ok(Scope::EntireAccount);
    };
    let lumen = store::smart_account::find_by_identifier(
        tx.db,
        &DomainIdentifier::parse("lumen.example").unwrap(),
    )?
    .unwrap();
    let all = store::virtual_account::virtual_accounts(tx.db, &lumen.id)?;
    let chosen = all
        .into_iter()
        .filter(|part| names.contains(part.name.as_str()))
        .map(|part| part.id);
    Ok(Scope::VirtualAccounts(
        chosen.collect::<BTreeSet<VirtualAccountId>>(),
    ))
}

/// A write. A refusal that is its value is kept with what it wrote; one that is its fault undoes it.
fn attempt(
    office: &Office,
    work: impl Fn(&mut Tx) -> Result<Result<(), Refusal>, Error> + Send + 'static,
) -> String {
    match office
        .runtime
        .block_on(office.app.db.write(Author::program("test"), work))
    {
        Ok(Ok(())) => "done".into(),
        Ok(Err(refusal)) | Err(Error::Refused(refusal)) => refusal.code().into(),
        Err(fault) => panic!("{fault}"),
    }
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
