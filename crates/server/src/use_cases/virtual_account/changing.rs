//! Making and changing Virtual Accounts. Each use case is one transaction: load, let the rules decide, record.

use crate::event_log::Answer;
use crate::storage::{AnyConnection, Error, Tx};
use crate::use_cases::invitation::budget::Budget;
use crate::{event_log, standing, store, use_cases};
use domain::membership::{Source, Terms, reach};
use domain::person::Language;
use domain::rules::newcomer::{Gift, Given, Name, NewcomerFault};
use domain::rules::virtual_account::Hands;
use domain::smart_account::SmartAccount;
use domain::virtual_account::{Detailed, Settings, Tree, VirtualAccount, WantedVirtualAccount};
use domain::{
    Moment, PersonId, Refusal, Right, Role, Scope, SmartAccountId, VirtualAccountId, rules,
};

/// How far a person's hands reach over the Virtual Accounts of an account.
fn hands_of(
    db: &mut AnyConnection,
    person: &PersonId,
    account: &SmartAccountId,
    parts: &[VirtualAccount],
    now: Moment,
) -> Result<Hands, Error> {
    let held = store::membership::held(db, person, account)?;
    let tree = Tree::of(parts);
    let reach = |right| reach(&held, &tree, right, now);
    Ok(Hands {
        create: reach(Right::VirtualAccountCreate),
        edit: reach(Right::VirtualAccountEdit),
    })
}

/// What somebody fills in to make a Virtual Account.
#[derive(Clone, Debug)]
pub struct NewVirtualAccount {
    pub name: String,
    pub parent: Option<VirtualAccountId>,
    pub settings: Settings,
    pub people: Vec<(Name, Role)>,
    /// What invitations are written in.
    pub language: Language,
    /// When the roles of these people end.
    pub until: Option<Moment>,
}

/// Whether a Virtual Account could be made as it is wanted.
pub fn may_create(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    by: &PersonId,
    wanted: &WantedVirtualAccount,
    now: Moment,
) -> Answer<()> {
    store::smart_account::find(db, account)?.must_be_open()?;
    let parts = store::virtual_account::virtual_accounts(db, account)?;
    let hands = hands_of(db, by, account, &parts, now)?;
    let planned = VirtualAccount {
        id: VirtualAccountId::new(0),
        account: account.clone(),
        parent: wanted.parent.clone(),
        name: wanted.name.clone(),
        is_default: false,
    };
    let settings = wanted.settings.clone();
    Ok(rules::virtual_account::create(planned, settings, &parts, &hands, now).map(|_| ()))
}

/// Makes a Virtual Account and gives its first roles. All of it or none: a refusal undoes what came before it.
pub fn create(
    tx: &mut Tx,
    account: &SmartAccount,
    by: &PersonId,
    new: &NewVirtualAccount,
) -> Result<VirtualAccountId, Error> {
    account.must_be_open()?;
    let parts = store::virtual_account::virtual_accounts(tx.db, &account.id)?;
    let hands = hands_of(tx.db, by, &account.id, &parts, tx.now)?;
    let id = VirtualAccountId::new(tx.new_id());
    let made = VirtualAccount {
        id: id.clone(),
        account: account.id.clone(),
        parent: new.parent.clone(),
        name: new.name.clone(),
        is_default: false,
    };
    let event = rules::virtual_account::create(made, new.settings.clone(), &parts, &hands, tx.now)?;
    event_log::record(tx, &[event])?;
    if !new.people.is_empty() {
        give_first_roles(tx, account, by, &id, new)?;
    }
    Ok(id)
}

/// The roles a Virtual Account starts with, given as any other role is: to those whom the account knows at once, to other addresses
/// once they accept.
fn give_first_roles(
    tx: &mut Tx,
    account: &SmartAccount,
    by: &PersonId,
    id: &VirtualAccountId,
    new: &NewVirtualAccount,
) -> Result<(), Error> {
    let (right, account) = (Right::MemberManage, &account.id);
    let authority = standing::membership::authority(tx.db, by, account, right, tx.now)?;
    let ground = standing::membership::ground(tx.db, account)?;
    let names: Vec<Name> = new.people.iter().map(|(name, _)| name.clone()).collect();
    let mut roll = use_cases::membership::adding::roll(tx.db, account, &authority.reach, &names)?;
    let mut budget = Budget::open(tx, account, by, None)?;
    let gift = Gift {
        by: &authority,
        ground: &ground,
        source: Source::Administrator,
        language: new.language,
        now: tx.now,
    };
    let mut events = Vec::new();
    for (name, role) in &new.people {
        let terms = Terms {
            role: *role,
            scope: Scope::VirtualAccounts([id.clone()].into()),
            until: new.until,
        };
        match roll.give(name, &terms, &gift, || tx.new_id()) {
            Ok(Given::Now(new)) => events.extend(new),
            Ok(Given::Already { .. }) => {}
            Ok(Given::Invitation(new)) => {
                budget.letter(tx, &name.key(), &new)??;
                events.extend(new);
            }
            Err(NewcomerFault::Refused(refusal)) => return Err(refusal.into()),
            // Somebody who was there a moment ago.
            Err(NewcomerFault::Nobody | NewcomerFault::Deactivated) => {
                return Err(Refusal::ChangedMeanwhile.into());
            }
        }
    }
    budget.count_letters(tx)?;
    event_log::record(tx, &events)
}

/// Everything a rule about one Virtual Account needs.
pub(super) fn load(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    id: &VirtualAccountId,
    by: &PersonId,
    now: Moment,
) -> Result<(Detailed, Vec<VirtualAccount>, Hands), Error> {
    let parts = store::virtual_account::virtual_accounts(db, account)?;
    let hands = hands_of(db, by, account, &parts, now)?;
    Ok((store::virtual_account::find(db, account, id)?, parts, hands))
}

/// Renames, moves and describes a Virtual Account anew. Out: whether anything changed.
pub fn change(
    tx: &mut Tx,
    account: &SmartAccountId,
    id: &VirtualAccountId,
    by: &PersonId,
    seen_version: u32,
    wanted: &WantedVirtualAccount,
) -> Answer<bool> {
    store::smart_account::find(tx.db, account)?.must_be_open()?;
    let (old, parts, hands) = load(tx.db, account, id, by, tx.now)?;
    let wanted = wanted.clone();
    let decided =
        rules::virtual_account::change(&old, seen_version, wanted, &parts, &hands, tx.now);
    event_log::record_change(tx, decided)
}

/// Makes a Virtual Account the account's default. Out: whether it was not yet.
pub fn make_default(
    tx: &mut Tx,
    account: &SmartAccountId,
    id: &VirtualAccountId,
    by: &PersonId,
    seen_version: u32,
) -> Answer<bool> {
    store::smart_account::find(tx.db, account)?.must_be_open()?;
    let (old, parts, hands) = load(tx.db, account, id, by, tx.now)?;
    let decided = rules::virtual_account::make_default(&old, seen_version, &parts, &hands);
    event_log::record_change(tx, decided)
}
