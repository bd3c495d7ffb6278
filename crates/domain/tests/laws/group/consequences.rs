//! What else follows: what goes with a group, who is told, and what a request for one gives.

use super::story::{live, tries};
use crate::support::cases::so_many_cases;
use domain::access_request::{AccessRequest, RequestFact, RequestStatus};
use domain::group::GroupFact;
use domain::membership::{Holder, MembershipFact};
use domain::*;
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

proptest! {
    #![proptest_config(so_many_cases(400))]

    /// A deleted group leaves nothing behind, and takes nothing else along.
    #[test]
    fn what_hangs_on_a_group_goes_with_it(story in vec(tries(), 1..50)) {
        live(&story, |before, _, events, after| {
            let deleted = events.iter().find_map(|event| match event {
                Event::Group(GroupFact::Deleted(group)) => Some(group.id.clone()),
                _ => None,
            });
            let Some(id) = deleted else { return Ok(()) };
            let holder = Holder::Group(id.clone());
            prop_assert!(after.held_by(&holder).is_empty() && after.people_in(&id).is_empty());
            let waits = |r: &&AccessRequest| r.for_group.as_ref() == Some(&id) && r.status == RequestStatus::Pending;
            prop_assert!(after.requests.iter().find(waits).is_none());
            let others: Vec<_> = before.memberships.iter().filter(|m| m.holder != holder).cloned().collect();
            prop_assert_eq!(&after.memberships, &others);
            Ok(())
        })?;
    }

    /// Every account where a group holds roles is told of each who joins or leaves, once, and no other account is.
    #[test]
    fn other_accounts_are_told_who_joins_and_leaves(story in vec(tries(), 1..50)) {
        live(&story, |before, _, events, _| {
            let mut told: BTreeMap<(bool, GroupId, PersonId), Vec<SmartAccountId>> = BTreeMap::new();
            let mut changes = BTreeSet::new();
            for event in events {
                match event {
                    Event::Group(GroupFact::MemberAdded { group, person, .. }) => { changes.insert((true, group.id.clone(), person.clone())); }
                    Event::Group(GroupFact::MemberRemoved { group, person, .. }) => { changes.insert((false, group.id.clone(), person.clone())); }
                    Event::Group(GroupFact::GuestAdded { group, person, account, .. }) => {
                        told.entry((true, group.id.clone(), person.clone())).or_default().push(account.clone());
                    }
                    Event::Group(GroupFact::GuestRemoved { group, person, account, .. }) => {
                        told.entry((false, group.id.clone(), person.clone())).or_default().push(account.clone());
                    }
                    _ => {}
                }
            }
            for change in &changes {
                let group = before.groups.iter().find(|g| g.id == change.1).expect("a group");
                let held = before.held_by(&Holder::Group(group.id.clone()));
                let wanted: BTreeSet<_> = held.into_iter().map(|m| m.account).filter(|a| *a != group.account).collect();
                let found = told.remove(change).unwrap_or_default();
                prop_assert_eq!(found, wanted.into_iter().collect::<Vec<_>>());
            }
            prop_assert!(told.is_empty());
            Ok(())
        })?;
    }

    /// A request for a group is decided by somebody outside it, and what is granted the group holds.
    #[test]
    fn a_request_for_a_group_is_decided_from_outside_and_granted_to_the_group(story in vec(tries(), 1..60)) {
        live(&story, |before, by, events, _| {
            for event in events {
                let Event::AccessRequest(about) = event else { continue };
                if let RequestFact::Approved { .. } = about.fact {
                    let group = about.for_group.clone().expect("a group");
                    prop_assert!(!before.people_in(&group).contains(by) && about.applicant != *by);
                    let asked = before.requests.iter().find(|r| r.id == about.request).expect("a request");
                    prop_assert!(before.sender_manages(asked), "for a group its sender does not manage");
                    let granted = events.iter().filter_map(|event| match event {
                        Event::Membership(MembershipFact::Granted(m)) => Some(&m.holder),
                        _ => None,
                    });
                    prop_assert!(granted.into_iter().all(|holder| *holder == Holder::Group(group.clone())));
                }
                if let RequestFact::Sent(request) = &about.fact {
                    let waits = |r: &&AccessRequest| r.status == RequestStatus::Pending && r.for_group == request.for_group && r.target == request.target;
                    prop_assert!(before.requests.iter().find(waits).is_none(), "one at a time");
                }
            }
            Ok(())
        })?;
    }
}
