//! Why something asked for is not done. A value with a stable code; pages say it in words, machines get the code.

use crate::access_request::RequestOutcome;
use crate::contract::ContractNumber;
use crate::email::EmailAddress;
use crate::{CreationId, DomainIdentifier, Moment, PersonId, RequestId};

/// A refusal, with what is needed to say why; [`Refusal::code`] names its kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// There is nothing of the kind that this person may know of.
    NotFound,
    /// They have no verified address.
    EmailNotVerified,
    /// The account is pending, suspended or lapsed: nothing is given, changed or decided in it.
    AccountNotOpen,
    /// They, or the group, ask for it already.
    AlreadyPending {
        request: RequestId,
    },
    /// It was denied not long ago; `from` is when they may ask again.
    TooSoonAfterDenial {
        request: RequestId,
        from: Moment,
    },
    AlreadySettled {
        outcome: RequestOutcome,
        by: Option<PersonId>,
        at: Moment,
    },
    /// The page acted on shows an older version of the request.
    StalePage,
    /// Nobody decides what they ask for or vouched for, alone or as one of a group.
    OwnRequest,
    /// Nobody gives themselves a role, or changes one they hold.
    OwnMembership,
    /// Virtual Accounts are asked for, and none is named.
    NoVirtualAccountChosen,
    /// A Virtual Account is named that is none of this account.
    VirtualAccountOfAnotherAccount,
    /// A role for Virtual Accounts on the entire account, or the other way round.
    RoleDoesNotFitScope,
    /// Their right does not reach as far as what they give or change.
    BeyondOwnRights,
    /// An SA Approver needs a verified address inside this domain.
    ApproverOutsideDomain {
        domain: DomainIdentifier,
    },
    /// A group cannot be an SA Approver.
    ApproverNotAPerson,
    GroupNameTaken,
    /// Whoever asked for the group does not manage it any more.
    GroupNotManaged,
    EndDateInThePast,
    /// What is given of this kind ends by then.
    EndDateTooLate {
        latest: Moment,
    },
    /// What is to be taken away has ended already.
    AccessEnded,
    /// What is given is not of the kind that was asked for.
    AccessDoesNotFit,
    /// All contracts that the number leads to have ended.
    ContractEnded,
    /// The contract does not offer this access type.
    TypeNotOffered,
    /// The applicant may remind from then on.
    ReminderTooSoon {
        from: Moment,
    },
    /// The applicant has reminded as often as they may.
    RemindersUsedUp,
    /// The account would be left without an SA Administrator who stays.
    LastAdministrator,
    /// The invitation was accepted, declined, withdrawn or has lapsed.
    InvitationOver,
    /// An invited address was written to often enough.
    LettersTooSoon {
        from: Moment,
    },
    /// Whoever invites, or the account, has sent as many invitations as may be sent in a day.
    InvitationsUsedUp {
        from: Moment,
    },
    /// Somebody named as many people as may be named in a day whom the account does not know.
    TooManyStrangers {
        from: Moment,
    },
    /// An invitation offers as much as fits.
    TooManyOffers,
    /// The address has an open invitation that reaches further than one's own right.
    InvitationBeyondReach,
    /// Whoever offered it may not give it any more.
    InvitationOutdated,
    /// The address invited is none that is verified as theirs.
    InvitedByAnotherAddress,
    /// The upload is applied, or was discarded, or is not checked yet.
    UploadOver,
    /// Lines of the upload have faults, or none of them changes anything.
    UploadFaulty,
    /// No line end follows the last line of the upload, and nobody said that the line is whole.
    UploadPerhapsCutOff,
    /// Somebody would leave these accounts without an administrator.
    LastAdministratorOf {
        accounts: Vec<DomainIdentifier>,
    },
    /// Nobody stands in for themselves.
    OwnDeputy,
    /// Nobody who can log in and holds a role in an account of whoever goes away is known by that.
    DeputyUnknown,
    /// Whoever is named deputy is away at the same time.
    DeputyAway,
    /// The last day of an absence lies before the first.
    AbsenceEndsFirst,
    /// Longer than [`crate::absence::LONGEST_DAYS`].
    AbsenceTooLong,
    /// The installation would be left without an operator who can log in.
    LastOperator,
    /// Nobody deactivates themselves.
    OwnDeactivation,
    /// Nor erases themselves.
    OwnErasure,
    /// Who can still log in has not left.
    ErasureOfActive,
    /// Who was erased is nobody any more.
    PersonErased,
    /// One's own address is changed on one's profile.
    OwnEmail,
    /// Somebody has this address.
    EmailTaken,
    /// Only of somebody deactivated.
    StillActive,
    /// Whoever cannot log in is given no duty.
    PersonDeactivated,
    /// Who asked has been deactivated since.
    ApplicantDeactivated,
    /// Only where nobody who administers the account can be reached do operators name somebody.
    AdministratorsReachable,
    /// The identifier belongs to another account.
    IdentifierTaken,
    /// They have a pending creation for this identifier.
    AlreadyCreating {
        creation: CreationId,
    },
    /// An operator decides about the identifier, and has to know why it is this one.
    ReasonNeeded,
    /// Somebody else has to authorise.
    NominatesSelf,
    /// The link was sent to an address that is not this person's.
    NotTheNominee {
        email: EmailAddress,
    },
    /// The creation of the account has come to its end, or that part of it has.
    CreationSettled,
    /// The access review takes no more answers.
    ReviewOver,
    /// It is so already: somebody was faster.
    NothingToChange,
    /// The case is solved or closed.
    CaseClosed,
    /// The case has been over for too long to be reopened: a new one goes on from it.
    CaseOverForLong,
    /// The case cannot be given to this person, who does not work on it.
    NotAnAgent,
    /// A request has one open case at a time.
    CaseAlreadyOpen,
    /// Another account is known by this identifier.
    AliasTaken {
        identifier: DomainIdentifier,
    },
    /// Nobody of the account has shown that this domain is theirs.
    AliasUnproven {
        identifier: DomainIdentifier,
    },
    TooManyAliases,
    /// Somebody changed what the page shows since it was opened.
    ChangedMeanwhile,
    VirtualAccountNameTaken,
    /// A Virtual Account in itself or in what is nested in it.
    VirtualAccountInsideItself,
    /// Deeper than [`crate::virtual_account::DEEPEST`] levels.
    NestedTooDeep,
    TooManyVirtualAccounts,
    /// Another has to be made the default first.
    VirtualAccountIsDefault,
    /// The place lies outside the Virtual Accounts that are one's own.
    VirtualAccountNotYours,
    /// The Virtual Account named was deleted, or never was one of this account.
    VirtualAccountGone,
    TooManyRules,
    /// A rule would approve on what people say of themselves, or anybody at all.
    RuleNeedsDomain,
    /// Another rule before it says something else of the same requests.
    RuleContradicts {
        earlier: String,
        later: String,
    },
    /// Every request that fits the later rule is decided by the earlier one.
    RuleNeverReached {
        earlier: String,
        later: String,
    },
    /// The request cannot be left to this person, who could not decide it.
    NotADecider,
    /// A word from the requester is waited for already.
    WaitingForRequester,
    /// Nothing is waited for from the requester.
    NothingToAnswer,
    /// What is proposed is what was asked for.
    OfferIsWhatWasAsked,
    /// What was proposed could not be granted any more by whoever proposed it.
    OfferVoid,
    /// Some mail always comes.
    MailCannotBeOff,
    /// Not hours of a day, or none between them.
    NoSuchHours,
    /// A notification address lies inside none of the account's domains, which are these.
    AddressOutsideDomain {
        domains: Vec<DomainIdentifier>,
    },
    /// The account has this notification address already.
    AddressListed,
    TooManyAddresses,
    /// The notification address is confirmed already.
    AddressConfirmed,
    /// The notification address was removed meanwhile.
    AddressRemoved,
    /// A newer letter with a link to confirm it was sent.
    AddressLinkReplaced,
    /// The link to confirm a notification address came too late.
    AddressLinkLapsed,
    /// Enough letters went to the notification addresses of the account.
    AccountLettersTooSoon {
        from: Moment,
    },
    /// They had enough letters sent to addresses of others.
    OwnLettersTooSoon {
        from: Moment,
    },
    /// They wrote enough messages to people who must look after them.
    MessagesTooSoon {
        from: Moment,
    },
    /// They did this as often as one may for now.
    TooOften {
        from: Moment,
    },
    /// As much has been said about a request or in a case as is kept and shown.
    TooMuchSaid,
    /// More files than go with one message, or than the case still takes.
    TooManyAttachments {
        left: usize,
    },
    /// They attached as many files as one may in a day.
    AttachmentsTooSoon {
        from: Moment,
    },
    /// An account has only so many agreements.
    TooManyAgreements,
    /// Another contract has this number.
    ContractNumberTaken {
        number: ContractNumber,
    },
    /// A contract gives access of one type at least.
    NoAccessTypeOffered,
    TooManySerials,
    TooManyContractDomains,
    /// Anybody can have an address in this domain, so that it verifies no company.
    DomainOfAnybody {
        domain: DomainIdentifier,
    },
}

