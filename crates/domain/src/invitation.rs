//! Invitations: somebody without a sign-in is to hold roles. They get them when they accept, by the rules of that moment.

mod narrow;

use crate::membership::{self, Authority, Grantee, Ground, Source, Terms};
use crate::moment::days;
use crate::person::{EmailAddress, Language};
use crate::{
    Event, InvitationId, MembershipId, Moment, PersonId, Refusal, Scope, SmartAccountId, UploadId,
    VirtualAccountId,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::time::Duration;

/// How long an invitation may be accepted.
pub const OPEN_FOR: Duration = days(14);

/// As much as one invitation offers.
pub const MOST_OFFERS: usize = 20;

/// What accepting gives, and in whose name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    pub terms: Terms,
    /// Whose right it is given by; asked again when it is accepted.
    pub by: PersonId,
    /// Where it is one line of many: of which file. Nobody is written to about what becomes of each of those.
    pub upload: Option<UploadId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    Open,
    Accepted,
    Declined,
    Withdrawn,
    Lapsed,
}

impl Status {
    pub fn key(self) -> &'static str {
        match self {
            Status::Open => "open",
            Status::Accepted => "accepted",
            Status::Declined => "declined",
            Status::Withdrawn => "withdrawn",
            Status::Lapsed => "lapsed",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        [
            Status::Open,
            Status::Accepted,
            Status::Declined,
            Status::Withdrawn,
            Status::Lapsed,
        ]
        .into_iter()
        .find(|status| status.key() == key)
    }
}

/// An address that nobody has proved yet is invited into an account. At most one for each address and account is open.
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
    pub status: Status,
}

/// An offer that could no longer be given, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    pub offer: Offer,
    /// The code of the [`Refusal`].
    pub code: String,
}

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
    /// A Virtual Account of this name was deleted; the rest is offered still, by the same link.
    Narrowed {
        before: Invitation,
        after: Invitation,
        name: String,
    },
    /// The Virtual Account of this name was deleted, and nothing else was offered.
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
        let entire = |offer: &Offer| offer.terms.scope == Scope::EntireAccount;
        if self.offers.iter().any(entire) {
            return BTreeSet::new();
        }
        let scopes = self.offers.iter().map(|offer| &offer.terms.scope);
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
            .all(|offer| reach.covers(&offer.terms.scope))
    }

    pub fn is_open_at(&self, now: Moment) -> bool {
        self.status == Status::Open && now < self.lapses_at
    }

    fn ended(&self, status: Status) -> Self {
        Self {
            status,
            ..self.clone()
        }
    }

    /// Whether it offers as much already: the same role on all of the scope, for as long.
    fn offers_already(&self, terms: &Terms) -> bool {
        let lasts = |offer: &Offer| match (offer.terms.until, terms.until) {
            (None, _) => true,
            (Some(offered), Some(wanted)) => offered >= wanted,
            (Some(_), None) => false,
        };
        let alike = |offer: &&Offer| offer.terms.role == terms.role && lasts(offer);
        let mut offers = self.offers.iter().filter(alike);
        match &terms.scope {
            Scope::EntireAccount => offers.any(|offer| offer.terms.scope == Scope::EntireAccount),
            Scope::VirtualAccounts(wanted) => {
                let offered: BTreeSet<_> = offers
                    .flat_map(|offer| offer.terms.scope.virtual_accounts())
                    .collect();
                wanted.iter().all(|id| offered.contains(id))
            }
        }
    }
}

/// Whom to invite, and how.
#[derive(Debug, Clone)]
pub struct Invited {
    pub email: EmailAddress,
    pub language: Language,
    pub upload: Option<UploadId>,
}

