//! People: deactivating them, replacing their addresses, giving and taking the duties of the installation.

use crate::email::EmailAddress;
use crate::entitlement::{Entitlement, EntitlementEnd, EntitlementFact};
use crate::invitation::{Invitation, InvitationFact, InvitationStatus};
use crate::membership::{EndCause, Membership, MembershipFact};
use crate::notification_address::{NotificationAddress, NotificationAddressFact};
use crate::person::{Duty, MailFailure, Person, PersonFact, SAID_MOST};
use crate::{DomainIdentifier, Event, Moment, PersonId, Refusal};

/// What must be known of somebody who is to be deactivated.
#[derive(Debug, Clone)]
pub struct PersonStanding {
    pub person: PersonId,
    pub is_active: bool,
    /// Accounts that would be left without an administrator who stays.
    pub alone_in: Vec<DomainIdentifier>,
    /// Whether nobody else who is active is an operator.
    pub is_last_operator: bool,
    pub is_erased: bool,
}

/// Deactivates somebody, unless an account or the installation would be left to nobody.
pub fn deactivate(
    who: &PersonStanding,
    by: Option<&PersonId>,
    reason: Option<String>,
) -> Result<Event, Refusal> {
    if by == Some(&who.person) {
        return Err(Refusal::OwnDeactivation);
    }
    if !who.is_active {
        return Err(Refusal::NothingToChange);
    }
    if !who.alone_in.is_empty() {
        return Err(Refusal::LastAdministratorOf {
            accounts: who.alone_in.clone(),
        });
    }
    if who.is_last_operator {
        return Err(Refusal::LastOperator);
    }
    Ok(Event::Person(PersonFact::Deactivated {
        person: who.person.clone(),
        reason,
    }))
}

/// What there is of somebody who is erased that must end first.
#[derive(Debug, Clone, Default)]
pub struct Remains {
    /// What they hold themselves.
    pub memberships: Vec<Membership>,
    pub entitlements: Vec<Entitlement>,
    /// Open ones to an address of theirs.
    pub invitations: Vec<Invitation>,
    /// Those of accounts that are an address of theirs.
    pub addresses: Vec<NotificationAddress>,
}

/// Whether somebody may be erased. Errors: by themselves; again; while they can still log in; while nobody else looks after an account
/// of theirs, which somebody deactivated comes to where the others left later.
pub fn may_erase(who: &PersonStanding, by: Option<&PersonId>) -> Result<(), Refusal> {
    if by == Some(&who.person) {
        return Err(Refusal::OwnErasure);
    }
    if who.is_erased {
        return Err(Refusal::PersonErased);
    }
    if who.is_active {
        return Err(Refusal::ErasureOfActive);
    }
    if !who.alone_in.is_empty() {
        return Err(Refusal::LastAdministratorOf {
            accounts: who.alone_in.clone(),
        });
    }
    Ok(())
}

/// Erases somebody: all they have ends, and nothing tells any more who they were. Errors: as [`may_erase`].
pub fn erase(
    who: &PersonStanding,
    by: Option<&PersonId>,
    remains: Remains,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    may_erase(who, by)?;
    let mut events = ends(remains, now);
    events.push(erased(&who.person));
    Ok(events)
}

/// Begins to erase somebody who has too much to end at once: it ends bit by bit ([`ends`]), and only then they are [`erased`]. Errors: as
/// [`may_erase`].
pub fn begin_erasure(who: &PersonStanding, by: Option<&PersonId>) -> Result<Event, Refusal> {
    may_erase(who, by)?;
    Ok(Event::Person(PersonFact::ErasureBegun {
        person: who.person.clone(),
    }))
}

/// Nothing tells any more who they were.
pub fn erased(person: &PersonId) -> Event {
    Event::Person(PersonFact::Erased {
        person: person.clone(),
    })
}

/// What ends for somebody who is erased, or some of it.
pub fn ends(remains: Remains, now: Moment) -> Vec<Event> {
    let roles = remains.memberships.into_iter().map(|membership| {
        Event::Membership(MembershipFact::Ended {
            membership,
            why: EndCause::Removed,
        })
    });
    let given = remains.entitlements.into_iter().map(|one| {
        Event::Entitlement(EntitlementFact::Ended {
            request: one.request,
            person: one.person,
            why: EntitlementEnd::HolderErased,
            at: now,
        })
    });
    let invitations = remains.invitations.into_iter().map(|invitation| {
        Event::Invitation(InvitationFact::Withdrawn {
            invitation: invitation.ended(InvitationStatus::Withdrawn),
        })
    });
    let addresses = remains.addresses.into_iter();
    let addresses = addresses
        .map(|address| Event::NotificationAddress(NotificationAddressFact::Removed(address)));
    let ended = roles.chain(given).chain(invitations).chain(addresses);
    ended.collect()
}

/// Lets somebody back in, with all they held.
pub fn reactivate(who: &PersonStanding) -> Result<Event, Refusal> {
    if who.is_erased {
        return Err(Refusal::PersonErased);
    }
    if who.is_active {
        return Err(Refusal::NothingToChange);
    }
    Ok(Event::Person(PersonFact::Reactivated {
        person: who.person.clone(),
    }))
}

