//! Lists as people read them, beside a page of as many bytes from the same stack.

use crate::bench::load::client::Ask;
use crate::bench::load::driving::{Driven, drive};
use crate::bench::load::report::{Figure, KB};
use crate::bench::load::site::{own_requests, queue};
use crate::bench::load::sitting::Sitting;
use crate::storage::Error;

pub(in crate::bench::load) const READERS: usize = 32;
/// In so many turns with what stands beside it, so that what else the machine does falls on both.
const TURNS: u32 = 3;

pub(in crate::bench::load) async fn measure(sitting: &mut Sitting<'_>) -> Result<(), Error> {
    let requests = sitting.plan.requests;
    let on = sitting.copy(requests)?;
    let mut site = sitting.open(&on, requests, &[]).await?;
    let (lengths, _folder) = sitting.of_lengths().await?;
    let reader = site.reader().await?;
    let lasting = sitting.plan.lasting / TURNS;
    for (work, page) in [
        ("your requests", own_requests(&reader)),
        ("the queue", queue(site.furnished())),
    ] {
        (sitting.say)(work);
        let length = site.length(&page).await?;
        let plain = Ask::page(format!("/bench/{length}"), None);
        let (mut driven, mut beside) = (Driven::default(), Driven::default());
        for _ in 0..TURNS {
            let read = site.read(READERS, lasting, vec![page.clone()]).await?;
            driven = driven.and(read);
            let plain = plain.clone();
            let ask = move |_| Some(plain.clone());
            beside = beside.and(drive(lengths.address, READERS, lasting, 0, ask).await?);
        }
        let figure = Figure::driven(&format!("{work}, {READERS} clients"), &driven);
        sitting.note(figure.beside("a static page of as many bytes", beside.rate()));
        let size = Figure::plain(&format!("{work}, a page"), KB, length as f64 / 1000.0);
        sitting.note(size);
    }
    Ok(())
}
