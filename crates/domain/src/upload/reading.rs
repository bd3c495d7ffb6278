//! A file of lines, read as it arrives: whatever the pieces it comes in, memory stays flat.
//!
//! CSV as in RFC 4180, but a line of the file is always a line of the table: no cell of ours holds a line end, and so one
//! quotation mark too few spoils one line and not the rest of the file.

use crate::upload::encoding::Encoding;
use crate::upload::line::{FileFault, LineFault, UploadLine, known_as};
use crate::upload::notes::Notes;

/// As large as a file may be.
pub const LARGEST_FILE: usize = 256 * 1024 * 1024;
/// Longer than any line that means something, in bytes.
pub const LONGEST_LINE: usize = 64 * 1024;
/// As many lines as one file may have.
pub const MOST_LINES: u64 = 1_000_000;
/// As many cells as a line may have.
const MOST_CELLS: usize = 64;

struct Header {
    separator: char,
    /// Where each wanted column stands.
    places: Vec<usize>,
    width: usize,
    /// Names of no column that is wanted.
    unknown: Vec<String>,
}

/// A file that was read to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whole {
    /// Below the header; none that are blank.
    pub lines: u64,
    pub notes: Notes,
}

/// Reads a file piece by piece.
pub struct Reader {
    columns: &'static [&'static str],
    header: Option<Header>,
    encoding: Encoding,
    /// The line that has begun, as far as it has come.
    pending: Vec<u8>,
    /// The line is longer than what is kept of it.
    is_too_long: bool,
    /// The byte before was a carriage return: a line feed now belongs to it, in whatever piece it comes.
    after_return: bool,
    /// Of the line that ended last, from 1, the header and blank lines included.
    number: u64,
    /// Lines below the header that hold something.
    lines: u64,
    /// The line that the file stopped in.
    unended: Option<u64>,
    failed: Option<FileFault>,
}

impl Reader {
    /// In: the names of the columns that must be there.
    pub fn new(columns: &'static [&'static str]) -> Self {
        Self {
            columns,
            header: None,
            encoding: Encoding::default(),
            pending: Vec::new(),
            is_too_long: false,
            after_return: false,
            number: 0,
            lines: 0,
            unended: None,
            failed: None,
        }
    }

    /// Takes the next piece of the file. Out: the lines that end in it go to `out`.
    /// Errors: why nothing can be done with the file; the rest of it is passed over.
    pub fn feed(&mut self, piece: &[u8], out: &mut Vec<UploadLine>) -> Result<(), FileFault> {
        for &byte in piece {
            if self.failed.is_some() {
                break;
            }
            let is_second = byte == b'\n' && self.after_return;
            self.after_return = byte == b'\r';
            match byte {
                _ if is_second => {}
                b'\n' | b'\r' => self.end_line(false, out),
                _ if self.pending.len() < LONGEST_LINE => self.pending.push(byte),
                _ => self.is_too_long = true,
            }
        }
        self.failed.clone().map_or(Ok(()), Err)
    }

    /// The file is at its end. Out: how many lines it has below the header, and what is to be said of how it was read.
    pub fn finish(mut self, out: &mut Vec<UploadLine>) -> Result<Whole, FileFault> {
        if !self.pending.is_empty() && self.failed.is_none() {
            self.end_line(true, out);
        }
        match (self.failed, self.header) {
            (Some(fault), _) => Err(fault),
            (None, None) => Err(FileFault::Empty),
            (None, Some(_)) if self.lines == 0 => Err(FileFault::NoLines),
            (None, Some(header)) => Ok(Whole {
                lines: self.lines,
                notes: Notes {
                    is_windows_1252: self.encoding == Encoding::Windows1252,
                    unknown_columns: header.unknown,
                    unended_line: self.unended,
                    ..Notes::default()
                },
            }),
        }
    }

    fn end_line(&mut self, is_last: bool, out: &mut Vec<UploadLine>) {
        self.number += 1;
        let bytes = std::mem::take(&mut self.pending);
        let is_too_long = std::mem::take(&mut self.is_too_long);
        match &self.header {
            None => match begin(self.columns, &mut self.encoding, &bytes, self.number == 1) {
                Ok(header) => self.header = header,
                Err(fault) => self.failed = Some(fault),
            },
            Some(header) => {
                let text = match is_too_long {
                    true => Err(LineFault::TooLong),
                    false => text(&mut self.encoding, &bytes, is_last),
                };
                let read = match text {
                    Ok(text) => read(header, self.columns, &text, is_last),
                    Err(fault) => Some((Vec::new(), vec![fault])),
                };
                let Some((cells, faults)) = read else { return };
                self.lines += 1;
                self.unended = is_last.then_some(self.number);
                if self.lines > MOST_LINES {
                    self.failed = Some(FileFault::TooManyLines);
                    return;
                }
                out.push(UploadLine {
                    number: self.number,
                    cells,
                    faults,
                });
            }
        }
    }
}

