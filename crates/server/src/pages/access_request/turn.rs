//! The requester's side of what is waited for from them: an answer, or a word on what is proposed.

use crate::pages::access_request::own::{load, shown};
use crate::pages::access_request::turn_form::{TurnForm, Typed};
use crate::use_cases::access_request::talking::{Reply, reply};
use crate::web;
use crate::web::door::SignedIn;
use crate::web::errors::PageError;
use crate::web::faults::{sorted, text_fault};
use crate::web::forms::Form;
use crate::web::visit::Onward;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::text;
use domain::text::{Reason, WORDS};
use i18n_embed_fl::fl;

/// Carries out what was replied and says on the request's page what came of it.
async fn carry_out(
    visit: SignedIn,
    id: String,
    turn: u32,
    said: Reply,
    done: String,
) -> Result<Response, PageError> {
    let own = load(&visit, &id).await?;
    let (request, by) = (own.request.id.clone(), visit.person.id.clone());
    let result = visit
        .write(move |tx| reply(tx, &request, turn, &by, &said))
        .await?;
    let said = match result {
        Ok(()) => done,
        Err(refusal) if refusal.status() == 409 => web::refusals::words(&visit, &refusal),
        Err(refusal) => return Err(refusal.into()),
    };
    Ok(Onward::to(&visit.app, &format!("/access/requests/{id}"))
        .saying(&said)
        .into_response())
}

/// The page with what is wrong with what was typed.
async fn typed_wrongly(visit: SignedIn, id: &str, typed: Typed) -> Result<Response, PageError> {
    let own = load(&visit, id).await?;
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(shown(&visit, own, status, typed))
}

/// Answers the question of this turn. Errors: a form that does not say which turn; not found, where the request is another's.
pub async fn answer(
    visit: SignedIn,
    Path(id): Path<String>,
    Form(form): Form<TurnForm>,
) -> Result<Response, PageError> {
    let turn = form.turn.ok_or(PageError::BadForm)?;
    let answer = Reason::parse(&form.answer).map_err(|fault| text_fault(&visit, fault));
    match sorted(answer) {
        (Some(answer), _) => {
            let done = fl!(visit.words.plain, "turn-answered");
            carry_out(visit, id, turn, Reply::Answer(answer), done).await
        }
        (None, answer) => {
            let typed = Typed {
                form,
                answer,
                ..Typed::default()
            };
            typed_wrongly(visit, &id, typed).await
        }
    }
}

/// Takes what was proposed, which is then approved as far as whoever proposed it still may. Errors: as [`answer`].
pub async fn accept_offer(
    visit: SignedIn,
    Path(id): Path<String>,
    Form(form): Form<TurnForm>,
) -> Result<Response, PageError> {
    let turn = form.turn.ok_or(PageError::BadForm)?;
    let done = fl!(visit.words.plain, "turn-accepted");
    carry_out(visit, id, turn, Reply::AcceptOffer, done).await
}

/// Keeps to what was asked for, perhaps with a word on why. Errors: as [`answer`].
pub async fn refuse_offer(
    visit: SignedIn,
    Path(id): Path<String>,
    Form(form): Form<TurnForm>,
) -> Result<Response, PageError> {
    let turn = form.turn.ok_or(PageError::BadForm)?;
    let words = text::clean_optional(&form.keep_words, WORDS);
    match sorted(words.map_err(|fault| text_fault(&visit, fault))) {
        (Some(words), _) => {
            let done = fl!(visit.words.plain, "turn-kept");
            carry_out(visit, id, turn, Reply::KeepOriginal(words), done).await
        }
        (None, keep_words) => {
            let typed = Typed {
                form,
                keep_words,
                ..Typed::default()
            };
            typed_wrongly(visit, &id, typed).await
        }
    }
}
