//! A group and the file that fills it.

use crate::support::Office;
use crate::support::visitor::Visitor;

pub const GROUPS: &str = "/accounts/lumen.example/groups";

/// Makes a group and opens its page. Out: its address.
pub fn group(visitor: &mut Visitor<'_>, name: &str) -> String {
    visitor
        .goes_to(&format!("{GROUPS}/new"))
        .presses("Create group", &[("Name of the group", name)]);
    visitor.page.path.clone()
}

pub fn sends(visitor: &mut Visitor<'_>, group: &str, content: &[u8]) -> u16 {
    visitor.sends_file(&format!("{group}/uploads"), "night.csv", content)
}

pub fn previews(office: &Office, visitor: &mut Visitor<'_>, group: &str, content: &str) {
    assert_eq!(sends(visitor, group, content.as_bytes()), 303);
    office.works();
    visitor.looks_again();
}

pub fn applies(office: &Office, visitor: &mut Visitor<'_>) {
    visitor.presses("Apply", &[]);
    office.works();
    visitor.looks_again();
}

/// A file with a fault as a whole: what stands beside the field.
pub fn fault(visitor: &mut Visitor<'_>, group: &str, content: &[u8]) -> String {
    assert_eq!(sends(visitor, group, content), 422);
    visitor.page.fault_of("CSV file").unwrap()
}

pub fn events_named(office: &Office, name: &'static str) -> i64 {
    office.read(move |db| {
        use diesel::prelude::*;
        use parvis::storage::schema::events;
        let named = events::table.filter(events::name.eq(name));
        Ok(named.count().get_result(db)?)
    })
}
