//! Roles that end by themselves: told of ahead, extended without a gap, ended to the second.

use crate::on_both_engines;
use crate::support::Office;
use domain::membership::MembershipFact;
use domain::moment::days;
use domain::{Moment, PersonId, Role};
use parvis::event_log;
use parvis::store;
use std::time::Duration;

on_both_engines!(
    its_holder_and_administrators_are_told_14_3_and_1_days_ahead_and_when_it_is_over,
    many_that_end_together_are_told_in_one_mail,
    it_is_extended_without_a_gap,
    it_lasts_to_the_last_second,
    what_is_short_is_told_of_once_or_not_at_all,
    another_end_is_told_of_anew,
    a_worker_that_slept_tells_once,
);

const CAMILLE: &str = "camille@atelier.example";
const AMINA: &str = "amina@lumen.example";

/// Gives a role an end, so many days from now.
fn ends_in(office: &Office, person: &PersonId, ahead: Duration) -> Moment {
    let until = office.now().plus(ahead);
    let person = person.clone();
    office.write(move |tx| {
        let held = store::membership::held_anywhere(tx.db, &person, 10)?;
        let before = held.into_iter().next().unwrap();
        let mut after = before.clone();
        after.until = Some(until);
        let fact = MembershipFact::Changed { before, after };
        event_log::record(tx, &[domain::Event::Membership(fact)])
    });
    office.works();
    until
}

fn subjects_to(office: &Office, address: &str) -> Vec<String> {
    let mails = office.mailbox.to(address);
    mails.into_iter().map(|mail| mail.subject.clone()).collect()
}

fn count(office: &Office, address: &str, words: &str) -> usize {
    let subjects = subjects_to(office, address);
    subjects.iter().filter(|one| one.contains(words)).count()
}

const SOON: &str = "A role of yours in The lumen company ends soon";
const OVER: &str = "A role of yours in The lumen company has ended";
const THERE: &str = "ends soon";

fn its_holder_and_administrators_are_told_14_3_and_1_days_ahead_and_when_it_is_over(
    office: &Office,
) {
    office.administrator_of("lumen.example");
    let camille = office.person(CAMILLE);
    office.grant(&camille, "lumen.example", Role::SaUser, None);
    ends_in(office, &camille, days(20));
    let mut told = Vec::new();
    for day in 1..=22 {
        let before = count(office, CAMILLE, "The lumen company");
        office.days_pass(1);
        if count(office, CAMILLE, "The lumen company") > before {
            told.push(day);
        }
    }
    assert_eq!(told, [6, 17, 19, 20], "{:?}", subjects_to(office, CAMILLE));
    assert_eq!(count(office, CAMILLE, SOON), 3);
    assert_eq!(count(office, CAMILLE, OVER), 1);
    assert_eq!(count(office, AMINA, "a role ends soon"), 3);
    assert_eq!(office.count_events("membership.end-announced"), 3);
    let over = office.mailbox.newest(CAMILLE, OVER);
    let again = "/access/requests/new?identifier=lumen.example&role=sa-user&scope=entire";
    assert!(over.text_body.contains(again), "{}", over.text_body);
    office.nothing_left_to_send();
}

fn many_that_end_together_are_told_in_one_mail(office: &Office) {
    office.administrator_of("lumen.example");
    for number in 0..5 {
        let who = office.person(&format!("person{number}@atelier.example"));
        office.grant(&who, "lumen.example", Role::SaUser, None);
        ends_in(office, &who, days(20));
    }
    office.days_pass(7);
    assert_eq!(count(office, AMINA, "5 roles end soon"), 1);
    assert_eq!(count(office, AMINA, THERE), 0);
    assert_eq!(count(office, "person3@atelier.example", SOON), 1);
    let told = office.mailbox.newest(AMINA, "5 roles end soon");
    for number in 0..5 {
        let name = format!("Person{number} Example");
        assert!(told.text_body.contains(&name), "{}", told.text_body);
    }
}

