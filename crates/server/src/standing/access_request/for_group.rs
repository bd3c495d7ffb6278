//! Asking for a whole group: which groups somebody may ask for, and what those who decide are told of one.

use crate::standing::group::administrators;
use crate::storage::schema::groups;
use crate::storage::{AnyConnection, Error};
use crate::store::deletion::going;
use crate::{standing, store};
use diesel::prelude::*;
use domain::access_request::AccessRequest;
use domain::group::Group;
use domain::membership::{Reach, reach};
use domain::smart_account::SmartAccount;
use domain::virtual_account::Tree;
use domain::{GroupId, Moment, PersonId, Refusal, Right};
use std::collections::{BTreeMap, BTreeSet};

/// As many groups are offered to choose from; the page of each leads to asking for it, too.
const MOST_OFFERED: i64 = 50;
/// As many roles are looked through for them.
const MOST_ROLES: i64 = 200;

/// A group to ask for, as the page where one asks shows it.
#[derive(Debug, Clone)]
pub struct ChosenGroup {
    pub id: GroupId,
    pub name: String,
    pub members: i64,
    /// The page of the group, which lists what was asked for it.
    pub address: String,
}

/// Whether somebody may ask for a group: they manage it, and the account whose group it is, is open.
pub fn may_ask_for(
    db: &mut AnyConnection,
    person: &PersonId,
    id: &GroupId,
    now: Moment,
) -> Result<bool, Error> {
    Ok(askable(db, person, id, now)?.is_some())
}

fn askable(
    db: &mut AnyConnection,
    person: &PersonId,
    id: &GroupId,
    now: Moment,
) -> Result<Option<(Group, SmartAccount)>, Error> {
    let Some(group) = store::group::find_all(db, &[id.to_string()])?.pop() else {
        return Ok(None);
    };
    let account = store::smart_account::find(db, &group.account)?;
    let may = account.is_open() && standing::group::manages(db, &group, person, now)?;
    Ok(may.then_some((group, account)))
}

/// A group that somebody may ask for; others are not there.
pub fn managed(
    db: &mut AnyConnection,
    person: &PersonId,
    id: &GroupId,
    now: Moment,
) -> Result<ChosenGroup, Error> {
    let (found, account) = askable(db, person, id, now)?.ok_or(Refusal::NotFound)?;
    Ok(ChosenGroup {
        id: id.clone(),
        members: store::group::size(db, id)?,
        address: format!("/accounts/{}/groups/{id}", account.domain),
        name: found.name,
    })
}

/// The groups somebody may ask for, in whatever accounts, by name; the first of them.
pub fn offered(
    db: &mut AnyConnection,
    person: &PersonId,
    now: Moment,
) -> Result<Vec<Group>, Error> {
    let held = store::membership::held_anywhere(db, person, MOST_ROLES)?;
    let mut ids: Vec<String> = held.iter().map(|m| m.account.to_string()).collect();
    ids.dedup();
    let accounts = store::smart_account::find_all(db, &ids)?;
    ids.retain(|id| {
        accounts
            .iter()
            .any(|one| one.id.as_str() == id && one.is_open())
    });
    let parts = store::virtual_account::virtual_accounts_of(db, &ids)?;
    let (mut whole, mut some) = (Vec::new(), BTreeSet::new());
    for account in ids {
        let own = held.iter().filter(|m| m.account.as_str() == account);
        let own: Vec<_> = own.cloned().collect();
        let tree = Tree::of(parts.iter().filter(|va| va.account.as_str() == account));
        match reach(&own, &tree, Right::GroupManage, now) {
            Reach::Nothing => {}
            Reach::Account => whole.push(account),
            Reach::VirtualAccounts(within) => some.extend(within),
        }
    }
    if whole.is_empty() && some.is_empty() {
        return Ok(Vec::new());
    }
    let some: Vec<Option<String>> = some.iter().map(|id| Some(id.to_string())).collect();
    let rows: Vec<store::group::GroupRow> = groups::table
        .filter(
            groups::account_id
                .eq_any(whole)
                .nullable()
                .or(groups::virtual_account_id.eq_any(some)),
        )
        .filter(groups::id.ne_all(going!()))
        .order((groups::folded_name, groups::id))
        .limit(MOST_OFFERED)
        .select(store::group::GroupRow::as_select())
        .load(db)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// What is told of the group a request is for.
#[derive(Debug, Clone)]
pub struct ForGroup {
    pub name: String,
    /// None where it has been deleted since.
    pub now: Option<GroupNow>,
}

/// A group as it is, for whoever decides about it.
#[derive(Debug, Clone)]
pub struct GroupNow {
    /// How many people are in it.
    pub members: i64,
    /// Whose group it is.
    pub account: SmartAccount,
    /// A few of those who manage it, by name, the most recently active first.
    pub administrators: Vec<String>,
}

/// The group a request is for, for those who decide it.
pub fn of_request(
    db: &mut AnyConnection,
    request: &AccessRequest,
    now: Moment,
) -> Result<Option<ForGroup>, Error> {
    let Some(id) = &request.for_group else {
        return Ok(None);
    };
    let Some(found) = store::group::find_all(db, &[id.to_string()])?.pop() else {
        let name = store::group::name(db, id)?;
        return Ok(Some(ForGroup { name, now: None }));
    };
    let there = GroupNow {
        members: store::group::size(db, id)?,
        account: store::smart_account::find(db, &found.account)?,
        administrators: administrators(db, &found, now)?,
    };
    Ok(Some(ForGroup {
        name: found.name,
        now: Some(there),
    }))
}

/// What the groups are called that these requests are for, by id.
pub fn names_of<'a>(
    db: &mut AnyConnection,
    requests: impl Iterator<Item = &'a AccessRequest>,
) -> Result<BTreeMap<String, String>, Error> {
    let ids: BTreeSet<String> = requests
        .filter_map(|request| request.for_group.as_ref().map(ToString::to_string))
        .collect();
    store::group::names(db, &ids.into_iter().collect::<Vec<_>>())
}

/// The name of the group a request is for, among `names`.
pub fn name_in(names: &BTreeMap<String, String>, request: &AccessRequest) -> Option<String> {
    let id = request.for_group.as_ref()?;
    names.get(id.as_str()).cloned()
}
