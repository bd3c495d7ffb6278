//! The list of who holds what in an account.

use super::index;
use super::store::{self, MembershipRow};
use crate::group::store::GroupRow;
use crate::person::store::{PersonRow, WithEmail, person};
use crate::storage::schema::{
    email_addresses, groups, membership_terms as terms, memberships, people,
};
use crate::storage::{AnyConnection, Error};
use crate::web::paging::Place;
use diesel::prelude::*;
use domain::group::Group;
use domain::membership::Membership;
use domain::person::Person;
use domain::{Moment, Role, SmartAccountId, VirtualAccountId};

/// One membership in a list.
pub struct Listed {
    pub membership: Membership,
    pub who: Who,
}

/// Who holds a membership.
pub enum Who {
    Person { person: Person, last_active: Moment },
    Group(Group),
}

impl Who {
    pub fn name(&self) -> &str {
        match self {
            Who::Person { person, .. } => &person.profile.full_name,
            Who::Group(group) => &group.name,
        }
    }
}

type Row = (
    MembershipRow,
    Option<PersonRow>,
    Option<String>,
    Option<GroupRow>,
);

/// Memberships with their holders.
macro_rules! members {
    () => {
        memberships::table
            .left_join(people::table)
            .left_join(groups::table)
            .left_join(
                email_addresses::table.on(email_addresses::person_id
                    .nullable()
                    .eq(memberships::person_id)
                    .and(email_addresses::is_main)),
            )
            .select((
                MembershipRow::as_select(),
                Option::<PersonRow>::as_select(),
                email_addresses::address.nullable(),
                Option::<GroupRow>::as_select(),
            ))
    };
}

/// Memberships by id with their holders, by name; those of them that are still there.
pub fn named(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    ids: &[String],
) -> Result<Vec<Listed>, Error> {
    let rows: Vec<Row> = members!()
        .filter(memberships::account_id.eq(account.as_str()))
        .filter(memberships::id.eq_any(ids))
        .order((memberships::holder_name, memberships::id))
        .load(db)?;
    rows.into_iter().map(listed).collect()
}

fn listed((row, who, email, group): Row) -> Result<Listed, Error> {
    let who = match (who, group) {
        (Some(row), _) => Who::Person {
            last_active: Moment(row.last_active_at),
            person: person((row, email) as WithEmail)?,
        },
        (None, Some(group)) => Who::Group(group.try_into()?),
        (None, None) => return Err(Error::corrupt("membership", &row.id, "holder")),
    };
    Ok(Listed {
        membership: row.try_into()?,
        who,
    })
}

/// How a list is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    #[default]
    Name,
    Newest,
    /// By end date; those without one are left out.
    Ending,
}

/// What is shown of an account's memberships.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Words that each begin something the holder is found by, folded ([`index::words`]).
    pub words: Vec<String>,
    pub role: Option<Role>,
    pub part: Option<VirtualAccountId>,
    pub origin: Option<&'static str>,
    /// Ends before this moment.
    pub ends_before: Option<Moment>,
    /// Not seen since this moment.
    pub not_seen_since: Option<Moment>,
    pub sort: Sort,
    /// Of these Virtual Accounts only.
    pub within: Option<Vec<VirtualAccountId>>,
}

/// As many rows as are read in one go, and as often as that is done, before the rest is left to the next page: filters that
/// no index serves must not make a page slow.
const CHUNK: i64 = 200;
const MOST_CHUNKS: usize = 5;
/// For so many Virtual Accounts their lists are read one by one, each in its order, and merged.
const MOST_MERGED: usize = 20;

/// At most `limit` memberships that the filter lets through, from `from` on, and where the list goes on, if it does.
/// A page may be short, even empty, with more to come.
pub fn page(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    filter: &Filter,
    from: Option<&Place>,
    limit: usize,
) -> Result<(Vec<Listed>, Option<Place>), Error> {
    let mut from = from.cloned();
    let mut found = Vec::new();
    let few = filter.is_served_by_an_index();
    for _ in 0..MOST_CHUNKS {
        let size = if few { limit as i64 + 1 } else { CHUNK };
        let chunk = chunk(db, account, filter, from.as_ref(), size)?;
        let is_last = (chunk.len() as i64) < size;
        for (place, listed) in chunk {
            if !filter.lets_through(&place, &listed) {
                from = Some(place);
                continue;
            }
            if found.len() == limit {
                return Ok((found, from));
            }
            from = Some(place);
            found.push(listed);
        }
        if is_last {
            return Ok((found, None));
        }
    }
    Ok((found, from))
}

