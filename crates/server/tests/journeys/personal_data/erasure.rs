//! Somebody who left is erased: nothing tells any more who they were.

use crate::on_both_engines;
use crate::personal_data::scene::{ADDRESS, FILE, NAME, Scene, celine, lines, tables, traces};
use crate::support::Office;
use crate::support::visitor::Visitor;
use crate::support::world::PASSWORD;
use domain::access_request::{AccessRequest, RequestFact};
use domain::account_creation::{Creation, CreationFact};
use domain::person::{ERASED_NAME, PersonFact};
use domain::support_case::{CaseFact, SupportCase};
use domain::{Event, PersonId, Refusal, RequestId, Role};
use parvis::storage::{Author, Error};
use parvis::{store, use_cases};
use std::io::Write;
use std::sync::{Arc, LazyLock, Mutex};
use tracing_subscriber::fmt::MakeWriter;

on_both_engines!(
    no_byte_tells_who_they_were,
    what_happened_stays_and_the_events_that_are_left_make_the_rows_that_are_left,
    address_and_user_id_are_free_again,
    nobody_is_erased_who_is_still_needed,
    whoever_was_erased_stays_so,
);

/// What the program logs while these tests run.
static LOG: LazyLock<Log> = LazyLock::new(|| {
    let log = Log::default();
    let logs = tracing_subscriber::fmt()
        .with_writer(log.clone())
        .with_ansi(false)
        .finish();
    let _ = tracing::subscriber::set_global_default(logs);
    log
});

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;
    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// What must be nowhere, in lower case: names and their words, addresses, user ID, phone, words they wrote or were told, and the terms
/// that any of these is found by.
fn sought() -> Vec<String> {
    // "ateliers-zinc" is found in the address that is written with `%40`, too.
    let plain = [
        "larivière",
        "larivie\u{300}re",
        "lariviere",
        "ｌａｒｉｖｉｅｒｅ",
        "ancienne-zinc",
        "ateliers-zinc",
        "old-zinc",
        "ateliers du zinc",
        "zinkwerker",
        "98 76 54 32",
        "zeppelin",
    ];
    let terms = [
        "lariviere",
        "ancienne",
        "zinkwerker",
        "ateliers",
        "zeppelin",
    ];
    let encoded = terms.map(parvis::search_index::encoded);
    plain
        .map(ToOwned::to_owned)
        .into_iter()
        .chain(encoded)
        .collect()
}

/// The bytes in lower case, as far as ASCII goes, and the letters of the name beyond it.
fn small(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes).replace('È', "è");
    text.to_lowercase().into_bytes()
}

fn finds(bytes: &[u8], place: &str) {
    let small = small(bytes);
    for sought in sought() {
        let found = small
            .windows(sought.len())
            .position(|part| part == sought.as_bytes());
        if let Some(at) = found {
            let around = &small[at.saturating_sub(200)..(at + 200).min(small.len())];
            panic!(
                "{sought} is left in {place}: {}",
                String::from_utf8_lossy(around)
            );
        }
    }
}

fn erases(scene: &mut Scene<'_>) {
    let page = format!("/operator/people/{}", scene.celine);
    scene.olga.goes_to(&page).does_not_see("Erase…");
    scene.olga.follows("Deactivate…").presses("Deactivate", &[]);
    scene
        .olga
        .follows("Erase…")
        .sees("This cannot be undone.")
        .sees("Backups taken before keep them until you delete those.");
    scene
        .olga
        .presses(
            "Erase for good",
            &[("User ID of the person to erase", "amina")],
        )
        .sees("This is not the user ID of this person.")
        .presses(
            "Erase for good",
            &[("User ID of the person to erase", "zinkwerker")],
        )
        .sees("They are erased.")
        .sees(ERASED_NAME)
        .does_not_see(NAME);
    scene.office.works();
    scene
        .olga
        .goes_to(&page)
        .sees("Nothing tells any more who this was.");
}

fn no_byte_tells_who_they_were(office: &Office) {
    LazyLock::force(&LOG);
    let mut scene = traces(office);
    for sought in ["zeppelin", "larivière"] {
        let all = tables(office)
            .iter()
            .flat_map(|table| rows(office, table))
            .collect::<String>();
        assert!(
            all.to_lowercase().contains(sought),
            "{sought} was nowhere to begin with"
        );
    }
    stands_where_it_is_hard_to_find(office);
    erases(&mut scene);
    for table in tables(office) {
        finds(rows(office, &table).concat().as_bytes(), &table);
    }
    if office.app.db.is_embedded() {
        // All that lies in the folder, whatever the engine keeps there beside its database.
        let files: Vec<_> = std::fs::read_dir(&office.app.config.data)
            .unwrap()
            .map(|file| file.unwrap().path())
            .filter(|file| file.is_file())
            .collect();
        assert!(files.iter().any(|file| file.ends_with("parvis.db")));
        for file in files {
            finds(&std::fs::read(&file).unwrap(), &file.to_string_lossy());
        }
    }
    finds(&LOG.0.lock().unwrap(), "the log");
    assert!(lines(office, "SELECT person_id AS line FROM erasures").is_empty());
    // Searching finds nobody either.
    scene
        .olga
        .goes_to("/operator/people?q=zinkwerker")
        .does_not_see(ERASED_NAME);
    office.may_leave_mail();
}

