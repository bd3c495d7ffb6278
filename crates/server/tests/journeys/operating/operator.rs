//! An operator, who finds accounts and people.

use crate::support::Office;
use crate::support::visitor::Visitor;

/// An operator, logged in.
pub fn operator(office: &Office) -> Visitor<'_> {
    let olga = office.staff("olga@operations.example", true, false);
    office.session_of("olga@operations.example", &olga)
}

/// Opens the page of an account or person that the list finds.
pub fn finds<'v, 'o>(
    olga: &'v mut Visitor<'o>,
    list: &str,
    typed: &str,
    label: &str,
) -> &'v mut Visitor<'o> {
    olga.goes_to(list)
        .presses("Filter", &[("Begins with", typed)]);
    olga.follows(label)
}
