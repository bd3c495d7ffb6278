//! Tables to be taken away as CSV (RFC 4180) of any size: read a batch at a time, each in a short read of its own, and handed
//! on as fast as they are taken. Memory stays flat, and nobody is held up.

use crate::storage::{AnyConnection, Db, Error};
use crate::web::download::{Piece, headers, streamed};
use crate::web::errors::PageError;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use std::borrow::Cow;

/// How many rows are read in one go: some hundred kilobytes.
pub const BATCH: i64 = 500;

/// Rows as they were read, and where the next batch begins, if there is one.
pub struct Batch<C> {
    pub rows: Vec<Vec<String>>,
    pub next: Option<C>,
}

/// A file to be made: its name, the names of its columns, and whether it begins with a byte order mark, by which some
/// spreadsheets tell UTF-8.
pub struct File {
    name: String,
    columns: Vec<&'static str>,
    with_mark: bool,
}

impl File {
    /// In: `name` without its ending. Column names are for programs: the same in every language.
    pub fn new(name: &str, columns: &[&'static str]) -> Self {
        Self {
            name: name.to_owned(),
            columns: columns.to_vec(),
            with_mark: false,
        }
    }

    /// For whoever opens it in a spreadsheet; without this there is none.
    pub fn with_mark(mut self, with_mark: bool) -> Self {
        self.with_mark = with_mark;
        self
    }

    /// The answer that carries the file. `read` is called again and again, with where the batch before it ended, until it
    /// says that nothing is left. What cannot be read at the start is a page that says so; what fails later breaks the
    /// download off, so that half a file is never taken for a whole one.
    pub async fn answer<C, F>(self, db: &Db, read: F) -> Result<Response, PageError>
    where
        C: Send + 'static,
        F: Fn(&mut AnyConnection, Option<&C>) -> Result<Batch<C>, Error> + Send + Sync + 'static,
    {
        let mut head = Vec::new();
        if self.with_mark {
            head.extend_from_slice("\u{feff}".as_bytes());
        }
        let columns: Vec<String> = self.columns.iter().map(ToString::to_string).collect();
        head.extend(lines(&[columns]).map_err(PageError::from)?);
        let read = move |db: &mut AnyConnection, from: Option<&C>| {
            let batch = read(db, from)?;
            Ok(Piece {
                bytes: lines(&batch.rows)?,
                next: batch.next,
            })
        };
        let body = streamed(db, head, read).await?;
        Ok((self.headers(), body).into_response())
    }

    fn headers(&self) -> [(header::HeaderName, HeaderValue); 3] {
        let kind = "text/csv; charset=utf-8; header=present";
        headers(kind, &format!("{}.csv", self.name))
    }
}

/// Rows as lines, every cell made harmless.
pub fn lines(rows: &[Vec<String>]) -> Result<Vec<u8>, Error> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    for row in rows {
        let cells = row.iter().map(|cell| harmless(cell).into_owned());
        writer
            .write_record(cells)
            .map_err(|fault| Error::corrupt("export", "row", fault))?;
    }
    writer
        .into_inner()
        .map_err(|fault| Error::corrupt("export", "rows", fault))
}

/// A cell that no spreadsheet takes for a formula: what begins like one gets an apostrophe before it, which spreadsheets
/// read as "this is text" (OWASP, "CSV Injection"; the wide forms are taken for the narrow ones in some).
pub fn harmless(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_text_and_separators_are_quoted() {
        let row = [
            "=1+1",
            "+33 1",
            "-2",
            "@SUM(A1)",
            "\t=1",
            "a,b",
            "say \"hi\"",
            "two\r\nlines",
            "é",
        ];
        let row: Vec<String> = row.map(ToOwned::to_owned).to_vec();
        let written = String::from_utf8(lines(&[row]).unwrap()).unwrap();
        assert_eq!(
            written,
            "'=1+1,'+33 1,'-2,'@SUM(A1),'\t=1,\"a,b\",\"say \"\"hi\"\"\",\"two\r\nlines\",é\r\n"
        );
    }

    #[test]
    fn a_file_has_a_plain_name() {
        let [_, (_, disposition), _] = File::new("a\"b\r\nc/événements", &["x"]).headers();
        assert_eq!(
            disposition,
            "attachment; filename=\"a-b--c--v-nements.csv\""
        );
    }

    #[tokio::test]
    async fn a_download_goes_on_from_batch_to_batch() {
        let folder = tempfile::tempdir().unwrap();
        let place =
            crate::config::database_address::DatabasePlace::Sqlite(folder.path().join("parvis.db"));
        let clock = crate::clock::Clock::stopped_at(domain::Moment(0));
        let db = Db::open(&place, clock, crate::config::Rules::default()).unwrap();
        let read = |_: &mut AnyConnection, from: Option<&u32>| {
            let number = from.copied().unwrap_or(0);
            Ok(Batch {
                rows: vec![vec![number.to_string()]],
                next: (number < 3).then_some(number + 1),
            })
        };
        let file = File::new("numbers", &["number"]).with_mark(true);
        let Ok(answer) = file.answer(&db, read).await else {
            panic!("no answer");
        };
        let bytes = axum::body::to_bytes(answer.into_body(), 1000)
            .await
            .unwrap();
        assert_eq!(
            &bytes[..],
            "\u{feff}number\r\n0\r\n1\r\n2\r\n3\r\n".as_bytes()
        );
    }
}
