//! What is searched is found whatever was there before the index was: the worker fills it, bit by bit, once.

use crate::on_both_engines;
use crate::support::Office;
use crate::support::visitor::Visitor;
use crate::support::world::agreed;
use crate::tables::{another_program, count, lines};
use diesel::connection::SimpleConnection;
use domain::Role;
use domain::contract::AccessType;
use domain::text::Reason;
use parvis::jobs::filling;
use parvis::use_cases;

/// An account with a member, a request, and a group with somebody in it.
fn scene(office: &Office) -> Visitor<'_> {
    let amina = office.administrator_of("lumen.example");
    let elodie = office.person("elodie@atelier.example");
    let mut visitor = office.session_of("elodie@atelier.example", &elodie);
    visitor
        .goes_to("/profile")
        .presses("Save", &[("Full name", "Élodie Núñez")]);
    visitor.asks_for("lumen.example", "Downloads for the Lyon site");
    office.grant(&elodie, "lumen.example", Role::VaUser, Some("Lyon"));
    let boss = office.known("amina");
    let members = ["elodie@atelier.example"];
    office.group("lumen.example", &boss, "Équipe Lyon", &members);
    office.write(|tx| {
        Ok(use_cases::contract::create(tx, &agreed("204881", "Lumen Networks"))?.unwrap())
    });
    let asks = elodie.clone();
    office.write(move |tx| {
        let number = crate::support::world::number("204881");
        let reason = Reason::stored("The invoices of June.".into());
        let access = AccessType::FullSupport;
        let sent =
            use_cases::access_request::send_to_contract(tx, &asks, &number, access, &reason)?;
        Ok(sent.unwrap())
    });
    office.write(move |tx| {
        let opening = use_cases::support_case::Opening {
            subject: "I cannot log in".into(),
            words: "My password is not taken.".into(),
            ..Default::default()
        };
        use_cases::support_case::open(tx, &elodie, &opening)
    });
    office.works();
    office.staff("olga@parvis.example", true, false);
    amina
}

/// Each index, and what it holds as lines. A new one has to be named here.
fn content(index: &str) -> String {
    let other = match index {
        "person_terms" => "person_id",
        "smart_account_terms" => "account_id",
        "membership_terms" => "account_id || membership_id",
        "access_request_terms" => "queue || request_id",
        "group_terms" => "account_id || group_id",
        "group_member_terms" => "group_id || person_id",
        "event_person_terms" => "place || person_id",
        "contract_terms" => "contract_id",
        "support_case_terms" => "case_id",
        "events_by_case" => {
            return format!(
                "SELECT '{index} ' || case_id || ' ' || id AS line FROM events WHERE case_id IS NOT NULL"
            );
        }
        _ => panic!("what does {index} hold?"),
    };
    format!("SELECT '{index} ' || term || ' ' || {other} AS line FROM {index}")
}

/// Everything in the indexes, sorted.
fn indexed(office: &Office) -> Vec<String> {
    let mut db = another_program(office);
    let all: Vec<String> = filling::names().map(content).collect();
    let mut found = lines(&mut db, &all.join(" UNION ALL "));
    found.sort();
    found
}

/// As a database that was filled before any of its indexes were thought of.
fn forget(office: &Office) {
    let mut db = another_program(office);
    let tables = filling::names().filter(|name| name.ends_with("_terms"));
    for table in tables.chain(["search_indexes"]) {
        db.batch_execute(&format!("DELETE FROM {table}")).unwrap();
    }
    db.batch_execute(
        "UPDATE email_addresses SET organisation_domain = NULL; UPDATE memberships SET holder_name = 'élodie núñez' \
         WHERE holder_name = 'elodie nunez'; UPDATE groups SET folded_name = NULL; UPDATE group_members SET member_name = NULL; \
         UPDATE events SET case_id = NULL",
    )
    .unwrap();
}

on_both_engines!(
    what_was_there_before_an_index_is_found_once_the_worker_has_been_through,
    what_is_indexed_as_it_should_be_is_left_alone_and_nothing_is_done_twice,
    a_long_filling_goes_on_where_it_stood,
);

