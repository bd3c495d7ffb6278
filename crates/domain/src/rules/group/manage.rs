//! Making and managing groups. A group is a way to give roles to many, so whoever changes who is in it needs what giving those
//! roles needs; and nobody gains by their own hand.

use crate::group::{Group, GroupFact, Label};
use crate::membership::{Membership, Reach};
use crate::virtual_account::Tree;
use crate::{Event, GroupId, Moment, PersonId, Refusal, SmartAccountId, VirtualAccountId};
use std::collections::{BTreeMap, BTreeSet};

/// Somebody, and how far their rights in a group's account reach.
#[derive(Debug, Clone)]
pub struct GroupManager {
    pub person: PersonId,
    /// [`crate::Right::GroupManage`].
    pub manages: Reach,
    /// [`crate::Right::MemberManage`]: which roles they give.
    pub gives: Reach,
}

impl GroupManager {
    /// A group that somebody does not manage is not there, for whoever reaches for it.
    pub(super) fn must_manage(&self, group: &Group) -> Result<(), Refusal> {
        if self.manages.covers(&group.scope()) {
            Ok(())
        } else {
            Err(Refusal::NotFound)
        }
    }
}

/// A new group of an account, or of one of its Virtual Accounts.
///
/// In: `is_taken`, whether another group of the account has the name.
pub fn create(
    by: &GroupManager,
    id: GroupId,
    account: &SmartAccountId,
    virtual_account: Option<VirtualAccountId>,
    label: Label,
    tree: &Tree,
    is_taken: bool,
) -> Result<Event, Refusal> {
    let group = Group {
        id,
        account: account.clone(),
        virtual_account,
        name: label.name,
        description: label.description,
        version: 1,
    };
    // Asked first, so that a Virtual Account out of reach is like one that there is not.
    if !by.manages.covers(&group.scope()) {
        return Err(Refusal::BeyondOwnRights);
    }
    let on = group.virtual_account.as_ref();
    if on.is_some_and(|id| !tree.contains(id)) {
        return Err(Refusal::VirtualAccountOfAnotherAccount);
    }
    if is_taken {
        return Err(Refusal::GroupNameTaken);
    }
    Ok(Event::Group(GroupFact::Created(group)))
}

/// Another name or description. Out: no event where nothing differs.
pub fn change(
    by: &GroupManager,
    group: &Group,
    seen_version: u32,
    label: Label,
    is_taken: bool,
) -> Result<Vec<Event>, Refusal> {
    by.must_manage(group)?;
    if group.version != seen_version {
        return Err(Refusal::StalePage);
    }
    if (&label.name, &label.description) == (&group.name, &group.description) {
        return Ok(Vec::new());
    }
    if is_taken {
        return Err(Refusal::GroupNameTaken);
    }
    let after = Group {
        name: label.name,
        description: label.description,
        version: group.version + 1,
        ..group.clone()
    };
    let before = group.clone();
    Ok(vec![Event::Group(GroupFact::Changed { before, after })])
}

/// Whether `by` may put people into a group.
///
/// In: `held`, all that it holds anywhere. Roles in other accounts were given there to whoever is in the group; those in the
/// group's own account are given by whoever adds somebody.
pub fn may_fill(
    by: &GroupManager,
    group: &Group,
    held: &[Membership],
    is_open: bool,
    now: Moment,
) -> Result<(), Refusal> {
    by.must_manage(group)?;
    if !is_open {
        return Err(Refusal::AccountNotOpen);
    }
    let here = |m: &&Membership| m.account == group.account && m.holds_at(now);
    if held
        .iter()
        .filter(here)
        .all(|m| by.gives.covers(&m.scope()))
    {
        Ok(())
    } else {
        Err(Refusal::BeyondOwnRights)
    }
}

