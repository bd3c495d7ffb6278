//! Ending a contract: what would come of it first, then the doing.

use crate::language::end_of_day;
use crate::pages::contract::show::{back, found, parse, refused};
use crate::standing::entitlement::keys_of;
use crate::store;
use crate::use_cases;
use crate::web;
use crate::web::door::SupportAgent;
use crate::web::errors::PageError;
use crate::web::forms::{Faults, Field, Form, Kind};
use crate::web::page::{Page, render, render_with};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::contract::Contract;
use domain::{Moment, Refusal};
use i18n_embed_fl::fl;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "contract/end.html")]
struct EndPage {
    p: Page,
    contract: Contract,
    faults: Faults,
    day: Field,
    /// How many people have access by it now.
    holders: i64,
}

/// The last day on which it holds; nothing for at once.
#[derive(Deserialize)]
pub struct EndForm {
    version: u32,
    #[serde(default)]
    day: String,
}

async fn page(
    visit: &SupportAgent,
    contract: Contract,
    typed: &str,
    fault: Option<String>,
) -> Result<EndPage, PageError> {
    let (keys, now) = (keys_of(&contract), visit.now);
    let count = visit.read(move |db| store::entitlement::count_holders(db, &keys, now));
    let holders = count.await?;
    let t = &visit.words.text;
    let day = Field::new("day", fl!(t, "contract-last-day"))
        .kind(Kind::Date)
        .value(typed)
        .optional(fl!(t, "field-optional"))
        .hint(fl!(t, "contract-end-hint"))
        .fault(fault);
    let number = contract.agreed.number.as_str();
    Ok(EndPage {
        p: visit.page(&fl!(
            visit.words.plain,
            "contract-end-title",
            number = number
        )),
        faults: Faults::of(&[&day]),
        contract,
        day,
        holders,
    })
}

/// What ending the contract brings, with the form for the day. Errors: no such contract; it has ended.
pub async fn end_form(visit: SupportAgent, Path(id): Path<String>) -> Result<Response, PageError> {
    let contract = found(&visit, parse(&id)?).await?;
    if contract.has_ended(visit.now) {
        return Err(PageError::Refused(Refusal::NothingToChange));
    }
    Ok(render(&page(&visit, contract, "", None).await?))
}

/// Ends the contract at once, or when the day is over. A day that is none or has passed is said beside it; any other refusal is the
/// contract's page. Errors: no such contract.
pub async fn end(
    visit: SupportAgent,
    Path(id): Path<String>,
    Form(form): Form<EndForm>,
) -> Result<Response, PageError> {
    let id = parse(&id)?;
    let at: Option<Moment> = match form.day.trim() {
        "" => None,
        day => match end_of_day(day, &visit.zone) {
            Some(end) => Some(end),
            None => {
                let contract = found(&visit, id).await?;
                let fault = fl!(visit.words.text, "field-date");
                let page = page(&visit, contract, day, Some(fault)).await?;
                return Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
            }
        },
    };
    let (which, version) = (id.clone(), form.version);
    let ended = visit
        .write(move |tx| use_cases::contract::end(tx, &which, version, at))
        .await?;
    let plain = &visit.words.plain;
    match (ended, at) {
        (Ok(()), None) => Ok(back(&visit, &id, &fl!(plain, "contract-ended-now"))),
        (Ok(()), Some(at)) => {
            let day = visit.words.last_day(at, &visit.zone);
            Ok(back(
                &visit,
                &id,
                &fl!(plain, "contract-ends-on", day = day),
            ))
        }
        (Err(refusal @ Refusal::EndDateInThePast), _) => {
            let contract = found(&visit, id).await?;
            let fault = web::refusals::words(&visit, &refusal);
            let page = page(&visit, contract, &form.day, Some(fault)).await?;
            Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
        (Err(refusal), _) => refused(&visit, id, &refusal).await,
    }
}
