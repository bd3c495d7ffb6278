//! What happened to a case since the page was opened that somebody acts on.

use crate::storage::{AnyConnection, Error, Tx};
use crate::store;
use crate::store::event::Recorded;
use domain::person::Person;
use domain::rules::unseen::{CaseAct, has_to_be_seen};
use domain::support_case::{CaseFact, SupportCase};
use domain::{CaseId, Event, EventId, Moment, PersonId, Refusal};
use std::collections::BTreeSet;

/// What somebody had read of a case when they acted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Seen {
    /// All of it: they act on what stands there now.
    #[default]
    All,
    /// What happened through this event; nothing where it is none.
    Through(Option<EventId>),
}

/// Kinds of events of a case that both its sides see, and those of agents alone, by their names.
const OF_BOTH: [&str; 6] = [
    "support-case.opened",
    "support-case.answered",
    "support-case.closed",
    "support-case.closed-by-itself",
    "support-case.solved",
    "support-case.reopened",
];
const OF_AGENTS: [&str; 4] = [
    "support-case.noted",
    "support-case.acted",
    "support-case.prioritised",
    "support-case.assigned",
];

/// Something that happened to a case.
pub(crate) struct Happened {
    pub(crate) event: Event,
    pub(crate) at: Moment,
    /// Who did it; nobody where time did, or whoever opened it and has no account.
    pub(crate) by: Option<Person>,
}

/// The last that happened to a case of what this side of it sees.
pub(super) fn newest(
    db: &mut AnyConnection,
    id: &CaseId,
    is_agent: bool,
) -> Result<Option<EventId>, Error> {
    let names = match is_agent {
        true => [&OF_BOTH[..], &OF_AGENTS[..]].concat(),
        false => OF_BOTH.to_vec(),
    };
    store::event::newest_of_case(db, id, &names)
}

/// The fact of an event of a case.
fn fact(recorded: &Recorded) -> Option<&CaseFact> {
    match &recorded.event {
        Event::SupportCase(fact) => Some(fact),
        _ => None,
    }
}

/// What others did to a case since somebody saw it, in order, of what their side of it sees.
fn since(
    db: &mut AnyConnection,
    id: &CaseId,
    is_agent: bool,
    by: Option<&PersonId>,
    seen: &Seen,
) -> Result<Vec<Recorded>, Error> {
    let Seen::Through(last) = seen else {
        return Ok(Vec::new());
    };
    let mut since = store::event::of_case(db, id, last.as_ref())?;
    since.retain(|recorded| {
        fact(recorded).is_some_and(|fact| {
            let is_shown = is_agent || !fact.is_among_agents();
            // Files stand with their message.
            is_shown && fact.author() != by && !matches!(fact, CaseFact::Attached { .. })
        })
    });
    Ok(since)
}

/// As [`since`], with who did it.
pub(super) fn happened_since(
    db: &mut AnyConnection,
    id: &CaseId,
    is_agent: bool,
    by: Option<&PersonId>,
    seen: &Seen,
) -> Result<Vec<Happened>, Error> {
    let since = since(db, id, is_agent, by, seen)?;
    let ids: BTreeSet<String> = since
        .iter()
        .filter_map(|one| one.actor.person().map(ToString::to_string))
        .collect();
    let ids: Vec<String> = ids.into_iter().collect();
    let people = store::person::find_all(db, &ids)?;
    let by = |one: &Recorded| {
        let id = one.actor.person()?;
        people.iter().find(|person| person.id == *id).cloned()
    };
    let happened = since.into_iter().map(|one| Happened {
        by: by(&one),
        event: one.event,
        at: one.at,
    });
    Ok(happened.collect())
}

/// Lets somebody act on a case where nothing happened since they saw it that stands against it. Errors:
/// [`Refusal::ChangedMeanwhile`].
pub(super) fn must_have_seen(
    tx: &mut Tx,
    case: &SupportCase,
    act: CaseAct,
    is_agent: bool,
    by: Option<&PersonId>,
    seen: &Seen,
) -> Result<(), Error> {
    let since = since(tx.db, &case.id, is_agent, by, seen)?;
    let stands_against = |fact: &CaseFact| has_to_be_seen(fact, act, is_agent, by);
    match since.iter().filter_map(fact).any(stands_against) {
        true => Err(Refusal::ChangedMeanwhile.into()),
        false => Ok(()),
    }
}
