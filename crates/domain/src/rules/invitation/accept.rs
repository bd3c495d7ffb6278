//! Accepting: what was offered is given, by the right that its giver has now.

use crate::invitation::{Gives, GroupPlace, Invitation, InvitationFact, Refused, Status};
use crate::membership::Source;
use crate::rules::invitation::open::must_be_open;
use crate::rules::membership::{Authority, Grantee, Ground};
use crate::{Event, GroupId, MembershipId, Moment, PersonId, Refusal, membership, rules};
use std::collections::BTreeSet;

/// What accepting needs to know of those who give what an invitation offers.
#[derive(Debug, Clone, Default)]
pub struct Givers {
    /// How far their rights reach now.
    pub authorities: Vec<Authority>,
    /// The groups they offer a place in, as far as these are there.
    pub entries: Vec<rules::group::Entry>,
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
