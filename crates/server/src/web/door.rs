//! The proofs a handler asks for as arguments: who is at the door.

use crate::web::errors::PageError;
use crate::web::visit::{Visit, own_path};
use axum::extract::{FromRequestParts, MatchedPath};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use domain::SmartAccountId;
use domain::person::Person;
use std::ops::Deref;
use std::sync::Arc;

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

/// Path and query of the page that a form stood on, by its Referer, of which the host is not looked at; `/` where it says none.
pub(crate) fn form_page(headers: &HeaderMap) -> String {
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
