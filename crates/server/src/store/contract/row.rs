//! The row of a contract.

use crate::storage;
use crate::storage::Error;
use crate::storage::schema::contracts;
use diesel::prelude::*;
use domain::Moment;
use domain::contract::{Agreed, Contract, ContractNumber};

/// Serial numbers, domains and access types are kept as JSON, for reading a contract in one go; what it is found by is kept apart.
#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = contracts, treat_none_as_default_value = false, treat_none_as_null = true)]
pub(in crate::store) struct ContractRow {
    pub(in crate::store) id: String,
    number: String,
    bill_to: Option<String>,
    serials: String,
    company: String,
    parent: Option<String>,
    domains: String,
    offers: String,
    ends: Option<i64>,
    is_locked: bool,
    version: i64,
}

impl ContractRow {
    pub(in crate::store) fn new(contract: &Contract) -> Result<Self, Error> {
        let agreed = &contract.agreed;
        Ok(Self {
            id: contract.id.to_string(),
            number: agreed.number.to_string(),
            bill_to: agreed.bill_to.as_ref().map(ToString::to_string),
            serials: storage::json::text(&agreed.serials)?,
            company: agreed.company.clone(),
            parent: agreed.parent.clone(),
            domains: storage::json::text(&agreed.domains)?,
            offers: storage::json::text(&agreed.offers)?,
            ends: agreed.ends.map(|end| end.0),
            is_locked: agreed.is_locked,
            version: contract.version.into(),
        })
    }
}

impl TryFrom<ContractRow> for Contract {
    type Error = Error;
    fn try_from(row: ContractRow) -> Result<Self, Error> {
        let corrupt = |what: &str| Error::corrupt("contract", &row.id, what);
        Ok(Contract {
            id: row.id.parse().map_err(|_| corrupt("id"))?,
            version: u32::try_from(row.version).map_err(|_| corrupt("version"))?,
            agreed: Agreed {
                number: ContractNumber::stored(row.number),
                bill_to: row.bill_to.map(ContractNumber::stored),
                serials: storage::json::value("contract", &row.id, &row.serials)?,
                company: row.company,
                parent: row.parent,
                domains: storage::json::value("contract", &row.id, &row.domains)?,
                offers: storage::json::value("contract", &row.id, &row.offers)?,
                ends: row.ends.map(Moment),
                is_locked: row.is_locked,
            },
        })
    }
}
