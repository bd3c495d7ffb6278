//! Creating an account with one's own authority, and what an operator decides about it.

use crate::creating::steps::{REASON, claims, operator, reviews};
use crate::on_both_engines;
use crate::support::{Engine, Office};

on_both_engines!(
    ones_own_domain_and_authority_open_an_account_at_once,
    another_identifier_goes_to_an_operator,
    an_operator_does_not_decide_about_their_own,
    an_identifier_that_is_taken_is_not_proposed,
    whoever_has_left_opens_no_account,
    bad_identifiers_and_names_are_said_beside_their_fields,
);

fn ones_own_domain_and_authority_open_an_account_at_once(office: &Office) {
    let mut camille = office.visitor("camille@atelier.example");
    camille
        .goes_to("/accounts")
        .sees("You manage no Smart Account")
        .follows("Create a Smart Account");
    camille
        .presses("Review", &[])
        .meets(422)
        .sees("Choose who authorises the account");
    camille.presses(
        "Review",
        &[
            ("I have authority", "on"),
            ("Account name", "Atelier Lumen"),
            ("Virtual Accounts", "Default\nLyon"),
        ],
    );
    camille
        .sees("Review the new account")
        .sees("atelier.example")
        .sees("Default, Lyon")
        .sees("active as soon as you send this");
    camille
        .presses("change", &[])
        .presses("Review", &[("Account name", "Atelier Lumen & Co")])
        .presses("Create the account", &[]);
    camille
        .sees("The account is active")
        .follows("Manage Smart Account")
        .sees("Atelier Lumen & Co");
    camille
        .goes_to("/accounts/atelier.example/users")
        .sees("Camille Example")
        .sees("creation of the account");
    camille
        .goes_to("/accounts/atelier.example/virtual-accounts")
        .sees("Lyon");
    office.works();
    office.mailbox.newest(
        "camille@atelier.example",
        "Your new account atelier.example",
    );
    let mut david = office.visitor("david@elsewhere.example");
    david.asks_for("atelier.example", "I work with Camille Example");
    camille
        .opens_the_link_in("David Example asks")
        .approves_entirely("Smart Account User")
        .sees("You approved this");
}

fn another_identifier_goes_to_an_operator(office: &Office) {
    let mut olga = operator(office);
    let mut camille = office.visitor("camille@atelier.example");
    reviews(
        &mut camille,
        &[
            ("I have authority", "on"),
            ("Account domain identifier", "brand.example"),
        ],
    )
    .meets(422);
    assert!(
        camille
            .page
            .fault_of("Why this identifier")
            .unwrap()
            .contains("not your own domain")
    );
    claims(&mut camille, "brand.example")
        .sees("90 days left")
        .sees("An operator decides about the identifier");
    camille.goes_to("/accounts/brand.example").meets(404);
    // Nobody has the identifier yet: asking for access shows nothing.
    camille
        .goes_to("/access/requests/new?identifier=brand.example")
        .sees("No name is shown");
    reviews(
        &mut camille,
        &[
            ("I have authority", "on"),
            ("Account domain identifier", "brand.example"),
            ("Why this identifier", REASON),
        ],
    );
    camille
        .sees("You have asked for this account already")
        .sees("90 days left");
    olga.goes_to("/operator")
        .sees("One new account waits")
        .follows("See them")
        .follows("brand.example");
    olga.sees(REASON)
        .sees("Camille Example")
        .presses("Approve", &[])
        .sees("You approved the identifier")
        .sees("The account is active");
    office.works();
    office
        .mailbox
        .newest("camille@atelier.example", "Your new account brand.example");
    camille
        .goes_to("/accounts/brand.example/users")
        .sees("Camille Example");
    claims(&mut camille, "other-brand.example");
    olga.opens_the_link_in("New account: other-brand.example")
        .presses("Decline", &[])
        .meets(422);
    olga.presses(
        "Decline",
        &[("In your own words", "That name is somebody else's")],
    )
    .sees("You declined");
    assert!(
        office
            .mailbox
            .to("camille@atelier.example")
            .iter()
            .all(|mail| !mail.text_body.contains("somebody else's"))
    );
    camille
        .opens_the_link_in("Your new account other-brand.example")
        .sees("An operator declined")
        .sees("somebody else's");
}

