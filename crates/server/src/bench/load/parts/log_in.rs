//! Logging in, beside Argon2id alone; and while pages are read.

use crate::bench::load::parts::pages::READERS;
use crate::bench::load::report::Figure;
use crate::bench::load::site::{PASSWORD, own_requests};
use crate::bench::load::sitting::Sitting;
use crate::bench::load::{driving, yardstick};
use crate::storage::Error;

pub(super) async fn measure(sitting: &mut Sitting<'_>) -> Result<(), Error> {
    let (requests, lasting) = (sitting.plan.requests, sitting.plan.lasting);
    (sitting.say)("log in");
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    // Twice as many, so that none rests while an answer is on its way.
    let clients = 2 * cores;
    let on = sitting.copy(requests)?;
    let mut site = sitting.open(&on, requests, &[]).await?;
    let reader = site.reader().await?;
    let mut bare = yardstick::hashing::rate(PASSWORD, cores, lasting / 2)?;
    let alone = site.log_in(clients, lasting).await?;
    bare = (bare + yardstick::hashing::rate(PASSWORD, cores, lasting / 2)?) / 2.0;
    let beside = format!("bare Argon2id on {cores} cores");
    let figure = Figure::driven(&format!("log in, {clients} clients"), &alone);
    sitting.note(figure.beside(&beside, bare));
    let quiet = site
        .read(READERS, lasting, vec![own_requests(&reader)])
        .await?;
    let (to, arrivals) = (site.server.address, site.arrivals());
    let (meanwhile, pages) = tokio::try_join!(
        driving::drive(to, clients, lasting, alone.next, arrivals),
        site.read(READERS, lasting, vec![own_requests(&reader)]),
    )?;
    let work = format!("log in, {clients} clients, pages at {READERS} meanwhile");
    sitting.note(Figure::driven(&work, &meanwhile).beside(&beside, bare));
    let work = format!("your requests, {READERS} clients, log-ins at {clients} meanwhile");
    sitting.note(Figure::driven(&work, &pages).beside("itself quiet", quiet.rate()));
    Ok(())
}
