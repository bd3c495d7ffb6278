//! The list of contracts, newest first, searched by any number or by company.

use crate::paging::{AfterPlace, ListPlace, PAGE};
use crate::store;
use crate::web;
use crate::web::door::SupportAgent;
use crate::web::errors::PageError;
use crate::web::forms::Query;
use crate::web::page::{Page, render};
use crate::words::contract::{ContractState, access_types};
use askama::Template;
use axum::response::Response;
use domain::contract::Contract;
use i18n_embed_fl::fl;
use serde::Deserialize;

/// What is searched for, and from where on.
#[derive(Deserialize)]
pub struct Wanted {
    #[serde(default)]
    pub(crate) q: String,
    #[serde(flatten)]
    after: AfterPlace,
}

struct Row {
    contract: Contract,
    offers: String,
    state: ContractState,
}

#[derive(Template)]
#[template(path = "contract/list.html")]
struct ListPage {
    p: Page,
    q: String,
    rows: Vec<Row>,
    next: Option<String>,
    is_first: bool,
}

impl ListPage {
    /// What is searched for, as an address has it.
    fn query(&self) -> String {
        web::text::form_urlencoded(&self.q)
    }
}

/// The contracts that a number, its beginning, or words find, a page at a time.
pub async fn list(
    visit: SupportAgent,
    Query(wanted): Query<Wanted>,
) -> Result<Response, PageError> {
    let (from, typed) = (wanted.after.place(), wanted.q.clone());
    let is_first = from.is_none();
    let (found, next) = visit
        .read(move |db| store::contract::search::page(db, &typed, from.as_ref(), PAGE))
        .await?;
    let rows = found.into_iter().map(|contract| Row {
        offers: access_types(visit.words, &contract.agreed.offers),
        state: ContractState::of(visit.words, &contract, visit.now),
        contract,
    });
    Ok(render(&ListPage {
        p: visit.page(&fl!(visit.words.text, "contracts")),
        q: wanted.q,
        rows: rows.collect(),
        next: next.as_ref().map(ListPlace::written),
        is_first,
    }))
}
