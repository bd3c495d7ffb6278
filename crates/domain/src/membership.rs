//! Memberships: who holds which role on what, since and until when, and where it comes from.

use crate::role::Extent;
use crate::virtual_account::Tree;
use crate::{
    Actor, Event, MembershipId, Moment, PersonId, Refusal, RequestId, Right, Role, Scope,
    SmartAccountId, VirtualAccountId,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// One role held by one person on one scope.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    pub id: MembershipId,
    pub person: PersonId,
    pub account: SmartAccountId,
    pub role: Role,
    /// Where the role is a Virtual Account role: on which.
    pub virtual_account: Option<VirtualAccountId>,
    pub source: Source,
    /// Who granted it.
    pub granted_by: Actor,
    pub since: Moment,
    /// The first moment at which it no longer holds.
    pub until: Option<Moment>,
}

/// Where a membership comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind", content = "id")]
pub enum Source {
    Request(RequestId),
    Import,
    /// The account was created with this person as its administrator.
    Creation,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "fact", content = "data")]
pub enum MembershipFact {
    Granted(Membership),
    Ended {
        membership: Membership,
        why: EndCause,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EndCause {
    /// Its end date came.
    Lapsed,
    /// Granted anew with a later end.
    Replaced,
    /// Taken away, or given back.
    Removed,
}

impl Membership {
    pub fn holds_at(&self, now: Moment) -> bool {
        self.until.is_none_or(|until| now < until)
    }

    fn is_lasting_administrator(&self) -> bool {
        self.role == Role::SaAdministrator && self.until.is_none()
    }
}

/// How far somebody's roles in one account let a right reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    Nothing,
    /// These Virtual Accounts, nested ones included; where the right is about roles, VA roles only.
    VirtualAccounts(BTreeSet<VirtualAccountId>),
    Account,
}

impl Reach {
    pub fn is_nothing(&self) -> bool {
        matches!(self, Reach::Nothing)
    }

    /// Whether all of `scope` lies within reach.
    pub fn covers(&self, scope: &Scope) -> bool {
        match (self, scope) {
            (Reach::Account, _) => true,
            (Reach::VirtualAccounts(own), Scope::VirtualAccounts(wanted)) => {
                !wanted.is_empty() && wanted.is_subset(own)
            }
            _ => false,
        }
    }
}

/// How far `memberships` (one person's, in one account) let `right` reach at `now`. Roles add up.
pub fn reach(memberships: &[Membership], tree: &Tree, right: Right, now: Moment) -> Reach {
    let mut roots = BTreeSet::new();
    for held in memberships.iter().filter(|m| m.holds_at(now)) {
        match (held.role.extent(right), &held.virtual_account) {
            (Extent::Account, _) => return Reach::Account,
            (Extent::Own, Some(va)) => {
                roots.insert(va.clone());
            }
            _ => {}
        }
    }
    let own = tree.within(&roots);
    if own.is_empty() {
        Reach::Nothing
    } else {
        Reach::VirtualAccounts(own)
    }
}

/// What a grant adds to what somebody already holds: one membership for each scope, none where the same role is already
/// held as long or longer, the shorter one ended where the new one lasts longer.
pub fn grant(held: &[Membership], new: &[Membership]) -> Vec<Event> {
    let mut events = Vec::new();
    for wanted in new {
        let same = held
            .iter()
            .find(|m| m.role == wanted.role && m.virtual_account == wanted.virtual_account);
        if let Some(old) = same {
            if lasts_at_least(old, wanted) {
                continue;
            }
            events.push(Event::Membership(MembershipFact::Ended {
                membership: old.clone(),
                why: EndCause::Replaced,
            }));
        }
        events.push(Event::Membership(MembershipFact::Granted(wanted.clone())));
    }
    events
}

fn lasts_at_least(old: &Membership, new: &Membership) -> bool {
    match (old.until, new.until) {
        (None, _) => true,
        (Some(old), Some(new)) => old >= new,
        (Some(_), None) => false,
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
    let others = administrators
        .iter()
        .filter(|m| m.id != membership.id && m.person != membership.person);
    if membership.is_lasting_administrator()
        && !others.into_iter().any(Membership::is_lasting_administrator)
    {
        return Err(Refusal::LastAdministrator);
    }
    Ok(Event::Membership(MembershipFact::Ended {
        membership: membership.clone(),
        why,
    }))
}
