//! What is given without looking at the requests that wait: those it meets are approved by whoever gave it, and invitations that
//! offer nothing else are withdrawn.

use crate::storage::{Error, Tx};
use crate::store;
use domain::group::GroupFact;
use domain::invitation::InvitationFact;
use domain::membership::{Holder, Membership, MembershipFact};
use domain::rules::access_request::meet;
use domain::virtual_account::Tree;
use domain::{Event, PersonId, SmartAccountId};
use std::collections::{BTreeMap, BTreeSet};

/// Somebody, or a group, has something new in an account.
struct Given {
    holder: Holder,
    account: SmartAccountId,
    by: PersonId,
    memberships: Vec<Membership>,
}

/// Who was given something by whom. In: what was recorded, and whoever did it.
fn given(tx: &mut Tx, events: &[Event]) -> Result<Vec<Given>, Error> {
    // Whoever accepts is given it by whoever invited them.
    let invited_by = events.iter().find_map(|event| match event {
        Event::Invitation(InvitationFact::Accepted { invitation, .. }) => {
            invitation.offers.last().map(|offer| offer.by.clone())
        }
        _ => None,
    });
    let by = invited_by.or_else(|| tx.author.actor.person().cloned());
    let mut all: BTreeMap<(Holder, SmartAccountId), Given> = BTreeMap::new();
    let mut joins: BTreeSet<(domain::GroupId, PersonId)> = BTreeSet::new();
    for event in events {
        match event {
            Event::Membership(
                MembershipFact::Granted(new) | MembershipFact::Changed { after: new, .. },
            ) => {
                let Some(by) = new.granted_by.person() else {
                    continue;
                };
                let key = (new.holder.clone(), new.account.clone());
                let entry = all.entry(key).or_insert_with(|| Given {
                    holder: new.holder.clone(),
                    account: new.account.clone(),
                    by: by.clone(),
                    memberships: Vec::new(),
                });
                entry.memberships.push(new.clone());
            }
            Event::Group(GroupFact::MemberAdded { group, person, .. }) => {
                joins.insert((group.id.clone(), person.clone()));
            }
            _ => {}
        }
    }
    let Some(by) = by.filter(|_| !joins.is_empty()) else {
        return Ok(all.into_values().collect());
    };
    let groups: BTreeSet<String> = joins.iter().map(|(group, _)| group.to_string()).collect();
    let groups: Vec<String> = groups.into_iter().collect();
    let held = store::membership::held_by_groups(tx.db, &groups)?;
    for (group, person) in joins {
        let theirs = held.iter().filter(|one| one.holder.group() == Some(&group));
        for membership in theirs {
            let holder = Holder::Person(person.clone());
            let key = (holder.clone(), membership.account.clone());
            let entry = all.entry(key).or_insert_with(|| Given {
                holder,
                account: membership.account.clone(),
                by: by.clone(),
                memberships: Vec::new(),
            });
            entry.memberships.push(membership.clone());
        }
    }
    Ok(all.into_values().collect())
}

/// What follows for requests and invitations that ask for or offer what was just given.
pub(super) fn events(tx: &mut Tx, events: &[Event]) -> Result<Vec<Event>, Error> {
    let all = given(tx, events)?;
    let mut met = Vec::new();
    let mut trees: BTreeMap<SmartAccountId, Tree> = BTreeMap::new();
    for (account, of_it) in by_account(&all) {
        let holders: Vec<Holder> = of_it.iter().map(|given| given.holder.clone()).collect();
        let requests = store::access_request::pending_of_holders(tx.db, &account, &holders)?;
        let open = store::invitation::open_for_people(tx.db, &account, &people(&holders))?;
        if requests.is_empty() && open.is_empty() {
            continue;
        }
        if !trees.contains_key(&account) {
            let parts = store::virtual_account::virtual_accounts(tx.db, &account)?;
            trees.insert(account.clone(), Tree::of(&parts));
        }
        let Some(tree) = trees.get(&account) else {
            continue;
        };
        // Of all who were given something, these few asked for something or were invited as well.
        for request in requests {
            let held = match request.holder() {
                Holder::Person(id) => store::membership::held(tx.db, &id, &account)?,
                holder => store::membership::held_by(tx.db, &holder, &account)?,
            };
            let groups = match request.holder() {
                Holder::Person(id) => store::group::groups_of(tx.db, &id)?,
                Holder::Group(_) => BTreeSet::new(),
            };
            let new = of_it.iter().filter(|given| match &given.holder {
                Holder::Group(id) if groups.contains(id) => true,
                holder => *holder == request.holder(),
            });
            for given in new {
                let (by, new) = (&given.by, &given.memberships);
                if let Some(event) = meet(&request, by, &held, new, tree, tx.now) {
                    met.push(event);
                    break;
                }
            }
        }
        for (id, invitation) in open {
            let held = store::membership::held(tx.db, &id, &account)?;
            let groups = store::group::groups_of(tx.db, &id)?;
            let fact = domain::rules::invitation::meet(&invitation, &held, &groups, tx.now);
            met.extend(fact.map(Event::Invitation));
        }
    }
    Ok(met)
}

fn by_account(all: &[Given]) -> BTreeMap<SmartAccountId, Vec<&Given>> {
    let mut by: BTreeMap<SmartAccountId, Vec<&Given>> = BTreeMap::new();
    for given in all {
        by.entry(given.account.clone()).or_default().push(given);
    }
    by
}

fn people(holders: &[Holder]) -> Vec<String> {
    let people = holders.iter().filter_map(Holder::person);
    people.map(ToString::to_string).collect()
}
