//! Putting people into a group by name: by user ID or address, few on a page or many in a file.

use crate::event_log::Answer;
use crate::standing::group::{entry, of_account};
use crate::storage::{AnyConnection, Error, Tx};
use crate::store;
use crate::use_cases::group::managing::carry_out;
use crate::use_cases::membership::adding::{AddingOutcome, Naming, called, open_invitations};
use domain::person::Language;
use domain::rules::group::GroupEntry;
use domain::rules::newcomer::{GroupRoll, Inviting, Name, NewcomerFault};
use domain::{GroupId, PersonId};

/// As many may be named on the page; for more there is the file.
pub const MOST_TYPED: usize = 200;

/// What is known of those named for a group by whoever puts people into it: a handful of queries, however many they are.
pub fn roll(
    db: &mut AnyConnection,
    entry: &GroupEntry,
    names: &[Name],
) -> Result<GroupRoll, Error> {
    let group = &entry.group;
    let called = called(db, &group.account, &entry.by.gives, names)?;
    let people: Vec<String> = called.values().map(ToString::to_string).collect();
    let gone = store::person::deactivated(db, &people)?;
    let is_gone = |person: &&PersonId| gone.contains(person.as_str());
    Ok(GroupRoll {
        gone: called.values().filter(is_gone).cloned().collect(),
        within: store::group::are_in(db, &group.id, &people)?,
        invitations: open_invitations(db, &group.account, names, &called)?,
        called,
    })
}

/// Puts those named into a group: those whom the account knows at once, other addresses once they accept. What stands in the way
/// of one of them is left out, and stands in nobody else's way; whoever was in it already stays.
///
/// In: `language`, what invitations are written in.
pub fn add(
    tx: &mut Tx,
    naming: Naming<'_>,
    id: &GroupId,
    language: Language,
) -> Answer<AddingOutcome> {
    let (account, by) = (naming.account, naming.by);
    let group = of_account(tx.db, account, id)?;
    let entry = entry(tx.db, group, by, tx.now)?;
    let mut roll = roll(tx.db, &entry, naming.names)?;
    let inviting = Inviting {
        language,
        upload: None,
    };
    let called = roll.called.clone();
    let mut refused = None;
    let came = naming.carry_out(tx, &called, |tx, name| {
        let given = roll.add(name, &entry, &inviting, || tx.new_id());
        if let Err(NewcomerFault::Refused(refusal)) = &given {
            refused.get_or_insert(refusal.clone());
        }
        given
    })?;
    if let (Ok(AddingOutcome::Nobody(_)), Some(refusal)) = (&came, refused) {
        carry_out(tx, &entry.group, by, Err(refusal))?.ok();
    }
    Ok(came)
}
