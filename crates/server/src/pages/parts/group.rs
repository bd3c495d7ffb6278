//! A group one manages, and what it holds, as several pages show it.

use crate::standing::group::MOST_SHOWN;
use crate::standing::group::within_reach;
use crate::storage::{AnyConnection, Error};
use crate::store;
use crate::web::desk::{Desk, ManageGroups, Needs, part_name};
use crate::web::errors::PageError;
use domain::group::Group;
use domain::membership::Membership;
use domain::smart_account::SmartAccount;
use domain::virtual_account::VirtualAccount;
use domain::{GroupId, Right, VirtualAccountId};

/// A group that whoever is at this desk manages; others are not there.
pub(crate) async fn managed(desk: &Desk<ManageGroups>, id: &str) -> Result<Group, PageError> {
    let id: GroupId = id.parse().map_err(|_| PageError::NotFound)?;
    let (account, reach) = (desk.account.id.clone(), desk.reach.clone());
    let group = desk.read(move |db| within_reach(db, &account, &reach, &id));
    Ok(group.await?)
}

/// What a group holds, in words: all of it for those who manage the group; for others, what lies within reach.
pub(crate) async fn held<R: Needs>(desk: &Desk<R>, group: &Group) -> Result<Vec<Held>, PageError> {
    let id = group.id.clone();
    let is_own = group.account == desk.account.id;
    let manages = is_own && desk.reach_of(Right::GroupManage).covers(&group.scope());
    let sight = desk.sight_of(Right::MemberView);
    let rows = desk
        .read(move |db| {
            let mut held = store::membership::held_by_group(db, &id, MOST_SHOWN)?;
            let is_here = |m: &Membership| {
                m.account == *sight.account() && sight.covers(m.virtual_account.as_ref())
            };
            held.retain(|m| manages || is_here(m));
            held_rows(db, held)
        })
        .await?;
    let rows = rows.into_iter();
    Ok(rows.map(|row| row.in_words(desk, &desk.account)).collect())
}

/// The name of the Virtual Account a group belongs to.
pub(crate) fn on<R: Needs>(desk: &Desk<R>, id: Option<&VirtualAccountId>) -> Option<String> {
    id.map(|id| part_name(&desk.parts, id))
}

/// A role of a group, with the account it is held in.
pub(crate) struct HeldRow {
    membership: Membership,
    account: SmartAccount,
    parts: Vec<VirtualAccount>,
}

/// A role of a group in words.
pub(crate) struct Held {
    pub(crate) membership: Membership,
    pub(crate) role: String,
    pub(crate) on: Option<String>,
    /// The account, where it is another than that of the desk.
    pub(crate) elsewhere: Option<SmartAccount>,
}

/// Roles with their accounts: two queries, however many they are.
pub(crate) fn held_rows(
    db: &mut AnyConnection,
    held: Vec<Membership>,
) -> Result<Vec<HeldRow>, Error> {
    let mut ids: Vec<String> = held.iter().map(|m| m.account.to_string()).collect();
    ids.dedup();
    let accounts = store::smart_account::find_all(db, &ids)?;
    let parts = store::virtual_account::virtual_accounts_of(db, &ids)?;
    let row = |membership: Membership| {
        let account = accounts.iter().find(|a| a.id == membership.account)?;
        let own = parts.iter().filter(|va| va.account == account.id);
        Some(HeldRow {
            account: account.clone(),
            parts: own.cloned().collect(),
            membership,
        })
    };
    Ok(held.into_iter().filter_map(row).collect())
}

impl HeldRow {
    /// In: the account of the page, which is not named.
    pub(crate) fn in_words(self, visit: &crate::web::visit::Visit, here: &SmartAccount) -> Held {
        let on = self.membership.virtual_account.as_ref();
        Held {
            role: visit.words.role(self.membership.role),
            on: on.map(|id| part_name(&self.parts, id)),
            elsewhere: (self.account.id != here.id).then_some(self.account),
            membership: self.membership,
        }
    }
}
