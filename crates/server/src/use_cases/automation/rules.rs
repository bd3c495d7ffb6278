//! Saving and deleting automation rules, and letting one act when a request is sent, in the same transaction.

use crate::event_log::Answer;
use crate::standing::access_request::decision_facts;
use crate::standing::automation::{author, receiver};
use crate::storage::{AnyConnection, Author, Error, Tx};
use crate::{event_log, store};
use domain::access_request::AccessRequest;
use domain::automation::{Asking, Rule, RuleVerdict};
use domain::virtual_account::Tree;
use domain::{
    Actor, Event, MembershipId, Moment, PersonId, Refusal, RuleId, SmartAccountId, automation,
    rules,
};

/// Lets the first rule that a request fits act on it. At most one does; where its author could not have done the same by hand,
/// none does, and that stands in the log.
pub fn act_on(tx: &mut Tx, request: &AccessRequest) -> Result<(), Error> {
    let Some(account) = request.account().cloned() else {
        return Ok(());
    };
    let rules = store::automation::of_account(tx.db, &account)?;
    if rules.is_empty() {
        return Ok(());
    }
    let tree = Tree::of(&store::virtual_account::virtual_accounts(tx.db, &account)?);
    let asking = Asking {
        emails: store::person::verified_emails(tx.db, &request.applicant)?,
        organisation: store::person::find(tx.db, &request.applicant)?
            .profile
            .organisation,
    };
    let Some(rule) = automation::first_fitting(&rules, request, &asking, &tree, tx.now) else {
        return Ok(());
    };
    let author = author(tx.db, &rule.saved_by, &account, tx.now)?;
    let to = receiver(tx.db, &tx.rules, rule, request, tx.now)?;
    let facts = decision_facts(tx.db, &tx.rules, request, tx.now)?;
    let new_id = || MembershipId::new(tx.new_id());
    let acted = rules::automation::act(rule, request, &author, to.as_ref(), &facts, tx.now, new_id);
    let events = match acted {
        Ok(events) => events,
        // Whoever wrote a rule asks like everybody else: others decide.
        Err(Refusal::OwnRequest) => return Ok(()),
        Err(refusal) => vec![rules::automation::could_not_act(rule, request, &refusal)],
    };
    let origin = tx.author.origin.clone();
    let rules_themselves = Author {
        actor: Actor::Program("automation".into()),
        origin,
    };
    let applicant = std::mem::replace(&mut tx.author, rules_themselves);
    let recorded = event_log::record(tx, &events);
    tx.author = applicant;
    recorded
}

/// Whether an account's rule, saved by `by`, may be saved as it is, and what follows: what saving it does.
pub fn check(
    db: &mut AnyConnection,
    rule: &Rule,
    seen: Option<u32>,
    by: &PersonId,
    now: Moment,
) -> Answer<Vec<Event>> {
    let account = store::smart_account::find(db, &rule.account)?;
    let rules = store::automation::of_account(db, &account.id)?;
    let by = author(db, by, &account.id, now)?;
    let tree = Tree::of(&store::virtual_account::virtual_accounts(db, &account.id)?);
    if let RuleVerdict::SendTo(to) = &rule.verdict
        && author(db, to, &account.id, now)?.reach.is_nothing()
    {
        return Ok(Err(Refusal::NotADecider));
    }
    let (rule, domain) = (rule.clone(), &account.domain);
    Ok(rules::automation::save(
        &rules, rule, seen, &by, domain, &tree, now,
    ))
}

/// Saves a rule, new or changed.
pub fn save(tx: &mut Tx, rule: &Rule, seen: Option<u32>, by: &PersonId) -> Answer<()> {
    store::smart_account::find(tx.db, &rule.account)?.must_be_open()?;
    let saved = check(tx.db, rule, seen, by, tx.now)?;
    event_log::record_answer(tx, saved)
}

/// Deletes a rule of an account.
pub fn delete(
    tx: &mut Tx,
    account: &SmartAccountId,
    id: &RuleId,
    seen: u32,
    by: &PersonId,
) -> Answer<()> {
    let rules = store::automation::of_account(tx.db, account)?;
    let by = author(tx.db, by, account, tx.now)?;
    let answer = rules::automation::delete(&rules, id, seen, &by);
    event_log::record_answer(tx, answer)
}