fn what_was_there_before_an_index_is_found_once_the_worker_has_been_through(office: &Office) {
    let mut amina = scene(office);
    let (before, mut db) = (indexed(office), another_program(office));
    for index in filling::names() {
        let begins = format!("{index} ");
        assert!(
            before.iter().any(|line| line.starts_with(&begins)),
            "{index}"
        );
    }
    forget(office);
    amina
        .goes_to("/accounts/lumen.example/users?q=nunez")
        .sees("Nobody matches");
    office.works();
    assert_eq!(indexed(office), before);
    assert_eq!(
        count(&mut db, "search_indexes WHERE is_complete AND version = 2"),
        filling::names().count()
    );
    assert_eq!(
        count(
            &mut db,
            "email_addresses WHERE organisation_domain = 'atelier.example'"
        ),
        1
    );
    assert_eq!(
        count(&mut db, "memberships WHERE holder_name = 'elodie nunez'"),
        1
    );
    assert_eq!(
        count(&mut db, "groups WHERE folded_name = 'equipe lyon'"),
        1
    );
    assert_eq!(
        count(&mut db, "group_members WHERE member_name = 'elodie nunez'"),
        1
    );
    for (list, q) in [
        ("users", "q"),
        ("requests", "words"),
        ("groups", "q"),
        ("events", "q"),
    ] {
        let word = if list == "groups" { "equipe" } else { "nunez" };
        let found = if list == "groups" {
            "Équipe Lyon"
        } else {
            "Élodie Núñez"
        };
        amina
            .goes_to(&format!("/accounts/lumen.example/{list}?{q}={word}"))
            .sees(found);
    }
}

fn what_is_indexed_as_it_should_be_is_left_alone_and_nothing_is_done_twice(office: &Office) {
    scene(office);
    let before = indexed(office);
    another_program(office)
        .batch_execute("UPDATE search_indexes SET version = 0")
        .unwrap();
    office.works();
    assert_eq!(indexed(office), before);
    // Nothing is left: a row taken away by hand stays away until an operator asks for all to be gone through.
    let mut db = another_program(office);
    db.batch_execute("DELETE FROM person_terms").unwrap();
    office.works();
    assert_eq!(count(&mut db, "person_terms"), 0);
    office
        .runtime
        .block_on(filling::again(&office.app.db, &|_| {}))
        .unwrap();
    assert_eq!(indexed(office), before);
    // What a newer program has done is not undone.
    db.batch_execute(
        "UPDATE search_indexes SET version = 99, is_complete = FALSE; DELETE FROM person_terms",
    )
    .unwrap();
    office.works();
    assert_eq!(count(&mut db, "person_terms"), 0);
}

fn a_long_filling_goes_on_where_it_stood(office: &Office) {
    scene(office);
    for number in 0..1200 {
        let row = format!(
            "INSERT INTO people (id, user_id, full_name, organisation, language, time_zone, is_operator, is_support_agent, \
             registered_at, last_active_at) VALUES ('per_{number:032}', 'p{number}', 'Zoë Number {number}', 'Lumen', 'en', 'UTC', \
             FALSE, FALSE, 0, 0)"
        );
        office.write(move |tx| Ok(tx.db.batch_execute(&row)?));
    }
    let mut db = another_program(office);
    db.batch_execute("DELETE FROM search_indexes").unwrap();
    let step = || office.runtime.block_on(filling::work(&office.app)).unwrap();
    assert_eq!(step(), 1);
    let zoe = "person_terms WHERE term = '7a6f65'";
    assert_eq!(count(&mut db, zoe), 500);
    assert_eq!((step(), step()), (1, 1));
    assert_eq!(count(&mut db, zoe), 1200);
    while step() > 0 {}
    assert_eq!(
        count(&mut db, "search_indexes WHERE is_complete"),
        filling::names().count()
    );
    let mut olga = office.log_in("olga@parvis.example");
    olga.goes_to("/operator/people?q=ZOE+1199")
        .sees("Zoë Number 1199")
        .does_not_see("Zoë Number 119 ");
}