fn an_operator_does_not_decide_about_their_own(office: &Office) {
    let mut olga = operator(office);
    claims(&mut olga, "brand.example")
        .goes_to("/operator/creations")
        .follows("brand.example");
    olga.sees("This is your own request")
        .does_not_see("Approve");
    let path = format!("{}/approval", olga.page.path);
    assert_eq!(
        olga.sends("POST", &path, Some("version=1".into())).status,
        403
    );
}

fn an_identifier_that_is_taken_is_not_proposed(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut ines = office.visitor("ines@lyon.lumen.example");
    ines.goes_to("/accounts/new")
        .sees("lyon.lumen.example is yours");
    assert_eq!(
        ines.page.attributes("#domain, #name", "value"),
        ["lyon.lumen.example", "lyon.lumen.example Ltd"]
    );
    amina
        .goes_to("/accounts/new")
        .does_not_see("is yours")
        .sees("An operator decides about it");
    assert_eq!(amina.page.attributes("#domain, #name", "value"), ["", ""]);
    let another = [
        ("I have authority", "on"),
        ("Account domain identifier", "brand.example"),
        ("Why this identifier", REASON),
        ("Account name", "Brand"),
    ];
    amina
        .presses("Review", &another)
        .sees("Review the new account");
}

fn whoever_has_left_opens_no_account(office: &Office) {
    let mut olga = operator(office);
    let mut camille = office.visitor("camille@atelier.example");
    claims(&mut camille, "brand.example");
    olga.goes_to("/operator/people?q=camille")
        .follows("Camille Example")
        .follows("Deactivate")
        .presses("Deactivate", &[]);
    let told = office.mailbox.to("camille@atelier.example").len();
    olga.goes_to("/operator/creations")
        .follows("brand.example")
        .presses("Approve", &[])
        .meets(409)
        .sees("has been deactivated");
    office.days_pass(91);
    assert_eq!(office.mailbox.to("camille@atelier.example").len(), told);
}

fn bad_identifiers_and_names_are_said_beside_their_fields(office: &Office) {
    let mut camille = office.visitor("camille@gmail.com");
    camille
        .goes_to("/accounts/new")
        .sees("An operator decides about it");
    let rows = [
        ("Account domain identifier", "no dots"),
        ("Account domain identifier", "192.0.2.1"),
        ("Account name", ""),
        ("Virtual Accounts", " "),
        ("Virtual Accounts", "A\na"),
        ("Virtual Accounts", "North|South"),
        ("Virtual Accounts", &*"x".repeat(101)),
        ("Account name", "x\u{202E}y"),
        ("Account name", "\u{3164}"),
    ];
    for (field, typed) in rows {
        let mut all = vec![
            ("I have authority", "on"),
            ("Account domain identifier", "brand.example"),
            ("Why this identifier", REASON),
        ];
        all.push((field, typed));
        camille
            .goes_to("/accounts/new")
            .presses("Review", &all)
            .meets(422);
        assert!(camille.page.fault_of(field).is_some(), "{field} {typed:?}");
    }
    for (address, domain) in [
        ("bob@gmail.com", "gmail.com"),
        ("chen@mail.gmx.net", "mail.gmx.net"),
        ("dora@github.io", "github.io"),
    ] {
        let mut somebody = office.visitor(address);
        reviews(
            &mut somebody,
            &[
                ("I have authority", "on"),
                ("Account domain identifier", domain),
                ("Why this identifier", REASON),
                ("Account name", "Brand"),
            ],
        )
        .sees("An operator decides about the identifier");
    }
}

/// Anybody of a company has an address there: unless it is set otherwise, an operator decides also about one's own domain.
#[test]
fn an_operator_decides_about_ones_own_domain_unless_it_is_set_otherwise() {
    let office = Office::open_as(Engine::Sqlite, false, |config| {
        config.accounts = parvis::config::Config::default().accounts;
    });
    let mut olga = operator(&office);
    let mut elin = office.visitor("elin@fjord.example");
    elin.goes_to("/accounts/new")
        .sees("An operator decides about it")
        .does_not_see("active at once");
    elin.presses("Review", &[("I have authority", "on")])
        .meets(422);
    reviews(
        &mut elin,
        &[("I have authority", "on"), ("Why this identifier", REASON)],
    )
    .sees("An operator decides about the identifier")
    .presses("Ask for the account", &[])
    .sees("An operator decides");
    office.works();
    olga.goes_to("/operator/creations")
        .follows("fjord.example")
        .presses("Approve", &[]);
    office.works();
    office.mailbox.newest("elin@fjord.example", "fjord.example");
    elin.goes_to("/accounts/fjord.example/users").meets(200);
    office.may_leave_mail();
}
