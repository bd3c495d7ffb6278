//! Who has something to do with an account, of people somebody there names: only of those anything may be known there, and only
//! they are given a role without being asked first ([`Ties::is_acquainted`]).

use super::store;
use crate::storage::schema::{access_requests, events, group_members, groups, memberships};
use crate::storage::{AnyConnection, Error};
use crate::{person, smart_account};
use diesel::prelude::*;
use domain::SmartAccountId;
use domain::access_request::Outcome;
use domain::newcomer::Ties;
use std::collections::{HashMap, HashSet};

/// Those of these people who have something to do with an account: a handful of queries, the same ones whoever they are.
pub fn acquainted(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    people: &[String],
) -> Result<HashSet<String>, Error> {
    let domain = smart_account::store::find(db, account)?.domain;
    let mut all: HashMap<String, Ties> = HashMap::new();
    let mut note = |who: Vec<String>, tie: fn(&mut Ties)| {
        who.into_iter()
            .for_each(|id| tie(all.entry(id).or_default()));
    };
    let held = store::held_by_people(db, people, account)?.into_iter();
    let holders = held.filter_map(|held| held.holder.person().map(ToString::to_string));
    note(holders.collect(), |ties| ties.holds = true);
    let through_groups: Vec<String> = group_members::table
        .inner_join(
            memberships::table.on(memberships::group_id.eq(group_members::group_id.nullable())),
        )
        .filter(group_members::person_id.eq_any(people))
        .filter(memberships::account_id.eq(account.as_str()))
        .select(group_members::person_id)
        .load(db)?;
    note(through_groups, |ties| ties.holds = true);
    let in_groups: Vec<String> = group_members::table
        .inner_join(groups::table)
        .filter(group_members::person_id.eq_any(people))
        .filter(groups::account_id.eq(account.as_str()))
        .select(group_members::person_id)
        .load(db)?;
    note(in_groups, |ties| ties.in_group = true);
    let asking: Vec<String> = access_requests::table
        .filter(access_requests::applicant_id.eq_any(people))
        .filter(access_requests::account_id.eq(account.as_str()))
        .filter(access_requests::outcome.eq(Outcome::Pending.key()))
        .select(access_requests::applicant_id)
        .load(db)?;
    note(asking, |ties| ties.asks = true);
    let former: Vec<Option<String>> = events::table
        .filter(events::account_id.eq(account.as_str()))
        .filter(events::person_id.eq_any(people.iter().map(Some)))
        .filter(events::name.eq("membership.ended"))
        .select(events::person_id)
        .distinct()
        .load(db)?;
    note(former.into_iter().flatten().collect(), |ties| {
        ties.held = true;
    });
    let addresses = person::store::verified_emails_of(db, people)?.into_iter();
    let inside = addresses.filter(|(_, email)| email.is_inside(&domain));
    note(inside.map(|(id, _)| id).collect(), |ties| {
        ties.has_address = true;
    });
    let acquainted = all.into_iter().filter(|(_, ties)| ties.is_acquainted());
    Ok(acquainted.map(|(id, _)| id).collect())
}
