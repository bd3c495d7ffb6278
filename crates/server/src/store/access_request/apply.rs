//! What an event changes in the row of a request, and when time next looks at it.

use crate::storage::schema::{access_request_virtual_accounts as scopes, access_requests};
use crate::storage::{Error, Tx, insert};
use crate::store;
use crate::store::access_request::queries::find;
use crate::store::access_request::row::RequestRow;
use diesel::prelude::*;
use domain::access_request::{AccessRequest, RequestEvent, RequestFact, Target};
use domain::rules::reminder::next_step;
use domain::{Moment, RequestId};

/// Among which requests one stands: those of an account, or of a queue.
fn queue(tx: &mut Tx, target: &Target) -> Result<Option<String>, Error> {
    match target {
        Target::SmartAccount {
            identifier,
            account,
        } => {
            let place = store::smart_account::place(tx, identifier, account.as_ref())?;
            Ok(Some(place.into()))
        }
        Target::Programme(_) | Target::Contract { .. } => {
            Ok(target.queue().map(|queue| queue.key()))
        }
    }
}

/// Carries out what an event says about a request.
pub(in crate::store) fn apply(tx: &mut Tx, event: &RequestEvent) -> Result<(), Error> {
    if let RequestFact::Sent(request) = &event.fact {
        let next = next_step(request, &tx.rules.timetable, tx.now).map(|(_, at)| at);
        let queue = queue(tx, &request.target)?;
        let row = RequestRow::new(request, next, queue)?;
        insert!(tx.db, access_requests::table, &row)?;
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
        return store::access_request::terms::add(tx, request);
    }
    if let RequestFact::Commented {
        by,
        comment,
        words,
        at,
    } = &event.fact
    {
        return store::access_request::talk::add_comment(
            tx,
            &event.request,
            comment,
            by,
            words,
            *at,
        );
    }
    if matches!(event.fact, RequestFact::Escalated { .. }) {
        note_operators_told(tx, &event.request)?;
    }
    let mut request = find(tx.db, &event.request)?;
    request.apply(&event.fact);
    let next = next_step(&request, &tx.rules.timetable, tx.now).map(|(_, at)| at);
    diesel::update(access_requests::table.find(request.id.as_str()))
        .set(&RequestRow::new(&request, next, None)?)
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

/// Notes that operators have not heard of a request after all.
pub fn forget_operators_told(tx: &mut Tx, id: &RequestId) -> Result<(), Error> {
    diesel::update(access_requests::table.find(id.as_str()))
        .set(access_requests::operators_told_at.eq(None::<i64>))
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
