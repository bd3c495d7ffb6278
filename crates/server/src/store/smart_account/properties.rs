//! Queries about the properties of accounts.

use crate::storage::schema::{account_identifiers, smart_accounts as accounts};
use crate::storage::{AnyConnection, Error, Tx, insert};
use crate::store::smart_account::queries::{find, identifiers};
use crate::store::smart_account::row::IdentifierRow;
use crate::{storage, store};
use diesel::prelude::*;
use domain::rules::account_creation::is_proven;
use domain::rules::properties::Facts;
use domain::smart_account::properties::{Address, Hue, Properties};
use domain::{DomainIdentifier, PersonId, SmartAccountId};
use std::collections::BTreeSet;

type Said = (Option<String>, Option<String>, Option<i64>, Option<i64>);

/// The properties of an account, with what a change to them needs to know. In: the aliases that are wanted, and by whom.
pub fn facts(
    db: &mut AnyConnection,
    id: &SmartAccountId,
    wanted: &BTreeSet<DomainIdentifier>,
    by: Option<&PersonId>,
) -> Result<Facts, Error> {
    let account = find(db, id)?;
    let proven = proven(db, id, wanted, by)?;
    let corrupt = |what: &str| Error::corrupt("smart_account", id.as_str(), what);
    let (lines, country, accent, version): Said = accounts::table
        .find(id.as_str())
        .select((
            accounts::address,
            accounts::country,
            accounts::accent,
            accounts::version,
        ))
        .first(db)?;
    let headquarters = match (lines, country) {
        (Some(lines), Some(country)) => Some(Address {
            lines: storage::json::value("smart_account", id.as_str(), &lines)?,
            country,
        }),
        _ => None,
    };
    let aliases = identifiers(db, id)?
        .into_iter()
        .filter(|identifier| *identifier != account.domain.as_str())
        .map(DomainIdentifier::stored)
        .collect();
    let others: Vec<String> = account_identifiers::table
        .filter(account_identifiers::identifier.eq_any(wanted.iter().map(DomainIdentifier::as_str)))
        .filter(account_identifiers::account_id.ne(id.as_str()))
        .select(account_identifiers::identifier)
        .load(db)?;
    Ok(Facts {
        account: account.id,
        domain: account.domain,
        properties: Properties {
            name: account.name,
            kind: account.kind,
            visibility: account.visibility,
            aliases,
            headquarters,
            accent: accent.map(|value| hue(id, value)).transpose()?,
        },
        proven,
        version: u32::try_from(version.unwrap_or(1)).map_err(|_| corrupt("version"))?,
        taken: others.into_iter().map(DomainIdentifier::stored).collect(),
    })
}

/// Those of the wanted aliases in whose domain an SA Administrator, or whoever wants them, has a verified address.
fn proven(
    db: &mut AnyConnection,
    id: &SmartAccountId,
    wanted: &BTreeSet<DomainIdentifier>,
    by: Option<&PersonId>,
) -> Result<BTreeSet<DomainIdentifier>, Error> {
    if wanted.is_empty() {
        return Ok(BTreeSet::new());
    }
    let administrators = store::membership::administrators(db, id)?;
    let administrators = administrators.iter().filter_map(|m| m.holder.person());
    let people: BTreeSet<String> = administrators.chain(by).map(ToString::to_string).collect();
    let people: Vec<String> = people.into_iter().collect();
    let emails = store::person::verified_emails_of(db, &people)?;
    let emails: Vec<_> = emails.into_iter().map(|(_, email)| email).collect();
    let shown = wanted.iter().filter(|alias| is_proven(alias, &emails));
    Ok(shown.cloned().collect())
}

fn hue(id: &SmartAccountId, value: i64) -> Result<Hue, Error> {
    u16::try_from(value)
        .ok()
        .and_then(Hue::new)
        .ok_or_else(|| Error::corrupt("smart_account", id.as_str(), "accent"))
}

/// The hue of an account's pages.
pub fn accent(db: &mut AnyConnection, id: &SmartAccountId) -> Result<Option<Hue>, Error> {
    let found: Option<i64> = accounts::table
        .find(id.as_str())
        .select(accounts::accent)
        .first(db)?;
    found.map(|value| hue(id, value)).transpose()
}

pub(in crate::store) fn apply(
    tx: &mut Tx,
    id: &SmartAccountId,
    before: &Properties,
    after: &Properties,
) -> Result<(), Error> {
    let lines = match &after.headquarters {
        Some(address) => Some(storage::json::text(&address.lines)?),
        None => None,
    };
    let country = after.headquarters.as_ref().map(|address| &address.country);
    diesel::update(accounts::table.find(id.as_str()))
        .set((
            accounts::name.eq(&after.name),
            accounts::kind.eq(after.kind.key()),
            accounts::visibility.eq(after.visibility.key()),
            accounts::address.eq(lines),
            accounts::country.eq(country),
            accounts::accent.eq(after.accent.map(|hue| i64::from(hue.degrees()))),
            accounts::version.eq(accounts::version + 1),
        ))
        .execute(tx.db)?;
    let gone: Vec<&str> = before
        .aliases
        .difference(&after.aliases)
        .map(DomainIdentifier::as_str)
        .collect();
    diesel::delete(account_identifiers::table.filter(account_identifiers::identifier.eq_any(gone)))
        .execute(tx.db)?;
    let new: Vec<IdentifierRow> = after
        .aliases
        .difference(&before.aliases)
        .map(|alias| IdentifierRow {
            identifier: alias.to_string(),
            account_id: id.to_string(),
        })
        .collect();
    if !new.is_empty() {
        insert!(tx.db, account_identifiers::table, &new)?;
    }
    Ok(())
}
