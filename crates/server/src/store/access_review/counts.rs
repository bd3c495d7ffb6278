//! Queries that count the lines of access reviews, for whom they lie within reach.

use crate::sight::Sight;
use crate::storage::schema::{access_review_lines as lines, access_reviews};
use crate::storage::{AnyConnection, Error};
use crate::store;
use crate::store::access_review::row::Review;
use diesel::prelude::*;
use domain::{ReviewId, SmartAccountId, VirtualAccountId};
use std::collections::BTreeMap;

/// Lets reviews count the lines that are seen, and no others.
pub(crate) fn count_seen(
    db: &mut AnyConnection,
    sight: &Sight,
    reviews: &mut [Review],
) -> Result<(), Error> {
    let Some(within) = sight.within() else {
        return Ok(());
    };
    let ids: Vec<&str> = reviews.iter().map(|one| one.campaign.id.as_str()).collect();
    let counts: Vec<(String, String, i64)> = lines::table
        .filter(lines::review_id.eq_any(ids))
        .filter(lines::virtual_account_id.eq_any(within.iter().map(|part| Some(part.as_str()))))
        .group_by((lines::review_id, lines::state))
        .select((lines::review_id, lines::state, diesel::dsl::count_star()))
        .load(db)?;
    for review in reviews {
        let own = counts
            .iter()
            .filter(|(id, ..)| id == review.campaign.id.as_str());
        (review.lines, review.decided) = (0, 0);
        for (_, state, count) in own {
            review.lines += count;
            review.decided += if state == store::access_review::row::OPEN {
                0
            } else {
                *count
            };
        }
    }
    Ok(())
}

/// How many lines of a review there are on each Virtual Account, and how many of them are open.
pub fn count_on_parts(
    db: &mut AnyConnection,
    review: &ReviewId,
) -> Result<BTreeMap<String, (i64, i64)>, Error> {
    let counts: Vec<(Option<String>, String, i64)> = lines::table
        .filter(lines::review_id.eq(review.as_str()))
        .filter(lines::virtual_account_id.is_not_null())
        .group_by((lines::virtual_account_id, lines::state))
        .select((
            lines::virtual_account_id,
            lines::state,
            diesel::dsl::count_star(),
        ))
        .load(db)?;
    let mut by_part: BTreeMap<String, (i64, i64)> = BTreeMap::new();
    for (part, state, count) in counts {
        let (all, open) = by_part.entry(part.unwrap_or_else(String::new)).or_default();
        *all += count;
        *open += if state == store::access_review::row::OPEN {
            count
        } else {
            0
        };
    }
    Ok(by_part)
}

/// How many roles on a Virtual Account the reviews of an account that are under way still ask about.
pub fn count_open_on(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    part: &VirtualAccountId,
) -> Result<i64, Error> {
    let under_way: Vec<String> = access_reviews::table
        .filter(access_reviews::account_id.eq(account.as_str()))
        .filter(access_reviews::next_step_at.is_not_null())
        .select(access_reviews::id)
        .load(db)?;
    Ok(lines::table
        .filter(lines::review_id.eq_any(under_way))
        .filter(lines::state.eq(store::access_review::row::OPEN))
        .filter(lines::virtual_account_id.eq(part.as_str()))
        .count()
        .get_result(db)?)
}
