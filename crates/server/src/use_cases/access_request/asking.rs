//! Asking for access, for oneself or for a group.

use crate::event_log::Answer;
use crate::standing::access_request::{Earlier, LookedUp, earlier_there, holder, target_account};
use crate::storage::Tx;
use crate::store::access_request::At;
use crate::use_cases::budget::{count_look_up, count_send};
use crate::{event_log, standing, store, use_cases};
use domain::access_request::Wish;
use domain::rules::access_request::{Applicant, Target};
use domain::text::Reason;
use domain::{DomainIdentifier, GroupId, PersonId, RequestId, rules};

/// Looks up what stands behind an identifier before asking, perhaps for a group. Errors: they looked up often enough for now
/// ([`domain::Refusal::TooOften`]).
pub fn look_up(
    tx: &mut Tx,
    by: &PersonId,
    for_group: Option<&GroupId>,
    identifier: &DomainIdentifier,
) -> Answer<LookedUp> {
    if let Err(refusal) = count_look_up(tx, by)? {
        return Ok(Err(refusal));
    }
    standing::access_request::look_up(tx.db, by, for_group, identifier).map(Ok)
}

/// Sends a request for oneself. Asking again while one is pending is answered with `Refusal::AlreadyPending`, which names it.
pub fn send(
    tx: &mut Tx,
    by: &PersonId,
    identifier: &DomainIdentifier,
    reason: &Reason,
    wish: &Wish,
) -> Answer<RequestId> {
    send_for(tx, by, None, identifier, reason, wish)
}

/// As [`send`], perhaps for all who are in a group that one manages. Errors: they sent often enough for now
/// ([`domain::Refusal::TooOften`]), or what the rule of asking refuses.
pub fn send_for(
    tx: &mut Tx,
    by: &PersonId,
    for_group: Option<&GroupId>,
    identifier: &DomainIdentifier,
    reason: &Reason,
    wish: &Wish,
) -> Answer<RequestId> {
    if let Err(refusal) = count_send(tx, by)? {
        return Ok(Err(refusal));
    }
    let account = store::smart_account::find_by_identifier(tx.db, identifier)?;
    let is_visible = standing::smart_account::is_visible(tx.db, by, account.as_ref())?;
    let of = holder(by, for_group);
    let earlier = Earlier::at(tx.db, &of, At::Identifier(identifier))?;
    let there = earlier_there(tx.db, &of, account.as_ref())?;
    let applicant = Applicant {
        person: by.clone(),
        for_group: match for_group {
            Some(id) => Some((
                id.clone(),
                standing::access_request::for_group::may_ask_for(tx.db, by, id, tx.now)?,
            )),
            None => None,
        },
        has_verified_email: !store::person::verified_emails(tx.db, by)?.is_empty(),
        pending: earlier.pending,
        last_denial: earlier.denial,
    };
    let mut target = Target {
        identifier: identifier.clone(),
        account: target_account(tx, by, for_group, account, is_visible, wish)?,
    };
    if let Some(account) = &mut target.account {
        account.pending = there.pending;
        account.last_denial = there.denial;
    }
    let id = RequestId::new(tx.new_id());
    let table = &tx.rules.timetable;
    match rules::access_request::send(
        id.clone(),
        &applicant,
        &target,
        reason.clone(),
        wish.clone(),
        table,
        tx.now,
    ) {
        Ok(events) => {
            event_log::record(tx, &events)?;
            // A hidden account gives no sign, neither at once nor by a rule.
            if is_visible {
                use_cases::automation::act_on(tx, &id)?;
            }
            Ok(Ok(id))
        }
        Err(refusal) => Ok(Err(refusal)),
    }
}
