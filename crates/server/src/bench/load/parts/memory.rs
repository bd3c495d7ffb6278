//! Private memory and threads: idle, and while and after everything is done at once.

use crate::bench::load::client::Ask;
use crate::bench::load::driving::drive;
use crate::bench::load::furnishing::domain;
use crate::bench::load::plan::said;
use crate::bench::load::post::Post;
use crate::bench::load::program::Process;
use crate::bench::load::report::{Figure, MIB, NUMBER};
use crate::bench::load::site::{Site, own_requests, queue};
use crate::bench::load::sitting::Sitting;
use crate::bench::load::watching::Watched;
use crate::storage::Error;
use std::time::Duration;

/// As many clients as do each kind of work at once.
const READERS: usize = 16;
const SENDERS: usize = 8;
const DECIDERS: usize = 4;
const ARRIVALS: usize = 2;
/// By then what a start brings with it is over.
const AFTER: Duration = Duration::from_secs(20);

pub(super) async fn measure(sitting: &mut Sitting<'_>) -> Result<(), Error> {
    let requests = sitting.plan.largest();
    (sitting.say)("everything at once");
    let on = sitting.copy(requests)?;
    let post = Post::open().await?;
    let mut site = sitting.open(&on, requests, &post.settings()).await?;
    let reader = site.reader().await?;
    site.settles(AFTER).await;
    let process = site.server.process();
    let at = said(requests);
    note(sitting, process, &format!("idle, {at} requests"));
    let watched = Watched::new(process);
    let done = everything(&site, &reader, sitting.plan.mixed).await?;
    note(
        sitting,
        process,
        &format!("after mixed work, {at} requests"),
    );
    if let Some(most) = watched.most() {
        let work = format!("private memory during mixed work, most, {at} requests");
        sitting.note(Figure::plain(&work, MIB, most));
    }
    for (kind, driven) in done {
        sitting.note(Figure::driven(&format!("mixed work: {kind}"), &driven));
    }
    Ok(())
}

fn note(sitting: &mut Sitting<'_>, process: Process, when: &str) {
    for (name, what, unit, part) in [
        ("RssAnon", "private memory", MIB, 1024.0),
        ("Threads", "threads", NUMBER, 1.0),
    ] {
        match process.status(name) {
            Some(value) => {
                let work = format!("{what} {when}");
                sitting.note(Figure::plain(&work, unit, value as f64 / part));
            }
            None => sitting.leave_out("private memory and threads: this system does not tell"),
        }
    }
}

type Done = Vec<(&'static str, crate::bench::load::driving::Driven)>;

async fn everything(site: &Site, reader: &str, lasting: Duration) -> Result<Done, Error> {
    let to = site.server.address;
    let pages = pages(site, reader);
    let all = tokio::try_join!(
        site.read(READERS, lasting, pages),
        drive(to, SENDERS, lasting, 0, site.submissions()),
        drive(to, DECIDERS, lasting, 0, site.decisions()),
        drive(to, ARRIVALS, lasting, 0, site.arrivals()),
    )?;
    Ok(vec![
        ("pages", all.0),
        ("submit", all.1),
        ("decide", all.2),
        ("log in", all.3),
    ])
}

fn pages(site: &Site, reader: &str) -> Vec<Ask> {
    let decider = site.furnished().deciders.first().map(String::as_str);
    let mut pages = vec![own_requests(reader), queue(site.furnished())];
    for list in ["users", "events", "requests?q=camille"] {
        let path = format!("/accounts/{}/{list}", domain(0));
        pages.push(Ask::page(path, decider));
    }
    pages
}
