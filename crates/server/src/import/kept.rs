//! Lines as they are kept from when they arrive until they are carried out.

use crate::import::lines::{AccountLine, MembershipLine, PersonLine, VirtualAccountLine};
use crate::import::report::ImportFault;
use crate::import::source::{ACCOUNTS, MEMBERSHIPS, PEOPLE, VIRTUAL_ACCOUNTS};
use crate::storage;
use crate::storage::Error;
use crate::store;
use crate::store::import::KeptImportLine;
use domain::DomainIdentifier;
use serde::{Deserialize, Serialize};

/// What a line says.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) enum Said {
    Person(PersonLine),
    Account(AccountLine),
    /// No line: a new account without Virtual Accounts is given one.
    Default(DomainIdentifier),
    Part(VirtualAccountLine),
    Role(MembershipLine),
}

/// People come first, each on their own.
pub(super) const PEOPLE_UNIT: i64 = 0;
/// Each account of the files is a unit after them, from 1 on, with what it is made with. Then comes what is new in other accounts.
pub(super) const PARTS_UNIT: i64 = i64::MAX - 1;
/// At last the roles of those who make no new account reachable.
pub(super) const ROLES_UNIT: i64 = i64::MAX;

/// A line, and its place in the order in which they are carried out.
#[derive(Debug, Clone)]
pub(super) struct ImportLine {
    pub unit: i64,
    pub number: i64,
    /// Where it stands in its file.
    pub line: u64,
    pub said: Said,
}

impl ImportLine {
    pub fn row(&self) -> Result<KeptImportLine, Error> {
        Ok(KeptImportLine {
            unit: self.unit,
            number: self.number,
            body: storage::json::text(&(self.line, &self.said))?,
        })
    }

    /// What is carried out in one piece, as far as that can be: an account with what it is made with, what one person holds in one account.
    pub fn piece(&self) -> (i64, Option<&str>, Option<&str>) {
        match &self.said {
            Said::Role(role) if self.unit == ROLES_UNIT => (
                self.unit,
                Some(role.user_id.as_str()),
                Some(role.domain.as_str()),
            ),
            Said::Person(person) => (self.unit, Some(person.user_id.as_str()), None),
            Said::Part(part) if self.unit == PARTS_UNIT => (
                self.unit,
                Some(part.name.as_str()),
                Some(part.domain.as_str()),
            ),
            _ => (self.unit, None, None),
        }
    }

    /// The names that nobody else can take before it is carried out.
    pub fn names(&self) -> Vec<String> {
        match &self.said {
            Said::Person(person) => vec![
                store::import::user(&person.user_id),
                store::import::email(&person.email.key()),
            ],
            Said::Account(account) => vec![store::import::identifier(&account.domain)],
            _ => Vec::new(),
        }
    }

    /// What is wrong with it, for the report.
    pub fn fault(&self, what: String) -> ImportFault {
        let file = match &self.said {
            Said::Person(_) => PEOPLE,
            Said::Account(_) | Said::Default(_) => ACCOUNTS,
            Said::Part(_) => VIRTUAL_ACCOUNTS,
            Said::Role(_) => MEMBERSHIPS,
        };
        ImportFault {
            file,
            line: self.line,
            what,
        }
    }
}

impl TryFrom<KeptImportLine> for ImportLine {
    type Error = Error;
    fn try_from(row: KeptImportLine) -> Result<Self, Error> {
        let (line, said) = storage::json::value("import line", &row.number.to_string(), &row.body)?;
        Ok(Self {
            unit: row.unit,
            number: row.number,
            line,
            said,
        })
    }
}