/// An operator puts another address in place of somebody's own: never of their own, which they change as everybody does.
///
/// In: whether anybody has the new one.
pub fn replace_email(
    who: &Person,
    by: Option<&PersonId>,
    after: EmailAddress,
    is_taken: bool,
) -> Result<Event, Refusal> {
    if by == Some(&who.id) {
        return Err(Refusal::OwnEmail);
    }
    if who.email.as_ref() == Some(&after) {
        return Err(Refusal::NothingToChange);
    }
    let is_own = who
        .email
        .as_ref()
        .is_some_and(|own| own.key() == after.key());
    if is_taken && !is_own {
        return Err(Refusal::EmailTaken);
    }
    Ok(Event::Person(PersonFact::EmailReplaced {
        person: who.id.clone(),
        before: who.email.clone(),
        after,
    }))
}

/// An operator frees the address of somebody who is deactivated. Whoever uses it next is somebody else and holds nothing.
pub fn free_email(who: &Person, is_active: bool) -> Result<Event, Refusal> {
    if is_active {
        return Err(Refusal::StillActive);
    }
    let email = who.email.clone().ok_or(Refusal::NothingToChange)?;
    Ok(Event::Person(PersonFact::EmailFreed {
        person: who.id.clone(),
        email,
    }))
}

/// Mail to somebody was refused for good, or came back. In: the address it went to; how mail to their own is known to fail, if it does;
/// what the mail server said. Errors: it is not their own address, or nothing is new ([`Refusal::NothingToChange`]).
pub fn email_fails(
    who: &Person,
    to: &EmailAddress,
    known: Option<MailFailure>,
    by: MailFailure,
    said: &str,
) -> Result<Event, Refusal> {
    let email = own_email(who, to).ok_or(Refusal::NothingToChange)?;
    // What came back after it was taken is the stronger sign: that mail is taken does not end it.
    if known == Some(by) || known == Some(MailFailure::Returned) {
        return Err(Refusal::NothingToChange);
    }
    Ok(Event::Person(PersonFact::EmailFailing {
        person: who.id.clone(),
        email,
        by,
        said: said.chars().take(SAID_MOST).collect(),
    }))
}

/// The mail server took mail to somebody. In: as [`email_fails`]. Errors: mail to it was never refused ([`Refusal::NothingToChange`]).
pub fn email_taken(
    who: &Person,
    to: &EmailAddress,
    known: Option<MailFailure>,
) -> Result<Event, Refusal> {
    let email = own_email(who, to).filter(|_| known == Some(MailFailure::Refused));
    works(who, email)
}

/// Somebody says that mail to their address arrives. Errors: as far as is known, it does ([`Refusal::NothingToChange`]).
pub fn email_works(who: &Person, known: Option<MailFailure>) -> Result<Event, Refusal> {
    works(who, who.email.clone().filter(|_| known.is_some()))
}

fn works(who: &Person, email: Option<EmailAddress>) -> Result<Event, Refusal> {
    Ok(Event::Person(PersonFact::EmailWorking {
        person: who.id.clone(),
        email: email.ok_or(Refusal::NothingToChange)?,
    }))
}

fn own_email(who: &Person, to: &EmailAddress) -> Option<EmailAddress> {
    let own = who.email.clone();
    own.filter(|own| own.key() == to.key())
}

/// What must be known of somebody who is to be given a duty, or relieved of it.
#[derive(Debug, Clone)]
pub struct OnDuty {
    pub person: PersonId,
    pub is_active: bool,
    /// Whether they have the duty already.
    pub has_it: bool,
    /// Whether nobody else who is active has it.
    pub is_last: bool,
}

/// Gives somebody a duty. Whoever cannot log in cannot do it.
pub fn appoint(who: &OnDuty, duty: Duty) -> Result<Event, Refusal> {
    if who.has_it {
        return Err(Refusal::NothingToChange);
    }
    if !who.is_active {
        return Err(Refusal::PersonDeactivated);
    }
    let person = who.person.clone();
    Ok(Event::Person(match duty {
        Duty::Operator => PersonFact::OperatorAppointed { person },
        Duty::SupportAgent => PersonFact::SupportAgentAppointed { person },
    }))
}

/// Relieves somebody of a duty. The last operator who is active stays; without an agent operators do what agents did.
pub fn relieve(who: &OnDuty, duty: Duty) -> Result<Event, Refusal> {
    if !who.has_it {
        return Err(Refusal::NothingToChange);
    }
    if duty == Duty::Operator && who.is_active && who.is_last {
        return Err(Refusal::LastOperator);
    }
    let person = who.person.clone();
    Ok(Event::Person(match duty {
        Duty::Operator => PersonFact::OperatorRemoved { person },
        Duty::SupportAgent => PersonFact::SupportAgentRemoved { person },
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn duties_go_to_the_active_and_the_last_operator_stays() {
        let who = |is_active, has_it, is_last| OnDuty {
            person: PersonId::new(1),
            is_active,
            has_it,
            is_last,
        };
        for duty in Duty::ALL.iter().copied() {
            let stays = duty == Duty::Operator;
            assert!(appoint(&who(true, false, true), duty).is_ok());
            for is_active in [true, false] {
                let again = appoint(&who(is_active, true, false), duty);
                assert_eq!(again, Err(Refusal::NothingToChange));
                let never = relieve(&who(is_active, false, false), duty);
                assert_eq!(never, Err(Refusal::NothingToChange));
                assert!(relieve(&who(is_active, true, false), duty).is_ok());
            }
            let gone = appoint(&who(false, false, false), duty);
            assert_eq!(gone, Err(Refusal::PersonDeactivated));
            assert_eq!(relieve(&who(true, true, true), duty).is_err(), stays);
            assert!(relieve(&who(false, true, true), duty).is_ok());
        }
    }
}
