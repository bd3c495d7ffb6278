//! What it takes to record what was decided about a new account: fresh ids, and letters that are counted.

use crate::storage::{Error, Tx};
use crate::use_cases::budget::count_letter;
use crate::{event_log, store};
use domain::account_creation::{Creation, CreationAuthority, CreationFact};
use domain::email::EmailAddress;
use domain::rules::account_creation::Fresh;
use domain::{Event, MembershipId, PersonId, Refusal, SmartAccountId, VirtualAccountId};

/// Ids for an account with so many Virtual Accounts, and who of those concerned has left.
pub(crate) fn fresh(tx: &mut Tx, parts: usize, concerned: &[&PersonId]) -> Result<Fresh, Error> {
    let ids: Vec<String> = concerned.iter().map(ToString::to_string).collect();
    let gone = store::person::deactivated(tx.db, &ids)?;
    Ok(Fresh {
        account: SmartAccountId::new(tx.new_id()),
        virtual_accounts: (0..parts)
            .map(|_| VirtualAccountId::new(tx.new_id()))
            .collect(),
        memberships: [
            MembershipId::new(tx.new_id()),
            MembershipId::new(tx.new_id()),
        ],
        inactive: concerned
            .iter()
            .filter(|id| gone.contains(id.as_str()))
            .map(|id| (*id).clone())
            .collect(),
    })
}

/// Ids for what a creation may lead to, and who of those concerned has left.
pub(crate) fn fresh_for(tx: &mut Tx, creation: &Creation) -> Result<Fresh, Error> {
    let mut concerned = vec![&creation.creator];
    if let CreationAuthority::Given { by, .. } = &creation.authority {
        concerned.push(by);
    }
    fresh(tx, creation.plan.virtual_accounts.len(), &concerned)
}

/// Records what follows, unless it would have more letters sent to a nominee than somebody may cause or an address gets.
pub(crate) fn recorded(
    tx: &mut Tx,
    by: &PersonId,
    asked: Result<Vec<Event>, Refusal>,
) -> event_log::Answer<()> {
    let events = match asked {
        Ok(events) => events,
        Err(refusal) => return Ok(Err(refusal)),
    };
    for nominee in events.iter().filter_map(newly_asked) {
        if let Err(refusal) = count_letter(tx, by, nominee)? {
            return Ok(Err(refusal));
        }
    }
    event_log::record(tx, &events).map(Ok)
}

/// The address that an event has written to.
pub(crate) fn newly_asked(event: &Event) -> Option<&EmailAddress> {
    let Event::AccountCreation(event) = event else {
        return None;
    };
    match &event.fact {
        CreationFact::Asked(creation) => creation.nominee(),
        CreationFact::NomineeNamed { after, .. } => Some(after),
        CreationFact::Revived { nominee, .. } => nominee.as_ref(),
        _ => None,
    }
}
