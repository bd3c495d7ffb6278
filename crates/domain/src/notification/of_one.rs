//! Which notice follows from one event alone.

use crate::access_review::ReviewFact;
use crate::automation::RuleFact;
use crate::entitlement::{EntitlementEnd, EntitlementFact};
use crate::invitation::InvitationFact;
use crate::membership::{EndCause, MembershipFact, Source};
use crate::notification::notice::{Notice, Readers, ReviewNews, RoleChange};
use crate::notification::of_creation::about_creation;
use crate::notification::of_request::of_request;
use crate::notification_address::NotificationAddressFact;
use crate::person::{Duty, PersonFact};
use crate::smart_account::{AccountStatus, SmartAccountFact};
use crate::support_case::CaseFact;
use crate::virtual_account::VirtualAccountFact;
use crate::{Event, PersonId};

/// The notices that follow from an event by itself.
pub(crate) fn of_one(event: &Event) -> Option<Notice> {
    match event {
        Event::AccessRequest(event) => of_request(event),
        Event::AccessReview(event) => {
            let news = match &event.fact {
                ReviewFact::Opened { .. } => ReviewNews::Opened,
                ReviewFact::DecidersReminded { .. } => ReviewNews::Reminder,
                ReviewFact::Closed { .. } => ReviewNews::Closed,
                _ => return None,
            };
            let review = event.review.clone();
            Some(Notice::Review { review, news })
        }
        Event::AccountCreation(event) => about_creation(event),
        Event::SupportCase(fact) => of_case(fact),
        Event::Entitlement(fact) => of_entitlement(fact),
        Event::Invitation(fact) => {
            let invitation = fact.invitation().id.clone();
            match fact {
                fact if fact.sends_a_letter() => Some(Notice::InvitationSent {
                    invitation,
                    version: fact.invitation().version,
                }),
                InvitationFact::Accepted { .. } => Some(Notice::InvitationAccepted { invitation }),
                InvitationFact::Declined { .. } => Some(Notice::InvitationDeclined { invitation }),
                InvitationFact::Lapsed { .. } => Some(Notice::InvitationLapsed { invitation }),
                InvitationFact::LeftEmpty { name, .. } => Some(Notice::InvitationLeftEmpty {
                    invitation,
                    name: name.clone(),
                }),
                _ => None,
            }
        }
        Event::NotificationAddress(
            NotificationAddressFact::Added(address)
            | NotificationAddressFact::Renewed { after: address, .. },
        ) => Some(Notice::NotificationAddressAdded {
            address: address.id.clone(),
            version: address.version,
        }),
        Event::Person(PersonFact::PasswordChanged { person }) => Some(Notice::PasswordChanged {
            person: person.clone(),
        }),
        Event::Person(PersonFact::EmailChanged {
            person,
            before: Some(before),
            ..
        }) => Some(Notice::EmailChanged {
            person: person.clone(),
            before: before.clone(),
            is_taken_back: false,
        }),
        Event::Person(PersonFact::EmailTakenBack {
            person,
            before: Some(before),
            ..
        }) => Some(Notice::EmailChanged {
            person: person.clone(),
            before: before.clone(),
            is_taken_back: true,
        }),
        Event::Person(PersonFact::EmailReplaced { person, before, .. }) => {
            Some(Notice::EmailReplaced {
                person: person.clone(),
                before: before.clone(),
            })
        }
        Event::Person(PersonFact::AbsenceSet {
            person,
            by,
            before,
            after,
        }) => Some(Notice::Absence {
            person: person.clone(),
            by: Some(by.clone()),
            now: Some(after.clone()),
            before: before.clone(),
        }),
        Event::Person(PersonFact::AbsenceOver {
            person,
            by,
            absence,
        }) => Some(Notice::Absence {
            person: person.clone(),
            by: by.clone(),
            now: None,
            before: Some(absence.clone()),
        }),
        Event::Person(PersonFact::Reactivated { person }) => Some(Notice::PersonReactivated {
            person: person.clone(),
        }),
        Event::Person(PersonFact::OperatorAppointed { person }) => {
            duty_changed(person, Duty::Operator, true)
        }
        Event::Person(PersonFact::OperatorRemoved { person }) => {
            duty_changed(person, Duty::Operator, false)
        }
        Event::Person(PersonFact::SupportAgentAppointed { person }) => {
            duty_changed(person, Duty::SupportAgent, true)
        }
        Event::Person(PersonFact::SupportAgentRemoved { person }) => {
            duty_changed(person, Duty::SupportAgent, false)
        }
        Event::Membership(MembershipFact::Granted(membership))
            if matches!(membership.source, Source::Operator | Source::Creation) =>
        {
            Some(Notice::AdministratorNamed {
                account: membership.account.clone(),
                person: membership.holder.person()?.clone(),
                is_new: membership.source == Source::Creation,
            })
        }
        Event::Membership(fact) => role_changed(fact),
        Event::SmartAccount(SmartAccountFact::StatusChanged {
            account,
            before,
            after,
            reason,
        }) if [before, after].contains(&&AccountStatus::Suspended) => {
            Some(Notice::AccountStatusChanged {
                account: account.clone(),
                status: *after,
                reason: reason.clone(),
                readers: Readers::Members,
                after: None,
            })
        }
        Event::Upload(fact) => Some(Notice::UploadOver {
            upload: fact.record().id.clone(),
            state: fact.rests_in()?,
        }),
        Event::VirtualAccount(VirtualAccountFact::Deleted {
            virtual_account,
            begun_at,
            ..
        }) => Some(Notice::RolesEndedWith {
            account: virtual_account.account.clone(),
            virtual_account: virtual_account.id.clone(),
            name: virtual_account.name.clone(),
            before: None,
            begun_at: *begun_at,
        }),
        Event::Automation(RuleFact::WentIdle {
            rule,
            account,
            author,
        }) => Some(Notice::RuleIdle {
            account: account.clone(),
            rule: rule.clone(),
            author: author.clone(),
        }),
        Event::Person(_)
        | Event::Group(_)
        | Event::Automation(_)
        | Event::SmartAccount(_)
        | Event::NotificationAddress(_)
        | Event::NotificationPreference(_)
        | Event::VirtualAccount(_)
        | Event::Agreement(_)
        | Event::Contract(_) => None,
    }
}

