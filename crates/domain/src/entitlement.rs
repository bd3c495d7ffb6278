//! Entitlements: what somebody has by a request for something else than a Smart Account, since and until when.

use crate::access_request::{
    AccessRequest, Grant, GrantedAccess, RequestQueue, Target, contract_key,
};
use crate::contract::{AccessType, ContractNumber};
use crate::key::keyed;
use crate::language::TextByLanguage;
use crate::moment::days;
use crate::programme::{ProgrammeAccess, ProgrammeKey};
use crate::text::Reason;
use crate::{Moment, PersonId, RequestId};
use serde::{Deserialize, Serialize};

/// How many days before the end its holder is told.
pub const NOTICE_DAYS: u64 = 14;

/// What one request has given its sender. There is one for each approval, so the request names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entitlement {
    pub request: RequestId,
    pub person: PersonId,
    #[serde(flatten)]
    pub to: EntitledTo,
    pub since: Moment,
    /// The first moment at which it no longer holds.
    pub until: Option<Moment>,
    /// When its holder was told that it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub announced: Option<Moment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<(Moment, EntitlementEnd)>,
    /// By whom and why, where somebody who decides took it away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_away: Option<TakenAway>,
}

/// Who took an entitlement away from its holder, and what they told them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenAway {
    pub by: PersonId,
    pub words: Reason,
}

/// What an entitlement is to. Told apart by its fields, as the targets of requests are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum EntitledTo {
    Contract {
        contract_number: ContractNumber,
        contract_access: AccessType,
    },
    Programme {
        programme: ProgrammeKey,
        programme_name: TextByLanguage,
        programme_identifier: String,
        programme_access: Option<ProgrammeAccess>,
    },
}

impl EntitledTo {
    /// Where it was decided.
    pub fn queue(&self) -> RequestQueue {
        match self {
            EntitledTo::Contract { .. } => RequestQueue::Contracts,
            EntitledTo::Programme { programme, .. } => RequestQueue::Programme(programme.clone()),
        }
    }

    /// What a request's approval gives; none where that is a role.
    pub fn of(target: &Target, granted: &GrantedAccess) -> Option<Self> {
        match (target, granted) {
            (Target::Programme(target), GrantedAccess::Programme { programme_access }) => {
                Some(EntitledTo::Programme {
                    programme: target.programme.clone(),
                    programme_name: target.programme_name.clone(),
                    programme_identifier: target.programme_identifier.clone(),
                    programme_access: programme_access.clone(),
                })
            }
            (
                Target::Contract {
                    contract_number, ..
                },
                GrantedAccess::Contract { contract_access },
            ) => Some(EntitledTo::Contract {
                contract_number: contract_number.clone(),
                contract_access: *contract_access,
            }),
            _ => None,
        }
    }

    /// The programme, where it is to one.
    pub fn programme(&self) -> Option<&ProgrammeKey> {
        match self {
            EntitledTo::Programme { programme, .. } => Some(programme),
            EntitledTo::Contract { .. } => None,
        }
    }

    /// The access type, where it is to a contract.
    pub fn access_type(&self) -> Option<AccessType> {
        match self {
            EntitledTo::Contract {
                contract_access, ..
            } => Some(*contract_access),
            EntitledTo::Programme { .. } => None,
        }
    }

    /// By what the same is found again.
    pub fn key(&self) -> String {
        match self {
            EntitledTo::Contract {
                contract_number,
                contract_access,
            } => contract_key(contract_number, *contract_access),
            EntitledTo::Programme {
                programme,
                programme_identifier,
                programme_access,
                ..
            } => {
                let access = programme_access.as_ref();
                let access = access.map_or("", |access| access.key.as_str());
                format!("programme/{programme}/{access}/{programme_identifier}")
            }
        }
    }

    /// What was typed to name it.
    pub fn identifier(&self) -> &str {
        match self {
            EntitledTo::Contract {
                contract_number, ..
            } => contract_number.as_str(),
            EntitledTo::Programme {
                programme_identifier,
                ..
            } => programme_identifier,
        }
    }
}

