//! Where everything is kept: SQLite in a file beside the program, or PostgreSQL.

pub(crate) mod connection;
mod db;
mod embedded;
mod error;
pub mod json;
pub mod lock;
mod macros;
pub mod migrations;
pub mod pool;
pub mod raw;
pub mod schema;
mod tx;
mod writer;

pub use connection::*;
pub use db::*;
pub use embedded::*;
pub use error::*;
pub(crate) use macros::*;
pub use tx::*;
