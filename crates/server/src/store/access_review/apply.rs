//! What an event changes in a review.

use crate::storage;
use crate::storage::schema::{access_review_lines as lines, access_reviews};
use crate::storage::{Error, Tx, insert};
use crate::store::access_review::queries::find_any;
use crate::store::access_review::row::{OPEN, ReviewRow};
use diesel::prelude::*;
use domain::access_review::{Campaign, ReviewEvent, ReviewFact};
use domain::{Moment, Refusal, ReviewId};

/// Puts off what time has to do to a campaign that could not be read or written just now.
pub fn postpone_step(tx: &mut Tx, id: &ReviewId, until: Moment) -> Result<(), Error> {
    diesel::update(access_reviews::table.find(id.as_str()))
        .set(access_reviews::next_step_at.eq(until.0))
        .execute(tx.db)?;
    Ok(())
}

/// Carries out what an event says about a campaign.
pub(in crate::store) fn apply(tx: &mut Tx, event: &ReviewEvent) -> Result<(), Error> {
    match &event.fact {
        ReviewFact::Started(campaign) => {
            let row = ReviewRow {
                id: campaign.id.to_string(),
                account_id: campaign.account.to_string(),
                body: storage::json::text(campaign)?,
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
                    lines::membership.eq(storage::json::text(&line.membership)?),
                    lines::verdict.eq(storage::json::text(verdict)?),
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
            access_reviews::body.eq(storage::json::text(campaign)?),
            access_reviews::next_step_at.eq(next),
        ))
        .execute(tx.db)?;
    Ok(())
}
