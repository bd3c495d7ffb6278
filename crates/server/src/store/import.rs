//! An import while it is under way: how far it is, the lines that are still to be carried out, and the names that are kept for it.
//! They are working material: they come, are carried out, and go.

use crate::storage;
use crate::storage::schema::{import_lines, import_names, imports};
use crate::storage::{AnyConnection, Error, Tx, insert};
use crate::store::put_off::put_off_ids;
use diesel::prelude::*;
use domain::person::UserId;
use domain::{DomainIdentifier, ImportId, Moment};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How many lines of each file.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub people: u64,
    pub accounts: u64,
    pub virtual_accounts: u64,
    pub memberships: u64,
}

/// What came of an import so far.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportCounts {
    /// Lines that made something new.
    pub added: Counts,
    /// Lines that say what is there already.
    pub known: Counts,
}

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportState {
    /// Its lines arrive, and nothing of them holds.
    Arriving,
    /// All of them have come, and hold since that moment; they are being carried out.
    Applying {
        since: Moment,
    },
    /// It was broken off before they had all come.
    Dropped,
    Done,
}

impl ImportState {
    fn key(self) -> &'static str {
        match self {
            Self::Arriving => "arriving",
            Self::Applying { .. } => "applying",
            Self::Dropped => "dropped",
            Self::Done => "done",
        }
    }
}

/// An import that is under way, or was the last.
#[derive(Debug, Clone)]
pub struct Import {
    pub id: ImportId,
    pub state: ImportState,
    /// Until then somebody is at it, unless they have come to an end.
    pub leased_until: Moment,
    pub counts: ImportCounts,
}

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = imports, treat_none_as_default_value = false, treat_none_as_null = true)]
struct ImportRow {
    id: String,
    state: String,
    since: Option<i64>,
    leased_until: i64,
    counts: String,
}

impl Import {
    fn row(&self) -> Result<ImportRow, Error> {
        Ok(ImportRow {
            id: self.id.to_string(),
            state: self.state.key().into(),
            since: match self.state {
                ImportState::Applying { since } => Some(since.0),
                _ => None,
            },
            leased_until: self.leased_until.0,
            counts: storage::json::text(&self.counts)?,
        })
    }
}

impl TryFrom<ImportRow> for Import {
    type Error = Error;
    fn try_from(row: ImportRow) -> Result<Self, Error> {
        let corrupt = |what: &str| Error::corrupt("import", &row.id, what);
        let state = match (row.state.as_str(), row.since) {
            ("arriving", None) => ImportState::Arriving,
            ("applying", Some(since)) => ImportState::Applying {
                since: Moment(since),
            },
            ("dropped", None) => ImportState::Dropped,
            ("done", None) => ImportState::Done,
            _ => return Err(corrupt("state")),
        };
        Ok(Import {
            id: row.id.parse().map_err(|_| corrupt("id"))?,
            state,
            leased_until: Moment(row.leased_until),
            counts: storage::json::value("import", &row.id, &row.counts)?,
        })
    }
}

/// Notes an import that begins.
pub fn add(tx: &mut Tx, import: &Import) -> Result<(), Error> {
    insert!(tx.db, imports::table, &import.row()?)?;
    Ok(())
}

/// Notes how an import is now.
pub fn save(tx: &mut Tx, import: &Import) -> Result<(), Error> {
    diesel::update(imports::table.find(import.id.as_str()))
        .set(&import.row()?)
        .execute(tx.db)?;
    Ok(())
}

/// Forgets one of which no line is left.
pub fn remove(tx: &mut Tx, id: &ImportId) -> Result<(), Error> {
    diesel::delete(imports::table.find(id.as_str())).execute(tx.db)?;
    Ok(())
}

/// An import that is not forgotten.
pub fn find(db: &mut AnyConnection, id: &ImportId) -> Result<Option<Import>, Error> {
    let row: Option<ImportRow> = imports::table
        .find(id.as_str())
        .select(ImportRow::as_select())
        .first(db)
        .optional()?;
    row.map(TryInto::try_into).transpose()
}

/// The one that is under way, or the last: there are no two.
pub fn latest(db: &mut AnyConnection) -> Result<Option<Import>, Error> {
    let row: Option<ImportRow> = imports::table
        .order(imports::id.desc())
        .select(ImportRow::as_select())
        .first(db)
        .optional()?;
    row.map(TryInto::try_into).transpose()
}

/// One that is not over and that nobody has beyond `until`, but for one that could not be worked on and waits.
pub fn left_behind(
    db: &mut AnyConnection,
    until: Moment,
    now: Moment,
) -> Result<Option<Import>, Error> {
    let row: Option<ImportRow> = imports::table
        .filter(imports::state.ne(ImportState::Done.key()))
        .filter(imports::leased_until.le(until.0))
        .filter(imports::id.ne_all(put_off_ids!(now)))
        .select(ImportRow::as_select())
        .first(db)
        .optional()?;
    row.map(TryInto::try_into).transpose()
}

