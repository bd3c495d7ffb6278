//! The rows of a person and of an address.

use crate::storage::Error;
use crate::storage::schema::{email_addresses, people};
use diesel::prelude::*;
use domain::email::EmailAddress;
use domain::person::{Language, Person, Phone, Profile, UserId};
use domain::{Moment, PersonId};

/// A person, their password's hash and duties; addresses are rows of their own.
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

/// An address of a person, verified by them or vouched for. No two people have one of the same key.
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
    /// The row of somebody who has just registered: without a password, last here now.
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
    /// In: whether it is the one that mail goes to.
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

/// The person of a row. Errors: a row that makes no sense.
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
            .select((
                $crate::store::person::PersonRow::as_select(),
                email_addresses::address.nullable(),
            ))
    };
}

pub(crate) use people_with_email;
