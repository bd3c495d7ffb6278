//! What others change while an import is under way: what it brings is not theirs to take, and what it names is looked at again.

use crate::import::files::{Files, GOOD, counts, differences, folder_of, import, rows};
use crate::on_both_engines;
use crate::support::{Office, world};
use crate::tables::{another_program, count, lines};
use diesel::connection::SimpleConnection;
use domain::email::EmailAddress;
use domain::person::UserId;
use domain::smart_account::Visibility;
use domain::{ImportId, Role};
use parvis::import::{ACCOUNTS, ImportReport, MEMBERSHIPS, PEOPLE, VIRTUAL_ACCOUNTS};
use parvis::use_cases::account_creation::{OwnIdentifier, own_identifier};
use parvis::use_cases::person::Taken;
use parvis::{standing, use_cases};
use std::time::Duration;

on_both_engines!(
    what_an_import_brings_is_nobody_elses_to_take,
    what_was_taken_away_meanwhile_is_passed_over_and_what_was_given_is_known,
    what_is_left_behind_goes_on_by_itself,
    what_did_not_all_arrive_is_swept_away,
    whoever_was_there_before_is_told_of_all_they_are_given_in_one_letter,
);

/// Has lines arrive and hold, and nobody carry them out.
fn brought(office: &Office, files: Files) -> (ImportReport, ImportId) {
    let folder = folder_of(files);
    let brought = parvis::import::bring(&office.app.db, folder.path());
    let (report, held) = office.runtime.block_on(brought).unwrap();
    (report, held.unwrap())
}

fn finished(office: &Office, (mut report, id): (ImportReport, ImportId)) -> ImportReport {
    let finish = parvis::import::finish(&office.app.db, &id, &mut report, &|_| ());
    office.runtime.block_on(finish).unwrap();
    report
}

fn left(office: &Office) -> usize {
    let mut db = another_program(office);
    let tables = [
        "import_lines",
        "import_names",
        "imports WHERE state <> 'done'",
    ];
    tables.iter().map(|rows| count(&mut db, rows)).sum()
}

fn what_an_import_brings_is_nobody_elses_to_take(office: &Office) {
    office.staff("olga@operations.example", true, false);
    let olga = office.known("olga");
    office.account("known.example", Visibility::Unrestricted, &olga);
    // Somebody of the domain that the import brings an account for.
    let creator = office.person("zoe@lumen.example");
    let before = rows(office);
    let brought = brought(office, GOOD);
    assert_eq!(rows(office), before, "nothing of it is there yet");
    let takes = |user: &'static str, email: &'static str| {
        office.write(move |tx| {
            let new = use_cases::person::NewPerson {
                user_id: UserId::parse(user).unwrap(),
                email: EmailAddress::parse(email).unwrap(),
                ..world::new_person("yves@lumen.example")
            };
            use_cases::person::register(tx, &new)
        })
    };
    assert_eq!(takes("camille", "c@atelier.example"), Err(Taken::UserId));
    assert_eq!(takes("other", "CAMILLE@atelier.example"), Err(Taken::Email));
    let own = creator.clone();
    let own = office.read(move |db| own_identifier(db, &own));
    assert!(matches!(own, OwnIdentifier::Taken));
    let taken = office.write(move |tx| {
        tx.author.actor = domain::Actor::Person(olga.clone());
        let new = world::new_account("lumen.example", &creator);
        use_cases::smart_account::create(tx, &new)
    });
    assert_eq!(taken.unwrap_err(), domain::Refusal::IdentifierTaken);
    let (known, alias) = (
        office.account_at("known.example").id,
        world::identifier("holding.example"),
    );
    let facts =
        office.read(move |db| standing::smart_account::facts(db, &known, &[alias].into(), None));
    assert_eq!(facts.taken, [world::identifier("holding.example")].into());
    assert_eq!(counts(&finished(office, brought)), [[2, 2, 3, 5], [0; 4]]);
    assert_eq!(left(office), 0);
    // What came is there, and what is not kept any more is taken.
    assert_eq!(takes("camille", "c@atelier.example"), Err(Taken::UserId));
    assert!(takes("other", "o@atelier.example").is_ok());
}

