//! A file is previewed line by line, then applied line by line, once.

use crate::on_both_engines;
use crate::support::Office;
use crate::uploading::file::{HEADER, UPLOADS, applies, previews};
use domain::Role;

on_both_engines!(
    a_file_is_previewed_then_applied_once,
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
    let lines = "camille,sa-user,,\n\
                 DAVID@atelier.example,va-user,Lyon|Montréal,2027-03-31\n\
                 nadia@ortega.example,va-viewer,Lyon,\n\
                 emma2,sa-viewer,,\n";
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
    let outcomes = "2,camille,sa-user,,,given,\r\n\
                    3,DAVID@atelier.example,va-user,Lyon|Montréal,2027-03-31,given,\r\n\
                    4,nadia@ortega.example,va-viewer,Lyon,,invited,\r\n\
                    5,emma2,sa-viewer,,,known,";
    assert!(result.html.contains(outcomes), "{}", result.html);
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
