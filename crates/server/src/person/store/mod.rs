//! Queries about people, their addresses and passwords.

mod duty;

pub use duty::{Known, another_has, has_operator, page, staff};

use super::index;
use crate::storage::schema::{email_addresses, people};
use crate::storage::{AnyConnection, Error, Tx, insert};
use crate::{access_request, event_log, membership};
use diesel::prelude::*;
use domain::email::EmailAddress;
use domain::person::{Duty, Language, Person, PersonFact, Phone, Profile, UserId};
use domain::{Moment, PersonId, Refusal};
use std::collections::{BTreeMap, HashMap, HashSet};

#[derive(Queryable, Selectable, Insertable, Clone)]
#[diesel(table_name = people, treat_none_as_default_value = false)]
pub struct PersonRow {
    pub id: String,
    pub user_id: String,
    pub full_name: String,
    pub organisation: String,
    pub phone: Option<String>,
    pub language: String,
    pub time_zone: String,
    pub password_hash: Option<String>,
    pub is_operator: bool,
    pub is_support_agent: bool,
    pub registered_at: i64,
    pub last_active_at: i64,
    pub deactivated_at: Option<i64>,
}

#[derive(Queryable, Selectable, Insertable, Clone)]
#[diesel(table_name = email_addresses, treat_none_as_default_value = false)]
pub struct EmailRow {
    pub key: String,
    pub person_id: String,
    pub address: String,
    pub verified_at: i64,
    pub is_main: bool,
    /// The domain registered by the organisation the address belongs to, if it belongs to one.
    pub organisation_domain: Option<String>,
}

impl PersonRow {
    pub fn new(person: &Person, now: Moment) -> Self {
        Self {
            id: person.id.to_string(),
            user_id: person.user_id.to_string(),
            full_name: person.profile.full_name.clone(),
            organisation: person.profile.organisation.clone(),
            phone: person
                .profile
                .phone
                .as_ref()
                .map(|phone| phone.as_str().to_owned()),
            language: person.profile.language.key().into(),
            time_zone: person.profile.time_zone.clone(),
            password_hash: None,
            is_operator: person.is_operator,
            is_support_agent: person.is_support_agent,
            registered_at: now.0,
            last_active_at: now.0,
            deactivated_at: None,
        }
    }
}

impl EmailRow {
    pub fn new(person: &PersonId, email: &EmailAddress, is_main: bool, now: Moment) -> Self {
        Self {
            key: email.key(),
            person_id: person.to_string(),
            address: email.as_str().to_owned(),
            verified_at: now.0,
            is_main,
            organisation_domain: email.organisation().map(|domain| domain.to_string()),
        }
    }
}

/// A row and the main address that goes with it.
pub type WithEmail = (PersonRow, Option<String>);

pub fn person((row, email): WithEmail) -> Result<Person, Error> {
    let corrupt = |what: &str| Error::corrupt("person", &row.id, what);
    Ok(Person {
        id: row.id.parse().map_err(|_| corrupt("id"))?,
        user_id: UserId::stored(row.user_id.clone()),
        profile: Profile {
            full_name: row.full_name.clone(),
            organisation: row.organisation.clone(),
            phone: row.phone.clone().map(Phone::stored),
            language: Language::from_key(&row.language).ok_or_else(|| corrupt("language"))?,
            time_zone: row.time_zone.clone(),
        },
        email: email.map(EmailAddress::stored),
        is_operator: row.is_operator,
        is_support_agent: row.is_support_agent,
    })
}

/// People with their main addresses; the beginning of every query for them.
macro_rules! people_with_email {
    () => {
        people::table
            .left_join(
                email_addresses::table.on(email_addresses::person_id
                    .eq(people::id)
                    .and(email_addresses::is_main)),
            )
            .select((PersonRow::as_select(), email_addresses::address.nullable()))
    };
}
pub(super) use people_with_email;

pub fn find(db: &mut AnyConnection, id: &PersonId) -> Result<Person, Error> {
    let row: Option<WithEmail> = people_with_email!()
        .filter(people::id.eq(id.as_str()))
        .first(db)
        .optional()?;
    person(row.ok_or(Refusal::NotFound)?)
}

/// Somebody, and when they were last here.
pub fn find_with_last_active(
    db: &mut AnyConnection,
    id: &PersonId,
) -> Result<(Person, Moment), Error> {
    let row: Option<WithEmail> = people_with_email!()
        .filter(people::id.eq(id.as_str()))
        .first(db)
        .optional()?;
    let row = row.ok_or(Refusal::NotFound)?;
    let seen = Moment(row.0.last_active_at);
    Ok((person(row)?, seen))
}

/// When somebody was last here.
pub fn last_active(db: &mut AnyConnection, id: &PersonId) -> Result<Moment, Error> {
    let at: Option<i64> = people::table
        .find(id.as_str())
        .select(people::last_active_at)
        .first(db)
        .optional()?;
    Ok(Moment(at.ok_or(Refusal::NotFound)?))
}

