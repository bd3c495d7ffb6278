//! The list of contracts as a file that can be imported again.

use crate::language::{field_date, machine_time};
use crate::pages::contract::list::Wanted;
use crate::paging::ListPlace;
use crate::storage::AnyConnection;
use crate::store;
use crate::web::csv::{BATCH, Batch, File};
use crate::web::door::SupportAgent;
use crate::web::errors::PageError;
use crate::web::forms::Query;
use axum::response::Response;
use domain::contract::{AccessType, Contract};
use domain::rules::upload::contracts::{COLUMNS, NO, YES};

fn apart<T: ToString>(all: impl Iterator<Item = T>) -> String {
    let all: Vec<String> = all.map(|one| one.to_string()).collect();
    all.join(" ")
}

/// The cells of a contract, in the order of [`COLUMNS`]: an end is said to the moment, whatever zone it is read in.
fn cells(contract: Contract) -> Vec<String> {
    let agreed = contract.agreed;
    vec![
        agreed.number.to_string(),
        apart(agreed.bill_to.iter()),
        apart(agreed.serials.iter()),
        agreed.company,
        agreed.parent.unwrap_or_default(),
        apart(agreed.domains.iter()),
        apart(agreed.offers.into_iter().map(AccessType::key)),
        agreed.ends.map_or_else(String::new, machine_time),
        if agreed.is_locked { YES } else { NO }.to_owned(),
    ]
}

/// All contracts that the list leads through as it is searched; the program's log notes who takes it away.
pub async fn export(
    visit: SupportAgent,
    Query(wanted): Query<Wanted>,
) -> Result<Response, PageError> {
    let today = field_date(visit.now, &visit.zone);
    visit.takes_away("contracts", None);
    let file = File::new(&format!("contracts-{today}"), &COLUMNS).with_mark(true);
    let typed = wanted.q;
    let read = move |db: &mut AnyConnection, from: Option<&ListPlace>| {
        let size = usize::try_from(BATCH).unwrap_or(1);
        let (found, next) = store::contract::search::page(db, &typed, from, size)?;
        let rows = found.into_iter().map(cells).collect();
        Ok(Batch { rows, next })
    };
    file.answer(&visit.app.db, read).await
}
