//! Memberships: who holds which role on what, since and until when, and where it comes from.

use crate::actor::RuleUse;
use crate::moment::days;
use crate::role::Extent;
use crate::virtual_account::Tree;
use crate::{
    Actor, GroupId, InvitationId, MembershipId, Moment, PersonId, RequestId, Right, Role, Scope,
    SmartAccountId, UploadId, VirtualAccountId,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// One role held by one person or group on one scope.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    pub id: MembershipId,
    /// Called `person` in events of old.
    #[serde(alias = "person")]
    pub holder: Holder,
    pub account: SmartAccountId,
    pub role: Role,
    /// Where the role is a Virtual Account role: on which.
    pub virtual_account: Option<VirtualAccountId>,
    /// Where it comes from, or what changed it last.
    pub source: Source,
    /// Who granted it.
    pub granted_by: Actor,
    /// Since when this role is held; another end leaves it, another role does not.
    pub since: Moment,
    /// The first moment at which it no longer holds.
    pub until: Option<Moment>,
}

/// Who holds a role. What a group holds, each of its members has for as long as they are in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Holder {
    Person(PersonId),
    Group(GroupId),
}

impl Holder {
    /// The person, where it is not a group.
    pub fn person(&self) -> Option<&PersonId> {
        match self {
            Holder::Person(id) => Some(id),
            Holder::Group(_) => None,
        }
    }

    /// The group, where it is not one person.
    pub fn group(&self) -> Option<&GroupId> {
        match self {
            Holder::Person(_) => None,
            Holder::Group(id) => Some(id),
        }
    }

    /// Whether it is this person alone. Whoever is in the group that holds it is not meant.
    pub fn is(&self, person: &PersonId) -> bool {
        self.person() == Some(person)
    }

    /// The id, which tells by its prefix whether it is a person's or a group's.
    pub fn id(&self) -> &str {
        match self {
            Holder::Person(id) => id.as_str(),
            Holder::Group(id) => id.as_str(),
        }
    }
}

/// Where a membership comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind", content = "id")]
pub enum Source {
    /// A request that somebody approved.
    Request(RequestId),
    /// A request that a rule approved.
    Rule(Box<RuleGrant>),
    Import,
    /// An administrator gave it, or changed it last.
    Administrator,
    /// The account was created with this person as its administrator.
    Creation,
    /// Accepted after being invited.
    Invitation(InvitationId),
    /// A line of an uploaded file.
    Upload(UploadId),
    /// An operator named them, as nobody else could be reached.
    Operator,
}

/// Which rule gave a role, and for which request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleGrant {
    pub request: RequestId,
    pub rule: RuleUse,
}

impl Source {
    /// The request that led to the role.
    pub fn request(&self) -> Option<&RequestId> {
        match self {
            Source::Request(request) => Some(request),
            Source::Rule(grant) => Some(&grant.request),
            _ => None,
        }
    }
}

/// What happens to a membership, as the event log keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "fact", content = "data")]
pub enum MembershipFact {
    Granted(Membership),
    Ended {
        membership: Membership,
        why: EndCause,
    },
    /// Another role or end date on the same scope.
    Changed {
        before: Membership,
        after: Membership,
    },
    /// Its holder and those who administer the account are told that it ends soon.
    EndAnnounced(Membership),
}

/// As many days before a role ends it is told of.
pub const WARNED_AHEAD: [u64; 3] = [14, 3, 1];

impl MembershipFact {
    /// The membership as it is after the fact, or as it was when it ended.
    pub fn membership(&self) -> &Membership {
        match self {
            MembershipFact::Granted(membership)
            | MembershipFact::EndAnnounced(membership)
            | MembershipFact::Ended { membership, .. } => membership,
            MembershipFact::Changed { after, .. } => after,
        }
    }
}

/// Why a membership ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EndCause {
    /// Its end date came.
    Lapsed,
    /// Granted anew with a later end.
    Replaced,
    /// Taken away.
    Removed,
    /// Given back by whoever held it.
    GivenBack,
    /// The Virtual Account it was held on was deleted.
    VirtualAccountDeleted,
}

impl Membership {
    /// Whether it gives anything at that moment; it may have lapsed and be waiting to be ended.
    pub fn holds_at(&self, now: Moment) -> bool {
        self.until.is_none_or(|until| now < until)
    }

    /// When it is told of next that it ends, after a moment; never where nothing is left to tell ahead.
    pub fn next_warning(&self, after: Moment) -> Option<Moment> {
        let until = self.until?;
        let ahead = WARNED_AHEAD.into_iter();
        ahead
            .map(|ahead| until.minus(days(ahead)))
            .find(|at| *at > after)
    }

    /// What keeps an account administered: a person, not a group that may be emptied, without an end date.
    pub fn is_lasting_administrator(&self) -> bool {
        self.role == Role::SaAdministrator
            && self.until.is_none()
            && matches!(self.holder, Holder::Person(_))
    }

    /// What it is held on, of the account.
    pub fn scope(&self) -> Scope {
        match &self.virtual_account {
            None => Scope::EntireAccount,
            Some(id) => Scope::VirtualAccounts(BTreeSet::from([id.clone()])),
        }
    }

    /// When somebody was last here, as far as it is told where they hold this: only since they do.
    pub fn told_activity(&self, last_active: Moment) -> Option<Moment> {
        (last_active >= self.since).then_some(last_active)
    }

    /// Since when nothing was seen of somebody, as far as it is told where they hold this: at the earliest since they do.
    pub fn quiet_since(&self, last_active: Moment) -> Moment {
        last_active.max(self.since)
    }

    /// Whether both give the same holder the same role on the same scope, until whenever: of those one is enough.
    /// The account is not compared, so both must be of one.
    pub(crate) fn is_in_the_place_of(&self, other: &Membership) -> bool {
        (&self.holder, self.role, &self.virtual_account)
            == (&other.holder, other.role, &other.virtual_account)
    }
}

/// How far somebody's roles in one account let a right reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// The right reaches nothing.
    Nothing,
    /// These Virtual Accounts, nested ones included; where the right is about roles, VA roles only.
    VirtualAccounts(BTreeSet<VirtualAccountId>),
    /// All of it, future Virtual Accounts as well.
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

/// A role on a scope, perhaps until a date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    pub role: Role,
    pub scope: Scope,
    /// The first moment at which it no longer holds.
    pub until: Option<Moment>,
}

/// Whether one end comes no sooner than another; none never comes.
pub(crate) fn is_as_late(one: Option<Moment>, other: Option<Moment>) -> bool {
    match (one, other) {
        (None, _) => true,
        (Some(one), Some(other)) => one >= other,
        (Some(_), None) => false,
    }
}
