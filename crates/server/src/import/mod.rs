//! `parvis import`: people, accounts, Virtual Accounts and memberships from CSV files.
//!
//! Everything is checked before anything is written. Then all lines arrive in the database, where nothing of them holds until the last
//! has come; from then on all of them hold, and are carried out some at a time, whatever happens to whoever began it. Others write in
//! between. What is there already stays as it is, so the same files again change nothing. Files are read line by line: nothing but the
//! names in them is held.

mod applying;
mod arriving;
mod carrying_on;
mod check;
mod differences;
mod folder;
mod kept;
pub mod lines;
mod pace;
mod places;
pub mod prints;
mod reading;
mod report;
mod rows;
pub(crate) mod source;

pub use applying::MOST_AT_ONCE;
pub use carrying_on::{finish, left_behind, take_up};
pub use folder::{bring, check, run};
pub use report::ImportReport;
pub use source::{ACCOUNTS, MEMBERSHIPS, PEOPLE, VIRTUAL_ACCOUNTS};
