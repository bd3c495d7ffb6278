//! The first reading: every fault of every line, before anything is written.

use crate::import::lines::*;
use crate::import::prints::{Print, part_print, print};
use crate::import::report::Report;
use crate::import::rows::*;
use crate::import::source::*;
use crate::storage::{AnyConnection, Error};
use crate::store;
use domain::email::EmailAddress;
use domain::virtual_account::{DEEPEST, MOST, Tree};
use domain::{DomainIdentifier, Role, virtual_account};
use indicatif::ProgressBar;
use std::collections::{HashMap, HashSet};

/// What the files and the database hold, as far as later lines refer to it.
struct Check<'a> {
    db: &'a mut AnyConnection,
    source: &'a Source,
    progress: &'a ProgressBar,
    users: HashSet<Print>,
    /// Accounts in the files, by line.
    accounts: HashMap<String, u64>,
    /// Accounts in the database that the files name.
    stored: HashMap<String, Option<domain::SmartAccountId>>,
    /// Virtual Accounts, with how deep they lie.
    parts: HashMap<Print, usize>,
    /// How many Virtual Accounts a domain has.
    number: HashMap<Print, usize>,
    /// Domains with Virtual Accounts in the files; a new account without any is given the default.
    divided: HashSet<Print>,
    /// SA Approvers to be: user, domain and line.
    approvers: Vec<(String, DomainIdentifier, u64)>,
}

pub fn check(
    db: &mut AnyConnection,
    source: &Source,
    progress: &ProgressBar,
) -> Result<Report, Error> {
    let mut report = Report::default();
    let mut check = Check {
        db,
        source,
        progress,
        users: HashSet::new(),
        accounts: HashMap::new(),
        stored: HashMap::new(),
        parts: HashMap::new(),
        number: HashMap::new(),
        divided: HashSet::new(),
        approvers: Vec::new(),
    };
    check.people(&mut report)?;
    check.accounts(&mut report)?;
    check.virtual_accounts(&mut report)?;
    check.memberships(&mut report)?;
    check.approvers(&mut report)?;
    report.faults.sort_by_key(|fault| {
        (
            FILES.iter().position(|file| *file == fault.file),
            fault.line,
        )
    });
    Ok(report)
}

