//! What events are filed under.

use crate::access_request::{RequestEvent, RequestFact};
use crate::access_review::ReviewFact;
use crate::account_creation::CreationFact;
use crate::automation::RuleFact;
use crate::notification_preference::NotificationPreferenceFact;
use crate::person::PersonFact;
use crate::smart_account::SmartAccountFact;
use crate::{CaseId, ContractId, Event, PersonId, RequestId, SmartAccountId, VirtualAccountId};
use std::collections::BTreeSet;

/// What an event concerns, for finding it again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Concerns {
    pub account: Option<SmartAccountId>,
    pub request: Option<RequestId>,
    pub person: Option<PersonId>,
    /// The Virtual Accounts whose administrators may see the event; empty where it is about the whole account.
    pub virtual_accounts: Vec<VirtualAccountId>,
    pub contract: Option<ContractId>,
    pub case: Option<CaseId>,
}

impl Event {
    /// What the event is filed under. A fact carries all that is needed for that.
    pub fn concerns(&self) -> Concerns {
        match self {
            Event::AccessRequest(event) => Concerns {
                account: event.account.clone(),
                request: Some(event.request.clone()),
                person: Some(event.applicant.clone()),
                virtual_accounts: request_scope(event),
                ..Concerns::default()
            },
            Event::Membership(fact) => {
                let membership = fact.membership();
                Concerns {
                    account: Some(membership.account.clone()),
                    person: membership.holder.person().cloned(),
                    virtual_accounts: membership.virtual_account.iter().cloned().collect(),
                    ..Concerns::default()
                }
            }
            Event::Group(fact) => Concerns {
                account: Some(fact.account().clone()),
                person: fact.person().cloned(),
                virtual_accounts: fact.virtual_accounts(),
                ..Concerns::default()
            },
            Event::Invitation(fact) => Concerns {
                account: Some(fact.invitation().account.clone()),
                person: fact.person().cloned(),
                virtual_accounts: fact.invitation().virtual_accounts().into_iter().collect(),
                ..Concerns::default()
            },
            Event::NotificationAddress(fact) => Concerns {
                account: Some(fact.address().account.clone()),
                ..Concerns::default()
            },
            Event::NotificationPreference(NotificationPreferenceFact::Changed {
                person, ..
            }) => Concerns {
                person: Some(person.clone()),
                ..Concerns::default()
            },
            Event::Person(fact) => Concerns {
                person: Some(person_of(fact).clone()),
                ..Concerns::default()
            },
            Event::SmartAccount(SmartAccountFact::Created(account)) => Concerns {
                account: Some(account.id.clone()),
                ..Concerns::default()
            },
            Event::AccessReview(event) => {
                let line = match &event.fact {
                    ReviewFact::Decided { line, .. } => Some(line),
                    _ => None,
                };
                Concerns {
                    account: Some(event.account.clone()),
                    person: line.and_then(|line| line.person()).cloned(),
                    virtual_accounts: line
                        .and_then(|line| line.membership.virtual_account.clone())
                        .into_iter()
                        .collect(),
                    ..Concerns::default()
                }
            }
            Event::AccountCreation(event) => Concerns {
                // What the administrators of the account above hear and say stands in their log.
                account: match &event.fact {
                    CreationFact::ParentTold { parent, .. } => Some(parent.clone()),
                    CreationFact::Objected { .. } | CreationFact::ObjectionSettled { .. } => {
                        event.parent.clone()
                    }
                    _ => event.account.clone(),
                },
                person: Some(event.creator.clone()),
                ..Concerns::default()
            },
            Event::SmartAccount(
                SmartAccountFact::StatusChanged { account, .. }
                | SmartAccountFact::IdentifierReleased { account, .. }
                | SmartAccountFact::InvitationsSet { account, .. }
                | SmartAccountFact::PropertiesChanged { account, .. },
            ) => Concerns {
                account: Some(account.clone()),
                ..Concerns::default()
            },
            Event::SmartAccount(SmartAccountFact::VirtualAccountCreated(va)) => Concerns {
                account: Some(va.account.clone()),
                virtual_accounts: vec![va.id.clone()],
                ..Concerns::default()
            },
            Event::Agreement(fact) => Concerns {
                account: Some(fact.account().clone()),
                ..Concerns::default()
            },
            Event::VirtualAccount(fact) => Concerns {
                account: Some(fact.account().clone()),
                virtual_accounts: fact.concerns(),
                ..Concerns::default()
            },
            Event::Upload(fact) => Concerns {
                account: fact.record().to.account().cloned(),
                ..Concerns::default()
            },
            Event::Automation(fact) => match fact {
                RuleFact::Saved { after: rule, .. } | RuleFact::Deleted(rule) => Concerns {
                    account: Some(rule.account.clone()),
                    ..Concerns::default()
                },
                RuleFact::Reordered { account, .. } => Concerns {
                    account: Some(account.clone()),
                    ..Concerns::default()
                },
                RuleFact::WentIdle {
                    account, author, ..
                } => Concerns {
                    account: Some(account.clone()),
                    person: Some(author.clone()),
                    ..Concerns::default()
                },
                RuleFact::CouldNotAct {
                    account, request, ..
                } => Concerns {
                    account: Some(account.clone()),
                    request: Some(request.clone()),
                    ..Concerns::default()
                },
            },
            Event::Contract(fact) => Concerns {
                contract: Some(fact.contract().id.clone()),
                ..Concerns::default()
            },
            Event::Entitlement(fact) => {
                let (request, person) = fact.of();
                Concerns {
                    request: Some(request.clone()),
                    person: Some(person.clone()),
                    ..Concerns::default()
                }
            }
            Event::SupportCase(fact) => {
                let (request, person) = fact.filed_under();
                Concerns {
                    request,
                    person,
                    case: Some(fact.case().clone()),
                    ..Concerns::default()
                }
            }
        }
    }
}

