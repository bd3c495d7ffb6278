//! What agents do to a case. Errors of all: it is not theirs to work on (`NotFound`), or is over; of all but notes, that others did
//! something meanwhile which they have not seen ([`domain::Refusal::ChangedMeanwhile`]).

use crate::storage::{Error, Tx};
use crate::use_cases::support_case::attaching::{Saying, attach};
use crate::use_cases::support_case::unseen::{Seen, must_have_seen};
use crate::use_cases::support_case::writing::{is_repeated, load, message};
use crate::{event_log, store};
use domain::rules::unseen::CaseAct;
use domain::support_case::{Message, MessageKind, Priority};
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
    let note = Message {
        kind: MessageKind::Note,
        ..message(tx, Some(by), &saying.words)
    };
    if is_repeated(tx, &case, is_agent, &note, &saying.files)? {
        return Ok(());
    }
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
    let message = Message {
        kind: MessageKind::Solution,
        ..message(tx, Some(by), &saying.words)
    };
    if is_repeated(tx, &case, is_agent, &message, &saying.files)? {
        return Ok(());
    }
    let events = rules::support_case::solve(&case, is_agent, message, said)?;
    must_have_seen(tx, &case, CaseAct::Solve, is_agent, Some(by), &saying.seen)?;
    event_log::record(tx, &events)?;
    attach(tx, id, Some(by), &events, &saying.files)
}

/// Sets how soon it has to be answered and solved.
pub fn prioritise(
    tx: &mut Tx,
    id: &CaseId,
    by: &PersonId,
    priority: Priority,
    seen: &Seen,
) -> Result<(), Error> {
    let (case, is_agent, _) = load(tx, id, Some(by))?;
    let table = tx.rules.support;
    let events = rules::support_case::prioritise(&case, is_agent, by, priority, &table, tx.now)?;
    if !events.is_empty() {
        must_have_seen(tx, &case, CaseAct::Prioritise, is_agent, Some(by), seen)?;
    }
    event_log::record(tx, &events)
}

/// Takes it, hands it to another agent, or gives it back to all. Errors: also that the other does not work on it
/// ([`domain::Refusal::NotAnAgent`]).
pub fn assign(
    tx: &mut Tx,
    id: &CaseId,
    by: &PersonId,
    to: Option<&PersonId>,
    seen: &Seen,
) -> Result<(), Error> {
    let (case, is_agent, _) = load(tx, id, Some(by))?;
    let staff = store::support_case::staff(tx.db)?;
    let whose = store::support_case::whose(tx.db, &case)?;
    // Whoever has no address takes cases all the same.
    let is_staff = |to: &PersonId| {
        to == by || (whose.as_ref() != Some(to) && staff.iter().any(|one| one.id == *to))
    };
    let to = to.map(|to| (to, is_staff(to)));
    let events = rules::support_case::assign(&case, is_agent, by, to, tx.now)?;
    // What is so already needs no second look.
    if !events.is_empty() {
        must_have_seen(tx, &case, CaseAct::Assign, is_agent, Some(by), seen)?;
    }
    event_log::record(tx, &events)
}
