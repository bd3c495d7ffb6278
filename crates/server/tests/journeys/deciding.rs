//! Deciding: once, by whom it belongs to, with effect at once.

use crate::on_both_engines;
use crate::support::{Engine, Office};
use domain::Role;

on_both_engines!(
    what_is_known_is_read_before_the_decision,
    the_second_administrator_is_told_who_was_faster,
    a_role_that_does_not_fit_is_refused_beside_the_field,
    nobody_decides_their_own_request,
    virtual_account_administrators_see_and_decide_what_is_theirs,
    approvers_come_from_inside_the_domain,
    what_is_granted_may_differ_and_both_are_shown,
    a_stale_page_is_refused_and_shown_anew,
    strangers_to_an_account_find_nothing,
);

fn what_is_known_is_read_before_the_decision(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    office
        .visitor("camille@atelier.example")
        .asks_for("lumen.example", "Downloads for the Lyon site");
    amina.opens_the_link_in("asks for access");
    let text = amina.page.text();
    let place = |words: &str| text.find(words).unwrap();
    assert!(
        place("Downloads for the Lyon site") < place("What is known"),
        "{text}"
    );
    assert!(
        place("What is known") < place("Available actions"),
        "{text}"
    );
}

fn the_second_administrator_is_told_who_was_faster(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let bruno = office.person("bruno@lumen.example");
    office.grant(&bruno, "lumen.example", Role::SaAdministrator, None);
    let mut bruno = office.log_in("bruno@lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    camille.asks_for("lumen.example", "Downloads for the Lyon site");
    bruno
        .opens_the_link_in("asks for access")
        .sees("Available actions");
    amina
        .opens_the_link_in("asks for access")
        .approves_entirely("Smart Account User");
    bruno
        .declines("Other", "Ask your own team first.")
        .meets(409)
        .sees("Amina Example approved this")
        .sees("Your decision was not recorded: the request was settled already.")
        .sees("Ask your own team first.")
        .does_not_see("Available actions");
    office.mailbox.newest("bruno@lumen.example", "Settled");
    camille.views_request().sees("Approved");
}

fn a_role_that_does_not_fit_is_refused_beside_the_field(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    camille.asks_for("lumen.example", "Downloads for the Lyon site");
    amina
        .opens_the_link_in("asks for access")
        .approves_entirely("Virtual Account User")
        .meets(422);
    assert!(
        amina
            .page
            .fault_of("User role")
            .unwrap()
            .contains("does not fit the scope")
    );
    amina
        .presses(
            "Submit",
            &[
                ("Approve", "on"),
                ("Selected Virtual Accounts", "on"),
                ("User role", "Virtual Account User"),
            ],
        )
        .sees("Tick at least one Virtual Account");
    amina
        .approves_for(&["Lyon", "Montréal"], "Virtual Account User")
        .sees("Virtual Account User on Lyon, Montréal");
    amina
        .goes_to("/accounts/lumen.example/events")
        .sees("A decision was refused (role-does-not-fit-scope)")
        .sees("Role given: Virtual Account User");
    amina
        .follows("Users")
        .sees("Camille Example")
        .sees("a request");
}

fn nobody_decides_their_own_request(office: &Office) {
    office.administrator_of("lumen.example");
    let mut amina = office.log_in("amina@lumen.example");
    amina.asks_for("lumen.example", "I also need to accept agreements");
    amina
        .goes_to("/accounts/lumen.example/requests")
        .follows("Pending")
        .sees("somebody else decides it")
        .does_not_see("Available actions");
    let path = format!("{}/decision", amina.page.path);
    let form = "version=2&outcome=approve&scope=entire&role=sa-approver".to_owned();
    assert_eq!(amina.sends("POST", &path, Some(form)).status, 403);
    amina
        .goes_to("/accounts/lumen.example/events")
        .sees("own-request");
}

fn virtual_account_administrators_see_and_decide_what_is_theirs(office: &Office) {
    office.administrator_of("lumen.example");
    let chen = office.person("chen@lumen.example");
    office.grant(&chen, "lumen.example", Role::VaAdministrator, Some("Lyon"));
    let mut chen = office.log_in("chen@lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    let mut david = office.visitor("david@atelier.example");
    camille.asks_for_part("lumen.example", "Lyon", "Downloads for the Lyon site");
    david.asks_with(
        "lumen.example",
        &[
            ("Reason for request", "Everything, if I may ask"),
            ("Selected Virtual Accounts", "on"),
            ("Lyon", "on"),
            ("Montréal", "on"),
        ],
    );
    chen.goes_to("/accounts/lumen.example/requests")
        .sees("Camille Example")
        .does_not_see("David Example");
    assert_eq!(
        chen.sends(
            "GET",
            "/accounts/lumen.example/requests/pending-count",
            None
        )
        .html,
        "1"
    );
    chen.opens_the_link_in("Camille Example asks for access")
        .does_not_see("Entire Smart Account")
        .does_not_see("Montréal");
    let path = format!("{}/decision", chen.page.path);
    let beyond = "version=1&outcome=approve&scope=entire&role=sa-viewer".to_owned();
    assert_eq!(chen.sends("POST", &path, Some(beyond)).status, 403);
    chen.approves_for(&["Lyon"], "Virtual Account User")
        .sees("You approved this");
    camille.views_request().sees("Approved");
    assert!(
        office
            .mailbox
            .to("chen@lumen.example")
            .iter()
            .all(|mail| !mail.subject.contains("David"))
    );
}

fn approvers_come_from_inside_the_domain(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    camille.asks_for("lumen.example", "I shall sign the agreements");
    amina
        .opens_the_link_in("asks for access")
        .approves_entirely("Smart Account Approver")
        .meets(422);
    assert!(
        amina
            .page
            .fault_of("User role")
            .unwrap()
            .contains("needs a verified e-mail address in lumen.example")
    );
    amina.declines("Wrong role", "");
    let mut ines = office.visitor("ines@lyon.lumen.example");
    ines.asks_for("lumen.example", "I shall sign the agreements");
    amina
        .opens_the_link_in("Ines Example asks")
        .approves_entirely("Smart Account Approver")
        .sees("You approved this");
}

fn what_is_granted_may_differ_and_both_are_shown(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    camille.asks_with(
        "lumen.example",
        &[
            ("Reason for request", "Everything, if I may ask"),
            ("Entire Smart Account", "on"),
            ("Role wanted", "Smart Account User"),
        ],
    );
    amina.opens_the_link_in("asks for access");
    amina.presses(
        "Submit",
        &[
            ("Approve", "on"),
            ("Selected Virtual Accounts", "on"),
            ("Lyon", "on"),
            ("User role", "Virtual Account User"),
            ("Until", "2027-03-31"),
            ("Note to the requester", "Lyon first.\nThen we see."),
        ],
    );
    office.works();
    camille
        .opens_the_link_in("Your access request")
        .sees("Smart Account User on the entire Smart Account")
        .sees("Virtual Account User on Lyon, until 31 March 2027")
        .sees("other than asked")
        .sees("Lyon first. Then we see.");
    // The last day counts whole, then the access ends by itself.
    office.days_pass(129);
    camille
        .goes_to("/access/smart-accounts")
        .sees("Virtual Account User");
    office.days_pass(2);
    camille
        .goes_to("/access/smart-accounts")
        .does_not_see("Virtual Account User");
    amina
        .goes_to("/accounts/lumen.example/events")
        .sees("Role ended: Virtual Account User");
}

fn a_stale_page_is_refused_and_shown_anew(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    camille.asks_for("lumen.example", "Downloads for the Lyon site");
    office.hours_pass(47);
    amina.opens_the_link_in("asks for access");
    office.hours_pass(2); // the system's reminder makes a new version
    amina
        .approves_entirely("Smart Account User")
        .meets(409)
        .sees("The request has changed since you opened this page");
    amina
        .approves_entirely("Smart Account User")
        .sees("You approved this");
}

fn strangers_to_an_account_find_nothing(office: &Office) {
    office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    camille
        .asks_for("lumen.example", "Downloads for the Lyon site")
        .follows("See your request");
    let id = camille.page.path.rsplit('/').next().unwrap().to_owned();
    let mut mallory = office.visitor("mallory@elsewhere.example");
    mallory.goes_to("/no/such/page").meets(404);
    let nothing = mallory.page.text();
    for path in [
        format!("/access/requests/{id}"),
        format!("/accounts/lumen.example/requests/{id}"),
        "/accounts/lumen.example/users".into(),
        "/accounts/nowhere.example/users".into(),
        "/operator".into(),
        "/support/cases".into(),
    ] {
        mallory.goes_to(&path).meets(404);
        assert_eq!(mallory.page.text(), nothing, "{path}");
    }
}

/// Both press the button at the same moment, in several rounds: one decision each time, and the other is told.
fn decided_twice_at_once(first: &Office, second: &Office) {
    let amina = first.administrator_of("lumen.example");
    let bruno = first.person("bruno@lumen.example");
    first.grant(&bruno, "lumen.example", Role::SaAdministrator, None);
    let bruno = second.log_in("bruno@lumen.example");
    let sessions = [
        (first, amina.session().unwrap().clone()),
        (second, bruno.session().unwrap().clone()),
    ];
    for round in 0..5 {
        let mut camille = first.visitor(&format!("camille{round}@atelier.example"));
        camille
            .asks_for("lumen.example", "Downloads for the Lyon site")
            .follows("See your request");
        let id = camille.page.path.rsplit('/').next().unwrap().to_owned();
        let path = format!("/accounts/lumen.example/requests/{id}/decision");
        let form = "version=1&outcome=approve&scope=entire&role=sa-user".to_owned();
        let posts = sessions.clone().map(|(office, session)| {
            let request = axum::http::Request::post(&path)
                .header("host", "parvis.example")
                .header("sec-fetch-site", "same-origin")
                .header("cookie", format!("parvis_session={session}"))
                .header("content-type", "application/x-www-form-urlencoded")
                .body(axum::body::Body::from(form.clone()))
                .unwrap();
            office
                .runtime
                .spawn(tower::ServiceExt::oneshot(office.router(), request))
        });
        let statuses: Vec<u16> = posts
            .into_iter()
            .map(|post| {
                first
                    .runtime
                    .block_on(post)
                    .unwrap()
                    .unwrap()
                    .status()
                    .as_u16()
            })
            .collect();
        let mut sorted = statuses.clone();
        sorted.sort();
        assert_eq!(sorted, [303, 409], "round {round}: {statuses:?}");
        camille.views_request().sees("Approved");
        first.works();
    }
}

/// Two clicks, two tabs, two nodes: one request.
fn asked_twice_at_once(first: &Office, second: &Office) {
    first.administrator_of("lumen.example");
    for round in 0..5 {
        let camille = first.visitor(&format!("camille{round}@atelier.example"));
        let session = camille.session().unwrap().clone();
        let posts = [first, second, first, second].map(|office| {
            let request = axum::http::Request::post("/access/requests")
                .header("host", "parvis.example")
                .header("sec-fetch-site", "same-origin")
                .header("cookie", format!("parvis_session={session}"))
                .header("content-type", "application/x-www-form-urlencoded")
                .body(axum::body::Body::from(
                    "identifier=lumen.example&reason=Downloads+for+Lyon",
                ))
                .unwrap();
            office
                .runtime
                .spawn(tower::ServiceExt::oneshot(office.router(), request))
        });
        let mut ids = std::collections::BTreeSet::new();
        for post in posts {
            let response = first.runtime.block_on(post).unwrap().unwrap();
            let location = response
                .headers()
                .get("location")
                .unwrap_or_else(|| panic!("{}", response.status()))
                .to_str()
                .unwrap();
            ids.insert(location.split('/').nth(3).unwrap().to_owned());
        }
        assert_eq!(ids.len(), 1, "round {round}");
    }
    first.works();
}

#[test]
fn on_one_node_a_request_is_decided_once() {
    let office = Office::open(Engine::Sqlite);
    decided_twice_at_once(&office, &office);
}

#[test]
fn on_two_nodes_a_request_is_decided_once() {
    let Some(engine) = Engine::postgres() else {
        return;
    };
    let office = Office::open(engine);
    decided_twice_at_once(&office, &office.second_node());
}

#[test]
fn on_one_node_asking_twice_makes_one_request() {
    let office = Office::open(Engine::Sqlite);
    asked_twice_at_once(&office, &office);
}

#[test]
fn on_two_nodes_asking_twice_makes_one_request() {
    let Some(engine) = Engine::postgres() else {
        return;
    };
    let office = Office::open(engine);
    asked_twice_at_once(&office, &office.second_node());
}
