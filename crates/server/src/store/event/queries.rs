//! Queries about events.

use crate::sight::Sight;
use crate::storage::schema::{access_requests, event_virtual_accounts as scopes, events};
use crate::storage::{AnyConnection, Error, Tx, insert};
use crate::store::event::row::{EventRow, Recorded, all};
use crate::{storage, store};
use diesel::prelude::*;
use domain::access_request::{RequestFact, Target};
use domain::{
    Actor, CaseId, ContractId, Event, EventId, PersonId, RequestId, SmartAccountId,
    VirtualAccountId,
};

/// The account in whose log an event stands. What happens to a request for an identifier that nobody has stands in one that nobody opens:
/// that of what the request's row says instead of an account.
fn account(tx: &mut Tx, event: &Event) -> Result<Option<String>, Error> {
    let account = event.concerns().account;
    let Event::AccessRequest(about) = event else {
        return Ok(account.map(Into::into));
    };
    match (&about.fact, account) {
        // Not read from its row: that was written just now, at the end of an index to which all who send add, and on a server whoever
        // reads there meets them.
        (RequestFact::Sent(request), account) => match &request.target {
            Target::SmartAccount { identifier, .. } => {
                let place = store::smart_account::place(tx, identifier, account.as_ref())?;
                Ok(Some(place.into()))
            }
            Target::Programme(_) | Target::Contract { .. } => Ok(None),
        },
        (_, Some(account)) => Ok(Some(account.into())),
        (_, None) => {
            let queue: Option<Option<String>> = access_requests::table
                .find(about.request.as_str())
                .filter(access_requests::target.is_null())
                .select(access_requests::queue)
                .first(tx.db)
                .optional()?;
            Ok(queue.flatten())
        }
    }
}

/// Adds an event to the log, at the time and by the author of the transaction, with what it is found by.
pub fn append(tx: &mut Tx, event: &Event) -> Result<(), Error> {
    let id = EventId::new(tx.new_id());
    let concerns = event.concerns();
    let row = EventRow {
        id: id.to_string(),
        at: tx.now.0,
        name: event.name().into(),
        actor: storage::json::text(&tx.author.actor)?,
        origin: tx.author.origin.clone(),
        account_id: account(tx, event)?,
        request_id: concerns.request.map(Into::into),
        person_id: concerns.person.map(Into::into),
        body: storage::json::text(event)?,
        contract_id: concerns.contract.map(Into::into),
        case_id: concerns.case.map(Into::into),
    };
    insert!(tx.db, events::table, &row)?;
    let actor = tx.author.actor.clone();
    let occurrences = store::event::people::occurrences(&row, &actor, event);
    store::event::people::note(tx, &occurrences)?;
    for va in &concerns.virtual_accounts {
        insert!(
            tx.db,
            scopes::table,
            (
                scopes::virtual_account_id.eq(va.as_str()),
                scopes::event_id.eq(id.as_str())
            )
        )?;
    }
    Ok(())
}

/// Appends events with their rows as they are, many in one statement: what is made up to measure with.
pub fn append_rows(tx: &mut Tx, rows: &[(EventRow, Event)]) -> Result<(), Error> {
    // Far fewer values than either engine takes in one statement.
    for rows in rows.chunks(1000) {
        let concerned: Vec<_> = rows
            .iter()
            .flat_map(|(row, event)| {
                let parts = event.concerns().virtual_accounts.into_iter();
                parts.map(|part| {
                    (
                        scopes::virtual_account_id.eq(part.to_string()),
                        scopes::event_id.eq(row.id.clone()),
                    )
                })
            })
            .collect();
        let mut all = store::event::people::Occurrences::new();
        for (row, event) in rows {
            let actor: Actor = storage::json::value("event", &row.id, &row.actor)?;
            all.extend(store::event::people::occurrences(row, &actor, event));
        }
        store::event::people::note(tx, &all)?;
        let rows: Vec<&EventRow> = rows.iter().map(|(row, _)| row).collect();
        insert!(tx.db, events::table, rows)?;
        insert!(tx.db, scopes::table, concerned)?;
    }
    Ok(())
}

/// What happened to a request, in order; where there were more than 1,000 things, what happened last. Only attempts that were refused
/// can be as many: the rules bound all else.
pub fn of_request(db: &mut AnyConnection, request: &RequestId) -> Result<Vec<Recorded>, Error> {
    let query = events::table
        .filter(events::request_id.eq(request.as_str()))
        .order(events::id.desc())
        .limit(1000);
    let mut found = all(query.select(EventRow::as_select()).load(db)?)?;
    found.reverse();
    Ok(found)
}

