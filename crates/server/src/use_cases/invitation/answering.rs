//! Invitations: somebody whom an account does not know is to hold roles there, and accepts or declines by a link from a mail.

use crate::storage::{AnyConnection, Error, Tx};
use crate::store::session::Link;
use crate::use_cases::invitation::budget::Budget;
use crate::use_cases::person::{NewPerson, Taken};
use crate::{event_log, standing, store, use_cases};
use domain::invitation::Invitation;
use domain::membership::{Holder, Reach};
use domain::rules::group::GroupEntry;
use domain::rules::invitation::Givers;
use domain::rules::membership::Authority;
use domain::{
    Event, InvitationId, MembershipId, Moment, PersonId, Refusal, Right, SmartAccountId, rules,
};
use std::collections::BTreeSet;

/// The invitation a link leads to, if it can still be answered by it: it is open, and the link is its newest.
pub fn by_link(
    db: &mut AnyConnection,
    token: &str,
    now: Moment,
) -> Result<Option<Invitation>, Error> {
    let Some(Link::Invitation {
        invitation,
        version,
    }) = store::session::link(db, token, now)?
    else {
        return Ok(None);
    };
    let found = store::invitation::find_if_any(db, &invitation)?;
    Ok(found.filter(|found| found.is_open_at(now) && found.version == version))
}

fn manager(
    db: &mut AnyConnection,
    by: &PersonId,
    account: &SmartAccountId,
    now: Moment,
) -> Result<Authority, Error> {
    standing::membership::authority(db, by, account, Right::MemberManage, now)
}

/// Has another letter sent, unless too many were. Out: the invitation as it was.
pub fn renew(
    tx: &mut Tx,
    id: &InvitationId,
    account: &SmartAccountId,
    by: &PersonId,
) -> Result<Invitation, Error> {
    let found = store::invitation::find(tx.db, id, account)?;
    let authority = manager(tx.db, by, account, tx.now)?;
    let ground = standing::membership::ground(tx.db, account)?;
    let mine = BTreeSet::from([by.clone()]);
    let entries = entries(tx.db, &found, &mine, tx.now)?;
    let fact = rules::invitation::renew(&found, &authority, &ground, &entries, tx.now)?;
    let events = [Event::Invitation(fact)];
    let mut budget = Budget::open(tx, account, by, None)?;
    budget.letter(tx, &found.email.key(), &events)??;
    budget.count_letters(tx)?;
    event_log::record(tx, &events)?;
    Ok(found)
}

/// An invitation that somebody may withdraw.
pub fn to_withdraw(
    db: &mut AnyConnection,
    id: &InvitationId,
    account: &SmartAccountId,
    by: &PersonId,
    now: Moment,
) -> Result<Invitation, Error> {
    let found = store::invitation::find(db, id, account)?;
    let authority = manager(db, by, account, now)?;
    rules::invitation::withdraw(&found, &authority, now)?;
    Ok(found)
}

/// Out: the invitation as it was. Errors: as for [`to_withdraw`].
pub fn withdraw(
    tx: &mut Tx,
    id: &InvitationId,
    account: &SmartAccountId,
    by: &PersonId,
) -> Result<Invitation, Error> {
    let found = store::invitation::find(tx.db, id, account)?;
    let authority = manager(tx.db, by, account, tx.now)?;
    let fact = rules::invitation::withdraw(&found, &authority, tx.now)?;
    event_log::record(tx, &[Event::Invitation(fact)])?;
    Ok(found)
}

/// The invited decline by their link. Out: whether the link worked.
pub fn decline(tx: &mut Tx, token: &str) -> Result<bool, Error> {
    let Some(found) = by_link(tx.db, token, tx.now)? else {
        return Ok(false);
    };
    store::session::use_up(tx, token)?;
    let fact = rules::invitation::decline(&found, tx.now)?;
    event_log::record(tx, &[Event::Invitation(fact)])?;
    Ok(true)
}

