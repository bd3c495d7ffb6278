//! Who does something.

use crate::{PersonId, RuleId};
use serde::{Deserialize, Serialize};

/// Whoever causes a change; every event names one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind", content = "id")]
pub enum Actor {
    /// Somebody signed in.
    Person(PersonId),
    /// Parvis itself, because time has passed.
    System,
    /// A command of the program, by its name: `import`, `operator add`.
    Program(String),
    /// Nobody signed in: sign-up, a forgotten password.
    Visitor,
}

impl Actor {
    /// The person, where somebody signed in did it.
    pub fn person(&self) -> Option<&PersonId> {
        match self {
            Actor::Person(id) => Some(id),
            _ => None,
        }
    }
}

/// Which version of which rule decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleUse {
    pub id: RuleId,
    pub name: String,
    pub version: u32,
}
