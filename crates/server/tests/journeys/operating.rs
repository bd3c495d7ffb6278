//! Operators look after accounts and people: suspending, reactivating, naming an administrator, deactivating.

use crate::on_both_engines;
use crate::support::page::Answer;
use crate::support::visitor::Visitor;
use crate::support::{Engine, Office};
use domain::{PersonId, Role};

/// An operator, logged in.
fn operator(office: &Office) -> Visitor<'_> {
    let olga = office.staff("olga@operations.example", true, false);
    office.session_of("olga@operations.example", &olga)
}

/// Opens the page of an account or person that the list finds.
fn finds<'v, 'o>(
    olga: &'v mut Visitor<'o>,
    list: &str,
    typed: &str,
    label: &str,
) -> &'v mut Visitor<'o> {
    olga.goes_to(list)
        .presses("Filter", &[("Begins with", typed)]);
    olga.follows(label)
}

fn deactivates<'v, 'o>(
    olga: &'v mut Visitor<'o>,
    user_id: &str,
    name: &str,
) -> &'v mut Visitor<'o> {
    finds(olga, "/operator/people", user_id, name).follows("Deactivate");
    olga.sees("What this does")
        .presses("Deactivate", &[("Reason", "Left the company")])
}

/// Opens the page where somebody would be deactivated, were nothing in the way: it says what, and offers nothing.
fn cannot_deactivate<'v, 'o>(
    olga: &'v mut Visitor<'o>,
    user_id: &str,
    name: &str,
) -> &'v mut Visitor<'o> {
    finds(olga, "/operator/people", user_id, name).follows("Deactivate");
    olga.does_not_see("What this does");
    assert!(olga.page.all("main form button").is_empty());
    let form = Some("reason=Left+the+company".to_owned());
    let here = olga.page.path.clone();
    olga.page = olga.sends("POST", &here, form);
    olga.meets(409)
        .does_not_see("Something needs your attention")
}

/// So many accounts that Amina administers, and Bruno all but the last.
fn many_accounts(office: &Office, count: usize) {
    let hold = |number: usize, who: &str, key: usize| {
        format!(
            "INSERT INTO memberships (id, person_id, account_id, role, source, granted_by, since, holder_name, origin) \
             SELECT 'mem_{key}{number:031}', person_id, 'sa_{number:032}', role, source, granted_by, since, holder_name, origin \
             FROM memberships WHERE person_id = (SELECT id FROM people WHERE user_id = '{who}') LIMIT 1"
        )
    };
    office.write(move |tx| {
        use diesel::connection::SimpleConnection;
        for number in 0..count {
            tx.db.batch_execute(&format!(
                "INSERT INTO smart_accounts (id, domain, name, kind, status, visibility, created_at, version) \
                 VALUES ('sa_{number:032}', 'n{number}.example', 'Number {number}', 'customer', 'active', 'unrestricted', 0, 1)"
            ))?;
            tx.db.batch_execute(&format!(
                "INSERT INTO account_identifiers (identifier, account_id) VALUES ('n{number}.example', 'sa_{number:032}')"
            ))?;
            tx.db.batch_execute(&hold(number, "amina", 1))?;
            if number + 1 < count {
                tx.db.batch_execute(&hold(number, "bruno", 2))?;
            }
        }
        Ok(())
    });
    // Indexed as after an upgrade.
    let again = parvis::jobs::filling::again(&office.app.db, &|_| {});
    office.runtime.block_on(again).unwrap();
}

on_both_engines!(
    the_last_administrator_of_one_account_of_thousands_stays,
    what_a_new_account_lacks_is_said_in_an_operators_words,
    operators_read_what_belongs_to_no_account,
    names_are_found_by_operators_whatever_the_accents,
    in_a_suspended_account_everything_rests_but_what_takes_away,
    a_suspended_account_opens_nothing_until_it_is_reactivated,
    a_hidden_account_that_is_suspended_is_hidden_still,
    somebody_deactivated_is_out_at_once_and_back_with_all_they_held,
    the_last_administrator_and_the_last_operator_stay,
    an_operator_names_an_administrator_where_those_there_are_do_not_suffice,
);

