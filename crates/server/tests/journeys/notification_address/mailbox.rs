//! A page where addresses are added, and whoever reads the mail there.

use crate::support::Office;
use crate::support::visitor::Visitor;

pub const PAGE: &str = "/accounts/lumen.example/properties/notifications";
pub const DESK: &str = "it-access@lumen.example";

/// Whoever reads a mailbox, not logged in.
pub fn reader<'o>(office: &'o Office, address: &str) -> Visitor<'o> {
    let mut reader = Visitor::stranger(office);
    reader.address = address.into();
    reader
}

/// Amina adds an address, and somebody there confirms it.
pub fn confirmed(office: &Office, amina: &mut Visitor<'_>, address: &str, language: &str) {
    let typed = [("E-mail", address), ("Language of the copies", language)];
    amina.goes_to(PAGE).presses("Add address", &typed);
    let mut reader = reader(office, address);
    reader.opens_the_link_in("Confirm this address");
    reader
        .presses("Confirm this address", &[])
        .sees("Confirmed");
}

/// The subjects of the copies to an address.
pub fn copies(office: &Office, address: &str) -> Vec<String> {
    let mails = office.mailbox.to(address).into_iter();
    let copies = mails.filter(|mail| mail.kind == "request-copy");
    copies.map(|mail| mail.row.subject).collect()
}
