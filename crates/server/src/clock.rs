//! Time and chance, handed in from outside so that tests can hold them still.

use domain::Moment;
use rand::Rng;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use uuid::{ContextV7, Timestamp, Uuid};

/// Tells the time.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's.
    Real,
    /// One that stands until it is moved.
    Stopped(Arc<AtomicI64>),
}

impl Clock {
    /// For tests, which move it by [`Clock::set`].
    pub fn stopped_at(moment: Moment) -> Self {
        Clock::Stopped(Arc::new(AtomicI64::new(moment.0)))
    }

    /// The machine's time to the millisecond, or the moment that a stopped clock stands at.
    #[allow(clippy::disallowed_methods)] // the one place where the time comes in
    pub fn now(&self) -> Moment {
        match self {
            Clock::Real => {
                let since = SystemTime::now()
                    .duration_since(UNIX_EPOCH)
                    .unwrap_or(Duration::ZERO);
                Moment(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
            }
            Clock::Stopped(at) => Moment(at.load(Ordering::SeqCst)),
        }
    }

    /// Moves a stopped clock to `moment`; the real one goes on as it does.
    pub fn set(&self, moment: Moment) {
        if let Clock::Stopped(at) = self {
            at.store(moment.0, Ordering::SeqCst);
        }
    }
}

/// Makes the bits of new ids: UUID version 7 (RFC 9562), ascending within this process.
#[derive(Clone)]
pub struct Ids(Arc<std::sync::Mutex<ContextV7>>);

impl Default for Ids {
    fn default() -> Self {
        Self(Arc::new(std::sync::Mutex::new(ContextV7::new())))
    }
}

impl Ids {
    /// In: the moment that its first 48 bits say, in milliseconds (RFC 9562, section 5.7).
    pub fn next(&self, now: Moment) -> u128 {
        let context = self
            .0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let seconds = u64::try_from(now.0.div_euclid(1000)).unwrap_or(0);
        let nanos = u32::try_from(now.0.rem_euclid(1000)).unwrap_or(0) * 1_000_000;
        Uuid::new_v7(Timestamp::from_unix(&*context, seconds, nanos)).as_u128()
    }
}

/// A secret handed out once and kept only as its hash: session tokens, links in mails.
pub struct Secret(String);

impl Secret {
    /// 256 bits from the operating system's generator, as hexadecimal digits.
    pub fn new() -> Self {
        let mut bytes = [0_u8; 32];
        rand::rng().fill_bytes(&mut bytes);
        Self(hexadecimal(&bytes))
    }

    /// In clear, for the cookie or the link; not to be kept.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What is kept in its place, as [`hash_of`] makes it.
    pub fn hash(&self) -> String {
        hash_of(&self.0)
    }
}

impl Default for Secret {
    fn default() -> Self {
        Self::new()
    }
}

/// What is stored in place of a secret: SHA-256, which is enough for 256 random bits.
pub fn hash_of(secret: &str) -> String {
    hexadecimal(&Sha256::digest(secret.as_bytes()))
}

/// In lower case, two digits a byte.
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
