//! Where commands work, who may read what they write, and what they do about people.

use crate::support::Engine;
use crate::support::house::House;
use crate::support::installation::Installation;
use crate::{becomes_operator, files};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

const PEOPLE: (&str, &str) = (
    "people.csv",
    "user,full_name,organisation,email\n\
     camille,Camille Morel,Atelier Lumen,camille@atelier.example\n\
     bruno,Bruno Keller,Lumen Networks,bruno@lumen.example\n",
);

fn peopled(engine: &Engine) -> Installation {
    let house = Installation::empty(engine, None);
    house.runs(&["migrate"]).well();
    house.runs(&["import", &files(&house, &[PEOPLE])]).well();
    house
}

fn both_engines(test: impl Fn(&Engine)) {
    test(&Engine::Sqlite);
    if let Some(engine) = Engine::postgres() {
        test(&engine);
    }
}

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

/// Every command that works on a database, but those that may make one.
const COMMANDS: [&[&str]; 12] = [
    &["import", "files"],
    &["reindex"],
    &["backup", "copy.db"],
    &["person", "list"],
    &["person", "deactivate", "camille"],
    &["person", "reset", "camille"],
    &["person", "unlock", "camille"],
    &["operator", "list"],
    &["operator", "add", "camille"],
    &["operator", "remove", "camille"],
    &["support", "list"],
    &["support", "add", "camille"],
];

#[test]
fn no_command_but_those_that_begin_makes_a_database() {
    both_engines(|engine| {
        let house = Installation::empty(engine, None);
        files(&house, &[PEOPLE]);
        for command in COMMANDS {
            let said = house.runs(command).badly();
            assert!(said.starts_with("parvis: database "), "{command:?}: {said}");
            assert!(
                said.contains("there is no database") || said.contains("use pg_dump"),
                "{command:?}: {said}"
            );
            assert!(!house.path().join("data").exists(), "{command:?}");
        }
        house.runs(&["config", "check"]).well();
        assert!(!house.path().join("data").exists());
    });
}

#[test]
fn every_command_says_where_it_works_and_no_password() {
    both_engines(|engine| {
        let mut house = peopled(engine);
        let place = match engine {
            Engine::Sqlite => house.path().join("data/parvis.db").display().to_string(),
            Engine::Postgres(_) => "postgres://".into(),
        };
        for command in [
            &["person", "list"][..],
            &["operator", "list"],
            &["reindex"],
            &["migrate"],
        ] {
            let ran = house.runs(command);
            ran.well();
            let said = ran.faults();
            assert!(
                said.contains("parvis: database ") && said.contains(&place),
                "{said}"
            );
        }
        house.set(
            "PARVIS_DATABASE",
            "postgres://nobody:topsecret@127.0.0.1:1/nothing",
        );
        let said = house.runs(&["person", "list"]).badly();
        assert!(
            said.contains("postgres://nobody@127.0.0.1:1/nothing"),
            "{said}"
        );
        assert!(!said.contains("topsecret"), "{said}");
    });
}

#[test]
fn the_data_goes_from_the_folder_of_the_settings() {
    let mut house = Installation::empty(&Engine::Sqlite, None);
    house.unset("PARVIS_DATA");
    let (there, elsewhere) = (house.path().join("there"), house.path().join("elsewhere"));
    std::fs::create_dir(&there).unwrap();
    std::fs::create_dir(&elsewhere).unwrap();
    let settings = there.join("parvis.toml");
    std::fs::write(&settings, "data = 'kept'\n").unwrap();
    let settings = settings.to_str().unwrap();
    house.runs(&["migrate", "--config", settings]).well();
    let mut from_elsewhere = house.program(&["person", "list", "--config", settings]);
    let ran = from_elsewhere.current_dir(&elsewhere).output().unwrap();
    assert!(ran.status.success(), "{ran:?}");
    assert!(there.join("kept/parvis.db").exists());
    assert_eq!(std::fs::read_dir(&elsewhere).unwrap().count(), 0);
    // Where it went from the working folder before, nothing is begun anew.
    std::fs::create_dir(elsewhere.join("kept")).unwrap();
    std::fs::rename(
        there.join("kept/parvis.db"),
        elsewhere.join("kept/parvis.db"),
    )
    .unwrap();
    let mut again = house.program(&["migrate", "--config", settings]);
    let ran = again.current_dir(&elsewhere).output().unwrap();
    let said = String::from_utf8(ran.stderr).unwrap();
    assert!(
        !ran.status.success() && said.contains("elsewhere/kept"),
        "{said}"
    );
}

