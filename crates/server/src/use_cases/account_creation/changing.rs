//! What becomes of an account that was asked for: by its creator, operators, those above it, and time.

use crate::use_cases::account_creation::recording::{fresh_for, recorded};

use crate::storage::{Error, Tx};
use crate::{event_log, standing, store};
use domain::account_creation::Creation;
use domain::email::EmailAddress;
use domain::{CreationId, PersonId, Refusal, Right, SmartAccountId, rules};

/// What is done to a creation by its id.
#[derive(Clone)]
pub enum CreationChange {
    NameNominee(EmailAddress),
    Close,
    Withdraw,
    /// By the creator or an operator.
    Revive,
    Extend,
    Approve {
        seen_version: u32,
    },
    Decline {
        seen_version: u32,
        words: String,
    },
    SettleObjection,
    Object {
        parent: SmartAccountId,
        words: String,
    },
}

/// Who may make a change: the creator what is about asking, whoever administers the account above may object, and all else is for
/// operators.
fn may_change(
    tx: &mut Tx,
    found: &Creation,
    by: &PersonId,
    change: &CreationChange,
) -> Result<(), Error> {
    let is_creator = found.creator == *by;
    match change {
        CreationChange::Object { parent, .. } => {
            standing::membership::must_reach(tx.db, by, parent, Right::MemberManage, tx.now)
                .map(drop)
        }
        CreationChange::NameNominee(_) | CreationChange::Revive | CreationChange::Withdraw
            if is_creator =>
        {
            Ok(())
        }
        _ => standing::person::must_be_operator(tx),
    }
}

/// Carries out a change. Errors: what it concerns does not exist to whoever may not make it ([`Refusal::NotFound`]).
pub fn change(
    tx: &mut Tx,
    id: &CreationId,
    by: &PersonId,
    change: &CreationChange,
) -> event_log::Answer<()> {
    let found = store::account_creation::find(tx.db, id)?;
    may_change(tx, &found, by, change)?;
    let (table, now) = (tx.rules.creation.clone(), tx.now);
    let asked = match change {
        CreationChange::NameNominee(email) => {
            let own = store::person::verified_emails(tx.db, &found.creator)?;
            rules::account_creation::name_nominee(&found, &own, email.clone(), now)
        }
        CreationChange::Close => rules::account_creation::close(&found, now),
        CreationChange::Withdraw => rules::account_creation::withdraw(&found, by, now),
        CreationChange::Revive => {
            let other =
                store::account_creation::pending(tx.db, &found.creator, &found.plan.domain)?;
            if let Some(creation) = other {
                return Ok(Err(Refusal::AlreadyCreating { creation }));
            }
            let account = match &found.account {
                Some(id) => Some(store::smart_account::find(tx.db, id)?),
                None => None,
            };
            rules::account_creation::revive(&found, account.as_ref(), by, &table, now)
        }
        CreationChange::Extend => rules::account_creation::extend(&found, by, &table, now),
        CreationChange::Approve { seen_version } => {
            let holder = store::smart_account::find_by_identifier(tx.db, &found.plan.domain)?;
            let is_taken = holder.is_some_and(|holder| Some(&holder.id) != found.account.as_ref())
                || store::import::keeps(tx.db, &found.plan.domain)?;
            let fresh = fresh_for(tx, &found)?;
            rules::account_creation::approve(&found, *seen_version, by, is_taken, &fresh, now)
        }
        CreationChange::Decline {
            seen_version,
            words,
        } => rules::account_creation::decline(&found, *seen_version, by, words.clone(), now),
        CreationChange::SettleObjection => {
            rules::account_creation::settle_objection(&found, by, now)
        }
        CreationChange::Object { parent, words } => {
            rules::account_creation::object(&found, parent, by, words.clone(), now)
        }
    };
    recorded(tx, by, asked)
}

/// Does to one creation what time has brought. Out: how many steps were taken, one at most.
pub fn pass_time(tx: &mut Tx, id: &CreationId) -> Result<usize, Error> {
    let found = store::account_creation::find(tx.db, id)?;
    let events = rules::account_creation::pass_time(&found, &tx.rules.creation, tx.now);
    if events.is_empty() {
        store::account_creation::note(tx, &found)?;
    }
    event_log::record(tx, &events)?;
    Ok(events.len().min(1))
}
