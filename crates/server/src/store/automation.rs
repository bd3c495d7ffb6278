//! Queries about automation rules.

use crate::storage;
use crate::storage::schema::automation_rules as rules;
use crate::storage::{AnyConnection, Error, KEYS_AT_ONCE, Tx, directly, insert};
use diesel::prelude::*;
use domain::automation::{MOST_RULES, Rule, RuleFact};
use domain::{Moment, SmartAccountId};

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = rules)]
struct RuleRow {
    id: String,
    account_id: String,
    name: String,
    version: i64,
    place: i64,
    conditions: String,
    verdict: String,
    saved_by: String,
    saved_at: i64,
}

impl RuleRow {
    fn new(rule: &Rule) -> Result<Self, Error> {
        Ok(Self {
            id: rule.id.to_string(),
            account_id: rule.account.to_string(),
            name: rule.name.clone(),
            version: rule.version.into(),
            place: rule.place.into(),
            conditions: storage::json::text(&rule.conditions)?,
            verdict: storage::json::text(&rule.verdict)?,
            saved_by: rule.saved_by.to_string(),
            saved_at: rule.saved_at.0,
        })
    }
}

impl TryFrom<RuleRow> for Rule {
    type Error = Error;
    fn try_from(row: RuleRow) -> Result<Self, Error> {
        let corrupt = |what: &str| Error::corrupt("automation_rule", &row.id, what);
        Ok(Rule {
            id: row.id.parse().map_err(|_| corrupt("id"))?,
            account: row.account_id.parse().map_err(|_| corrupt("account"))?,
            version: u32::try_from(row.version).map_err(|_| corrupt("version"))?,
            place: u32::try_from(row.place).map_err(|_| corrupt("place"))?,
            conditions: storage::json::value("automation_rule", &row.id, &row.conditions)?,
            verdict: storage::json::value("automation_rule", &row.id, &row.verdict)?,
            saved_by: row.saved_by.parse().map_err(|_| corrupt("author"))?,
            saved_at: Moment(row.saved_at),
            name: row.name,
        })
    }
}

/// The rules of an account in the order they stand.
pub fn of_account(db: &mut AnyConnection, account: &SmartAccountId) -> Result<Vec<Rule>, Error> {
    let rows: Vec<RuleRow> = directly!(db, db => rules::table
        .filter(rules::account_id.eq(account.as_str()))
        .order((rules::place, rules::id))
        .limit(MOST_RULES as i64)
        .select(RuleRow::as_select())
        .load(db)?);
    rows.into_iter().map(TryInto::try_into).collect()
}

/// The rules that these people saved, and those of these accounts, as far as they are not known to act no more.
pub fn active_of(
    db: &mut AnyConnection,
    people: &[String],
    accounts: &[String],
) -> Result<Vec<Rule>, Error> {
    let active = || {
        rules::table
            .filter(rules::idle_since.is_null())
            .select(RuleRow::as_select())
    };
    let mut rows: Vec<RuleRow> = Vec::new();
    for some in people.chunks(KEYS_AT_ONCE) {
        let theirs = active().filter(rules::saved_by.eq_any(some));
        rows.extend(theirs.load::<RuleRow>(db)?);
    }
    if !accounts.is_empty() {
        let there = active().filter(rules::account_id.eq_any(accounts));
        rows.extend(there.load::<RuleRow>(db)?);
    }
    rows.sort_by(|one, other| one.id.cmp(&other.id));
    rows.dedup_by(|one, other| one.id == other.id);
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Carries out what an event says about rules. Whoever saves an idle one wakes it.
pub(in crate::store) fn apply(tx: &mut Tx, fact: &RuleFact) -> Result<(), Error> {
    match fact {
        RuleFact::Saved {
            before: None,
            after,
        } => {
            insert!(tx.db, rules::table, &RuleRow::new(after)?)?;
        }
        RuleFact::Saved { after, .. } => {
            diesel::update(rules::table.find(after.id.as_str()))
                .set((&RuleRow::new(after)?, rules::idle_since.eq(None::<i64>)))
                .execute(tx.db)?;
        }
        RuleFact::Deleted(rule) => {
            diesel::delete(rules::table.find(rule.id.as_str())).execute(tx.db)?;
        }
        // A few rows, and seldom.
        RuleFact::Reordered { after, .. } => {
            for (place, id) in (1_i64..).zip(after) {
                diesel::update(rules::table.find(id.as_str()))
                    .set(rules::place.eq(place))
                    .execute(tx.db)?;
            }
        }
        RuleFact::WentIdle { rule, .. } => {
            diesel::update(rules::table.find(rule.id.as_str()))
                .set(rules::idle_since.eq(tx.now.0))
                .execute(tx.db)?;
        }
        RuleFact::CouldNotAct { .. } => {}
    }
    Ok(())
}
