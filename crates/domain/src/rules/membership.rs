//! Memberships: giving, changing and ending roles, each within the rights of whoever does it.

use crate::email::EmailAddress;
use crate::membership::{
    EndCause, Holder, Membership, MembershipFact, Reach, Source, Terms, is_as_late,
};
use crate::virtual_account::Tree;
use crate::{
    Actor, DomainIdentifier, Event, GroupId, MembershipId, Moment, PersonId, Refusal, Role, Scope,
    SmartAccountId, VirtualAccountId,
};
use std::collections::BTreeSet;

/// What a role becomes; its scope stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Revision {
    pub role: Role,
    pub until: Option<Moment>,
}

/// What granting needs to know of the account.
#[derive(Debug, Clone)]
pub struct MembershipGround {
    pub id: SmartAccountId,
    pub domain: DomainIdentifier,
    pub tree: Tree,
    /// Whether the account is active.
    pub is_open: bool,
}

/// Somebody and how far a right of theirs lets them give and end roles: `Right::MemberManage` or
/// `Right::RequestDecide`.
#[derive(Debug, Clone)]
pub struct Authority {
    pub person: PersonId,
    pub reach: Reach,
    /// The groups they are in: what such a group holds, they hold.
    pub groups: BTreeSet<GroupId>,
}

impl Authority {
    /// Whether what `holder` holds is theirs, too.
    pub fn shares_with(&self, holder: &Holder) -> bool {
        match holder {
            Holder::Person(id) => *id == self.person,
            Holder::Group(id) => self.groups.contains(id),
        }
    }
}

/// Who is to hold a role, and what is known of them.
#[derive(Debug, Clone)]
pub struct Grantee {
    pub holder: Holder,
    /// Verified addresses; none where it is a group.
    pub emails: Vec<EmailAddress>,
    /// What they hold in the account.
    pub held: Vec<Membership>,
}

/// Whether these terms may be granted by somebody whose right reaches so far, to somebody with these addresses.
pub fn check_terms(
    terms: &Terms,
    reach: &Reach,
    emails: &[EmailAddress],
    domain: &DomainIdentifier,
    tree: &Tree,
    now: Moment,
) -> Result<(), Refusal> {
    if let Scope::VirtualAccounts(chosen) = &terms.scope {
        if chosen.is_empty() {
            return Err(Refusal::NoVirtualAccountChosen);
        }
        // Asked first, so that a Virtual Account out of reach is like one that there is not.
        if !reach.covers(&terms.scope) {
            return Err(Refusal::BeyondOwnRights);
        }
        if !chosen.iter().all(|id| tree.contains(id)) {
            return Err(Refusal::VirtualAccountOfAnotherAccount);
        }
    }
    if !terms.scope.fits(terms.role) {
        return Err(Refusal::RoleDoesNotFitScope);
    }
    // Of the entire account it is asked here for the first time.
    if !reach.covers(&terms.scope) {
        return Err(Refusal::BeyondOwnRights);
    }
    if is_asleep(terms.role, emails, domain) {
        return Err(Refusal::ApproverOutsideDomain {
            domain: domain.clone(),
        });
    }
    if terms.until.is_some_and(|until| until <= now) {
        return Err(Refusal::EndDateInThePast);
    }
    Ok(())
}

/// Whether a role gives nothing to somebody with these verified addresses: an SA Approver speaks for the company, and does so only
/// with an address inside its domain. Once that is gone the role sleeps; with such an address it is awake again.
pub fn is_asleep(role: Role, emails: &[EmailAddress], domain: &DomainIdentifier) -> bool {
    role == Role::SaApprover && !emails.iter().any(|email| email.is_inside(domain))
}

/// An SA Approver signs for the company, by name: a person with an address inside the domain, never a group.
pub fn check_holder(role: Role, holder: &Holder) -> Result<(), Refusal> {
    match holder {
        Holder::Group(_) if role == Role::SaApprover => Err(Refusal::ApproverNotAPerson),
        _ => Ok(()),
    }
}

