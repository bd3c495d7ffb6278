//! A number that leads to a contract of others, and an identifier that leads to an account that is hidden, are answered as soon as what
//! there is not.

use crate::signs::{PAIRS, SERIES, WARMING, alone, cannot_be_told_apart, could_be_told_apart};
use crate::support::visitor::{Visitor, encode};
use crate::support::world::{agreed, new_account, number};
use crate::support::{Engine, Office};
use domain::contract::Agreed;
use domain::smart_account::Visibility;
use parvis::use_cases;
use parvis::use_cases::smart_account::NewAccount;
use rand::seq::SliceRandom;
use std::cell::RefCell;

/// As many of each kind are asked for in a series. Whoever asks has no request about them yet.
const ASKED: usize = PAIRS + WARMING;

/// As many accounts are made, 500 at a time.
const MADE: usize = ASKED.next_multiple_of(500);

/// Somebody who may ask as often as they like.
fn office() -> Office {
    let office = Office::open_as(Engine::Sqlite, false, |config| {
        config.limits.sends = 1_000_000;
        config.limits.look_ups = 1_000_000;
    });
    office.may_leave_mail();
    office
}

/// Somebody for each series.
fn askers(office: &Office) -> Vec<Visitor<'_>> {
    let asker = |series| {
        let email = format!("camille{series}@atelier.example");
        let person = office.person(&email);
        office.session_of(&email, &person)
    };
    (0..=SERIES).map(asker).collect()
}

fn sends(visitor: &mut Visitor<'_>, to: &str, fields: &[(&str, String)]) {
    let fields: Vec<(String, String)> = fields
        .iter()
        .map(|(name, value)| ((*name).to_owned(), value.clone()))
        .collect();
    let answer = visitor.sends("POST", to, Some(encode(&fields)));
    assert_eq!(answer.status, 303, "{}", answer.text());
}

/// A number of each kind in turn: a contract's own, whoever pays for it, one of its products. The odd ones are nobody's, and stand
/// between the even ones.
fn numbered(kind: usize, one: usize) -> String {
    match kind % 3 {
        0 => format!("C{one:06}"),
        1 => format!("B{one:06}"),
        _ => format!("S{one:06}X7"),
    }
}

fn locked(pair: usize) -> String {
    numbered(pair, 2 * pair)
}

fn unknown(pair: usize) -> String {
    numbered(pair, 2 * pair + 1)
}

fn keeps_locked_contracts(office: &Office) {
    for some in 0..ASKED.div_ceil(500) {
        office.write(move |tx| {
            for one in some * 500..(some + 1) * 500 {
                let named = |kind| number(&numbered(kind, 2 * one));
                let more = (10..30).map(|serial| number(&format!("S{:06}X{serial}", 2 * one)));
                let new = Agreed {
                    bill_to: Some(named(1)),
                    serials: more.chain([named(2)]).collect(),
                    is_locked: true,
                    ..agreed(named(0).as_str(), "Lumen Networks")
                };
                use_cases::contract::create(tx, &new)?.unwrap();
            }
            Ok(())
        });
    }
}

#[test]
fn locked_numbers_are_answered_as_soon_as_unknown_ones() {
    let _alone = alone();
    let office = office();
    office.staff("sam@support.example", false, true);
    keeps_locked_contracts(&office);
    let mut people = askers(&office);
    let mut others = people.clone();
    let asks = |visitor: &mut Visitor<'_>, number: String| {
        sends(
            visitor,
            "/access/contracts",
            &[
                ("number", number),
                ("access", "full-support".into()),
                ("reason", "We look after the routers.".into()),
            ],
        );
    };
    let mut one = |series: usize, pair| asks(&mut people[series], unknown(pair));
    let mut other = |series: usize, pair| asks(&mut others[series], locked(pair));
    let what = "unknown and locked numbers";
    let median = cannot_be_told_apart(what, &mut one, &mut other);
    could_be_told_apart(what, median, one, other);
}

/// In which order accounts are asked for. Each kind has its own, so that neither comes to where the other was before.
fn drawn() -> Vec<usize> {
    let mut all: Vec<usize> = (0..MADE).collect();
    all.shuffle(&mut rand::rng());
    all
}

#[test]
fn restricted_accounts_are_answered_as_soon_as_unknown_ones() {
    let _alone = alone();
    let office = office();
    let victor = office.person("victor@vault.example");
    for some in 0..MADE / 500 {
        let victor = victor.clone();
        office.write(move |tx| {
            for one in some * 500..(some + 1) * 500 {
                let new = NewAccount {
                    visibility: Visibility::Restricted,
                    ..new_account(&format!("h{:06}.example", 2 * one), &victor)
                };
                use_cases::smart_account::create(tx, &new)?.unwrap();
            }
            Ok(())
        });
    }
    let (unknown, hidden) = (drawn(), drawn());
    let people = RefCell::new(askers(&office));
    let asks = |series: usize, number: usize| {
        sends(
            &mut people.borrow_mut()[series],
            "/access/requests",
            &[
                ("identifier", format!("h{number:06}.example")),
                ("reason", "Downloads for the Lyon site".into()),
            ],
        );
    };
    let what = "unknown and restricted accounts";
    let one = |series, pair: usize| asks(series, 2 * unknown[pair] + 1);
    let other = |series, pair: usize| asks(series, 2 * hidden[pair]);
    let median = cannot_be_told_apart(what, one, other);
    could_be_told_apart(what, median, one, other);
}
