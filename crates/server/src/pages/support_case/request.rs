//! The request of a case, as one of its two sides sees it.

use crate::pages::access_request::timeline::timeline;
use crate::pages::parts::timeline::{TimelineEntry, of_entitlement};
use crate::standing::request_queue::is_with_support;
use crate::store::event::Recorded;
use crate::use_cases::support_case::{CarriedRequest, SeenRequest};
use crate::web::door::SignedIn;
use crate::web::forms::{Field, Kind};
use crate::web::request_queue;
use crate::words;
use crate::words::wish::asked_words;
use domain::access_request::{AccessRequest, RequestEvent, RequestFact, RequestOutcome};
use domain::person::Person;
use domain::{Event, PersonId};
use i18n_embed_fl::fl;

/// What the page shows of it.
pub(super) struct RequestView {
    pub(super) request: AccessRequest,
    pub(super) outcome: RequestOutcome,
    pub(super) account_name: Option<String>,
    pub(super) asked: String,
    pub(super) entries: Vec<TimelineEntry>,
    /// Where it is decided, for an agent where support decides it.
    pub(super) decided_at: Option<String>,
}

pub(super) fn view(visit: &SignedIn, seen: SeenRequest) -> RequestView {
    let decided_at = match &seen {
        SeenRequest::ForAgent(seen) => decided_at(visit, &seen.request),
        SeenRequest::Own(_) => None,
    };
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
        decided_at,
    }
}

/// The page on which whoever reads decides a request, where they are Support and Support decides it.
fn decided_at(visit: &SignedIn, request: &AccessRequest) -> Option<String> {
    let queue = request.target.queue()?;
    let is_theirs = visit.is_support && is_with_support(visit.app.db.rules(), &queue);
    let list = request_queue::address(&queue);
    is_theirs.then(|| format!("{list}/requests/{}", request.id))
}

/// What happened, and to whom it was left, where it was left to somebody: by whom support handed it over.
fn happened(visit: &SignedIn, seen: &CarriedRequest, event: &Event) -> String {
    let words = words::event::of(visit.words, event);
    let Event::AccessRequest(RequestEvent {
        fact: RequestFact::PassedOn {
            to, for_support, ..
        },
        ..
    }) = event
    else {
        return words;
    };
    let colon = fl!(visit.words.text, "layout-colon");
    match seen.people.get(to) {
        Some(name) if *for_support => {
            let name = name.as_str();
            fl!(
                visit.words.plain,
                "support-case-handed-request",
                name = name
            )
        }
        Some(name) => format!("{words}{colon} {name}"),
        None => words,
    }
}

fn entries(visit: &SignedIn, seen: &CarriedRequest) -> Vec<TimelineEntry> {
    let name_of_another = |id: &PersonId| {
        let another = visit.person.id != *id;
        another.then(|| seen.people.get(id).map_or("–", String::as_str).to_owned())
    };
    let entry = |recorded: &Recorded| match &recorded.event {
        Event::Entitlement(fact) => of_entitlement(visit, fact, recorded.at, name_of_another),
        Event::AccessRequest(_) if recorded.event.name() != "access-request.decision-refused" => {
            let words = happened(visit, seen, &recorded.event);
            Some(TimelineEntry::new(words, "", Some(recorded.at)))
        }
        _ => None,
    };
    seen.events.iter().filter_map(entry).collect()
}

/// The fields by which agents do something about it.
pub(super) struct ActView {
    pub(super) why: Field,
    pub(super) decider: Field,
}

/// The form; nothing where there is nobody to be reminded. In: what was typed into each field, and what is wrong with it.
pub(super) fn act_view(
    visit: &SignedIn,
    deciders: Vec<Person>,
    why: (String, Option<String>),
    decider: (String, Option<String>),
) -> Option<ActView> {
    if deciders.is_empty() {
        return None;
    }
    let t = &visit.words.text;
    let mut options = vec![(String::new(), fl!(t, "support-case-choose-decider"))];
    let shown = |one: Person| {
        let name = format!("{} ({})", one.profile.full_name, one.user_id);
        (one.id.to_string(), name)
    };
    options.extend(deciders.into_iter().map(shown));
    Some(ActView {
        why: Field::new("why", fl!(t, "support-case-why"))
            .kind(Kind::Area)
            .hint(fl!(t, "support-case-why-hint"))
            .value(why.0)
            .fault(why.1),
        decider: Field::new("decider", fl!(t, "support-case-hand-over-to"))
            .options(options)
            .value(decider.0)
            .fault(decider.1),
    })
}
