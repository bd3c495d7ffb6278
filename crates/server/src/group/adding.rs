//! Putting people into a group by name: by user ID or address, few on a page or many in a file.

use super::{ALL, carry_out, keeper, of_account, store};
use crate::membership::{self, adding::called};
use crate::storage::{AnyConnection, Error, Tx};
use crate::{event_log, person, smart_account};
use domain::group::{Entry, Group, Roll};
use domain::newcomer::{Fault, Name};
use domain::smart_account::AccountStatus;
use domain::{GroupId, Moment, PersonId, SmartAccountId};

/// As many may be named on the page; for more there is the file.
pub const MOST_TYPED: usize = 200;

/// What is known of those named for a group: a handful of queries, however many they are.
pub fn roll(db: &mut AnyConnection, id: &GroupId, names: &[Name]) -> Result<Roll, Error> {
    let called = called(db, names)?;
    let people: Vec<String> = called.values().map(ToString::to_string).collect();
    let gone = person::store::deactivated(db, &people)?;
    let is_gone = |person: &&PersonId| gone.contains(person.as_str());
    Ok(Roll {
        gone: called.values().filter(is_gone).cloned().collect(),
        within: store::are_in(db, id, &people)?,
        called,
    })
}

/// A group as it stands, for somebody who puts people into it.
pub fn entry(
    db: &mut AnyConnection,
    group: Group,
    by: &PersonId,
    now: Moment,
) -> Result<Entry, Error> {
    let account = smart_account::store::find(db, &group.account)?;
    Ok(Entry {
        by: keeper(db, by, &group.account, now)?,
        held: membership::store::held_by_group(db, &group.id, ALL)?,
        is_open: account.status == AccountStatus::Active,
        group,
        now,
    })
}

/// Puts everybody named into a group, or nobody: then it says what is wrong with whom.
/// Out: how many are new in it; whoever was in it already stays.
pub fn add(
    tx: &mut Tx,
    account: &SmartAccountId,
    by: &PersonId,
    id: &GroupId,
    names: &[Name],
) -> Result<Result<usize, Vec<(Name, Fault)>>, Error> {
    let group = of_account(tx.db, account, id)?;
    let mut roll = roll(tx.db, id, names)?;
    let entry = entry(tx.db, group, by, tx.now)?;
    let (mut new, mut events, mut wrong) = (0, Vec::new(), Vec::new());
    for name in names {
        match roll.add(name, &entry) {
            Ok(joins) => {
                new += usize::from(!joins.is_empty());
                events.extend(joins);
            }
            Err(fault) => wrong.push((name.clone(), fault)),
        }
    }
    let refused = wrong.iter().find_map(|(_, fault)| match fault {
        Fault::Refused(refusal) => Some(refusal.clone()),
        _ => None,
    });
    if wrong.is_empty() {
        event_log::record(tx, &events)?;
        return Ok(Ok(new));
    }
    if let Some(refusal) = refused {
        carry_out(tx, &entry.group, by, Err(refusal))?.ok();
    }
    Ok(Err(wrong))
}
