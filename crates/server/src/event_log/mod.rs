//! The event log. [`record`] is the only way to change anything: rows, log and notices go together or not at all.

pub mod asker;
mod details;
pub mod export;
mod filters;
pub mod installation_pages;
mod labels;
mod lost;
pub mod pages;
pub mod people;
pub mod search;
pub mod store;
pub mod words;

pub(crate) use self::lost::Lost;

use crate::storage::{Error, Tx};
use crate::{
    access_request, access_review, account_creation, agreement, automation, group, invitation,
    membership, notification, notification_address, notification_preference, person, smart_account,
    support_case, virtual_account,
};
use domain::Event;
use domain::notification::notices;

/// Carries out what the events say, keeps them, and queues what people are to be told of them.
pub fn record(tx: &mut Tx, events: &[Event]) -> Result<(), Error> {
    for event in events {
        match event {
            Event::Automation(fact) => automation::store::apply(tx, fact)?,
            Event::AccessRequest(event) => access_request::store::apply(tx, event)?,
            Event::AccessReview(event) => access_review::store::apply(tx, event)?,
            Event::AccountCreation(event) => account_creation::store::apply(tx, event)?,
            Event::Membership(fact) => membership::store::apply(tx, fact)?,
            Event::Group(fact) => group::store::apply(tx, fact)?,
            Event::Invitation(fact) => invitation::store::apply(tx, fact)?,
            Event::NotificationAddress(fact) => notification_address::store::apply(tx, fact)?,
            Event::NotificationPreference(fact) => {
                notification_preference::store::apply(tx, fact)?;
            }
            Event::Person(fact) => person::store::apply(tx, fact)?,
            Event::SmartAccount(fact) => smart_account::store::apply(tx, fact)?,
            Event::SupportCase(fact) => support_case::store::apply(tx, fact)?,
            Event::Agreement(fact) => agreement::store::apply(tx, fact)?,
            Event::VirtualAccount(fact) => virtual_account::store::apply(tx, fact)?,
            // A record of what was done with lines that are swept away; what they did are events of their own.
            Event::Upload(_) => {}
        }
        store::append(tx, event)?;
    }
    for notice in notices(events, tx.author.actor.person()) {
        notification::announce(tx, &notice)?;
    }
    access_request::met::follow(tx, events)?;
    let lost = Lost::by(events);
    access_request::loose::follow(tx, &lost)?;
    automation::idle::follow(tx, &lost)
}
