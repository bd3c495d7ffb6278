//! A request that two may decide.

use crate::support::Office;
use crate::support::visitor::Visitor;
use domain::Role;

pub const QUESTION: &str = "For which site do you need it?";
pub const QUEUE: &str = "/accounts/lumen.example/requests";

/// Amina and Bruno administer Lumen, and Camille has asked.
pub fn camille_asks_two(office: &Office) -> (Visitor<'_>, Visitor<'_>, Visitor<'_>) {
    let amina = office.administrator_of("lumen.example");
    let bruno = office.person("bruno@lumen.example");
    office.grant(&bruno, "lumen.example", Role::SaAdministrator, None);
    let mut camille = office.visitor("camille@atelier.example");
    camille.asks_for("lumen.example", "Downloads for the Lyon site");
    (amina, office.log_in("bruno@lumen.example"), camille)
}

pub fn asks(amina: &mut Visitor<'_>, office: &Office) {
    amina.opens_the_link_in("asks for access");
    amina
        .presses("Ask", &[("Your question", QUESTION)])
        .sees("The request waits for the answer");
    office.works();
}
