//! What each side sees of a case.

use crate::config::Rules;
use crate::storage::{AnyConnection, Error};
use crate::store;
use crate::store::event::Recorded;
use crate::store::support_case::Attached;
use crate::use_cases::access_request::OwnRequest;
use crate::use_cases::access_request::own_request;
use crate::use_cases::support_case::acting::others_who_decide;
use crate::use_cases::support_case::unseen::{Happened, Seen, happened_since, newest};
use domain::access_request::{AccessRequest, RequestFact};
use domain::entitlement::EntitlementFact;
use domain::person::Person;
use domain::smart_account::SmartAccount;
use domain::support_case::{Message, SupportCase};
use domain::virtual_account::VirtualAccount;
use domain::{CaseId, Event, EventId, Moment, PersonId, Refusal, RequestId};
use std::collections::{BTreeMap, BTreeSet};

/// A case as its opener, or somebody who works on it, sees it.
pub(crate) struct SeenCase {
    pub(crate) case: SupportCase,
    /// To whoever opened it, without what is for agents alone.
    pub(crate) messages: Vec<(Message, Option<Person>)>,
    /// Likewise.
    pub(crate) attachments: Vec<Attached>,
    /// Nobody where they have no account.
    pub(crate) opener: Option<Person>,
    pub(crate) request: Option<SeenRequest>,
    /// The case it goes on from.
    pub(crate) earlier: Option<SupportCase>,
    /// What agents see besides; nothing for whoever opened it.
    pub(crate) for_agent: Option<ForAgent>,
    /// The last that happened to it, of what this side sees.
    pub(crate) newest: Option<EventId>,
    /// What others did since the reader had seen it.
    pub(crate) since: Vec<Happened>,
}

/// What only agents see of a case.
pub(crate) struct ForAgent {
    pub(crate) assignee: Option<Person>,
    /// Who could look after it.
    pub(crate) agents: Vec<Person>,
    /// Somebody whose address is that of whoever opened it without being logged in.
    pub(crate) known: Option<Person>,
    /// Whether whoever opened it was deactivated: nothing that is written reaches them.
    pub(crate) is_opener_gone: bool,
    /// Those who decide the request and could be reminded, the most recently active first: none where that is Support, and of many
    /// the first.
    pub(crate) deciders: Vec<Person>,
}

/// The request of a case as one of its two sides sees it.
pub(crate) enum SeenRequest {
    Own(Box<OwnRequest>),
    ForAgent(Box<CarriedRequest>),
}

impl SeenRequest {
    pub(crate) fn request(&self) -> &AccessRequest {
        match self {
            SeenRequest::Own(own) => &own.request,
            SeenRequest::ForAgent(seen) => &seen.request,
        }
    }
}

/// A request as agents see it: whole.
pub(crate) struct CarriedRequest {
    pub(crate) request: AccessRequest,
    pub(crate) account: Option<SmartAccount>,
    pub(crate) parts: Vec<VirtualAccount>,
    pub(crate) events: Vec<Recorded>,
    /// The names of those it was left to, and of who took away what it gave.
    pub(crate) people: BTreeMap<PersonId, String>,
}

/// A case for its opener or somebody who works on it; to anybody else there is none. In: what they had seen of it before.
pub(crate) fn see(
    db: &mut AnyConnection,
    rules: &Rules,
    id: &CaseId,
    by: &Person,
    seen: &Seen,
    now: Moment,
) -> Result<SeenCase, Error> {
    let case = store::support_case::find(db, id)?;
    let is_agent = store::support_case::answers(db, by, &case)?;
    if !case.is_openers(Some(&by.id)) && !is_agent {
        return Err(Refusal::NotFound.into());
    }
    let request = match (&case.request, is_agent) {
        (None, _) => None,
        (Some(request), true) => Some(SeenRequest::ForAgent(Box::new(carried(db, request)?))),
        // Whoever asks sees no more of the request here than on its own page.
        (Some(request), false) => Some(SeenRequest::Own(Box::new(own_request(
            db, rules, request, &by.id, now,
        )?))),
    };
    let earlier = match &case.earlier {
        // It may be gone: cases are kept for a time.
        Some(id) => store::support_case::find_kept(db, id)?,
        None => None,
    };
    Ok(SeenCase {
        messages: store::support_case::messages(db, id, is_agent)?,
        attachments: store::support_case::attachments(db, id, is_agent)?,
        opener: match case.opened_by.person() {
            Some(opener) => Some(store::person::find(db, opener)?),
            None => None,
        },
        for_agent: match is_agent {
            true => Some(for_agent(db, rules, &case, request.as_ref(), now)?),
            false => None,
        },
        request,
        earlier,
        newest: newest(db, id, is_agent)?,
        since: happened_since(db, id, is_agent, Some(&by.id), seen)?,
        case,
    })
}

