//! Events in a few words.

use crate::language::Words;
use crate::words::access_review::outcome;
use crate::words::entitlement::entitled_to;
use crate::words::wish::access_name;
use domain::access_request::RequestFact;
use domain::access_review::{ReviewEvent, ReviewFact};
use domain::account_creation::CreationFact;
use domain::agreement::AgreementFact;
use domain::automation::RuleFact;
use domain::contract::ContractFact;
use domain::entitlement::EntitlementFact;
use domain::group::GroupFact;
use domain::invitation::InvitationFact;
use domain::membership::MembershipFact;
use domain::notification_address::NotificationAddressFact;
use domain::person::PersonFact;
use domain::smart_account::SmartAccountFact;
use domain::support_case::CaseFact;
use domain::upload::UploadFact;
use domain::virtual_account::VirtualAccountFact;
use domain::{Actor, Event};
use i18n_embed_fl::fl;

/// By way of what something happened, in a word: what its origin names exactly ([`crate::storage::Author`]).
pub fn way(words: &Words, actor: &Actor, origin: &str) -> String {
    let t = &words.text;
    match (actor, origin) {
        // A rule acts while a page is asked for, and leaves that page's path.
        (Actor::Program(name), _) if name == "automation" => fl!(t, "origin-rule"),
        (_, origin) if origin.starts_with('/') => fl!(t, "origin-page"),
        (_, origin) if origin.starts_with("upload ") => fl!(t, "origin-file"),
        (_, "worker") => fl!(t, "origin-system"),
        _ => fl!(t, "origin-program"),
    }
}

