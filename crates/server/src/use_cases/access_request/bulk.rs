//! Several requests decided at once: what each would get, whether anything stands in the way, and what became of each.

use crate::config::Rules;
use crate::standing::access_request::{decider, no_longer_managed};
use crate::storage::{AnyConnection, Db, Error};
use crate::store;
use crate::store::access_request::ListedRequest;
use crate::use_cases::access_request::deciding::{Decision, decide};
use domain::access_request::{AccessRequest, Denial, DenialClass, Grant};
use domain::email::EmailAddress;
use domain::membership::{Reach, Terms};
use domain::rules::access_request::{
    AccountFacts, Decider, DecisionFacts, RequestStanding, TargetFacts,
};
use domain::smart_account::SmartAccount;
use domain::virtual_account::Tree;
use domain::{MembershipId, Moment, PersonId, Refusal, RequestId, Role, Scope, rules};
use std::collections::BTreeMap;

/// As many as are decided at once.
pub const MOST: usize = 100;

/// What is done with each of the selected.
#[derive(Debug, Clone)]
pub enum BulkPlan {
    /// What it asks for, and this where it does not say.
    Approve {
        scope: Option<Scope>,
        role: Option<Role>,
        until: Option<Moment>,
        note: Option<String>,
    },
    Decline(Denial),
}

/// Why one of several is left as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Left {
    /// Neither it nor the plan says which role on what.
    Unsaid,
    Refused(Refusal),
    /// The database did not answer, or one before it failed in that way.
    Failed,
}

impl Left {
    /// Stable, since the address of the page with the results holds it.
    pub fn code(&self) -> &'static str {
        match self {
            Left::Unsaid => "unsaid",
            Left::Refused(refusal) => refusal.code(),
            Left::Failed => "failed",
        }
    }
}

impl BulkPlan {
    /// What this request would get.
    pub fn grant(&self, request: &AccessRequest) -> Option<Grant> {
        let BulkPlan::Approve {
            scope,
            role,
            until,
            note,
        } = self
        else {
            return None;
        };
        let wish = &request.wish;
        let terms = Terms {
            role: wish.role.or(*role)?,
            scope: wish.scope.clone().or(scope.clone())?,
            until: wish.until.or(*until),
        };
        Some(Grant::of_role(terms, note.clone()))
    }

    fn decision(&self, request: &AccessRequest) -> Result<Decision, Left> {
        match self {
            BulkPlan::Decline(denial) => Ok(Decision::Decline(denial.clone())),
            BulkPlan::Approve { .. } => self
                .grant(request)
                .map(Decision::Approve)
                .ok_or(Left::Unsaid),
        }
    }
}

/// One of the selected, with what stands in the way of the plan.
pub struct PlannedDecision {
    pub listed: ListedRequest,
    pub grant: Option<Grant>,
    pub left: Option<Left>,
}

/// Holds the plan against each of the selected that lies within reach, and changes nothing. In: who decides, and how far their right reaches.
pub fn plan(
    db: &mut AnyConnection,
    rules: &Rules,
    account: &SmartAccount,
    (by, reach): (&PersonId, &Reach),
    ids: &[RequestId],
    plan: &BulkPlan,
    now: Moment,
) -> Result<Vec<PlannedDecision>, Error> {
    let mut found = store::access_request::these(db, &account.id, ids)?;
    found.retain(|one| one.request.is_within(reach));
    let mut deciders = Vec::new();
    for one in &found {
        deciders.push(decider(db, rules, by, &one.request, now)?);
    }
    let applicants: Vec<PersonId> = found.iter().map(|one| one.applicant.id.clone()).collect();
    let keys: Vec<String> = applicants.iter().map(ToString::to_string).collect();
    let addresses = store::person::verified_emails_of(db, &keys)?;
    let gone = store::person::deactivated_among(db, &applicants)?;
    let tree = Tree::of(&store::virtual_account::virtual_accounts(db, &account.id)?);
    let unmanaged = no_longer_managed(db, found.iter().map(|one| &one.request), now)?;
    let planned = found.into_iter().zip(&deciders).map(|(listed, by)| {
        let facts = DecisionFacts {
            standing: RequestStanding {
                account_is_open: account.is_open(),
                sender_manages_group: !unmanaged.contains(&listed.request.id),
            },
            applicant_is_active: !gone.contains(&listed.applicant.id),
            target: TargetFacts::Account(Box::new(AccountFacts {
                domain: account.domain.clone(),
                tree: tree.clone(),
                applicant_emails: emails_of(&listed, &addresses),
                // What is held already changes what is given, not whether it may be.
                held: Vec::new(),
            })),
        };
        let try_it = |decision| try_out(&listed.request, by, decision, &facts, now);
        // Whether they may decide it at all comes before what they would decide.
        let left = try_it(Decision::Decline(some_denial()))
            .and_then(|()| plan.decision(&listed.request))
            .and_then(try_it)
            .err();
        PlannedDecision {
            grant: plan.grant(&listed.request),
            left,
            listed,
        }
    });
    Ok(planned.collect())
}

