//! People are deactivated and come back, and the last administrator stays or is replaced.

use crate::on_both_engines;
use crate::operating::operator::{finds, operator};
use crate::support::visitor::Visitor;
use crate::support::{Engine, Office};
use domain::{PersonId, Role};

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

on_both_engines!(
    the_last_administrator_of_one_account_of_thousands_stays,
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
