//! Filling a group by a file: previewed line by line, applied line by line, once, and only by whoever may.

use crate::on_both_engines;
use crate::support::Office;
use crate::support::visitor::Visitor;
use domain::email::EmailAddress;
use domain::membership::EndCause;
use domain::person::{Language, UserId};
use domain::smart_account::AccountStatus;
use domain::{DomainIdentifier, PersonId, Role};
use parvis::storage::{Author, Error};
use std::time::Duration;

const GROUPS: &str = "/accounts/lumen.example/groups";

/// Makes a group and opens its page. Out: its address.
fn group(visitor: &mut Visitor<'_>, name: &str) -> String {
    visitor
        .goes_to(&format!("{GROUPS}/new"))
        .presses("Create group", &[("Name of the group", name)]);
    visitor.page.path.clone()
}

fn sends(visitor: &mut Visitor<'_>, group: &str, content: &[u8]) -> u16 {
    visitor.sends_file(&format!("{group}/uploads"), "night.csv", content)
}

fn previews(office: &Office, visitor: &mut Visitor<'_>, group: &str, content: &str) {
    assert_eq!(sends(visitor, group, content.as_bytes()), 303);
    office.works();
    visitor.looks_again();
}

fn applies(office: &Office, visitor: &mut Visitor<'_>) {
    visitor.presses("Apply", &[]);
    office.works();
    visitor.looks_again();
}

/// A file with a fault as a whole: what stands beside the field.
fn fault(visitor: &mut Visitor<'_>, group: &str, content: &[u8]) -> String {
    assert_eq!(sends(visitor, group, content), 422);
    visitor.page.fault_of("CSV file").unwrap()
}

