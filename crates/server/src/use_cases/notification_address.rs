//! Extra notification addresses of accounts: added at the desk, confirmed by whoever reads the mailbox.

use crate::clock::hash_of;
use crate::event_log::Answer;
use crate::storage::{AnyConnection, Error, Tx};
use crate::store::session::Link;
use crate::{event_log, standing, store};
use domain::notification_address::{Domains, NotificationAddress, NotificationAddressFact};
use domain::rules::membership::Authority;
use domain::rules::notification_address::{AddressGround, NewNotificationAddress};
use domain::{
    DomainIdentifier, Event, Moment, NotificationAddressId, PersonId, Refusal, Right,
    SmartAccountId, rules,
};

/// What addresses of an account lie inside, as it is known now.
pub fn domains(db: &mut AnyConnection, account: &SmartAccountId) -> Result<Domains, Error> {
    let identifiers = store::smart_account::identifiers(db, account)?;
    Ok(Domains::of(
        identifiers.into_iter().map(DomainIdentifier::stored),
    ))
}

fn ground(db: &mut AnyConnection, account: &SmartAccountId) -> Result<AddressGround, Error> {
    let found = store::smart_account::find(db, account)?;
    Ok(AddressGround {
        is_open: found.is_open(),
        domains: domains(db, account)?,
        account: found.id,
    })
}

fn manager(tx: &mut Tx, by: &PersonId, account: &SmartAccountId) -> Result<Authority, Error> {
    standing::membership::authority(tx.db, by, account, Right::NotificationManage, tx.now)
}

/// Counts a letter with a link. Errors: enough went to the address, or to all those of the account.
fn count_letter(tx: &mut Tx, address: &NotificationAddress) -> Answer<()> {
    let account = format!("notification-address:{}", address.account);
    let limits = tx.rules.limits.clone();
    let of_account = limits.notification_address_letters_of_account();
    if let Err(from) = store::session::count(tx, &account, of_account)? {
        return Ok(Err(Refusal::AccountLettersTooSoon { from }));
    }
    let one = format!("{account}:{}", hash_of(&address.email.key()));
    let counted = store::session::count(tx, &one, limits.notification_address_letters())?;
    Ok(counted.map_err(|from| Refusal::LettersTooSoon { from }))
}

/// Records it. Out: the address, as it is from now on or was last.
fn recorded(tx: &mut Tx, fact: NotificationAddressFact) -> Result<NotificationAddress, Error> {
    let address = fact.address().clone();
    event_log::record(tx, &[Event::NotificationAddress(fact)])?;
    Ok(address)
}

/// Adds an address and has it written to.
pub fn add(
    tx: &mut Tx,
    account: &SmartAccountId,
    by: &PersonId,
    new: &NewNotificationAddress,
) -> Answer<NotificationAddress> {
    let (authority, ground) = (manager(tx, by, account)?, ground(tx.db, account)?);
    let kept = store::notification_address::all(tx.db, account)?;
    let new_id = || NotificationAddressId::new(tx.new_id());
    match rules::notification_address::add(&authority, new, &ground, &kept, tx.now, new_id) {
        Ok(fact) => send(tx, fact),
        Err(refusal) => Ok(Err(refusal)),
    }
}

/// Has another letter sent to an address that is not confirmed yet.
pub fn renew(
    tx: &mut Tx,
    id: &NotificationAddressId,
    account: &SmartAccountId,
    by: &PersonId,
) -> Answer<NotificationAddress> {
    let found = find(tx.db, id, account)?.ok_or(Refusal::NotFound)?;
    let (authority, ground) = (manager(tx, by, account)?, ground(tx.db, account)?);
    match rules::notification_address::renew(&found, &authority, &ground, tx.now) {
        Ok(fact) => send(tx, fact),
        Err(refusal) => Ok(Err(refusal)),
    }
}

/// Records what has a letter sent, unless too many were.
fn send(tx: &mut Tx, fact: NotificationAddressFact) -> Answer<NotificationAddress> {
    match count_letter(tx, fact.address())? {
        Ok(()) => recorded(tx, fact).map(Ok),
        Err(refusal) => Ok(Err(refusal)),
    }
}

/// Removes an address. Out: what it was; nothing where somebody was faster.
pub fn remove(
    tx: &mut Tx,
    id: &NotificationAddressId,
    account: &SmartAccountId,
    by: &PersonId,
) -> Result<Option<NotificationAddress>, Error> {
    let authority = manager(tx, by, account)?;
    let Some(found) = find(tx.db, id, account)? else {
        return Ok(None);
    };
    let fact = rules::notification_address::remove(&found, &authority)?;
    recorded(tx, fact).map(Some)
}

fn find(
    db: &mut AnyConnection,
    id: &NotificationAddressId,
    account: &SmartAccountId,
) -> Result<Option<NotificationAddress>, Error> {
    let found = store::notification_address::find_if_any(db, id)?;
    Ok(found.filter(|address| address.account == *account))
}

/// What following a link would do now. A link is not used up: what it is for says itself whether it was followed already.
pub fn by_link(
    db: &mut AnyConnection,
    token: &str,
    now: Moment,
) -> Answer<NotificationAddressFact> {
    let Some(Link::NotificationAddress { address, version }) =
        store::session::link(db, token, now)?
    else {
        return Ok(Err(Refusal::NotFound));
    };
    let Some(found) = store::notification_address::find_if_any(db, &address)? else {
        return Ok(Err(Refusal::AddressRemoved));
    };
    let domains = domains(db, &found.account)?;
    Ok(rules::notification_address::confirm(
        &found, version, &domains, now,
    ))
}

/// Whoever reads the mailbox confirms the address by the link of the newest letter.
pub fn confirm(tx: &mut Tx, token: &str) -> Answer<NotificationAddress> {
    match by_link(tx.db, token, tx.now)? {
        Ok(fact) => recorded(tx, fact).map(Ok),
        Err(refusal) => Ok(Err(refusal)),
    }
}
