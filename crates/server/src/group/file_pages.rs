//! Members from a file: every line looked at and every fault named before anything changes.

use super::edit_pages::kept;
use super::member_pages::{fault_of, held, look_up};
use super::naming::{Known, MOST_LINES};
use super::show_pages::Held;
use crate::smart_account::desk::{Desk, DeskTab, ManageGroups};
use crate::web::errors::{PageError, form_urlencoded};
use crate::web::page::{Page, render, render_with};
use crate::web::visit::Visit;
use askama::Template;
use axum::extract::multipart::MultipartError;
use axum::extract::{Multipart, Path};
use axum::http::StatusCode;
use axum::response::Response;
use domain::group::Group;
use domain::smart_account::SmartAccount;
use i18n_embed_fl::fl;
use std::collections::HashMap;

/// The one column a file of members must have; others are left alone.
const COLUMN: &str = "user";

/// What is wrong with a file as a whole, or with one of its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileFault {
    /// Not in UTF-8.
    Encoding,
    Empty,
    NoColumn,
    TooManyLines,
    /// The file ends in the middle of a quoted field, or the line has more or fewer fields than the header.
    Broken {
        line: u64,
    },
    /// No user on this line.
    Blank {
        line: u64,
    },
    Repeated {
        line: u64,
        first: u64,
    },
}

/// The users a file names, with their lines, and what is wrong with it.
///
/// Takes UTF-8 with or without a byte order mark; commas, semicolons or tabs; the column anywhere.
pub fn read(bytes: &[u8]) -> (Vec<(u64, String)>, Vec<FileFault>) {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let Ok(text) = std::str::from_utf8(bytes) else {
        return (Vec::new(), vec![FileFault::Encoding]);
    };
    let header = text.lines().next().unwrap_or("");
    if text.trim().is_empty() {
        return (Vec::new(), vec![FileFault::Empty]);
    }
    // An opened quotation mark that is never closed would make one field of all that follows.
    let is_cut = text.matches('"').count() % 2 == 1;
    let separator = [b';', b'\t']
        .into_iter()
        .find(|separator| header.as_bytes().contains(separator))
        .unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let place = match reader.headers() {
        Ok(header) => header
            .iter()
            .position(|name| name.eq_ignore_ascii_case(COLUMN)),
        Err(_) => None,
    };
    let Some(place) = place else {
        return (Vec::new(), vec![FileFault::NoColumn]);
    };
    let (mut users, mut faults) = (Vec::new(), Vec::new());
    let mut seen: HashMap<String, u64> = HashMap::new();
    let mut lines = Lines::of(text);
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(fault) => {
                let line = lines.at(fault.position());
                faults.push(FileFault::Broken { line });
                continue;
            }
        };
        let line = lines.at(record.position());
        let user = record.get(place).unwrap_or("");
        if user.is_empty() {
            faults.push(FileFault::Blank { line });
        } else if let Some(first) = seen.insert(user.to_lowercase(), line) {
            seen.insert(user.to_lowercase(), first);
            faults.push(FileFault::Repeated { line, first });
        } else {
            users.push((line, user.to_owned()));
        }
        if users.len() + faults.len() > MOST_LINES {
            return (Vec::new(), vec![FileFault::TooManyLines]);
        }
    }
    if is_cut {
        let line = text.lines().count() as u64;
        faults.push(FileFault::Broken { line });
    } else if users.is_empty() && faults.is_empty() {
        faults.push(FileFault::Empty);
    }
    (users, faults)
}

/// Counts lines on the way through a text. The reader's own count is one behind after a line end of two characters.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: u64,
}

impl<'a> Lines<'a> {
    fn of(text: &'a str) -> Self {
        Self {
            text: text.as_bytes(),
            at: 0,
            line: 1,
        }
    }

    /// The line on which the record begins that the reader found here; later each time.
    fn at(&mut self, place: Option<&csv::Position>) -> u64 {
        let place = place.and_then(|place| usize::try_from(place.byte()).ok());
        let mut to = place.unwrap_or(self.at).clamp(self.at, self.text.len());
        while matches!(self.text.get(to), Some(b'\r' | b'\n')) {
            to += 1;
        }
        let passed = self.text[self.at..to].iter().filter(|byte| **byte == b'\n');
        self.line += passed.count() as u64;
        self.at = to;
        self.line
    }
}

