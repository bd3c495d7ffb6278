//! Addresses to which mail does not arrive.

use crate::event_log::Answer;
use crate::storage::{Error, Tx};
use crate::{event_log, store};
use domain::email::EmailAddress;
use domain::person::MailFailure;
use domain::{PersonId, rules};

/// Notes that mail to an address was refused for good, or came back. In: what the mail server said. Out: whether it is somebody's own
/// address, and was not known to fail so.
pub fn address_fails(
    tx: &mut Tx,
    address: &str,
    by: MailFailure,
    said: &str,
) -> Result<bool, Error> {
    let to = EmailAddress::stored(address.to_owned());
    let key = to.key();
    let owner = store::person::people_at(tx.db, std::slice::from_ref(&key))?.remove(&key);
    let Some(owner) = owner else {
        return Ok(false);
    };
    let who = store::person::find(tx.db, &owner)?;
    let known = store::person::failing(tx.db, &owner)?;
    let answer = rules::person::email_fails(&who, &to, known.map(|one| one.by), by, said);
    Ok(event_log::record_answer(tx, answer.map(|event| [event]))?.is_ok())
}

/// Notes that mail to these addresses was taken: those to which it was refused before work again.
pub fn addresses_took_mail(tx: &mut Tx, addresses: &[&str]) -> Result<(), Error> {
    let keys = addresses.iter();
    let keys: Vec<String> = keys
        .map(|address| EmailAddress::stored((*address).to_owned()).key())
        .collect();
    if keys.is_empty() {
        return Ok(());
    }
    for (address, owner) in store::person::refused_before(tx.db, &keys)? {
        let who = store::person::find(tx.db, &owner)?;
        let answer = rules::person::email_taken(&who, &address, Some(MailFailure::Refused));
        // Who has another address by now is not told anything of this one.
        let _ = event_log::record_answer(tx, answer.map(|event| [event]))?;
    }
    Ok(())
}

/// Somebody says that mail to their address arrives. Errors: as far as is known, it does ([`domain::Refusal::NothingToChange`]).
pub fn address_works(tx: &mut Tx, id: &PersonId) -> Answer<()> {
    let who = store::person::find(tx.db, id)?;
    let known = store::person::failing(tx.db, id)?;
    let answer = rules::person::email_works(&who, known.map(|one| one.by));
    event_log::record_answer(tx, answer.map(|event| [event]))
}
