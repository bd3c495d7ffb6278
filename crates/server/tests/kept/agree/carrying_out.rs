//! Commands as use cases: whom and what each is about, found in the office, and what came of it.

use super::story::{Command, Terms};
use crate::support::mailbox::token_in;
use crate::support::{Office, world};
use crate::tables::{another_program, lines};
use domain::access_request::{Denial, Grant, Wish};
use domain::moment::days;
use domain::{CaseId, Moment, NotificationAddressId, RequestId, Role, Scope, rules};
use parvis::event_log::Answer;
use parvis::storage::{Author, Error, Tx};
use parvis::use_cases::access_request::Decision;
use parvis::use_cases::support_case::{Opening, Seen};
use parvis::{store, use_cases};
use proptest::sample::Index;

const LUMEN: &str = "lumen.example";

/// Ids of one kind, in the order in which they were made.
pub fn ids(office: &Office, table: &str) -> Vec<String> {
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
pub fn carry_out(office: &Office, command: &Command) -> String {
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
            attempt(office, move |tx| {
                let wish = wish(tx, &terms)?;
                let reason = "Downloads for the Lyon site";
                Ok(world::asks(tx, &asks, identifier, reason, &wish)?.map(drop))
            })
        }
        Command::OpenCase { which }
        | Command::Remind { which }
        | Command::Withdraw { which, .. }
        | Command::Approve { which, .. }
        | Command::Decline { which, .. } => match one(office, "access_requests", &which) {
            Some(request) => about_request(office, command, request),
            None => "nothing there".into(),
        },
        Command::AddAddress { email, by } => attempt(office, move |tx| {
            let by = store::person::find_by_name(tx.db, by)?.unwrap().person;
            let new = rules::notification_address::NewNotificationAddress {
                email: world::address(email),
                language: by.profile.language,
            };
            let lumen = world::account_at(tx.db, LUMEN)?.id;
            Ok(use_cases::notification_address::add(tx, &lumen, &by.id, &new)?.map(drop))
        }),
        Command::RenewAddress { which, .. }
        | Command::RemoveAddress { which, .. }
        | Command::ConfirmAddress { which } => {
            match one(office, "notification_addresses", &which) {
                Some(address) => about_address(office, command, address),
                None => "nothing there".into(),
            }
        }
        Command::AnswerCase { which, .. } | Command::CloseCase { which, .. } => {
            match one(office, "support_cases", &which) {
                Some(case) => about_case(office, command, case),
                None => "nothing there".into(),
            }
        }
    }
}

fn about_request(office: &Office, command: &Command, id: RequestId) -> String {
    let command = command.clone();
    attempt(office, move |tx| {
        let request = store::access_request::find(tx.db, &id)?;
        let decide = |tx: &mut Tx, by: &str, seen: u32, decision: Decision| {
            let by = world::known(tx.db, by)?;
            Ok(use_cases::access_request::decide(tx, &id, seen, &by, &decision)?.map(drop))
        };
        match &command {
            Command::OpenCase { .. } => {
                let opening = Opening {
                    subject: "Nobody answers".into(),
                    words: "Nobody answers.".into(),
                    request: Some(id.clone()),
                    ..Opening::default()
                };
                use_cases::support_case::open(tx, &request.applicant, &opening).map(|_| Ok(()))
            }
            Command::Remind { .. } => {
                use_cases::access_request::remind(tx, &id, &request.applicant).map(Ok)
            }
            Command::Withdraw { by, .. } => {
                let by = by.map_or(Ok(request.applicant.clone()), |by| world::known(tx.db, by))?;
                use_cases::access_request::withdraw(tx, &id, &by).map(Ok)
            }
            Command::Approve {
                by, stale, terms, ..
            } => {
                let grant = Grant::of_role(
                    domain::membership::Terms {
                        role: terms.role.unwrap_or(Role::SaViewer),
                        scope: scope(tx, terms)?,
                        until: until(terms, tx.now),
                    },
                    Some("Welcome.".into()),
                );
                let seen = request.version - u32::from(*stale);
                decide(tx, by, seen, Decision::Approve(grant))
            }
            Command::Decline { by, class, .. } => {
                let denial = Denial {
                    class: *class,
                    words: None,
                };
                decide(tx, by, request.version, Decision::Decline(denial))
            }
            _ => Ok(Ok(())),
        }
    })
}

