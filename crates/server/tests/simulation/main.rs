//! Lives of requests by the thousand: the real use cases, the real worker, a clock that runs through months in minutes, and people, mail and
//! hands that fail by chance. After every part of a day all that must hold is looked at (`invariants.rs`).
//!
//! `cargo test --release simulation` runs it; SIMULATION_SEED and SIMULATION_LIVES say which, and how many. The same seed replays the same
//! lives. What the invariants find where a rule is broken on purpose is shown beside it (`sabotage.rs`).

#[path = "../support/mod.rs"]
mod support;

mod chance;
mod deeds;
mod invariants;
mod post;
mod sabotage;
mod town;

use sabotage::Sabotage;
use support::Engine;
use town::Town;

/// A number from the environment, or another.
fn number(variable: &str, otherwise: u64) -> u64 {
    let set = std::env::var(variable).ok();
    set.map_or(otherwise, |text| text.parse().expect("a number"))
}

fn seed() -> u64 {
    number("SIMULATION_SEED", 1)
}

/// Lives through so many requests. Panics with the seed and the day where something does not hold.
fn live(engine: Engine, seed: u64, lives: u64) {
    let mut town = Town::found(engine, seed, None);
    while town.lives < lives {
        if let Err(broken) = town.lives_a_day() {
            town.is_kept();
            panic!(
                "seed {seed}, day {}, after {} lives: {broken}",
                town.day, town.lives
            );
        }
    }
    println!("seed {seed}: {}", town.summary());
}

#[test]
fn simulation_of_many_lives() {
    live(Engine::Sqlite, seed(), number("SIMULATION_LIVES", 1_000));
}

#[test]
fn simulation_on_postgresql() {
    if let Some(engine) = Engine::postgres() {
        live(engine, seed(), number("SIMULATION_LIVES", 1_000) / 20);
    }
}

/// A check that cannot fail says nothing: each invariant finds what is broken on purpose, within so many lives.
#[test]
fn simulation_finds_what_is_broken_on_purpose() {
    for sabotage in Sabotage::ALL {
        let mut town = Town::found(Engine::Sqlite, seed(), Some(sabotage));
        let found = loop {
            if let Err(broken) = town.lives_a_day() {
                break Some(broken);
            }
            if town.lives > 2_000 {
                break None;
            }
        };
        let found = found.unwrap_or_else(|| panic!("{sabotage:?} was not found"));
        assert!(
            found.starts_with(sabotage.breaks()),
            "{sabotage:?} broke something else: {found}"
        );
        println!(
            "{sabotage:?}: found on day {} after {} lives: {found}",
            town.day, town.lives
        );
    }
}

#[test]
fn simulation_replays_the_same_lives() {
    let lived = || {
        let mut town = Town::found(Engine::Sqlite, 7, None);
        for _ in 0..5 {
            town.lives_a_day().unwrap();
        }
        town.summary()
    };
    assert_eq!(lived(), lived());
}
