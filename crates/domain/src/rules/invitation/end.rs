//! How an invitation ends but by being accepted.

use crate::invitation::{Gives, Invitation, InvitationFact, InvitationStatus, Offer};
use crate::membership::Membership;
use crate::rules::invitation::open::{must_be_open, must_manage};
use crate::rules::membership::Authority;
use crate::{GroupId, Moment, Refusal, rules};
use std::collections::BTreeSet;

/// Takes an invitation back. Errors: it is not open any more, or not within reach.
pub fn withdraw(
    invitation: &Invitation,
    by: &Authority,
    now: Moment,
) -> Result<InvitationFact, Refusal> {
    must_manage(invitation, by, now)?;
    Ok(InvitationFact::Withdrawn {
        invitation: invitation.ended(InvitationStatus::Withdrawn),
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
        Gives::Terms(terms) => rules::membership::is_held(held, terms),
        Gives::Group(place) => groups.contains(&place.id),
    };
    let has_all = invitation.is_open_at(now) && invitation.offers.iter().all(has);
    has_all.then(|| InvitationFact::Withdrawn {
        invitation: invitation.ended(InvitationStatus::Withdrawn),
    })
}

/// The invited do not want it. Errors: it is not open any more.
pub fn decline(invitation: &Invitation, now: Moment) -> Result<InvitationFact, Refusal> {
    must_be_open(invitation, now)?;
    Ok(InvitationFact::Declined {
        invitation: invitation.ended(InvitationStatus::Declined),
    })
}

/// Its time is over. Out: nothing while it is not, or where it has ended otherwise.
pub fn lapse(invitation: &Invitation, now: Moment) -> Option<InvitationFact> {
    let is_over = invitation.status == InvitationStatus::Open && now >= invitation.lapses_at;
    is_over.then(|| InvitationFact::Lapsed {
        invitation: invitation.ended(InvitationStatus::Lapsed),
    })
}
