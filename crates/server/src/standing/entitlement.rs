//! What entitlements are given for, and what somebody has.

use crate::config::Rules;
use crate::storage::{AnyConnection, Error};
use crate::store;
use domain::access_request::Target;
use domain::entitlement::{EntitledTo, Entitlement};
use domain::moment::days;
use domain::{Moment, PersonId};

/// As much of what one person has is looked at.
pub const MOST: i64 = 500;

/// What somebody has that is not ended; it may have lapsed.
pub fn held(db: &mut AnyConnection, person: &PersonId) -> Result<Vec<Entitlement>, Error> {
    store::entitlement::of_person(db, person, MOST)
}

/// The latest end of what is given now for a target; none where it may go without.
pub fn latest_end(
    db: &mut AnyConnection,
    rules: &Rules,
    target: &Target,
    now: Moment,
) -> Result<Option<Moment>, Error> {
    Ok(match target {
        Target::SmartAccount { .. } => None,
        Target::Programme(target) => {
            let programme = rules.programme(target.programme.as_str());
            let most = programme.and_then(|programme| programme.definition.days);
            most.map(|most| now.plus(days(most.into())))
        }
        Target::Contract {
            contract_number,
            contract_access,
        } => {
            let led_to = store::contract::by_number(db, contract_number)?;
            Some(led_to.latest_end(*contract_access, now))
        }
    })
}

/// As [`latest_end`], of what is held already.
pub fn latest_end_of(
    db: &mut AnyConnection,
    rules: &Rules,
    one: &Entitlement,
    now: Moment,
) -> Result<Option<Moment>, Error> {
    match &one.to {
        EntitledTo::Contract {
            contract_number,
            contract_access,
        } => {
            let target = Target::Contract {
                contract_number: contract_number.clone(),
                contract_access: *contract_access,
            };
            latest_end(db, rules, &target, now)
        }
        // What a programme gave for some time is asked for again.
        EntitledTo::Programme { .. } => Ok(None),
    }
}
