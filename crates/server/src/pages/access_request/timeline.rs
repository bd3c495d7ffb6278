//! What has happened to a request and what comes next, in plain words for who sent it.

use crate::pages::parts::timeline::{TimelineEntry, class_of, of_entitlement, rule_words, said_in};
use crate::store::notification::Reached;
use crate::use_cases::access_request::OwnRequest;
use crate::web::visit::Visit;
use crate::words::target::DecidersNamed;
use crate::words::wish::granted_words;
use domain::access_request::{AccessRequest, EscalationCause, RequestFact, RequestOutcome};
use domain::rules::reminder::{ReminderStep, expiry, next_step};
use domain::{Event, Moment};
use i18n_embed_fl::fl;

/// All that happened to the request, and then what is still to come, in order.
pub(crate) fn timeline(visit: &Visit, own: &OwnRequest) -> Vec<TimelineEntry> {
    let mut entries: Vec<TimelineEntry> = own
        .events
        .iter()
        .filter_map(|recorded| past(visit, own, &recorded.event, recorded.at))
        .collect();
    if own.request.outcome() == RequestOutcome::Pending {
        let who = deciders(visit, own).who;
        entries.extend(future(visit, &own.request, &who));
    }
    entries
}

/// A line about what happened; nothing for what the requester is not told.
fn past(visit: &Visit, own: &OwnRequest, event: &Event, at: Moment) -> Option<TimelineEntry> {
    let event = match event {
        Event::AccessRequest(event) => event,
        Event::Entitlement(fact) => {
            return of_entitlement(visit, fact, at, |_| own.taken_by.clone());
        }
        _ => return None,
    };
    let fact = &event.fact;
    let mut words = happened(visit, own, fact)?;
    let class = class_of(fact);
    if let Some(rule) = own.request.decided_by_rule()
        && !class.is_empty()
    {
        words = format!("{words} {}", rule_words(visit.words, rule));
    }
    let is_decision = matches!(
        fact,
        RequestFact::Approved { .. } | RequestFact::Denied { .. }
    );
    if let (true, Some(name)) = (is_decision, &own.deputy_of) {
        let deputy = fl!(visit.words.plain, "settled-deputy", name = name.as_str());
        words = format!("{words} {deputy}");
    }
    let said = match fact {
        RequestFact::Approved { grant, .. } => grant.note.clone(),
        RequestFact::Denied { denial, .. } => denial.words.clone(),
        _ => said_in(fact),
    };
    Some(TimelineEntry::new(words, class, Some(at)).quoting(said))
}