keyed! {
    /// Why an entitlement ended.
    EntitlementEnd {
        // Its end came.
        Lapsed = "lapsed",
        // The same was given anew.
        Replaced = "replaced",
        // By whoever held it.
        GivenBack = "given-back",
        // By whoever decides such requests.
        TakenAway = "taken-away",
        // The contract has ended.
        ContractEnded = "contract-ended",
        // Whoever held it has left and is erased.
        HolderErased = "holder-erased",
    }
}

/// What happens to an entitlement, as the event log keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "fact", content = "data")]
pub enum EntitlementFact {
    Granted(Box<Entitlement>),
    /// Its holder is told that it ends.
    EndAnnounced {
        request: RequestId,
        person: PersonId,
        at: Moment,
    },
    /// It ends later, as it was looked at again or Support renewed it; or sooner, as its contract does.
    EndMoved {
        request: RequestId,
        person: PersonId,
        before: Option<Moment>,
        after: Moment,
        /// Who moved it; nobody where an evaluation did.
        by: Option<PersonId>,
        at: Moment,
    },
    Ended {
        request: RequestId,
        person: PersonId,
        why: EntitlementEnd,
        at: Moment,
    },
    /// Whoever decides such requests ends it at once, and says why.
    TakenAway {
        request: RequestId,
        person: PersonId,
        by: PersonId,
        words: Reason,
        at: Moment,
    },
}

impl EntitlementFact {
    /// The request that names it, and who holds it.
    pub fn of(&self) -> (&RequestId, &PersonId) {
        match self {
            EntitlementFact::Granted(one) => (&one.request, &one.person),
            EntitlementFact::EndAnnounced {
                request, person, ..
            }
            | EntitlementFact::EndMoved {
                request, person, ..
            }
            | EntitlementFact::Ended {
                request, person, ..
            }
            | EntitlementFact::TakenAway {
                request, person, ..
            } => (request, person),
        }
    }
}

impl EntitlementFact {
    /// Whether its holder is told of a move of the end: not where it only goes on by itself.
    pub fn is_told(&self) -> bool {
        match self {
            EntitlementFact::EndMoved {
                by, before, after, ..
            } => by.is_some() || before.is_none_or(|before| *after < before),
            _ => false,
        }
    }
}

impl Entitlement {
    /// What an approval of a request gives from then on; none where that is a role.
    pub fn by(request: &AccessRequest, grant: &Grant, now: Moment) -> Option<Self> {
        Some(Self {
            request: request.id.clone(),
            person: request.applicant.clone(),
            to: EntitledTo::of(&request.target, &grant.access)?,
            since: now,
            until: grant.until,
            announced: None,
            ended: None,
            taken_away: None,
        })
    }

    /// Takes in one fact. What has ended changes no more.
    pub fn apply(&mut self, fact: &EntitlementFact) {
        if self.ended.is_some() {
            return;
        }
        match fact {
            EntitlementFact::Granted(_) => {}
            EntitlementFact::EndAnnounced { at, .. } => self.announced = Some(*at),
            EntitlementFact::EndMoved { after, at, .. } => {
                if self.until.is_none_or(|until| until < *after) {
                    self.announced = None;
                }
                // Whoever is told of an end that is near needs no second letter.
                if fact.is_told() && *after <= at.plus(days(NOTICE_DAYS)) {
                    self.announced = Some(*at);
                }
                self.until = Some(*after);
            }
            EntitlementFact::Ended { at, why, .. } => self.ended = Some((*at, *why)),
            EntitlementFact::TakenAway { by, words, at, .. } => {
                self.ended = Some((*at, EntitlementEnd::TakenAway));
                self.taken_away = Some(TakenAway {
                    by: by.clone(),
                    words: words.clone(),
                });
            }
        }
    }

    /// Whether it gives anything at that moment; it may have lapsed and be waiting to be ended.
    pub fn holds_at(&self, now: Moment) -> bool {
        self.ended.is_none() && self.until.is_none_or(|until| now < until)
    }
}
