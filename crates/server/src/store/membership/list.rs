//! The list of who holds what in an account.

use crate::paging::ListPlace;
use crate::search_index::{WINDOW, Window, led, narrowed};
use crate::sight::Sight;
use crate::storage::schema::{
    email_addresses, groups, membership_terms as terms, memberships, people,
};
use crate::storage::{AnyConnection, Error};
use crate::store::deletion::gives;
use crate::store::group::GroupRow;
use crate::store::membership::row::MembershipRow;
use crate::store::person::{PersonRow, WithEmail, person};
use crate::{search_index, store};
use diesel::prelude::*;
use domain::group::Group;
use domain::membership::Membership;
use domain::person::Person;
use domain::{Moment, Role, SmartAccountId, VirtualAccountId};

/// One membership in a list.
pub struct ListedMembership {
    pub membership: Membership,
    pub who: Who,
}

/// Who holds a membership.
pub enum Who {
    Person {
        person: Person,
        /// When they were last here, if that was since they hold it.
        last_active: Option<Moment>,
    },
    Group(Group),
}

impl Who {
    /// What they are listed under.
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

/// Memberships with their holders, but for those that give nothing any more.
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
            .filter(gives!())
            .select((
                MembershipRow::as_select(),
                Option::<PersonRow>::as_select(),
                email_addresses::address.nullable(),
                Option::<GroupRow>::as_select(),
            ))
    };
}

/// Rows in the order of a moment that only some have, before an end and from a place on where there are these.
macro_rules! by_day {
    ($query:expr, $day:expr, $before:expr, $from:expr) => {{
        let from: Option<&ListPlace> = $from;
        let after: i64 = from.map_or(i64::MIN, |place| place.key.parse().unwrap_or(i64::MIN));
        let before = $before.map_or(i64::MAX, |moment| moment.0);
        let query = $query
            .filter($day.ge(after))
            .filter($day.lt(before))
            .order(($day, memberships::id));
        match from {
            None => query,
            Some(place) => {
                let later = $day.gt(after);
                query.filter(later.or(memberships::id.nullable().gt(place.id.clone())))
            }
        }
    }};
}

/// Memberships by id with their holders, by name; those of them that are still there.
pub fn named(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    ids: &[String],
) -> Result<Vec<ListedMembership>, Error> {
    let rows: Vec<Row> = members!()
        .filter(memberships::account_id.eq(account.as_str()))
        .filter(memberships::id.eq_any(ids))
        .order((memberships::holder_name, memberships::id))
        .load(db)?;
    rows.into_iter().map(listed).collect()
}

fn listed((row, who, email, group): Row) -> Result<ListedMembership, Error> {
    let id = row.id.clone();
    let membership: Membership = row.try_into()?;
    let who = match (who, group) {
        (Some(row), _) => Who::Person {
            last_active: membership.told_activity(Moment(row.last_active_at)),
            person: person((row, email) as WithEmail)?,
        },
        (None, Some(group)) => Who::Group(group.try_into()?),
        (None, None) => return Err(Error::corrupt("membership", &id, "holder")),
    };
    Ok(ListedMembership { membership, who })
}

/// How a list is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    #[default]
    Name,
    Newest,
    /// By end date; those without one are left out.
    Ending,
    /// People by the day they were last here, the longest gone first.
    Seen,
}

/// What is shown of an account's memberships.
#[derive(Debug, Clone, Default)]
pub struct MembershipFilter {
    /// Words that each begin something the holder is found by ([`search_index::wanted`]).
    pub words: Vec<String>,
    pub role: Option<Role>,
    /// This Virtual Account alone; one that is out of sight lists nothing.
    pub part: Option<VirtualAccountId>,
    /// One of [`store::membership::ORIGINS`].
    pub origin: Option<&'static str>,
    /// Ends before this moment.
    pub ends_before: Option<Moment>,
    /// Not seen since the day that begins at this moment.
    pub not_seen_since: Option<Moment>,
    pub sort: Sort,
}

/// For so many Virtual Accounts their lists are read one by one, each in its order, and merged.
const MOST_MERGED: usize = 20;

