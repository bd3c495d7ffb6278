//! What the files say otherwise than it is: what is there stays, and whoever imports is told of each difference.

use crate::import::lines::*;
use crate::import::report::ImportReport;
use crate::import::rows::*;
use crate::import::source::{ImportSource, *};
use crate::language::field_date;
use crate::storage::{AnyConnection, Error};
use crate::store;
use domain::person::Person;
use domain::virtual_account::{VirtualAccount, key};
use domain::{DomainIdentifier, Moment, SmartAccountId};
use jiff::tz::TimeZone;
use std::collections::{BTreeSet, HashMap};

/// Adds what differs to the report. The files were checked before, so that lines which cannot be read are passed over.
pub fn find(
    db: &mut AnyConnection,
    source: &ImportSource,
    report: &mut ImportReport,
) -> Result<(), Error> {
    of_people(db, source, report)?;
    of_accounts(db, source, report)?;
    of_virtual_accounts(db, source, report)?;
    of_memberships(db, source, report)
}

/// Notes one value, where the file says anything.
fn compare(
    report: &mut ImportReport,
    file: &'static str,
    line: u64,
    column: &str,
    said: &str,
    is: &str,
) {
    if !said.is_empty() && said != is {
        report.difference(
            file,
            line,
            format!("{column}: stays {is:?}, and not {said:?}"),
        );
    }
}

/// A line with what stands in each column, as it was written.
struct Known<T> {
    number: u64,
    given: Vec<String>,
    read: T,
}

fn keep<T>(line: &Line, columns: &[&str], read: T) -> Known<T> {
    Known {
        number: line.number,
        given: columns
            .iter()
            .map(|column| line.get(column).to_owned())
            .collect(),
        read,
    }
}

fn of_people(
    db: &mut AnyConnection,
    source: &ImportSource,
    report: &mut ImportReport,
) -> Result<(), Error> {
    let mut batch = Vec::with_capacity(BATCH);
    each_line(source, PEOPLE, report, |report, line| {
        if let Ok(person) = PersonLine::read(&line) {
            batch.push(keep(&line, &["phone", "language", "time_zone"], person));
        }
        if batch.len() == BATCH {
            compare_people(db, report, &mut batch)
        } else {
            Ok(())
        }
    })?;
    compare_people(db, report, &mut batch)
}

fn compare_people(
    db: &mut AnyConnection,
    report: &mut ImportReport,
    batch: &mut Vec<Known<PersonLine>>,
) -> Result<(), Error> {
    let users: Vec<String> = batch
        .iter()
        .map(|known| known.read.user_id.to_string())
        .collect();
    let ids: Vec<String> = store::person::ids_of(db, &users)?
        .values()
        .map(ToString::to_string)
        .collect();
    let there: HashMap<String, Person> = store::person::find_all(db, &ids)?
        .into_iter()
        .map(|person| (person.user_id.to_string(), person))
        .collect();
    for known in batch.drain(..) {
        let Some(person) = there.get(known.read.user_id.as_str()) else {
            continue;
        };
        let (line, profile) = (&known.read, &person.profile);
        let mut differ = |column: &str, said: &str, is: &str| {
            compare(report, PEOPLE, known.number, column, said, is);
        };
        differ("full_name", &line.full_name, &profile.full_name);
        differ("organisation", &line.organisation, &profile.organisation);
        let email = person.email.as_ref().map_or("", |email| email.as_str());
        if line.email.key() != email.to_lowercase() {
            differ("email", line.email.as_str(), email);
        }
        let phone = profile.phone.as_ref().map_or("", |phone| phone.as_str());
        differ("phone", &known.given[0], phone);
        differ("language", &known.given[1], profile.language.key());
        differ("time_zone", &known.given[2], &profile.time_zone);
    }
    Ok(())
}

fn of_accounts(
    db: &mut AnyConnection,
    source: &ImportSource,
    report: &mut ImportReport,
) -> Result<(), Error> {
    each_line(source, ACCOUNTS, report, |report, line| {
        let Ok(read) = AccountLine::read(&line) else {
            return Ok(());
        };
        let Some(account) = store::smart_account::find_by_identifier(db, &read.domain)? else {
            return Ok(());
        };
        let mut differ = |column: &str, said: &str, is: &str| {
            compare(report, ACCOUNTS, line.number, column, said, is);
        };
        differ("name", &read.name, &account.name);
        differ("type", line.get("type"), account.kind.key());
        differ(
            "visibility",
            line.get("visibility"),
            account.visibility.key(),
        );
        Ok(())
    })
}

