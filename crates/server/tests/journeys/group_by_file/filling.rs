//! A file is previewed line by line, then fills the group once.

use crate::group_by_file::file::{applies, events_named, fault, group, previews, sends};
use crate::on_both_engines;
use crate::support::Office;
use std::time::Duration;

on_both_engines!(
    a_file_is_previewed_then_fills_the_group_once,
    a_group_in_a_list_of_users_that_is_sent_back_is_said_to_be_one,
    every_faulty_line_is_named_and_nobody_joins,
    files_that_are_none_are_refused_beside_the_field,
    whoever_does_not_wait_for_a_long_file_is_written_to,
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
    let outcomes = "line,user,outcome,faults\r\n\
                    2,camille,added,\r\n\
                    3,DAVID@atelier.example,added,\r\n\
                    4,emma,known,";
    assert!(result.contains(outcomes), "{result}");
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
    let file = "user,note\n\
                camille,\n\
                CAMILLE@atelier.example,again\n\
                nobody1,\n\
                new@ortega.example,\n\
                =HYPERLINK(1),\n\
                gone,\n\
                amina,\n\
                ,x\n\
                no name,\n\
                \"camille,\n\
                camille\n\
                cam";
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
        (b"us\x81r\n", "neither UTF-8 nor"),
        (b"\xff\xfeu\0s\0e\0r\0\n\0", "neither UTF-8 nor"),
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

fn whoever_does_not_wait_for_a_long_file_is_written_to(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let camille = office.person("camille@atelier.example");
    office.was_at(&camille, "lumen.example");
    let group = group(&mut amina, "Night shift");
    let minutes_pass = |count: u64| office.clock_goes_on(Duration::from_secs(60 * count));
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
