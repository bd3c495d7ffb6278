//! What happens to a contract.

use crate::contract::agreed::Contract;
use serde::{Deserialize, Serialize};

/// What happens to a contract, as the event log keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "fact", content = "data")]
pub enum ContractFact {
    Created(Box<Contract>),
    Changed {
        before: Box<Contract>,
        after: Box<Contract>,
    },
    /// It was ended before it ended by itself.
    Ended {
        before: Box<Contract>,
        after: Box<Contract>,
    },
}

impl ContractFact {
    /// The contract as it is from then on.
    pub fn contract(&self) -> &Contract {
        match self {
            ContractFact::Created(contract)
            | ContractFact::Changed {
                after: contract, ..
            }
            | ContractFact::Ended {
                after: contract, ..
            } => contract,
        }
    }
}
