//! What other processes write into the file of the embedded database, as commands do beside the program that serves it.

use crate::storage::bell::Bell;
use crate::storage::connection::AnyConnection;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use std::time::{Duration, Instant};

/// Looks now and then whether anybody else has written, and rings the bell if so.
pub(super) struct Others {
    bell: Bell,
    looked: Instant,
    version: Option<i64>,
}

#[derive(QueryableByName)]
struct Version {
    #[diesel(sql_type = BigInt)]
    data_version: i64,
}

impl Others {
    /// How often it is worth looking.
    pub(super) const EVERY: Duration = Duration::from_secs(1);

    pub(super) fn new(bell: Bell) -> Self {
        Self {
            bell,
            looked: now(),
            version: None,
        }
    }

    /// In: the one connection by which this process writes, outside a transaction: only what others commit changes the number that it
    /// is told ("PRAGMA data_version" in SQLite's documentation). After the first
    /// time it is not asked where nobody listens, or as long as it is too soon.
    pub(super) fn look(&mut self, connection: &mut AnyConnection) {
        // What is waited for on the clock comes a little early or late.
        let is_due = self.looked.elapsed() >= Self::EVERY.mul_f32(0.9);
        let AnyConnection::Sqlite(file) = connection else {
            return;
        };
        if self.version.is_some() && (!is_due || !self.bell.is_heard()) {
            return;
        }
        self.looked = now();
        let asked = diesel::sql_query("PRAGMA data_version").get_result::<Version>(file);
        // A file that cannot be read just now is looked at again.
        let Ok(Version { data_version }) = asked else {
            return;
        };
        let before = self.version.replace(data_version);
        if before.is_some_and(|before| before != data_version) {
            self.bell.ring();
        }
    }
}

#[allow(clippy::disallowed_methods)] // how long ago something was, not when
fn now() -> Instant {
    Instant::now()
}