/// Offers a role to an address that no sign-in has. Out: the invitation as it is to be, with the fact that makes it so;
/// nothing where as much is offered already.
///
/// In: `open`, the open invitation of this address to the account, if there is one: more is added to it.
/// Errors: the account is not open; [`membership::check_terms`], the invited address standing for theirs; what is open already
/// reaches further than `by` may see, who would add to it unseen; or it offers as much as fits.
pub fn invite(
    by: &Authority,
    to: &Invited,
    terms: &Terms,
    ground: &Ground,
    open: Option<&Invitation>,
    now: Moment,
    new_id: impl FnOnce() -> InvitationId,
) -> Result<Option<InvitationFact>, Refusal> {
    if !ground.is_open {
        return Err(Refusal::AccountNotOpen);
    }
    let emails = std::slice::from_ref(&to.email);
    membership::check_terms(terms, &by.reach, emails, &ground.domain, &ground.tree, now)?;
    let offer = Offer {
        terms: terms.clone(),
        by: by.person.clone(),
        upload: to.upload.clone(),
    };
    let open = open.filter(|open| open.is_open_at(now));
    Ok(match open {
        Some(open) if !open.is_within(&by.reach) => return Err(Refusal::InvitationBeyondReach),
        Some(open) if open.offers_already(terms) => None,
        Some(open) => {
            let is_of_the_same_file = offer.upload.is_some()
                && open
                    .offers
                    .last()
                    .is_some_and(|last| last.upload == offer.upload);
            let offers = with(&open.offers, offer);
            if offers.len() > MOST_OFFERS {
                return Err(Refusal::TooManyOffers);
            }
            Some(InvitationFact::Extended {
                before: open.clone(),
                after: Invitation {
                    offers,
                    lapses_at: now.plus(OPEN_FOR),
                    version: open.version + u32::from(!is_of_the_same_file),
                    ..open.clone()
                },
            })
        }
        None => Some(InvitationFact::Sent(Invitation {
            id: new_id(),
            account: ground.id.clone(),
            email: to.email.clone(),
            language: to.language,
            offers: vec![offer],
            invited_at: now,
            lapses_at: now.plus(OPEN_FOR),
            version: 1,
            status: Status::Open,
        })),
    })
}

/// Offers with one more; a further Virtual Account of what the same file offers for as long by the same right joins that.
fn with(offers: &[Offer], new: Offer) -> Vec<Offer> {
    let mut offers = offers.to_vec();
    let joined = offers.iter_mut().rev().find_map(|offer| {
        let is_alike = new.upload.is_some()
            && offer.upload == new.upload
            && offer.by == new.by
            && (offer.terms.role, offer.terms.until) == (new.terms.role, new.terms.until);
        match (&mut offer.terms.scope, &new.terms.scope) {
            (Scope::VirtualAccounts(offered), Scope::VirtualAccounts(more)) if is_alike => {
                offered.extend(more.iter().cloned());
                Some(())
            }
            _ => None,
        }
    });
    if joined.is_none() {
        offers.push(new);
    }
    offers
}

/// Another letter with another link; the links of before are dead. The offers are from now on in the name of `by`, so that
/// what somebody offered who has left can still be accepted.
///
/// Errors: it is not open any more, or not within reach; or what [`invite`] says of any offer.
pub fn renew(
    invitation: &Invitation,
    by: &Authority,
    ground: &Ground,
    now: Moment,
) -> Result<InvitationFact, Refusal> {
    must_manage(invitation, by, now)?;
    if !ground.is_open {
        return Err(Refusal::AccountNotOpen);
    }
    let emails = std::slice::from_ref(&invitation.email);
    // What was deleted since is offered no more.
    let left = invitation
        .offers
        .iter()
        .filter_map(|o| o.left_in(&ground.tree));
    let left: Vec<Offer> = left.collect();
    if left.is_empty() {
        return Err(Refusal::VirtualAccountGone);
    }
    for offer in &left {
        membership::check_terms(
            &offer.terms,
            &by.reach,
            emails,
            &ground.domain,
            &ground.tree,
            now,
        )?;
    }
    let offers = left.into_iter().map(|offer| Offer {
        terms: offer.terms,
        by: by.person.clone(),
        upload: None,
    });
    Ok(InvitationFact::Renewed {
        before: invitation.clone(),
        after: Invitation {
            offers: offers.collect(),
            lapses_at: now.plus(OPEN_FOR),
            version: invitation.version.saturating_add(1),
            ..invitation.clone()
        },
    })
}