impl Filter {
    fn is_served_by_an_index(&self) -> bool {
        let narrowed = [
            self.role.is_some(),
            self.part.is_some(),
            self.origin.is_some(),
        ];
        self.words.is_empty()
            && self.not_seen_since.is_none()
            && narrowed.iter().filter(|narrowed| **narrowed).count() < 2
            && (self.sort != Sort::Ending || narrowed == [false; 3])
            && self
                .within
                .as_ref()
                .is_none_or(|within| within.len() <= MOST_MERGED)
    }

    /// What the query leaves to be looked at row by row.
    fn lets_through(&self, place: &Place, listed: &Listed) -> bool {
        let held = &listed.membership;
        let on = held.virtual_account.as_ref();
        self.role.is_none_or(|role| held.role == role)
            && self.part.as_ref().is_none_or(|part| on == Some(part))
            && self
                .origin
                .is_none_or(|origin| store::origin(&held.source) == origin)
            && self
                .within
                .as_ref()
                .is_none_or(|own| on.is_some_and(|on| own.contains(on)))
            && self
                .ends_before
                .is_none_or(|end| held.until.is_some_and(|until| until < end))
            && self.not_seen_since.is_none_or(
                |since| matches!(&listed.who, Who::Person { last_active, .. } if *last_active < since),
            )
            && self.is_found(place, listed)
    }

    /// Whether every word begins a term, and the term that led here is the first to begin with the first word, so that nobody
    /// found by two terms is listed twice.
    fn is_found(&self, place: &Place, listed: &Listed) -> bool {
        let Some(first) = self.words.first() else {
            return true;
        };
        let terms = match &listed.who {
            Who::Person { person, .. } => index::of_person(person).terms,
            Who::Group(group) => index::of_group(&group.name).terms,
        };
        let leads_here = terms.iter().map(|term| index::kept(term));
        let mut leads_here = leads_here.filter(|term| term.starts_with(&index::kept(first)));
        self.words
            .iter()
            .all(|word| terms.iter().any(|term| term.starts_with(word)))
            && leads_here.next().as_ref() == Some(&place.key)
    }
}

/// Rows in the order of the list, each with its place. Only what an index serves is asked of the database.
fn chunk(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    filter: &Filter,
    from: Option<&Place>,
    size: i64,
) -> Result<Vec<(Place, Listed)>, Error> {
    if let Some(word) = filter.words.first() {
        return found_by(db, account, word, from, size);
    }
    // Names are merged as bytes, which is the order of the embedded database; a server may have another.
    let bytewise = filter.sort != Sort::Name || matches!(db, AnyConnection::Sqlite(_));
    match filter.within.as_deref() {
        Some(several @ [_, _, ..]) if bytewise && several.len() <= MOST_MERGED => {
            merged(db, account, filter, several, from, size)
        }
        _ => in_order(db, account, filter, filter.only_part(), from, size),
    }
}

/// The lists of several Virtual Accounts as one.
fn merged(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    filter: &Filter,
    parts: &[VirtualAccountId],
    from: Option<&Place>,
    size: i64,
) -> Result<Vec<(Place, Listed)>, Error> {
    let mut all = Vec::new();
    for part in parts {
        all.extend(in_order(db, account, filter, Some(part), from, size)?);
    }
    all.sort_by(|(one, _), (other, _)| match filter.sort {
        Sort::Name => (&one.key, &one.id).cmp(&(&other.key, &other.id)),
        Sort::Newest => other.id.cmp(&one.id),
        Sort::Ending => {
            let end = |place: &Place| place.key.parse::<i64>().unwrap_or(i64::MIN);
            (end(one), &one.id).cmp(&(end(other), &other.id))
        }
    });
    all.truncate(usize::try_from(size).unwrap_or(usize::MAX));
    Ok(all)
}

