//! Deciding a request.

use crate::event_log::Answer;
use crate::standing::access_request::{decider, decision_facts, standing};
use crate::storage::{Error, Tx};
use crate::{event_log, store};
use domain::access_request::{AccessRequest, Denial, Grant};
use domain::{MembershipId, PersonId, Refusal, RequestId, rules};

/// What an administrator decides.
#[derive(Clone, Debug)]
pub enum Decision {
    Approve(Grant),
    Decline(Denial),
    /// Something else than was asked for, which the requester may take.
    Propose(Grant),
}

/// Decides a request against the version that was seen. What somebody may not do is refused and stands in the event log.
pub fn decide(
    tx: &mut Tx,
    id: &RequestId,
    seen_version: u32,
    by: &PersonId,
    decision: &Decision,
) -> Answer<AccessRequest> {
    let request = store::access_request::find(tx.db, id)?;
    if request.target.is_nobodys() {
        return Ok(Err(Refusal::NotFound));
    }
    let decider = decider(tx.db, &tx.rules, by, &request, tx.now)?;
    let decided = match decision {
        Decision::Decline(denial) => {
            let account = store::smart_account::find_if_any(tx.db, request.account())?;
            let standing = standing(tx.db, &request, account.as_ref(), tx.now)?;
            let denial = denial.clone();
            rules::access_request::decline(
                &request,
                seen_version,
                &decider,
                denial,
                standing,
                tx.now,
            )
        }
        Decision::Approve(grant) => {
            let facts = decision_facts(tx.db, &tx.rules, &request, tx.now)?;
            let (grant, now) = (grant.clone(), tx.now);
            let new_id = || MembershipId::new(tx.new_id());
            rules::access_request::approve(
                &request,
                seen_version,
                &decider,
                grant,
                &facts,
                now,
                new_id,
            )
        }
        Decision::Propose(offer) => {
            let facts = decision_facts(tx.db, &tx.rules, &request, tx.now)?;
            let (offer, now) = (offer.clone(), tx.now);
            rules::access_request::propose(&request, seen_version, &decider, offer, &facts, now)
        }
    };
    let answer = decided.map_err(|refusal| noted(tx, &request, by, refusal));
    match answer {
        Ok(events) => {
            event_log::record(tx, &events)?;
            store::access_request::find(tx.db, id).map(Ok)
        }
        Err(noted) => noted.map(Err),
    }
}

/// Has an attempt at what is not theirs stand in the log. Out: why it was refused.
pub(crate) fn noted(
    tx: &mut Tx,
    request: &AccessRequest,
    by: &PersonId,
    refusal: Refusal,
) -> Result<Refusal, Error> {
    if refusal.is_notable() {
        let event = rules::access_request::decision_refused(request, by, &refusal);
        event_log::record(tx, &[event])?;
    }
    Ok(refusal)
}