fn about_address(office: &Office, command: &Command, id: NotificationAddressId) -> String {
    match *command {
        Command::RenewAddress { by, .. } => attempt(office, move |tx| {
            let by = world::known(tx.db, by)?;
            let lumen = world::account_at(tx.db, LUMEN)?.id;
            Ok(use_cases::notification_address::renew(tx, &id, &lumen, &by)?.map(drop))
        }),
        Command::RemoveAddress { by, .. } => attempt(office, move |tx| {
            let by = world::known(tx.db, by)?;
            let lumen = world::account_at(tx.db, LUMEN)?.id;
            use_cases::notification_address::remove(tx, &id, &lumen, &by).map(|_| Ok(()))
        }),
        _ => {
            let found = office.read(move |db| store::notification_address::find_if_any(db, &id));
            let mails = office.mailbox.to(found.unwrap().email.as_str());
            let mut letters = mails.iter().rev();
            let Some(letter) = letters.find(|mail| mail.kind == "notification-address") else {
                return "no letter yet".into();
            };
            let token = token_in(&letter.text_body);
            attempt(office, move |tx| {
                Ok(use_cases::notification_address::confirm(tx, &token)?.map(drop))
            })
        }
    }
}

fn about_case(office: &Office, command: &Command, id: CaseId) -> String {
    let command = command.clone();
    attempt(office, move |tx| {
        let person = |tx: &mut Tx, name| {
            Ok::<_, Error>(store::person::find_by_name(tx.db, name)?.unwrap().person)
        };
        match command {
            Command::AnswerCase { by, .. } => {
                let by = person(tx, by)?;
                use_cases::support_case::answer(tx, &id, &by.id, "It is urgent.").map(Ok)
            }
            Command::CloseCase { by, .. } => {
                let by = person(tx, by)?;
                use_cases::support_case::close(tx, &id, &by.id, &Seen::All).map(Ok)
            }
            _ => Ok(Ok(())),
        }
    })
}

/// Nothing is said of the scope where it is the entire account.
fn wish(tx: &mut Tx, terms: &Terms) -> Result<Wish, Error> {
    let scope = match terms.parts {
        Some(_) => Some(scope(tx, terms)?),
        None => None,
    };
    Ok(Wish {
        scope,
        role: terms.role,
        until: until(terms, tx.now),
    })
}

fn until(terms: &Terms, now: Moment) -> Option<Moment> {
    terms.days.map(|count| now.plus(days(count)))
}

/// The scope in lumen.example, which does not fit what is asked elsewhere.
fn scope(tx: &mut Tx, terms: &Terms) -> Result<Scope, Error> {
    let Some(names) = &terms.parts else {
        return Ok(Scope::EntireAccount);
    };
    let parts = names.iter().map(|name| world::part(tx.db, LUMEN, name));
    Ok(Scope::VirtualAccounts(parts.collect::<Result<_, _>>()?))
}

/// A write. A refusal that is its value is kept with what it wrote; one that is its fault undoes it.
fn attempt(office: &Office, work: impl Fn(&mut Tx) -> Answer<()> + Send + 'static) -> String {
    match office
        .runtime
        .block_on(office.app.db.write(Author::program("test"), work))
    {
        Ok(Ok(())) => "done".into(),
        Ok(Err(refusal)) | Err(Error::Refused(refusal)) => refusal.code().into(),
        Err(fault) => panic!("{fault}"),
    }
}
