//! Adding many users by a file: previewed line by line, applied line by line, once.

use crate::on_both_engines;
use crate::support::Office;
use crate::support::visitor::Visitor;
use domain::Role;

const UPLOADS: &str = "/accounts/lumen.example/uploads";
const HEADER: &str = "user,role,virtual_accounts,until\n";

/// Uploads these lines and has them checked.
fn previews(office: &Office, visitor: &mut Visitor<'_>, lines: &str) {
    let file = format!("{HEADER}{lines}");
    visitor.sends_file(UPLOADS, "people.csv", file.as_bytes());
    office.works();
    visitor.looks_again();
}

fn applies(office: &Office, visitor: &mut Visitor<'_>) {
    visitor.presses("Apply", &[]);
    office.works();
    visitor.looks_again();
}

/// A file with a fault as a whole: what stands beside the field.
fn fault(visitor: &mut Visitor<'_>, content: &[u8]) -> String {
    assert_eq!(visitor.sends_file(UPLOADS, "people.csv", content), 422);
    visitor.page.fault_of("CSV file").unwrap()
}

on_both_engines!(
    a_file_is_previewed_then_applied_once,
    strangers_in_a_file_are_invited_and_no_line_tells_who_there_is,
    a_file_invites_no_more_than_may_be_invited_in_a_day,
    many_lines_for_one_address_are_one_letter_with_one_link,
    a_list_of_users_that_was_taken_away_can_be_sent_back,
    every_faulty_line_is_named_and_nothing_changes,
    files_that_are_none_are_refused_beside_the_field,
    one_upload_at_a_time_and_the_abandoned_are_put_aside,
    what_became_impossible_meanwhile_is_named_in_the_result,
    virtual_account_administrators_upload_for_their_own_and_see_no_others,
    thousands_of_lines_in_batches_each_once,
);

fn a_file_is_previewed_then_applied_once(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    for name in ["camille", "david", "emma"] {
        let person = office.person(&format!("{name}@atelier.example"));
        office.was_at(&person, "lumen.example");
    }
    let emma = office.person("emma2@atelier.example");
    office.grant(&emma, "lumen.example", Role::SaViewer, None);
    amina
        .goes_to("/accounts/lumen.example/users")
        .follows("Add users")
        .sees("CSV file")
        .sees("Preview");
    let lines = "camille,sa-user,,\nDAVID@atelier.example,va-user,Lyon|Montréal,2027-03-31\nnadia@ortega.example,va-viewer,Lyon,\nemma2,sa-viewer,,\n";
    amina.sends_file(UPLOADS, "people.csv", format!("{HEADER}{lines}").as_bytes());
    amina.sees("Being checked").sees("0 of 4 lines done");
    assert_eq!(
        amina
            .sends(
                "GET",
                &format!("{}/progress", amina.page.path.clone()),
                None
            )
            .html,
        "checking 0"
    );
    office.works();
    amina.looks_again();
    amina
        .sees("Checked")
        .sees("Roles to be given2")
        .sees("Known already1")
        .sees("Invitations1")
        .sees("Lines with faults0");
    amina
        .sees("2 lines give roles")
        .sees("One line invites an address by mail");
    // Line by line, before anything is done.
    amina
        .sees("2camilleCamille ExampleSmart Account User––")
        .sees("3DAVID@atelier.exampleDavid ExampleVirtual Account UserLyon, Montréal31 March 2027");
    assert_eq!(
        amina.page.all("tbody .tag"),
        ["New role", "New role", "Invitation", "Known already"]
    );
    let upload = amina.page.path.clone();
    amina
        .goes_to("/accounts/lumen.example/users")
        .does_not_see("Camille Example");
    amina.goes_to(&upload);
    applies(office, &mut amina);
    amina
        .sees("Applied")
        .sees("Roles given2")
        .sees("every line is as the file says");
    let result = amina.sends("GET", &format!("{upload}/result"), None);
    assert_eq!(result.status, 200);
    assert!(result.html.contains("2,camille,sa-user,,,given,\r\n3,DAVID@atelier.example,va-user,Lyon|Montréal,2027-03-31,given,\r\n4,nadia@ortega.example,va-viewer,Lyon,,invited,\r\n5,emma2,sa-viewer,,,known,"), "{}", result.html);
    amina
        .goes_to("/accounts/lumen.example/users")
        .sees("Camille Example")
        .sees("David Example")
        .sees("an uploaded file");
    office
        .mailbox
        .newest("nadia@ortega.example", "Your invitation");
    amina
        .goes_to("/accounts/lumen.example/events")
        .sees("File applied: people.csv")
        .sees("File uploaded: people.csv");
    // Pressed twice, it is applied once.
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
    // The same file again changes nothing.
    previews(office, &mut amina, lines);
    amina
        .sees("All known")
        .sees("Known already4")
        .does_not_see("Applying does this");
    assert_eq!(
        amina
            .sends(
                "POST",
                &format!("{}/application", amina.page.path.clone()),
                Some(String::new())
            )
            .status,
        409
    );
    amina
        .presses("Discard", &[])
        .sees("people.csv with its 4 lines is discarded");
    amina
        .goes_to(UPLOADS)
        .sees("people.csv")
        .sees("2 given, 1 known, 1 invited, 0 not possible")
        .sees("Discarded");
}

