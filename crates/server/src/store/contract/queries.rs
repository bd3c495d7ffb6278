//! Queries about contracts.

use crate::storage::schema::{contract_domains as domains, contract_keys as keys, contracts};
use crate::storage::{AnyConnection, Error};
use crate::store::contract::row::ContractRow;
use diesel::dsl::exists;
use diesel::prelude::*;
use domain::contract::{Contract, ContractNumber, NumberKind};
use domain::email::EmailAddress;
use domain::rules::contract_access::LedTo;
use domain::{ContractId, Refusal};

/// As many contracts as one number leads to, of each kind.
pub const MOST_LED_TO: i64 = 200;

/// What a number leads to: of more contracts of one kind than [`MOST_LED_TO`] the oldest. The queries are the same whether or not anything is found.
pub fn by_number(db: &mut AnyConnection, number: &ContractNumber) -> Result<LedTo, Error> {
    Ok(LedTo {
        contract: of_kind(db, number, NumberKind::Contract, 1)?.pop(),
        billed: of_kind(db, number, NumberKind::BillTo, MOST_LED_TO)?,
        with_serial: of_kind(db, number, NumberKind::Serial, MOST_LED_TO)?,
    })
}

fn of_kind(
    db: &mut AnyConnection,
    number: &ContractNumber,
    kind: NumberKind,
    limit: i64,
) -> Result<Vec<Contract>, Error> {
    let rows: Vec<ContractRow> = keys::table
        .inner_join(contracts::table)
        .filter(keys::number.eq(number.as_str()))
        .filter(keys::kind.eq(kind.key()))
        .order(keys::contract_id)
        .limit(limit)
        .select(ContractRow::as_select())
        .load(db)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// What a number leads to for somebody with these addresses, where that is their own: nothing where it leads nowhere, or first to a
/// contract that is locked or in whose domains they have no address, so that nothing is given by it at once.
///
/// Both take the same time: one key is looked at, the first from the number on, whether it is that number's or another's.
pub fn by_number_for(
    db: &mut AnyConnection,
    number: &ContractNumber,
    emails: &[EmailAddress],
) -> Result<LedTo, Error> {
    let there: Vec<&str> = emails
        .iter()
        .flat_map(|email| above(email.domain()))
        .collect();
    let of_theirs = domains::table
        .filter(domains::contract_id.eq(contracts::id))
        .filter(domains::domain.eq_any(there));
    let first: Option<(String, bool)> = keys::table
        .inner_join(contracts::table)
        .filter(keys::number.ge(number.as_str()))
        .order((keys::number, keys::kind, keys::contract_id))
        .select((
            keys::number,
            contracts::is_locked.eq(false).and(exists(of_theirs)),
        ))
        .first(db)
        .optional()?;
    match first {
        Some((found, true)) if found == number.as_str() => by_number(db, number),
        _ => Ok(LedTo::default()),
    }
}

/// A domain, and those that it lies in.
fn above(domain: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(domain), |one| {
        one.split_once('.').map(|(_, above)| above)
    })
}

/// As many rows as are read to tell which companies a batch of numbers leads to.
const MOST_COMPANIES: i64 = 20_000;

/// A contract that a number leads to, which others may have as well.
pub struct Sharer {
    pub number: ContractNumber,
    /// The contract's own number.
    pub contract: ContractNumber,
    pub company: String,
}

/// The contracts that these numbers lead to, whatever they are of; of very many, some.
pub fn sharers(db: &mut AnyConnection, numbers: &[&ContractNumber]) -> Result<Vec<Sharer>, Error> {
    let mut all = Vec::new();
    for numbers in numbers.chunks(1000) {
        let rows: Vec<(String, String, String)> = keys::table
            .inner_join(contracts::table)
            .filter(keys::number.eq_any(numbers.iter().map(|number| number.as_str())))
            .limit(MOST_COMPANIES)
            .select((keys::number, contracts::number, contracts::company))
            .load(db)?;
        all.extend(rows.into_iter().map(|(number, contract, company)| Sharer {
            number: ContractNumber::stored(number),
            contract: ContractNumber::stored(contract),
            company,
        }));
    }
    Ok(all)
}

/// The contract of that id. Errors: [`Refusal::NotFound`].
pub fn find(db: &mut AnyConnection, id: &ContractId) -> Result<Contract, Error> {
    let row: Option<ContractRow> = contracts::table
        .find(id.as_str())
        .select(ContractRow::as_select())
        .first(db)
        .optional()?;
    row.ok_or(Refusal::NotFound)?.try_into()
}

/// The contracts that have these numbers as their own.
pub fn numbered(
    db: &mut AnyConnection,
    numbers: &[&ContractNumber],
) -> Result<Vec<Contract>, Error> {
    let numbers = numbers.iter().map(|number| number.as_str());
    let rows: Vec<ContractRow> = contracts::table
        .filter(contracts::number.eq_any(numbers))
        .select(ContractRow::as_select())
        .load(db)?;
    rows.into_iter().map(TryInto::try_into).collect()
}
