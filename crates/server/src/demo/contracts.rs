//! What contracts the demonstration's agent keeps.

use crate::demo::requests::become_person;
use crate::storage::{Author, Error, Tx};
use crate::use_cases::contract;
use domain::contract::{AccessType, Agreed, ContractNumber};
use domain::moment::days;
use domain::{DomainIdentifier, Moment};
use std::collections::BTreeSet;

fn agreed(number: &str, company: &str, domain: &str) -> Agreed {
    Agreed {
        number: ContractNumber::stored(number.into()),
        bill_to: None,
        serials: BTreeSet::new(),
        company: company.into(),
        parent: None,
        domains: [DomainIdentifier::stored(domain.into())].into(),
        offers: AccessType::ALL.iter().copied().collect(),
        ends: None,
        is_locked: false,
    }
}

/// Two contracts that one bill-to ID covers, one that is locked, and one that has ended.
pub fn populate(tx: &mut Tx, now: Moment) -> Result<(), Error> {
    let lumen = |number| agreed(number, "Lumen Networks", "lumen.example");
    let bill_to = Some(ContractNumber::stored("7001004".into()));
    let serial = |number: &str| ContractNumber::stored(number.into());
    become_person(tx, now.minus(days(100)), "sam")?;
    let ended = contract::create(tx, &lumen("199002"))??;
    contract::create(
        tx,
        &Agreed {
            parent: Some("Meridian Group".into()),
            is_locked: true,
            ..agreed("204990", "Meridian Holding", "holding.example")
        },
    )??;
    contract::create(
        tx,
        &Agreed {
            bill_to: bill_to.clone(),
            ..lumen("204995")
        },
    )??;
    contract::create(
        tx,
        &Agreed {
            bill_to,
            serials: [serial("LMN2231A0K1"), serial("LMN2231A0K2")].into(),
            ends: Some(now.plus(days(400)).day()),
            ..lumen("204881")
        },
    )??;
    become_person(tx, now.minus(days(20)), "sam")?;
    contract::end(tx, &ended, 1, None)??;
    tx.author = Author::program("demo");
    Ok(())
}
