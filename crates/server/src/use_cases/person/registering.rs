//! People: signing up, finding back in, and what they say about themselves.

use crate::clock::Secret;
use crate::event_log::Answer;
use crate::storage::{Error, Tx};
use crate::store::notification::announce;
use crate::store::session::{BegunSession, Link};
use crate::{event_log, store, use_cases};
use domain::email::EmailAddress;
use domain::moment::hours;
use domain::notification::Notice;
use domain::person::{Language, Person, PersonFact, Phone, Profile, UserId};
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
    register_as(tx, new, Some(new.email.clone()))
}

/// In: the address, if it is verified.
fn register_as(
    tx: &mut Tx,
    new: &NewPerson,
    email: Option<EmailAddress>,
) -> Result<Result<PersonId, Taken>, Error> {
    if store::person::user_id_is_taken(tx.db, &new.user_id)? {
        return Ok(Err(Taken::UserId));
    }
    if store::person::email_is_taken(tx.db, &new.email)? {
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
        email,
        is_operator: new.is_operator,
        is_support_agent: false,
    };
    let (id, proven) = (person.id.clone(), person.email.clone());
    event_log::record(tx, &[Event::Person(PersonFact::Registered(person))])?;
    if let Some(email) = proven {
        store::session::forget_take_backs_to(tx, &email, &id)?;
    }
    store::person::set_password(tx, &id, &new.password_hash)?;
    Ok(Ok(id))
}

/// Finishes what a link began, and signs the new person in. The link of the first operator was in no mail: their address is theirs once
/// they follow another that is sent to it. In: `client`, what their network address is counted under, to which the attempt is given back.
pub fn register_by_link(
    tx: &mut Tx,
    token: &str,
    client: &str,
    new: &NewPerson,
) -> Result<Result<BegunSession, Taken>, Error> {
    let Some(link) = store::session::link(tx.db, token, tx.now)? else {
        return Ok(Err(Taken::Link));
    };
    let is_set_up = link == Link::SetUp;
    let proven = Some(new.email.clone()).filter(|_| !is_set_up);
    match register_as(tx, new, proven)? {
        Err(taken) => Ok(Err(taken)),
        Ok(id) => {
            store::session::use_up(tx, token)?;
            if is_set_up {
                store::session::forget_links(tx, &Link::SetUp)?;
                let notice = Notice::EmailChange {
                    person: id.clone(),
                    email: new.email.clone(),
                };
                announce(tx, &notice)?;
            }
            use_cases::session::attempts::give_back_link(tx, client)?;
            Ok(Ok(store::session::begin(tx, &id)?))
        }
    }
}

/// Sets a new password by a link from a mail, which may put an address back as well: every session ends and a new one begins. In: as for
/// [`register_by_link`]. Out: the session, and whose it is.
pub fn reset_password(
    tx: &mut Tx,
    token: &str,
    client: &str,
    hash: &str,
) -> Result<Result<(BegunSession, Person), Taken>, Error> {
    use_cases::session::attempts::give_back_link(tx, client)?;
    let person = match store::session::link(tx.db, token, tx.now)? {
        Some(Link::Reset { person }) => person,
        Some(Link::TakeBack { person, email }) => {
            if let Err(taken) = take_email_back(tx, token, &person, email)? {
                return Ok(Err(taken));
            }
            person
        }
        _ => return Ok(Err(Taken::Link)),
    };
    store::session::use_up(tx, token)?;
    let session = set_password(tx, &person, hash)?;
    Ok(Ok((session, store::person::find(tx.db, &person)?)))
}

/// Puts an address back in the place of the one it was changed to. No link works any more that was sent to an address of after it; one that
/// was sent to an address of before works on.
fn take_email_back(
    tx: &mut Tx,
    token: &str,
    id: &PersonId,
    email: EmailAddress,
) -> Result<Result<(), Taken>, Error> {
    let before = store::person::find(tx.db, id)?.email;
    let is_own = before.as_ref().is_some_and(|own| own.key() == email.key());
    if !is_own && store::person::email_is_taken(tx.db, &email)? {
        return Ok(Err(Taken::Email));
    }
    store::session::forget_take_backs_since(tx, id, token)?;
    // It was changed back meanwhile: the new password is all there is to do.
    if is_own {
        return Ok(Ok(()));
    }
    store::session::forget_take_backs_to(tx, &email, id)?;
    let fact = PersonFact::EmailTakenBack {
        person: id.clone(),
        before,
        after: email,
    };
    event_log::record(tx, &[Event::Person(fact)]).map(Ok)
}

/// Makes a link by which somebody sets a new password, for whoever runs the machine to hand over. Out: its token.
pub fn make_reset_link(tx: &mut Tx, id: &PersonId) -> Answer<Secret> {
    if store::person::deactivated_at(tx.db, id)?.is_some() {
        return Ok(Err(Refusal::PersonDeactivated));
    }
    let person = id.clone();
    let fact = PersonFact::ResetLinkMade {
        person: person.clone(),
    };
    event_log::record(tx, &[Event::Person(fact)])?;
    store::session::make_link(tx, &Link::Reset { person }, tx.now.plus(hours(2))).map(Ok)
}

/// Sets a new password, ends every session and begins one.
pub fn set_password(tx: &mut Tx, person: &PersonId, hash: &str) -> Result<BegunSession, Error> {
    store::person::set_password(tx, person, hash)?;
    use_cases::session::attempts::forgive(tx, person)?;
    store::session::end_all(tx, person)?;
    store::session::forget_links_of(tx, person)?;
    event_log::record(
        tx,
        &[Event::Person(PersonFact::PasswordChanged {
            person: person.clone(),
        })],
    )?;
    store::session::begin(tx, person)
}

/// Keeps a changed profile; the same profile again changes nothing.
pub fn change_profile(tx: &mut Tx, id: &PersonId, after: &Profile) -> Result<(), Error> {
    let before = store::person::find(tx.db, id)?.profile;
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

/// Keeps the language that somebody chose on whatever page.
pub fn choose_language(tx: &mut Tx, id: &PersonId, language: Language) -> Result<(), Error> {
    let before = store::person::find(tx.db, id)?.profile;
    change_profile(tx, id, &Profile { language, ..before })
}

/// Takes a new address into use once its owner has followed the link sent to it: every session ends and a new one begins. Out: it.
pub fn confirm_email(
    tx: &mut Tx,
    by: &PersonId,
    token: &str,
) -> Result<Result<BegunSession, Taken>, Error> {
    let Some(Link::EmailChange { person, email }) = store::session::link(tx.db, token, tx.now)?
    else {
        return Ok(Err(Taken::Link));
    };
    if person != *by {
        return Err(Refusal::NotFound.into());
    }
    if store::person::email_is_taken(tx.db, &email)? {
        return Ok(Err(Taken::Email));
    }
    store::session::forget_links_of(tx, &person)?;
    store::session::forget_take_backs_to(tx, &email, &person)?;
    store::session::end_all(tx, &person)?;
    let before = store::person::find(tx.db, &person)?.email;
    event_log::record(
        tx,
        &[Event::Person(PersonFact::EmailChanged {
            person,
            before,
            after: email,
        })],
    )?;
    store::session::begin(tx, by).map(Ok)
}
