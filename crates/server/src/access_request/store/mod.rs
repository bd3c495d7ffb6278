//! Queries about access requests.

mod beside;
mod index;
pub(crate) mod queue;
mod talk;

pub use beside::{Colleague, colleagues, last_denial_within, of_applicant_there};
pub use index::{fill as fill_index, follow_person};
pub use queue::{AskedRole, Filter, Listed, Narrowed, Waiting, page_of_account, these};
pub use talk::{Comment, comments, count_comments};

use crate::storage::schema::{
    access_request_virtual_accounts as scopes, access_requests, group_members,
};
use crate::storage::{AnyConnection, Error, KEYS_AT_ONCE, Tx, insert, json};
use crate::{group, membership, smart_account};
use diesel::prelude::*;
use domain::access_request::{AccessRequest, Outcome, RequestEvent, RequestFact};
use domain::membership::{Holder, Reach, reach};
use domain::person::Person;
use domain::rules::reminder::next_step;
use domain::text::Reason;
use domain::virtual_account::Tree;
use domain::{
    DomainIdentifier, GroupId, Moment, PersonId, Refusal, RequestId, Right, Role, SmartAccountId,
    VirtualAccountId,
};
use std::collections::BTreeSet;

#[derive(Queryable, Selectable, Insertable, AsChangeset, Clone)]
#[diesel(table_name = access_requests, treat_none_as_default_value = false, treat_none_as_null = true)]
struct RequestRow {
    id: String,
    applicant_id: String,
    identifier: String,
    account_id: Option<String>,
    reason: String,
    wish: String,
    sent_at: i64,
    version: i64,
    outcome: String,
    status: String,
    progress: String,
    settled_at: Option<i64>,
    next_step_at: Option<i64>,
    group_id: Option<String>,
    waiting_on: Option<String>,
    asked_role: Option<String>,
}

/// Stands in `waiting_on` where it is the requester's turn.
const REQUESTER: &str = "requester";

/// Whom a pending request waits for in particular.
fn waiting_on(request: &AccessRequest) -> Option<String> {
    if request.outcome() != Outcome::Pending {
        return None;
    }
    match (&request.progress.turn, &request.progress.passed_to) {
        (Some(_), _) => Some(REQUESTER.into()),
        (None, to) => to.as_ref().map(ToString::to_string),
    }
}

impl RequestRow {
    fn new(request: &AccessRequest, next_step_at: Option<Moment>) -> Result<Self, Error> {
        Ok(Self {
            id: request.id.to_string(),
            applicant_id: request.applicant.to_string(),
            identifier: request.identifier.to_string(),
            account_id: request.account.as_ref().map(ToString::to_string),
            reason: request.reason.as_str().to_owned(),
            wish: json::text(&request.wish)?,
            sent_at: request.sent_at.0,
            version: request.version.into(),
            outcome: request.outcome().key().into(),
            status: json::text(&request.status)?,
            progress: json::text(&request.progress)?,
            settled_at: request.settled().map(|(_, _, at)| at.0),
            next_step_at: next_step_at.map(|at| at.0),
            group_id: request.for_group.as_ref().map(ToString::to_string),
            waiting_on: waiting_on(request),
            asked_role: request.wish.role.map(|role| role.key().into()),
        })
    }
}

impl TryFrom<RequestRow> for AccessRequest {
    type Error = Error;
    fn try_from(row: RequestRow) -> Result<Self, Error> {
        let corrupt = |what: &str| Error::corrupt("access_request", &row.id, what);
        Ok(AccessRequest {
            id: row.id.parse().map_err(|_| corrupt("id"))?,
            applicant: row.applicant_id.parse().map_err(|_| corrupt("applicant"))?,
            for_group: row
                .group_id
                .as_deref()
                .map(str::parse)
                .transpose()
                .map_err(|_| corrupt("group"))?,
            account: row
                .account_id
                .as_deref()
                .map(str::parse)
                .transpose()
                .map_err(|_| corrupt("account"))?,
            version: u32::try_from(row.version).map_err(|_| corrupt("version"))?,
            wish: json::value("access_request", &row.id, &row.wish)?,
            status: json::value("access_request", &row.id, &row.status)?,
            progress: json::value("access_request", &row.id, &row.progress)?,
            sent_at: Moment(row.sent_at),
            identifier: DomainIdentifier::stored(row.identifier),
            reason: Reason::stored(row.reason),
        })
    }
}

