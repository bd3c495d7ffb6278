//! Agreements: published in versions, accepted for the account, and what waits meanwhile.

use crate::on_both_engines;
use crate::support::Office;
use domain::Role;

const PAGE: &str = "/accounts/lumen.example/properties/agreements";

on_both_engines!(
    work_waits_until_a_required_version_is_accepted,
    an_account_has_no_more_agreements_than_its_page_lists,
    a_new_version_is_accepted_anew_and_the_old_stays_on_record,
);

fn work_waits_until_a_required_version_is_accepted(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let camille = office.person("camille@atelier.example");
    office.grant(&camille, "lumen.example", Role::SaUser, None);
    let mut camille = office.log_in("camille@atelier.example");
    camille
        .goes_to("/")
        .does_not_see("an agreement is not accepted yet");
    amina.goes_to(PAGE).sees("no agreement to accept");
    amina
        .presses("Publish", &[("Title", ""), ("Text", "short")])
        .meets(422);
    assert!(amina.page.fault_of("Text").unwrap().contains("at least 10"));
    amina.presses(
        "Publish",
        &[
            ("Title", "Terms of use"),
            ("Text", "Be kind to one another."),
            ("It must be accepted", "on"),
        ],
    );
    amina
        .sees("The version is published")
        .sees("To be accepted before working")
        .sees("Published by Amina Example");
    // The tiles that need the right to work say why they are shut, and every page of the desk does.
    camille
        .goes_to("/")
        .sees("an agreement is not accepted yet")
        .follows("See the agreements")
        .sees("Terms of use");
    camille
        .follows("Terms of use")
        .sees("Be kind to one another.")
        .does_not_see("Accept for the account");
    let path = format!("{}/acceptances", camille.page.path);
    assert_eq!(
        camille.sends("POST", &path, Some("seen=1".into())).status,
        404
    );
    assert_eq!(
        camille
            .sends(
                "POST",
                &path.replace("acceptances", "versions"),
                Some("seen=1&title=Mine&words=All+of+it+is+mine".into())
            )
            .status,
        404
    );
    amina
        .goes_to("/accounts/lumen.example/virtual-accounts")
        .sees("Nobody can work with this account")
        .follows("See the agreements")
        .follows("Terms of use");
    amina
        .presses("Accept for the account", &[])
        .sees("The agreement is accepted")
        .sees("Accepted by Amina Example")
        .does_not_see("Nobody can work");
    camille
        .goes_to("/")
        .does_not_see("an agreement is not accepted yet");
    amina
        .goes_to("/accounts/lumen.example/events")
        .sees("Agreement published: Terms of use")
        .sees("Agreement accepted: Terms of use");
}

fn an_account_has_no_more_agreements_than_its_page_lists(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    amina.goes_to(PAGE).presses(
        "Publish",
        &[("Title", "Terms 0"), ("Text", "Be kind to one another.")],
    );
    for number in 1..domain::agreement::MOST {
        let form = format!("seen=0&title=Terms+{number}&words=Be+kind+to+one+another.");
        assert_eq!(amina.sends("POST", PAGE, Some(form)).status, 303);
    }
    amina
        .goes_to(PAGE)
        .presses(
            "Publish",
            &[
                ("Title", "One too many"),
                ("Text", "Be kind to one another."),
            ],
        )
        .meets(409);
    assert!(
        amina
            .page
            .fault_of("Title")
            .unwrap()
            .contains("at most 100 agreements")
    );
    assert!(amina.page.html.contains("One too many"));
    amina
        .goes_to(PAGE)
        .sees("Terms 0")
        .sees("Terms 99")
        .follows("Terms 7");
    amina
        .presses("Publish", &[("Text", "Be kinder to one another.")])
        .sees("Version 2");
}

fn a_new_version_is_accepted_anew_and_the_old_stays_on_record(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    amina.goes_to(PAGE).presses(
        "Publish",
        &[
            ("Title", "Terms"),
            ("Text", "Be kind to one another."),
            ("It must be accepted", "on"),
        ],
    );
    amina.presses("Accept for the account", &[]);
    let mut bruno = amina.clone();
    amina
        .presses(
            "Publish",
            &[
                ("Title", "Terms"),
                ("Text", "Be kinder to one another."),
                ("It must be accepted", "off"),
            ],
        )
        .sees("Version 2")
        .sees("Not accepted");
    amina
        .sees("Accepted by Amina Example")
        .sees("Be kind to one another.")
        .does_not_see("Nobody can work");
    // A page from before the new version is refused, whatever it wants.
    bruno
        .presses("Publish", &[("Text", "Be the kindest of all.")])
        .meets(409)
        .sees("Somebody changed this");
    assert!(bruno.page.html.contains("Be the kindest of all."));
    let path = format!("{}/acceptances", amina.page.path);
    assert_eq!(
        amina.sends("POST", &path, Some("seen=1".into())).status,
        409
    );
    let sana = office.person("sana@lumen.example");
    office.grant(&sana, "lumen.example", Role::SaApprover, None);
    let mut sana = office.log_in("sana@lumen.example");
    sana.goes_to(PAGE)
        .follows("Terms")
        .presses("Accept for the account", &[])
        .sees("Accepted by Sana Example");
    // Somebody else's second click changes nothing.
    assert_eq!(
        amina.sends("POST", &path, Some("seen=2".into())).status,
        303
    );
    amina
        .goes_to(PAGE)
        .follows("Terms")
        .sees("Accepted by Sana Example");
}