fn of_case(fact: &CaseFact) -> Option<Notice> {
    let case = fact.case().clone();
    match fact {
        CaseFact::Opened { message, .. }
        | CaseFact::Answered { message, .. }
        | CaseFact::Reopened { message, .. } => Some(Notice::CaseMessage {
            case,
            message: message.id.clone(),
            is_first: matches!(fact, CaseFact::Opened { .. }),
        }),
        CaseFact::Solved { message, .. } => Some(Notice::CaseSolved {
            case,
            message: message.id.clone(),
        }),
        CaseFact::Closed { by, .. } => Some(Notice::CaseClosed {
            case,
            by: by.clone(),
        }),
        CaseFact::Assigned {
            by,
            after: Some(to),
            ..
        } if by != to => Some(Notice::CaseAssigned {
            case,
            to: to.clone(),
            by: by.clone(),
        }),
        // That it closes by itself was said when it was solved.
        CaseFact::ClosedByItself { .. }
        | CaseFact::Removed { .. }
        | CaseFact::Attached { .. }
        | CaseFact::Noted { .. }
        | CaseFact::Acted { .. }
        | CaseFact::Prioritised { .. }
        | CaseFact::Assigned { .. } => None,
    }
}

fn duty_changed(person: &PersonId, duty: Duty, has_it: bool) -> Option<Notice> {
    Some(Notice::DutyChanged {
        person: person.clone(),
        duty,
        has_it,
    })
}

/// What a fact changes that nobody asked for. What was asked for or accepted is answered elsewhere.
pub(crate) fn role_change(fact: &MembershipFact) -> Option<RoleChange> {
    let (before, after) = match fact {
        MembershipFact::Granted(after)
            if matches!(
                after.source,
                Source::Administrator | Source::Upload(_) | Source::Import
            ) =>
        {
            (None, Some(Box::new(after.clone())))
        }
        // A group does not look for the answer to a request made for it.
        MembershipFact::Granted(after) if after.holder.group().is_some() => {
            (None, Some(Box::new(after.clone())))
        }
        MembershipFact::Changed { before, after } => (
            Some(Box::new(before.clone())),
            Some(Box::new(after.clone())),
        ),
        MembershipFact::Ended {
            membership,
            why: EndCause::Removed,
        } => (Some(Box::new(membership.clone())), None),
        MembershipFact::Granted(_)
        | MembershipFact::Ended { .. }
        | MembershipFact::EndAnnounced(_) => return None,
    };
    Some(RoleChange { before, after })
}

fn role_changed(fact: &MembershipFact) -> Option<Notice> {
    let RoleChange { before, after } = role_change(fact)?;
    Some(Notice::RoleChanged {
        before,
        after,
        more: Vec::new(),
    })
}

/// Its holder is told what time does to it; that it was given, the letter of the decision says.
fn of_entitlement(fact: &EntitlementFact) -> Option<Notice> {
    let request = fact.of().0.clone();
    match fact {
        EntitlementFact::EndAnnounced { .. } => Some(Notice::EntitlementEnds { request }),
        EntitlementFact::Ended {
            why: EntitlementEnd::Lapsed | EntitlementEnd::ContractEnded,
            ..
        }
        | EntitlementFact::TakenAway { .. } => Some(Notice::EntitlementEnded { request }),
        // Support lets it go on, or its contract cuts it short: its holder is told the new end, which may be near.
        EntitlementFact::EndMoved { .. } if fact.is_told() => {
            Some(Notice::EntitlementEnds { request })
        }
        EntitlementFact::Granted(_)
        | EntitlementFact::EndMoved { .. }
        | EntitlementFact::Ended { .. } => None,
    }
}
