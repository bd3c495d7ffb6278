//! The lines of a review.

use crate::sight::Sight;
use crate::storage;
use crate::storage::schema::{
    access_review_lines as lines, access_reviews, groups, memberships, people,
};
use crate::storage::{AnyConnection, Error, Tx, insert};
use crate::store::access_review::row::{LineRow, OPEN, all};
use crate::store::deletion::gives;
use crate::store::membership::MembershipRow;
use diesel::prelude::*;
use domain::access_review::{LineOutcome, ReviewLine};
use domain::membership::Membership;
use domain::{Moment, ReviewId, ReviewLineId, SmartAccountId, VirtualAccountId};
use std::collections::BTreeSet;

/// Which lines of a campaign a list shows.
#[derive(Debug, Clone, Default)]
pub struct LineFilter {
    /// Undecided ones only, or decided ones only.
    pub open: Option<bool>,
    /// Leaves out what this person or one of these groups holds.
    pub but: Vec<String>,
}

impl LineFilter {
    /// Each state and Virtual Account whose lines are wanted; none where it does not matter.
    fn places<'a>(
        &self,
        sight: &'a Sight,
    ) -> Vec<(Option<&'static str>, Option<&'a VirtualAccountId>)> {
        let decided = LineOutcome::ALL.iter().map(|outcome| Some(outcome.key()));
        let states: Vec<Option<&'static str>> = match (self.open, sight.within()) {
            (Some(true), _) => vec![Some(OPEN)],
            (Some(false), _) => decided.collect(),
            (None, None) => vec![None],
            (None, Some(_)) => decided.chain([Some(OPEN)]).collect(),
        };
        let parts: Vec<Option<&VirtualAccountId>> = match sight.within() {
            None => vec![None],
            Some(parts) => parts.iter().map(Some).collect(),
        };
        let mut places = Vec::new();
        for part in parts {
            places.extend(states.iter().map(|state| (*state, part)));
        }
        places
    }
}

/// The review where it is one of the account.
macro_rules! of_account {
    ($review:expr, $account:expr) => {
        access_reviews::table
            .filter(access_reviews::id.eq($review.as_str()))
            .filter(access_reviews::account_id.eq($account.as_str()))
            .select(access_reviews::id)
    };
}

/// Lines of an account's campaign, in the order they were put together, after the one named.
pub fn lines(
    db: &mut AnyConnection,
    sight: &Sight,
    review: &ReviewId,
    filter: &LineFilter,
    after: Option<&str>,
    limit: i64,
) -> Result<Vec<ReviewLine>, Error> {
    let most = usize::try_from(limit).unwrap_or(0);
    let mut ids = BTreeSet::new();
    for places in filter.places(sight).chunks(storage::raw::MOST_ARMS) {
        let (sql, binds) = statement(review, filter, places, after, most);
        ids.extend(storage::raw::ids(db, &sql, &binds)?);
    }
    let ids: Vec<String> = ids.into_iter().take(most).collect();
    all(lines::table
        .filter(lines::review_id.eq_any(of_account!(review, sight.account())))
        .filter(lines::id.eq_any(ids))
        .order(lines::id)
        .select(LineRow::as_select())
        .load(db)?)
}

/// One statement over all the places, each read from its index and no further than needed: an engine left to itself may look at
/// every line to find the few in a rare state.
fn statement(
    review: &ReviewId,
    filter: &LineFilter,
    places: &[(Option<&'static str>, Option<&VirtualAccountId>)],
    after: Option<&str>,
    most: usize,
) -> (String, Vec<String>) {
    let mut binds: Vec<String> = Vec::new();
    let mut bind = |value: &str| {
        binds.push(value.to_owned());
        format!("${}", binds.len())
    };
    let mut selects = Vec::new();
    for (state, part) in places {
        let mut wanted = vec![format!("review_id = {}", bind(review.as_str()))];
        if let Some(part) = part {
            wanted.push(format!("virtual_account_id = {}", bind(part.as_str())));
        }
        if let Some(state) = state {
            wanted.push(format!("state = {}", bind(state)));
        }
        wanted.push(format!("id > {}", bind(after.unwrap_or(""))));
        for column in ["person_id", "group_id"] {
            let but: Vec<String> = filter.but.iter().map(|id| bind(id)).collect();
            if !but.is_empty() {
                let but = but.join(", ");
                wanted.push(format!("({column} IS NULL OR {column} NOT IN ({but}))"));
            }
        }
        selects.push(format!(
            "SELECT id FROM access_review_lines WHERE {} ORDER BY id LIMIT {most}",
            wanted.join(" AND ")
        ));
    }
    (storage::raw::merged(&selects, "id", most), binds)
}

/// Lines of an account's campaign by id.
pub fn lines_by_id(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    review: &ReviewId,
    ids: &[ReviewLineId],
) -> Result<Vec<ReviewLine>, Error> {
    let ids: Vec<&str> = ids.iter().map(ReviewLineId::as_str).collect();
    all(lines::table
        .filter(lines::review_id.eq_any(of_account!(review, account)))
        .filter(lines::id.eq_any(ids))
        .order(lines::id)
        .select(LineRow::as_select())
        .load(db)?)
}

/// Memberships of an account after the one named, each with its holder's name and when they were last active.
pub fn candidates(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    after: Option<&str>,
    limit: i64,
) -> Result<Vec<(Membership, String, Option<Moment>)>, Error> {
    type Found = (MembershipRow, Option<(String, i64)>, Option<String>);
    let rows: Vec<Found> = memberships::table
        .left_join(people::table)
        .left_join(groups::table)
        .filter(memberships::account_id.eq(account.as_str()))
        .filter(memberships::id.gt(after.unwrap_or("")))
        .filter(gives!())
        .order(memberships::id)
        .limit(limit)
        .select((
            MembershipRow::as_select(),
            (people::full_name, people::last_active_at).nullable(),
            groups::name.nullable(),
        ))
        .load(db)?;
    rows.into_iter()
        .map(|(row, person, group)| {
            let (name, seen) = match person {
                Some((name, seen)) => (name, Some(Moment(seen))),
                None => (group.unwrap_or_else(|| row.holder_name.clone()), None),
            };
            Ok((row.try_into()?, name, seen))
        })
        .collect()
}

/// Adds lines to a campaign, and notes how far their gathering has come.
pub fn add_lines(
    tx: &mut Tx,
    review: &ReviewId,
    found: &[ReviewLine],
    cursor: Option<&str>,
) -> Result<(), Error> {
    let rows: Vec<LineRow> = found
        .iter()
        .map(|line| {
            Ok(LineRow {
                id: line.id.to_string(),
                review_id: line.review.to_string(),
                membership: storage::json::text(&line.membership)?,
                person_id: line.membership.holder.person().map(ToString::to_string),
                group_id: line.membership.holder.group().map(ToString::to_string),
                virtual_account_id: line
                    .membership
                    .virtual_account
                    .as_ref()
                    .map(ToString::to_string),
                holder_name: line.holder_name.clone(),
                state: OPEN.into(),
                verdict: None,
            })
        })
        .collect::<Result<_, Error>>()?;
    insert!(tx.db, lines::table, &rows)?;
    diesel::update(access_reviews::table.find(review.as_str()))
        .set((
            access_reviews::lines.eq(access_reviews::lines + found.len() as i64),
            access_reviews::cursor.eq(cursor),
        ))
        .execute(tx.db)?;
    Ok(())
}
