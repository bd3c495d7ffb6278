//! The event log: found again by whoever may see it, told value by value, taken away whole.

use crate::on_both_engines;
use crate::support::Office;
use crate::support::visitor::Visitor;
use axum::body::Body;
use diesel::prelude::*;
use domain::membership::{EndCause, Membership, MembershipFact, Source};
use domain::{Actor, DomainIdentifier, Event, MembershipId, Moment, PersonId, Role};
use http_body_util::BodyExt;
use parvis::sight::Sight;
use parvis::standing::event::filter::Wanted;
use parvis::storage::AnyConnection;
use parvis::storage::schema::events;
use parvis::{standing, store};
use tower::ServiceExt;

const EVENTS: &str = "/accounts/lumen.example/events";

on_both_engines!(
    every_filter_finds_what_it_says_and_filters_add_up,
    people_requests_and_kinds_are_found_by_what_they_are_called,
    a_name_finds_those_who_occur_here_however_many_others_are_called_so,
    what_cannot_be_asked_is_refused_beside_the_field_and_found_nowhere,
    an_event_says_what_it_changed_before_and_after,
    the_list_says_in_a_word_by_way_of_what_a_change_came,
    who_looks_after_a_part_sees_its_events_and_no_other_names,
    a_search_that_fits_too_many_people_is_not_taken_away_in_part,
    what_was_deleted_is_named_and_found,
    the_export_is_what_the_filters_leave_with_formulas_made_harmless,
    an_export_of_thousands_goes_out_piece_by_piece_while_the_log_grows,
    a_search_that_would_read_everything_stops_and_goes_on,
    no_search_reads_a_table_whole,
);

fn every_filter_finds_what_it_says_and_filters_add_up(office: &Office) {
    let mut amina = scene(office);
    amina
        .goes_to(EVENTS)
        .sees("Role given: Virtual Account User")
        .sees("Access was asked for");
    amina
        .presses("Filter", &[("What", "access-request.sent")])
        .sees("access-request.sent")
        .does_not_see("smart-account.created");
    amina
        .presses("Filter", &[("About whom", "camille")])
        .sees("Camille Example")
        .does_not_see("David Example");
    amina
        .follows("Show everything")
        .presses("Filter", &[("Who did it", "david@atelier.example")])
        .sees("Access was asked for")
        .does_not_see("Camille Example");
    amina
        .follows("Show everything")
        .presses("Filter", &[("Virtual Account", "Lyon")])
        .sees("Camille Example")
        .does_not_see("David Example");
    amina
        .follows("Show everything")
        .presses("Filter", &[("From", "2026-11-23")])
        .sees("David Example")
        .does_not_see("Camille Example");
    amina
        .follows("Show everything")
        .presses("Filter", &[("To", "2026-11-22"), ("About whom", "david")])
        .sees("Nothing in the log is like this");
    amina.follows("Show everything").presses(
        "Filter",
        &[
            ("To", "2026-11-22"),
            ("What", "membership.granted"),
            ("Who did it", "amina"),
            ("Virtual Account", "Lyon"),
            ("About whom", "camille"),
        ],
    );
    amina
        .sees("Role given: Virtual Account User")
        .does_not_see("David Example")
        .does_not_see("access-request.sent");
    // What a program did, from the link in its row.
    amina
        .goes_to(EVENTS)
        .follows("parvis test")
        .sees("smart-account.created")
        .does_not_see("access-request.sent");
}

