//! What the time of an answer tells: nothing of what is not to be known. Alone in its program, as other tests beside it are what time
//! goes by.

#[path = "../support/mod.rs"]
mod support;

mod numbers;
mod signs;
