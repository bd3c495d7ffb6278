//! Giving roles by name: to people by user ID or address, and to addresses that no sign-in has by invitation.

use super::store;
use crate::storage::{AnyConnection, Error, Tx};
use crate::{event_log, invitation, person};
use domain::membership::{Grantee, Holder, Source, Terms};
use domain::newcomer::{Acquaintance, Fault, Gift, Given, Name, Roll};
use domain::person::Language;
use domain::{PersonId, Refusal, Right, SmartAccountId};
use std::collections::{BTreeSet, HashMap};

/// As many may be named at once.
pub const MOST_NAMES: usize = 200;

/// What came of naming people.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Added {
    pub people: usize,
    pub invited: usize,
}

/// Why one of those named cannot be given the role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    Fault(Fault),
    /// Holds it already, as long or longer.
    Held,
    /// Invited to it already.
    Invited,
}

/// Whom user IDs and addresses belong to, by [`Name::key`].
pub fn called(db: &mut AnyConnection, names: &[Name]) -> Result<HashMap<String, PersonId>, Error> {
    let keys = |of: fn(&Name) -> bool| -> Vec<String> {
        names
            .iter()
            .filter(|name| of(name))
            .map(Name::key)
            .collect()
    };
    let ids = keys(|name| matches!(name, Name::UserId(_)));
    let addresses = keys(|name| matches!(name, Name::Email(_)));
    let mut called = person::store::ids_of(db, &ids)?;
    called.extend(person::store::people_at(db, &addresses)?);
    Ok(called)
}

/// What is known of those named in one account: a handful of queries, however many they are.
pub fn roll(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    names: &[Name],
) -> Result<Roll, Error> {
    let called = called(db, names)?;
    let people: BTreeSet<String> = called.values().map(ToString::to_string).collect();
    let people: Vec<String> = people.into_iter().collect();
    let gone = person::store::deactivated(db, &people)?;
    let mut emails: HashMap<String, Vec<_>> = HashMap::new();
    for (person, email) in person::store::verified_emails_of(db, &people)? {
        emails.entry(person).or_default().push(email);
    }
    let mut held: HashMap<PersonId, Vec<_>> = HashMap::new();
    for membership in store::held_by_people(db, &people, account)? {
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
    let strangers: Vec<String> = names
        .iter()
        .filter(|name| matches!(name, Name::Email(_)))
        .map(Name::key)
        .filter(|key| !called.contains_key(key))
        .collect();
    let open = invitation::store::open_for(db, account, &strangers)?;
    Ok(Roll {
        people: called
            .values()
            .map(|person| (person.clone(), acquaintance(person)))
            .collect(),
        invitations: open
            .into_iter()
            .map(|open| (open.email.key(), open))
            .collect(),
        called,
    })
}

/// Gives everybody named a role, or nobody: then it says what is wrong with whom.
///
/// In: `language`, what invitations are written in.
pub fn add(
    tx: &mut Tx,
    account: &SmartAccountId,
    by: &PersonId,
    names: &[Name],
    terms: &Terms,
    language: Language,
) -> Result<Result<Added, Vec<(Name, Wrong)>>, Error> {
    let authority = super::authority(tx.db, by, account, Right::MemberManage, tx.now)?;
    let ground = super::ground(tx.db, account)?;
    let mut roll = roll(tx.db, account, names)?;
    let gift = Gift {
        by: &authority,
        ground: &ground,
        source: Source::Administrator,
        language,
        now: tx.now,
    };
    let (mut added, mut events, mut wrong) = (Added::default(), Vec::new(), Vec::new());
    let mut seen = BTreeSet::new();
    let mut letters = Vec::new();
    for name in names {
        // Somebody named twice is meant once.
        if !seen.insert(roll.identity(name)) {
            continue;
        }
        match roll.give(name, terms, &gift, || tx.new_id()) {
            Ok(Given::Role(new)) => {
                added.people += 1;
                events.extend(new);
            }
            Ok(Given::Invitation(facts)) => {
                added.invited += 1;
                letters.push(name);
                events.extend(facts);
            }
            Ok(Given::Already { is_invited: true }) => wrong.push((name.clone(), Wrong::Invited)),
            Ok(Given::Already { is_invited: false }) => wrong.push((name.clone(), Wrong::Held)),
            Err(fault) => wrong.push((name.clone(), Wrong::Fault(fault))),
        }
    }
    if wrong.is_empty() {
        for name in letters {
            if let Err(from) = invitation::count_letter(tx, account, &name.key())? {
                let refused = Fault::Refused(Refusal::LettersTooSoon { from });
                wrong.push((name.clone(), Wrong::Fault(refused)));
            }
        }
    }
    if wrong.is_empty() {
        event_log::record(tx, &events)?;
        Ok(Ok(added))
    } else {
        Ok(Err(wrong))
    }
}
