//! The files and their lines: columns by name in any order, each value checked by the rules of the domain.

use crate::import::report::ImportReport;
use crate::import::source::{ACCOUNTS, ImportSource, MEMBERSHIPS, PEOPLE, VIRTUAL_ACCOUNTS};
use crate::storage::Error;
use std::collections::BTreeMap;
use std::fs::File;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{BufReader, Bytes, Read};
use std::iter::Peekable;
use std::path::Path;

/// A file's columns: those it must have, and those it may.
struct Columns {
    must: &'static [&'static str],
    may: &'static [&'static str],
}

fn columns(file: &str) -> Columns {
    match file {
        PEOPLE => Columns {
            must: &["user", "full_name", "organisation", "email"],
            may: &["phone", "language", "time_zone"],
        },
        ACCOUNTS => Columns {
            must: &["domain", "name"],
            may: &["type", "visibility"],
        },
        VIRTUAL_ACCOUNTS => Columns {
            must: &["domain", "name"],
            may: &["parent", "default"],
        },
        _ => Columns {
            must: &["user", "domain", "role"],
            may: &["virtual_account", "until"],
        },
    }
}

/// One line, its values by column.
pub struct Line {
    pub number: u64,
    values: BTreeMap<String, String>,
}

impl Line {
    /// What stands in a column, empty where the file has no such column.
    pub fn get(&self, column: &str) -> &str {
        self.values.get(column).map_or("", String::as_str)
    }
}

/// Reads a file line by line. A missing file has no lines. Faults of form (header, quoting, encoding, length of a line) go to
/// the report; a file without its header is not read further. Errors: those of `work`, which end the reading; the file holds something
/// else than when it was read before.
pub fn each_line(
    source: &ImportSource,
    file: &'static str,
    report: &mut ImportReport,
    mut work: impl FnMut(&mut ImportReport, Line) -> Result<(), Error>,
) -> Result<(), Error> {
    let path = source.path(file);
    let mut print = DefaultHasher::new();
    if !path.exists() {
        return source.has_read(file, print.finish());
    }
    let (mut reader, header) = match opened(file, &path) {
        Ok(opened) => opened,
        Err(what) => {
            report.fault(file, 1, what);
            return Ok(());
        }
    };
    header.hash(&mut print);
    let mut lines = Lines::of(&path);
    for record in reader.records() {
        let values = record.iter().flat_map(csv::StringRecord::iter);
        values.for_each(|value| value.hash(&mut print));
        let record = match record {
            Ok(record) => record,
            Err(fault) => {
                report.fault(file, lines.at(fault.position()), unreadable(&fault));
                continue;
            }
        };
        let number = lines.at(record.position());
        if record.len() != header.len() {
            report.fault(file, number, length_fault(record.len(), header.len()));
            continue;
        }
        let values = record.iter().map(ToOwned::to_owned);
        for values in one_by_one(header.iter().cloned().zip(values).collect()) {
            work(report, Line { number, values })?;
        }
        source.progress.inc(1);
    }
    source.has_read(file, print.finish())
}

/// As [`each_line`], with what each line says. In: how a line is read; what is wrong with one that cannot be goes to the report,
/// and the others are gone through with their numbers.
pub fn each_read<T>(
    source: &ImportSource,
    file: &'static str,
    read: fn(&Line) -> Result<T, String>,
    report: &mut ImportReport,
    mut work: impl FnMut(&mut ImportReport, u64, T) -> Result<(), Error>,
) -> Result<(), Error> {
    each_line(source, file, report, |report, line| match read(&line) {
        Ok(said) => work(report, line.number, said),
        Err(what) => {
            report.fault(file, line.number, what);
            Ok(())
        }
    })
}

/// A file with the names of its columns, or what is wrong with it as a whole.
fn opened(file: &str, path: &Path) -> Result<(csv::Reader<File>, Vec<String>), String> {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .trim(csv::Trim::All)
        .from_path(path)
        .map_err(|fault| format!("cannot be read: {fault}"))?;
    let header = reader.headers().map_err(|fault| unreadable(&fault))?;
    let header: Vec<String> = header
        .iter()
        // What some programs begin a file with, to say that it is written in UTF-8.
        .map(|name| name.trim_start_matches('\u{feff}').to_lowercase())
        .map(|name| match name.as_str() {
            // As the files of users call it that administrators upload.
            "virtual_accounts" if file == MEMBERSHIPS => "virtual_account".to_owned(),
            _ => name,
        })
        .collect();
    match header_fault(file, &header) {
        Some(what) => Err(what),
        None => Ok((reader, header)),
    }
}

