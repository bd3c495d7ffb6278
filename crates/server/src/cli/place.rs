//! Where an installation keeps its data, and folders that go with the program.

use crate::cli::fault::Result;
use crate::clock::{Clock, Secret};
use crate::config::Config;
use crate::config::database_address::DatabasePlace;
use crate::storage;
use crate::storage::Db;
use std::fs::OpenOptions;
use std::path::{Path, PathBuf};

/// Where the data is kept, without a password.
pub(super) fn shown(place: &DatabasePlace) -> String {
    match place {
        DatabasePlace::Sqlite(path) => std::path::absolute(path)
            .unwrap_or_else(|_| path.clone())
            .display()
            .to_string(),
        DatabasePlace::Postgres(address, _) => without_password(address),
    }
}

/// A `postgres://` address without what nobody else may read.
fn without_password(address: &str) -> String {
    let (scheme, rest) = address.split_once("://").unwrap_or(("postgres", address));
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    // A password that is not written as it should be may hold a slash.
    let (user, host) = rest.rsplit_once('@').unwrap_or(("", rest));
    let user = user.split(':').next().unwrap_or("");
    let at = if user.is_empty() { "" } else { "@" };
    let kept: Vec<&str> = query
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.to_lowercase().contains("password"))
        .collect();
    let mark = if kept.is_empty() { "" } else { "?" };
    format!("{scheme}://{user}{at}{host}{mark}{}", kept.join("&"))
}

/// Says on which database a command works, so that nobody works on another by mistake.
pub(super) fn say_place(config: &Config) {
    eprintln!("parvis: database {}", shown(&config.place()));
}

/// The database of an installation, for commands, which make none.
pub(super) fn open_db(config: &Config) -> Result<Db> {
    let place = config.place();
    let nothing = || {
        let settings = std::path::absolute(config.folder.join("parvis.toml"))
            .map(|path| path.display().to_string())
            .unwrap_or_default();
        format!(
            "{}: there is no database of Parvis. “parvis serve” and “parvis migrate” make one; if there is one elsewhere, name the settings that \
             it is served with (--config; {settings} here)",
            shown(&place)
        )
    };
    if let DatabasePlace::Sqlite(path) = &place {
        match path.try_exists() {
            Ok(true) => {}
            Ok(false) => return Err(nothing().into()),
            // Nobody else may look into the folder.
            Err(fault) => {
                return Err(format!(
                    "{}: {fault}. Call it as the person of the service",
                    shown(&place)
                )
                .into());
            }
        }
    }
    let named = |fault: crate::storage::Error| format!("{}: {fault}", shown(&place));
    let mut connection = storage::open(&place, storage::Use::Write).map_err(named)?;
    if !storage::migrations::is_there(&mut connection).map_err(named)? {
        return Err(nothing().into());
    }
    // A node of the version before may be at work on it.
    if !storage::migrations::is_done(&mut connection).map_err(named)? {
        return Err(format!(
            "{}: its tables are of an earlier Parvis. Bring them up to date first: “parvis migrate”, or a start of “parvis serve”",
            shown(&place)
        )
        .into());
    }
    drop(connection);
    Ok(Db::open(&place, Clock::Real, config.rules()).map_err(named)?)
}

/// Makes the folder and the file of the embedded database, for their owner's eyes only. Faults name what cannot be made.
pub(super) fn prepare(config: &Config) -> Result<()> {
    let DatabasePlace::Sqlite(path) = config.place() else {
        return Ok(());
    };
    // Relative paths went from the working folder once.
    if let Ok(relative) = config.data.strip_prefix(&config.folder)
        && !config.folder.as_os_str().is_empty()
        && relative.is_relative()
        && !path.exists()
        && relative.join("parvis.db").exists()
    {
        return Err(format!(
            "data: goes from the folder of the settings, {}, and there is a database in {}: give data its whole path",
            config.folder.display(),
            shown(&DatabasePlace::Sqlite(relative.to_owned())),
        )
        .into());
    }
    if let Some(folder) = path.parent() {
        prepare_folder(folder)?;
    }
    prepare_file(&path)
}

/// Makes a folder for its owner's eyes only; those above it are made as the system does, and one that is there stays as it is.
pub(super) fn prepare_folder(folder: &Path) -> Result<()> {
    if folder.as_os_str().is_empty() || folder.exists() {
        return Ok(());
    }
    if let Some(above) = folder
        .parent()
        .filter(|above| !above.as_os_str().is_empty())
    {
        std::fs::create_dir_all(above).map_err(|fault| format!("{}: {fault}", above.display()))?;
    }
    own_folder(folder).map_err(|fault| format!("{}: {fault}", folder.display()))?;
    Ok(())
}

fn own_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(folder)
}

/// SQLite gives what it puts beside the file the same rights.
fn prepare_file(path: &Path) -> Result<()> {
    let named =
        |fault: std::io::Error| format!("{}: {fault}", shown(&DatabasePlace::Sqlite(path.into())));
    let file = own_file(OpenOptions::new().create(true).append(true), path).map_err(named)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = file.metadata().map_err(named)?.permissions().mode();
        if mode & 0o077 != 0 {
            for end in ["", "-wal", "-shm"] {
                let mut name = path.as_os_str().to_owned();
                name.push(end);
                let own = std::fs::Permissions::from_mode(0o600);
                match std::fs::set_permissions(PathBuf::from(name), own) {
                    Err(fault) if fault.kind() != std::io::ErrorKind::NotFound => {
                        return Err(named(fault).into());
                    }
                    _ => {}
                }
            }
        }
    }
    #[cfg(not(unix))]
    drop(file);
    Ok(())
}

/// Opens a file that nobody else may read, if it is made.
pub(super) fn own_file(options: &mut OpenOptions, path: &Path) -> std::io::Result<std::fs::File> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path)
}

/// A folder that goes when the demonstration or the measuring ends. Nobody can know its name before.
pub(super) struct Folder(pub PathBuf);

impl Folder {
    /// In: what it is for, as its name says.
    pub(super) fn new(what: &str) -> Result<Self> {
        let name = format!("parvis-{what}-{}", Secret::new().as_str());
        let path = std::env::temp_dir().join(name);
        own_folder(&path).map_err(|fault| format!("{}: {fault}", path.display()))?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_password_is_shown() {
        for (address, kept) in [
            ("postgres://u:secret@h:5432/d", "postgres://u@h:5432/d"),
            ("postgres://u:se/c@ret@h/d", "postgres://u@h/d"),
            (
                "postgres://h/d?password=secret&sslmode=require",
                "postgres://h/d?sslmode=require",
            ),
            (
                "postgresql:///d?host=/run&sslpassword=secret",
                "postgresql:///d?host=/run",
            ),
        ] {
            assert_eq!(without_password(address), kept);
        }
    }
}
