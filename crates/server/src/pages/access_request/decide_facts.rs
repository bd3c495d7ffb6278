//! What the deciding page tells: what was decided, what happened, what roles allow.

use crate::pages::parts::timeline::{Entry, rule_words};
use crate::store::event::Recorded;
use crate::use_cases::access_request::RequestToDecide;
use crate::web::desk::{Decide, Desk};
use crate::web::visit::Visit;
use crate::words::wish::{offered, wish_words};
use domain::access_request::{LooseCause, RequestFact, Status};
use domain::automation::RuleFact;
use domain::role::Extent;
use domain::text::Reason;
use domain::{Event, PersonId, Right, Role};
use i18n_embed_fl::fl;

/// What was decided, by whom and when.
pub(crate) struct Settled {
    pub(crate) words: String,
    /// The rule that did it, where one did.
    pub(crate) by_rule: Option<String>,
    pub(crate) granted: Option<String>,
    pub(crate) text: Option<String>,
}

/// The name of somebody else: whoever reads is spoken to, in sentences of their own.
pub(crate) fn name_of(loaded: &RequestToDecide, id: &PersonId) -> String {
    loaded
        .people
        .get(id.as_str())
        .cloned()
        .unwrap_or_else(|| id.to_string())
}

pub(crate) fn settled(desk: &Desk<Decide>, loaded: &RequestToDecide) -> Option<Settled> {
    let plain = &desk.words.plain;
    let at = |moment| desk.words.date_time(moment, &desk.zone);
    let is_you = |id: &PersonId| *id == desk.person.id;
    let (words, granted, text) = match &loaded.request.status {
        Status::Pending => return None,
        Status::Approved {
            by,
            at: when,
            grant,
            ..
        } => {
            let granted = wish_words(desk, &offered(grant), &desk.parts_ever);
            let words = if is_you(by) {
                fl!(plain, "settled-approved-by-you", at = at(*when))
            } else {
                fl!(
                    plain,
                    "settled-approved",
                    name = name_of(loaded, by),
                    at = at(*when)
                )
            };
            (words, Some(granted), grant.note.clone())
        }
        Status::Denied {
            by,
            at: when,
            denial,
            ..
        } => {
            let reason = desk.words.denial(denial.class);
            let words = if is_you(by) {
                fl!(
                    plain,
                    "settled-denied-by-you",
                    at = at(*when),
                    reason = reason
                )
            } else {
                fl!(
                    plain,
                    "settled-denied",
                    name = name_of(loaded, by),
                    at = at(*when),
                    reason = reason
                )
            };
            (words, None, denial.words.clone())
        }
        Status::Withdrawn { at: when } => {
            (fl!(plain, "settled-withdrawn", at = at(*when)), None, None)
        }
        Status::Expired { at: when } => (fl!(plain, "settled-expired", at = at(*when)), None, None),
    };
    let rule = loaded.request.decided_by_rule();
    Some(Settled {
        words,
        by_rule: rule.map(|rule| rule_words(desk.words, rule)),
        granted,
        text,
    })
}