/// The applicant's addresses; none where it is for a group.
fn emails_of(listed: &ListedRequest, addresses: &[(String, EmailAddress)]) -> Vec<EmailAddress> {
    let is_theirs =
        |id: &str| listed.request.for_group.is_none() && id == listed.applicant.id.as_str();
    let theirs = addresses.iter().filter(|(id, _)| is_theirs(id));
    theirs.map(|(_, email)| email.clone()).collect()
}

/// The decision as the rules would take it now.
fn try_out(
    request: &AccessRequest,
    by: &Decider,
    decision: Decision,
    facts: &DecisionFacts,
    now: Moment,
) -> Result<(), Left> {
    let tried = match decision {
        Decision::Decline(denial) => rules::access_request::decline(
            request,
            request.version,
            by,
            denial,
            facts.standing,
            now,
        ),
        Decision::Approve(grant) | Decision::Propose(grant) => {
            let new_id = || MembershipId::new(0);
            rules::access_request::approve(request, request.version, by, grant, facts, now, new_id)
        }
    };
    tried.map(drop).map_err(Left::Refused)
}

/// Any denial, for finding out whether one would be taken.
pub fn some_denial() -> Denial {
    Denial {
        class: DenialClass::Other,
        words: None,
    }
}

/// Decides each under the version that was seen, each in a transaction of its own, so that one that cannot be decided holds
/// up no other. Out: what became of each; nothing is told of those out of reach.
pub async fn carry_out(
    db: &Db,
    author: &crate::storage::Author,
    seen: BTreeMap<RequestId, u32>,
    by: &PersonId,
    account: &SmartAccount,
    plan: &BulkPlan,
) -> Result<Vec<(RequestId, Result<(), Left>)>, Error> {
    let mut results = Vec::new();
    let mut failed = false;
    for (id, version) in seen {
        // What was decided before must be told all the same.
        if failed {
            results.push((id, Err(Left::Failed)));
            continue;
        }
        let (request, plan, by, account) =
            (id.clone(), plan.clone(), by.clone(), account.id.clone());
        let decided = db.write(author.clone(), move |tx| {
            let found = store::access_request::find(tx.db, &request)?;
            if found.account() != Some(&account) {
                return Err(Refusal::NotFound.into());
            }
            let decision = match plan.decision(&found) {
                Ok(decision) => decision,
                Err(left) => return Ok(Err(left)),
            };
            let decided = decide(tx, &request, version, &by, &decision)?;
            Ok(decided.map(drop).map_err(Left::Refused))
        });
        match decided.await {
            Ok(Err(Left::Refused(Refusal::NotFound))) | Err(Error::Refused(Refusal::NotFound)) => {}
            Ok(result) => results.push((id, result)),
            Err(fault) => {
                tracing::error!(request = %id, %fault, "deciding several broke off");
                failed = true;
                results.push((id, Err(Left::Failed)));
            }
        }
    }
    Ok(results)
}
