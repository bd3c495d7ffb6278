//! What the program costs while nobody wants anything of it.

use crate::support::Engine;
use crate::support::installation::Installation;
use crate::support::patience::rest;
use std::time::Duration;

/// With mail to be sent, had there been any.
fn is_quiet(engine: &Engine) {
    let mut house = Installation::empty(engine, None);
    for (name, value) in [
        ("PARVIS_MAIL__HOST", "127.0.0.1"),
        ("PARVIS_MAIL__PORT", "9"),
        ("PARVIS_MAIL__SECURITY", "none"),
        ("PARVIS_MAIL__FROM", "Parvis <parvis@company.example>"),
    ] {
        house.set(name, value);
    }
    house.serves();
    // What is done at the start.
    rest(Duration::from_secs(3));
    let before = house.wake_ups();
    rest(Duration::from_secs(10));
    let after = house.wake_ups();
    let since = |(thread, count): (&_, &u64)| count - before.get(thread).unwrap_or(&0);
    let woken: u64 = after.iter().map(since).sum();
    assert!(woken < 50, "{woken} in ten seconds");
}

#[test]
fn an_idle_program_wakes_less_than_five_times_a_second() {
    is_quiet(&Engine::Sqlite);
    if let Some(engine) = Engine::postgres() {
        is_quiet(&engine);
    }
}
