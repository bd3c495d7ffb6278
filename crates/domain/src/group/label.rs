//! Groups: people who hold roles together. What a group holds, each member has for as long as they are in it.

use crate::text::{LINE, Limits, TextFault};
use crate::{GroupId, Scope, SmartAccountId, VirtualAccountId, text};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What a group is for, in a few words.
pub const DESCRIPTION: Limits = Limits {
    least: 1,
    most: 500,
    lines: true,
};

/// A group of people, kept by the administrators of one account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    pub id: GroupId,
    /// The account whose administrators manage the group. It may hold roles in others, too.
    pub account: SmartAccountId,
    /// Where a Virtual Account Administrator made it: whose administrators manage it as well.
    pub virtual_account: Option<VirtualAccountId>,
    pub name: String,
    pub description: Option<String>,
    /// Counts the changes made to name and description; a change names the version it was made against.
    pub version: u32,
}

impl Group {
    /// What a right to manage groups must reach, to manage this one.
    pub fn scope(&self) -> Scope {
        match &self.virtual_account {
            None => Scope::EntireAccount,
            Some(id) => Scope::VirtualAccounts(BTreeSet::from([id.clone()])),
        }
    }
}

/// What a group is called and for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    pub name: String,
    pub description: Option<String>,
}

/// A group's name as typed, if it can be one.
pub fn name(typed: &str) -> Result<String, TextFault> {
    text::clean(typed, LINE)
}

/// A group's description as typed, if it can be one.
pub fn description(typed: &str) -> Result<Option<String>, TextFault> {
    text::clean_optional(typed, DESCRIPTION)
}
