//! The event log: found again by whoever may see it, told value by value, taken away whole.

mod finding;
mod scene;
mod telling;
mod thousands;
