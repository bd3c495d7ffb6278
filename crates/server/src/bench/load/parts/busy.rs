//! Sending requests while other programs keep all cores busy.

use crate::bench::load::client::failed;
use crate::bench::load::report::Figure;
use crate::bench::load::sitting::Sitting;
use crate::bench::subject::now;
use crate::storage::Error;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const WRITERS: usize = 128;

/// A program that does nothing but work; it ends with this.
struct Spinning(Child);

impl Drop for Spinning {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn spinning(lasting: Duration) -> Result<Spinning, Error> {
    let own = std::env::current_exe().map_err(failed)?;
    let mut command = Command::new(own);
    let seconds = lasting.as_secs() + 60;
    command
        .args(["bench", "spin", "--seconds", &seconds.to_string()])
        .stdin(Stdio::null())
        .stdout(Stdio::null());
    command.spawn().map(Spinning).map_err(failed)
}

/// Keeps every core at work for so long.
pub fn spin(lasting: Duration) {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let began = now();
    std::thread::scope(|all| {
        for _ in 0..cores {
            all.spawn(|| {
                let mut sum: u64 = 0;
                while began.elapsed() < lasting {
                    for number in 0..100_000 {
                        sum = std::hint::black_box(sum.wrapping_mul(31).wrapping_add(number));
                    }
                }
            });
        }
    });
}

pub(super) async fn measure(sitting: &mut Sitting<'_>) -> Result<(), Error> {
    let (requests, lasting) = (sitting.plan.requests, sitting.plan.lasting);
    (sitting.say)("beside other work");
    let on = sitting.copy(requests)?;
    let mut site = sitting.open(&on, requests, &[]).await?;
    let quiet = site.submit(WRITERS, lasting).await?;
    let others = spinning(lasting)?;
    let busy = site.submit(WRITERS, lasting).await?;
    drop(others);
    let figure = Figure::driven("submit, 128 clients, all cores kept busy", &busy);
    sitting.note(figure.beside("itself quiet", quiet.rate()));
    Ok(())
}
