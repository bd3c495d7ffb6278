//! The two doors to the database: what was answered is kept, what was not leaves no trace, whatever the clock does.

use crate::on_both_engines;
use crate::support::{Engine, Office};
use crate::tables::{another_program, count, lines};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use domain::Refusal;
use domain::access_request::Wish;
use domain::moment::days;
use domain::session::Throttle;
use parvis::notification::smtp::SendOutcome;
use parvis::storage::{AnyConnection, Author, Error, Tx};
use parvis::{jobs, store};
use std::future::poll_fn;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::task::Poll;
use tokio::task::JoinHandle;

const REASON: &str = "Downloads for Lyon";

/// A write under way.
type Write = JoinHandle<Result<(), Error>>;

/// Adds a row that can be found again by its key.
fn note(db: &mut AnyConnection, key: &str) -> Result<(), Error> {
    let row = format!("INSERT INTO throttles (key, since, count) VALUES ('{key}', 0, 0)");
    diesel::sql_query(row).execute(db)?;
    Ok(())
}

fn noted(db: &mut AnyConnection) -> Vec<String> {
    lines(db, "SELECT key AS line FROM throttles ORDER BY since, key")
}

/// Begins a write without waiting for its answer.
fn begin(office: &Office, work: impl Fn(&mut Tx) -> Result<(), Error> + Send + 'static) -> Write {
    let db = office.app.db.clone();
    let mut write = Box::pin(async move { db.write(Author::program("test"), work).await });
    // Polled once at once, so that writes queue in the order in which they are begun.
    let first = poll_fn(|context| Poll::Ready(write.as_mut().poll(context)));
    match office.runtime.block_on(first) {
        Poll::Ready(answer) => office.runtime.spawn(async { answer }),
        Poll::Pending => office.runtime.spawn(write),
    }
}

fn wait(office: &Office, write: Write) -> Result<(), Error> {
    office.runtime.block_on(write).unwrap()
}

/// A write that has begun and goes on only when it is let go.
struct Held {
    write: Write,
    go: Sender<()>,
}

impl Held {
    /// Begins it and waits until it runs.
    fn begin(office: &Office) -> Self {
        let held = Self::queue(office);
        held.1.recv().unwrap();
        held.0
    }

    fn queue(office: &Office) -> (Self, Receiver<()>) {
        let ((go, going), (runs, running)) = (channel(), channel());
        let going = Mutex::new(going);
        let write = begin(office, move |_| {
            let _ = runs.send(());
            let _ = going.lock().unwrap().recv();
            Ok(())
        });
        (Self { write, go }, running)
    }

    fn let_go(self, office: &Office) {
        drop(self.go);
        wait(office, self.write).unwrap();
    }
}

on_both_engines!(
    many_writes_at_once_are_all_there,
    a_refused_a_failing_and_a_panicking_write_roll_back_alone,
    what_is_answered_is_there_for_everybody,
    a_read_sees_one_state_while_others_write,
    a_read_cannot_write,
    a_read_that_panics_leaves_nothing_open,
    what_hangs_on_many_people_at_once_is_found,
    a_clock_set_back_ends_no_session_and_keeps_nobody_out,
    a_clock_set_back_repeats_no_id_and_no_order,
    a_clock_set_back_leaves_no_mail_waiting,
);

fn many_writes_at_once_are_all_there(office: &Office) {
    let writes: Vec<Write> = (0..400)
        .map(|n| begin(office, move |tx| note(tx.db, &format!("{n}"))))
        .collect();
    for write in writes {
        wait(office, write).unwrap();
    }
    assert_eq!(count(&mut another_program(office), "throttles"), 400);
}

