//! The lists of an account's groups and of who is in one, by name.

use crate::paging::ListPlace;
use crate::search_index;
use crate::search_index::{Window, led, narrowed, range as beginning_with};
use crate::sight::Sight;
use crate::storage::schema::{
    email_addresses, group_member_terms as terms, group_members, group_terms, groups, people,
};
use crate::storage::{AnyConnection, Error};
use crate::store::deletion::going;
use crate::store::group::row::GroupRow;
use crate::store::person::{PersonRow, person};
use diesel::prelude::*;
use domain::group::Group;
use domain::membership::Membership;
use domain::person::Person;
use domain::{GroupId, Moment, PersonId, SmartAccountId};

/// One group of a list.
pub struct ListedGroup {
    pub group: Group,
    pub members: i64,
}

/// The name by which a group of an account stands in the list; none where it has gone since.
fn place(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    id: &str,
) -> Result<Option<String>, Error> {
    let found: Option<Option<String>> = groups::table
        .find(id)
        .filter(groups::account_id.eq(account.as_str()))
        .select(groups::folded_name)
        .first(db)
        .optional()?;
    Ok(found.flatten())
}

/// Groups of an account by name, after the one whose id is given: where Virtual Accounts alone are seen, those tied to one of
/// them. In: folded words that each begin a word of the name.
pub fn page(
    db: &mut AnyConnection,
    sight: &Sight,
    words: &[String],
    after: Option<&str>,
    limit: i64,
) -> Result<Vec<ListedGroup>, Error> {
    let mut query = groups::table
        .filter(groups::account_id.eq(sight.account().to_string()))
        .filter(groups::id.ne_all(going!()))
        .select((GroupRow::as_select(), groups::members))
        .into_boxed();
    if let Some(within) = sight.within() {
        let ids: Vec<Option<String>> = within.iter().map(|id| Some(id.to_string())).collect();
        query = query.filter(groups::virtual_account_id.eq_any(ids));
    }
    for word in words {
        let (from, to) = beginning_with(word);
        let named = group_terms::table
            .filter(group_terms::account_id.eq(sight.account().to_string()))
            .filter(group_terms::term.ge(from))
            .filter(group_terms::term.lt(to))
            .select(group_terms::group_id);
        query = query.filter(groups::id.eq_any(named));
    }
    if let Some(after) = after
        && let Some(name) = place(db, sight.account(), after)?
    {
        query = query.filter(groups::folded_name.ge(name.clone())).filter(
            groups::folded_name
                .gt(name)
                .or(groups::id.gt(after.to_owned()).nullable()),
        );
    }
    let rows: Vec<(GroupRow, Option<i64>)> = query
        .order((groups::folded_name, groups::id))
        .limit(limit)
        .load(db)?;
    rows.into_iter()
        .map(|(row, members)| {
            Ok(ListedGroup {
                group: row.try_into()?,
                members: members.unwrap_or(0),
            })
        })
        .collect()
}

/// A group that somebody at a desk may look into: one of the account, within reach, or any that holds a role there within reach.
pub struct SeenGroup {
    id: GroupId,
}

impl SeenGroup {
    /// In: the group with all it holds anywhere.
    pub fn by(sight: &Sight, group: &Group, held: &[Membership]) -> Option<Self> {
        let here = |one: &&Membership| one.account == *sight.account();
        let mut held = held.iter().filter(here);
        let is_own = group.account == *sight.account();
        let is_seen = (is_own && sight.covers(group.virtual_account.as_ref()))
            || held.any(|one| sight.covers(one.virtual_account.as_ref()));
        is_seen.then(|| Self::by_the_program(&group.id))
    }

    /// For measurements and tests of the program itself.
    pub fn by_the_program(id: &GroupId) -> Self {
        Self { id: id.clone() }
    }
}

/// Somebody in a group.
pub struct Member {
    pub person: Person,
    pub since: Moment,
}

type MemberRow = (PersonRow, Option<String>, i64, Option<String>);

