//! Who decides in whose place while they are away.

use crate::standing::membership::awake;
use crate::storage::{AnyConnection, Error};
use crate::store;
use domain::membership::Membership;
use domain::person::Person;
use domain::{Moment, PersonId, Role, SmartAccountId};
use std::collections::{BTreeMap, BTreeSet};

/// What lets a deputy decide: the roles of whoever is away.
#[derive(Debug, Clone)]
pub struct Lent {
    /// Who is away.
    pub by: PersonId,
    pub held: Vec<Membership>,
}

/// What lets somebody decide in an account as deputy, as long as they hold a role there themselves. What who is away has as a deputy
/// themselves is not passed on, and nothing of who is deactivated.
pub fn lent(
    db: &mut AnyConnection,
    deputy: &PersonId,
    account: &SmartAccountId,
    now: Moment,
) -> Result<Vec<Lent>, Error> {
    let away = store::absence::deputy_for(db, deputy, now)?;
    if away.is_empty() || !is_there(db, deputy, account, now)? {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for one in away {
        if store::person::deactivated_at(db, &one.person)?.is_some() {
            continue;
        }
        let held = awake(db, &one.person, account)?;
        if !held.is_empty() {
            let by = one.person;
            found.push(Lent { by, held });
        }
    }
    Ok(found)
}

/// Whether somebody holds a role in an account that gives them anything now.
fn is_there(
    db: &mut AnyConnection,
    person: &PersonId,
    account: &SmartAccountId,
    now: Moment,
) -> Result<bool, Error> {
    let held = awake(db, person, account)?;
    Ok(held.iter().any(|one| one.holds_at(now)))
}

/// Somebody who can be mailed that they may decide, by a role of theirs or of whoever's deputy they are.
#[derive(Debug, Clone)]
pub struct Reached {
    pub membership: Membership,
    pub person: Person,
    /// When they were last here.
    pub seen: Moment,
    /// In whose place, where they are a deputy.
    pub in_place_of: Option<PersonId>,
}

/// Those who decide by a role in an account and can be mailed: in place of who is away stands their deputy, who holds a role there, can be
/// mailed and is here.
pub fn reached_deciders(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    role: Role,
    now: Moment,
) -> Result<Vec<Reached>, Error> {
    let found = store::membership::reachable_holders(db, account, role, now)?;
    // Whoever is away need not be mailed themselves for their deputy to be.
    let mut held: Vec<(Membership, PersonId)> = store::membership::of_role(db, account, role)?
        .into_iter()
        .filter(|one| one.holds_at(now))
        .filter_map(|one| Some((one.clone(), one.holder.person()?.clone())))
        .collect();
    let through = found
        .iter()
        .filter(|(one, ..)| one.holder.group().is_some());
    held.extend(through.map(|(one, person, _)| (one.clone(), person.id.clone())));
    let people: BTreeSet<String> = held.iter().map(|(_, id)| id.to_string()).collect();
    let away = store::absence::away_among(db, &people.into_iter().collect::<Vec<_>>(), now)?;
    let own = found
        .into_iter()
        .filter(|(_, one, _)| !away.contains_key(&one.id));
    let mut reached: Vec<Reached> = own
        .map(|(membership, person, seen)| Reached {
            membership,
            person,
            seen,
            in_place_of: None,
        })
        .collect();
    if away.is_empty() {
        return Ok(reached);
    }
    let gone: Vec<String> = away.keys().map(ToString::to_string).collect();
    let gone = store::person::deactivated(db, &gone)?;
    let deputies: BTreeSet<PersonId> = away.values().flatten().cloned().collect();
    let deputies = here(db, &deputies, account, now)?;
    for (membership, id) in held {
        let deputy = away.get(&id).and_then(Option::as_ref);
        let deputy = deputy.filter(|_| !gone.contains(id.as_str()));
        if let Some((person, seen)) = deputy.and_then(|deputy| deputies.get(deputy)) {
            reached.push(Reached {
                membership,
                person: person.clone(),
                seen: *seen,
                in_place_of: Some(id),
            });
        }
    }
    Ok(reached)
}

/// Those who hold a role in an account, can be mailed and log in, and are not away, each with when they were last here.
fn here(
    db: &mut AnyConnection,
    people: &BTreeSet<PersonId>,
    account: &SmartAccountId,
    now: Moment,
) -> Result<BTreeMap<PersonId, (Person, Moment)>, Error> {
    let ids: Vec<String> = people.iter().map(ToString::to_string).collect();
    let gone = store::person::deactivated(db, &ids)?;
    let away = store::absence::away_among(db, &ids, now)?;
    let seen = store::person::last_active_of(db, &ids)?;
    let mut here = BTreeMap::new();
    for person in store::person::find_all(db, &ids)? {
        let id = person.id.clone();
        let is_here = person.email.is_some()
            && !gone.contains(id.as_str())
            && !away.contains_key(&id)
            && store::person::failing(db, &id)?.is_none()
            && is_there(db, &id, account, now)?;
        if let (true, Some(at)) = (is_here, seen.get(id.as_str())) {
            here.insert(id, (person, *at));
        }
    }
    Ok(here)
}
