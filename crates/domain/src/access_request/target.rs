//! What is asked for: the one thing in which requests differ.

use crate::contract::{AccessType, ContractNumber};
use crate::language::TextByLanguage;
use crate::membership::Terms;
use crate::programme::{ProgrammeAccess, ProgrammeAnswer, ProgrammeKey};
use crate::{DomainIdentifier, Moment, Role, Scope, SmartAccountId};
use serde::{Deserialize, Serialize};

/// What a request asks for. Events tell one from another by their fields, of which those of a Smart Account are the oldest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Target {
    Programme(Box<ProgrammeTarget>),
    /// A number as it was typed, in its normal form, and never the contract it may lead to.
    Contract {
        contract_number: ContractNumber,
        contract_access: AccessType,
    },
    SmartAccount {
        /// What was asked for, as the applicant knows it.
        identifier: DomainIdentifier,
        /// The account behind the identifier; none where nobody has it, which the applicant cannot tell from a restricted one.
        #[serde(with = "crate::ids::account_or_nobodys")]
        account: Option<SmartAccountId>,
    },
}

/// What is asked for in a programme, in the words it had then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgrammeTarget {
    pub programme: ProgrammeKey,
    pub programme_name: TextByLanguage,
    /// What the programme called its identifier.
    pub identifier_label: TextByLanguage,
    pub programme_identifier: String,
    /// Which kind of access, where the programme gives several.
    pub programme_access: Option<ProgrammeAccess>,
    pub answers: Vec<ProgrammeAnswer>,
}

/// Where requests are decided, but for Smart Accounts, which have a desk of their own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum RequestQueue {
    Contracts,
    Programme(ProgrammeKey),
}

impl RequestQueue {
    /// As it is kept, and found by.
    pub fn key(&self) -> String {
        match self {
            RequestQueue::Contracts => "contracts".into(),
            RequestQueue::Programme(key) => format!("programme/{key}"),
        }
    }
}

impl Target {
    /// The account asked for, where there is one behind the identifier.
    pub fn account(&self) -> Option<&SmartAccountId> {
        match self {
            Target::SmartAccount { account, .. } => account.as_ref(),
            Target::Programme(_) | Target::Contract { .. } => None,
        }
    }

    /// The domain identifier asked for, where it is a Smart Account that is.
    pub fn domain_identifier(&self) -> Option<&DomainIdentifier> {
        match self {
            Target::SmartAccount { identifier, .. } => Some(identifier),
            Target::Programme(_) | Target::Contract { .. } => None,
        }
    }

    /// What was typed to name it, as people read it.
    pub fn shown(&self) -> String {
        match self {
            Target::SmartAccount { identifier, .. } => identifier.shown(),
            Target::Programme(target) => target.programme_identifier.clone(),
            Target::Contract {
                contract_number, ..
            } => contract_number.to_string(),
        }
    }

    /// By what a request is found again for the same: one that is pending, or was denied. No domain identifier holds a slash, so
    /// none is taken for another's.
    pub fn key(&self) -> String {
        match self {
            Target::SmartAccount { identifier, .. } => identifier.to_string(),
            Target::Programme(target) => {
                let access = target.programme_access.as_ref();
                let access = access.map_or("", |access| access.key.as_str());
                let (programme, identifier) = (&target.programme, &target.programme_identifier);
                format!("programme/{programme}/{access}/{identifier}")
            }
            Target::Contract {
                contract_number,
                contract_access,
            } => contract_key(contract_number, *contract_access),
        }
    }

    /// Where it is decided; none for a Smart Account, which its own administrators decide.
    pub fn queue(&self) -> Option<RequestQueue> {
        match self {
            Target::SmartAccount { .. } => None,
            Target::Programme(target) => Some(RequestQueue::Programme(target.programme.clone())),
            Target::Contract { .. } => Some(RequestQueue::Contracts),
        }
    }

    /// The key of the kind of access that was asked for, where there are several.
    pub fn access_key(&self) -> Option<&str> {
        match self {
            Target::SmartAccount { .. } => None,
            Target::Programme(target) => {
                let access = target.programme_access.as_ref();
                access.map(|access| access.key.as_str())
            }
            Target::Contract {
                contract_access, ..
            } => Some(contract_access.key()),
        }
    }

    /// What an approval gives that gives just what was asked for; none for a Smart Account, where that need not be said.
    pub fn access_asked(&self) -> Option<GrantedAccess> {
        match self {
            Target::SmartAccount { .. } => None,
            Target::Programme(target) => Some(GrantedAccess::Programme {
                programme_access: target.programme_access.clone(),
            }),
            Target::Contract {
                contract_access, ..
            } => Some(GrantedAccess::Contract {
                contract_access: *contract_access,
            }),
        }
    }

    /// Whether there is nothing behind it that anybody could decide: an identifier that nobody has.
    pub fn is_nobodys(&self) -> bool {
        matches!(self, Target::SmartAccount { account: None, .. })
    }
}

/// By what access to a contract is found again, as it is asked for and as it is held.
pub fn contract_key(number: &ContractNumber, access: AccessType) -> String {
    format!("contract/{}/{number}", access.key())
}

/// What an approval gives access to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum GrantedAccess {
    /// A role in the account.
    Role { role: Role, scope: Scope },
    /// What is agreed in the contract.
    Contract { contract_access: AccessType },
    /// What the programme gives: of this kind, where it gives several.
    Programme {
        programme_access: Option<ProgrammeAccess>,
    },
}

/// What an approval gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    #[serde(flatten)]
    pub access: GrantedAccess,
    /// The first moment at which the access no longer holds.
    pub until: Option<Moment>,
    /// What the decider said with it.
    pub note: Option<String>,
}

impl Grant {
    /// A role on a scope, as an administrator gives it.
    pub fn of_role(terms: Terms, note: Option<String>) -> Self {
        Self {
            access: GrantedAccess::Role {
                role: terms.role,
                scope: terms.scope,
            },
            until: terms.until,
            note,
        }
    }

    /// The role it gives, without the note: what a rule for memberships looks at.
    pub fn terms(&self) -> Option<Terms> {
        match &self.access {
            GrantedAccess::Role { role, scope } => Some(Terms {
                role: *role,
                scope: scope.clone(),
                until: self.until,
            }),
            GrantedAccess::Contract { .. } | GrantedAccess::Programme { .. } => None,
        }
    }
}
