//! The file with all that is kept of somebody.

use crate::on_both_engines;
use crate::personal_data::scene::{ADDRESS, NAME, PHONE, lines, tables, traces};
use crate::support::Office;
use crate::support::visitor::Visitor;
use parvis::store::personal_data::{Holds, TABLES, parts};
use serde_json::Value;
use std::collections::BTreeSet;

on_both_engines!(
    the_file_holds_what_every_table_keeps_of_its_reader_and_nothing_of_others,
    every_table_is_in_the_file_or_says_why_not,
    the_file_is_fetched_a_few_times_a_day_and_the_log_says_so,
);

fn file(visitor: &mut Visitor<'_>) -> Value {
    let answer = visitor.sends("POST", "/profile/data", Some(String::new()));
    assert_eq!(answer.status, 200, "{}", answer.html);
    assert_eq!(answer.headers["content-type"], "application/json");
    assert_eq!(answer.headers["cache-control"], "no-store");
    let disposition = &answer.headers["content-disposition"];
    assert!(
        disposition.starts_with("attachment; filename=\"parvis-")
            && disposition.ends_with(".json\""),
        "{disposition}"
    );
    serde_json::from_str(&answer.html).unwrap_or_else(|fault| panic!("{fault}: {}", answer.html))
}

fn the_file_holds_what_every_table_keeps_of_its_reader_and_nothing_of_others(office: &Office) {
    let mut scene = traces(office);
    let whole = file(&mut scene.visitor);
    let list = |name: &str| whole[name].as_array().unwrap_or_else(|| panic!("{name}"));
    let profile = &list("profile")[0];
    assert_eq!(profile["full_name"], NAME);
    assert_eq!(profile["phone"], PHONE);
    assert_eq!(profile["is_operator"], false);
    assert_eq!(profile["registered_at"], "2026-11-22T09:00:00Z");
    assert_eq!(list("email_addresses")[0]["address"], ADDRESS);
    assert_eq!(list("requests").len(), 3);
    let taken = &list("entitlements")[0];
    assert_eq!(taken["ended_because"], "taken-away");
    assert_eq!(taken["ended_words"], "The zeppelin kiosk is sold.");
    assert_eq!(
        list("requests")[0]["reason"],
        "The zeppelin kiosk needs our downloads"
    );
    assert_eq!(list("requests")[0]["outcome"], "approved");
    assert_eq!(list("roles")[0]["virtual_account"], "Lyon");
    assert_eq!(list("groups")[0]["group"], "Kiosks");
    assert_eq!(list("invitations")[0]["account"], "vault.example");
    assert_eq!(list("support_cases")[0]["subject"], "Zeppelin trouble");
    assert_eq!(
        list("support_cases_without_logging_in")[0]["address"],
        ADDRESS
    );
    let said: Vec<&Value> = list("support_case_messages")
        .iter()
        .map(|one| &one["by"])
        .collect();
    assert_eq!(said, ["you", "support"]);
    assert!(!list("messages_without_logging_in").is_empty());
    assert_eq!(list("messages_without_logging_in")[0]["by"], "you");
    // What both sides of a request wrote to each other stands with its events.
    let said: Vec<&str> = list("events_about_you")
        .iter()
        .chain(list("events_by_you"))
        .filter_map(|one| one["said"].as_str())
        .collect();
    for words in [
        "Is it the zeppelin kiosk, Céline Larivière-Noël?",
        "It is the zeppelin kiosk of Lyon.",
    ] {
        assert!(said.contains(&words), "{said:?}");
    }
    assert!(list("sessions").len() == 1 && !list("mail").is_empty());
    let events: Vec<&str> = list("events_about_you")
        .iter()
        .chain(list("events_by_you"))
        .map(|one| one["event"].as_str().unwrap())
        .collect();
    for event in [
        "person.registered",
        "person.email-replaced",
        "access-request.sent",
        "membership.granted",
        "person.data-taken",
    ] {
        assert!(events.contains(&event), "{event}: {events:?}");
    }
    // The name of before stands in the log, so they get it.
    assert!(whole.to_string().contains("Ancienne-Zinc"));
    // Each list has as many rows as its table has of theirs.
    for part in parts() {
        let whose = part.whose.replace("$1", &format!("'{}'", scene.celine));
        let sql = format!(
            "SELECT CAST(count(*) AS TEXT) AS line FROM {} WHERE {whose}",
            part.table
        );
        let kept: usize = lines(office, &sql)[0].parse().unwrap();
        assert_eq!(list(part.name).len(), kept, "{}", part.name);
    }
    // What is for agents and deciders alone, who decided, and what others wrote elsewhere.
    let text = whole.to_string();
    let amina = office.known("amina@lumen.example");
    for hidden in [
        "expert",
        "I know the",
        "amina",
        "sam@",
        "victor",
        "password",
        "token",
        "who knows me",
        amina.as_str(),
    ] {
        assert!(!text.contains(hidden), "{hidden}: {text}");
    }
    let victor = file(&mut office.log_in("victor@vault.example")).to_string();
    // That she asked him stands in the subject of his mail; what she said does not.
    assert!(
        !victor.contains("zeppelin") && !victor.contains(PHONE),
        "{victor}"
    );
}

