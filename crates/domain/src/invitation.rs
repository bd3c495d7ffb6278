//! Invitations: somebody who has nothing to do with an account, with a sign-in or without, is to hold roles there or be in one of its
//! groups. They get that when they accept, by the rules of that moment.

mod narrow;

use crate::group;
use crate::membership::{self, Authority, Grantee, Ground, Membership, Source, Terms};
use crate::moment::days;
use crate::person::{EmailAddress, Language};
use crate::{
    Event, GroupId, InvitationId, MembershipId, Moment, PersonId, Refusal, Scope, SmartAccountId,
    UploadId, VirtualAccountId,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::time::Duration;

/// How long an invitation may be accepted.
pub const OPEN_FOR: Duration = days(14);

/// As much as one invitation offers.
pub const MOST_OFFERS: usize = 20;

/// How many invitations an account, and whoever invites for it, may send in a day: few while it is new, twice as many with each week
/// that passes, up to what is usual.
///
/// In: what an operator has set for this account, if anything; how many a new account may send, and how many any.
pub fn a_day(age: Duration, lifted: Option<u32>, new: u32, most: u32) -> u32 {
    let weeks = age.as_secs() / days(7).as_secs();
    let grown = u32::try_from(weeks)
        .ok()
        .and_then(|weeks| 1_u32.checked_shl(weeks))
        .map_or(most, |times| new.saturating_mul(times));
    lifted.unwrap_or_else(|| grown.min(most))
}

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

    pub fn is_open_at(&self, now: Moment) -> bool {
        self.status == Status::Open && now < self.lapses_at
    }

    fn ended(&self, status: Status) -> Self {
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
    fn offers_already(&self, gives: &Gives) -> bool {
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

/// Whom to invite, and how.
#[derive(Debug, Clone)]
pub struct Invited {
    pub email: EmailAddress,
    pub language: Language,
    pub upload: Option<UploadId>,
}

/// Offers a role to an address that nobody has whom the account may know of. Out: the invitation as it is to be, with the fact that makes it so;
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
    let gives = Gives::Terms(terms.clone());
    let at = Standing {
        account: &ground.id,
        open,
        now,
    };
    offer(&by.person, &by.reach, to, gives, &at, new_id)
}

/// Offers a place in a group to an address that nobody has whom the account may know of. Out, in: as for [`invite`].
///
/// Errors: [`group::may_fill`]; or as of [`invite`], what is open already.
pub fn invite_into(
    entry: &group::Entry,
    to: &Invited,
    open: Option<&Invitation>,
    new_id: impl FnOnce() -> InvitationId,
) -> Result<Option<InvitationFact>, Refusal> {
    let (by, group) = (&entry.by, &entry.group);
    group::may_fill(by, group, &entry.held, entry.is_open, entry.now)?;
    let gives = Gives::Group(GroupPlace {
        id: group.id.clone(),
        name: group.name.clone(),
        scope: group.scope(),
    });
    let at = Standing {
        account: &group.account,
        open,
        now: entry.now,
    };
    offer(&by.person, &by.gives, to, gives, &at, new_id)
}

/// How things stand between an account and an address.
struct Standing<'a> {
    account: &'a SmartAccountId,
    open: Option<&'a Invitation>,
    now: Moment,
}

/// One more offer to an address: in the invitation that is open, or in a new one.
fn offer(
    by: &PersonId,
    reach: &membership::Reach,
    to: &Invited,
    gives: Gives,
    at: &Standing<'_>,
    new_id: impl FnOnce() -> InvitationId,
) -> Result<Option<InvitationFact>, Refusal> {
    let now = at.now;
    let open = at.open.filter(|open| open.is_open_at(now));
    let is_offered = open.is_some_and(|open| open.offers_already(&gives));
    let offer = Offer {
        gives,
        by: by.clone(),
        upload: to.upload.clone(),
    };
    Ok(match open {
        Some(open) if !open.is_within(reach) => return Err(Refusal::InvitationBeyondReach),
        Some(_) if is_offered => None,
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
            account: at.account.clone(),
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
        let is_alike = new.upload.is_some() && offer.upload == new.upload && offer.by == new.by;
        match (&mut offer.gives, &new.gives) {
            (Gives::Terms(old), Gives::Terms(new))
                if is_alike && (old.role, old.until) == (new.role, new.until) =>
            {
                match (&mut old.scope, &new.scope) {
                    (Scope::VirtualAccounts(offered), Scope::VirtualAccounts(more)) => {
                        offered.extend(more.iter().cloned());
                        Some(())
                    }
                    _ => None,
                }
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
/// In: `entries`, the groups it offers a place in, as far as they are there, for `by`.
/// Errors: it is not open any more, or not within reach; or what [`invite`] and [`invite_into`] say of any offer.
pub fn renew(
    invitation: &Invitation,
    by: &Authority,
    ground: &Ground,
    entries: &[group::Entry],
    now: Moment,
) -> Result<InvitationFact, Refusal> {
    must_manage(invitation, by, now)?;
    if !ground.is_open {
        return Err(Refusal::AccountNotOpen);
    }
    let emails = std::slice::from_ref(&invitation.email);
    // What was deleted since is offered no more.
    let is_there = |offer: &Offer| match &offer.gives {
        Gives::Group(place) => entries.iter().any(|entry| entry.group.id == place.id),
        Gives::Terms(_) => true,
    };
    let left = invitation
        .offers
        .iter()
        .filter(|offer| is_there(offer))
        .filter_map(|o| o.left_in(&ground.tree));
    let left: Vec<Offer> = left.collect();
    if left.is_empty() {
        return Err(Refusal::VirtualAccountGone);
    }
    for offer in &left {
        match &offer.gives {
            Gives::Terms(terms) => {
                let (domain, tree) = (&ground.domain, &ground.tree);
                membership::check_terms(terms, &by.reach, emails, domain, tree, now)?;
            }
            Gives::Group(place) => {
                for to in entries.iter().filter(|to| to.group.id == place.id) {
                    group::may_fill(&to.by, &to.group, &to.held, to.is_open, now)?;
                }
            }
        }
    }
    let offers = left.into_iter().map(|offer| Offer {
        gives: offer.gives,
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

/// Whoever has the invited address was given all that it offers by another way: it is withdrawn, since it offers nothing more.
///
/// In: what they hold in the account, and the groups they are in.
pub fn meet(
    invitation: &Invitation,
    held: &[Membership],
    groups: &BTreeSet<GroupId>,
    now: Moment,
) -> Option<InvitationFact> {
    let has = |offer: &Offer| match &offer.gives {
        Gives::Terms(terms) => membership::is_held(held, terms),
        Gives::Group(place) => groups.contains(&place.id),
    };
    let has_all = invitation.is_open_at(now) && invitation.offers.iter().all(has);
    has_all.then(|| InvitationFact::Withdrawn {
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

/// What accepting needs to know of those who give what an invitation offers.
#[derive(Debug, Clone, Default)]
pub struct Givers {
    /// How far their rights reach now.
    pub authorities: Vec<Authority>,
    /// The groups they offer a place in, as far as these are there.
    pub entries: Vec<group::Entry>,
    /// The groups the person is in.
    pub within: BTreeSet<GroupId>,
}

impl Givers {
    fn join(
        &self,
        place: &GroupPlace,
        by: &PersonId,
        person: &PersonId,
        now: Moment,
    ) -> Result<Vec<Event>, Refusal> {
        let mut offered = self.entries.iter();
        let offered = offered.find(|to| to.group.id == place.id && to.by.person == *by);
        let to = offered.ok_or(Refusal::NotFound)?;
        let new = BTreeSet::from([person.clone()]);
        group::add_members(&to.by, &to.group, &to.held, &new, to.is_open, now)
    }
}

/// The invited, now a person with the address, take what is offered: each offer by the right that its giver has now.
/// Out: the roles given and the acceptance, which names what could no longer be given.
///
/// Errors: it is not open any more; the person has not the address; or, where nothing of it can be given, why the first cannot.
pub fn accept(
    invitation: &Invitation,
    person: &PersonId,
    to: &Grantee,
    givers: &Givers,
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
    let (mut first_refusal, mut within) = (None, givers.within.clone());
    for offer in &invitation.offers {
        let by = (givers.authorities)
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
        let given_now = match &offer.gives {
            Gives::Terms(_) => offer
                .left_in(&ground.tree)
                .and_then(|left| match left.gives {
                    Gives::Terms(terms) => Some(terms),
                    Gives::Group(_) => None,
                })
                .ok_or(Refusal::VirtualAccountGone)
                .and_then(|left| {
                    membership::add(&by, &to, &left, ground, &source, now, &mut new_id)
                }),
            Gives::Group(place) if within.contains(&place.id) => Ok(Vec::new()),
            Gives::Group(place) => givers.join(place, &offer.by, person, now).inspect(|_| {
                within.insert(place.id.clone());
            }),
        };
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
            | Refusal::NotFound
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_sent_in_a_day_doubles_with_each_week() {
        let after = |count| a_day(days(count), None, 50, 1000);
        let all: Vec<u32> = [0, 6, 7, 14, 21, 28, 35, 400, 40_000].map(after).into();
        assert_eq!(all, [50, 50, 100, 200, 400, 800, 1000, 1000, 1000]);
        assert_eq!(a_day(days(0), Some(20_000), 50, 1000), 20_000);
        assert_eq!(a_day(days(400), Some(0), 50, 1000), 0);
    }
}
