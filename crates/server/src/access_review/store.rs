//! Queries about access reviews and their lines.

use super::counts;
use crate::membership::store::MembershipRow;
use crate::smart_account::sight::Sight;
use crate::storage::schema::{
    access_review_lines as lines, access_reviews, groups, memberships, people,
};
use crate::storage::{AnyConnection, Error, Tx, insert, json, raw};
use diesel::prelude::*;
use domain::access_review::{Campaign, Line, Outcome, ReviewEvent, ReviewFact, Verdict};
use domain::membership::Membership;
use domain::{Moment, Refusal, ReviewId, ReviewLineId, SmartAccountId, VirtualAccountId};
use std::collections::BTreeSet;

/// The state of a line that nobody has decided.
pub const OPEN: &str = "open";

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = access_reviews, treat_none_as_default_value = false)]
struct ReviewRow {
    id: String,
    account_id: String,
    body: String,
    cursor: Option<String>,
    lines: i64,
    decided: i64,
    next_step_at: Option<i64>,
}

/// A campaign, and how far it has come.
#[derive(Clone)]
pub struct Review {
    pub campaign: Campaign,
    pub lines: i64,
    pub decided: i64,
    /// The membership up to which its lines are put together.
    pub cursor: Option<String>,
}

impl TryFrom<ReviewRow> for Review {
    type Error = Error;
    fn try_from(row: ReviewRow) -> Result<Self, Error> {
        Ok(Review {
            campaign: json::value("access_review", &row.id, &row.body)?,
            lines: row.lines,
            decided: row.decided,
            cursor: row.cursor,
        })
    }
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = lines, treat_none_as_default_value = false)]
struct LineRow {
    id: String,
    review_id: String,
    membership: String,
    person_id: Option<String>,
    group_id: Option<String>,
    virtual_account_id: Option<String>,
    holder_name: String,
    state: String,
    verdict: Option<String>,
}

impl TryFrom<LineRow> for Line {
    type Error = Error;
    fn try_from(row: LineRow) -> Result<Self, Error> {
        let corrupt = |what: &str| Error::corrupt("access_review_line", &row.id, what);
        let verdict: Option<Verdict> = match &row.verdict {
            Some(text) => Some(json::value("access_review_line", &row.id, text)?),
            None => None,
        };
        Ok(Line {
            id: row.id.parse().map_err(|_| corrupt("id"))?,
            review: row.review_id.parse().map_err(|_| corrupt("review"))?,
            membership: json::value("access_review_line", &row.id, &row.membership)?,
            holder_name: row.holder_name.clone(),
            verdict,
        })
    }
}

fn all(rows: Vec<LineRow>) -> Result<Vec<Line>, Error> {
    rows.into_iter().map(TryInto::try_into).collect()
}

/// The campaign of that id in an account.
pub fn find(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    id: &ReviewId,
) -> Result<Review, Error> {
    let found = find_any(db, id)?;
    if found.campaign.account == *account {
        Ok(found)
    } else {
        Err(Refusal::NotFound.into())
    }
}

pub fn find_any(db: &mut AnyConnection, id: &ReviewId) -> Result<Review, Error> {
    let row: Option<ReviewRow> = access_reviews::table
        .find(id.as_str())
        .select(ReviewRow::as_select())
        .first(db)
        .optional()?;
    row.ok_or(Refusal::NotFound)?.try_into()
}

/// Campaigns of an account that look at something within reach, newest first, before the one named.
pub fn page(
    db: &mut AnyConnection,
    sight: &Sight,
    before: Option<&str>,
    limit: i64,
) -> Result<Vec<Review>, Error> {
    let mut query = access_reviews::table
        .filter(access_reviews::account_id.eq(sight.account().to_string()))
        .select(ReviewRow::as_select())
        .into_boxed();
    if let Some(within) = sight.within() {
        let parts: Vec<Option<String>> = within.iter().map(|part| Some(part.to_string())).collect();
        let own = lines::table
            .filter(lines::review_id.eq(access_reviews::id))
            .filter(lines::virtual_account_id.eq_any(parts));
        query = query.filter(diesel::dsl::exists(own));
    }
    if let Some(before) = before {
        query = query.filter(access_reviews::id.lt(before.to_owned()));
    }
    let rows: Vec<ReviewRow> = query
        .order(access_reviews::id.desc())
        .limit(limit)
        .load(db)?;
    let found: Result<Vec<Review>, Error> = rows.into_iter().map(TryInto::try_into).collect();
    let mut found = found?;
    counts::count_seen(db, sight, &mut found)?;
    Ok(found)
}

