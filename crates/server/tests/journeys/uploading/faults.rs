//! A file with faults: each is named, and nothing changes.

use crate::on_both_engines;
use crate::support::Office;
use crate::uploading::file::{HEADER, UPLOADS, fault, previews};

on_both_engines!(
    every_faulty_line_is_named_and_nothing_changes,
    files_that_are_none_are_refused_beside_the_field,
);

fn every_faulty_line_is_named_and_nothing_changes(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let camille = office.person("camille@atelier.example");
    office.was_at(&camille, "lumen.example");
    office.gone("gone@atelier.example");
    office.were_at(&["gone"], "lumen.example");
    let lines = "camille,king,,\n\
                 camille,va-user,Paris|Lyon|Lyon,\n\
                 camille,sa-viewer,,2020-01-01\n\
                 camille,sa-user,,\n\
                 CAMILLE@atelier.example,sa-user,,2030-01-01\n\
                 nobody1,sa-user,,\n\
                 =1+1,sa-user,,\n\
                 \"camille,sa-user,,\n\
                 camille,sa-user\n\
                 camille,sa-approver,,\n\
                 amina,sa-user,,\n\
                 gone,sa-user,,\n\
                 camille,sa-viewer,Lyon,\n\
                 camille,va-viewer,,\n\
                 camille,va-viewer,Lyon,31.12.2030\n\
                 new@atelier.example,sa-approver,,\n\
                 camille,sa-vi";
    previews(office, &mut amina, lines);
    amina
        .sees("Lines17")
        .sees("16 lines need mending")
        .sees("Roles to be given1")
        .does_not_see("Applying does this");
    for words in [
        "2camille, king, , There is no role “king”. Use one of sa-administrator,",
        "There is no Virtual Account “Paris”",
        "The Virtual Account “Lyon” stands there twice",
        "This date has passed",
        "6CAMILLE@atelier.example, sa-user, , 2030-01-01The same as line 5",
        "Nobody who has to do with this account has the user ID nobody1",
        "The cell user begins like a formula",
        "9–A quotation mark opens a cell, and none closes it",
        "10camille, sa-user2 cells, but the header has 4",
        "11camille, sa-approver, , A Smart Account Approver needs a verified e-mail address in lumen.example",
        "You cannot give yourself a role",
        "This sign-in is deactivated",
        "This role is for the entire account",
        "This role is held on Virtual Accounts",
        "“31.12.2030” is no date",
        "17new@atelier.example",
        "18camille, sa-viThe last line is not whole",
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
    assert_eq!(faults.lines().count(), 17, "{faults}");
    assert!(faults.contains("8,'=1+1,sa-user,,,faulty,"), "{faults}");
    // Nobody knows the columns of too few cells.
    assert!(faults.contains("10,,,,,faulty,"), "{faults}");
    amina
        .goes_to("/accounts/lumen.example/users")
        .does_not_see("Camille Example");
}

fn files_that_are_none_are_refused_beside_the_field(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    assert!(fault(&mut amina, b"").contains("There is nothing in this file"));
    assert!(fault(&mut amina, HEADER.as_bytes()).contains("nothing below it"));
    assert!(fault(&mut amina, b"user,role\nx,y\n").contains("lacks virtual_accounts and until"));
    assert!(
        fault(&mut amina, b"user,user,role,virtual_accounts,until\n").contains("names user twice")
    );
    assert!(fault(&mut amina, b"us\x81r,role\n").contains("neither UTF-8 nor"));
    let utf16: Vec<u8> = HEADER.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(fault(&mut amina, &utf16).contains("neither UTF-8 nor"));
    // No file chosen; a body that breaks off; no multipart at all.
    assert_eq!(amina.sends_file(UPLOADS, "", b""), 422);
    assert_eq!(
        amina.page.fault_of("CSV file").unwrap(),
        "Choose a file first."
    );
    // The page says how roles are written, and shows a file.
    amina
        .sees("va-userVirtual Account User")
        .sees("nadia@ortega.example,va-user,");
    let broken = format!(
        "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n{HEADER}camille,sa-user,,\n"
    );
    assert_eq!(amina.sends_parts(UPLOADS, broken.into_bytes()), 422);
    assert!(
        amina
            .page
            .fault_of("CSV file")
            .unwrap()
            .contains("did not arrive whole")
    );
    assert_eq!(
        amina.sends("POST", UPLOADS, Some("file=x".into())).status,
        400
    );
    amina.goes_to(UPLOADS).sees("Not usable");
    // None of these stands in the way.
    let camille = office.person("camille@atelier.example");
    office.was_at(&camille, "lumen.example");
    amina.sends_file(
        UPLOADS,
        "C:\\lists\\people.csv",
        "\u{feff}until;user;ROLE;virtual_accounts;name\r\n;camille;sa-user;;Camille\r\n;;;;\r\n"
            .as_bytes(),
    );
    office.works();
    amina.looks_again();
    amina
        .sees("File people.csv")
        .sees("Roles to be given1")
        .sees("Lines with faults0");
}