#[test]
fn what_cannot_be_made_is_named() {
    let mut house = Installation::empty(&Engine::Sqlite, None);
    std::fs::write(house.path().join("file"), "").unwrap();
    house.set("PARVIS_DATA", "file/data");
    let said = house.runs(&["migrate"]).badly();
    assert!(said.contains("file"), "{said}");
}

#[test]
fn nobody_else_reads_the_database_or_its_copies() {
    let house = peopled(&Engine::Sqlite);
    house.runs(&["backup", "copy.db"]).well();
    house
        .runs(&["backup", "copy2.db", "--output", "json"])
        .well();
    assert_eq!(mode(&house.path().join("data")), 0o700);
    for name in ["data/parvis.db", "copy.db", "copy2.db"] {
        assert_eq!(mode(&house.path().join(name)), 0o600, "{name}");
    }
    // What an older program left open is shut.
    let file = house.path().join("data/parvis.db");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();
    house.runs(&["migrate"]).well();
    assert_eq!(mode(&file), 0o600);
}

#[test]
fn a_backup_leaves_a_whole_copy_or_none_and_a_timer_keeps_the_newest() {
    let house = peopled(&Engine::Sqlite);
    // What was broken off is no copy, and stands in nobody's way.
    std::fs::write(house.path().join("copy.db.part"), "half").unwrap();
    house.runs(&["backup", "copy.db"]).well();
    assert!(!house.path().join("copy.db.part").exists());

    let folder = house.path().join("copies");
    std::fs::create_dir(&folder).unwrap();
    for name in [
        "parvis-20260101-000000.db",
        "parvis-20260102-000000.db",
        "parvis-20260102-000000.db.part",
        "notes.db",
    ] {
        std::fs::write(folder.join(name), "").unwrap();
    }
    let said = house.runs(&["backup", "copies", "--keep", "2"]).well();
    assert!(
        said.contains("parvis-20260101-000000.db: removed"),
        "{said}"
    );
    let mut left: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    left.sort();
    assert_eq!(left.len(), 3, "{left:?}");
    assert_eq!(left[0], "notes.db");
    assert_eq!(left[1], "parvis-20260102-000000.db");
    let said = house.runs(&["backup", "other.db", "--keep", "2"]).badly();
    assert!(said.contains("--keep goes with a folder"), "{said}");
    let said = house.runs(&["backup", "nowhere/copy.db"]).badly();
    assert!(said.contains("nowhere/copy.db.part"), "{said}");
}

#[test]
fn a_copy_is_restored_into_an_empty_place_only() {
    let mut house = Installation::empty(&Engine::Sqlite, None);
    house.serves();
    becomes_operator(&house);
    house.runs(&["backup", "copy.db"]).well();
    let said = house.runs(&["restore", "copy.db"]).badly();
    assert!(
        said.contains("is there already") && said.contains("Stop Parvis"),
        "{said}"
    );
    // Files that are moved away under it are no empty place either.
    let moved = house.path().join("moved");
    std::fs::create_dir(&moved).unwrap();
    let names = ["parvis.db", "parvis.db-wal", "parvis.db-shm"];
    for name in names {
        std::fs::rename(house.path().join("data").join(name), moved.join(name)).unwrap();
    }
    let said = house.runs(&["restore", "copy.db"]).badly();
    assert!(said.contains("is served by another Parvis"), "{said}");
    for name in names {
        std::fs::rename(moved.join(name), house.path().join("data").join(name)).unwrap();
    }
    assert!(house.is_told_to_stop().success());
    std::fs::rename(house.path().join("data"), house.path().join("old")).unwrap();

    std::fs::write(
        house.path().join("broken.db"),
        "this is no database, however long it is",
    )
    .unwrap();
    let said = house.runs(&["restore", "broken.db"]).badly();
    assert!(said.contains("broken.db"), "{said}");
    let said = house.runs(&["restore", "nothing.db"]).badly();
    assert!(said.contains("nothing.db: there is no such file"), "{said}");
    let whole = std::fs::read(house.path().join("copy.db")).unwrap();
    let mut damaged = whole.clone();
    damaged[20_000..24_000].fill(0xff);
    std::fs::write(house.path().join("damaged.db"), damaged).unwrap();
    let said = house.runs(&["restore", "damaged.db"]).badly();
    assert!(said.contains("damaged.db"), "{said}");
    assert!(!house.path().join("data/parvis.db").exists());

    let said = house.runs(&["restore", "copy.db"]).well();
    for words in [
        "restored from copy.db",
        "mails wait",
        "links in mails",
        "1 log-ins last",
    ] {
        assert!(said.contains(words), "{said}");
    }
    assert_eq!(mode(&house.path().join("data/parvis.db")), 0o600);
    house.serves();
    let mut olga = house.visitor("olga@operations.example");
    olga.logs_in("olga", crate::PASSWORD)
        .goes_to("/operator")
        .meets(200);
}

