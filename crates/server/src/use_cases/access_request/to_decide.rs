//! What an administrator sees of a request before deciding it.

use crate::standing::access_request::for_group::ForGroup;
use crate::standing::access_request::standing;
use crate::standing::event::asker::Asker;
use crate::storage::{AnyConnection, Error};
use crate::store::access_request::Colleague;
use crate::store::event::Recorded;
use crate::{standing, store};
use domain::access_request::{AccessRequest, RequestFact};
use domain::email::EmailAddress;
use domain::membership::Reach;
use domain::person::Person;
use domain::{DomainIdentifier, Event, Moment, PersonId, Refusal, RequestId, SmartAccountId};
use std::collections::BTreeMap;

/// As many roles held already: with fewer, what is asked for might be among those left out.
pub(crate) const MOST_HELD: usize = 20;

/// What was found out beside the request itself.
pub(crate) struct Beside {
    pub(crate) organisations: Vec<DomainIdentifier>,
    pub(crate) colleagues: Vec<Colleague>,
    pub(crate) earlier: Vec<AccessRequest>,
    pub(crate) signed_up: Moment,
}

pub(crate) fn look_beside(
    db: &mut AnyConnection,
    request: &AccessRequest,
    account: &SmartAccountId,
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
    let within = crate::sight::limits(reach);
    let colleagues = store::access_request::colleagues(
        db,
        account,
        &organisations,
        within.as_deref(),
        who,
        most,
    )?;
    let mut earlier =
        store::access_request::of_applicant_there(db, who, account, &request.id, most)?;
    earlier.retain(|one| one.is_within(reach));
    Ok(Beside {
        colleagues,
        earlier,
        signed_up: store::person::registered_at(db, who)?,
        organisations,
    })
}

pub(crate) struct RequestToDecide {
    pub(crate) request: AccessRequest,
    pub(crate) applicant: Person,
    pub(crate) emails: Vec<domain::email::EmailAddress>,
    pub(crate) held: Vec<domain::membership::Membership>,
    /// What the groups are called through which some of it is held, by id.
    pub(crate) held_through: BTreeMap<String, String>,
    pub(crate) events: Vec<Recorded>,
    pub(crate) people: BTreeMap<String, String>,
    pub(crate) before: Option<Moment>,
    pub(crate) beside: Beside,
    /// What deciders have said, by comment.
    pub(crate) comments: BTreeMap<String, String>,
    /// Who else could decide it.
    pub(crate) others: Vec<Person>,
    /// The group it is for.
    pub(crate) group: Option<ForGroup>,
    /// Whether it is for a group its sender does not manage any more.
    pub(crate) is_unkept: bool,
    /// Whether who looks at it asks, alone or as one of a group.
    pub(crate) is_own: bool,
}

/// Loads a request of an account for somebody whose right to decide reaches so far.
///
/// Errors: [`Refusal::NotFound`] where it is another account's, or not all that it asks for lies within reach.
pub(crate) fn to_decide(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    reach: &Reach,
    me: &PersonId,
    id: &RequestId,
    now: Moment,
) -> Result<RequestToDecide, Error> {
    let request = store::access_request::find(db, id)?;
    if request.account.as_ref() != Some(account) || !request.is_within(reach) {
        return Err(Refusal::NotFound.into());
    }
    let reader = Asker::find(db, me)?;
    let mut events = crate::store::event::of_request(db, id)?;
    reader.keep_own(db, &mut events)?;
    let mut ids: Vec<String> = events
        .iter()
        .filter_map(|e| e.actor.person().map(ToString::to_string))
        .chain(request.progress.passed_to.iter().map(ToString::to_string))
        .chain(events.iter().filter_map(no_longer_with))
        .collect();
    ids.sort();
    ids.dedup();
    let people = store::person::find_all(db, &ids)?
        .into_iter()
        .map(|p| (p.id.to_string(), p.profile.full_name))
        .collect();
    let emails = store::person::verified_emails(db, &request.applicant)?;
    let comments = store::access_request::comments(db, id)?;
    let mut others = standing::access_request::deciders(db, &request, now)?;
    others.retain(|person| person.id != *me);
    // Of a person, what they hold through groups as well.
    let mut held = match &request.for_group {
        None => crate::store::membership::held(db, &request.applicant, account)?,
        Some(_) => crate::store::membership::held_by(db, &request.holder(), account)?,
    };
    held.retain(|one| one.holds_at(now) && reach.covers(&one.scope()));
    let through: Vec<String> = held
        .iter()
        .filter_map(|one| one.holder.group())
        .map(ToString::to_string)
        .collect();
    Ok(RequestToDecide {
        applicant: store::person::find(db, &request.applicant)?,
        beside: look_beside(db, &request, account, &emails, reach)?,
        comments: comments
            .into_iter()
            .map(|comment| (comment.id.to_string(), comment.words))
            .collect(),
        others,
        group: standing::access_request::for_group::of_request(db, &request, now)?,
        is_unkept: !standing(db, &request, None, now)?.sender_keeps_group,
        is_own: reader.asks(&request),
        emails,
        held,
        held_through: store::group::names(db, &through)?,
        before: store::access_request::last_denial_within(
            db,
            &request.holder(),
            account,
            &request.id,
            reach,
        )?,
        events,
        people,
        request,
    })
}

/// Whoever it was left to before it came loose.
fn no_longer_with(recorded: &Recorded) -> Option<String> {
    match &recorded.event {
        Event::AccessRequest(event) => match &event.fact {
            RequestFact::CameLoose { before, .. } => Some(before.to_string()),
            _ => None,
        },
        _ => None,
    }
}

/// As many colleagues and earlier requests as are shown.
pub(crate) const MOST: usize = 5;
