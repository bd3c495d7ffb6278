//! An installation that is measured: a folder and, where the database is a server, one of its databases, which goes with it.

use crate::bench::load::client::failed;
use crate::bench::subject::now;
use crate::clock::Secret;
use crate::config::database_address::{DatabasePlace, Pooler};
use crate::storage::{AnyConnection, Error, Use, open};
use diesel::connection::SimpleConnection;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The file of the embedded database.
pub(super) const FILE: &str = "parvis.db";
/// How long a database that is copied may still be in use by whoever has just gone.
const PATIENCE: Duration = Duration::from_secs(20);
const EVERY: Duration = Duration::from_millis(50);

/// A server on which databases may be made.
#[derive(Debug, Clone)]
pub(super) struct DatabaseServer {
    /// A database that is there, to speak to the server through.
    url: String,
}

/// A database on a server; dropped with this.
#[derive(Debug)]
pub(super) struct Database {
    server: DatabaseServer,
    name: String,
}

impl DatabaseServer {
    pub(super) fn new(url: &str) -> Self {
        Self {
            url: url.to_owned(),
        }
    }

    fn say(&self, sql: &str) -> Result<(), Error> {
        let mut db = open(
            &DatabasePlace::Postgres(self.url.clone(), Pooler::None),
            Use::Write,
        )?;
        Ok(db.batch_execute(sql)?)
    }

    /// The address of another database of the same server.
    fn address(&self, name: &str) -> String {
        let (before, query) = match self.url.split_once('?') {
            Some((before, query)) => (before, format!("?{query}")),
            None => (self.url.as_str(), String::new()),
        };
        let authority = before.split_once("://").map_or(before, |(_, rest)| rest);
        let host = authority.split('/').next().unwrap_or("");
        format!("postgres://{host}/{name}{query}")
    }

    fn new_name() -> String {
        let secret = Secret::new();
        format!("parvis_bench_{}", secret.as_str().get(..16).unwrap_or("0"))
    }

    /// One with nothing in it.
    pub(super) fn empty(&self) -> Result<Database, Error> {
        let name = Self::new_name();
        self.say(&format!("CREATE DATABASE {name} TEMPLATE template0"))?;
        Ok(Database {
            server: self.clone(),
            name,
        })
    }
}

impl Database {
    pub(super) fn url(&self) -> String {
        self.server.address(&self.name)
    }

    /// One with the same in it. Errors: it is in use.
    #[allow(clippy::disallowed_methods)] // there is nothing to wait for but whoever used it to go
    pub(super) fn copy(&self) -> Result<Self, Error> {
        let (name, began) = (DatabaseServer::new_name(), now());
        let copy = format!("CREATE DATABASE {name} TEMPLATE {}", self.name);
        while let Err(fault) = self.server.say(&copy) {
            if began.elapsed() > PATIENCE {
                return Err(fault);
            }
            std::thread::sleep(EVERY);
        }
        Ok(Self {
            server: self.server.clone(),
            name,
        })
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let _ = self.server.say(&format!(
            "DROP DATABASE IF EXISTS {} WITH (FORCE)",
            self.name
        ));
    }
}

/// What a server of the program works on.
#[derive(Debug)]
pub(super) struct Installation {
    pub folder: PathBuf,
    pub database: Option<Database>,
}

impl Installation {
    /// One in a folder that is made for it, perhaps with a database.
    pub(super) fn new(folder: PathBuf, database: Option<Database>) -> Result<Self, Error> {
        std::fs::create_dir_all(&folder).map_err(failed)?;
        Ok(Self { folder, database })
    }

    /// The file of the embedded database.
    pub(super) fn file(&self) -> PathBuf {
        self.folder.join(FILE)
    }

    pub(super) fn place(&self) -> DatabasePlace {
        match &self.database {
            None => DatabasePlace::Sqlite(self.file()),
            Some(database) => DatabasePlace::Postgres(database.url(), Pooler::None),
        }
    }

    /// For what is done beside the program, or while it does not run.
    pub(super) fn connect(&self) -> Result<AnyConnection, Error> {
        open(&self.place(), Use::Write)
    }

    /// The same in another folder. Nobody may be at work on it.
    pub(super) fn copy(&self, folder: PathBuf) -> Result<Self, Error> {
        let database = self.database.as_ref().map(Database::copy).transpose()?;
        let copy = Self::new(folder, database)?;
        if copy.database.is_none() {
            self.put_into_one_file()?;
            copy_file(&self.file(), &copy.file())?;
        }
        Ok(copy)
    }

    /// What a server that was ended at once has left beside the file belongs to what is on disk.
    pub(super) fn put_into_one_file(&self) -> Result<(), Error> {
        match self.connect()? {
            AnyConnection::Sqlite(mut file) => {
                Ok(file.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)")?)
            }
            AnyConnection::Postgres(_) => Ok(()),
        }
    }
}

impl Drop for Installation {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// On disk when it is over: what is written later belongs to whoever writes it.
pub(super) fn copy_file(from: &Path, to: &Path) -> Result<(), Error> {
    std::fs::copy(from, to).map_err(failed)?;
    let copy = std::fs::File::open(to).map_err(failed)?;
    copy.sync_all().map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn databases_of_a_server_have_its_address() {
        for (url, other) in [
            ("postgres://u:p@h:5432/d", "postgres://u:p@h:5432/n"),
            ("postgres://h", "postgres://h/n"),
            ("postgresql:///d?host=/run", "postgres:///n?host=/run"),
        ] {
            assert_eq!(DatabaseServer::new(url).address("n"), other);
        }
    }
}
