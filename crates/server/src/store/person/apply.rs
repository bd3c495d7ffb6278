//! What an event changes in a person.

use crate::storage::schema::{email_addresses, people};
use crate::storage::{Error, Tx, insert};
use crate::store;
use crate::store::person::row::{EmailRow, PersonRow};
use diesel::prelude::*;
use domain::email::EmailAddress;
use domain::person::{Duty, MailFailure, PersonFact, Profile, UserId};
use domain::{Moment, PersonId};

/// Carries out what an event says about a person.
pub(in crate::store) fn apply(tx: &mut Tx, fact: &PersonFact) -> Result<(), Error> {
    match fact {
        PersonFact::Registered(person) => {
            insert!(tx.db, people::table, &PersonRow::new(person, tx.now))?;
            if let Some(email) = &person.email {
                add_main_address(tx, &person.id, email)?;
            }
            store::person::terms::follow(tx, &person.id)?;
        }
        PersonFact::ProfileChanged { person, after, .. } => {
            diesel::update(people::table.find(person.as_str()))
                .set((
                    people::full_name.eq(&after.full_name),
                    people::organisation.eq(&after.organisation),
                    people::phone.eq(after.phone.as_ref().map(|phone| phone.as_str().to_owned())),
                    people::language.eq(after.language.key()),
                    people::time_zone.eq(&after.time_zone),
                ))
                .execute(tx.db)?;
        }
        PersonFact::EmailFreed { person, .. } => {
            forget_addresses(tx, person)?;
        }
        PersonFact::EmailChanged { person, after, .. }
        | PersonFact::EmailTakenBack { person, after, .. }
        | PersonFact::EmailReplaced { person, after, .. } => {
            forget_addresses(tx, person)?;
            add_main_address(tx, person, after)?;
        }
        PersonFact::AbsenceSet { person, after, .. } => store::absence::set(tx, person, after)?,
        PersonFact::AbsenceBegun { person, absence } => {
            store::absence::begin(tx, person, absence)?;
        }
        PersonFact::AbsenceOver { person, .. } => store::absence::forget(tx, person)?,
        PersonFact::EmailFailing {
            email, by, said, ..
        } => set_failing(tx, email, Some((*by, said)))?,
        PersonFact::EmailWorking { email, .. } => set_failing(tx, email, None)?,
        // The hash goes straight to its row and never into an event, and so does that of a link.
        PersonFact::PasswordChanged { .. } | PersonFact::ResetLinkMade { .. } => {}
        // Attempts have a table of their own, and a copy that was taken away is nobody's here.
        PersonFact::Unlocked { .. } | PersonFact::DataTaken { .. } => {}
        // What is under way has a row of its own.
        PersonFact::ErasureBegun { .. } => {}
        PersonFact::Erased { person } => erase(tx, person)?,
        PersonFact::Deactivated { person, .. } => {
            set_deactivated_at(tx, person, Some(tx.now))?;
        }
        PersonFact::Reactivated { person } => set_deactivated_at(tx, person, None)?,
        PersonFact::OperatorAppointed { person } => set_duty(tx, person, Duty::Operator, true)?,
        PersonFact::OperatorRemoved { person } => set_duty(tx, person, Duty::Operator, false)?,
        PersonFact::SupportAgentAppointed { person } => {
            set_duty(tx, person, Duty::SupportAgent, true)?;
        }
        PersonFact::SupportAgentRemoved { person } => {
            set_duty(tx, person, Duty::SupportAgent, false)?;
        }
    }
    Ok(())
}

/// What is left is an id, when they came and when they went.
fn erase(tx: &mut Tx, person: &PersonId) -> Result<(), Error> {
    forget_addresses(tx, person)?;
    let left = Profile::erased();
    diesel::update(people::table.find(person.as_str()))
        .set((
            people::user_id.eq(UserId::erased(person).as_str()),
            people::full_name.eq(&left.full_name),
            people::organisation.eq(&left.organisation),
            people::phone.eq(None::<String>),
            people::language.eq(left.language.key()),
            people::time_zone.eq(&left.time_zone),
            people::password_hash.eq(None::<String>),
            people::is_operator.eq(false),
            people::is_support_agent.eq(false),
            people::erased_at.eq(tx.now.0),
        ))
        .execute(tx.db)?;
    Ok(())
}

fn forget_addresses(tx: &mut Tx, person: &PersonId) -> Result<(), Error> {
    let theirs = email_addresses::table.filter(email_addresses::person_id.eq(person.as_str()));
    diesel::delete(theirs).execute(tx.db)?;
    Ok(())
}

fn add_main_address(tx: &mut Tx, person: &PersonId, email: &EmailAddress) -> Result<(), Error> {
    let row = EmailRow::new(person, email, true, tx.now);
    insert!(tx.db, email_addresses::table, &row)?;
    Ok(())
}

fn set_failing(
    tx: &mut Tx,
    email: &EmailAddress,
    failing: Option<(MailFailure, &String)>,
) -> Result<(), Error> {
    diesel::update(email_addresses::table.find(email.key()))
        .set((
            email_addresses::failing_since.eq(failing.map(|_| tx.now.0)),
            email_addresses::failing_by.eq(failing.map(|(by, _)| by.key())),
            email_addresses::failing_said.eq(failing.map(|(_, said)| said)),
        ))
        .execute(tx.db)?;
    Ok(())
}

fn set_deactivated_at(tx: &mut Tx, person: &PersonId, at: Option<Moment>) -> Result<(), Error> {
    diesel::update(people::table.find(person.as_str()))
        .set(people::deactivated_at.eq(at.map(|at| at.0)))
        .execute(tx.db)?;
    Ok(())
}

fn set_duty(tx: &mut Tx, person: &PersonId, duty: Duty, has_it: bool) -> Result<(), Error> {
    let row = diesel::update(people::table.find(person.as_str()));
    match duty {
        Duty::Operator => row.set(people::is_operator.eq(has_it)).execute(tx.db)?,
        Duty::SupportAgent => row
            .set(people::is_support_agent.eq(has_it))
            .execute(tx.db)?,
    };
    Ok(())
}
