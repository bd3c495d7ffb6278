//! The lines of an upload. They are working material: they come, are checked, and are swept away.

use crate::storage;
use crate::storage::schema::upload_lines;
use crate::storage::{AnyConnection, Error, Tx, insert};
use crate::store::upload::numbers;
use crate::store::upload::row::{Upload, signed};
use diesel::dsl::min;
use diesel::prelude::*;
use domain::UploadId;
use domain::upload::Outcome;
use domain::upload::line::{LineFault, UploadLine};
use std::collections::HashMap;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = upload_lines, treat_none_as_default_value = false)]
struct LineRow {
    upload_id: String,
    line: i64,
    cells: String,
    outcome: String,
    faults: String,
    print: Option<String>,
    stood_at: Option<i64>,
}

/// A line as it is kept.
#[derive(Debug, Clone)]
pub struct KeptLine {
    pub line: UploadLine,
    pub outcome: Outcome,
    /// What makes two lines the same; none where that cannot be told.
    pub print: Option<String>,
    /// The version of what it changes that its check found, 0 where there was nothing; none where it only adds.
    pub stood_at: Option<u32>,
}

impl KeptLine {
    /// A line as it arrives.
    pub fn new(line: UploadLine) -> Self {
        let outcome = if line.faults.is_empty() {
            Outcome::Waiting
        } else {
            Outcome::Faulty
        };
        Self {
            line,
            outcome,
            print: None,
            stood_at: None,
        }
    }

    fn row(&self, upload: &UploadId) -> Result<LineRow, Error> {
        Ok(LineRow {
            upload_id: upload.to_string(),
            line: signed(self.line.number),
            cells: storage::json::text(&self.line.cells)?,
            outcome: self.outcome.key().into(),
            faults: storage::json::text(&self.line.faults)?,
            print: self.print.clone(),
            stood_at: self.stood_at.map(i64::from),
        })
    }
}

impl TryFrom<LineRow> for KeptLine {
    type Error = Error;
    fn try_from(row: LineRow) -> Result<Self, Error> {
        let corrupt = |what: &str| Error::corrupt("upload line", &row.upload_id, what);
        let faults: Vec<LineFault> =
            storage::json::value("upload line", &row.upload_id, &row.faults)?;
        Ok(KeptLine {
            line: UploadLine {
                number: u64::try_from(row.line).map_err(|_| corrupt("number"))?,
                cells: storage::json::value("upload line", &row.upload_id, &row.cells)?,
                faults,
            },
            outcome: Outcome::from_key(&row.outcome).ok_or_else(|| corrupt("outcome"))?,
            print: row.print,
            stood_at: row
                .stood_at
                .map(u32::try_from)
                .transpose()
                .map_err(|_| corrupt("version"))?,
        })
    }
}

/// Keeps lines that are not there yet, in one statement.
pub fn add_lines(tx: &mut Tx, upload: &UploadId, lines: &[KeptLine]) -> Result<(), Error> {
    let rows: Result<Vec<LineRow>, Error> = lines.iter().map(|line| line.row(upload)).collect();
    insert!(tx.db, upload_lines::table, &rows?)?;
    Ok(())
}

/// Puts lines in the place of those with the same numbers; all that lie between the first and the last are among them.
pub fn replace_lines(tx: &mut Tx, upload: &UploadId, lines: &[KeptLine]) -> Result<(), Error> {
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
        return Ok(());
    };
    let old = upload_lines::table
        .filter(upload_lines::upload_id.eq(upload.as_str()))
        .filter(upload_lines::line.ge(signed(first.line.number)))
        .filter(upload_lines::line.le(signed(last.line.number)));
    diesel::delete(old).execute(tx.db)?;
    add_lines(tx, upload, lines)
}

/// Lines of an upload that was found where it may be seen, in their order, after the one numbered `after`; of one outcome only, where one is given.
pub fn lines(
    db: &mut AnyConnection,
    upload: &Upload,
    outcome: Option<Outcome>,
    after: u64,
    limit: i64,
) -> Result<Vec<KeptLine>, Error> {
    let mut query = upload_lines::table
        .filter(upload_lines::upload_id.eq(upload.id.to_string()))
        .filter(upload_lines::line.gt(signed(after)))
        .select(LineRow::as_select())
        .into_boxed();
    if let Some(outcome) = outcome {
        query = query.filter(upload_lines::outcome.eq(outcome.key()));
    }
    let rows: Vec<LineRow> = query.order(upload_lines::line).limit(limit).load(db)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// The first lines with these prints.
pub fn first_with(
    db: &mut AnyConnection,
    upload: &UploadId,
    prints: &[String],
) -> Result<HashMap<String, u64>, Error> {
    let rows: Vec<(Option<String>, Option<i64>)> = upload_lines::table
        .filter(upload_lines::upload_id.eq(upload.as_str()))
        .filter(upload_lines::print.eq_any(prints.iter().map(Some)))
        .filter(upload_lines::print.is_not_null())
        .group_by(upload_lines::print)
        .select((upload_lines::print, min(upload_lines::line)))
        .load(db)?;
    let first =
        |(print, line): (Option<String>, Option<i64>)| Some((print?, u64::try_from(line?).ok()?));
    Ok(rows.into_iter().filter_map(first).collect())
}

/// Sweeps away up to `most` lines, and of what was noted of them once they are gone. Out: whether there are more.
pub fn sweep(tx: &mut Tx, upload: &UploadId, most: i64) -> Result<bool, Error> {
    let of_it = upload_lines::upload_id.eq(upload.as_str());
    let last: Option<i64> = upload_lines::table
        .filter(of_it)
        .order(upload_lines::line)
        .offset(most)
        .select(upload_lines::line)
        .first(tx.db)
        .optional()?;
    let all = upload_lines::table.filter(of_it);
    match last {
        Some(last) => diesel::delete(all.filter(upload_lines::line.lt(last))).execute(tx.db)?,
        None => diesel::delete(all).execute(tx.db)?,
    };
    Ok(last.is_some() || numbers::sweep(tx, upload, most)?)
}

/// These lines of an upload that was found where it may be seen, a page of them at most, in their order.
pub fn some_lines(
    db: &mut AnyConnection,
    upload: &Upload,
    numbered: &[u64],
) -> Result<Vec<KeptLine>, Error> {
    let rows: Vec<LineRow> = upload_lines::table
        .filter(upload_lines::upload_id.eq(upload.id.to_string()))
        .filter(upload_lines::line.eq_any(numbered.iter().map(|line| signed(*line))))
        .order(upload_lines::line)
        .select(LineRow::as_select())
        .load(db)?;
    rows.into_iter().map(TryInto::try_into).collect()
}