/// Somebody with the invited address accepts. Out: the invitation; nothing if the link does not work any more.
pub fn accept(tx: &mut Tx, token: &str, person: &PersonId) -> Result<Option<Invitation>, Error> {
    let Some(found) = by_link(tx.db, token, tx.now)? else {
        return Ok(None);
    };
    accept_open(tx, &found, person)?;
    store::session::use_up(tx, token)?;
    Ok(Some(found))
}

/// Somebody with the invited address accepts an open invitation.
pub fn accept_open(tx: &mut Tx, found: &Invitation, person: &PersonId) -> Result<(), Error> {
    let ground = standing::membership::ground(tx.db, &found.account)?;
    let to = standing::membership::grantee(tx.db, &Holder::Person(person.clone()), &found.account)?;
    let authorities = authorities(tx, found)?;
    let who = found.offers.iter().map(|offer| offer.by.clone()).collect();
    let givers = Givers {
        authorities,
        entries: entries(tx.db, found, &who, tx.now)?,
        within: store::group::groups_of(tx.db, person)?,
    };
    let now = tx.now;
    let events = rules::invitation::accept(found, person, &to, &givers, &ground, now, || {
        MembershipId::new(tx.new_id())
    })?;
    event_log::record(tx, &events)
}

/// The groups that an invitation offers a place in, as far as they are there, for each of those who give it.
fn entries(
    db: &mut AnyConnection,
    invitation: &Invitation,
    givers: &BTreeSet<PersonId>,
    now: Moment,
) -> Result<Vec<GroupEntry>, Error> {
    let ids: BTreeSet<String> = invitation
        .groups()
        .map(|place| place.id.to_string())
        .collect();
    let groups = store::group::find_all(db, &ids.into_iter().collect::<Vec<_>>())?;
    let mut entries = Vec::new();
    // One or two people, and at most as many groups as an invitation has offers.
    for group in groups {
        for giver in givers {
            entries.push(standing::group::entry(db, group.clone(), giver, now)?);
        }
    }
    Ok(entries)
}

/// How far the rights of those who offer it reach now; not at all where they are deactivated.
fn authorities(tx: &mut Tx, invitation: &Invitation) -> Result<Vec<Authority>, Error> {
    let mut givers: Vec<PersonId> = invitation
        .offers
        .iter()
        .map(|offer| offer.by.clone())
        .collect();
    givers.sort();
    givers.dedup();
    let ids: Vec<String> = givers.iter().map(ToString::to_string).collect();
    let gone = store::person::deactivated(tx.db, &ids)?;
    // Whoever offers something in one invitation are one or two people.
    givers
        .into_iter()
        .map(|giver| {
            if gone.contains(giver.as_str()) {
                return Ok(Authority {
                    person: giver,
                    reach: Reach::Nothing,
                    groups: BTreeSet::new(),
                });
            }
            manager(tx.db, &giver, &invitation.account, tx.now)
        })
        .collect()
}

/// Registers the invited, whose address the link proves, accepts for them, and signs them in. In: `client`, what their network address is
/// counted under, to which the attempt is given back. Out: the session.
pub fn register(
    tx: &mut Tx,
    token: &str,
    client: &str,
    new: &NewPerson,
) -> Result<Result<store::session::BegunSession, Taken>, Error> {
    let Some(found) = by_link(tx.db, token, tx.now)? else {
        return Ok(Err(Taken::Link));
    };
    if found.email.key() != new.email.key() {
        return Err(Refusal::InvitedByAnotherAddress.into());
    }
    match use_cases::person::register(tx, new)? {
        Err(taken) => Ok(Err(taken)),
        Ok(id) => {
            accept(tx, token, &id)?;
            use_cases::session::attempts::give_back_link(tx, client)?;
            Ok(Ok(store::session::begin(tx, &id)?))
        }
    }
}

/// Lapses an invitation whose time is over, unless it has ended otherwise.
pub fn lapse(tx: &mut Tx, id: &InvitationId) -> Result<(), Error> {
    let found = store::invitation::find_if_any(tx.db, id)?;
    let fact = found.and_then(|found| rules::invitation::lapse(&found, tx.now));
    let events: Vec<Event> = fact.into_iter().map(Event::Invitation).collect();
    event_log::record(tx, &events)
}
