//! What has arrived is carried out: some lines in each transaction, which also forgets them, so that a crash repeats none and leaves none out.
//! What others changed meanwhile is looked at again. Nobody could take the names that it brings; what a line names and somebody took away
//! since, went after the line held, and the line with it.

use crate::import::kept::{ImportLine, Said};
use crate::import::lines::{AccountLine, MembershipLine, PersonLine, VirtualAccountLine};
use crate::import::places::Places;
use crate::import::report::ImportFault;
use crate::import::rows::DEFAULT;
use crate::storage::{Error, Tx};
use crate::store::import::{Import, ImportCounts, ImportState};
use crate::{event_log, store};
use domain::membership::{Holder, Membership, MembershipFact, Source as Origin};
use domain::person::{Person, PersonFact, Profile};
use domain::smart_account::{AccountStatus, SmartAccount, SmartAccountFact};
use domain::virtual_account::VirtualAccount;
use domain::{
    DomainIdentifier, Event, ImportId, MembershipId, Moment, PersonId, SmartAccountId,
    VirtualAccountId,
};
use std::time::Duration;

/// As many lines as are carried out in one transaction at most.
pub const MOST_AT_ONCE: usize = 250;

/// How far a transaction has come.
pub(super) enum ImportStep {
    /// There may be more.
    On {
        lines: usize,
        /// Lines that what they name was taken away from.
        gone: Vec<ImportFault>,
    },
    /// All of it is carried out.
    Done(ImportCounts),
}

struct Applying<'a, 'c> {
    tx: &'a mut Tx<'c>,
    since: Moment,
    places: Places,
    counts: ImportCounts,
    events: Vec<Event>,
    gone: Vec<ImportFault>,
}

/// Carries out the next lines, at most so many. In: for how long whoever does so has it to themselves from now on. Errors: it does not
/// hold, or is forgotten.
pub(super) fn step(
    tx: &mut Tx,
    id: &ImportId,
    most: usize,
    lease: Duration,
) -> Result<ImportStep, Error> {
    let found = store::import::find(tx.db, id)?;
    let Some(mut import) = found else {
        return Err(Error::corrupt("import", id.as_str(), "it is forgotten"));
    };
    let since = match import.state {
        ImportState::Applying { since } => since,
        ImportState::Done => return Ok(ImportStep::Done(import.counts)),
        ImportState::Arriving | ImportState::Dropped => {
            return Err(Error::corrupt("import", id.as_str(), "it does not hold"));
        }
    };
    // Nobody is there before the import that made them, whoever's clock goes.
    tx.now = tx.now.max(since);
    let lines = next(tx, id, most)?;
    let mut applying = Applying {
        places: Places::of(tx.db, &lines)?,
        tx,
        since,
        counts: import.counts,
        events: Vec::new(),
        gone: Vec::new(),
    };
    lines.iter().for_each(|line| applying.carry_out(line));
    let Applying {
        tx,
        counts,
        events,
        gone,
        ..
    } = applying;
    event_log::record(tx, &events)?;
    import.counts = counts;
    settle(tx, import, &lines, lease, gone)
}

/// The next lines. What is one piece is not cut where it need not be.
fn next(tx: &mut Tx, id: &ImportId, most: usize) -> Result<Vec<ImportLine>, Error> {
    let rows = store::import::next_lines(tx.db, id, most as i64 + 1)?;
    let mut lines = Vec::with_capacity(rows.len());
    for row in rows {
        lines.push(ImportLine::try_from(row)?);
    }
    if lines.len() > most {
        let cut = lines
            .iter()
            .rposition(|line| line.piece() != lines[most].piece());
        lines.truncate(cut.map_or(most, |last| last + 1));
    }
    Ok(lines)
}

/// Forgets what is carried out.
fn settle(
    tx: &mut Tx,
    mut import: Import,
    lines: &[ImportLine],
    lease: Duration,
    gone: Vec<ImportFault>,
) -> Result<ImportStep, Error> {
    let Some(last) = lines.last() else {
        if lease.is_zero() {
            // Whoever brought it may still ask what came of it.
            import.state = ImportState::Done;
            store::import::save(tx, &import)?;
        } else {
            store::import::remove(tx, &import.id)?;
        }
        return Ok(ImportStep::Done(import.counts));
    };
    store::import::remove_lines(tx, &import.id, (last.unit, last.number))?;
    let names: Vec<String> = lines.iter().flat_map(ImportLine::names).collect();
    store::import::free(tx, &names)?;
    import.leased_until = tx.now.plus(lease);
    store::import::save(tx, &import)?;
    Ok(ImportStep::On {
        lines: lines.len(),
        gone,
    })
}