impl Check<'_> {
    fn people(&mut self, report: &mut Report) -> Result<(), Error> {
        let mut emails = HashSet::new();
        let mut batch: Vec<(u64, PersonLine)> = Vec::with_capacity(BATCH);
        let (source, progress) = (self.source, self.progress);
        each_line(
            source,
            PEOPLE,
            report,
            progress,
            |report, line| -> Result<(), Error> {
                let person = match PersonLine::read(&line) {
                    Ok(person) => person,
                    Err(what) => {
                        report.fault(PEOPLE, line.number, what);
                        return Ok(());
                    }
                };
                if !self.users.insert(print(&[person.user_id.as_str()])) {
                    report.fault(
                        PEOPLE,
                        line.number,
                        format!("user: {} stands on an earlier line, too", person.user_id),
                    );
                }
                if !emails.insert(print(&[&person.email.key()])) {
                    report.fault(
                        PEOPLE,
                        line.number,
                        format!("email: {} stands on an earlier line, too", person.email),
                    );
                }
                batch.push((line.number, person));
                if batch.len() == BATCH {
                    self.compare_people(report, &mut batch)
                } else {
                    Ok(())
                }
            },
        )?;
        self.compare_people(report, &mut batch)
    }

    /// An address may be known already only as that of the same user.
    fn compare_people(
        &mut self,
        report: &mut Report,
        batch: &mut Vec<(u64, PersonLine)>,
    ) -> Result<(), Error> {
        let keys: Vec<String> = batch.iter().map(|(_, person)| person.email.key()).collect();
        let owners = store::person::owners(self.db, &keys)?;
        for (line, person) in batch.drain(..) {
            if let Some(owner) = owners
                .get(&person.email.key())
                .filter(|owner| owner.as_str() != person.user_id.as_str())
            {
                report.fault(
                    PEOPLE,
                    line,
                    format!("email: {} belongs to {owner}", person.email),
                );
            }
        }
        Ok(())
    }

    fn accounts(&mut self, report: &mut Report) -> Result<(), Error> {
        let (source, progress) = (self.source, self.progress);
        each_line(source, ACCOUNTS, report, progress, |report, line| {
            match AccountLine::read(&line) {
                Err(what) => report.fault(ACCOUNTS, line.number, what),
                Ok(account) => {
                    let domain = account.domain.to_string();
                    if self.accounts.insert(domain.clone(), line.number).is_some() {
                        report.fault(
                            ACCOUNTS,
                            line.number,
                            format!("domain: {domain} stands on an earlier line, too"),
                        );
                    }
                }
            }
            Ok(())
        })
    }

    /// Whether an account is in the files or the database.
    fn knows(&mut self, domain: &DomainIdentifier) -> Result<bool, Error> {
        Ok(self.accounts.contains_key(domain.as_str()) || self.stored(domain)?.is_some())
    }

    fn stored(
        &mut self,
        domain: &DomainIdentifier,
    ) -> Result<Option<domain::SmartAccountId>, Error> {
        if let Some(found) = self.stored.get(domain.as_str()) {
            return Ok(found.clone());
        }
        let found = store::smart_account::find_by_identifier(self.db, domain)?;
        if let Some(account) = &found {
            let parts = store::virtual_account::virtual_accounts(self.db, &account.id)?;
            let tree = Tree::of(&parts);
            for part in &parts {
                let depth = tree.depth(&part.id);
                self.parts.insert(part_print(domain, &part.name), depth);
            }
            self.number.insert(print(&[domain.as_str()]), parts.len());
        }
        let id = found.map(|account| account.id);
        self.stored.insert(domain.to_string(), id.clone());
        Ok(id)
    }

    fn virtual_accounts(&mut self, report: &mut Report) -> Result<(), Error> {
        let mut in_file = HashSet::new();
        let mut defaults = HashSet::new();
        let (source, progress) = (self.source, self.progress);
        each_line(
            source,
            VIRTUAL_ACCOUNTS,
            report,
            progress,
            |report, line| {
                let part = match VirtualAccountLine::read(&line) {
                    Ok(part) => part,
                    Err(what) => {
                        report.fault(VIRTUAL_ACCOUNTS, line.number, what);
                        return Ok(());
                    }
                };
                let domain = part.domain.as_str();
                if !self.knows(&part.domain)? {
                    report.fault(
                        VIRTUAL_ACCOUNTS,
                        line.number,
                        format!("domain: no account {domain} here or in {ACCOUNTS}"),
                    );
                }
                self.stored(&part.domain)?;
                let above = match &part.parent {
                    None => Some(0),
                    Some(parent) => self.parts.get(&part_print(&part.domain, parent)).copied(),
                };
                if above.is_none() {
                    report.fault(
                        VIRTUAL_ACCOUNTS,
                        line.number,
                        "parent: must stand on an earlier line or be there already",
                    );
                }
                let depth = above.unwrap_or(0) + 1;
                if depth > DEEPEST {
                    report.fault(
                        VIRTUAL_ACCOUNTS,
                        line.number,
                        format!("parent: Virtual Accounts can be nested {DEEPEST} levels deep"),
                    );
                }
                if part.is_default && !defaults.insert(domain.to_owned()) {
                    report.fault(
                        VIRTUAL_ACCOUNTS,
                        line.number,
                        format!("default: {domain} has one on an earlier line"),
                    );
                }
                let own = part_print(&part.domain, &part.name);
                if !in_file.insert(own) {
                    report.fault(
                        VIRTUAL_ACCOUNTS,
                        line.number,
                        format!("name: {:?} stands on an earlier line, too", part.name),
                    );
                }
                if self.parts.insert(own, depth).is_none() {
                    let number = self.number.entry(print(&[domain])).or_default();
                    *number += 1;
                    if *number == MOST + 1 {
                        report.fault(
                            VIRTUAL_ACCOUNTS,
                            line.number,
                            format!("domain: an account holds at most {MOST} Virtual Accounts"),
                        );
                    }
                }
                self.divided.insert(print(&[domain]));
                Ok(())
            },
        )
    }

    fn memberships(&mut self, report: &mut Report) -> Result<(), Error> {
        let mut seen = HashSet::new();
        let mut administered: HashMap<String, Vec<String>> = HashMap::new();
        let mut batch: Vec<(u64, String)> = Vec::with_capacity(BATCH);
        let (source, progress) = (self.source, self.progress);
        each_line(source, MEMBERSHIPS, report, progress, |report, line| {
            let held = match MembershipLine::read(&line) {
                Ok(held) => held,
                Err(what) => {
                    report.fault(MEMBERSHIPS, line.number, what);
                    return Ok(());
                }
            };
            let (user, domain) = (held.user_id.as_str(), held.domain.as_str());
            let part = held.virtual_account.as_deref().unwrap_or("");
            let part_key = virtual_account::key(part);
            if !seen.insert(print(&[user, domain, held.role.key(), &part_key])) {
                report.fault(MEMBERSHIPS, line.number, "says the same as an earlier line");
            }
            if !self.knows(&held.domain)? {
                report.fault(
                    MEMBERSHIPS,
                    line.number,
                    format!("domain: no account {domain} here or in {ACCOUNTS}"),
                );
            } else if !part.is_empty() && !self.has_part(&held.domain, part)? {
                report.fault(
                    MEMBERSHIPS,
                    line.number,
                    format!("virtual_account: {domain} has none called {part:?}"),
                );
            }
            match (held.role, held.until) {
                (Role::SaAdministrator, None) => {
                    let administrators = administered.entry(domain.to_owned()).or_default();
                    administrators.push(user.to_owned());
                }
                (Role::SaApprover, _) => {
                    self.approvers
                        .push((user.to_owned(), held.domain.clone(), line.number))
                }
                _ => {}
            }
            if !self.users.contains(&print(&[user])) {
                batch.push((line.number, user.to_owned()));
            }
            if batch.len() == BATCH {
                self.find_users(report, &mut batch)
            } else {
                Ok(())
            }
        })?;
        self.find_users(report, &mut batch)?;
        self.need_administrators(report, &administered)
    }

    /// A Virtual Account of the files, of the database, or the default that an account without any is given.
    fn has_part(&mut self, domain: &DomainIdentifier, part: &str) -> Result<bool, Error> {
        let is_new = self.stored(domain)?.is_none();
        let is_default = virtual_account::key(part) == virtual_account::key(DEFAULT);
        Ok(self.parts.contains_key(&part_print(domain, part))
            || is_new && is_default && !self.divided.contains(&print(&[domain.as_str()])))
    }

    fn find_users(
        &mut self,
        report: &mut Report,
        batch: &mut Vec<(u64, String)>,
    ) -> Result<(), Error> {
        let names: Vec<String> = batch.iter().map(|(_, user)| user.clone()).collect();
        let known = store::person::ids_of(self.db, &names)?;
        for (line, user) in batch.drain(..) {
            if !known.contains_key(&user) {
                report.fault(
                    MEMBERSHIPS,
                    line,
                    format!("user: nobody is called {user} here or in {PEOPLE}"),
                );
            }
        }
        Ok(())
    }

    fn need_administrators(
        &mut self,
        report: &mut Report,
        administered: &HashMap<String, Vec<String>>,
    ) -> Result<(), Error> {
        let named: Vec<String> = administered.values().flatten().cloned().collect();
        let mut gone: HashSet<String> = HashSet::new();
        for names in named.chunks(BATCH) {
            gone.extend(store::person::deactivated_users(self.db, names)?);
        }
        let is_administered = |domain: &String| {
            let administrators = administered.get(domain).into_iter().flatten();
            administrators.into_iter().any(|user| !gone.contains(user))
        };
        let mut without: Vec<(u64, String)> = self
            .accounts
            .iter()
            .filter(|(domain, _)| !is_administered(domain))
            .map(|(d, line)| (*line, d.clone()))
            .collect();
        without.sort();
        for (line, domain) in without {
            if self
                .stored(&DomainIdentifier::stored(domain.clone()))?
                .is_none()
            {
                report.fault(
                    ACCOUNTS,
                    line,
                    format!(
                        "{domain} needs an active sa-administrator without an end date in {MEMBERSHIPS}"
                    ),
                );
            }
        }
        Ok(())
    }

    /// SA Approvers need an address inside the domain: from the file, or as it is known already.
    fn approvers(&mut self, report: &mut Report) -> Result<(), Error> {
        if self.approvers.is_empty() {
            return Ok(());
        }
        let names: HashSet<String> = self
            .approvers
            .iter()
            .map(|(user, ..)| user.clone())
            .collect();
        let mut emails: HashMap<String, EmailAddress> = HashMap::new();
        each_line(
            self.source,
            PEOPLE,
            &mut Report::default(),
            self.progress,
            |_, line| -> Result<(), Error> {
                if let Ok(person) = PersonLine::read(&line)
                    && names.contains(person.user_id.as_str())
                {
                    emails.insert(person.user_id.to_string(), person.email);
                }
                Ok(())
            },
        )?;
        let names: Vec<String> = names.into_iter().collect();
        for (user, email) in store::person::emails_of(self.db, &names)? {
            emails.insert(user, email);
        }
        for (user, domain, line) in &self.approvers {
            if !emails
                .get(user)
                .is_some_and(|email| email.is_inside(domain))
            {
                report.fault(
                    MEMBERSHIPS,
                    *line,
                    format!(
                        "role: a sa-approver needs an e-mail address in {domain}; {user} has none"
                    ),
                );
            }
        }
        Ok(())
    }
}
