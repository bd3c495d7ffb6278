//! Access requests: asking, deciding once, withdrawing, and what time does meanwhile.
//!
//! A request is what its events say: [`AccessRequest::apply`] folds one into the state, in production as in the laws.

use crate::access_request::target::{Grant, GrantedAccess, Target};
use crate::actor::RuleUse;
use crate::key::keyed;
use crate::membership::{Holder, Membership, Terms};
use crate::text::Reason;
use crate::virtual_account::Tree;
use crate::{GroupId, Moment, PersonId, RequestId, Role, Scope, SmartAccountId};
use serde::{Deserialize, Serialize};

/// Somebody's wish for access to an account, from when it was sent until it is settled and beyond.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessRequest {
    pub id: RequestId,
    pub applicant: PersonId,
    /// The group that is to have the access, where it is not the applicant alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub for_group: Option<GroupId>,
    #[serde(flatten)]
    pub target: Target,
    pub reason: Reason,
    pub wish: Wish,
    pub sent_at: Moment,
    /// Counts the changes made; a change names the version it was made against.
    pub version: u32,
    pub status: RequestStatus,
    pub progress: RequestProgress,
}

/// What the applicant would like, all of it optional.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    pub scope: Option<Scope>,
    pub role: Option<Role>,
    pub until: Option<Moment>,
}

impl Wish {
    /// Whether a grant gives what was asked for, as far as something was.
    pub fn is_met_by(&self, grant: &Grant) -> bool {
        let is_given = |terms: Terms| {
            let on = self.scope.as_ref();
            on.is_none_or(|scope| *scope == terms.scope)
                && self.role.is_none_or(|role| role == terms.role)
        };
        grant.terms().is_none_or(is_given) && (self.until.is_none() || self.until == grant.until)
    }

    /// Whether somebody who holds these roles has all that is asked for already: the role, on each part or on what it is
    /// nested in, for as long. Where the role or the scope is left open, there is nothing to compare.
    pub fn is_held(&self, held: &[Membership], tree: &Tree) -> bool {
        let (Some(role), Some(scope)) = (self.role, &self.scope) else {
            return false;
        };
        let lasts = |one: &Membership| match (one.until, self.until) {
            (None, _) => true,
            (Some(until), Some(wanted)) => until >= wanted,
            (Some(_), None) => false,
        };
        let mut on = held
            .iter()
            .filter(|one| one.role == role && lasts(one))
            .map(|one| one.virtual_account.as_ref());
        match scope {
            Scope::EntireAccount => on.any(|part| part.is_none()),
            Scope::VirtualAccounts(ids) => {
                let on: Vec<_> = on.flatten().collect();
                let reached = |id| on.iter().any(|part| tree.is_within(id, part));
                !ids.is_empty() && ids.iter().all(reached)
            }
        }
    }
}

/// Reminders and warnings so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestProgress {
    /// The number of the last reminder the system sent to the deciders.
    pub system_reminders: u32,
    /// How many reminders the applicant has sent.
    pub nudges: u32,
    /// When the applicant last reminded, moved on by each pause since.
    pub last_nudge: Option<Moment>,
    /// When operators were told of it.
    pub escalated: Option<Moment>,
    /// When the requester was told that it expires, moved on by each pause since.
    pub warned: Option<Moment>,
    /// For how many milliseconds the clock stood still so far, because the requester was waited for.
    #[serde(default)]
    pub paused: u64,
    /// What the requester is waited for; the clock stands still meanwhile.
    #[serde(default)]
    pub turn: Option<Turn>,
    /// The decider it was left to.
    #[serde(default)]
    pub passed_to: Option<PersonId>,
    /// When the requester last wrote to the deciders.
    #[serde(default)]
    pub last_written: Option<Moment>,
}

/// It is the requester's turn: an administrator waits for a word from them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// The version of the request at which it began: tells one turn from another.
    pub number: u32,
    pub by: PersonId,
    pub since: Moment,
    /// When the requester was reminded of it, which is done once.
    pub reminded: Option<Moment>,
    pub matter: Matter,
}

/// What the requester is waited for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "matter", content = "data")]
pub enum Matter {
    Question(Reason),
    /// To take this, or to keep to what was asked for.
    Offer(Grant),
}

impl Turn {
    /// What is proposed, where the requester is waited for because of a proposal.
    pub fn offer(&self) -> Option<&Grant> {
        match &self.matter {
            Matter::Offer(offer) => Some(offer),
            Matter::Question(_) => None,
        }
    }

    /// What is asked, where the requester is waited for because of a question.
    pub fn question(&self) -> Option<&Reason> {
        match &self.matter {
            Matter::Question(question) => Some(question),
            Matter::Offer(_) => None,
        }
    }
}

