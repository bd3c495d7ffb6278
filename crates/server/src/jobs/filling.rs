//! Filling the search indexes from rows that were there before them, or before what is indexed changed: bit by bit, by the worker of
//! whichever node comes first, each row once, and going on after a crash where it stood.

use crate::app::App;
use crate::storage::schema::search_indexes;
use crate::storage::{AnyConnection, Author, Db, Error, Tx, upsert};
use crate::store;
use diesel::prelude::*;

/// Raise it where words are folded or chosen otherwise than before: every index is then gone through anew.
const VERSION: i64 = 2;
/// As many rows are looked at in one transaction.
const BATCH: i64 = 500;

/// Goes through the rows after the one named, at most so many, and puts right what is not indexed as it should be. Out: the last
/// row, none where there is none.
type Fill = fn(&mut Tx, &str, i64) -> Result<Option<String>, Error>;

/// Every index, by its table.
const INDEXES: [(&str, Fill); 10] = [
    ("person_terms", store::person::terms::fill),
    ("smart_account_terms", store::smart_account::terms::fill),
    ("membership_terms", store::membership::terms::fill),
    ("access_request_terms", store::access_request::terms::fill),
    ("support_case_terms", store::support_case::terms::fill),
    ("group_terms", store::group::terms::fill),
    ("group_member_terms", store::group::terms::fill_members),
    ("event_person_terms", store::event::people::fill),
    ("contract_terms", store::contract::terms::fill),
    ("events_by_case", store::event::fill_cases),
];

/// The name of every index, which is that of the table it fills, where it has one of its own.
pub fn names() -> impl Iterator<Item = &'static str> {
    INDEXES.iter().map(|(name, _)| *name)
}

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = search_indexes)]
struct IndexRow {
    name: String,
    version: i64,
    is_complete: bool,
    cursor: String,
}

/// The first index that is not complete, as far as it has come.
fn next(db: &mut AnyConnection) -> Result<Option<(IndexRow, Fill)>, Error> {
    let rows: Vec<IndexRow> = search_indexes::table
        .select(IndexRow::as_select())
        .load(db)?;
    let mut rows: Vec<Option<IndexRow>> = rows.into_iter().map(Some).collect();
    for (name, fill) in INDEXES {
        let found = rows
            .iter_mut()
            .find(|row| row.as_ref().is_some_and(|row| row.name == name))
            .and_then(Option::take);
        match found {
            // A newer program of another node has gone through it, or is about to.
            Some(row) if row.version > VERSION || (row.version == VERSION && row.is_complete) => {}
            Some(row) if row.version == VERSION => return Ok(Some((row, fill))),
            _ => {
                let row = IndexRow {
                    name: name.into(),
                    version: VERSION,
                    is_complete: false,
                    cursor: String::new(),
                };
                return Ok(Some((row, fill)));
            }
        }
    }
    Ok(None)
}

/// Takes the next step of what is left to do, which may complete several indexes without rows. Out: whether there was anything.
fn step(tx: &mut Tx) -> Result<bool, Error> {
    let mut any = false;
    while let Some((mut row, fill)) = next(tx.db)? {
        any = true;
        let last = fill(tx, &row.cursor, BATCH)?;
        row.is_complete = last.is_none();
        row.cursor = last.unwrap_or(row.cursor);
        let name = search_indexes::name;
        upsert!(tx.db, search_indexes::table, &row, name, &row)?;
        if !row.is_complete {
            break;
        }
    }
    Ok(any)
}

/// Lets the worker take one step. Out: how many were taken.
pub async fn work(app: &App) -> Result<usize, Error> {
    if app.db.read(is_done).await? {
        return Ok(0);
    }
    let worked = app.db.write(Author::system(), step).await?;
    Ok(usize::from(worked))
}

/// Whether every index is complete.
pub(crate) fn is_done(db: &mut AnyConnection) -> Result<bool, Error> {
    Ok(next(db)?.is_none())
}

/// Says that every index is complete, of a database in which each row was indexed as it was written.
pub(crate) fn mark_complete(db: &mut AnyConnection) -> Result<(), Error> {
    for name in names() {
        let row = IndexRow {
            name: name.into(),
            version: VERSION,
            is_complete: true,
            cursor: String::new(),
        };
        upsert!(db, search_indexes::table, &row, search_indexes::name, &row)?;
    }
    Ok(())
}

/// Has all the indexes gone through anew.
pub(crate) fn begin_again(tx: &mut Tx) -> Result<(), Error> {
    diesel::delete(search_indexes::table).execute(tx.db)?;
    Ok(())
}

/// Goes through all the indexes anew, as an operator may ask for. `say` is told the name of each that is begun.
pub async fn again(db: &Db, say: &dyn Fn(&str)) -> Result<(), Error> {
    db.write(Author::program("reindex"), begin_again).await?;
    let mut said = String::new();
    while let Some((row, _)) = db.read(next).await? {
        if row.name != said {
            say(&row.name);
            said = row.name;
        }
        db.write(Author::program("reindex"), step).await?;
    }
    Ok(())
}
