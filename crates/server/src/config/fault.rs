//! What is wrong with the settings.

use crate::config::place_in_file;
use std::path::{Path, PathBuf};

/// Why the settings are refused, in words for whoever has typed them.
#[derive(Debug, thiserror::Error)]
pub enum ConfigFault {
    /// The file cannot be read, or is no TOML.
    #[error("{}: {what}", .path.display())]
    File { path: PathBuf, what: String },
    /// A variable that ends in `_FILE` names a file that cannot be read.
    #[error("{variable}: cannot read {}: {fault}", .path.display())]
    SecretFile {
        variable: String,
        path: PathBuf,
        fault: std::io::Error,
    },
    /// What was given cannot be taken; `at` names it as it was typed: a variable, or a key of the file.
    #[error("{at}: {what}")]
    Setting { at: String, what: String },
    /// What was given can be read and cannot work; `key` is the setting, wherever it was given.
    #[error("{key}: {what}")]
    Wrong { key: &'static str, what: String },
}

impl ConfigFault {
    /// The fault of a programme with the file and the line where it stands, as one definition has many keys of the same name.
    pub(super) fn on_its_line(self, path: &Path) -> Self {
        let ConfigFault::Setting { at, what } = self else {
            return self;
        };
        let text = std::fs::read_to_string(path).ok();
        let line = text
            .filter(|_| at.starts_with("programmes "))
            .and_then(|text| place_in_file::line(&text, &at));
        match line {
            Some(line) => ConfigFault::Setting {
                at: format!("{}, line {line}: {at}", path.display()),
                what,
            },
            None => ConfigFault::Setting { at, what },
        }
    }
}