/// What is asked for, and what is granted instead.
fn request_scope(event: &RequestEvent) -> Vec<VirtualAccountId> {
    let granted = match &event.fact {
        RequestFact::Approved { grant, .. } => grant.terms(),
        RequestFact::Offered { offer, .. } => offer.terms(),
        _ => None,
    };
    let mut parts: BTreeSet<VirtualAccountId> = event.asks_for.iter().cloned().collect();
    if let Some(terms) = granted {
        parts.extend(terms.scope.virtual_accounts().cloned());
    }
    parts.into_iter().collect()
}

fn person_of(fact: &PersonFact) -> &PersonId {
    match fact {
        PersonFact::Registered(person) => &person.id,
        PersonFact::ProfileChanged { person, .. }
        | PersonFact::EmailChanged { person, .. }
        | PersonFact::EmailTakenBack { person, .. }
        | PersonFact::EmailReplaced { person, .. }
        | PersonFact::EmailFreed { person, .. }
        | PersonFact::AbsenceSet { person, .. }
        | PersonFact::AbsenceBegun { person, .. }
        | PersonFact::AbsenceOver { person, .. }
        | PersonFact::EmailFailing { person, .. }
        | PersonFact::EmailWorking { person, .. }
        | PersonFact::PasswordChanged { person }
        | PersonFact::OperatorAppointed { person }
        | PersonFact::OperatorRemoved { person }
        | PersonFact::SupportAgentAppointed { person }
        | PersonFact::SupportAgentRemoved { person }
        | PersonFact::ResetLinkMade { person }
        | PersonFact::Deactivated { person, .. }
        | PersonFact::Reactivated { person }
        | PersonFact::Unlocked { person }
        | PersonFact::DataTaken { person }
        | PersonFact::ErasureBegun { person }
        | PersonFact::Erased { person } => person,
    }
}
