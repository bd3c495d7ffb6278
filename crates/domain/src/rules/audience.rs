//! Who may see an event, of those who may open the page or the log where it stands. Pages, timelines, cases, the log and its
//! export all ask here, and a new kind of event has to say it.

use crate::access_request::RequestFact;
use crate::access_review::ReviewFact;
use crate::account_creation::CreationFact;
use crate::agreement::AgreementFact;
use crate::automation::RuleFact;
use crate::contract::ContractFact;
use crate::entitlement::EntitlementFact;
use crate::group::GroupFact;
use crate::invitation::InvitationFact;
use crate::membership::MembershipFact;
use crate::notification_address::NotificationAddressFact;
use crate::notification_preference::NotificationPreferenceFact;
use crate::person::PersonFact;
use crate::smart_account::SmartAccountFact;
use crate::upload::UploadFact;
use crate::virtual_account::VirtualAccountFact;
use crate::{Event, PersonId};

/// Whom an event is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience<'a> {
    Everybody,
    /// Not for those who ask: what deciders and their rules do among themselves, which would also tell that there is anybody.
    Deciders,
    /// As [`Audience::Deciders`], and whoever tried it themselves.
    DecidersAnd(&'a PersonId),
    /// What support agents do among themselves about a case: never for whoever opened it, where that is somebody with an account.
    SupportOf(Option<&'a PersonId>),
}

impl Event {
    /// Whether it is for `reader`. In: whether they ask by the request it belongs to, alone or as one of a group.
    pub fn is_for(&self, reader: &PersonId, asks: bool) -> bool {
        match self.audience() {
            Audience::Everybody => true,
            Audience::Deciders => !asks,
            Audience::DecidersAnd(one) => !asks || one == reader,
            Audience::SupportOf(opener) => !asks && opener != Some(reader),
        }
    }

    /// Whom it is for. Every kind is listed, without a wildcard, so that a new one does not compile until it says so.
    pub fn audience(&self) -> Audience<'_> {
        match self {
            Event::AccessRequest(event) => of_request(&event.fact),
            Event::Automation(fact) => match fact {
                RuleFact::CouldNotAct { .. } => Audience::Deciders,
                RuleFact::Saved { .. }
                | RuleFact::Deleted(_)
                | RuleFact::Reordered { .. }
                | RuleFact::WentIdle { .. } => Audience::Everybody,
            },
            Event::AccessReview(event) => match event.fact {
                ReviewFact::Started(_)
                | ReviewFact::Opened { .. }
                | ReviewFact::DecidersReminded { .. }
                | ReviewFact::Decided { .. }
                | ReviewFact::Ending { .. }
                | ReviewFact::Closed { .. } => Audience::Everybody,
            },
            Event::AccountCreation(event) => match event.fact {
                CreationFact::Asked(_)
                | CreationFact::ParentTold { .. }
                | CreationFact::NomineeNamed { .. }
                | CreationFact::NomineeReminded { .. }
                | CreationFact::NomineeDeclined { .. }
                | CreationFact::Authorised { .. }
                | CreationFact::Objected { .. }
                | CreationFact::ObjectionSettled { .. }
                | CreationFact::Approved { .. }
                | CreationFact::Activated { .. }
                | CreationFact::Declined { .. }
                | CreationFact::Withdrawn { .. }
                | CreationFact::LapseAnnounced { .. }
                | CreationFact::Lapsed { .. }
                | CreationFact::Revived { .. }
                | CreationFact::Extended { .. }
                | CreationFact::Closed { .. } => Audience::Everybody,
            },
            Event::Membership(fact) => match fact {
                MembershipFact::Granted(_)
                | MembershipFact::Ended { .. }
                | MembershipFact::Changed { .. }
                | MembershipFact::EndAnnounced(_) => Audience::Everybody,
            },
            Event::Entitlement(fact) => match fact {
                EntitlementFact::Granted(_)
                | EntitlementFact::EndAnnounced { .. }
                | EntitlementFact::EndMoved { .. }
                | EntitlementFact::Ended { .. }
                | EntitlementFact::TakenAway { .. } => Audience::Everybody,
            },
            Event::Group(fact) => match fact {
                GroupFact::Created(_)
                | GroupFact::Changed { .. }
                | GroupFact::DeletionBegun { .. }
                | GroupFact::Deleted(_)
                | GroupFact::MemberAdded { .. }
                | GroupFact::MemberRemoved { .. }
                | GroupFact::Emptied { .. }
                | GroupFact::Refused { .. }
                | GroupFact::GuestAdded { .. }
                | GroupFact::GuestRemoved { .. } => Audience::Everybody,
            },
            Event::Invitation(fact) => match fact {
                InvitationFact::Sent(_)
                | InvitationFact::Extended { .. }
                | InvitationFact::Renewed { .. }
                | InvitationFact::Accepted { .. }
                | InvitationFact::Declined { .. }
                | InvitationFact::Withdrawn { .. }
                | InvitationFact::Lapsed { .. }
                | InvitationFact::Narrowed { .. }
                | InvitationFact::LeftEmpty { .. } => Audience::Everybody,
            },
            Event::NotificationAddress(fact) => match fact {
                NotificationAddressFact::Added(_)
                | NotificationAddressFact::Renewed { .. }
                | NotificationAddressFact::Confirmed { .. }
                | NotificationAddressFact::Removed(_) => Audience::Everybody,
            },
            Event::NotificationPreference(NotificationPreferenceFact::Changed { .. }) => {
                Audience::Everybody
            }
            Event::Person(fact) => match fact {
                PersonFact::Registered(_)
                | PersonFact::ProfileChanged { .. }
                | PersonFact::EmailChanged { .. }
                | PersonFact::EmailTakenBack { .. }
                | PersonFact::EmailReplaced { .. }
                | PersonFact::EmailFreed { .. }
                | PersonFact::AbsenceSet { .. }
                | PersonFact::AbsenceBegun { .. }
                | PersonFact::AbsenceOver { .. }
                | PersonFact::EmailFailing { .. }
                | PersonFact::EmailWorking { .. }
                | PersonFact::PasswordChanged { .. }
                | PersonFact::OperatorAppointed { .. }
                | PersonFact::OperatorRemoved { .. }
                | PersonFact::SupportAgentAppointed { .. }
                | PersonFact::SupportAgentRemoved { .. }
                | PersonFact::ResetLinkMade { .. }
                | PersonFact::Deactivated { .. }
                | PersonFact::Reactivated { .. }
                | PersonFact::Unlocked { .. }
                | PersonFact::DataTaken { .. }
                | PersonFact::ErasureBegun { .. }
                | PersonFact::Erased { .. } => Audience::Everybody,
            },
            Event::SmartAccount(fact) => match fact {
                SmartAccountFact::Created(_)
                | SmartAccountFact::VirtualAccountCreated(_)
                | SmartAccountFact::IdentifierReleased { .. }
                | SmartAccountFact::PropertiesChanged { .. }
                | SmartAccountFact::InvitationsSet { .. }
                | SmartAccountFact::StatusChanged { .. } => Audience::Everybody,
            },
            // Each kind of fact says there whom it is hidden from, without a wildcard.
            Event::SupportCase(fact) => match fact.is_among_agents() {
                true => Audience::SupportOf(fact.opener()),
                false => Audience::Everybody,
            },
            Event::Agreement(fact) => match fact {
                AgreementFact::Published { .. } | AgreementFact::Accepted { .. } => {
                    Audience::Everybody
                }
            },
            Event::Contract(fact) => match fact {
                ContractFact::Created(_)
                | ContractFact::Changed { .. }
                | ContractFact::Ended { .. } => Audience::Everybody,
            },
            Event::VirtualAccount(fact) => match fact {
                VirtualAccountFact::Created { .. }
                | VirtualAccountFact::Changed { .. }
                | VirtualAccountFact::Moved { .. }
                | VirtualAccountFact::MadeDefault { .. }
                | VirtualAccountFact::DeletionBegun { .. }
                | VirtualAccountFact::Deleted { .. } => Audience::Everybody,
            },
            Event::Upload(fact) => match fact {
                UploadFact::Received(_)
                | UploadFact::Started { .. }
                | UploadFact::Finished { .. }
                | UploadFact::Checked { .. }
                | UploadFact::Stopped { .. }
                | UploadFact::Discarded(_) => Audience::Everybody,
            },
        }
    }
}

