//! The pages that are asked for, and how long each takes, over HTTP but within the process.

use super::Subject;
use crate::app::App;
use crate::event_log::search;
use crate::smart_account;
use crate::storage::Error;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use domain::DomainIdentifier;
use domain::moment::hours;
use std::time::{Duration, Instant};
use tower::ServiceExt;

/// A page: what it is, and its address.
pub(super) type PageAt = (&'static str, String);
/// A page, and how long it took each time, shortest first.
pub(super) type Times = Vec<(&'static str, Vec<Duration>)>;

/// The lists, each at its beginning, in its middle, searched, and by each filter.
pub(super) async fn pages(app: &App, subject: &Subject) -> Result<Vec<PageAt>, Error> {
    let domain = DomainIdentifier::stored(subject.domain.into());
    let part = app
        .db
        .read(move |db| {
            let account = smart_account::store::find_by_identifier(db, &domain)?;
            let account =
                account.ok_or_else(|| Error::corrupt("account", domain.as_str(), "is missing"))?;
            let parts = smart_account::store::virtual_accounts(db, &account.id)?;
            Ok(parts.last().map(|part| part.id.to_string()))
        })
        .await?
        .unwrap_or_default();
    let now = app.db.now();
    let halfway = |days: u64| search::first_id(now.minus(hours(24 * days / 2)));
    let middle_event = halfway(365 * 2);
    let middle_request =
        search::first_id(now.minus(hours(subject.size.requests / 2))).replacen("evt_", "req_", 1);
    let boss = subject.administrator;
    let day = |days: u64| {
        crate::language::field_date(now.minus(hours(24 * days)), &jiff::tz::TimeZone::UTC)
    };
    let pages = [
        ("users", "users", String::new()),
        ("users, middle", "users", format!("after=m~{}", "mem_f")),
        ("users, search", "users", "q=morel".into()),
        (
            "users, search of two words",
            "users",
            "q=camille+dubois".into(),
        ),
        ("users, role", "users", "role=va-user".into()),
        ("users, Virtual Account", "users", format!("part={part}")),
        ("users, source", "users", "source=import".into()),
        ("users, ending", "users", "show=ending".into()),
        ("users, dormant", "users", "show=dormant".into()),
        ("users, newest", "users", "sort=newest".into()),
        ("requests", "requests", String::new()),
        (
            "requests, middle",
            "requests",
            format!("after={middle_request}"),
        ),
        ("requests, pending", "requests", "status=pending".into()),
        ("requests, search", "requests", "words=lambert".into()),
        ("requests, role", "requests", "role=unsaid".into()),
        ("requests, waiting", "requests", "waiting=nobody".into()),
        ("requests, age", "requests", "age=7".into()),
        ("events", "events", String::new()),
        ("events, middle", "events", format!("after={middle_event}")),
        ("events, search", "events", "q=morel".into()),
        (
            "events, day",
            "events",
            format!("from={}&to={}", day(300), day(290)),
        ),
        ("events, kind", "events", "kind=membership.ended".into()),
        ("events, by", "events", format!("by={boss}")),
        ("events, about", "events", format!("about={boss}")),
        ("events, Virtual Account", "events", format!("part={part}")),
        (
            "events, kind and by",
            "events",
            format!("kind=access-request.expired&by={boss}"),
        ),
        (
            "events, all filters",
            "events",
            format!(
                "kind=membership.granted&by=%40parvis&part={part}&from={}",
                day(700)
            ),
        ),
        (
            "events, nothing found",
            "events",
            "kind=access-request.expired&q=membership".into(),
        ),
    ];
    let address = |list: &str, query: &str| format!("/accounts/{}/{list}?{query}", subject.domain);
    Ok(pages
        .into_iter()
        .map(|(name, list, query)| (name, address(list, &query)))
        .collect())
}

/// Asks for every page so often, in turns, so that what else the machine does falls on all of them.
pub(super) async fn times(
    router: &Router,
    session: &str,
    pages: &[PageAt],
    repetitions: usize,
) -> Result<Times, Error> {
    let mut times: Times = pages.iter().map(|(name, _)| (*name, Vec::new())).collect();
    // The first round warms what is cached and is not counted.
    for round in 0..=repetitions {
        for ((_, address), (_, times)) in pages.iter().zip(&mut times) {
            let time = time(router, session, address).await?;
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

#[allow(clippy::disallowed_methods)] // measuring how long something takes
async fn time(router: &Router, session: &str, address: &str) -> Result<Duration, Error> {
    let failed = |what: String| Error::Connection(format!("{address}: {what}"));
    let request = Request::builder()
        .uri(address)
        .header(header::HOST, "127.0.0.1")
        .header(header::COOKIE, format!("parvis_session={session}"))
        .body(Body::empty())
        .map_err(|fault| failed(fault.to_string()))?;
    let begun = Instant::now();
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