fn all(rows: Vec<RequestRow>) -> Result<Vec<AccessRequest>, Error> {
    rows.into_iter().map(TryInto::try_into).collect()
}

pub fn find(db: &mut AnyConnection, id: &RequestId) -> Result<AccessRequest, Error> {
    let row: Option<RequestRow> = access_requests::table
        .find(id.as_str())
        .select(RequestRow::as_select())
        .first(db)
        .optional()?;
    row.ok_or(Refusal::NotFound)?.try_into()
}

/// Several requests, those of them that are there.
pub fn find_several(db: &mut AnyConnection, ids: &[&String]) -> Result<Vec<AccessRequest>, Error> {
    all(access_requests::table
        .filter(access_requests::id.eq_any(ids))
        .select(RequestRow::as_select())
        .load(db)?)
}

/// The pending requests that ask for a Virtual Account of an account.
pub fn pending_on(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    part: &VirtualAccountId,
) -> Result<Vec<AccessRequest>, Error> {
    let asked = scopes::table
        .filter(scopes::virtual_account_id.eq(part.as_str()))
        .select(scopes::request_id);
    all(access_requests::table
        .filter(access_requests::account_id.eq(account.as_str()))
        .filter(access_requests::id.eq_any(asked))
        .filter(access_requests::outcome.eq(Outcome::Pending.key()))
        .order(access_requests::id)
        .select(RequestRow::as_select())
        .load(db)?)
}

/// Pending requests that were left to somebody: those named, those left to one of these people, and those of these accounts.
pub fn left_to_somebody(
    db: &mut AnyConnection,
    requests: &[String],
    people: &[String],
    accounts: &[String],
) -> Result<Vec<AccessRequest>, Error> {
    let pending = || {
        access_requests::table
            .filter(access_requests::outcome.eq(Outcome::Pending.key()))
            .filter(access_requests::waiting_on.is_not_null())
            .filter(access_requests::waiting_on.ne(REQUESTER))
            .select(RequestRow::as_select())
    };
    let mut rows: Vec<RequestRow> = Vec::new();
    if !requests.is_empty() {
        let these = pending().filter(access_requests::id.eq_any(requests));
        rows.extend(these.load::<RequestRow>(db)?);
    }
    for some in people.chunks(KEYS_AT_ONCE) {
        let theirs = pending().filter(access_requests::waiting_on.eq_any(some.iter().map(Some)));
        rows.extend(theirs.load::<RequestRow>(db)?);
    }
    if !accounts.is_empty() {
        let there = pending().filter(access_requests::account_id.eq_any(accounts.iter().map(Some)));
        rows.extend(there.load::<RequestRow>(db)?);
    }
    rows.sort_by(|one, other| one.id.cmp(&other.id));
    rows.dedup_by(|one, other| one.id == other.id);
    all(rows)
}

/// Those of some requests that lie within reach.
pub fn within(
    db: &mut AnyConnection,
    requests: &BTreeSet<RequestId>,
    reach: &Reach,
) -> Result<BTreeSet<RequestId>, Error> {
    let ids = requests.iter().map(RequestId::as_str);
    let found = all(access_requests::table
        .filter(access_requests::id.eq_any(ids))
        .select(RequestRow::as_select())
        .load(db)?)?;
    let seen = found.into_iter().filter(|request| request.is_within(reach));
    Ok(seen.map(|request| request.id).collect())
}

