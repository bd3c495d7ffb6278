//! The row of an access request.

use crate::storage;
use crate::storage::schema::access_requests;
use crate::storage::{AnyConnection, Error};
use diesel::prelude::*;
use domain::access_request::{AccessRequest, RequestOutcome, Target};
use domain::membership::Holder;
use domain::text::Reason;
use domain::{DomainIdentifier, Moment, SmartAccountId};

/// Wish, status and progress as JSON; the other columns are what requests are found and sorted by.
#[derive(Queryable, Selectable, Insertable, AsChangeset, Clone)]
#[diesel(table_name = access_requests, treat_none_as_default_value = false, treat_none_as_null = true)]
pub(crate) struct RequestRow {
    pub(crate) id: String,
    applicant_id: String,
    identifier: String,
    account_id: Option<String>,
    reason: String,
    wish: String,
    sent_at: i64,
    version: i64,
    outcome: String,
    status: String,
    progress: String,
    settled_at: Option<i64>,
    next_step_at: Option<i64>,
    group_id: Option<String>,
    waiting_on: Option<String>,
    asked_role: Option<String>,
    target: Option<String>,
    /// The id of the account, or the key of the queue; for an identifier that nobody has, what stands for the account.
    #[diesel(skip_update)]
    queue: Option<String>,
}

/// Stands in `waiting_on` where it is the requester's turn.
pub(crate) const REQUESTER: &str = "requester";

/// Whom a pending request waits for in particular.
fn waiting_on(request: &AccessRequest) -> Option<String> {
    if request.outcome() != RequestOutcome::Pending {
        return None;
    }
    match (&request.progress.turn, &request.progress.passed_to) {
        (Some(_), _) => Some(REQUESTER.into()),
        (None, to) => to.as_ref().map(ToString::to_string),
    }
}

impl RequestRow {
    /// In: when time next has something to do to the request, none where it never has; of a new one, in which queue it stands.
    pub(crate) fn new(
        request: &AccessRequest,
        next_step_at: Option<Moment>,
        queue: Option<String>,
    ) -> Result<Self, Error> {
        Ok(Self {
            id: request.id.to_string(),
            applicant_id: request.applicant.to_string(),
            identifier: request.target.key(),
            account_id: request.account().map(ToString::to_string),
            reason: request.reason.as_str().to_owned(),
            wish: storage::json::text(&request.wish)?,
            sent_at: request.sent_at.0,
            version: request.version.into(),
            outcome: request.outcome().key().into(),
            status: storage::json::text(&request.status)?,
            progress: storage::json::text(&request.progress)?,
            settled_at: request.settled().map(|(_, _, at)| at.0),
            next_step_at: next_step_at.map(|at| at.0),
            group_id: request.for_group.as_ref().map(ToString::to_string),
            waiting_on: waiting_on(request),
            asked_role: request.wish.role.map(|role| role.key().into()),
            target: match &request.target {
                Target::SmartAccount { .. } => None,
                target => Some(storage::json::text(target)?),
            },
            queue,
        })
    }
}

impl TryFrom<RequestRow> for AccessRequest {
    type Error = Error;
    fn try_from(row: RequestRow) -> Result<Self, Error> {
        let corrupt = |what: &str| Error::corrupt("access_request", &row.id, what);
        Ok(AccessRequest {
            id: row.id.parse().map_err(|_| corrupt("id"))?,
            applicant: row.applicant_id.parse().map_err(|_| corrupt("applicant"))?,
            for_group: row
                .group_id
                .as_deref()
                .map(str::parse)
                .transpose()
                .map_err(|_| corrupt("group"))?,
            version: u32::try_from(row.version).map_err(|_| corrupt("version"))?,
            wish: storage::json::value("access_request", &row.id, &row.wish)?,
            status: storage::json::value("access_request", &row.id, &row.status)?,
            progress: storage::json::value("access_request", &row.id, &row.progress)?,
            sent_at: Moment(row.sent_at),
            target: match &row.target {
                Some(text) => storage::json::value("access_request", &row.id, text)?,
                None => Target::SmartAccount {
                    account: row
                        .account_id
                        .as_deref()
                        .map(str::parse)
                        .transpose()
                        .map_err(|_| corrupt("account"))?,
                    identifier: DomainIdentifier::stored(row.identifier),
                },
            },
            reason: Reason::stored(row.reason),
        })
    }
}

/// The requests of these rows, in their order. Errors: a row that makes no sense.
pub(crate) fn all(rows: Vec<RequestRow>) -> Result<Vec<AccessRequest>, Error> {
    rows.into_iter().map(TryInto::try_into).collect()
}

/// The requests of a person for themselves, or those for a group, whoever sent them.
pub(crate) fn requests_of(
    holder: &Holder,
) -> access_requests::BoxedQuery<'_, <AnyConnection as Connection>::Backend> {
    let all = access_requests::table.into_boxed();
    match holder {
        Holder::Person(id) => all
            .filter(access_requests::applicant_id.eq(id.as_str()))
            .filter(access_requests::group_id.is_null()),
        Holder::Group(id) => all.filter(access_requests::group_id.eq(id.as_str())),
    }
}

/// What requests are looked up by: what was asked for ([`Target::key`]), or the account it led to under whatever identifier.
#[derive(Clone, Copy)]
pub enum At<'a> {
    Target(&'a str),
    Account(&'a SmartAccountId),
}

/// As [`requests_of`], those at one place.
pub(crate) fn requests_at<'a>(
    holder: &'a Holder,
    at: At<'a>,
) -> access_requests::BoxedQuery<'a, <AnyConnection as Connection>::Backend> {
    match at {
        At::Target(key) => requests_of(holder).filter(access_requests::identifier.eq(key)),
        At::Account(id) => requests_of(holder).filter(access_requests::queue.eq(id.as_str())),
    }
}
