//! Operators look after accounts and people: suspending, reactivating, naming an administrator, deactivating.

mod deactivating;
mod looking;
mod operator;
mod suspending;