/// Takes an invitation back. Errors: it is not open any more, or not within reach.
pub fn withdraw(
    invitation: &Invitation,
    by: &Authority,
    now: Moment,
) -> Result<InvitationFact, Refusal> {
    must_manage(invitation, by, now)?;
    Ok(InvitationFact::Withdrawn {
        invitation: invitation.ended(Status::Withdrawn),
    })
}

/// The invited do not want it. Errors: it is not open any more.
pub fn decline(invitation: &Invitation, now: Moment) -> Result<InvitationFact, Refusal> {
    must_be_open(invitation, now)?;
    Ok(InvitationFact::Declined {
        invitation: invitation.ended(Status::Declined),
    })
}

/// Its time is over. Out: nothing while it is not, or where it has ended otherwise.
pub fn lapse(invitation: &Invitation, now: Moment) -> Option<InvitationFact> {
    let is_over = invitation.status == Status::Open && now >= invitation.lapses_at;
    is_over.then(|| InvitationFact::Lapsed {
        invitation: invitation.ended(Status::Lapsed),
    })
}

/// The invited, now a person with the address, take what is offered: each offer by the right that its giver has now.
/// Out: the roles given and the acceptance, which names what could no longer be given.
///
/// In: `authorities`, how far the givers' rights reach now. Errors: it is not open any more; the person has not the address;
/// or, where nothing of it can be given, why the first cannot.
pub fn accept(
    invitation: &Invitation,
    person: &PersonId,
    to: &Grantee,
    authorities: &[Authority],
    ground: &Ground,
    now: Moment,
    mut new_id: impl FnMut() -> MembershipId,
) -> Result<Vec<Event>, Refusal> {
    must_be_open(invitation, now)?;
    if !to
        .emails
        .iter()
        .any(|own| own.key() == invitation.email.key())
    {
        return Err(Refusal::InvitedByAnotherAddress);
    }
    let mut to = to.clone();
    let (mut events, mut refused, mut given) = (Vec::new(), Vec::new(), false);
    let mut first_refusal = None;
    for offer in &invitation.offers {
        let by = authorities
            .iter()
            .find(|authority| authority.person == offer.by)
            .cloned()
            .unwrap_or_else(|| Authority {
                person: offer.by.clone(),
                reach: membership::Reach::Nothing,
                groups: BTreeSet::new(),
            });
        let source = match &offer.upload {
            Some(upload) => Source::Upload(upload.clone()),
            None => Source::Invitation(invitation.id.clone()),
        };
        let given_now = offer
            .left_in(&ground.tree)
            .ok_or(Refusal::VirtualAccountGone)
            .and_then(|left| {
                membership::add(&by, &to, &left.terms, ground, &source, now, &mut new_id)
            });
        match given_now {
            Ok(new) => {
                given = true;
                membership::follow(&mut to.held, &new);
                events.extend(new);
            }
            Err(refusal) => {
                refused.push(Refused {
                    offer: offer.clone(),
                    code: refusal.code().to_owned(),
                });
                first_refusal.get_or_insert(refusal);
            }
        }
    }
    if let (false, Some(refusal)) = (given, first_refusal) {
        return Err(match refusal {
            // The reader is not the one whose rights these are.
            Refusal::BeyondOwnRights
            | Refusal::VirtualAccountGone
            | Refusal::VirtualAccountOfAnotherAccount => Refusal::InvitationOutdated,
            other => other,
        });
    }
    events.push(Event::Invitation(InvitationFact::Accepted {
        invitation: invitation.ended(Status::Accepted),
        person: person.clone(),
        refused,
    }));
    Ok(events)
}

fn must_be_open(invitation: &Invitation, now: Moment) -> Result<(), Refusal> {
    if invitation.is_open_at(now) {
        Ok(())
    } else {
        Err(Refusal::InvitationOver)
    }
}

/// What is out of reach is not there.
fn must_manage(invitation: &Invitation, by: &Authority, now: Moment) -> Result<(), Refusal> {
    if !invitation.is_within(&by.reach) {
        return Err(Refusal::NotFound);
    }
    must_be_open(invitation, now)
}