/// Puts people into a group, all of them or none.
///
/// In: `held`, all that the group holds anywhere; `is_open`, whether the group's account is active; `new`, active people who
/// are not in it yet.
pub fn add_members(
    by: &GroupManager,
    group: &Group,
    held: &[Membership],
    new: &BTreeSet<PersonId>,
    is_open: bool,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    by.must_manage(group)?;
    let held = holding(held, now);
    // Nobody gives themselves a role, wherever.
    if new.contains(&by.person) && !held.is_empty() {
        return Err(Refusal::OwnMembership);
    }
    may_fill(by, group, &held, is_open, now)?;
    let mut events = Vec::new();
    for person in new {
        events.push(Event::Group(GroupFact::MemberAdded {
            group: group.clone(),
            person: person.clone(),
            on: at_home(group, &held),
        }));
        events.extend(elsewhere(group, &held).into_iter().map(|(account, on)| {
            Event::Group(GroupFact::GuestAdded {
                group: group.clone(),
                person: person.clone(),
                account,
                on,
            })
        }));
    }
    Ok(events)
}

/// Takes people out of a group. In: `out`, people who are in it.
pub fn remove_members(
    by: &GroupManager,
    group: &Group,
    held: &[Membership],
    out: &BTreeSet<PersonId>,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    by.must_manage(group)?;
    Ok(out
        .iter()
        .flat_map(|person| removed(group, held, person, now))
        .collect())
}

/// Leaves a group. In: `is_in`, whether `person` is in it; to others it does not exist.
pub fn leave(
    person: &PersonId,
    group: &Group,
    held: &[Membership],
    is_in: bool,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    if is_in {
        Ok(removed(group, held, person, now))
    } else {
        Err(Refusal::NotFound)
    }
}

fn removed(group: &Group, held: &[Membership], person: &PersonId, now: Moment) -> Vec<Event> {
    let held = holding(held, now);
    let mut events = vec![Event::Group(GroupFact::MemberRemoved {
        group: group.clone(),
        person: person.clone(),
        on: at_home(group, &held),
    })];
    events.extend(elsewhere(group, &held).into_iter().map(|(account, on)| {
        Event::Group(GroupFact::GuestRemoved {
            group: group.clone(),
            person: person.clone(),
            account,
            on,
        })
    }));
    events
}

/// The record of an attempt that was refused.
pub fn change_refused(group: &Group, by: &PersonId, refusal: &Refusal) -> Event {
    Event::Group(GroupFact::Refused {
        group: group.clone(),
        by: by.clone(),
        code: refusal.code().to_owned(),
    })
}

pub(super) fn holding(held: &[Membership], now: Moment) -> Vec<Membership> {
    held.iter().filter(|m| m.holds_at(now)).cloned().collect()
}

/// The Virtual Accounts of its own account on which a group holds roles.
pub(super) fn at_home(group: &Group, held: &[Membership]) -> Vec<VirtualAccountId> {
    let here = held.iter().filter(|m| m.account == group.account);
    let on: BTreeSet<_> = here.filter_map(|m| m.virtual_account.clone()).collect();
    on.into_iter().collect()
}

/// The accounts but its own where a group holds roles, with the Virtual Accounts these are on; none of them where one is on
/// the whole account.
fn elsewhere(
    group: &Group,
    held: &[Membership],
) -> BTreeMap<SmartAccountId, Vec<VirtualAccountId>> {
    let mut found: BTreeMap<SmartAccountId, Vec<VirtualAccountId>> = BTreeMap::new();
    let away = |m: &&Membership| m.account != group.account;
    for membership in held.iter().filter(away) {
        let on = found.entry(membership.account.clone()).or_default();
        on.extend(membership.virtual_account.clone());
    }
    for membership in held
        .iter()
        .filter(away)
        .filter(|m| m.virtual_account.is_none())
    {
        found.insert(membership.account.clone(), Vec::new());
    }
    found
}

/// A group as it stands when somebody puts people into it.
#[derive(Debug, Clone)]
pub struct GroupEntry {
    pub by: GroupManager,
    pub group: Group,
    /// All that the group holds anywhere.
    pub held: Vec<Membership>,
    /// Whether the group's account is active.
    pub is_open: bool,
    pub now: Moment,
}
