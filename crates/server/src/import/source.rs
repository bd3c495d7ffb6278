//! The files of an import.

use crate::storage::Error;
use indicatif::ProgressBar;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Files of a folder that are passed over though somebody meant them to be read: what each should be called.
pub(crate) fn misnamed(dir: &Path) -> Vec<(&'static str, String)> {
    let plain = |name: &str| -> String {
        let stem = name.to_lowercase();
        let stem = stem.trim_end_matches(".txt").trim_end_matches(".csv");
        stem.chars()
            .filter(char::is_ascii_alphanumeric)
            .collect::<String>()
            .trim_end_matches('s')
            .to_owned()
    };
    let mut found: Vec<(&'static str, String)> = std::fs::read_dir(dir)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| !FILES.contains(&name.as_str()))
        .filter_map(|name| {
            let meant = FILES.iter().find(|file| plain(file) == plain(&name))?;
            Some((*meant, name))
        })
        .collect();
    found.sort();
    found
}

/// The files of a folder, and where it is shown how many of their lines are done.
#[derive(Debug, Clone)]
pub struct ImportSource {
    pub(super) dir: PathBuf,
    pub(super) progress: ProgressBar,
    /// What stands for all that was read of each file when it was first read to its end.
    pub(super) read: Arc<Mutex<BTreeMap<&'static str, u64>>>,
}

impl ImportSource {
    /// Notes what stands for all that a file holds. Errors: it held something else when it was read before: what was checked must be
    /// what is brought in.
    pub(super) fn has_read(&self, file: &'static str, print: u64) -> Result<(), Error> {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        match *read.entry(file).or_insert(print) == print {
            true => Ok(()),
            false => Err(Error::corrupt(
                "import",
                file,
                "it changed while it was read",
            )),
        }
    }

    /// Where a file of the folder is, whether it is there or not.
    pub fn path(&self, file: &str) -> PathBuf {
        self.dir.join(file)
    }
}

/// People with a sign-in.
pub const PEOPLE: &str = "people.csv";

/// Smart Accounts.
pub const ACCOUNTS: &str = "accounts.csv";

/// Virtual Accounts of accounts that are there or in [`ACCOUNTS`].
pub const VIRTUAL_ACCOUNTS: &str = "virtual_accounts.csv";

/// Roles of people who are there or in [`PEOPLE`].
pub const MEMBERSHIPS: &str = "memberships.csv";

/// All of them, in the order they are read: what a line names stands in the same file or in one before it.
pub const FILES: [&str; 4] = [PEOPLE, ACCOUNTS, VIRTUAL_ACCOUNTS, MEMBERSHIPS];
