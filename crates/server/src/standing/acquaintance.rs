//! Who has something to do with an account, of people somebody there names: only of those anything may be known there, and only
//! they are given a role without being asked first ([`Ties::is_acquainted`]).

use crate::storage::schema::{event_virtual_accounts, events, group_members, groups, memberships};
use crate::storage::{AnyConnection, Error};
use crate::store;
use crate::store::access_request::pending_of;
use crate::store::deletion::{gives, going};
use diesel::prelude::*;
use domain::membership::Reach;
use domain::rules::newcomer::Ties;
use domain::{Scope, SmartAccountId, VirtualAccountId};
use std::collections::{HashMap, HashSet};

/// Those of these people who have something to do with an account, as far as somebody sees whose right reaches so far: a handful of
/// queries, the same ones whoever they are.
pub fn acquainted(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    reach: &Reach,
    people: &[String],
) -> Result<HashSet<String>, Error> {
    let own: Option<Vec<String>> = match reach {
        Reach::Account => None,
        Reach::VirtualAccounts(own) => Some(own.iter().map(ToString::to_string).collect()),
        Reach::Nothing => return Ok(HashSet::new()),
    };
    let mut all: HashMap<String, Ties> = HashMap::new();
    let mut note = |who: Vec<String>, tie: fn(&mut Ties)| {
        who.into_iter()
            .for_each(|id| tie(all.entry(id).or_default()));
    };
    let is_seen = |part: &Option<VirtualAccountId>| match part {
        Some(part) => reach.covers(&Scope::VirtualAccounts([part.clone()].into())),
        None => *reach == Reach::Account,
    };
    let own = own.as_deref();
    let held = store::membership::held_by_people(db, people, account)?.into_iter();
    let holders = held
        .filter(|held| is_seen(&held.virtual_account))
        .filter_map(|held| held.holder.person().map(ToString::to_string));
    note(holders.collect(), |ties| ties.holds = true);
    note(through_groups(db, account, own, people)?, |ties| {
        ties.holds = true;
    });
    note(in_groups(db, account, own, people)?, |ties| {
        ties.in_group = true;
    });
    note(former(db, account, own, people)?, |ties| ties.held = true);
    let asking = pending_of(db, account, people)?.into_iter();
    let asking = asking.filter(|request| request.is_within(reach));
    let applicants = asking.map(|request| request.applicant.to_string());
    note(applicants.collect(), |ties| ties.asks = true);
    if *reach == Reach::Account {
        let domain = store::smart_account::find(db, account)?.domain;
        let addresses = store::person::verified_emails_of(db, people)?.into_iter();
        let inside = addresses.filter(|(_, email)| email.is_inside(&domain));
        note(inside.map(|(id, _)| id).collect(), |ties| {
            ties.has_address = true;
        });
    }
    let acquainted = all.into_iter().filter(|(_, ties)| ties.is_acquainted());
    Ok(acquainted.map(|(id, _)| id).collect())
}

/// Those in a group that holds something, on these Virtual Accounts where some are named.
fn through_groups(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    own: Option<&[String]>,
    people: &[String],
) -> Result<Vec<String>, Error> {
    let mut query = group_members::table
        .inner_join(
            memberships::table.on(memberships::group_id.eq(group_members::group_id.nullable())),
        )
        .filter(group_members::person_id.eq_any(people))
        .filter(memberships::account_id.eq(account.as_str()))
        .filter(gives!())
        .select(group_members::person_id)
        .into_boxed();
    if let Some(own) = own {
        query = query.filter(memberships::virtual_account_id.eq_any(own));
    }
    Ok(query.load(db)?)
}

/// Those in a group of the account, one that belongs to these Virtual Accounts where some are named.
fn in_groups(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    own: Option<&[String]>,
    people: &[String],
) -> Result<Vec<String>, Error> {
    let mut query = group_members::table
        .inner_join(groups::table)
        .filter(group_members::person_id.eq_any(people))
        .filter(groups::account_id.eq(account.as_str()))
        .filter(groups::id.ne_all(going!()))
        .select(group_members::person_id)
        .into_boxed();
    if let Some(own) = own {
        query = query.filter(groups::virtual_account_id.eq_any(own));
    }
    Ok(query.load(db)?)
}

/// Those who held something once, by the log: no row tells of it any more.
fn former(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    own: Option<&[String]>,
    people: &[String],
) -> Result<Vec<String>, Error> {
    let mut query = events::table
        .left_join(
            event_virtual_accounts::table.on(event_virtual_accounts::event_id.eq(events::id)),
        )
        .filter(events::account_id.eq(account.as_str()))
        .filter(events::person_id.eq_any(people.iter().map(Some)))
        .filter(events::name.eq("membership.ended"))
        .select(events::person_id)
        .distinct()
        .into_boxed();
    if let Some(own) = own {
        query = query.filter(event_virtual_accounts::virtual_account_id.eq_any(own));
    }
    let found: Vec<Option<String>> = query.load(db)?;
    Ok(found.into_iter().flatten().collect())
}
