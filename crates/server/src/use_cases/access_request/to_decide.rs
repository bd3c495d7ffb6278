//! What an administrator sees of a request before deciding it.

use crate::config::Rules;
use crate::sight::RequestsOf;
use crate::standing::access_request::for_group::ForGroup;
use crate::standing::access_request::standing;
use crate::standing::event::asker::Asker;
use crate::storage::{AnyConnection, Error};
use crate::store::access_request::Colleague;
use crate::store::event::Recorded;
use crate::{standing, store};
use domain::access_request::{AccessRequest, RequestFact, RequestOutcome, RequestStatus};
use domain::email::EmailAddress;
use domain::entitlement::{Entitlement, EntitlementEnd};
use domain::membership::{Membership, Reach};
use domain::person::Person;
use domain::rules::access_request::LatestEnd;
use domain::{DomainIdentifier, Event, Moment, PersonId, Refusal, RequestId};
use std::collections::BTreeMap;

/// As many roles held already: with fewer, what is asked for might be among those left out.
pub(crate) const MOST_HELD: usize = 20;

/// As many colleagues and earlier requests as are shown.
pub(crate) const MOST: usize = 5;

/// What was found out beside the request itself.
pub(crate) struct Beside {
    /// What the applicant's addresses say of where they belong.
    pub(crate) organisations: Vec<DomainIdentifier>,
    /// At most one more than [`MOST`], by which it shows that there are more.
    pub(crate) colleagues: Vec<Colleague>,
    pub(crate) earlier: Vec<AccessRequest>,
    /// How what those gave has ended, where it has.
    pub(crate) ended: Vec<(RequestId, EntitlementEnd)>,
    pub(crate) signed_up: Moment,
    /// Whether mail to the applicant is known not to arrive.
    pub(crate) is_failing: bool,
}

impl Beside {
    /// When the last of the earlier requests was denied, whatever number or identifier it named.
    fn last_denied(&self) -> Option<Moment> {
        let denied = self.earlier.iter().filter_map(|one| match one.status {
            RequestStatus::Denied { at, .. } => Some(at),
            _ => None,
        });
        denied.max()
    }
}

fn look_beside(
    db: &mut AnyConnection,
    request: &AccessRequest,
    of: &RequestsOf,
    emails: &[EmailAddress],
    reach: &Reach,
) -> Result<Beside, Error> {
    let mut organisations: Vec<_> = emails
        .iter()
        .filter_map(EmailAddress::organisation)
        .collect();
    organisations.sort_unstable_by(|a, b| a.as_str().cmp(b.as_str()));
    organisations.dedup();
    let (who, most) = (&request.applicant, MOST as i64 + 1);
    let (colleagues, mut earlier) = match of {
        RequestsOf::Account(sight) => {
            let (account, within) = (sight.account(), crate::sight::limits(reach));
            let from = &organisations;
            (
                store::access_request::colleagues(db, account, from, within.as_deref(), who, most)?,
                store::access_request::of_applicant_there(db, who, account, &request.id, most)?,
            )
        }
        RequestsOf::Queue { queue, .. } => {
            let key = queue.key();
            let earlier = store::access_request::of_applicant_in(db, who, &key, &request.id, most)?;
            (Vec::new(), earlier)
        }
    };
    earlier.retain(|one| one.is_within(reach));
    let ids: Vec<&str> = earlier.iter().map(|one| one.id.as_str()).collect();
    let ended = match of {
        RequestsOf::Account(_) => Vec::new(),
        RequestsOf::Queue { .. } => store::entitlement::ended(db, &ids)?,
    };
    Ok(Beside {
        colleagues,
        ended,
        earlier,
        signed_up: store::person::registered_at(db, who)?,
        is_failing: store::person::failing(db, who)?.is_some(),
        organisations,
    })
}

/// A request with all that is looked at before it is decided.
pub(crate) struct RequestToDecide {
    pub(crate) request: AccessRequest,
    pub(crate) applicant: Person,
    /// The applicant's own, verified ones.
    pub(crate) emails: Vec<EmailAddress>,
    /// What the applicant, or the group it is for, holds now within reach.
    pub(crate) held: Vec<Membership>,
    /// What else the applicant has by requests of the same queue; none where an account is asked for.
    pub(crate) entitlements: Vec<Entitlement>,
    /// What limits the end of what is given now.
    pub(crate) latest: LatestEnd,
    /// What the request has given, where that is no role.
    pub(crate) given: Option<Entitlement>,
    /// What the groups are called through which some of it is held, by id.
    pub(crate) held_through: BTreeMap<String, String>,
    pub(crate) events: Vec<Recorded>,
    /// Full names, by id, of whoever did something to it and of those it was left to.
    pub(crate) people: BTreeMap<String, String>,
    /// When another request of theirs within reach was last denied.
    pub(crate) before: Option<Moment>,
    pub(crate) beside: Beside,
    /// What deciders have said, by comment.
    pub(crate) comments: BTreeMap<String, String>,
    /// Who else could decide it.
    pub(crate) others: Vec<Person>,
    /// The group it is for.
    pub(crate) group: Option<ForGroup>,
    /// Whether it is for a group its sender does not manage any more.
    pub(crate) is_unmanaged: bool,
    /// Whether who looks at it asks, alone or as one of a group.
    pub(crate) is_own: bool,
}

/// A request of an account or a queue, for somebody whose right to decide reaches so far.
///
/// Errors: [`Refusal::NotFound`] where it is another's, or not all that it asks for lies within reach.
pub(crate) fn within_reach(
    db: &mut AnyConnection,
    of: &RequestsOf,
    reach: &Reach,
    id: &RequestId,
) -> Result<AccessRequest, Error> {
    let request = store::access_request::find(db, id)?;
    let is_there = match of {
        RequestsOf::Account(sight) => request.account() == Some(sight.account()),
        RequestsOf::Queue { queue, only } => {
            let is_seen = only.as_ref().is_none_or(|only| request.applicant == *only);
            is_seen && request.target.queue().as_ref() == Some(queue)
        }
    };
    if !is_there || !request.is_within(reach) {
        return Err(Refusal::NotFound.into());
    }
    Ok(request)
}

