//! The one way in: what an event changes in the rows.

use crate::storage::{Error, Tx};
use crate::store;
use domain::group::GroupFact;
use domain::person::PersonFact;
use domain::support_case::CaseFact;
use domain::{Event, GroupId, PersonId};

/// Carries out what an event says. [`crate::event_log::record`] alone calls this.
///
/// Errors: the database's; a row that the event is about has changed since it was read.
pub fn apply(tx: &mut Tx, event: &Event) -> Result<(), Error> {
    match event {
        Event::Automation(fact) => store::automation::apply(tx, fact),
        Event::AccessRequest(event) => store::access_request::apply(tx, event),
        Event::AccessReview(event) => store::access_review::apply(tx, event),
        Event::AccountCreation(event) => store::account_creation::apply(tx, event),
        Event::Membership(fact) => store::membership::apply(tx, fact),
        Event::Entitlement(fact) => store::entitlement::apply(tx, fact),
        Event::Group(fact) => {
            store::group::apply(tx, fact)?;
            match fact {
                // One that only belongs to another Virtual Account now is called as before.
                GroupFact::Changed { before, after } if before.name != after.name => {
                    follow_group(tx, &after.id)
                }
                _ => Ok(()),
            }
        }
        Event::Invitation(fact) => store::invitation::apply(tx, fact),
        Event::NotificationAddress(fact) => store::notification_address::apply(tx, fact),
        Event::NotificationPreference(fact) => store::notification_preference::apply(tx, fact),
        Event::Person(fact) => {
            store::person::apply(tx, fact)?;
            match fact {
                PersonFact::ProfileChanged { person, .. }
                | PersonFact::EmailFreed { person, .. }
                | PersonFact::EmailChanged { person, .. }
                | PersonFact::EmailTakenBack { person, .. }
                | PersonFact::EmailReplaced { person, .. } => follow_person(tx, person),
                PersonFact::Erased { person } => {
                    store::notification_preference::forget(tx, person)?;
                    store::absence::forget(tx, person)?;
                    store::absence::forget_deputy(tx, person)?;
                    follow_person(tx, person)
                }
                _ => Ok(()),
            }
        }
        Event::SmartAccount(fact) => store::smart_account::apply(tx, fact),
        Event::SupportCase(fact) => {
            store::support_case::apply(tx, fact)?;
            match fact {
                CaseFact::Removed { of, .. } => store::event::take_words_of_case(tx, &of.case),
                _ => Ok(()),
            }
        }
        Event::Agreement(fact) => store::agreement::apply(tx, fact),
        Event::Contract(fact) => store::contract::apply(tx, fact),
        Event::VirtualAccount(fact) => store::virtual_account::apply(tx, fact),
        // A record of what was done with lines that are swept away; what they did are events of their own.
        Event::Upload(_) => Ok(()),
    }
}

/// Follows somebody's new name or address wherever they are found by it.
fn follow_person(tx: &mut Tx, person: &PersonId) -> Result<(), Error> {
    store::person::terms::follow(tx, person)?;
    store::group::terms::follow_person(tx, person)?;
    store::membership::terms::follow_person(tx, person)?;
    store::access_request::terms::follow_person(tx, person)?;
    store::support_case::terms::follow_person(tx, person)?;
    store::event::people::follow_person(tx, person)
}

/// Follows a group's new name in what it holds.
fn follow_group(tx: &mut Tx, group: &GroupId) -> Result<(), Error> {
    store::membership::terms::follow_group(tx, group)
}