fn strangers_in_a_file_are_invited_and_no_line_tells_who_there_is(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    office.gone("gone@atelier.example");
    previews(
        office,
        &mut amina,
        "camille,sa-user,,\nnobody1,sa-user,,\ngone,sa-user,,\n",
    );
    amina.sees("Lines with faults3");
    let faults = amina.page.all("tbody td:last-child");
    let alike: Vec<String> = faults
        .iter()
        .zip(["camille", "nobody1", "gone"])
        .map(|(fault, name)| fault.replace(name, "somebody"))
        .collect();
    assert!(alike.iter().all(|fault| *fault == alike[0]), "{alike:?}");
    amina.presses("Discard", &[]);
    previews(
        office,
        &mut amina,
        "Camille Morel <camille@atelier.example>,sa-user,,\ngone@atelier.example,sa-user,,\nnew@atelier.example,sa-user,,\n",
    );
    assert_eq!(
        amina.page.all("tbody .tag"),
        ["Invitation", "Invitation", "Invitation"]
    );
    applies(office, &mut amina);
    amina
        .sees("Invitations3")
        .goes_to("/accounts/lumen.example/users")
        .does_not_see("Camille");
    camille
        .opens_the_link_in("Your invitation")
        .presses("Accept", &[])
        .sees("Smart Account User");
    amina
        .goes_to("/accounts/lumen.example/users")
        .sees("Camille Example")
        .sees("an uploaded file");
    office.may_leave_mail();
}

fn a_file_invites_no_more_than_may_be_invited_in_a_day(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let lines: String = (0..60)
        .map(|n| format!("guest{n}@ortega.example,sa-user,,\n"))
        .collect();
    previews(office, &mut amina, &lines);
    amina
        .sees("Invitations50")
        .sees("Lines with faults10")
        .sees("As many invitations as this account may send in a day are used up");
    amina.presses("Discard", &[]);
    office.may_invite_many("lumen.example");
    previews(office, &mut amina, &lines);
    amina.sees("Invitations60").sees("Lines with faults0");
    amina.presses("Discard", &[]);
}

fn many_lines_for_one_address_are_one_letter_with_one_link(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    office.may_invite_many("lumen.example");
    // More lines for Nadia than there may be letters a day, further apart than what is worked on at a time.
    let offers = [
        "va-user,Default",
        "va-user,Lyon",
        "va-user,Montréal",
        "va-viewer,Default",
        "va-viewer,Lyon",
        "va-viewer,Montréal",
    ];
    let mut lines = String::new();
    for (block, offer) in offers.iter().enumerate() {
        lines += &format!("nadia@ortega.example,{offer},\n");
        for number in 0..if block < 5 { 310 } else { 0 } {
            lines += &format!("somebody{block}-{number}@ortega.example,sa-viewer,,\n");
        }
    }
    previews(office, &mut amina, &lines);
    amina.sees("Lines with faults0");
    applies(office, &mut amina);
    amina.sees("every line is as the file says");
    let letters = office.mailbox.to("nadia@ortega.example");
    assert_eq!(letters.len(), 1);
    let mut nadia = crate::adding::invited(office, "nadia@ortega.example");
    nadia
        .sees("Virtual Account User")
        .sees("Virtual Account Viewer")
        .sees("Montréal");
}

