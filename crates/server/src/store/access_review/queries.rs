//! Queries about access reviews.

use crate::sight::Sight;
use crate::storage::schema::{access_review_lines as lines, access_reviews};
use crate::storage::{AnyConnection, Error};
use crate::store;
use crate::store::access_review::counts::count_seen;
use crate::store::access_review::row::{Review, ReviewRow};
use crate::store::due::{DueList, first_due};
use diesel::prelude::*;
use domain::{Moment, Refusal, ReviewId, SmartAccountId};

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

/// The campaign of that id in whatever account, with all its lines counted: for the worker and for letters.
/// Errors: [`Refusal::NotFound`].
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
    store::access_review::counts::count_seen(db, sight, &mut found)?;
    Ok(found)
}

/// Campaigns to which time has something to do until a moment, at most so many, and when.
pub fn due(db: &mut AnyConnection, until: Moment, most: i64) -> Result<DueList<ReviewId>, Error> {
    let at = access_reviews::next_step_at.assume_not_null();
    let rows = access_reviews::table.filter(access_reviews::next_step_at.is_not_null());
    let id = access_reviews::id;
    first_due!(db, "access_review", rows, at, id, until, most)
}

/// As `store::find`, for whoever sees so much of the account: it counts the lines that lie within reach, and where none does,
/// to them there is no such review.
pub fn find_seen(db: &mut AnyConnection, sight: &Sight, id: &ReviewId) -> Result<Review, Error> {
    let mut found = [find(db, sight.account(), id)?];
    count_seen(db, sight, &mut found)?;
    let [found] = found;
    if found.lines == 0 && !sight.is_whole() {
        return Err(Refusal::NotFound.into());
    }
    Ok(found)
}
