//! Whether somebody is left who can decide what waits.

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

/// Looks at the next requests that wait in an account where somebody went. Those that nobody is left to decide go to the operators.
pub fn look_again(tx: &mut Tx, account: &SmartAccountId) -> Result<(), Error> {
    let Some(after) = store::reachability::last_seen(tx.db, account)? else {
        return Ok(());
    };
    let found = store::access_request::unknown_to_operators(tx.db, account, &after, AT_ONCE)?;
    let there = store::smart_account::find(tx.db, account)?;
    let now = tx.now;
    let reached = store::membership::reachable_holders(tx.db, account, Role::SaAdministrator, now)?;
    let reached: Vec<PersonId> = reached
        .into_iter()
        .map(|(_, person, _)| person.id)
        .collect();
    for request in &found {
        look_at(tx, &there, request, &reached)?;
    }
    let is_over = found.len() < AT_ONCE as usize;
    let last = found.last().filter(|_| !is_over);
    store::reachability::goes_on(tx, account, last.map(|request| request.id.as_str()))
}

/// In: those who decide in the whole account.
fn look_at(
    tx: &mut Tx,
    account: &SmartAccount,
    request: &AccessRequest,
    reached: &[PersonId],
) -> Result<(), Error> {
    let is_plain = request.for_group.is_none();
    if is_plain && reached.iter().any(|one| *one != request.applicant) {
        return Ok(());
    }
    let has_deciders = !deciders(tx.db, &tx.rules, request, tx.now)?.is_empty();
    let is_visible = standing::smart_account::is_visible(tx.db, &request.applicant, Some(account))?;
    match rules::access_request::be_left(request, has_deciders, is_visible, tx.now) {
        None => Ok(()),
        Some(Left::Said(event)) => event_log::record(tx, &[event]),
        Some(Left::Silently) => {
            store::access_request::note_operators_told(tx, &request.id)?;
            let request = request.id.clone();
            announce(tx, &Notice::RequestLeft { request })
        }
    }
}
