//! Who may know of an account, whether it is looked after, and what its properties may be.

use crate::storage::schema::{account_identifiers, smart_accounts as accounts};
use crate::storage::{AnyConnection, Error};
use crate::store::smart_account::properties::hue;
use crate::store::smart_account::{find, identifiers};
use crate::{storage, store};
use diesel::prelude::*;
use domain::email::EmailAddress;
use domain::membership::Membership;
use domain::rules::account_creation::is_proven;
use domain::rules::properties::Facts;
use domain::smart_account::SmartAccount;
use domain::smart_account::properties::{Address, Properties};
use domain::{DomainIdentifier, Moment, PersonId, Role, SmartAccountId};
use std::collections::BTreeSet;

/// What is known of somebody by which an account is hidden from them or not.
pub struct Sighted {
    /// Whether they may know of it ([`SmartAccount::may_be_known_to`]).
    pub is_visible: bool,
    /// Their verified addresses.
    pub emails: Vec<EmailAddress>,
    /// What they hold there, by themselves and through groups.
    pub held: Vec<Membership>,
}

/// Whether a person may know of an account, and what that was decided by. Does the same work where there is no account, so that time does
/// not tell the two apart.
pub fn sighted(
    db: &mut AnyConnection,
    person: &PersonId,
    account: Option<&SmartAccount>,
    place: &SmartAccountId,
) -> Result<Sighted, Error> {
    let emails = store::person::verified_emails(db, person)?;
    let held = store::membership::held(db, person, place)?;
    let is_visible =
        account.is_some_and(|account| account.may_be_known_to(!held.is_empty(), &emails));
    Ok(Sighted {
        is_visible,
        emails,
        held,
    })
}

/// Whether a person may know of an account, as [`sighted`] says.
pub fn is_visible(
    db: &mut AnyConnection,
    person: &PersonId,
    account: Option<&SmartAccount>,
) -> Result<bool, Error> {
    let nobodys = SmartAccountId::nobodys();
    let place = account.map_or(&nobodys, |account| &account.id);
    Ok(sighted(db, person, account, place)?.is_visible)
}

/// Whether several people administer the account for good, are active and can be mailed, and answer.
///
/// In: whether a request waits there that was left to operators.
pub fn has_enough_administrators(
    db: &mut AnyConnection,
    id: &SmartAccountId,
    nobody_answers: bool,
    now: Moment,
) -> Result<bool, Error> {
    let found = store::membership::reachable_holders(db, id, Role::SaAdministrator, now)?;
    let lasting = found
        .iter()
        .filter(|(membership, ..)| membership.is_lasting_administrator());
    Ok(!nobody_answers && lasting.count() > 1)
}

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
    let mut taken: BTreeSet<_> = others.into_iter().map(DomainIdentifier::stored).collect();
    taken.extend(store::import::kept_identifiers(db, wanted)?);
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
        taken,
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