fn a_refused_a_failing_and_a_panicking_write_roll_back_alone(office: &Office) {
    // On SQLite the first holds the writer, so that those behind it share one commit.
    let first = Held::begin(office);
    let sound = |n: u32| begin(office, move |tx| note(tx.db, &format!("sound {n}")));
    let mut writes: Vec<Write> = (0..15).map(sound).collect();
    let refused = begin(office, |tx| {
        note(tx.db, "refused").and(Err(Refusal::OwnRequest.into()))
    });
    writes.extend((15..30).map(sound));
    let failing = begin(office, |tx| {
        note(tx.db, "failing")
            .and_then(|()| Ok(tx.db.batch_execute("SELECT nothing FROM nowhere")?))
    });
    let panicking = begin(office, |tx| {
        note(tx.db, "panicking").map(|()| panic!("on purpose"))
    });
    writes.extend((30..45).map(sound));
    first.let_go(office);
    assert!(matches!(
        wait(office, refused),
        Err(Error::Refused(Refusal::OwnRequest))
    ));
    assert!(matches!(wait(office, failing), Err(Error::Database(_))));
    assert!(matches!(wait(office, panicking), Err(Error::Panicked)));
    writes
        .into_iter()
        .for_each(|write| wait(office, write).unwrap());
    // Nothing of them may come to light with what others write on the same connections.
    for n in 45..75 {
        wait(office, sound(n)).unwrap();
    }
    let noted = noted(&mut another_program(office));
    assert!(
        noted.iter().all(|key| key.starts_with("sound")),
        "{noted:?}"
    );
    assert_eq!(noted.len(), 75);
}

fn what_is_answered_is_there_for_everybody(office: &Office) {
    let mut other = another_program(office);
    for n in 0..20 {
        let writes: Vec<Write> = (0..5)
            .map(|m| begin(office, move |tx| note(tx.db, &format!("{n} {m}"))))
            .collect();
        for (m, write) in writes.into_iter().enumerate() {
            wait(office, write).unwrap();
            assert_eq!(
                count(&mut other, &format!("throttles WHERE key = '{n} {m}'")),
                1
            );
        }
    }
}

fn a_read_sees_one_state_while_others_write(office: &Office) {
    let (db, runtime) = (office.app.db.clone(), office.runtime.handle().clone());
    let (before, during) = office.read(move |read| {
        let before = count(read, "throttles");
        // On a thread of its own: the one that reads may be one of those that answer.
        let written = move || {
            runtime.block_on(db.write(Author::program("test"), |tx| note(tx.db, "meanwhile")))
        };
        std::thread::spawn(written).join().unwrap()?;
        Ok((before, count(read, "throttles")))
    });
    assert_eq!((before, during), (0, 0));
    assert_eq!(office.read(|db| Ok(count(db, "throttles"))), 1);
}

fn a_read_cannot_write(office: &Office) {
    for _ in 0..20 {
        let written = office
            .runtime
            .block_on(office.app.db.read(|db| note(db, "by a read")));
        assert!(matches!(written, Err(Error::Database(_))), "{written:?}");
    }
    assert_eq!(count(&mut another_program(office), "throttles"), 0);
}

fn a_read_that_panics_leaves_nothing_open(office: &Office) {
    for _ in 0..20 {
        let panicked = office.runtime.block_on(office.app.db.read::<(), _>(|db| {
            count(db, "throttles");
            panic!("on purpose")
        }));
        assert!(matches!(panicked, Err(Error::Panicked)));
    }
    office.write(|tx| note(tx.db, "afterwards"));
    for _ in 0..20 {
        assert_eq!(office.read(|db| Ok(count(db, "throttles"))), 1);
    }
}

fn what_hangs_on_many_people_at_once_is_found(office: &Office) {
    // As many as leave a large group together: more than SQLite takes values in one query.
    let people: Vec<String> = (0..40_000).map(|n| format!("per_{n:032}")).collect();
    office.read(move |db| {
        assert!(store::access_request::left_to_somebody(db, &[], &people, &[])?.is_empty());
        assert!(store::automation::active_of(db, &people, &[])?.is_empty());
        Ok(())
    });
}

fn a_clock_set_back_ends_no_session_and_keeps_nobody_out(office: &Office) {
    let mut camille = office.visitor("camille@atelier.example");
    office.app.clock.set(office.now().minus(days(3)));
    for _ in 0..10 {
        assert_eq!(camille.sends("GET", "/profile", None).status, 200);
        office.hours_pass(10);
    }
    office
        .log_in("camille@atelier.example")
        .goes_to("/profile")
        .sees("camille@atelier.example");
    office.hours_pass(13);
    assert_eq!(
        camille.sends("GET", "/profile", None).status,
        303,
        "it ends as ever once it is not used"
    );
}

