//! Nobody gets more mail than they read: beyond the third in an hour the rest come as one.

use crate::support::mailbox::subjects;
use crate::support::{Engine, Office};
use domain::access_request::Wish;
use domain::moment::hours;
use domain::{Actor, PersonId, Role};
use parvis::storage::Author;
use parvis::use_cases::person::absence::{Planned, go_away};
use std::collections::BTreeMap;

const AMINA: &str = "amina@lumen.example";

/// An office in which mail is counted as it is anywhere but in tests and demonstrations.
fn office(engine: Engine, an_hour: u32, a_day: u32) -> Office {
    Office::open_as(engine, false, |config| {
        config.limits.mails_an_hour = an_hour;
        config.limits.mails_a_day = a_day;
    })
}

fn both(test: impl Fn(&Office), an_hour: u32, a_day: u32) {
    test(&office(Engine::Sqlite, an_hour, a_day));
    if let Some(engine) = Engine::postgres() {
        test(&office(engine, an_hour, a_day));
    }
}

fn somebody_asks(office: &Office, number: usize) {
    let who = office.person(&format!("person{number}@atelier.example"));
    let reason = "Downloads for the site in Lyon";
    office.asks(&who, "lumen.example", reason, &Wish::default());
    office.works();
}

#[test]
fn the_fourth_in_an_hour_comes_with_the_others_after_it() {
    both(
        |office| {
            office.administrator_of("lumen.example");
            for number in 0..10 {
                somebody_asks(office, number);
            }
            let told = office.mailbox.to(AMINA);
            assert_eq!(told.len(), 3, "{:?}", subjects(&told));
            office.clock_goes_on(hours(1));
            office.works();
            let told = office.mailbox.to(AMINA);
            assert_eq!(told.len(), 4, "{:?}", subjects(&told));
            assert_eq!(told[3].subject, "7 more messages for you");
            for number in 3..10 {
                let name = format!("Person{number} Example asks for access");
                assert!(told[3].text_body.contains(&name), "{}", told[3].text_body);
            }
            // Then there is room again.
            somebody_asks(office, 10);
            assert_eq!(office.mailbox.to(AMINA).len(), 5);
        },
        3,
        30,
    );
}

#[test]
fn what_is_decided_meanwhile_is_left_out_and_nothing_is_sent_for_nothing() {
    both(
        |office| {
            let mut amina = office.administrator_of("lumen.example");
            for number in 0..5 {
                somebody_asks(office, number);
            }
            for number in 3..5 {
                let who = office.known(&format!("person{number}"));
                let asked = office
                    .read(move |db| parvis::store::access_request::pending_of_applicant(db, &who));
                amina
                    .goes_to(&format!("/accounts/lumen.example/requests/{}", asked[0].id))
                    .approves_entirely("Smart Account User");
            }
            office.clock_goes_on(hours(2));
            office.works();
            assert_eq!(office.mailbox.to(AMINA).len(), 3);
        },
        3,
        30,
    );
}

#[test]
fn beyond_a_day_the_rest_comes_with_the_next_days_mail() {
    both(
        |office| {
            office.administrator_of("lumen.example");
            for number in 0..8 {
                somebody_asks(office, number);
                office.clock_goes_on(hours(1));
            }
            assert_eq!(office.mailbox.to(AMINA).len(), 5);
            // It is nine o'clock and eight hours when the last has asked: the mail comes at eight.
            office.clock_goes_on(hours(14));
            office.works();
            assert_eq!(office.mailbox.to(AMINA).len(), 5);
            office.clock_goes_on(hours(1));
            office.works();
            assert_eq!(office.mailbox.to(AMINA).len(), 6);
            office.mailbox.newest(AMINA, "3 more messages for you");
        },
        3,
        5,
    );
}

#[test]
fn what_lets_people_in_is_neither_held_nor_counted() {
    both(
        |office| {
            office.administrator_of("lumen.example");
            for number in 0..4 {
                somebody_asks(office, number);
            }
            let before = office.mailbox.to(AMINA).len();
            let mut stranger = crate::support::visitor::Visitor::stranger(office);
            for _ in 0..3 {
                stranger.sends("POST", "/forgot", Some(format!("name={AMINA}")));
                office.works();
            }
            assert_eq!(office.mailbox.to(AMINA).len(), before + 3);
        },
        3,
        30,
    );
}

#[test]
fn what_is_kept_goes_with_whoever_has_left() {
    both(
        |office| {
            office.administrator_of("lumen.example");
            let bruno = office.person("bruno@lumen.example");
            office.grant(&bruno, "lumen.example", Role::SaAdministrator, None);
            for number in 0..5 {
                somebody_asks(office, number);
            }
            office.leaves(&bruno);
            office.clock_goes_on(hours(2));
            office.works();
            assert_eq!(office.mailbox.to("bruno@lumen.example").len(), 3);
            office.mailbox.newest(AMINA, "2 more messages for you");
        },
        3,
        30,
    );
}

/// A week of one administrator: 80 requests on each of five days between nine and six, quiet hours from seven to eight, away on the fourth
/// day. Out: how many mails at each hour.
fn a_busy_week(an_hour: u32, a_day: u32) -> BTreeMap<u64, usize> {
    let office = office(Engine::Sqlite, an_hour, a_day);
    let mut amina = office.administrator_of("lumen.example");
    let bruno = office.person("bruno@lumen.example");
    office.grant(&bruno, "lumen.example", Role::SaAdministrator, None);
    amina.goes_to("/profile/notifications").presses(
        "Save",
        &[
            ("Quiet hours from", "19:00"),
            ("Quiet hours until", "08:00"),
        ],
    );
    let who: PersonId = office.known("amina");
    let author = Author {
        actor: Actor::Person(who.clone()),
        ..Author::system()
    };
    let away = office.app.db.write(author, move |tx| {
        let planned = Planned {
            from: tx.now.plus(hours(72)),
            until: tx.now.plus(hours(96)),
            deputy: String::new(),
        };
        go_away(tx, &who, &planned)
    });
    office.runtime.block_on(away).unwrap().unwrap();
    let (mut at, mut before, mut number) = (BTreeMap::new(), 0, 0);
    for hour in 0..(7 * 24) {
        // The day begins at nine.
        if hour / 24 < 5 && hour % 24 < 10 {
            for _ in 0..8 {
                somebody_asks(&office, number);
                number += 1;
            }
        }
        office.works();
        let all = office.mailbox.to(AMINA).len();
        if all > before {
            *at.entry((hour + 9) % 24).or_default() += all - before;
        }
        before = all;
        office.clock_goes_on(hours(1));
    }
    assert_eq!(number, 400);
    office.may_leave_mail();
    at
}

#[test]
fn a_busy_week_of_one_administrator() {
    let without = a_busy_week(1_000_000, 1_000_000);
    let with = a_busy_week(3, 30);
    let all = |at: &BTreeMap<u64, usize>| at.values().sum::<usize>();
    println!(
        "400 requests in a week: {} mails without a budget, at {without:?}",
        all(&without)
    );
    println!("with one: {} mails, at {with:?}", all(&with));
    // Thirty a day by themselves at most, one with the rest in each of ten hours, and one the next morning.
    assert!(all(&with) <= 7 * 41, "{with:?}");
    assert!(all(&without) > 300, "{without:?}");
    // Nothing comes in quiet hours.
    assert!(with.keys().all(|hour| (8..19).contains(hour)), "{with:?}");
}