fn people_requests_and_kinds_are_found_by_what_they_are_called(office: &Office) {
    let mut amina = scene(office);
    for typed in ["camille", "Camille Ex", "CAMILLE", "camille@ate"] {
        amina
            .goes_to(EVENTS)
            .presses("Filter", &[("Search", typed)])
            .sees("Camille Example")
            .does_not_see("David Example");
    }
    amina
        .goes_to(EVENTS)
        .presses("Filter", &[("Search", "membership")])
        .sees("membership.granted")
        .does_not_see("access-request.sent");
    amina
        .goes_to(EVENTS)
        .presses("Filter", &[("Search", "access-request.approved")])
        .sees("access-request.approved")
        .does_not_see("access-request.sent");
    amina.follows("A request was approved");
    let request = amina.page.links("req_").remove(0);
    let id = request.rsplit('/').next().unwrap().to_owned();
    let request = amina.page.all("a.id").remove(0);
    assert_eq!(request, id);
    amina
        .goes_to(EVENTS)
        .presses("Filter", &[("Search", &id)])
        .sees("Camille Example")
        .does_not_see("David Example");
    amina
        .goes_to(EVENTS)
        .presses("Filter", &[("Search", "nobody at all")])
        .sees("Nothing in the log is like this");
}

fn a_name_finds_those_who_occur_here_however_many_others_are_called_so(office: &Office) {
    let mut amina = scene(office);
    for number in 0..30 {
        office.person(&format!("camille{number}@elsewhere.example"));
    }
    amina
        .goes_to(&format!("{EVENTS}?q=camille"))
        .sees("Camille Example")
        .does_not_see("Many people");
    let camille = office.read(|db| {
        Ok(parvis::store::person::find_by_name(db, "camille")?
            .unwrap()
            .person
            .id)
    });
    ends_a_role(office, &camille);
    let mut camille = office.log_in("camille@atelier.example");
    camille
        .goes_to("/profile")
        .presses("Save", &[("Full name", "Camille Núñez")]);
    // Who has left is found, by any word of the name they have now, accents or not.
    for typed in ["nunez", "NÚÑ", "nunez+cam"] {
        amina
            .goes_to(&format!("{EVENTS}?q={typed}"))
            .sees("Camille Núñez")
            .sees("Role ended")
            .does_not_see("David");
    }
    amina
        .goes_to(&format!("{EVENTS}?q=nunez+david"))
        .sees("Nothing in the log is like this");
    // Who looks after a part finds those of the part, though others called so occur in the account.
    let chen = office.person("chen@lumen.example");
    office.grant(&chen, "lumen.example", Role::VaAdministrator, Some("Lyon"));
    for number in 0..30 {
        let other = office.person(&format!("nunez{number}@lumen.example"));
        office.grant(&other, "lumen.example", Role::VaUser, Some("Montréal"));
    }
    let mut chen = office.session_of("chen@lumen.example", &chen);
    chen.goes_to(&format!("{EVENTS}?q=nunez"))
        .sees("Camille Núñez")
        .does_not_see("Nunez7");
    office.may_leave_mail();
}

fn what_cannot_be_asked_is_refused_beside_the_field_and_found_nowhere(office: &Office) {
    let mut amina = scene(office);
    amina
        .goes_to(EVENTS)
        .presses("Filter", &[("From", "22/11/2026")])
        .meets(422);
    assert!(
        amina
            .page
            .fault_of("From")
            .unwrap()
            .contains("year-month-day")
    );
    amina
        .goes_to(&format!("{EVENTS}?from=2026-11-23&to=2026-11-22"))
        .meets(422);
    assert!(
        amina
            .page
            .fault_of("To")
            .unwrap()
            .contains("before the first")
    );
    assert_eq!(amina.page.attributes("#from", "value"), ["2026-11-23"]);
    for nothing in [
        "by=nobody",
        "about=nobody@nowhere.example",
        "part=va_00000000000000000000000000000000",
        "kind=made.up",
        "q=%00",
        "by=%00",
        "q=%25",
        "by=%40nothing",
    ] {
        amina
            .goes_to(&format!("{EVENTS}?{nothing}"))
            .meets(200)
            .sees("Nothing in the log is like this");
    }
    assert_eq!(
        amina
            .sends("GET", &format!("{EVENTS}?after=%27"), None)
            .status,
        400
    );
    assert_eq!(
        amina
            .sends("GET", &format!("{EVENTS}/evt_nothing"), None)
            .status,
        404
    );
    assert_eq!(
        amina
            .sends("GET", &format!("{EVENTS}/export?from=yesterday"), None)
            .status,
        400
    );
}

