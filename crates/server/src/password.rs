//! Passwords: Argon2id (RFC 9106; 19 MiB, two passes, one lane, as OWASP's Password Storage Cheat Sheet has it), off the
//! async threads, and never more at once than the machine bears.
//!
//! The 19 MiB of a hash are kept for the next: an allocator that is asked for them on ever other threads keeps them for each.

use crate::storage::Error;
use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use domain::email::EmailAddress;
use domain::person::{PASSWORD_LEAST, PASSWORD_MOST, Person};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use tokio::sync::Semaphore;

/// As many hashes as are computed at once, and as many callers as may wait for their turn.
const AT_ONCE: usize = 2;
const WAITING: usize = 64;

/// What a password is checked against where there is none, so that the answer takes as long.
static NOBODYS: OnceLock<String> = OnceLock::new();

/// The memory of one hash.
pub(crate) type Memory = Vec<Block>;

/// Clones share the turns and the memory: there is one limit for the whole program.
#[derive(Clone)]
pub struct Hasher {
    turns: Arc<Semaphore>,
    queue: Arc<Semaphore>,
    /// What hashes before have left: never more than there are turns.
    memory: Arc<Mutex<Vec<Memory>>>,
}

impl Default for Hasher {
    fn default() -> Self {
        Self {
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            queue: Arc::new(Semaphore::new(WAITING)),
            memory: Arc::default(),
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

/// What is known of somebody and makes a password easy to guess.
pub fn known_of(person: &Person) -> Vec<&str> {
    let email = person.email.iter().map(EmailAddress::as_str);
    let own = [person.user_id.as_str(), &person.profile.full_name, "parvis"];
    own.into_iter().chain(email).collect()
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
        self.in_turn(move |memory| hash_in(memory, &password))
            .await?
            .ok_or(Error::Panicked)
    }

    /// Whether `password` fits `stored`. Takes as long where nothing is stored.
    pub async fn verify(&self, password: String, stored: Option<String>) -> Result<bool, Error> {
        self.in_turn(move |memory| match stored {
            Some(stored) => fits(memory, &password, &stored),
            None => {
                // One that could not be made is made at the next turn, and takes as long now.
                let made = || hash_in(memory, "nobody has this password");
                if let Some(nobodys) = NOBODYS.get().cloned().or_else(made) {
                    fits(memory, &password, NOBODYS.get_or_init(|| nobodys));
                }
                false
            }
        })
        .await
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Memory) -> T + Send + 'static,
    ) -> Result<T, Error> {
        let place = self.queue.clone().try_acquire_owned();
        let place = place.map_err(|_| Error::Busy)?;
        let turn = self.turns.clone().acquire_owned().await;
        let turn = turn.map_err(|_| Error::Closed)?;
        // Both are held by the work itself: a caller who goes away does not make room for another hash beside it.
        let kept = self.memory.clone();
        tokio::task::spawn_blocking(move || {
            let _held = (place, turn);
            let left = kept.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let mut memory = left.unwrap_or_default();
            let result = work(&mut memory);
            let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
            kept.push(memory);
            result
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
    hash_in(&mut Memory::new(), password)
}

fn hash_in(memory: &mut Memory, password: &str) -> Option<String> {
    let (argon2, salt) = (argon2(), Salt::generate());
    let hash = fill(memory, &argon2, password, &salt, Params::DEFAULT_OUTPUT_LEN)?;
    let stored = PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: ParamsString::try_from(argon2.params()).ok()?,
        salt: Some(salt),
        hash: Some(hash),
    };
    Some(stored.to_string())
}

/// Whether a password is the one of a stored hash, which says itself how it was made.
pub(crate) fn fits(memory: &mut Memory, password: &str, stored: &str) -> bool {
    let mut hash_again = || {
        let stored = PasswordHash::new(stored).ok()?;
        let version = stored
            .version
            .map_or(Ok(Version::default()), Version::try_from);
        let argon2 = Argon2::new(
            Algorithm::try_from(stored.algorithm.as_str()).ok()?,
            version.ok()?,
            Params::try_from(&stored).ok()?,
        );
        let (salt, expected) = (stored.salt?, stored.hash?);
        let hash = fill(memory, &argon2, password, &salt, expected.len())?;
        // Their comparison takes as long wherever they differ.
        Some(hash == expected)
    };
    hash_again().unwrap_or(false)
}

fn fill(
    memory: &mut Memory,
    argon2: &Argon2,
    password: &str,
    salt: &Salt,
    length: usize,
) -> Option<Output> {
    let blocks = argon2.params().block_count();
    if memory.len() < blocks {
        memory.resize(blocks, Block::default());
    }
    let mut bytes = [0; Output::MAX_LENGTH];
    let out = bytes.get_mut(..length)?;
    argon2
        .hash_password_into_with_memory(password.as_bytes(), salt, out, memory.as_mut_slice())
        .ok()?;
    Output::new(out).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_are_checked_and_wait_as_the_manual_says() {
        let manual = include_str!("../../../docs/operating.md");
        let rows = [
            format!("is checked, each with 19 MiB | {AT_ONCE} |"),
            format!("more are answered with 503 | {WAITING} |"),
        ];
        assert!(rows.iter().all(|row| manual.contains(row)), "{rows:?}");
    }

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

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn many_at_once_share_the_memory_of_two() {
        let hasher = Hasher::default();
        let all: tokio::task::JoinSet<bool> = (0..20)
            .map(|_| hasher.clone())
            .map(|hasher| async move { hasher.verify("one".into(), None).await.unwrap() })
            .collect();
        assert_eq!(all.join_all().await, [false; 20]);
        let kept = hasher.memory.lock().unwrap();
        let blocks: usize = kept.iter().map(Vec::len).sum();
        assert!((1..=AT_ONCE).contains(&kept.len()) && blocks <= AT_ONCE * 19 * 1024);
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
