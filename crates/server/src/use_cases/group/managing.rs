//! Making and changing groups, taking people out, and the roles groups hold; each is one transaction.

use crate::event_log::Answer;
use crate::standing::group::{ALL, is_managed_by, manager, of_account, role_of};
use crate::storage::{Error, Tx};
use crate::{event_log, standing, store};
use domain::group::{Group, Label};
use domain::membership::{Holder, Source, Terms};
use domain::virtual_account::Tree;
use domain::{
    Event, GroupId, MembershipId, PersonId, Refusal, Right, SmartAccountId, VirtualAccountId, rules,
};
use std::collections::BTreeSet;

/// Carries out what a rule answered. What somebody reached for that is not theirs stands in the event log.
pub(crate) fn carry_out(
    tx: &mut Tx,
    group: &Group,
    by: &PersonId,
    answer: Result<Vec<Event>, Refusal>,
) -> Answer<()> {
    if let Err(refusal) = &answer
        && refusal.is_notable()
    {
        event_log::record(tx, &[rules::group::change_refused(group, by, refusal)])?;
    }
    event_log::record_answer(tx, answer)
}

/// Makes a group without members, of the account or of a Virtual Account in it. Out: its id.
///
/// Errors: they may not, or the name is taken.
pub fn create(
    tx: &mut Tx,
    account: &SmartAccountId,
    by: &PersonId,
    virtual_account: Option<&VirtualAccountId>,
    label: &Label,
) -> Result<GroupId, Error> {
    store::smart_account::find(tx.db, account)?.must_be_open()?;
    let manager = manager(tx.db, by, account, tx.now)?;
    let tree = Tree::of(&store::virtual_account::virtual_accounts(tx.db, account)?);
    let is_taken = store::group::name_is_taken(tx.db, account, &label.name, None)?;
    let id = GroupId::new(tx.new_id());
    let event = rules::group::create(
        &manager,
        id.clone(),
        account,
        virtual_account.cloned(),
        label.clone(),
        &tree,
        is_taken,
    )?;
    event_log::record(tx, &[event])?;
    Ok(id)
}

/// Gives a group another name or description.
pub fn change(
    tx: &mut Tx,
    account: &SmartAccountId,
    by: &PersonId,
    id: &GroupId,
    seen_version: u32,
    label: &Label,
) -> Result<(), Error> {
    store::smart_account::find(tx.db, account)?.must_be_open()?;
    let group = of_account(tx.db, account, id)?;
    let manager = manager(tx.db, by, account, tx.now)?;
    let is_taken = store::group::name_is_taken(tx.db, account, &label.name, Some(id))?;
    let events = rules::group::change(&manager, &group, seen_version, label.clone(), is_taken)?;
    event_log::record(tx, &events)
}

/// Takes people out of a group. Out: how many were in it.
pub fn remove_members(
    tx: &mut Tx,
    account: &SmartAccountId,
    by: &PersonId,
    id: &GroupId,
    people: &BTreeSet<PersonId>,
) -> Result<usize, Error> {
    let group = of_account(tx.db, account, id)?;
    let manager = manager(tx.db, by, account, tx.now)?;
    let ids: Vec<String> = people.iter().map(ToString::to_string).collect();
    let out = store::group::are_in(tx.db, id, &ids)?;
    let held = store::membership::held_by_group(tx.db, id, ALL)?;
    let events = rules::group::remove_members(&manager, &group, &held, &out, tx.now)?;
    event_log::record(tx, &events)?;
    Ok(out.len())
}

/// Somebody leaves a group they are in. Out: the group.
pub fn leave(tx: &mut Tx, person: &PersonId, id: &GroupId) -> Result<Group, Error> {
    let group = store::group::find(tx.db, id)?;
    let is_in = store::group::is_in(tx.db, id, person)?;
    let held = store::membership::held_by_group(tx.db, id, ALL)?;
    let events = rules::group::leave(person, &group, &held, is_in, tx.now)?;
    event_log::record(tx, &events)?;
    Ok(group)
}

/// Gives a group of the account a role there.
pub fn give_role(
    tx: &mut Tx,
    account: &SmartAccountId,
    by: &PersonId,
    id: &GroupId,
    terms: &Terms,
) -> Answer<()> {
    store::smart_account::find(tx.db, account)?.must_be_open()?;
    let group = of_account(tx.db, account, id)?;
    if !is_managed_by(tx.db, id, by, tx.now)? {
        return Err(Refusal::NotFound.into());
    }
    let authority =
        standing::membership::authority(tx.db, by, account, Right::MemberManage, tx.now)?;
    let grantee = standing::membership::grantee(tx.db, &Holder::Group(id.clone()), account)?;
    let ground = standing::membership::ground(tx.db, account)?;
    let (source, now) = (Source::Administrator, tx.now);
    let new_id = || MembershipId::new(tx.new_id());
    let answer =
        domain::rules::membership::add(&authority, &grantee, terms, &ground, &source, now, new_id);
    carry_out(tx, &group, by, answer)
}

/// Ends a role that a group, of this account or another, holds here.
pub fn end_role(
    tx: &mut Tx,
    account: &SmartAccountId,
    by: &PersonId,
    id: &GroupId,
    role: &MembershipId,
) -> Result<(), Error> {
    let membership = role_of(tx.db, account, id, role)?;
    let authority =
        standing::membership::authority(tx.db, by, account, Right::MemberManage, tx.now)?;
    // What is out of reach is not there.
    let hidden = |_| Refusal::NotFound;
    let event = domain::rules::membership::remove(&authority, &membership, &[]).map_err(hidden)?;
    event_log::record(tx, &[event])
}