fn a_list_of_users_that_was_taken_away_can_be_sent_back(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let camille = office.person("camille@atelier.example");
    office.grant(&camille, "lumen.example", Role::VaUser, Some("Lyon"));
    let users = "/accounts/lumen.example/users";
    amina
        .goes_to(users)
        .presses("Change end date", &[("Select Camille", "on")]);
    amina
        .presses("Review", &[("Until", "2026-12-10")])
        .presses("Change end date", &[]);
    let list = amina
        .sends("GET", &format!("{users}/export.csv"), None)
        .html;
    amina.sends_file(UPLOADS, "users.csv", list.as_bytes());
    office.works();
    amina
        .looks_again()
        .sees("All known")
        .sees("Known already2")
        .sees("Lines with faults0")
        .sees("Lyon10 December 2026");
    amina.presses("Discard", &[]);
    // What they do not hold is not theirs to give themselves.
    previews(
        office,
        &mut amina,
        "amina,sa-administrator,,\namina,sa-viewer,,\n",
    );
    amina
        .sees("Known already1")
        .sees("Lines with faults1")
        .sees("3amina, sa-viewer, , You cannot give yourself a role");
}

fn every_faulty_line_is_named_and_nothing_changes(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let camille = office.person("camille@atelier.example");
    office.was_at(&camille, "lumen.example");
    office.gone("gone@atelier.example");
    office.were_at(&["gone"], "lumen.example");
    let lines = "camille,king,,\ncamille,va-user,Paris|Lyon|Lyon,\ncamille,sa-viewer,,2020-01-01\ncamille,sa-user,,\nCAMILLE@atelier.example,sa-user,,2030-01-01\n\
        nobody1,sa-user,,\n=1+1,sa-user,,\n\"camille,sa-user,,\ncamille,sa-user\ncamille,sa-approver,,\namina,sa-user,,\ngone,sa-user,,\ncamille,sa-viewer,Lyon,\ncamille,va-viewer,,\ncamille,va-viewer,Lyon,31.12.2030\nnew@atelier.example,sa-approver,,\ncamille,sa-vi";
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
    assert!(fault(&mut amina, b"us\xe9r,role\n").contains("not UTF-8"));
    let utf16: Vec<u8> = HEADER.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(fault(&mut amina, &utf16).contains("not UTF-8"));
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

fn one_upload_at_a_time_and_the_abandoned_are_put_aside(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let camille = office.person("camille@atelier.example");
    office.was_at(&camille, "lumen.example");
    previews(office, &mut amina, "camille,sa-user,,\n");
    let first = amina.page.path.clone();
    amina.sends_file(UPLOADS, "other.csv", HEADER.as_bytes());
    assert_eq!(amina.sees("is not done with").page.path, first);
    amina.presses("Discard", &[]).sees("is discarded");
    office.works();
    amina
        .goes_to(&first)
        .sees("Discarded")
        .does_not_see("Apply");
    previews(office, &mut amina, "camille,sa-user,,\n");
    let second = amina.page.path.clone();
    office.days_pass(31);
    amina.goes_to(&second).sees("Discarded");
    let lines: i64 = office.read(|db| {
        use diesel::prelude::*;
        Ok(parvis::storage::schema::upload_lines::table
            .count()
            .get_result(db)?)
    });
    assert_eq!(lines, 0);
    amina
        .goes_to("/accounts/lumen.example/events")
        .sees("File discarded: people.csv");
}

fn what_became_impossible_meanwhile_is_named_in_the_result(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let camille = office.person("camille@atelier.example");
    office.was_at(&camille, "lumen.example");
    let david = office.person("david@atelier.example");
    office.was_at(&david, "lumen.example");
    previews(
        office,
        &mut amina,
        "camille,sa-user,,\ndavid,sa-user,,2026-11-25\n",
    );
    amina.sees("Roles to be given2");
    office.days_pass(5);
    let upload = amina.page.path.clone();
    amina.goes_to(&upload);
    applies(office, &mut amina);
    amina
        .sees("Done but for one line")
        .sees("Roles given1")
        .sees("This date has passed");
    let result = amina.sends("GET", &format!("{upload}/result"), None).html;
    assert!(
        result.contains("2,camille,sa-user,,,given,")
            && result.contains("3,david,sa-user,,2026-11-25,faulty,\"This date has passed"),
        "{result}"
    );
}

fn virtual_account_administrators_upload_for_their_own_and_see_no_others(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let chen = office.person("chen@lumen.example");
    office.grant(&chen, "lumen.example", Role::VaAdministrator, Some("Lyon"));
    let camille = office.person("camille@atelier.example");
    office.was_at(&camille, "lumen.example");
    let mut chen = office.log_in("chen@lumen.example");
    previews(office, &mut amina, "camille,sa-user,,\n");
    let hers = amina.page.path.clone();
    chen.goes_to(&hers).meets(404);
    chen.goes_to(UPLOADS).does_not_see("people.csv");
    for (method, what) in [
        ("GET", "progress"),
        ("GET", "faults"),
        ("GET", "result"),
        ("POST", "application"),
        ("POST", "disposal"),
    ] {
        let body = (method == "POST").then(String::new);
        assert_eq!(
            chen.sends(method, &format!("{hers}/{what}"), body).status,
            404,
            "{what}"
        );
    }
    previews(
        office,
        &mut chen,
        "camille,va-user,Montréal,\ncamille,sa-user,,\ncamille,va-user,Lyon,\n",
    );
    chen.sees("Lines with faults2")
        .sees("You can only give Virtual Account roles on your own");
    // Whoever runs the account sees it.
    let his = chen.page.path.clone();
    amina.goes_to(&his).sees("Lines with faults2");
}

fn thousands_of_lines_in_batches_each_once(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let people: Vec<String> = (0..20).map(|n| format!("person{n}")).collect();
    people.iter().for_each(|name| {
        office.was_at(
            &office.person(&format!("{name}@atelier.example")),
            "lumen.example",
        )
    });
    office.may_invite_many("lumen.example");
    let roles = [
        "sa-user,",
        "sa-viewer,",
        "va-user,Lyon",
        "va-viewer,Lyon",
        "va-user,Montréal",
        "va-user,Default",
    ];
    let mut lines: String = people
        .iter()
        .flat_map(|name| roles.map(|role| format!("{name},{role},\n")))
        .collect();
    (0..900).for_each(|n| lines.push_str(&format!("invited{n}@ortega.example,sa-user,,\n")));
    previews(office, &mut amina, &lines);
    amina
        .sees("Roles to be given120")
        .sees("Invitations900")
        .sees("The first 20 of 1020 lines.");
    assert_eq!(amina.page.all("tbody tr").len(), 20);
    amina.presses("Apply", &[]);
    let upload = amina.page.path.clone();
    // Two nodes at once.
    let other = office.second_node();
    office.runtime.block_on(async {
        for _ in 0..8 {
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
        .sees("Roles given120")
        .sees("Invitations900")
        .sees("Lines with faults0");
    let (held, open): (i64, i64) = office.read(|db| {
        use diesel::prelude::*;
        use parvis::storage::schema::{invitations, memberships};
        Ok((
            memberships::table.count().get_result(db)?,
            invitations::table.count().get_result(db)?,
        ))
    });
    assert_eq!((held, open), (121, 900));
    office.may_leave_mail();
}
