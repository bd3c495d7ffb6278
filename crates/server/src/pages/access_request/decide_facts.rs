//! What the deciding page tells: what was decided, what happened, what roles allow.

use crate::pages::parts::timeline::{TimelineEntry, class_of, of_entitlement, rule_words, said_in};
use crate::store::event::Recorded;
use crate::use_cases::access_request::RequestToDecide;
use crate::web::request_desk::RequestDesk;
use crate::web::visit::Visit;
use crate::words::target::DecidersNamed;
use crate::words::wish::granted_words;
use domain::access_request::{Denial, LooseCause, RequestFact, RequestStatus};
use domain::actor::RuleUse;
use domain::automation::RuleFact;
use domain::role::Extent;
use domain::{Event, Moment, PersonId, Right, Role};
use i18n_embed_fl::fl;

/// What was decided, by whom and when.
pub(crate) struct Settled {
    pub(crate) words: String,
    /// The rule that did it, where one did.
    pub(crate) by_rule: Option<String>,
    /// In whose place, where a deputy decided.
    pub(crate) deputy_of: Option<String>,
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

/// As [`name_of`]; nothing where it is whoever reads.
pub(crate) fn name_of_another(
    desk: &RequestDesk,
    loaded: &RequestToDecide,
    id: &PersonId,
) -> Option<String> {
    (*id != desk.person.id).then(|| name_of(loaded, id))
}

/// How the request ended; nothing while it is pending.
pub(crate) fn settled(desk: &RequestDesk, loaded: &RequestToDecide) -> Option<Settled> {
    let plain = &desk.words.plain;
    let at = |moment: &Moment| desk.words.date_time(*moment, &desk.zone);
    let (words, granted, text) = match &loaded.request.status {
        RequestStatus::Pending => return None,
        RequestStatus::Approved {
            by,
            at: when,
            grant,
            ..
        } => (
            approved_words(desk, loaded, by.as_ref(), at(when)),
            Some(granted_words(desk, grant, desk.parts_ever())),
            grant.note.clone(),
        ),
        RequestStatus::Denied {
            by,
            at: when,
            denial,
            ..
        } => (
            denied_words(desk, loaded, by.as_ref(), at(when), denial),
            None,
            denial.words.clone(),
        ),
        RequestStatus::Withdrawn { at: when } => {
            (fl!(plain, "settled-withdrawn", at = at(when)), None, None)
        }
        RequestStatus::Expired { at: when } => {
            (fl!(plain, "settled-expired", at = at(when)), None, None)
        }
    };
    let rule = loaded.request.decided_by_rule();
    Some(Settled {
        words,
        by_rule: rule.map(|rule| rule_words(desk.words, rule)),
        deputy_of: loaded.request.decided_for().map(|who| {
            let name = name_of(loaded, who);
            fl!(plain, "settled-deputy", name = name)
        }),
        granted,
        text,
    })
}

fn approved_words(
    desk: &RequestDesk,
    loaded: &RequestToDecide,
    by: Option<&PersonId>,
    at: String,
) -> String {
    let plain = &desk.words.plain;
    let Some(by) = by else {
        return fl!(plain, "settled-approved-evaluated", at = at);
    };
    match name_of_another(desk, loaded, by) {
        Some(name) => fl!(plain, "settled-approved", name = name, at = at),
        None => fl!(plain, "settled-approved-by-you", at = at),
    }
}

fn denied_words(
    desk: &RequestDesk,
    loaded: &RequestToDecide,
    by: Option<&PersonId>,
    at: String,
    denial: &Denial,
) -> String {
    let plain = &desk.words.plain;
    let reason = desk.words.denial(denial.class);
    let Some(by) = by else {
        return fl!(plain, "settled-denied-evaluated", at = at, reason = reason);
    };
    match name_of_another(desk, loaded, by) {
        Some(name) => fl!(
            plain,
            "settled-denied",
            name = name,
            at = at,
            reason = reason
        ),
        None => fl!(plain, "settled-denied-by-you", at = at, reason = reason),
    }
}

/// A line of the request's timeline; nothing for events that do not belong there.
pub(crate) fn entry(
    desk: &RequestDesk,
    recorded: &Recorded,
    loaded: &RequestToDecide,
) -> Option<TimelineEntry> {
    let fact = match &recorded.event {
        Event::AccessRequest(event) => &event.fact,
        Event::Entitlement(fact) => {
            let another = |id: &PersonId| name_of_another(desk, loaded, id);
            return of_entitlement(desk, fact, recorded.at, another);
        }
        Event::Automation(RuleFact::CouldNotAct { .. }) => {
            let words = crate::words::event::of(desk.words, &recorded.event);
            return Some(TimelineEntry::new(words, "bad", Some(recorded.at)));
        }
        _ => return None,
    };
    let mut words = happened(desk, loaded, fact);
    if let Some(rule) = rule_of(fact) {
        words = format!("{words} {}", rule_words(desk.words, rule));
    }
    if let Some(who) = deputy_of(fact) {
        let name = name_of(loaded, who);
        let deputy = fl!(desk.words.plain, "settled-deputy", name = name);
        words = format!("{words} {deputy}");
    }
    let said = match fact {
        RequestFact::Commented { comment, .. } => loaded.comments.get(comment.as_str()).cloned(),
        _ => said_in(fact),
    };
    Some(TimelineEntry::new(words, class_of(fact), Some(recorded.at)).quoting(said))
}

/// The rule that did it, where one did.
fn rule_of(fact: &RequestFact) -> Option<&RuleUse> {
    match fact {
        RequestFact::Approved { rule, .. }
        | RequestFact::Denied { rule, .. }
        | RequestFact::PassedOn { rule, .. } => rule.as_ref(),
        _ => None,
    }
}

/// In whose place it was done, where a deputy did it.
fn deputy_of(fact: &RequestFact) -> Option<&PersonId> {
    match fact {
        RequestFact::Approved { deputy_of, .. } | RequestFact::Denied { deputy_of, .. } => {
            deputy_of.as_ref()
        }
        _ => None,
    }
}

/// What happened, in words for somebody who decides, and who may be the one who did it.
fn happened(desk: &RequestDesk, loaded: &RequestToDecide, fact: &RequestFact) -> String {
    let (t, plain) = (&desk.words.text, &desk.words.plain);
    let another = |id: &PersonId| name_of_another(desk, loaded, id);
    match fact {
        RequestFact::Sent(_) => fl!(t, "timeline-sent"),
        RequestFact::Approved { by, .. } => approved_line(desk, loaded, by.as_ref()),
        RequestFact::Denied { by, denial, .. } => denied_line(desk, loaded, by.as_ref(), denial),
        RequestFact::Withdrawn { .. } => fl!(t, "timeline-withdrawn"),
        RequestFact::Expired { .. } => fl!(t, "timeline-expired"),
        RequestFact::ApplicantDeactivated { .. } => fl!(t, "timeline-applicant-deactivated"),
        RequestFact::Nudged { .. } => fl!(t, "timeline-nudged"),
        RequestFact::DecidersReminded { .. } => {
            fl!(plain, "timeline-reminded", who = deciders(desk, loaded).who)
        }
        RequestFact::RemindedBySupport { .. } => fl!(t, "timeline-reminded-by-support"),
        RequestFact::Escalated { .. } => fl!(t, "timeline-escalated"),
        RequestFact::ExpiryAnnounced { .. } => fl!(t, "timeline-expiry-warned"),
        RequestFact::VirtualAccountGone { name, .. } => {
            fl!(t, "timeline-part-gone", name = name.as_str())
        }
        RequestFact::DecisionRefused { by, .. } => match another(by) {
            Some(name) => fl!(plain, "timeline-decision-refused", name = name),
            None => fl!(t, "timeline-decision-refused-for-you"),
        },
        RequestFact::QuestionAsked { by, .. } => match another(by) {
            Some(name) => fl!(plain, "timeline-asked-by", name = name),
            None => fl!(t, "timeline-asked-by-you"),
        },
        RequestFact::Answered { .. } => fl!(t, "timeline-answered"),
        RequestFact::Wrote { .. } => {
            fl!(
                plain,
                "timeline-requester-wrote",
                to = deciders(desk, loaded).to
            )
        }
        RequestFact::Offered { by, offer, .. } => {
            let what = granted_words(desk, offer, desk.parts_ever());
            match another(by) {
                Some(name) => fl!(plain, "timeline-offered-by", name = name, what = what),
                None => fl!(plain, "timeline-offered-by-you", what = what),
            }
        }
        RequestFact::OfferAccepted { .. } => fl!(t, "timeline-accepted"),
        RequestFact::OfferDeclined { .. } => fl!(t, "timeline-kept"),
        RequestFact::RequesterReminded { .. } => fl!(t, "timeline-requester-reminded"),
        RequestFact::ExpiredUnanswered { .. } => fl!(t, "timeline-expired-unanswered"),
        RequestFact::PassedOn {
            to,
            for_support: true,
            ..
        } => handed_words(desk, loaded, to),
        RequestFact::PassedOn { by, to, .. } => passed_on_words(desk, loaded, by, to),
        RequestFact::CameLoose { before, why, .. } => came_loose_words(desk, loaded, before, *why),
        RequestFact::Commented { by, .. } => match another(by) {
            Some(name) => fl!(plain, "timeline-commented-by", name = name),
            None => fl!(t, "timeline-commented-by-you"),
        },
    }
}

fn deciders(desk: &RequestDesk, loaded: &RequestToDecide) -> DecidersNamed {
    DecidersNamed::of(&loaded.request.target, desk.app.db.rules(), desk.words)
}

fn approved_line(desk: &RequestDesk, loaded: &RequestToDecide, by: Option<&PersonId>) -> String {
    let (t, plain) = (&desk.words.text, &desk.words.plain);
    match by.map(|by| name_of_another(desk, loaded, by)) {
        None => fl!(t, "timeline-approved-evaluated"),
        Some(Some(name)) => fl!(plain, "timeline-approved-by", name = name),
        Some(None) => fl!(t, "timeline-approved-by-you"),
    }
}

fn denied_line(
    desk: &RequestDesk,
    loaded: &RequestToDecide,
    by: Option<&PersonId>,
    denial: &Denial,
) -> String {
    let plain = &desk.words.plain;
    let reason = desk.words.denial(denial.class);
    match by.map(|by| name_of_another(desk, loaded, by)) {
        None => fl!(plain, "timeline-denied-evaluated", reason = reason),
        Some(Some(by)) => fl!(plain, "timeline-denied-by", name = by, reason = reason),
        Some(None) => fl!(plain, "timeline-denied-by-you", reason = reason),
    }
}

fn handed_words(desk: &RequestDesk, loaded: &RequestToDecide, to: &PersonId) -> String {
    match name_of_another(desk, loaded, to) {
        Some(to) => fl!(desk.words.plain, "timeline-handed-by-support", to = to),
        None => fl!(desk.words.text, "timeline-handed-to-you-by-support"),
    }
}

/// Taken is what one passes on to oneself.
fn passed_on_words(
    desk: &RequestDesk,
    loaded: &RequestToDecide,
    by: &PersonId,
    to: &PersonId,
) -> String {
    let (t, plain) = (&desk.words.text, &desk.words.plain);
    let another = |id: &PersonId| name_of_another(desk, loaded, id);
    match (another(by), another(to)) {
        (None, None) => fl!(t, "timeline-taken-by-you"),
        (None, Some(other)) => fl!(plain, "timeline-passed-by-you", to = other),
        (Some(name), None) => fl!(plain, "timeline-passed-to-you", name = name),
        (Some(name), Some(_)) if by == to => fl!(plain, "timeline-taken-by", name = name),
        (Some(name), Some(other)) => fl!(plain, "timeline-passed-by", name = name, to = other),
    }
}

fn came_loose_words(
    desk: &RequestDesk,
    loaded: &RequestToDecide,
    before: &PersonId,
    why: LooseCause,
) -> String {
    let (t, plain) = (&desk.words.text, &desk.words.plain);
    match (why, name_of_another(desk, loaded, before)) {
        (LooseCause::Deactivated, None) => fl!(t, "timeline-loose-you-deactivated"),
        (LooseCause::Deactivated, Some(name)) => {
            fl!(plain, "timeline-loose-deactivated", name = name)
        }
        (LooseCause::Away, None) => fl!(t, "timeline-loose-you-away"),
        (LooseCause::Away, Some(name)) => fl!(plain, "timeline-loose-away", name = name),
        (LooseCause::RightLost, None) => fl!(t, "timeline-loose-your-right-lost"),
        (LooseCause::RightLost, Some(name)) => fl!(plain, "timeline-loose-right-lost", name = name),
    }
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