/// Names of files, what the check of a file keeps, and spellings of her name and address: without these, the search has nothing to find.
fn stands_where_it_is_hard_to_find(office: &Office) {
    for (place, table, said) in [
        ("origin", "events", format!("upload {FILE}")),
        ("origin", "events", "Céline_Larivière-Noël.csv".into()),
        ("body", "events", FILE.into()),
        ("company", "upload_numbers", NAME.into()),
        ("company", "upload_numbers", format!("Office {NAME} SA")),
        ("faults", "upload_lines", NAME.into()),
        // A line break, as documents write it.
        ("body", "events", r"Céline\nLarivière-Noël\n".into()),
        ("reason", "access_requests", "Céline\nLarivière-Noël".into()),
        ("body", "events", "Larivie\u{300}re-Noe\u{308}l".into()),
        ("body", "events", "Ｌａｒｉｖｉｅｒｅ".into()),
        ("body", "events", "celine%40ateliers-zinc".into()),
    ] {
        let all = lines(office, &format!("SELECT {place} AS line FROM {table}"));
        assert!(
            all.iter().any(|line| line.contains(&said)),
            "{said:?} was not in {table}.{place} to begin with: {all:#?}"
        );
    }
}

/// Each row as one text, with all its columns.
fn rows(office: &Office, table: &str) -> Vec<String> {
    let whole = match office.app.db.is_embedded() {
        false => format!("SELECT t::text AS line FROM \"{table}\" t"),
        true => {
            let columns = lines(
                office,
                &format!("SELECT name AS line FROM pragma_table_info('{table}')"),
            );
            let columns: Vec<String> = columns
                .iter()
                .map(|name| format!("coalesce(CAST(\"{name}\" AS TEXT), '')"))
                .collect();
            format!(
                "SELECT {} AS line FROM \"{table}\"",
                columns.join(" || ' | ' || ")
            )
        }
    };
    lines(office, &whole)
}

fn what_happened_stays_and_the_events_that_are_left_make_the_rows_that_are_left(office: &Office) {
    let mut scene = traces(office);
    let before = lines(
        office,
        "SELECT id || ' ' || name || ' ' || actor AS line FROM events ORDER BY id",
    );
    erases(&mut scene);
    let after = lines(
        office,
        "SELECT id || ' ' || name || ' ' || actor AS line FROM events ORDER BY id",
    );
    assert_eq!(
        after[..before.len()],
        before[..],
        "who did what stands where it stood"
    );
    let names: Vec<&str> = after[before.len()..]
        .iter()
        .map(|line| line.split(' ').nth(1).unwrap())
        .collect();
    for name in [
        "person.deactivated",
        "access-request.applicant-deactivated",
        "membership.ended",
        "group.member-removed",
        "invitation.withdrawn",
        "person.erased",
    ] {
        assert!(names.contains(&name), "{name}: {names:?}");
    }
    for id in lines(office, "SELECT id AS line FROM access_requests") {
        let id: RequestId = id.parse().unwrap();
        let (kept, told) = office.read(move |db| {
            Ok((
                store::access_request::find(db, &id)?,
                store::event::of_request(db, &id)?,
            ))
        });
        let facts: Vec<RequestFact> = told
            .into_iter()
            .filter_map(|one| match one.event {
                Event::AccessRequest(event) => Some(event.fact),
                _ => None,
            })
            .collect();
        assert_eq!(AccessRequest::replay(&facts), Some(kept));
    }
    let cases = lines(office, "SELECT id AS line FROM support_cases");
    assert_eq!(cases.len(), 2);
    for id in cases {
        let told = format!("SELECT body AS line FROM events WHERE case_id = '{id}' ORDER BY id");
        let facts: Vec<CaseFact> = lines(office, &told)
            .iter()
            .map(|body| match serde_json::from_str(body).unwrap() {
                Event::SupportCase(fact) => fact,
                other => panic!("{other:?}"),
            })
            .collect();
        let case = id.parse().unwrap();
        let kept = office.read(move |db| store::support_case::find(db, &case));
        assert_eq!(SupportCase::replay(&facts), Some(kept));
    }
    let asked: Vec<CreationFact> = lines(
        office,
        "SELECT body AS line FROM events WHERE name LIKE 'account-creation.%' ORDER BY id",
    )
    .iter()
    .map(|body| match serde_json::from_str(body).unwrap() {
        Event::AccountCreation(event) => event.fact,
        other => panic!("{other:?}"),
    })
    .collect();
    let creation = lines(office, "SELECT body AS line FROM account_creations");
    let kept: Creation = serde_json::from_str(&creation[0]).unwrap();
    assert_eq!(Creation::replay(&asked), Some(kept));
    // The person, too: registered as nobody, and erased.
    let id = scene.celine.clone();
    let kept = office.read(move |db| store::person::find(db, &id));
    let first = lines(
        office,
        &format!(
            "SELECT body AS line FROM events WHERE name = 'person.registered' AND person_id = '{}'",
            scene.celine
        ),
    );
    let Ok(Event::Person(PersonFact::Registered(registered))) = serde_json::from_str(&first[0])
    else {
        panic!("{first:?}")
    };
    assert_eq!(registered, kept);
    // The account's log still says what was asked and given, by somebody without a name.
    scene
        .amina
        .goes_to("/accounts/lumen.example/events")
        .sees(ERASED_NAME)
        .sees("Access was asked for")
        .does_not_see("Céline");
    let request = scene
        .request
        .replace("/access/requests", "/accounts/lumen.example/requests");
    scene
        .amina
        .goes_to(&request)
        .sees("[erased / effacé]")
        .sees("Approved");
    office
        .log_in("sam@support.example")
        .goes_to(&scene.case)
        .sees("[erased / effacé]");
    office.may_leave_mail();
}

