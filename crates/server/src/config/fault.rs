//! What is wrong with the settings.

use std::path::PathBuf;

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
