//! Queries about the creation of accounts.

use crate::storage;
use crate::storage::schema::{account_creations, account_identifiers, smart_accounts};
use crate::storage::{AnyConnection, Error, Tx, fixed, insert};
use crate::store::due::{DueList, first_due};
use crate::store::session::forget_links_of_creation;
use diesel::prelude::*;
use domain::account_creation::{Creation, CreationEvent, CreationFact, CreationOutcome};
use domain::rules::account_creation::next_step;
use domain::smart_account::AccountStatus;
use domain::{CreationId, DomainIdentifier, Moment, PersonId, Refusal, SmartAccountId};

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = account_creations, treat_none_as_default_value = false, treat_none_as_null = true)]
struct CreationRow {
    id: String,
    creator_id: String,
    domain: String,
    account_id: Option<String>,
    outcome: String,
    needs_operator: bool,
    body: String,
    next_step_at: Option<i64>,
}

impl CreationRow {
    fn new(tx: &Tx, creation: &Creation) -> Result<Self, Error> {
        let next = next_step(creation, &tx.rules.creation, tx.now);
        Ok(Self {
            id: creation.id.to_string(),
            creator_id: creation.creator.to_string(),
            domain: creation.plan.domain.to_string(),
            account_id: creation.account.as_ref().map(ToString::to_string),
            outcome: creation.outcome().key().into(),
            needs_operator: creation.needs_operator(),
            body: storage::json::text(creation)?,
            next_step_at: next.map(|(_, at)| at.0),
        })
    }
}

fn read((id, body): (String, String)) -> Result<Creation, Error> {
    storage::json::value("account_creation", &id, &body)
}

fn all(rows: Vec<(String, String)>) -> Result<Vec<Creation>, Error> {
    rows.into_iter().map(read).collect()
}

const BODY: (account_creations::id, account_creations::body) =
    (account_creations::id, account_creations::body);

/// The creation of that id, whoever may see it. Errors: [`Refusal::NotFound`].
pub fn find(db: &mut AnyConnection, id: &CreationId) -> Result<Creation, Error> {
    let row = account_creations::table
        .find(id.as_str())
        .select(BODY)
        .first(db)
        .optional()?;
    read(row.ok_or(Refusal::NotFound)?)
}

/// A creator's pending creation for an identifier.
pub fn pending(
    db: &mut AnyConnection,
    creator: &PersonId,
    domain: &DomainIdentifier,
) -> Result<Option<CreationId>, Error> {
    let row = account_creations::table
        .filter(account_creations::creator_id.eq(creator.as_str()))
        .filter(account_creations::domain.eq(domain.as_str()))
        .filter(account_creations::outcome.eq(fixed(CreationOutcome::Pending.key())))
        .select(BODY)
        .first(db)
        .optional()?;
    Ok(row.map(read).transpose()?.map(|creation| creation.id))
}

/// A person's newest creations, at most `limit`.
pub fn of_creator(
    db: &mut AnyConnection,
    creator: &PersonId,
    limit: i64,
) -> Result<Vec<Creation>, Error> {
    all(account_creations::table
        .filter(account_creations::creator_id.eq(creator.as_str()))
        .order(account_creations::id.desc())
        .limit(limit)
        .select(BODY)
        .load(db)?)
}

/// The newest creation an account comes from, if it comes from one.
pub fn of_account(
    db: &mut AnyConnection,
    account: &SmartAccountId,
) -> Result<Option<Creation>, Error> {
    let row = account_creations::table
        .filter(account_creations::account_id.eq(account.as_str()))
        .order(account_creations::id.desc())
        .select(BODY)
        .first(db)
        .optional()?;
    row.map(read).transpose()
}

/// Which creations a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CreationFilter {
    /// Those in which an operator has something to decide.
    ForOperators,
    All,
    Of(CreationOutcome),
}

/// Creations, newest first, before the one named.
pub fn page(
    db: &mut AnyConnection,
    filter: CreationFilter,
    before: Option<&str>,
    limit: i64,
) -> Result<Vec<Creation>, Error> {
    let mut query = account_creations::table.select(BODY).into_boxed();
    query = match filter {
        CreationFilter::ForOperators => query.filter(account_creations::needs_operator),
        CreationFilter::All => query,
        CreationFilter::Of(outcome) => query.filter(account_creations::outcome.eq(outcome.key())),
    };
    if let Some(before) = before {
        query = query.filter(account_creations::id.lt(before.to_owned()));
    }
    all(query
        .order(account_creations::id.desc())
        .limit(limit)
        .load(db)?)
}

/// How many creations have something for an operator to decide, as [`Creation::needs_operator`] says it.
pub fn count_for_operators(db: &mut AnyConnection) -> Result<i64, Error> {
    Ok(account_creations::table
        .filter(account_creations::needs_operator)
        .count()
        .get_result(db)?)
}

/// Creations to which time has something to do until a moment, at most so many, and when.
pub fn due(db: &mut AnyConnection, until: Moment, most: i64) -> Result<DueList<CreationId>, Error> {
    let at = account_creations::next_step_at.assume_not_null();
    let rows = account_creations::table.filter(account_creations::next_step_at.is_not_null());
    let id = account_creations::id;
    first_due!(db, "account_creation", rows, at, id, until, most)
}

/// The account with the longest identifier among `above`, if it is open or suspended.
pub fn nearest(db: &mut AnyConnection, above: &[String]) -> Result<Option<SmartAccountId>, Error> {
    let open = [AccountStatus::Active.key(), AccountStatus::Suspended.key()];
    let mut found: Vec<(String, String)> = account_identifiers::table
        .inner_join(smart_accounts::table)
        .filter(account_identifiers::identifier.eq_any(above))
        .filter(smart_accounts::status.eq_any(open))
        .select((account_identifiers::identifier, smart_accounts::id))
        .load(db)?;
    found.sort_by_key(|(identifier, _)| identifier.len());
    found
        .pop()
        .map(|(_, id)| {
            id.parse()
                .map_err(|_| Error::corrupt("smart_account", &id, "id"))
        })
        .transpose()
}

/// Carries out what an event says about a creation.
pub(in crate::store) fn apply(tx: &mut Tx, event: &CreationEvent) -> Result<(), Error> {
    if let CreationFact::Asked(creation) = &event.fact {
        let row = CreationRow::new(tx, creation)?;
        insert!(tx.db, account_creations::table, &row)?;
        return Ok(());
    }
    let mut creation = find(tx.db, &event.creation)?;
    let asked = creation.nominee().cloned();
    creation.apply(&event.fact);
    // Whoever is asked no more cannot authorise by the link they got.
    if asked.as_ref() != creation.nominee() {
        forget_links_of_creation(tx, &creation.id)?;
    }
    note(tx, &creation)
}

/// Keeps the creation as it is, and notes anew when time next has something to do to it.
pub fn note(tx: &mut Tx, creation: &Creation) -> Result<(), Error> {
    let row = CreationRow::new(tx, creation)?;
    diesel::update(account_creations::table.find(creation.id.as_str()))
        .set(&row)
        .execute(tx.db)?;
    Ok(())
}

/// Puts off what time has to do to a creation that could not be read or written just now.
pub fn postpone_step(tx: &mut Tx, id: &CreationId, until: Moment) -> Result<(), Error> {
    diesel::update(account_creations::table.find(id.as_str()))
        .set(account_creations::next_step_at.eq(until.0))
        .execute(tx.db)?;
    Ok(())
}
