//! Queries about access requests.

use crate::storage::schema::access_requests;
use crate::storage::{AnyConnection, Error, directly, fixed};
use crate::store::access_request::row::{At, RequestRow, all, requests_at, requests_of};
use diesel::prelude::*;
use domain::access_request::{AccessRequest, RequestOutcome};
use domain::membership::{Holder, Reach};
use domain::{GroupId, Moment, PersonId, Refusal, RequestId, SmartAccountId};
use std::collections::BTreeSet;

/// The request of that id, whoever may see it. Errors: [`Refusal::NotFound`].
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

/// A request that waits or was denied: another may be refused for it.
pub struct Asked {
    pub request: RequestId,
    /// Whether it was for what is looked up, by the same name.
    pub is_same: bool,
    /// Whether it stands where that leads to.
    pub is_there: bool,
    /// None while it waits.
    pub denied_at: Option<Moment>,
}

/// What somebody asked for themselves, or for a group, that waits or was denied, the last denied first. In: for what ([`Target::key`]),
/// and where that leads to, under whatever name. It is one query by who asks: on a server, it meets few who ask at the same time.
pub fn asked(
    db: &mut AnyConnection,
    of: &Holder,
    key: &str,
    place: Option<&SmartAccountId>,
) -> Result<Vec<Asked>, Error> {
    type Row = (String, String, Option<String>, String, Option<i64>);
    let place = place.map(SmartAccountId::as_str);
    let pending = fixed(RequestOutcome::Pending.key());
    let denied = fixed(RequestOutcome::Denied.key());
    let there = access_requests::queue.eq(place).assume_not_null();
    let rows: Vec<Row> = requests_of(of)
        .filter(access_requests::identifier.eq(key).or(there))
        .filter(
            access_requests::outcome
                .eq(pending)
                .or(access_requests::outcome.eq(denied)),
        )
        .order((
            access_requests::settled_at.desc(),
            access_requests::id.desc(),
        ))
        .select((
            access_requests::id,
            access_requests::identifier,
            access_requests::queue,
            access_requests::outcome,
            access_requests::settled_at,
        ))
        .load(db)?;
    let asked = |(id, identifier, queue, outcome, at): Row| {
        let is_pending = outcome == RequestOutcome::Pending.key();
        match (id.parse(), at.map(Moment)) {
            (Ok(request), at) if is_pending || at.is_some() => Ok(Asked {
                request,
                is_same: identifier == key,
                is_there: place.is_some() && queue.as_deref() == place,
                denied_at: at.filter(|_| !is_pending),
            }),
            _ => Err(Error::corrupt("access_request", &id, "denial")),
        }
    };
    rows.into_iter().map(asked).collect()
}

/// The last denied request there but `except`, of a person for themselves or for a group, and when it was denied.
pub fn last_denial(
    db: &mut AnyConnection,
    of: &Holder,
    at: At<'_>,
    except: Option<&RequestId>,
) -> Result<Option<(RequestId, Moment)>, Error> {
    let found: Option<(String, Option<i64>)> = requests_at(of, at)
        .filter(access_requests::outcome.eq(RequestOutcome::Denied.key()))
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
    let rows: Vec<RequestRow> = directly!(db, db => {
        let mut query = access_requests::table
            .filter(access_requests::applicant_id.eq(applicant.to_string()))
            .select(RequestRow::as_select())
            .into_boxed();
        if let Some(before) = before {
            query = query.filter(access_requests::id.lt(before.to_owned()));
        }
        query.order(access_requests::id.desc()).limit(limit).load(db)?
    });
    all(rows)
}
