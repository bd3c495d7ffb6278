//! Rows and queries of notices and mails.

mod mails;
mod notices;
mod row;
mod tries;

pub use mails::*;
pub use notices::*;
pub use row::*;
pub(crate) use tries::*;