fn address_and_user_id_are_free_again(office: &Office) {
    let mut scene = traces(office);
    assert!(scene.visitor.goes_to("/profile").page.status == 200);
    erases(&mut scene);
    let session = scene.visitor.sends("GET", "/profile", None);
    assert_ne!(session.status, 200, "the session has ended");
    let again = office.person_as(celine());
    assert_ne!(again, scene.celine);
    let mut other = Visitor::stranger(office);
    other.logs_in(ADDRESS, PASSWORD);
    other
        .goes_to("/access/services")
        .meets(200)
        .does_not_see("lumen.example");
    office
        .log_in("zinkwerker")
        .goes_to("/access/mine")
        .meets(200)
        .does_not_see("Lyon");
    office.may_leave_mail();
}

fn nobody_is_erased_who_is_still_needed(office: &Office) {
    let amina = office.person("amina@lumen.example");
    office.account(
        "lumen.example",
        domain::smart_account::Visibility::Unrestricted,
        &amina,
    );
    let olga = office.staff("olga@parvis.example", true, false);
    let mut visitor = office.log_in("olga@parvis.example");
    let alone = format!("/operator/people/{amina}/erasure");
    let mut is_refused = |id: &PersonId, page: &str, why: &str| {
        visitor
            .goes_to(page)
            .sees(why)
            .does_not_see("Erase for good");
        let id = id.clone();
        let user_id = office.read(move |db| Ok(store::person::find(db, &id)?.user_id.to_string()));
        let answer = visitor.sends("POST", page, Some(format!("user_id={user_id}")));
        assert_eq!(answer.status, 409, "{}", answer.html);
    };
    is_refused(
        &amina,
        &alone,
        "They can still log in. Only somebody who left is erased: deactivate them first.",
    );
    // Bruno left while Amina was there, who has left since by other means than a page.
    let bruno = office.person("bruno@lumen.example");
    office.grant(&bruno, "lumen.example", Role::SaAdministrator, None);
    office.leaves(&bruno);
    office.leaves(&amina);
    is_refused(
        &amina,
        &alone,
        "Nobody else administers lumen.example. Name another administrator there first",
    );
    let own = format!("/operator/people/{olga}/erasure");
    is_refused(
        &olga,
        &own,
        "You cannot erase yourself. Ask another operator.",
    );
    let camille = office.person("camille@atelier.example");
    let stranger = office.person("eve@elsewhere.example");
    let author = Author {
        actor: domain::Actor::Person(stranger),
        origin: "a second door".into(),
    };
    let refused = office
        .runtime
        .block_on(office.app.db.write(author, move |tx| {
            use_cases::person::erasure::erase(tx, &camille)
        }));
    assert!(
        matches!(refused, Err(Error::Refused(Refusal::NotFound))),
        "{refused:?}"
    );
    assert!(
        lines(
            office,
            "SELECT id AS line FROM events WHERE name = 'person.erased'"
        )
        .is_empty()
    );
}

fn whoever_was_erased_stays_so(office: &Office) {
    let mut scene = traces(office);
    erases(&mut scene);
    let page = format!("/operator/people/{}", scene.celine);
    scene
        .olga
        .goes_to(&page)
        .does_not_see("Let back in")
        .does_not_see("Replace the address");
    let id = format!("user_id=erased-{}", scene.celine.as_str().replace('_', "-"));
    for (form, typed) in [("/reactivation", String::new()), ("/erasure", id)] {
        let answer = scene
            .olga
            .sends("POST", &format!("{page}{form}"), Some(typed));
        assert_eq!(answer.status, 409, "{form}: {}", answer.html);
    }
    let answer = scene.olga.sends(
        "POST",
        &format!("{page}/email"),
        Some("email=new%40zinc.example".into()),
    );
    assert_eq!(answer.status, 409);
    // Time goes on without writing to anybody.
    office.days_pass(40);
    scene.olga.goes_to(&page).sees(ERASED_NAME);
    office.may_leave_mail();
}
