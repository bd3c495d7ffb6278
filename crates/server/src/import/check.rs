//! The first reading: every fault of every line, before anything is written.

use crate::import::lines::*;
use crate::import::prints::{Print, part_print, print};
use crate::import::report::ImportReport;
use crate::import::rows::*;
use crate::import::source::*;
use crate::storage::{AnyConnection, Error};
use crate::store;
use domain::email::EmailAddress;
use domain::virtual_account::{DEEPEST, MOST, Tree};
use domain::{DomainIdentifier, Role, SmartAccountId, virtual_account};
use std::collections::{HashMap, HashSet};
use std::fmt::Display;

/// What the files and the database hold, as far as later lines refer to it.
struct Check<'a> {
    db: &'a mut AnyConnection,
    source: &'a ImportSource,
    users: HashSet<Print>,
    /// Accounts in the files, by line.
    accounts: HashMap<String, u64>,
    /// Accounts in the database that the files name.
    stored: HashMap<String, Option<SmartAccountId>>,
    /// Virtual Accounts, with how deep they lie.
    parts: HashMap<Print, usize>,
    /// How many Virtual Accounts a domain has.
    number: HashMap<Print, usize>,
    /// Domains with Virtual Accounts in the files; a new account without any is given the default.
    divided: HashSet<Print>,
    /// SA Approvers to be: user, domain and line.
    approvers: Vec<(String, DomainIdentifier, u64)>,
}

