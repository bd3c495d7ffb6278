//! Asking for access, for oneself or for a group.

use crate::event_log::Answer;
use crate::standing::access_request::{Earlier, LookedUp, holder, target_account};
use crate::storage::{Error, Tx};
use crate::use_cases::access_request::programme::{ProgrammeEntries, ProgrammeFaults, latest_wish};
use crate::use_cases::budget::{count_look_up, count_send};
use crate::{event_log, standing, store, use_cases};
use domain::access_request::{AccessRequest, Target, Wish};
use domain::contract::{AccessType, ContractNumber};
use domain::rules::access_request::{Applicant, Sought};
use domain::rules::contract_access::{Evaluation, evaluate};
use domain::text::Reason;
use domain::{DomainIdentifier, GroupId, Moment, PersonId, Refusal, RequestId, rules};

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
    let found = store::smart_account::sought(tx, identifier)?;
    let sighted =
        standing::smart_account::sighted(tx.db, by, found.account.as_ref(), found.place())?;
    let is_visible = sighted.is_visible;
    let of = holder(by, for_group);
    let (earlier, there) = Earlier::at(tx.db, &of, identifier.as_str(), Some(found.place()))?;
    let applicant = Applicant {
        person: by.clone(),
        for_group: match for_group {
            Some(id) => Some((
                id.clone(),
                standing::access_request::for_group::may_ask_for(tx.db, by, id, tx.now)?,
            )),
            None => None,
        },
        has_verified_email: !sighted.emails.is_empty(),
        pending: earlier.pending,
        last_denial: earlier.denial,
    };
    let mut account = target_account(tx, by, for_group, found.account, sighted, wish)?;
    if let Some(account) = &mut account {
        account.pending = there.pending;
        account.last_denial = there.denial;
    }
    let sought = Sought::SmartAccount {
        identifier: identifier.clone(),
        account,
    };
    let sent = record_sending(tx, &applicant, &sought, reason, wish)?;
    if let Ok(Some(request)) = &sent
        // A hidden account gives no sign, neither at once nor by a rule.
        && is_visible
    {
        use_cases::automation::act_on(tx, request)?;
    }
    Ok(sent.and_then(id_of))
}

fn id_of(sent: Option<AccessRequest>) -> Result<RequestId, Refusal> {
    sent.map(|request| request.id).ok_or(Refusal::NotFound)
}

/// Lets the rule of asking decide, and records what follows. Out: the request as it stands.
fn record_sending(
    tx: &mut Tx,
    applicant: &Applicant,
    sought: &Sought,
    reason: &Reason,
    wish: &Wish,
) -> Answer<Option<AccessRequest>> {
    let events = rules::access_request::send(
        RequestId::new(tx.new_id()),
        applicant,
        sought,
        reason.clone(),
        wish.clone(),
        &tx.rules.timetable,
        tx.now,
    );
    let sent = events
        .as_ref()
        .map(|events| rules::access_request::sent(events));
    let sent = sent.ok().flatten();
    Ok(event_log::record_answer(tx, events)?.map(|()| sent))
}

/// Why what was typed for a programme is not sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProgrammeFault {
    Refused(Refusal),
    /// What is wrong with what was typed, by field.
    Typed(ProgrammeFaults),
}

/// Sends a request for access to a programme, for oneself. Errors: there is no such programme ([`Refusal::NotFound`]). Out: as
/// [`send`], or what is wrong with what was typed.
pub fn send_to_programme(
    tx: &mut Tx,
    by: &PersonId,
    programme: &str,
    typed: &ProgrammeEntries,
    reason: &Reason,
    until: Option<Moment>,
) -> Result<Result<RequestId, ProgrammeFault>, Error> {
    if let Err(refusal) = count_send(tx, by)? {
        return Ok(Err(ProgrammeFault::Refused(refusal)));
    }
    let programme = tx.rules.programme(programme).ok_or(Refusal::NotFound)?;
    let latest = latest_wish(programme, tx.now);
    let target = match typed.target(programme, tx.now) {
        Ok(target) => Target::Programme(Box::new(target)),
        Err(faults) => return Ok(Err(ProgrammeFault::Typed(faults))),
    };
    let wish = Wish {
        until,
        ..Wish::default()
    };
    let sent = send_entitled(tx, by, target, Evaluation::Pending, reason, &wish, latest)?;
    Ok(sent.map_err(ProgrammeFault::Refused))
}

/// Sends a request for access to a contract, for oneself. What is known of the number is held against it first: access is given at
/// once, or declined with the reason, to somebody of the contract's organisation; everything else is left to Support, and is alike.
/// Out: as [`send`].
pub fn send_to_contract(
    tx: &mut Tx,
    by: &PersonId,
    number: &ContractNumber,
    access: AccessType,
    reason: &Reason,
) -> Answer<RequestId> {
    if let Err(refusal) = count_send(tx, by)? {
        return Ok(Err(refusal));
    }
    let emails = store::person::verified_emails(tx.db, by)?;
    let led_to = store::contract::by_number_for(tx.db, number, &emails)?;
    // Those who keep contracts are given none by what they have written there themselves.
    let is_left_to_support = standing::person::works_for_support(tx.db, by)?
        // What somebody took away is given again by somebody alone.
        | standing::entitlement::waits_for_somebody(tx.db, by)?;
    let evaluation = match is_left_to_support {
        true => Evaluation::Pending,
        false => evaluate(&led_to, access, &emails, tx.now),
    };
    let target = Target::Contract {
        contract_number: number.clone(),
        contract_access: access,
    };
    send_entitled(tx, by, target, evaluation, reason, &Wish::default(), None)
}

/// Sends a request for what its deciders give as an entitlement. In: the latest end that may be wished for; none where it may go
/// without.
fn send_entitled(
    tx: &mut Tx,
    by: &PersonId,
    target: Target,
    evaluation: Evaluation,
    reason: &Reason,
    wish: &Wish,
    latest: Option<Moment>,
) -> Answer<RequestId> {
    let queue = target.queue().ok_or(Refusal::NotFound)?;
    let (earlier, _) = Earlier::at(tx.db, &holder(by, None), &target.key(), None)?;
    let applicant = Applicant {
        person: by.clone(),
        for_group: None,
        has_verified_email: !store::person::verified_emails(tx.db, by)?.is_empty(),
        pending: earlier.pending,
        last_denial: earlier.denial,
    };
    let sought = Sought::Entitled {
        has_deciders: !standing::request_queue::deciders(tx.db, &tx.rules, &queue, by)?.is_empty(),
        latest,
        evaluation,
        held: store::entitlement::held(tx.db, by, &target.key())?,
        target,
    };
    Ok(record_sending(tx, &applicant, &sought, reason, wish)?.and_then(id_of))
}