/// When people were last here, by id.
pub fn last_active_of(
    db: &mut AnyConnection,
    ids: &[String],
) -> Result<BTreeMap<String, Moment>, Error> {
    let rows: Vec<(String, i64)> = people::table
        .filter(people::id.eq_any(ids))
        .select((people::id, people::last_active_at))
        .load(db)?;
    Ok(rows.into_iter().map(|(id, at)| (id, Moment(at))).collect())
}

/// Several people at once, in no particular order.
pub fn find_all(db: &mut AnyConnection, ids: &[String]) -> Result<Vec<Person>, Error> {
    let rows: Vec<WithEmail> = people_with_email!()
        .filter(people::id.eq_any(ids))
        .load(db)?;
    rows.into_iter().map(person).collect()
}

/// How somebody signs in.
pub struct SignIn {
    pub person: Person,
    pub password_hash: Option<String>,
    pub is_active: bool,
}

/// A user ID or address in the one form it is known by.
pub fn one_form(name: &str) -> String {
    let name = name.trim().to_lowercase();
    EmailAddress::parse(&name).map_or(name, |email| email.key())
}

/// The person known by a user ID or an e-mail address.
pub fn find_by_name(db: &mut AnyConnection, name: &str) -> Result<Option<SignIn>, Error> {
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
    Ok(Some(SignIn {
        person: person(row)?,
        password_hash,
        is_active,
    }))
}

/// Those of `ids` who are deactivated.
pub fn deactivated(db: &mut AnyConnection, ids: &[String]) -> Result<HashSet<String>, Error> {
    let found: Vec<String> = people::table
        .filter(people::id.eq_any(ids))
        .filter(people::deactivated_at.is_not_null())
        .select(people::id)
        .load(db)?;
    Ok(found.into_iter().collect())
}

/// Which of these user IDs belong to somebody deactivated.
pub fn deactivated_users(db: &mut AnyConnection, names: &[String]) -> Result<Vec<String>, Error> {
    let query = people::table
        .filter(people::user_id.eq_any(names))
        .filter(people::deactivated_at.is_not_null());
    Ok(query.select(people::user_id).load(db)?)
}

/// Since when somebody is deactivated, if they are.
pub fn deactivated_at(db: &mut AnyConnection, id: &PersonId) -> Result<Option<Moment>, Error> {
    let found: Option<Option<i64>> = people::table
        .find(id.as_str())
        .select(people::deactivated_at)
        .first(db)
        .optional()?;
    Ok(found.ok_or(Refusal::NotFound)?.map(Moment))
}

/// Which of several people are deactivated.
pub fn deactivated_among(
    db: &mut AnyConnection,
    ids: &[PersonId],
) -> Result<HashSet<PersonId>, Error> {
    let wanted: Vec<&str> = ids.iter().map(PersonId::as_str).collect();
    let rows: Vec<String> = people::table
        .filter(people::id.eq_any(wanted))
        .filter(people::deactivated_at.is_not_null())
        .select(people::id)
        .load(db)?;
    rows.into_iter()
        .map(|id| id.parse().map_err(|_| Error::corrupt("person", &id, "id")))
        .collect()
}

pub fn user_id_is_taken(db: &mut AnyConnection, user_id: &UserId) -> Result<bool, Error> {
    let taken = people::table.filter(people::user_id.eq(user_id.as_str()));
    Ok(diesel::select(diesel::dsl::exists(taken)).get_result(db)?)
}

pub fn email_is_taken(db: &mut AnyConnection, email: &EmailAddress) -> Result<bool, Error> {
    Ok(diesel::select(diesel::dsl::exists(
        email_addresses::table.find(email.key()),
    ))
    .get_result(db)?)
}

pub fn verified_emails(db: &mut AnyConnection, id: &PersonId) -> Result<Vec<EmailAddress>, Error> {
    let found: Vec<String> = email_addresses::table
        .filter(email_addresses::person_id.eq(id.as_str()))
        .select(email_addresses::address)
        .load(db)?;
    Ok(found.into_iter().map(EmailAddress::stored).collect())
}

/// The verified addresses of several people.
pub fn verified_emails_of(
    db: &mut AnyConnection,
    people: &[String],
) -> Result<Vec<(String, EmailAddress)>, Error> {
    let found: Vec<(String, String)> = email_addresses::table
        .filter(email_addresses::person_id.eq_any(people))
        .select((email_addresses::person_id, email_addresses::address))
        .load(db)?;
    let address = |(person, address)| (person, EmailAddress::stored(address));
    Ok(found.into_iter().map(address).collect())
}

/// Whom addresses (by key) belong to.
pub fn people_at(
    db: &mut AnyConnection,
    keys: &[String],
) -> Result<HashMap<String, PersonId>, Error> {
    let rows: Vec<(String, String)> = email_addresses::table
        .filter(email_addresses::key.eq_any(keys))
        .select((email_addresses::key, email_addresses::person_id))
        .load(db)?;
    let id = |(key, id): (String, String)| match id.parse() {
        Ok(person) => Ok((key, person)),
        Err(_) => Err(Error::corrupt("person", &id, "id")),
    };
    rows.into_iter().map(id).collect()
}

