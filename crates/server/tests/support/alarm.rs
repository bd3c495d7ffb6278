//! A worker that sleeps until something is due, in thought: whatever tests write, it must have been woken for.

use domain::Moment;
use parvis::app::App;
use parvis::jobs;
use std::cell::Cell;

/// What a worker knows that has done all there was to do.
#[derive(Default)]
pub struct Alarm(Cell<Option<Asleep>>);

#[derive(Clone, Copy)]
struct Asleep {
    /// How often the bell had rung.
    rung: u64,
    /// When it was to wake.
    until: Option<Moment>,
}

impl Alarm {
    /// Fails if something has become due, or comes sooner, of which the worker would know nothing.
    pub async fn was_set(&self, app: &App) {
        let now = app.db.now();
        let Some(asleep) = self.0.take() else { return };
        let wakes = asleep.until.is_some_and(|until| until <= now);
        if wakes || asleep.rung != app.db.bell().times() {
            return;
        }
        let Ok(due) = app.db.read(move |db| jobs::look(db, now)).await else {
            return;
        };
        let is_known = due
            .earliest()
            .is_none_or(|due| asleep.until.is_some_and(|until| until <= due));
        assert!(
            is_known,
            "asleep until {:?}, and no bell has rung for {due:?}",
            asleep.until
        );
    }

    /// The worker goes to sleep.
    pub async fn is_set(&self, app: &App) {
        let (rung, now) = (app.db.bell().times(), app.db.now());
        let due = app.db.read(move |db| jobs::look(db, now)).await;
        let asleep = due.map(|due| Asleep {
            rung,
            until: due.earliest(),
        });
        self.0.set(asleep.ok());
    }
}
