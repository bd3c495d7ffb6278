//! What one has by requests for something else than a Smart Account, and the way to give it back.

use crate::standing::entitlement::held;
use crate::web::door::SignedIn;
use crate::web::errors::PageError;
use crate::web::page::{Page, render};
use crate::web::visit::Onward;
use crate::words::entitlement::entitled_to;
use crate::{store, use_cases};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::entitlement::Entitlement;
use domain::moment::days;
use domain::{Moment, Refusal, RequestId};
use i18n_embed_fl::fl;

/// One entitlement of one's own, in words.
pub struct OwnEntitlement {
    pub request: RequestId,
    pub what: String,
    pub identifier: String,
    pub since: Moment,
    pub until: Option<Moment>,
}

impl OwnEntitlement {
    fn of(visit: &SignedIn, one: &Entitlement) -> Self {
        Self {
            request: one.request.clone(),
            what: entitled_to(visit.words, &one.to),
            identifier: one.to.identifier().to_owned(),
            since: one.since,
            until: one.until,
        }
    }
}

/// All that one has now, the newest first.
pub(crate) async fn own(visit: &SignedIn) -> Result<Vec<OwnEntitlement>, PageError> {
    let id = visit.person.id.clone();
    let found = visit.read(move |db| held(db, &id)).await?;
    let now = found.iter().filter(|one| one.holds_at(visit.now));
    Ok(now.map(|one| OwnEntitlement::of(visit, one)).collect())
}

/// For how long one's own page tells of what was taken away, in days.
const TOLD_DAYS: u64 = 30;
/// As much of it is looked at.
const MOST_TAKEN_AWAY: i64 = 20;

/// What was taken away lately and is not held again: what it was, when, and the request that tells why.
pub(crate) async fn taken_away(
    visit: &SignedIn,
) -> Result<Vec<(String, Moment, RequestId)>, PageError> {
    let id = visit.person.id.clone();
    let (taken, held) = visit
        .read(move |db| {
            let taken = store::entitlement::taken_away(db, &id, MOST_TAKEN_AWAY)?;
            Ok((taken, held(db, &id)?))
        })
        .await?;
    let from = visit.now.minus(days(TOLD_DAYS));
    let is_held = |one: &Entitlement| held.iter().any(|other| other.to.key() == one.to.key());
    let lately = taken.into_iter().filter_map(|one| {
        let (at, _) = one.ended.filter(|(at, _)| *at >= from)?;
        let what = format!(
            "{} · {}",
            entitled_to(visit.words, &one.to),
            one.to.identifier()
        );
        (!is_held(&one)).then_some((what, at, one.request))
    });
    Ok(lately.collect())
}

#[derive(Template)]
#[template(path = "entitlement/return.html")]
struct ReturnPage {
    p: Page,
    one: OwnEntitlement,
}

/// The entitlement with the way to give it back. Errors: not found, where it is another's or has ended.
pub async fn return_form(visit: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: RequestId = id.parse().map_err(|_| PageError::NotFound)?;
    let found = visit
        .read(move |db| store::entitlement::find(db, &id))
        .await?;
    if found.person != visit.person.id || !found.holds_at(visit.now) {
        return Err(Refusal::NotFound.into());
    }
    Ok(render(&ReturnPage {
        p: visit.page(&fl!(visit.words.text, "access-give-back")),
        one: OwnEntitlement::of(&visit, &found),
    }))
}

/// Gives it back. Errors: as [`return_form`].
pub async fn give_back(visit: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: RequestId = id.parse().map_err(|_| PageError::NotFound)?;
    let by = visit.person.id.clone();
    visit
        .write(move |tx| use_cases::entitlement::give_back(tx, &id, &by))
        .await?;
    Ok(Onward::to(&visit.app, "/access/mine")
        .saying(&fl!(visit.words.plain, "entitlement-given-back"))
        .into_response())
}
