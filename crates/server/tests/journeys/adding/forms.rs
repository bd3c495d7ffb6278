//! What is filled in to add people, and by those who are invited.

use crate::support::Office;
use crate::support::mailbox::link_in;
use crate::support::office::PASSWORD;
use crate::support::visitor::Visitor;

pub const NAMES: &str = "User IDs or e-mail addresses";
pub const USERS: &str = "/accounts/lumen.example/users";
pub const INVITATIONS: &str = "/accounts/lumen.example/invitations";

/// Adds these names with a role on the entire account.
pub fn adds(amina: &mut Visitor<'_>, names: &str, role: &str) {
    amina.goes_to(USERS).follows("Add users").adds_by(
        "Add users",
        &[
            (NAMES, names),
            ("Entire Smart Account", "on"),
            ("User role", role),
        ],
    );
}

/// Somebody who follows the newest link in the mail to an address, not logged in.
pub fn invited<'o>(office: &'o Office, address: &str) -> Visitor<'o> {
    let mut somebody = Visitor::stranger(office);
    office.works();
    let letter = office.mailbox.newest(address, "Your invitation");
    somebody.goes_to(&link_in(&letter.text_body));
    somebody
}

pub fn registers(visitor: &mut Visitor<'_>, user_id: &str) {
    visitor.presses(
        "Create an account and accept",
        &[
            ("Full name", "Nadia Ortega"),
            ("Company or organisation", "Ortega"),
            ("User ID", user_id),
            ("Password", PASSWORD),
        ],
    );
}