impl Applying<'_, '_> {
    fn carry_out(&mut self, line: &ImportLine) {
        let came = match &line.said {
            Said::Person(person) => self.person(person),
            Said::Account(account) => self.account(account),
            Said::Default(domain) => self.default_part(domain),
            Said::Part(part) => self.part(part),
            Said::Role(role) => self.role(role),
        };
        if let Err(what) = came {
            self.gone.push(line.fault(what));
        }
    }

    fn person(&mut self, line: &PersonLine) -> Result<(), String> {
        if self.places.person(&line.user_id).is_some() {
            self.counts.known.people += 1;
            return Ok(());
        }
        self.counts.added.people += 1;
        let person = Person {
            id: PersonId::new(self.tx.new_id()),
            user_id: line.user_id.clone(),
            profile: Profile {
                full_name: line.full_name.clone(),
                organisation: line.organisation.clone(),
                phone: line.phone.clone(),
                language: line.language,
                time_zone: line.time_zone.clone(),
            },
            email: Some(line.email.clone()),
            is_operator: false,
            is_support_agent: false,
        };
        self.places.add_person(&person);
        let fact = PersonFact::Registered(person);
        self.events.push(Event::Person(fact));
        Ok(())
    }

    fn account(&mut self, line: &AccountLine) -> Result<(), String> {
        if self.places.account(&line.domain).is_some() {
            self.counts.known.accounts += 1;
            return Ok(());
        }
        self.counts.added.accounts += 1;
        let account = SmartAccount {
            id: SmartAccountId::new(self.tx.new_id()),
            domain: line.domain.clone(),
            name: line.name.clone(),
            kind: line.kind,
            status: AccountStatus::Active,
            visibility: line.visibility,
        };
        self.places.add_account(&line.domain, &account.id);
        let fact = SmartAccountFact::Created(account);
        self.events.push(Event::SmartAccount(fact));
        Ok(())
    }

    fn account_of(&self, domain: &DomainIdentifier) -> Result<SmartAccountId, String> {
        let found = self.places.account(domain).cloned();
        found.ok_or_else(|| format!("domain: {domain} has gone meanwhile"))
    }

    fn default_part(&mut self, domain: &DomainIdentifier) -> Result<(), String> {
        let account = self.account_of(domain)?;
        // Its administrators may have been quicker.
        if !self.places.has_default(&account) && self.places.part(&account, DEFAULT).is_none() {
            self.add_part(account, None, DEFAULT, true);
        }
        Ok(())
    }

    fn part(&mut self, line: &VirtualAccountLine) -> Result<(), String> {
        let account = self.account_of(&line.domain)?;
        if self.places.part(&account, &line.name).is_some() {
            self.counts.known.virtual_accounts += 1;
            return Ok(());
        }
        let parent = match &line.parent {
            Some(name) => Some(self.part_of(&account, name, "parent")?),
            None => None,
        };
        // Accounts that were there keep the one they have.
        let is_default = line.is_default && !self.places.has_default(&account);
        self.counts.added.virtual_accounts += 1;
        self.add_part(account, parent, &line.name, is_default);
        Ok(())
    }

    fn part_of(
        &self,
        account: &SmartAccountId,
        name: &str,
        column: &str,
    ) -> Result<VirtualAccountId, String> {
        let found = self.places.part(account, name).cloned();
        found.ok_or_else(|| format!("{column}: {name:?} has gone meanwhile"))
    }

    fn add_part(
        &mut self,
        account: SmartAccountId,
        parent: Option<VirtualAccountId>,
        name: &str,
        is_default: bool,
    ) {
        let part = VirtualAccount {
            id: VirtualAccountId::new(self.tx.new_id()),
            account,
            parent,
            name: name.to_owned(),
            is_default,
        };
        self.places.add_part(&part);
        let fact = SmartAccountFact::VirtualAccountCreated(part);
        self.events.push(Event::SmartAccount(fact));
    }

    fn role(&mut self, line: &MembershipLine) -> Result<(), String> {
        let person = self.places.person(&line.user_id).cloned();
        let person = person.ok_or_else(|| format!("user: {} has gone meanwhile", line.user_id))?;
        let account = self.account_of(&line.domain)?;
        let part = match &line.virtual_account {
            Some(name) => Some(self.part_of(&account, name, "virtual_account")?),
            None => None,
        };
        let print = store::membership::print(&person, &account, line.role, part.as_ref());
        // Somebody may have given it meanwhile; or a line before it says the same under another name of the account.
        if self.places.holds(&print) {
            self.counts.known.memberships += 1;
            return Ok(());
        }
        self.places.add_held(print);
        self.counts.added.memberships += 1;
        let membership = Membership {
            id: MembershipId::new(self.tx.new_id()),
            holder: Holder::Person(person),
            account,
            role: line.role,
            virtual_account: part,
            source: Origin::Import,
            granted_by: self.tx.author.actor.clone(),
            since: self.since,
            until: line.until,
        };
        let fact = MembershipFact::Granted(membership);
        self.events.push(Event::Membership(fact));
        Ok(())
    }
}
