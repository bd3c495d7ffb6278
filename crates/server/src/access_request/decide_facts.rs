//! What the deciding page tells: what is known of who asks, what was decided, what happened, what roles allow.

use super::decide_pages::Loaded;
use crate::access_request::timeline::Entry;
use crate::access_request::wish::wish_words;
use crate::event_log::store::Recorded;
use crate::smart_account::desk::{Decide, Desk};
use crate::web::visit::Visit;
use domain::access_request::{RequestFact, Status, Wish};
use domain::role::Extent;
use domain::{Event, Right, Role};
use i18n_embed_fl::fl;
use std::collections::BTreeSet;

/// Something known about who asks.
pub(super) struct Known {
    pub(super) class: &'static str,
    pub(super) icon: &'static str,
    pub(super) label: String,
    pub(super) words: String,
}

/// What was decided, by whom and when.
pub(super) struct Settled {
    pub(super) words: String,
    pub(super) granted: Option<String>,
    pub(super) text: Option<String>,
}

pub(super) fn known(desk: &Desk<Decide>, loaded: &Loaded) -> Vec<Known> {
    let (t, plain) = (&desk.words.text, &desk.words.plain);
    let domain = desk.account.domain.shown();
    let mut known = Vec::new();
    if loaded
        .emails
        .iter()
        .any(|email| email.is_inside(&desk.account.domain))
    {
        let words = fl!(plain, "known-inside-words", domain = domain);
        known.push(Known {
            class: "good",
            icon: "check",
            label: fl!(t, "known-inside"),
            words,
        });
    } else {
        let words = fl!(plain, "known-outside-words", domain = domain);
        known.push(Known {
            class: "wait",
            icon: "clock",
            label: fl!(t, "known-outside"),
            words,
        });
    }
    if !loaded.held.is_empty() {
        let roles: BTreeSet<String> = loaded
            .held
            .iter()
            .map(|m| desk.words.role(m.role))
            .collect();
        let words = roles.into_iter().collect::<Vec<_>>().join(", ");
        known.push(Known {
            class: "good",
            icon: "people",
            label: fl!(t, "known-member"),
            words,
        });
    }
    match &loaded.before {
        Some((_, at)) => {
            let words = fl!(
                plain,
                "known-denied-words",
                date = desk.words.date(*at, &desk.zone)
            );
            known.push(Known {
                class: "bad",
                icon: "cross",
                label: fl!(t, "known-denied"),
                words,
            });
        }
        None => {
            known.push(Known {
                class: "still",
                icon: "dash",
                label: fl!(t, "known-first"),
                words: fl!(t, "known-first-words"),
            });
        }
    }
    known
}

pub(super) fn name_of(desk: &Desk<Decide>, loaded: &Loaded, id: &domain::PersonId) -> String {
    if *id == desk.person.id {
        return fl!(desk.words.plain, "you");
    }
    loaded
        .people
        .get(id.as_str())
        .cloned()
        .unwrap_or_else(|| id.to_string())
}

pub(super) fn settled(desk: &Desk<Decide>, loaded: &Loaded) -> Option<Settled> {
    let plain = &desk.words.plain;
    let at = |moment| desk.words.date_time(moment, &desk.zone);
    let (words, granted, text) = match &loaded.request.status {
        Status::Pending => return None,
        Status::Approved {
            by,
            at: when,
            grant,
        } => {
            let wish = Wish {
                scope: Some(grant.scope.clone()),
                role: Some(grant.role),
                until: grant.until,
            };
            let granted = wish_words(desk, &wish, &desk.parts_ever);
            (
                fl!(
                    plain,
                    "settled-approved",
                    name = name_of(desk, loaded, by),
                    at = at(*when)
                ),
                Some(granted),
                grant.note.clone(),
            )
        }
        Status::Denied {
            by,
            at: when,
            denial,
        } => {
            let reason = desk.words.denial(denial.class);
            let words = fl!(
                plain,
                "settled-denied",
                name = name_of(desk, loaded, by),
                at = at(*when),
                reason = reason
            );
            (words, None, denial.words.clone())
        }
        Status::Withdrawn { at: when } => {
            (fl!(plain, "settled-withdrawn", at = at(*when)), None, None)
        }
        Status::Expired { at: when } => (fl!(plain, "settled-expired", at = at(*when)), None, None),
    };
    Some(Settled {
        words,
        granted,
        text,
    })
}

pub(super) fn entry(desk: &Desk<Decide>, recorded: &Recorded, loaded: &Loaded) -> Option<Entry> {
    let (t, plain) = (&desk.words.text, &desk.words.plain);
    let Event::AccessRequest(event) = &recorded.event else {
        return None;
    };
    let (words, class) = match &event.fact {
        RequestFact::Sent(_) => (fl!(t, "timeline-sent"), ""),
        RequestFact::Approved { by, .. } => (
            fl!(
                plain,
                "timeline-approved-by",
                name = name_of(desk, loaded, by)
            ),
            "good",
        ),
        RequestFact::Denied { by, denial, .. } => {
            let reason = desk.words.denial(denial.class);
            (
                fl!(
                    plain,
                    "timeline-denied-by",
                    name = name_of(desk, loaded, by),
                    reason = reason
                ),
                "bad",
            )
        }
        RequestFact::Withdrawn { .. } => (fl!(t, "timeline-withdrawn"), ""),
        RequestFact::Expired { .. } => (fl!(t, "timeline-expired"), "bad"),
        RequestFact::ApplicantDeactivated { .. } => {
            (fl!(t, "timeline-applicant-deactivated"), "bad")
        }
        RequestFact::Nudged { .. } => (fl!(t, "timeline-nudged"), ""),
        RequestFact::DecidersReminded { .. } => (fl!(t, "timeline-reminded"), ""),
        RequestFact::Escalated { .. } => (fl!(t, "timeline-escalated"), ""),
        RequestFact::ExpiryAnnounced { .. } => (fl!(t, "timeline-expiry-warned"), ""),
        RequestFact::VirtualAccountGone { name, .. } => {
            (fl!(t, "timeline-part-gone", name = name.as_str()), "")
        }
        RequestFact::DecisionRefused { by, .. } => (
            fl!(
                plain,
                "timeline-decision-refused",
                name = name_of(desk, loaded, by)
            ),
            "bad",
        ),
    };
    Some(Entry {
        words,
        at: Some(recorded.at),
        class,
        quote: None,
    })
}

/// What each role allows, for the table beside the form.
pub(super) fn allowances(visit: &Visit) -> Vec<(String, String)> {
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
