//! Queries about uploads.

use crate::storage::schema::uploads;
use crate::storage::{AnyConnection, Error, Tx, insert};
use crate::store::due::{DueList, first_due};
use crate::store::put_off::put_off_ids;
use crate::store::upload::row::{Upload, UploadRow};
use diesel::prelude::*;
use domain::upload::{Destination, State};
use domain::{GroupId, Moment, PersonId, Refusal, SmartAccountId, UploadId};

/// Keeps an upload that begins to arrive.
pub fn add(tx: &mut Tx, upload: &Upload) -> Result<(), Error> {
    insert!(tx.db, uploads::table, &upload.row()?)?;
    tx.ring();
    Ok(())
}

/// Keeps an upload as it is now; the state of an upload is written here and not by events.
pub fn save(tx: &mut Tx, upload: &Upload) -> Result<(), Error> {
    diesel::update(uploads::table.find(upload.id.as_str()))
        .set(&upload.row()?)
        .execute(tx.db)?;
    tx.ring();
    Ok(())
}

/// The upload to an account.
pub fn find(
    db: &mut AnyConnection,
    id: &UploadId,
    account: &SmartAccountId,
) -> Result<Upload, Error> {
    let found = find_if_any(db, id)?.filter(|upload| upload.to.account() == Some(account));
    Ok(found.ok_or(Refusal::NotFound)?)
}

/// The upload of that id, to whatever account: for the worker, for letters, and for use cases that ask whose it is themselves.
pub fn find_if_any(db: &mut AnyConnection, id: &UploadId) -> Result<Option<Upload>, Error> {
    let row: Option<UploadRow> = uploads::table
        .find(id.as_str())
        .select(UploadRow::as_select())
        .first(db)
        .optional()?;
    row.map(TryInto::try_into).transpose()
}

/// The upload of contracts.
pub fn find_of_contracts(db: &mut AnyConnection, id: &UploadId) -> Result<Upload, Error> {
    let found = find_if_any(db, id)?.filter(|upload| upload.to == Destination::Contracts);
    Ok(found.ok_or(Refusal::NotFound)?)
}

/// The upload of a person to the same destination that is not done with, if there is one.
pub fn open_of(
    db: &mut AnyConnection,
    to: &Destination,
    by: &PersonId,
) -> Result<Option<Upload>, Error> {
    let open = State::ALL.iter().filter(|state| state.is_open());
    let mut query = uploads::table
        .filter(uploads::uploaded_by.eq(by.to_string()))
        .filter(uploads::state.eq_any(open.map(|state| state.key())))
        .select(UploadRow::as_select())
        .into_boxed();
    query = match to.account() {
        Some(account) => query.filter(uploads::account_id.eq(account.to_string())),
        None => query.filter(uploads::account_id.is_null()),
    };
    query = match to.group() {
        Some(group) => query.filter(uploads::group_id.eq(group.to_string())),
        None => query.filter(uploads::group_id.is_null()),
    };
    let row: Option<UploadRow> = query.order(uploads::id.desc()).first(db).optional()?;
    row.map(TryInto::try_into).transpose()
}

/// Which uploads to an account are listed.
#[derive(Debug, Clone)]
pub enum ListedUpload {
    All,
    /// Those of one person.
    By(PersonId),
    /// Those of a group's members.
    To(GroupId),
}

/// Uploads to an account, newest first, before the one named.
pub fn page(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    which: &ListedUpload,
    before: Option<&str>,
    limit: i64,
) -> Result<Vec<Upload>, Error> {
    let mut query = uploads::table
        .filter(uploads::account_id.eq(account.to_string()))
        .select(UploadRow::as_select())
        .into_boxed();
    query = match which {
        ListedUpload::All => query,
        ListedUpload::By(person) => query.filter(uploads::uploaded_by.eq(person.to_string())),
        ListedUpload::To(group) => query.filter(uploads::group_id.eq(group.to_string())),
    };
    if let Some(before) = before {
        query = query.filter(uploads::id.lt(before.to_owned()));
    }
    let rows: Vec<UploadRow> = query.order(uploads::id.desc()).limit(limit).load(db)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Uploads of contracts, newest first, before the one named.
pub fn page_of_contracts(
    db: &mut AnyConnection,
    before: Option<&str>,
    limit: i64,
) -> Result<Vec<Upload>, Error> {
    let mut query = uploads::table
        .filter(uploads::account_id.is_null())
        .select(UploadRow::as_select())
        .into_boxed();
    if let Some(before) = before {
        query = query.filter(uploads::id.lt(before.to_owned()));
    }
    let rows: Vec<UploadRow> = query.order(uploads::id.desc()).limit(limit).load(db)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Uploads in a state and untouched since `until`, the longest untouched first, but for those that could not be worked on and
/// wait.
pub fn in_state(
    db: &mut AnyConnection,
    state: State,
    until: Moment,
    now: Moment,
    limit: i64,
) -> Result<Vec<Upload>, Error> {
    let rows: Vec<UploadRow> = uploads::table
        .filter(uploads::state.eq(state.key()))
        .filter(uploads::changed_at.le(until.0))
        .filter(uploads::id.ne_all(put_off_ids!(now)))
        .order((uploads::changed_at, uploads::id))
        .limit(limit)
        .select(UploadRow::as_select())
        .load(db)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Uploads whose lines are to be swept away from a moment on, at most so many, and from when; but for those that could not be and wait
/// now.
pub fn to_sweep(
    db: &mut AnyConnection,
    until: Moment,
    now: Moment,
    most: i64,
) -> Result<DueList<UploadId>, Error> {
    let rows = uploads::table
        .filter(uploads::swept_at.is_null())
        .filter(uploads::id.ne_all(put_off_ids!(now)));
    let (at, id) = (uploads::sweep_from, uploads::id);
    first_due!(db, "upload", rows, at, id, until, most)
}
