//! Getting in and out: signing up, logging in, finding back, and what people change about themselves.

mod address;
mod finding_back;
mod logging_in;
mod profile;
mod sessions;
mod signing_up;
mod ways;