fn an_event_says_what_it_changed_before_and_after(office: &Office) {
    let mut amina = scene(office);
    amina
        .goes_to(EVENTS)
        .follows("A request was approved")
        .sees("What changed")
        .sees("StatusPendingApproved");
    amina
        .sees("Scope of access–Lyon")
        .sees("Virtual Account User")
        .sees("As it is kept (JSON)")
        .sees("\"virtual-accounts\"");
    amina
        .sees("/requests/")
        .follows("req_")
        .sees("You approved this");
    let camille = office.read(|db| {
        Ok(parvis::store::person::find_by_name(db, "camille")?
            .unwrap()
            .person
            .id)
    });
    ends_a_role(office, &camille);
    amina
        .goes_to(EVENTS)
        .follows("Role ended")
        .sees("RoleVirtual Account User–")
        .sees("Why–taken away or given back");
    let mut french = amina.clone();
    french
        .goes_to("/profile")
        .presses("Save", &[("Language", "français")]);
    french
        .goes_to(EVENTS)
        .follows("Rôle")
        .sees("Avant")
        .sees("Après")
        .sees("Pourquoi")
        .sees("retiré ou rendu");
}

fn the_list_says_in_a_word_by_way_of_what_a_change_came(office: &Office) {
    let mut amina = scene(office);
    amina.sends_file(
        "/accounts/lumen.example/uploads",
        "people.csv",
        b"user,role,virtual_accounts,until\ncamille,sa-viewer,,\n",
    );
    office.works();
    amina.looks_again().presses("Apply", &[]);
    office.works();
    amina.goes_to(EVENTS);
    let ways = amina.page.all("td[data-label=\"By way of\"]");
    for way in ["a page", "a file", "a program"] {
        assert!(ways.iter().any(|one| one == way), "{way}: {ways:?}");
    }
    assert!(!ways.iter().any(|one| one.contains('/')), "{ways:?}");
    // The page itself stands with the event.
    amina
        .follows("A request was approved")
        .sees("By way ofa page · /accounts/lumen.example/requests/req_");
}

fn who_looks_after_a_part_sees_its_events_and_no_other_names(office: &Office) {
    let mut amina = scene(office);
    let chen = office.person("chen@lumen.example");
    office.grant(&chen, "lumen.example", Role::VaAdministrator, Some("Lyon"));
    let mut elsa = office.visitor("elsa@atelier.example");
    elsa.asks_with(
        "lumen.example",
        &[
            ("Reason for request", "Both sites, if I may ask"),
            ("Selected Virtual Accounts", "on"),
            ("Lyon", "on"),
            ("Montréal", "on"),
        ],
    );
    let mut chen = office.session_of("chen@lumen.example", &chen);
    // What reaches further than they do is not for them, in the log as in the queue.
    chen.goes_to(EVENTS)
        .sees("Camille Example")
        .does_not_see("Elsa Example")
        .does_not_see("David Example")
        .does_not_see("Montréal");
    chen.does_not_see("Properties changed")
        .follows_near("Access was asked for", "Camille Example")
        .sees("Lyon")
        .does_not_see("va_")
        .does_not_see("JSON");
    let export = chen.sends("GET", &format!("{EVENTS}/export"), None).html;
    assert!(
        export.contains("Camille Example") && !export.contains("Elsa Example"),
        "{export}"
    );
    assert!(
        !export.contains("Montréal") && !export.contains("David") && !export.contains("va_"),
        "{export}"
    );
    amina.goes_to(EVENTS).sees("David Example");
    let davids = amina
        .page
        .link_near("Access was asked for", "David Example")
        .unwrap();
    assert_eq!(chen.sends("GET", &davids, None).status, 404);
    for hidden in ["about=david", "q=david", "kind=smart-account.created"] {
        chen.goes_to(&format!("{EVENTS}?{hidden}"))
            .sees("Nothing in the log is like this");
    }
    let montreal = amina
        .page
        .attributes("#part option", "value")
        .into_iter()
        .zip(amina.page.all("#part option"))
        .find(|(_, name)| name == "Montréal")
        .unwrap()
        .0;
    chen.goes_to(&format!("{EVENTS}?part={montreal}"))
        .sees("Nothing in the log is like this");
    office.works();
}

