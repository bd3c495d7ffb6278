//! What is wrong with the settings.

use std::path::PathBuf;

#[derive(Debug, thiserror::Error)]
pub enum ConfigFault {
    #[error("{}: {what}", .path.display())]
    File { path: PathBuf, what: String },
    #[error("{variable}: cannot read {}: {fault}", .path.display())]
    SecretFile {
        variable: String,
        path: PathBuf,
        fault: std::io::Error,
    },
    #[error("{at}: {what}")]
    Setting { at: String, what: String },
    #[error("{key}: {what}")]
    Wrong { key: &'static str, what: String },
}
