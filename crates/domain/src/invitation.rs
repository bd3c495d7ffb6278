//! Invitations: somebody who has nothing to do with an account, with a sign-in or without, is to hold roles there or be in one of its
//! groups. They get that when they accept, by the rules of that moment.

use crate::email::EmailAddress;
use crate::membership::Terms;
use crate::moment::days;
use crate::person::Language;
use crate::{
    GroupId, InvitationId, Moment, PersonId, Scope, SmartAccountId, UploadId, VirtualAccountId,
    membership,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::time::Duration;

/// How long an invitation may be accepted.
pub const OPEN_FOR: Duration = days(14);

/// As much as one invitation offers.
pub const MOST_OFFERS: usize = 20;

/// What accepting gives: a role, or a place in a group with all that it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Gives {
    Terms(Terms),
    Group(GroupPlace),
}

/// A group as it was when a place in it was offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupPlace {
    pub id: GroupId,
    pub name: String,
    /// What a right must reach to see and manage the offer: what one must keep to keep the group.
    pub scope: Scope,
}

impl Gives {
    /// What of the account it reaches: the scope of the role, or of the group in which a place is offered.
    pub fn scope(&self) -> &Scope {
        match self {
            Gives::Terms(terms) => &terms.scope,
            Gives::Group(place) => &place.scope,
        }
    }
}

/// What accepting gives, and in whose name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    #[serde(flatten)]
    pub gives: Gives,
    /// Whose right it is given by; asked again when it is accepted.
    pub by: PersonId,
    /// Where it is one line of many: of which file. Nobody is written to about what becomes of each of those.
    pub upload: Option<UploadId>,
}

/// How an invitation stands. All but open is for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InvitationStatus {
    Open,
    Accepted,
    Declined,
    Withdrawn,
    Lapsed,
}

impl InvitationStatus {
    /// As it is kept in its row.
    pub fn key(self) -> &'static str {
        match self {
            InvitationStatus::Open => "open",
            InvitationStatus::Accepted => "accepted",
            InvitationStatus::Declined => "declined",
            InvitationStatus::Withdrawn => "withdrawn",
            InvitationStatus::Lapsed => "lapsed",
        }
    }

    /// The status of an [`InvitationStatus::key`].
    pub fn from_key(key: &str) -> Option<Self> {
        [
            InvitationStatus::Open,
            InvitationStatus::Accepted,
            InvitationStatus::Declined,
            InvitationStatus::Withdrawn,
            InvitationStatus::Lapsed,
        ]
        .into_iter()
        .find(|status| status.key() == key)
    }
}

/// An address is invited into an account; whether a sign-in has it is nobody's business there. At most one for each address and account is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    pub id: InvitationId,
    pub account: SmartAccountId,
    pub email: EmailAddress,
    /// What the letters are written in.
    pub language: Language,
    pub offers: Vec<Offer>,
    pub invited_at: Moment,
    pub lapses_at: Moment,
    /// Counts the letters: a link works for the version it was made for and no other. What another line of the same file offers
    /// needs no further letter.
    pub version: u32,
    pub status: InvitationStatus,
}

/// An offer that could no longer be given, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    pub offer: Offer,
    /// The code of the `Refusal`.
    pub code: String,
}

/// What happens to an invitation, as the event log keeps it; each fact carries the invitation as it was then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "fact", content = "data")]
pub enum InvitationFact {
    Sent(Invitation),
    /// More is offered than before.
    Extended {
        before: Invitation,
        after: Invitation,
    },
    /// Another letter, for another while, in the name of whoever had it sent.
    Renewed {
        before: Invitation,
        after: Invitation,
    },
    Accepted {
        invitation: Invitation,
        person: PersonId,
        /// What was offered and could no longer be given.
        refused: Vec<Refused>,
    },
    Declined {
        invitation: Invitation,
    },
    Withdrawn {
        invitation: Invitation,
    },
    Lapsed {
        invitation: Invitation,
    },
    /// A Virtual Account or group of this name was deleted; the rest is offered still, by the same link.
    Narrowed {
        before: Invitation,
        after: Invitation,
        name: String,
    },
    /// The Virtual Account or group of this name was deleted, and nothing else was offered.
    LeftEmpty {
        invitation: Invitation,
        name: String,
    },
}

