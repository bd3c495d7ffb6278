//! Pages of contracts, for whoever works for support.

pub mod access;
pub mod change;
pub mod end;
pub mod export;
pub mod form;
pub mod import;
pub mod imports;
pub mod list;
pub mod lock;
pub mod new;
pub mod show;
