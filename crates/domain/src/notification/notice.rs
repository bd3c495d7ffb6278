//! Who is told of what. Which people an `Audience` is, is found when the mail is written.

use crate::absence::Absence;
use crate::access_request::EscalationCause;
use crate::actor::RuleUse;
use crate::email::EmailAddress;
use crate::membership::Membership;
use crate::person::{Duty, Language};
use crate::smart_account::AccountStatus;
use crate::text::Reason;
use crate::upload::State;
use crate::{
    CaseId, CreationId, EventId, GroupId, InvitationId, MessageId, Moment, NotificationAddressId,
    PersonId, RequestId, ReviewId, SmartAccountId, UploadId, VirtualAccountId,
};
use serde::{Deserialize, Serialize};

/// At most this many deciders are mailed for one request, the most recently active first.
pub const MOST_DECIDERS_MAILED: usize = 10;

/// Something people are to be told by mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Notice {
    /// To the deciders, and copies to the account's notification addresses; to the operators as well where there are none; to the
    /// requester, that it has come.
    RequestSent { request: RequestId },
    /// To the deciders. Numbered, so that the requester can be shown what became of theirs.
    RequestReminder {
        request: RequestId,
        number: u32,
        by_requester: bool,
    },
    /// To the operators, to the requester, and copies to the account's notification addresses.
    RequestEscalated {
        request: RequestId,
        cause: EscalationCause,
    },
    /// To the requester, and to the other deciders.
    RequestDecided { request: RequestId },
    /// To the deciders.
    RequestWithdrawn { request: RequestId },
    /// To the requester.
    RequestExpiryAnnounced { request: RequestId },
    /// To the requester.
    RequestExpired { request: RequestId },
    /// To the operators: nobody is left who could decide it, and the requester may not know of the account.
    RequestLeft { request: RequestId },
    /// To the deciders, or the operators where there are none: all that it asked for has been deleted.
    RequestScopeGone { request: RequestId, name: String },
    /// To the decider it was left to, unless they took it themselves.
    RequestPassedOn {
        request: RequestId,
        by: PersonId,
        to: PersonId,
        /// The rule that did it in the name of `by`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rule: Option<RuleUse>,
        /// Whether `by` did it for Support.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        for_support: bool,
    },
    /// To the deciders: Support asks them to decide.
    SupportReminder { request: RequestId },
    /// To those who administer the account: whoever saved this rule can no longer let it act.
    RuleIdle {
        account: SmartAccountId,
        rule: RuleUse,
        author: PersonId,
    },
    /// To the requester, who is asked for a word; `is_reminder` where they were asked before.
    RequesterAsked {
        request: RequestId,
        is_reminder: bool,
    },
    /// To the deciders: the requester has answered.
    RequestAnswered { request: RequestId, answer: Reason },
    /// To the deciders: the requester has written to them.
    RequesterWrote { request: RequestId, message: Reason },
    /// To the deciders: the requester keeps to what they asked for.
    OfferDeclined {
        request: RequestId,
        words: Option<String>,
    },
    /// To whoever proposed what the requester has taken.
    OfferAccepted { request: RequestId },
    /// To the requester, who did not say what was waited for.
    RequestExpiredUnanswered { request: RequestId },
    /// To the support agents, or to the opener if an agent wrote.
    CaseMessage {
        case: CaseId,
        message: MessageId,
        is_first: bool,
    },
    /// To the opener, unless they closed it themselves.
    CaseClosed { case: CaseId, by: Option<PersonId> },
    /// To the opener: how it was solved, when it closes, and until when it can be reopened.
    CaseSolved { case: CaseId, message: MessageId },
    /// To the agent whom another gave the case to.
    CaseAssigned {
        case: CaseId,
        to: PersonId,
        by: PersonId,
    },
    /// To the address that a person's mail went to until now.
    EmailChanged {
        person: PersonId,
        before: EmailAddress,
        /// Whether it was put back, and so cannot be taken back once more.
        #[serde(default)]
        is_taken_back: bool,
    },
    /// To the address that operators put another in place of, and to that other.
    EmailReplaced {
        person: PersonId,
        before: Option<EmailAddress>,
    },
    /// To the invited: what is offered, and the link to accept it. Nothing where a newer version is on its way.
    InvitationSent {
        invitation: InvitationId,
        version: u32,
    },
    /// To whoever offered it, unless it was one of many.
    InvitationAccepted { invitation: InvitationId },
    /// To whoever offered it, unless it was one of many.
    InvitationDeclined { invitation: InvitationId },
    /// To whoever offered it, unless it was one of many.
    InvitationLapsed { invitation: InvitationId },
    /// To the address itself: the link to confirm it. Nothing where a newer version is on its way.
    NotificationAddressAdded {
        address: NotificationAddressId,
        version: u32,
    },
    /// To whoever offered it, unless it was one of many: all that it offered has been deleted.
    InvitationLeftEmpty {
        invitation: InvitationId,
        name: String,
    },
    /// To those whose roles ended with a Virtual Account, the last of them first, from the one before the event `before` on.
    RolesEndedWith {
        account: SmartAccountId,
        virtual_account: VirtualAccountId,
        name: String,
        before: Option<EventId>,
        /// Since when they gave nothing, where the Virtual Account went bit by bit.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        begun_at: Option<Moment>,
    },
    /// To whoever is, or was, deputy of somebody who is away; to them, where an operator noted it, or it is over by itself.
    Absence {
        person: PersonId,
        /// None where time did it.
        by: Option<PersonId>,
        /// None where it is called off or over.
        now: Option<Absence>,
        before: Option<Absence>,
    },
    /// To the person whose password was changed.
    PasswordChanged { person: PersonId },
    /// An account was suspended or reactivated. To everybody who holds anything there, then to the others whose requests wait
    /// there, from the one after `after` on.
    AccountStatusChanged {
        account: SmartAccountId,
        status: AccountStatus,
        reason: Option<String>,
        readers: Readers,
        after: Option<String>,
    },
    /// To somebody whom an operator has named administrator of an account, or made it with.
    AdministratorNamed {
        account: SmartAccountId,
        person: PersonId,
        #[serde(default)]
        is_new: bool,
    },
    /// To whoever holds a role that was given, changed or taken away without having been asked for. What happened at once to what
    /// one person holds in one account is told in one.
    RoleChanged {
        before: Option<Box<Membership>>,
        after: Option<Box<Membership>>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        more: Vec<RoleChange>,
    },
    /// To whoever holds these, all in one account, each what is theirs: they end soon, or have ended. That they end soon also to those
    /// who administer the account.
    RolesEnd {
        account: SmartAccountId,
        is_over: bool,
        roles: Vec<Membership>,
    },
    /// To whoever holds it: it ends soon.
    EntitlementEnds { request: RequestId },
    /// To whoever held it: its end has come.
    EntitlementEnded { request: RequestId },
    /// To people in a group, or who were: what they have through it, or have no longer.
    GroupNews {
        group: GroupId,
        news: GroupNews,
        /// To whom; everybody in it where nobody is named, from the one after `after` on.
        people: Vec<PersonId>,
        after: Option<PersonId>,
        /// What has changed; where it says nothing, what the group holds.
        changes: Vec<RoleChange>,
    },
    /// To the operators where they have to decide, to the nominee, and to the administrators of the account above.
    CreationAsked {
        creation: CreationId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        nominee: Option<EmailAddress>,
    },
    /// To the nominee, as long as it is they who are asked. Number 0 is the first time.
    NomineeAsked {
        creation: CreationId,
        number: u32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        nominee: Option<EmailAddress>,
    },
    /// To the administrators of the account above.
    CreationBelow {
        creation: CreationId,
        parent: SmartAccountId,
    },
    /// To the operators.
    CreationObjected { creation: CreationId },
    /// To the creator; once it is active, also to whoever authorised it, and once it is revived to the nominee.
    CreationNews {
        creation: CreationId,
        news: CreationNews,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        nominee: Option<EmailAddress>,
    },
    /// To those who decide in an access review; once it is closed, to whoever started it.
    Review { review: ReviewId, news: ReviewNews },
    /// To whoever had an upload checked or applied, where it took long or not all went well. Nothing where it went on since.
    UploadOver { upload: UploadId, state: State },
    /// To somebody who can log in again.
    PersonReactivated { person: PersonId },
    /// To somebody who was given a duty towards the installation, or relieved of it.
    DutyChanged {
        person: PersonId,
        duty: Duty,
        has_it: bool,
    },
    /// Somebody gave this address to sign up. What the mail says depends on whether the address is known.
    SignUp {
        email: EmailAddress,
        full_name: String,
        organisation: String,
        language: Language,
        next: Option<String>,
    },
    /// Somebody says that they forgot how to sign in and gave this address or user ID.
    Forgotten { name: String },
    /// Somebody who is not logged in wrote to support and gave this address: to the address itself, the link that confirms it.
    Contact(Box<Contact>),
    /// To whoever opened a case without being logged in, as long as it is not closed: another link to it, as theirs no longer works.
    CaseLink { case: CaseId },
    /// Somebody wants their mail to go to this address.
    EmailChange {
        person: PersonId,
        email: EmailAddress,
    },
}

/// What somebody who is not logged in writes to support. It reaches nobody before the address is confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// What they call themselves.
    pub name: String,
    pub email: EmailAddress,
    pub subject: String,
    pub words: String,
    /// That of the page they wrote on.
    pub language: Language,
}

/// A role as it was and as it is now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleChange {
    /// None where the role is new.
    pub before: Option<Box<Membership>>,
    /// None where the role has ended.
    pub after: Option<Box<Membership>>,
}

/// What has become of a group, for those in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GroupNews {
    Joined,
    Left,
    Deleted,
    /// It holds more, other or fewer roles than before.
    Changed,
}

/// As many people as one notice about a group names.
pub(crate) const MOST_NAMED: usize = 100;

/// What has become of an access review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReviewNews {
    Opened,
    Reminder,
    Closed,
}

/// What has become of the creation of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CreationNews {
    NomineeDeclined,
    Approved,
    Active,
    Declined,
    LapseAnnounced,
    Lapsed,
    Revived,
    Extended,
}

/// Who of an account is told that its status has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Readers {
    /// Whoever holds a role there, by themselves or through a group.
    Members,
    /// Those whose requests wait there and who may know of the account, but for members, who were told before.
    Applicants,
}