/// In one line, without who did it and when, which stand beside it.
pub fn of(words: &Words, event: &Event) -> String {
    let t = &words.text;
    match event {
        Event::Automation(fact) => match fact {
            RuleFact::Saved { after, .. } => {
                fl!(
                    t,
                    "event-rule-saved",
                    name = after.name.as_str(),
                    version = after.version
                )
            }
            RuleFact::Deleted(rule) => fl!(t, "event-rule-deleted", name = rule.name.as_str()),
            RuleFact::Reordered { .. } => fl!(t, "event-rules-reordered"),
            RuleFact::WentIdle { rule, .. } => {
                fl!(t, "event-rule-went-idle", name = rule.name.as_str())
            }
            RuleFact::CouldNotAct { rule, code, .. } => fl!(
                t,
                "event-rule-could-not-act",
                name = rule.name.as_str(),
                version = rule.version,
                code = code.as_str()
            ),
        },
        Event::AccessRequest(event) => match &event.fact {
            RequestFact::Sent(_) => fl!(t, "event-request-sent"),
            RequestFact::Approved { grant, .. } => {
                fl!(
                    t,
                    "event-request-approved",
                    role = access_name(words, &grant.access)
                )
            }
            RequestFact::Denied { denial, .. } => fl!(
                t,
                "event-request-denied",
                reason = words.denial(denial.class)
            ),
            RequestFact::Withdrawn { .. } => fl!(t, "event-request-withdrawn"),
            RequestFact::Expired { .. } => fl!(t, "event-request-expired"),
            RequestFact::ApplicantDeactivated { .. } => {
                fl!(t, "event-request-applicant-deactivated")
            }
            RequestFact::Nudged { .. } => fl!(t, "event-request-nudged"),
            RequestFact::DecidersReminded { .. } => fl!(t, "event-request-reminded"),
            RequestFact::RemindedBySupport { .. } => fl!(t, "event-request-reminded-by-support"),
            RequestFact::Escalated { .. } => fl!(t, "event-request-escalated"),
            RequestFact::ExpiryAnnounced { .. } => fl!(t, "event-request-expiry-announced"),
            RequestFact::VirtualAccountGone { name, .. } => {
                fl!(t, "event-request-scope-changed", name = name.as_str())
            }
            RequestFact::DecisionRefused { code, .. } => {
                fl!(t, "event-request-decision-refused", code = code.as_str())
            }
            RequestFact::PassedOn { .. } => fl!(t, "event-request-passed-on"),
            RequestFact::CameLoose { .. } => fl!(t, "event-request-came-loose"),
            RequestFact::Commented { .. } => fl!(t, "event-request-commented"),
            RequestFact::QuestionAsked { .. } => fl!(t, "event-request-question-asked"),
            RequestFact::Answered { .. } => fl!(t, "event-request-answered"),
            RequestFact::Wrote { .. } => fl!(t, "event-request-written"),
            RequestFact::Offered { offer, .. } => {
                fl!(
                    t,
                    "event-request-offered",
                    role = access_name(words, &offer.access)
                )
            }
            RequestFact::OfferAccepted { .. } => fl!(t, "event-request-offer-accepted"),
            RequestFact::OfferDeclined { .. } => fl!(t, "event-request-offer-declined"),
            RequestFact::RequesterReminded { .. } => fl!(t, "event-request-requester-reminded"),
            RequestFact::ExpiredUnanswered { .. } => {
                fl!(t, "event-request-expired-unanswered")
            }
        },
        Event::Membership(MembershipFact::Granted(membership)) => {
            fl!(
                t,
                "event-membership-granted",
                role = words.role(membership.role)
            )
        }
        Event::Membership(MembershipFact::Ended { membership, .. }) => {
            fl!(
                t,
                "event-membership-ended",
                role = words.role(membership.role)
            )
        }
        Event::Membership(MembershipFact::Changed { after, .. }) => {
            fl!(t, "event-membership-changed", role = words.role(after.role))
        }
        Event::Membership(MembershipFact::EndAnnounced(membership)) => {
            fl!(
                t,
                "event-membership-end-announced",
                role = words.role(membership.role)
            )
        }
        Event::Entitlement(fact) => match fact {
            EntitlementFact::Granted(one) => {
                fl!(
                    t,
                    "event-entitlement-granted",
                    what = entitled_to(words, &one.to)
                )
            }
            EntitlementFact::EndAnnounced { .. } => fl!(t, "event-entitlement-end-announced"),
            EntitlementFact::EndMoved { .. } => fl!(t, "event-entitlement-end-moved"),
            EntitlementFact::Ended { .. } => fl!(t, "event-entitlement-ended"),
            EntitlementFact::TakenAway { .. } => fl!(t, "event-entitlement-taken-away"),
        },
        Event::Group(fact) => {
            let name = fact.group().name.as_str();
            match fact {
                GroupFact::Created(_) => fl!(t, "event-group-created", name = name),
                GroupFact::Changed { .. } => fl!(t, "event-group-changed", name = name),
                GroupFact::DeletionBegun { .. } => {
                    fl!(t, "event-group-deletion-begun", name = name)
                }
                GroupFact::Deleted(_) => fl!(t, "event-group-deleted", name = name),
                GroupFact::MemberAdded { .. } => fl!(t, "event-group-member-added", name = name),
                GroupFact::MemberRemoved { .. } => {
                    fl!(t, "event-group-member-removed", name = name)
                }
                GroupFact::Emptied { people, .. } => {
                    let count = people.len();
                    fl!(t, "event-group-emptied", name = name, count = count)
                }
                GroupFact::Refused { code, .. } => {
                    let code = code.as_str();
                    fl!(t, "event-group-refused", name = name, code = code)
                }
                GroupFact::GuestAdded { .. } => fl!(t, "event-group-guest-added", name = name),
                GroupFact::GuestRemoved { .. } => fl!(t, "event-group-guest-removed", name = name),
            }
        }
        Event::Invitation(fact) => {
            let email = fact.invitation().email.as_str();
            match fact {
                InvitationFact::Sent(_) => fl!(t, "event-invitation-sent", email = email),
                InvitationFact::Extended { .. } => {
                    fl!(t, "event-invitation-extended", email = email)
                }
                InvitationFact::Renewed { .. } => fl!(t, "event-invitation-renewed", email = email),
                InvitationFact::Accepted { .. } => {
                    fl!(t, "event-invitation-accepted", email = email)
                }
                InvitationFact::Declined { .. } => {
                    fl!(t, "event-invitation-declined", email = email)
                }
                InvitationFact::Withdrawn { .. } => {
                    fl!(t, "event-invitation-withdrawn", email = email)
                }
                InvitationFact::Lapsed { .. } => fl!(t, "event-invitation-lapsed", email = email),
                InvitationFact::Narrowed { name, .. } => fl!(
                    t,
                    "event-invitation-narrowed",
                    email = email,
                    name = name.as_str()
                ),
                InvitationFact::LeftEmpty { name, .. } => fl!(
                    t,
                    "event-invitation-left-empty",
                    email = email,
                    name = name.as_str()
                ),
            }
        }
        Event::AccessReview(event) => review(words, event),
        Event::AccountCreation(event) => creation(words, &event.fact),
        Event::NotificationAddress(fact) => {
            let email = fact.address().email.as_str();
            match fact {
                NotificationAddressFact::Added(_) => {
                    fl!(t, "event-notification-address-added", email = email)
                }
                NotificationAddressFact::Renewed { .. } => {
                    fl!(t, "event-notification-address-renewed", email = email)
                }
                NotificationAddressFact::Confirmed { .. } => {
                    fl!(t, "event-notification-address-confirmed", email = email)
                }
                NotificationAddressFact::Removed(_) => {
                    fl!(t, "event-notification-address-removed", email = email)
                }
            }
        }
        Event::NotificationPreference(_) => fl!(t, "event-notification-preference-changed"),
        Event::Person(fact) => match fact {
            PersonFact::Registered(_) => fl!(t, "event-person-registered"),
            PersonFact::ProfileChanged { .. } => fl!(t, "event-person-profile-changed"),
            PersonFact::EmailChanged { .. } => fl!(t, "event-person-email-changed"),
            PersonFact::EmailTakenBack { .. } => fl!(t, "event-person-email-taken-back"),
            PersonFact::EmailReplaced { .. } => fl!(t, "event-person-email-replaced"),
            PersonFact::EmailFreed { .. } => fl!(t, "event-person-email-freed"),
            PersonFact::AbsenceSet { .. } => fl!(t, "event-person-absence-set"),
            PersonFact::AbsenceBegun { .. } => fl!(t, "event-person-absence-begun"),
            PersonFact::AbsenceOver { .. } => fl!(t, "event-person-absence-over"),
            PersonFact::EmailFailing { .. } => fl!(t, "event-person-email-failing"),
            PersonFact::EmailWorking { .. } => fl!(t, "event-person-email-working"),
            PersonFact::PasswordChanged { .. } => fl!(t, "event-person-password-changed"),
            PersonFact::Deactivated { .. } => fl!(t, "event-person-deactivated"),
            PersonFact::Reactivated { .. } => fl!(t, "event-person-reactivated"),
            PersonFact::Unlocked { .. } => fl!(t, "event-person-unlocked"),
            PersonFact::DataTaken { .. } => fl!(t, "event-person-data-taken"),
            PersonFact::ErasureBegun { .. } => fl!(t, "event-person-erasure-begun"),
            PersonFact::Erased { .. } => fl!(t, "event-person-erased"),
            PersonFact::OperatorAppointed { .. } => fl!(t, "event-person-operator-appointed"),
            PersonFact::OperatorRemoved { .. } => fl!(t, "event-person-operator-removed"),
            PersonFact::SupportAgentAppointed { .. } => fl!(t, "event-person-agent-appointed"),
            PersonFact::SupportAgentRemoved { .. } => fl!(t, "event-person-agent-removed"),
            PersonFact::ResetLinkMade { .. } => fl!(t, "event-person-reset-link-made"),
        },
        Event::SmartAccount(SmartAccountFact::IdentifierReleased { before, .. }) => {
            fl!(
                t,
                "event-account-identifier-released",
                identifier = before.shown()
            )
        }
        Event::SmartAccount(SmartAccountFact::StatusChanged {
            before,
            after,
            reason,
            ..
        }) => {
            let status = words.account_status(*after);
            let before = words.account_status(*before);
            match reason {
                Some(reason) => fl!(
                    t,
                    "event-account-status-why",
                    before = before,
                    status = status,
                    reason = reason.as_str()
                ),
                None => fl!(t, "event-account-status", before = before, status = status),
            }
        }
        Event::SmartAccount(SmartAccountFact::InvitationsSet { after, .. }) => match after {
            Some(after) => {
                let count: u32 = *after;
                fl!(t, "event-account-invitations-set", count = count)
            }
            None => fl!(t, "event-account-invitations-by-age"),
        },
        Event::SmartAccount(SmartAccountFact::PropertiesChanged { .. }) => {
            fl!(t, "event-account-properties-changed")
        }
        Event::SmartAccount(SmartAccountFact::Created(_)) => fl!(t, "event-account-created"),
        Event::SmartAccount(SmartAccountFact::VirtualAccountCreated(va)) => {
            fl!(t, "event-virtual-account-created", name = va.name.as_str())
        }
        Event::Contract(fact) => {
            let number = fact.contract().agreed.number.as_str();
            match fact {
                ContractFact::Created(_) => fl!(t, "event-contract-created", number = number),
                ContractFact::Changed { .. } => fl!(t, "event-contract-changed", number = number),
                ContractFact::Ended { .. } => fl!(t, "event-contract-ended", number = number),
            }
        }
        Event::Agreement(fact @ AgreementFact::Published { .. }) => {
            fl!(t, "event-agreement-published", title = fact.title())
        }
        Event::Agreement(fact @ AgreementFact::Accepted { .. }) => {
            fl!(t, "event-agreement-accepted", title = fact.title())
        }
        Event::VirtualAccount(fact) => {
            let name = fact.name();
            match fact {
                VirtualAccountFact::Created { .. } => {
                    fl!(t, "event-virtual-account-created", name = name)
                }
                VirtualAccountFact::Changed { .. } => {
                    fl!(t, "event-virtual-account-changed", name = name)
                }
                VirtualAccountFact::Moved { .. } => {
                    fl!(t, "event-virtual-account-moved", name = name)
                }
                VirtualAccountFact::MadeDefault { .. } => {
                    fl!(t, "event-virtual-account-made-default", name = name)
                }
                VirtualAccountFact::DeletionBegun { .. } => {
                    fl!(t, "event-virtual-account-deletion-begun", name = name)
                }
                VirtualAccountFact::Deleted { .. } => {
                    fl!(t, "event-virtual-account-deleted", name = name)
                }
            }
        }
        Event::Upload(fact) => {
            let name = fact.record().file_name.as_str();
            match fact {
                UploadFact::Received(_) => fl!(t, "event-upload-received", name = name),
                UploadFact::Started { .. } => fl!(t, "event-upload-started", name = name),
                UploadFact::Finished { .. } => fl!(t, "event-upload-finished", name = name),
                UploadFact::Checked { .. } => fl!(t, "event-upload-checked", name = name),
                UploadFact::Stopped { .. } => fl!(t, "event-upload-stopped", name = name),
                UploadFact::Discarded(_) => fl!(t, "event-upload-discarded", name = name),
            }
        }
        Event::SupportCase(fact) => match fact {
            CaseFact::Opened { .. } => fl!(t, "event-case-opened"),
            CaseFact::Answered { .. } => fl!(t, "event-case-answered"),
            CaseFact::Closed { .. } => fl!(t, "event-case-closed"),
            CaseFact::Solved { .. } => fl!(t, "event-case-solved"),
            CaseFact::ClosedByItself { .. } => fl!(t, "event-case-closed-by-itself"),
            CaseFact::Removed { .. } => fl!(t, "event-case-removed"),
            CaseFact::Reopened { .. } => fl!(t, "event-case-reopened"),
            CaseFact::Attached { .. } => fl!(t, "event-case-attached"),
            CaseFact::Noted { .. } => fl!(t, "event-case-noted"),
            CaseFact::Acted { .. } => fl!(t, "event-case-acted"),
            CaseFact::Prioritised { .. } => fl!(t, "event-case-prioritised"),
            CaseFact::Assigned { .. } => fl!(t, "event-case-assigned"),
        },
    }
}

