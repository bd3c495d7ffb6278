//! The queue of an account: filtered, found by a word, page by page.

use crate::search_index;
use crate::sight::RequestsOf;
use crate::storage::schema::{
    access_request_terms as terms, access_request_virtual_accounts as scopes, access_requests,
    email_addresses, event_person_terms as people_terms, people,
};
use crate::storage::{AnyConnection, Error, directly, fixed};
use crate::store::access_request::row::{REQUESTER, RequestRow};
use crate::store::person::{PersonRow, WithEmail, person};
use diesel::prelude::*;
use domain::access_request::{AccessRequest, RequestOutcome};
use domain::person::Person;
use domain::{Moment, PersonId, RequestId, Role, SmartAccountId};

/// One request of a list with who asks.
pub struct ListedRequest {
    pub request: AccessRequest,
    pub applicant: Person,
}

/// Which requests a list shows.
pub struct QueueFilter<'a> {
    /// Of an account limited to Virtual Accounts, those that ask for one of them.
    pub of: &'a RequestsOf,
    pub narrowed: &'a Narrowed,
}

/// What a queue is narrowed down to.
#[derive(Debug, Clone, Default)]
pub struct Narrowed {
    pub outcome: Option<RequestOutcome>,
    /// Beginnings of words of the applicant's name, organisation, user ID or address; all of them must be there.
    pub words: Vec<String>,
    pub asked_role: Option<AskedRole>,
    pub waiting: Option<WaitingRequests>,
    /// Only those sent before this moment.
    pub sent_before: Option<Moment>,
    /// Those that wait the longest come first.
    pub oldest_first: bool,
}

/// Which role was asked for, where that is filtered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskedRole {
    /// None: whoever asks left it to the deciders.
    Unsaid,
    This(Role),
}

/// Whom a pending request waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WaitingRequests {
    /// For nobody in particular: for all who may decide it.
    Nobody,
    /// It was left to this person.
    Decider(PersonId),
    /// For a word of whoever asks.
    Requester,
}

/// Requests with who asks and where their mail goes.
macro_rules! with_people {
    () => {
        access_requests::table
            .inner_join(
                people::table.left_join(
                    email_addresses::table.on(email_addresses::person_id
                        .eq(people::id)
                        .and(email_addresses::is_main)),
                ),
            )
            .select((
                RequestRow::as_select(),
                (PersonRow::as_select(), email_addresses::address.nullable()),
            ))
    };
}

/// A query of requests, of those that wait for somebody.
macro_rules! waiting_for {
    ($query:expr, $whom:expr) => {
        match $whom {
            None => $query,
            Some(WaitingRequests::Nobody) => $query
                .filter(access_requests::outcome.eq(fixed(RequestOutcome::Pending.key())))
                .filter(access_requests::waiting_on.is_null()),
            Some(WaitingRequests::Requester) => {
                $query.filter(access_requests::waiting_on.eq(REQUESTER))
            }
            Some(WaitingRequests::Decider(who)) => {
                $query.filter(access_requests::waiting_on.eq(who.to_string()))
            }
        }
    };
}

/// A query of requests, of those that a word finds: in an account by whoever occurs in its log, as all do who asked there.
macro_rules! found_by {
    ($query:expr, $of:expr, $place:expr, $word:expr) => {{
        let (from, to) = search_index::range($word);
        match $of {
            RequestsOf::Account(_) => {
                let called = people_terms::table
                    .filter(people_terms::place.eq($place.clone()))
                    .filter(people_terms::term.ge(from))
                    .filter(people_terms::term.lt(to))
                    .select(people_terms::person_id);
                $query.filter(access_requests::applicant_id.eq_any(called))
            }
            RequestsOf::Queue { .. } => {
                let found = terms::table
                    .filter(terms::queue.eq($place.clone()))
                    .filter(terms::term.ge(from))
                    .filter(terms::term.lt(to))
                    .select(terms::request_id);
                $query.filter(access_requests::id.eq_any(found))
            }
        }
    }};
}

/// Requests of an account or a queue, newest first, or oldest first where that is wanted, from the one named on.
pub fn page(
    db: &mut AnyConnection,
    filter: &QueueFilter<'_>,
    from: Option<&str>,
    limit: i64,
) -> Result<Vec<ListedRequest>, Error> {
    let place = filter.of.key();
    let rows: Vec<(RequestRow, WithEmail)> = directly!(db, db => {
        let mut query = with_people!().into_boxed();
        query = query.filter(access_requests::queue.eq(place.clone()));
        if let RequestsOf::Queue { only: Some(only), .. } = filter.of {
            query = query.filter(access_requests::applicant_id.eq(only.to_string()));
        }
        if let Some(outcome) = filter.narrowed.outcome {
            query = query.filter(access_requests::outcome.eq(outcome.key()));
        }
        if let Some(ids) = parts(filter.of) {
            let asked = scopes::table
                .filter(scopes::virtual_account_id.eq_any(ids))
                .select(scopes::request_id);
            query = query.filter(access_requests::id.eq_any(asked));
        }
        for word in &filter.narrowed.words {
            query = found_by!(query, filter.of, place, word);
        }
        query = match filter.narrowed.asked_role {
            None => query,
            Some(AskedRole::Unsaid) => query.filter(access_requests::asked_role.is_null()),
            Some(AskedRole::This(role)) => query.filter(access_requests::asked_role.eq(role.key())),
        };
        query = waiting_for!(query, &filter.narrowed.waiting);
        if let Some(moment) = filter.narrowed.sent_before {
            query = query.filter(access_requests::id.lt(first_id_at(moment)));
        }
        let query = match (from, filter.narrowed.oldest_first) {
            (None, _) => query,
            (Some(from), true) => query.filter(access_requests::id.gt(from.to_owned())),
            (Some(from), false) => query.filter(access_requests::id.lt(from.to_owned())),
        };
        let query = match filter.narrowed.oldest_first {
            true => query.order(access_requests::id.asc()),
            false => query.order(access_requests::id.desc()),
        };
        query.limit(limit).load(db)?
    });
    listed(rows)
}

/// The Virtual Accounts in which somebody sees what is asked for, where it is not everywhere.
fn parts(of: &RequestsOf) -> Option<Vec<String>> {
    match of {
        RequestsOf::Account(sight) => {
            let within = sight.within()?;
            Some(within.iter().map(ToString::to_string).collect())
        }
        RequestsOf::Queue { .. } => None,
    }
}

/// These requests of an account, newest first; at most 100.
pub fn these(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    ids: &[RequestId],
) -> Result<Vec<ListedRequest>, Error> {
    let ids: Vec<&str> = ids.iter().map(RequestId::as_str).collect();
    let rows = with_people!()
        .filter(access_requests::queue.eq(account.as_str()))
        .filter(access_requests::id.eq_any(ids))
        .order(access_requests::id.desc())
        .limit(100);
    listed(rows.load(db)?)
}

/// The least id a request sent at that moment can have: ids begin with their time (RFC 9562, version 7).
fn first_id_at(moment: Moment) -> String {
    let millis = u128::try_from(moment.0).unwrap_or(0);
    RequestId::new(millis << 80).to_string()
}

fn listed(rows: Vec<(RequestRow, WithEmail)>) -> Result<Vec<ListedRequest>, Error> {
    rows.into_iter()
        .map(|(row, who)| {
            Ok(ListedRequest {
                request: row.try_into()?,
                applicant: person(who)?,
            })
        })
        .collect()
}