/// One membership for each part of the scope.
pub fn spread(
    terms: &Terms,
    holder: &Holder,
    account: &SmartAccountId,
    source: &Source,
    granted_by: &Actor,
    since: Moment,
    mut new_id: impl FnMut() -> MembershipId,
) -> Vec<Membership> {
    let on: Vec<_> = match &terms.scope {
        Scope::EntireAccount => vec![None],
        Scope::VirtualAccounts(ids) => ids.iter().cloned().map(Some).collect(),
    };
    on.into_iter()
        .map(|virtual_account| Membership {
            id: new_id(),
            holder: holder.clone(),
            account: account.clone(),
            role: terms.role,
            virtual_account,
            source: source.clone(),
            granted_by: granted_by.clone(),
            since,
            until: terms.until,
        })
        .collect()
}

/// Gives a role without anybody having asked. Out: no event where it is held already for as long.
///
/// Errors: the account is not open; it would be one's own role, or that of a group one is in ([`Refusal::OwnMembership`]);
/// or [`check_holder`], [`check_terms`].
pub fn add(
    by: &Authority,
    to: &Grantee,
    terms: &Terms,
    ground: &MembershipGround,
    source: &Source,
    now: Moment,
    new_id: impl FnMut() -> MembershipId,
) -> Result<Vec<Event>, Refusal> {
    if !ground.is_open {
        return Err(Refusal::AccountNotOpen);
    }
    if by.shares_with(&to.holder) {
        return Err(Refusal::OwnMembership);
    }
    check_holder(terms.role, &to.holder)?;
    check_terms(
        terms,
        &by.reach,
        &to.emails,
        &ground.domain,
        &ground.tree,
        now,
    )?;
    let actor = Actor::Person(by.person.clone());
    let new = spread(terms, &to.holder, &ground.id, source, &actor, now, new_id);
    Ok(grant(&to.held, &new))
}

/// Gives what somebody holds another role or end date; the scope stays. Out: no event where nothing differs.
///
/// In: `administrators` as for [`end`]; what is ended by it, or made to end, may be what keeps the account administered.
/// Errors: the membership is one's own, that of a group one is in, or out of reach; or [`check_holder`], [`check_terms`], or
/// [`Refusal::LastAdministrator`].
pub fn change(
    by: &Authority,
    membership: &Membership,
    to: &Grantee,
    revision: &Revision,
    ground: &MembershipGround,
    administrators: &[Membership],
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    if !ground.is_open {
        return Err(Refusal::AccountNotOpen);
    }
    let Revision { role, until } = *revision;
    let terms = Terms {
        role,
        scope: membership.scope(),
        until,
    };
    must_manage(by, membership)?;
    if by.shares_with(&membership.holder) {
        return Err(Refusal::OwnMembership);
    }
    if (role, until) == (membership.role, membership.until) {
        return Ok(Vec::new());
    }
    check_holder(role, &membership.holder)?;
    check_terms(
        &terms,
        &by.reach,
        &to.emails,
        &ground.domain,
        &ground.tree,
        now,
    )?;
    let after = Membership {
        role,
        until,
        source: Source::Administrator,
        granted_by: Actor::Person(by.person.clone()),
        since: if role == membership.role {
            membership.since
        } else {
            now
        },
        ..membership.clone()
    };
    if !after.is_lasting_administrator() {
        must_leave_an_administrator(membership, administrators)?;
    }
    let mut others = to.held.iter().filter(|m| m.id != membership.id);
    Ok(match others.find(|m| m.is_in_the_place_of(&after)) {
        Some(other) if lasts_at_least(other, &after) => vec![ended(membership, EndCause::Replaced)],
        Some(other) => vec![ended(other, EndCause::Replaced), changed(membership, after)],
        None => vec![changed(membership, after)],
    })
}