/// What happened, in words for who sent the request; nothing for what goes on among those who decide.
fn happened(visit: &Visit, own: &OwnRequest, fact: &RequestFact) -> Option<String> {
    let (t, plain) = (&visit.words.text, &visit.words.plain);
    Some(match fact {
        RequestFact::Sent(_) => fl!(t, "timeline-sent"),
        RequestFact::Approved { .. } => match own.decider.clone() {
            Some(by) => fl!(t, "timeline-approved-by", name = by),
            None if own.is_evaluated() => fl!(t, "timeline-you-are-evaluated"),
            None => fl!(t, "timeline-approved"),
        },
        RequestFact::Denied { denial, .. } => {
            let reason = visit.words.denial(denial.class);
            match own.decider.clone() {
                Some(by) => fl!(t, "timeline-denied-by", name = by, reason = reason),
                None => fl!(t, "timeline-denied", reason = reason),
            }
        }
        RequestFact::Withdrawn { .. } => fl!(t, "timeline-withdrawn"),
        RequestFact::Expired { .. } => fl!(t, "timeline-expired"),
        RequestFact::ApplicantDeactivated { .. } => fl!(t, "timeline-applicant-deactivated"),
        RequestFact::Nudged { number, .. } => reminder_words(visit, own, *number),
        RequestFact::DecidersReminded { .. } => {
            fl!(plain, "timeline-reminded", who = deciders(visit, own).who)
        }
        RequestFact::RemindedBySupport { is_told: true, .. } => {
            fl!(t, "timeline-reminded-by-support")
        }
        RequestFact::Escalated { cause, .. } => match cause {
            EscalationCause::Silence => fl!(t, "timeline-escalated"),
            EscalationCause::NoDecider => fl!(t, "timeline-no-decider"),
        },
        RequestFact::ExpiryAnnounced { .. } => {
            let expiry = expiry(&own.request, &visit.app.db.rules().timetable);
            let date = visit.words.date(expiry, &visit.zone);
            fl!(plain, "timeline-expiry-announced", date = date)
        }
        RequestFact::VirtualAccountGone { name, after, .. } => match after {
            Some(_) => fl!(t, "timeline-part-gone", name = name.as_str()),
            None => fl!(t, "timeline-last-part-gone", name = name.as_str()),
        },
        RequestFact::QuestionAsked { .. } => fl!(t, "timeline-you-are-asked"),
        RequestFact::Answered { .. } => fl!(t, "timeline-you-answered"),
        RequestFact::Wrote { .. } => {
            fl!(plain, "timeline-you-wrote", to = deciders(visit, own).to)
        }
        RequestFact::Offered { offer, .. } => {
            let what = granted_words(visit, offer, &own.parts);
            fl!(plain, "timeline-you-are-offered", what = what)
        }
        RequestFact::OfferAccepted { .. } => fl!(t, "timeline-you-accepted"),
        RequestFact::OfferDeclined { .. } => fl!(t, "timeline-you-kept"),
        RequestFact::RequesterReminded { .. } => fl!(t, "timeline-you-were-reminded"),
        RequestFact::ExpiredUnanswered { .. } => fl!(t, "timeline-expired-unanswered"),
        // Those who ask by it are not told of these, and have no words for them.
        RequestFact::DecisionRefused { .. }
        | RequestFact::RemindedBySupport { is_told: false, .. }
        | RequestFact::PassedOn { .. }
        | RequestFact::CameLoose { .. }
        | RequestFact::Commented { .. } => return None,
    })
}

fn deciders(visit: &Visit, own: &OwnRequest) -> DecidersNamed {
    DecidersNamed::of(&own.request.target, visit.app.db.rules(), visit.words)
}

/// How many people a reminder reached, where the requester may know that there is anybody.
fn reminder_words(visit: &Visit, own: &OwnRequest, number: u32) -> String {
    let plain = &visit.words.plain;
    let found = own
        .reached
        .iter()
        .find(|(of, _)| *of == i64::from(number))
        .map(|(_, reached)| *reached);
    match found {
        Some(reached) if own.shows_reach() && reached != Reached::default() => {
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

/// What happens next to a pending request and when, as the timetable stands. In: those who decide, as they are named.
fn future(visit: &Visit, request: &AccessRequest, who: &str) -> Vec<TimelineEntry> {
    let table = &visit.app.db.rules().timetable;
    let plain = &visit.words.plain;
    // Each step changes when the next is due: it is carried out on a copy.
    let mut shadow = request.clone();
    let mut entries = Vec::new();
    let mut now = visit.now;
    while let Some((step, due)) = next_step(&shadow, table, now) {
        now = now.max(due);
        let date = visit.words.date(now, &visit.zone);
        let (words, fact) = match step {
            ReminderStep::RemindDeciders(number) => (
                fl!(plain, "timeline-will-remind", date = date, who = who),
                RequestFact::DecidersReminded { number, at: now },
            ),
            ReminderStep::Escalate => (
                fl!(plain, "timeline-will-escalate", date = date),
                RequestFact::Escalated {
                    at: now,
                    cause: EscalationCause::Silence,
                },
            ),
            ReminderStep::WarnOfExpiry => {
                shadow.apply(&RequestFact::ExpiryAnnounced { at: now });
                continue;
            }
            ReminderStep::Expire => (
                fl!(plain, "timeline-will-expire", date = date),
                RequestFact::Expired { at: now },
            ),
            ReminderStep::RemindRequester => (
                fl!(plain, "timeline-will-remind-you", date = date),
                RequestFact::RequesterReminded { at: now },
            ),
            ReminderStep::ExpireUnanswered => (
                fl!(plain, "timeline-will-expire-unanswered", date = date),
                RequestFact::ExpiredUnanswered { at: now },
            ),
        };
        shadow.apply(&fact);
        entries.push(TimelineEntry::new(words, "next", None));
    }
    entries
}
