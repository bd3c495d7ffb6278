//! The files and their lines: columns by name in any order, each value checked by the rules of the domain.

use super::{Report, Source};
use domain::person::{EmailAddress, Language, Phone, UserId, name};
use domain::smart_account::{AccountKind, Visibility};
use domain::text::TextFault;
use domain::{DomainIdentifier, Moment, Role};
use indicatif::ProgressBar;
use jiff::tz::TimeZone;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Bytes, Read};
use std::iter::Peekable;
use std::path::Path;

pub const PEOPLE: &str = "people.csv";
pub const ACCOUNTS: &str = "accounts.csv";
pub const VIRTUAL_ACCOUNTS: &str = "virtual_accounts.csv";
pub const MEMBERSHIPS: &str = "memberships.csv";
pub const FILES: [&str; 4] = [PEOPLE, ACCOUNTS, VIRTUAL_ACCOUNTS, MEMBERSHIPS];

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
                    "has {} values where the header has {} columns",
                    record.len(),
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
        work(report, Line { number, values })?;
        progress.inc(1);
    }
    Ok(())
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

pub struct PersonLine {
    pub user_id: UserId,
    pub full_name: String,
    pub organisation: String,
    pub email: EmailAddress,
    pub phone: Option<Phone>,
    pub language: Language,
    pub time_zone: String,
}

pub struct AccountLine {
    pub domain: DomainIdentifier,
    pub name: String,
    pub kind: AccountKind,
    pub visibility: Visibility,
}

pub struct VirtualAccountLine {
    pub domain: DomainIdentifier,
    pub name: String,
    pub parent: Option<String>,
    pub is_default: bool,
}

pub struct MembershipLine {
    pub user_id: UserId,
    pub domain: DomainIdentifier,
    pub role: Role,
    pub virtual_account: Option<String>,
    pub until: Option<Moment>,
}

fn text(line: &Line, column: &str) -> Result<String, String> {
    name(line.get(column)).map_err(|fault| match fault {
        TextFault::Missing => format!("{column}: is empty"),
        TextFault::TooLong { most, .. } => format!("{column}: is longer than {most} characters"),
        TextFault::TooShort { .. } | TextFault::NotShowable => {
            format!("{column}: holds characters that cannot be shown")
        }
    })
}

fn optional(line: &Line, column: &str) -> Result<Option<String>, String> {
    if line.get(column).is_empty() {
        Ok(None)
    } else {
        text(line, column).map(Some)
    }
}

fn domain(line: &Line) -> Result<DomainIdentifier, String> {
    let typed = line.get("domain");
    DomainIdentifier::parse(typed)
        .map_err(|_| format!("domain: {typed:?} is no domain identifier, such as company.example"))
}

fn user_id(line: &Line) -> Result<UserId, String> {
    let typed = line.get("user");
    UserId::parse(typed).map_err(|_| {
        format!("user: {typed:?} is no user ID (2 to 64 of a-z, 0-9, dot, hyphen, underscore)")
    })
}

/// The value of a column among known words; the first of them where it is empty.
fn one_of<T: Copy>(
    line: &Line,
    column: &str,
    all: &[T],
    key: fn(T) -> &'static str,
) -> Result<T, String> {
    let typed = line.get(column);
    let found = if typed.is_empty() {
        all.first()
    } else {
        all.iter().find(|one| key(**one) == typed)
    };
    let words = || {
        all.iter()
            .map(|one| key(*one))
            .collect::<Vec<_>>()
            .join(", ")
    };
    found
        .copied()
        .ok_or_else(|| format!("{column}: {typed:?} is none of {}", words()))
}

impl PersonLine {
    pub fn read(line: &Line) -> Result<Self, String> {
        let typed = line.get("email");
        let zone = if line.get("time_zone").is_empty() {
            "UTC"
        } else {
            line.get("time_zone")
        };
        if zone != "UTC" && TimeZone::get(zone).is_err() {
            return Err(format!(
                "time_zone: {zone:?} is no IANA time zone, such as Europe/Paris"
            ));
        }
        Ok(Self {
            user_id: user_id(line)?,
            full_name: text(line, "full_name")?,
            organisation: text(line, "organisation")?,
            email: EmailAddress::parse(typed)
                .map_err(|_| format!("email: {typed:?} is no e-mail address"))?,
            phone: Phone::parse(line.get("phone"))
                .map_err(|_| format!("phone: {:?} is no phone number", line.get("phone")))?,
            language: one_of(line, "language", Language::ALL, Language::key)?,
            time_zone: zone.to_owned(),
        })
    }
}

impl AccountLine {
    pub fn read(line: &Line) -> Result<Self, String> {
        Ok(Self {
            domain: domain(line)?,
            name: text(line, "name")?,
            kind: one_of(line, "type", AccountKind::ALL, AccountKind::key)?,
            visibility: one_of(line, "visibility", Visibility::ALL, Visibility::key)?,
        })
    }
}

impl VirtualAccountLine {
    pub fn read(line: &Line) -> Result<Self, String> {
        let is_default = match line.get("default") {
            "" | "no" | "false" => false,
            "yes" | "true" => true,
            other => return Err(format!("default: {other:?} is neither yes nor no")),
        };
        Ok(Self {
            domain: domain(line)?,
            name: text(line, "name")?,
            parent: optional(line, "parent")?,
            is_default,
        })
    }
}

impl MembershipLine {
    pub fn read(line: &Line) -> Result<Self, String> {
        let role = one_of(line, "role", &Role::ALL, Role::key)?;
        if line.get("role").is_empty() {
            return Err("role: is empty".into());
        }
        let virtual_account = optional(line, "virtual_account")?;
        if role.is_for_virtual_accounts() != virtual_account.is_some() {
            let what = if role.is_for_virtual_accounts() {
                "needs a virtual_account"
            } else {
                "goes with the whole account: leave virtual_account empty"
            };
            return Err(format!("role: {} {what}", role.key()));
        }
        let until = match line.get("until") {
            "" => None,
            date => {
                let until = crate::language::end_of_day(date, &TimeZone::UTC);
                Some(
                    until
                        .ok_or_else(|| format!("until: {date:?} is no date, such as 2027-03-31"))?,
                )
            }
        };
        Ok(Self {
            user_id: user_id(line)?,
            domain: domain(line)?,
            role,
            virtual_account,
            until,
        })
    }
}
