//! Who opened a case: somebody with a user account, or somebody who has none or cannot log in.

use crate::PersonId;
use crate::email::EmailAddress;
use crate::person::Language;
use serde::{Deserialize, Serialize};

/// Who opened a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Opener {
    /// Somebody who was logged in.
    Person(PersonId),
    /// Somebody who was not, and proved that they read the mail of an address.
    Visitor(Box<CaseVisitor>),
}

/// Somebody who is known by nothing but the address that they confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseVisitor {
    /// What they call themselves, which nobody has checked.
    pub name: String,
    /// They read its mail; whether it is somebody's here says nothing of who they are.
    pub email: EmailAddress,
    pub language: Language,
}

impl Opener {
    /// The person, where they were logged in.
    pub fn person(&self) -> Option<&PersonId> {
        match self {
            Opener::Person(person) => Some(person),
            Opener::Visitor(_) => None,
        }
    }

    /// Whoever was not logged in.
    pub fn visitor(&self) -> Option<&CaseVisitor> {
        match self {
            Opener::Person(_) => None,
            Opener::Visitor(visitor) => Some(visitor),
        }
    }
}

impl From<PersonId> for Opener {
    fn from(person: PersonId) -> Self {
        Opener::Person(person)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::support_case::{CaseFact, Message};

    #[test]
    fn what_was_kept_before_visitors_wrote_is_still_read() {
        let opener: Opener = serde_json::from_str("\"per_00000000000000000000000000000001\"")
            .expect("a person by their id");
        assert_eq!(opener.person(), Some(&PersonId::new(1)));
        let closed = r#"{"fact": "closed", "data": {
            "case": "case_00000000000000000000000000000001",
            "request": null,
            "by": "per_00000000000000000000000000000001",
            "at": 7
        }}"#;
        let closed: CaseFact = serde_json::from_str(closed).expect("a fact");
        assert_eq!(closed.opener(), None);
        let message = r#"{
            "id": "msg_00000000000000000000000000000001",
            "author": "per_00000000000000000000000000000001",
            "words": "Hello",
            "at": 7
        }"#;
        let message: Message = serde_json::from_str(message).expect("a message");
        assert_eq!(message.author, Some(PersonId::new(1)));
    }

    #[test]
    fn whoever_has_no_account_is_kept_and_read() {
        let visitor = Opener::Visitor(Box::new(CaseVisitor {
            name: "Camille".into(),
            email: EmailAddress::parse("camille@atelier.example").expect("an address"),
            language: Language::French,
        }));
        let kept = serde_json::to_string(&visitor).expect("text");
        assert_eq!(serde_json::from_str::<Opener>(&kept).expect("it"), visitor);
    }
}
