//! The request of a case, as one of its two sides sees it.

use crate::pages::access_request::timeline::timeline;
use crate::pages::parts::timeline::TimelineEntry;
use crate::use_cases::support_case::{CarriedRequest, SeenRequest};
use crate::web::door::SignedIn;
use crate::words;
use crate::words::wish::asked_words;
use domain::access_request::{AccessRequest, RequestOutcome};

/// What the page shows of it.
pub(super) struct RequestView {
    pub(super) request: AccessRequest,
    pub(super) outcome: RequestOutcome,
    pub(super) account_name: Option<String>,
    pub(super) asked: String,
    pub(super) entries: Vec<TimelineEntry>,
}

pub(super) fn view(visit: &SignedIn, seen: SeenRequest) -> RequestView {
    let (entries, request, account, parts) = match seen {
        SeenRequest::Own(own) => {
            let entries = timeline(visit, &own);
            (entries, own.request, own.account, own.parts)
        }
        SeenRequest::ForAgent(seen) => {
            let entries = entries(visit, &seen);
            (entries, seen.request, seen.account, seen.parts)
        }
    };
    RequestView {
        outcome: request.outcome(),
        account_name: account.map(|account| account.name),
        asked: asked_words(visit, &request, &parts),
        entries,
        request,
    }
}

fn entries(visit: &SignedIn, seen: &CarriedRequest) -> Vec<TimelineEntry> {
    let of_it = seen.events.iter().filter(|recorded| {
        matches!(recorded.event, domain::Event::AccessRequest(_))
            && recorded.event.name() != "access-request.decision-refused"
    });
    of_it
        .map(|recorded| {
            let words = words::event::of(visit.words, &recorded.event);
            TimelineEntry::new(words, "", Some(recorded.at))
        })
        .collect()
}