/// The header, once a line holds something.
fn begin(
    columns: &'static [&'static str],
    encoding: &mut Encoding,
    bytes: &[u8],
    is_first: bool,
) -> Result<Option<Header>, FileFault> {
    let bytes = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] if is_first => {
            *encoding = Encoding::Utf8;
            rest
        }
        other => other,
    };
    // UTF-16 begins with a mark of its own, or has a NUL in every other place.
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) || bytes.contains(&0) {
        return Err(FileFault::NotUtf8);
    }
    let text = encoding.text(bytes, false).ok_or(FileFault::NotUtf8)?;
    if text.trim().is_empty() {
        return Ok(None);
    }
    let (separator, said) = separated(columns, &text);
    let names: Vec<String> = said.iter().map(|name| known_as(name)).collect();
    let (mut places, mut missing) = (Vec::new(), Vec::new());
    for column in columns {
        let mut found = names.iter().enumerate().filter(|(_, name)| name == column);
        match (found.next(), found.next()) {
            (Some(_), Some(_)) => {
                let column = (*column).to_owned();
                return Err(FileFault::ColumnTwice { column });
            }
            (Some((place, _)), None) => places.push(place),
            (None, _) => missing.push((*column).to_owned()),
        }
    }
    if !missing.is_empty() {
        return Err(FileFault::ColumnsMissing { columns: missing });
    }
    let is_unknown = |name: &String| !name.is_empty() && !columns.contains(&&*known_as(name));
    let unknown = said.into_iter().filter(is_unknown);
    Ok(Some(Header {
        separator,
        places,
        width: names.len(),
        unknown: unknown.map(|name| short(&name)).collect(),
    }))
}

/// What stands between the names of a header, and those names: what knows the most columns, and of equals the first, so that it is a
/// comma where nothing is known.
fn separated(columns: &[&str], text: &str) -> (char, Vec<String>) {
    let tried = [',', ';', '\t'].map(|separator| {
        // A header that cannot be read names nothing.
        (separator, cells(text, separator).unwrap_or_default())
    });
    let known = |names: &[String]| {
        let is_there = |column: &&&str| names.iter().any(|name| known_as(name) == **column);
        columns.iter().filter(is_there).count()
    };
    let last_of_most = tried
        .into_iter()
        .rev()
        .max_by_key(|(_, names)| known(names));
    last_of_most.unwrap_or((',', Vec::new()))
}

/// The text of a line. Errors: it is none, or not all of it.
fn text(encoding: &mut Encoding, bytes: &[u8], is_last: bool) -> Result<String, LineFault> {
    // PostgreSQL takes no NUL in a text.
    match encoding.text(bytes, is_last) {
        Some(text) if !text.contains('\0') => Ok(text),
        None if is_last => Err(LineFault::CutOff),
        _ => Err(LineFault::NotUtf8),
    }
}

type Read = (Vec<String>, Vec<LineFault>);

/// The cells of a line; nothing where it is blank.
fn read(header: &Header, columns: &[&str], text: &str, is_last: bool) -> Option<Read> {
    let faulty = |fault| Some((Vec::new(), vec![fault]));
    let found = match cells(text, header.separator) {
        Ok(found) => found,
        Err(LineFault::QuoteOpen) if is_last => return faulty(LineFault::CutOff),
        Err(fault) => return faulty(fault),
    };
    if found.iter().all(String::is_empty) {
        return None;
    }
    let beyond = found.iter().skip(header.width).any(|cell| !cell.is_empty());
    if found.len() < header.width || beyond {
        let fault = if is_last && found.len() < header.width {
            LineFault::CutOff
        } else {
            LineFault::Cells {
                expected: header.width,
                found: found.len(),
            }
        };
        // Whoever is to mend the line must be able to find it.
        let said = found.iter().map(|cell| short(cell)).collect();
        return Some((said, vec![fault]));
    }
    let wanted: Vec<String> = header
        .places
        .iter()
        .filter_map(|place| found.get(*place).cloned())
        .collect();
    let formula = |(cell, column): (&String, &&str)| {
        is_formula(cell).then(|| LineFault::Formula {
            column: (*column).to_owned(),
        })
    };
    let faults = wanted.iter().zip(columns).filter_map(formula).collect();
    Some((wanted, faults))
}

/// As much of a cell as is shown again.
pub(crate) fn short(text: &str) -> String {
    text.chars().take(80).collect()
}

/// Whether a spreadsheet would take the cell for a formula (CWE-1236).
pub(crate) fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// The cells of one line, without white space around them.
fn cells(line: &str, separator: char) -> Result<Vec<String>, LineFault> {
    let mut cells = Vec::new();
    let mut rest = line;
    loop {
        if cells.len() == MOST_CELLS {
            return Err(LineFault::TooLong);
        }
        let begins = rest.trim_start_matches(|c: char| c.is_whitespace() && c != separator);
        let (cell, after) = match begins.strip_prefix('"') {
            Some(quoted) => unquote(quoted)?,
            None => {
                let end = rest.find(separator).unwrap_or(rest.len());
                (rest[..end].to_owned(), &rest[end..])
            }
        };
        cells.push(cell.trim().to_owned());
        let after = after.trim_start_matches(|c: char| c.is_whitespace() && c != separator);
        match after.strip_prefix(separator) {
            Some(next) => rest = next,
            None if after.is_empty() => return Ok(cells),
            None => return Err(LineFault::QuoteInside),
        }
    }
}

/// In: what follows an opening quotation mark. Out: the cell, and what follows the closing one.
fn unquote(text: &str) -> Result<(String, &str), LineFault> {
    let mut cell = String::new();
    let mut rest = text;
    loop {
        let at = rest.find('"').ok_or(LineFault::QuoteOpen)?;
        cell.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        match rest.strip_prefix('"') {
            Some(next) => {
                cell.push('"');
                rest = next;
            }
            None => return Ok((cell, rest)),
        }
    }
}
