//! The worker sleeps while nothing is due, and is awake when something is.

use crate::on_both_engines;
use crate::support::patience::{now, rest, wait_for};
use crate::support::{Engine, Office};
use domain::access_request::Wish;
use domain::notification::Notice;
use domain::{Moment, PersonId};
use parvis::config::Config;
use parvis::config::database_address::Pooler;
use parvis::store::notification::{add_notice_for, announce};
use parvis::{jobs, store};
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinHandle;

const REASON: &str = "Licences for the site in Lyon";
const SECOND: Duration = Duration::from_secs(1);

/// The worker of an office, as it works while the program serves.
struct AtWork<'o> {
    office: &'o Office,
    stop: watch::Sender<bool>,
    worker: Option<JoinHandle<()>>,
}

impl<'o> AtWork<'o> {
    /// Begins, and does what is to be done at the start.
    fn begins(office: &'o Office) -> Self {
        let (stop, stopped) = watch::channel(false);
        let work = jobs::work(office.app.clone(), Some(office.mailbox.clone()), stopped);
        let worker = Some(office.runtime.spawn(work));
        rest(SECOND * 3);
        Self {
            office,
            stop,
            worker,
        }
    }
}

impl Drop for AtWork<'_> {
    fn drop(&mut self) {
        let _ = self.stop.send(true);
        let _ = self.office.runtime.block_on(self.worker.take().unwrap());
    }
}

/// What makes one mail to somebody.
fn news_for(person: &PersonId) -> Notice {
    Notice::PasswordChanged {
        person: person.clone(),
    }
}

fn tells(office: &Office, person: &PersonId) {
    let news = news_for(person);
    office.write(move |tx| announce(tx, &news));
}

/// Waits until so many mails have arrived in all. Out: how long that took.
fn arrives(office: &Office, count: usize, within: Duration) -> Duration {
    let begun = now();
    wait_for("the mail", within, || {
        (office.mailbox.all().len() >= count).then_some(())
    });
    begun.elapsed()
}

on_both_engines!(
    an_idle_worker_asks_less_than_three_times_a_minute,
    a_letter_goes_out_as_soon_as_what_it_tells_of_is_written,
    the_bell_rings_for_what_may_be_due_and_for_nothing_else,
);

fn an_idle_worker_asks_less_than_three_times_a_minute(office: &Office) {
    office.administrator_of("lumen.example");
    for number in 0..5 {
        let person = office.person(&format!("person{number}@atelier.example"));
        office.asks(&person, "lumen.example", REASON, &Wish::default());
    }
    let worker = AtWork::begins(office);
    office.nothing_left_to_send();
    let before = office.app.db.begun();
    // One in as long makes two and a half a minute.
    rest(SECOND * 24);
    let asked = office.app.db.begun() - before;
    assert!(asked <= 1, "{asked} transactions in 24 seconds");
    drop(worker);
}

fn a_letter_goes_out_as_soon_as_what_it_tells_of_is_written(office: &Office) {
    let camille = office.person("camille@atelier.example");
    let _worker = AtWork::begins(office);
    let mut took: Vec<Duration> = (1..=5)
        .map(|count| {
            tells(office, &camille);
            arrives(office, count, SECOND * 10)
        })
        .collect();
    took.sort();
    // The machine may be busy with other tests for a moment.
    assert!(took[2] < Duration::from_millis(300), "{took:?}");
}

fn the_bell_rings_for_what_may_be_due_and_for_nothing_else(office: &Office) {
    office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    let bell = office.app.db.bell();
    let rung = bell.times();
    office.clock_goes_on(domain::moment::hours(2));
    for page in ["/access/services", "/profile", "/readyz"] {
        camille.goes_to(page).meets(200);
    }
    camille.goes_to("/sign-in");
    assert_eq!(bell.times(), rung);
    let person = office.known("camille");
    office.asks(&person, "lumen.example", REASON, &Wish::default());
    assert!(bell.times() > rung);
    let rung = bell.times();
    let undone = office.app.db.write(
        parvis::storage::Author::program("test"),
        move |tx| -> Result<(), parvis::storage::Error> {
            announce(tx, &news_for(&person))?;
            Err(domain::Refusal::NotFound.into())
        },
    );
    assert!(office.runtime.block_on(undone).is_err());
    assert_eq!(bell.times(), rung, "nothing of it was kept");
}

fn what_is_due_later_is_done_at_its_moment(engine: Engine) {
    let office = Office::open_now(engine);
    let camille = office.person("camille@atelier.example");
    let _worker = AtWork::begins(&office);
    let due = office.now().plus(SECOND * 3);
    let news = news_for(&camille);
    office.write(move |tx| add_notice_for(tx, &news, due));
    arrives(&office, 1, SECOND * 20);
    let late = office.now().since(due);
    assert!(office.now() >= due && late < SECOND, "{late:?}");
}

#[test]
fn what_is_due_later_is_done_at_its_moment_on_sqlite() {
    what_is_due_later_is_done_at_its_moment(Engine::Sqlite);
}

#[test]
fn what_is_due_later_is_done_at_its_moment_on_postgres() {
    if let Some(engine) = Engine::postgres() {
        what_is_due_later_is_done_at_its_moment(engine);
    }
}

/// A command beside the program that serves.
fn what_another_process_writes_is_noticed_soon(office: &Office) {
    let camille = office.person("camille@atelier.example");
    let other = office.second_node();
    let _worker = AtWork::begins(office);
    for count in 1..=3 {
        tells(&other, &camille);
        let took = arrives(office, count, SECOND * 20);
        assert!(took < SECOND * 3, "{took:?}");
    }
}

#[test]
fn what_another_process_writes_into_the_file_is_noticed_soon() {
    what_another_process_writes_is_noticed_soon(&Office::open(Engine::Sqlite));
}

#[test]
fn what_another_process_writes_on_a_server_is_noticed_soon_where_no_pooler_stands_between() {
    if let Some(engine) = Engine::postgres() {
        let alone = |config: &mut Config| config.database_pooler = Pooler::None;
        what_another_process_writes_is_noticed_soon(&Office::open_as(engine, false, alone));
    }
}

/// Whatever stands still does so no longer than it is said to.
#[test]
fn what_waits_for_a_moment_is_known_with_its_moment() {
    let office = Office::open(Engine::Sqlite);
    let camille = office.person("camille@atelier.example");
    office.works();
    let now = office.now();
    let next = |office: &Office| {
        let due = office.read(move |db| jobs::look(db, now));
        due.earliest()
    };
    assert_eq!(next(&office), None);
    let later = Moment(now.0 + 7);
    let news = news_for(&camille);
    office.write(move |tx| add_notice_for(tx, &news, later));
    assert_eq!(next(&office), Some(later));
    tells(&office, &camille);
    assert_eq!(
        next(&office),
        Some(now),
        "the sooner of two urgencies alike"
    );
    office.write(move |tx| {
        store::put_off::put_off(tx, "something", "mem_1", "does not work")?;
        Ok(())
    });
    assert_eq!(next(&office), Some(now));
    office.clock_goes_on(Duration::from_millis(7));
    office.works();
    assert_eq!(next(&office), Some(now.plus(Duration::from_secs(60))));
}
