//! Only whoever may fills a group by a file, at every step, and another goes on where one may no more.

use crate::group_by_file::file::{applies, events_named, group, previews, sends};
use crate::on_both_engines;
use crate::support::Office;
use domain::email::EmailAddress;
use domain::membership::EndCause;
use domain::person::{Language, UserId};
use domain::smart_account::AccountStatus;
use domain::{DomainIdentifier, PersonId, Role};
use parvis::storage::{Author, Error};

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

on_both_engines!(
    a_batch_that_fails_leaves_nothing_and_another_node_goes_on,
    who_loses_the_right_midway_does_no_more_and_another_finishes,
    whoever_may_not_fill_a_group_is_told_before_and_at_every_step,
    a_suspended_account_takes_nobody,
);

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