fn the_last_administrator_of_one_account_of_thousands_stays(office: &Office) {
    office.administrator_of("lumen.example");
    let bruno = office.person("bruno@lumen.example");
    office.grant(&bruno, "lumen.example", Role::SaAdministrator, None);
    many_accounts(office, 2100);
    let mut olga = operator(office);
    // Bruno looks after all of them but the last, too.
    cannot_deactivate(&mut olga, "amina", "Amina Example")
        .sees("n2099.example")
        .does_not_see("n2098.example");
    deactivates(&mut olga, "bruno", "Bruno Example")
        .meets(200)
        .sees("Deactivated");
    cannot_deactivate(&mut olga, "amina", "Amina Example").sees("n0.example");
    finds(&mut olga, "/operator/accounts", "n1777", "n1777.example").sees("Amina Example");
    office.may_leave_mail();
}

fn what_a_new_account_lacks_is_said_in_an_operators_words(office: &Office) {
    let mut olga = operator(office);
    olga.goes_to("/operator/accounts/new")
        .sees("the account is to be known by")
        .does_not_see("Your administrators can tell you");
    olga.presses("Create the account", &[]).meets(422);
    assert_eq!(
        olga.page.fault_of("First administrator").unwrap(),
        "Fill this in."
    );
    olga.presses("Create the account", &[("First administrator", "nobody")])
        .meets(422)
        .sees("First administrator: Nobody who can log in");
    let own = [
        ("Account domain identifier", "brand.example"),
        ("Account name", "Brand"),
        ("First administrator", "olga"),
    ];
    olga.goes_to("/operator/accounts/new")
        .presses("Create the account", &own)
        .meets(422)
        .sees("You cannot give yourself a role");
    for names in [
        "Default\ndefault",
        "North|South",
        &*"x".repeat(101),
        "\u{2060}",
        &*(0..5001).map(|n| format!("n{n}\n")).collect::<String>(),
    ] {
        olga.goes_to("/operator/accounts/new")
            .presses("Create the account", &[("Virtual Accounts", names)])
            .meets(422);
        assert!(
            olga.page.fault_of("Virtual Accounts").is_some(),
            "{names:.20}"
        );
    }
}

fn operators_read_what_belongs_to_no_account(office: &Office) {
    office.administrator_of("lumen.example");
    let sam = office.person("sam@support.example");
    let mut olga = operator(office);
    office.write(move |tx| {
        parvis::use_cases::person::duty::appoint(tx, &sam, domain::person::Duty::SupportAgent)?
            .unwrap();
        Ok(())
    });
    olga.goes_to("/operator")
        .follows("Event log")
        .sees("A support agent was appointed")
        .sees("person.support-agent-appointed");
    // What belongs to an account stands in its log alone.
    olga.does_not_see("The account was created");
    let file = olga.sends("GET", "/operator/events/export", None);
    assert_eq!(file.status, 200);
    assert!(
        file.html.contains("person.support-agent-appointed")
            && !file.html.contains("smart-account.created"),
        "{}",
        file.html
    );
    office.may_leave_mail();
}

fn names_are_found_by_operators_whatever_the_accents(office: &Office) {
    office.administrator_of("lumen.example");
    let mut elodie = office.visitor("elodie@atelier.example");
    elodie
        .goes_to("/profile")
        .presses("Save", &[("Full name", "Élodie de la Cruz-Núñez")]);
    let mut olga = operator(office);
    for typed in ["élodie", "ELO", "cruz-nunez", "cruz elo", "elodie@atelier"] {
        finds(
            &mut olga,
            "/operator/people",
            typed,
            "Élodie de la Cruz-Núñez",
        )
        .sees("elodie");
    }
    olga.goes_to("/operator/people")
        .presses("Filter", &[("Begins with", "elodie amina")])
        .sees("Nothing begins like this");
    for typed in ["THE LÚMEN", "lumen.ex", "company"] {
        finds(&mut olga, "/operator/accounts", typed, "lumen.example").sees("Amina Example");
    }
}

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

fn somebody_deactivated_is_out_at_once_and_back_with_all_they_held(office: &Office) {
    office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    camille.asks_for("lumen.example", "Downloads for the Lyon site");
    let id = camille
        .views_request()
        .page
        .path
        .rsplit('/')
        .next()
        .unwrap()
        .to_owned();
    let mut olga = operator(office);
    deactivates(&mut olga, "camille@at", "Camille Example").sees("Deactivated");
    assert_eq!(camille.sends("GET", "/profile", None).status, 303);
    camille
        .logs_in("camille", crate::support::office::PASSWORD)
        .sees("do not belong together");
    office.works();
    assert!(
        office
            .mailbox
            .newest("amina@lumen.example", "Settled: Camille")
            .text_body
            .contains("nothing left to do")
    );
    let mut amina = office.log_in("amina@lumen.example");
    amina
        .goes_to(&format!("/accounts/lumen.example/requests/{id}"))
        .sees("Withdrawn")
        .sees("The requester was deactivated");
    let told = office.mailbox.to("camille@atelier.example").len();
    office.days_pass(30);
    assert_eq!(office.mailbox.to("camille@atelier.example").len(), told);
    let mut olga = office.log_in("olga@operations.example");
    finds(
        &mut olga,
        "/operator/people?status=deactivated",
        "Example",
        "Camille Example",
    );
    olga.presses("Let them back in", &[])
        .sees("They can log in again");
    office.works();
    office
        .mailbox
        .newest("camille@atelier.example", "You can log in again");
    let mut camille = office.log_in("camille@atelier.example");
    camille.goes_to("/profile").meets(200);
}

