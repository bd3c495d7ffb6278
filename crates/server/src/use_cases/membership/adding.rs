//! Giving roles by name: to people whom the account knows, by user ID or address, and by invitation to all other addresses.

use crate::clock::hash_of;
use crate::event_log::Answer;
use crate::standing::acquaintance::acquainted;
use crate::storage::{AnyConnection, Error, Tx};
use crate::use_cases::invitation::budget::Budget;
use crate::{event_log, standing, store};
use domain::email::EmailAddress;
use domain::membership::{Holder, Reach, Source, Terms};
use domain::person::{Language, Person};
use domain::rules::membership::Grantee;
use domain::rules::newcomer::{Acquaintance, Gift, Given, Name, NewcomerFault, Roll};
use domain::{Event, PersonId, Refusal, Right, SmartAccountId};
use std::collections::{BTreeSet, HashMap};

/// As many may be named at once.
pub const MOST_NAMES: usize = 200;

/// What came of naming people.
#[derive(Debug, Clone)]
pub enum AddingOutcome {
    /// Nothing is done yet: somebody is named by a word, or is left out. Whoever named them looks at the plan first.
    Planned(AddingPlan),
    Done(Added),
    /// There is nobody who could be given anything.
    Nobody(Vec<(Name, Wrong)>),
}

/// How many were given it at once, how many invited, and who neither.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Added {
    pub people: usize,
    pub invited: usize,
    pub left_out: Vec<Name>,
}

/// What would be done.
#[derive(Debug, Clone)]
pub struct AddingPlan {
    /// Each with how they were named.
    pub people: Vec<(Name, Person)>,
    pub invited: Vec<EmailAddress>,
    pub left_out: Vec<(Name, Wrong)>,
    /// The plan in short: carried out is what was looked at, or it is looked at again.
    pub print: String,
}

/// Why one of those named cannot be given anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    Fault(NewcomerFault),
    /// Holds it already, as long or longer.
    Held,
    /// Invited to it already.
    Invited,
}

impl Wrong {
    /// Alike where the same words are said of it.
    pub fn key(&self) -> String {
        match self {
            Wrong::Fault(NewcomerFault::Refused(refusal)) => refusal.code().to_owned(),
            other => format!("{other:?}"),
        }
    }
}

/// Whom user IDs and addresses belong to, by [`Name::key`]: those of them whom somebody may know of whose right reaches so far.
pub fn called(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    reach: &Reach,
    names: &[Name],
) -> Result<HashMap<String, PersonId>, Error> {
    let keys = |of: fn(&Name) -> bool| -> Vec<String> {
        names
            .iter()
            .filter(|name| of(name))
            .map(Name::key)
            .collect()
    };
    let ids = keys(|name| matches!(name, Name::UserId(_)));
    let addresses = keys(|name| matches!(name, Name::Email(_)));
    let mut called = store::person::ids_of(db, &ids)?;
    called.extend(store::person::people_at(db, &addresses)?);
    let people: BTreeSet<String> = called.values().map(ToString::to_string).collect();
    let people: Vec<String> = people.into_iter().collect();
    let known = acquainted(db, account, reach, &people)?;
    called.retain(|_, person| known.contains(person.as_str()));
    Ok(called)
}

/// The open invitations to an account of those named by an address that is nobody's whom it knows.
pub fn open_invitations(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    names: &[Name],
    called: &HashMap<String, PersonId>,
) -> Result<HashMap<String, domain::invitation::Invitation>, Error> {
    let strangers: Vec<String> = names
        .iter()
        .filter(|name| matches!(name, Name::Email(_)))
        .map(Name::key)
        .filter(|key| !called.contains_key(key))
        .collect();
    let open = store::invitation::open_for(db, account, &strangers)?;
    Ok(open
        .into_iter()
        .map(|open| (open.email.key(), open))
        .collect())
}

