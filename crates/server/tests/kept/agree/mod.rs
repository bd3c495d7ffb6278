//! The same commands lead to the same data on both databases, and the events of a request to the request as it is stored.

mod carrying_out;
mod ending;
mod story;