/// What happened to a contract, newest first, before the event named.
pub fn of_contract(
    db: &mut AnyConnection,
    contract: &ContractId,
    before: Option<&str>,
    limit: i64,
) -> Result<Vec<Recorded>, Error> {
    let mut query = events::table
        .filter(events::contract_id.eq(contract.to_string()))
        .order(events::id.desc())
        .limit(limit)
        .select(EventRow::as_select())
        .into_boxed();
    if let Some(before) = before {
        query = query.filter(events::id.lt(before.to_owned()));
    }
    all(query.load(db)?)
}

/// As many events of a case as are looked at for what happened since: it holds far fewer messages.
const SINCE: i64 = 500;

/// What happened to a support case after the event named, or at all, in order.
pub fn of_case(
    db: &mut AnyConnection,
    case: &CaseId,
    after: Option<&EventId>,
) -> Result<Vec<Recorded>, Error> {
    let found = events::table
        .filter(events::case_id.eq(case.as_str()))
        .filter(events::id.gt(after.map_or("", EventId::as_str)))
        .order(events::id)
        .limit(SINCE);
    all(found.select(EventRow::as_select()).load(db)?)
}

/// The last that happened to a support case. In: of which kinds of events it is looked for, by their names.
pub fn newest_of_case(
    db: &mut AnyConnection,
    case: &CaseId,
    names: &[&str],
) -> Result<Option<EventId>, Error> {
    let found: Option<String> = events::table
        .filter(events::case_id.eq(case.as_str()))
        .filter(events::name.eq_any(names))
        .order(events::id.desc())
        .select(events::id)
        .first(db)
        .optional()?;
    let id = |id: String| id.parse().map_err(|_| Error::corrupt("event", &id, "id"));
    found.map(id).transpose()
}

/// The newest events about a Virtual Account of an account, before the one named.
pub fn newest_about(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    part: &VirtualAccountId,
    before: Option<&EventId>,
    limit: i64,
) -> Result<Vec<Recorded>, Error> {
    let mut about = scopes::table
        .filter(scopes::virtual_account_id.eq(part.as_str()))
        .select(scopes::event_id)
        .into_boxed();
    if let Some(before) = before {
        about = about.filter(scopes::event_id.lt(before.as_str()));
    }
    let ids: Vec<String> = about.order(scopes::event_id.desc()).limit(limit).load(db)?;
    find_all(db, account, &ids)
}

/// Several events of an account, newest first.
pub fn find_all(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    ids: &[String],
) -> Result<Vec<Recorded>, Error> {
    let query = events::table
        .filter(events::account_id.eq(account.as_str()))
        .filter(events::id.eq_any(ids));
    all(query
        .order(events::id.desc())
        .select(EventRow::as_select())
        .load(db)?)
}

/// The newest events that belong to no account, before the one named.
pub fn of_no_account(
    db: &mut AnyConnection,
    before: Option<&str>,
    limit: i64,
) -> Result<Vec<Recorded>, Error> {
    let mut query = events::table
        .filter(events::account_id.is_null())
        .into_boxed();
    if let Some(before) = before {
        query = query.filter(events::id.lt(before.to_owned()));
    }
    all(query
        .order(events::id.desc())
        .limit(limit)
        .select(EventRow::as_select())
        .load(db)?)
}

/// What happened to somebody, in order, after the event named.
pub fn about(
    db: &mut AnyConnection,
    person: &PersonId,
    after: &str,
    limit: i64,
) -> Result<Vec<Recorded>, Error> {
    let found = events::table
        .filter(events::person_id.eq(person.as_str()))
        .filter(events::id.gt(after))
        .order(events::id)
        .limit(limit);
    all(found.select(EventRow::as_select()).load(db)?)
}

/// What somebody did, in order, after the event named.
pub fn done_by(
    db: &mut AnyConnection,
    person: &PersonId,
    after: &str,
    limit: i64,
) -> Result<Vec<Recorded>, Error> {
    let actor = storage::json::text(&Actor::Person(person.clone()))?;
    let found = events::table
        .filter(events::actor.eq(actor))
        .filter(events::id.gt(after))
        .order(events::id)
        .limit(limit);
    all(found.select(EventRow::as_select()).load(db)?)
}

/// One event of an account, as it was kept, where it is seen.
pub fn find(
    db: &mut AnyConnection,
    sight: &Sight,
    id: &EventId,
) -> Result<Option<Recorded>, Error> {
    let row: Option<EventRow> = events::table
        .filter(events::id.eq(id.as_str()))
        .filter(events::account_id.eq(sight.account().as_str()))
        .select(EventRow::as_select())
        .first(db)
        .optional()?;
    if let Some(within) = sight.within() {
        let parts: Vec<String> = within.iter().map(ToString::to_string).collect();
        let own = scopes::table
            .filter(scopes::virtual_account_id.eq_any(parts))
            .filter(scopes::event_id.eq(id.as_str()));
        if !diesel::select(diesel::dsl::exists(own)).get_result(db)? {
            return Ok(None);
        }
    }
    row.map(TryInto::try_into).transpose()
}