fn length_fault(values: usize, columns: usize) -> String {
    let noun = if values == 1 { "value" } else { "values" };
    format!("has {values} {noun} where the header has {columns} columns")
}

/// A line for each of several Virtual Accounts that stand in one cell with `|` between them, as in files of users.
fn one_by_one(values: BTreeMap<String, String>) -> Vec<BTreeMap<String, String>> {
    let Some(cell) = values
        .get("virtual_account")
        .filter(|cell| cell.contains('|'))
    else {
        return vec![values];
    };
    let parts = cell.split('|').map(str::trim);
    let lines = parts.map(|part| {
        let mut line = values.clone();
        line.insert("virtual_account".into(), part.to_owned());
        line
    });
    lines.collect()
}

/// Counts lines. The CSV reader's own count is behind after a line that ends in `\r\n` and after empty ones: it takes what is
/// left of them as the beginning of the next record.
struct Lines {
    bytes: Option<Peekable<Bytes<BufReader<File>>>>,
    passed: u64,
    line: u64,
}

impl Lines {
    fn of(path: &Path) -> Self {
        let bytes = File::open(path).map(|file| BufReader::new(file).bytes().peekable());
        Self {
            bytes: bytes.ok(),
            passed: 0,
            line: 1,
        }
    }

    /// The line of the first value at or after a place; places come in ascending order.
    fn at(&mut self, place: Option<&csv::Position>) -> u64 {
        let start = place.map_or(0, csv::Position::byte);
        while let Some(Ok(byte)) = self.bytes.as_mut().and_then(Peekable::peek) {
            if self.passed >= start && !matches!(byte, b'\n' | b'\r') {
                break;
            }
            self.line += u64::from(*byte == b'\n');
            self.passed += 1;
            self.bytes.as_mut().and_then(Iterator::next);
        }
        self.line
    }
}

fn unreadable(fault: &csv::Error) -> String {
    match fault.kind() {
        csv::ErrorKind::Utf8 { .. } => "is not written in UTF-8".into(),
        _ => format!("cannot be read: {fault}"),
    }
}

fn header_fault(file: &str, header: &[String]) -> Option<String> {
    let columns = columns(file);
    let all = || {
        columns
            .must
            .iter()
            .chain(columns.may)
            .copied()
            .collect::<Vec<_>>()
            .join(", ")
    };
    if header.len() == 1 && header.iter().any(|name| name.contains(';')) {
        return Some(format!(
            "values must be separated by commas; the columns are {}",
            all()
        ));
    }
    if let Some(missing) = columns
        .must
        .iter()
        .find(|name| !header.iter().any(|found| found == *name))
    {
        return Some(format!(
            "the header has no column {missing:?}; the columns are {}",
            all()
        ));
    }
    let known = |name: &String| {
        columns
            .must
            .iter()
            .chain(columns.may)
            .any(|column| column == name)
    };
    if let Some(unknown) = header.iter().find(|name| !known(name)) {
        return Some(format!(
            "nobody knows the column {unknown:?}; the columns are {}",
            all()
        ));
    }
    let twice = header
        .iter()
        .enumerate()
        .find(|(index, name)| header[..*index].contains(name));
    twice.map(|(_, name)| format!("the column {name:?} stands there twice"))
}

/// As many lines as are looked up in one query.
pub const BATCH: usize = 500;

/// What an account is given where the files name no Virtual Account in it.
pub const DEFAULT: &str = "Default";

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[test]
    fn a_file_that_changes_between_two_readings_is_not_read_to_its_end() {
        let folder = tempfile::tempdir().unwrap();
        let source = ImportSource {
            dir: folder.path().to_owned(),
            progress: indicatif::ProgressBar::hidden(),
            read: Arc::default(),
        };
        let reads = || {
            let report = &mut ImportReport::default();
            each_line(&source, ACCOUNTS, report, |_, _| Ok(())).is_ok()
        };
        let holds = |text: &str| std::fs::write(source.path(ACCOUNTS), text).unwrap();
        holds("domain,name\nlumen.example,Lumen\n");
        assert!(reads() && reads());
        holds("domain,name\nlumen.example,Lumin\n");
        assert!(!reads());
        holds("domain,name\n");
        assert!(!reads());
        std::fs::remove_file(source.path(ACCOUNTS)).unwrap();
        assert!(!reads());
    }
}