fn it_is_extended_without_a_gap(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor(CAMILLE);
    let id = office.known("camille");
    office.grant(&id, "lumen.example", Role::VaUser, Some("Lyon"));
    let until = ends_in(office, &id, days(10));
    camille
        .goes_to("/access/mine")
        .follows("Extend")
        .sees("Virtual Account User")
        .presses(
            "Send request",
            &[("Reason", "The work in Lyon goes on until spring")],
        );
    office.works();
    amina
        .opens_the_link_in("asks for access")
        .approves_for(&["Lyon"], "Virtual Account User");
    let held = office.read(move |db| store::membership::held_anywhere(db, &id, 10));
    assert_eq!(held.len(), 1, "{held:?}");
    assert_eq!(held[0].until, None);
    assert!(held[0].since <= office.now() && until > office.now());
    office.days_pass(12);
    assert_eq!(count(office, CAMILLE, OVER), 0);
    camille
        .goes_to("/access/mine")
        .sees("Lyon")
        .does_not_see("Extend");
}

fn it_lasts_to_the_last_second(office: &Office) {
    office.administrator_of("lumen.example");
    let mut camille = office.visitor(CAMILLE);
    let id = office.known("camille");
    office.grant(&id, "lumen.example", Role::SaUser, None);
    ends_in(office, &id, days(2));
    office.clock_goes_on(days(2) - Duration::from_secs(1));
    office.works();
    camille.goes_to("/access/mine").sees("The lumen company");
    office.clock_goes_on(Duration::from_secs(1));
    // Nobody has ended it yet, and it gives nothing.
    camille
        .goes_to("/access/mine")
        .does_not_see("The lumen company");
    office.works();
    let ended = office.read(move |db| store::membership::held_anywhere(db, &id, 10));
    assert!(ended.is_empty());
    assert_eq!(office.count_events("membership.ended"), 1);
}

fn what_is_short_is_told_of_once_or_not_at_all(office: &Office) {
    office.administrator_of("lumen.example");
    let camille = office.person(CAMILLE);
    office.grant(&camille, "lumen.example", Role::SaUser, None);
    ends_in(office, &camille, Duration::from_secs(3600));
    office.hours_pass(2);
    assert_eq!(count(office, CAMILLE, SOON), 0);
    assert_eq!(count(office, CAMILLE, OVER), 1);
    office.grant(&camille, "lumen.example", Role::SaUser, None);
    ends_in(office, &camille, days(2));
    office.days_pass(3);
    assert_eq!(count(office, CAMILLE, SOON), 1);
    assert_eq!(count(office, CAMILLE, OVER), 2);
}

fn another_end_is_told_of_anew(office: &Office) {
    office.administrator_of("lumen.example");
    let camille = office.person(CAMILLE);
    office.grant(&camille, "lumen.example", Role::SaUser, None);
    ends_in(office, &camille, days(20));
    office.days_pass(7);
    assert_eq!(count(office, CAMILLE, SOON), 1);
    ends_in(office, &camille, days(60));
    office.days_pass(40);
    assert_eq!(count(office, CAMILLE, SOON), 1);
    office.days_pass(7);
    assert_eq!(count(office, CAMILLE, SOON), 2);
}

fn a_worker_that_slept_tells_once(office: &Office) {
    office.administrator_of("lumen.example");
    let camille = office.person(CAMILLE);
    office.grant(&camille, "lumen.example", Role::SaUser, None);
    ends_in(office, &camille, days(20));
    office.clock_goes_on(days(19) + Duration::from_secs(60));
    office.works();
    assert_eq!(count(office, CAMILLE, SOON), 1);
    assert_eq!(count(office, AMINA, "a role ends soon"), 1);
    office.days_pass(2);
    assert_eq!(count(office, CAMILLE, SOON), 1);
    assert_eq!(count(office, CAMILLE, OVER), 1);
}
