//! The form by which what is agreed in a contract is changed.

use crate::pages::contract::form::{ContractFaults, ContractFields, ContractForm};
use crate::pages::contract::show::{back, found, parse};
use crate::use_cases;
use crate::web::door::SupportAgent;
use crate::web::errors::PageError;
use crate::web::forms::Form;
use crate::web::page::{Page, render, render_with};
use crate::web::refusals;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::Refusal;
use domain::contract::Contract;
use i18n_embed_fl::fl;

#[derive(Template)]
#[template(path = "contract/change.html")]
struct ChangePage {
    p: Page,
    contract: Contract,
    version: String,
    fields: ContractFields,
}

fn page(
    visit: &SupportAgent,
    contract: Contract,
    typed: &ContractForm,
    faults: ContractFaults,
) -> ChangePage {
    let number = contract.agreed.number.as_str();
    ChangePage {
        p: visit.page(&fl!(
            visit.words.plain,
            "contract-change-title",
            number = number
        )),
        version: typed.version.clone(),
        fields: typed.fields(visit, faults),
        contract,
    }
}

/// The form as the contract stands. Errors: no such contract.
pub async fn change_form(
    visit: SupportAgent,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let contract = found(&visit, parse(&id)?).await?;
    let stands = ContractForm::of(&visit, &contract.agreed, contract.version);
    Ok(render(&page(
        &visit,
        contract,
        &stands,
        ContractFaults::default(),
    )))
}

/// Changes the contract against the version that was seen; what is wrong or refused is the form again, with what stands now where
/// somebody was faster. Errors: no such contract; choices that the form does not offer.
pub async fn change(
    visit: SupportAgent,
    Path(id): Path<String>,
    Form(mut form): Form<ContractForm>,
) -> Result<Response, PageError> {
    let id = parse(&id)?;
    let contract = found(&visit, id.clone()).await?;
    let seen: u32 = form.version.parse().map_err(|_| PageError::BadForm)?;
    let agreed = match form.read(&visit, Some(&contract.agreed))? {
        Ok(agreed) => agreed,
        Err(faults) => {
            let page = page(&visit, contract, &form, *faults);
            return Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
    };
    let (which, wanted) = (id.clone(), agreed.clone());
    let changed = visit
        .write(move |tx| use_cases::contract::change(tx, &which, seen, &wanted))
        .await?;
    match changed {
        Ok(anything) => {
            let said = if anything {
                fl!(visit.words.plain, "contract-changed")
            } else {
                fl!(visit.words.plain, "nothing-changed")
            };
            Ok(back(&visit, &id, &said))
        }
        Err(refusal) => {
            let mut faults = ContractFaults::of(&visit, &refusal);
            let now = found(&visit, id).await?;
            // The next attempt is against what stands there now.
            if refusal == Refusal::ChangedMeanwhile {
                faults.what_stands(&visit, &now.agreed, &agreed);
                form.version = now.version.to_string();
            }
            let page = page(&visit, now, &form, faults);
            Ok(render_with(refusals::status(&refusal), &page))
        }
    }
}
