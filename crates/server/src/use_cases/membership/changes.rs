//! Changing and ending roles, one or many at a time: first what would come of it, then the same again in earnest.

use crate::clock::{hash_of, hexadecimal};
use crate::storage::{AnyConnection, Error, Tx};
use crate::{event_log, standing, storage, store};
use domain::email::EmailAddress;
use domain::membership::{Holder, Membership, MembershipFact};
use domain::rules::membership::{Authority, Grantee, MembershipGround, Revision};
use domain::{
    Event, MembershipId, Moment, PersonId, Refusal, Right, Role, SmartAccountId, membership, rules,
};
use std::collections::{BTreeMap, BTreeSet};

/// As many memberships as are changed in one go.
pub const MOST: usize = 200;

/// What is to become of memberships.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WantedChange {
    End,
    Role(Role),
    /// Without a moment it has no end.
    Until(Option<Moment>),
}

/// What would come of it for one of them. No event where it is so already.
#[derive(Debug, Clone)]
pub struct PlannedChange {
    pub membership: Membership,
    pub outcome: Result<Vec<Event>, Refusal>,
}

/// What would come of it for each, one after the other, so that the second administrator to be removed is refused where the
/// first was the last but one. What is no longer there, or out of reach, is left out.
pub fn plan(
    db: &mut AnyConnection,
    by: &PersonId,
    account: &SmartAccountId,
    ids: &[MembershipId],
    wanted: WantedChange,
    now: Moment,
) -> Result<Vec<PlannedChange>, Error> {
    let authority = standing::membership::authority(db, by, account, Right::MemberManage, now)?;
    let mut chosen = store::membership::find_all(db, ids)?;
    chosen.retain(|m| m.account == *account && authority.reach.covers(&m.scope()));
    let mut scene = Scene::load(db, account, &chosen)?;
    Ok(chosen
        .into_iter()
        .map(|membership| {
            let outcome = scene.play(&authority, &membership, wanted, now);
            PlannedChange {
                membership,
                outcome,
            }
        })
        .collect())
}

/// Does what [`plan`] says, if it still says what was seen (`print`). Out: what was done.
///
/// Errors: [`Refusal::StalePage`] if something would come of it that was not seen.
pub fn carry_out(
    tx: &mut Tx,
    by: &PersonId,
    account: &SmartAccountId,
    ids: &[MembershipId],
    wanted: WantedChange,
    seen: &str,
) -> Result<Vec<PlannedChange>, Error> {
    let planned = plan(tx.db, by, account, ids, wanted, tx.now)?;
    if print(&planned)? != seen {
        return Err(Refusal::StalePage.into());
    }
    for one in &planned {
        if let Ok(events) = &one.outcome {
            event_log::record(tx, events)?;
        }
    }
    Ok(planned)
}

/// How many people administer the account without an end date: now, and once the plan is carried out.
pub fn lasting_administrators(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    planned: &[PlannedChange],
) -> Result<(usize, usize), Error> {
    let mut administrators = store::membership::administrators(db, account)?;
    let before = lasting(&administrators);
    let done = planned.iter().filter_map(|one| one.outcome.as_ref().ok());
    for event in done.flatten() {
        let Event::Membership(fact) = event else {
            continue;
        };
        let after = fact.membership();
        administrators.retain(|m| m.id != after.id);
        if !matches!(fact, MembershipFact::Ended { .. }) {
            administrators.push(after.clone());
        }
    }
    Ok((before, lasting(&administrators)))
}

fn lasting(administrators: &[Membership]) -> usize {
    let stay = administrators
        .iter()
        .filter(|m| m.is_lasting_administrator());
    stay.map(|m| &m.holder).collect::<BTreeSet<_>>().len()
}

/// What tells one plan from another: the memberships as they are, and what would come of each. Moments of the plan itself
/// are left out, as they differ from one look to the next.
pub fn print(planned: &[PlannedChange]) -> Result<String, Error> {
    let mut text = String::new();
    for one in planned {
        let outcome = match &one.outcome {
            Ok(events) => events.iter().map(Event::name).collect::<Vec<_>>().join("+"),
            Err(refusal) => refusal.code().to_owned(),
        };
        text.push_str(&storage::json::text(&one.membership)?);
        text.push_str(&outcome);
    }
    Ok(hexadecimal(hash_of(&text).as_bytes())[..32].to_owned())
}

