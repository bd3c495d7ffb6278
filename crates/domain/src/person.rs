//! People: who has a sign-in, and how they are reached.

use crate::absence::Absence;
use crate::email::EmailAddress;
use crate::key::keyed;
pub use crate::language::Language;
use crate::text::TextFault;
use crate::{PersonId, text};
use serde::{Deserialize, Serialize};
use std::fmt;

keyed! {
    /// A duty towards the installation, apart from any role.
    Duty { Operator = "operator", SupportAgent = "support-agent" }
}

/// What a person says about themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    pub full_name: String,
    pub organisation: String,
    pub phone: Option<Phone>,
    pub language: Language,
    /// An IANA time zone name.
    pub time_zone: String,
}

/// Somebody with a sign-in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub id: PersonId,
    pub user_id: UserId,
    pub profile: Profile,
    /// Where their mail goes; verified by them, or vouched for by whoever imported it.
    pub email: Option<EmailAddress>,
    pub is_operator: bool,
    pub is_support_agent: bool,
}

/// What happens to a person, as the event log keeps it; passwords never stand there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "fact", content = "data")]
pub enum PersonFact {
    Registered(Person),
    ProfileChanged {
        person: PersonId,
        before: Profile,
        after: Profile,
    },
    EmailChanged {
        person: PersonId,
        before: Option<EmailAddress>,
        after: EmailAddress,
    },
    /// Whoever reads the mail of an address put it back in the place of the one it was changed to.
    EmailTakenBack {
        person: PersonId,
        before: Option<EmailAddress>,
        after: EmailAddress,
    },
    /// An operator put another address in its place, and vouches for it.
    EmailReplaced {
        person: PersonId,
        before: Option<EmailAddress>,
        after: EmailAddress,
    },
    /// An operator took the address from somebody deactivated, so that its owner of today may use it.
    EmailFreed {
        person: PersonId,
        email: EmailAddress,
    },
    /// They are to be away, by their own word or an operator's.
    AbsenceSet {
        person: PersonId,
        by: PersonId,
        before: Option<Absence>,
        after: Absence,
    },
    /// They are away from now on.
    AbsenceBegun {
        person: PersonId,
        absence: Absence,
    },
    /// They are back, or do not go. Nobody did it where time has.
    AbsenceOver {
        person: PersonId,
        by: Option<PersonId>,
        absence: Absence,
    },
    /// Mail to the address does not arrive.
    EmailFailing {
        person: PersonId,
        email: EmailAddress,
        by: MailFailure,
        /// What the mail server said, at most [`SAID_MOST`] characters of it.
        said: String,
    },
    /// Mail to the address arrives again: they say so, or it was taken where it was refused before.
    EmailWorking {
        person: PersonId,
        email: EmailAddress,
    },
    PasswordChanged {
        person: PersonId,
    },
    OperatorAppointed {
        person: PersonId,
    },
    OperatorRemoved {
        person: PersonId,
    },
    SupportAgentAppointed {
        person: PersonId,
    },
    SupportAgentRemoved {
        person: PersonId,
    },
    /// Whoever runs the machine made a link by which they set a new password.
    ResetLinkMade {
        person: PersonId,
    },
    /// They can no longer log in, hold nothing and are told nothing; what they held stands again once they are back.
    Deactivated {
        person: PersonId,
        reason: Option<String>,
    },
    Reactivated {
        person: PersonId,
    },
    /// Whom too many attempts kept out may try again.
    Unlocked {
        person: PersonId,
    },
    /// They took a copy of all that is kept of them.
    DataTaken {
        person: PersonId,
    },
    /// They have so much that it ends bit by bit, before they are erased.
    ErasureBegun {
        person: PersonId,
    },
    /// Nothing tells any more who they were; what they did stays, as what somebody did.
    Erased {
        person: PersonId,
    },
}

/// How it is known that mail to an address does not arrive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MailFailure {
    /// The mail server refused it for good (RFC 5321, section 4.2.1: 5yz).
    Refused,
    /// It was taken, and came back with a report (RFC 3464).
    Returned,
}

impl MailFailure {
    pub const ALL: [Self; 2] = [Self::Refused, Self::Returned];

