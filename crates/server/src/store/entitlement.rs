//! Entitlements: rows, queries and what events change in them.

use crate::storage;
use crate::storage::schema::entitlements;
use crate::storage::{AnyConnection, Error, Tx, insert};
use crate::store::due::{DueList, first_due};
use diesel::dsl::max;
use diesel::prelude::*;
use domain::entitlement::{Entitlement, EntitlementEnd, EntitlementFact, TakenAway};
use domain::rules::entitlement::next_step;
use domain::text::Reason;
use domain::{Moment, PersonId, Refusal, RequestId};

/// What it is to as JSON; the other columns are what entitlements are found by.
#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = entitlements, treat_none_as_default_value = false, treat_none_as_null = true)]
struct EntitlementRow {
    request_id: String,
    person_id: String,
    target: String,
    what: String,
    since: i64,
    until: Option<i64>,
    announced_at: Option<i64>,
    ended_at: Option<i64>,
    end_cause: Option<String>,
    next_step_at: Option<i64>,
    ended_by: Option<String>,
    end_words: Option<String>,
}

impl EntitlementRow {
    fn new(one: &Entitlement) -> Result<Self, Error> {
        Ok(Self {
            request_id: one.request.to_string(),
            person_id: one.person.to_string(),
            target: one.to.key(),
            what: storage::json::text(&one.to)?,
            since: one.since.0,
            until: one.until.map(|at| at.0),
            announced_at: one.announced.map(|at| at.0),
            ended_at: one.ended.map(|(at, _)| at.0),
            end_cause: one.ended.map(|(_, why)| why.key().into()),
            next_step_at: next_step(one).map(|(_, at)| at.0),
            ended_by: one.taken_away.as_ref().map(|by| by.by.to_string()),
            end_words: one
                .taken_away
                .as_ref()
                .map(|by| by.words.as_str().to_owned()),
        })
    }
}

impl TryFrom<EntitlementRow> for Entitlement {
    type Error = Error;
    fn try_from(row: EntitlementRow) -> Result<Self, Error> {
        let corrupt = |what: &str| Error::corrupt("entitlement", &row.request_id, what);
        let why = row.end_cause.as_deref().map(EntitlementEnd::from_key);
        Ok(Entitlement {
            request: row.request_id.parse().map_err(|_| corrupt("request"))?,
            person: row.person_id.parse().map_err(|_| corrupt("person"))?,
            to: storage::json::value("entitlement", &row.request_id, &row.what)?,
            since: Moment(row.since),
            until: row.until.map(Moment),
            announced: row.announced_at.map(Moment),
            ended: match (row.ended_at, why) {
                (None, None) => None,
                (Some(at), Some(Some(why))) => Some((Moment(at), why)),
                _ => return Err(corrupt("end")),
            },
            taken_away: match (row.ended_by, row.end_words) {
                (None, None) => None,
                (Some(by), Some(words)) => Some(TakenAway {
                    by: by
                        .parse()
                        .map_err(|_| Error::corrupt("entitlement", &row.request_id, "by"))?,
                    words: Reason::stored(words),
                }),
                _ => return Err(Error::corrupt("entitlement", &row.request_id, "words")),
            },
        })
    }
}

/// Carries out what an event says about an entitlement.
pub(in crate::store) fn apply(tx: &mut Tx, fact: &EntitlementFact) -> Result<(), Error> {
    if let EntitlementFact::Granted(one) = fact {
        insert!(tx.db, entitlements::table, &EntitlementRow::new(one)?)?;
        return Ok(());
    }
    let mut one = find(tx.db, fact.of().0)?;
    one.apply(fact);
    diesel::update(entitlements::table.find(one.request.as_str()))
        .set(&EntitlementRow::new(&one)?)
        .execute(tx.db)?;
    Ok(())
}

/// What a request has given, whether it holds or has ended. Errors: [`Refusal::NotFound`].
pub fn find(db: &mut AnyConnection, request: &RequestId) -> Result<Entitlement, Error> {
    let row: Option<EntitlementRow> = entitlements::table
        .find(request.as_str())
        .select(EntitlementRow::as_select())
        .first(db)
        .optional()?;
    row.ok_or(Refusal::NotFound)?.try_into()
}

/// How what these requests have given has ended; those that gave nothing, or still give, are left out.
pub fn ended(
    db: &mut AnyConnection,
    requests: &[&str],
) -> Result<Vec<(RequestId, EntitlementEnd)>, Error> {
    if requests.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<EntitlementRow> = entitlements::table
        .filter(entitlements::request_id.eq_any(requests))
        .filter(entitlements::ended_at.is_not_null())
        .select(EntitlementRow::as_select())
        .load(db)?;
    let all: Result<Vec<Entitlement>, Error> = rows.into_iter().map(TryInto::try_into).collect();
    let all = all?.into_iter();
    Ok(all
        .filter_map(|one| one.ended.map(|(_, why)| (one.request, why)))
        .collect())
}

