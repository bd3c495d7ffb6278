//! How soon a case is to be solved, and by whom: set by agents.

use crate::pages::support_case::answering::{done, moved_on};
use crate::pages::support_case::attaching::Sent;
use crate::pages::support_case::show::{case_id, show_page};
use crate::pages::support_case::typed::{FaultsInCase, ShownAgain, TypedInCase, WithoutFiles};
use crate::storage::{Error, Tx};
use crate::web::door::SignedIn;
use crate::web::errors::PageError;
use crate::web::page::render_with;
use crate::{use_cases, web};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::support_case::Priority;
use domain::{CaseId, PersonId, Refusal};
use i18n_embed_fl::fl;

/// Sets how soon it has to be answered and solved. Errors: not found, for whoever does not work on it; a priority there is not.
pub async fn prioritise(
    visit: SignedIn,
    Path(id): Path<String>,
    Sent(WithoutFiles(typed), files): Sent<WithoutFiles>,
) -> Result<Response, PageError> {
    let (id, seen) = (case_id(&id)?, typed.seen()?);
    let priority = Priority::from_key(&typed.priority).ok_or(PageError::BadForm)?;
    let (case, by) = (id.clone(), visit.person.id.clone());
    let work =
        move |tx: &mut Tx| use_cases::support_case::prioritise(tx, &case, &by, priority, &seen);
    let faults = FaultsInCase::of_unsent(&visit, &files);
    match visit.write(work).await {
        Ok(()) => {
            let said = fl!(visit.words.plain, "support-case-prioritised");
            done(&visit, &id, typed, &files, said).await
        }
        Err(Error::Refused(refusal @ Refusal::CaseClosed)) => {
            let faults = FaultsInCase {
                priority: Some(web::refusals::words(&visit, &refusal)),
                ..faults
            };
            again(&visit, &id, typed, faults, &refusal).await
        }
        Err(Error::Refused(Refusal::ChangedMeanwhile)) => {
            moved_on(&visit, &id, typed, faults, None).await
        }
        Err(fault) => Err(fault.into()),
    }
}

/// Takes it, hands it to somebody, or gives it back to all. Errors: not found, for whoever does not work on it.
pub async fn assign(
    visit: SignedIn,
    Path(id): Path<String>,
    Sent(WithoutFiles(typed), files): Sent<WithoutFiles>,
) -> Result<Response, PageError> {
    let (id, seen) = (case_id(&id)?, typed.seen()?);
    let faults = FaultsInCase::of_unsent(&visit, &files);
    let to: Option<PersonId> = match (typed.who.as_str(), typed.to.as_str()) {
        ("me", _) => Some(visit.person.id.clone()),
        ("nobody", _) => None,
        ("", "") => {
            let faults = FaultsInCase {
                to: Some(fl!(visit.words.text, "support-case-choose-agent-fault")),
                ..faults
            };
            let shown = ShownAgain {
                typed,
                faults,
                ..ShownAgain::default()
            };
            let page = show_page(&visit, &id, shown).await?;
            return Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
        ("", to) => Some(to.parse().map_err(|_| PageError::BadForm)?),
        _ => return Err(PageError::BadForm),
    };
    let said = match &to {
        None => fl!(visit.words.plain, "support-case-given-back"),
        Some(to) if *to == visit.person.id => fl!(visit.words.plain, "support-case-taken"),
        Some(_) => fl!(visit.words.plain, "support-case-handed"),
    };
    let (case, by) = (id.clone(), visit.person.id.clone());
    let work =
        move |tx: &mut Tx| use_cases::support_case::assign(tx, &case, &by, to.as_ref(), &seen);
    match visit.write(work).await {
        Ok(()) => {
            let typed = TypedInCase {
                to: String::new(),
                ..typed
            };
            done(&visit, &id, typed, &files, said).await
        }
        Err(Error::Refused(refusal @ (Refusal::CaseClosed | Refusal::NotAnAgent))) => {
            let faults = FaultsInCase {
                to: Some(web::refusals::words(&visit, &refusal)),
                ..faults
            };
            again(&visit, &id, typed, faults, &refusal).await
        }
        Err(Error::Refused(Refusal::ChangedMeanwhile)) => {
            moved_on(&visit, &id, typed, faults, None).await
        }
        Err(fault) => Err(fault.into()),
    }
}

async fn again(
    visit: &SignedIn,
    id: &CaseId,
    typed: TypedInCase,
    faults: FaultsInCase,
    refusal: &Refusal,
) -> Result<Response, PageError> {
    let shown = ShownAgain {
        typed,
        faults,
        ..ShownAgain::default()
    };
    let page = show_page(visit, id, shown).await?;
    Ok(render_with(web::refusals::status(refusal), &page))
}