/// How a request stands. Settled, it bears who settled it, when and how; no fact changes it any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "status")]
pub enum RequestStatus {
    Pending,
    Approved {
        /// Who decided; nobody where an evaluation did.
        by: Option<PersonId>,
        at: Moment,
        grant: Grant,
        /// The rule that decided in the name of its author.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rule: Option<RuleUse>,
        /// Whose deputy they were, where they decided by that alone.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        deputy_of: Option<PersonId>,
    },
    Denied {
        /// Who decided; nobody where an evaluation did.
        by: Option<PersonId>,
        at: Moment,
        denial: Denial,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rule: Option<RuleUse>,
        /// Whose deputy they were, where they decided by that alone.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        deputy_of: Option<PersonId>,
    },
    Withdrawn {
        at: Moment,
    },
    Expired {
        at: Moment,
    },
}

keyed! {
    /// How a request stands or ended, without the details.
    RequestOutcome { Pending = "pending", Approved = "approved", Denied = "denied", Withdrawn = "withdrawn", Expired = "expired" }
}

/// How a request was declined.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Denial {
    pub class: DenialClass,
    /// What the decider said beside the class, if anything.
    pub words: Option<String>,
}

keyed! {
    /// Why a request is declined.
    DenialClass {
        NotKnown = "not-known",
        WrongAccount = "wrong-account",
        WrongRole = "wrong-role",
        NeedsSponsor = "needs-sponsor",
        Other = "other",
        // Of a contract, to somebody of its organisation.
        ContractEnded = "contract-ended",
        TypeNotOffered = "type-not-offered",
    }
}

impl DenialClass {
    /// Those that a request for a Smart Account is declined by.
    pub const OF_ACCOUNT: [DenialClass; 5] = [
        DenialClass::NotKnown,
        DenialClass::WrongAccount,
        DenialClass::WrongRole,
        DenialClass::NeedsSponsor,
        DenialClass::Other,
    ];

    /// Those that a request for this is declined by.
    pub fn of(target: &Target) -> &'static [DenialClass] {
        match target {
            Target::SmartAccount { .. } => &Self::OF_ACCOUNT,
            Target::Programme(_) => &[
                DenialClass::NotKnown,
                DenialClass::NeedsSponsor,
                DenialClass::Other,
            ],
            Target::Contract { .. } => &[
                DenialClass::NotKnown,
                DenialClass::ContractEnded,
                DenialClass::TypeNotOffered,
                DenialClass::Other,
            ],
        }
    }
}

impl AccessRequest {
    /// The status without its facts, as rows are filtered by it and pages name it.
    pub fn outcome(&self) -> RequestOutcome {
        match self.status {
            RequestStatus::Pending => RequestOutcome::Pending,
            RequestStatus::Approved { .. } => RequestOutcome::Approved,
            RequestStatus::Denied { .. } => RequestOutcome::Denied,
            RequestStatus::Withdrawn { .. } => RequestOutcome::Withdrawn,
            RequestStatus::Expired { .. } => RequestOutcome::Expired,
        }
    }

    /// The rule that decided it, where none but a rule did.
    pub fn decided_by_rule(&self) -> Option<&RuleUse> {
        match &self.status {
            RequestStatus::Approved { rule, .. } | RequestStatus::Denied { rule, .. } => {
                rule.as_ref()
            }
            _ => None,
        }
    }

    /// In whose place it was decided, where somebody's deputy did by that alone.
    pub fn decided_for(&self) -> Option<&PersonId> {
        match &self.status {
            RequestStatus::Approved { deputy_of, .. } | RequestStatus::Denied { deputy_of, .. } => {
                deputy_of.as_ref()
            }
            _ => None,
        }
    }

    /// When and by whom it ended, if it has.
    pub fn settled(&self) -> Option<(RequestOutcome, Option<&PersonId>, Moment)> {
        match &self.status {
            RequestStatus::Pending => None,
            RequestStatus::Approved { by, at, .. } | RequestStatus::Denied { by, at, .. } => {
                Some((self.outcome(), by.as_ref(), *at))
            }
            RequestStatus::Withdrawn { at } | RequestStatus::Expired { at } => {
                Some((self.outcome(), None, *at))
            }
        }
    }

    /// The account asked for, where there is one behind the identifier.
    pub fn account(&self) -> Option<&SmartAccountId> {
        self.target.account()
    }

    /// Whether a grant gives what was asked for, as far as something was.
    pub fn is_met_by(&self, grant: &Grant) -> bool {
        let is_asked = match (&self.target, &grant.access) {
            (Target::Programme(target), GrantedAccess::Programme { programme_access }) => {
                target.programme_access == *programme_access
            }
            (
                Target::Contract {
                    contract_access: asked,
                    ..
                },
                GrantedAccess::Contract { contract_access },
            ) => asked == contract_access,
            (Target::SmartAccount { .. }, GrantedAccess::Role { .. }) => true,
            _ => false,
        };
        is_asked && self.wish.is_met_by(grant)
    }

    /// Who holds what is granted.
    pub fn holder(&self) -> Holder {
        match &self.for_group {
            Some(group) => Holder::Group(group.clone()),
            None => Holder::Person(self.applicant.clone()),
        }
    }
}
