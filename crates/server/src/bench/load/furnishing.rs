//! What is there before the load: people, accounts with an administrator each, and requests that wait; and how clients come by it.

use crate::app::App;
use crate::bench::load::client::failed;
use crate::bench::subject::LAST;
use crate::clock::Clock;
use crate::config::Config;
use crate::storage::{Author, Error, Tx};
use crate::store::person::ids_of;
use crate::{demo, import, store, use_cases};
use domain::access_request::Wish;
use domain::moment::hours;
use domain::text::Reason;
use domain::{DomainIdentifier, Moment, PersonId};
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;
use std::path::Path;

/// So many requests each person has sent.
pub(super) const SENT_BY_EACH: u64 = 10;
/// Sessions are begun for so many people at most, of those who ask and of those who decide.
const MOST_SESSIONS: u64 = 2_000;
/// Requests sent in one transaction.
const BATCH: u64 = 200;
const PLAN: &str = "load.json";

/// What clients need to know.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Furnished {
    pub requests: u64,
    /// Sessions of those who ask: the first of them is of person 0.
    pub askers: Vec<String>,
    pub accounts: u64,
    /// Sessions of administrators: the first is of the one of account 0.
    pub deciders: Vec<String>,
    /// Of requests that wait: the account, and their id.
    pub waiting: Vec<(u64, String)>,
}

pub(super) fn domain(account: u64) -> String {
    format!("a{account}.example")
}

fn asker(number: u64) -> String {
    format!("asker-{number}")
}

fn decider(number: u64) -> String {
    format!("decider-{number}")
}

/// The account that somebody asks in their turn of that number; no two turns of fewer than there are accounts lead to the same.
pub(super) fn asked(person: u64, turn: u64, accounts: u64) -> u64 {
    (person + turn) % accounts
}

/// The settings of an installation that is measured: nobody sends so much, and the limits are there to say so.
pub(super) fn config(port: u16, folder: &Path, database: Option<&str>) -> Config {
    let mut config = demo::config(port, folder);
    config.limits.sends = 1_000_000;
    config.limits.look_ups = 1_000_000;
    config.serve.connections = 10_000;
    if let Some(address) = database {
        config.database = address.to_owned();
    }
    config
}

/// Fills an empty installation. In: how many requests wait in it; a tenth as many people, and a hundredth as many accounts.
pub(super) async fn furnish(
    folder: &Path,
    database: Option<&str>,
    requests: u64,
    say: &dyn Fn(&str),
) -> Result<(), Error> {
    let app = App::open(config(0, folder, database), Clock::Real, false)?;
    let (people, accounts) = (
        (requests / SENT_BY_EACH).max(100),
        (requests / 100).max(SENT_BY_EACH * 2),
    );
    say("people and accounts");
    let files = folder.join("files");
    write_files(&files, people, accounts).map_err(failed)?;
    let report = import::run(&app.db, &files).await.map_err(failed)?;
    if !report.faults.is_empty() || report.added.accounts != accounts {
        return Err(failed(format!(
            "the database is not empty, or the people were not taken: {report}"
        )));
    }
    say("requests");
    let now = app.db.now();
    let mut waiting = Vec::new();
    for from in (0..requests).step_by(BATCH as usize) {
        let to = (from + BATCH).min(requests);
        let sent = app.db.write_large(Author::program("bench"), move |tx| {
            send(tx, from..to, people, accounts, now, requests)
        });
        waiting.extend(sent.await?);
    }
    say("sessions");
    let furnished = app
        .db
        .write(Author::program("bench"), move |tx| {
            Ok(Furnished {
                requests,
                askers: sessions(tx, people, asker)?,
                accounts,
                deciders: sessions(tx, accounts, decider)?,
                waiting: waiting.clone(),
            })
        })
        .await?;
    let plan = serde_json::to_vec(&furnished).map_err(failed)?;
    std::fs::write(folder.join(PLAN), plan).map_err(failed)?;
    app.db.close(std::time::Duration::from_secs(60)).await;
    Ok(())
}

/// What was furnished in a folder.
pub(super) fn furnished(folder: &Path) -> Result<Furnished, Error> {
    let plan = std::fs::read(folder.join(PLAN)).map_err(failed)?;
    serde_json::from_slice(&plan).map_err(failed)
}

fn write_files(files: &Path, askers: u64, accounts: u64) -> std::io::Result<()> {
    std::fs::create_dir_all(files)?;
    let mut people = "user,full_name,organisation,email\n".to_owned();
    let mut lines = "domain,name\n".to_owned();
    let mut memberships = "user,domain,role,virtual_account\n".to_owned();
    for number in 0..askers {
        let (user, last) = (asker(number), LAST[(number % 20) as usize]);
        let _ = writeln!(
            people,
            "{user},Camille {last} {number},{last} and daughters,{user}@people.example"
        );
    }
    for number in 0..accounts {
        let (user, domain) = (decider(number), domain(number));
        let last = LAST[(number % 20) as usize];
        let _ = writeln!(
            people,
            "{user},Amina {last},{last} and sons,{user}@{domain}"
        );
        let _ = writeln!(lines, "{domain},{last} and sons {number}");
        let _ = writeln!(memberships, "{user},{domain},sa-administrator,");
    }
    std::fs::write(files.join(import::source::PEOPLE), people)?;
    std::fs::write(files.join(import::source::ACCOUNTS), lines)?;
    std::fs::write(files.join(import::source::MEMBERSHIPS), memberships)
}

fn known(tx: &mut Tx, name: &str) -> Result<PersonId, Error> {
    let mut ids = ids_of(tx.db, &[name.to_owned()])?;
    ids.remove(name)
        .ok_or_else(|| Error::corrupt("person", name, "is missing"))
}

/// Sends requests of these numbers, spread over the last day. Out: the account and the id of each.
fn send(
    tx: &mut Tx,
    numbers: std::ops::Range<u64>,
    people: u64,
    accounts: u64,
    now: Moment,
    all: u64,
) -> Result<Vec<(u64, String)>, Error> {
    let mut sent = Vec::new();
    for number in numbers {
        let ago = hours(24).mul_f64((all - number) as f64 / all as f64);
        tx.pretend(now.minus(ago));
        let (person, turn) = (number % people, number / people);
        let account = asked(person, turn, accounts);
        let by = known(tx, &asker(person))?;
        let identifier = DomainIdentifier::stored(domain(account));
        let reason = Reason::stored("The downloads of my site, as my colleagues have them.".into());
        let id = use_cases::access_request::send(tx, &by, &identifier, &reason, &Wish::default())?;
        let id = id.map_err(|refusal| failed(refusal.code()))?;
        sent.push((account, id.to_string()));
    }
    Ok(sent)
}

fn sessions(tx: &mut Tx, count: u64, name: fn(u64) -> String) -> Result<Vec<String>, Error> {
    let mut all = Vec::new();
    for number in 0..count.min(MOST_SESSIONS) {
        let person = known(tx, &name(number))?;
        let begun = store::session::begin(tx, &person)?;
        all.push(begun.as_str().to_owned());
    }
    Ok(all)
}