fn of_request(fact: &RequestFact) -> Audience<'_> {
    match fact {
        RequestFact::PassedOn { .. }
        | RequestFact::CameLoose { .. }
        | RequestFact::RemindedBySupport { is_told: false, .. }
        | RequestFact::Commented { .. } => Audience::Deciders,
        RequestFact::DecisionRefused { by, .. } => Audience::DecidersAnd(by),
        RequestFact::Sent(_)
        | RequestFact::Approved { .. }
        | RequestFact::Denied { .. }
        | RequestFact::Withdrawn { .. }
        | RequestFact::Expired { .. }
        | RequestFact::ApplicantDeactivated { .. }
        | RequestFact::Nudged { .. }
        | RequestFact::DecidersReminded { .. }
        | RequestFact::RemindedBySupport { is_told: true, .. }
        | RequestFact::Escalated { .. }
        | RequestFact::ExpiryAnnounced { .. }
        | RequestFact::VirtualAccountGone { .. }
        | RequestFact::QuestionAsked { .. }
        | RequestFact::Answered { .. }
        | RequestFact::Wrote { .. }
        | RequestFact::Offered { .. }
        | RequestFact::OfferAccepted { .. }
        | RequestFact::OfferDeclined { .. }
        | RequestFact::RequesterReminded { .. }
        | RequestFact::ExpiredUnanswered { .. } => Audience::Everybody,
    }
}
