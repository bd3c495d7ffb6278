//! A contract, and what is agreed in it.

use crate::contract::number::ContractNumber;
use crate::key::keyed;
use crate::text::Limits;
use crate::{ContractId, DomainIdentifier, Moment};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// As many serial numbers as one contract covers.
pub const MOST_SERIALS: usize = 500;
/// As many verified domains as one contract has.
pub const MOST_DOMAINS: usize = 20;
/// The name of a company, or of the one above it.
pub const COMPANY: Limits = Limits {
    least: 1,
    most: 200,
    lines: false,
};

keyed! {
    /// What a contract gives access to.
    #[derive(PartialOrd, Ord, Hash)]
    AccessType { FullSupport = "full-support", SoftwareDownload = "software-download" }
}

/// What is agreed in a contract: all that somebody can type of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreed {
    pub number: ContractNumber,
    /// Whoever pays for it, perhaps with others.
    pub bill_to: Option<ContractNumber>,
    /// The products it covers; each may stand in other contracts, too, and then says nothing.
    pub serials: BTreeSet<ContractNumber>,
    pub company: String,
    /// The company above.
    #[serde(rename = "parent_company")]
    pub parent: Option<String>,
    /// Domains that are verified as the company's or its parent's own.
    pub domains: BTreeSet<DomainIdentifier>,
    pub offers: BTreeSet<AccessType>,
    /// From then on it gives nothing; none where that is not known.
    pub ends: Option<Moment>,
    /// Nobody is given access by it without Support.
    pub is_locked: bool,
}

impl Agreed {
    /// All the numbers that lead to it: its own, whoever pays for it, the products it covers.
    pub fn numbers(&self) -> impl Iterator<Item = &ContractNumber> {
        let own = std::iter::once(&self.number);
        own.chain(&self.bill_to).chain(&self.serials)
    }
}

/// A service agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contract {
    pub id: ContractId,
    #[serde(flatten)]
    pub agreed: Agreed,
    /// Counts from 1.
    pub version: u32,
}

impl Contract {
    /// Whether it gives nothing any more.
    pub fn has_ended(&self, now: Moment) -> bool {
        self.agreed.ends.is_some_and(|end| end <= now)
    }
}