/// Rows of the account, or of one Virtual Account, in the order of the list.
fn in_order(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    filter: &Filter,
    part: Option<&VirtualAccountId>,
    from: Option<&Place>,
    size: i64,
) -> Result<Vec<(Place, Listed)>, Error> {
    let mut query = members!().limit(size).into_boxed();
    if part.is_none() {
        query = query.filter(memberships::account_id.eq(account.to_string()));
    }
    if let Some(part) = part {
        query = query.filter(memberships::virtual_account_id.eq(part.to_string()));
    } else if let Some(within) = &filter.within {
        let ids: Vec<Option<String>> = within.iter().map(|id| Some(id.to_string())).collect();
        query = query.filter(memberships::virtual_account_id.eq_any(ids));
    } else if let Some(role) = filter.role {
        query = query.filter(memberships::role.eq(role.key()));
    } else if let Some(origin) = filter.origin {
        query = query.filter(memberships::origin.eq(origin));
    }
    let (key, id) = from.map_or(("", ""), |place| (&place.key, &place.id));
    let (key, id) = (key.to_owned(), id.to_owned());
    query = match (filter.sort, from) {
        (Sort::Name, None) => query.order((memberships::holder_name, memberships::id)),
        (Sort::Name, Some(_)) => query
            .filter(memberships::holder_name.ge(key.clone()))
            .filter(memberships::holder_name.gt(key).or(memberships::id.gt(id)))
            .order((memberships::holder_name, memberships::id)),
        (Sort::Newest, None) => query.order(memberships::id.desc()),
        (Sort::Newest, Some(_)) => query
            .filter(memberships::id.lt(id))
            .order(memberships::id.desc()),
        (Sort::Ending, from) => {
            let after: i64 = key.parse().unwrap_or(i64::MIN);
            let end = filter.ends_before.map_or(i64::MAX, |end| end.0);
            query = query
                .filter(memberships::until.is_not_null())
                .filter(memberships::until.ge(after))
                .filter(memberships::until.lt(end))
                .order((memberships::until, memberships::id));
            if from.is_some() {
                let later = memberships::until.gt(after);
                query = query.filter(later.or(memberships::id.nullable().gt(id)));
            }
            query
        }
    };
    let rows: Vec<Row> = query.load(db)?;
    rows.into_iter()
        .map(|row| Ok((filter.sort.place(&row.0), listed(row)?)))
        .collect()
}

impl Sort {
    fn place(self, row: &MembershipRow) -> Place {
        let key = match self {
            Sort::Name => row.holder_name.clone(),
            Sort::Newest => String::new(),
            Sort::Ending => row
                .until
                .map_or_else(String::new, |until| until.to_string()),
        };
        Place {
            key,
            id: row.id.clone(),
        }
    }
}

impl Filter {
    /// The one Virtual Account that an index can be asked for.
    fn only_part(&self) -> Option<&VirtualAccountId> {
        match self.within.as_deref() {
            Some([only]) => Some(only),
            _ => self.part.as_ref(),
        }
    }
}

/// Memberships whose holder is found by a word that begins with `word`, in the order of those words.
fn found_by(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    word: &str,
    from: Option<&Place>,
    size: i64,
) -> Result<Vec<(Place, Listed)>, Error> {
    let first = index::kept(word);
    // No hexadecimal digit comes after f.
    let end = format!("{first}g");
    let mut query = terms::table
        .inner_join(
            memberships::table
                .left_join(people::table)
                .left_join(groups::table),
        )
        .left_join(
            email_addresses::table.on(email_addresses::person_id
                .nullable()
                .eq(memberships::person_id)
                .and(email_addresses::is_main)),
        )
        .select((
            terms::term,
            (
                MembershipRow::as_select(),
                Option::<PersonRow>::as_select(),
                email_addresses::address.nullable(),
                Option::<GroupRow>::as_select(),
            ),
        ))
        .filter(terms::account_id.eq(account.to_string()))
        .filter(terms::term.lt(end))
        .order((terms::term, terms::membership_id))
        .limit(size)
        .into_boxed();
    query = match from {
        None => query.filter(terms::term.ge(first)),
        Some(place) => query.filter(terms::term.ge(place.key.clone())).filter(
            terms::term
                .gt(place.key.clone())
                .or(terms::membership_id.gt(place.id.clone())),
        ),
    };
    let rows: Vec<(String, Row)> = query.load(db)?;
    rows.into_iter()
        .map(|(key, row)| {
            let id = row.0.id.clone();
            Ok((Place { key, id }, listed(row)?))
        })
        .collect()
}