fn the_last_administrator_and_the_last_operator_stay(office: &Office) {
    office.administrator_of("lumen.example");
    let mut olga = operator(office);
    cannot_deactivate(&mut olga, "amina", "Amina Example")
        .sees("Nobody else administers lumen.example");
    let bruno = office.person("bruno@lumen.example");
    office.grant(&bruno, "lumen.example", Role::SaAdministrator, None);
    deactivates(&mut olga, "amina", "Amina Example")
        .meets(200)
        .sees("They are logged out");
    cannot_deactivate(&mut olga, "bruno", "Bruno Example").sees("lumen.example");
    finds(&mut olga, "/operator/people", "olga", "Olga Example")
        .sees("You cannot deactivate yourself");
    let oneself = format!("{}/deactivation", olga.page.path);
    assert_eq!(
        olga.sends("POST", &oneself, Some("reason=".into())).status,
        409
    );
    office.works();
}

fn an_operator_names_an_administrator_where_those_there_are_do_not_suffice(office: &Office) {
    let amina = office.person("amina@lumen.example");
    office.account(
        "lumen.example",
        domain::smart_account::Visibility::Unrestricted,
        &amina,
    );
    office.person("bruno@lumen.example");
    let clara = office.person("clara@lumen.example");
    office.grant(&clara, "lumen.example", Role::SaAdministrator, None);
    let mut olga = operator(office);
    let account = finds(&mut olga, "/operator/accounts", "lumen", "lumen.example")
        .does_not_see("Name this administrator")
        .page
        .path
        .clone();
    let form = Some("person=bruno".to_owned());
    assert_eq!(
        olga.sends("POST", &format!("{account}/administrators"), form.clone())
            .status,
        409
    );
    // Whoever is left alone could not leave.
    deactivates(&mut olga, "clara", "Clara Example").meets(200);
    let edda = office.person("edda@lumen.example");
    olga.goes_to(&account)
        .presses(
            "Name this administrator",
            &[("Another administrator", "edda")],
        )
        .sees("Edda Example administers the account now")
        .does_not_see("Name this administrator");
    office.works();
    office
        .mailbox
        .newest("amina@lumen.example", "has another administrator");
    // Their addresses are gone, as after an import that took them back.
    office.write(move |tx| {
        use diesel::prelude::*;
        use parvis::storage::schema::email_addresses;
        let both = [amina.as_str(), edda.as_str()];
        diesel::delete(email_addresses::table.filter(email_addresses::person_id.eq_any(both)))
            .execute(tx.db)?;
        Ok(())
    });
    olga.goes_to(&account)
        .sees("Nobody who administers this account without an end date can be reached");
    olga.presses(
        "Name this administrator",
        &[("Another administrator", "nobody")],
    )
    .meets(422);
    olga.presses(
        "Name this administrator",
        &[("Another administrator", "olga")],
    )
    .sees("You cannot give yourself a role")
    .does_not_see("administers the account now");
    olga.goes_to(&account)
        .presses(
            "Name this administrator",
            &[("Another administrator", "bruno")],
        )
        .sees("Bruno Example administers the account now");
    office.works();
    office
        .mailbox
        .newest("bruno@lumen.example", "You administer");
    office
        .log_in("bruno@lumen.example")
        .goes_to("/accounts/lumen.example/users")
        .sees("an operator");
}

fn post(office: &Office, session: &str, path: &str) -> tokio::task::JoinHandle<u16> {
    let request = axum::http::Request::post(path)
        .header("host", "parvis.example")
        .header("sec-fetch-site", "same-origin")
        .header("cookie", format!("parvis_session={session}"))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(axum::body::Body::from("reason="))
        .unwrap();
    let router = office.router();
    office.runtime.spawn(async move {
        let answer = tower::ServiceExt::oneshot(router, request).await.unwrap();
        answer.status().as_u16()
    })
}