/// When somebody signed up, or was brought in.
pub fn registered_at(db: &mut AnyConnection, id: &PersonId) -> Result<Moment, Error> {
    let at = people::table
        .find(id.as_str())
        .select(people::registered_at);
    Ok(Moment(at.first(db)?))
}

/// The user IDs that own these addresses (by key).
pub fn owners(db: &mut AnyConnection, keys: &[String]) -> Result<HashMap<String, String>, Error> {
    let rows: Vec<(String, String)> = email_addresses::table
        .inner_join(people::table)
        .filter(email_addresses::key.eq_any(keys))
        .select((email_addresses::key, people::user_id))
        .load(db)?;
    Ok(rows.into_iter().collect())
}

/// The ids of people by user ID.
pub fn ids_of(
    db: &mut AnyConnection,
    user_ids: &[String],
) -> Result<HashMap<String, PersonId>, Error> {
    let rows: Vec<(String, String)> = people::table
        .filter(people::user_id.eq_any(user_ids))
        .select((people::user_id, people::id))
        .load(db)?;
    rows.into_iter()
        .map(|(user_id, id)| {
            Ok((
                user_id,
                id.parse()
                    .map_err(|_| Error::corrupt("person", &id, "id"))?,
            ))
        })
        .collect()
}

/// The main addresses of people by user ID.
pub fn emails_of(
    db: &mut AnyConnection,
    user_ids: &[String],
) -> Result<HashMap<String, EmailAddress>, Error> {
    let rows: Vec<(String, String)> = email_addresses::table
        .inner_join(people::table)
        .filter(people::user_id.eq_any(user_ids))
        .filter(email_addresses::is_main)
        .select((people::user_id, email_addresses::address))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|(user_id, address)| (user_id, EmailAddress::stored(address)))
        .collect())
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

pub fn set_password(tx: &mut Tx, id: &PersonId, hash: &str) -> Result<(), Error> {
    diesel::update(people::table.find(id.as_str()))
        .set(people::password_hash.eq(hash))
        .execute(tx.db)?;
    Ok(())
}

/// Notes that somebody was here, which is how deciders are ordered when they are mailed.
pub fn touch(tx: &mut Tx, id: &PersonId) -> Result<(), Error> {
    diesel::update(people::table.find(id.as_str()))
        .set(people::last_active_at.eq(tx.now.0))
        .execute(tx.db)?;
    membership::store::note_seen(tx, id, tx.now.day())
}

/// Follows somebody's new name or address wherever they are found by it.
fn follow_name(tx: &mut Tx, person: &PersonId) -> Result<(), Error> {
    index::follow(tx, person)?;
    membership::index::follow_person(tx, person)?;
    access_request::store::follow_person(tx, person)?;
    event_log::people::follow_person(tx, person)
}

pub fn apply(tx: &mut Tx, fact: &PersonFact) -> Result<(), Error> {
    match fact {
        PersonFact::Registered(person) => {
            insert!(tx.db, people::table, &PersonRow::new(person, tx.now))?;
            if let Some(email) = &person.email {
                insert!(
                    tx.db,
                    email_addresses::table,
                    &EmailRow::new(&person.id, email, true, tx.now)
                )?;
            }
            index::follow(tx, &person.id)?;
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
            follow_name(tx, person)?;
        }
        PersonFact::EmailFreed { person, .. } => {
            diesel::delete(
                email_addresses::table.filter(email_addresses::person_id.eq(person.as_str())),
            )
            .execute(tx.db)?;
            follow_name(tx, person)?;
        }
        PersonFact::EmailChanged { person, after, .. }
        | PersonFact::EmailTakenBack { person, after, .. }
        | PersonFact::EmailReplaced { person, after, .. } => {
            diesel::delete(
                email_addresses::table.filter(email_addresses::person_id.eq(person.as_str())),
            )
            .execute(tx.db)?;
            insert!(
                tx.db,
                email_addresses::table,
                &EmailRow::new(person, after, true, tx.now)
            )?;
            follow_name(tx, person)?;
        }
        // The hash goes straight to its row and never into an event, and so does that of a link.
        PersonFact::PasswordChanged { .. } | PersonFact::ResetLinkMade { .. } => {}
        // Attempts have a table of their own.
        PersonFact::Unlocked { .. } => {}
        PersonFact::Deactivated { person, .. } => {
            diesel::update(people::table.find(person.as_str()))
                .set(people::deactivated_at.eq(tx.now.0))
                .execute(tx.db)?;
        }
        PersonFact::Reactivated { person } => {
            diesel::update(people::table.find(person.as_str()))
                .set(people::deactivated_at.eq(None::<i64>))
                .execute(tx.db)?;
        }
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
