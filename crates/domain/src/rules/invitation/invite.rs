//! Inviting an address, and inviting it once more.

use crate::email::EmailAddress;
use crate::invitation::{
    Gives, GroupPlace, Invitation, InvitationFact, InvitationStatus, MOST_OFFERS, OPEN_FOR, Offer,
};
use crate::membership::Terms;
use crate::moment::days;
use crate::person::Language;
use crate::rules::invitation::open::must_manage;
use crate::rules::membership::{Authority, MembershipGround};
use crate::{
    InvitationId, Moment, PersonId, Refusal, Scope, SmartAccountId, UploadId, membership, rules,
};
use std::time::Duration;

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
/// Errors: the account is not open; `membership::check_terms`, the invited address standing for theirs; what is open already
/// reaches further than `by` may see, who would add to it unseen; or it offers as much as fits.
pub fn invite(
    by: &Authority,
    to: &Invited,
    terms: &Terms,
    ground: &MembershipGround,
    open: Option<&Invitation>,
    now: Moment,
    new_id: impl FnOnce() -> InvitationId,
) -> Result<Option<InvitationFact>, Refusal> {
    if !ground.is_open {
        return Err(Refusal::AccountNotOpen);
    }
    let emails = std::slice::from_ref(&to.email);
    rules::membership::check_terms(terms, &by.reach, emails, &ground.domain, &ground.tree, now)?;
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
/// Errors: `group::may_fill`; or as of [`invite`], what is open already.
pub fn invite_into(
    entry: &rules::group::GroupEntry,
    to: &Invited,
    open: Option<&Invitation>,
    new_id: impl FnOnce() -> InvitationId,
) -> Result<Option<InvitationFact>, Refusal> {
    let (by, group) = (&entry.by, &entry.group);
    rules::group::may_fill(by, group, &entry.held, entry.is_open, entry.now)?;
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
            status: InvitationStatus::Open,
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
    ground: &MembershipGround,
    entries: &[rules::group::GroupEntry],
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
                rules::membership::check_terms(terms, &by.reach, emails, domain, tree, now)?;
            }
            Gives::Group(place) => {
                for to in entries.iter().filter(|to| to.group.id == place.id) {
                    rules::group::may_fill(&to.by, &to.group, &to.held, to.is_open, now)?;
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
