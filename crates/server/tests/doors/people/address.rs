//! Changing one's e-mail address: confirmed from the new one, taken back from the one before.

use crate::on_both_engines;
use crate::people::ways::{
    CAMILLE, NEW_PASSWORD, forgets, is_inside, opens_mail, password_opens, signs_up,
};
use crate::support::Office;
use crate::support::mailbox::link_in;
use crate::support::office::PASSWORD;
use crate::support::visitor::Visitor;
use domain::moment::days;
use std::time::Duration;

/// Has mail sent to another address, confirms it, and lets a minute pass.
fn moves(visitor: &mut Visitor<'_>, to: &str, password: &str) {
    visitor.goes_to("/profile").wants_mail_at(to, password);
    opens_mail(visitor, to, "Confirm your new address");
    visitor
        .presses("Use this address", &[])
        .sees("Your mail goes to the new address now");
    let office = visitor.office;
    office.works();
    office.clock_goes_on(Duration::from_secs(60));
}

on_both_engines!(
    a_changed_address_is_taken_back_by_whoever_reads_the_one_before,
    an_address_that_was_changed_back_already_is_told_of_no_more,
    an_address_is_not_taken_back_from_who_has_it_now_nor_after_a_week,
    an_address_is_changed_by_a_link_that_only_its_owner_gets,
    a_link_to_a_new_address_dies_of_age,
    a_new_password_takes_the_force_from_links_mailed_before,
    somebody_elses_address_cannot_be_taken,
);

fn a_changed_address_is_taken_back_by_whoever_reads_the_one_before(office: &Office) {
    let (mut thief, mut camille) = (office.visitor(CAMILLE), office.log_in(CAMILLE));
    moves(&mut thief, "thief@elsewhere.example", PASSWORD);
    assert!(
        is_inside(&mut thief) && !is_inside(&mut camille),
        "the other log-ins end"
    );
    let told = office
        .mailbox
        .newest(CAMILLE, "Your address was changed")
        .text_body;
    assert!(
        told.contains("take the change back within seven days"),
        "{told}"
    );
    let back = link_in(&told);
    // What a thief does next takes nothing from it.
    thief
        .goes_to("/profile")
        .changes_password(PASSWORD, NEW_PASSWORD)
        .meets(200);
    moves(&mut thief, "thief2@elsewhere.example", NEW_PASSWORD);
    let thiefs = link_in(
        &office
            .mailbox
            .newest("thief@elsewhere.example", "Your address was changed")
            .text_body,
    );
    // Nor what they take back themselves.
    thief
        .goes_to(&thiefs)
        .presses(
            "Save the password",
            &[("New password", "a forecourt of thieves")],
        )
        .sees("Your mail goes to the address of before again");
    moves(
        &mut thief,
        "thief3@elsewhere.example",
        "a forecourt of thieves",
    );
    let thiefs = link_in(
        &office
            .mailbox
            .newest("thief@elsewhere.example", "Your address was changed")
            .text_body,
    );
    camille
        .goes_to(&back)
        .sees("Your mail goes to camille@atelier.example again")
        .presses("Save the password", &[("New password", "short")])
        .meets(422);
    camille.sees("Your mail goes to camille@atelier.example again");
    camille
        .presses(
            "Save the password",
            &[("New password", "a third forecourt at noon")],
        )
        .sees("Your mail goes to the address of before again");
    camille.goes_to("/profile").sees(CAMILLE);
    assert!(!is_inside(&mut thief));
    assert_eq!(password_opens(office, "a forecourt of thieves"), 422);
    for link in [&back, &thiefs] {
        Visitor::stranger(office).goes_to(link).meets(410);
    }
    office.works();
    let told = office
        .mailbox
        .newest("thief3@elsewhere.example", "Your address was changed")
        .text_body;
    assert!(
        told.contains("was taken back") && !told.contains("token="),
        "{told}"
    );
}

fn an_address_that_was_changed_back_already_is_told_of_no_more(office: &Office) {
    let mut camille = office.visitor(CAMILLE);
    for to in ["morel@atelier.example", CAMILLE] {
        moves(&mut camille, to, PASSWORD);
    }
    let back = link_in(
        &office
            .mailbox
            .newest(CAMILLE, "Your address was changed")
            .text_body,
    );
    let before = office.mailbox.to(CAMILLE).len();
    camille
        .goes_to(&back)
        .presses("Save the password", &[("New password", NEW_PASSWORD)])
        .meets(200);
    camille.goes_to("/profile").sees(CAMILLE);
    assert_eq!(password_opens(office, NEW_PASSWORD), 303);
    office.works();
    let told = office.mailbox.to(CAMILLE).split_off(before);
    assert_eq!(told.len(), 1, "of the password alone");
    assert!(
        told[0].subject.contains("Your password was changed"),
        "{}",
        told[0].subject
    );
}