#[test]
fn duties_are_given_and_taken_away_by_commands() {
    both_engines(|engine| {
        let house = peopled(engine);
        house.runs(&["operator", "add", "camille"]).well();
        let said = house.runs(&["operator", "remove", "camille"]).badly();
        assert!(said.contains("camille is the last operator"), "{said}");
        house
            .runs(&["operator", "add", "bruno@lumen.example"])
            .well();
        let said = house.runs(&["operator", "remove", "camille"]).well();
        assert_eq!(said, "Camille Morel (camille) is not an operator.\n");
        let list = house.runs(&["operator", "list"]).well();
        assert_eq!(
            list,
            "bruno\tBruno Keller\tbruno@lumen.example\tactive, operator\n"
        );

        let json = house
            .runs(&["support", "add", "camille", "--output", "json"])
            .well();
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(
            (&json["user"], &json["has_it"]),
            (&"camille".into(), &true.into())
        );
        let list = house.runs(&["support", "list", "--output", "json"]).well();
        let list: serde_json::Value = serde_json::from_str(&list).unwrap();
        assert_eq!(list[0]["user"], "camille");
        house.runs(&["support", "remove", "camille"]).well();
        assert_eq!(house.runs(&["support", "list"]).well(), "");

        house
            .runs(&["person", "deactivate", "camille", "--reason", "Left"])
            .well();
        let said = house.runs(&["operator", "add", "camille"]).badly();
        assert!(said.contains("camille is deactivated"), "{said}");
        let said = house.runs(&["person", "deactivate", "bruno"]).badly();
        assert!(said.contains("last operator"), "{said}");
        let all = house.runs(&["person", "list"]).well();
        assert!(
            all.contains("camille@atelier.example\tdeactivated"),
            "{all}"
        );
    });
}

#[test]
fn whoever_no_mail_reaches_gets_a_link_from_the_machine() {
    both_engines(|engine| {
        let mut house = peopled(engine);
        house.serves();
        let said = house
            .runs(&["person", "reset", "camille", "--output", "json"])
            .well();
        let said: serde_json::Value = serde_json::from_str(&said).unwrap();
        let link = said["link"].as_str().unwrap();
        let path = link.strip_prefix(house.public_url()).unwrap().to_owned();
        let mut camille = house.visitor("camille@atelier.example");
        camille
            .goes_to(&path)
            .presses("Save the password", &[("New password", crate::PASSWORD)])
            .sees("Your new password is saved");
        // It works once, and whoever knew it before is out.
        house.stranger().goes_to(&path).meets(410);
        house
            .visitor("camille@atelier.example")
            .logs_in("camille", crate::PASSWORD);
        let said = house.runs(&["person", "unlock", "camille"]).well();
        assert_eq!(said, "Camille Morel (camille) can try again.\n");
        house.runs(&["person", "deactivate", "bruno"]).well();
        let said = house.runs(&["person", "reset", "bruno"]).badly();
        assert!(said.contains("bruno is deactivated"), "{said}");
    });
}

/// Hands a message to `mail bounced`, as a mail server does. Out: how the command ended, and what it said.
fn comes_back(house: &Installation, message: &str) -> (Option<i32>, String) {
    use std::io::Write;
    let mut program = house.program(&["mail", "bounced", "--output", "json"]);
    let mut running = program
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    running
        .stdin
        .take()
        .unwrap()
        .write_all(message.as_bytes())
        .unwrap();
    let ended = running.wait_with_output().unwrap();
    (
        ended.status.code(),
        String::from_utf8(ended.stdout).unwrap(),
    )
}

#[test]
fn mail_that_comes_back_is_taken_from_a_mail_servers_pipe() {
    both_engines(|engine| {
        let house = Installation::empty(engine, None);
        let report = "From: MAILER-DAEMON@relay.example\r\nMIME-Version: 1.0\r\n\
             Content-Type: multipart/report; report-type=delivery-status; boundary=\"b1\"\r\n\r\n\
             --b1\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; relay.example\r\n\r\n\
             Final-Recipient: rfc822; camille@atelier.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b1--\r\n";
        // Without a database the mail server keeps the message and tries again.
        assert_eq!(comes_back(&house, report).0, Some(75));
        house.runs(&["migrate"]).well();
        let (code, said) = comes_back(&house, report);
        assert_eq!((code, said.trim()), (Some(0), r#"{"outcome":"not-ours"}"#));
        let (code, said) = comes_back(&house, "Subject: Away\r\n\r\nI am away.\r\n");
        assert_eq!((code, said.trim()), (Some(0), r#"{"outcome":"no-report"}"#));
    });
}
