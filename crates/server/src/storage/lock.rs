//! One server for each folder of the embedded database: two would work on the same mail and write in each other's way.

use crate::config::database_address::DatabasePlace;
use std::fs::{File, TryLockError};

/// Held by whoever serves an installation; let go when its process ends, however it does.
pub struct Lock(#[allow(dead_code)] File); // held, not used

impl Lock {
    /// Nothing where the database is a PostgreSQL server, which several nodes may share.
    pub fn take(place: &DatabasePlace) -> Result<Option<Self>, String> {
        let DatabasePlace::Sqlite(path) = place else {
            return Ok(None);
        };
        let name = path.with_extension("lock");
        let said = |fault: std::io::Error| format!("{}: {fault}", name.display());
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&name)
            .map_err(said)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self(file))),
            Err(TryLockError::WouldBlock) => Err(format!(
                "{} is served by another Parvis already. One at a time may serve an embedded database; several nodes share a PostgreSQL \
                 database (the setting database)",
                path.display()
            )),
            Err(TryLockError::Error(fault)) => Err(said(fault)),
        }
    }
}