fn a_clock_set_back_repeats_no_id_and_no_order(office: &Office) {
    let ids = || office.write(|tx| Ok((0..1000).map(|_| tx.new_id()).collect::<Vec<_>>()));
    let mut all = ids();
    for jump in [1, 30, 400] {
        office.app.clock.set(office.now().minus(days(jump)));
        all.extend(ids());
    }
    office.clock_goes_on(days(500));
    all.extend(ids());
    assert!(all.is_sorted_by(|earlier, later| earlier < later));
}

fn a_clock_set_back_leaves_no_mail_waiting(office: &Office) {
    office.administrator_of("lumen.example");
    let camille = office.person("camille@atelier.example");
    office.clock_goes_on(days(400));
    office.asks(&camille, "lumen.example", REASON, &Wish::default());
    office
        .mailbox
        .next_meets(SendOutcome::Failed("451 later".into()));
    office.works();
    office.asks(&camille, "nowhere.example", REASON, &Wish::default());
    office.app.clock.set(office.now().minus(days(400)));
    office
        .runtime
        .block_on(jobs::sweep_now(&office.app))
        .unwrap();
    office.works();
    office.nothing_left_to_send();
    assert_eq!(office.mailbox.to("amina@lumen.example").len(), 1);
}

#[test]
fn nobody_is_answered_before_the_group_is_committed() {
    let office = Office::open(Engine::Sqlite);
    let first = Held::begin(&office);
    let early = begin(&office, |tx| note(tx.db, "early"));
    let (last, last_runs) = Held::queue(&office);
    first.go.send(()).unwrap();
    last_runs.recv().unwrap();
    // The early write has run, and so has the one before it; both wait for the commit they share with the last.
    assert!(!early.is_finished() && !first.write.is_finished());
    assert_eq!(noted(&mut another_program(&office)), Vec::<String>::new());
    last.let_go(&office);
    wait(&office, early).unwrap();
    assert_eq!(noted(&mut another_program(&office)), ["early"]);
}

/// Adds one to the same row again and again. Out: how often that failed.
fn adds(office: &Office, times: usize) -> JoinHandle<usize> {
    const BOUNDLESS: Throttle = Throttle {
        most: u32::MAX,
        window: days(1),
    };
    let db = office.app.db.clone();
    office.runtime.spawn(async move {
        let mut failed = 0;
        for _ in 0..times {
            let added = db
                .write(Author::program("test"), |tx| {
                    Ok(store::session::count(tx, "the same", BOUNDLESS)?.is_ok())
                })
                .await;
            failed += usize::from(!matches!(added, Ok(true)));
        }
        failed
    })
}

#[test]
fn two_nodes_that_change_the_same_row_all_the_time_both_succeed() {
    let Some(engine) = Engine::postgres() else {
        return;
    };
    let first = Office::open(engine);
    let second = first.second_node();
    let tasks: Vec<_> = [&first, &second, &first, &second]
        .map(|office| adds(office, 50))
        .into();
    let failed: usize = tasks
        .into_iter()
        .map(|task| first.runtime.block_on(task).unwrap())
        .sum();
    let sum = lines(
        &mut another_program(&first),
        "SELECT CAST(count AS TEXT) AS line FROM throttles WHERE key = 'the same'",
    );
    assert_eq!((failed, sum), (0, vec!["200".to_owned()]));
}

#[test]
fn two_workers_share_the_work_and_send_nothing_twice() {
    let Some(engine) = Engine::postgres() else {
        return;
    };
    let first = Office::open(engine);
    let second = first.second_node();
    first.administrator_of("lumen.example");
    for number in 0..15 {
        let person = first.person(&format!("person{number}@atelier.example"));
        first.asks(&person, "lumen.example", REASON, &Wish::default());
    }
    for _ in 0..3 {
        let works = |office: &Office| {
            let (app, mailbox) = (office.app.clone(), office.mailbox.clone());
            office
                .runtime
                .spawn(async move { jobs::run_until_idle(&app, Some(&*mailbox), 100).await })
        };
        let both = [works(&first), works(&second)];
        for worker in both {
            first.runtime.block_on(worker).unwrap().unwrap();
        }
        first.clock_goes_on(days(2));
    }
    let mails = first.mailbox.to("amina@lumen.example");
    let ids: std::collections::BTreeSet<String> =
        mails.iter().map(|mail| mail.id.clone()).collect();
    // The first notice and the reminder after two days.
    assert_eq!((mails.len(), ids.len()), (30, 30));
    first.works();
}
