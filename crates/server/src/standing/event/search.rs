//! Finding events in an account's log, however large it is.
//!
//! Every filter has an index that also gives the log's order. One filter is answered by its index alone. Of several, the one
//! whose next events reach furthest back leads: they are read and held against the others, so many at most; where that did not
//! fill the page, the page says how far it has looked, and the next goes on from there.

use crate::sight::Sight;
use crate::standing::event::asker::Asker;
use crate::storage::schema::{event_virtual_accounts as scopes, events};
use crate::storage::{AnyConnection, Error};
use crate::store::event::Recorded;
use crate::{storage, store};
use diesel::prelude::*;
use domain::{EventId, Moment, PersonId, RequestId, SmartAccountId, VirtualAccountId};
use std::collections::BTreeSet;

/// How many events of the leading filter are held against the others in one go, and how often.
const WINDOW: usize = 300;
const MOST_ROUNDS: usize = 4;
/// As few are read of each of many arms.
const FEWEST: usize = 20;

/// What is looked for. What is left out is not asked about.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    pub from: Option<Moment>,
    /// The first moment that is not wanted any more.
    pub until: Option<Moment>,
    pub names: Option<Vec<String>>,
    /// Who did it, as events keep it.
    pub actor: Option<String>,
    /// Whom it is about.
    pub person: Option<PersonId>,
    /// Who did it or whom it is about.
    pub anyone: Option<Vec<PersonId>>,
    pub request: Option<RequestId>,
    /// What happened to this Virtual Account.
    pub part: Option<VirtualAccountId>,
    /// Something is asked for that cannot be.
    pub is_void: bool,
}

/// Events of a page, and from where the next goes on.
pub struct Found {
    pub events: Vec<Recorded>,
    pub next: Option<String>,
}

/// Where in the log to look: ids, which begin with the time.
#[derive(Debug, Clone)]
struct Span {
    from: String,
    before: String,
}

/// One place in one index.
#[derive(Debug, Clone)]
enum Arm {
    Account,
    Column(&'static str, String),
    VirtualAccount(String),
}

/// One filter: any of its arms will do.
#[derive(Debug, Clone)]
struct Filter(Vec<Arm>);

/// What was read of a filter: ids, newest first, without a gap, and whether those are all.
struct Newest {
    ids: Vec<String>,
    ends: bool,
}

/// What an event is filtered by.
#[derive(Queryable, Selectable)]
#[diesel(table_name = events)]
struct Traits {
    id: String,
    name: String,
    actor: String,
    person_id: Option<String>,
    request_id: Option<String>,
}

/// As events keep somebody who does something.
pub fn actor_of(person: &PersonId) -> String {
    format!("{{\"kind\":\"person\",\"id\":\"{person}\"}}")
}

/// The id that an event of that moment would have at the earliest: ids are UUIDs of version 7 (RFC 9562). Where a clock was set
/// back they go on from where they were until it has caught up, and so does the log.
pub fn first_id(moment: Moment) -> String {
    let millis = u128::try_from(moment.0.clamp(0, (1 << 48) - 1)).unwrap_or(0);
    EventId::new(millis << 80).to_string()
}

impl Wanted {
    fn filters(&self, sight: &Sight) -> Vec<Filter> {
        let column = |name, value: &String| Arm::Column(name, value.clone());
        let by_names = self
            .names
            .iter()
            .map(|names| names.iter().map(|name| column("name", name)).collect());
        let by_actor = self.actor.iter().map(|actor| vec![column("actor", actor)]);
        let by_person = self
            .person
            .iter()
            .map(|person| vec![column("person_id", &person.to_string())]);
        let by_anyone = self.anyone.iter().map(|people| {
            let arms = people.iter().flat_map(|person| {
                [
                    column("person_id", &person.to_string()),
                    column("actor", &actor_of(person)),
                ]
            });
            arms.collect()
        });
        let by_request = self
            .request
            .iter()
            .map(|request| vec![column("request_id", &request.to_string())]);
        let by_part = sight.within().into_iter().map(|parts| {
            parts
                .iter()
                .map(|part| Arm::VirtualAccount(part.to_string()))
                .collect()
        });
        let all = by_names
            .chain(by_actor)
            .chain(by_person)
            .chain(by_anyone)
            .chain(by_request)
            .chain(by_part);
        all.map(Filter).collect()
    }

    fn span(&self, before: Option<&str>) -> Span {
        let end = self.until.map_or_else(|| "evt_g".into(), first_id);
        let before = before.map_or_else(|| end.clone(), |before| end.clone().min(before.into()));
        Span {
            from: self.from.map_or_else(|| "evt_".into(), first_id),
            before,
        }
    }
}

impl Filter {
    /// How many of each arm are read in one go: fewer where there are many, and more in each round.
    fn window(&self, round: usize) -> usize {
        let each = (WINDOW / self.0.len().max(1)).max(FEWEST);
        (each << round).min(WINDOW)
    }

    /// The newest events in the span, `each` at most of each arm: as far back as every arm was read.
    fn newest(
        &self,
        db: &mut AnyConnection,
        account: &SmartAccountId,
        span: &Span,
        each: usize,
    ) -> Result<Newest, Error> {
        let mut ids = BTreeSet::new();
        let mut back_to: Option<String> = None;
        for arms in self.0.chunks(storage::raw::MOST_ARMS) {
            let (sql, binds) = statement(arms, account, span, each);
            for arm in storage::raw::untagged(storage::raw::ids(db, &sql, &binds)?)? {
                if arm.len() == each {
                    back_to = back_to.max(arm.iter().min().cloned());
                }
                ids.extend(arm);
            }
        }
        let within = |id: &String| back_to.as_ref().is_none_or(|back_to| id >= back_to);
        Ok(Newest {
            ids: ids.into_iter().rev().take_while(within).collect(),
            ends: back_to.is_none(),
        })
    }

