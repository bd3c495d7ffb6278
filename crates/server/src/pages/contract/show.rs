//! One contract: what is agreed, and what happened to it.

use crate::pages::event_log::log::{people, who};
use crate::paging::{After, PAGE, cut};
use crate::web;
use crate::web::door::SupportAgent;
use crate::web::errors::PageError;
use crate::web::forms::{Faults, Query};
use crate::web::page::{Page, render, render_with};
use crate::web::visit::Onward;
use crate::words::contract::{ContractState, access_types};
use crate::words::event_details::{Change, Reader};
use crate::{store, words};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::contract::Contract;
use domain::{ContractId, Moment, Refusal};
use i18n_embed_fl::fl;

/// Something that happened to it.
struct Happened {
    at: Moment,
    what: String,
    who: String,
    /// What was changed; nothing is said of how it was made.
    changes: Vec<Change>,
}

#[derive(Template)]
#[template(path = "contract/show.html")]
struct ShowPage {
    p: Page,
    faults: Faults,
    contract: Contract,
    state: ContractState,
    has_ended: bool,
    offers: String,
    happened: Vec<Happened>,
    next: Option<String>,
    is_first: bool,
}

/// The id in an address. Errors: not found, where it is none.
pub(crate) fn parse(id: &str) -> Result<ContractId, PageError> {
    id.parse().map_err(|_| PageError::NotFound)
}

/// The contract of that id. Errors: not found.
pub(crate) async fn found(visit: &SupportAgent, id: ContractId) -> Result<Contract, PageError> {
    let read = visit.read(move |db| store::contract::find(db, &id));
    Ok(read.await?)
}

/// Back to the contract, with what was done.
pub(crate) fn back(visit: &SupportAgent, id: &ContractId, said: &str) -> Response {
    Onward::to(&visit.app, &format!("/support/contracts/{id}"))
        .saying(said)
        .into_response()
}

/// The contract as it stands now, with why something was not done.
pub(crate) async fn refused(
    visit: &SupportAgent,
    id: ContractId,
    refusal: &Refusal,
) -> Result<Response, PageError> {
    if *refusal == Refusal::NotFound {
        return Err(PageError::NotFound);
    }
    let words = web::refusals::words(visit, refusal);
    let page = page(visit, id, None, Some(words)).await?;
    Ok(render_with(web::refusals::status(refusal), &page))
}

async fn page(
    visit: &SupportAgent,
    id: ContractId,
    before: Option<String>,
    fault: Option<String>,
) -> Result<ShowPage, PageError> {
    let is_first = before.is_none();
    let (contract, events, next, people) = visit
        .read(move |db| {
            let contract = store::contract::find(db, &id)?;
            let size = PAGE as i64 + 1;
            let mut events = store::event::of_contract(db, &id, before.as_deref(), size)?;
            let next = cut(&mut events, |recorded| recorded.id.to_string());
            let people = people(db, &events)?;
            Ok((contract, events, next, people))
        })
        .await?;
    let reader = Reader {
        words: visit.words,
        zone: &visit.zone,
        people: people
            .iter()
            .map(|(id, (name, _))| (id.clone(), name.clone()))
            .collect(),
        parts: Default::default(),
        sees_all: true,
    };
    let happened = events.iter().map(|recorded| Happened {
        at: recorded.at,
        what: words::event::of(visit.words, &recorded.event),
        who: who(visit.words, &recorded.actor, &people),
        changes: match recorded.event.name() {
            "contract.created" => Vec::new(),
            _ => reader.changes(&recorded.event),
        },
    });
    let number = contract.agreed.number.as_str();
    Ok(ShowPage {
        p: visit.page(&fl!(visit.words.plain, "contract-title", number = number)),
        faults: Faults::default().with("main", fault),
        state: ContractState::of(visit.words, &contract, visit.now),
        has_ended: contract.has_ended(visit.now),
        offers: access_types(visit.words, &contract.agreed.offers),
        happened: happened.collect(),
        contract,
        next,
        is_first,
    })
}

/// The contract, and a page of what happened to it, newest first. Errors: no such contract.
pub async fn show(
    visit: SupportAgent,
    Path(id): Path<String>,
    Query(after): Query<After>,
) -> Result<Response, PageError> {
    let page = page(&visit, parse(&id)?, after.cursor(), None).await?;
    Ok(render(&page))
}
