//! What an event changes in a contract.

use crate::storage::schema::{contract_domains, contract_keys as keys, contracts};
use crate::storage::{Error, Tx, insert};
use crate::store;
use crate::store::contract::row::ContractRow;
use diesel::prelude::*;
use domain::contract::{Contract, ContractFact, NumberKind};
use domain::{ContractId, Refusal};

/// Carries out what an event says about a contract. Errors: it was changed since it was read.
pub(in crate::store) fn apply(tx: &mut Tx, fact: &ContractFact) -> Result<(), Error> {
    match fact {
        ContractFact::Created(contract) => {
            let row = (
                ContractRow::new(contract)?,
                contracts::created_at.eq(tx.now.0),
                contracts::changed_at.eq(tx.now.0),
            );
            insert!(tx.db, contracts::table, row)?;
            find_by(tx, contract)
        }
        ContractFact::Changed { before, after } | ContractFact::Ended { before, after } => {
            let as_read = contracts::table
                .filter(contracts::id.eq(before.id.as_str()))
                .filter(contracts::version.eq(i64::from(before.version)));
            let changed = diesel::update(as_read)
                .set((ContractRow::new(after)?, contracts::changed_at.eq(tx.now.0)))
                .execute(tx.db)?;
            if changed == 0 {
                return Err(Refusal::ChangedMeanwhile.into());
            }
            let (old, new) = (&before.agreed, &after.agreed);
            let is_found_otherwise = old.number != new.number
                || old.bill_to != new.bill_to
                || old.serials != new.serials
                || old.domains != new.domains
                || old.company != new.company
                || old.parent != new.parent;
            if is_found_otherwise {
                forget(tx, &before.id)?;
                find_by(tx, after)?;
            }
            Ok(())
        }
    }
}

fn forget(tx: &mut Tx, id: &ContractId) -> Result<(), Error> {
    diesel::delete(keys::table.filter(keys::contract_id.eq(id.as_str()))).execute(tx.db)?;
    let domains = contract_domains::table.filter(contract_domains::contract_id.eq(id.as_str()));
    diesel::delete(domains).execute(tx.db)?;
    store::contract::terms::forget(tx, &[id.to_string()])
}

/// Notes what a contract is looked up and found by.
fn find_by(tx: &mut Tx, contract: &Contract) -> Result<(), Error> {
    let (id, agreed) = (contract.id.as_str(), &contract.agreed);
    let own = [(NumberKind::Contract, &agreed.number)];
    let billed = agreed.bill_to.iter().map(|to| (NumberKind::BillTo, to));
    let serials = agreed.serials.iter().map(|one| (NumberKind::Serial, one));
    let numbers: Vec<_> = own
        .into_iter()
        .chain(billed)
        .chain(serials)
        .map(|(kind, number)| {
            (
                keys::number.eq(number.as_str()),
                keys::kind.eq(kind.key()),
                keys::contract_id.eq(id),
            )
        })
        .collect();
    insert!(tx.db, keys::table, numbers)?;
    let domains: Vec<_> = agreed
        .domains
        .iter()
        .map(|domain| {
            (
                contract_domains::domain.eq(domain.as_str()),
                contract_domains::contract_id.eq(id),
            )
        })
        .collect();
    if !domains.is_empty() {
        insert!(tx.db, contract_domains::table, domains)?;
    }
    store::contract::terms::add(tx, contract)
}
