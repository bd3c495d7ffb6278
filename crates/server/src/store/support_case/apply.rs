//! What an event changes in the rows of a case.

use crate::storage::schema::{
    support_case_letters as letters, support_case_messages as said, support_case_terms as found_by,
    support_cases as cases,
};
use crate::storage::{Error, Tx, insert};
use crate::store::session::forget_links_of_case;
use crate::store::support_case::attachments::{add_attachments, remove_attachments};
use crate::store::support_case::messages::add;
use crate::store::support_case::queries::find;
use crate::store::support_case::row::CaseRow;
use crate::store::support_case::terms;
use diesel::prelude::*;
use domain::support_case::CaseFact;
use domain::{CaseId, Moment};

/// Carries out what an event says about a case.
pub(in crate::store) fn apply(tx: &mut Tx, fact: &CaseFact) -> Result<(), Error> {
    if let CaseFact::Removed { of, .. } = fact {
        return remove(tx, &of.case);
    }
    if let CaseFact::Opened { case, .. } = fact {
        insert!(tx.db, cases::table, &CaseRow::from(&**case))?;
        terms::add(tx, case)?;
    } else {
        let mut case = find(tx.db, fact.case())?;
        case.apply(fact);
        diesel::update(cases::table.find(case.id.as_str()))
            .set(&CaseRow::from(&case))
            .execute(tx.db)?;
    }
    if let CaseFact::Attached {
        of, message, files, ..
    } = fact
    {
        add_attachments(tx, &of.case, message, files)?;
    }
    match fact.message() {
        Some(message) => add(tx, fact.case(), message),
        None => Ok(()),
    }
}

/// Deletes all that hangs on a case, and then the case.
fn remove(tx: &mut Tx, id: &CaseId) -> Result<(), Error> {
    remove_attachments(tx, id)?;
    forget_links_of_case(tx, id)?;
    let id = id.as_str();
    diesel::delete(said::table.filter(said::case_id.eq(id))).execute(tx.db)?;
    diesel::delete(letters::table.filter(letters::case_id.eq(id))).execute(tx.db)?;
    diesel::delete(found_by::table.filter(found_by::case_id.eq(id))).execute(tx.db)?;
    diesel::delete(cases::table.find(id)).execute(tx.db)?;
    Ok(())
}

/// Puts off what time has to do to a case that could not be read or written just now.
pub fn postpone_step(tx: &mut Tx, id: &CaseId, until: Moment) -> Result<(), Error> {
    diesel::update(cases::table.find(id.as_str()))
        .set(cases::next_step_at.eq(until.0))
        .execute(tx.db)?;
    Ok(())
}
