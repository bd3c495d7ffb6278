//! Which cases somebody finds in a list.

use crate::storage::{AnyConnection, Error};
use crate::store;
use crate::store::support_case::CasesOf;
use domain::email::EmailAddress;
use domain::person::Duty;

/// The cases that operators answer beside an agent: those of the only one, whom nobody else of support could answer. Nothing where there
/// are several agents, or none: then operators are the support.
pub(crate) fn of_the_only_agent(db: &mut AnyConnection) -> Result<Option<CasesOf>, Error> {
    let agents = store::person::staff(db, Duty::SupportAgent)?;
    let [agent] = agents.as_slice() else {
        return Ok(None);
    };
    let emails = store::person::verified_emails(db, &agent.id)?;
    Ok(Some(CasesOf {
        addresses: emails.iter().map(EmailAddress::key).collect(),
        person: agent.id.clone(),
    }))
}

/// How many of those wait for an answer.
pub(crate) fn count_of_the_only_agent(db: &mut AnyConnection) -> Result<i64, Error> {
    match of_the_only_agent(db)? {
        Some(of) => store::support_case::count_open_of(db, &of),
        None => Ok(0),
    }
}
