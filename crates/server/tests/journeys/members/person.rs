//! What one person holds, on their page and on one's own.

use crate::members::peopled::{USERS, id_of, peopled, tick};
use crate::on_both_engines;
use crate::support::Office;
use domain::Role;

on_both_engines!(
    a_persons_page_says_where_each_right_comes_from,
    ones_own_access_is_shown_with_its_source_and_given_back,
);

fn a_persons_page_says_where_each_right_comes_from(office: &Office) {
    let mut amina = peopled(office);
    let camille = id_of(office, "camille");
    office.grant(
        &camille,
        "lumen.example",
        Role::VaAdministrator,
        Some("Lyon"),
    );
    amina
        .goes_to(USERS)
        .follows("Camille Example")
        .sees("Roles in this account")
        .sees("parvis test")
        .sees("Virtual Account Administrator on Lyon");
    // From there another role is a step away, but not for oneself.
    assert!(
        amina
            .follows("Give another role")
            .page
            .html
            .contains("camille</textarea>")
    );
    amina
        .goes_to(USERS)
        .follows("Amina Example")
        .does_not_see("Give another role");
    amina.goes_to(USERS).follows("Camille Example");
    amina.sees("decide access requests");
    let stranger = office.person("mallory@elsewhere.example");
    assert_eq!(
        amina
            .sends("GET", &format!("{USERS}/{stranger}"), None)
            .status,
        404
    );
    amina
        .presses(
            "End access",
            &tick(&[
                "Select Camille Example, Virtual Account Administrator on Lyon",
                "Select Camille Example, Smart",
            ]),
        )
        .presses("End access", &[])
        .sees("2 roles have ended");
    assert_eq!(
        amina
            .sends("GET", &format!("{USERS}/{camille}"), None)
            .status,
        404
    );
}

fn ones_own_access_is_shown_with_its_source_and_given_back(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    camille
        .goes_to("/access/mine")
        .sees("You have no role in a Smart Account");
    camille.asks_for("lumen.example", "Downloads for the Lyon site");
    amina
        .opens_the_link_in("asks for access")
        .approves_for(&["Lyon", "Montréal"], "Virtual Account User");
    camille
        .goes_to("/access/smart-accounts")
        .follows("My access")
        .sees("Virtual Account User · Lyon")
        .sees("a request")
        .sees("work with what the account owns");
    let mallory = office.person("mallory@elsewhere.example");
    let mut mallory = office.session_of("mallory@elsewhere.example", &mallory);
    let link = camille.page.links("Give back")[0].clone();
    assert_eq!(mallory.sends("GET", &link, None).status, 404);
    assert_eq!(
        mallory
            .sends("POST", &format!("{link}/return"), Some(String::new()))
            .status,
        404
    );
    camille
        .follows("Give back")
        .sees("It ends at once")
        .presses("Give back", &[])
        .sees("You have given the role back");
    assert_eq!(camille.page.links("Give back").len(), 1);
    amina
        .goes_to("/accounts/lumen.example/events")
        .sees("Role ended: Virtual Account User");
}
