//! What is said before a decision: among deciders, to the requester, and what is proposed instead.

mod among_deciders;
mod offers;
mod questions;
mod request;