/// At most `limit` memberships that the filter lets through, from `from` on, and where the list goes on, if it does.
/// A page may be short, even empty, with more to come.
pub fn page(
    db: &mut AnyConnection,
    sight: &Sight,
    filter: &MembershipFilter,
    from: Option<&ListPlace>,
    limit: usize,
) -> Result<(Vec<ListedMembership>, Option<ListPlace>), Error> {
    let sight = &filter
        .part
        .as_ref()
        .map_or_else(|| sight.clone(), |part| sight.only([part]));
    let size = if filter.is_served_by_an_index(sight) {
        limit as i64 + 1
    } else {
        WINDOW
    };
    search_index::page(
        from,
        limit,
        |from| match filter.words.split_first() {
            Some((first, others)) => found_by(db, sight.account(), first, others, from),
            None => Ok(Window::of(chunk(db, sight, filter, from, size)?, size)),
        },
        |place, listed| filter.lets_through(sight, place, listed),
    )
}

impl MembershipFilter {
    fn is_served_by_an_index(&self, sight: &Sight) -> bool {
        let narrowed = [
            self.role.is_some(),
            !sight.is_whole(),
            self.origin.is_some(),
        ];
        let only_by_part = self.role.is_none() && self.origin.is_none();
        self.words.is_empty()
            && (self.not_seen_since.is_none() || self.sort == Sort::Seen)
            && narrowed.iter().filter(|narrowed| **narrowed).count() < 2
            && (!self.sort.is_by_day() || only_by_part)
            && sight
                .within()
                .is_none_or(|within| within.len() <= MOST_MERGED)
    }

    /// What the query leaves to be looked at row by row.
    fn lets_through(&self, sight: &Sight, place: &ListPlace, listed: &ListedMembership) -> bool {
        let held = &listed.membership;
        let on = held.virtual_account.as_ref();
        self.role.is_none_or(|role| held.role == role)
            && sight
                .within()
                .is_none_or(|own| on.is_some_and(|on| own.contains(on)))
            && self
                .origin
                .is_none_or(|origin| store::membership::origin(&held.source) == origin)
            && self
                .ends_before
                .is_none_or(|end| held.until.is_some_and(|until| until < end))
            && self.not_seen_since.is_none_or(
                |since| matches!(&listed.who, Who::Person { last_active, .. } if last_active.unwrap_or(held.since) < since),
            )
            && (self.words.is_empty() || self.is_found(place, listed))
    }

    fn is_found(&self, place: &ListPlace, listed: &ListedMembership) -> bool {
        let found_by = match &listed.who {
            Who::Person { person, .. } => search_index::of_person(person),
            Who::Group(group) => search_index::of_group(&group.name),
        };
        search_index::is_found(&self.words, &found_by.terms, &place.key)
    }
}

/// Rows in the order of the list, each with its place. Only what an index serves is asked of the database.
fn chunk(
    db: &mut AnyConnection,
    sight: &Sight,
    filter: &MembershipFilter,
    from: Option<&ListPlace>,
    size: i64,
) -> Result<Vec<(ListPlace, ListedMembership)>, Error> {
    match sight.within() {
        Some(several @ [_, _, ..]) if several.len() <= MOST_MERGED => {
            merged(db, sight, filter, several, from, size)
        }
        _ => in_order(db, sight, filter, from, size),
    }
}

/// The lists of several Virtual Accounts as one.
fn merged(
    db: &mut AnyConnection,
    sight: &Sight,
    filter: &MembershipFilter,
    parts: &[VirtualAccountId],
    from: Option<&ListPlace>,
    size: i64,
) -> Result<Vec<(ListPlace, ListedMembership)>, Error> {
    let mut all = Vec::new();
    for part in parts {
        all.extend(in_order(db, &sight.only([part]), filter, from, size)?);
    }
    if filter.sort == Sort::Name && matches!(db, AnyConnection::Postgres(_)) {
        // Names come in the order of the server's language, which it knows alone.
        let ids: Vec<String> = all.into_iter().map(|(place, _)| place.id).collect();
        let rows: Vec<Row> = members!()
            .filter(memberships::account_id.eq(sight.account().as_str()))
            .filter(memberships::id.eq_any(ids))
            .order((memberships::holder_name, memberships::id))
            .limit(size)
            .load(db)?;
        let placed = |row: Row| Ok((filter.sort.place(&row.0), listed(row)?));
        return rows.into_iter().map(placed).collect();
    }
    all.sort_by(|(one, _), (other, _)| match filter.sort {
        Sort::Name => (&one.key, &one.id).cmp(&(&other.key, &other.id)),
        Sort::Newest => other.id.cmp(&one.id),
        Sort::Ending | Sort::Seen => {
            let end = |place: &ListPlace| place.key.parse::<i64>().unwrap_or(i64::MIN);
            (end(one), &one.id).cmp(&(end(other), &other.id))
        }
    });
    all.truncate(usize::try_from(size).unwrap_or(usize::MAX));
    Ok(all)
}

