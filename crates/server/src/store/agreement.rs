//! Queries about agreements.

use crate::storage::schema::{agreement_versions as versions, smart_accounts};
use crate::storage::{AnyConnection, Error, Tx, insert};
use diesel::prelude::*;
use domain::agreement::{AgreementFact, Version};
use domain::{AgreementId, DomainIdentifier, Moment, Refusal, SmartAccountId};

/// As many as a page lists.
const MOST: i64 = domain::agreement::MOST as i64;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = versions, treat_none_as_default_value = false)]
struct VersionRow {
    agreement_id: String,
    number: i64,
    account_id: String,
    title: String,
    words: String,
    is_required: bool,
    is_newest: bool,
    published_by: String,
    published_at: i64,
    accepted_by: Option<String>,
    accepted_at: Option<i64>,
}

impl TryFrom<VersionRow> for Version {
    type Error = Error;
    fn try_from(row: VersionRow) -> Result<Self, Error> {
        let corrupt = |what: &str| Error::corrupt("agreement", &row.agreement_id, what);
        let accepted = match (&row.accepted_by, row.accepted_at) {
            (Some(by), Some(at)) => {
                Some((by.parse().map_err(|_| corrupt("accepted by"))?, Moment(at)))
            }
            _ => None,
        };
        Ok(Version {
            agreement: row.agreement_id.parse().map_err(|_| corrupt("id"))?,
            account: row.account_id.parse().map_err(|_| corrupt("account"))?,
            number: u32::try_from(row.number).map_err(|_| corrupt("number"))?,
            published_by: row
                .published_by
                .parse()
                .map_err(|_| corrupt("published by"))?,
            published_at: Moment(row.published_at),
            is_required: row.is_required,
            accepted,
            title: row.title,
            words: row.words,
        })
    }
}

/// The versions of one agreement of an account, newest first.
pub fn versions_of(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    id: &AgreementId,
) -> Result<Vec<Version>, Error> {
    let rows: Vec<VersionRow> = versions::table
        .filter(versions::agreement_id.eq(id.as_str()))
        .filter(versions::account_id.eq(account.as_str()))
        .order(versions::number.desc())
        .limit(MOST)
        .select(VersionRow::as_select())
        .load(db)?;
    if rows.is_empty() {
        return Err(Refusal::NotFound.into());
    }
    rows.into_iter().map(TryInto::try_into).collect()
}

/// How many agreements an account has.
pub fn count(db: &mut AnyConnection, account: &SmartAccountId) -> Result<usize, Error> {
    let count: i64 = versions::table
        .filter(versions::account_id.eq(account.as_str()))
        .filter(versions::is_newest)
        .count()
        .get_result(db)?;
    Ok(usize::try_from(count).unwrap_or(0))
}

/// The newest version of each agreement of an account, those first that wait to be accepted: of accounts that were given more than
/// there may be now, what holds work back is among them.
pub fn newest(db: &mut AnyConnection, account: &SmartAccountId) -> Result<Vec<Version>, Error> {
    let rows: Vec<VersionRow> = versions::table
        .filter(versions::account_id.eq(account.as_str()))
        .filter(versions::is_newest)
        .order((versions::accepted_at.is_not_null(), versions::agreement_id))
        .limit(MOST)
        .select(VersionRow::as_select())
        .load(db)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Those of several accounts where a required version is not accepted, with their identifiers.
pub fn held_back(
    db: &mut AnyConnection,
    accounts: &[String],
) -> Result<Vec<(String, DomainIdentifier)>, Error> {
    let rows: Vec<(String, String)> = versions::table
        .inner_join(smart_accounts::table)
        .filter(versions::account_id.eq_any(accounts))
        .filter(versions::is_newest)
        .filter(versions::is_required)
        .filter(versions::accepted_at.is_null())
        .select((versions::account_id, smart_accounts::domain))
        .distinct()
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|(id, domain)| (id, DomainIdentifier::stored(domain)))
        .collect())
}

/// Carries out what an event says about an agreement; of its versions one is the newest.
pub(in crate::store) fn apply(tx: &mut Tx, fact: &AgreementFact) -> Result<(), Error> {
    match fact {
        AgreementFact::Published { after, .. } => {
            let earlier =
                versions::table.filter(versions::agreement_id.eq(after.agreement.as_str()));
            diesel::update(earlier)
                .set(versions::is_newest.eq(false))
                .execute(tx.db)?;
            let row = VersionRow {
                agreement_id: after.agreement.to_string(),
                number: after.number.into(),
                account_id: after.account.to_string(),
                title: after.title.clone(),
                words: after.words.clone(),
                is_required: after.is_required,
                is_newest: true,
                published_by: after.published_by.to_string(),
                published_at: after.published_at.0,
                accepted_by: None,
                accepted_at: None,
            };
            insert!(tx.db, versions::table, &row)?;
        }
        AgreementFact::Accepted {
            agreement,
            number,
            by,
            at,
            ..
        } => {
            diesel::update(versions::table.find((agreement.as_str(), i64::from(*number))))
                .set((
                    versions::accepted_by.eq(by.as_str()),
                    versions::accepted_at.eq(at.0),
                ))
                .execute(tx.db)?;
        }
    }
    Ok(())
}
