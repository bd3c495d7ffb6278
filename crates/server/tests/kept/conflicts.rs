//! Writes on a server that meet each other: each is run again, and in the end alone, so that none is refused for it.

use crate::support::{Engine, Office};
use crate::tables::{another_program, lines};
use diesel::connection::SimpleConnection;
use parvis::storage::{Author, Error, Tx};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::channel;
use std::time::Duration;

const COUNTED: &str = "SELECT CAST(count AS TEXT) AS line FROM throttles WHERE key = 'contested'";

fn add_one(tx: &mut Tx) -> Result<(), Error> {
    let added = "UPDATE throttles SET count = count + 1 WHERE key = 'contested'";
    Ok(tx.db.batch_execute(added)?)
}

#[test]
fn a_write_that_always_meets_another_is_run_alone() {
    let Some(engine) = Engine::postgres() else {
        return;
    };
    let office = Office::open(engine);
    office.write(|tx| {
        let row = "INSERT INTO throttles (key, since, count) VALUES ('contested', 0, 0)";
        Ok(tx.db.batch_execute(row)?)
    });
    let runs = Arc::new(AtomicU32::new(0));
    let (counted, others) = (runs.clone(), office.app.db.clone());
    let runtime = office.runtime.handle().clone();
    let met = office.write(move |tx| {
        counted.fetch_add(1, Ordering::SeqCst);
        lines(tx.db, COUNTED);
        // Whoever comes meanwhile is done first, if they can be.
        let (others, (tell, told)) = (others.clone(), channel());
        runtime.spawn(async move {
            others
                .write(Author::program("other"), add_one)
                .await
                .unwrap();
            let _ = tell.send(());
        });
        let met = told.recv_timeout(Duration::from_secs(1)).is_ok();
        add_one(tx)?;
        Ok(met)
    });
    assert_eq!((met, runs.load(Ordering::SeqCst)), (false, 9));
    // The last of the others waited, and comes now.
    office.write(|_| Ok(()));
    crate::support::patience::wait_for("the last of the others", Duration::from_secs(10), || {
        (lines(&mut another_program(&office), COUNTED) == ["10"]).then_some(())
    });
}
