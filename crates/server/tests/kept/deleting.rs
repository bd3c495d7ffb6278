//! What much hangs on is deleted, and nobody else waits for it.

use crate::on_both_engines;
use crate::support::patience::now;
use crate::support::{Office, crowd};
use domain::smart_account::Visibility;
use parvis::storage::Author;
use parvis::store::deletion::AT_ONCE;
use parvis::{store, use_cases};
use std::time::Duration;

/// Ended at once they would keep everybody from writing for many seconds.
const MANY: usize = 20_000;
/// A fifth of a second is promised of a release on a machine of its own; this program is neither.
const LONGEST: Duration = Duration::from_secs(2);

on_both_engines!(nobody_waits_long_for_what_much_hangs_on);

fn nobody_waits_long_for_what_much_hangs_on(office: &Office) {
    let amina = office.person("amina@lumen.example");
    office.account("lumen.example", Visibility::Unrestricted, &amina);
    let account = office.account_at("lumen.example").id;
    let lyon = office.part("lumen.example", "Lyon");
    crowd::comes(office, MANY);
    crowd::holds(office, "lumen.example", &lyon, MANY);
    let begun = now();
    let is_over = {
        let (account, lyon, by) = (account.clone(), lyon.clone(), amina.clone());
        office.write(move |tx| {
            let plan =
                use_cases::virtual_account::plan_deletion(tx.db, &account, &lyon, &by, tx.now)?;
            let (seen, much) = (plan.seen(), plan.how_much);
            Ok(use_cases::virtual_account::delete(tx, &account, &lyon, &by, &seen, much)?.unwrap())
        })
    };
    assert!(!is_over);
    assert!(begun.elapsed() < LONGEST, "{:?} to begin", begun.elapsed());
    // The worker takes bit after bit.
    let worker = {
        let (app, id) = (office.app.clone(), lyon.to_string());
        office.runtime.spawn(async move {
            let mut bits = Vec::new();
            loop {
                let (one, begun) = (id.clone(), now());
                let step = app.db.write(Author::system(), move |tx| {
                    use_cases::deletion::step(tx, &one)?;
                    store::deletion::find(tx.db, &one)
                });
                let left = step.await.unwrap();
                bits.push(begun.elapsed());
                if left.is_none() {
                    return bits;
                }
            }
        })
    };
    // Meanwhile somebody writes, again and again.
    let (mut worst, mut writes) = (Duration::ZERO, 0);
    while !worker.is_finished() {
        let (by, begun) = (amina.clone(), now());
        office.write(move |tx| store::session::begin(tx, &by).map(drop));
        worst = worst.max(begun.elapsed());
        writes += 1;
    }
    let mut bits = office.runtime.block_on(worker).unwrap();
    bits.sort();
    let middle = bits[bits.len() / 2];
    let bits = bits.len();
    println!("{bits} bits of {middle:?}, {writes} writes in between, the longest {worst:?}");
    assert!(bits as i64 > MANY as i64 / AT_ONCE, "{bits} bits");
    assert!(writes >= bits / 2, "{writes} writes beside {bits} bits");
    assert!(worst < LONGEST, "somebody waited {worst:?}");
    assert_eq!(office.count_events("membership.ended"), MANY as i64);
    office.may_leave_mail();
}
