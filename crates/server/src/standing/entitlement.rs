//! What entitlements are given for, and what somebody has.

use crate::config::Rules;
use crate::storage::{AnyConnection, Error};
use crate::store;
use domain::access_request::{Target, contract_key};
use domain::contract::{AccessType, Contract, ContractNumber};
use domain::entitlement::{EntitledTo, Entitlement};
use domain::moment::days;
use domain::rules::access_request::LatestEnd;
use domain::{Moment, PersonId, rules};

/// As much of what one person has is looked at.
pub const MOST: i64 = 500;

/// What somebody has that is not ended; it may have lapsed.
pub fn held(db: &mut AnyConnection, person: &PersonId) -> Result<Vec<Entitlement>, Error> {
    store::entitlement::of_person(db, person, MOST)
}

/// What access by the numbers of a contract is found by.
pub fn keys_of(contract: &Contract) -> Vec<String> {
    let of_types = |number: &ContractNumber| -> Vec<String> {
        let all = AccessType::ALL.iter();
        all.map(|one| contract_key(number, *one)).collect()
    };
    contract.agreed.numbers().flat_map(of_types).collect()
}

/// Whether access by contracts is given to somebody by somebody alone, as it was taken away from them.
pub fn waits_for_somebody(db: &mut AnyConnection, person: &PersonId) -> Result<bool, Error> {
    let taken_away = store::entitlement::last_taken_away(db, person)?;
    let given = store::entitlement::last_given(db, person)?;
    Ok(rules::contract_access::waits_for_somebody(
        taken_away, given,
    ))
}

/// What limits the end of what is given now for a target.
pub fn latest_end(
    db: &mut AnyConnection,
    rules: &Rules,
    target: &Target,
    now: Moment,
) -> Result<LatestEnd, Error> {
    Ok(match target {
        Target::SmartAccount { .. } => LatestEnd::OfProgramme(None),
        Target::Programme(target) => {
            let programme = rules.programme(target.programme.as_str());
            let most = programme.and_then(|programme| programme.definition.days);
            LatestEnd::OfProgramme(most.map(|most| now.plus(days(most.into()))))
        }
        Target::Contract {
            contract_number, ..
        } => LatestEnd::OfContracts(Box::new(store::contract::by_number(db, contract_number)?)),
    })
}

/// The latest end of what is held already; none where it is not renewed: what a programme gave for some time is asked for again.
/// Errors: as [`domain::rules::contract_access::LedTo::latest_end`].
pub fn latest_end_of(
    db: &mut AnyConnection,
    one: &Entitlement,
    now: Moment,
) -> Result<Option<Moment>, Error> {
    match &one.to {
        EntitledTo::Contract {
            contract_number,
            contract_access,
        } => {
            let led_to = store::contract::by_number(db, contract_number)?;
            Ok(Some(led_to.latest_end(*contract_access, now)?))
        }
        EntitledTo::Programme { .. } => Ok(None),
    }
}