/// A line that is still to be carried out, by its place in the order in which that is done.
#[derive(Debug, Clone, Queryable)]
pub struct KeptImportLine {
    pub unit: i64,
    pub number: i64,
    /// What it says, as JSON.
    pub body: String,
}

/// Keeps lines that have arrived, in one statement.
pub fn add_lines(tx: &mut Tx, import: &ImportId, lines: &[KeptImportLine]) -> Result<(), Error> {
    let rows: Vec<_> = lines
        .iter()
        .map(|line| {
            (
                import_lines::import_id.eq(import.as_str()),
                import_lines::unit.eq(line.unit),
                import_lines::number.eq(line.number),
                import_lines::body.eq(line.body.as_str()),
            )
        })
        .collect();
    insert!(tx.db, import_lines::table, &rows)?;
    Ok(())
}

/// The next lines to be carried out, at most so many.
pub fn next_lines(
    db: &mut AnyConnection,
    import: &ImportId,
    most: i64,
) -> Result<Vec<KeptImportLine>, Error> {
    Ok(import_lines::table
        .filter(import_lines::import_id.eq(import.as_str()))
        .order((import_lines::unit, import_lines::number))
        .limit(most)
        .select((import_lines::unit, import_lines::number, import_lines::body))
        .load(db)?)
}

/// Forgets the lines up to the one of this unit and number.
pub fn remove_lines(
    tx: &mut Tx,
    import: &ImportId,
    (unit, number): (i64, i64),
) -> Result<(), Error> {
    let of_it = import_lines::table.filter(import_lines::import_id.eq(import.as_str()));
    diesel::delete(of_it.filter(import_lines::unit.lt(unit))).execute(tx.db)?;
    let of_unit = of_it.filter(import_lines::unit.eq(unit));
    diesel::delete(of_unit.filter(import_lines::number.le(number))).execute(tx.db)?;
    Ok(())
}

/// Sweeps away some lines and names of an import that was broken off. Out: whether there are more.
pub fn sweep(tx: &mut Tx, import: &ImportId, most: i64) -> Result<bool, Error> {
    let lines = next_lines(tx.db, import, most)?;
    if let Some(last) = lines.last() {
        remove_lines(tx, import, (last.unit, last.number))?;
    }
    // There are those of one import only.
    let names: Vec<String> = import_names::table
        .limit(most)
        .select(import_names::name)
        .load(tx.db)?;
    free(tx, &names)?;
    Ok(lines.len().max(names.len()) as i64 == most)
}

/// As a name is kept for a line that brings it.
pub fn user(id: &UserId) -> String {
    format!("user {id}")
}

/// The same for an address, by its key.
pub fn email(key: &str) -> String {
    format!("email {key}")
}

/// The same for what an account is known by.
pub fn identifier(domain: &DomainIdentifier) -> String {
    format!("account {domain}")
}

/// Rows in one statement, far fewer values than either engine takes.
const ROWS: usize = 1000;

/// Keeps names for the import.
pub fn keep(tx: &mut Tx, names: &[String]) -> Result<(), Error> {
    for names in names.chunks(ROWS) {
        let rows: Vec<_> = names
            .iter()
            .map(|name| import_names::name.eq(name))
            .collect();
        insert!(tx.db, import_names::table, &rows)?;
    }
    Ok(())
}

/// Keeps names no longer: their lines are carried out.
pub fn free(tx: &mut Tx, names: &[String]) -> Result<(), Error> {
    for names in names.chunks(ROWS) {
        let those = import_names::table.filter(import_names::name.eq_any(names));
        diesel::delete(those).execute(tx.db)?;
    }
    Ok(())
}

/// Whether an identifier is kept for an account of an import.
pub fn keeps(db: &mut AnyConnection, domain: &DomainIdentifier) -> Result<bool, Error> {
    Ok(!kept_identifiers(db, &[domain.clone()].into())?.is_empty())
}

/// Those of some identifiers that are kept for accounts of an import.
pub fn kept_identifiers(
    db: &mut AnyConnection,
    wanted: &BTreeSet<DomainIdentifier>,
) -> Result<BTreeSet<DomainIdentifier>, Error> {
    let names: Vec<String> = wanted.iter().map(identifier).collect();
    let kept: Vec<String> = import_names::table
        .filter(import_names::name.eq_any(names))
        .select(import_names::name)
        .load(db)?;
    let is_kept = |one: &DomainIdentifier| kept.contains(&identifier(one));
    Ok(wanted.iter().filter(|one| is_kept(one)).cloned().collect())
}
