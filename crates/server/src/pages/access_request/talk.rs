//! Beside the decision: asking the requester for more, passing the request on, and comments among deciders.

use crate::pages::access_request::decide::{in_brief, load, said_wrongly};
use crate::pages::access_request::talk_form::{TalkFaults, TalkForm};
use crate::use_cases::access_request::others;
use crate::use_cases::access_request::talking::{Said, say};
use crate::web;
use crate::web::errors::PageError;
use crate::web::faults::{sorted, text_fault};
use crate::web::forms::Form;
use crate::web::request_desk::{RequestDesk, RequestInPath};
use crate::web::visit::Onward;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::text::{Reason, WORDS};
use domain::{PersonId, Refusal, RequestId, text};
use i18n_embed_fl::fl;

/// Carries out what was said and says on the request's page what came of it.
async fn carry_out(
    desk: RequestDesk,
    id: RequestId,
    form: TalkForm,
    read: Result<(Said, String), TalkFaults>,
    place: fn(&mut TalkFaults) -> &mut Option<String>,
) -> Result<Response, PageError> {
    let (said, done) = match read {
        Ok(read) => read,
        Err(faults) => {
            let loaded = load(&desk, &id).await?;
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return Ok(said_wrongly(&desk, loaded, status, form, faults));
        }
    };
    let version = match &said {
        // The rule of comments holds no version against the one that was seen.
        Said::Comment(_) => form.version.unwrap_or_default(),
        _ => form.version.ok_or(PageError::BadForm)?,
    };
    let (request, by) = (in_brief(&desk, &id).await?.id, desk.person.id.clone());
    let result = desk
        .write(move |tx| say(tx, &request, version, &by, &said))
        .await?;
    match result {
        Ok(()) => {
            let back = desk.address(&format!("requests/{id}"));
            Ok(Onward::to(&desk.app, &back).saying(&done).into_response())
        }
        Err(refusal) => {
            // What stands there now is what the person must see.
            let loaded = load(&desk, &id).await?;
            let mut faults = TalkFaults::default();
            if !matches!(refusal, Refusal::AlreadySettled { .. }) {
                *place(&mut faults) = Some(web::refusals::to_deciders(&desk, &refusal));
            }
            let status = web::refusals::status(&refusal);
            Ok(said_wrongly(&desk, loaded, status, form, faults))
        }
    }
}

/// Asks the requester, against the version that was seen; the request waits for them until they answer.
pub async fn create_question(
    desk: RequestDesk,
    RequestInPath(id): RequestInPath,
    Form(form): Form<TalkForm>,
) -> Result<Response, PageError> {
    let question = Reason::parse(&form.question).map_err(|fault| text_fault(&desk, fault));
    let read = match sorted(question) {
        (Some(question), _) => {
            let done = fl!(desk.words.plain, "talk-question-sent");
            Ok((Said::Question(question), done))
        }
        (None, question) => Err(TalkFaults {
            question,
            ..TalkFaults::default()
        }),
    };
    carry_out(desk, id, form, read, |faults| &mut faults.question).await
}

/// Adds a comment for those who decide.
pub async fn create_comment(
    desk: RequestDesk,
    RequestInPath(id): RequestInPath,
    Form(form): Form<TalkForm>,
) -> Result<Response, PageError> {
    let words = text::clean(&form.comment, WORDS).map_err(|fault| text_fault(&desk, fault));
    let read = match sorted(words) {
        (Some(words), _) => {
            let done = fl!(desk.words.plain, "talk-commented");
            Ok((Said::Comment(words), done))
        }
        (None, comment) => Err(TalkFaults {
            comment,
            ..TalkFaults::default()
        }),
    };
    carry_out(desk, id, form, read, |faults| &mut faults.comment).await
}

/// Leaves the request to another decider or takes it on, against the version that was seen; a briefing becomes a comment.
pub async fn create_handover(
    desk: RequestDesk,
    RequestInPath(id): RequestInPath,
    Form(form): Form<TalkForm>,
) -> Result<Response, PageError> {
    let words = text::clean_optional(&form.briefing, WORDS);
    let (words, briefing) = sorted(words.map_err(|fault| text_fault(&desk, fault)));
    let to: Option<PersonId> = match form.to.as_str() {
        "" => None,
        id => Some(id.parse().map_err(|_| PageError::BadForm)?),
    };
    let read = match (to, words) {
        (Some(to), Some(words)) => {
            let done = match name_of_other(&desk, &id, &to).await? {
                Some(name) => fl!(desk.words.plain, "talk-passed", name = name),
                None => fl!(desk.words.plain, "talk-passed-to-you"),
            };
            Ok((Said::PassOn { to, words }, done))
        }
        (to, _) => Err(TalkFaults {
            to: to
                .is_none()
                .then(|| fl!(desk.words.text, "talk-pass-choose")),
            briefing,
            ..TalkFaults::default()
        }),
    };
    carry_out(desk, id, form, read, |faults| &mut faults.to).await
}

/// The name of somebody else who could decide the request; of others nothing is told.
async fn name_of_other(
    desk: &RequestDesk,
    id: &RequestId,
    to: &PersonId,
) -> Result<Option<String>, PageError> {
    let request = in_brief(desk, id).await?;
    let (me, now) = (desk.person.id.clone(), desk.now);
    let rules = desk.app.db.shared_rules();
    let others = desk.read(move |db| others(db, &rules, &request, &me, now));
    let others = others.await?;
    let found = others.into_iter().find(|one| one.id == *to);
    Ok(found.map(|one| one.profile.full_name))
}
