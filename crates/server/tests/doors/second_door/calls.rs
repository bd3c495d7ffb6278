//! A use case as a program's door would call it.

use crate::second_door::ground::Stage;
use domain::PersonId;
use domain::email::EmailAddress;
use parvis::storage::{Error, Tx};
use parvis::use_cases;
use parvis::use_cases::account_creation::CreationChange;

pub type Call = fn(&mut Tx, &Stage, &PersonId) -> Result<(), Error>;

pub fn email(typed: &str) -> EmailAddress {
    EmailAddress::parse(typed).unwrap()
}

pub fn changes(
    tx: &mut Tx,
    stage: &Stage,
    by: &PersonId,
    what: &CreationChange,
) -> Result<(), Error> {
    use_cases::account_creation::change(tx, &stage.creation, by, what)??;
    Ok(())
}
