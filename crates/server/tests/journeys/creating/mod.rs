//! Creating an account: with one's own authority, with somebody else's, with an operator's agreement, and in time.

mod authority;
mod lapsing;
mod nominees;
mod objecting;
mod steps;