/// A kind of event by its name, for choosing: without what differs from one to the next. A name that this version does not
/// know is shown as it is.
pub fn kind(words: &Words, name: &str) -> String {
    let t = &words.plain;
    match name {
        "access-request.sent" => fl!(t, "event-request-sent"),
        "access-request.approved" => fl!(t, "event-request-approved-kind"),
        "access-request.denied" => fl!(t, "event-request-denied-kind"),
        "access-request.withdrawn" => fl!(t, "event-request-withdrawn"),
        "access-request.written" => fl!(t, "event-request-written"),
        "access-request.expired" => fl!(t, "event-request-expired"),
        "access-request.applicant-deactivated" => fl!(t, "event-request-applicant-deactivated"),
        "access-request.reminded-by-requester" => fl!(t, "event-request-nudged"),
        "access-request.reminded-by-system" => fl!(t, "event-request-reminded"),
        "access-request.reminded-by-support" => fl!(t, "event-request-reminded-by-support"),
        "access-request.escalated" => fl!(t, "event-request-escalated"),
        "access-request.expiry-announced" => fl!(t, "event-request-expiry-announced"),
        "access-request.decision-refused" => fl!(t, "event-request-decision-refused-kind"),
        "access-request.scope-changed" => fl!(t, "event-request-scope-changed-kind"),
        "access-request.passed-on" => fl!(t, "event-request-passed-on"),
        "access-request.came-loose" => fl!(t, "event-request-came-loose"),
        "access-request.commented" => fl!(t, "event-request-commented"),
        "access-request.question-asked" => fl!(t, "event-request-question-asked"),
        "access-request.answered" => fl!(t, "event-request-answered"),
        "access-request.offered" => fl!(t, "event-request-offered-kind"),
        "access-request.offer-accepted" => fl!(t, "event-request-offer-accepted"),
        "access-request.offer-declined" => fl!(t, "event-request-offer-declined"),
        "access-request.requester-reminded" => fl!(t, "event-request-requester-reminded"),
        "access-request.expired-unanswered" => fl!(t, "event-request-expired-unanswered"),
        "access-review.started" => fl!(t, "event-review-started-kind"),
        "access-review.opened" => fl!(t, "event-review-opened-kind"),
        "access-review.deciders-reminded" => fl!(t, "event-review-reminded-kind"),
        "access-review.decided" => fl!(t, "event-review-decided-kind"),
        "access-review.ending" => fl!(t, "event-review-ending-kind"),
        "access-review.closed" => fl!(t, "event-review-closed-kind"),
        "account-creation.asked" => fl!(t, "event-creation-asked-kind"),
        "account-creation.parent-told" => fl!(t, "event-creation-parent-told"),
        "account-creation.nominee-named" => fl!(t, "event-creation-nominee-named-kind"),
        "account-creation.nominee-reminded" => fl!(t, "event-creation-nominee-reminded"),
        "account-creation.nominee-declined" => fl!(t, "event-creation-nominee-declined-kind"),
        "account-creation.authorised" => fl!(t, "event-creation-authorised"),
        "account-creation.objected" => fl!(t, "event-creation-objected-kind"),
        "account-creation.objection-settled" => fl!(t, "event-creation-objection-settled"),
        "account-creation.approved" => fl!(t, "event-creation-approved"),
        "account-creation.activated" => fl!(t, "event-creation-activated"),
        "account-creation.declined" => fl!(t, "event-creation-declined-kind"),
        "account-creation.withdrawn" => fl!(t, "event-creation-withdrawn"),
        "account-creation.lapse-announced" => fl!(t, "event-creation-lapse-announced"),
        "account-creation.lapsed" => fl!(t, "event-creation-lapsed"),
        "account-creation.revived" => fl!(t, "event-creation-revived"),
        "account-creation.extended" => fl!(t, "event-creation-extended"),
        "account-creation.closed" => fl!(t, "event-creation-closed"),
        "membership.granted" => fl!(t, "event-membership-granted-kind"),
        "membership.ended" => fl!(t, "event-membership-ended-kind"),
        "membership.changed" => fl!(t, "event-membership-changed-kind"),
        "membership.end-announced" => fl!(t, "event-membership-end-announced-kind"),
        "group.created" => fl!(t, "event-group-created-kind"),
        "group.changed" => fl!(t, "event-group-changed-kind"),
        "group.deletion-begun" => fl!(t, "event-group-deletion-begun-kind"),
        "group.deleted" => fl!(t, "event-group-deleted-kind"),
        "group.member-added" => fl!(t, "event-group-member-added-kind"),
        "group.member-removed" => fl!(t, "event-group-member-removed-kind"),
        "group.emptied" => fl!(t, "event-group-emptied-kind"),
        "group.change-refused" => fl!(t, "event-group-refused-kind"),
        "group.guest-added" => fl!(t, "event-group-guest-added-kind"),
        "group.guest-removed" => fl!(t, "event-group-guest-removed-kind"),
        "invitation.sent" => fl!(t, "event-invitation-sent-kind"),
        "invitation.extended" => fl!(t, "event-invitation-extended-kind"),
        "invitation.renewed" => fl!(t, "event-invitation-renewed-kind"),
        "invitation.accepted" => fl!(t, "event-invitation-accepted-kind"),
        "invitation.declined" => fl!(t, "event-invitation-declined-kind"),
        "invitation.withdrawn" => fl!(t, "event-invitation-withdrawn-kind"),
        "invitation.lapsed" => fl!(t, "event-invitation-lapsed-kind"),
        "invitation.narrowed" => fl!(t, "event-invitation-narrowed-kind"),
        "invitation.left-empty" => fl!(t, "event-invitation-left-empty-kind"),
        "notification-address.added" => fl!(t, "event-notification-address-added-kind"),
        "notification-address.renewed" => fl!(t, "event-notification-address-renewed-kind"),
        "notification-address.confirmed" => fl!(t, "event-notification-address-confirmed-kind"),
        "notification-address.removed" => fl!(t, "event-notification-address-removed-kind"),
        "notification-preference.changed" => fl!(t, "event-notification-preference-changed"),
        "person.registered" => fl!(t, "event-person-registered"),
        "person.profile-changed" => fl!(t, "event-person-profile-changed"),
        "person.email-changed" => fl!(t, "event-person-email-changed"),
        "person.email-taken-back" => fl!(t, "event-person-email-taken-back"),
        "person.email-replaced" => fl!(t, "event-person-email-replaced"),
        "person.email-freed" => fl!(t, "event-person-email-freed"),
        "person.absence-set" => fl!(t, "event-person-absence-set"),
        "person.absence-begun" => fl!(t, "event-person-absence-begun"),
        "person.absence-over" => fl!(t, "event-person-absence-over"),
        "person.email-failing" => fl!(t, "event-person-email-failing"),
        "person.email-working" => fl!(t, "event-person-email-working"),
        "person.password-changed" => fl!(t, "event-person-password-changed"),
        "person.operator-appointed" => fl!(t, "event-person-operator-appointed"),
        "person.operator-removed" => fl!(t, "event-person-operator-removed"),
        "person.support-agent-appointed" => fl!(t, "event-person-agent-appointed"),
        "person.support-agent-removed" => fl!(t, "event-person-agent-removed"),
        "person.reset-link-made" => fl!(t, "event-person-reset-link-made"),
        "person.deactivated" => fl!(t, "event-person-deactivated"),
        "person.reactivated" => fl!(t, "event-person-reactivated"),
        "person.data-taken" => fl!(t, "event-person-data-taken"),
        "person.erasure-begun" => fl!(t, "event-person-erasure-begun"),
        "person.erased" => fl!(t, "event-person-erased"),
        "person.unlocked" => fl!(t, "event-person-unlocked"),
        "smart-account.created" => fl!(t, "event-account-created"),
        "smart-account.identifier-released" => fl!(t, "event-account-identifier-released-kind"),
        "smart-account.invitations-set" => fl!(t, "event-account-invitations-set-kind"),
        "smart-account.properties-changed" => fl!(t, "event-account-properties-changed"),
        "smart-account.reactivated" => fl!(t, "event-account-reactivated-kind"),
        "smart-account.activated" => fl!(t, "event-account-activated-kind"),
        "smart-account.suspended" => fl!(t, "event-account-suspended-kind"),
        "smart-account.lapsed" => fl!(t, "event-account-lapsed-kind"),
        "smart-account.revived" => fl!(t, "event-account-revived-kind"),
        "automation-rule.saved" => fl!(t, "event-rule-saved-kind"),
        "automation-rule.deleted" => fl!(t, "event-rule-deleted-kind"),
        "automation-rule.reordered" => fl!(t, "event-rules-reordered-kind"),
        "automation-rule.could-not-act" => fl!(t, "event-rule-could-not-act-kind"),
        "automation-rule.went-idle" => fl!(t, "event-rule-went-idle-kind"),
        "support-case.opened" => fl!(t, "event-case-opened"),
        "support-case.answered" => fl!(t, "event-case-answered"),
        "support-case.closed" => fl!(t, "event-case-closed"),
        "entitlement.granted" => fl!(t, "event-entitlement-granted-kind"),
        "entitlement.end-announced" => fl!(t, "event-entitlement-end-announced"),
        "entitlement.end-moved" => fl!(t, "event-entitlement-end-moved"),
        "entitlement.ended" => fl!(t, "event-entitlement-ended"),
        "entitlement.taken-away" => fl!(t, "event-entitlement-taken-away"),
        "contract.created" => fl!(t, "event-contract-created-kind"),
        "contract.changed" => fl!(t, "event-contract-changed-kind"),
        "contract.ended" => fl!(t, "event-contract-ended-kind"),
        "support-case.solved" => fl!(t, "event-case-solved"),
        "support-case.removed" => fl!(t, "event-case-removed"),
        "support-case.closed-by-itself" => fl!(t, "event-case-closed-by-itself"),
        "support-case.reopened" => fl!(t, "event-case-reopened"),
        "support-case.attached" => fl!(t, "event-case-attached"),
        "support-case.noted" => fl!(t, "event-case-noted"),
        "support-case.acted" => fl!(t, "event-case-acted"),
        "support-case.prioritised" => fl!(t, "event-case-prioritised"),
        "support-case.assigned" => fl!(t, "event-case-assigned"),
        "agreement.published" => fl!(t, "event-agreement-published-kind"),
        "agreement.accepted" => fl!(t, "event-agreement-accepted-kind"),
        "virtual-account.created" => fl!(t, "event-virtual-account-created-kind"),
        "virtual-account.changed" => fl!(t, "event-virtual-account-changed-kind"),
        "virtual-account.moved" => fl!(t, "event-virtual-account-moved-kind"),
        "virtual-account.made-default" => fl!(t, "event-virtual-account-made-default-kind"),
        "virtual-account.deletion-begun" => {
            fl!(t, "event-virtual-account-deletion-begun-kind")
        }
        "virtual-account.deleted" => fl!(t, "event-virtual-account-deleted-kind"),
        "upload.received" => fl!(t, "event-upload-received-kind"),
        "upload.started" => fl!(t, "event-upload-started-kind"),
        "upload.finished" => fl!(t, "event-upload-finished-kind"),
        "upload.checked" => fl!(t, "event-upload-checked-kind"),
        "upload.stopped" => fl!(t, "event-upload-stopped-kind"),
        "upload.discarded" => fl!(t, "event-upload-discarded-kind"),
        other => other.to_owned(),
    }
}