/// Takes a role away, or gives one's own back.
///
/// Errors: it is out of reach and not one's own, or [`Refusal::LastAdministrator`].
pub fn remove(
    by: &Authority,
    membership: &Membership,
    administrators: &[Membership],
) -> Result<Event, Refusal> {
    if membership.holder.is(&by.person) {
        return end(membership, administrators, EndCause::GivenBack);
    }
    must_manage(by, membership)?;
    end(membership, administrators, EndCause::Removed)
}

/// What is out of reach is not there, for whoever reaches for it.
fn must_manage(by: &Authority, membership: &Membership) -> Result<(), Refusal> {
    if by.reach.covers(&membership.scope()) {
        Ok(())
    } else {
        Err(Refusal::BeyondOwnRights)
    }
}

fn ended(membership: &Membership, why: EndCause) -> Event {
    Event::Membership(MembershipFact::Ended {
        membership: membership.clone(),
        why,
    })
}

fn changed(before: &Membership, after: Membership) -> Event {
    Event::Membership(MembershipFact::Changed {
        before: before.clone(),
        after,
    })
}

/// What a grant adds to what somebody already holds: one membership for each scope, none where the same role is already
/// held as long or longer, the shorter one ended where the new one lasts longer.
pub fn grant(held: &[Membership], new: &[Membership]) -> Vec<Event> {
    let mut events = Vec::new();
    for wanted in new {
        let same = held.iter().find(|m| m.is_in_the_place_of(wanted));
        if let Some(old) = same {
            if lasts_at_least(old, wanted) {
                continue;
            }
            events.push(ended(old, EndCause::Replaced));
        }
        events.push(Event::Membership(MembershipFact::Granted(wanted.clone())));
    }
    events
}

/// Tells that a role ends soon. Out: nothing where it has no end, or is over.
pub fn announce_end(membership: &Membership, now: Moment) -> Option<Event> {
    let ends = membership.until.is_some() && membership.holds_at(now);
    ends.then(|| Event::Membership(MembershipFact::EndAnnounced(membership.clone())))
}

/// What is held after these events, where they are about the same holder and account.
pub fn follow(held: &mut Vec<Membership>, events: &[Event]) {
    for event in events {
        let Event::Membership(fact) = event else {
            continue;
        };
        let id = &fact.membership().id;
        held.retain(|membership| membership.id != *id);
        match fact {
            MembershipFact::Granted(new) | MembershipFact::Changed { after: new, .. } => {
                held.push(new.clone());
            }
            MembershipFact::Ended { .. } | MembershipFact::EndAnnounced(_) => {}
        }
    }
}

fn lasts_at_least(old: &Membership, new: &Membership) -> bool {
    is_as_late(old.until, new.until)
}

/// Whether these give the role on all of the scope already, as long or longer.
pub fn is_held(held: &[Membership], terms: &Terms) -> bool {
    let has = |on: Option<&VirtualAccountId>| {
        held.iter().any(|m| {
            m.role == terms.role
                && m.virtual_account.as_ref() == on
                && is_as_late(m.until, terms.until)
        })
    };
    match &terms.scope {
        Scope::EntireAccount => has(None),
        Scope::VirtualAccounts(ids) => !ids.is_empty() && ids.iter().all(|id| has(Some(id))),
    }
}

/// Ends `membership`, unless that would leave the account without an administrator.
///
/// In: the account's current SA Administrator memberships. Only those without an end date count as keeping the account
/// administered, so that the passing of time alone can never break the rule.
pub fn end(
    membership: &Membership,
    administrators: &[Membership],
    why: EndCause,
) -> Result<Event, Refusal> {
    must_leave_an_administrator(membership, administrators)?;
    Ok(ended(membership, why))
}

fn must_leave_an_administrator(
    leaving: &Membership,
    administrators: &[Membership],
) -> Result<(), Refusal> {
    let mut others = administrators
        .iter()
        .filter(|m| m.id != leaving.id && m.holder != leaving.holder);
    if leaving.is_lasting_administrator() && !others.any(Membership::is_lasting_administrator) {
        Err(Refusal::LastAdministrator)
    } else {
        Ok(())
    }
}
