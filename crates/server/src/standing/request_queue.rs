//! Who decides what is asked for in a queue: the people whom its programme names, or Support; operators where there is nobody else.

use crate::config::Rules;
use crate::storage::{AnyConnection, Error};
use crate::store;
use domain::PersonId;
use domain::access_request::RequestQueue;
use domain::person::{Duty, Person, UserId};
use std::collections::BTreeSet;

/// Who decides in a queue.
enum Named<'a> {
    /// These people, by their user IDs.
    People(&'a [UserId]),
    /// The support agents, and the operators where there are none.
    Support,
}

/// A programme that is no more is left to Support.
fn named<'a>(rules: &'a Rules, queue: &RequestQueue) -> Named<'a> {
    match queue {
        RequestQueue::Contracts => Named::Support,
        RequestQueue::Programme(key) => match rules.programme(key.as_str()) {
            Some(programme) if !programme.is_with_support() => Named::People(&programme.deciders),
            _ => Named::Support,
        },
    }
}

/// Whether Support decides in a queue.
pub fn is_with_support(rules: &Rules, queue: &RequestQueue) -> bool {
    matches!(named(rules, queue), Named::Support)
}

/// Everybody who decides what this person asks for in a queue, and can log in and be mailed; the person left out.
pub fn deciders(
    db: &mut AnyConnection,
    rules: &Rules,
    queue: &RequestQueue,
    applicant: &PersonId,
) -> Result<Vec<Person>, Error> {
    let others = |mut found: Vec<Person>| {
        found.retain(|one| one.email.is_some() && one.id != *applicant);
        found
    };
    let named = others(everybody(db, rules, queue)?);
    if named.is_empty() {
        Ok(others(store::person::staff(db, Duty::Operator)?))
    } else {
        Ok(named)
    }
}

/// Those who decide in a queue, operators aside, and can log in.
fn everybody(
    db: &mut AnyConnection,
    rules: &Rules,
    queue: &RequestQueue,
) -> Result<Vec<Person>, Error> {
    match named(rules, queue) {
        Named::People(user_ids) => store::person::active(db, user_ids),
        Named::Support => store::person::staff(db, Duty::SupportAgent),
    }
}

/// Whose requests of a queue somebody decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QueueReach {
    All,
    /// Those of the only one who decides here, whom nobody but operators could answer.
    Of(PersonId),
    Nothing,
}

/// Whose requests of a queue somebody decides who can log in, their own aside.
pub fn reach(
    db: &mut AnyConnection,
    rules: &Rules,
    queue: &RequestQueue,
    person: &Person,
) -> Result<QueueReach, Error> {
    let is_named = match named(rules, queue) {
        Named::People(user_ids) => user_ids.contains(&person.user_id),
        Named::Support => person.is_support_agent,
    };
    if is_named {
        return Ok(QueueReach::All);
    }
    if !person.is_operator {
        return Ok(QueueReach::Nothing);
    }
    // As with cases: where nobody but who asks decides, operators do.
    let mut others = everybody(db, rules, queue)?.into_iter();
    Ok(match (others.next(), others.next()) {
        (None, _) => QueueReach::All,
        (Some(only), None) => QueueReach::Of(only.id),
        _ => QueueReach::Nothing,
    })
}

/// Whether somebody who can log in decides what `applicant` asks for in a queue, if it is not themselves.
pub fn decides(
    db: &mut AnyConnection,
    rules: &Rules,
    queue: &RequestQueue,
    person: &Person,
    applicant: &PersonId,
) -> Result<bool, Error> {
    Ok(match reach(db, rules, queue, person)? {
        QueueReach::All => true,
        QueueReach::Of(only) => only == *applicant,
        QueueReach::Nothing => false,
    })
}

/// The programmes somebody decides, by key.
pub fn decided_by(
    db: &mut AnyConnection,
    rules: &Rules,
    person: &Person,
) -> Result<BTreeSet<String>, Error> {
    let is_support = store::support_case::is_staff(db, person)?;
    let decides = rules.programmes.iter().filter(|programme| {
        if programme.is_with_support() {
            is_support
        } else {
            programme.deciders.contains(&person.user_id)
        }
    });
    Ok(decides
        .map(|programme| programme.key().to_string())
        .collect())
}