fn an_address_is_not_taken_back_from_who_has_it_now_nor_after_a_week(office: &Office) {
    for taken in [true, false] {
        let name = if taken {
            "dora@atelier.example"
        } else {
            CAMILLE
        };
        let mut somebody = office.visitor(name);
        let to = format!("new.{name}");
        somebody.goes_to("/profile").wants_mail_at(&to, PASSWORD);
        opens_mail(&mut somebody, &to, "Confirm your new address");
        somebody.presses("Use this address", &[]);
        office.works();
        let back = link_in(
            &office
                .mailbox
                .newest(name, "Your address was changed")
                .text_body,
        );
        if taken {
            let mut nora = signs_up(office, name);
            nora.creates_sign_in("nora", NEW_PASSWORD).meets(200);
            let mut stranger = Visitor::stranger(office);
            stranger.goes_to(&back).meets(410);
            somebody.goes_to("/profile").sees(&to);
        } else {
            office.clock_goes_on(days(7));
            Visitor::stranger(office).goes_to(&back).meets(410);
        }
    }
}

fn an_address_is_changed_by_a_link_that_only_its_owner_gets(office: &Office) {
    let mut camille = office.visitor(CAMILLE);
    let mut mallory = office.visitor("mallory@elsewhere.example");
    camille
        .goes_to("/profile")
        .presses(
            "Change the address",
            &[("New e-mail address", "not an address")],
        )
        .meets(422);
    assert!(
        camille
            .page
            .fault_of("New e-mail address")
            .unwrap()
            .contains("name@company.example")
    );
    camille
        .wants_mail_at("morel@atelier.example", "guessed")
        .meets(422);
    assert_eq!(
        camille.page.all("#password-error"),
        ["This is not your current password."]
    );
    camille
        .wants_mail_at("morel@atelier.example", PASSWORD)
        .meets(200);
    camille
        .sees("A link is on its way to the new address")
        .does_not_see("morel@atelier.example");
    office.works();
    let link = link_in(
        &office
            .mailbox
            .newest("morel@atelier.example", "Confirm your new address")
            .text_body,
    );
    // Opening the link changes nothing, and nobody else can use it.
    mallory
        .goes_to(&link)
        .presses("Use this address", &[])
        .meets(404);
    Visitor::stranger(office).goes_to(&link).sees("Log in");
    camille.goes_to("/profile").sees(CAMILLE);
    camille
        .goes_to(&link)
        .presses("Use this address", &[])
        .sees("Your mail goes to the new address now")
        .sees("morel@atelier.example")
        .does_not_see(CAMILLE);
    camille
        .goes_to(&link)
        .meets(410)
        .sees("used already, or it is too old");
    let mut again = Visitor::stranger(office);
    again.logs_in("morel@atelier.example", PASSWORD);
    assert!(is_inside(&mut again));
    Visitor::stranger(office)
        .logs_in(CAMILLE, PASSWORD)
        .meets(422);
    office.works();
    office.mailbox.newest(CAMILLE, "Your address was changed");
}

fn a_link_to_a_new_address_dies_of_age(office: &Office) {
    let mut camille = office.visitor(CAMILLE);
    camille
        .goes_to("/profile")
        .wants_mail_at("morel@atelier.example", PASSWORD);
    opens_mail(
        &mut camille,
        "morel@atelier.example",
        "Confirm your new address",
    );
    let link = camille.page.path.clone();
    office.clock_goes_on(days(2));
    office
        .log_in(CAMILLE)
        .goes_to(&link)
        .meets(410)
        .sees("too old")
        .goes_to("/profile")
        .sees(CAMILLE);
}

fn a_new_password_takes_the_force_from_links_mailed_before(office: &Office) {
    let mut camille = office.visitor(CAMILLE);
    let reset = forgets(office, "camille").page.path;
    camille
        .goes_to("/profile")
        .wants_mail_at("morel@atelier.example", PASSWORD);
    opens_mail(
        &mut camille,
        "morel@atelier.example",
        "Confirm your new address",
    );
    let change = camille.page.path.clone();
    camille
        .goes_to("/profile")
        .changes_password(PASSWORD, NEW_PASSWORD);
    Visitor::stranger(office).goes_to(&reset).meets(410);
    camille
        .goes_to(&change)
        .meets(410)
        .sees("used already")
        .goes_to("/profile")
        .sees(CAMILLE);
}

fn somebody_elses_address_cannot_be_taken(office: &Office) {
    let mut camille = office.visitor(CAMILLE);
    office.person("bruno@lumen.example");
    let asks = |camille: &mut Visitor<'_>, email: &str| {
        camille
            .goes_to("/profile")
            .wants_mail_at(email, PASSWORD)
            .page
            .text()
    };
    assert_eq!(
        asks(&mut camille, "Bruno@lumen.example"),
        asks(&mut camille, "nora@elsewhere.example")
    );
    office.works();
    assert!(office.mailbox.to("bruno@lumen.example").is_empty());
    // Taken by somebody else before the link is followed.
    office.person("nora@elsewhere.example");
    opens_mail(
        &mut camille,
        "nora@elsewhere.example",
        "Confirm your new address",
    );
    camille
        .presses("Use this address", &[])
        .sees("This address belongs to another sign-in")
        .sees(CAMILLE);
}
