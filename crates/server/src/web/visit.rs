//! Who is at the door: the session, the language, the time zone, and the proofs a handler asks for as arguments.

use crate::app::App;
use crate::language::{Words, words, zone};
use crate::session::known_browser;
use crate::storage::{Author, Error, Tx};
use crate::store::session::Begun;
use crate::web::errors::PageError;
use crate::web::page::Page;
use crate::{language, store};
use axum::extract::{ConnectInfo, FromRequestParts, MatchedPath, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use domain::moment::hours;
use domain::person::{Language, Person};
use domain::{Actor, Moment, SmartAccountId};
use jiff::tz::TimeZone;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;
use tower_http::csrf::ProtectionError;

/// How often it is noted that somebody is still here.
const TOUCH_EVERY: Duration = Duration::from_secs(10 * 60);
/// What a page left open asks for by itself: no sign of anybody being there.
const WATCHED: &str = "/pending-count";
const LANGUAGE_COOKIE: &str = "parvis_language";
/// How long a browser is known after the last log-in.
const KNOWN_FOR: Duration = hours(24 * 365);

/// One request to a page, and who makes it.
pub struct Visit {
    pub app: Arc<App>,
    pub words: &'static Words,
    pub zone: TimeZone,
    pub person: Option<Person>,
    /// Whether they answer support cases.
    pub is_support: bool,
    /// The session's token, where there is a session.
    pub token: Option<String>,
    /// Path and query of the page.
    pub here: String,
    /// A page to come back to: this one, or, after a form, the one the form stood on.
    pub back: String,
    pub now: Moment,
    /// What the visitor's network address is counted under.
    pub client: String,
    /// The peer, where it is none of our proxies and yet says for whom it forwards.
    pub forwarded_by: Option<IpAddr>,
    /// By which this browser is known to those who logged in there.
    pub known_browser: String,
    /// What the page before left to be said on this one.
    pub notice: Option<String>,
}

impl Visit {
    pub fn author(&self) -> Author {
        let actor = self
            .person
            .as_ref()
            .map_or(Actor::Visitor, |person| Actor::Person(person.id.clone()));
        Author {
            actor,
            origin: self.path().to_owned(),
        }
    }

    pub fn path(&self) -> &str {
        self.here.split('?').next().unwrap_or("/")
    }

    /// What every page shows around its own.
    pub fn page(&self, title: &str) -> Page {
        Page::new(self, title)
    }
}

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
            let person = store::person::find(db, &session.person)?;
            let is_support = store::support_case::is_staff(db, &person)?;
            Ok(Some((session, person, is_support)))
        })
        .await?;
    let Some((session, person, is_support)) = found else {
        return Ok(());
    };
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
        if let Err(fault) = app.db.write(author, touch).await {
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

/// `__Host-` where TLS allows it: such a cookie cannot be set from another host or over plain HTTP (RFC 6265bis).
fn session_cookie(app: &App) -> &'static str {
    if app.config.is_secure() {
        "__Host-parvis_session"
    } else {
        "parvis_session"
    }
}

/// The words it holds are shown on the next page, so they must be ours.
fn notice_cookie(app: &App) -> &'static str {
    if app.config.is_secure() {
        "__Host-parvis_notice"
    } else {
        "parvis_notice"
    }
}

fn known_cookie(app: &App) -> &'static str {
    if app.config.is_secure() {
        "__Host-parvis_known"
    } else {
        "parvis_known"
    }
}

fn cookie(
    app: &App,
    name: &'static str,
    value: String,
    lasts: Option<Duration>,
) -> Cookie<'static> {
    let mut cookie = Cookie::build((name, value))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(app.config.is_secure());
    if let Some(lasts) = lasts {
        cookie = cookie.max_age(lasts.try_into().unwrap_or_default());
    }
    cookie.build()
}

fn set_cookie(headers: &mut HeaderMap, cookie: &Cookie<'_>) {
    if let Ok(value) = HeaderValue::from_str(&cookie.encoded().to_string()) {
        headers.append(header::SET_COOKIE, value);
    }
}

/// Leads on to `path`, with cookies for what happened on the way.
pub struct Onward {
    app: Arc<App>,
    response: Response,
}

impl Onward {
    /// 303 See Other: the answer to a form is another page.
    pub fn to(app: &Arc<App>, path: &str) -> Self {
        Self {
            app: app.clone(),
            response: Redirect::to(path).into_response(),
        }
    }

    /// Says `words` on the next page.
    pub fn saying(mut self, words: &str) -> Self {
        let cookie = cookie(
            &self.app,
            notice_cookie(&self.app),
            words.to_owned(),
            Some(Duration::from_secs(60)),
        );
        set_cookie(self.response.headers_mut(), &cookie);
        self
    }

