//! Giving roles by name to many at once: people whose user ID or address is known get them, other addresses are invited.

use crate::invitation::{self, Invitation, Invited};
use crate::membership::{self, Authority, Grantee, Ground, Source, Terms};
use crate::person::{EmailAddress, Language, UserId};
use crate::{Event, InvitationId, MembershipId, Moment, PersonId, Refusal};
use std::collections::HashMap;

/// How somebody is named who is to get a role.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Name {
    UserId(UserId),
    Email(EmailAddress),
}

impl Name {
    /// In: what was typed. Errors: it is neither a user ID nor an address.
    pub fn parse(typed: &str) -> Option<Self> {
        if typed.contains('@') {
            EmailAddress::parse(typed).ok().map(Name::Email)
        } else {
            UserId::parse(typed).ok().map(Name::UserId)
        }
    }

    /// The one form it is known by.
    pub fn key(&self) -> String {
        match self {
            Name::UserId(id) => id.to_string(),
            Name::Email(email) => email.key(),
        }
    }
}

/// Somebody who is known.
#[derive(Debug, Clone)]
pub struct Acquaintance {
    pub grantee: Grantee,
    pub is_active: bool,
}

/// What is known of those to be given roles in one account.
#[derive(Debug, Clone, Default)]
pub struct Roll {
    /// Whom user IDs and addresses belong to, by [`Name::key`].
    pub called: HashMap<String, PersonId>,
    pub people: HashMap<PersonId, Acquaintance>,
    /// Open invitations to the account, by the key of the address.
    pub invitations: HashMap<String, Invitation>,
}

/// What there is to give, and how.
#[derive(Debug, Clone)]
pub struct Gift<'a> {
    pub by: &'a Authority,
    pub ground: &'a Ground,
    pub source: Source,
    /// What invitations are written in.
    pub language: Language,
    pub now: Moment,
}

/// What giving a role comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    Role(Vec<Event>),
    /// What makes it so; the last of it is the invitation.
    Invitation(Vec<Event>),
    /// It is held already, or offered in an open invitation.
    Already {
        is_invited: bool,
    },
}

/// Why somebody named cannot be given a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Nobody has this user ID.
    Nobody,
    /// The sign-in was deactivated.
    Deactivated,
    Refused(Refusal),
}

/// Who is meant: a person, or a name that nobody has. Two names of the same person come to the same.
/// In: whom user IDs and addresses belong to, by [`Name::key`].
pub fn identity(called: &HashMap<String, PersonId>, name: &Name) -> String {
    let key = name.key();
    called.get(&key).map_or(key, ToString::to_string)
}

impl Roll {
    /// Who is meant by a name.
    pub fn identity(&self, name: &Name) -> String {
        identity(&self.called, name)
    }

    /// Gives one of those named a role, and keeps in mind that they have it now.
    pub fn give(
        &mut self,
        name: &Name,
        terms: &Terms,
        gift: &Gift<'_>,
        mut new_id: impl FnMut() -> u128,
    ) -> Result<Given, Fault> {
        match (self.called.get(&name.key()), name) {
            (Some(person), _) => {
                let known = self.people.get_mut(person).ok_or(Fault::Nobody)?;
                if !known.is_active {
                    return Err(Fault::Deactivated);
                }
                let to = &mut known.grantee;
                let added = membership::add(
                    gift.by,
                    to,
                    terms,
                    gift.ground,
                    &gift.source,
                    gift.now,
                    || MembershipId::new(new_id()),
                );
                let events = match added {
                    // Nobody gives themselves anything by what they hold: a list of users that left can come back whole.
                    Err(Refusal::OwnMembership) if membership::is_held(&to.held, terms) => {
                        Vec::new()
                    }
                    other => other.map_err(Fault::Refused)?,
                };
                membership::follow(&mut to.held, &events);
                Ok(if events.is_empty() {
                    Given::Already { is_invited: false }
                } else {
                    Given::Role(events)
                })
            }
            (None, Name::UserId(_)) => Err(Fault::Nobody),
            (None, Name::Email(email)) => self.invite(email, terms, gift, new_id),
        }
    }

    fn invite(
        &mut self,
        email: &EmailAddress,
        terms: &Terms,
        gift: &Gift<'_>,
        mut new_id: impl FnMut() -> u128,
    ) -> Result<Given, Fault> {
        let to = Invited {
            email: email.clone(),
            language: gift.language,
            upload: match &gift.source {
                Source::Upload(id) => Some(id.clone()),
                _ => None,
            },
        };
        let open = self.invitations.get(&email.key());
        let fact = invitation::invite(gift.by, &to, terms, gift.ground, open, gift.now, || {
            InvitationId::new(new_id())
        });
        let Some(fact) = fact.map_err(Fault::Refused)? else {
            return Ok(Given::Already { is_invited: true });
        };
        // One whose time is over makes room first.
        let over = open.and_then(|open| invitation::lapse(open, gift.now));
        let after = fact.invitation().clone();
        self.invitations.insert(email.key(), after);
        let facts = over.into_iter().chain([fact]);
        Ok(Given::Invitation(facts.map(Event::Invitation).collect()))
    }
}
