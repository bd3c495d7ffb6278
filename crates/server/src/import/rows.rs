//! The files and their lines: columns by name in any order, each value checked by the rules of the domain.

use crate::import::report::Report;
use crate::import::source::{ACCOUNTS, MEMBERSHIPS, PEOPLE, Source, VIRTUAL_ACCOUNTS};
use indicatif::ProgressBar;
use std::collections::BTreeMap;
use std::fs::File;
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
    pub fn get(&self, column: &str) -> &str {
        self.values.get(column).map_or("", String::as_str)
    }
}

/// Reads a file line by line. A missing file has no lines. Faults of form (header, quoting, encoding, length of a line) go to
/// the report; a file without its header is not read further.
pub fn each_line<E>(
    source: &Source,
    file: &'static str,
    report: &mut Report,
    progress: &ProgressBar,
    mut work: impl FnMut(&mut Report, Line) -> Result<(), E>,
) -> Result<(), E> {
    let path = source.path(file);
    if !path.exists() {
        return Ok(());
    }
    let mut reader = match csv::ReaderBuilder::new()
        .flexible(true)
        .trim(csv::Trim::All)
        .from_path(&path)
    {
        Ok(reader) => reader,
        Err(fault) => {
            report.fault(file, 1, format!("cannot be read: {fault}"));
            return Ok(());
        }
    };
    let header = match reader.headers() {
        Ok(header) => header
            .iter()
            .map(|name| name.trim_start_matches('\u{feff}').to_lowercase())
            .map(|name| match name.as_str() {
                // As the files of users call it that administrators upload.
                "virtual_accounts" if file == MEMBERSHIPS => "virtual_account".to_owned(),
                _ => name,
            })
            .collect::<Vec<_>>(),
        Err(fault) => {
            report.fault(file, 1, unreadable(&fault));
            return Ok(());
        }
    };
    if let Some(what) = header_fault(file, &header) {
        report.fault(file, 1, what);
        return Ok(());
    }
    let mut lines = Lines::of(&path);
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(fault) => {
                report.fault(file, lines.at(fault.position()), unreadable(&fault));
                continue;
            }
        };
        let number = lines.at(record.position());
        if record.len() != header.len() {
            report.fault(
                file,
                number,
                format!(
                    "has {} {} where the header has {} columns",
                    record.len(),
                    if record.len() == 1 { "value" } else { "values" },
                    header.len()
                ),
            );
            continue;
        }
        let values = header
            .iter()
            .cloned()
            .zip(record.iter().map(ToOwned::to_owned))
            .collect();
        for values in one_by_one(values) {
            work(report, Line { number, values })?;
        }
        progress.inc(1);
    }
    Ok(())
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
