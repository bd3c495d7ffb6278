//! The laws of Virtual Accounts: whatever sequence of changes is tried, by whomever, the nesting stays a forest, one is the
//! default, names stay apart, and nobody changes what is not theirs.

mod changing;
mod nesting;
mod world;
