//! Asking for access, and following what becomes of it.

use crate::on_both_engines;
use crate::support::{Engine, Office};
use domain::smart_account::Visibility;

on_both_engines!(
    somebody_asks_somebody_decides_and_both_know,
    a_hidden_account_and_none_at_all_look_the_same,
    people_of_the_domain_see_their_hidden_account,
    asking_twice_shows_the_first,
    a_request_can_be_taken_back,
    asking_again_after_a_denial_waits_a_day,
    members_may_ask_for_more,
    with_nobody_to_decide_the_operators_are_told_at_once,
    a_support_case_carries_the_request,
    the_budget_of_look_ups_ends_and_comes_back,
);

fn somebody_asks_somebody_decides_and_both_know(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    camille.asks_for("lumen.example", "Downloads for the Lyon site");
    camille
        .sees("Access request sent")
        .sees("Your request is on its way to the administrator of lumen.example");
    camille
        .follows("Your access requests")
        .sees("Pending")
        .sees("Smart Account Administrators");
    amina
        .opens_the_link_in("Camille Example asks for access")
        .sees("Downloads for the Lyon site")
        .sees("atelier.example Ltd");
    amina
        .approves_for(&["Lyon"], "Virtual Account User")
        .sees("You approved this")
        .sees("Virtual Account User on Lyon");
    camille
        .opens_the_link_in("Your access request for lumen.example")
        .sees("Approved")
        .sees("Virtual Account User on Lyon");
    camille
        .goes_to("/access/smart-accounts")
        .sees("Virtual Account User")
        .sees("Lyon");
    camille.goes_to("/").sees("Open Downloads");
    office.nothing_left_to_send();
}