fn what_was_taken_away_meanwhile_is_passed_over_and_what_was_given_is_known(office: &Office) {
    import(office, GOOD);
    office.person("ines@lumen.example");
    let brought = brought(
        office,
        &[
            (
                VIRTUAL_ACCOUNTS,
                "domain,name,parent\nlumen.example,Vaise,Lyon\nlumen.example,Gerland,\nlumen.example,Ainay,Vaise\n",
            ),
            (
                MEMBERSHIPS,
                "user,domain,role,virtual_account\n\
                 camille,lumen.example,va-user,Lyon\n\
                 camille,lumen.example,va-user,Gerland\n\
                 camille,lumen.example,sa-viewer,\n\
                 ines,lumen.example,sa-viewer,\n",
            ),
        ],
    );
    let deletes = "UPDATE virtual_accounts SET former_name = name, name = id, deleted_at = 1 WHERE name = 'Lyon'; \
        UPDATE people SET user_id = 'erased' WHERE user_id = 'ines'; \
        INSERT INTO virtual_accounts (id, account_id, parent_id, name, is_default) \
            SELECT 'va_0000000000000000000000000000000a', account_id, NULL, 'GERLAND', is_default FROM virtual_accounts WHERE name = 'Croix-Rousse'";
    another_program(office).batch_execute(deletes).unwrap();
    office.grant(
        &office.known("camille"),
        "lumen.example",
        Role::SaViewer,
        None,
    );
    let report = finished(office, brought);
    assert_eq!(
        differences(&report),
        [
            "virtual_accounts.csv:2: parent: \"Lyon\" has gone meanwhile",
            "virtual_accounts.csv:4: parent: \"Vaise\" has gone meanwhile",
            "memberships.csv:2: virtual_account: \"Lyon\" has gone meanwhile",
            "memberships.csv:5: user: ines has gone meanwhile",
        ]
    );
    assert_eq!(counts(&report), [[0, 0, 0, 1], [0, 0, 1, 1]]);
    let held = "SELECT role || ' ' || v.name AS line FROM memberships m JOIN virtual_accounts v ON v.id = m.virtual_account_id \
        WHERE m.virtual_account_id = 'va_0000000000000000000000000000000a'";
    assert_eq!(
        lines(&mut another_program(office), held),
        ["va-user GERLAND"]
    );
    assert_eq!(left(office), 0);
}

fn what_is_left_behind_goes_on_by_itself(office: &Office) {
    let (_, id) = brought(office, GOOD);
    // Whoever brought it is taken to be at it.
    office.works();
    assert_eq!(count(&mut another_program(office), "people"), 0);
    office.clock_goes_on(Duration::from_secs(30));
    office.works();
    assert_eq!(left(office), 0);
    let mut report = ImportReport::default();
    let finish = parvis::import::finish(&office.app.db, &id, &mut report, &|_| ());
    office.runtime.block_on(finish).unwrap();
    assert_eq!(counts(&report), [[2, 2, 3, 5], [0; 4]]);
    assert_eq!(counts(&import(office, GOOD)), [[0; 4], [2, 2, 3, 5]]);
    assert!(office.mailbox.all().is_empty());
}

fn what_did_not_all_arrive_is_swept_away(office: &Office) {
    brought(office, GOOD);
    // As if the last line were still to come.
    let early = "UPDATE imports SET state = 'arriving', since = NULL";
    another_program(office).batch_execute(early).unwrap();
    office.works();
    assert!(left(office) > 0);
    office.clock_goes_on(Duration::from_secs(30));
    office.works();
    assert_eq!(left(office), 0);
    assert_eq!(count(&mut another_program(office), "imports"), 0);
    assert_eq!(counts(&import(office, GOOD)), [[2, 2, 3, 5], [0; 4]]);
}

fn whoever_was_there_before_is_told_of_all_they_are_given_in_one_letter(office: &Office) {
    office.person("amina@lumen.example");
    office.clock_goes_on(Duration::from_secs(1));
    let people: String = (0..400)
        .map(|n| format!("one{n},One {n},Lumen,one{n}@lumen.example\n"))
        .collect();
    let roles: String = (0..400)
        .map(|n| format!("one{n},lumen.example,sa-user,\n"))
        .collect();
    let files: Files = &[
        (
            PEOPLE,
            &format!("user,full_name,organisation,email\n{people}"),
        ),
        (ACCOUNTS, "domain,name\nlumen.example,Lumen Networks\n"),
        (
            VIRTUAL_ACCOUNTS,
            "domain,name\nlumen.example,Lyon\nlumen.example,Nantes\n",
        ),
        (
            MEMBERSHIPS,
            &format!(
                "user,domain,role,virtual_account\namina,lumen.example,va-user,Nantes\n{roles}\
                 amina,lumen.example,sa-approver,\namina,lumen.example,sa-administrator,\n"
            ),
        ),
    ];
    assert_eq!(counts(&import(office, files)), [[400, 1, 2, 403], [0; 4]]);
    office.works();
    let mails = office.mailbox.all();
    assert_eq!(mails.len(), 1, "those who came with it are told nothing");
    let text = &mails[0].text_body;
    for role in ["on Nantes", "Account Approver", "Account Administrator"] {
        assert!(text.contains(role), "{text}");
    }
}