/// Those of some requests by which a person asks, alone or as one of these groups.
pub fn asked_by(
    db: &mut AnyConnection,
    requests: &BTreeSet<RequestId>,
    person: &PersonId,
    groups: &BTreeSet<GroupId>,
) -> Result<BTreeSet<RequestId>, Error> {
    let ids: Vec<&str> = requests.iter().map(RequestId::as_str).collect();
    let rows: Vec<(String, String, Option<String>)> = access_requests::table
        .filter(access_requests::id.eq_any(ids))
        .select((
            access_requests::id,
            access_requests::applicant_id,
            access_requests::group_id,
        ))
        .load(db)?;
    let asks = |(_, applicant, group): &(String, String, Option<String>)| {
        let mut own = groups.iter().map(GroupId::as_str);
        applicant == person.as_str() || own.any(|own| group.as_deref() == Some(own))
    };
    let own = rows.into_iter().filter(asks);
    own.map(|(id, ..)| {
        id.parse()
            .map_err(|_| Error::corrupt("access_request", &id, "id"))
    })
    .collect()
}

/// The requests of a person for themselves, or those for a group, whoever sent them.
fn requests_of(
    holder: &Holder,
) -> access_requests::BoxedQuery<'_, <AnyConnection as Connection>::Backend> {
    let all = access_requests::table.into_boxed();
    match holder {
        Holder::Person(id) => all
            .filter(access_requests::applicant_id.eq(id.as_str()))
            .filter(access_requests::group_id.is_null()),
        Holder::Group(id) => all.filter(access_requests::group_id.eq(id.as_str())),
    }
}

/// What requests are looked up by: what was typed, or the account it led to under whatever identifier.
#[derive(Clone, Copy)]
pub enum At<'a> {
    Identifier(&'a DomainIdentifier),
    Account(&'a SmartAccountId),
}

/// As [`requests_of`], those at one place.
fn requests_at<'a>(
    holder: &'a Holder,
    at: At<'a>,
) -> access_requests::BoxedQuery<'a, <AnyConnection as Connection>::Backend> {
    match at {
        At::Identifier(identifier) => {
            requests_of(holder).filter(access_requests::identifier.eq(identifier.as_str()))
        }
        At::Account(id) => requests_of(holder).filter(access_requests::account_id.eq(id.as_str())),
    }
}

/// The pending requests of these people there.
pub fn pending_of(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    people: &[String],
) -> Result<Vec<AccessRequest>, Error> {
    all(access_requests::table
        .filter(access_requests::applicant_id.eq_any(people))
        .filter(access_requests::account_id.eq(account.as_str()))
        .filter(access_requests::outcome.eq(Outcome::Pending.key()))
        .select(RequestRow::as_select())
        .load(db)?)
}

/// The pending request there, of a person for themselves or for a group.
pub fn pending(
    db: &mut AnyConnection,
    of: &Holder,
    at: At<'_>,
) -> Result<Option<RequestId>, Error> {
    let found: Option<String> = requests_at(of, at)
        .filter(access_requests::outcome.eq(Outcome::Pending.key()))
        .select(access_requests::id)
        .first(db)
        .optional()?;
    found
        .map(|id| {
            id.parse()
                .map_err(|_| Error::corrupt("access_request", &id, "id"))
        })
        .transpose()
}

/// The last denied request there but `except`, of a person for themselves or for a group, and when it was denied.
pub fn last_denial(
    db: &mut AnyConnection,
    of: &Holder,
    at: At<'_>,
    except: Option<&RequestId>,
) -> Result<Option<(RequestId, Moment)>, Error> {
    let found: Option<(String, Option<i64>)> = requests_at(of, at)
        .filter(access_requests::outcome.eq(Outcome::Denied.key()))
        .filter(access_requests::id.ne(except.map_or("", RequestId::as_str)))
        .order((
            access_requests::settled_at.desc(),
            access_requests::id.desc(),
        ))
        .select((access_requests::id, access_requests::settled_at))
        .first(db)
        .optional()?;
    found
        .map(|(id, at)| match (id.parse(), at) {
            (Ok(id), Some(at)) => Ok((id, Moment(at))),
            _ => Err(Error::corrupt("access_request", &id, "denial")),
        })
        .transpose()
}

