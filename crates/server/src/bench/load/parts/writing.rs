//! Sending and deciding requests, beside what the engine does alone: the same rows, and four rows at a time.

use crate::bench::load::driving::{Driven, within};
use crate::bench::load::installation::Installation;
use crate::bench::load::program::Server;
use crate::bench::load::report::{Figure, MILLIS};
use crate::bench::load::site::Crowd;
use crate::bench::load::sitting::Sitting;
use crate::bench::load::{parts, yardstick};
use crate::storage::Error;
use std::time::Duration;

/// How long is waited for what follows from what was sent, before any of it is decided.
const AFTER: Duration = Duration::from_secs(20);
const AFTER_QUICK: Duration = Duration::from_secs(2);

/// What was done to an installation, and how fast.
struct Worked {
    what: &'static str,
    /// By how many clients, the fewest first.
    by: Vec<(usize, Driven)>,
}

impl Worked {
    fn all(&self) -> u64 {
        self.by.iter().map(|(_, driven)| driven.done).sum()
    }

    fn by(&self, clients: usize) -> Option<&Driven> {
        let mut by = self.by.iter();
        by.find(|(count, _)| *count == clients).map(|(_, one)| one)
    }
}

/// In: whether what was sent is decided afterwards.
pub(super) async fn measure(sitting: &mut Sitting<'_>, decides: bool) -> Result<(), Error> {
    let requests = sitting.plan.requests;
    let on = sitting.copy(requests)?;
    let mut site = sitting.open(&on, requests, &[]).await?;
    let mut submitted = Worked {
        what: "submit",
        by: Vec::new(),
    };
    for clients in sitting.plan.writers() {
        (sitting.say)(&format!("submit, {clients} clients"));
        let driven = site.submit(clients, sitting.plan.lasting).await?;
        submitted.by.push((clients, driven));
    }
    let after = match sitting.plan.is_quick {
        true => AFTER_QUICK,
        false => AFTER,
    };
    site.settles(after).await;
    // Nobody may be at work on what is copied.
    let crowd = site.stop().await?;
    let before = sitting.copy(requests)?;
    let decided_on = match decides {
        true => Some(on.copy(sitting.new_folder())?),
        false => None,
    };
    beside(sitting, &submitted, before, &on).await?;
    match decided_on {
        None => Ok(()),
        Some(decided_on) => decide(sitting, crowd, on, decided_on).await,
    }
}

/// Decides what was filled in.
pub(super) async fn decide_alone(sitting: &mut Sitting<'_>) -> Result<(), Error> {
    let requests = sitting.plan.requests;
    let (on, before) = (sitting.copy(requests)?, sitting.copy(requests)?);
    let crowd = sitting.crowd(requests)?;
    decide(sitting, crowd, before, on).await
}

/// In: the installation as it was before, for the engine alone, and the one to decide on.
async fn decide(
    sitting: &mut Sitting<'_>,
    crowd: Crowd,
    before: Installation,
    on: Installation,
) -> Result<(), Error> {
    let server = Server::start(sitting.program, &on, &[]).await?;
    let mut site = crowd.at(server);
    let mut decided = Worked {
        what: "decide",
        by: Vec::new(),
    };
    let counts = match sitting.plan.database {
        None => vec![sitting.plan.most_writers()],
        Some(_) => sitting.plan.writers(),
    };
    for clients in counts {
        (sitting.say)(&format!("decide, {clients} clients"));
        let driven = site.decide(clients, sitting.plan.lasting).await?;
        decided.by.push((clients, driven));
    }
    site.stop().await?;
    beside(sitting, &decided, before, &on).await
}

/// Notes what was done beside what the engine does alone. In: the installation as it was before, which is written to, and after.
async fn beside(
    sitting: &mut Sitting<'_>,
    worked: &Worked,
    before: Installation,
    after: &Installation,
) -> Result<(), Error> {
    let lasting = sitting.plan.lasting;
    (sitting.say)(&format!("{}: the engine alone", worked.what));
    let most = sitting.plan.most_writers();
    // The one by most clients stands beside what the engine does.
    for (clients, driven) in worked.by.iter().filter(|(clients, _)| *clients != most) {
        let work = match clients {
            1 => format!("{}, 1 client", worked.what),
            _ => format!("{}, {clients} clients", worked.what),
        };
        sitting.note(Figure::driven(&work, driven));
    }
    let (all, by_most) = (worked.all(), worked.by(most));
    let by_most = Sitting::found(by_most, "what most clients do")?;
    let work = format!("{}, {most} clients", worked.what);
    if before.database.is_some() {
        let work = parts::on_server::Work {
            what: worked.what,
            all,
            figure: Figure::driven(&work, by_most),
        };
        return parts::on_server::beside(sitting, work, &before, after).await;
    }
    after.put_into_one_file()?;
    let mut engine = before.connect()?;
    let each = yardstick::engine::grown(&before.file(), &after.file(), all)?;
    let same = yardstick::rows::again(&mut engine, &after.file(), all)?;
    let mut note = |yardstick: &str, value: f64| {
        sitting.note(Figure::driven(&work, by_most).beside(yardstick, value));
    };
    note("the same rows through the bare engine", same);
    if worked.what == "submit" {
        let bare = yardstick::engine::four_inserts(&mut engine, lasting)?;
        note("bare engine, four inserts, groups of 128", bare);
        one_alone(sitting, worked, each, &before)?;
    }
    Ok(())
}

/// One client alone beside a file that is appended to.
fn one_alone(
    sitting: &mut Sitting<'_>,
    worked: &Worked,
    each: usize,
    before: &Installation,
) -> Result<(), Error> {
    let appended = yardstick::engine::append(&before.folder, each, sitting.plan.lasting / 2)?;
    let by_one = Sitting::found(worked.by(1), "what one client does")?;
    for of in [50, 99] {
        let work = format!("submit, 1 client, {of} % within");
        let figure = Figure::plain(&work, MILLIS, by_one.within(of));
        let beside = within(&appended, of);
        sitting.note(figure.beside("append and fdatasync of as many bytes", beside));
    }
    Ok(())
}
