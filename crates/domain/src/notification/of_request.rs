//! Which notices follow from what happens to a request.

use crate::GroupId;
use crate::access_request::{RequestEvent, RequestFact};
use crate::notification::notice::{GroupNews, Notice, RoleChange};

/// The one notice that follows from an event, if any; who reads it is found when it is turned into mail.
pub(crate) fn of_request(event: &RequestEvent) -> Option<Notice> {
    let request = event.request.clone();
    match &event.fact {
        RequestFact::Sent(_) => Some(Notice::RequestSent { request }),
        RequestFact::Approved { .. } | RequestFact::Denied { .. } => {
            Some(Notice::RequestDecided { request })
        }
        RequestFact::Withdrawn { .. } | RequestFact::ApplicantDeactivated { .. } => {
            Some(Notice::RequestWithdrawn { request })
        }
        RequestFact::Expired { .. } => Some(Notice::RequestExpired { request }),
        RequestFact::Nudged { number, .. } => Some(Notice::RequestReminder {
            request,
            number: *number,
            by_requester: true,
        }),
        RequestFact::DecidersReminded { number, .. } => Some(Notice::RequestReminder {
            request,
            number: *number,
            by_requester: false,
        }),
        RequestFact::RemindedBySupport { .. } => Some(Notice::SupportReminder { request }),
        RequestFact::Escalated { cause, .. } => Some(Notice::RequestEscalated {
            request,
            cause: *cause,
        }),
        RequestFact::ExpiryAnnounced { .. } => Some(Notice::RequestExpiryAnnounced { request }),
        // What is left asks for an administrator of the whole account, who may never have heard of it.
        RequestFact::VirtualAccountGone {
            name, after: None, ..
        } => Some(Notice::RequestScopeGone {
            request,
            name: name.clone(),
        }),
        RequestFact::DecisionRefused { .. }
        | RequestFact::VirtualAccountGone { .. }
        | RequestFact::CameLoose { .. }
        | RequestFact::Commented { .. } => None,
        // Whoever takes a request themselves needs no letter about it; whom a rule sends it to does, even its author.
        RequestFact::PassedOn {
            by,
            to,
            rule,
            for_support,
            ..
        } => (by != to || rule.is_some()).then(|| Notice::RequestPassedOn {
            request,
            by: by.clone(),
            to: to.clone(),
            rule: rule.clone(),
            for_support: *for_support,
        }),
        RequestFact::QuestionAsked { .. } | RequestFact::Offered { .. } => {
            Some(Notice::RequesterAsked {
                request,
                is_reminder: false,
            })
        }
        RequestFact::RequesterReminded { .. } => Some(Notice::RequesterAsked {
            request,
            is_reminder: true,
        }),
        RequestFact::Answered { answer, .. } => Some(Notice::RequestAnswered {
            request,
            answer: answer.clone(),
        }),
        RequestFact::Wrote { message, .. } => Some(Notice::RequesterWrote {
            request,
            message: message.clone(),
        }),
        RequestFact::OfferDeclined { words, .. } => Some(Notice::OfferDeclined {
            request,
            words: words.clone(),
        }),
        RequestFact::OfferAccepted { .. } => Some(Notice::OfferAccepted { request }),
        RequestFact::ExpiredUnanswered { .. } => Some(Notice::RequestExpiredUnanswered { request }),
    }
}

/// What those in a group are told of what it holds.
pub(crate) fn held_by_group(group: &GroupId, change: RoleChange) -> Notice {
    Notice::GroupNews {
        group: group.clone(),
        news: GroupNews::Changed,
        people: Vec::new(),
        after: None,
        changes: vec![change],
    }
}
