//! Virtual Accounts: made in three steps, changed, moved, deleted with what comes of it said first.

mod changing;
mod deleting;
mod making;