#[derive(Template)]
#[template(path = "group/file.html")]
struct FilePage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    subtabs: Vec<DeskTab>,
    group: Group,
    held: Vec<Held>,
    hint: String,
    fault: Option<String>,
}

async fn file_page(
    desk: &Desk<ManageGroups>,
    group: Group,
    fault: Option<String>,
) -> Result<FilePage, PageError> {
    let name = group.name.as_str();
    Ok(FilePage {
        p: desk.page(&fl!(desk.words.plain, "group-file-title", name = name)),
        account: desk.account.clone(),
        tabs: desk.tabs("users"),
        subtabs: desk.subtabs("users", "groups"),
        held: held(desk, &group).await?,
        hint: fl!(desk.words.text, "group-file-hint", most = MOST_LINES),
        fault,
        group,
    })
}

pub async fn form(
    desk: Desk<ManageGroups>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let group = kept(&desk, &id).await?;
    Ok(render(&file_page(&desk, group, None).await?))
}

/// One line of the preview that is in order.
pub struct Line {
    pub line: u64,
    pub user: String,
    pub full_name: String,
    pub is_new: bool,
}

#[derive(Template)]
#[template(path = "group/preview.html")]
struct PreviewPage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    subtabs: Vec<DeskTab>,
    group: Group,
    held: Vec<Held>,
    /// What is wrong, in the order of lines.
    wrong: Vec<String>,
    /// The first lines, and how many more there are.
    lines: Vec<Line>,
    more: usize,
    new: usize,
    already: usize,
    people: String,
}

/// The preview's form carries the names on; this much fits into a form, with room for the rest of it.
const LARGEST_CARRIED: usize = 240 * 1024;

/// How long the names are in a form, each on a line of its own.
fn carried(names: &[String]) -> usize {
    let lengths = names.iter().map(|name| form_urlencoded(name).len());
    lengths.map(|length| length + "%0D%0A".len()).sum()
}

/// As many lines of a file are shown.
const MOST_SHOWN: usize = 100;

fn in_words(visit: &Visit, fault: &FileFault) -> (u64, String) {
    let t = &visit.words.text;
    match fault {
        FileFault::Encoding => (0, fl!(t, "group-file-encoding")),
        FileFault::Empty => (0, fl!(t, "group-file-empty")),
        FileFault::NoColumn => (0, fl!(t, "group-file-no-column")),
        FileFault::TooManyLines => (0, fl!(t, "group-file-too-long", most = MOST_LINES)),
        FileFault::Broken { line } => (*line, fl!(t, "group-file-broken")),
        FileFault::Blank { line } => (*line, fl!(t, "group-file-blank")),
        FileFault::Repeated { line, first } => {
            let first = *first;
            (
                *line,
                fl!(visit.words.plain, "group-file-repeated", line = first),
            )
        }
    }
}

/// The file that was sent: its lines and what is wrong with it; none where the field was left empty.
type Sent = Option<(Vec<(u64, String)>, Vec<FileFault>)>;

async fn sent(mut form: Multipart) -> Result<Sent, PageError> {
    let broken = |fault: MultipartError| match fault.status() {
        // No more of it is read than may be.
        StatusCode::PAYLOAD_TOO_LARGE => Ok(Some((Vec::new(), vec![FileFault::TooManyLines]))),
        _ => Err(PageError::BadForm),
    };
    loop {
        match form.next_field().await {
            Ok(Some(field)) if field.name() == Some("file") => {
                return match field.bytes().await {
                    Ok(bytes) if bytes.is_empty() => Ok(None),
                    Ok(bytes) => Ok(Some(read(&bytes))),
                    Err(fault) => broken(fault),
                };
            }
            Ok(Some(_)) => {}
            Ok(None) => return Ok(None),
            Err(fault) => return broken(fault),
        }
    }
}