/// So many people at once. Out: a file that names them all.
fn crowd(office: &Office, count: usize) -> String {
    office.write(move |tx| {
        for number in 0..count {
            let user_id = format!("crowd{number}");
            let new = parvis::use_cases::person::NewPerson {
                user_id: UserId::parse(&user_id).unwrap(),
                full_name: format!("Crowd {number}"),
                organisation: "Crowd".into(),
                email: EmailAddress::parse(&format!("{user_id}@crowd.example")).unwrap(),
                phone: None,
                language: Language::English,
                time_zone: "UTC".into(),
                password_hash: "none".into(),
                is_operator: false,
            };
            parvis::use_cases::person::register(tx, &new)?.unwrap();
        }
        Ok(())
    });
    let names: Vec<String> = (0..count).map(|n| format!("crowd{n}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    office.were_at(&names, "lumen.example");
    let lines: String = (0..count).map(|n| format!("crowd{n}\n")).collect();
    format!("user\n{lines}")
}

/// One batch of every upload that waits.
fn works_once(office: &Office) {
    let worked = parvis::jobs::uploads::work(&office.app, &|| true);
    office.runtime.block_on(worked).unwrap();
}

/// Takes everything away that somebody holds in the account.
fn loses_everything(office: &Office, person: &PersonId) {
    let person = person.clone();
    office.write(move |tx| {
        let domain = DomainIdentifier::parse("lumen.example").unwrap();
        let account = parvis::store::smart_account::find_by_identifier(tx.db, &domain)?.unwrap();
        let held = parvis::store::membership::held(tx.db, &person, &account.id)?;
        let ends = held
            .iter()
            .map(|one| domain::rules::membership::end(one, &[], EndCause::Removed));
        let events: Result<Vec<_>, _> = ends.collect();
        parvis::event_log::record(tx, &events?)
    });
}

fn events_named(office: &Office, name: &'static str) -> i64 {
    office.read(move |db| {
        use diesel::prelude::*;
        use parvis::storage::schema::events;
        let named = events::table.filter(events::name.eq(name));
        Ok(named.count().get_result(db)?)
    })
}

on_both_engines!(
    a_file_is_previewed_then_fills_the_group_once,
    a_group_in_a_list_of_users_that_is_sent_back_is_said_to_be_one,
    every_faulty_line_is_named_and_nobody_joins,
    files_that_are_none_are_refused_beside_the_field,
    a_batch_that_fails_leaves_nothing_and_another_node_goes_on,
    who_loses_the_right_midway_does_no_more_and_another_finishes,
    whoever_may_not_fill_a_group_is_told_before_and_at_every_step,
    whoever_does_not_wait_for_a_long_file_is_written_to,
    a_suspended_account_takes_nobody,
);

fn a_file_is_previewed_then_fills_the_group_once(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    for name in ["camille", "david", "emma"] {
        let person = office.person(&format!("{name}@atelier.example"));
        office.was_at(&person, "lumen.example");
    }
    let group = group(&mut amina, "Night shift");
    amina.goes_to(&format!("{group}/roles/new")).presses(
        "Give a role",
        &[
            ("Entire Smart Account", "on"),
            ("User role", "Smart Account User"),
        ],
    );
    amina
        .goes_to(&format!("{group}/members/new"))
        .adds_by("Add members", &[("User IDs or e-mail addresses", "emma")]);
    amina
        .goes_to(&group)
        .follows("Members by CSV")
        .sees("CSV file")
        .sees("They will have at once")
        .sees("Smart Account User")
        .sees("Earlier files");
    let file = "note;User\n=1+1;camille\n;DAVID@atelier.example\nc;emma\n";
    previews(office, &mut amina, &group, file);
    amina
        .sees("Checked")
        .sees("People to be added2")
        .sees("In the group already1")
        .sees("Lines with faults0");
    amina
        .sees("2 people join Night shift")
        .sees("Smart Account User")
        .does_not_see("give roles");
    let upload = amina.page.path.clone();
    amina.goes_to(&group).does_not_see("Camille Example");
    amina.goes_to(&upload);
    applies(office, &mut amina);
    amina
        .sees("Applied")
        .sees("People added2")
        .sees("every line is as the file says");
    let result = amina.sends("GET", &format!("{upload}/result"), None).html;
    assert!(result.contains("line,user,outcome,faults\r\n2,camille,added,\r\n3,DAVID@atelier.example,added,\r\n4,emma,known,"), "{result}");
    amina
        .goes_to(&group)
        .sees("Camille Example")
        .sees("David Example");
    let mut camille = office.log_in("camille@atelier.example");
    camille
        .goes_to("/access/smart-accounts")
        .sees("Smart Account User");
    assert_eq!(events_named(office, "group.member-added"), 3);
    // Who waits for it is not written to.
    assert!(office.mailbox.to("amina@lumen.example").is_empty());
    // Pressed twice, it is applied once; the same file again changes nothing.
    assert_eq!(
        amina
            .sends(
                "POST",
                &format!("{upload}/application"),
                Some(String::new())
            )
            .status,
        409
    );
    previews(office, &mut amina, &group, file);
    amina
        .sees("All known")
        .sees("In the group already3")
        .does_not_see("Applying does this");
    assert_eq!(events_named(office, "group.member-added"), 3);
    // It stands in the lists of the group and of the account, and in the event log.
    amina
        .goes_to(&group)
        .follows("Members by CSV")
        .follows("Earlier files")
        .sees("night.csv")
        .sees("2 added, 1 in already, 0 invited, 0 not possible");
    amina
        .goes_to("/accounts/lumen.example/users/new")
        .follows("Earlier files")
        .sees("night.csv")
        .sees("Members of Night shift");
    amina
        .goes_to("/accounts/lumen.example/events")
        .sees("File applied: night.csv")
        .sees("Somebody joined the group Night shift");
}

fn a_group_in_a_list_of_users_that_is_sent_back_is_said_to_be_one(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let group = group(&mut amina, "Night shift");
    amina.goes_to(&format!("{group}/roles/new")).presses(
        "Give a role",
        &[
            ("Entire Smart Account", "on"),
            ("User role", "Smart Account User"),
        ],
    );
    let list = amina
        .sends("GET", "/accounts/lumen.example/users/export.csv", None)
        .html;
    assert!(
        list.contains("group:Night shift,Night shift,,,Night shift,sa-user,"),
        "{list}"
    );
    amina.sends_file(
        "/accounts/lumen.example/uploads",
        "users.csv",
        list.as_bytes(),
    );
    office.works();
    amina
        .looks_again()
        .sees("Known already1")
        .sees("Lines with faults1")
        .sees("This line is about the group Night shift.");
}

fn every_faulty_line_is_named_and_nobody_joins(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let camille = office.person("camille@atelier.example");
    office.was_at(&camille, "lumen.example");
    office.gone("gone@atelier.example");
    office.were_at(&["gone"], "lumen.example");
    let group = group(&mut amina, "Night shift");
    amina.goes_to(&format!("{group}/roles/new")).presses(
        "Give a role",
        &[
            ("Entire Smart Account", "on"),
            ("User role", "Smart Account User"),
        ],
    );
    let file = "user,note\ncamille,\nCAMILLE@atelier.example,again\nnobody1,\nnew@ortega.example,\n=HYPERLINK(1),\ngone,\namina,\n,x\nno name,\n\"camille,\ncamille\ncam";
    previews(office, &mut amina, &group, file);
    amina
        .sees("Lines12")
        .sees("10 lines need mending")
        .sees("People to be added1")
        .sees("Invitations1")
        .does_not_see("Applying does this");
    for words in [
        "3CAMILLE@atelier.exampleThe same as line 2",
        "4nobody1Nobody who has to do with this account has the user ID nobody1",
        "6=HYPERLINK(1)The cell user begins like a formula",
        "7goneThis sign-in is deactivated",
        "8aminaYou cannot add yourself to a group that holds roles",
        "9–The user is missing",
        "10no name“no name” is neither a user ID",
        "11–A quotation mark opens a cell",
        "12camille1 cells, but the header has 2",
        "13camThe last line is not whole",
    ] {
        amina.sees(words);
    }
    let upload = amina.page.path.clone();
    assert_eq!(
        amina
            .sends(
                "POST",
                &format!("{upload}/application"),
                Some(String::new())
            )
            .status,
        409
    );
    let faults = amina.sends("GET", &format!("{upload}/faults"), None).html;
    assert!(faults.contains("6,'=HYPERLINK(1),faulty,"), "{faults}");
    amina.goes_to(&group).does_not_see("Camille Example");
}

fn files_that_are_none_are_refused_beside_the_field(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let group = group(&mut amina, "Night shift");
    let rows: [(&[u8], &str); 8] = [
        (b"", "There is nothing in this file"),
        (b"user\n", "nothing below it"),
        (b"name\ncamille\n", "lacks user"),
        (b"camille\nuser\n", "lacks user"),
        (b"\"user\ncamille\n", "lacks user"),
        (b"user,user\n", "names user twice"),
        (b"us\xe9r\n", "not UTF-8"),
        (b"\xff\xfeu\0s\0e\0r\0\n\0", "not UTF-8"),
    ];
    for (content, words) in rows {
        let said = fault(&mut amina, &group, content);
        assert!(said.contains(words), "{said}");
    }
    let path = format!("{group}/uploads");
    assert_eq!(amina.sends_file(&path, "", b""), 422);
    let broken = "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nuser\ncamille\n";
    assert_eq!(amina.sends_parts(&path, broken.as_bytes().to_vec()), 422);
    assert!(
        amina
            .page
            .fault_of("CSV file")
            .unwrap()
            .contains("did not arrive whole")
    );
    assert_eq!(
        amina.sends("POST", &path, Some("file=x".into())).status,
        400
    );
    // None of these stands in the way, nor does a file of users of one's own.
    let camille = office.person("camille@atelier.example");
    office.was_at(&camille, "lumen.example");
    amina.sends_file(
        "/accounts/lumen.example/uploads",
        "people.csv",
        b"user,role,virtual_accounts,until\ncamille,sa-user,,\n",
    );
    previews(
        office,
        &mut amina,
        &group,
        "\u{feff}USER\r\ncamille\r\n\r\n",
    );
    amina.sees("File night.csv").sees("People to be added1");
    // But the one before it to the same group does.
    let first = amina.page.path.clone();
    sends(&mut amina, &group, b"user\ncamille\n");
    assert_eq!(amina.sees("is not done with").page.path, first);
}

fn a_batch_that_fails_leaves_nothing_and_another_node_goes_on(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let group = group(&mut amina, "Crowd");
    let file = crowd(office, 700);
    previews(office, &mut amina, &group, &file);
    amina.sees("People to be added700").presses("Apply", &[]);
    let upload = amina.page.path.clone();
    works_once(office);
    amina.goes_to(&upload).sees("300 of 700 lines done");
    // The program dies in the middle of a batch.
    let id: domain::UploadId = upload.rsplit('/').next().unwrap().parse().unwrap();
    let dies = office.app.db.write(Author::program("test"), move |tx| {
        parvis::use_cases::upload::step(tx, &id)?;
        Err::<(), _>(Error::Busy)
    });
    assert!(office.runtime.block_on(dies).is_err());
    amina.goes_to(&upload).sees("300 of 700 lines done");
    amina.goes_to(&group).sees("Members300");
    // Two others go on at once.
    let other = office.second_node();
    office.runtime.block_on(async {
        for _ in 0..4 {
            let (one, two) = tokio::join!(
                parvis::jobs::uploads::work(&office.app, &|| true),
                parvis::jobs::uploads::work(&other.app, &|| true)
            );
            one.unwrap();
            two.unwrap();
        }
    });
    amina
        .goes_to(&upload)
        .sees("People added700")
        .sees("Lines with faults0");
    amina.goes_to(&group).sees("Members700");
    assert_eq!(events_named(office, "group.member-added"), 700);
}

fn who_loses_the_right_midway_does_no_more_and_another_finishes(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let chen = office.person("chen@lumen.example");
    office.grant(&chen, "lumen.example", Role::VaAdministrator, Some("Lyon"));
    let mut visitor = office.session_of("chen@lumen.example", &chen);
    let group = group(&mut visitor, "Lyon by night");
    let file = crowd(office, 400);
    previews(office, &mut visitor, &group, &file);
    visitor.presses("Apply", &[]);
    let upload = visitor.page.path.clone();
    works_once(office);
    loses_everything(office, &chen);
    office.works();
    visitor.goes_to(&upload).meets(404);
    let letter = office.mailbox.newest("chen@lumen.example", "night.csv");
    assert!(
        letter
            .text_body
            .contains("Nothing more is done with your file night.csv")
            && !letter.text_body.contains("/uploads/"),
        "{}",
        letter.text_body
    );
    amina
        .goes_to(&upload)
        .sees("Stopped")
        .sees("needs rights that whoever has it applied does not have, or has lost")
        .sees("What was done until then stays")
        .sees("People added300")
        .sees("Lines not done100");
    assert_eq!(
        amina
            .sends(
                "POST",
                &format!("{upload}/application"),
                Some(String::new())
            )
            .status,
        409
    );
    let result = amina.sends("GET", &format!("{upload}/result"), None).html;
    assert!(
        result.contains("301,crowd299,added,\r\n302,crowd300,waiting,"),
        "{result}"
    );
    amina
        .goes_to("/accounts/lumen.example/events")
        .sees("File stopped: night.csv");
    previews(office, &mut amina, &group, &file);
    amina
        .sees("People to be added100")
        .sees("In the group already300");
    applies(office, &mut amina);
    amina.sees("People added100");
    amina.goes_to(&group).sees("Members400");
    assert_eq!(events_named(office, "group.member-added"), 400);
    office.may_leave_mail();
}

fn whoever_may_not_fill_a_group_is_told_before_and_at_every_step(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let chen = office.person("chen@lumen.example");
    office.grant(&chen, "lumen.example", Role::VaAdministrator, Some("Lyon"));
    let camille = office.person("camille@atelier.example");
    office.was_at(&camille, "lumen.example");
    let mut chen = office.log_in("chen@lumen.example");
    let hers = group(&mut amina, "Everybody");
    let his = group(&mut chen, "Lyon by night");
    // What he does not keep is not there for him, nor what was sent to it.
    for (method, page) in [
        ("GET", "members/file"),
        ("GET", "uploads"),
        ("POST", "uploads"),
    ] {
        let body = (method == "POST").then(String::new);
        assert_eq!(
            chen.sends(method, &format!("{hers}/{page}"), body).status,
            404,
            "{page}"
        );
    }
    previews(office, &mut amina, &hers, "user\ncamille\n");
    let of_hers = amina.page.path.clone();
    chen.goes_to(&of_hers).meets(404);
    for (method, what) in [
        ("GET", "progress"),
        ("GET", "faults"),
        ("GET", "result"),
        ("POST", "application"),
        ("POST", "disposal"),
    ] {
        let body = (method == "POST").then(String::new);
        assert_eq!(
            chen.sends(method, &format!("{of_hers}/{what}"), body)
                .status,
            404,
            "{what}"
        );
    }
    chen.goes_to("/accounts/lumen.example/uploads")
        .does_not_see("night.csv");
    // What was sent to his own group he sees, whoever sent it.
    previews(office, &mut amina, &his, "user\ncamille\n");
    let of_his = amina.page.path.clone();
    chen.goes_to(&format!("{his}/uploads"))
        .sees("night.csv")
        .follows("night.csv")
        .sees("People to be added1");
    // The group holds more than he may give: he fills it no more, but she does.
    amina.goes_to(&format!("{his}/roles/new")).presses(
        "Give a role",
        &[
            ("Entire Smart Account", "on"),
            ("User role", "Smart Account Viewer"),
        ],
    );
    assert_eq!(sends(&mut chen, &his, b"user\ncamille\n"), 403);
    assert!(
        chen.page
            .fault_of("CSV file")
            .unwrap()
            .contains("does not have, or has lost")
    );
    assert_eq!(
        chen.sends(
            "POST",
            &format!("{of_his}/application"),
            Some(String::new())
        )
        .status,
        403
    );
    amina.goes_to(&of_his);
    applies(office, &mut amina);
    amina.sees("People added1");
    // A group that is deleted takes nobody.
    amina
        .goes_to(&format!("{hers}/deletion"))
        .presses("Delete group", &[]);
    amina
        .goes_to(&of_hers)
        .presses("Apply", &[])
        .sees("Not usable")
        .sees("The group this file is for is deleted");
    assert_eq!(
        amina
            .sends("POST", &format!("{hers}/uploads"), Some(String::new()))
            .status,
        404
    );
}

fn whoever_does_not_wait_for_a_long_file_is_written_to(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let camille = office.person("camille@atelier.example");
    office.was_at(&camille, "lumen.example");
    let group = group(&mut amina, "Night shift");
    let minutes_pass = |count: u64| {
        office
            .app
            .clock
            .set(office.now().plus(Duration::from_secs(60 * count)))
    };
    sends(&mut amina, &group, b"user\ncamille\n");
    let upload = amina.page.path.clone();
    minutes_pass(3);
    office.works();
    let letter = office.mailbox.newest("amina@lumen.example", "night.csv");
    assert!(
        letter
            .text_body
            .contains("is checked and waits for you to apply it")
            && letter.text_body.contains(&upload),
        "{}",
        letter.text_body
    );
    // Where the next file is chosen, this one is in view.
    amina
        .goes_to(&format!("{group}/members/file"))
        .sees("Your file night.csv is not done with (Checked)")
        .follows("See it")
        .sees("People to be added1");
    amina.presses("Apply", &[]);
    minutes_pass(3);
    office.works();
    let letter = office.mailbox.newest("amina@lumen.example", "night.csv");
    assert!(
        letter
            .text_body
            .contains("is applied: every line is as the file says"),
        "{}",
        letter.text_body
    );
    amina
        .goes_to(&group)
        .follows("Earlier files")
        .sees("1 added, 0 in already, 0 invited, 0 not possible");
    amina
        .goes_to("/accounts/lumen.example/users/new")
        .does_not_see("is not done with");
}

fn a_suspended_account_takes_nobody(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let camille = office.person("camille@atelier.example");
    office.was_at(&camille, "lumen.example");
    let group = group(&mut amina, "Night shift");
    previews(office, &mut amina, &group, "user\ncamille\n");
    let upload = amina.page.path.clone();
    office.write(|tx| {
        use diesel::prelude::*;
        use parvis::storage::schema::smart_accounts;
        let suspended = smart_accounts::status.eq(AccountStatus::Suspended.key());
        diesel::update(smart_accounts::table)
            .set(suspended)
            .execute(tx.db)?;
        Ok(())
    });
    amina.goes_to(&upload);
    assert_eq!(
        amina
            .sends(
                "POST",
                &format!("{upload}/application"),
                Some(String::new())
            )
            .status,
        409
    );
    assert_eq!(events_named(office, "group.member-added"), 0);
}
