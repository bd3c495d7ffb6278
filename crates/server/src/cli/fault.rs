//! What a command answers.

/// Why a command did nothing, in the words it prints.
pub(crate) type Fault = Box<dyn std::error::Error + Send + Sync>;
/// A [`Fault`] ends the program with a failure.
pub(crate) type Result<T> = std::result::Result<T, Fault>;
