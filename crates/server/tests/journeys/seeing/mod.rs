//! Who may see what: what deciders do among themselves, what lies beyond one's own Virtual Accounts, and what cannot be told apart.

mod account;
mod deciders;
mod hidden;
mod reach;
