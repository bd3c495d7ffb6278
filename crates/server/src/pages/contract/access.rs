//! Who has access by a contract: by its number, by whoever pays for it, or by a product it covers.

use crate::pages::contract::show::{found, parse};
use crate::paging::{After, PAGE, cut};
use crate::standing::entitlement::keys_of;
use crate::storage::{AnyConnection, Error};
use crate::store;
use crate::web::door::SupportAgent;
use crate::web::errors::PageError;
use crate::web::forms::Query;
use crate::web::page::{Page, render};
use crate::words::entitlement::entitled_to;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use domain::contract::Contract;
use domain::entitlement::Entitlement;
use domain::person::Person;
use domain::{Moment, PersonId, RequestId};
use i18n_embed_fl::fl;
use std::collections::HashMap;

/// Somebody who has access by it.
struct Holder {
    person: Option<Person>,
    access: String,
    /// The number that they asked by.
    number: String,
    request: RequestId,
    /// Whoever reads gives it back, and takes nothing away.
    is_own: bool,
    since: Moment,
    until: Option<Moment>,
}

#[derive(Template)]
#[template(path = "contract/access.html")]
struct AccessPage {
    p: Page,
    contract: Contract,
    rows: Vec<Holder>,
    next: Option<String>,
    is_first: bool,
}

type Held = (Vec<Entitlement>, HashMap<PersonId, Person>);

fn held(
    db: &mut AnyConnection,
    contract: &Contract,
    now: Moment,
    before: Option<&str>,
) -> Result<Held, Error> {
    let size = PAGE as i64 + 1;
    let found = store::entitlement::page_of_targets(db, &keys_of(contract), now, before, size)?;
    let ids: Vec<String> = found.iter().map(|one| one.person.to_string()).collect();
    let people = store::person::find_all(db, &ids)?.into_iter();
    let people = people.map(|person| (person.id.clone(), person)).collect();
    Ok((found, people))
}

/// A page of those who have access by it now, the newest first. Errors: no such contract.
pub async fn list(
    visit: SupportAgent,
    Path(id): Path<String>,
    Query(after): Query<After>,
) -> Result<Response, PageError> {
    let contract = found(&visit, parse(&id)?).await?;
    let before = after.cursor();
    let is_first = before.is_none();
    let (which, now) = (contract.clone(), visit.now);
    let (mut found, people) = visit
        .read(move |db| held(db, &which, now, before.as_deref()))
        .await?;
    let next = cut(&mut found, |one| one.request.to_string());
    let number = contract.agreed.number.as_str();
    let holder = |one: Entitlement| Holder {
        person: people.get(&one.person).cloned(),
        access: entitled_to(visit.words, &one.to),
        number: one.to.identifier().to_owned(),
        is_own: one.person == visit.person.id,
        request: one.request,
        since: one.since,
        until: one.until,
    };
    Ok(render(&AccessPage {
        p: visit.page(&fl!(
            visit.words.plain,
            "contract-access-title",
            number = number
        )),
        rows: found.into_iter().map(holder).collect(),
        contract,
        next,
        is_first,
    }))
}