/// A person's requests, newest first, before the one named.
pub fn page_of_applicant(
    db: &mut AnyConnection,
    applicant: &PersonId,
    before: Option<&str>,
    limit: i64,
) -> Result<Vec<AccessRequest>, Error> {
    let mut query = access_requests::table
        .filter(access_requests::applicant_id.eq(applicant.to_string()))
        .select(RequestRow::as_select())
        .into_boxed();
    if let Some(before) = before {
        query = query.filter(access_requests::id.lt(before.to_owned()));
    }
    all(query
        .order(access_requests::id.desc())
        .limit(limit)
        .load(db)?)
}

pub fn count_pending_of_applicant(
    db: &mut AnyConnection,
    applicant: &PersonId,
) -> Result<i64, Error> {
    Ok(access_requests::table
        .filter(access_requests::applicant_id.eq(applicant.as_str()))
        .filter(access_requests::outcome.eq(Outcome::Pending.key()))
        .count()
        .get_result(db)?)
}

/// Everything an applicant has pending. One for each identifier, and no more than may be sent in four weeks.
pub fn pending_of_applicant(
    db: &mut AnyConnection,
    applicant: &PersonId,
) -> Result<Vec<AccessRequest>, Error> {
    let query = access_requests::table
        .filter(access_requests::applicant_id.eq(applicant.as_str()))
        .filter(access_requests::outcome.eq(Outcome::Pending.key()));
    all(query
        .order(access_requests::id)
        .select(RequestRow::as_select())
        .load(db)?)
}

/// Pending requests of an account, oldest first, after the one named.
pub fn pending_of_account(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    after: Option<&str>,
    limit: i64,
) -> Result<Vec<AccessRequest>, Error> {
    let query = access_requests::table
        .filter(access_requests::account_id.eq(account.as_str()))
        .filter(access_requests::outcome.eq(Outcome::Pending.key()))
        .filter(access_requests::id.gt(after.unwrap_or("")));
    all(query
        .order(access_requests::id)
        .limit(limit)
        .select(RequestRow::as_select())
        .load(db)?)
}

/// How many pending requests of an account lie within reach. Where that is a few Virtual Accounts, those that ask for one of
/// them are looked at one by one, at most 500.
pub fn count_pending(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    reach: &Reach,
) -> Result<i64, Error> {
    let pending = access_requests::table
        .filter(access_requests::account_id.eq(account.to_string()))
        .filter(access_requests::outcome.eq(Outcome::Pending.key()));
    match reach {
        Reach::Nothing => Ok(0),
        Reach::Account => Ok(pending.count().get_result(db)?),
        Reach::VirtualAccounts(own) => {
            let ids: Vec<String> = own.iter().map(ToString::to_string).collect();
            let asked = scopes::table
                .filter(scopes::virtual_account_id.eq_any(ids))
                .select(scopes::request_id);
            let rows = pending.filter(access_requests::id.eq_any(asked)).limit(500);
            let found = all(rows.select(RequestRow::as_select()).load(db)?)?;
            Ok(found
                .iter()
                .filter(|request| request.is_within(reach))
                .count() as i64)
        }
    }
}

/// Whether operators were told of a request that waits there, as nobody answers.
pub fn is_left_to_operators(
    db: &mut AnyConnection,
    account: &SmartAccountId,
) -> Result<bool, Error> {
    let left = access_requests::table
        .filter(access_requests::account_id.eq(account.as_str()))
        .filter(access_requests::outcome.eq(Outcome::Pending.key()))
        .filter(access_requests::operators_told_at.is_not_null());
    Ok(diesel::select(diesel::dsl::exists(left)).get_result(db)?)
}

