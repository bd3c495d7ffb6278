//! Where an installation keeps its data, and folders that go with the program.

use super::Result;
use crate::clock::Clock;
use crate::config::Config;
use crate::storage::{Db, Place};
use std::path::PathBuf;

/// The database of an installation, for programs; makes its folder where there is none.
pub(super) fn open_db(config: &Config) -> Result<Db> {
    prepare(&config.place())?;
    Ok(Db::open(&config.place(), Clock::Real, config.rules())?)
}

/// Makes the folder of the embedded database, for its owner's eyes only.
pub(super) fn prepare(place: &Place) -> Result<()> {
    let Place::Sqlite(path) = place else {
        return Ok(());
    };
    let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty() && !folder.exists())
    else {
        return Ok(());
    };
    std::fs::create_dir_all(folder).map_err(|fault| format!("{}: {fault}", folder.display()))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}

/// A folder that goes when the demonstration or the measuring ends.
pub(super) struct Folder(pub PathBuf);

impl Folder {
    pub(super) fn new(what: &str, port: u16) -> Result<Self> {
        let path =
            std::env::temp_dir().join(format!("parvis-{what}-{}-{port}", std::process::id()));
        std::fs::create_dir_all(&path)?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
