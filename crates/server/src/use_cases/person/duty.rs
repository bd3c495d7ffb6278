//! Duties towards the installation: who is an operator and who a support agent.

use crate::event_log::Answer;
use crate::standing::person::must_be_operator;
use crate::storage::{AnyConnection, Error, Tx};
use crate::{event_log, store};
use domain::person::Duty;
use domain::rules::person::OnDuty;
use domain::{Event, PersonId, Refusal, rules};

fn standing(db: &mut AnyConnection, person: &PersonId, duty: Duty) -> Result<OnDuty, Error> {
    let found = store::person::find(db, person)?;
    Ok(OnDuty {
        person: person.clone(),
        is_active: store::person::deactivated_at(db, person)?.is_none(),
        has_it: match duty {
            Duty::Operator => found.is_operator,
            Duty::SupportAgent => found.is_support_agent,
        },
        is_last: !store::person::another_has(db, duty, person)?,
    })
}

/// Gives somebody a duty; they are told.
pub fn appoint(tx: &mut Tx, person: &PersonId, duty: Duty) -> Answer<()> {
    must_be_operator(tx)?;
    let answer = rules::person::appoint(&standing(tx.db, person, duty)?, duty);
    record(tx, answer)
}

/// Relieves somebody of a duty; they are told.
pub fn relieve(tx: &mut Tx, person: &PersonId, duty: Duty) -> Answer<()> {
    must_be_operator(tx)?;
    let answer = rules::person::relieve(&standing(tx.db, person, duty)?, duty);
    record(tx, answer)
}

/// Why somebody cannot be relieved of a duty as things stand, if anything is in the way.
pub fn obstacle(
    db: &mut AnyConnection,
    person: &PersonId,
    duty: Duty,
) -> Result<Option<Refusal>, Error> {
    Ok(rules::person::relieve(&standing(db, person, duty)?, duty).err())
}

fn record(tx: &mut Tx, answer: Result<Event, Refusal>) -> Answer<()> {
    let answer = answer.map(|event| [event]);
    event_log::record_answer(tx, answer)
}
