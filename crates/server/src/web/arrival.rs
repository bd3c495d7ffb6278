//! Who is at the door: the session, the language, the time zone, and the network address.

use crate::app::App;
use crate::language::{words, zone};
use crate::storage::{Author, Error, Tx};
use crate::web::door::form_page;
use crate::web::errors::PageError;
use crate::web::visit::{
    LANGUAGE_COOKIE, Visit, cookie, known_cookie, notice_cookie, session_cookie, set_cookie,
};
use crate::{language, store};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderName, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use axum_extra::extract::cookie::CookieJar;
use domain::Actor;
use domain::person::Language;
use jiff::tz::TimeZone;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use tower_http::csrf::ProtectionError;

/// How often it is noted that somebody is still here.
const TOUCH_EVERY: Duration = Duration::from_secs(10 * 60);

/// What a page left open asks for by itself: no sign of anybody being there.
const WATCHED: &str = "/pending-count";

/// Finds out who visits, lets the page answer, and puts faults into words.
pub async fn attach(
    State(app): State<Arc<App>>,
    jar: CookieJar,
    mut request: Request,
    next: Next,
) -> Response {
    let mut visit = stranger(&app, &jar, &request);
    if let Err(fault) = recognise(&mut visit, &jar).await {
        return PageError::from(fault).page(&visit);
    }
    let visit = Arc::new(visit);
    request.extensions_mut().insert(visit.clone());
    let origin = given(request.headers(), header::ORIGIN);
    let host = given(request.headers(), header::HOST);
    let response = next.run(request).await;
    if response.extensions().get::<ProtectionError>().is_some() {
        tracing::warn!(
            event = "form.refused",
            address = %visit.client,
            expected = app.config.public_url,
            origin = ?origin,
            host = ?host,
            "a form came from another site; where it was our own, public_url is not the address people use"
        );
    }
    let mut response = crate::web::errors::in_words(response, &visit);
    let shown = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if visit.notice.is_some() && shown {
        set_cookie(
            response.headers_mut(),
            &cookie(
                &app,
                notice_cookie(&app),
                String::new(),
                Some(Duration::ZERO),
            ),
        );
    }
    response
}

/// What a browser says in a header, as far as it fits on a line of the log.
fn given(headers: &HeaderMap, name: HeaderName) -> String {
    let value = headers.get(name).and_then(|value| value.to_str().ok());
    value.unwrap_or_default().chars().take(200).collect()
}

/// Who visits, for an answer that is given outside the pages; nobody, if the database does not say.
pub async fn arrive(app: &Arc<App>, jar: &CookieJar, request: Request) -> Visit {
    let mut visit = stranger(app, jar, &request);
    if let Err(fault) = recognise(&mut visit, jar).await {
        tracing::warn!(%fault, "cannot tell who visits");
    }
    visit
}

fn stranger(app: &Arc<App>, jar: &CookieJar, request: &Request) -> Visit {
    let here = request
        .uri()
        .path_and_query()
        .map_or("/", |here| here.as_str())
        .to_owned();
    let back = if request.method() == Method::GET {
        here.clone()
    } else {
        form_page(request.headers())
    };
    let forwarded_by = unnamed_proxy(app, request);
    if let Some(peer) = forwarded_by {
        app.origins.forwarded_by(peer);
    }
    let known_browser = jar.get(known_cookie(app)).map(|cookie| cookie.value());
    Visit {
        back,
        forwarded_by,
        known_browser: known_browser.unwrap_or_default().to_owned(),
        words: words(wished_language(jar, request.headers())),
        zone: TimeZone::UTC,
        person: None,
        failing: None,
        is_support: false,
        token: None,
        here,
        now: app.clock.now(),
        client: counted_as(client_address(app, request)),
        notice: None,
        app: app.clone(),
    }
}

