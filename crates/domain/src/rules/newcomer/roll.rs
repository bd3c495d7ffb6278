//! Giving roles by name to many at once: people who have something to do with the account get them; all other addresses are
//! invited, whether a sign-in has them or not, and all other user IDs are nobody's.

use crate::email::EmailAddress;
use crate::invitation::{Invitation, InvitationFact};
use crate::membership::{Source, Terms};
use crate::person::Language;
use crate::rules::invitation::Invited;
use crate::rules::membership::{Authority, Grantee, MembershipGround};
use crate::rules::newcomer::name::Name;
use crate::{Event, InvitationId, MembershipId, Moment, PersonId, Refusal, rules};
use std::collections::HashMap;

/// What somebody may have to do with an account.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ties {
    /// They hold a role there, by themselves or through a group.
    pub holds: bool,
    /// They held one.
    pub held: bool,
    /// They are in a group that the account keeps.
    pub in_group: bool,
    /// They asked for access, and it is not decided.
    pub asks: bool,
    /// They have a verified address in its domain.
    pub has_address: bool,
}

impl Ties {
    /// Whether an account's administrators may know of them, and give them something without asking: the account knows them
    /// already, or they belong to its organisation. Everybody else is a stranger, who decides for themselves.
    pub fn is_acquainted(self) -> bool {
        let Ties {
            holds,
            held,
            in_group,
            asks,
            has_address,
        } = self;
        holds || held || in_group || asks || has_address
    }
}

/// Somebody whom the account may know of.
#[derive(Debug, Clone)]
pub struct Acquaintance {
    pub grantee: Grantee,
    pub is_active: bool,
}

/// What is known of those to be given roles in one account.
#[derive(Debug, Clone, Default)]
pub struct Roll {
    /// Whom user IDs and addresses belong to, by [`Name::key`]; only those who have something to do with the account
    /// ([`Ties::is_acquainted`]). Of all others nothing may be known.
    pub called: HashMap<String, PersonId>,
    pub people: HashMap<PersonId, Acquaintance>,
    /// Open invitations to the account, by the key of the address.
    pub invitations: HashMap<String, Invitation>,
}

/// What there is to give, and how.
#[derive(Debug, Clone)]
pub struct Gift<'a> {
    pub by: &'a Authority,
    pub ground: &'a MembershipGround,
    pub source: Source,
    /// What invitations are written in.
    pub language: Language,
    pub now: Moment,
}

/// What giving a role, or a place in a group, comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    Now(Vec<Event>),
    /// What makes it so; the last of it is the invitation.
    Invitation(Vec<Event>),
    /// It is held already, or offered in an open invitation.
    Already {
        is_invited: bool,
    },
}

/// Why somebody named cannot be given a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NewcomerFault {
    /// Nobody whom the account may know of has this user ID.
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
    ) -> Result<Given, NewcomerFault> {
        match (self.called.get(&name.key()), name) {
            (Some(person), _) => {
                let known = self.people.get_mut(person).ok_or(NewcomerFault::Nobody)?;
                if !known.is_active {
                    return Err(NewcomerFault::Deactivated);
                }
                let to = &mut known.grantee;
                let added = rules::membership::add(
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
                    Err(Refusal::OwnMembership) if rules::membership::is_held(&to.held, terms) => {
                        Vec::new()
                    }
                    other => other.map_err(NewcomerFault::Refused)?,
                };
                rules::membership::follow(&mut to.held, &events);
                Ok(if events.is_empty() {
                    Given::Already { is_invited: false }
                } else {
                    Given::Now(events)
                })
            }
            (None, Name::UserId(_)) => Err(NewcomerFault::Nobody),
            (None, Name::Email(email)) => self.invite(email, terms, gift, new_id),
        }
    }

    fn invite(
        &mut self,
        email: &EmailAddress,
        terms: &Terms,
        gift: &Gift<'_>,
        mut new_id: impl FnMut() -> u128,
    ) -> Result<Given, NewcomerFault> {
        let to = Invited {
            email: email.clone(),
            language: gift.language,
            upload: match &gift.source {
                Source::Upload(id) => Some(id.clone()),
                _ => None,
            },
        };
        let open = self.invitations.get(&email.key());
        let fact =
            rules::invitation::invite(gift.by, &to, terms, gift.ground, open, gift.now, || {
                InvitationId::new(new_id())
            });
        let fact = fact.map_err(NewcomerFault::Refused)?;
        Ok(offered(&mut self.invitations, fact, gift.now))
    }
}

/// Keeps in mind what is offered to an address now. In: the open invitations by address; what is new, if anything is.
pub(crate) fn offered(
    open: &mut HashMap<String, Invitation>,
    fact: Option<InvitationFact>,
    now: Moment,
) -> Given {
    let Some(fact) = fact else {
        return Given::Already { is_invited: true };
    };
    let after = fact.invitation().clone();
    // One whose time is over makes room first.
    let over = open
        .insert(after.email.key(), after)
        .and_then(|before| rules::invitation::lapse(&before, now));
    let facts = over.into_iter().chain([fact]);
    Given::Invitation(facts.map(Event::Invitation).collect())
}
