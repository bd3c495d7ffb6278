//! What is held by the number of a contract follows the contract: it ends with it, or soon where its number is taken out of it.

use crate::storage::{Error, KEYS_AT_ONCE, Tx};
use crate::store;
use domain::Event;
use domain::access_request::contract_key;
use domain::contract::{AccessType, Contract, ContractFact, ContractNumber};
use domain::entitlement::EntitledTo;
use domain::rules::entitlement::follow_contracts;
use std::collections::BTreeMap;

/// What follows for those who have access by a number of a contract that has changed.
pub(super) fn events(tx: &mut Tx, events: &[Event]) -> Result<Vec<Event>, Error> {
    // Whether each was taken out of a contract.
    let mut numbers: BTreeMap<&ContractNumber, bool> = BTreeMap::new();
    for event in events {
        if let Event::Contract(
            ContractFact::Changed { before, after } | ContractFact::Ended { before, after },
        ) = event
            && may_end_access(before, after)
        {
            for number in after.agreed.numbers() {
                numbers.entry(number).or_default();
            }
            let stays = |number: &ContractNumber| after.agreed.numbers().any(|one| one == number);
            for number in before.agreed.numbers() {
                *numbers.entry(number).or_default() |= !stays(number);
            }
        }
    }
    let keys: Vec<String> = numbers
        .keys()
        .flat_map(|number| {
            AccessType::ALL
                .iter()
                .map(|access| contract_key(number, *access))
        })
        .collect();
    let mut following = Vec::new();
    for some in keys.chunks(KEYS_AT_ONCE) {
        // Few have access by the numbers of one contract.
        for one in store::entitlement::of_targets(tx.db, some)? {
            let EntitledTo::Contract {
                contract_number, ..
            } = &one.to
            else {
                continue;
            };
            let led_to = store::contract::by_number(tx.db, contract_number)?;
            let is_taken_out = numbers.get(contract_number).copied().unwrap_or_default();
            let emails = store::person::verified_emails(tx.db, &one.person)?;
            following.extend(follow_contracts(
                &one,
                &led_to,
                is_taken_out,
                &emails,
                tx.now,
            ));
        }
    }
    Ok(following)
}

/// Whether a change may take access away: another end, or fewer numbers or access types.
fn may_end_access(before: &Contract, after: &Contract) -> bool {
    let (before, after) = (&before.agreed, &after.agreed);
    before.ends != after.ends
        || before.number != after.number
        || before.bill_to != after.bill_to
        || before.serials != after.serials
        || before.offers != after.offers
}