/// Who is in groups, with their main addresses and the names they are sorted by.
macro_rules! members {
    () => {
        group_members::table
            .inner_join(
                people::table.left_join(
                    email_addresses::table.on(email_addresses::person_id
                        .eq(people::id)
                        .and(email_addresses::is_main)),
                ),
            )
            .select((
                PersonRow::as_select(),
                email_addresses::address.nullable(),
                group_members::since,
                group_members::member_name,
            ))
    };
}

fn member((who, email, since, _): MemberRow) -> Result<Member, Error> {
    Ok(Member {
        person: person((who, email))?,
        since: Moment(since),
    })
}

/// At most `limit` members from `from` on, and where the list goes on, if it does: by name or, where words are given
/// ([`search_index::wanted`]), those only of whom each begins a name, the user ID or an address, by what they are found by.
pub fn members(
    db: &mut AnyConnection,
    group: &SeenGroup,
    words: &[String],
    from: Option<&ListPlace>,
    limit: usize,
) -> Result<(Vec<Member>, Option<ListPlace>), Error> {
    let group = &group.id;
    let Some((first, others)) = words.split_first() else {
        return search_index::whole(from, limit, |from, size| by_name(db, group, from, size));
    };
    let window = |from: Option<&ListPlace>| called(db, group, first, others, from);
    search_index::page(from, limit, window, |place, member| {
        let terms = search_index::of_person(&member.person).terms;
        search_index::is_found(words, &terms, &place.key)
    })
}

fn by_name(
    db: &mut AnyConnection,
    group: &GroupId,
    from: Option<&ListPlace>,
    size: i64,
) -> Result<Vec<(ListPlace, Member)>, Error> {
    let mut query = members!()
        .filter(group_members::group_id.eq(group.to_string()))
        .order((group_members::member_name, group_members::person_id))
        .limit(size)
        .into_boxed();
    if let Some(ListPlace { key, id }) = from {
        query = query
            .filter(group_members::member_name.ge(key.clone()))
            .filter(
                group_members::member_name
                    .gt(key.clone())
                    .or(group_members::person_id.gt(id.clone()).nullable()),
            );
    }
    let rows: Vec<MemberRow> = query.load(db)?;
    let placed = |row: MemberRow| {
        let id = row.0.id.clone();
        let name = row.3.clone();
        let key = name.ok_or_else(|| Error::corrupt("group_member", &id, "name"))?;
        Ok((ListPlace { key, id }, member(row)?))
    };
    rows.into_iter().map(placed).collect()
}

/// Members by their terms that begin with a word, and by the other words; only who is found is read.
fn called(
    db: &mut AnyConnection,
    group: &GroupId,
    word: &str,
    others: &[String],
    from: Option<&ListPlace>,
) -> Result<Window<Member>, Error> {
    let within = || terms::group_id.eq(group.to_string());
    let window = led!(db, terms.person_id, word, from, within());
    let ids = narrowed!(db, terms.person_id, window.keys(), others, within());
    let rows: Vec<MemberRow> = members!()
        .filter(group_members::group_id.eq(group.as_str()))
        .filter(group_members::person_id.eq_any(ids))
        .load(db)?;
    let read = rows
        .into_iter()
        .map(|row| Ok((row.0.id.clone(), member(row)?)));
    Ok(window.with(read.collect::<Result<_, Error>>()?))
}

/// The groups somebody is in, at most `limit`, by name.
pub fn of_person(
    db: &mut AnyConnection,
    person: &PersonId,
    limit: i64,
) -> Result<Vec<(Group, Moment)>, Error> {
    let rows: Vec<(GroupRow, i64)> = group_members::table
        .inner_join(groups::table)
        .filter(group_members::person_id.eq(person.as_str()))
        .filter(groups::id.ne_all(going!()))
        .order((groups::folded_name, groups::id))
        .limit(limit)
        .select((GroupRow::as_select(), group_members::since))
        .load(db)?;
    rows.into_iter()
        .map(|(row, since)| Ok((row.try_into()?, Moment(since))))
        .collect()
}
