//! What is there before the load: people, accounts with an administrator each, roles, and requests that were decided or wait; and how
//! clients come by it.

use crate::app::App;
use crate::bench::load::client::failed;
pub(super) use crate::bench::load::names::{asked, asker, decider, domain};
use crate::bench::load::sending::{Stage, record};
use crate::bench::subject::LAST;
use crate::clock::Clock;
use crate::storage::{AnyConnection, Author, Error, KEYS_AT_ONCE, Tx};
use crate::store::person::ids_of;
use crate::{demo, import, storage, store};
use domain::{DomainIdentifier, PersonId, SmartAccountId};
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// So many requests each person has sent, of which half were approved; the others wait.
pub(super) const SENT_BY_EACH: u64 = 10;
/// So many roles each person has besides, in accounts that they have not asked.
const HELD_BY_EACH: u64 = 5;
/// From so far on, each person has nothing to do with an account.
pub(super) const FREE_FROM: u64 = SENT_BY_EACH + HELD_BY_EACH;
/// However few requests there are, somebody can send so many more.
const LEAST: u64 = 100;
/// Sessions are begun for so many at most of those who ask.
const MOST_SESSIONS: u64 = 10_000;
/// Requests recorded in one transaction.
const BATCH: u64 = 2_000;
/// Sessions begun in one.
const SESSIONS: usize = 1_000;
const PLAN: &str = "load.json";

/// What clients need to know.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Furnished {
    pub requests: u64,
    /// Sessions of those who ask: the first of them is of person 0, the next of the one as many further on as are said.
    pub askers: Vec<String>,
    /// One, in what builds have filled in that do not say.
    #[serde(default = "one")]
    pub every: u64,
    pub accounts: u64,
    /// Sessions of administrators: the first is of the one of account 0.
    pub deciders: Vec<String>,
    /// Of requests that wait: the account, and their id.
    pub waiting: Vec<(u64, String)>,
}

fn one() -> u64 {
    1
}

/// Fills an empty folder. In: how many requests there are; a tenth as many people, and a hundredth as many accounts.
pub(super) async fn furnish(folder: &Path, requests: u64, say: &dyn Fn(&str)) -> Result<(), Error> {
    let app = App::open(demo::config(0, folder), Clock::Real, false)?;
    let people = (requests / SENT_BY_EACH).max(LEAST);
    let accounts = (requests / 100).max(LEAST);
    say("people, accounts and roles");
    let files = folder.join("files");
    write_files(&files, people, accounts).map_err(failed)?;
    let report = import::run(&app.db, &files).await.map_err(failed)?;
    if !report.faults.is_empty() || report.added.accounts != accounts {
        return Err(failed(format!(
            "the database is not empty, or the people were not taken: {report}"
        )));
    }
    std::fs::remove_dir_all(&files).map_err(failed)?;
    let stage = Arc::new(stage(&app, people, accounts, requests).await?);
    let mut waiting = Vec::new();
    for from in (0..requests).step_by(BATCH as usize) {
        if from.is_multiple_of(10 * BATCH) {
            say(&format!("{from} of {requests} requests"));
        }
        let (stage, to) = (stage.clone(), (from + BATCH).min(requests));
        let recorded = app.db.write_large(Author::program("bench"), move |tx| {
            spread_out(tx.db)?;
            record(tx, from..to, &stage)
        });
        waiting.extend(recorded.await?);
    }
    say("sessions");
    let askers = people.min(MOST_SESSIONS);
    let every = people / askers;
    let asking = stage.people.iter().step_by(every as usize);
    let askers: Vec<PersonId> = asking.take(askers as usize).cloned().collect();
    let furnished = Furnished {
        requests,
        askers: sessions(&app, askers).await?,
        every,
        accounts,
        deciders: sessions(&app, stage.deciders.clone()).await?,
        waiting,
    };
    let plan = serde_json::to_vec(&furnished).map_err(failed)?;
    std::fs::write(folder.join(PLAN), plan).map_err(failed)?;
    app.db.close(Duration::from_secs(600)).await;
    Ok(())
}

/// What was furnished in a folder.
pub(super) fn furnished(folder: &Path) -> Result<Furnished, Error> {
    let plan = std::fs::read(folder.join(PLAN)).map_err(failed)?;
    serde_json::from_slice(&plan).map_err(failed)
}

/// Has the embedded database keep much in memory, since rows go everywhere and nobody else is at work.
fn spread_out(db: &mut AnyConnection) -> Result<(), Error> {
    match db {
        AnyConnection::Sqlite(_) => storage::raw::run(
            db,
            "PRAGMA cache_size = -524288; PRAGMA wal_autocheckpoint = 100000",
        ),
        AnyConnection::Postgres(_) => Ok(()),
    }
}

async fn stage(app: &App, people: u64, accounts: u64, requests: u64) -> Result<Stage, Error> {
    let now = app.db.now();
    app.db
        .read(move |db| {
            Ok(Stage {
                people: ids(db, people, asker)?,
                deciders: ids(db, accounts, decider)?,
                accounts: account_ids(db, accounts)?,
                requests,
                now,
            })
        })
        .await
}

fn ids(
    db: &mut AnyConnection,
    count: u64,
    name: fn(u64) -> String,
) -> Result<Vec<PersonId>, Error> {
    let names: Vec<String> = (0..count).map(name).collect();
    let mut all = Vec::with_capacity(names.len());
    for some in names.chunks(KEYS_AT_ONCE) {
        let mut found = ids_of(db, some)?;
        for name in some {
            let missing = || Error::corrupt("person", name, "is missing");
            all.push(found.remove(name).ok_or_else(missing)?);
        }
    }
    Ok(all)
}

fn account_ids(db: &mut AnyConnection, count: u64) -> Result<Vec<SmartAccountId>, Error> {
    let find = |number| {
        let identifier = DomainIdentifier::stored(domain(number));
        let found = store::smart_account::find_by_identifier(db, &identifier)?;
        let missing = || Error::corrupt("account", identifier.as_str(), "is missing");
        Ok(found.ok_or_else(missing)?.id)
    };
    (0..count).map(find).collect()
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
        for turn in SENT_BY_EACH..FREE_FROM {
            let domain = domain(asked(number, turn, accounts));
            let _ = writeln!(memberships, "{user},{domain},sa-user,");
        }
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

/// Begins a session for each.
async fn sessions(app: &App, people: Vec<PersonId>) -> Result<Vec<String>, Error> {
    let mut all = Vec::with_capacity(people.len());
    for some in people.chunks(SESSIONS) {
        let some = some.to_vec();
        let begin = move |tx: &mut Tx| {
            let begun = some.iter().map(|person| store::session::begin(tx, person));
            begun.map(|begun| Ok(begun?.as_str().to_owned())).collect()
        };
        let begun: Vec<String> = app.db.write_large(Author::program("bench"), begin).await?;
        all.extend(begun);
    }
    Ok(all)
}