/// As many are shown to choose from of those who decide.
const MOST_SHOWN: usize = 50;

fn for_agent(
    db: &mut AnyConnection,
    rules: &Rules,
    case: &SupportCase,
    request: Option<&SeenRequest>,
    now: Moment,
) -> Result<ForAgent, Error> {
    let mut agents = store::support_case::staff(db)?;
    let whose = store::support_case::whose(db, case)?;
    agents.retain(|agent| Some(&agent.id) != whose.as_ref());
    let assignee = match &case.assignee {
        Some(id) => Some(store::person::find(db, id)?),
        None => None,
    };
    let known = match (case.opened_by.visitor(), &whose) {
        (Some(_), Some(whose)) => Some(store::person::find(db, whose)?),
        _ => None,
    };
    let mut deciders = match request {
        Some(seen) if !case.state.is_over() => others_who_decide(db, rules, seen.request(), now)?,
        _ => Vec::new(),
    };
    deciders.truncate(MOST_SHOWN);
    let is_opener_gone = match case.opened_by.person() {
        Some(opener) => store::person::deactivated_at(db, opener)?.is_some(),
        None => false,
    };
    Ok(ForAgent {
        is_opener_gone,
        deciders,
        assignee,
        agents,
        known,
    })
}

fn carried(db: &mut AnyConnection, id: &RequestId) -> Result<CarriedRequest, Error> {
    let request = store::access_request::find(db, id)?;
    let account = store::smart_account::find_if_any(db, request.account())?;
    let events = store::event::of_request(db, id)?;
    let left_to = events.iter().filter_map(|one| match &one.event {
        Event::AccessRequest(event) => match &event.fact {
            RequestFact::PassedOn { to, .. } => Some(to.to_string()),
            _ => None,
        },
        Event::Entitlement(EntitlementFact::TakenAway { by, .. }) => Some(by.to_string()),
        _ => None,
    });
    let left_to: BTreeSet<String> = left_to.collect();
    let people = store::person::find_all(db, &left_to.into_iter().collect::<Vec<_>>())?;
    let named = people
        .into_iter()
        .map(|one| (one.id, one.profile.full_name));
    Ok(CarriedRequest {
        people: named.collect(),
        parts: match &account {
            Some(account) => store::virtual_account::virtual_accounts_named(db, &account.id)?,
            None => Vec::new(),
        },
        events,
        account,
        request,
    })
}

/// What a new case may be about: a request of somebody's own, and a case of theirs that is over. Errors: not theirs (`NotFound`).
pub(crate) fn may_be_about(
    db: &mut AnyConnection,
    by: &PersonId,
    request: Option<&RequestId>,
    earlier: Option<&CaseId>,
) -> Result<(Option<AccessRequest>, Option<SupportCase>), Error> {
    let request = match request {
        Some(id) => Some(store::access_request::find(db, id)?),
        None => None,
    };
    let earlier = match earlier {
        Some(id) => Some(store::support_case::find(db, id)?),
        None => None,
    };
    let is_own = request.as_ref().is_none_or(|one| one.applicant == *by)
        && earlier.as_ref().is_none_or(|one| one.is_openers(Some(by)));
    match is_own {
        true => Ok((request, earlier)),
        false => Err(Refusal::NotFound.into()),
    }
}
