//! Rows and queries of notices and mails.

mod mails;
mod notices;
mod row;

pub use mails::*;
pub use notices::*;
pub use row::*;
