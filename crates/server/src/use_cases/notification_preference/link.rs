//! The link that ends a subscription from a mail (RFC 8058): it names a person and what to end, cannot be guessed without the
//! installation's secret, lasts as long as the mail, and does nothing else.

use crate::clock::hash_of;
use crate::storage::{AnyConnection, Error, Tx};
use crate::store;
use domain::PersonId;
use domain::notification_preference::Subscription;

const SECRET: &str = "unsubscribe";

/// The address in a mail to `person`.
pub fn link(
    tx: &mut Tx,
    public_url: &str,
    person: &PersonId,
    from: Subscription,
) -> Result<String, Error> {
    let secret = store::notification_preference::secret_or_new(tx, SECRET)?;
    let seal = seal(&secret, person, from);
    Ok(format!(
        "{public_url}/unsubscribe?from={}.{person}&token={seal}",
        from.key()
    ))
}

/// Whom and what a link names, as `from` and `token` joined by a space; nothing unless we made it.
pub fn named(
    db: &mut AnyConnection,
    link: &str,
) -> Result<Option<(PersonId, Subscription)>, Error> {
    let Some((from, person, token)) = parts(link) else {
        return Ok(None);
    };
    let Some(secret) = store::notification_preference::secret(db, SECRET)? else {
        return Ok(None);
    };
    // Hashes are compared, so that the time it takes says nothing about the seal.
    let is_ours = hash_of(&seal(&secret, &person, from)) == hash_of(token);
    Ok(is_ours.then_some((person, from)))
}

fn parts(link: &str) -> Option<(Subscription, PersonId, &str)> {
    let (named, token) = link.split_once(' ')?;
    let (from, person) = named.split_once('.')?;
    Some((Subscription::from_key(from)?, person.parse().ok()?, token))
}

/// Two rounds, so that nothing can be appended to what the inner one has taken in (as HMAC does, RFC 2104).
fn seal(secret: &str, person: &PersonId, from: Subscription) -> String {
    let inner = hash_of(&format!("{secret} {person} {}", from.key()));
    hash_of(&format!("{secret} {inner}"))
}
