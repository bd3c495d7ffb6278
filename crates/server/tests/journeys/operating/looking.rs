//! What operators find and read.

use crate::on_both_engines;
use crate::operating::operator::{finds, operator};
use crate::support::page::Answer;
use crate::support::visitor::Visitor;
use crate::support::{Engine, Office};
use domain::DomainIdentifier;
use domain::smart_account::Visibility;
use parvis::store;

on_both_engines!(
    what_a_new_account_lacks_is_said_in_an_operators_words,
    operators_read_what_belongs_to_no_account,
    what_is_asked_of_nobody_stands_in_no_log,
    names_are_found_by_operators_whatever_the_accents,
);

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

fn what_is_asked_of_nobody_stands_in_no_log(office: &Office) {
    let dora = office.person("dora@vault.example");
    office.account("vault.example", Visibility::Restricted, &dora);
    let mut olga = operator(office);
    // Their own, which they may read about otherwise: the log must not tell the two apart.
    for identifier in ["vault.example", "nowhere.example"] {
        let form = format!("identifier={identifier}&reason=Downloads+for+Lyon");
        let sent = olga.sends("POST", "/access/requests", Some(form));
        assert_eq!(sent.status, 303, "{identifier}");
        olga.goes_to("/operator/events")
            .does_not_see("access-request.sent");
    }
    let identifier = DomainIdentifier::parse("nowhere.example").unwrap();
    let (first, again, accounts) = office.read(move |db| {
        let mut seek = || store::smart_account::seek(db, &identifier);
        let (first, again) = (seek()?, seek()?);
        let found = store::smart_account::find_all(db, &[first.nobodys.to_string()])?;
        Ok((first, again, found))
    });
    assert!(first.account.is_none() && accounts.is_empty());
    assert_eq!(first.place(), again.place());
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