/// What is known of those named in one account, by somebody whose right reaches so far: a handful of queries, however many they are.
pub fn roll(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    reach: &Reach,
    names: &[Name],
) -> Result<Roll, Error> {
    let called = called(db, account, reach, names)?;
    let people: BTreeSet<String> = called.values().map(ToString::to_string).collect();
    let people: Vec<String> = people.into_iter().collect();
    let gone = store::person::deactivated(db, &people)?;
    let mut emails: HashMap<String, Vec<_>> = HashMap::new();
    for (person, email) in store::person::verified_emails_of(db, &people)? {
        emails.entry(person).or_default().push(email);
    }
    let mut held: HashMap<PersonId, Vec<_>> = HashMap::new();
    for membership in store::membership::held_by_people(db, &people, account)? {
        if let Some(person) = membership.holder.person() {
            held.entry(person.clone()).or_default().push(membership);
        }
    }
    let acquaintance = |person: &PersonId| Acquaintance {
        is_active: !gone.contains(person.as_str()),
        grantee: Grantee {
            holder: Holder::Person(person.clone()),
            emails: emails.get(person.as_str()).cloned().unwrap_or_default(),
            held: held.get(person).cloned().unwrap_or_default(),
        },
    };
    Ok(Roll {
        people: called
            .values()
            .map(|person| (person.clone(), acquaintance(person)))
            .collect(),
        invitations: open_invitations(db, account, names, &called)?,
        called,
    })
}

/// Whom somebody names for an account, and what each of them comes to.
pub struct Naming<'a> {
    pub account: &'a SmartAccountId,
    pub by: &'a PersonId,
    pub names: &'a [Name],
    /// The print of the plan that was looked at, if one was.
    pub seen: Option<&'a str>,
    /// Whether nothing has to be said of those who have it already.
    pub passes_over_held: bool,
}

impl Naming<'_> {
    /// Goes through those named, and does it where nothing of it has to be looked at first.
    ///
    /// In: whom user IDs and addresses belong to; `give`, what giving it to one of those named comes to. Errors: somebody named too
    /// many strangers today.
    pub fn carry_out(
        self,
        tx: &mut Tx,
        called: &HashMap<String, PersonId>,
        give: impl FnMut(&mut Tx, &Name) -> Result<Given, NewcomerFault>,
    ) -> Answer<AddingOutcome> {
        let mut budget = Budget::open(tx, self.account, self.by, None)?;
        let found = match self.go_through(tx, &mut budget, called, give)? {
            Ok(found) => found,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let print = found.print();
        let is_seen = self.seen == Some(&print);
        // What was looked at was counted then.
        if !is_seen {
            budget.count_names(tx)?;
        }
        if found.people.is_empty() && found.invited.is_empty() {
            return Ok(Ok(AddingOutcome::Nobody(found.left_out)));
        }
        if found.must_be_looked_at() && !is_seen {
            let plan = AddingPlan {
                people: in_full(tx.db, found.people)?,
                invited: found.invited,
                left_out: found.left_out,
                print,
            };
            return Ok(Ok(AddingOutcome::Planned(plan)));
        }
        budget.count_letters(tx)?;
        event_log::record(tx, &found.events)?;
        Ok(Ok(AddingOutcome::Done(Added {
            people: found.people.len(),
            invited: found.invited.len(),
            left_out: found.left_out.into_iter().map(|(name, _)| name).collect(),
        })))
    }

    /// Errors: somebody named too many strangers today.
    fn go_through(
        &self,
        tx: &mut Tx,
        budget: &mut Budget,
        called: &HashMap<String, PersonId>,
        mut give: impl FnMut(&mut Tx, &Name) -> Result<Given, NewcomerFault>,
    ) -> Answer<Found> {
        let (mut found, mut seen) = (Found::default(), BTreeSet::new());
        for name in self.names {
            let person = called.get(&name.key());
            // Somebody named twice is meant once.
            if !seen.insert(domain::rules::newcomer::identity(called, name)) {
                continue;
            }
            if person.is_none()
                && let Err(refusal) = budget.name()
            {
                return Ok(Err(refusal));
            }
            match (give(tx, name), name, person) {
                (Ok(Given::Now(new)), _, Some(person)) => {
                    found.people.push((name.clone(), person.clone()));
                    found.events.extend(new);
                }
                (Ok(Given::Invitation(new)), Name::Email(email), _) => {
                    match budget.letter(tx, &name.key(), &new)? {
                        Ok(()) => {
                            found.invited.push(email.clone());
                            found.events.extend(new);
                        }
                        Err(refusal) => {
                            found.leave_out(name, Wrong::Fault(NewcomerFault::Refused(refusal)));
                        }
                    }
                }
                (Ok(Given::Already { is_invited: true }), ..) => {
                    found.leave_out(name, Wrong::Invited);
                }
                (Ok(_), ..) if self.passes_over_held => {}
                (Ok(_), ..) => found.leave_out(name, Wrong::Held),
                (Err(fault), ..) => found.leave_out(name, Wrong::Fault(fault)),
            }
        }
        Ok(Ok(found))
    }
}

