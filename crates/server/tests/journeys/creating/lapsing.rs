//! What becomes in time of an account that was asked for.

use crate::creating::steps::{claims, nominates, operator, reviews};
use crate::on_both_engines;
use crate::support::Office;
use crate::support::mailbox::link_in;
use crate::support::visitor::Visitor;

on_both_engines!(
    a_request_for_an_account_lapses_with_notice_and_is_revived_with_its_data,
    an_operator_frees_an_identifier_that_is_held_for_nothing,
    after_a_year_what_lapsed_is_over_and_its_identifier_free,
    operators_extend_and_revive_and_creators_withdraw,
);

fn a_request_for_an_account_lapses_with_notice_and_is_revived_with_its_data(office: &Office) {
    let mut camille = office.visitor("camille@atelier.example");
    nominates(&mut camille, "berta@atelier.example");
    let page = camille.page.path.clone();
    office.days_pass(59);
    assert_eq!(office.mailbox.to("camille@atelier.example").len(), 0);
    for (days, mails, left) in [
        (1, 1, "30 days left"),
        (23, 2, "7 days left"),
        (6, 2, "One day left"),
    ] {
        office.days_pass(days);
        assert_eq!(office.mailbox.to("camille@atelier.example").len(), mails);
        camille.goes_to(&page).sees(left);
    }
    let link = link_in(
        &office
            .mailbox
            .newest("berta@atelier.example", "asks you to authorise")
            .text_body,
    );
    office.days_pass(1);
    camille
        .goes_to(&page)
        .sees("Lapsed")
        .sees("It can be revived until")
        .does_not_see("days left");
    let mut berta = office.visitor("berta@atelier.example");
    berta.goes_to(&link).meets(410);
    let mut olga = operator(office);
    olga.goes_to("/operator/accounts?status=lapsed")
        .sees("atelier.example");
    // Somebody else of the same domain cannot take it over without an operator.
    let mut david = office.visitor("david@atelier.example");
    claims(&mut david, "atelier.example").sees("An operator decides");
    olga.goes_to("/operator/creations")
        .follows("atelier.example")
        .sees("The identifier belongs to")
        .does_not_see("Approve");
    office.days_pass(300);
    camille
        .goes_to(&page)
        .presses("Revive it", &[])
        .sees("90 days left")
        .sees("berta@atelier.example is asked");
    office.works();
    let again = link_in(
        &office
            .mailbox
            .newest("berta@atelier.example", "asks you to authorise")
            .text_body,
    );
    let mut berta = office.log_in("berta@atelier.example");
    berta
        .goes_to(&again)
        .presses("Submit", &[("Authorise", "on")])
        .sees("is active");
    berta
        .goes_to("/accounts/atelier.example/virtual-accounts")
        .sees("Default");
}

fn an_operator_frees_an_identifier_that_is_held_for_nothing(office: &Office) {
    // Asked for under one's own domain, with a nominee who never answers.
    let mut camille = office.visitor("camille@atelier.example");
    nominates(&mut camille, "nobody@atelier.example");
    let mut olga = operator(office);
    let page = |olga: &mut Visitor<'_>| {
        olga.goes_to("/operator/creations?status=all")
            .follows("atelier.example");
        olga.page.path.clone()
    };
    let first = page(&mut olga);
    olga.goes_to(&first)
        .does_not_see("Approve")
        .presses(
            "Send the link",
            &[("E-mail address of whoever", "nonsense")],
        )
        .meets(422);
    olga.presses(
        "Send the link",
        &[("E-mail address of whoever", "camille@atelier.example")],
    )
    .meets(422)
    .sees("yourself");
    olga.presses(
        "Send the link",
        &[("E-mail address of whoever", "zoe@atelier.example")],
    )
    .sees("The link is on its way to zoe@atelier.example");
    office.works();
    office
        .mailbox
        .newest("zoe@atelier.example", "asks you to authorise");
    let old = olga.goes_to(&first).page.clone();
    olga.presses("Decline", &[("In your own words", "Nobody here answers")])
        .sees("Declined");
    // A page from before says why nobody is asked any more.
    olga.page = old;
    olga.presses(
        "Send the link",
        &[("E-mail address of whoever", "zoe@atelier.example")],
    )
    .meets(409);
    office.works();
    // Free again; and what has lapsed is given up before its year is over.
    nominates(&mut camille, "nobody@atelier.example");
    office.days_pass(91);
    let mut olga = office.log_in("olga@operations.example");
    olga.goes_to("/operator/creations?status=lapsed")
        .follows("atelier.example")
        .presses("Give it up", &[])
        .sees("Its identifier is free")
        .does_not_see("Revive it");
    let mut camille = office.log_in("camille@atelier.example");
    nominates(&mut camille, "nobody@atelier.example")
        .sees("nobody@atelier.example is asked to authorise");
    office.works();
}

fn after_a_year_what_lapsed_is_over_and_its_identifier_free(office: &Office) {
    let mut camille = office.visitor("camille@atelier.example");
    nominates(&mut camille, "berta@atelier.example");
    let page = camille.page.path.clone();
    office.days_pass(91);
    office.days_pass(366);
    camille
        .goes_to(&page)
        .sees("Over")
        .does_not_see("Revive it");
    assert_eq!(
        camille
            .sends("POST", &format!("{page}/revival"), Some(String::new()))
            .status,
        409
    );
    reviews(&mut camille, &[("I have authority", "on")])
        .presses("Create the account", &[])
        .sees("The account is active");
}

fn operators_extend_and_revive_and_creators_withdraw(office: &Office) {
    let mut olga = operator(office);
    let mut camille = office.visitor("camille@atelier.example");
    claims(&mut camille, "brand.example");
    let page = camille.page.path.clone();
    olga.opens_the_link_in("New account: brand.example")
        .presses("Give it 30 more days", &[])
        .sees("120 days left");
    office.days_pass(119);
    camille.goes_to(&page).sees("One day left");
    office.days_pass(1);
    let mut olga = office.log_in("olga@operations.example");
    olga.goes_to("/operator/creations?status=lapsed")
        .follows("brand.example")
        .presses("Revive it", &[])
        .sees("90 days left");
    camille
        .goes_to(&page)
        .presses("Withdraw", &[])
        .sees("You no longer ask")
        .sees("Withdrawn");
    assert_eq!(
        camille
            .sends("POST", &format!("{page}/withdrawal"), Some(String::new()))
            .status,
        409
    );
    // Stale pages decide nothing.
    let decide = olga.page.path.clone();
    let late = olga.sends(
        "POST",
        &format!("{decide}/approval"),
        Some("version=2".into()),
    );
    assert_eq!(late.status, 409);
    office.works();
}
