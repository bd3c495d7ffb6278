//! Requests that wait.

use crate::storage::schema::{
    access_request_virtual_accounts as scopes, access_requests, group_members,
};
use crate::storage::{AnyConnection, Error, KEYS_AT_ONCE, fixed};
use crate::store::access_request::row::{REQUESTER, RequestRow, all};
use crate::store::due::{DueList, first_due};
use diesel::prelude::*;
use domain::access_request::{AccessRequest, RequestOutcome};
use domain::membership::{Holder, Reach};
use domain::{GroupId, Moment, PersonId, RequestId, SmartAccountId, VirtualAccountId};

/// The pending requests that ask for a Virtual Account of an account.
macro_rules! waiting_on_part {
    ($account:expr, $part:expr) => {{
        let asked = scopes::table
            .filter(scopes::virtual_account_id.eq($part.as_str()))
            .select(scopes::request_id);
        access_requests::table
            .filter(access_requests::queue.eq($account.as_str()))
            .filter(access_requests::id.eq_any(asked))
            .filter(access_requests::outcome.eq(fixed(RequestOutcome::Pending.key())))
    }};
}

/// How many pending requests ask for a Virtual Account of an account.
pub fn count_pending_on(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    part: &VirtualAccountId,
) -> Result<i64, Error> {
    Ok(waiting_on_part!(account, part).count().get_result(db)?)
}

/// The pending requests that ask for a Virtual Account of an account, the first of them.
pub fn pending_on(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    part: &VirtualAccountId,
    limit: i64,
) -> Result<Vec<AccessRequest>, Error> {
    all(waiting_on_part!(account, part)
        .order(access_requests::id)
        .limit(limit)
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
            .filter(access_requests::outcome.eq(fixed(RequestOutcome::Pending.key())))
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
        let there = pending().filter(access_requests::queue.eq_any(accounts.iter().map(Some)));
        rows.extend(there.load::<RequestRow>(db)?);
    }
    rows.sort_by(|one, other| one.id.cmp(&other.id));
    rows.dedup_by(|one, other| one.id == other.id);
    all(rows)
}

/// The pending requests of these people there.
pub fn pending_of(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    people: &[String],
) -> Result<Vec<AccessRequest>, Error> {
    all(access_requests::table
        .filter(access_requests::applicant_id.eq_any(people))
        .filter(access_requests::queue.eq(account.as_str()))
        .filter(access_requests::outcome.eq(fixed(RequestOutcome::Pending.key())))
        .select(RequestRow::as_select())
        .load(db)?)
}

/// How many of a person's own requests wait, those they sent for groups included.
pub fn count_pending_of_applicant(
    db: &mut AnyConnection,
    applicant: &PersonId,
) -> Result<i64, Error> {
    Ok(access_requests::table
        .filter(access_requests::applicant_id.eq(applicant.as_str()))
        .filter(access_requests::outcome.eq(fixed(RequestOutcome::Pending.key())))
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
        .filter(access_requests::outcome.eq(fixed(RequestOutcome::Pending.key())));
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
        .filter(access_requests::queue.eq(account.as_str()))
        .filter(access_requests::outcome.eq(fixed(RequestOutcome::Pending.key())))
        .filter(access_requests::id.gt(after.unwrap_or("")));
    all(query
        .order(access_requests::id)
        .limit(limit)
        .select(RequestRow::as_select())
        .load(db)?)
}

/// Pending requests of an account of which operators do not know, after the one named.
pub fn unknown_to_operators(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    after: &str,
    limit: i64,
) -> Result<Vec<AccessRequest>, Error> {
    all(access_requests::table
        .filter(access_requests::queue.eq(account.as_str()))
        .filter(access_requests::outcome.eq(fixed(RequestOutcome::Pending.key())))
        .filter(access_requests::operators_told_at.is_null())
        .filter(access_requests::id.gt(after))
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
        .filter(access_requests::queue.eq(account.to_string()))
        .filter(access_requests::outcome.eq(fixed(RequestOutcome::Pending.key())));
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

/// How many requests wait in a queue; of this applicant alone, where one is named.
pub fn count_pending_in(
    db: &mut AnyConnection,
    queue: &str,
    only: Option<&PersonId>,
) -> Result<i64, Error> {
    let mut pending = access_requests::table
        .filter(access_requests::queue.eq(queue))
        .filter(access_requests::outcome.eq(fixed(RequestOutcome::Pending.key())))
        .into_boxed();
    if let Some(only) = only {
        pending = pending.filter(access_requests::applicant_id.eq(only.as_str()));
    }
    Ok(pending.count().get_result(db)?)
}

/// Whether operators were told of a request that waits there, as nobody answers.
pub fn is_left_to_operators(
    db: &mut AnyConnection,
    account: &SmartAccountId,
) -> Result<bool, Error> {
    let left = access_requests::table
        .filter(access_requests::queue.eq(account.as_str()))
        .filter(access_requests::outcome.eq(fixed(RequestOutcome::Pending.key())))
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
        .filter(access_requests::outcome.eq(fixed(RequestOutcome::Pending.key())))
        .filter(access_requests::operators_told_at.is_not_null())
        .select(RequestRow::as_select())
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(access_requests::id.gt(after.to_owned()));
    }
    all(query.order(access_requests::id).limit(limit).load(db)?)
}

/// Requests to which time has something to do until a moment, at most so many, and when.
pub fn due(db: &mut AnyConnection, until: Moment, most: i64) -> Result<DueList<RequestId>, Error> {
    let at = access_requests::next_step_at.assume_not_null();
    let rows = access_requests::table.filter(access_requests::next_step_at.is_not_null());
    let id = access_requests::id;
    first_due!(db, "access_request", rows, at, id, until, most)
}

/// The requests that wait in an account for any of these: of people for themselves, those in these groups included, and for groups.
pub fn pending_of_holders(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    holders: &[Holder],
) -> Result<Vec<AccessRequest>, Error> {
    let pending = || {
        access_requests::table
            .filter(access_requests::queue.eq(account.as_str()))
            .filter(access_requests::outcome.eq(fixed(RequestOutcome::Pending.key())))
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

macro_rules! waiting_for_group {
    ($group:expr) => {
        access_requests::table
            .filter(access_requests::group_id.eq($group.as_str()))
            .filter(access_requests::outcome.eq(fixed(RequestOutcome::Pending.key())))
    };
}

/// How many requests wait for a group.
pub fn count_pending_for(db: &mut AnyConnection, group: &GroupId) -> Result<i64, Error> {
    Ok(waiting_for_group!(group).count().get_result(db)?)
}

/// The requests that wait for a group, the first of them; it has at most one for each identifier.
pub fn pending_for(
    db: &mut AnyConnection,
    group: &GroupId,
    limit: i64,
) -> Result<Vec<AccessRequest>, Error> {
    all(waiting_for_group!(group)
        .order(access_requests::id)
        .limit(limit)
        .select(RequestRow::as_select())
        .load(db)?)
}
