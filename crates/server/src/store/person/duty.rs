//! Queries about who has a duty towards the installation.

use crate::storage::schema::{email_addresses, people};
use crate::storage::{AnyConnection, Error};
use crate::store::person::row::{WithEmail, people_with_email, person};
use diesel::prelude::*;
use domain::PersonId;
use domain::person::{Duty, Person, UserId};

/// Whether somebody else than `except` who is active has a duty.
pub fn another_has(db: &mut AnyConnection, duty: Duty, except: &PersonId) -> Result<bool, Error> {
    any_other_has(db, duty, Some(except))
}

/// As [`another_has`]; where nobody is left out, whether anybody has it.
pub fn any_other_has(
    db: &mut AnyConnection,
    duty: Duty,
    except: Option<&PersonId>,
) -> Result<bool, Error> {
    let others = people::table
        .filter(people::deactivated_at.is_null())
        .filter(people::id.ne(except.map_or("", PersonId::as_str)));
    Ok(match duty {
        Duty::Operator => diesel::select(diesel::dsl::exists(others.filter(people::is_operator)))
            .get_result(db)?,
        Duty::SupportAgent => {
            diesel::select(diesel::dsl::exists(others.filter(people::is_support_agent)))
                .get_result(db)?
        }
    })
}

/// Operators or support agents who can be mailed.
pub fn staff(db: &mut AnyConnection, duty: Duty) -> Result<Vec<Person>, Error> {
    let query = people_with_email!()
        .filter(people::deactivated_at.is_null())
        .order(people::id)
        .limit(100);
    let rows: Vec<WithEmail> = match duty {
        Duty::Operator => query.filter(people::is_operator).load(db)?,
        Duty::SupportAgent => query.filter(people::is_support_agent).load(db)?,
    };
    rows.into_iter().map(person).collect()
}

/// Whether somebody who can log in is an operator.
pub fn has_operator(db: &mut AnyConnection) -> Result<bool, Error> {
    let operators = people::table
        .filter(people::is_operator)
        .filter(people::deactivated_at.is_null());
    Ok(diesel::select(diesel::dsl::exists(operators)).get_result(db)?)
}

/// Somebody with a sign-in, as lists of operators show them.
pub struct Known {
    pub person: Person,
    pub is_active: bool,
}

/// People after the one with the id `after`, with a duty or all of them, deactivated or not.
pub fn page(
    db: &mut AnyConnection,
    duty: Option<Duty>,
    after: Option<&str>,
    limit: i64,
) -> Result<Vec<Known>, Error> {
    let mut query = people_with_email!()
        .order(people::id)
        .limit(limit)
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(people::id.gt(after.to_owned()));
    }
    let rows: Vec<WithEmail> = match duty {
        None => query.load(db)?,
        Some(Duty::Operator) => query.filter(people::is_operator).load(db)?,
        Some(Duty::SupportAgent) => query.filter(people::is_support_agent).load(db)?,
    };
    rows.into_iter()
        .map(|row| {
            let is_active = row.0.deactivated_at.is_none();
            person(row).map(|person| Known { person, is_active })
        })
        .collect()
}

/// Those of these people who can log in, the most recently active first.
pub fn active(db: &mut AnyConnection, user_ids: &[UserId]) -> Result<Vec<Person>, Error> {
    let user_ids: Vec<&str> = user_ids.iter().map(UserId::as_str).collect();
    let rows: Vec<WithEmail> = people_with_email!()
        .filter(people::user_id.eq_any(user_ids))
        .filter(people::deactivated_at.is_null())
        .order((people::last_active_at.desc(), people::id))
        .load(db)?;
    rows.into_iter().map(person).collect()
}
