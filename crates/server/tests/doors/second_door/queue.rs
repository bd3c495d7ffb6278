//! For each form of whoever decides the requests of a programme, by its address: the use case that answers it. Support decides requests
//! for contracts by the same.

use crate::second_door::calls::Call;
use domain::access_request::{Denial, DenialClass};
use domain::text::Reason;
use domain::{PersonId, RequestId};
use parvis::storage::{Error, Tx};
use parvis::use_cases::access_request::talking::{Said, say};
use parvis::use_cases::access_request::{Decision, decide};
use parvis::use_cases::entitlement::take_away;

pub fn in_queues() -> Vec<(&'static str, Call)> {
    vec![
        (
            "/programmes/{key}/requests/{id}/decision",
            |tx, stage, by| decides(tx, &stage.in_programme, by),
        ),
        (
            "/programmes/{key}/requests/{id}/questions",
            |tx, stage, by| asks_back(tx, &stage.in_programme, by),
        ),
        (
            "/programmes/{key}/requests/{id}/handovers",
            |tx, stage, by| passes_on(tx, &stage.in_programme, by),
        ),
        (
            "/programmes/{key}/requests/{id}/comments",
            |tx, stage, by| comments(tx, &stage.in_programme, by),
        ),
        (
            "/programmes/{key}/requests/{id}/revocation",
            |tx, stage, by| takes_away(tx, &stage.in_programme_given, by),
        ),
    ]
}

pub fn decides(tx: &mut Tx, id: &RequestId, by: &PersonId) -> Result<(), Error> {
    let denial = Denial {
        class: DenialClass::Other,
        words: None,
    };
    decide(tx, id, 1, by, &Decision::Decline(denial))??;
    Ok(())
}

pub fn asks_back(tx: &mut Tx, id: &RequestId, by: &PersonId) -> Result<(), Error> {
    let question = Reason::parse("For which site do you need it?").unwrap();
    says(tx, id, by, &Said::Question(question))
}

pub fn passes_on(tx: &mut Tx, id: &RequestId, by: &PersonId) -> Result<(), Error> {
    let said = Said::PassOn {
        to: by.clone(),
        words: None,
    };
    says(tx, id, by, &said)
}

pub fn comments(tx: &mut Tx, id: &RequestId, by: &PersonId) -> Result<(), Error> {
    says(tx, id, by, &Said::Comment("I know her.".into()))
}

pub fn takes_away(tx: &mut Tx, id: &RequestId, by: &PersonId) -> Result<(), Error> {
    let words = Reason::parse("They work for another company now.").unwrap();
    take_away(tx, id, by, &words)??;
    Ok(())
}

fn says(tx: &mut Tx, id: &RequestId, by: &PersonId, said: &Said) -> Result<(), Error> {
    say(tx, id, 1, by, said)??;
    Ok(())
}
