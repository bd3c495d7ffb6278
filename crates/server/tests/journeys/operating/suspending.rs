//! Accounts are suspended and reactivated.

use crate::on_both_engines;
use crate::operating::operator::{finds, operator};
use crate::support::Office;
use domain::Role;

on_both_engines!(
    in_a_suspended_account_everything_rests_but_what_takes_away,
    a_suspended_account_opens_nothing_until_it_is_reactivated,
    a_hidden_account_that_is_suspended_is_hidden_still,
);

fn in_a_suspended_account_everything_rests_but_what_takes_away(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let chen = office.person("chen@lumen.example");
    office.grant(&chen, "lumen.example", Role::VaAdministrator, Some("Lyon"));
    let desk = "/accounts/lumen.example";
    amina
        .goes_to(&format!("{desk}/reviews/new"))
        .presses(
            "Start a review",
            &[
                ("Name of the review", "All"),
                ("Whose roles", "everyone"),
                ("Due on", "2026-11-30"),
                ("What nobody", "Unanswered roles end"),
            ],
        )
        .meets(200);
    office.works();
    let mut olga = operator(office);
    finds(&mut olga, "/operator/accounts", "lumen", "lumen.example")
        .follows("Suspend the account")
        .presses(
            "Suspend the account",
            &[("Reason", "Ownership is disputed")],
        );
    // Every form of the desk: it is listed as going on, or refused before anything is read of it.
    let lyon = office.part("lumen.example", "Lyon");
    for (door, (path, _)) in parvis::routes::pages() {
        if door != parvis::routes::Door::Desk
            || parvis::web::desk::GO_ON_WHILE_SUSPENDED.contains(&path)
        {
            continue;
        }
        let address = path
            .replace("{domain}", "lumen.example")
            .replace("virtual-accounts/{id}", &format!("virtual-accounts/{lyon}"))
            .replace("{id}", "x")
            .replace("{role}", "x");
        let answer = amina.sends("POST", &address, Some(String::new()));
        assert!(
            [405, 409].contains(&answer.status),
            "{address}: {}",
            answer.status
        );
    }
    amina
        .goes_to(&format!("{desk}/virtual-accounts"))
        .meets(200)
        .sees("Lyon");
    // Nobody can answer the review, so it ends nothing.
    office.days_pass(10);
    amina
        .goes_to(&format!("{desk}/users"))
        .sees("Chen Example")
        .presses("End access", &[("Select Chen Example", "on")])
        .presses("End access", &[])
        .sees("One role has ended");
    office.may_leave_mail();
}

fn a_suspended_account_opens_nothing_until_it_is_reactivated(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    camille.asks_for("lumen.example", "Downloads for the Lyon site");
    let mut olga = operator(office);
    finds(&mut olga, "/operator/accounts", "LUM", "lumen.example")
        .sees("Amina Example")
        .follows("Suspend the account");
    olga.sees("One request stays waiting")
        .presses("Suspend the account", &[])
        .meets(422);
    assert!(
        olga.page
            .fault_of("Reason")
            .unwrap()
            .contains("Fill this in")
    );
    olga.presses(
        "Suspend the account",
        &[("Reason", "Ownership is disputed")],
    )
    .sees("Suspended")
    .sees("Ownership is disputed");
    office.works();
    assert!(
        office
            .mailbox
            .newest("amina@lumen.example", "Suspended")
            .text_body
            .contains("Ownership is disputed")
    );
    assert!(
        office
            .mailbox
            .newest("camille@atelier.example", "Suspended")
            .text_body
            .contains("your request for it waits")
    );
    amina.goes_to("/").sees("you hold no role that opens it");
    amina
        .opens_the_link_in("asks for access")
        .sees("nothing is decided about its requests")
        .does_not_see("Available actions")
        .does_not_see("Pass on");
    let request = amina.page.path.clone();
    for (way, form) in [
        ("decision", "outcome=approve&scope=entire&role=sa-user"),
        ("decision", "outcome=decline&class=other"),
        (
            "decision",
            "outcome=propose&scope=entire&role=sa-user&why=Or+just+this",
        ),
        ("questions", "question=For+which+site+is+it%3F"),
    ] {
        let answer = amina.sends(
            "POST",
            &format!("{request}/{way}"),
            Some(format!("version=1&{form}")),
        );
        assert_eq!(answer.status, 409, "{way} {form}");
        assert!(
            answer
                .text()
                .contains("nothing is decided about its requests"),
            "{}",
            answer.text()
        );
    }
    let several = format!(
        "/accounts/lumen.example/requests/review?outcome=decline&request={}",
        request.rsplit('/').next().unwrap()
    );
    amina
        .goes_to(&several)
        .sees("nothing is decided about its requests");
    office.days_pass(2);
    camille
        .views_request()
        .presses("Send reminder", &[])
        .sees("takes no requests just now");
    let page = olga.page.path.clone();
    olga.goes_to(&page);
    let mut david = office.visitor("david@atelier.example");
    david
        .goes_to("/access/requests/new?identifier=lumen.example")
        .sees("it is suspended, or not active yet");
    // Twice is once, and the account is the same as before once it is open again.
    let form = Some("reason=Again".to_owned());
    let path = format!("{}/suspension", olga.page.path);
    assert_eq!(olga.sends("POST", &path, form).status, 409);
    olga.presses("Reactivate the account", &[])
        .sees("The account is active again");
    office.works();
    office.mailbox.newest("amina@lumen.example", "Active again");
    office
        .mailbox
        .newest("camille@atelier.example", "Active again");
    amina
        .goes_to("/")
        .does_not_see("you hold no role that opens it");
    amina
        .opens_the_link_in("asks for access")
        .approves_entirely("Smart Account User")
        .sees("You approved this");
    amina
        .goes_to("/accounts/lumen.example/events")
        .sees("smart-account.suspended")
        .sees("smart-account.reactivated");
}

fn a_hidden_account_that_is_suspended_is_hidden_still(office: &Office) {
    let victor = office.person("victor@vault.example");
    office.account(
        "vault.example",
        domain::smart_account::Visibility::Restricted,
        &victor,
    );
    let mut camille = office.visitor("camille@atelier.example");
    camille.asks_for("vault.example", "The keys to the vault please");
    let told = office.mailbox.to("camille@atelier.example").len();
    let mut olga = operator(office);
    finds(&mut olga, "/operator/accounts", "vault", "vault.example").follows("Suspend the account");
    olga.presses(
        "Suspend the account",
        &[("Reason", "Ownership is disputed")],
    );
    office.works();
    office.mailbox.newest("victor@vault.example", "Suspended");
    assert_eq!(office.mailbox.to("camille@atelier.example").len(), told);
    camille
        .views_request()
        .sees("Pending")
        .does_not_see("suspended");
    // A reminder goes its way as for an identifier that nobody has.
    office.days_pass(2);
    camille
        .views_request()
        .presses("Send reminder", &[])
        .sees("Your reminder is on its way")
        .does_not_see("suspended");
    camille.presses("Withdraw", &[]).sees("Withdrawn");
}