pub(crate) fn entry(
    desk: &Desk<Decide>,
    recorded: &Recorded,
    loaded: &RequestToDecide,
) -> Option<Entry> {
    let (t, plain) = (&desk.words.text, &desk.words.plain);
    let event = match &recorded.event {
        Event::AccessRequest(event) => event,
        Event::Automation(RuleFact::CouldNotAct { .. }) => {
            return Some(Entry {
                words: crate::words::event::of(desk.words, &recorded.event),
                at: Some(recorded.at),
                class: "bad",
                quote: None,
            });
        }
        _ => return None,
    };
    let name = |id: &PersonId| name_of(loaded, id);
    let is_you = |id: &PersonId| *id == desk.person.id;
    let quoted = |reason: &Reason| Some(reason.as_str().to_owned());
    let (words, class, quote) = match &event.fact {
        RequestFact::Sent(_) => (fl!(t, "timeline-sent"), "", None),
        RequestFact::Approved { by, .. } if is_you(by) => {
            (fl!(t, "timeline-approved-by-you"), "good", None)
        }
        RequestFact::Approved { by, .. } => (
            fl!(plain, "timeline-approved-by", name = name(by)),
            "good",
            None,
        ),
        RequestFact::Denied { by, denial, .. } => {
            let reason = desk.words.denial(denial.class);
            let words = if is_you(by) {
                fl!(plain, "timeline-denied-by-you", reason = reason)
            } else {
                fl!(
                    plain,
                    "timeline-denied-by",
                    name = name(by),
                    reason = reason
                )
            };
            (words, "bad", None)
        }
        RequestFact::Withdrawn { .. } => (fl!(t, "timeline-withdrawn"), "", None),
        RequestFact::Expired { .. } => (fl!(t, "timeline-expired"), "bad", None),
        RequestFact::ApplicantDeactivated { .. } => {
            (fl!(t, "timeline-applicant-deactivated"), "bad", None)
        }
        RequestFact::Nudged { .. } => (fl!(t, "timeline-nudged"), "", None),
        RequestFact::DecidersReminded { .. } => (fl!(t, "timeline-reminded"), "", None),
        RequestFact::Escalated { .. } => (fl!(t, "timeline-escalated"), "", None),
        RequestFact::ExpiryAnnounced { .. } => (fl!(t, "timeline-expiry-warned"), "", None),
        RequestFact::VirtualAccountGone { name: part, .. } => {
            let words = fl!(t, "timeline-part-gone", name = part.as_str());
            (words, "", None)
        }
        RequestFact::DecisionRefused { by, .. } if is_you(by) => {
            (fl!(t, "timeline-decision-refused-for-you"), "bad", None)
        }
        RequestFact::DecisionRefused { by, .. } => {
            let words = fl!(plain, "timeline-decision-refused", name = name(by));
            (words, "bad", None)
        }
        RequestFact::QuestionAsked { by, question, .. } => {
            let words = if is_you(by) {
                fl!(t, "timeline-asked-by-you")
            } else {
                fl!(plain, "timeline-asked-by", name = name(by))
            };
            (words, "", quoted(question))
        }
        RequestFact::Answered { answer, .. } => (fl!(t, "timeline-answered"), "", quoted(answer)),
        RequestFact::Offered { by, offer, .. } => {
            let what = wish_words(desk, &offered(offer), &desk.parts_ever);
            let words = if is_you(by) {
                fl!(plain, "timeline-offered-by-you", what = what)
            } else {
                fl!(plain, "timeline-offered-by", name = name(by), what = what)
            };
            (words, "", offer.note.clone())
        }
        RequestFact::OfferAccepted { .. } => (fl!(t, "timeline-accepted"), "good", None),
        RequestFact::OfferDeclined { words, .. } => (fl!(t, "timeline-kept"), "", words.clone()),
        RequestFact::RequesterReminded { .. } => (fl!(t, "timeline-requester-reminded"), "", None),
        RequestFact::ExpiredUnanswered { .. } => {
            (fl!(t, "timeline-expired-unanswered"), "bad", None)
        }
        RequestFact::PassedOn { by, to, .. } => {
            let words = match (is_you(by), is_you(to)) {
                (true, true) => fl!(t, "timeline-taken-by-you"),
                (true, false) => fl!(plain, "timeline-passed-by-you", to = name(to)),
                (false, true) => fl!(plain, "timeline-passed-to-you", name = name(by)),
                (false, false) if by == to => fl!(plain, "timeline-taken-by", name = name(by)),
                (false, false) => {
                    fl!(plain, "timeline-passed-by", name = name(by), to = name(to))
                }
            };
            (words, "", None)
        }
        RequestFact::CameLoose { before, why, .. } => {
            let name = name(before);
            let words = match (why, is_you(before)) {
                (LooseCause::Deactivated, true) => fl!(t, "timeline-loose-you-deactivated"),
                (LooseCause::Deactivated, false) => {
                    fl!(plain, "timeline-loose-deactivated", name = name)
                }
                (LooseCause::RightLost, true) => fl!(t, "timeline-loose-your-right-lost"),
                (LooseCause::RightLost, false) => {
                    fl!(plain, "timeline-loose-right-lost", name = name)
                }
            };
            (words, "", None)
        }
        RequestFact::Commented { by, comment, .. } => {
            let words = if is_you(by) {
                fl!(t, "timeline-commented-by-you")
            } else {
                fl!(plain, "timeline-commented-by", name = name(by))
            };
            (words, "", loaded.comments.get(comment.as_str()).cloned())
        }
    };
    let rule = match &event.fact {
        RequestFact::Approved { rule, .. }
        | RequestFact::Denied { rule, .. }
        | RequestFact::PassedOn { rule, .. } => rule.as_ref(),
        _ => None,
    };
    let words = match rule {
        Some(rule) => format!("{words} {}", rule_words(desk.words, rule)),
        None => words,
    };
    Some(Entry {
        words,
        at: Some(recorded.at),
        class,
        quote,
    })
}

/// What each role allows, for the table beside the form.
pub(crate) fn allowances(visit: &Visit) -> Vec<(String, String)> {
    Role::ALL
        .into_iter()
        .map(|role| {
            let rights: Vec<String> = Right::ALL
                .into_iter()
                .filter(|right| role.extent(*right) != Extent::Nothing)
                .map(|right| visit.words.right(right))
                .collect();
            (visit.words.role(role), rights.join(", "))
        })
        .collect()
}
