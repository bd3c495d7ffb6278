//! Somebody in the queue.

use crate::support::Office;
use crate::support::visitor::Visitor;

pub const QUEUE: &str = "/accounts/lumen.example/requests";

/// Asks for the role of a user of the whole account.
pub const USER: [(&str, &str); 2] = [
    ("Entire Smart Account", "on"),
    ("Role wanted", "Smart Account User"),
];

pub fn asks<'o>(office: &'o Office, email: &str, wish: &[(&str, &str)]) -> Visitor<'o> {
    let mut visitor = office.visitor(email);
    let reason = ("Reason for request", "Downloads for the Lyon site");
    visitor.asks_with("lumen.example", &[&[reason], wish].concat());
    visitor
}
