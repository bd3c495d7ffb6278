//! What is looked for in the log, and where in its indexes.

use crate::sight::Sight;
use crate::storage;
use crate::storage::schema::events;
use crate::storage::{AnyConnection, Error};
use diesel::prelude::*;
use domain::{EventId, Moment, PersonId, RequestId, SmartAccountId, VirtualAccountId};
use std::collections::BTreeSet;

/// How many events of the leading filter are held against the others in one go.
pub(crate) const WINDOW: usize = 300;
/// As few are read of each of many arms.
pub(crate) const FEWEST: usize = 20;

/// What is looked for. What is left out is not asked about.
#[derive(Debug, Clone, Default)]
pub struct WantedEvents {
    pub from: Option<Moment>,
    /// The first moment that is not wanted any more.
    pub until: Option<Moment>,
    /// Any of these kinds of events; where none is named, nothing is found.
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

/// Where in the log to look: ids, which begin with the time.
#[derive(Debug, Clone)]
pub(crate) struct Span {
    /// The first id that is wanted.
    from: String,
    /// The first id that is not wanted any more.
    pub(crate) before: String,
}

/// One place in one index.
#[derive(Debug, Clone)]
pub(crate) enum Arm {
    /// All of the account's log.
    Account,
    /// Events with this value in a column of their row.
    Column(&'static str, String),
    /// Events about this Virtual Account, which have an index of their own.
    VirtualAccount(String),
}

/// One filter: any of its arms will do.
#[derive(Debug, Clone)]
pub(crate) struct EventFilter(pub(crate) Vec<Arm>);

/// What was read of a filter: ids, newest first, without a gap, and whether those are all.
pub(crate) struct Newest {
    pub(crate) ids: Vec<String>,
    pub(crate) ends: bool,
}

/// What an event is filtered by.
#[derive(Queryable, Selectable)]
#[diesel(table_name = events)]
pub(crate) struct EventTraits {
    pub(crate) id: String,
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

impl WantedEvents {
    /// One filter for each thing that is asked, and one for what is seen where that is not the whole account.
    /// Without any the whole log is wanted; one without arms admits nothing.
    pub(crate) fn filters(&self, sight: &Sight) -> Vec<EventFilter> {
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
        all.map(EventFilter).collect()
    }

    /// Where to look, from before the event named and no later than asked.
    pub(crate) fn span(&self, before: Option<&str>) -> Span {
        // `g` comes after every hexadecimal digit, so that no id lies behind it.
        let end = self.until.map_or_else(|| "evt_g".into(), first_id);
        let before = before.map_or_else(|| end.clone(), |before| end.clone().min(before.into()));
        Span {
            from: self.from.map_or_else(|| "evt_".into(), first_id),
            before,
        }
    }
}

impl EventFilter {
    /// How many of each arm are read in one go: fewer where there are many, and more in each round.
    pub(crate) fn window(&self, round: usize) -> usize {
        let each = (WINDOW / self.0.len().max(1)).max(FEWEST);
        (each << round).min(WINDOW)
    }

    /// The newest events in the span, `each` at most of each arm: as far back as every arm was read.
    pub(crate) fn newest(
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

    /// Whether an event is what this filter asks for. Not to be asked of one by Virtual Accounts, which no event row tells.
    pub(crate) fn admits(&self, event: &EventTraits) -> bool {
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

    /// Whether the index of Virtual Accounts answers it, and the event itself does not.
    pub(crate) fn is_by_part(&self) -> bool {
        let by_part = |arm: &Arm| matches!(arm, Arm::VirtualAccount(_));
        self.0.iter().all(by_part)
    }

    /// The Virtual Accounts of its arms, one of which is asked for.
    pub(crate) fn parts(&self) -> Vec<&String> {
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
    pub(crate) fn reaches_further_than(&self, other: &Newest) -> bool {
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
pub fn statements(sight: &Sight, wanted: &WantedEvents) -> Vec<(String, Vec<String>)> {
    let span = wanted.span(None);
    let mut filters = wanted.filters(sight);
    filters.push(EventFilter(vec![Arm::Account]));
    let statements = filters
        .iter()
        .map(|filter| statement(&filter.0, sight.account(), &span, WINDOW));
    statements.collect()
}