impl Refusal {
    /// The name by which programs and the event log know this refusal; never changes.
    pub fn code(&self) -> &'static str {
        match self {
            Refusal::NotFound => "not-found",
            Refusal::EmailNotVerified => "email-not-verified",
            Refusal::AccountNotOpen => "account-not-open",
            Refusal::AlreadyPending { .. } => "already-pending",
            Refusal::TooSoonAfterDenial { .. } => "too-soon-after-denial",
            Refusal::AlreadySettled { .. } => "already-settled",
            Refusal::StalePage => "stale-page",
            Refusal::OwnRequest => "own-request",
            Refusal::OwnMembership => "own-membership",
            Refusal::NoVirtualAccountChosen => "no-virtual-account-chosen",
            Refusal::VirtualAccountOfAnotherAccount => "virtual-account-of-another-account",
            Refusal::RoleDoesNotFitScope => "role-does-not-fit-scope",
            Refusal::BeyondOwnRights => "beyond-own-rights",
            Refusal::ApproverOutsideDomain { .. } => "approver-outside-domain",
            Refusal::ApproverNotAPerson => "approver-not-a-person",
            Refusal::GroupNameTaken => "group-name-taken",
            Refusal::GroupNotManaged => "group-not-kept",
            Refusal::EndDateInThePast => "end-date-in-the-past",
            Refusal::EndDateTooLate { .. } => "end-date-too-late",
            Refusal::AccessEnded => "access-ended",
            Refusal::AccessDoesNotFit => "access-does-not-fit",
            Refusal::ContractEnded => "contract-ended",
            Refusal::TypeNotOffered => "type-not-offered",
            Refusal::ReminderTooSoon { .. } => "reminder-too-soon",
            Refusal::RemindersUsedUp => "reminders-used-up",
            Refusal::LastAdministrator => "last-administrator",
            Refusal::LastAdministratorOf { .. } => "last-administrator-of",
            Refusal::OwnDeputy => "own-deputy",
            Refusal::DeputyUnknown => "deputy-unknown",
            Refusal::DeputyAway => "deputy-away",
            Refusal::AbsenceEndsFirst => "absence-ends-first",
            Refusal::AbsenceTooLong => "absence-too-long",
            Refusal::LastOperator => "last-operator",
            Refusal::OwnDeactivation => "own-deactivation",
            Refusal::OwnErasure => "own-erasure",
            Refusal::ErasureOfActive => "erasure-of-active",
            Refusal::PersonErased => "person-erased",
            Refusal::OwnEmail => "own-email",
            Refusal::EmailTaken => "email-taken",
            Refusal::StillActive => "still-active",
            Refusal::PersonDeactivated => "person-deactivated",
            Refusal::ApplicantDeactivated => "applicant-deactivated",
            Refusal::AdministratorsReachable => "administrators-reachable",
            Refusal::IdentifierTaken => "identifier-taken",
            Refusal::AlreadyCreating { .. } => "already-creating",
            Refusal::ReasonNeeded => "reason-needed",
            Refusal::NominatesSelf => "nominates-self",
            Refusal::NotTheNominee { .. } => "not-the-nominee",
            Refusal::CreationSettled => "creation-settled",
            Refusal::ReviewOver => "review-over",
            Refusal::NothingToChange => "nothing-to-change",
            Refusal::InvitationOver => "invitation-over",
            Refusal::LettersTooSoon { .. } => "letters-too-soon",
            Refusal::InvitationsUsedUp { .. } => "invitations-used-up",
            Refusal::TooManyStrangers { .. } => "too-many-strangers",
            Refusal::TooManyOffers => "too-many-offers",
            Refusal::InvitationBeyondReach => "invitation-beyond-reach",
            Refusal::InvitationOutdated => "invitation-outdated",
            Refusal::InvitedByAnotherAddress => "invited-by-another-address",
            Refusal::UploadOver => "upload-over",
            Refusal::UploadFaulty => "upload-faulty",
            Refusal::UploadPerhapsCutOff => "upload-perhaps-cut-off",
            Refusal::CaseClosed => "case-closed",
            Refusal::CaseOverForLong => "case-over-for-long",
            Refusal::NotAnAgent => "not-an-agent",
            Refusal::CaseAlreadyOpen => "case-already-open",
            Refusal::AliasTaken { .. } => "alias-taken",
            Refusal::AliasUnproven { .. } => "alias-unproven",
            Refusal::TooManyAliases => "too-many-aliases",
            Refusal::ChangedMeanwhile => "changed-meanwhile",
            Refusal::VirtualAccountNameTaken => "virtual-account-name-taken",
            Refusal::VirtualAccountInsideItself => "virtual-account-inside-itself",
            Refusal::NestedTooDeep => "nested-too-deep",
            Refusal::TooManyVirtualAccounts => "too-many-virtual-accounts",
            Refusal::VirtualAccountIsDefault => "virtual-account-is-default",
            Refusal::VirtualAccountNotYours => "virtual-account-not-yours",
            Refusal::VirtualAccountGone => "virtual-account-gone",
            Refusal::TooManyRules => "too-many-rules",
            Refusal::RuleNeedsDomain => "rule-needs-domain",
            Refusal::RuleContradicts { .. } => "rule-contradicts",
            Refusal::RuleNeverReached { .. } => "rule-never-reached",
            Refusal::NotADecider => "not-a-decider",
            Refusal::WaitingForRequester => "waiting-for-requester",
            Refusal::NothingToAnswer => "nothing-to-answer",
            Refusal::OfferIsWhatWasAsked => "offer-is-what-was-asked",
            Refusal::OfferVoid => "offer-void",
            Refusal::MailCannotBeOff => "mail-cannot-be-off",
            Refusal::NoSuchHours => "no-such-hours",
            Refusal::AddressOutsideDomain { .. } => "address-outside-domain",
            Refusal::AddressListed => "address-listed",
            Refusal::TooManyAddresses => "too-many-addresses",
            Refusal::AddressConfirmed => "address-confirmed",
            Refusal::AddressRemoved => "address-removed",
            Refusal::AddressLinkReplaced => "address-link-replaced",
            Refusal::AddressLinkLapsed => "address-link-lapsed",
            Refusal::AccountLettersTooSoon { .. } => "account-letters-too-soon",
            Refusal::OwnLettersTooSoon { .. } => "own-letters-too-soon",
            Refusal::MessagesTooSoon { .. } => "messages-too-soon",
            Refusal::TooOften { .. } => "too-often",
            Refusal::TooMuchSaid => "too-much-said",
            Refusal::TooManyAttachments { .. } => "too-many-attachments",
            Refusal::AttachmentsTooSoon { .. } => "attachments-too-soon",
            Refusal::TooManyAgreements => "too-many-agreements",
            Refusal::ContractNumberTaken { .. } => "contract-number-taken",
            Refusal::NoAccessTypeOffered => "no-access-type-offered",
            Refusal::TooManySerials => "too-many-serials",
            Refusal::TooManyContractDomains => "too-many-contract-domains",
            Refusal::DomainOfAnybody { .. } => "domain-of-anybody",
        }
    }

    /// The HTTP status (RFC 9110) that goes with it.
    pub fn status(&self) -> u16 {
        match self {
            Refusal::NotFound => 404,
            Refusal::OwnRequest
            | Refusal::OwnMembership
            | Refusal::BeyondOwnRights
            | Refusal::InvitedByAnotherAddress
            | Refusal::EmailNotVerified
            | Refusal::VirtualAccountNotYours => 403,
            Refusal::AlreadyPending { .. }
            | Refusal::AlreadySettled { .. }
            | Refusal::StalePage
            | Refusal::AccountNotOpen
            | Refusal::LastAdministrator
            | Refusal::InvitationOver
            | Refusal::UploadOver
            | Refusal::UploadFaulty
            | Refusal::InvitationOutdated
            | Refusal::TooManyOffers
            | Refusal::InvitationBeyondReach
            | Refusal::LastAdministratorOf { .. }
            | Refusal::LastOperator
            | Refusal::OwnDeactivation
            | Refusal::OwnErasure
            | Refusal::ErasureOfActive
            | Refusal::PersonErased
            | Refusal::OwnEmail
            | Refusal::StillActive
            | Refusal::PersonDeactivated
            | Refusal::ApplicantDeactivated
            | Refusal::GroupNotManaged
            | Refusal::AdministratorsReachable
            | Refusal::AccessEnded
            | Refusal::NothingToChange
            | Refusal::ReviewOver
            | Refusal::IdentifierTaken
            | Refusal::AlreadyCreating { .. }
            | Refusal::CreationSettled
            | Refusal::CaseClosed
            | Refusal::CaseOverForLong
            | Refusal::CaseAlreadyOpen
            | Refusal::ChangedMeanwhile
            | Refusal::TooManyVirtualAccounts
            | Refusal::VirtualAccountIsDefault
            | Refusal::TooManyRules
            | Refusal::WaitingForRequester
            | Refusal::NothingToAnswer
            | Refusal::AddressConfirmed
            | Refusal::TooMuchSaid
            | Refusal::TooManyAttachments { .. }
            | Refusal::TooManyAgreements
            | Refusal::OfferVoid => 409,
            Refusal::AddressRemoved | Refusal::AddressLinkReplaced | Refusal::AddressLinkLapsed => {
                410
            }
            Refusal::TooSoonAfterDenial { .. }
            | Refusal::ReminderTooSoon { .. }
            | Refusal::LettersTooSoon { .. }
            | Refusal::AccountLettersTooSoon { .. }
            | Refusal::InvitationsUsedUp { .. }
            | Refusal::TooManyStrangers { .. }
            | Refusal::OwnLettersTooSoon { .. }
            | Refusal::MessagesTooSoon { .. }
            | Refusal::AttachmentsTooSoon { .. }
            | Refusal::TooOften { .. }
            | Refusal::RemindersUsedUp => 429,
            Refusal::NoVirtualAccountChosen
            | Refusal::VirtualAccountOfAnotherAccount
            | Refusal::RoleDoesNotFitScope
            | Refusal::ApproverOutsideDomain { .. }
            | Refusal::ReasonNeeded
            | Refusal::NominatesSelf
            | Refusal::EmailTaken
            | Refusal::NotTheNominee { .. }
            | Refusal::ApproverNotAPerson
            | Refusal::GroupNameTaken
            | Refusal::EndDateInThePast
            | Refusal::OwnDeputy
            | Refusal::DeputyUnknown
            | Refusal::DeputyAway
            | Refusal::AbsenceEndsFirst
            | Refusal::AbsenceTooLong
            | Refusal::EndDateTooLate { .. }
            | Refusal::AccessDoesNotFit
            | Refusal::ContractEnded
            | Refusal::TypeNotOffered
            | Refusal::AliasTaken { .. }
            | Refusal::AliasUnproven { .. }
            | Refusal::TooManyAliases
            | Refusal::VirtualAccountNameTaken
            | Refusal::VirtualAccountInsideItself
            | Refusal::NestedTooDeep
            | Refusal::VirtualAccountGone
            | Refusal::RuleNeedsDomain
            | Refusal::RuleContradicts { .. }
            | Refusal::RuleNeverReached { .. }
            | Refusal::NotADecider
            | Refusal::NotAnAgent
            | Refusal::OfferIsWhatWasAsked
            | Refusal::MailCannotBeOff
            | Refusal::AddressOutsideDomain { .. }
            | Refusal::AddressListed
            | Refusal::TooManyAddresses
            | Refusal::ContractNumberTaken { .. }
            | Refusal::NoAccessTypeOffered
            | Refusal::TooManySerials
            | Refusal::TooManyContractDomains
            | Refusal::DomainOfAnybody { .. }
            | Refusal::UploadPerhapsCutOff
            | Refusal::NoSuchHours => 422,
        }
    }

    /// Whether an attempt refused in this way belongs in the event log: somebody reached for what is not theirs.
    pub fn is_notable(&self) -> bool {
        matches!(
            self,
            Refusal::OwnRequest
                | Refusal::OwnMembership
                | Refusal::BeyondOwnRights
                | Refusal::VirtualAccountOfAnotherAccount
                | Refusal::RoleDoesNotFitScope
                | Refusal::ApproverOutsideDomain { .. }
                | Refusal::ApproverNotAPerson
                | Refusal::LastAdministrator
        )
    }
}
