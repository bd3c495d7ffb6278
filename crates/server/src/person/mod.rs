//! People: signing up, finding back in, and what they say about themselves.

pub mod addresses;
pub mod deactivation;
pub mod duty;
pub mod forgotten_pages;
pub mod index;
pub mod pages;
pub mod password;
pub mod profile_pages;
pub mod registration_pages;
pub mod search;
pub mod store;

use crate::clock::Secret;
use crate::event_log;
use crate::session::attempts;
use crate::session::store::{self as links, Begun, Link};
use crate::storage::{Error, Tx};
use domain::moment::hours;
use domain::person::{EmailAddress, Language, Person, PersonFact, Phone, Profile, UserId};
use domain::{Event, PersonId, Refusal};

/// Why somebody cannot be registered as they wish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    UserId,
    Email,
    /// The link was used or has expired.
    Link,
}

/// What a new person brings.
#[derive(Clone)]
pub struct NewPerson {
    pub user_id: UserId,
    pub full_name: String,
    pub organisation: String,
    pub email: EmailAddress,
    pub phone: Option<Phone>,
    pub language: Language,
    pub time_zone: String,
    pub password_hash: String,
    pub is_operator: bool,
}

/// Registers somebody whose address is verified, or says what is taken.
pub fn register(tx: &mut Tx, new: &NewPerson) -> Result<Result<PersonId, Taken>, Error> {
    if store::user_id_is_taken(tx.db, &new.user_id)? {
        return Ok(Err(Taken::UserId));
    }
    if store::email_is_taken(tx.db, &new.email)? {
        return Ok(Err(Taken::Email));
    }
    let person = Person {
        id: PersonId::new(tx.new_id()),
        user_id: new.user_id.clone(),
        profile: Profile {
            full_name: new.full_name.clone(),
            organisation: new.organisation.clone(),
            phone: new.phone.clone(),
            language: new.language,
            time_zone: new.time_zone.clone(),
        },
        email: Some(new.email.clone()),
        is_operator: new.is_operator,
        is_support_agent: false,
    };
    let id = person.id.clone();
    event_log::record(tx, &[Event::Person(PersonFact::Registered(person))])?;
    store::set_password(tx, &id, &new.password_hash)?;
    Ok(Ok(id))
}

/// Finishes what a link from a mail began, and signs the new person in.
pub fn register_by_link(
    tx: &mut Tx,
    token: &str,
    new: &NewPerson,
) -> Result<Result<Begun, Taken>, Error> {
    if links::link(tx.db, token, tx.now)?.is_none() {
        return Ok(Err(Taken::Link));
    }
    match register(tx, new)? {
        Err(taken) => Ok(Err(taken)),
        Ok(id) => {
            links::use_up(tx, token)?;
            if new.is_operator {
                links::forget_links(tx, &Link::SetUp)?;
            }
            Ok(Ok(links::begin(tx, &id)?))
        }
    }
}

/// Sets a new password by a link from a mail: every session ends and a new one begins. Out: it, and whose it is; nothing if the link
/// no longer works.
pub fn reset_password(
    tx: &mut Tx,
    token: &str,
    hash: &str,
) -> Result<Option<(Begun, Person)>, Error> {
    let Some(Link::Reset { person }) = links::link(tx.db, token, tx.now)? else {
        return Ok(None);
    };
    links::use_up(tx, token)?;
    let session = change_password(tx, &person, hash)?;
    Ok(Some((session, store::find(tx.db, &person)?)))
}

/// Makes a link by which somebody sets a new password, for whoever runs the machine to hand over. Out: its token.
pub fn make_reset_link(tx: &mut Tx, id: &PersonId) -> Result<Result<Secret, Refusal>, Error> {
    if store::deactivated_at(tx.db, id)?.is_some() {
        return Ok(Err(Refusal::PersonDeactivated));
    }
    let person = id.clone();
    let fact = PersonFact::ResetLinkMade {
        person: person.clone(),
    };
    event_log::record(tx, &[Event::Person(fact)])?;
    links::make_link(tx, &Link::Reset { person }, tx.now.plus(hours(2))).map(Ok)
}

/// Sets a new password, ends every session and begins one.
pub fn change_password(tx: &mut Tx, person: &PersonId, hash: &str) -> Result<Begun, Error> {
    store::set_password(tx, person, hash)?;
    attempts::forgive(tx, person)?;
    links::end_all(tx, person)?;
    links::forget_links_of(tx, person)?;
    event_log::record(
        tx,
        &[Event::Person(PersonFact::PasswordChanged {
            person: person.clone(),
        })],
    )?;
    links::begin(tx, person)
}

/// Keeps a changed profile; the same profile again changes nothing.
pub fn change_profile(tx: &mut Tx, id: &PersonId, after: &Profile) -> Result<(), Error> {
    let before = store::find(tx.db, id)?.profile;
    if before == *after {
        return Ok(());
    }
    let fact = PersonFact::ProfileChanged {
        person: id.clone(),
        before,
        after: after.clone(),
    };
    event_log::record(tx, &[Event::Person(fact)])
}

/// Takes a new address into use once its owner has followed the link sent to it.
pub fn confirm_email(tx: &mut Tx, by: &PersonId, token: &str) -> Result<Result<(), Taken>, Error> {
    let Some(Link::EmailChange { person, email }) = links::link(tx.db, token, tx.now)? else {
        return Ok(Err(Taken::Link));
    };
    if person != *by {
        return Err(Refusal::NotFound.into());
    }
    if store::email_is_taken(tx.db, &email)? {
        return Ok(Err(Taken::Email));
    }
    links::forget_links_of(tx, &person)?;
    let before = store::find(tx.db, &person)?.email;
    event_log::record(
        tx,
        &[Event::Person(PersonFact::EmailChanged {
            person,
            before,
            after: email,
        })],
    )?;
    Ok(Ok(()))
}