/// Which lines of a campaign a list shows.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Undecided ones only, or decided ones only.
    pub open: Option<bool>,
    /// Leaves out what this person or one of these groups holds.
    pub but: Vec<String>,
}

impl Filter {
    /// Each state and Virtual Account whose lines are wanted; none where it does not matter.
    fn places<'a>(
        &self,
        sight: &'a Sight,
    ) -> Vec<(Option<&'static str>, Option<&'a VirtualAccountId>)> {
        let decided = Outcome::ALL.iter().map(|outcome| Some(outcome.key()));
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
    filter: &Filter,
    after: Option<&str>,
    limit: i64,
) -> Result<Vec<Line>, Error> {
    let most = usize::try_from(limit).unwrap_or(0);
    let mut ids = BTreeSet::new();
    for places in filter.places(sight).chunks(raw::MOST_ARMS) {
        let (sql, binds) = statement(review, filter, places, after, most);
        ids.extend(raw::ids(db, &sql, &binds)?);
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
    filter: &Filter,
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
    (raw::merged(&selects, "id", most), binds)
}

/// Lines of an account's campaign by id.
pub fn lines_by_id(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    review: &ReviewId,
    ids: &[ReviewLineId],
) -> Result<Vec<Line>, Error> {
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
    found: &[Line],
    cursor: Option<&str>,
) -> Result<(), Error> {
    let rows: Vec<LineRow> = found
        .iter()
        .map(|line| {
            Ok(LineRow {
                id: line.id.to_string(),
                review_id: line.review.to_string(),
                membership: json::text(&line.membership)?,
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

/// Campaigns to which time has something to do.
pub fn due(db: &mut AnyConnection, now: Moment, limit: i64) -> Result<Vec<ReviewId>, Error> {
    let found: Vec<String> = access_reviews::table
        .filter(access_reviews::next_step_at.is_not_null())
        .filter(access_reviews::next_step_at.le(now.0))
        .order((access_reviews::next_step_at, access_reviews::id))
        .limit(limit)
        .select(access_reviews::id)
        .load(db)?;
    found
        .into_iter()
        .map(|id| {
            id.parse()
                .map_err(|_| Error::corrupt("access_review", &id, "id"))
        })
        .collect()
}

/// Puts off what time has to do to a campaign that could not be read or written just now.
pub fn postpone_step(tx: &mut Tx, id: &ReviewId, until: Moment) -> Result<(), Error> {
    diesel::update(access_reviews::table.find(id.as_str()))
        .set(access_reviews::next_step_at.eq(until.0))
        .execute(tx.db)?;
    Ok(())
}

/// Carries out what an event says about a campaign.
pub fn apply(tx: &mut Tx, event: &ReviewEvent) -> Result<(), Error> {
    match &event.fact {
        ReviewFact::Started(campaign) => {
            let row = ReviewRow {
                id: campaign.id.to_string(),
                account_id: campaign.account.to_string(),
                body: json::text(campaign)?,
                cursor: None,
                lines: 0,
                decided: 0,
                next_step_at: campaign.next_step(tx.now).map(|(_, at)| at.0),
            };
            insert!(tx.db, access_reviews::table, &row)?;
        }
        ReviewFact::Decided { line, verdict } => {
            let open = lines::table
                .find(line.id.as_str())
                .filter(lines::state.eq(OPEN));
            let changed = diesel::update(open)
                .set((
                    lines::state.eq(verdict.outcome.key()),
                    lines::membership.eq(json::text(&line.membership)?),
                    lines::verdict.eq(json::text(verdict)?),
                ))
                .execute(tx.db)?;
            if changed != 1 {
                return Err(Refusal::NothingToChange.into());
            }
            diesel::update(access_reviews::table.find(event.review.as_str()))
                .set(access_reviews::decided.eq(access_reviews::decided + 1))
                .execute(tx.db)?;
        }
        fact => {
            let mut campaign = find_any(tx.db, &event.review)?.campaign;
            campaign.apply(fact);
            note(tx, &campaign)?;
        }
    }
    Ok(())
}

/// Keeps the campaign as it is, and notes anew when time next has something to do to it.
pub fn note(tx: &mut Tx, campaign: &Campaign) -> Result<(), Error> {
    let next = campaign.next_step(tx.now).map(|(_, at)| at.0);
    diesel::update(access_reviews::table.find(campaign.id.as_str()))
        .set((
            access_reviews::body.eq(json::text(campaign)?),
            access_reviews::next_step_at.eq(next),
        ))
        .execute(tx.db)?;
    Ok(())
}