    /// Gives the browser of `visit` a session, by which it is known from now on.
    pub fn with_session(mut self, visit: &Visit, begun: &Begun) -> Self {
        let known = known_browser::with(&begun.seal, &visit.known_browser);
        let known = cookie(&self.app, known_cookie(&self.app), known, Some(KNOWN_FOR));
        set_cookie(self.response.headers_mut(), &known);
        let token = begun.as_str().to_owned();
        let cookie = cookie(&self.app, session_cookie(&self.app), token, None);
        set_cookie(self.response.headers_mut(), &cookie);
        self
    }

    pub fn without_session(mut self) -> Self {
        let cookie = cookie(
            &self.app,
            session_cookie(&self.app),
            String::new(),
            Some(Duration::ZERO),
        );
        set_cookie(self.response.headers_mut(), &cookie);
        self
    }

    pub fn in_language(mut self, language: Language) -> Self {
        let cookie = cookie(
            &self.app,
            LANGUAGE_COOKIE,
            language.key().to_owned(),
            Some(hours(24 * 365)),
        );
        set_cookie(self.response.headers_mut(), &cookie);
        self
    }
}

impl IntoResponse for Onward {
    fn into_response(self) -> Response {
        self.response
    }
}

/// A path of ours to return to; anything else becomes `/`, so that no link here leads to another site.
pub fn own_path(path: &str) -> &str {
    let safe = path.starts_with('/')
        && !path.starts_with("//")
        && path
            .bytes()
            .all(|byte| (b' '..=b'~').contains(&byte) && byte != b'\\');
    if safe { path } else { "/" }
}

/// Anybody, signed in or not.
#[derive(Clone)]
pub struct Anybody(pub Arc<Visit>);

impl Deref for Anybody {
    type Target = Visit;
    fn deref(&self) -> &Visit {
        &self.0
    }
}

impl<S: Sync> FromRequestParts<S> for Anybody {
    type Rejection = PageError;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, PageError> {
        parts
            .extensions
            .get::<Arc<Visit>>()
            .cloned()
            .map(Anybody)
            .ok_or(PageError::Internal("no visit attached".into()))
    }
}

/// Somebody signed in. Who is not is asked to, and brought back afterwards.
#[derive(Clone)]
pub struct SignedIn {
    visit: Arc<Visit>,
    pub person: Person,
}

impl SignedIn {
    /// Notes in the log that they take a list away: what an account holds, or what belongs to none.
    pub fn takes_away(&self, list: &'static str, account: Option<&SmartAccountId>) {
        tracing::info!(
            event = "export.taken",
            person = %self.person.id,
            address = %self.client,
            account = account.map_or("", SmartAccountId::as_str),
            list,
            "somebody takes a list away"
        );
    }
}

impl Deref for SignedIn {
    type Target = Visit;
    fn deref(&self) -> &Visit {
        &self.visit
    }
}

impl<S: Sync> FromRequestParts<S> for SignedIn {
    type Rejection = PageError;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, PageError> {
        let Anybody(visit) = Anybody::from_request_parts(parts, state).await?;
        match &visit.person {
            Some(person) => Ok(SignedIn {
                person: person.clone(),
                visit,
            }),
            None => {
                let back = if parts.method.is_safe() {
                    visit.here.clone()
                } else {
                    form_page(&parts.headers)
                };
                Err(PageError::SignInFirst { back })
            }
        }
    }
}

fn form_page(headers: &HeaderMap) -> String {
    let referer = headers
        .get(header::REFERER)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("/");
    let path = referer
        .split_once("://")
        .and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..]))
        .unwrap_or("/");
    own_path(path).to_owned()
}

/// A person with the operators' duty; to others the page does not exist.
pub struct Operator(pub SignedIn);

/// Somebody who answers support cases; to others the page does not exist.
pub struct SupportAgent(pub SignedIn);

macro_rules! duty {
    ($name:ident, $has_it:expr, $duty:literal) => {
        impl Deref for $name {
            type Target = SignedIn;
            fn deref(&self) -> &SignedIn {
                &self.0
            }
        }

        impl<S: Sync> FromRequestParts<S> for $name {
            type Rejection = PageError;
            async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, PageError> {
                let somebody = SignedIn::from_request_parts(parts, state).await?;
                if $has_it(&somebody) {
                    if !parts.method.is_safe() {
                        // The route, not the address: what somebody typed may stand in that.
                        let route = parts.extensions.get::<MatchedPath>();
                        tracing::info!(
                            event = concat!($duty, ".acts"),
                            person = %somebody.person.id,
                            address = %somebody.client,
                            route = route.map_or("", |route| route.as_str()),
                            "somebody on duty sends a form"
                        );
                    }
                    Ok($name(somebody))
                } else {
                    Err(PageError::NotFound)
                }
            }
        }
    };
}

duty!(
    Operator,
    |somebody: &SignedIn| somebody.person.is_operator,
    "operator"
);
duty!(
    SupportAgent,
    |somebody: &SignedIn| somebody.is_support,
    "support-agent"
);
