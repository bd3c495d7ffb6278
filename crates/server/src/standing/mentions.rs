//! What else names a Virtual Account: automation rules, and roles that open access reviews ask about.

use crate::storage::{AnyConnection, Error};
use crate::store;
use domain::{SmartAccountId, VirtualAccountId};

/// An automation rule that names it.
pub struct RuleNaming {
    pub id: String,
    pub name: String,
    /// Whether it goes on with other Virtual Accounts.
    pub goes_on: bool,
}

/// What names a Virtual Account and is not ended with it.
pub struct Mentions {
    pub rules: Vec<RuleNaming>,
    /// How many roles on it open access reviews still ask about.
    pub review_lines: i64,
}

/// In: the account, and one of its Virtual Accounts.
pub fn mentions(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    id: &VirtualAccountId,
) -> Result<Mentions, Error> {
    let rules = store::automation::of_account(db, account)?;
    let naming = rules.iter().filter(|rule| rule.names(id));
    let rules = naming.map(|rule| RuleNaming {
        id: rule.id.to_string(),
        name: rule.name.clone(),
        goes_on: rule.goes_on_without(id),
    });
    Ok(Mentions {
        rules: rules.collect(),
        review_lines: store::access_review::count_open_on(db, account, id)?,
    })
}
