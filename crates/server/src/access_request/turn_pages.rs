//! The requester's side of what is waited for from them: an answer, or a word on what is proposed.

use super::new_pages::counter;
use super::pages::{Own, load, shown};
use super::talk::{Reply, reply};
use super::wish::{offered, wish_words};
use crate::web::errors::PageError;
use crate::web::faults::{sorted, text_fault};
use crate::web::forms::{Field, Form, Kind};
use crate::web::refusals;
use crate::web::visit::{Onward, SignedIn};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::access_request::Matter;
use domain::rules::reminder::answer_due;
use domain::text::{REASON, Reason, WORDS};
use domain::{Moment, text};
use i18n_embed_fl::fl;
use serde::Deserialize;

/// What the forms of a turn send.
#[derive(Deserialize, Default, Clone)]
pub struct TurnForm {
    turn: Option<u32>,
    #[serde(default)]
    answer: String,
    #[serde(default)]
    keep_words: String,
}

/// What was typed and what is wrong with it.
#[derive(Default)]
pub(super) struct Typed {
    form: TurnForm,
    answer: Option<String>,
    keep_words: Option<String>,
}

/// What is waited for, as the request's page shows it.
pub struct TurnView {
    pub number: u32,
    pub question: Option<String>,
    pub offer: Option<String>,
    /// What goes with the offer.
    pub note: Option<String>,
    pub due: Moment,
    pub answer: Field,
    pub keep_words: Field,
}

impl TurnView {
    pub(super) fn fields(&self) -> [&Field; 2] {
        [&self.answer, &self.keep_words]
    }
}

pub(super) fn turn_view(visit: &SignedIn, own: &Own, typed: Typed) -> Option<TurnView> {
    let turn = own.request.progress.turn.as_ref()?;
    let t = &visit.words.text;
    let (question, offer, note) = match &turn.matter {
        Matter::Question(question) => (Some(question.as_str().to_owned()), None, None),
        Matter::Offer(offer) => {
            let words = wish_words(visit, &offered(offer), &own.parts);
            (None, Some(words), offer.note.clone())
        }
    };
    let hint = fl!(visit.words.plain, "turn-answer-hint", least = REASON.least);
    let mut answer = Field::new("answer", fl!(t, "turn-answer"))
        .kind(Kind::Area)
        .value(&typed.form.answer)
        .hint(hint)
        .fault(typed.answer);
    answer.counter = Some(counter(visit, &typed.form.answer));
    Some(TurnView {
        number: turn.number,
        question,
        offer,
        note,
        due: answer_due(turn, &visit.app.db.rules().timetable),
        answer,
        keep_words: Field::new("keep_words", fl!(t, "turn-keep-words"))
            .kind(Kind::Area)
            .value(&typed.form.keep_words)
            .optional(fl!(t, "field-optional"))
            .fault(typed.keep_words),
    })
}

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
        .app
        .db
        .write(visit.author(), move |tx| {
            reply(tx, &request, turn, &by, &said)
        })
        .await?;
    let said = match result {
        Ok(()) => done,
        Err(refusal) if refusal.status() == 409 => refusals::words(&visit, &refusal),
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
                keep_words: None,
            };
            typed_wrongly(visit, &id, typed).await
        }
    }
}

pub async fn accept_offer(
    visit: SignedIn,
    Path(id): Path<String>,
    Form(form): Form<TurnForm>,
) -> Result<Response, PageError> {
    let turn = form.turn.ok_or(PageError::BadForm)?;
    let done = fl!(visit.words.plain, "turn-accepted");
    carry_out(visit, id, turn, Reply::AcceptOffer, done).await
}

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
                answer: None,
                keep_words,
            };
            typed_wrongly(visit, &id, typed).await
        }
    }
}