    /// As it is kept.
    pub fn key(self) -> &'static str {
        match self {
            MailFailure::Refused => "refused",
            MailFailure::Returned => "returned",
        }
    }

    /// The one that is kept so.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }
}

/// As many characters are kept of what a mail server said.
pub const SAID_MOST: usize = 300;

/// What somebody is called who was erased, in both languages, as it is kept and not said to one reader.
pub const ERASED_NAME: &str = "Erased person / Personne effacée";

impl Profile {
    /// That of somebody who was erased.
    pub fn erased() -> Self {
        Self {
            full_name: ERASED_NAME.to_owned(),
            organisation: crate::text::ERASED.to_owned(),
            phone: None,
            language: Language::English,
            time_zone: "UTC".into(),
        }
    }
}

impl PersonFact {
    /// Whether it holds nothing but what they say of themselves, and may be given to them as it is.
    pub fn is_their_word(&self) -> bool {
        matches!(
            self,
            PersonFact::Registered(_)
                | PersonFact::ProfileChanged { .. }
                | PersonFact::EmailChanged { .. }
                | PersonFact::EmailTakenBack { .. }
                | PersonFact::EmailReplaced { .. }
                | PersonFact::EmailFreed { .. }
                | PersonFact::EmailWorking { .. }
        )
    }
}

/// Why a user ID cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserIdFault;

/// 2 to 64 of `a-z 0-9 . _ -`, beginning with a letter or digit. Capitals are folded.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UserId(String);

impl UserId {
    /// In: as typed; white space around is left out. Errors: what is not of that form, once capitals are folded.
    pub fn parse(typed: &str) -> Result<Self, UserIdFault> {
        let folded = typed.trim().to_lowercase();
        let fits = (2..=64).contains(&folded.len())
            && folded.starts_with(|c: char| c.is_ascii_alphanumeric())
            && folded
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._-".contains(&b));
        if fits {
            Ok(Self(folded))
        } else {
            Err(UserIdFault)
        }
    }

    /// What stands for the user ID of somebody who was erased, and is nobody else's: theirs is free.
    pub fn erased(person: &PersonId) -> Self {
        Self(format!("erased-{}", person.as_str().replace('_', "-")))
    }

    /// A user ID read back from storage, where it was put after [`UserId::parse`].
    pub fn stored(text: String) -> Self {
        Self(text)
    }

    /// The user ID, in lower case.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UserId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why a phone number cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhoneFault;

/// A phone number as people write it: 4 to 20 digits with spaces, dots, hyphens, brackets, a leading `+`, an extension.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Phone(String);

impl Phone {
    /// Nothing typed is no fault: a phone number is never required.
    pub fn parse(typed: &str) -> Result<Option<Self>, PhoneFault> {
        let text = typed.trim();
        if text.is_empty() {
            return Ok(None);
        }
        let digits = text.chars().filter(char::is_ascii_digit).count();
        let plain = text
            .chars()
            .all(|c| c.is_ascii_digit() || "+-./() x\u{a0}\u{202f}".contains(c));
        if plain && (4..=20).contains(&digits) && text.chars().count() <= 40 {
            Ok(Some(Self(text.to_owned())))
        } else {
            Err(PhoneFault)
        }
    }

    /// A phone number read back from storage, where it was put after [`Phone::parse`].
    pub fn stored(text: String) -> Self {
        Self(text)
    }

    /// The number as it was typed, without white space around.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A name on one line.
pub fn name(typed: &str) -> Result<String, TextFault> {
    text::clean(typed, text::LINE)
}

/// Shortest password taken (NIST SP 800-63B: at least 8; we ask for 10 as there is no second factor yet).
pub const PASSWORD_LEAST: usize = 10;
/// Longest, in characters, so that hashing stays bounded.
pub const PASSWORD_MOST: usize = 256;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn user_ids_fold_capitals() {
        assert_eq!(UserId::parse(" Camille ").unwrap().as_str(), "camille");
        for bad in ["", "a", "a b", "a@b.example", "-ab", "é12"] {
            assert_eq!(UserId::parse(bad), Err(UserIdFault), "{bad}");
        }
    }
}
