//! What members are found and sorted by: names, user IDs and addresses, in lower case and without accents.

use super::store::MembershipRow;
use crate::person;
use crate::storage::schema::{groups, membership_terms as terms, memberships};
use crate::storage::{AnyConnection, Error, Tx, insert};
use diesel::prelude::*;
use domain::membership::{Holder, Membership};
use domain::person::Person;
use domain::{MembershipId, PersonId};
use icu::normalizer::DecomposingNormalizer;
use icu::properties::CodePointMapData;
use icu::properties::props::GeneralCategory;
use std::collections::BTreeSet;

/// As many words of one name as it is found by, and as many characters of each.
const MOST_TERMS: usize = 12;
const LONGEST_TERM: usize = 64;

/// What a holder is found and sorted by.
#[derive(Debug, Clone)]
pub struct FoundBy {
    pub name: String,
    pub terms: BTreeSet<String>,
}

/// Lower case, without accents: what makes "Élodie" and "elodie" the same to whoever looks for her.
pub fn fold(text: &str) -> String {
    let kinds = CodePointMapData::<GeneralCategory>::new();
    DecomposingNormalizer::new_nfd()
        .normalize(text)
        .chars()
        .filter(|c| kinds.get(*c) != GeneralCategory::NonspacingMark)
        .flat_map(char::to_lowercase)
        .collect()
}

/// A term as it is kept: a prefix of the term is a prefix of this, and hexadecimal digits sort alike everywhere.
pub fn kept(term: &str) -> String {
    crate::clock::hexadecimal(term.as_bytes())
}

/// The words of what somebody types or is called, folded.
pub fn words(text: &str) -> Vec<String> {
    fold(text)
        .split(|c: char| !(c.is_alphanumeric() || "@._+-".contains(c)))
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().take(LONGEST_TERM).collect())
        .collect()
}

pub fn of_person(person: &Person) -> FoundBy {
    let mut terms: BTreeSet<String> = words(&person.profile.full_name)
        .into_iter()
        .take(MOST_TERMS)
        .collect();
    terms.extend(words(person.user_id.as_str()));
    terms.extend(person.email.iter().flat_map(|email| words(&email.key())));
    FoundBy {
        name: fold(&person.profile.full_name),
        terms,
    }
}

pub fn of_group(name: &str) -> FoundBy {
    FoundBy {
        name: fold(name),
        terms: words(name).into_iter().take(MOST_TERMS).collect(),
    }
}

/// What the holder is found by now.
pub fn of_holder(db: &mut AnyConnection, holder: &Holder) -> Result<FoundBy, Error> {
    match holder {
        Holder::Person(id) => Ok(of_person(&person::store::find(db, id)?)),
        Holder::Group(id) => {
            let name: String = groups::table
                .find(id.as_str())
                .select(groups::name)
                .first(db)?;
            Ok(of_group(&name))
        }
    }
}

/// Makes a new membership findable.
pub fn add(tx: &mut Tx, membership: &Membership, by: &FoundBy) -> Result<(), Error> {
    add_terms(
        tx,
        membership.account.as_str(),
        membership.id.as_str(),
        &by.terms,
    )
}

fn add_terms(
    tx: &mut Tx,
    account: &str,
    membership: &str,
    all: &BTreeSet<String>,
) -> Result<(), Error> {
    let rows: Vec<_> = all
        .iter()
        .map(|term| {
            (
                terms::account_id.eq(account),
                terms::term.eq(kept(term)),
                terms::membership_id.eq(membership),
            )
        })
        .collect();
    insert!(tx.db, terms::table, &rows)?;
    Ok(())
}

pub fn remove(tx: &mut Tx, membership: &MembershipId) -> Result<(), Error> {
    diesel::delete(terms::table.filter(terms::membership_id.eq(membership.as_str())))
        .execute(tx.db)?;
    Ok(())
}

/// Follows a person's new name or address in what they hold.
pub fn follow_person(tx: &mut Tx, person: &PersonId) -> Result<(), Error> {
    let held: Vec<MembershipRow> = memberships::table
        .filter(memberships::person_id.eq(person.as_str()))
        .select(MembershipRow::as_select())
        .load(tx.db)?;
    crate::group::index::follow_person(tx, person)?;
    follow(tx, &held, &Holder::Person(person.clone()))
}

/// Follows a holder's new name in everything they hold; that is a few rows, as many as they have roles.
pub fn follow(tx: &mut Tx, held: &[MembershipRow], holder: &Holder) -> Result<(), Error> {
    if held.is_empty() {
        return Ok(());
    }
    let by = of_holder(tx.db, holder)?;
    let ids: Vec<&str> = held.iter().map(|row| row.id.as_str()).collect();
    diesel::update(memberships::table.filter(memberships::id.eq_any(&ids)))
        .set(memberships::holder_name.eq(&by.name))
        .execute(tx.db)?;
    diesel::delete(terms::table.filter(terms::membership_id.eq_any(&ids))).execute(tx.db)?;
    for row in held {
        add_terms(tx, &row.account_id, &row.id, &by.terms)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_capitals_do_not_matter() {
        assert_eq!(fold("Élodie ŒUVRARD"), "elodie œuvrard");
        assert_eq!(
            words("Ana de la  Cruz-Núñez"),
            ["ana", "de", "la", "cruz-nunez"]
        );
        assert_eq!(words("Żółć"), ["zołc"]);
        assert_eq!(words("  ,; "), Vec::<String>::new());
    }
}
