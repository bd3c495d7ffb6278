//! What is known beside a request: who else from that organisation is here, and what this person asked before.

use crate::storage::schema::{access_requests, email_addresses, memberships, people};
use crate::storage::{AnyConnection, Error};
use crate::store::access_request::row::{At, RequestRow, all, requests_at};
use crate::store::deletion::on_what_stays;
use crate::store::membership::MembershipRow;
use diesel::prelude::*;
use domain::access_request::{AccessRequest, RequestOutcome};
use domain::membership::{Holder, Membership, Reach};
use domain::{DomainIdentifier, Moment, PersonId, RequestId, SmartAccountId, VirtualAccountId};

/// Somebody from the same organisation who holds a role here.
pub struct Colleague {
    pub full_name: String,
    pub membership: Membership,
}

/// So many people of an organisation are looked for among those of an account. Where there are more, those of the account are looked
/// through for some of the organisation, as many as are said: one of the two is small, or there are some soon.
const MOST_OF_AN_ORGANISATION: i64 = 500;
const MOST_OF_AN_ACCOUNT: i64 = 2000;

/// Roles held in an account by people of these organisations but one of them, the earliest first; on certain Virtual Accounts
/// only where `within` names them.
pub fn colleagues(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    organisations: &[DomainIdentifier],
    within: Option<&[VirtualAccountId]>,
    but: &PersonId,
    limit: i64,
) -> Result<Vec<Colleague>, Error> {
    let of: Vec<Option<String>> = organisations.iter().map(|d| Some(d.to_string())).collect();
    let there = email_addresses::table.filter(email_addresses::organisation_domain.eq_any(of));
    let few: Vec<Option<String>> = there
        .clone()
        .limit(MOST_OF_AN_ORGANISATION + 1)
        .select(email_addresses::person_id.nullable())
        .load(db)?;
    let mut query = memberships::table
        .inner_join(people::table)
        .filter(memberships::account_id.eq(account.to_string()))
        .filter(memberships::person_id.ne(but.to_string()))
        .filter(on_what_stays!())
        .select((MembershipRow::as_select(), people::full_name))
        .into_boxed();
    query = if few.len() as i64 <= MOST_OF_AN_ORGANISATION {
        query.filter(memberships::person_id.eq_any(few))
    } else {
        let earliest = diesel::alias!(memberships as earliest);
        let id = earliest.field(memberships::id);
        let those = earliest
            .filter(
                earliest
                    .field(memberships::account_id)
                    .eq(account.to_string()),
            )
            .order(id)
            .limit(MOST_OF_AN_ACCOUNT)
            .select(id);
        let own = email_addresses::person_id.nullable();
        query
            .filter(memberships::id.eq_any(those))
            .filter(diesel::dsl::exists(
                there.filter(own.eq(memberships::person_id)),
            ))
    };
    if let Some(within) = within {
        let ids: Vec<Option<String>> = within.iter().map(|id| Some(id.to_string())).collect();
        query = query.filter(memberships::virtual_account_id.eq_any(ids));
    }
    let rows: Vec<(MembershipRow, String)> = query.order(memberships::id).limit(limit).load(db)?;
    rows.into_iter()
        .map(|(row, full_name)| {
            Ok(Colleague {
                full_name,
                membership: row.try_into()?,
            })
        })
        .collect()
}

/// What a person has asked of an account apart from one request, newest first.
pub fn of_applicant_there(
    db: &mut AnyConnection,
    applicant: &PersonId,
    account: &SmartAccountId,
    before: &RequestId,
    limit: i64,
) -> Result<Vec<AccessRequest>, Error> {
    let query = access_requests::table
        .filter(access_requests::applicant_id.eq(applicant.as_str()))
        .filter(access_requests::queue.eq(account.as_str()))
        .filter(access_requests::id.lt(before.as_str()))
        .order(access_requests::id.desc())
        .limit(limit);
    all(query.select(RequestRow::as_select()).load(db)?)
}

/// What a person had asked in a queue before one request, newest first: ids rise with time.
pub fn of_applicant_in(
    db: &mut AnyConnection,
    applicant: &PersonId,
    queue: &str,
    before: &RequestId,
    limit: i64,
) -> Result<Vec<AccessRequest>, Error> {
    let query = access_requests::table
        .filter(access_requests::applicant_id.eq(applicant.as_str()))
        .filter(access_requests::queue.eq(queue))
        .filter(access_requests::id.lt(before.as_str()))
        .order(access_requests::id.desc())
        .limit(limit);
    all(query.select(RequestRow::as_select()).load(db)?)
}

/// As many refusals are looked through for one within reach.
const MOST_DENIALS: i64 = 100;

/// When the last request there before this one was refused, of those within reach.
pub fn last_denial_within(
    db: &mut AnyConnection,
    of: &Holder,
    account: &SmartAccountId,
    before: &RequestId,
    reach: &Reach,
) -> Result<Option<Moment>, Error> {
    let rows = requests_at(of, At::Account(account))
        .filter(access_requests::outcome.eq(RequestOutcome::Denied.key()))
        .filter(access_requests::id.lt(before.as_str()))
        .order((
            access_requests::settled_at.desc(),
            access_requests::id.desc(),
        ))
        .limit(MOST_DENIALS)
        .select(RequestRow::as_select())
        .load(db)?;
    let found = all(rows)?.into_iter().find(|one| one.is_within(reach));
    Ok(found.and_then(|one| one.settled().map(|(_, _, at)| at)))
}