impl InvitationFact {
    /// The invitation as it is after the fact.
    pub fn invitation(&self) -> &Invitation {
        match self {
            InvitationFact::Sent(invitation)
            | InvitationFact::Accepted { invitation, .. }
            | InvitationFact::Declined { invitation }
            | InvitationFact::Withdrawn { invitation }
            | InvitationFact::Lapsed { invitation }
            | InvitationFact::LeftEmpty { invitation, .. } => invitation,
            InvitationFact::Extended { after, .. }
            | InvitationFact::Renewed { after, .. }
            | InvitationFact::Narrowed { after, .. } => after,
        }
    }

    /// Whether a letter with a new link follows. The lines of one file for one address make one letter.
    pub fn sends_a_letter(&self) -> bool {
        match self {
            InvitationFact::Sent(_) | InvitationFact::Renewed { .. } => true,
            InvitationFact::Extended { before, after } => before.version != after.version,
            _ => false,
        }
    }

    /// Who accepted it. Until somebody does, it is about an address and about nobody.
    pub fn person(&self) -> Option<&PersonId> {
        match self {
            InvitationFact::Accepted { person, .. } => Some(person),
            _ => None,
        }
    }
}

impl Invitation {
    /// The Virtual Accounts it is about; nothing where any of it is about the whole account.
    pub fn virtual_accounts(&self) -> BTreeSet<VirtualAccountId> {
        let entire = |offer: &Offer| *offer.gives.scope() == Scope::EntireAccount;
        if self.offers.iter().any(entire) {
            return BTreeSet::new();
        }
        let scopes = self.offers.iter().map(|offer| offer.gives.scope());
        scopes.flat_map(Scope::virtual_accounts).cloned().collect()
    }

    /// Those to be told what became of it.
    pub fn givers(&self) -> BTreeSet<PersonId> {
        let single = self.offers.iter().filter(|offer| offer.upload.is_none());
        single.map(|offer| offer.by.clone()).collect()
    }

    /// Whether somebody whose right reaches so far may see and manage it: all of it lies within their reach.
    pub fn is_within(&self, reach: &membership::Reach) -> bool {
        self.offers
            .iter()
            .all(|offer| reach.covers(offer.gives.scope()))
    }

    /// Whether it can be accepted or declined at that moment; `lapses_at` is the first at which it cannot.
    pub fn is_open_at(&self, now: Moment) -> bool {
        self.status == InvitationStatus::Open && now < self.lapses_at
    }

    /// The same, come to its end.
    pub(crate) fn ended(&self, status: InvitationStatus) -> Self {
        Self {
            status,
            ..self.clone()
        }
    }

    /// The groups it offers a place in.
    pub fn groups(&self) -> impl Iterator<Item = &GroupPlace> {
        self.offers.iter().filter_map(|offer| match &offer.gives {
            Gives::Group(place) => Some(place),
            Gives::Terms(_) => None,
        })
    }

    /// Whether it offers as much already: the same role on all of the scope, for as long; or a place in the same group.
    pub(crate) fn offers_already(&self, gives: &Gives) -> bool {
        let terms = match gives {
            Gives::Group(place) => return self.groups().any(|offered| offered.id == place.id),
            Gives::Terms(terms) => terms,
        };
        let offered = self.offers.iter().filter_map(|offer| match &offer.gives {
            Gives::Terms(offered) => Some(offered),
            Gives::Group(_) => None,
        });
        let mut alike = offered.filter(|offered| {
            offered.role == terms.role && membership::is_as_late(offered.until, terms.until)
        });
        match &terms.scope {
            Scope::EntireAccount => alike.any(|offered| offered.scope == Scope::EntireAccount),
            Scope::VirtualAccounts(wanted) => {
                let on: BTreeSet<_> = alike
                    .flat_map(|offered| offered.scope.virtual_accounts())
                    .collect();
                wanted.iter().all(|id| on.contains(id))
            }
        }
    }
}
