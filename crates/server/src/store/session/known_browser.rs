//! Browsers in which somebody has logged in before. Their attempts are counted apart, so that strangers who try a name cannot keep
//! its owner out.
//!
//! A cookie holds a seal for each of the last few people who logged in there. A seal says nothing about whom it is for, cannot be made
//! without the installation's secret, and is worth nothing once the password is another.

use crate::clock::{Secret, hash_of};
use crate::storage::{AnyConnection, Error, Tx};
use crate::store::notification_preference::{secret, secret_or_new};
use crate::store::person::password_hash;
use domain::PersonId;

const SECRET: &str = "known-browser";

/// As many people as one browser is known for.
const MOST: usize = 4;

/// A new seal for whoever has just logged in.
pub fn seal(tx: &mut Tx, person: &PersonId) -> Result<String, Error> {
    let secret = secret_or_new(tx, SECRET)?;
    let password = password_hash(tx.db, person)?;
    let nonce: String = Secret::new().as_str().chars().take(32).collect();
    let code = code(&secret, person, password.as_deref(), &nonce);
    Ok(format!("{nonce}-{code}"))
}

/// What attempts from this browser on somebody are counted under, if it is known for them.
pub fn counted_as(
    db: &mut AnyConnection,
    person: &PersonId,
    password: Option<&str>,
    cookie: &str,
) -> Result<Option<String>, Error> {
    if cookie.is_empty() {
        return Ok(None);
    }
    let Some(secret) = secret(db, SECRET)? else {
        return Ok(None);
    };
    let ours = cookie.split('.').take(MOST).find(|seal| {
        seal.split_once('-').is_some_and(|(nonce, given)| {
            // Hashes are compared, so that the time it takes says nothing about the code.
            hash_of(&code(&secret, person, password, nonce)) == hash_of(given)
        })
    });
    Ok(ours.map(|seal| format!("sign-in:browser:{}", hash_of(seal))))
}

/// The cookie with one more seal, the newest first.
pub fn with(seal: &str, cookie: &str) -> String {
    let before = cookie.split('.').filter(|old| !old.is_empty());
    let seals: Vec<&str> = [seal].into_iter().chain(before).take(MOST).collect();
    seals.join(".")
}

/// Two rounds, so that nothing can be appended to what the inner one has taken in (as HMAC does, RFC 2104).
fn code(secret: &str, person: &PersonId, password: Option<&str>, nonce: &str) -> String {
    let password = password.unwrap_or("");
    let inner = hash_of(&format!("{secret} {person} {nonce} {password}"));
    hash_of(&format!("{secret} {inner}"))
}
