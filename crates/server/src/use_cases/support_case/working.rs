//! What agents do to a case. Errors of all: it is not theirs to work on (`NotFound`), or is over.

use crate::storage::{Error, Tx};
use crate::use_cases::support_case::attaching::{Saying, attach};
use crate::use_cases::support_case::writing::{load, message};
use crate::{event_log, store};
use domain::support_case::Priority;
use domain::{CaseId, PersonId, rules};

/// Writes a note that agents alone read.
pub fn note(
    tx: &mut Tx,
    id: &CaseId,
    by: &PersonId,
    saying: impl Into<Saying>,
) -> Result<(), Error> {
    let saying = saying.into();
    let (case, is_agent, said) = load(tx, id, Some(by))?;
    let note = message(tx, Some(by), &saying.words);
    let events = rules::support_case::note(&case, is_agent, note, said)?;
    event_log::record(tx, &events)?;
    attach(tx, id, Some(by), &events, &saying.files)
}

/// Says how it was solved; whoever opened it is written to.
pub fn solve(
    tx: &mut Tx,
    id: &CaseId,
    by: &PersonId,
    saying: impl Into<Saying>,
) -> Result<(), Error> {
    let saying = saying.into();
    let (case, is_agent, said) = load(tx, id, Some(by))?;
    let message = message(tx, Some(by), &saying.words);
    let events = rules::support_case::solve(&case, is_agent, message, said)?;
    event_log::record(tx, &events)?;
    attach(tx, id, Some(by), &events, &saying.files)
}

/// Sets how soon it has to be answered and solved.
pub fn prioritise(
    tx: &mut Tx,
    id: &CaseId,
    by: &PersonId,
    priority: Priority,
) -> Result<(), Error> {
    let (case, is_agent, _) = load(tx, id, Some(by))?;
    let table = tx.rules.support;
    let events = rules::support_case::prioritise(&case, is_agent, by, priority, &table, tx.now)?;
    event_log::record(tx, &events)
}

/// Takes it, hands it to another agent, or gives it back to all. Errors: also that the other does not work on it
/// ([`domain::Refusal::NotAnAgent`]).
pub fn assign(tx: &mut Tx, id: &CaseId, by: &PersonId, to: Option<&PersonId>) -> Result<(), Error> {
    let (case, is_agent, _) = load(tx, id, Some(by))?;
    let staff = store::support_case::staff(tx.db)?;
    let whose = store::support_case::whose(tx.db, &case)?;
    // Whoever has no address takes cases all the same.
    let is_staff = |to: &PersonId| {
        to == by || (whose.as_ref() != Some(to) && staff.iter().any(|one| one.id == *to))
    };
    let to = to.map(|to| (to, is_staff(to)));
    let events = rules::support_case::assign(&case, is_agent, by, to, tx.now)?;
    event_log::record(tx, &events)
}