/// The memberships that matter, changing as the plan goes on.
struct Scene {
    ground: MembershipGround,
    administrators: Vec<Membership>,
    held: BTreeMap<Holder, Vec<Membership>>,
    /// By the person's id.
    emails: BTreeMap<String, Vec<EmailAddress>>,
}

impl Scene {
    fn load(
        db: &mut AnyConnection,
        account: &SmartAccountId,
        chosen: &[Membership],
    ) -> Result<Self, Error> {
        let holders: Vec<Holder> = chosen.iter().map(|m| m.holder.clone()).collect();
        let people: Vec<String> = holders
            .iter()
            .filter_map(|holder| holder.person().map(ToString::to_string))
            .collect();
        let mut emails: BTreeMap<String, Vec<EmailAddress>> = BTreeMap::new();
        for (person, email) in store::person::verified_emails_of(db, &people)? {
            emails.entry(person).or_default().push(email);
        }
        let mut held: BTreeMap<Holder, Vec<Membership>> = BTreeMap::new();
        for membership in store::membership::held_by_all(db, &holders, account)? {
            held.entry(membership.holder.clone())
                .or_default()
                .push(membership);
        }
        Ok(Self {
            ground: standing::membership::ground(db, account)?,
            administrators: store::membership::administrators(db, account)?,
            emails,
            held,
        })
    }

    fn play(
        &mut self,
        by: &Authority,
        membership: &Membership,
        wanted: WantedChange,
        now: Moment,
    ) -> Result<Vec<Event>, Refusal> {
        // An earlier one of the same plan may have replaced this one.
        let own = self.held.get(&membership.holder);
        if !own.is_some_and(|own| own.contains(membership)) {
            return Ok(Vec::new());
        }
        let revision = match wanted {
            WantedChange::End => None,
            WantedChange::Role(role) => Some(Revision {
                role,
                until: membership.until,
            }),
            WantedChange::Until(until) => Some(Revision {
                role: membership.role,
                until,
            }),
        };
        let events = match revision {
            None => vec![rules::membership::remove(
                by,
                membership,
                &self.administrators,
            )?],
            Some(revision) => rules::membership::change(
                by,
                membership,
                &self.grantee(&membership.holder),
                &revision,
                &self.ground,
                &self.administrators,
                now,
            )?,
        };
        events.iter().for_each(|event| self.take_in(event));
        Ok(events)
    }

    fn grantee(&self, holder: &Holder) -> Grantee {
        let emails = holder
            .person()
            .and_then(|person| self.emails.get(person.as_str()));
        Grantee {
            holder: holder.clone(),
            emails: emails.cloned().unwrap_or_else(Vec::new),
            held: self.held.get(holder).cloned().unwrap_or_else(Vec::new),
        }
    }

    fn take_in(&mut self, event: &Event) {
        let Event::Membership(fact) = event else {
            return;
        };
        let id = &fact.membership().id;
        self.administrators.retain(|m| m.id != *id);
        let own = self
            .held
            .entry(fact.membership().holder.clone())
            .or_default();
        own.retain(|m| m.id != *id);
        if !matches!(fact, MembershipFact::Ended { .. }) {
            let after = fact.membership().clone();
            own.push(after.clone());
            if after.role == Role::SaAdministrator {
                self.administrators.push(after);
            }
        }
    }
}

/// Gives back a role of one's own.
pub fn give_back(tx: &mut Tx, by: &PersonId, id: &MembershipId) -> Result<Membership, Error> {
    let found = store::membership::find_all(tx.db, std::slice::from_ref(id))?;
    let own = found.into_iter().find(|m| m.holder.is(by));
    let membership = own.ok_or(Refusal::NotFound)?;
    let administrators = store::membership::administrators(tx.db, &membership.account)?;
    let authority = Authority {
        person: by.clone(),
        reach: membership::Reach::Nothing,
        groups: Default::default(),
    };
    let event = rules::membership::remove(&authority, &membership, &administrators)?;
    event_log::record(tx, &[event])?;
    Ok(membership)
}
