//! A log of thousands of events: taken away piece by piece, searched by an index, and never read whole.

use crate::event_log::scene::{EVENTS, given, lumen, role};
use crate::on_both_engines;
use crate::support::Office;
use axum::body::Body;
use diesel::prelude::*;
use domain::membership::{EndCause, MembershipFact};
use domain::{Actor, Event, Moment, PersonId};
use http_body_util::BodyExt;
use parvis::sight::Sight;
use parvis::standing::event::filter::WantedEvents;
use parvis::storage::AnyConnection;
use parvis::storage::schema::events;
use parvis::{standing, store};
use tower::ServiceExt;

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
                contract_id: None,
                case_id: None,
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

on_both_engines!(
    an_export_of_thousands_goes_out_piece_by_piece_while_the_log_grows,
    a_search_that_would_read_everything_stops_and_goes_on,
    no_search_reads_a_table_whole,
);

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
        let wanted = WantedEvents {
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