/// Pending requests that operators were told of, oldest first.
pub fn escalated(
    db: &mut AnyConnection,
    after: Option<&str>,
    limit: i64,
) -> Result<Vec<AccessRequest>, Error> {
    let mut query = access_requests::table
        .filter(access_requests::outcome.eq(Outcome::Pending.key()))
        .filter(access_requests::operators_told_at.is_not_null())
        .select(RequestRow::as_select())
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(access_requests::id.gt(after.to_owned()));
    }
    all(query.order(access_requests::id).limit(limit).load(db)?)
}

/// Requests to which time has something to do.
pub fn due(db: &mut AnyConnection, now: Moment, limit: i64) -> Result<Vec<RequestId>, Error> {
    let found: Vec<String> = access_requests::table
        .filter(access_requests::next_step_at.is_not_null())
        .filter(access_requests::next_step_at.le(now.0))
        .order((access_requests::next_step_at, access_requests::id))
        .limit(limit)
        .select(access_requests::id)
        .load(db)?;
    found
        .into_iter()
        .map(|id| {
            id.parse()
                .map_err(|_| Error::corrupt("access_request", &id, "id"))
        })
        .collect()
}

/// Everybody who could decide `request`, is active and can be mailed, the most recently active first; the applicant and
/// whoever is in the group it is for left out.
pub fn deciders(
    db: &mut AnyConnection,
    request: &AccessRequest,
    now: Moment,
) -> Result<Vec<Person>, Error> {
    let Some(account) = &request.account else {
        return Ok(Vec::new());
    };
    let mut found = membership::store::reachable_holders(db, account, Role::SaAdministrator, now)?;
    if request
        .wish
        .scope
        .as_ref()
        .is_some_and(|scope| scope.virtual_accounts().next().is_some())
    {
        let tree = Tree::of(&smart_account::store::virtual_accounts(db, account)?);
        let of_parts =
            membership::store::reachable_holders(db, account, Role::VaAdministrator, now)?;
        let held: Vec<_> = of_parts
            .iter()
            .map(|(membership, person, _)| (person.id.clone(), membership.clone()))
            .collect();
        found.extend(of_parts.into_iter().filter(|(_, person, _)| {
            let own: Vec<_> = held
                .iter()
                .filter(|(holder, _)| *holder == person.id)
                .map(|(_, membership)| membership.clone())
                .collect();
            request.is_within(&reach(&own, &tree, Right::RequestDecide, now))
        }));
    }
    if let Some(group) = &request.for_group {
        // Whoever is in the group would decide what they get themselves.
        let ids: Vec<String> = found.iter().map(|(_, p, _)| p.id.to_string()).collect();
        let own = group::store::are_in(db, group, &ids)?;
        found.retain(|(_, person, _)| !own.contains(&person.id));
    }
    found.retain(|(_, person, _)| person.id != request.applicant);
    found.sort_by_key(|(_, person, seen)| (std::cmp::Reverse(*seen), person.id.clone()));
    let mut people: Vec<Person> = found.into_iter().map(|(_, person, _)| person).collect();
    let mut known = std::collections::BTreeSet::new();
    people.retain(|person| known.insert(person.id.clone()));
    Ok(people)
}

/// Carries out what an event says about a request.
pub fn apply(tx: &mut Tx, event: &RequestEvent) -> Result<(), Error> {
    if let RequestFact::Sent(request) = &event.fact {
        let next = next_step(request, &tx.rules.timetable, tx.now).map(|(_, at)| at);
        insert!(
            tx.db,
            access_requests::table,
            &RequestRow::new(request, next)?
        )?;
        for id in request
            .wish
            .scope
            .iter()
            .flat_map(|scope| scope.virtual_accounts())
        {
            let row = (
                scopes::virtual_account_id.eq(id.as_str()),
                scopes::request_id.eq(request.id.as_str()),
            );
            insert!(tx.db, scopes::table, row)?;
        }
        return index::add(tx, request);
    }
    if let RequestFact::Commented {
        by,
        comment,
        words,
        at,
    } = &event.fact
    {
        return talk::add_comment(tx, &event.request, comment, by, words, *at);
    }
    if matches!(event.fact, RequestFact::Escalated { .. }) {
        note_operators_told(tx, &event.request)?;
    }
    let mut request = find(tx.db, &event.request)?;
    request.apply(&event.fact);
    let next = next_step(&request, &tx.rules.timetable, tx.now).map(|(_, at)| at);
    diesel::update(access_requests::table.find(request.id.as_str()))
        .set(&RequestRow::new(&request, next)?)
        .execute(tx.db)?;
    Ok(())
}