/// Finds the session and whose it is, and notes that they are still here.
async fn recognise(visit: &mut Visit, jar: &CookieJar) -> Result<(), Error> {
    let app = visit.app.clone();
    visit.notice = jar
        .get(notice_cookie(&app))
        .map(|cookie| cookie.value().to_owned());
    let Some(token) = jar
        .get(session_cookie(&app))
        .map(|cookie| cookie.value().to_owned())
    else {
        return Ok(());
    };
    let (now, lookup) = (visit.now, token.clone());
    let found = app
        .db
        .read(move |db| {
            let Some(session) = store::session::find(db, &lookup, now)? else {
                return Ok(None);
            };
            let is_support = store::support_case::is_staff(db, &session.person)?;
            Ok(Some((session, is_support)))
        })
        .await?;
    let Some((session, is_support)) = found else {
        return Ok(());
    };
    let person = session.person;
    visit.failing = session.failing;
    // By the person's own last sign of life alone, the one of two sessions that comes second would never last longer.
    let behind = domain::session::ends_at(session.began_at, now).since(session.ends_at);
    let is_watching = visit.path().ends_with(WATCHED);
    if !is_watching && now.since(session.last_active_at).max(behind) >= TOUCH_EVERY {
        let (token, id, began) = (token.clone(), person.id.clone(), session.began_at);
        let author = Author {
            actor: Actor::Person(id.clone()),
            origin: "session".into(),
        };
        let touch = move |tx: &mut Tx| {
            store::presence::touch(tx, &id)?;
            store::session::prolong(tx, &token, began)
        };
        // A page that can be read must not fail because this cannot be noted just now.
        if let Err(fault) = app.db.write_apart(author, touch).await {
            tracing::warn!(%fault, "cannot note that somebody is still here");
        }
    }
    visit.words = words(person.profile.language);
    visit.zone = zone(&person.profile.time_zone);
    visit.token = Some(token);
    visit.is_support = is_support;
    visit.person = Some(person);
    Ok(())
}

fn wished_language(jar: &CookieJar, headers: &HeaderMap) -> Language {
    let chosen = jar
        .get(LANGUAGE_COOKIE)
        .and_then(|cookie| Language::from_key(cookie.value()));
    let accepted = || {
        headers
            .get(header::ACCEPT_LANGUAGE)
            .and_then(|value| value.to_str().ok())
            .and_then(language::accepted)
    };
    chosen.or_else(accepted).unwrap_or(Language::English)
}

fn peer(request: &Request) -> IpAddr {
    request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |info| info.0.ip())
        .to_canonical()
}

fn is_ours(app: &App, address: &IpAddr) -> bool {
    let proxies = &app.config.trusted_proxies;
    proxies.iter().any(|network| network.contains(address))
}

fn unnamed_proxy(app: &App, request: &Request) -> Option<IpAddr> {
    let forwards = request.headers().contains_key("x-forwarded-for");
    Some(peer(request)).filter(|peer| forwards && !is_ours(app, peer))
}

/// The visitor's network address: the peer's, or, where the peer is one of our proxies, the last one before the proxies.
/// A hop that cannot be read ends the chain: what stands before it may be invented.
fn client_address(app: &App, request: &Request) -> IpAddr {
    let peer = peer(request);
    let ours = |address: &IpAddr| is_ours(app, address);
    if !ours(&peer) {
        return peer;
    }
    let chain = request.headers().get_all("x-forwarded-for");
    let hops: Vec<Option<IpAddr>> = chain
        .iter()
        .flat_map(|value| value.to_str().unwrap_or("").split(','))
        .map(|hop| {
            hop.trim()
                .parse()
                .ok()
                .map(|hop: IpAddr| hop.to_canonical())
        })
        .collect();
    let readable = hops.into_iter().rev().map_while(|hop| hop);
    let mut nearest = peer;
    for hop in readable {
        nearest = hop;
        if !ours(&hop) {
            break;
        }
    }
    nearest
}

/// What attempts from an address are counted under: for IPv6 its /64, which one customer commands whole (RFC 6177).
fn counted_as(address: IpAddr) -> String {
    match address {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            format!("{}/64", Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}