/// Who else could decide a request.
pub(crate) fn others(
    db: &mut AnyConnection,
    rules: &Rules,
    request: &AccessRequest,
    me: &PersonId,
    now: Moment,
) -> Result<Vec<Person>, Error> {
    let mut others = standing::access_request::deciders(db, rules, request, now)?;
    others.retain(|person| person.id != *me);
    Ok(others)
}

/// All that is seen of a request before it is decided. In and errors: as [`within_reach`].
pub(crate) fn to_decide(
    db: &mut AnyConnection,
    rules: &Rules,
    of: &RequestsOf,
    reach: &Reach,
    me: &PersonId,
    id: &RequestId,
    now: Moment,
) -> Result<RequestToDecide, Error> {
    let request = within_reach(db, of, reach, id)?;
    let reader = Asker::find(db, me)?;
    let mut events = store::event::of_request(db, id)?;
    reader.keep_own(db, &mut events)?;
    let people = named_in(db, &request, &events)?;
    let emails = store::person::verified_emails(db, &request.applicant)?;
    let comments = store::access_request::comments(db, id)?;
    let comments = comments.into_iter();
    let held = held_within(db, &request, reach, now)?;
    let through = held.iter().filter_map(|one| one.holder.group());
    let through: Vec<String> = through.map(ToString::to_string).collect();
    let beside = look_beside(db, &request, of, &emails, reach)?;
    let before = denied_before(db, &request, reach)?.max(beside.last_denied());
    Ok(RequestToDecide {
        applicant: store::person::find(db, &request.applicant)?,
        beside,
        comments: comments
            .map(|comment| (comment.id.to_string(), comment.words))
            .collect(),
        others: others(db, rules, &request, me, now)?,
        group: standing::access_request::for_group::of_request(db, &request, now)?,
        is_unmanaged: !standing(db, &request, None, now)?.sender_manages_group,
        is_own: reader.asks(&request),
        emails,
        held,
        held_through: store::group::names(db, &through)?,
        before,
        latest: standing::entitlement::latest_end(db, rules, &request.target, now)?,
        given: match (of, request.outcome()) {
            (RequestsOf::Queue { .. }, RequestOutcome::Approved) => {
                Some(store::entitlement::find(db, id)?)
            }
            _ => None,
        },
        entitlements: match of {
            RequestsOf::Account(_) => Vec::new(),
            // Whoever decides in one queue learns nothing of what is had by another.
            RequestsOf::Queue { queue, .. } => {
                let held = standing::entitlement::held(db, &request.applicant)?.into_iter();
                let is_beside = |one: &Entitlement| one.holds_at(now) && one.request != request.id;
                held.filter(|one| is_beside(one) && one.to.queue() == *queue)
                    .collect()
            }
        },
        events,
        people,
        request,
    })
}

/// When another request for the same was last denied, within reach.
fn denied_before(
    db: &mut AnyConnection,
    request: &AccessRequest,
    reach: &Reach,
) -> Result<Option<Moment>, Error> {
    let (holder, id) = (request.holder(), &request.id);
    if let Some(account) = request.account() {
        return store::access_request::last_denial_within(db, &holder, account, id, reach);
    }
    let key = request.target.key();
    let at = store::access_request::At::Target(&key);
    let denial = store::access_request::last_denial(db, &holder, at, Some(id))?;
    // Ids rise with time: what was declined since was not declined before.
    let before = denial.filter(|(of, _)| of.as_str() < id.as_str());
    Ok(before.map(|(_, at)| at))
}

/// The names of whoever did something to a request, and of those it was left to, by id.
fn named_in(
    db: &mut AnyConnection,
    request: &AccessRequest,
    events: &[Recorded],
) -> Result<BTreeMap<String, String>, Error> {
    let did = events.iter().filter_map(|one| one.actor.person());
    let with = did.chain(&request.progress.passed_to);
    let mut ids: Vec<String> = with
        .map(ToString::to_string)
        .chain(events.iter().filter_map(named_beside))
        .collect();
    ids.sort();
    ids.dedup();
    let found = store::person::find_all(db, &ids)?.into_iter();
    Ok(found
        .map(|one| (one.id.to_string(), one.profile.full_name))
        .collect())
}

/// What the applicant, through groups as well, or the group it is for holds now, as far as it lies within reach.
fn held_within(
    db: &mut AnyConnection,
    request: &AccessRequest,
    reach: &Reach,
    now: Moment,
) -> Result<Vec<Membership>, Error> {
    let Some(account) = request.account() else {
        return Ok(Vec::new());
    };
    let mut held = match &request.for_group {
        None => store::membership::held(db, &request.applicant, account)?,
        Some(_) => store::membership::held_by(db, &request.holder(), account)?,
    };
    held.retain(|one| one.holds_at(now) && reach.covers(&one.scope()));
    Ok(held)
}

/// Whoever it was left to before it came loose, or in whose place it was decided.
fn named_beside(recorded: &Recorded) -> Option<String> {
    match &recorded.event {
        Event::AccessRequest(event) => match &event.fact {
            RequestFact::CameLoose { before, .. } => Some(before.to_string()),
            RequestFact::Approved { deputy_of, .. } | RequestFact::Denied { deputy_of, .. } => {
                deputy_of.as_ref().map(ToString::to_string)
            }
            _ => None,
        },
        _ => None,
    }
}
