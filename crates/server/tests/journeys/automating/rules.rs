//! Rules as an administrator rehearses and saves them, and somebody whom they meet.

use crate::support::Office;
use crate::support::visitor::Visitor;

pub const RULES: &str = "/accounts/lumen.example/automation";
pub const QUEUE: &str = "/accounts/lumen.example/requests";

/// Whoever comes from the atelier looks at Lyon for at most 30 days.
pub const PARTNERS: [(&str, &str); 9] = [
    ("Name of the rule", "Partners"),
    ("Verified e-mail domain", "atelier.example"),
    ("Role asked for, at most", "Smart Account User"),
    ("Approve", "on"),
    ("Selected Virtual Accounts", "on"),
    ("Lyon", "on"),
    ("User role", "Virtual Account Viewer"),
    ("For so many days at most", "30"),
    ("Position", ""),
];

pub fn rehearses(amina: &mut Visitor<'_>, typed: &[(&str, &str)]) {
    amina
        .goes_to(QUEUE)
        .follows("Automation")
        .follows("New rule");
    // "Lyon" stands twice in the form: as a condition and as what is given.
    let lyon = amina
        .page
        .attributes("input[name=virtual_accounts]", "value")[1]
        .clone();
    let mut filled = amina.page.fill(
        "Rehearse",
        "",
        &typed
            .iter()
            .copied()
            .filter(|(label, _)| *label != "Lyon")
            .collect::<Vec<_>>(),
    );
    if typed.iter().any(|(label, _)| *label == "Lyon") {
        filled.fields.push(("virtual_accounts".into(), lyon));
    }
    amina.submits(&filled);
}

pub fn saves(amina: &mut Visitor<'_>, typed: &[(&str, &str)]) {
    rehearses(amina, typed);
    amina
        .meets(200)
        .presses("Save the rule", &[])
        .sees("is saved and acts from now on");
}

pub fn asks<'o>(office: &'o Office, email: &str) -> Visitor<'o> {
    let mut visitor = office.visitor(email);
    visitor.asks_for("lumen.example", "Downloads for the Lyon site");
    visitor
}
