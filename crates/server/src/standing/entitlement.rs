//! What entitlements are given for, and what somebody has.

use crate::config::Rules;
use crate::storage::{AnyConnection, Error};
use crate::store;
use domain::access_request::Target;
use domain::entitlement::{EntitledTo, Entitlement};
use domain::moment::days;
use domain::rules::access_request::LatestEnd;
use domain::{Moment, PersonId};

/// As much of what one person has is looked at.
pub const MOST: i64 = 500;

/// What somebody has that is not ended; it may have lapsed.
pub fn held(db: &mut AnyConnection, person: &PersonId) -> Result<Vec<Entitlement>, Error> {
    store::entitlement::of_person(db, person, MOST)
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
