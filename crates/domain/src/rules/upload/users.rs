//! What a line of users means: who gets which role on what, until when.

use crate::membership::Terms;
use crate::rules::newcomer::{Name, NewcomerFault};
use crate::upload::line::LineFault;
use crate::upload::reading::short;
use crate::virtual_account::VirtualAccount;
use crate::{Moment, Role, Scope, VirtualAccountId};
use std::collections::{BTreeSet, HashMap};

/// The columns of the file, in the order their cells are kept.
pub const COLUMNS: [&str; 4] = ["user", "role", "virtual_accounts", "until"];

/// What stands before the name of a group where files have whose role it is. No user ID or address begins like this.
pub const GROUP: &str = "group:";

/// The Virtual Accounts of an account, by name.
pub struct PartNames(HashMap<String, Vec<VirtualAccountId>>);

impl PartNames {
    /// In: those a line may name. A name that two of them bear is told in the line as ambiguous.
    pub fn of(all: &[VirtualAccount]) -> Self {
        let mut parts: HashMap<String, Vec<VirtualAccountId>> = HashMap::new();
        for va in all {
            parts
                .entry(va.name.clone())
                .or_default()
                .push(va.id.clone());
        }
        Self(parts)
    }
}

/// A line that says something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserLine {
    pub name: Name,
    pub terms: Terms,
}

impl UserLine {
    /// What makes two lines the same, in: who is meant ([`crate::rules::newcomer::identity`]). Which end date does not matter.
    pub fn print(&self, identity: &str) -> String {
        let on: Vec<&str> = self
            .terms
            .scope
            .virtual_accounts()
            .map(VirtualAccountId::as_str)
            .collect();
        format!("{identity} {} {}", self.terms.role.key(), on.join(" "))
    }
}

/// Reads the cells of a line. In: `end_of_day`, the moment at which an ISO date is over. Errors: everything that is wrong.
pub fn read(
    cells: &[String],
    parts: &PartNames,
    end_of_day: impl Fn(&str) -> Option<Moment>,
) -> Result<UserLine, Vec<LineFault>> {
    let cell = |index: usize| cells.get(index).map_or("", String::as_str);
    let mut faults = Vec::new();
    let name = match cell(0) {
        "" => Err(LineFault::UserMissing),
        text => match text.strip_prefix(GROUP) {
            Some(name) => Err(LineFault::Group { name: short(name) }),
            None => Name::parse(text).ok_or_else(|| LineFault::NotAName { text: short(text) }),
        },
    };
    let role = match cell(1) {
        "" => Err(LineFault::RoleMissing),
        text => Role::from_key(&text.to_lowercase())
            .ok_or_else(|| LineFault::UnknownRole { text: short(text) }),
    };
    let on = virtual_accounts(cell(2), parts, &mut faults);
    let until = match cell(3) {
        "" => Ok(None),
        text => end_of_day(text)
            .map(Some)
            .ok_or_else(|| LineFault::BadDate { text: short(text) }),
    };
    if let Ok(role) = &role {
        match (role.is_for_virtual_accounts(), cell(2).is_empty()) {
            (true, true) => faults.push(LineFault::VirtualAccountsMissing),
            (false, false) => faults.push(LineFault::VirtualAccountsOnEntire),
            _ => {}
        }
    }
    match (name, role, until) {
        (Ok(name), Ok(role), Ok(until)) if faults.is_empty() => {
            let scope = if role.is_for_virtual_accounts() {
                Scope::VirtualAccounts(on)
            } else {
                Scope::EntireAccount
            };
            Ok(UserLine {
                name,
                terms: Terms { role, scope, until },
            })
        }
        (name, role, until) => {
            let first = name.err().into_iter().chain(role.err());
            let all = first.chain(faults).chain(until.err());
            Err(all.collect())
        }
    }
}

fn virtual_accounts(
    names: &str,
    parts: &PartNames,
    faults: &mut Vec<LineFault>,
) -> BTreeSet<VirtualAccountId> {
    let mut on = BTreeSet::new();
    for name in names
        .split('|')
        .map(str::trim)
        .filter(|name| !name.is_empty())
    {
        match parts.0.get(name).map(Vec::as_slice) {
            Some([id]) => {
                if !on.insert(id.clone()) {
                    faults.push(LineFault::VirtualAccountTwice { name: short(name) });
                }
            }
            Some([]) | None => faults.push(LineFault::UnknownVirtualAccount { name: short(name) }),
            Some(_) => faults.push(LineFault::AmbiguousVirtualAccount { name: short(name) }),
        }
    }
    on
}

/// Why somebody cannot be given the role, as it stands beside the line.
pub fn fault(line: &UserLine, fault: &NewcomerFault) -> LineFault {
    match fault {
        NewcomerFault::Nobody => LineFault::Nobody {
            user: line.name.key(),
        },
        NewcomerFault::Deactivated => LineFault::Deactivated,
        NewcomerFault::Refused(refusal) => LineFault::Refused {
            code: refusal.code().to_owned(),
        },
    }
}