/// What somebody has that is not ended, the newest first; it may have lapsed.
pub fn of_person(
    db: &mut AnyConnection,
    person: &PersonId,
    limit: i64,
) -> Result<Vec<Entitlement>, Error> {
    let rows: Vec<EntitlementRow> = entitlements::table
        .filter(entitlements::person_id.eq(person.as_str()))
        .filter(entitlements::ended_at.is_null())
        .order(entitlements::request_id.desc())
        .limit(limit)
        .select(EntitlementRow::as_select())
        .load(db)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// What somebody has of one thing that is not ended. In: what the same is found again by.
pub fn held(
    db: &mut AnyConnection,
    person: &PersonId,
    target: &str,
) -> Result<Vec<Entitlement>, Error> {
    let rows: Vec<EntitlementRow> = entitlements::table
        .filter(entitlements::person_id.eq(person.as_str()))
        .filter(entitlements::target.eq(target))
        .filter(entitlements::ended_at.is_null())
        .order(entitlements::request_id)
        .select(EntitlementRow::as_select())
        .load(db)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// What was taken away from somebody, the newest first.
pub fn taken_away(
    db: &mut AnyConnection,
    person: &PersonId,
    limit: i64,
) -> Result<Vec<Entitlement>, Error> {
    let rows: Vec<EntitlementRow> = entitlements::table
        .filter(entitlements::person_id.eq(person.as_str()))
        .filter(entitlements::ended_by.is_not_null())
        .order(entitlements::request_id.desc())
        .limit(limit)
        .select(EntitlementRow::as_select())
        .load(db)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Between these lie the keys of all that is held by contracts ([`domain::access_request::contract_key`]).
fn by_contracts() -> (&'static str, &'static str) {
    ("contract/", "contract0")
}

/// When access by a contract was last taken away from somebody.
pub fn last_taken_away(db: &mut AnyConnection, person: &PersonId) -> Result<Option<Moment>, Error> {
    let (from, to) = by_contracts();
    let last: Option<i64> = entitlements::table
        .filter(entitlements::person_id.eq(person.as_str()))
        .filter(entitlements::ended_by.is_not_null())
        .filter(entitlements::target.ge(from))
        .filter(entitlements::target.lt(to))
        .select(max(entitlements::ended_at))
        .first(db)?;
    Ok(last.map(Moment))
}

/// When somebody was last given access by a contract, whatever became of it.
pub fn last_given(db: &mut AnyConnection, person: &PersonId) -> Result<Option<Moment>, Error> {
    let (from, to) = by_contracts();
    let last: Option<i64> = entitlements::table
        .filter(entitlements::person_id.eq(person.as_str()))
        .filter(entitlements::target.ge(from))
        .filter(entitlements::target.lt(to))
        .select(max(entitlements::since))
        .first(db)?;
    Ok(last.map(Moment))
}

/// What anybody has of these things that is not ended. In: what each is found again by, at most as many keys as go into one query.
pub fn of_targets(db: &mut AnyConnection, targets: &[String]) -> Result<Vec<Entitlement>, Error> {
    let rows: Vec<EntitlementRow> = entitlements::table
        .filter(entitlements::target.eq_any(targets))
        .filter(entitlements::ended_at.is_null())
        .order(entitlements::request_id)
        .select(EntitlementRow::as_select())
        .load(db)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// A page of what people have of these things now, the newest first. In: what each is found again by, at most as many keys as go into
/// one query; the request of the last before it.
pub fn page_of_targets(
    db: &mut AnyConnection,
    targets: &[String],
    now: Moment,
    before: Option<&str>,
    limit: i64,
) -> Result<Vec<Entitlement>, Error> {
    let holds = entitlements::until
        .is_null()
        .or(entitlements::until.gt(now.0));
    let mut query = entitlements::table
        .filter(entitlements::target.eq_any(targets))
        .filter(entitlements::ended_at.is_null())
        .filter(holds)
        .order(entitlements::request_id.desc())
        .limit(limit)
        .select(EntitlementRow::as_select())
        .into_boxed();
    if let Some(before) = before {
        query = query.filter(entitlements::request_id.lt(before));
    }
    let rows: Vec<EntitlementRow> = query.load(db)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// How many people have any of these things now. In: as [`page_of_targets`].
pub fn count_holders(
    db: &mut AnyConnection,
    targets: &[String],
    now: Moment,
) -> Result<i64, Error> {
    let holds = entitlements::until
        .is_null()
        .or(entitlements::until.gt(now.0));
    Ok(entitlements::table
        .filter(entitlements::target.eq_any(targets))
        .filter(entitlements::ended_at.is_null())
        .filter(holds)
        .select(diesel::dsl::count(entitlements::person_id).aggregate_distinct())
        .first(db)?)
}

/// Those to which time has something to do until a moment, at most so many, named by their requests, and when.
pub fn due(db: &mut AnyConnection, until: Moment, most: i64) -> Result<DueList<RequestId>, Error> {
    let at = entitlements::next_step_at.assume_not_null();
    let rows = entitlements::table.filter(entitlements::next_step_at.is_not_null());
    let id = entitlements::request_id;
    first_due!(db, "entitlement", rows, at, id, until, most)
}

/// Puts off what time has to do to one that could not be read or written just now.
pub fn postpone_step(tx: &mut Tx, id: &RequestId, until: Moment) -> Result<(), Error> {
    diesel::update(entitlements::table.find(id.as_str()))
        .set(entitlements::next_step_at.eq(until.0))
        .execute(tx.db)?;
    Ok(())
}
