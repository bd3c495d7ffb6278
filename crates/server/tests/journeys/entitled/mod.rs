//! What is asked for besides Smart Accounts: contracts and programmes, and what somebody has by them.

mod contracts;
mod deciding;
mod holding;
mod own;
mod programmes;
mod scene;
mod taking_away;
