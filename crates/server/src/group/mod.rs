//! Groups: people who hold roles together.

pub mod store;
