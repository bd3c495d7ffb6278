//! Contracts: made, changed, locked and ended by whoever works for support.

use crate::contract::{Agreed, Contract, ContractFact, MOST_DOMAINS, MOST_SERIALS};
use crate::{ContractId, Event, Moment, Refusal, organisation};

/// Refuses what no contract is. In: who has its number, if anybody but itself does.
fn check(agreed: &Agreed, taken: bool) -> Result<(), Refusal> {
    if taken {
        return Err(Refusal::ContractNumberTaken {
            number: agreed.number.clone(),
        });
    }
    if agreed.offers.is_empty() {
        return Err(Refusal::NoAccessTypeOffered);
    }
    if agreed.serials.len() > MOST_SERIALS {
        return Err(Refusal::TooManySerials);
    }
    if agreed.domains.len() > MOST_DOMAINS {
        return Err(Refusal::TooManyContractDomains);
    }
    match agreed.domains.iter().find(|d| !organisation::is_owned(d)) {
        Some(domain) => Err(Refusal::DomainOfAnybody {
            domain: domain.clone(),
        }),
        None => Ok(()),
    }
}

/// Makes a contract. In: whether another has its number already. It may have ended already: whoever asks by it is told so.
pub fn create(id: ContractId, agreed: Agreed, taken: bool) -> Result<Event, Refusal> {
    check(&agreed, taken)?;
    let contract = Contract {
        id,
        agreed,
        version: 1,
    };
    Ok(Event::Contract(ContractFact::Created(Box::new(contract))))
}

/// Changes a contract to what is agreed now, all of it. In: `seen`, the version the page showed; whether another has its number.
/// Out: no event where nothing differs.
pub fn change(
    contract: &Contract,
    seen: u32,
    agreed: Agreed,
    taken: bool,
) -> Result<Option<Event>, Refusal> {
    must_be_seen(contract, seen)?;
    check(&agreed, taken)?;
    if agreed == contract.agreed {
        return Ok(None);
    }
    Ok(Some(Event::Contract(ContractFact::Changed {
        before: Box::new(contract.clone()),
        after: Box::new(next(contract, agreed)),
    })))
}

/// Locks a contract, or unlocks it. Errors: it is so already.
pub fn set_lock(contract: &Contract, seen: u32, is_locked: bool) -> Result<Event, Refusal> {
    must_be_seen(contract, seen)?;
    let agreed = Agreed {
        is_locked,
        ..contract.agreed.clone()
    };
    let changed = change(contract, seen, agreed, false)?;
    changed.ok_or(Refusal::NothingToChange)
}

/// Ends a contract now or at a later moment. Errors: it has ended; the moment is past.
pub fn end(contract: &Contract, seen: u32, at: Moment, now: Moment) -> Result<Event, Refusal> {
    must_be_seen(contract, seen)?;
    if contract.has_ended(now) || contract.agreed.ends == Some(at) {
        return Err(Refusal::NothingToChange);
    }
    if at < now {
        return Err(Refusal::EndDateInThePast);
    }
    let agreed = Agreed {
        ends: Some(at),
        ..contract.agreed.clone()
    };
    let before = Box::new(contract.clone());
    let after = Box::new(next(contract, agreed));
    let fact = if at == now {
        ContractFact::Ended { before, after }
    } else {
        ContractFact::Changed { before, after }
    };
    Ok(Event::Contract(fact))
}

fn must_be_seen(contract: &Contract, seen: u32) -> Result<(), Refusal> {
    if contract.version == seen {
        Ok(())
    } else {
        Err(Refusal::ChangedMeanwhile)
    }
}

fn next(contract: &Contract, agreed: Agreed) -> Contract {
    Contract {
        id: contract.id.clone(),
        agreed,
        version: contract.version + 1,
    }
}
