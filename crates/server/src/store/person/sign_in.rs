//! What somebody is known by who logs in, and their password.

use crate::storage::schema::{email_addresses, people};
use crate::storage::{AnyConnection, Error, Tx};
use crate::store::person::row::{WithEmail, people_with_email, person};
use diesel::prelude::*;
use domain::email::EmailAddress;
use domain::person::Person;
use domain::{PersonId, Refusal};

/// How somebody signs in.
pub struct KnownSignIn {
    pub person: Person,
    /// None where no password was set yet.
    pub password_hash: Option<String>,
    pub is_active: bool,
}

/// A user ID or address in the one form it is known by.
pub fn one_form(name: &str) -> String {
    let name = name.trim().to_lowercase();
    EmailAddress::parse(&name).map_or(name, |email| email.key())
}

/// The person known by a user ID or an e-mail address.
pub fn find_by_name(db: &mut AnyConnection, name: &str) -> Result<Option<KnownSignIn>, Error> {
    let name = name.trim().to_lowercase();
    // Nobody is known by such a name, and PostgreSQL takes no NUL in a text.
    if name.contains('\0') {
        return Ok(None);
    }
    let id: Option<String> = match EmailAddress::parse(&name) {
        Ok(email) => email_addresses::table
            .find(email.key())
            .select(email_addresses::person_id)
            .first(db)
            .optional()?,
        Err(_) => people::table
            .filter(people::user_id.eq(&name))
            .select(people::id)
            .first(db)
            .optional()?,
    };
    let Some(id) = id else { return Ok(None) };
    let row: WithEmail = people_with_email!().filter(people::id.eq(id)).first(db)?;
    let (password_hash, is_active) = (row.0.password_hash.clone(), row.0.deactivated_at.is_none());
    Ok(Some(KnownSignIn {
        person: person(row)?,
        password_hash,
        is_active,
    }))
}

/// The hash of somebody's password, if one is set.
pub fn password_hash(db: &mut AnyConnection, id: &PersonId) -> Result<Option<String>, Error> {
    let found: Option<Option<String>> = people::table
        .find(id.as_str())
        .select(people::password_hash)
        .first(db)
        .optional()?;
    Ok(found.ok_or(Refusal::NotFound)?)
}

/// In: the hash of the password, never the password.
pub fn set_password(tx: &mut Tx, id: &PersonId, hash: &str) -> Result<(), Error> {
    diesel::update(people::table.find(id.as_str()))
        .set(people::password_hash.eq(hash))
        .execute(tx.db)?;
    Ok(())
}