/// What those named come to.
#[derive(Default)]
struct Found {
    people: Vec<(Name, PersonId)>,
    invited: Vec<EmailAddress>,
    left_out: Vec<(Name, Wrong)>,
    /// What gives it to those it can be given to.
    events: Vec<Event>,
}

impl Found {
    fn leave_out(&mut self, name: &Name, why: Wrong) {
        self.left_out.push((name.clone(), why));
    }

    /// Whether somebody is left out, or named by a word that could be another's.
    fn must_be_looked_at(&self) -> bool {
        let is_bare = |(name, _): &(Name, PersonId)| matches!(name, Name::UserId(_));
        !self.left_out.is_empty() || self.people.iter().any(is_bare)
    }

    /// See [`AddingPlan::print`].
    fn print(&self) -> String {
        let people = (self.people.iter()).map(|(name, id)| format!("{} is {id}", name.key()));
        let invited = self.invited.iter().map(EmailAddress::key);
        let left_out =
            (self.left_out.iter()).map(|(name, why)| format!("{} not {}", name.key(), why.key()));
        let all: Vec<String> = people.chain(invited).chain(left_out).collect();
        hash_of(&all.join("\n"))
    }
}

/// Everybody with what they are called, in the order they were named.
fn in_full(
    db: &mut AnyConnection,
    people: Vec<(Name, PersonId)>,
) -> Result<Vec<(Name, Person)>, Error> {
    let ids: Vec<String> = people.iter().map(|(_, id)| id.to_string()).collect();
    let found = store::person::find_all(db, &ids)?;
    let mut found: HashMap<PersonId, Person> = found
        .into_iter()
        .map(|person| (person.id.clone(), person))
        .collect();
    let named = people.into_iter().map(|(name, id)| {
        let person = found.remove(&id).ok_or(Refusal::NotFound)?;
        Ok((name, person))
    });
    named.collect()
}

/// Gives those named a role: those whom the account knows at once, other addresses once they accept. What cannot be given to
/// one of them is left out, and stands in nobody else's way.
///
/// In: `language`, what invitations are written in.
pub fn add(
    tx: &mut Tx,
    naming: Naming<'_>,
    terms: &Terms,
    language: Language,
) -> Answer<AddingOutcome> {
    let (by, account) = (naming.by, naming.account);
    let authority =
        standing::membership::authority(tx.db, by, account, Right::MemberManage, tx.now)?;
    let ground = standing::membership::ground(tx.db, account)?;
    let mut roll = roll(tx.db, account, &authority.reach, naming.names)?;
    let gift = Gift {
        by: &authority,
        ground: &ground,
        source: Source::Administrator,
        language,
        now: tx.now,
    };
    let called = roll.called.clone();
    naming.carry_out(tx, &called, |tx, name| {
        roll.give(name, terms, &gift, || tx.new_id())
    })
}
