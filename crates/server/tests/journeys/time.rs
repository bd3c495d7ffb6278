//! What time does to a request that nobody answers.

use crate::on_both_engines;
use crate::support::Office;
use crate::support::mailbox::subjects;
use diesel::prelude::*;
use domain::Role;
use domain::moment::days;
use parvis::storage::schema::{memberships, put_offs};
use std::time::Duration;

on_both_engines!(
    deciders_are_reminded_operators_told_and_the_request_dies_of_age,
    the_requester_reminds_after_two_days_then_every_three_at_most_three_times,
    nobody_is_reminded_of_what_is_decided,
    a_worker_that_slept_for_months_does_not_flood_anybody,
    a_clock_that_jumps_back_repeats_nothing,
    ten_deciders_are_mailed_and_the_others_see_it_in_the_portal,
    what_cannot_be_ended_holds_up_no_other_and_is_shown,
);

fn deciders_are_reminded_operators_told_and_the_request_dies_of_age(office: &Office) {
    office.administrator_of("lumen.example");
    office.staff("olga@operations.example", true, false);
    let mut camille = office.visitor("camille@atelier.example");
    camille
        .asks_for("lumen.example", "Downloads for the Lyon site")
        .views_request();
    camille
        .sees("Next: on 24 November 2026 we remind the administrators")
        .sees("If nobody answers by 6 December 2026, an operator steps in");
    let mut to_amina = Vec::new();
    for day in 1..=30 {
        let before = office.mailbox.to("amina@lumen.example").len();
        office.days_pass(1);
        if office.mailbox.to("amina@lumen.example").len() > before {
            to_amina.push(day);
        }
        match day {
            13 => assert!(office.mailbox.to("olga@operations.example").is_empty()),
            14 => assert_eq!(office.mailbox.to("olga@operations.example").len(), 1),
            27 => {
                camille.views_request().sees("Pending");
            }
            28 => {
                camille.views_request().sees("Expired");
            }
            _ => {}
        }
    }
    assert_eq!(to_amina, [2, 5, 10]);
    let to_camille = office.mailbox.to("camille@atelier.example");
    assert_eq!(
        to_camille.len(),
        4,
        "receipt, escalation, warning, expiry: {:?}",
        subjects(&to_camille)
    );
    assert!(
        to_camille[2]
            .text_body
            .contains("expires on 20 December 2026"),
        "{}",
        to_camille[2].text_body
    );
    office.nothing_left_to_send();
}

fn the_requester_reminds_after_two_days_then_every_three_at_most_three_times(office: &Office) {
    office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    camille
        .asks_for("lumen.example", "Downloads for the Lyon site")
        .views_request()
        .sees("Send reminder from 24 November 2026");
    let path = format!("{}/reminders", camille.page.path);
    assert_eq!(
        camille.sends("POST", &path, Some(String::new())).status,
        303
    );
    let request = path.trim_end_matches("/reminders").to_owned();
    camille
        .goes_to(&request)
        .sees("You can send the next reminder from");
    for wait in [2, 3, 3] {
        office.days_pass(wait);
        camille
            .views_request()
            .presses("Send reminder", &[])
            .sees("Your reminder is on its way");
        office.works();
        camille
            .views_request()
            .sees("The mail server has taken your reminder to one person.");
    }
    office.days_pass(4);
    camille.views_request().sees("All your reminders are sent");
    let reminders = office
        .mailbox
        .to("amina@lumen.example")
        .into_iter()
        .filter(|mail| mail.text_body.contains("sends a reminder"));
    assert_eq!(reminders.count(), 3);
}

fn nobody_is_reminded_of_what_is_decided(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    camille.asks_for("lumen.example", "Downloads for the Lyon site");
    amina
        .opens_the_link_in("asks for access")
        .approves_entirely("Smart Account User");
    let before = office.mailbox.all().len();
    office.days_pass(40);
    assert_eq!(office.mailbox.all().len(), before);
}

fn a_worker_that_slept_for_months_does_not_flood_anybody(office: &Office) {
    office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    camille.asks_for("lumen.example", "Downloads for the Lyon site");
    office.clock_goes_on(days(100));
    office.works();
    assert_eq!(
        office.mailbox.to("amina@lumen.example").len(),
        2,
        "the first notice and one reminder"
    );
    camille.views_request().sees("Pending");
    office.days_pass(6);
    camille.views_request().sees("Pending");
    office.days_pass(2);
    camille.views_request().sees("Expired");
}

