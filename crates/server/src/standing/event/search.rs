//! Finding events in an account's log, however large it is.
//!
//! Every filter has an index that also gives the log's order. One filter is answered by its index alone. Of several, the one
//! whose next events reach furthest back leads: they are read and held against the others, so many at most; where that did not
//! fill the page, the page says how far it has looked, and the next goes on from there.

use crate::sight::Sight;
use crate::standing::event::asker::Asker;
use crate::standing::event::filter::{Arm, EventFilter, EventTraits, Newest, Span, WantedEvents};
use crate::storage::schema::{event_virtual_accounts as scopes, events};
use crate::storage::{AnyConnection, Error};
use crate::store::event::Recorded;
use crate::{storage, store};
use diesel::prelude::*;
use domain::SmartAccountId;
use std::collections::BTreeSet;

/// How often a window of events is read for one page.
const MOST_ROUNDS: usize = 4;

/// Events of a page, and from where the next goes on.
pub struct FoundEvents {
    pub events: Vec<Recorded>,
    /// The id before which the next page looks; none where the log was looked through.
    pub next: Option<String>,
}

/// At most `limit` events, newest first, from before the one named; what is not for the reader is left out.
pub fn page(
    db: &mut AnyConnection,
    sight: &Sight,
    reader: &Asker,
    wanted: &WantedEvents,
    before: Option<&str>,
    limit: usize,
) -> Result<FoundEvents, Error> {
    let whole = sight;
    let sight = match &wanted.part {
        Some(part) => &sight.only([part]),
        None => sight,
    };
    let account = sight.account();
    let mut filters = wanted.filters(sight);
    if wanted.is_void || filters.iter().any(|filter| filter.0.is_empty()) {
        return Ok(FoundEvents {
            events: Vec::new(),
            next: None,
        });
    }
    let span = wanted.span(before);
    let (mut ids, unfinished) = if filters.len() > 1 {
        held_together(db, account, &filters, span, limit)?
    } else {
        let only = filters.pop().unwrap_or(EventFilter(vec![Arm::Account]));
        let mut newest = only.newest(db, account, &span, limit + 1)?.ids;
        newest.truncate(limit + 1);
        (newest, None)
    };
    let next = if ids.len() > limit {
        ids.truncate(limit);
        ids.last().cloned()
    } else {
        unfinished
    };
    let mut events = store::event::find_all(db, account, &ids)?;
    reader.keep(db, whole, &mut events)?;
    Ok(FoundEvents { events, next })
}

/// The ids of events that all the filters admit, one more than `limit` at most, and how far was looked if not to the end.
fn held_together(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    filters: &[EventFilter],
    mut span: Span,
    limit: usize,
) -> Result<(Vec<String>, Option<String>), Error> {
    let mut found = Vec::new();
    for round in 0..MOST_ROUNDS {
        let mut lead: Option<(usize, Newest)> = None;
        for (number, filter) in filters.iter().enumerate() {
            let newest = filter.newest(db, account, &span, filter.window(round))?;
            let is_better = lead
                .as_ref()
                .is_none_or(|(_, best)| newest.reaches_further_than(best));
            if is_better {
                lead = Some((number, newest));
            }
        }
        let Some((number, Newest { ids, ends })) = lead else {
            break;
        };
        let others: Vec<&EventFilter> = filters
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != number)
            .map(|(_, filter)| filter)
            .collect();
        found.extend(admitted(db, &ids, &others)?);
        if found.len() > limit {
            found.truncate(limit + 1);
            return Ok((found, None));
        }
        match ids.last() {
            Some(last) if !ends => span.before = last.clone(),
            _ => return Ok((found, None)),
        }
    }
    Ok((found, Some(span.before)))
}

