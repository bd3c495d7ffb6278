//! Pages and writes at the size that was asked for, beside themselves at the usual one.

use crate::bench::load::client::{Ask, failed};
use crate::bench::load::driving::Driven;
use crate::bench::load::furnishing::{decider, domain};
use crate::bench::load::parts::disk;
use crate::bench::load::plan::said;
use crate::bench::load::report::{Figure, KB, MILLIS};
use crate::bench::load::site::{Site, own_requests, queue};
use crate::bench::load::sitting::Sitting;
use crate::storage::Error;
use std::time::Duration;

/// How long each page is asked for by one reader.
const EACH: u32 = 8;

/// What was found out at one size.
struct At {
    pages: Vec<(&'static str, Driven)>,
    submitted: Driven,
    decided: Driven,
    /// On disk, a request, in bytes.
    each: f64,
}

pub(super) async fn measure(sitting: &mut Sitting<'_>) -> Result<(), Error> {
    let (small, large) = (sitting.plan.requests, sitting.plan.largest());
    if small == large {
        sitting.leave_out("growth: it needs another size beside the usual one (--seed-size)");
        return Ok(());
    }
    let before = at(sitting, small).await?;
    let after = at(sitting, large).await?;
    let (size, beside) = (said(large), format!("at {} requests", said(small)));
    for ((page, before), (_, after)) in before.pages.iter().zip(&after.pages) {
        let mut figure = Figure::plain(
            &format!("{page}, median at {size} requests"),
            MILLIS,
            after.within(50),
        );
        figure.p99 = Some(after.within(99));
        sitting.note(figure.beside(&beside, before.within(50)));
    }
    let clients = sitting.plan.most_writers();
    for (work, before, after) in [
        ("submit", &before.submitted, &after.submitted),
        ("decide", &before.decided, &after.decided),
    ] {
        let work = format!("{work}, {clients} clients, at {size} requests");
        sitting.note(Figure::driven(&work, after).beside(&beside, before.rate()));
    }
    let work = format!("on disk, all there is, a request, at {size}");
    let each = Figure::plain(&work, KB, after.each / 1000.0);
    sitting.note(each.beside(&beside, before.each / 1000.0));
    Ok(())
}

async fn at(sitting: &mut Sitting<'_>, requests: u64) -> Result<At, Error> {
    (sitting.say)(&format!("growth: {} requests", said(requests)));
    let on = sitting.copy(requests)?;
    let each = disk::bytes(&on)? as f64 / requests as f64;
    sitting.program.appoint(&on, &decider(0))?;
    let (lasting, clients) = (sitting.plan.lasting, sitting.plan.most_writers());
    let mut site = sitting.open(&on, requests, &[]).await?;
    let reader = site.reader().await?;
    let mut pages = Vec::new();
    for (name, page) in all_pages(&site, &reader)? {
        site.length(&page).await?;
        let driven = site.read(1, lasting / EACH, vec![page]).await?;
        pages.push((name, driven));
    }
    let submitted = site.submit(clients, lasting).await?;
    site.settles(Duration::from_secs(5)).await;
    let decided = site.decide(clients, lasting).await?;
    Ok(At {
        pages,
        submitted,
        decided,
        each,
    })
}

/// What somebody opens who asks, who decides, and who looks after the installation.
fn all_pages(site: &Site, reader: &str) -> Result<Vec<(&'static str, Ask)>, Error> {
    let furnished = site.furnished();
    let (Some(session), Some((account, waiting))) =
        (furnished.deciders.first(), furnished.waiting.first())
    else {
        return Err(failed("nothing waits"));
    };
    let own = |path: &str| Ask::page(path, Some(reader));
    let desk = |list: &str| Ask::page(format!("/accounts/{}{list}", domain(0)), Some(session));
    let operator = |list: &str| Ask::page(format!("/operator/{list}"), Some(session));
    let one_to_decide = Ask::page(
        format!("/accounts/{}/requests/{waiting}", domain(*account)),
        furnished
            .deciders
            .get(*account as usize)
            .map(String::as_str),
    );
    Ok(vec![
        ("home", own("/")),
        ("your requests", own_requests(reader)),
        ("what one has", own("/access/mine")),
        ("accounts to ask", own("/access/smart-accounts")),
        ("asking", own("/access/requests/new?identifier=a0.example")),
        ("the queue", queue(furnished)),
        ("the queue, searched", desk("/requests?q=camille")),
        ("a request to decide", one_to_decide),
        ("users", desk("/users")),
        ("users, searched", desk("/users?q=camille")),
        ("events", desk("/events")),
        ("events, searched", desk("/events?q=camille")),
        ("operators: people", operator("people")),
        ("operators: people, searched", operator("people?q=morel")),
        ("operators: accounts", operator("accounts")),
        ("operators: accounts, searched", operator("accounts?q=a7.")),
    ])
}
