//! Queries about notification addresses.

use crate::storage::schema::notification_addresses as addresses;
use crate::storage::{AnyConnection, Error, Tx, insert};
use crate::store::notification::forget_copies;
use diesel::prelude::*;
use domain::email::EmailAddress;
use domain::notification_address::{MOST, NotificationAddress, NotificationAddressFact, State};
use domain::person::Language;
use domain::{Moment, NotificationAddressId, SmartAccountId};

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = addresses, treat_none_as_null = true, treat_none_as_default_value = false)]
struct AddressRow {
    id: String,
    account_id: String,
    email: String,
    email_key: String,
    language: String,
    added_by: String,
    added_at: i64,
    version: i64,
    lapses_at: Option<i64>,
    confirmed_at: Option<i64>,
}

impl AddressRow {
    fn new(address: &NotificationAddress) -> Self {
        let (lapses_at, confirmed_at) = match address.state {
            State::Waiting { lapses_at } => (Some(lapses_at.0), None),
            State::Confirmed { at } => (None, Some(at.0)),
        };
        Self {
            id: address.id.to_string(),
            account_id: address.account.to_string(),
            email: address.email.to_string(),
            email_key: address.email.key(),
            language: address.language.key().into(),
            added_by: address.added_by.to_string(),
            added_at: address.added_at.0,
            version: address.version.into(),
            lapses_at,
            confirmed_at,
        }
    }
}

impl TryFrom<AddressRow> for NotificationAddress {
    type Error = Error;
    fn try_from(row: AddressRow) -> Result<Self, Error> {
        let corrupt = |what: &str| Error::corrupt("notification_address", &row.id, what);
        let state = match (row.lapses_at, row.confirmed_at) {
            (Some(lapses_at), None) => State::Waiting {
                lapses_at: Moment(lapses_at),
            },
            (None, Some(at)) => State::Confirmed { at: Moment(at) },
            _ => return Err(corrupt("state")),
        };
        Ok(NotificationAddress {
            id: row.id.parse().map_err(|_| corrupt("id"))?,
            account: row.account_id.parse().map_err(|_| corrupt("account"))?,
            email: EmailAddress::stored(row.email.clone()),
            language: Language::from_key(&row.language).ok_or_else(|| corrupt("language"))?,
            added_by: row.added_by.parse().map_err(|_| corrupt("added by"))?,
            added_at: Moment(row.added_at),
            version: u32::try_from(row.version).map_err(|_| corrupt("version"))?,
            state,
        })
    }
}

/// The address, where it is still there.
pub fn find_if_any(
    db: &mut AnyConnection,
    id: &NotificationAddressId,
) -> Result<Option<NotificationAddress>, Error> {
    let row: Option<AddressRow> = addresses::table
        .find(id.as_str())
        .select(AddressRow::as_select())
        .first(db)
        .optional()?;
    row.map(TryInto::try_into).transpose()
}

/// All the addresses of an account, which are few, by the alphabet.
pub fn all(
    db: &mut AnyConnection,
    account: &SmartAccountId,
) -> Result<Vec<NotificationAddress>, Error> {
    let rows: Vec<AddressRow> = addresses::table
        .filter(addresses::account_id.eq(account.as_str()))
        .order(addresses::email_key)
        .limit(MOST as i64)
        .select(AddressRow::as_select())
        .load(db)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Those that are one of these addresses (by key), whichever account has them.
pub fn at(db: &mut AnyConnection, keys: &[String]) -> Result<Vec<NotificationAddress>, Error> {
    let rows: Vec<AddressRow> = addresses::table
        .filter(addresses::email_key.eq_any(keys))
        .select(AddressRow::as_select())
        .load(db)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Carries out what an event says about a notification address; copies that wait for one that is removed are thrown away.
pub(in crate::store) fn apply(tx: &mut Tx, fact: &NotificationAddressFact) -> Result<(), Error> {
    let row = AddressRow::new(fact.address());
    match fact {
        NotificationAddressFact::Added(_) => {
            insert!(tx.db, addresses::table, &row)?;
        }
        NotificationAddressFact::Renewed { .. } | NotificationAddressFact::Confirmed { .. } => {
            diesel::update(addresses::table.find(&row.id))
                .set(&row)
                .execute(tx.db)?;
        }
        NotificationAddressFact::Removed(removed) => {
            diesel::delete(addresses::table.find(&row.id)).execute(tx.db)?;
            forget_copies(tx, &removed.account, removed.email.as_str())?;
        }
    }
    Ok(())
}