/// Looks through the files. Out: every fault, in the order of the files and their lines. Errors: the database cannot be read.
pub fn check(db: &mut AnyConnection, source: &ImportSource) -> Result<ImportReport, Error> {
    let mut report = ImportReport::default();
    let mut check = Check {
        db,
        source,
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
    fn people(&mut self, report: &mut ImportReport) -> Result<(), Error> {
        let mut emails = HashSet::new();
        let mut batch: Vec<(u64, PersonLine)> = Vec::with_capacity(BATCH);
        let read = PersonLine::read;
        each_read(self.source, PEOPLE, read, report, |report, line, person| {
            if !self.users.insert(print(&[person.user_id.as_str()])) {
                report.fault(PEOPLE, line, stands_earlier("user", &person.user_id));
            }
            if !emails.insert(print(&[&person.email.key()])) {
                report.fault(PEOPLE, line, stands_earlier("email", &person.email));
            }
            batch.push((line, person));
            if batch.len() == BATCH {
                self.compare_people(report, &mut batch)
            } else {
                Ok(())
            }
        })?;
        self.compare_people(report, &mut batch)
    }

    /// An address may be known already only as that of the same user.
    fn compare_people(
        &mut self,
        report: &mut ImportReport,
        batch: &mut Vec<(u64, PersonLine)>,
    ) -> Result<(), Error> {
        let keys: Vec<String> = batch.iter().map(|(_, person)| person.email.key()).collect();
        let owners = store::person::owners(self.db, &keys)?;
        for (line, person) in batch.drain(..) {
            let owner = owners.get(&person.email.key());
            if let Some(owner) = owner.filter(|owner| owner.as_str() != person.user_id.as_str()) {
                let what = format!("email: {} belongs to {owner}", person.email);
                report.fault(PEOPLE, line, what);
            }
        }
        Ok(())
    }

    fn accounts(&mut self, report: &mut ImportReport) -> Result<(), Error> {
        let read = AccountLine::read;
        each_read(
            self.source,
            ACCOUNTS,
            read,
            report,
            |report, line, account| {
                let domain = account.domain.to_string();
                if self.accounts.insert(domain.clone(), line).is_some() {
                    report.fault(ACCOUNTS, line, stands_earlier("domain", &domain));
                }
                Ok(())
            },
        )
    }

    /// Whether an account is in the files or the database.
    fn knows(&mut self, domain: &DomainIdentifier) -> Result<bool, Error> {
        Ok(self.accounts.contains_key(domain.as_str()) || self.stored(domain)?.is_some())
    }

    /// The account in the database, where there is one; the first time it is named, its Virtual Accounts are noted as well.
    fn stored(&mut self, domain: &DomainIdentifier) -> Result<Option<SmartAccountId>, Error> {
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

    fn virtual_accounts(&mut self, report: &mut ImportReport) -> Result<(), Error> {
        let mut in_file = HashSet::new();
        let mut defaults = HashSet::new();
        let (file, read) = (VIRTUAL_ACCOUNTS, VirtualAccountLine::read);
        each_read(self.source, file, read, report, |report, line, part| {
            let domain = part.domain.as_str();
            let mut fault = |what: String| report.fault(file, line, what);
            if !self.knows(&part.domain)? {
                fault(no_account(&part.domain));
            }
            let depth = self.depth(&part)?;
            if depth.is_none() {
                fault("parent: must stand on an earlier line or be there already".into());
            }
            // One whose parent is nowhere is taken to lie at the top, so that nothing below it is said to be too deep.
            let depth = depth.unwrap_or(1);
            if depth > DEEPEST {
                fault(format!(
                    "parent: Virtual Accounts can be nested {DEEPEST} levels deep"
                ));
            }
            if part.is_default && !defaults.insert(domain.to_owned()) {
                fault(format!("default: {domain} has one on an earlier line"));
            }
            let own = part_print(&part.domain, &part.name);
            if !in_file.insert(own) {
                fault(stands_earlier("name", format_args!("{:?}", part.name)));
            }
            // Said once, at the first that is too many.
            if self.parts.insert(own, depth).is_none() && self.count(domain) == MOST + 1 {
                fault(format!(
                    "domain: an account holds at most {MOST} Virtual Accounts"
                ));
            }
            self.divided.insert(print(&[domain]));
            Ok(())
        })
    }

    /// How deep a Virtual Account will lie, 1 at the top; nothing where the one it is to lie in is not known.
    fn depth(&mut self, part: &VirtualAccountLine) -> Result<Option<usize>, Error> {
        // What the database holds of the account has to be known first.
        self.stored(&part.domain)?;
        let above = match &part.parent {
            None => Some(0),
            Some(parent) => self.parts.get(&part_print(&part.domain, parent)).copied(),
        };
        Ok(above.map(|above| above + 1))
    }

    /// Counts one more Virtual Account of a domain. Out: how many there are by now.
    fn count(&mut self, domain: &str) -> usize {
        let number = self.number.entry(print(&[domain])).or_default();
        *number += 1;
        *number
    }

    fn memberships(&mut self, report: &mut ImportReport) -> Result<(), Error> {
        let mut seen = HashSet::new();
        // By account, the users who administer it without an end.
        let mut administered: HashMap<String, Vec<String>> = HashMap::new();
        let mut batch: Vec<(u64, String)> = Vec::with_capacity(BATCH);
        let (file, read) = (MEMBERSHIPS, MembershipLine::read);
        each_read(self.source, file, read, report, |report, line, held| {
            let (user, domain) = (held.user_id.as_str(), held.domain.as_str());
            let part = held.virtual_account.as_deref().unwrap_or("");
            let part_key = virtual_account::key(part);
            if !seen.insert(print(&[user, domain, held.role.key(), &part_key])) {
                report.fault(file, line, "says the same as an earlier line");
            }
            if !self.knows(&held.domain)? {
                report.fault(file, line, no_account(&held.domain));
            } else if !part.is_empty() && !self.has_part(&held.domain, part)? {
                let what = format!("virtual_account: {domain} has none called {part:?}");
                report.fault(file, line, what);
            }
            match (held.role, held.until) {
                (Role::SaAdministrator, None) => {
                    let administrators = administered.entry(domain.to_owned()).or_default();
                    administrators.push(user.to_owned());
                }
                (Role::SaApprover, _) => {
                    let approver = (user.to_owned(), held.domain.clone(), line);
                    self.approvers.push(approver);
                }
                _ => {}
            }
            if !self.users.contains(&print(&[user])) {
                batch.push((line, user.to_owned()));
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
        report: &mut ImportReport,
        batch: &mut Vec<(u64, String)>,
    ) -> Result<(), Error> {
        let names: Vec<String> = batch.iter().map(|(_, user)| user.clone()).collect();
        let known = store::person::ids_of(self.db, &names)?;
        for (line, user) in batch.drain(..) {
            if !known.contains_key(&user) {
                let what = format!("user: nobody is called {user} here or in {PEOPLE}");
                report.fault(MEMBERSHIPS, line, what);
            }
        }
        Ok(())
    }

    fn need_administrators(
        &mut self,
        report: &mut ImportReport,
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
            let named = DomainIdentifier::stored(domain);
            // An account that is there has its administrators already.
            if self.stored(&named)?.is_none() {
                let what = format!(
                    "{named} needs an active sa-administrator without an end date in {MEMBERSHIPS}"
                );
                report.fault(ACCOUNTS, line, what);
            }
        }
        Ok(())
    }

    /// SA Approvers need an address inside the domain: from the file, or as it is known already.
    fn approvers(&mut self, report: &mut ImportReport) -> Result<(), Error> {
        if self.approvers.is_empty() {
            return Ok(());
        }
        let names: HashSet<String> = self
            .approvers
            .iter()
            .map(|(user, ..)| user.clone())
            .collect();
        let mut emails: HashMap<String, EmailAddress> = HashMap::new();
        let (read, unheard) = (PersonLine::read, &mut ImportReport::default());
        each_read(self.source, PEOPLE, read, unheard, |_, _, person| {
            if names.contains(person.user_id.as_str()) {
                emails.insert(person.user_id.to_string(), person.email);
            }
            Ok(())
        })?;
        let names: Vec<String> = names.into_iter().collect();
        for (user, email) in store::person::emails_of(self.db, &names)? {
            emails.insert(user, email);
        }
        for (user, domain, line) in &self.approvers {
            let email = emails.get(user);
            if !email.is_some_and(|email| email.is_inside(domain)) {
                let what = format!(
                    "role: a sa-approver needs an e-mail address in {domain}; {user} has none"
                );
                report.fault(MEMBERSHIPS, *line, what);
            }
        }
        Ok(())
    }
}

fn stands_earlier(column: &str, value: impl Display) -> String {
    format!("{column}: {value} stands on an earlier line, too")
}

fn no_account(domain: &DomainIdentifier) -> String {
    format!("domain: no account {domain} here or in {ACCOUNTS}")
}
