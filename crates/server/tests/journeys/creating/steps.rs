//! The steps of whoever creates an account, and an operator.

use crate::support::Office;
use crate::support::visitor::Visitor;

pub const REASON: &str = "We trade under this name as well";

pub fn operator(office: &Office) -> Visitor<'_> {
    let olga = office.staff("olga@operations.example", true, false);
    office.session_of("olga@operations.example", &olga)
}

/// Fills in the form up to the review.
pub fn reviews<'v, 'o>(who: &'v mut Visitor<'o>, typed: &[(&str, &str)]) -> &'v mut Visitor<'o> {
    who.goes_to("/access/smart-accounts")
        .follows("Create a Smart Account");
    who.presses("Review", typed)
}

/// Asks for an account below one's own authority.
pub fn claims<'v, 'o>(who: &'v mut Visitor<'o>, identifier: &str) -> &'v mut Visitor<'o> {
    let typed = [
        ("I have authority", "on"),
        ("Account domain identifier", identifier),
        ("Why this identifier", REASON),
    ];
    reviews(who, &typed).presses("Ask for the account", &[]);
    who.office.works();
    who
}

/// Asks for one's own domain, naming somebody to authorise it.
pub fn nominates<'v, 'o>(who: &'v mut Visitor<'o>, nominee: &str) -> &'v mut Visitor<'o> {
    let typed = [
        ("Somebody else authorises", "on"),
        ("E-mail address of whoever", nominee),
    ];
    reviews(who, &typed).presses("Ask for the account", &[]);
    who.office.works();
    who
}
