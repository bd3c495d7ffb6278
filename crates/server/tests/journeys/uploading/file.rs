//! A file of users, previewed and applied.

use crate::support::Office;
use crate::support::visitor::Visitor;

pub const UPLOADS: &str = "/accounts/lumen.example/uploads";
pub const HEADER: &str = "user,role,virtual_accounts,until\n";

/// Uploads these lines and has them checked.
pub fn previews(office: &Office, visitor: &mut Visitor<'_>, lines: &str) {
    let file = format!("{HEADER}{lines}");
    visitor.sends_file(UPLOADS, "people.csv", file.as_bytes());
    office.works();
    visitor.looks_again();
}

pub fn applies(office: &Office, visitor: &mut Visitor<'_>) {
    visitor.presses("Apply", &[]);
    office.works();
    visitor.looks_again();
}

/// A file with a fault as a whole: what stands beside the field.
pub fn fault(visitor: &mut Visitor<'_>, content: &[u8]) -> String {
    assert_eq!(visitor.sends_file(UPLOADS, "people.csv", content), 422);
    visitor.page.fault_of("CSV file").unwrap()
}
