//! A copy of an embedded database that is whole or not there at all: written beside, checked, flushed, and only then given its name.

use crate::cli::fault::Result;
use crate::cli::place::own_file;
use diesel::sql_types::{BigInt, Text};
use diesel::{Connection, QueryableByName, RunQueryDsl, SqliteConnection};
use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};

/// What is added to the name of a copy while it is written.
pub(super) const PART: &str = ".part";

#[derive(QueryableByName)]
struct Said {
    #[diesel(sql_type = Text)]
    quick_check: String,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// Removed unless it came to its end.
struct Part(PathBuf);

impl Drop for Part {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// Copies `from`, in use or not, to `to`, which must not be there.
pub(super) fn copy(from: &Path, to: &Path) -> Result<()> {
    let mut name = to.as_os_str().to_owned();
    name.push(PART);
    let part = Part(PathBuf::from(name));
    let named = |fault: std::io::Error| format!("{}: {fault}", part.0.display());
    // What a copy that was broken off has left.
    match std::fs::remove_file(&part.0) {
        Err(fault) if fault.kind() != std::io::ErrorKind::NotFound => {
            return Err(named(fault).into());
        }
        _ => {}
    }
    own_file(OpenOptions::new().create_new(true).write(true), &part.0).map_err(named)?;
    let mut source = open(from)?;
    diesel::sql_query("VACUUM INTO ?")
        .bind::<Text, _>(part.0.to_string_lossy().into_owned())
        .execute(&mut source)
        .map_err(|fault| format!("{}: {fault}", part.0.display()))?;
    drop(source);
    check(&part.0)?;
    File::open(&part.0)
        .and_then(|file| file.sync_all())
        .map_err(named)?;
    if to.exists() {
        return Err(format!("{}: exists already; choose another name", to.display()).into());
    }
    std::fs::rename(&part.0, to).map_err(|fault| format!("{}: {fault}", to.display()))?;
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(|fault| format!("{}: {fault}", folder.display()))?;
    Ok(())
}

fn open(path: &Path) -> Result<SqliteConnection> {
    let mut connection = SqliteConnection::establish(&path.to_string_lossy())
        .map_err(|fault| format!("{}: {fault}", path.display()))?;
    diesel::sql_query("PRAGMA busy_timeout = 60000")
        .execute(&mut connection)
        .map_err(|fault| format!("{}: {fault}", path.display()))?;
    Ok(connection)
}

/// Whether a file is a database of Parvis that can be read from end to end.
pub(super) fn check(path: &Path) -> Result<()> {
    let named = |fault: diesel::result::Error| format!("{}: {fault}", path.display());
    let mut db = open(path)?;
    let said: Vec<Said> = diesel::sql_query("PRAGMA quick_check")
        .load(&mut db)
        .map_err(named)?;
    if let Some(fault) = said.iter().find(|line| line.quick_check != "ok") {
        return Err(format!("{}: is damaged: {}", path.display(), fault.quick_check).into());
    }
    let tables: Count = diesel::sql_query(
        "SELECT count(*) AS count FROM sqlite_master WHERE name IN ('people', '__diesel_schema_migrations')",
    )
    .get_result(&mut db)
    .map_err(named)?;
    if tables.count < 2 {
        return Err(format!("{}: is no database of Parvis", path.display()).into());
    }
    Ok(())
}