fn a_search_that_fits_too_many_people_is_not_taken_away_in_part(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    for number in 0..21 {
        office
            .visitor(&format!("mara{number}@atelier.example"))
            .asks_for("lumen.example", "Downloads for the Lyon site");
    }
    amina
        .goes_to(&format!("{EVENTS}?q=mara"))
        .sees("Type more of the name");
    assert!(amina.page.links("Export as CSV").is_empty());
    amina
        .goes_to(&format!("{EVENTS}/export?q=mara"))
        .sees("the file would lack some of them");
    amina.goes_to(&format!("{EVENTS}?q=mara20"));
    assert_eq!(amina.page.links("Export as CSV").len(), 1);
    office.works();
}

fn what_was_deleted_is_named_and_found(office: &Office) {
    let mut amina = scene(office);
    let lyon = office.part("lumen.example", "Lyon");
    amina
        .goes_to(&format!(
            "/accounts/lumen.example/virtual-accounts/{lyon}/deletion"
        ))
        .presses("Delete it", &[]);
    office.works();
    amina
        .goes_to(EVENTS)
        .presses("Filter", &[("Virtual Account", "Lyon (deleted)")])
        .sees("Camille Example");
    let export = amina.sends("GET", &format!("{EVENTS}/export"), None).html;
    assert!(
        export.contains(",Lyon,") && !export.contains(&format!(",{lyon},")),
        "{export}"
    );
}

fn the_export_is_what_the_filters_leave_with_formulas_made_harmless(office: &Office) {
    let mut amina = scene(office);
    let mut eve = office.visitor("eve@atelier.example");
    eve.goes_to("/profile").presses(
        "Save",
        &[("Full name", "=HYPERLINK(\"http://bad.example\",\"me\")")],
    );
    eve.asks_for("lumen.example", "@SUM(1+1)*cmd|' /C calc'!A0, please");
    let answer = amina.sends("GET", &format!("{EVENTS}/export?about=eve"), None);
    assert_eq!(
        answer.headers["content-type"],
        "text/csv; charset=utf-8; header=present"
    );
    assert_eq!(
        answer.headers["content-disposition"],
        "attachment; filename=\"lumen.example-events-2026-11-23.csv\""
    );
    let rows: Vec<csv::StringRecord> = csv::Reader::from_reader(answer.html.as_bytes())
        .records()
        .map(Result::unwrap)
        .collect();
    assert_eq!(rows.len(), 1);
    assert_eq!(&rows[0][2], "access-request.sent");
    assert_eq!(&rows[0][4], "'=HYPERLINK(\"http://bad.example\",\"me\")");
    assert_eq!((&rows[0][5], &rows[0][7]), ("eve", "eve"));
    assert_eq!(&rows[0][10], "/access/requests");
    assert!(
        rows.iter()
            .flatten()
            .all(|cell| !cell.starts_with(['=', '+', '-', '@'])),
        "{rows:?}"
    );
    let marked = amina.sends(
        "GET",
        &format!("{EVENTS}/export?bom=yes&kind=membership.ended"),
        None,
    );
    assert_eq!(marked.html.lines().count(), 1);
    assert!(
        marked.html.starts_with("\u{feff}id,at,event,"),
        "{}",
        marked.html
    );
}