fn a_clock_that_jumps_back_repeats_nothing(office: &Office) {
    office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    camille.asks_for("lumen.example", "Downloads for the Lyon site");
    office.days_pass(3);
    let before = office.mailbox.all().len();
    office.app.clock.set(office.now().minus(days(2)));
    office.works();
    office.days_pass(2);
    assert_eq!(office.mailbox.all().len(), before);
    camille.views_request().sees("Pending");
}

fn ten_deciders_are_mailed_and_the_others_see_it_in_the_portal(office: &Office) {
    office.administrator_of("lumen.example");
    for number in 0..14 {
        let person = office.person(&format!("admin{number}@lumen.example"));
        office.grant(
            &person,
            "lumen.example",
            domain::Role::SaAdministrator,
            None,
        );
    }
    office.hours_pass(1);
    let mut late = office.log_in("admin13@lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    camille
        .asks_for("lumen.example", "Downloads for the Lyon site")
        .sees("on its way to 10 administrators of lumen.example");
    let receipts = office.mailbox.to("camille@atelier.example").len();
    assert_eq!((office.mailbox.all().len(), receipts), (11, 1));
    // The most recently active are mailed first.
    assert_eq!(office.mailbox.to("admin13@lumen.example").len(), 1);
    let mut unmailed = office.log_in("admin12@lumen.example");
    unmailed
        .goes_to("/accounts/lumen.example/requests")
        .sees("Camille Example");
    late.goes_to("/accounts/lumen.example/requests")
        .sees("Camille Example");
}

fn what_cannot_be_ended_holds_up_no_other_and_is_shown(office: &Office) {
    office.administrator_of("lumen.example");
    for number in 0..105 {
        let person = office.person(&format!("viewer{number}@atelier.example"));
        office.grant(&person, "lumen.example", Role::SaViewer, None);
    }
    let elin = office.person("elin@atelier.example");
    office.grant(&elin, "lumen.example", Role::SaUser, None);
    office.works();
    let tomorrow = office.now().plus(days(1)).0;
    let change = move |tx: &mut parvis::storage::Tx| {
        let until = memberships::until;
        let broken = memberships::table.filter(memberships::role.eq("sa-viewer"));
        diesel::update(broken)
            .set((until.eq(tomorrow), memberships::role.eq("nonsense")))
            .execute(tx.db)?;
        let last = memberships::table.filter(memberships::role.eq("sa-user"));
        diesel::update(last)
            .set(until.eq(tomorrow + 1))
            .execute(tx.db)?;
        tx.ring();
        Ok(())
    };
    office.write(change);
    let tries = |office: &Office| -> Vec<i64> {
        office.read(|db| {
            let tries = put_offs::table
                .select(put_offs::times)
                .order(put_offs::times.desc());
            Ok(tries.load(db)?)
        })
    };
    office.hours_pass(25);
    let held: i64 = office.read(|db| {
        let roles = memberships::table.filter(memberships::role.eq("sa-user"));
        Ok(roles.count().get_result(db)?)
    });
    assert_eq!((held, tries(office)), (0, vec![1; 105]));
    let olga = office.staff("olga@operations.example", true, false);
    let mut olga = office.session_of("olga@operations.example", &olga);
    olga.goes_to("/operator")
        .sees("What could not be done")
        .sees("105 things were due and failed")
        .sees("roles with an end");
    office.works();
    assert_eq!(tries(office), vec![1; 105], "not before its time");
    for _ in 0..10 {
        office.clock_goes_on(Duration::from_secs(60));
        office.works();
    }
    assert_eq!(
        tries(office)[0],
        4,
        "ever more seldom: after one, two and four minutes"
    );
    let mend = |tx: &mut parvis::storage::Tx| {
        let broken = memberships::table.filter(memberships::role.eq("nonsense"));
        diesel::update(broken)
            .set(memberships::role.eq("sa-viewer"))
            .execute(tx.db)?;
        Ok(())
    };
    office.write(mend);
    office.hours_pass(1);
    olga.goes_to("/operator")
        .does_not_see("What could not be done");
}
