//! What may happen to an access request.

use crate::access_request::request::{AccessRequest, Denial};
use crate::access_request::target::Grant;
use crate::actor::RuleUse;
use crate::text::Reason;
use crate::{
    CommentId, GroupId, Moment, PersonId, RequestId, Scope, SmartAccountId, VirtualAccountId,
};
use serde::{Deserialize, Serialize};

/// What happened to a request, as the event log keeps it. A field added later has a default, as events of old lack it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "fact", content = "data")]
pub enum RequestFact {
    Sent(Box<AccessRequest>),
    Approved {
        /// Nobody where an evaluation decided.
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
        /// Nobody where an evaluation decided.
        by: Option<PersonId>,
        at: Moment,
        denial: Denial,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rule: Option<RuleUse>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        deputy_of: Option<PersonId>,
    },
    /// By who asked, or because the group it is for was deleted.
    Withdrawn {
        at: Moment,
    },
    /// Nobody decided in time.
    Expired {
        at: Moment,
    },
    /// Who asked was deactivated: the system withdraws the request for them.
    ApplicantDeactivated {
        at: Moment,
    },
    /// The applicant reminded the deciders.
    Nudged {
        number: u32,
        at: Moment,
    },
    /// The system reminded the deciders.
    DecidersReminded {
        number: u32,
        at: Moment,
    },
    /// Support reminded the deciders, at the request of whoever asks. No clock is touched, and nobody's page goes stale.
    RemindedBySupport {
        by: PersonId,
        /// Whether who asks may know that there is anybody to be reminded.
        is_told: bool,
        at: Moment,
    },
    Escalated {
        at: Moment,
        cause: EscalationCause,
    },
    /// The requester is told that it soon expires, unless somebody decides.
    ExpiryAnnounced {
        at: Moment,
    },
    /// A Virtual Account it asks for was deleted; it goes on without.
    VirtualAccountGone {
        virtual_account: VirtualAccountId,
        name: String,
        before: Option<Scope>,
        after: Option<Scope>,
        at: Moment,
    },
    /// Somebody tried to decide what or how they may not. Changes nothing.
    DecisionRefused {
        by: PersonId,
        code: String,
    },
    /// One decider left the request to another, or took it; or Support handed it over.
    PassedOn {
        by: PersonId,
        before: Option<PersonId>,
        to: PersonId,
        at: Moment,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rule: Option<RuleUse>,
        /// Whether `by` is no decider, and did it for Support.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        for_support: bool,
    },
    /// Whoever it was left to cannot decide it any more: it waits for all who may.
    CameLoose {
        before: PersonId,
        why: LooseCause,
        at: Moment,
    },
    /// Said among the deciders. The words are kept for them alone, not in the log, where others may read.
    Commented {
        by: PersonId,
        comment: CommentId,
        #[serde(skip)]
        words: String,
        at: Moment,
    },
    /// The requester is asked for more; the clock stands still until they answer.
    QuestionAsked {
        by: PersonId,
        question: Reason,
        at: Moment,
    },
    /// The requester answered the question; the clock goes on.
    Answered {
        answer: Reason,
        at: Moment,
    },
    /// The requester wrote to the deciders. No clock is touched, and nobody's page goes stale.
    Wrote {
        message: Reason,
        at: Moment,
    },
    /// Something else is proposed than was asked for; the clock stands still until the requester says what they want.
    Offered {
        by: PersonId,
        offer: Grant,
        at: Moment,
    },
    /// The requester takes what was proposed; the approval follows.
    OfferAccepted {
        at: Moment,
    },
    /// The requester keeps to what they asked for.
    OfferDeclined {
        words: Option<String>,
        at: Moment,
    },
    /// The requester was reminded that something is waited for.
    RequesterReminded {
        at: Moment,
    },
    /// The requester did not say what was waited for.
    ExpiredUnanswered {
        at: Moment,
    },
}

/// Why operators are told of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EscalationCause {
    /// Nobody decided in time.
    Silence,
    /// Nobody could decide it, when it was sent or since.
    NoDecider,
}

/// Why somebody cannot decide any more what was left to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LooseCause {
    /// They were deactivated.
    Deactivated,
    /// They are away.
    Away,
    /// The role that let them decide it has ended or changed, or it asks for something else now.
    RightLost,
}

/// One fact about one request, with what is needed to file it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestEvent {
    pub request: RequestId,
    #[serde(with = "crate::ids::account_or_nobodys")]
    pub account: Option<SmartAccountId>,
    pub applicant: PersonId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub for_group: Option<GroupId>,
    /// The Virtual Accounts it asks for, whose administrators may see the event.
    pub asks_for: Vec<VirtualAccountId>,
    #[serde(flatten)]
    pub fact: RequestFact,
}
