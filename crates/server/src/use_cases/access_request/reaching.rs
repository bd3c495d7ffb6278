//! Whether somebody is left who can decide what waits.

use crate::standing::absence::{Reached, reached_deciders};
use crate::standing::access_request::deciders;
use crate::storage::{Error, Tx};
use crate::store::notification::announce;
use crate::{event_log, standing, store};
use domain::access_request::AccessRequest;
use domain::notification::Notice;
use domain::rules::access_request::Left;
use domain::smart_account::SmartAccount;
use domain::{PersonId, Role, SmartAccountId, rules};

/// As many requests as are looked at in one transaction.
const AT_ONCE: i64 = 100;

/// Looks where somebody went who decided: at what waits in one account, or at the accounts of somebody who is reached no more. In: its or
/// their id. Errors: an id of neither.
pub fn look_on(tx: &mut Tx, id: &str) -> Result<(), Error> {
    if let Ok(account) = id.parse() {
        return look_again(tx, &account);
    }
    let person = id.parse();
    let person = person.map_err(|_| Error::corrupt("reachability", id, "id"))?;
    look_at_accounts_of(tx, &person)
}

/// Has the next accounts looked at in which somebody decides.
fn look_at_accounts_of(tx: &mut Tx, person: &PersonId) -> Result<(), Error> {
    let Some(after) = store::reachability::last_seen(tx.db, person.as_str())? else {
        return Ok(());
    };
    let found = store::membership::decides_in(tx.db, person, &after, AT_ONCE)?;
    for account in &found {
        store::reachability::look_again(tx, account.as_str(), tx.now)?;
    }
    let is_over = found.len() < AT_ONCE as usize;
    let last = found.last().filter(|_| !is_over);
    store::reachability::goes_on(tx, person.as_str(), last.map(|last| last.as_str()))
}

/// Looks at the next requests that wait in an account where somebody went. Those that nobody is left to decide go to the operators.
fn look_again(tx: &mut Tx, account: &SmartAccountId) -> Result<(), Error> {
    let Some(after) = store::reachability::last_seen(tx.db, account.as_str())? else {
        return Ok(());
    };
    let found = store::access_request::unknown_to_operators(tx.db, account, &after, AT_ONCE)?;
    let there = store::smart_account::find(tx.db, account)?;
    let now = tx.now;
    let reached = reached_deciders(tx.db, account, Role::SaAdministrator, now)?;
    for request in &found {
        look_at(tx, &there, request, &reached)?;
    }
    let is_over = found.len() < AT_ONCE as usize;
    let last = found.last().filter(|_| !is_over);
    store::reachability::goes_on(
        tx,
        account.as_str(),
        last.map(|request| request.id.as_str()),
    )
}

/// In: those who decide in the whole account.
fn look_at(
    tx: &mut Tx,
    account: &SmartAccount,
    request: &AccessRequest,
    reached: &[Reached],
) -> Result<(), Error> {
    let is_plain = request.for_group.is_none();
    let asks = |id: &PersonId| *id == request.applicant;
    let decides =
        |one: &Reached| !asks(&one.person.id) && !one.in_place_of.as_ref().is_some_and(asks);
    if is_plain && reached.iter().any(decides) {
        return Ok(());
    }
    let has_deciders = !deciders(tx.db, &tx.rules, request, tx.now)?.is_empty();
    let is_visible = standing::smart_account::is_visible(tx.db, &request.applicant, Some(account))?;
    match rules::access_request::be_left(request, has_deciders, is_visible, tx.now) {
        None => Ok(()),
        Some(Left::Said(event)) => event_log::record(tx, &[*event]),
        Some(Left::Silently) => {
            store::access_request::note_operators_told(tx, &request.id)?;
            let request = request.id.clone();
            announce(tx, &Notice::RequestLeft { request })
        }
    }
}
