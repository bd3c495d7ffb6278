//! What has happened to a request and what comes next, in plain words for who sent it.

use crate::pages::parts::timeline::{Entry, rule_words};
use crate::store::notification::Reached;
use crate::use_cases::access_request::OwnRequest;
use crate::web::visit::Visit;
use crate::words::wish::{offered, wish_words};
use domain::access_request::{AccessRequest, EscalationCause, Outcome, RequestFact};
use domain::rules::reminder::{Step, expiry, next_step};
use domain::{Event, Moment};
use i18n_embed_fl::fl;

pub(crate) fn timeline(visit: &Visit, own: &OwnRequest) -> Vec<Entry> {
    let mut entries: Vec<Entry> = own
        .events
        .iter()
        .filter_map(|recorded| past(visit, own, &recorded.event, recorded.at))
        .collect();
    if own.request.outcome() == Outcome::Pending {
        entries.extend(future(visit, &own.request));
    }
    entries
}

pub(crate) fn past(visit: &Visit, own: &OwnRequest, event: &Event, at: Moment) -> Option<Entry> {
    let (t, plain) = (&visit.words.text, &visit.words.plain);
    let Event::AccessRequest(event) = event else {
        return None;
    };
    let decider = || own.decider.clone();
    let (words, class, quote) = match &event.fact {
        RequestFact::Sent(_) => (fl!(t, "timeline-sent"), "", None),
        RequestFact::Approved { grant, .. } => {
            let words = decider().map_or_else(
                || fl!(t, "timeline-approved"),
                |by| fl!(t, "timeline-approved-by", name = by),
            );
            (words, "good", grant.note.clone())
        }
        RequestFact::Denied { denial, .. } => {
            let reason = visit.words.denial(denial.class);
            let words = decider().map_or_else(
                || fl!(t, "timeline-denied", reason = reason.clone()),
                |by| fl!(t, "timeline-denied-by", name = by, reason = reason.clone()),
            );
            (words, "bad", denial.words.clone())
        }
        RequestFact::Withdrawn { .. } => (fl!(t, "timeline-withdrawn"), "", None),
        RequestFact::Expired { .. } => (fl!(t, "timeline-expired"), "bad", None),
        RequestFact::ApplicantDeactivated { .. } => {
            (fl!(t, "timeline-applicant-deactivated"), "bad", None)
        }
        RequestFact::Nudged { number, .. } => (reminder_words(visit, own, *number), "", None),
        RequestFact::DecidersReminded { .. } => (fl!(t, "timeline-reminded"), "", None),
        RequestFact::Escalated {
            cause: EscalationCause::Silence,
            ..
        } => (fl!(t, "timeline-escalated"), "", None),
        RequestFact::Escalated {
            cause: EscalationCause::NoDecider,
            ..
        } => (fl!(t, "timeline-no-decider"), "", None),
        RequestFact::ExpiryAnnounced { .. } => {
            let expiry = expiry(&own.request, &visit.app.db.rules().timetable);
            (
                fl!(
                    plain,
                    "timeline-expiry-announced",
                    date = visit.words.date(expiry, &visit.zone)
                ),
                "",
                None,
            )
        }
        RequestFact::VirtualAccountGone { name, after, .. } => {
            let words = if after.is_some() {
                fl!(t, "timeline-part-gone", name = name.as_str())
            } else {
                fl!(t, "timeline-last-part-gone", name = name.as_str())
            };
            (words, "", None)
        }
        RequestFact::QuestionAsked { question, .. } => (
            fl!(t, "timeline-you-are-asked"),
            "",
            Some(question.as_str().to_owned()),
        ),
        RequestFact::Answered { answer, .. } => (
            fl!(t, "timeline-you-answered"),
            "",
            Some(answer.as_str().to_owned()),
        ),
        RequestFact::Offered { offer, .. } => {
            let what = wish_words(visit, &offered(offer), &own.parts);
            let words = fl!(plain, "timeline-you-are-offered", what = what);
            (words, "", offer.note.clone())
        }
        RequestFact::OfferAccepted { .. } => (fl!(t, "timeline-you-accepted"), "good", None),
        RequestFact::OfferDeclined { words, .. } => {
            (fl!(t, "timeline-you-kept"), "", words.clone())
        }
        RequestFact::RequesterReminded { .. } => (fl!(t, "timeline-you-were-reminded"), "", None),
        RequestFact::ExpiredUnanswered { .. } => {
            (fl!(t, "timeline-expired-unanswered"), "bad", None)
        }
        // Those who ask by it are not told of these, and have no words for them.
        RequestFact::DecisionRefused { .. }
        | RequestFact::PassedOn { .. }
        | RequestFact::CameLoose { .. }
        | RequestFact::Commented { .. } => return None,
    };
    let words = match own.request.decided_by_rule() {
        Some(rule) if class == "good" || class == "bad" => {
            format!("{words} {}", rule_words(visit.words, rule))
        }
        _ => words,
    };
    Some(Entry {
        words,
        at: Some(at),
        class,
        quote,
    })
}

/// How many people a reminder reached, where the requester may know that there is anybody.
pub(crate) fn reminder_words(visit: &Visit, own: &OwnRequest, number: u32) -> String {
    let plain = &visit.words.plain;
    let found = own
        .reached
        .iter()
        .find(|(of, _)| *of == i64::from(number))
        .map(|(_, reached)| *reached);
    match found {
        Some(reached) if own.account.is_some() && reached != Reached::default() => {
            let all = reached.sent + reached.waiting + reached.dead;
            if reached.sent == all {
                fl!(plain, "timeline-nudged-reached", count = all)
            } else {
                fl!(
                    plain,
                    "timeline-nudged-partly",
                    count = all,
                    sent = reached.sent
                )
            }
        }
        _ => fl!(plain, "timeline-nudged-by-you"),
    }
}

/// What happens next to a pending request and when, as the timetable stands.
pub(crate) fn future(visit: &Visit, request: &AccessRequest) -> Vec<Entry> {
    let table = &visit.app.db.rules().timetable;
    let plain = &visit.words.plain;
    let mut shadow = request.clone();
    let mut entries = Vec::new();
    let mut now = visit.now;
    while let Some((step, due)) = next_step(&shadow, table, now) {
        now = now.max(due);
        let date = visit.words.date(now, &visit.zone);
        let (words, fact) = match step {
            Step::RemindDeciders(number) => (
                fl!(plain, "timeline-will-remind", date = date),
                RequestFact::DecidersReminded { number, at: now },
            ),
            Step::Escalate => (
                fl!(plain, "timeline-will-escalate", date = date),
                RequestFact::Escalated {
                    at: now,
                    cause: EscalationCause::Silence,
                },
            ),
            Step::WarnOfExpiry => {
                shadow.apply(&RequestFact::ExpiryAnnounced { at: now });
                continue;
            }
            Step::Expire => (
                fl!(plain, "timeline-will-expire", date = date),
                RequestFact::Expired { at: now },
            ),
            Step::RemindRequester => (
                fl!(plain, "timeline-will-remind-you", date = date),
                RequestFact::RequesterReminded { at: now },
            ),
            Step::ExpireUnanswered => (
                fl!(plain, "timeline-will-expire-unanswered", date = date),
                RequestFact::ExpiredUnanswered { at: now },
            ),
        };
        shadow.apply(&fact);
        entries.push(Entry {
            words,
            at: None,
            class: "next",
            quote: None,
        });
    }
    entries
}
