//! The form for a contract that is not there yet.

use crate::pages::contract::form::{ContractFaults, ContractFields, ContractForm};
use crate::use_cases;
use crate::web::door::SupportAgent;
use crate::web::errors::PageError;
use crate::web::forms::Form;
use crate::web::page::{Page, render, render_with};
use crate::web::refusals;
use crate::web::visit::Onward;
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::contract::AccessType;
use i18n_embed_fl::fl;

#[derive(Template)]
#[template(path = "contract/new.html")]
struct NewPage {
    p: Page,
    fields: ContractFields,
}

fn page(visit: &SupportAgent, typed: &ContractForm, faults: ContractFaults) -> NewPage {
    NewPage {
        p: visit.page(&fl!(visit.words.text, "contract-new")),
        fields: typed.fields(visit, faults),
    }
}

/// The form, with everything offered from the start.
pub async fn new_form(visit: SupportAgent) -> Response {
    let offers = AccessType::ALL.iter().map(|one| one.key().to_owned());
    let empty = ContractForm {
        offers: offers.collect(),
        ..ContractForm::default()
    };
    render(&page(&visit, &empty, ContractFaults::default()))
}

/// Makes the contract and leads to it; what is wrong or refused is the form again. Errors: choices that it does not offer.
pub async fn create(
    visit: SupportAgent,
    Form(form): Form<ContractForm>,
) -> Result<Response, PageError> {
    let agreed = match form.read(&visit, None)? {
        Ok(agreed) => agreed,
        Err(faults) => {
            let page = page(&visit, &form, *faults);
            return Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
    };
    let number = agreed.number.clone();
    match visit
        .write(move |tx| use_cases::contract::create(tx, &agreed))
        .await?
    {
        Ok(id) => {
            let said = fl!(
                visit.words.plain,
                "contract-added",
                number = number.as_str()
            );
            Ok(Onward::to(&visit.app, &format!("/support/contracts/{id}"))
                .saying(&said)
                .into_response())
        }
        Err(refusal) => {
            let page = page(&visit, &form, ContractFaults::of(&visit, &refusal));
            Ok(render_with(refusals::status(&refusal), &page))
        }
    }
}