/// Rows of the account, or of Virtual Accounts of it, in the order of the list.
fn in_order(
    db: &mut AnyConnection,
    sight: &Sight,
    filter: &MembershipFilter,
    from: Option<&ListPlace>,
    size: i64,
) -> Result<Vec<(ListPlace, ListedMembership)>, Error> {
    let account = sight.account().to_string();
    let mut query = members!().limit(size).into_boxed();
    query = match sight.within() {
        // Put so, no engine goes through all of the account by its index rather than through one Virtual Account by that one's.
        Some([_]) => query.filter(memberships::account_id.concat("").eq(account)),
        _ => query.filter(memberships::account_id.eq(account)),
    };
    if let Some([part]) = sight.within() {
        query = query.filter(memberships::virtual_account_id.eq(part.to_string()));
    } else if let Some(within) = sight.within() {
        let ids: Vec<Option<String>> = within.iter().map(|id| Some(id.to_string())).collect();
        query = query.filter(memberships::virtual_account_id.eq_any(ids));
    } else if filter.sort.is_by_day() {
        // No index has both, and an engine may choose to sort all that have the role.
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
            // The first is a range of the index; the second leaves out what was shown of the same name.
            .filter(memberships::holder_name.ge(key.clone()))
            .filter(memberships::holder_name.gt(key).or(memberships::id.gt(id)))
            .order((memberships::holder_name, memberships::id)),
        (Sort::Newest, None) => query.order(memberships::id.desc()),
        (Sort::Newest, Some(_)) => query
            .filter(memberships::id.lt(id))
            .order(memberships::id.desc()),
        (Sort::Ending, from) => {
            let ending = query.filter(memberships::until.is_not_null());
            by_day!(ending, memberships::until, filter.ends_before, from)
        }
        (Sort::Seen, from) => {
            by_day!(
                query,
                memberships::holder_seen_on,
                filter.not_seen_since,
                from
            )
        }
    };
    let rows: Vec<Row> = query.load(db)?;
    rows.into_iter()
        .map(|row| Ok((filter.sort.place(&row.0), listed(row)?)))
        .collect()
}

impl Sort {
    /// Whether it is in the order of a moment that only some rows have.
    fn is_by_day(self) -> bool {
        matches!(self, Sort::Ending | Sort::Seen)
    }

    fn place(self, row: &MembershipRow) -> ListPlace {
        let key = match self {
            Sort::Name => row.holder_name.clone(),
            Sort::Newest => String::new(),
            Sort::Ending => row.until.map_or_else(String::new, |at| at.to_string()),
            Sort::Seen => (row.holder_seen_on).map_or_else(String::new, |at| at.to_string()),
        };
        ListPlace {
            key,
            id: row.id.clone(),
        }
    }
}

/// Memberships whose holder is found by a word that begins with `word`, in the order of those words, and by the others; only what
/// is found is read.
fn found_by(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    word: &str,
    others: &[String],
    from: Option<&ListPlace>,
) -> Result<Window<ListedMembership>, Error> {
    let window = led!(
        db,
        terms.membership_id,
        word,
        from,
        terms::account_id.eq(account.to_string())
    );
    let ids = narrowed!(db, terms.membership_id, window.keys(), others);
    let rows: Vec<Row> = members!()
        .filter(memberships::account_id.eq(account.as_str()))
        .filter(memberships::id.eq_any(ids))
        .load(db)?;
    let read = rows
        .into_iter()
        .map(|row| Ok((row.0.id.clone(), listed(row)?)));
    Ok(window.with(read.collect::<Result<_, Error>>()?))
}
