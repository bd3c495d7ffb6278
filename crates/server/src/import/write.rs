//! The second reading: what is not there yet is written, all in one transaction.

use crate::import::lines::*;
use crate::import::report::ImportReport;
use crate::import::rows::*;
use crate::import::source::*;
use crate::storage::{Error, Tx};
use crate::{event_log, store};
use domain::membership::{Holder, Membership, MembershipFact, Source as Origin};
use domain::person::{Person, PersonFact, Profile};
use domain::smart_account::{AccountStatus, SmartAccount, SmartAccountFact};
use domain::virtual_account::{VirtualAccount, key};
use domain::{DomainIdentifier, Event, MembershipId, PersonId, SmartAccountId, VirtualAccountId};
use std::collections::{HashMap, HashSet};

struct Write<'a, 'c> {
    tx: &'a mut Tx<'c>,
    source: &'a ImportSource,
    accounts: HashMap<String, SmartAccountId>,
    /// By domain and the key of their names.
    parts: HashMap<(String, String), VirtualAccountId>,
    growth: Growth,
}

/// How much one file has added, and how much when the database last counted its tables.
#[derive(Default)]
struct Growth {
    added: usize,
    counted: usize,
}

impl Growth {
    /// Notes what was added. Out: whether it is time to count again, since a choice of indexes made for a table a fraction of its
    /// size makes every further line slower.
    fn by(&mut self, lines: usize) -> bool {
        self.added += lines;
        let is_due = self.added >= BATCH.max(4 * self.counted);
        if is_due {
            self.counted = self.added;
        }
        is_due
    }
}

/// Writes what the files say and the database does not hold yet. Out: how much was added, and how much was known. Errors: a line
/// that is wrong, though all of them were checked.
pub fn write(tx: &mut Tx, source: &ImportSource) -> Result<ImportReport, Error> {
    let mut report = ImportReport::default();
    let mut write = Write {
        tx,
        source,
        accounts: HashMap::new(),
        parts: HashMap::new(),
        growth: Growth::default(),
    };
    write.people(&mut report)?;
    write.growth = Growth::default();
    let new = write.accounts(&mut report)?;
    write.virtual_accounts(&mut report, &new)?;
    write.growth = Growth::default();
    write.memberships(&mut report)?;
    write.tx.know_the_tables()?;
    // The files were checked a moment ago: a line that is wrong now was changed since, and nothing of all this may stay.
    match report.faults.first() {
        None => Ok(report),
        Some(fault) => Err(Error::corrupt(
            "import",
            fault.file,
            format!("line {} changed while it was read", fault.line),
        )),
    }
}

impl Write<'_, '_> {
    /// Writes what follows from some lines.
    fn record(&mut self, events: &[Event]) -> Result<(), Error> {
        event_log::record(self.tx, events)?;
        if self.growth.by(events.len()) {
            self.tx.know_the_tables()?;
        }
        Ok(())
    }

    fn people(&mut self, report: &mut ImportReport) -> Result<(), Error> {
        let mut batch = Vec::with_capacity(BATCH);
        let read = PersonLine::read;
        each_read(self.source, PEOPLE, read, report, |report, _, person| {
            batch.push(person);
            if batch.len() == BATCH {
                self.add_people(report, &mut batch)
            } else {
                Ok(())
            }
        })?;
        self.add_people(report, &mut batch)
    }

    fn add_people(
        &mut self,
        report: &mut ImportReport,
        batch: &mut Vec<PersonLine>,
    ) -> Result<(), Error> {
        let names: Vec<String> = batch
            .iter()
            .map(|person| person.user_id.to_string())
            .collect();
        let known = store::person::ids_of(self.tx.db, &names)?;
        let mut events = Vec::new();
        for line in batch.drain(..) {
            if known.contains_key(line.user_id.as_str()) {
                report.known.people += 1;
                continue;
            }
            report.added.people += 1;
            events.push(Event::Person(PersonFact::Registered(Person {
                id: PersonId::new(self.tx.new_id()),
                user_id: line.user_id,
                profile: Profile {
                    full_name: line.full_name,
                    organisation: line.organisation,
                    phone: line.phone,
                    language: line.language,
                    time_zone: line.time_zone,
                },
                email: Some(line.email),
                is_operator: false,
                is_support_agent: false,
            })));
        }
        self.record(&events)
    }

    /// Out: the accounts that are new.
    fn accounts(&mut self, report: &mut ImportReport) -> Result<HashSet<String>, Error> {
        let mut new = HashSet::new();
        let read = AccountLine::read;
        each_read(self.source, ACCOUNTS, read, report, |report, _, line| {
            if store::smart_account::find_by_identifier(self.tx.db, &line.domain)?.is_some() {
                report.known.accounts += 1;
                return Ok(());
            }
            report.added.accounts += 1;
            let account = SmartAccount {
                id: SmartAccountId::new(self.tx.new_id()),
                domain: line.domain,
                name: line.name,
                kind: line.kind,
                status: AccountStatus::Active,
                visibility: line.visibility,
            };
            new.insert(account.domain.to_string());
            self.accounts
                .insert(account.domain.to_string(), account.id.clone());
            self.record(&[Event::SmartAccount(SmartAccountFact::Created(account))])
        })?;
        Ok(new)
    }

