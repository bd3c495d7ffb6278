//! Faults in words: every answer that is not a success is a page that says what happened and what to do.

use crate::storage::Error;
use crate::web::page::{Page, render};
use crate::web::refusals;
use crate::web::text::form_urlencoded;
use crate::web::visit::{Onward, Visit};
use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::Refusal;
use i18n_embed_fl::fl;
use std::sync::Arc;

/// Why a page gives no ordinary answer.
#[derive(Debug, Clone)]
pub enum PageError {
    /// Leads to the log-in, and from there to `back`.
    SignInFirst {
        back: String,
    },
    NotFound,
    /// The form lacks what the page sends with it, or holds what cannot be.
    BadForm,
    Refused(Refusal),
    Busy,
    /// Pages can be read, and nothing can be changed.
    ReadOnly,
    /// A fault of the program, in words for the log alone.
    Internal(String),
}

impl From<Error> for PageError {
    fn from(fault: Error) -> Self {
        match fault {
            Error::Refused(Refusal::NotFound) => PageError::NotFound,
            Error::Refused(refusal) => PageError::Refused(refusal),
            Error::ReadOnly => PageError::ReadOnly,
            // A database that is lost, full or locked passes, and trying again is the right advice. What is lost or full was said
            // in the log when it came to that; a line for each page would bury it.
            fault if fault.is_for_all() => {
                if matches!(fault, Error::Busy) {
                    tracing::warn!(event = "database.busy", "the database is busy");
                }
                PageError::Busy
            }
            other => PageError::Internal(other.to_string()),
        }
    }
}

impl From<Refusal> for PageError {
    fn from(refusal: Refusal) -> Self {
        PageError::from(Error::Refused(refusal))
    }
}

impl PageError {
    fn status(&self) -> StatusCode {
        match self {
            PageError::SignInFirst { .. } => StatusCode::SEE_OTHER,
            PageError::NotFound => StatusCode::NOT_FOUND,
            PageError::BadForm => StatusCode::BAD_REQUEST,
            PageError::Refused(refusal) => refusals::status(refusal),
            PageError::Busy | PageError::ReadOnly => StatusCode::SERVICE_UNAVAILABLE,
            PageError::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The page for this fault.
    pub fn page(&self, visit: &Visit) -> Response {
        if let PageError::SignInFirst { back } = self {
            let query = form_urlencoded(back);
            return Onward::to(&visit.app, &format!("/sign-in?next={query}")).into_response();
        }
        if let PageError::Internal(what) = self {
            tracing::error!(path = visit.path(), what, "a page failed");
        }
        let (title, words) = self.words(visit);
        let mut response = error_page(visit, self.status(), &title, &words);
        if let PageError::Refused(Refusal::TooOften { from }) = self {
            // In seconds (RFC 9110, 10.2.3).
            let seconds = from.since(visit.now).as_secs().max(1);
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, seconds.into());
        }
        response
    }

    fn words(&self, visit: &Visit) -> (String, String) {
        let t = &visit.words.text;
        match self {
            PageError::NotFound | PageError::SignInFirst { .. } => {
                (fl!(t, "error-not-found"), fl!(t, "error-not-found-words"))
            }
            PageError::BadForm => (fl!(t, "error-bad-form"), fl!(t, "error-bad-form-words")),
            PageError::Refused(refusal @ Refusal::TooOften { .. }) => {
                (fl!(t, "error-too-often"), refusals::words(visit, refusal))
            }
            PageError::Refused(refusal) => {
                (fl!(t, "error-refused"), refusals::words(visit, refusal))
            }
            PageError::Busy => (fl!(t, "error-busy"), fl!(t, "error-busy-words")),
            PageError::ReadOnly => (fl!(t, "error-read-only"), fl!(t, "error-read-only-words")),
            PageError::Internal(_) => (fl!(t, "error-internal"), fl!(t, "error-internal-words")),
        }
    }
}

impl IntoResponse for PageError {
    /// Carries the fault to [`in_words`], which knows the reader's language.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Turns a fault, ours or the framework's, into a page; leaves every other answer as it is.
pub fn in_words(response: Response, visit: &Arc<Visit>) -> Response {
    if let Some(fault) = response.extensions().get::<PageError>() {
        return fault.page(visit);
    }
    let status = response.status();
    let is_page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if !(status.is_client_error() || status.is_server_error()) || is_page {
        return response;
    }
    let t = &visit.words.text;
    let (title, words) = match status {
        StatusCode::NOT_FOUND => return PageError::NotFound.page(visit),
        StatusCode::FORBIDDEN => (
            fl!(t, "error-other-site"),
            fl!(
                visit.words.plain,
                "error-other-site-words",
                address = visit.app.config.public_url.as_str()
            ),
        ),
        StatusCode::METHOD_NOT_ALLOWED => (fl!(t, "error-method"), fl!(t, "error-method-words")),
        StatusCode::PAYLOAD_TOO_LARGE => {
            (fl!(t, "error-too-large"), fl!(t, "error-too-large-words"))
        }
        _ if status.is_client_error() => (fl!(t, "error-bad-form"), fl!(t, "error-bad-form-words")),
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT => {
            (fl!(t, "error-busy"), fl!(t, "error-busy-words"))
        }
        _ => (fl!(t, "error-internal"), fl!(t, "error-internal-words")),
    };
    let mut page = error_page(visit, status, &title, &words);
    if let Some(allowed) = response.headers().get(header::ALLOW) {
        page.headers_mut().insert(header::ALLOW, allowed.clone());
    }
    page
}

#[derive(Template)]
#[template(path = "parts/error.html")]
struct ErrorPage<'a> {
    p: Page,
    words: &'a str,
}

fn error_page(visit: &Visit, status: StatusCode, title: &str, words: &str) -> Response {
    let mut response = render(&ErrorPage {
        p: visit.page(title),
        words,
    });
    if response.status().is_success() {
        *response.status_mut() = status;
    }
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
    }
    response
}
