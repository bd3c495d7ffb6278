//! One request to a page, who makes it, and where it goes on to.

use crate::app::App;
use crate::language::Words;
use crate::storage::Author;
use crate::storage::{AnyConnection, Error, Tx};
use crate::store;
use crate::store::person::Failing;
use crate::store::session::BegunSession;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::{Cookie, SameSite};
use domain::moment::hours;
use domain::person::{Language, Person};
use domain::{Actor, DomainIdentifier, Moment};
use jiff::tz::TimeZone;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

/// Holds the language that somebody has chosen, for pages where they are not signed in.
pub(crate) const LANGUAGE_COOKIE: &str = "parvis_language";

/// How long a browser is known after the last log-in.
const KNOWN_FOR: Duration = hours(24 * 365);

/// One request to a page, and who makes it.
pub struct Visit {
    pub app: Arc<App>,
    pub words: &'static Words,
    /// The person's; UTC for whoever is not signed in.
    pub zone: TimeZone,
    pub person: Option<Person>,
    /// Whether mail to them fails.
    pub failing: Option<Failing>,
    /// Whether they answer support cases.
    pub is_support: bool,
    /// The session's token, where there is a session.
    pub token: Option<String>,
    /// Path and query of the page.
    pub here: String,
    /// A page to come back to: this one, or, after a form, the one the form stood on.
    pub back: String,
    /// When the request came, by which the page says what holds.
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
    /// In whose name changes are recorded. The query of the address is no part of their origin.
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

    /// Reads in one transaction.
    pub async fn read<T, F>(&self, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: FnOnce(&mut AnyConnection) -> Result<T, Error> + Send + 'static,
    {
        self.app.db.read(work).await
    }

    /// Writes in one transaction, in the name of whoever visits.
    pub async fn write<T, F>(&self, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: Fn(&mut Tx) -> Result<T, Error> + Send + 'static,
    {
        self.app.db.write(self.author(), work).await
    }

    /// The path of the page, without the query.
    pub fn path(&self) -> &str {
        self.here.split('?').next().unwrap_or("/")
    }

    /// Whether the page is one of an account's own, which those who look after the account read.
    pub(crate) fn is_at_desk(&self) -> bool {
        let account = self.path().strip_prefix("/accounts/");
        account.is_some_and(|rest| {
            DomainIdentifier::parse(rest.split('/').next().unwrap_or("")).is_ok()
        })
    }
}

/// `__Host-` where TLS allows it: such a cookie cannot be set from another host or over plain HTTP (RFC 6265bis).
pub(crate) fn session_cookie(app: &App) -> &'static str {
    if app.config.is_secure() {
        "__Host-parvis_session"
    } else {
        "parvis_session"
    }
}

/// The words it holds are shown on the next page, so they must be ours.
pub(crate) fn notice_cookie(app: &App) -> &'static str {
    if app.config.is_secure() {
        "__Host-parvis_notice"
    } else {
        "parvis_notice"
    }
}

/// As [`session_cookie`], for [`Visit::known_browser`]: it stays when the session ends.
pub(crate) fn known_cookie(app: &App) -> &'static str {
    if app.config.is_secure() {
        "__Host-parvis_known"
    } else {
        "parvis_known"
    }
}

/// Out of reach of scripts; it comes with links from other sites, but with no POST of theirs (RFC 6265bis, `SameSite`). In: how
/// long it lasts, or nothing for as long as the browser is open.
pub(crate) fn cookie(
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

/// Adds a header beside those already there: cookies are not folded into one (RFC 6265, section 3).
pub(crate) fn set_cookie(headers: &mut HeaderMap, cookie: &Cookie<'_>) {
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
    pub fn with_session(mut self, visit: &Visit, begun: &BegunSession) -> Self {
        let known = store::session::known_browser::with(&begun.seal, &visit.known_browser);
        let known = cookie(&self.app, known_cookie(&self.app), known, Some(KNOWN_FOR));
        set_cookie(self.response.headers_mut(), &known);
        let token = begun.as_str().to_owned();
        let cookie = cookie(&self.app, session_cookie(&self.app), token, None);
        set_cookie(self.response.headers_mut(), &cookie);
        self
    }

    /// Has the browser forget its session; ending it is a use case's. The browser stays known.
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

    /// Has the browser keep the language for a year.
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