fn a_hidden_account_and_none_at_all_look_the_same(office: &Office) {
    let victor = office.person("victor@vault.example");
    office.account("vault.example", Visibility::Restricted, &victor);
    let mut camille = office.visitor("camille@atelier.example");
    let mut seen = Vec::new();
    for identifier in ["vault.example", "nowhere.example"] {
        let mut pages = Vec::new();
        camille.goes_to(&format!("/access/requests/new?identifier={identifier}"));
        pages.push((camille.page.status, camille.page.text()));
        camille.asks_for(identifier, "I was told that I need this");
        pages.push((camille.page.status, camille.page.text()));
        camille.follows("See your request");
        pages.push((camille.page.status, camille.page.text()));
        seen.push((identifier, pages));
    }
    // A month later both have died of old age, with the same mail on the way.
    office.days_pass(30);
    for (identifier, pages) in &mut seen {
        camille
            .goes_to("/access/services")
            .follows_near("View", identifier)
            .sees("Expired");
        pages.push((camille.page.status, camille.page.text()));
    }
    let anonymous: Vec<String> = seen
        .iter()
        .map(|(identifier, pages)| format!("{pages:?}").replace(identifier, "IT"))
        .collect();
    assert_eq!(anonymous[0], anonymous[1]);
    let mails = |identifier: &str| {
        let to = office.mailbox.to("camille@atelier.example");
        let about = to
            .into_iter()
            .filter(|mail| mail.subject.contains(identifier));
        about
            .map(|mail| {
                (
                    mail.subject.replace(identifier, "IT"),
                    without_ids(&mail.text_body.replace(identifier, "IT")),
                )
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(mails("vault.example"), mails("nowhere.example"));
    assert!(!mails("vault.example").is_empty());
    // But whoever looks after the hidden account was asked.
    office
        .mailbox
        .newest("victor@vault.example", "Camille Example asks for access");
}

fn people_of_the_domain_see_their_hidden_account(office: &Office) {
    let victor = office.person("victor@vault.example");
    office.account("vault.example", Visibility::Restricted, &victor);
    let mut vera = office.visitor("vera@vault.example");
    vera.goes_to("/access/requests/new?identifier=vault.example")
        .sees("The vault company")
        .sees("Customer");
}

fn asking_twice_shows_the_first(office: &Office) {
    office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    camille
        .asks_for("lumen.example", "Downloads for the Lyon site")
        .follows("See your request");
    let first = camille.page.path.clone();
    camille
        .goes_to("/access/requests/new?identifier=lumen.example")
        .sees("You have asked for this already");
    let again = vec![
        ("identifier".to_owned(), "lumen.example".to_owned()),
        ("reason".to_owned(), "Once more, please".to_owned()),
    ];
    let answer = camille.sends(
        "POST",
        "/access/requests",
        Some(crate::support::visitor::encode(&again)),
    );
    assert_eq!(answer.headers["location"], first);
    office.works();
    assert_eq!(office.mailbox.to("amina@lumen.example").len(), 1);
}

fn a_request_can_be_taken_back(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    camille
        .asks_for("lumen.example", "Downloads for the Lyon site")
        .views_request();
    camille
        .presses("Withdraw", &[])
        .sees("Your request is withdrawn")
        .sees("Withdrawn");
    office.works();
    office
        .mailbox
        .newest("amina@lumen.example", "Settled: Camille Example");
    amina
        .goes_to("/accounts/lumen.example/requests")
        .sees("Withdrawn");
}

fn asking_again_after_a_denial_waits_a_day(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    camille.asks_for("lumen.example", "Downloads for the Lyon site");
    amina
        .opens_the_link_in("asks for access")
        .declines("Needs a sponsor", "Ask Bruno to support you.");
    camille
        .opens_the_link_in("Your access request")
        .sees("Denied")
        .sees("Needs a sponsor")
        .sees("Ask Bruno to support you.");
    camille
        .goes_to("/access/requests/new?identifier=lumen.example")
        .sees("You can ask again from");
    camille
        .presses(
            "Send request",
            &[("Reason for request", "Bruno supports me now")],
        )
        .meets(422)
        .sees("Your last request was declined");
    office.hours_pass(25);
    camille
        .asks_for("lumen.example", "Bruno supports me now")
        .sees("Access request sent");
}

fn members_may_ask_for_more(office: &Office) {
    office.administrator_of("lumen.example");
    let camille = office.person("camille@atelier.example");
    office.grant(&camille, "lumen.example", domain::Role::SaViewer, None);
    let mut camille = office.log_in("camille@atelier.example");
    camille
        .goes_to("/access/requests/new?identifier=lumen.example")
        .sees("You are in this account already")
        .sees("Smart Account Viewer");
    camille.asks_with(
        "lumen.example",
        &[
            ("Reason for request", "I shall manage Lyon"),
            ("Role wanted", "Virtual Account Administrator"),
            ("Selected Virtual Accounts", "on"),
            ("Lyon", "on"),
        ],
    );
    camille
        .sees("Access request sent")
        .follows("See your request")
        .sees("Virtual Account Administrator on Lyon");
}

fn with_nobody_to_decide_the_operators_are_told_at_once(office: &Office) {
    office.staff("olga@operations.example", true, false);
    let amina = office.administrator_of("lumen.example");
    drop(amina);
    // The only administrator asks for more: nobody else can decide.
    let mut amina = office.log_in("amina@lumen.example");
    amina
        .asks_for("lumen.example", "I also need to accept agreements")
        .sees("your request has gone to the operators");
    office.mailbox.newest(
        "olga@operations.example",
        "Nobody answers for The lumen company",
    );
    amina
        .opens_the_link_in("Your access request")
        .sees("Nobody could decide, so the operators were told at once");
}

fn a_support_case_carries_the_request(office: &Office) {
    office.administrator_of("lumen.example");
    office.staff("sam@support.example", false, true);
    let mut camille = office.visitor("camille@atelier.example");
    camille
        .asks_for("lumen.example", "Downloads for the Lyon site")
        .views_request()
        .follows("Open a support case");
    camille
        .presses("Send to support", &[])
        .meets(422)
        .sees("What do you need? Fill this in");
    camille
        .presses(
            "Send to support",
            &[("What do you need?", "Nobody answers and it is urgent.")],
        )
        .sees("Your case is open");
    let mut sam = office.log_in("sam@support.example");
    sam.opens_the_link_in("Access to lumen.example")
        .sees("Downloads for the Lyon site")
        .sees("Nobody answers and it is urgent.");
    sam.presses("Send message", &[("Your message", "I have called Amina.")])
        .sees("I have called Amina.");
    camille
        .opens_the_link_in("Access to lumen.example")
        .sees("I have called Amina.");
    camille
        .presses("Close the case", &[])
        .presses("Yes, close it", &[])
        .sees("The case is closed");
    camille
        .views_request()
        .sees("Closed")
        .follows("Open a support case")
        .meets(200);
}

fn the_budget_of_look_ups_ends_and_comes_back(office: &Office) {
    let mut camille = office.visitor("camille@atelier.example");
    for number in 0..30 {
        camille
            .goes_to(&format!(
                "/access/requests/new?identifier=try{number}.example"
            ))
            .meets(200);
    }
    camille
        .goes_to("/access/requests/new?identifier=one-more.example")
        .meets(429)
        .sees("Wait an hour");
    office.hours_pass(1);
    camille
        .goes_to("/access/requests/new?identifier=one-more.example")
        .meets(200);
}

fn without_ids(text: &str) -> String {
    let words = text
        .split_inclusive(['/', '\n', '='])
        .map(|word| if word.starts_with("req_") { "ID" } else { word });
    words.collect()
}

/// Nothing that was typed is lost to a limit.
#[test]
fn whoever_sends_too_often_is_told_when_and_finds_what_they_typed() {
    let office = Office::open_as(Engine::Sqlite, false, |config| config.limits.sends = 1);
    office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    camille.asks_for("lumen.example", "Downloads for the Lyon site");
    let form = "identifier=quartz.example&reason=The+same+for+the+site+at+Nantes";
    let answer = camille.sends("POST", "/access/requests", Some(form.to_owned()));
    assert_eq!(answer.status, 429);
    let text = answer.text();
    assert!(
        text.contains("too often. Try again from 22 November 2026"),
        "{text}"
    );
    assert!(text.contains("The same for the site at Nantes"), "{text}");
    office.may_leave_mail();
}
