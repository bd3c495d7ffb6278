//! Opening a Smart Account.

use crate::event_log::Answer;
use crate::storage::Tx;
use crate::{event_log, standing, store};
use domain::membership::{Holder, Membership, Source};
use domain::smart_account::{AccountKind, AccountStatus, SmartAccount, Visibility};
use domain::virtual_account::VirtualAccount;
use domain::{
    Actor, DomainIdentifier, MembershipId, PersonId, Refusal, Role, SmartAccountId,
    VirtualAccountId, rules,
};

/// What an operator fills in to create an account.
#[derive(Clone)]
pub struct NewAccount {
    pub domain: DomainIdentifier,
    pub name: String,
    pub kind: AccountKind,
    pub visibility: Visibility,
    /// Names of Virtual Accounts; the first becomes the default.
    pub virtual_accounts: Vec<String>,
    pub administrator: PersonId,
}

/// Creates an active account for somebody else than the operator who does. Errors: only operators may.
pub fn create(tx: &mut Tx, new: &NewAccount) -> Answer<SmartAccount> {
    standing::person::must_be_operator(tx)?;
    let is_kept = store::import::keeps(tx.db, &new.domain)?;
    if is_kept || store::smart_account::find_by_identifier(tx.db, &new.domain)?.is_some() {
        return Ok(Err(Refusal::IdentifierTaken));
    }
    let account = SmartAccount {
        id: SmartAccountId::new(tx.new_id()),
        domain: new.domain.clone(),
        name: new.name.clone(),
        kind: new.kind,
        status: AccountStatus::Active,
        visibility: new.visibility,
    };
    let virtual_accounts = new
        .virtual_accounts
        .iter()
        .enumerate()
        .map(|(index, name)| VirtualAccount {
            id: VirtualAccountId::new(tx.new_id()),
            account: account.id.clone(),
            parent: None,
            name: name.clone(),
            is_default: index == 0,
        })
        .collect();
    let first = Membership {
        id: MembershipId::new(tx.new_id()),
        holder: Holder::Person(new.administrator.clone()),
        account: account.id.clone(),
        role: Role::SaAdministrator,
        virtual_account: None,
        source: Source::Creation,
        granted_by: tx.author.actor.clone(),
        since: tx.now,
        until: None,
    };
    debug_assert!(!matches!(tx.author.actor, Actor::Visitor));
    let answer = rules::smart_account::open_for(account.clone(), virtual_accounts, first);
    Ok(event_log::record_answer(tx, answer)?.map(|()| account))
}
