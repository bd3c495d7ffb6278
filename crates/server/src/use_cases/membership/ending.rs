//! Roles that end by themselves: told of ahead, ended to the moment, asked for anew.

use crate::storage::{Error, Tx};
use crate::{event_log, store};
use domain::membership::{EndCause, Membership};
use domain::{DomainIdentifier, Event, MembershipId, SmartAccountId, rules};

/// As many roles as are told of, or ended, in one transaction.
const AT_ONCE: i64 = 200;

/// Tells of roles of an account that they end soon, all that are to be told of now in one notice.
pub fn warn(tx: &mut Tx, account: &SmartAccountId) -> Result<(), Error> {
    let found = store::membership::to_warn_of(tx.db, account, tx.now, AT_ONCE)?;
    let mut events = Vec::new();
    for membership in &found {
        match rules::membership::announce_end(membership, tx.now) {
            Some(event) => events.push(event),
            // It is over, and about to be ended.
            None => store::membership::note_next_warning(tx, membership)?,
        }
    }
    event_log::record(tx, &events)
}

/// Ends a role whose end date has come, unless it was ended or prolonged meanwhile, with all that its holder has there and is over.
pub fn end_lapsed(tx: &mut Tx, id: &MembershipId) -> Result<(), Error> {
    let found = store::membership::find_all(tx.db, std::slice::from_ref(id))?.pop();
    let Some(one) = found.filter(|found| !found.holds_at(tx.now)) else {
        return Ok(());
    };
    let (account, holder) = (&one.account, &one.holder);
    let over = store::membership::lapsed_of(tx.db, account, holder, tx.now, AT_ONCE)?;
    let administrators = store::membership::administrators(tx.db, account)?;
    let end = |over: &Membership| rules::membership::end(over, &administrators, EndCause::Lapsed);
    let events: Vec<Event> = over.iter().map(end).collect::<Result<_, _>>()?;
    event_log::record(tx, &events)
}

/// The page on which the same role on the same scope is asked for again. In: the account's identifier.
pub fn asking_again(domain: &DomainIdentifier, role: &Membership) -> String {
    let scope = match &role.virtual_account {
        None => "scope=entire".to_owned(),
        Some(part) => format!("scope=selected&virtual_accounts={part}"),
    };
    let group = role.holder.group();
    let group = group.map_or_else(String::new, |group| format!("&for={group}"));
    let role = role.role.key();
    format!("/access/requests/new?identifier={domain}&role={role}&{scope}{group}")
}
