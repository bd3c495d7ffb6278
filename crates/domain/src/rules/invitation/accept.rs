//! Accepting: what was offered is given, by the right that its giver has now.

use crate::invitation::{
    Gives, GroupPlace, Invitation, InvitationFact, InvitationStatus, Offer, Refused,
};
use crate::membership::{Source, Terms};
use crate::rules::invitation::open::must_be_open;
use crate::rules::membership::{Authority, Grantee, MembershipGround};
use crate::virtual_account::Tree;
use crate::{Event, GroupId, MembershipId, Moment, PersonId, Refusal, membership, rules};
use std::collections::BTreeSet;

/// What accepting needs to know of those who give what an invitation offers.
#[derive(Debug, Clone, Default)]
pub struct Givers {
    /// How far their rights reach now.
    pub authorities: Vec<Authority>,
    /// The groups they offer a place in, as far as these are there.
    pub entries: Vec<rules::group::GroupEntry>,
    /// The groups the person is in.
    pub within: BTreeSet<GroupId>,
}

impl Givers {
    /// One whose rights are not known has none.
    fn authority(&self, person: &PersonId) -> Authority {
        let known = self.authorities.iter().find(|one| one.person == *person);
        known.cloned().unwrap_or_else(|| Authority {
            person: person.clone(),
            reach: membership::Reach::Nothing,
            groups: BTreeSet::new(),
        })
    }

    /// Errors: the group is not there any more, or whoever offered the place may not give it now.
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
        rules::group::add_members(&to.by, &to.group, &to.held, &new, to.is_open, now)
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
    ground: &MembershipGround,
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
        let given_now = match &offer.gives {
            Gives::Terms(_) => terms_left(offer, &ground.tree).and_then(|left| {
                let by = givers.authority(&offer.by);
                let source = source(invitation, offer);
                rules::membership::add(&by, &to, &left, ground, &source, now, &mut new_id)
            }),
            Gives::Group(place) if within.contains(&place.id) => Ok(Vec::new()),
            Gives::Group(place) => givers.join(place, &offer.by, person, now).inspect(|_| {
                within.insert(place.id.clone());
            }),
        };
        match given_now {
            Ok(new) => {
                given = true;
                rules::membership::follow(&mut to.held, &new);
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
        return Err(as_the_invited_are_told(refusal));
    }
    events.push(Event::Invitation(InvitationFact::Accepted {
        invitation: invitation.ended(InvitationStatus::Accepted),
        person: person.clone(),
        refused,
    }));
    Ok(events)
}

/// Errors: of the Virtual Accounts the role was offered on none is left.
fn terms_left(offer: &Offer, tree: &Tree) -> Result<Terms, Refusal> {
    match offer.left_in(tree).map(|left| left.gives) {
        Some(Gives::Terms(terms)) => Ok(terms),
        Some(Gives::Group(_)) | None => Err(Refusal::VirtualAccountGone),
    }
}

/// A role that a file offered comes from the file, whatever letter it was accepted by.
fn source(invitation: &Invitation, offer: &Offer) -> Source {
    match &offer.upload {
        Some(upload) => Source::Upload(upload.clone()),
        None => Source::Invitation(invitation.id.clone()),
    }
}

/// Why nothing could be given, without what its giver lacks: the reader is not the one whose rights these are.
fn as_the_invited_are_told(refusal: Refusal) -> Refusal {
    match refusal {
        Refusal::BeyondOwnRights
        | Refusal::NotFound
        | Refusal::VirtualAccountGone
        | Refusal::VirtualAccountOfAnotherAccount => Refusal::InvitationOutdated,
        other => other,
    }
}