fn an_export_of_thousands_goes_out_piece_by_piece_while_the_log_grows(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    fill(office, 2300);
    let before = amina
        .sends("GET", &format!("{EVENTS}/export"), None)
        .html
        .lines()
        .count();
    let request = amina
        .request("GET", &format!("{EVENTS}/export"))
        .body(Body::empty())
        .unwrap();
    let (pieces, lines, largest) = office.runtime.block_on(async {
        let mut body = office.router().oneshot(request).await.unwrap().into_body();
        let (mut pieces, mut lines, mut largest) = (0, 0, 0);
        while let Some(frame) = body.frame().await {
            let data = frame.unwrap().into_data().unwrap();
            pieces += 1;
            lines += data.iter().filter(|byte| **byte == b'\n').count();
            largest = largest.max(data.len());
            if pieces == 1 {
                office
                    .app
                    .db
                    .write(parvis::storage::Author::system(), |tx| {
                        let event = given(tx.db, 0)?;
                        store::event::append(tx, &event)
                    })
                    .await
                    .unwrap();
            }
        }
        (pieces, lines, largest)
    });
    assert_eq!(lines, before);
    assert!(
        pieces >= 5 && largest < 500_000,
        "{pieces} pieces, the largest {largest} bytes"
    );
}

fn a_search_that_would_read_everything_stops_and_goes_on(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    fill(office, 9000);
    // Both filters hold for thousands of events, and both together for none of the newest.
    let path = format!("{EVENTS}?kind=access-request.decision-refused&by=@system");
    amina.goes_to(&path).sees("Nothing in the log is like this");
    let path = format!("{EVENTS}?kind=membership.ended&by=@test");
    amina
        .goes_to(&path)
        .sees("Nothing like this in the newer part of the log");
    let mut pages = 0;
    while !amina.page.links("Next page").is_empty() {
        amina.follows("Next page");
        pages += 1;
        assert!(pages < 10);
    }
    amina.sees("Role ended");
}

fn no_search_reads_a_table_whole(office: &Office) {
    office.administrator_of("lumen.example");
    fill(office, 50);
    office.read(|db| {
        let account = store::smart_account::find_by_identifier(db, &lumen())?
            .unwrap()
            .id;
        let people: Vec<PersonId> = (1..4).map(PersonId::new).collect();
        let wanted = Wanted {
            from: Some(Moment(0)),
            until: Some(Moment(1 << 42)),
            names: Some(vec!["membership.granted".into(), "membership.ended".into()]),
            actor: Some(standing::event::filter::actor_of(&people[0])),
            person: Some(people[1].clone()),
            request: Some(domain::RequestId::new(1)),
            part: None,
            anyone: Some(people),
            is_void: false,
        };
        let parts = (1..4).map(domain::VirtualAccountId::new).collect();
        let sight = Sight::of_the_program(&account, Some(parts));
        let mut statements = standing::event::filter::statements(&sight, &wanted);
        statements.push((
            standing::event::search::KINDS.into(),
            vec![account.to_string(), account.to_string()],
        ));
        for (sql, binds) in statements {
            let plan = plan(db, &sql, &binds);
            for bad in [
                "SCAN events",
                "SCAN event_virtual_accounts",
                "Seq Scan on events",
                "Seq Scan on event_virtual_accounts",
            ] {
                assert!(!plan.contains(bad), "{sql}\n{plan}");
            }
        }
        Ok(())
    });
}

fn lumen() -> DomainIdentifier {
    DomainIdentifier::parse("lumen.example").unwrap()
}

/// Camille asked for Lyon and got it on Sunday; David asked for everything on Monday.
fn scene(office: &Office) -> Visitor<'_> {
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    camille.asks_with(
        "lumen.example",
        &[
            ("Reason for request", "Downloads for the Lyon site"),
            ("Selected Virtual Accounts", "on"),
            ("Lyon", "on"),
        ],
    );
    amina
        .opens_the_link_in("asks for access")
        .approves_for(&["Lyon"], "Virtual Account User");
    office.days_pass(1);
    let mut david = office.visitor("david@atelier.example");
    david.asks_for("lumen.example", "Everything, if I may ask");
    office.log_in("amina@lumen.example")
}

fn ends_a_role(office: &Office, person: &PersonId) {
    let person = person.clone();
    office.write(move |tx| {
        let account = store::smart_account::find_by_identifier(tx.db, &lumen())?.unwrap();
        let held = parvis::store::membership::held(tx.db, &person, &account.id)?;
        let ended = MembershipFact::Ended {
            membership: held[0].clone(),
            why: EndCause::Removed,
        };
        parvis::event_log::record(tx, &[Event::Membership(ended)])
    });
}

