//! The cast of the stories: who there is, which accounts, and what each holds from the start.

use crate::support::nouns::{self, email, person};
use domain::email::EmailAddress;
use domain::smart_account::{AccountKind, AccountStatus, SmartAccount, Visibility};
use domain::virtual_account::VirtualAccount;
use domain::{DomainIdentifier, PersonId, Role};
use std::rc::Rc;

/// Name, verified e-mail addresses; people are known by their place here.
const PEOPLE: [(&str, &[&str]); 10] = [
    ("camille", &["camille@atelier.example"]),
    ("amina", &["amina@lumen.example"]),
    ("bruno", &["bruno@lumen.example"]),
    ("chen", &["chen@lyon.lumen.example"]),
    ("vera", &["vera@elsewhere.example"]),
    ("dora", &["dora@holding.example"]),
    ("theo", &["theo@agency.example"]),
    ("eve", &["eve@agency.example", "eve@lumen.example"]),
    ("nils", &[]),
    ("sam", &["sam@support.example"]),
];

/// The accounts, then an identifier that nobody has. `vault.example` is restricted, `annexe.example` not open yet.
pub const IDENTIFIERS: [&str; 5] = [
    "lumen.example",
    "holding.example",
    "vault.example",
    "annexe.example",
    "nowhere.example",
];

/// Name, place of the account in [`IDENTIFIERS`], place of the one it is nested in.
pub const VIRTUAL_ACCOUNTS: [(&str, u128, Option<u128>); 7] = [
    ("Default", 0, None),
    ("Lyon", 0, None),
    ("Croix-Rousse", 0, Some(1)),
    ("Pentes", 0, Some(2)),
    ("Montréal", 0, None),
    ("Default", 1, None),
    ("Default", 2, None),
];

/// Name, place of the account, role, place of the Virtual Account.
pub const POSTS: [(&str, u128, Role, Option<u128>); 7] = [
    ("amina", 0, Role::SaAdministrator, None),
    ("bruno", 0, Role::SaAdministrator, None),
    ("chen", 0, Role::VaAdministrator, Some(1)),
    ("vera", 0, Role::VaAdministrator, Some(2)),
    ("eve", 0, Role::SaUser, None),
    ("dora", 1, Role::SaAdministrator, None),
    ("dora", 2, Role::SaAdministrator, None),
];

#[derive(Debug, Clone)]
pub struct Player {
    pub id: PersonId,
    pub emails: Vec<EmailAddress>,
    pub is_agent: bool,
}

pub fn called(name: &str) -> PersonId {
    let place = PEOPLE.iter().position(|(known, _)| *known == name);
    person(place.expect("somebody of the cast") as u128)
}

pub fn account(place: usize) -> SmartAccount {
    SmartAccount {
        id: nouns::account(place as u128),
        domain: identifier(place),
        name: IDENTIFIERS[place].to_owned(),
        kind: AccountKind::Customer,
        status: match place {
            3 => AccountStatus::Pending,
            _ => AccountStatus::Active,
        },
        visibility: match place {
            2 => Visibility::Restricted,
            _ => Visibility::Unrestricted,
        },
    }
}

pub fn identifier(place: usize) -> DomainIdentifier {
    nouns::identifier(IDENTIFIERS[place])
}

pub fn virtual_accounts() -> Vec<VirtualAccount> {
    let nest =
        |(place, &(name, account, parent)): (u128, &(&str, u128, Option<u128>))| VirtualAccount {
            name: name.to_owned(),
            is_default: name == "Default",
            ..nouns::virtual_account(place, nouns::account(account), parent)
        };
    (0..).zip(&VIRTUAL_ACCOUNTS).map(nest).collect()
}

pub fn players() -> Rc<[Player]> {
    PEOPLE
        .iter()
        .map(|(name, emails)| Player {
            id: called(name),
            emails: emails.iter().map(|text| email(text)).collect(),
            is_agent: *name == "sam",
        })
        .collect()
}