/// Notes anew when time next has something to do to a request.
pub fn note_next_step(tx: &mut Tx, request: &AccessRequest) -> Result<(), Error> {
    let next = next_step(request, &tx.rules.timetable, tx.now).map(|(_, at)| at.0);
    diesel::update(access_requests::table.find(request.id.as_str()))
        .set(access_requests::next_step_at.eq(next))
        .execute(tx.db)?;
    Ok(())
}

/// Puts off what time has to do to a request that could not be read or written just now.
pub fn postpone_step(tx: &mut Tx, id: &RequestId, until: Moment) -> Result<(), Error> {
    diesel::update(access_requests::table.find(id.as_str()))
        .set(access_requests::next_step_at.eq(until.0))
        .execute(tx.db)?;
    Ok(())
}

/// Notes that operators have heard of a request, so that it stands on their page.
pub fn note_operators_told(tx: &mut Tx, id: &RequestId) -> Result<(), Error> {
    let untold = access_requests::table
        .find(id.as_str())
        .filter(access_requests::operators_told_at.is_null());
    diesel::update(untold)
        .set(access_requests::operators_told_at.eq(tx.now.0))
        .execute(tx.db)?;
    Ok(())
}

/// The requests that wait in an account for any of these: of people for themselves, those in these groups included, and for groups.
pub fn pending_of_holders(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    holders: &[Holder],
) -> Result<Vec<AccessRequest>, Error> {
    let pending = || {
        access_requests::table
            .filter(access_requests::account_id.eq(account.as_str()))
            .filter(access_requests::outcome.eq(Outcome::Pending.key()))
            .select(RequestRow::as_select())
    };
    let people: Vec<&str> = holders
        .iter()
        .filter_map(|one| one.person().map(PersonId::as_str))
        .collect();
    let groups: Vec<&str> = holders
        .iter()
        .filter_map(|one| one.group().map(GroupId::as_str))
        .collect();
    let mut rows: Vec<RequestRow> = Vec::new();
    for some in people.chunks(KEYS_AT_ONCE) {
        let own = pending().filter(access_requests::group_id.is_null());
        let theirs = own.filter(access_requests::applicant_id.eq_any(some));
        rows.extend(theirs.load::<RequestRow>(db)?);
    }
    if !groups.is_empty() {
        let members = group_members::table
            .filter(group_members::group_id.eq_any(groups.clone()))
            .select(group_members::person_id);
        let own = pending().filter(access_requests::group_id.is_null());
        let of_members = own.filter(access_requests::applicant_id.eq_any(members));
        rows.extend(of_members.load::<RequestRow>(db)?);
        let for_them = pending().filter(access_requests::group_id.eq_any(groups));
        rows.extend(for_them.load::<RequestRow>(db)?);
    }
    rows.sort_by(|one, other| one.id.cmp(&other.id));
    rows.dedup_by(|one, other| one.id == other.id);
    all(rows)
}

/// The requests that wait for a group; it has at most one for each identifier.
pub fn pending_for(db: &mut AnyConnection, group: &GroupId) -> Result<Vec<AccessRequest>, Error> {
    all(access_requests::table
        .filter(access_requests::group_id.eq(group.as_str()))
        .filter(access_requests::outcome.eq(Outcome::Pending.key()))
        .order(access_requests::id)
        .select(RequestRow::as_select())
        .load(db)?)
}
