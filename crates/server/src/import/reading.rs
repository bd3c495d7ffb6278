//! The second reading: the lines in the order in which they are carried out, some at a time.

use crate::import::kept::{ImportLine, PARTS_UNIT, PEOPLE_UNIT, ROLES_UNIT, Said};
use crate::import::lines::*;
use crate::import::prints::{Print, print};
use crate::import::report::ImportReport;
use crate::import::rows::*;
use crate::import::source::*;
use crate::storage::Error;
use domain::{DomainIdentifier, Role};
use std::collections::{HashMap, HashSet};

/// Within an account: first itself, then what its administrators hold on the whole of it, then its Virtual Accounts, then what is held
/// on those.
#[derive(Clone, Copy)]
enum Rank {
    First,
    Administrators,
    Parts,
    OnParts,
}

/// More than a file has lines.
const RANK: i64 = 1 << 40;

/// Takes some lines.
type Hand<'a> = &'a mut dyn FnMut(Vec<ImportLine>) -> Result<(), Error>;

struct Reading<'a> {
    source: &'a ImportSource,
    hand: Hand<'a>,
    batch: Vec<ImportLine>,
    /// As many as were handed on or wait for it.
    number: i64,
    /// The accounts of the files.
    units: HashMap<Print, i64>,
}

/// Goes through files that were checked. In: what takes their lines, [`BATCH`] at a time. Errors: a file has changed since; or those of
/// whoever takes the lines.
pub(super) fn read(source: &ImportSource, hand: Hand<'_>) -> Result<(), Error> {
    let mut reading = Reading {
        source,
        hand,
        batch: Vec::with_capacity(BATCH),
        number: 0,
        units: HashMap::new(),
    };
    reading.people()?;
    let divided = reading.divided()?;
    reading.accounts(&divided)?;
    reading.parts(divided)?;
    let administrators = reading.administrators()?;
    reading.roles(&administrators)?;
    let rest = std::mem::take(&mut reading.batch);
    (reading.hand)(rest)
}

/// By domain: whether a line says which Virtual Account is the default.
type Divided = HashMap<Print, bool>;

impl Reading<'_> {
    /// Goes through one file.
    fn each<T>(
        &mut self,
        file: &'static str,
        read: fn(&Line) -> Result<T, String>,
        mut work: impl FnMut(&mut Self, u64, T) -> Result<(), Error>,
    ) -> Result<(), Error> {
        // Faults were told when the files were checked, and there was none.
        let unheard = &mut ImportReport::default();
        each_read(self.source, file, read, unheard, |_, line, said| {
            work(self, line, said)
        })
    }

    fn put(&mut self, unit: i64, rank: Rank, line: u64, said: Said) -> Result<(), Error> {
        self.number += 1;
        self.batch.push(ImportLine {
            unit,
            number: rank as i64 * RANK + self.number,
            line,
            said,
        });
        if self.batch.len() < BATCH {
            return Ok(());
        }
        let batch = std::mem::replace(&mut self.batch, Vec::with_capacity(BATCH));
        (self.hand)(batch)
    }

    fn people(&mut self) -> Result<(), Error> {
        self.each(PEOPLE, PersonLine::read, |reading, line, person| {
            reading.put(PEOPLE_UNIT, Rank::First, line, Said::Person(person))
        })
    }

    /// Which accounts have lines about their Virtual Accounts.
    fn divided(&mut self) -> Result<Divided, Error> {
        let mut divided = Divided::new();
        self.each(VIRTUAL_ACCOUNTS, VirtualAccountLine::read, |_, _, part| {
            *divided.entry(print(&[part.domain.as_str()])).or_default() |= part.is_default;
            Ok(())
        })?;
        Ok(divided)
    }

    fn accounts(&mut self, divided: &Divided) -> Result<(), Error> {
        self.each(ACCOUNTS, AccountLine::read, |reading, line, account| {
            let domain = account.domain.clone();
            let name = print(&[domain.as_str()]);
            let unit = PEOPLE_UNIT + 1 + reading.units.len() as i64;
            reading.units.insert(name, unit);
            reading.put(unit, Rank::First, line, Said::Account(account))?;
            match divided.contains_key(&name) {
                true => Ok(()),
                false => reading.put(unit, Rank::Parts, line, Said::Default(domain)),
            }
        })
    }

    fn unit(&self, domain: &DomainIdentifier) -> Option<i64> {
        self.units.get(&print(&[domain.as_str()])).copied()
    }

    /// The first of an account is its default where no line says which is.
    fn parts(&mut self, mut divided: Divided) -> Result<(), Error> {
        let read = VirtualAccountLine::read;
        self.each(VIRTUAL_ACCOUNTS, read, |reading, line, mut part| {
            let said = divided.insert(print(&[part.domain.as_str()]), true);
            part.is_default |= said == Some(false);
            let unit = reading.unit(&part.domain).unwrap_or(PARTS_UNIT);
            reading.put(unit, Rank::Parts, line, Said::Part(part))
        })
    }

    /// Those who administer accounts of the files, each with the account.
    fn administrators(&mut self) -> Result<HashSet<Print>, Error> {
        let mut found = HashSet::new();
        self.each(MEMBERSHIPS, MembershipLine::read, |reading, _, held| {
            let lasts = held.role == Role::SaAdministrator && held.until.is_none();
            if lasts && reading.unit(&held.domain).is_some() {
                found.insert(print(&[held.user_id.as_str(), held.domain.as_str()]));
            }
            Ok(())
        })?;
        Ok(found)
    }

    fn roles(&mut self, administrators: &HashSet<Print>) -> Result<(), Error> {
        self.each(MEMBERSHIPS, MembershipLine::read, |reading, line, held| {
            let who = print(&[held.user_id.as_str(), held.domain.as_str()]);
            let unit = reading.unit(&held.domain);
            let unit = unit.filter(|_| administrators.contains(&who));
            let rank = match held.virtual_account {
                None => Rank::Administrators,
                Some(_) => Rank::OnParts,
            };
            match unit {
                Some(unit) => reading.put(unit, rank, line, Said::Role(held)),
                None => reading.put(ROLES_UNIT, Rank::First, line, Said::Role(held)),
            }
        })
    }
}
