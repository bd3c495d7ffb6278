//! Passwords: Argon2id (RFC 9106; 19 MiB, two passes, one lane, as OWASP's Password Storage Cheat Sheet has it), off the
//! async threads, and never more at once than the machine bears.

use crate::storage::Error;
use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};
use domain::person::{PASSWORD_LEAST, PASSWORD_MOST};
use std::sync::{Arc, LazyLock};
use tokio::sync::Semaphore;

/// As many hashes as are computed at once, and as many callers as may wait for their turn.
const AT_ONCE: usize = 2;
const WAITING: usize = 64;

/// What a password is checked against where there is none, so that the answer takes as long.
static NOBODYS: LazyLock<String> =
    LazyLock::new(|| hash_now("nobody has this password").unwrap_or_default());

#[derive(Clone)]
pub struct Hasher {
    turns: Arc<Semaphore>,
    queue: Arc<Semaphore>,
}

impl Default for Hasher {
    fn default() -> Self {
        Self {
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            queue: Arc::new(Semaphore::new(WAITING)),
        }
    }
}

/// Why a new password is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordFault {
    TooShort,
    TooLong,
    /// Among the first to be guessed.
    TooEasy,
}

/// Checks a new password. `about` is what is known of the person and makes a password easy to guess.
pub fn check(password: &str, about: &[&str]) -> Result<(), PasswordFault> {
    let length = password.chars().count();
    if length < PASSWORD_LEAST {
        return Err(PasswordFault::TooShort);
    }
    if length > PASSWORD_MOST {
        return Err(PasswordFault::TooLong);
    }
    if beyond_what_is_known(password, about) < PASSWORD_LEAST / 2 {
        return Err(PasswordFault::TooEasy);
    }
    // zxcvbn's work grows with length; what makes a password easy shows in its beginning.
    let beginning: String = password.chars().take(100).collect();
    if zxcvbn::zxcvbn(&beginning, about).score() < zxcvbn::Score::Three {
        Err(PasswordFault::TooEasy)
    } else {
        Ok(())
    }
}

/// How many characters are left of a password without the words known of the person (of four letters or more).
fn beyond_what_is_known(password: &str, about: &[&str]) -> usize {
    let known = about
        .iter()
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
    let words = known.filter(|word| word.chars().count() >= 4);
    let rest = words.fold(password.to_lowercase(), |rest, word| {
        rest.replace(&word.to_lowercase(), "")
    });
    rest.chars().count()
}

impl Hasher {
    /// The hash to store, in PHC string format.
    pub async fn hash(&self, password: String) -> Result<String, Error> {
        self.in_turn(move || hash_now(&password))
            .await?
            .ok_or(Error::Panicked)
    }

    /// Whether `password` fits `stored`. Takes as long where nothing is stored.
    pub async fn verify(&self, password: String, stored: Option<String>) -> Result<bool, Error> {
        self.in_turn(move || {
            let known = stored.is_some();
            let stored = stored.unwrap_or_else(|| NOBODYS.clone());
            let fits = PasswordHash::new(&stored)
                .is_ok_and(|hash| argon2().verify_password(password.as_bytes(), &hash).is_ok());
            known && fits
        })
        .await
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Error> {
        let place = self.queue.clone().try_acquire_owned();
        let place = place.map_err(|_| Error::Busy)?;
        let turn = self.turns.clone().acquire_owned().await;
        let turn = turn.map_err(|_| Error::Closed)?;
        // Both are held by the work itself: a caller who goes away does not make room for another hash beside it.
        tokio::task::spawn_blocking(move || {
            let _held = (place, turn);
            work()
        })
        .await
        .map_err(|_| Error::Panicked)
    }
}

fn argon2() -> Argon2<'static> {
    let params = Params::new(19 * 1024, 2, 1, None).unwrap_or(Params::DEFAULT);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// Hashes on this thread; for start-up and programs.
pub fn hash_now(password: &str) -> Option<String> {
    argon2()
        .hash_password(password.as_bytes())
        .ok()
        .map(|hash| hash.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_fits_its_own_hash_only() {
        let hasher = Hasher::default();
        let hash = hasher.hash("correct horse battery".into()).await.unwrap();
        assert!(
            hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{hash}"
        );
        assert!(
            hasher
                .verify("correct horse battery".into(), Some(hash.clone()))
                .await
                .unwrap()
        );
        assert!(
            !hasher
                .verify("another horse battery".into(), Some(hash))
                .await
                .unwrap()
        );
        assert!(
            !hasher
                .verify("nobody has this password".into(), None)
                .await
                .unwrap()
        );
    }

    #[test]
    fn easy_passwords_are_refused() {
        assert_eq!(check("short", &[]), Err(PasswordFault::TooShort));
        assert_eq!(check(&"x9".repeat(200), &[]), Err(PasswordFault::TooLong));
        assert_eq!(check("password123", &[]), Err(PasswordFault::TooEasy));
        assert_eq!(
            check("camille.morel", &["camille", "morel"]),
            Err(PasswordFault::TooEasy)
        );
        assert_eq!(check("the forecourt at dusk", &[]), Ok(()));
    }
}