/// Which of these events the filters admit, in the order given. In which Virtual Accounts they are stands in an index of its own;
/// events are read only for what else is asked.
fn admitted(
    db: &mut AnyConnection,
    ids: &[String],
    filters: &[&EventFilter],
) -> Result<Vec<String>, Error> {
    let (by_part, others): (Vec<&EventFilter>, Vec<&EventFilter>) =
        filters.iter().partition(|filter| filter.is_by_part());
    let mut ids = ids.to_vec();
    for filter in by_part {
        let within = scopes::table
            .filter(scopes::virtual_account_id.eq_any(filter.parts()))
            .filter(scopes::event_id.eq_any(&ids))
            .select(scopes::event_id);
        let within: BTreeSet<String> = within.load::<String>(db)?.into_iter().collect();
        ids.retain(|id| within.contains(id));
    }
    if others.is_empty() {
        return Ok(ids);
    }
    let rows: Vec<EventTraits> = events::table
        .filter(events::id.eq_any(ids))
        .order(events::id.desc())
        .select(EventTraits::as_select())
        .load(db)?;
    let admits = |event: &EventTraits| others.iter().all(|filter| filter.admits(event));
    Ok(rows
        .into_iter()
        .filter(admits)
        .map(|event| event.id)
        .collect())
}

/// The kinds of events there are in an account's log, each found by one step in an index; where Virtual Accounts alone are seen, all
/// that may be about one, as those there are would tell what happens elsewhere.
pub fn kinds(db: &mut AnyConnection, sight: &Sight) -> Result<Vec<String>, Error> {
    if !sight.is_whole() {
        return Ok(OF_A_PART.iter().map(|kind| (*kind).to_owned()).collect());
    }
    let id = sight.account().as_str().to_owned();
    storage::raw::ids(db, KINDS, &[id.clone(), id])
}

/// The kinds of events that may be about a Virtual Account.
pub const OF_A_PART: &[&str] = &[
    "access-request.answered",
    "access-request.applicant-deactivated",
    "access-request.approved",
    "access-request.came-loose",
    "access-request.commented",
    "access-request.decision-refused",
    "access-request.denied",
    "access-request.escalated",
    "access-request.expired",
    "access-request.expired-unanswered",
    "access-request.expiry-announced",
    "access-request.offer-accepted",
    "access-request.offer-declined",
    "access-request.offered",
    "access-request.passed-on",
    "access-request.question-asked",
    "access-request.reminded-by-requester",
    "access-request.reminded-by-support",
    "access-request.reminded-by-system",
    "access-request.requester-reminded",
    "access-request.scope-changed",
    "access-request.sent",
    "access-request.withdrawn",
    "access-request.written",
    "access-review.decided",
    "group.change-refused",
    "group.changed",
    "group.created",
    "group.deleted",
    "group.deletion-begun",
    "group.emptied",
    "group.guest-added",
    "group.guest-removed",
    "group.member-added",
    "group.member-removed",
    "invitation.accepted",
    "invitation.declined",
    "invitation.extended",
    "invitation.lapsed",
    "invitation.left-empty",
    "invitation.narrowed",
    "invitation.renewed",
    "invitation.sent",
    "invitation.withdrawn",
    "membership.changed",
    "membership.end-announced",
    "membership.ended",
    "membership.granted",
    "virtual-account.changed",
    "virtual-account.created",
    "virtual-account.deleted",
    "virtual-account.deletion-begun",
    "virtual-account.made-default",
    "virtual-account.moved",
];

/// The names of the events in an account's log; each step looks for the next greater name in the index, however long
/// the log is. In: the account, twice. Public for a test that asks the engines how they would go about it.
pub const KINDS: &str = "WITH RECURSIVE kinds (id) AS (SELECT (SELECT min(name) FROM events WHERE account_id = $1) UNION ALL \
    SELECT (SELECT min(name) FROM events WHERE account_id = $2 AND name > kinds.id) FROM kinds WHERE kinds.id IS NOT NULL) \
    SELECT id FROM kinds WHERE id IS NOT NULL";
