//! What any step needs: an invitation that is open, and within reach.

use crate::invitation::Invitation;
use crate::rules::membership::Authority;
use crate::{Moment, Refusal};

/// Errors: [`Refusal::InvitationOver`], also where its time is over and nothing has ended it yet.
pub(crate) fn must_be_open(invitation: &Invitation, now: Moment) -> Result<(), Refusal> {
    if invitation.is_open_at(now) {
        Ok(())
    } else {
        Err(Refusal::InvitationOver)
    }
}

/// What is out of reach is not there.
pub(crate) fn must_manage(
    invitation: &Invitation,
    by: &Authority,
    now: Moment,
) -> Result<(), Refusal> {
    if !invitation.is_within(&by.reach) {
        return Err(Refusal::NotFound);
    }
    must_be_open(invitation, now)
}