/// Somebody's role in the account, given and taken away by no one in particular.
fn role(db: &mut AnyConnection, number: u128) -> Result<Membership, parvis::storage::Error> {
    let account = store::smart_account::find_by_identifier(db, &lumen())?.unwrap();
    Ok(Membership {
        id: MembershipId::new(number),
        holder: domain::membership::Holder::Person(PersonId::new(number)),
        account: account.id,
        role: Role::SaUser,
        virtual_account: None,
        source: Source::Import,
        granted_by: Actor::System,
        since: Moment(0),
        until: None,
    })
}

fn given(db: &mut AnyConnection, number: u128) -> Result<Event, parvis::storage::Error> {
    Ok(Event::Membership(MembershipFact::Granted(role(
        db, number,
    )?)))
}

/// Puts this many events into the log: a role that a program ended, then roles ended by the system and given by a program, by
/// turns.
fn fill(office: &Office, count: u128) {
    office.write(move |tx| {
        let role = role(tx.db, 0)?;
        let (system, program) = (Actor::System, Actor::Program("test".into()));
        let row = |number: u128| {
            let (membership, why) = (role.clone(), EndCause::Lapsed);
            let (actor, fact) = match number {
                0 => (&program, MembershipFact::Ended { membership, why }),
                _ if number.is_multiple_of(2) => {
                    (&system, MembershipFact::Ended { membership, why })
                }
                _ => (&program, MembershipFact::Granted(membership)),
            };
            let event = Event::Membership(fact);
            store::event::EventRow {
                id: domain::EventId::new(tx.new_id()).into(),
                at: tx.now.0,
                name: event.name().into(),
                actor: serde_json::to_string(actor).unwrap(),
                origin: "test".into(),
                account_id: Some(role.account.to_string()),
                request_id: None,
                person_id: Some(PersonId::new(number).into()),
                body: serde_json::to_string(&event).unwrap(),
            }
        };
        let rows: Vec<store::event::EventRow> = (0..count).map(row).collect();
        for rows in rows.chunks(1000) {
            let into = diesel::insert_into(events::table);
            match tx.db {
                AnyConnection::Sqlite(db) => into.values(rows).execute(db)?,
                AnyConnection::Postgres(db) => into.values(rows).execute(db)?,
            };
        }
        Ok(())
    });
}

#[derive(QueryableByName)]
struct Detail {
    #[diesel(sql_type = diesel::sql_types::Text)]
    detail: String,
}

/// How the engine would go about a statement if the tables were large.
fn plan(db: &mut AnyConnection, sql: &str, binds: &[String]) -> String {
    let mut filled = sql.to_owned();
    for (number, value) in binds.iter().enumerate().rev() {
        filled = filled.replace(&format!("${}", number + 1), &format!("'{value}'"));
    }
    match db {
        AnyConnection::Sqlite(db) => {
            let rows: Vec<Detail> = diesel::sql_query(format!("EXPLAIN QUERY PLAN {filled}"))
                .load(db)
                .unwrap();
            let lines: Vec<String> = rows.into_iter().map(|row| row.detail).collect();
            lines.join("\n")
        }
        AnyConnection::Postgres(db) => {
            for setting in ["enable_seqscan", "enable_sort"] {
                diesel::sql_query(format!("SET LOCAL {setting} = off"))
                    .execute(db)
                    .unwrap();
            }
            let rows: Vec<Explained> = diesel::sql_query(format!("EXPLAIN {filled}"))
                .load(db)
                .unwrap();
            let lines: Vec<String> = rows.into_iter().map(|row| row.plan).collect();
            lines.join("\n")
        }
    }
}

#[derive(QueryableByName)]
struct Explained {
    #[diesel(sql_type = diesel::sql_types::Text, column_name = "QUERY PLAN")]
    plan: String,
}