/// What was answered to posts that were sent at the same moment, by status.
fn answers(office: &Office, posts: Vec<tokio::task::JoinHandle<u16>>) -> Vec<u16> {
    let posts = posts.into_iter();
    let mut statuses: Vec<u16> = posts
        .map(|post| office.runtime.block_on(post).unwrap())
        .collect();
    statuses.sort();
    statuses
}

/// Two operators, two administrators, the same moment: one of the two stays.
fn both_deactivated_at_once(first: &Office, second: &Office) {
    let operators = ["olga", "oskar"].map(|name| {
        let email = format!("{name}@operations.example");
        let person = first.staff(&email, true, false);
        let visitor = first.session_of(&email, &person);
        visitor.session().unwrap().clone()
    });
    for round in 0..4 {
        let domain = format!("lumen{round}.example");
        let people: Vec<PersonId> = ["amina", "bruno"]
            .map(|name| first.person(&format!("{name}{round}@{domain}")))
            .into();
        first.account(
            &domain,
            domain::smart_account::Visibility::Unrestricted,
            &people[0],
        );
        first.grant(&people[1], &domain, Role::SaAdministrator, None);
        let posts: Vec<_> = [first, second]
            .into_iter()
            .zip(&operators)
            .zip(&people)
            .map(|((office, session), person)| {
                post(
                    office,
                    session,
                    &format!("/operator/people/{person}/deactivation"),
                )
            })
            .collect();
        assert_eq!(answers(first, posts), [303, 409], "round {round}");
    }
    first.works();
}

/// Two administrators give their roles back at the same moment: one of the two keeps theirs.
fn both_give_back_at_once(first: &Office, second: &Office) {
    for round in 0..4 {
        let domain = format!("quartz{round}.example");
        let people = ["yara", "zeno"].map(|name| first.person(&format!("{name}{round}@{domain}")));
        first.account(
            &domain,
            domain::smart_account::Visibility::Unrestricted,
            &people[0],
        );
        first.grant(&people[1], &domain, Role::SaAdministrator, None);
        let posts: Vec<_> = [(first, "yara"), (second, "zeno")]
            .into_iter()
            .zip(&people)
            .map(|((office, name), person)| {
                let mut visitor = first.session_of(&format!("{name}{round}@{domain}"), person);
                let link = visitor.goes_to("/access/mine").page.links("Give back")[0].clone();
                post(
                    office,
                    visitor.session().unwrap(),
                    &format!("{link}/return"),
                )
            })
            .collect();
        assert_eq!(answers(first, posts), [303, 409], "round {round}");
    }
    first.works();
}

#[test]
fn on_one_node_the_last_administrator_stays() {
    let office = Office::open(Engine::Sqlite);
    both_deactivated_at_once(&office, &office);
    both_give_back_at_once(&office, &office);
}

#[test]
fn on_two_nodes_the_last_administrator_stays() {
    let Some(engine) = Engine::postgres() else {
        return;
    };
    let office = Office::open(engine);
    let other = office.second_node();
    both_deactivated_at_once(&office, &other);
    both_give_back_at_once(&office, &other);
}

#[test]
fn what_is_searched_for_is_taken_word_for_word() {
    let office = Office::open(Engine::Sqlite);
    office.administrator_of("lumen.example");
    let mut olga = operator(&office);
    let answer = |olga: &mut Visitor<'_>, query: &str| -> Answer { olga.sends("GET", query, None) };
    for nothing in ["%25", "_umen", "%5C", "%00", "lumen%00"] {
        for list in ["/operator/accounts", "/operator/people"] {
            let page = answer(&mut olga, &format!("{list}?q={nothing}"));
            assert_eq!(page.status, 200, "{list} {nothing}");
        }
    }
    assert!(
        answer(&mut olga, "/operator/accounts?q=%25")
            .text()
            .contains("Nothing begins like this")
    );
    assert!(
        answer(&mut olga, "/operator/accounts?q=_umen")
            .text()
            .contains("Nothing begins like this")
    );
    assert_eq!(
        answer(&mut olga, "/operator/accounts?status=open").status,
        400
    );
    assert_eq!(
        answer(&mut olga, "/operator/people?status=gone").status,
        400
    );
    assert!(
        answer(&mut olga, "/operator/people?q=exAMPLE")
            .text()
            .contains("Amina Example")
    );
}
