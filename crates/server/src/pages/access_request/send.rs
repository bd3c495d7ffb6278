//! Sending a request.

use crate::language::end_of_day;
use crate::pages::access_request::new::{looked_up, new_page, too_many, unreadable, whom};
use crate::pages::access_request::second_step::{Asking, SecondStep, SendFaults};
use crate::standing::access_request::for_group::ChosenGroup;
use crate::use_cases::access_request::send_for;
use crate::web;
use crate::web::door::SignedIn;
use crate::web::errors::PageError;
use crate::web::faults::{sorted, text_fault};
use crate::web::forms::Form;
use crate::web::page::render_with;
use crate::web::visit::{Onward, Visit};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::access_request::Wish;
use domain::text::Reason;
use domain::{DomainIdentifier, Refusal, RequestId, Role, Scope};
use i18n_embed_fl::fl;
use std::collections::BTreeSet;

/// What is wished for. Errors: the field it is wrong in, and why.
fn wish(visit: &Visit, typed: &Asking) -> Result<Wish, PageError> {
    let scope = match typed.scope.as_str() {
        "" => None,
        "entire" => Some(Scope::EntireAccount),
        "selected" => {
            let ids: Result<BTreeSet<_>, _> =
                typed.virtual_accounts.iter().map(|id| id.parse()).collect();
            Some(Scope::VirtualAccounts(ids.map_err(|_| PageError::BadForm)?))
        }
        _ => return Err(PageError::BadForm),
    };
    let role = match typed.role.as_str() {
        "" => None,
        key => Some(Role::from_key(key).ok_or(PageError::BadForm)?),
    };
    let until = match typed.until.trim() {
        "" => None,
        date => end_of_day(date, &visit.zone),
    };
    Ok(Wish { scope, role, until })
}

/// What was typed, made what is sent. Errors: what is wrong, by field.
fn read(visit: &SignedIn, typed: &Asking) -> Result<Result<(Reason, Wish), SendFaults>, PageError> {
    let (reason, reason_fault) =
        sorted(Reason::parse(&typed.reason).map_err(|fault| text_fault(visit, fault)));
    let wish = wish(visit, typed)?;
    let is_bad_date = !typed.until.trim().is_empty() && wish.until.is_none();
    let until_fault = is_bad_date.then(|| fl!(visit.words.text, "field-date"));
    Ok(match (reason, until_fault) {
        (Some(reason), None) => Ok((reason, wish)),
        (_, until) => Err(SendFaults {
            reason: reason_fault,
            until,
            ..SendFaults::default()
        }),
    })
}

/// Beside which field a refusal stands.
fn faults_of(visit: &SignedIn, refusal: &Refusal) -> SendFaults {
    let words = Some(web::refusals::words(visit, refusal));
    let mut faults = SendFaults::default();
    match refusal {
        Refusal::NoVirtualAccountChosen | Refusal::VirtualAccountOfAnotherAccount => {
            faults.scope = words;
        }
        Refusal::RoleDoesNotFitScope | Refusal::ApproverNotAPerson => faults.role = words,
        Refusal::EndDateInThePast => faults.until = words,
        _ => faults.reason = words,
    }
    faults
}

/// Sends the request and leads to its confirmation, or to the one that waits already. What is wrong or refused is the second step
/// again. Errors: they sent enough for now ([`Refusal::TooOften`]).
pub async fn create(visit: SignedIn, Form(typed): Form<Asking>) -> Result<Response, PageError> {
    // For oneself nothing need be known of whom else one might ask for.
    let group = match typed.whom.as_str() {
        "" => None,
        id => whom(&visit, id).await?.group,
    };
    let identifier = match DomainIdentifier::parse(&typed.identifier) {
        Ok(identifier) => identifier,
        Err(fault) => {
            let whom = whom(&visit, &typed.whom).await?;
            return Ok(unreadable(&visit, whom, &typed.identifier, &fault));
        }
    };
    let (status, faults) = match read(&visit, &typed)? {
        Err(faults) => (StatusCode::UNPROCESSABLE_ENTITY, faults),
        Ok((reason, wish)) => {
            match send(&visit, group.as_ref(), &identifier, reason, wish).await? {
                Ok(id) => {
                    let confirmation = format!("/access/requests/{id}/confirmation");
                    return Ok(Onward::to(&visit.app, &confirmation).into_response());
                }
                Err(Refusal::AlreadyPending { request }) => {
                    // Another administrator of the group may have asked, whose request is theirs.
                    let to = match &group {
                        Some(group) => group.address.clone(),
                        None => format!("/access/requests/{request}"),
                    };
                    return Ok(led_to_pending(&visit, &to));
                }
                Err(refusal) => (
                    web::refusals::status_of_form(&refusal),
                    faults_of(&visit, &refusal),
                ),
            }
        }
    };
    let whom = whom(&visit, &typed.whom).await?;
    // What is shown again tells as much as the first time.
    let Some(found) = looked_up(&visit, &whom, &identifier).await? else {
        return Ok(too_many(&visit, whom, &typed.identifier));
    };
    let second = SecondStep::of(&visit, found, &typed, faults);
    let page = new_page(&visit, whom, &typed.identifier, None, Some(second));
    Ok(render_with(status, &page))
}

async fn send(
    visit: &SignedIn,
    group: Option<&ChosenGroup>,
    identifier: &DomainIdentifier,
    reason: Reason,
    wish: Wish,
) -> Result<Result<RequestId, Refusal>, PageError> {
    let (person, identifier) = (visit.person.id.clone(), identifier.clone());
    let group = group.map(|group| group.id.clone());
    let sent =
        visit.write(move |tx| send_for(tx, &person, group.as_ref(), &identifier, &reason, &wish));
    Ok(sent.await?)
}

/// In: where the request stands that waits already.
pub(crate) fn led_to_pending(visit: &SignedIn, to: &str) -> Response {
    let said = fl!(visit.words.plain, "refusal-already-pending");
    Onward::to(&visit.app, to).saying(&said).into_response()
}
