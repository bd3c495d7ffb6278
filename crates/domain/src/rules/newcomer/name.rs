//! How somebody is named: by user ID or by address.

use crate::email::EmailAddress;
use crate::person::UserId;

/// How somebody is named who is to get a role.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Name {
    UserId(UserId),
    Email(EmailAddress),
}

impl Name {
    /// In: what was typed, or an address as mail programs write it, behind a name. Errors: it is neither a user ID nor an address.
    pub fn parse(typed: &str) -> Option<Self> {
        let typed = bare_address(typed).unwrap_or(typed);
        if typed.contains('@') {
            EmailAddress::parse(typed).ok().map(Name::Email)
        } else {
            UserId::parse(typed).ok().map(Name::UserId)
        }
    }

    /// The one form it is known by.
    pub fn key(&self) -> String {
        match self {
            Name::UserId(id) => id.to_string(),
            Name::Email(email) => email.key(),
        }
    }
}

/// The address in `Name <address>`; nothing where there is none between such brackets.
pub(super) fn bare_address(typed: &str) -> Option<&str> {
    let inside = typed.trim().strip_suffix('>')?;
    let (_, address) = inside.rsplit_once('<')?;
    Some(address.trim()).filter(|address| address.contains('@'))
}
