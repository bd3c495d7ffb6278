//! The rows of a review and of its lines.

use crate::storage;
use crate::storage::Error;
use crate::storage::schema::{access_review_lines as lines, access_reviews};
use diesel::prelude::*;
use domain::access_review::{Campaign, LineVerdict, ReviewLine};

/// The state of a line that nobody has decided.
pub const OPEN: &str = "open";

/// The body is the campaign as JSON; the cursor is how far the filling of its lines has come.
#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = access_reviews, treat_none_as_default_value = false)]
pub(crate) struct ReviewRow {
    pub(crate) id: String,
    pub(crate) account_id: String,
    pub(crate) body: String,
    pub(crate) cursor: Option<String>,
    pub(crate) lines: i64,
    pub(crate) decided: i64,
    pub(crate) next_step_at: Option<i64>,
}

/// A campaign, and how far it has come.
#[derive(Clone)]
pub struct Review {
    pub campaign: Campaign,
    /// How many lines it has, or how many are seen by whoever it was found for.
    pub lines: i64,
    /// How many of those are decided.
    pub decided: i64,
    /// The membership up to which its lines are put together.
    pub cursor: Option<String>,
}

impl TryFrom<ReviewRow> for Review {
    type Error = Error;
    fn try_from(row: ReviewRow) -> Result<Self, Error> {
        Ok(Review {
            campaign: storage::json::value("access_review", &row.id, &row.body)?,
            lines: row.lines,
            decided: row.decided,
            cursor: row.cursor,
        })
    }
}

/// Membership and verdict as JSON; the other columns are what lines are found and counted by.
#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = lines, treat_none_as_default_value = false)]
pub(crate) struct LineRow {
    pub(crate) id: String,
    pub(crate) review_id: String,
    pub(crate) membership: String,
    pub(crate) person_id: Option<String>,
    pub(crate) group_id: Option<String>,
    pub(crate) virtual_account_id: Option<String>,
    pub(crate) holder_name: String,
    pub(crate) state: String,
    pub(crate) verdict: Option<String>,
}

impl TryFrom<LineRow> for ReviewLine {
    type Error = Error;
    fn try_from(row: LineRow) -> Result<Self, Error> {
        let corrupt = |what: &str| Error::corrupt("access_review_line", &row.id, what);
        let verdict: Option<LineVerdict> = match &row.verdict {
            Some(text) => Some(storage::json::value("access_review_line", &row.id, text)?),
            None => None,
        };
        Ok(ReviewLine {
            id: row.id.parse().map_err(|_| corrupt("id"))?,
            review: row.review_id.parse().map_err(|_| corrupt("review"))?,
            membership: storage::json::value("access_review_line", &row.id, &row.membership)?,
            holder_name: row.holder_name.clone(),
            verdict,
        })
    }
}

/// The lines of these rows, in their order. Errors: a row that makes no sense.
pub(crate) fn all(rows: Vec<LineRow>) -> Result<Vec<ReviewLine>, Error> {
    rows.into_iter().map(TryInto::try_into).collect()
}
