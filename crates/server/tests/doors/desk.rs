//! What the desk of an account opens, by the role somebody holds there.

use crate::answers::is_refused;
use crate::forms::effective_form;
use crate::on_both_engines;
use crate::scene::{ACCOUNT, Scene};
use crate::support::Office;
use crate::support::visitor::Visitor;
use domain::Role;
use domain::role::{Extent, Right};

on_both_engines!(
    each_role_opens_the_tabs_its_rights_give_and_no_others,
    a_role_that_has_ended_opens_nothing_from_that_moment,
);

fn each_role_opens_the_tabs_its_rights_give_and_no_others(office: &Office) {
    let scene = Scene::set(office);
    for role in Role::ALL {
        let on = role.is_for_virtual_accounts().then_some("Lyon");
        let email = format!("{}@lumen.example", role.key());
        let person = office.person(&email);
        office.grant(&person, ACCOUNT, role, on);
        tabs_are_those_of(&scene, role, &mut office.session_of(&email, &person));
    }
}

fn a_role_that_has_ended_opens_nothing_from_that_moment(office: &Office) {
    let scene = Scene::set(office);
    let mut amina = scene.visitor("amina");
    amina.goes_to(&format!("/accounts/{ACCOUNT}/requests/{}", scene.request));
    amina.presses(
        "Submit",
        &[
            ("Approve", "on"),
            ("Entire Smart Account", "on"),
            ("User role", "Smart Account Viewer"),
            ("Until", "2026-11-22"),
        ],
    );
    let mut camille = scene.visitor("camille");
    assert_eq!(camille.sends("GET", &tab("users"), None).status, 200);
    // The day is over; no worker has looked yet.
    office.clock_goes_on(domain::moment::hours(15));
    let mut camille = scene.visitor("camille");
    assert_eq!(camille.sends("GET", &tab("users"), None).status, 404);
    assert_eq!(camille.sends("GET", &tab("properties"), None).status, 404);
}

pub fn tab(page: &str) -> String {
    format!("/accounts/{ACCOUNT}/{page}")
}

/// The tabs of the desk and the right each needs (product.md, "Roles and rights").
const TABS: [(&str, Right); 5] = [
    ("users", Right::MemberView),
    ("virtual-accounts", Right::View),
    ("requests", Right::RequestDecide),
    ("properties", Right::View),
    ("events", Right::EventView),
];

fn tabs_are_those_of(scene: &Scene<'_>, role: Role, holder: &mut Visitor<'_>) {
    let given = |right: Right| role.extent(right) != Extent::Nothing;
    let expected: Vec<String> = TABS
        .iter()
        .filter(|(_, right)| given(*right))
        .map(|(page, _)| tab(page))
        .collect();
    holder.goes_to(&format!("/accounts/{ACCOUNT}")).meets(200);
    assert_eq!(
        holder.page.path, expected[0],
        "{role:?}: the first tab opens"
    );
    for path in &expected {
        let page = holder.goes_to(path).meets(200).page.clone();
        let shown = page.attributes("nav.tabs a", "href");
        assert_eq!(shown, expected, "{role:?} on {path}");
        let current = page.attributes("nav.tabs a[aria-current=page]", "href");
        assert_eq!(current, std::slice::from_ref(path), "{role:?}");
    }
    for (page, right) in TABS.iter().filter(|(_, right)| !given(*right)) {
        let answer = holder.sends("GET", &tab(page), None);
        is_refused(&answer, 404, "en", &format!("{role:?} {page} ({right:?})"));
    }
    what_is_below_requests(scene, role, holder);
    parts_seen(role, holder);
}

/// The request of the scene asks for the whole account: only a right that reaches so far shows it.
fn what_is_below_requests(scene: &Scene<'_>, role: Role, holder: &mut Visitor<'_>) {
    let extent = role.extent(Right::RequestDecide);
    let request = tab(&format!("requests/{}", scene.request));
    let status = |wanted| if wanted { 200 } else { 404 };
    let shown = holder.sends("GET", &request, None).status;
    assert_eq!(shown, status(extent == Extent::Account), "{role:?}");
    let counted = holder.sends("GET", &tab("requests/pending-count"), None);
    assert_eq!(
        counted.status,
        status(extent != Extent::Nothing),
        "{role:?}"
    );
    if extent != Extent::Account {
        let form = effective_form("/accounts/{domain}/requests/{id}/decision");
        let decided = holder.sends("POST", &format!("{request}/decision"), Some(form));
        assert_eq!(decided.status, 404, "{role:?}");
    }
}

/// Roles on a Virtual Account show that one and not its neighbours.
fn parts_seen(role: Role, holder: &mut Visitor<'_>) {
    holder.goes_to(&tab("virtual-accounts")).sees("Lyon");
    match role.extent(Right::View) {
        Extent::Account => holder.sees("Montréal"),
        _ => holder.does_not_see("Montréal"),
    };
}
