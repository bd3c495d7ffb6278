//! Contracts: the use cases of whoever works for support. To everybody else there are none.

use crate::event_log::{Answer, record_answer, record_change};
use crate::storage::{AnyConnection, Error, Tx};
use crate::{standing, store};
use domain::contract::{Agreed, Contract};
use domain::{ContractId, Moment, rules};

/// Whether another contract than `own` has a number.
fn is_taken(
    db: &mut AnyConnection,
    agreed: &Agreed,
    own: Option<&ContractId>,
) -> Result<bool, Error> {
    let found = store::contract::numbered(db, &[&agreed.number])?;
    Ok(found.iter().any(|one| own != Some(&one.id)))
}

/// Makes a contract. Out: its id. Errors: another has its number; it is none.
pub fn create(tx: &mut Tx, agreed: &Agreed) -> Answer<ContractId> {
    standing::person::must_work_for_support(tx)?;
    let id = ContractId::new(tx.new_id());
    let taken = is_taken(tx.db, agreed, None)?;
    let answer = rules::contract::create(id.clone(), agreed.clone(), taken);
    Ok(record_answer(tx, answer.map(|event| [event]))?.map(|()| id))
}

/// Changes a contract to what is agreed now. In: the version that was seen. Out: whether anything differs.
/// Errors: as [`create`]; somebody was faster ([`domain::Refusal::ChangedMeanwhile`]).
pub fn change(tx: &mut Tx, id: &ContractId, seen: u32, agreed: &Agreed) -> Answer<bool> {
    let contract = own(tx, id)?;
    let taken = is_taken(tx.db, agreed, Some(id))?;
    let answer = rules::contract::change(&contract, seen, agreed.clone(), taken);
    record_change(tx, answer.map(Vec::from_iter))
}

/// Locks a contract, or unlocks it. Errors: it is so already; somebody was faster.
pub fn set_lock(tx: &mut Tx, id: &ContractId, seen: u32, is_locked: bool) -> Answer<()> {
    let contract = own(tx, id)?;
    let answer = rules::contract::set_lock(&contract, seen, is_locked);
    record_answer(tx, answer.map(|event| [event]))
}

/// Ends a contract: at once, where no moment is given. Errors: it has ended; the moment is past; somebody was faster.
pub fn end(tx: &mut Tx, id: &ContractId, seen: u32, at: Option<Moment>) -> Answer<()> {
    let contract = own(tx, id)?;
    let answer = rules::contract::end(&contract, seen, at.unwrap_or(tx.now), tx.now);
    record_answer(tx, answer.map(|event| [event]))
}

fn own(tx: &mut Tx, id: &ContractId) -> Result<Contract, Error> {
    standing::person::must_work_for_support(tx)?;
    store::contract::find(tx.db, id)
}
