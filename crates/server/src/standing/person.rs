//! Who has a duty towards the installation.

use crate::storage::{AnyConnection, Error, Tx};
use crate::store;
use domain::{Actor, PersonId, Refusal};

/// Whether somebody works for support: an agent, or an operator as long as there is no agent.
pub fn works_for_support(db: &mut AnyConnection, person: &PersonId) -> Result<bool, Error> {
    let is_active = store::person::deactivated_at(db, person)?.is_none();
    let person = store::person::find(db, person)?;
    Ok(is_active && store::support_case::is_staff(db, &person)?)
}

/// Refuses whoever is signed in and does not answer for support: an agent, or an operator as long as there is no agent. To them what
/// support keeps does not exist. As [`must_be_operator`], a command and Parvis itself may.
pub fn must_work_for_support(tx: &mut Tx) -> Result<(), Error> {
    let may = match tx.author.actor.clone() {
        Actor::Person(id) => works_for_support(tx.db, &id)?,
        Actor::System | Actor::Program(_) => true,
        Actor::Visitor => false,
    };
    if may {
        Ok(())
    } else {
        Err(Refusal::NotFound.into())
    }
}

/// Refuses whoever is signed in without the operators' duty: to them what operators do does not exist. A command of the program and
/// Parvis itself are nobody's, and whoever runs the machine may run them.
pub fn must_be_operator(tx: &mut Tx) -> Result<(), Error> {
    let may = match &tx.author.actor {
        Actor::Person(id) => {
            let is_active = store::person::deactivated_at(tx.db, id)?.is_none();
            is_active && store::person::find(tx.db, id)?.is_operator
        }
        Actor::System | Actor::Program(_) => true,
        Actor::Visitor => false,
    };
    if may {
        Ok(())
    } else {
        Err(Refusal::NotFound.into())
    }
}
