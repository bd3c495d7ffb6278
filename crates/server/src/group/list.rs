//! The lists of an account's groups and of who is in one, by name.

use super::index::beginning_with;
use super::store::GroupRow;
use crate::person::store::{PersonRow, person};
use crate::storage::schema::{
    email_addresses, group_member_terms, group_members, group_terms, groups, people,
};
use crate::storage::{AnyConnection, Error};
use diesel::prelude::*;
use domain::group::Group;
use domain::person::Person;
use domain::{GroupId, Moment, PersonId, SmartAccountId, VirtualAccountId};

/// One group of a list.
pub struct Listed {
    pub group: Group,
    pub members: i64,
}

/// Which groups of an account a list shows.
pub struct Filter {
    pub account: SmartAccountId,
    /// Only those tied to one of these Virtual Accounts.
    pub within: Option<Vec<VirtualAccountId>>,
    /// Folded words that each begin a word of the name.
    pub words: Vec<String>,
}

/// The name by which a group stands in the list; none where it has gone since.
fn place(db: &mut AnyConnection, id: &str) -> Result<Option<String>, Error> {
    let found: Option<Option<String>> = groups::table
        .find(id)
        .select(groups::folded_name)
        .first(db)
        .optional()?;
    Ok(found.flatten())
}

/// Groups by name, after the one whose id is given.
pub fn page(
    db: &mut AnyConnection,
    filter: &Filter,
    after: Option<&str>,
    limit: i64,
) -> Result<Vec<Listed>, Error> {
    let mut query = groups::table
        .filter(groups::account_id.eq(filter.account.to_string()))
        .select((GroupRow::as_select(), groups::members))
        .into_boxed();
    if let Some(within) = &filter.within {
        let ids: Vec<Option<String>> = within.iter().map(|id| Some(id.to_string())).collect();
        query = query.filter(groups::virtual_account_id.eq_any(ids));
    }
    for word in &filter.words {
        let (from, to) = beginning_with(word);
        let named = group_terms::table
            .filter(group_terms::account_id.eq(filter.account.to_string()))
            .filter(group_terms::term.ge(from))
            .filter(group_terms::term.lt(to))
            .select(group_terms::group_id);
        query = query.filter(groups::id.eq_any(named));
    }
    if let Some(after) = after
        && let Some(name) = place(db, after)?
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
            Ok(Listed {
                group: row.try_into()?,
                members: members.unwrap_or(0),
            })
        })
        .collect()
}

/// Somebody in a group.
pub struct Member {
    pub person: Person,
    pub since: Moment,
}

/// Members by name, after the one whose id is given; those only of whom each word begins a name, a user ID or an address.
pub fn members(
    db: &mut AnyConnection,
    group: &GroupId,
    words: &[String],
    after: Option<&PersonId>,
    limit: i64,
) -> Result<Vec<Member>, Error> {
    let mut query = group_members::table
        .inner_join(
            people::table.left_join(
                email_addresses::table.on(email_addresses::person_id
                    .eq(people::id)
                    .and(email_addresses::is_main)),
            ),
        )
        .filter(group_members::group_id.eq(group.to_string()))
        .select((
            PersonRow::as_select(),
            email_addresses::address.nullable(),
            group_members::since,
        ))
        .into_boxed();
    for word in words {
        let (from, to) = beginning_with(word);
        let found = group_member_terms::table
            .filter(group_member_terms::group_id.eq(group.to_string()))
            .filter(group_member_terms::term.ge(from))
            .filter(group_member_terms::term.lt(to))
            .select(group_member_terms::person_id);
        query = query.filter(group_members::person_id.eq_any(found));
    }
    if let Some(after) = after {
        let name = super::index::of_person(db, after)?.name;
        query = query
            .filter(group_members::member_name.ge(name.clone()))
            .filter(
                group_members::member_name
                    .gt(name)
                    .or(group_members::person_id.gt(after.to_string()).nullable()),
            );
    }
    let rows: Vec<(PersonRow, Option<String>, i64)> = query
        .order((group_members::member_name, group_members::person_id))
        .limit(limit)
        .load(db)?;
    rows.into_iter()
        .map(|(who, email, since)| {
            Ok(Member {
                person: person((who, email))?,
                since: Moment(since),
            })
        })
        .collect()
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
        .order((groups::folded_name, groups::id))
        .limit(limit)
        .select((GroupRow::as_select(), group_members::since))
        .load(db)?;
    rows.into_iter()
        .map(|(row, since)| Ok((row.try_into()?, Moment(since))))
        .collect()
}
