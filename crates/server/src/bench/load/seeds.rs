//! What was filled once and is copied for each part that is measured: on a server, from the file of the embedded database, so that
//! there is the same on both.

use crate::bench::load::client::failed;
use crate::bench::load::furnishing::{Furnished, furnished};
use crate::bench::load::installation::{DatabaseServer, Installation};
use crate::bench::load::program::Program;
use crate::bench::load::site::PASSWORD;
use crate::bench::load::{installation, moving};
use crate::clock::Clock;
use crate::config::database_address::DatabasePlace;
use crate::jobs;
use crate::password::hash_now;
use crate::storage::{AnyConnection, Error, Use, open};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use domain::moment::hours;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// After so long, what waits in it would fall due.
const FRESH: u64 = 24;
/// Stands in a folder that is filled to the end, and holds when that was.
const MARK: &str = "filled-at";

/// What was filled, with all that a client needs.
pub(super) struct Seed {
    pub furnished: Arc<Furnished>,
    /// The folder it is kept in, for whoever works on a copy of its file.
    folder: PathBuf,
    /// The same on a server.
    on_server: Option<Installation>,
}

/// The seeds of one build.
pub(super) struct Seeds<'l> {
    pub program: &'l Program,
    /// Where they are kept.
    pub folder: &'l Path,
    pub server: Option<DatabaseServer>,
    pub say: &'l dyn Fn(&str),
    filled: BTreeMap<u64, Seed>,
}

impl Seed {
    /// A copy to work on.
    pub(super) fn copy(&self, folder: PathBuf) -> Result<Installation, Error> {
        if let Some(on_server) = &self.on_server {
            return on_server.copy(folder);
        }
        let copy = Installation::new(folder, None)?;
        installation::copy_file(&self.folder.join(installation::FILE), &copy.file())?;
        Ok(copy)
    }
}

impl<'l> Seeds<'l> {
    pub(super) fn new(
        program: &'l Program,
        folder: &'l Path,
        server: Option<DatabaseServer>,
        say: &'l dyn Fn(&str),
    ) -> Self {
        Self {
            program,
            folder,
            server,
            say,
            filled: BTreeMap::new(),
        }
    }

    /// The one of so many requests, filled where it is not there.
    pub(super) fn of(&mut self, requests: u64) -> Result<&Seed, Error> {
        if !self.filled.contains_key(&requests) {
            let seed = self.fill(requests)?;
            self.filled.insert(requests, seed);
        }
        self.filled
            .get(&requests)
            .ok_or_else(|| failed("nothing was filled"))
    }

    fn fill(&self, requests: u64) -> Result<Seed, Error> {
        let now = Clock::Real.now();
        let tables = self.tables()?;
        let folder = self.folder.join(format!("{requests}-{tables}"));
        let mark = folder.join(MARK);
        let filled_at = std::fs::read_to_string(&mark).ok();
        let filled_at = filled_at.and_then(|text| text.trim().parse().ok());
        let is_fresh = |at: i64| (0..i64::from(FRESH as u32) * 3_600_000).contains(&(now.0 - at));
        if !filled_at.is_some_and(is_fresh) {
            (self.say)(&format!("filling in {requests} requests"));
            let _ = std::fs::remove_dir_all(&folder);
            std::fs::create_dir_all(&folder).map_err(failed)?;
            self.program.furnish(&folder, requests)?;
            std::fs::write(&mark, now.0.to_string()).map_err(failed)?;
        }
        let file = folder.join(installation::FILE);
        let mut db = open(&DatabasePlace::Sqlite(file.clone()), Use::Write)?;
        // A worker that goes through all of it would be measured instead of what is driven.
        jobs::filling::mark_complete(&mut db)?;
        let AnyConnection::Sqlite(inner) = &mut db else {
            return Err(failed("not the embedded database"));
        };
        let hash = hash_now(PASSWORD).ok_or_else(|| failed("the password has no hash"))?;
        diesel::sql_query("UPDATE people SET password_hash = ? WHERE password_hash IS NULL")
            .bind::<Text, _>(hash)
            .execute(inner)?;
        // Whoever was logged in when it was filled is so now.
        diesel::sql_query("UPDATE sessions SET began_at = ?, ends_at = ?")
            .bind::<BigInt, _>(now.0)
            .bind::<BigInt, _>(now.plus(hours(12)).0)
            .execute(inner)?;
        inner.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)")?;
        let on_server = match &self.server {
            None => None,
            Some(server) => {
                (self.say)(&format!("moving {requests} requests to the server"));
                let folder = self.folder.join(format!("{requests}-on-server"));
                let there = Installation::new(folder, Some(server.empty()?))?;
                self.program.migrate(&there)?;
                moving::to_server(&mut db, &mut there.connect()?)?;
                Some(there)
            }
        };
        Ok(Seed {
            furnished: Arc::new(furnished(&folder)?),
            folder,
            on_server,
        })
    }

    /// What the tables of this build are, by a name: the last of its migrations, and how many they are.
    fn tables(&self) -> Result<String, Error> {
        #[derive(QueryableByName)]
        struct Last {
            #[diesel(sql_type = Text)]
            last: String,
        }
        let empty = Installation::new(self.folder.join("empty"), None)?;
        self.program.migrate(&empty)?;
        let AnyConnection::Sqlite(mut db) = empty.connect()? else {
            return Err(failed("not the embedded database"));
        };
        let found: Last = diesel::sql_query(
            "SELECT max(version) || '-' || count(*) AS last FROM __diesel_schema_migrations",
        )
        .get_result(&mut db)?;
        Ok(found.last)
    }
}
