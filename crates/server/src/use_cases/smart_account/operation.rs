//! What operators, and nobody else, do to an account: suspend it, reactivate it, and name an administrator where none can be reached.

use crate::event_log::Answer;
use crate::standing::smart_account::has_enough_administrators;
use crate::storage::Tx;
use crate::{event_log, standing, store};
use domain::membership::{Holder, Membership, Source};
use domain::{MembershipId, PersonId, Refusal, Role, SmartAccountId, rules};

/// Suspends an account, and says why to those it concerns.
pub fn suspend(tx: &mut Tx, id: &SmartAccountId, reason: &str) -> Answer<()> {
    standing::person::must_be_operator(tx)?;
    let account = store::smart_account::find(tx.db, id)?;
    let answer = rules::smart_account::suspend(&account, reason.to_owned()).map(|event| [event]);
    event_log::record_answer(tx, answer)
}

/// Sets how many invitations an account may send in a day, or leaves that to its age.
pub fn set_invitations(tx: &mut Tx, id: &SmartAccountId, a_day: Option<u32>) -> Answer<()> {
    standing::person::must_be_operator(tx)?;
    let (_, before) = store::smart_account::invitation_budget(tx.db, id)?;
    let answer = rules::smart_account::set_invitations(id, before, a_day).map(|event| [event]);
    event_log::record_answer(tx, answer)
}

/// Reactivates a suspended account. Errors: it is not suspended, or no administrator of it lasts ([`Refusal::LastAdministrator`]).
pub fn reactivate(tx: &mut Tx, id: &SmartAccountId, reason: Option<String>) -> Answer<()> {
    standing::person::must_be_operator(tx)?;
    let account = store::smart_account::find(tx.db, id)?;
    let administrators = store::membership::administrators(tx.db, id)?;
    let answer =
        rules::smart_account::reactivate(&account, &administrators, reason).map(|event| [event]);
    event_log::record_answer(tx, answer)
}

/// Names an administrator where there is one at most who can be reached, or nobody answers: somebody else than whoever names.
///
/// In: `nobody_answers`, as for [`has_enough_administrators`].
pub fn name_administrator(
    tx: &mut Tx,
    id: &SmartAccountId,
    person: &PersonId,
    nobody_answers: bool,
) -> Answer<()> {
    standing::person::must_be_operator(tx)?;
    let account = store::smart_account::find(tx.db, id)?;
    let found = store::person::find(tx.db, person)?;
    if found.email.is_none() || store::person::deactivated_at(tx.db, person)?.is_some() {
        return Ok(Err(Refusal::EmailNotVerified));
    }
    let new = Membership {
        id: MembershipId::new(tx.new_id()),
        holder: Holder::Person(person.clone()),
        account: id.clone(),
        role: Role::SaAdministrator,
        virtual_account: None,
        source: Source::Operator,
        granted_by: tx.author.actor.clone(),
        since: tx.now,
        until: None,
    };
    let held = store::membership::held_by(tx.db, &new.holder, id)?;
    let are_enough = has_enough_administrators(tx.db, id, nobody_answers, tx.now)?;
    let answer = rules::smart_account::name_administrator(&account, are_enough, new, &held);
    event_log::record_answer(tx, answer)
}
