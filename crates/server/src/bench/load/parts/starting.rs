//! From the start to the first answer.

use crate::bench::load::counting::count;
use crate::bench::load::plan::said;
use crate::bench::load::program::Server;
use crate::bench::load::report::{Figure, MILLIS, NUMBER};
use crate::bench::load::sitting::Sitting;
use crate::storage::Error;

/// So often.
const STARTS: usize = 5;

pub(super) async fn measure(sitting: &mut Sitting<'_>) -> Result<(), Error> {
    let requests = sitting.plan.largest();
    (sitting.say)("starting");
    let on = sitting.copy(requests)?;
    let memberships = count(
        &mut on.connect()?,
        "SELECT count(*) AS count FROM memberships",
    )?;
    let mut times = Vec::new();
    for _ in 0..STARTS {
        let server = Server::start(sitting.program, &on, &[]).await?;
        times.push(server.started_in.as_secs_f64() * 1000.0);
        server.stop().await?;
    }
    times.sort_by(f64::total_cmp);
    let at = said(requests);
    let started = Figure::plain(
        &format!("start to /readyz at {at} requests"),
        MILLIS,
        times[STARTS / 2],
    );
    sitting.note(started);
    let held = Figure::plain(
        &format!("memberships at {at} requests"),
        NUMBER,
        memberships as f64,
    );
    sitting.note(held);
    Ok(())
}