pub async fn preview(
    desk: Desk<ManageGroups>,
    Path((_, id)): Path<(String, String)>,
    form: Multipart,
) -> Result<Response, PageError> {
    let group = kept(&desk, &id).await?;
    let unfit = StatusCode::UNPROCESSABLE_ENTITY;
    let Some((users, faults)) = sent(form).await? else {
        let fault = Some(fl!(desk.words.text, "group-file-missing"));
        let page = file_page(&desk, group, fault).await?;
        return Ok(render_with(unfit, &page));
    };
    if let [whole] = faults.as_slice()
        && let (0, words) = in_words(&desk, whole)
    {
        let page = file_page(&desk, group, Some(words)).await?;
        return Ok(render_with(unfit, &page));
    }
    let names: Vec<String> = users.iter().map(|(_, user)| user.clone()).collect();
    if carried(&names) > LARGEST_CARRIED {
        let (_, words) = in_words(&desk, &FileFault::TooManyLines);
        let page = file_page(&desk, group, Some(words)).await?;
        return Ok(render_with(unfit, &page));
    }
    let known = look_up(&desk, &group, names).await?;
    let faults = faults.iter().map(|fault| in_words(&desk, fault)).collect();
    let page = preview_page(&desk, group, users, known, faults).await?;
    let status = match page.wrong.is_empty() {
        true => StatusCode::OK,
        false => unfit,
    };
    Ok(render_with(status, &page))
}

async fn preview_page(
    desk: &Desk<ManageGroups>,
    group: Group,
    users: Vec<(u64, String)>,
    known: Vec<Known>,
    mut wrong: Vec<(u64, String)>,
) -> Result<PreviewPage, PageError> {
    let (mut lines, mut people) = (Vec::new(), Vec::new());
    let (mut new, mut already) = (0, 0);
    for ((line, user), known) in users.into_iter().zip(known) {
        if let Some(fault) = fault_of(desk, &user, &known) {
            wrong.push((line, fault));
            continue;
        }
        let (full_name, is_new) = match known {
            Known::New { full_name, .. } => (full_name, true),
            Known::Already { full_name } => (full_name, false),
            _ => continue,
        };
        if is_new {
            new += 1;
            people.push(user.clone());
        } else {
            already += 1;
        }
        lines.push(Line {
            line,
            user,
            full_name,
            is_new,
        });
    }
    wrong.sort_by_key(|(line, _)| *line);
    let wrong = wrong.into_iter().map(|(line, fault)| {
        let place = fl!(desk.words.plain, "group-file-line", line = line);
        format!("{place} {fault}")
    });
    let more = lines.len().saturating_sub(MOST_SHOWN);
    lines.truncate(MOST_SHOWN);
    let name = group.name.as_str();
    Ok(PreviewPage {
        p: desk.page(&fl!(desk.words.plain, "group-file-title", name = name)),
        account: desk.account.clone(),
        tabs: desk.tabs("users"),
        subtabs: desk.subtabs("users", "groups"),
        held: held(desk, &group).await?,
        wrong: wrong.collect(),
        lines,
        more,
        new,
        already,
        people: people.join("\n"),
        group,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn users(text: &str) -> Vec<(u64, String)> {
        let (users, faults) = read(text.as_bytes());
        assert_eq!(faults, []);
        users
    }

    #[test]
    fn marks_separators_and_order_do_not_matter() {
        let both = [(2, "amina".to_owned()), (3, "b@x.example".to_owned())];
        assert_eq!(users("user\namina\nb@x.example\n"), both);
        assert_eq!(
            users("\u{feff}user;note\r\namina;\"a;b\"\r\nb@x.example;\r\n"),
            both
        );
        assert_eq!(users("note\tUser\n1\t amina \n2\tb@x.example"), both);
    }

    #[test]
    fn every_fault_names_its_line() {
        let (found, faults) = read(b"user,note\namina,\n,x\nAmina,\nb,c,d\nchen,\n");
        let found: Vec<_> = found.iter().map(|(_, user)| user.as_str()).collect();
        assert_eq!(found, ["amina", "chen"]);
        let wanted = [
            FileFault::Blank { line: 3 },
            FileFault::Repeated { line: 4, first: 2 },
            FileFault::Broken { line: 5 },
        ];
        assert_eq!(faults, wanted);
    }

    #[test]
    fn what_is_no_such_file_says_so() {
        let only = |bytes: &[u8]| read(bytes).1;
        assert_eq!(only(b"user\nR\xe9mi\n"), [FileFault::Encoding]);
        assert_eq!(only(b""), [FileFault::Empty]);
        assert_eq!(only(b"user\n"), [FileFault::Empty]);
        assert_eq!(only(b"name\namina\n"), [FileFault::NoColumn]);
        assert_eq!(
            only(b"user\n\"amina\nbruno\n"),
            [FileFault::Broken { line: 3 }]
        );
        let long = format!("user\n{}", "x\n".repeat(MOST_LINES + 1));
        assert_eq!(only(long.as_bytes()), [FileFault::TooManyLines]);
    }
}
