//! The page a nominee comes to by the link in their mail: who asks for which account, and whether they agree.

use crate::pages::parts::message::{Token, dead_link_because};
use crate::use_cases::account_creation::{NomineeAnswer, answer, by_link};
use crate::web::door::SignedIn;
use crate::web::errors::PageError;
use crate::web::faults::{sorted, text_fault};
use crate::web::forms::{Faults, Field, Form, Kind, Query};
use crate::web::page::{Page, render, render_with};
use crate::web::visit::Onward;
use crate::{store, web};
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::account_creation::Creation;
use domain::person::Person;
use domain::text::WORDS;
use domain::{Refusal, text};
use i18n_embed_fl::fl;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "account_creation/authorise.html")]
struct AuthorisePage {
    p: Page,
    creation: Creation,
    creator: Person,
    token: String,
    outcome: String,
    outcome_fault: Option<String>,
    with_creator: bool,
    words: Field,
    faults: Faults,
    /// Why this person cannot answer, where they cannot.
    stranger: Option<String>,
}

/// What the nominee answers; `with_creator` is there where the creator is to administer the account, too.
#[derive(Deserialize, Default)]
pub struct AnswerForm {
    token: String,
    #[serde(default)]
    outcome: String,
    #[serde(default)]
    with_creator: Option<String>,
    #[serde(default)]
    words: String,
}

fn dead_link(visit: &SignedIn) -> Response {
    dead_link_because(visit, &fl!(visit.words.text, "creation-link-dead"))
}

/// Nothing where the link no longer works.
async fn page(
    visit: &SignedIn,
    form: &AnswerForm,
    outcome_fault: Option<String>,
    words_fault: Option<String>,
) -> Result<Option<AuthorisePage>, PageError> {
    let (token, now, id) = (form.token.clone(), visit.now, visit.person.id.clone());
    let found = visit
        .read(move |db| {
            let Some(creation) = by_link(db, &token, now)? else {
                return Ok(None);
            };
            let creator = store::person::find(db, &creation.creator)?;
            let own = store::person::verified_emails(db, &id)?;
            Ok(Some((creation, creator, own)))
        })
        .await?;
    let Some((creation, creator, own)) = found else {
        return Ok(None);
    };
    let Some(email) = creation.nominee().cloned() else {
        return Ok(None);
    };
    let refusal = if creation.creator == visit.person.id {
        Some(Refusal::NominatesSelf)
    } else if !own.iter().any(|own| own.key() == email.key()) {
        Some(Refusal::NotTheNominee { email })
    } else {
        None
    };
    let t = &visit.words.text;
    let words = Field::new("words", fl!(t, "decision-words"))
        .kind(Kind::Area)
        .value(&form.words)
        .hint(fl!(t, "creation-decline-hint"))
        .fault(words_fault);
    Ok(Some(AuthorisePage {
        p: visit.page(&fl!(t, "creation-authorise-title")),
        faults: Faults::default()
            .with("approve", outcome_fault.clone())
            .also(&[&words]),
        token: form.token.clone(),
        outcome: form.outcome.clone(),
        outcome_fault,
        with_creator: form.outcome.is_empty() || form.with_creator.is_some(),
        stranger: refusal.map(|refusal| web::refusals::words(visit, &refusal)),
        words,
        creator,
        creation,
    }))
}

/// Who asks for which account, with the form to answer, or why this person cannot; a link that is dead says so.
pub async fn form(visit: SignedIn, Query(query): Query<Token>) -> Result<Response, PageError> {
    let form = AnswerForm {
        token: query.token,
        ..AnswerForm::default()
    };
    Ok(match page(&visit, &form, None, None).await? {
        Some(page) => render(&page),
        None => dead_link(&visit),
    })
}

async fn again(
    visit: &SignedIn,
    form: &AnswerForm,
    outcome: Option<String>,
    words: Option<String>,
) -> Result<Response, PageError> {
    Ok(match page(visit, form, outcome, words).await? {
        Some(page) => render_with(StatusCode::UNPROCESSABLE_ENTITY, &page),
        None => dead_link(visit),
    })
}

/// Takes the answer, after which the link works no more. Where nothing else is waited for, the account is active at once.
pub async fn create(visit: SignedIn, Form(form): Form<AnswerForm>) -> Result<Response, PageError> {
    let t = &visit.words.text;
    let given = match form.outcome.as_str() {
        "approve" => NomineeAnswer::Authorise {
            with_creator: form.with_creator.is_some(),
        },
        "decline" => {
            let words = text::clean(&form.words, WORDS).map_err(|fault| text_fault(&visit, fault));
            match sorted(words) {
                (Some(words), _) => NomineeAnswer::Decline { words },
                (None, fault) => return again(&visit, &form, None, fault).await,
            }
        }
        "" => {
            let fault = Some(fl!(t, "creation-answer-missing"));
            return again(&visit, &form, fault, None).await;
        }
        _ => return Err(PageError::BadForm),
    };
    let (token, by, what) = (form.token.clone(), visit.person.id.clone(), given.clone());
    let done = visit
        .write(move |tx| answer(tx, &token, &by, &what))
        .await?;
    let plain = &visit.words.plain;
    match done {
        Ok(creation) => {
            let (to, said) = match given {
                NomineeAnswer::Decline { .. } => {
                    ("/".to_owned(), fl!(plain, "creation-you-declined"))
                }
                NomineeAnswer::Authorise { .. } if creation.is_pending() => {
                    ("/".to_owned(), fl!(plain, "creation-you-authorised"))
                }
                NomineeAnswer::Authorise { .. } => (
                    format!("/accounts/{}", creation.plan.domain),
                    fl!(
                        plain,
                        "creation-you-opened",
                        name = creation.plan.name.as_str()
                    ),
                ),
            };
            Ok(Onward::to(&visit.app, &to).saying(&said).into_response())
        }
        Err(Refusal::CreationSettled) => Ok(dead_link(&visit)),
        // The page says itself why this person cannot answer.
        Err(_) => again(&visit, &form, None, None).await,
    }
}
