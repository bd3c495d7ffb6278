//! What is kept for a time only, and what stays all the same.

use crate::support::{Engine, Office};
use crate::tables::{another_program, count, lines};
use domain::moment::days;
use domain::smart_account::Visibility;
use domain::support_case::{CaseFact, SupportCase};
use domain::{CaseId, Event};
use parvis::{jobs, store};

fn sweeps(office: &Office) {
    office
        .runtime
        .block_on(jobs::sweep_now(&office.app))
        .unwrap();
}

fn rows(office: &Office, of: &str) -> usize {
    count(&mut another_program(office), of)
}

/// On each engine, with events kept for a hundred days.
fn offices() -> impl Iterator<Item = Office> {
    let engines = [Some(Engine::Sqlite), Engine::postgres()];
    engines
        .into_iter()
        .flatten()
        .map(|engine| Office::open_as(engine, false, |config| config.privacy.events_days = 100))
}

/// What the log says of a case, in order.
fn facts(office: &Office, case: &CaseId) -> Vec<CaseFact> {
    let sql = format!("SELECT body AS line FROM events WHERE case_id = '{case}' ORDER BY id");
    let facts = lines(&mut another_program(office), &sql)
        .into_iter()
        .map(|body| match serde_json::from_str(&body).unwrap() {
            Event::SupportCase(fact) => fact,
            other => panic!("{other:?}"),
        });
    facts.collect()
}

#[test]
fn a_closed_case_goes_when_its_time_is_over_and_its_events_say_what_happened_without_words() {
    for office in offices() {
        office.staff("sam@support.example", false, true);
        let mut camille = office.visitor("camille@atelier.example");
        camille.goes_to("/access/cases/new").attaches(
            "Send to support",
            &[
                ("Subject", "Purple kettle"),
                ("What do you need?", "The kettle is not purple enough."),
            ],
            &[("kettle.txt", "text/plain", b"Too little purple.")],
        );
        let page = camille.page.path.clone();
        let id: CaseId = page.rsplit('/').next().unwrap().parse().unwrap();
        office.works();
        let mut sam = office.log_in("sam@support.example");
        sam.goes_to(&page)
            .presses("Keep the note", &[("Note for support", "An odd kettle.")]);
        sam.goes_to(&page)
            .presses("Send message", &[("Your message", "Paint it then.")]);
        office.works();
        let open = facts(&office, &id);
        // A case that waits is kept whatever the settings say.
        office.clock_goes_on(days(2000));
        sweeps(&office);
        assert_eq!(facts(&office, &id), open);
        office
            .log_in("camille@atelier.example")
            .goes_to(&page)
            .presses("Close the case", &[])
            .presses("Yes, close it", &[]);
        office.works();
        office.clock_goes_on(days(1094));
        sweeps(&office);
        let case = id.clone();
        let kept = office.read(move |db| store::support_case::find(db, &case));
        assert_eq!(SupportCase::replay(&facts(&office, &id)), Some(kept));
        office.clock_goes_on(days(2));
        sweeps(&office);
        office
            .log_in("camille@atelier.example")
            .goes_to(&page)
            .meets(404);
        for table in [
            "support_cases",
            "support_case_attachment_pieces",
            "support_case_attachments",
            "support_case_messages",
            "support_case_terms",
            "support_case_letters",
        ] {
            assert_eq!(rows(&office, table), 0, "{table}");
        }
        // The same sweep forgot those of its events that are older than events are kept: it hung on them no more.
        let left = facts(&office, &id);
        assert!(
            matches!(left.last(), Some(CaseFact::Removed { .. })),
            "{left:?}"
        );
        let said = lines(
            &mut another_program(&office),
            "SELECT body AS line FROM events",
        );
        assert!(
            said.iter()
                .all(|body| !body.contains("kettle") && !body.contains("Paint"))
        );
    }
}

#[test]
fn events_of_a_deleted_case_keep_the_fact_where_the_log_is_kept_for_good() {
    let office = Office::open(Engine::Sqlite);
    office.staff("sam@support.example", false, true);
    let mut camille = office.visitor("camille@atelier.example");
    camille.goes_to("/access/cases/new").presses(
        "Send to support",
        &[
            ("Subject", "Purple kettle"),
            ("What do you need?", "More purple, please."),
        ],
    );
    let id: CaseId = camille
        .page
        .path
        .rsplit('/')
        .next()
        .unwrap()
        .parse()
        .unwrap();
    // As events of before were kept.
    office.write(|tx| {
        use diesel::connection::SimpleConnection;
        Ok(tx
            .db
            .batch_execute("UPDATE events SET case_id = NULL; DELETE FROM search_indexes")?)
    });
    office.works();
    assert_eq!(
        facts(&office, &id).len(),
        1,
        "the worker has noted which case it is about"
    );
    camille
        .presses("Close the case", &[])
        .presses("Yes, close it", &[]);
    office.works();
    office.clock_goes_on(days(1096));
    sweeps(&office);
    let left = facts(&office, &id);
    assert_eq!(left.len(), 3, "opened, closed, removed: {left:?}");
    let CaseFact::Opened { case, message } = &left[0] else {
        panic!("{left:?}")
    };
    assert_eq!(
        case.opened_by.person(),
        Some(&office.known("camille@atelier.example"))
    );
    assert_eq!(
        (case.subject.as_str(), message.words.as_str()),
        ("[erased / effacé]", "[erased / effacé]")
    );
}

#[test]
fn old_events_go_but_those_of_what_is_not_over() {
    for office in offices() {
        let amina = office.person("amina@lumen.example");
        office.account("lumen.example", Visibility::Unrestricted, &amina);
        office
            .visitor("camille@atelier.example")
            .asks_for("lumen.example", "Downloads for the Lyon site");
        let all = rows(&office, "events");
        office.clock_goes_on(days(99));
        sweeps(&office);
        assert_eq!(rows(&office, "events"), all);
        office.clock_goes_on(days(2));
        sweeps(&office);
        let names = lines(
            &mut another_program(&office),
            "SELECT name AS line FROM events",
        );
        assert_eq!(names, ["access-request.sent"], "it waits for an answer");
        // It has expired by now; the whole of its story is kept as long again.
        for _ in 0..8 {
            office.works();
            office.clock_goes_on(days(1));
        }
        sweeps(&office);
        assert!(rows(&office, "events WHERE name = 'access-request.sent'") == 1);
        office.clock_goes_on(days(101));
        sweeps(&office);
        assert_eq!(rows(&office, "events"), 0);
        office.may_leave_mail();
    }
}
