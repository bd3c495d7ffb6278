//! The pages that are asked for, and how long each takes, over HTTP but within the process.

use crate::app::App;
use crate::bench;
use crate::bench::subject::{Filled, OPERATOR, YEARS, now};
use crate::language::field_date;
use crate::standing::event::filter::first_id;
use crate::storage::{Author, Error, Tx};
use crate::store;
use crate::store::person::find_by_name;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use domain::Moment;
use domain::moment::hours;
use jiff::tz::TimeZone;
use std::time::Duration;
use tower::ServiceExt;

/// A page: what it is, its address, and the session of who reads it.
pub(super) struct PageAt {
    name: &'static str,
    address: String,
    session: String,
}

/// A page, and how long it took each time, shortest first.
pub(super) type Times = Vec<(&'static str, Vec<Duration>)>;

/// Who reads pages.
struct Readers {
    administrator: String,
    keeper: String,
    operator: String,
}

/// The lists, each at its beginning, in its middle, searched, and by each filter.
pub(super) async fn pages(app: &App, filled: &Filled) -> Result<Vec<PageAt>, Error> {
    let account = filled.account.clone();
    let part = app
        .db
        .read(move |db| {
            let parts = store::virtual_account::virtual_accounts(db, &account)?;
            let last = parts.last().map(|part| part.id.to_string());
            last.ok_or_else(|| {
                Error::corrupt("account", account.as_str(), "has no Virtual Account")
            })
        })
        .await?;
    let subject = filled.subject;
    let readers = app
        .db
        .write(Author::program("bench"), move |tx| {
            Ok(Readers {
                administrator: signed_in(tx, &subject.administrator())?,
                keeper: signed_in(tx, &subject.keeper())?,
                operator: signed_in(tx, OPERATOR)?,
            })
        })
        .await?;
    let domain = subject.domain();
    let at = |list: &str, query: &str| format!("/accounts/{domain}/{list}?{query}");
    let page = |session: &str, name, address| PageAt {
        name,
        address,
        session: session.to_owned(),
    };
    let mut pages = Vec::new();
    for (name, list, query) in of_administrator(app, filled, &part) {
        pages.push(page(&readers.administrator, name, at(&list, &query)));
    }
    for (name, list, query) in of_keeper(filled) {
        pages.push(page(&readers.keeper, name, at(&list, query)));
    }
    let number = bench::contracts::number(filled.subject.size.contracts / 2);
    let middle = app
        .db
        .read(move |db| Ok(store::contract::by_number(db, &number)?.contract))
        .await?;
    if let Some(middle) = middle {
        let address = format!("/support/contracts?after=~{}", middle.id);
        pages.push(page(&readers.operator, "contracts, middle", address));
        let address = format!("/support/contracts/{}", middle.id);
        pages.push(page(&readers.operator, "contracts, one of them", address));
    }
    for (name, address) in AGENTS {
        pages.push(page(&readers.operator, name, format!("/support/{address}")));
    }
    for (name, address) in OPERATORS {
        pages.push(page(
            &readers.operator,
            name,
            format!("/operator/{address}"),
        ));
    }
    Ok(pages)
}

fn signed_in(tx: &mut Tx, name: &str) -> Result<String, Error> {
    let known = find_by_name(tx.db, name)?;
    let known = known.ok_or_else(|| Error::corrupt("person", name, "is missing"))?;
    let token = store::session::begin(tx, &known.person.id)?;
    Ok(token.as_str().to_owned())
}

/// A list that is opened: what it is, which, and the query.
type Opened = (&'static str, String, String);

fn opened(name: &'static str, list: &str, query: &str) -> Opened {
    (name, list.to_owned(), query.to_owned())
}

/// What the administrator of the account opens.
fn of_administrator(app: &App, filled: &Filled, part: &str) -> Vec<Opened> {
    let now = app.db.now();
    let mut all = users(part);
    all.extend(requests(filled, now));
    all.extend(events(filled, now, part));
    all.extend(groups(filled));
    all.push(opened("invitations", "invitations", ""));
    all.extend(reviews(filled));
    all
}

fn users(part: &str) -> Vec<Opened> {
    vec![
        opened("users", "users", ""),
        opened("users, middle", "users", "after=m~mem_f"),
        opened("users, search", "users", "q=morel"),
        opened("users, search of two words", "users", "q=camille+dubois"),
        opened("users, role", "users", "role=va-user"),
        opened("users, Virtual Account", "users", &format!("part={part}")),
        opened("users, source", "users", "source=import"),
        opened("users, ending", "users", "show=ending"),
        opened("users, dormant", "users", "show=dormant"),
        opened(
            "users, dormant with a role",
            "users",
            "show=dormant&role=va-user",
        ),
        opened("users, newest", "users", "sort=newest"),
    ]
}

fn requests(filled: &Filled, now: Moment) -> Vec<Opened> {
    let half = hours(filled.subject.size.requests / 2);
    let middle = first_id(now.minus(half)).replacen("evt_", "req_", 1);
    vec![
        opened("requests", "requests", ""),
        opened("requests, middle", "requests", &format!("after={middle}")),
        opened("requests, pending", "requests", "status=pending"),
        opened("requests, search", "requests", "words=lambert"),
        opened("requests, role", "requests", "role=unsaid"),
        opened("requests, waiting", "requests", "waiting=nobody"),
        opened("requests, age", "requests", "age=7"),
    ]
}

fn events(filled: &Filled, now: Moment, part: &str) -> Vec<Opened> {
    let middle = first_id(now.minus(hours(24 * 365 * YEARS / 2)));
    let boss = filled.subject.administrator();
    let day = |days: u64| field_date(now.minus(hours(24 * days)), &TimeZone::UTC);
    vec![
        opened("events", "events", ""),
        opened("events, middle", "events", &format!("after={middle}")),
        opened("events, search", "events", "q=morel"),
        opened("events, search of two words", "events", "q=camille+dubois"),
        opened(
            "events, day",
            "events",
            &format!("from={}&to={}", day(300), day(290)),
        ),
        opened("events, kind", "events", "kind=membership.ended"),
        opened("events, by", "events", &format!("by={boss}")),
        opened("events, about", "events", &format!("about={boss}")),
        opened("events, Virtual Account", "events", &format!("part={part}")),
        opened(
            "events, kind and by",
            "events",
            &format!("kind=access-request.expired&by={boss}"),
        ),
        opened(
            "events, all filters",
            "events",
            &format!(
                "kind=membership.granted&by=%40parvis&part={part}&from={}",
                day(700)
            ),
        ),
        opened(
            "events, nothing found",
            "events",
            "kind=access-request.expired&q=membership",
        ),
    ]
}

fn groups(filled: &Filled) -> Vec<Opened> {
    let members = format!("groups/{}", filled.group);
    vec![
        opened("groups", "groups", ""),
        opened("groups, search", "groups", "q=morel"),
        opened("group members", &members, ""),
        opened("group members, middle", &members, "after=m~per_f"),
        opened("group members, search", &members, "q=morel"),
        opened(
            "group members, search of two words",
            &members,
            "q=camille+dubois",
        ),
    ]
}

fn reviews(filled: &Filled) -> Vec<Opened> {
    let review = format!("reviews/{}", filled.review.id);
    vec![
        opened("reviews", "reviews", ""),
        opened("review", &review, ""),
        opened(
            "review, middle",
            &review,
            &format!("after={}", filled.review.middle),
        ),
        opened("review, not one's own", &review, "show=mine"),
        opened("review, decided", &review, "show=decided"),
        opened("review, all", &review, "show=all"),
    ]
}

/// What the administrator of two Virtual Accounts opens.
fn of_keeper(filled: &Filled) -> Vec<(&'static str, String, &'static str)> {
    let review = format!("reviews/{}", filled.review.id);
    vec![
        ("own parts: users", "users".into(), ""),
        ("own parts: users, search", "users".into(), "q=morel"),
        ("own parts: users, ending", "users".into(), "show=ending"),
        ("own parts: users, dormant", "users".into(), "show=dormant"),
        ("own parts: requests", "requests".into(), ""),
        ("own parts: events", "events".into(), ""),
        ("own parts: events, search", "events".into(), "q=morel"),
        ("own parts: review", review.clone(), ""),
        ("own parts: review, decided", review, "show=decided"),
    ]
}

/// What whoever works for support opens.
const AGENTS: [(&str, &str); 12] = [
    ("cases", "cases"),
    ("cases, high", "cases?priority=high"),
    ("cases, solved", "cases?status=solved"),
    ("cases, nobody's", "cases?assignee=nobody"),
    ("cases, search", "cases?q=morel"),
    ("cases, search of two words", "cases?q=works+morel"),
    ("contracts", "contracts"),
    ("contracts, number", "contracts?q=b-0000+042"),
    ("contracts, bill-to ID", "contracts?q=7000004"),
    ("contracts, serial number", "contracts?q=sn00000042a"),
    ("contracts, company", "contracts?q=morel"),
    ("contracts, two words", "contracts?q=morel+daughters"),
];

/// What an operator opens.
const OPERATORS: [(&str, &str); 10] = [
    ("operators: people", "people"),
    ("operators: people, search", "people?q=morel"),
    (
        "operators: people, search of two words",
        "people?q=camille+dubois",
    ),
    ("operators: people, search without accents", "people?q=zoe"),
    ("operators: people, nobody found", "people?q=nobody+at+all"),
    (
        "operators: people, deactivated",
        "people?status=deactivated",
    ),
    ("operators: accounts", "accounts"),
    ("operators: accounts, search", "accounts?q=morel"),
    ("operators: accounts, search by domain", "accounts?q=a7."),
    (
        "operators: accounts, suspended",
        "accounts?status=suspended",
    ),
];

/// Asks for every page so often, in turns, so that what else the machine does falls on all of them.
pub(super) async fn times(
    router: &Router,
    pages: &[PageAt],
    repetitions: usize,
) -> Result<Times, Error> {
    let mut times: Times = pages.iter().map(|page| (page.name, Vec::new())).collect();
    // The first round warms what is cached and is not counted.
    for round in 0..=repetitions {
        for (page, (_, times)) in pages.iter().zip(&mut times) {
            let time = time(router, page).await?;
            if round > 0 {
                times.push(time);
            }
        }
    }
    for (_, times) in &mut times {
        times.sort();
    }
    Ok(times)
}

async fn time(router: &Router, page: &PageAt) -> Result<Duration, Error> {
    let failed = |what: String| Error::Shared(format!("{}: {what}", page.address));
    let request = Request::builder()
        .uri(&page.address)
        .header(header::HOST, "127.0.0.1")
        .header(header::COOKIE, format!("parvis_session={}", page.session))
        .body(Body::empty())
        .map_err(|fault| failed(fault.to_string()))?;
    let begun = now();
    let answer = router.clone().oneshot(request).await;
    let answer = answer.map_err(|never| failed(never.to_string()))?;
    let status = answer.status();
    let body = axum::body::to_bytes(answer.into_body(), usize::MAX).await;
    body.map_err(|fault| failed(fault.to_string()))?;
    let taken = begun.elapsed();
    if status == StatusCode::OK {
        Ok(taken)
    } else {
        Err(failed(status.to_string()))
    }
}