fn creation(words: &Words, fact: &CreationFact) -> String {
    let t = &words.text;
    match fact {
        CreationFact::Asked(creation) => fl!(
            t,
            "event-creation-asked",
            identifier = creation.plan.domain.shown()
        ),
        CreationFact::ParentTold { .. } => fl!(t, "event-creation-parent-told"),
        CreationFact::NomineeNamed { after, .. } => {
            fl!(t, "event-creation-nominee-named", email = after.as_str())
        }
        CreationFact::NomineeReminded { .. } => fl!(t, "event-creation-nominee-reminded"),
        CreationFact::NomineeDeclined { words, .. } => {
            fl!(t, "event-creation-nominee-declined", words = words.as_str())
        }
        CreationFact::Authorised { .. } => fl!(t, "event-creation-authorised"),
        CreationFact::Objected { words, .. } => {
            fl!(t, "event-creation-objected", words = words.as_str())
        }
        CreationFact::ObjectionSettled { .. } => fl!(t, "event-creation-objection-settled"),
        CreationFact::Approved { .. } => fl!(t, "event-creation-approved"),
        CreationFact::Activated { .. } => fl!(t, "event-creation-activated"),
        CreationFact::Declined { words, .. } => {
            fl!(t, "event-creation-declined", words = words.as_str())
        }
        CreationFact::Withdrawn { .. } => fl!(t, "event-creation-withdrawn"),
        CreationFact::LapseAnnounced { .. } => fl!(t, "event-creation-lapse-announced"),
        CreationFact::Lapsed { .. } => fl!(t, "event-creation-lapsed"),
        CreationFact::Revived { .. } => fl!(t, "event-creation-revived"),
        CreationFact::Extended { .. } => fl!(t, "event-creation-extended"),
        CreationFact::Closed { .. } => fl!(t, "event-creation-closed"),
    }
}