/// A new table fails here until it says what of a person it keeps.
fn every_table_is_in_the_file_or_says_why_not(office: &Office) {
    let there: BTreeSet<String> = tables(office).into_iter().collect();
    let said: BTreeSet<String> = TABLES.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(there, said);
    assert_eq!(TABLES.len(), said.len(), "a table is said twice");
    for (table, holds) in TABLES {
        match holds {
            Holds::Parts(parts) => {
                assert!(
                    !parts.is_empty() && parts.iter().all(|part| part.table == *table),
                    "{table}"
                );
            }
            Holds::Events => assert_eq!(*table, "events"),
            Holds::Nothing(why) => assert!(why.split_whitespace().count() > 2, "{table}: {why}"),
        }
    }
    // Whose rows name a person by a column of their own is no table that keeps nothing of one, but an index.
    let columns = match office.app.db.is_embedded() {
        true => {
            "SELECT t.name || '.' || c.name AS line FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'"
        }
        false => {
            "SELECT table_name || '.' || column_name AS line FROM information_schema.columns WHERE table_schema = 'public'"
        }
    };
    let names_a_person = |column: &str| {
        [
            "person_id",
            "applicant_id",
            "creator_id",
            "author_id",
            "opened_by",
            "uploaded_by",
            "accepted_by",
            "saved_by",
            "added_by",
        ]
        .contains(&column)
    };
    for column in lines(office, columns) {
        let (table, column) = column.split_once('.').unwrap();
        let Some((_, holds)) = TABLES.iter().find(|(name, _)| *name == table) else {
            continue;
        };
        let keeps_nothing = matches!(holds, Holds::Nothing(_));
        let is_spared = table.ends_with("_terms") || table == "erasures";
        assert!(
            !(keeps_nothing && names_a_person(column)) || is_spared,
            "{table}.{column}"
        );
    }
}

fn the_file_is_fetched_a_few_times_a_day_and_the_log_says_so(office: &Office) {
    let mut camille = office.visitor("camille@atelier.example");
    camille
        .goes_to("/profile")
        .follows("Your data")
        .sees("Download your data")
        .sees("what those who decide and support say among themselves");
    for _ in 0..5 {
        file(&mut camille);
    }
    camille.presses("Download the file", &[]).meets(429);
    let taken =
        "SELECT CAST(count(*) AS TEXT) AS line FROM events WHERE name = 'person.data-taken'";
    assert_eq!(lines(office, taken), ["5"]);
    office.hours_pass(25);
    file(&mut camille_again(office));
}

fn camille_again(office: &Office) -> Visitor<'_> {
    office.log_in("camille@atelier.example")
}
