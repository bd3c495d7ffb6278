//! What holds around requests now: whether the account is active, and whether whoever asked for a group still manages it.

use crate::standing;
use crate::storage::{AnyConnection, Error};
use domain::access_request::AccessRequest;
use domain::rules::access_request::RequestStanding;
use domain::smart_account::SmartAccount;
use domain::{Moment, RequestId};
use std::collections::BTreeSet;

/// What holds around one request. In: its account, as far as whoever acts may know of it.
pub(crate) fn standing(
    db: &mut AnyConnection,
    request: &AccessRequest,
    account: Option<&SmartAccount>,
    now: Moment,
) -> Result<RequestStanding, Error> {
    Ok(RequestStanding {
        account_is_open: account.is_none_or(|account| account.is_open()),
        sender_manages_group: match &request.for_group {
            None => true,
            Some(group) => standing::group::is_managed_by(db, group, &request.applicant, now)?,
        },
    })
}

/// Those of these requests that are for groups their senders do not manage any more.
pub(crate) fn no_longer_managed<'a>(
    db: &mut AnyConnection,
    requests: impl Iterator<Item = &'a AccessRequest>,
    now: Moment,
) -> Result<BTreeSet<RequestId>, Error> {
    let mut found = BTreeSet::new();
    // A group asks an account once at a time: there are as many of them as groups, not as requests.
    for request in requests.filter(|request| request.for_group.is_some()) {
        if !standing(db, request, None, now)?.sender_manages_group {
            found.insert(request.id.clone());
        }
    }
    Ok(found)
}
