//! Refusals in words.

use crate::web::visit::Visit;
use axum::http::StatusCode;
use domain::Refusal;
use domain::access_request::RequestOutcome;
use domain::contract::{MOST_DOMAINS, MOST_SERIALS};
use i18n_embed_fl::fl;

/// The status of the page that says no.
pub fn status(refusal: &Refusal) -> StatusCode {
    StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::CONFLICT)
}

/// What a refusal that carries no further facts means, by its code.
pub fn words_of(visit: &Visit, code: &str) -> Option<String> {
    let plain = [
        Refusal::AccountNotOpen,
        Refusal::GroupNotManaged,
        Refusal::ApplicantDeactivated,
        Refusal::ApproverNotAPerson,
        Refusal::StalePage,
        Refusal::OwnRequest,
        Refusal::NoVirtualAccountChosen,
        Refusal::VirtualAccountOfAnotherAccount,
        Refusal::RoleDoesNotFitScope,
        Refusal::BeyondOwnRights,
        Refusal::EndDateInThePast,
    ];
    let found = plain.iter().find(|refusal| refusal.code() == code)?;
    Some(to_deciders(visit, found))
}

/// The status of a form that is shown again with a refusal beside its field: that it was too often, or else that something in it
/// has to be mended.
pub fn status_of_form(refusal: &Refusal) -> StatusCode {
    match refusal {
        Refusal::TooOften { .. }
        | Refusal::LettersTooSoon { .. }
        | Refusal::OwnLettersTooSoon { .. } => StatusCode::TOO_MANY_REQUESTS,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// As [`words`], to those who decide requests.
pub fn to_deciders(visit: &Visit, refusal: &Refusal) -> String {
    match refusal {
        Refusal::AccountNotOpen => fl!(visit.words.text, "refusal-nothing-decided"),
        other => words(visit, other),
    }
}

/// What a refusal means for the reader and what they can do.
pub fn words(visit: &Visit, refusal: &Refusal) -> String {
    let (t, plain) = (&visit.words.text, &visit.words.plain);
    let at = |moment| visit.words.date_time(moment, &visit.zone);
    match refusal {
        Refusal::NotFound => fl!(t, "error-not-found-words"),
        Refusal::EmailNotVerified => fl!(t, "refusal-email-not-verified"),
        // Whoever looks after the account is not sent to themselves.
        Refusal::AccountNotOpen if visit.is_at_desk() => fl!(t, "refusal-account-rests"),
        Refusal::AccountNotOpen => fl!(t, "refusal-account-not-open"),
        Refusal::AlreadyPending { .. } => fl!(t, "refusal-already-pending"),
        Refusal::TooSoonAfterDenial { from, .. } => {
            fl!(plain, "refusal-too-soon-after-denial", from = at(*from))
        }
        Refusal::AlreadySettled {
            outcome, at: when, ..
        } => {
            let when = at(*when);
            match outcome {
                RequestOutcome::Approved => fl!(plain, "refusal-already-approved", at = when),
                RequestOutcome::Denied => fl!(plain, "refusal-already-denied", at = when),
                RequestOutcome::Withdrawn => fl!(plain, "refusal-already-withdrawn", at = when),
                RequestOutcome::Expired | RequestOutcome::Pending => {
                    fl!(plain, "refusal-already-expired", at = when)
                }
            }
        }
        Refusal::StalePage => fl!(t, "refusal-stale-page"),
        Refusal::OwnMembership => fl!(t, "refusal-own-membership"),
        Refusal::OwnRequest => fl!(t, "refusal-own-request"),
        Refusal::NoVirtualAccountChosen => fl!(t, "refusal-no-virtual-account-chosen"),
        Refusal::VirtualAccountOfAnotherAccount => {
            fl!(t, "refusal-virtual-account-of-another-account")
        }
        Refusal::RoleDoesNotFitScope => fl!(t, "refusal-role-does-not-fit-scope"),
        Refusal::BeyondOwnRights => fl!(t, "refusal-beyond-own-rights"),
        Refusal::ApproverOutsideDomain { domain } => fl!(
            plain,
            "refusal-approver-outside-domain",
            domain = domain.as_str()
        ),
        Refusal::ApproverNotAPerson => fl!(t, "refusal-approver-not-a-person"),
        Refusal::GroupNameTaken => fl!(t, "refusal-group-name-taken"),
        Refusal::GroupNotManaged => fl!(t, "refusal-group-not-managed"),
        Refusal::EndDateInThePast => fl!(t, "refusal-end-date-in-the-past"),
        Refusal::EndDateTooLate { latest } => {
            let date = visit.words.last_day(*latest, &visit.zone);
            fl!(visit.words.plain, "refusal-end-date-too-late", date = date)
        }
        Refusal::AccessDoesNotFit => fl!(t, "refusal-access-does-not-fit"),
        Refusal::AccessEnded => fl!(t, "refusal-access-ended"),
        Refusal::ContractEnded => fl!(t, "refusal-contract-ended"),
        Refusal::TypeNotOffered => fl!(t, "refusal-type-not-offered"),
        Refusal::ReminderTooSoon { from } => {
            fl!(plain, "refusal-reminder-too-soon", from = at(*from))
        }
        Refusal::RemindersUsedUp => fl!(t, "refusal-reminders-used-up"),
        Refusal::LastAdministrator => fl!(t, "refusal-last-administrator"),
        Refusal::LastAdministratorOf { accounts } => {
            let accounts: Vec<String> = accounts.iter().map(|domain| domain.shown()).collect();
            fl!(
                plain,
                "refusal-last-administrator-of",
                accounts = visit.words.list(&accounts)
            )
        }
        Refusal::OwnDeputy => fl!(t, "refusal-own-deputy"),
        Refusal::DeputyUnknown => fl!(t, "refusal-deputy-unknown"),
        Refusal::DeputyAway => fl!(t, "refusal-deputy-away"),
        Refusal::AbsenceEndsFirst => fl!(t, "refusal-absence-ends-first"),
        Refusal::AbsenceTooLong => fl!(t, "refusal-absence-too-long"),
        Refusal::LastOperator => fl!(t, "refusal-last-operator"),
        Refusal::OwnDeactivation => fl!(t, "refusal-own-deactivation"),
        Refusal::OwnErasure => fl!(t, "refusal-own-erasure"),
        Refusal::ErasureOfActive => fl!(t, "refusal-erasure-of-active"),
        Refusal::PersonErased => fl!(t, "refusal-person-erased"),
        Refusal::OwnEmail => fl!(t, "refusal-own-email"),
        Refusal::EmailTaken => fl!(t, "refusal-email-taken"),
        Refusal::StillActive => fl!(t, "refusal-still-active"),
        Refusal::PersonDeactivated => fl!(t, "refusal-person-deactivated"),
        Refusal::ApplicantDeactivated => fl!(t, "refusal-applicant-deactivated"),
        Refusal::AdministratorsReachable => fl!(t, "refusal-administrators-reachable"),
        Refusal::IdentifierTaken => fl!(t, "refusal-identifier-taken"),
        Refusal::AlreadyCreating { .. } => fl!(t, "refusal-already-creating"),
        Refusal::ReasonNeeded => fl!(t, "refusal-reason-needed"),
        Refusal::NominatesSelf => fl!(t, "refusal-nominates-self"),
        Refusal::NotTheNominee { email } => {
            fl!(plain, "refusal-not-the-nominee", email = email.as_str())
        }
        Refusal::CreationSettled => fl!(t, "refusal-creation-settled"),
        Refusal::ReviewOver => fl!(t, "refusal-review-over"),
        Refusal::NothingToChange => fl!(t, "refusal-nothing-to-change"),
        Refusal::InvitationOver => fl!(t, "refusal-invitation-over"),
        Refusal::LettersTooSoon { from } => {
            fl!(plain, "refusal-letters-too-soon", from = at(*from))
        }
        Refusal::InvitationsUsedUp { from } => {
            fl!(plain, "refusal-invitations-used-up", from = at(*from))
        }
        Refusal::TooManyStrangers { from } => {
            fl!(plain, "refusal-too-many-strangers", from = at(*from))
        }
        Refusal::TooManyOffers => {
            fl!(
                plain,
                "refusal-too-many-offers",
                most = domain::invitation::MOST_OFFERS
            )
        }
        Refusal::InvitationBeyondReach => fl!(t, "refusal-invitation-beyond-reach"),
        Refusal::InvitationOutdated => fl!(t, "refusal-invitation-outdated"),
        Refusal::InvitedByAnotherAddress => fl!(t, "refusal-invited-by-another-address"),
        Refusal::UploadOver => fl!(t, "refusal-upload-over"),
        Refusal::UploadFaulty => fl!(t, "refusal-upload-faulty"),
        Refusal::UploadPerhapsCutOff => fl!(t, "upload-whole-missing"),
        Refusal::CaseClosed => fl!(t, "refusal-case-closed"),
        Refusal::CaseOverForLong => fl!(t, "refusal-case-over-for-long"),
        Refusal::NotAnAgent => fl!(t, "refusal-not-an-agent"),
        Refusal::AliasTaken { identifier } => fl!(
            plain,
            "refusal-alias-taken",
            identifier = identifier.shown()
        ),
        Refusal::AliasUnproven { identifier } => fl!(
            plain,
            "refusal-alias-unproven",
            identifier = identifier.shown()
        ),
        Refusal::TooManyAliases => fl!(
            plain,
            "refusal-too-many-aliases",
            most = domain::smart_account::properties::MOST_ALIASES
        ),
        Refusal::ChangedMeanwhile => fl!(t, "refusal-changed-meanwhile"),
        Refusal::VirtualAccountNameTaken => fl!(t, "refusal-virtual-account-name-taken"),
        Refusal::VirtualAccountInsideItself => fl!(t, "refusal-virtual-account-inside-itself"),
        Refusal::NestedTooDeep => fl!(
            plain,
            "refusal-nested-too-deep",
            most = domain::virtual_account::DEEPEST
        ),
        Refusal::TooManyVirtualAccounts => fl!(
            plain,
            "refusal-too-many-virtual-accounts",
            most = domain::virtual_account::MOST
        ),
        Refusal::VirtualAccountIsDefault => fl!(t, "refusal-virtual-account-is-default"),
        Refusal::VirtualAccountNotYours => fl!(t, "refusal-virtual-account-not-yours"),
        Refusal::VirtualAccountGone => fl!(t, "refusal-virtual-account-gone"),
        Refusal::CaseAlreadyOpen => fl!(t, "refusal-case-already-open"),
        Refusal::TooManyRules => fl!(t, "refusal-too-many-rules"),
        Refusal::RuleNeedsDomain => fl!(t, "refusal-rule-needs-domain"),
        Refusal::RuleContradicts { earlier, later } => fl!(
            plain,
            "refusal-rule-contradicts",
            earlier = earlier.as_str(),
            later = later.as_str()
        ),
        Refusal::RuleNeverReached { earlier, later } => fl!(
            plain,
            "refusal-rule-never-reached",
            earlier = earlier.as_str(),
            later = later.as_str()
        ),
        Refusal::NotADecider => fl!(t, "refusal-not-a-decider"),
        Refusal::WaitingForRequester => fl!(t, "refusal-waiting-for-requester"),
        Refusal::NothingToAnswer => fl!(t, "refusal-nothing-to-answer"),
        Refusal::OfferIsWhatWasAsked => fl!(t, "refusal-offer-is-what-was-asked"),
        Refusal::OfferVoid => fl!(t, "refusal-offer-void"),
        Refusal::MailCannotBeOff => fl!(t, "refusal-mail-cannot-be-off"),
        Refusal::NoSuchHours => fl!(t, "refusal-no-such-hours"),
        Refusal::AddressOutsideDomain { domains } if domains.is_empty() => {
            fl!(t, "refusal-address-no-domain")
        }
        Refusal::AddressOutsideDomain { domains } => {
            let domains: Vec<String> = domains.iter().map(|domain| domain.shown()).collect();
            fl!(
                plain,
                "refusal-address-outside-domain",
                domains = visit.words.list(&domains)
            )
        }
        Refusal::AddressListed => fl!(t, "refusal-address-listed"),
        Refusal::TooManyAddresses => fl!(
            plain,
            "refusal-too-many-addresses",
            most = domain::notification_address::MOST
        ),
        Refusal::AddressConfirmed => fl!(t, "refusal-address-confirmed"),
        Refusal::AddressRemoved => fl!(t, "refusal-address-removed"),
        Refusal::AddressLinkReplaced => fl!(t, "refusal-address-link-replaced"),
        Refusal::AddressLinkLapsed => fl!(t, "refusal-address-link-lapsed"),
        Refusal::AccountLettersTooSoon { from } => {
            fl!(plain, "refusal-account-letters-too-soon", from = at(*from))
        }
        Refusal::OwnLettersTooSoon { from } => {
            fl!(plain, "refusal-own-letters-too-soon", from = at(*from))
        }
        Refusal::MessagesTooSoon { from } => {
            fl!(plain, "refusal-messages-too-soon", from = at(*from))
        }
        Refusal::TooOften { from } => fl!(plain, "refusal-too-often", from = at(*from)),
        Refusal::TooMuchSaid => fl!(t, "refusal-too-much-said"),
        Refusal::TooManyAttachments { left } => {
            let left: usize = *left;
            fl!(plain, "refusal-too-many-attachments", left = left)
        }
        Refusal::AttachmentsTooSoon { from } => {
            fl!(plain, "refusal-attachments-too-soon", from = at(*from))
        }
        Refusal::ContractNumberTaken { number } => fl!(
            plain,
            "refusal-contract-number-taken",
            number = number.as_str()
        ),
        Refusal::NoAccessTypeOffered => fl!(t, "refusal-no-access-type-offered"),
        Refusal::TooManySerials => {
            fl!(plain, "refusal-too-many-serials", most = MOST_SERIALS)
        }
        Refusal::TooManyContractDomains => {
            fl!(
                plain,
                "refusal-too-many-contract-domains",
                most = MOST_DOMAINS
            )
        }
        Refusal::DomainOfAnybody { domain } => {
            fl!(plain, "refusal-domain-of-anybody", domain = domain.shown())
        }
        Refusal::TooManyAgreements => fl!(
            plain,
            "refusal-too-many-agreements",
            most = domain::agreement::MOST
        ),
    }
}
