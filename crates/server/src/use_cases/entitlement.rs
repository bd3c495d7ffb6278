//! What somebody has by a request: giving it back, renewing it, taking it away, and what time does to it.

use crate::event_log::Answer;
use crate::standing::access_request::decider;
use crate::storage::{Error, Tx};
use crate::use_cases::access_request::noted;
use crate::{event_log, standing, store};
use domain::entitlement::{EntitledTo, Entitlement};
use domain::rules::entitlement::{EntitlementStep, next_step};
use domain::text::Reason;
use domain::{PersonId, Refusal, RequestId, rules};

/// Its holder gives it back. Errors: it is another's, or has ended ([`Refusal::NotFound`]).
pub fn give_back(tx: &mut Tx, request: &RequestId, by: &PersonId) -> Result<(), Error> {
    let one = store::entitlement::find(tx.db, request)?;
    let events = rules::entitlement::give_back(&one, by, tx.now)?;
    event_log::record(tx, &events)
}

/// Whoever decides such requests lets it go on. Errors: they do not decide it ([`Refusal::NotFound`]); it is their own; it has ended or
/// would not last longer ([`Refusal::NothingToChange`]); its contracts have ended or offer this no more.
pub fn renew(tx: &mut Tx, request: &RequestId, by: &PersonId) -> Result<(), Error> {
    let asked = store::access_request::find(tx.db, request)?;
    let decider = decider(tx.db, &tx.rules, by, &asked, tx.now)?;
    if !asked.is_within(&decider.reach) {
        return Err(Refusal::NotFound.into());
    }
    let one = store::entitlement::find(tx.db, request)?;
    let latest = standing::entitlement::latest_end_of(tx.db, &one, tx.now)?;
    let latest = latest.ok_or(Refusal::NothingToChange)?;
    let events = rules::entitlement::renew(&one, by, latest, tx.now)?;
    event_log::record(tx, &events)
}

/// Whoever decides such requests takes it away at once, and says why; its holder is told. Errors: they do not decide it
/// ([`Refusal::NotFound`]). Out: refused, where it is their own, which stands in the log, or it has ended ([`Refusal::AccessEnded`]).
pub fn take_away(tx: &mut Tx, request: &RequestId, by: &PersonId, words: &Reason) -> Answer<()> {
    let asked = store::access_request::find(tx.db, request)?;
    let decider = decider(tx.db, &tx.rules, by, &asked, tx.now)?;
    if !asked.is_within(&decider.reach) {
        return Err(Refusal::NotFound.into());
    }
    let one = store::entitlement::find(tx.db, request)?;
    let taken = match rules::entitlement::take_away(&one, by, words.clone(), tx.now) {
        Ok(events) => Ok(events),
        Err(refusal) => Err(noted(tx, &asked, by, refusal)?),
    };
    event_log::record_answer(tx, taken)
}

/// Does to one what time has brought, one step at most: before its end is announced, what is known of a contract's number is looked at
/// again.
pub fn pass_time(tx: &mut Tx, request: &RequestId) -> Result<(), Error> {
    let one = store::entitlement::find(tx.db, request)?;
    let is_near =
        matches!(next_step(&one), Some((EntitlementStep::AnnounceEnd, due)) if due <= tx.now);
    if is_near
        && one.holds_at(tx.now)
        && let Some(event) = looked_at_again(tx, &one)?
    {
        return event_log::record(tx, &[event]);
    }
    let events = rules::entitlement::pass_time(&one, tx.now);
    event_log::record(tx, &events)
}

fn looked_at_again(tx: &mut Tx, one: &Entitlement) -> Result<Option<domain::Event>, Error> {
    let EntitledTo::Contract {
        contract_number, ..
    } = &one.to
    else {
        return Ok(None);
    };
    // Those who keep contracts are given none by what they have written there themselves.
    if standing::person::works_for_support(tx.db, &one.person)? {
        return Ok(None);
    }
    let led_to = store::contract::by_number(tx.db, contract_number)?;
    let emails = store::person::verified_emails(tx.db, &one.person)?;
    Ok(rules::entitlement::look_again(
        one, &led_to, &emails, tx.now,
    ))
}