/// Accounts by the name the files have for them, with their Virtual Accounts. Only the last is held: files go account by account.
#[derive(Default)]
struct Place {
    domain: Option<DomainIdentifier>,
    account: Option<SmartAccountId>,
    parts: Vec<VirtualAccount>,
}

impl Place {
    fn at(&mut self, db: &mut AnyConnection, domain: &DomainIdentifier) -> Result<(), Error> {
        if self.domain.as_ref() == Some(domain) {
            return Ok(());
        }
        let found = store::smart_account::find_by_identifier(db, domain)?;
        self.parts = match &found {
            Some(account) => store::virtual_account::virtual_accounts(db, &account.id)?,
            None => Vec::new(),
        };
        self.account = found.map(|account| account.id);
        self.domain = Some(domain.clone());
        Ok(())
    }

    fn part(&self, name: &str) -> Option<&VirtualAccount> {
        self.parts.iter().find(|part| key(&part.name) == key(name))
    }
}

fn of_virtual_accounts(
    db: &mut AnyConnection,
    source: &ImportSource,
    report: &mut ImportReport,
) -> Result<(), Error> {
    let mut place = Place::default();
    each_line(source, VIRTUAL_ACCOUNTS, report, |report, line| {
        let Ok(read) = VirtualAccountLine::read(&line) else {
            return Ok(());
        };
        place.at(db, &read.domain)?;
        let Some(part) = place.part(&read.name) else {
            return Ok(());
        };
        let above = place
            .parts
            .iter()
            .find(|above| Some(&above.id) == part.parent.as_ref());
        let above = above.map_or("", |above| above.name.as_str());
        let mut differ = |column: &str, said: &str, is: &str| {
            compare(report, VIRTUAL_ACCOUNTS, line.number, column, said, is);
        };
        let given = read.parent.as_deref().unwrap_or("");
        if key(given) != key(above) {
            differ("parent", given, above);
        }
        if !line.get("default").is_empty() && read.is_default != part.is_default {
            let is = if part.is_default { "yes" } else { "no" };
            differ("default", line.get("default"), is);
        }
        Ok(())
    })
}

fn of_memberships(
    db: &mut AnyConnection,
    source: &ImportSource,
    report: &mut ImportReport,
) -> Result<(), Error> {
    let mut batch = Vec::with_capacity(BATCH);
    let mut place = Place::default();
    each_line(source, MEMBERSHIPS, report, |report, line| {
        // Only an end that the file names can differ.
        if let Ok(held) = MembershipLine::read(&line)
            && held.until.is_some()
        {
            batch.push(keep(&line, &["until"], held));
        }
        if batch.len() == BATCH {
            compare_memberships(db, report, &mut batch, &mut place)
        } else {
            Ok(())
        }
    })?;
    compare_memberships(db, report, &mut batch, &mut place)
}

/// The last day of what ends then, as files name it.
fn last_day(until: Moment) -> String {
    field_date(Moment(until.0 - 1), &TimeZone::UTC)
}

fn compare_memberships(
    db: &mut AnyConnection,
    report: &mut ImportReport,
    batch: &mut Vec<Known<MembershipLine>>,
    place: &mut Place,
) -> Result<(), Error> {
    let users: Vec<String> = batch
        .iter()
        .map(|known| known.read.user_id.to_string())
        .collect();
    let ids = store::person::ids_of(db, &users)?;
    let (mut named, mut pairs) = (Vec::new(), BTreeSet::new());
    for known in batch.drain(..) {
        let held = &known.read;
        let Some(person) = ids.get(held.user_id.as_str()) else {
            continue;
        };
        place.at(db, &held.domain)?;
        let Some(account) = &place.account else {
            continue;
        };
        let part = match &held.virtual_account {
            None => None,
            Some(name) => match place.part(name) {
                Some(part) => Some(&part.id),
                None => continue,
            },
        };
        let print = store::membership::print(person, account, held.role, part);
        pairs.insert((person.clone(), account.clone()));
        named.push((known, print));
    }
    let ends = store::membership::held_in(db, &pairs)?;
    for (known, print) in named {
        let Some(end) = ends.get(&print).filter(|end| **end != known.read.until) else {
            continue;
        };
        let is = end.map_or_else(|| "without an end".to_owned(), last_day);
        compare(
            report,
            MEMBERSHIPS,
            known.number,
            "until",
            &known.given[0],
            &is,
        );
    }
    Ok(())
}