    /// The account of a domain, with its Virtual Accounts at hand.
    fn account(&mut self, domain: &DomainIdentifier) -> Result<SmartAccountId, Error> {
        if let Some(id) = self.accounts.get(domain.as_str()) {
            return Ok(id.clone());
        }
        let found = store::smart_account::find_by_identifier(self.tx.db, domain)?;
        let id = found
            .ok_or_else(|| Error::corrupt("import", domain.as_str(), "no such account"))?
            .id;
        for part in store::virtual_account::virtual_accounts(self.tx.db, &id)? {
            self.parts
                .insert((domain.to_string(), key(&part.name)), part.id);
        }
        self.accounts.insert(domain.to_string(), id.clone());
        Ok(id)
    }

    fn virtual_accounts(
        &mut self,
        report: &mut ImportReport,
        new: &HashSet<String>,
    ) -> Result<(), Error> {
        // Whether an account has a default must be known before the first of its parts is written.
        let mut defaults: HashSet<String> = HashSet::new();
        let (file, read) = (VIRTUAL_ACCOUNTS, VirtualAccountLine::read);
        let unheard = &mut ImportReport::default();
        each_read(self.source, file, read, unheard, |_, _, part| {
            if part.is_default {
                defaults.insert(part.domain.to_string());
            }
            Ok(())
        })?;
        let mut without = new.clone();
        each_read(self.source, file, read, report, |report, _, part| {
            let account = self.account(&part.domain)?;
            let domain = part.domain.to_string();
            if self.parts.contains_key(&(domain.clone(), key(&part.name))) {
                report.known.virtual_accounts += 1;
                return Ok(());
            }
            report.added.virtual_accounts += 1;
            let parent = part
                .parent
                .and_then(|parent| self.parts.get(&(domain.clone(), key(&parent))).cloned());
            // The first of a new account is its default where no line says which is; known accounts keep the one they have.
            let is_first = without.remove(&domain);
            let is_default = new.contains(&domain)
                && (part.is_default || (is_first && !defaults.contains(&domain)));
            self.add_part(account, domain, part.name, parent, is_default)
        })?;
        for domain in without {
            let account = self.account(&DomainIdentifier::stored(domain.clone()))?;
            self.add_part(account, domain, DEFAULT.into(), None, true)?;
        }
        Ok(())
    }

    fn add_part(
        &mut self,
        account: SmartAccountId,
        domain: String,
        name: String,
        parent: Option<VirtualAccountId>,
        is_default: bool,
    ) -> Result<(), Error> {
        let id = VirtualAccountId::new(self.tx.new_id());
        self.parts.insert((domain, key(&name)), id.clone());
        let part = VirtualAccount {
            id,
            account,
            parent,
            name,
            is_default,
        };
        self.record(&[Event::SmartAccount(
            SmartAccountFact::VirtualAccountCreated(part),
        )])
    }

    fn memberships(&mut self, report: &mut ImportReport) -> Result<(), Error> {
        let mut batch = Vec::with_capacity(BATCH);
        let read = MembershipLine::read;
        each_read(
            self.source,
            MEMBERSHIPS,
            read,
            report,
            |report, line, held| {
                batch.push((line, held));
                if batch.len() == BATCH {
                    self.add_memberships(report, &mut batch)
                } else {
                    Ok(())
                }
            },
        )?;
        self.add_memberships(report, &mut batch)
    }

    fn add_memberships(
        &mut self,
        report: &mut ImportReport,
        batch: &mut Vec<(u64, MembershipLine)>,
    ) -> Result<(), Error> {
        let names: Vec<String> = batch
            .iter()
            .map(|(_, held)| held.user_id.to_string())
            .collect();
        let ids = store::person::ids_of(self.tx.db, &names)?;
        let of: Vec<String> = ids.values().map(ToString::to_string).collect();
        let mut known = store::membership::prints_of(self.tx.db, &of)?;
        let mut events = Vec::new();
        for (line, held) in batch.drain(..) {
            let Some(person) = ids.get(held.user_id.as_str()).cloned() else {
                let what = format!("user: nobody is called {}", held.user_id);
                report.fault(MEMBERSHIPS, line, what);
                continue;
            };
            let account = self.account(&held.domain)?;
            let part = held.virtual_account.as_ref().map(|name| {
                self.parts
                    .get(&(held.domain.to_string(), key(name)))
                    .cloned()
            });
            let Some(virtual_account) = part.map_or(Some(None), |found| found.map(Some)) else {
                report.fault(MEMBERSHIPS, line, "virtual_account: not there");
                continue;
            };
            let print =
                store::membership::print(&person, &account, held.role, virtual_account.as_ref());
            // An earlier line may have said the same under another name of the account.
            if !known.insert(print) {
                report.known.memberships += 1;
                continue;
            }
            report.added.memberships += 1;
            events.push(Event::Membership(MembershipFact::Granted(Membership {
                id: MembershipId::new(self.tx.new_id()),
                holder: Holder::Person(person),
                account,
                role: held.role,
                virtual_account,
                source: Origin::Import,
                granted_by: self.tx.author.actor.clone(),
                since: self.tx.now,
                until: held.until,
            })));
        }
        self.record(&events)
    }
}
