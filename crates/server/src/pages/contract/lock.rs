//! Locking a contract, and unlocking it.

use crate::pages::contract::show::{back, parse, refused};
use crate::use_cases;
use crate::web::door::SupportAgent;
use crate::web::errors::PageError;
use crate::web::forms::Form;
use axum::extract::Path;
use axum::response::Response;
use i18n_embed_fl::fl;
use serde::Deserialize;

/// The version that was seen.
#[derive(Deserialize)]
pub struct Seen {
    pub(crate) version: u32,
}

/// Locks the contract; a refusal is its page again. Errors: no such contract.
pub async fn lock(
    visit: SupportAgent,
    Path(id): Path<String>,
    Form(seen): Form<Seen>,
) -> Result<Response, PageError> {
    set(&visit, &id, &seen, true).await
}

/// As [`lock`], the other way round.
pub async fn unlock(
    visit: SupportAgent,
    Path(id): Path<String>,
    Form(seen): Form<Seen>,
) -> Result<Response, PageError> {
    set(&visit, &id, &seen, false).await
}

async fn set(
    visit: &SupportAgent,
    id: &str,
    seen: &Seen,
    is_locked: bool,
) -> Result<Response, PageError> {
    let id = parse(id)?;
    let (which, version) = (id.clone(), seen.version);
    let set = visit
        .write(move |tx| use_cases::contract::set_lock(tx, &which, version, is_locked))
        .await?;
    let plain = &visit.words.plain;
    match set {
        Ok(()) if is_locked => Ok(back(visit, &id, &fl!(plain, "contract-locked-now"))),
        Ok(()) => Ok(back(visit, &id, &fl!(plain, "contract-unlocked-now"))),
        Err(refusal) => refused(visit, id, &refusal).await,
    }
}
