//! Events: what happened. Every change is one or more of them, and all else (log, mail, audit) comes from them.

use crate::access_request::{RequestEvent, RequestFact};
use crate::access_review::{ReviewEvent, ReviewFact};
use crate::account_creation::{CreationEvent, CreationFact};
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
use crate::smart_account::{AccountStatus, SmartAccountFact};
use crate::support_case::CaseFact;
use crate::upload::UploadFact;
use crate::virtual_account::VirtualAccountFact;
use serde::{Deserialize, Serialize};

/// One fact that happened, filed under the noun it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "noun", content = "about")]
pub enum Event {
    Automation(RuleFact),
    AccessRequest(RequestEvent),
    AccountCreation(CreationEvent),
    AccessReview(ReviewEvent),
    Membership(MembershipFact),
    Entitlement(EntitlementFact),
    Group(GroupFact),
    Invitation(InvitationFact),
    NotificationAddress(NotificationAddressFact),
    NotificationPreference(NotificationPreferenceFact),
    Person(PersonFact),
    SmartAccount(SmartAccountFact),
    SupportCase(CaseFact),
    VirtualAccount(VirtualAccountFact),
    Agreement(AgreementFact),
    Contract(ContractFact),
    Upload(UploadFact),
}

impl Event {
    /// The stable name: `<noun>.<what happened>`.
    pub fn name(&self) -> &'static str {
        match self {
            Event::AccessRequest(event) => match event.fact {
                RequestFact::Sent(_) => "access-request.sent",
                RequestFact::Approved { .. } => "access-request.approved",
                RequestFact::Denied { .. } => "access-request.denied",
                RequestFact::Withdrawn { .. } => "access-request.withdrawn",
                RequestFact::Expired { .. } => "access-request.expired",
                RequestFact::ApplicantDeactivated { .. } => "access-request.applicant-deactivated",
                RequestFact::Nudged { .. } => "access-request.reminded-by-requester",
                RequestFact::DecidersReminded { .. } => "access-request.reminded-by-system",
                RequestFact::RemindedBySupport { .. } => "access-request.reminded-by-support",
                RequestFact::Escalated { .. } => "access-request.escalated",
                RequestFact::ExpiryAnnounced { .. } => "access-request.expiry-announced",
                RequestFact::DecisionRefused { .. } => "access-request.decision-refused",
                RequestFact::VirtualAccountGone { .. } => "access-request.scope-changed",
                RequestFact::PassedOn { .. } => "access-request.passed-on",
                RequestFact::CameLoose { .. } => "access-request.came-loose",
                RequestFact::Commented { .. } => "access-request.commented",
                RequestFact::QuestionAsked { .. } => "access-request.question-asked",
                RequestFact::Answered { .. } => "access-request.answered",
                RequestFact::Wrote { .. } => "access-request.written",
                RequestFact::Offered { .. } => "access-request.offered",
                RequestFact::OfferAccepted { .. } => "access-request.offer-accepted",
                RequestFact::OfferDeclined { .. } => "access-request.offer-declined",
                RequestFact::RequesterReminded { .. } => "access-request.requester-reminded",
                RequestFact::ExpiredUnanswered { .. } => "access-request.expired-unanswered",
            },
            Event::AccessReview(event) => match event.fact {
                ReviewFact::Started(_) => "access-review.started",
                ReviewFact::Opened { .. } => "access-review.opened",
                ReviewFact::DecidersReminded { .. } => "access-review.deciders-reminded",
                ReviewFact::Decided { .. } => "access-review.decided",
                ReviewFact::Ending { .. } => "access-review.ending",
                ReviewFact::Closed { .. } => "access-review.closed",
            },
            Event::AccountCreation(event) => match event.fact {
                CreationFact::Asked(_) => "account-creation.asked",
                CreationFact::ParentTold { .. } => "account-creation.parent-told",
                CreationFact::NomineeNamed { .. } => "account-creation.nominee-named",
                CreationFact::NomineeReminded { .. } => "account-creation.nominee-reminded",
                CreationFact::NomineeDeclined { .. } => "account-creation.nominee-declined",
                CreationFact::Authorised { .. } => "account-creation.authorised",
                CreationFact::Objected { .. } => "account-creation.objected",
                CreationFact::ObjectionSettled { .. } => "account-creation.objection-settled",
                CreationFact::Approved { .. } => "account-creation.approved",
                CreationFact::Activated { .. } => "account-creation.activated",
                CreationFact::Declined { .. } => "account-creation.declined",
                CreationFact::Withdrawn { .. } => "account-creation.withdrawn",
                CreationFact::LapseAnnounced { .. } => "account-creation.lapse-announced",
                CreationFact::Lapsed { .. } => "account-creation.lapsed",
                CreationFact::Revived { .. } => "account-creation.revived",
                CreationFact::Extended { .. } => "account-creation.extended",
                CreationFact::Closed { .. } => "account-creation.closed",
            },
            Event::Membership(fact) => match fact {
                MembershipFact::Granted(_) => "membership.granted",
                MembershipFact::Ended { .. } => "membership.ended",
                MembershipFact::Changed { .. } => "membership.changed",
                MembershipFact::EndAnnounced(_) => "membership.end-announced",
            },
            Event::Entitlement(fact) => match fact {
                EntitlementFact::Granted(_) => "entitlement.granted",
                EntitlementFact::EndAnnounced { .. } => "entitlement.end-announced",
                EntitlementFact::EndMoved { .. } => "entitlement.end-moved",
                EntitlementFact::Ended { .. } => "entitlement.ended",
                EntitlementFact::TakenAway { .. } => "entitlement.taken-away",
            },
            Event::Group(fact) => match fact {
                GroupFact::Created(_) => "group.created",
                GroupFact::Changed { .. } => "group.changed",
                GroupFact::DeletionBegun { .. } => "group.deletion-begun",
                GroupFact::Deleted(_) => "group.deleted",
                GroupFact::MemberAdded { .. } => "group.member-added",
                GroupFact::MemberRemoved { .. } => "group.member-removed",
                GroupFact::Emptied { .. } => "group.emptied",
                GroupFact::Refused { .. } => "group.change-refused",
                GroupFact::GuestAdded { .. } => "group.guest-added",
                GroupFact::GuestRemoved { .. } => "group.guest-removed",
            },
            Event::Invitation(fact) => match fact {
                InvitationFact::Sent(_) => "invitation.sent",
                InvitationFact::Extended { .. } => "invitation.extended",
                InvitationFact::Renewed { .. } => "invitation.renewed",
                InvitationFact::Accepted { .. } => "invitation.accepted",
                InvitationFact::Declined { .. } => "invitation.declined",
                InvitationFact::Withdrawn { .. } => "invitation.withdrawn",
                InvitationFact::Lapsed { .. } => "invitation.lapsed",
                InvitationFact::Narrowed { .. } => "invitation.narrowed",
                InvitationFact::LeftEmpty { .. } => "invitation.left-empty",
            },
            Event::NotificationAddress(fact) => match fact {
                NotificationAddressFact::Added(_) => "notification-address.added",
                NotificationAddressFact::Renewed { .. } => "notification-address.renewed",
                NotificationAddressFact::Confirmed { .. } => "notification-address.confirmed",
                NotificationAddressFact::Removed(_) => "notification-address.removed",
            },
            Event::NotificationPreference(NotificationPreferenceFact::Changed { .. }) => {
                "notification-preference.changed"
            }
            Event::Person(fact) => match fact {
                PersonFact::Registered(_) => "person.registered",
                PersonFact::ProfileChanged { .. } => "person.profile-changed",
                PersonFact::EmailChanged { .. } => "person.email-changed",
                PersonFact::EmailTakenBack { .. } => "person.email-taken-back",
                PersonFact::EmailReplaced { .. } => "person.email-replaced",
                PersonFact::EmailFreed { .. } => "person.email-freed",
                PersonFact::AbsenceSet { .. } => "person.absence-set",
                PersonFact::AbsenceBegun { .. } => "person.absence-begun",
                PersonFact::AbsenceOver { .. } => "person.absence-over",
                PersonFact::EmailFailing { .. } => "person.email-failing",
                PersonFact::EmailWorking { .. } => "person.email-working",
                PersonFact::PasswordChanged { .. } => "person.password-changed",
                PersonFact::OperatorAppointed { .. } => "person.operator-appointed",
                PersonFact::OperatorRemoved { .. } => "person.operator-removed",
                PersonFact::SupportAgentAppointed { .. } => "person.support-agent-appointed",
                PersonFact::SupportAgentRemoved { .. } => "person.support-agent-removed",
                PersonFact::ResetLinkMade { .. } => "person.reset-link-made",
                PersonFact::Deactivated { .. } => "person.deactivated",
                PersonFact::Reactivated { .. } => "person.reactivated",
                PersonFact::Unlocked { .. } => "person.unlocked",
                PersonFact::DataTaken { .. } => "person.data-taken",
                PersonFact::ErasureBegun { .. } => "person.erasure-begun",
                PersonFact::Erased { .. } => "person.erased",
            },
            Event::SmartAccount(fact) => match fact {
                SmartAccountFact::Created(_) => "smart-account.created",
                SmartAccountFact::VirtualAccountCreated(_) => "virtual-account.created",
                SmartAccountFact::IdentifierReleased { .. } => "smart-account.identifier-released",
                SmartAccountFact::PropertiesChanged { .. } => "smart-account.properties-changed",
                SmartAccountFact::InvitationsSet { .. } => "smart-account.invitations-set",
                SmartAccountFact::StatusChanged { before, after, .. } => match (before, after) {
                    (AccountStatus::Suspended, AccountStatus::Active) => {
                        "smart-account.reactivated"
                    }
                    (_, AccountStatus::Active) => "smart-account.activated",
                    (_, AccountStatus::Suspended) => "smart-account.suspended",
                    (_, AccountStatus::Lapsed) => "smart-account.lapsed",
                    (_, AccountStatus::Pending) => "smart-account.revived",
                },
            },
            Event::Automation(fact) => match fact {
                RuleFact::Saved { .. } => "automation-rule.saved",
                RuleFact::Deleted(_) => "automation-rule.deleted",
                RuleFact::Reordered { .. } => "automation-rule.reordered",
                RuleFact::CouldNotAct { .. } => "automation-rule.could-not-act",
                RuleFact::WentIdle { .. } => "automation-rule.went-idle",
            },
            Event::SupportCase(fact) => match fact {
                CaseFact::Opened { .. } => "support-case.opened",
                CaseFact::Answered { .. } => "support-case.answered",
                CaseFact::Closed { .. } => "support-case.closed",
                CaseFact::Solved { .. } => "support-case.solved",
                CaseFact::ClosedByItself { .. } => "support-case.closed-by-itself",
                CaseFact::Removed { .. } => "support-case.removed",
                CaseFact::Reopened { .. } => "support-case.reopened",
                CaseFact::Attached { .. } => "support-case.attached",
                CaseFact::Noted { .. } => "support-case.noted",
                CaseFact::Acted { .. } => "support-case.acted",
                CaseFact::Prioritised { .. } => "support-case.prioritised",
                CaseFact::Assigned { .. } => "support-case.assigned",
            },
            Event::Agreement(fact) => match fact {
                AgreementFact::Published { .. } => "agreement.published",
                AgreementFact::Accepted { .. } => "agreement.accepted",
            },
            Event::Contract(fact) => match fact {
                ContractFact::Created(_) => "contract.created",
                ContractFact::Changed { .. } => "contract.changed",
                ContractFact::Ended { .. } => "contract.ended",
            },
            Event::VirtualAccount(fact) => match fact {
                VirtualAccountFact::Created { .. } => "virtual-account.created",
                VirtualAccountFact::Changed { .. } => "virtual-account.changed",
                VirtualAccountFact::Moved { .. } => "virtual-account.moved",
                VirtualAccountFact::MadeDefault { .. } => "virtual-account.made-default",
                VirtualAccountFact::DeletionBegun { .. } => "virtual-account.deletion-begun",
                VirtualAccountFact::Deleted { .. } => "virtual-account.deleted",
            },
            Event::Upload(fact) => match fact {
                UploadFact::Received(_) => "upload.received",
                UploadFact::Started { .. } => "upload.started",
                UploadFact::Finished { .. } => "upload.finished",
                UploadFact::Checked { .. } => "upload.checked",
                UploadFact::Stopped { .. } => "upload.stopped",
                UploadFact::Discarded(_) => "upload.discarded",
            },
        }
    }
}
