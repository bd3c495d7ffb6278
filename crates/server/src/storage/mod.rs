//! Where everything is kept: SQLite in a file beside the program, or PostgreSQL.

mod bell;
mod checkpoints;
pub(crate) mod connection;
mod db;
mod embedded;
mod error;
pub mod json;
mod listening;
pub mod lock;
mod macros;
pub mod migrations;
mod others;
pub mod pool;
pub mod raw;
pub mod schema;
mod tx;
mod writer;

pub use bell::*;
pub use connection::*;
pub use db::*;
pub use embedded::*;
pub use error::*;
pub(crate) use macros::*;
pub use tx::*;