    fn admits(&self, event: &Traits) -> bool {
        self.0.iter().any(|arm| match arm {
            Arm::Account => true,
            // Asked for in an index of its own.
            Arm::VirtualAccount(_) => false,
            Arm::Column("name", value) => event.name == *value,
            Arm::Column("actor", value) => event.actor == *value,
            Arm::Column("person_id", value) => event.person_id.as_ref() == Some(value),
            Arm::Column(_, value) => event.request_id.as_ref() == Some(value),
        })
    }

    fn is_by_part(&self) -> bool {
        let by_part = |arm: &Arm| matches!(arm, Arm::VirtualAccount(_));
        self.0.iter().all(by_part)
    }

    fn parts(&self) -> Vec<&String> {
        let mut parts = Vec::new();
        for arm in &self.0 {
            if let Arm::VirtualAccount(id) = arm {
                parts.push(id);
            }
        }
        parts
    }
}

impl Newest {
    /// Whether fewer events have to be held against the other filters to look as far back, or further.
    fn reaches_further_than(&self, other: &Newest) -> bool {
        match (self.ends, other.ends) {
            (true, true) => self.ids.len() < other.ids.len(),
            (false, false) => self.ids.last() < other.ids.last(),
            (ends, _) => ends,
        }
    }
}

/// One statement over all the arms, each read from its index in the log's order and no further than needed.
fn statement(
    arms: &[Arm],
    account: &SmartAccountId,
    span: &Span,
    most: usize,
) -> (String, Vec<String>) {
    let mut binds: Vec<String> = Vec::new();
    let mut bind = |value: &str| {
        binds.push(value.to_owned());
        format!("${}", binds.len())
    };
    let mut selects: Vec<String> = Vec::new();
    for arm in arms {
        let (id, table, place) = match arm {
            Arm::VirtualAccount(part) => (
                "event_id",
                "event_virtual_accounts",
                format!("virtual_account_id = {}", bind(part)),
            ),
            Arm::Account => (
                "id",
                "events",
                format!("account_id = {}", bind(account.as_str())),
            ),
            Arm::Column(column, value) => (
                "id",
                "events",
                format!(
                    "account_id = {} AND {column} = {}",
                    bind(account.as_str()),
                    bind(value)
                ),
            ),
        };
        let from = bind(&span.from);
        let before = bind(&span.before);
        selects.push(format!(
            "SELECT {id} AS id FROM {table} WHERE {place} AND {id} >= {from} AND {id} < {before} ORDER BY {id} DESC LIMIT {most}"
        ));
    }
    (storage::raw::tagged(&selects), binds)
}

/// Every statement that a search may need, with what is bound in it, for a test to ask the engines how they would go about it.
pub fn statements(sight: &Sight, wanted: &Wanted) -> Vec<(String, Vec<String>)> {
    let span = wanted.span(None);
    let mut filters = wanted.filters(sight);
    filters.push(Filter(vec![Arm::Account]));
    let statements = filters
        .iter()
        .map(|filter| statement(&filter.0, sight.account(), &span, WINDOW));
    statements.collect()
}

/// At most `limit` events, newest first, from before the one named; what is not for the reader is left out.
pub fn page(
    db: &mut AnyConnection,
    sight: &Sight,
    reader: &Asker,
    wanted: &Wanted,
    before: Option<&str>,
    limit: usize,
) -> Result<Found, Error> {
    let whole = sight;
    let sight = match &wanted.part {
        Some(part) => &sight.only([part]),
        None => sight,
    };
    let account = sight.account();
    let mut filters = wanted.filters(sight);
    if wanted.is_void || filters.iter().any(|filter| filter.0.is_empty()) {
        return Ok(Found {
            events: Vec::new(),
            next: None,
        });
    }
    let span = wanted.span(before);
    let (mut ids, unfinished) = if filters.len() > 1 {
        held_together(db, account, &filters, span, limit)?
    } else {
        let only = filters.pop().unwrap_or(Filter(vec![Arm::Account]));
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
    Ok(Found { events, next })
}

/// The ids of events that all the filters admit, one more than `limit` at most, and how far was looked if not to the end.
fn held_together(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    filters: &[Filter],
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
        let others: Vec<&Filter> = filters
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
    filters: &[&Filter],
) -> Result<Vec<String>, Error> {
    let (by_part, others): (Vec<&Filter>, Vec<&Filter>) =
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
    let rows: Vec<Traits> = events::table
        .filter(events::id.eq_any(ids))
        .order(events::id.desc())
        .select(Traits::as_select())
        .load(db)?;
    let admits = |event: &Traits| others.iter().all(|filter| filter.admits(event));
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
    "access-request.reminded-by-system",
    "access-request.requester-reminded",
    "access-request.scope-changed",
    "access-request.sent",
    "access-request.withdrawn",
    "access-review.decided",
    "group.change-refused",
    "group.changed",
    "group.created",
    "group.deleted",
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
    "membership.ended",
    "membership.granted",
    "virtual-account.changed",
    "virtual-account.created",
    "virtual-account.deleted",
    "virtual-account.made-default",
    "virtual-account.moved",
];

pub const KINDS: &str = "WITH RECURSIVE kinds (id) AS (SELECT (SELECT min(name) FROM events WHERE account_id = $1) UNION ALL \
    SELECT (SELECT min(name) FROM events WHERE account_id = $2 AND name > kinds.id) FROM kinds WHERE kinds.id IS NOT NULL) \
    SELECT id FROM kinds WHERE id IS NOT NULL";
