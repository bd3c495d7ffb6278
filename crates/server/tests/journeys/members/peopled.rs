//! An account with people in it, and its list of users.

use crate::support::Office;
use crate::support::visitor::Visitor;
use domain::{PersonId, Role};

pub const USERS: &str = "/accounts/lumen.example/users";

/// Amina's account with some people in it.
pub fn peopled(office: &Office) -> Visitor<'_> {
    let amina = office.administrator_of("lumen.example");
    for (email, role, on) in [
        ("bruno@lumen.example", Role::SaAdministrator, None),
        ("camille@atelier.example", Role::SaUser, None),
        ("chen@lumen.example", Role::VaAdministrator, Some("Lyon")),
        ("david@atelier.example", Role::VaUser, Some("Lyon")),
        ("elodie@atelier.example", Role::VaViewer, Some("Montréal")),
    ] {
        let person = office.person(email);
        office.grant(&person, "lumen.example", role, on);
    }
    amina
}

pub fn id_of(office: &Office, name: &str) -> PersonId {
    let name = name.to_owned();
    office
        .read(move |db| parvis::store::person::find_by_name(db, &name))
        .unwrap()
        .person
        .id
}

pub fn names(visitor: &Visitor<'_>) -> Vec<String> {
    visitor.page.all("tbody .who b")
}

pub fn tick<'a>(ticked: &'a [&'a str]) -> Vec<(&'a str, &'a str)> {
    ticked.iter().map(|label| (*label, "on")).collect()
}