fn review(words: &Words, event: &ReviewEvent) -> String {
    let t = &words.text;
    let name = event.name.as_str();
    match &event.fact {
        ReviewFact::Started(_) => fl!(t, "event-review-started", name = name),
        ReviewFact::Opened { .. } => fl!(t, "event-review-opened", name = name),
        ReviewFact::DecidersReminded { .. } => fl!(t, "event-review-reminded", name = name),
        ReviewFact::Decided { line, verdict } => {
            let outcome = outcome(words, verdict.outcome);
            fl!(
                t,
                "event-review-decided",
                name = name,
                holder = line.holder_name.as_str(),
                outcome = outcome
            )
        }
        ReviewFact::Ending { .. } => fl!(t, "event-review-ending", name = name),
        ReviewFact::Closed { .. } => fl!(t, "event-review-closed", name = name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language;

    use domain::person::Language;
    use std::collections::BTreeMap;

    /// Every name there is: a test of the kept contracts holds this list against the code.
    fn names() -> impl Iterator<Item = &'static str> {
        let kept = include_str!("../../tests/kept/snapshots/event_names.snap");
        kept.lines().filter(|line| {
            line.contains('.') && line.chars().all(|c| matches!(c, 'a'..='z' | '-' | '.'))
        })
    }

    #[test]
    fn every_kind_of_event_has_words_of_its_own() {
        assert!(names().count() > 90);
        for &language in Language::ALL {
            let mut said: BTreeMap<String, &str> = BTreeMap::new();
            for name in names() {
                let label = kind(language::words(language), name);
                assert_ne!(label, name, "{name} has no words in {language:?}");
                assert!(!label.contains(['…', '{', '}']), "{name}: {label}");
                let before = said.insert(label, name);
                assert!(
                    before.is_none_or(|one| one == name),
                    "{name} reads like {before:?}"
                );
            }
        }
    }
}
