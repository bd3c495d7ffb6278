//! `parvis import`: people, accounts, Virtual Accounts and memberships from CSV files.
//!
//! Everything is checked before anything is written; then all is written in one transaction. What is there already stays as
//! it is, so the same files again change nothing. Files are read line by line, twice: nothing but the names in them is held.

mod check;
mod differences;
mod folder;
pub mod lines;
pub mod prints;
mod report;
mod rows;
pub(crate) mod source;
mod write;

pub use folder::{check, run};
pub use report::ImportReport;
pub use source::{ACCOUNTS, MEMBERSHIPS, PEOPLE, VIRTUAL_ACCOUNTS};
