//! An account with people in it, and a review of them.

use crate::support::Office;
use crate::support::visitor::Visitor;
use domain::Role;

/// Amina and Bruno administer, Chen has Lyon, Dora and Elin use the account, Farid is in Lyon.
pub fn cast(office: &Office) -> Visitor<'_> {
    let amina = office.administrator_of("lumen.example");
    for (name, role, on) in [
        ("bruno", Role::SaAdministrator, None),
        ("chen", Role::VaAdministrator, Some("Lyon")),
        ("dora", Role::SaUser, None),
        ("elin", Role::SaUser, None),
        ("farid", Role::VaUser, Some("Lyon")),
    ] {
        let person = office.person(&format!("{name}@lumen.example"));
        office.grant(&person, "lumen.example", role, on);
    }
    amina
}

pub fn starts(amina: &mut Visitor<'_>, whose: &str, rule: &str, due: &str) -> String {
    amina
        .goes_to("/accounts/lumen.example/users")
        .follows("Access reviews")
        .follows("Start a review");
    amina.presses(
        "Start a review",
        &[
            ("Name of the review", "Autumn 2026"),
            ("Whose roles", whose),
            ("Due on", due),
            ("What nobody", rule),
        ],
    );
    amina.office.works();
    amina.page.path.clone()
}

pub fn ticks<'v, 'o>(
    who: &'v mut Visitor<'o>,
    name: &str,
    answer: &[(&str, &str)],
) -> &'v mut Visitor<'o> {
    let line = format!("Select {name}");
    let mut typed = vec![(line.as_str(), "on")];
    typed.extend(answer);
    who.presses("Submit", &typed)
}
