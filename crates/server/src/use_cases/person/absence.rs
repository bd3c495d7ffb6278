//! Going away and coming back.

use crate::event_log::Answer;
use crate::standing::person::must_be_operator;
use crate::storage::{AnyConnection, Error, Tx};
use crate::{event_log, standing, store};
use domain::absence::Absence;
use domain::membership::Membership;
use domain::rules::absence::DeputyGround;
use domain::{Actor, Moment, PersonId, Refusal, Right, SmartAccountId, rules};
use std::collections::BTreeMap;

/// As many roles of a deputy as are looked through.
const MOST_HELD: i64 = 2000;

/// What is typed about an absence.
#[derive(Debug, Clone)]
pub struct Planned {
    pub from: Moment,
    /// The first moment at which they are back.
    pub until: Moment,
    /// A user ID or an address; nothing for no deputy.
    pub deputy: String,
}

/// Notes when somebody is away, by themselves or by an operator. Errors: as [`rules::absence::go_away`].
pub fn go_away(tx: &mut Tx, person: &PersonId, planned: &Planned) -> Answer<()> {
    let by = by_whom(tx, person)?;
    if store::person::deactivated_at(tx.db, person)?.is_some() {
        return Ok(Err(Refusal::PersonDeactivated));
    }
    let before = store::absence::find(tx.db, person)?;
    let (deputy, ground) = match planned.deputy.trim() {
        "" => (None, None),
        name => match store::person::find_by_name(tx.db, name)? {
            None => return Ok(Err(Refusal::DeputyUnknown)),
            Some(found) => {
                let id = found.person.id.clone();
                let is_known_there = found.is_active && are_together(tx.db, person, &id, tx.now)?;
                let absence = store::absence::find(tx.db, &id)?.map(|known| known.absence);
                let ground = DeputyGround {
                    is_known_there,
                    absence,
                };
                (Some(id), Some(ground))
            }
        },
    };
    let absence = Absence {
        from: planned.from,
        until: planned.until,
        deputy,
    };
    let before = before.map(|known| known.absence);
    let answer = rules::absence::go_away(
        person,
        &by,
        absence,
        before.as_ref(),
        ground.as_ref(),
        tx.now,
    );
    event_log::record_answer(tx, answer)
}

/// Notes that somebody is back, or does not go. Errors: they are not away ([`Refusal::NothingToChange`]).
pub fn come_back(tx: &mut Tx, person: &PersonId) -> Answer<()> {
    let by = by_whom(tx, person)?;
    let known = store::absence::find(tx.db, person)?;
    let absence = known.map(|known| known.absence);
    let answer = rules::absence::come_back(person, &by, absence.as_ref());
    event_log::record_answer(tx, answer.map(|event| [event]))
}

/// Does to an absence what time has brought.
pub fn pass_time(tx: &mut Tx, person: &PersonId) -> Result<(), Error> {
    let Some(known) = store::absence::find(tx.db, person)? else {
        return Ok(());
    };
    let event = rules::absence::pass_time(person, &known.absence, known.has_begun, tx.now);
    event_log::record(tx, event.as_slice())
}

/// Themselves, or an operator. Errors: anybody else ([`Refusal::NotFound`]).
fn by_whom(tx: &mut Tx, person: &PersonId) -> Result<PersonId, Error> {
    if let Actor::Person(by) = &tx.author.actor
        && by == person
    {
        return Ok(by.clone());
    }
    must_be_operator(tx)?;
    match &tx.author.actor {
        Actor::Person(by) => Ok(by.clone()),
        _ => Err(Refusal::NotFound.into()),
    }
}

/// Whether one holds a role in an account in which the other decides, and which the other sees: whoever is named tells nobody of roles that
/// are none of their business.
fn are_together(
    db: &mut AnyConnection,
    decides: &PersonId,
    other: &PersonId,
    now: Moment,
) -> Result<bool, Error> {
    let held = store::membership::held_anywhere(db, other, MOST_HELD)?;
    let mut by_account: BTreeMap<SmartAccountId, Vec<Membership>> = BTreeMap::new();
    for one in held.into_iter().filter(|one| one.holds_at(now)) {
        by_account.entry(one.account.clone()).or_default().push(one);
    }
    for (account, theirs) in by_account {
        let reach = |db: &mut AnyConnection, right| {
            standing::membership::reach_of(db, decides, &account, right, now)
        };
        if reach(db, Right::RequestDecide)?.is_nothing() {
            continue;
        }
        let sees = reach(db, Right::MemberView)?;
        if theirs.iter().any(|one| sees.covers(&one.scope())) {
            return Ok(true);
        }
    }
    Ok(false)
}
