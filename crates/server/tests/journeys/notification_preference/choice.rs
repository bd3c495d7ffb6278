//! What somebody has chosen, and chooses.

use crate::support::visitor::Visitor;

pub const PAGE: &str = "/profile/notifications";

pub fn daily(visitor: &mut Visitor<'_>, hour: &str) {
    let once = "Once a day";
    visitor.goes_to(PAGE).presses(
        "Save",
        &[
            ("Requests you may decide", once),
            ("Reminders", once),
            ("Requests somebody else has settled", "Off"),
            ("Daily mail at", hour),
        ],
    );
}
