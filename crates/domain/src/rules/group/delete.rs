//! Deleting groups, at once or bit by bit, and what becomes of one whose Virtual Account is deleted.

use crate::access_request::AccessRequest;
use crate::group::{Group, GroupFact, MOST_AT_ONCE};
use crate::invitation::Invitation;
use crate::membership::{EndCause, Membership};
use crate::rules::access_request::withdraw_with_group;
use crate::rules::group::manage::{GroupManager, at_home, holding};
use crate::{Event, Moment, PersonId, Refusal, Scope, VirtualAccountId, rules};

/// What hangs on a group that is to go, or some of it.
#[derive(Debug, Clone, Default)]
pub struct GoesWithGroup {
    /// The requests that wait for it.
    pub pending: Vec<AccessRequest>,
    /// The open invitations that offer a place in it.
    pub invitations: Vec<Invitation>,
    /// People in it.
    pub members: Vec<PersonId>,
    /// What it holds, anywhere.
    pub held: Vec<Membership>,
}

/// Deletes a group with all that hangs on it: what it holds ends wherever it is held, what was asked for it is withdrawn, invitations go
/// on without it, and nobody is in it any more.
///
/// Errors: it holds a role here that `by` may not end ([`Refusal::BeyondOwnRights`]).
pub fn delete(
    by: &GroupManager,
    group: &Group,
    hanging: &GoesWithGroup,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    let here = hanging.held.iter().filter(|m| m.account == group.account);
    may_go(by, group, here.map(Membership::scope))?;
    let mut events = withdrawn(group, &hanging.pending, now);
    events.extend(narrowed(group, &hanging.invitations));
    events.extend(ended(&hanging.held)?);
    let on = at_home(group, &holding(&hanging.held, now));
    events.extend(emptied(group, &hanging.members, &on, &[]));
    events.push(deleted(group));
    Ok(events)
}

/// Begins to delete a group on which too much hangs to go at once. What hangs on it then goes bit by bit ([`goes_bit_by_bit`]), and
/// it is [`deleted`] in the end.
///
/// In: `here`, what the roles are on that it holds in its account; how much hangs on it. Errors: as [`delete`].
pub fn begin_deletion(
    by: &GroupManager,
    group: &Group,
    here: impl IntoIterator<Item = Scope>,
    hanging: u64,
) -> Result<Event, Refusal> {
    may_go(by, group, here)?;
    Ok(Event::Group(GroupFact::DeletionBegun {
        group: group.clone(),
        hanging,
    }))
}

fn may_go(
    by: &GroupManager,
    group: &Group,
    here: impl IntoIterator<Item = Scope>,
) -> Result<(), Refusal> {
    by.must_manage(group)?;
    if !here.into_iter().all(|scope| by.gives.covers(&scope)) {
        return Err(Refusal::BeyondOwnRights);
    }
    Ok(())
}

/// What becomes of some of what hangs on a group that goes: first requests, invitations and people, and what it holds only once nobody is in it.
///
/// In: `on`, the Virtual Accounts of its own account on which it holds roles; `had`, the first of what it holds.
pub fn goes_bit_by_bit(
    group: &Group,
    some: &GoesWithGroup,
    on: &[VirtualAccountId],
    had: &[Membership],
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    let mut events = withdrawn(group, &some.pending, now);
    events.extend(narrowed(group, &some.invitations));
    events.extend(emptied(group, &some.members, on, had));
    events.extend(ended(&some.held)?);
    Ok(events)
}

/// It is gone.
pub fn deleted(group: &Group) -> Event {
    Event::Group(GroupFact::Deleted(group.clone()))
}

fn withdrawn(group: &Group, pending: &[AccessRequest], now: Moment) -> Vec<Event> {
    let requests = pending.iter();
    let withdrawn = requests.flat_map(|request| withdraw_with_group(request, &group.id, now));
    withdrawn.collect()
}

fn narrowed(group: &Group, invitations: &[Invitation]) -> impl Iterator<Item = Event> {
    let invitations = invitations.iter();
    invitations.filter_map(|one| one.without_group(group))
}

/// A group's role never is what keeps an account administered.
fn ended(held: &[Membership]) -> Result<Vec<Event>, Refusal> {
    let held = held.iter();
    held.map(|membership| rules::membership::end(membership, &[], EndCause::Removed))
        .collect()
}

fn emptied(
    group: &Group,
    members: &[PersonId],
    on: &[VirtualAccountId],
    had: &[Membership],
) -> Vec<Event> {
    let some = members.chunks(MOST_AT_ONCE);
    some.map(|people| {
        Event::Group(GroupFact::Emptied {
            group: group.clone(),
            people: people.to_vec(),
            on: on.to_vec(),
            had: had.to_vec(),
        })
    })
    .collect()
}

/// A group whose Virtual Account is deleted belongs to the one around it from then on, or to the whole account.
pub fn hand_on(group: &Group, around: Option<VirtualAccountId>) -> Event {
    let after = Group {
        virtual_account: around,
        version: group.version + 1,
        ..group.clone()
    };
    let before = group.clone();
    Event::Group(GroupFact::Changed { before, after })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::membership::{Holder, Reach, Source};
    use crate::rules::group::{add_members, remove_members};
    use crate::{Actor, GroupId, MembershipId, Role, SmartAccountId};
    use std::collections::BTreeSet;

    #[test]
    fn those_on_whose_virtual_account_a_group_holds_roles_see_who_comes_and_goes() {
        let group = Group {
            id: GroupId::new(1),
            account: SmartAccountId::new(1),
            virtual_account: None,
            name: "Planning".into(),
            description: None,
            version: 1,
        };
        let lyon = VirtualAccountId::new(7);
        let held = [Membership {
            id: MembershipId::new(1),
            holder: Holder::Group(group.id.clone()),
            account: group.account.clone(),
            role: Role::VaUser,
            virtual_account: Some(lyon.clone()),
            source: Source::Administrator,
            granted_by: Actor::System,
            since: Moment(0),
            until: None,
        }];
        let by = GroupManager {
            person: PersonId::new(1),
            manages: Reach::Account,
            gives: Reach::Account,
        };
        let people = BTreeSet::from([PersonId::new(2)]);
        let came = add_members(&by, &group, &held, &people, true, Moment(1)).unwrap();
        let went = remove_members(&by, &group, &held, &people, Moment(1)).unwrap();
        let everybody: Vec<PersonId> = people.into_iter().collect();
        let delete = |held: &[Membership]| {
            let hanging = GoesWithGroup {
                members: everybody.clone(),
                held: held.to_vec(),
                ..GoesWithGroup::default()
            };
            delete(&by, &group, &hanging, Moment(1)).unwrap()
        };
        let gone = delete(&[]);
        let seen = [lyon];
        assert_eq!(came[0].concerns().virtual_accounts, seen);
        assert_eq!(went[0].concerns().virtual_accounts, seen);
        assert!(gone[0].concerns().virtual_accounts.is_empty());
        let ended = delete(&held);
        assert_eq!(ended[0].concerns().virtual_accounts, seen);
        assert_eq!(ended[1].concerns().virtual_accounts, seen);
    }
}
