//! Where words stand: every table with texts in which somebody may be named, looked through a few rows at a time.

use crate::storage;
use crate::storage::{AnyConnection, Error, Tx};
use crate::store::erasure::row::Underway;
use crate::store::erasure::search::{Fate, Row, Search, text};
use crate::store::erasure::typed;
use serde_json::Value as Json;

/// As many rows as are looked at in one transaction.
const BATCH: usize = 300;

type Typed = fn(&Search, &mut Tx, &mut Row) -> Result<Fate, Error>;

/// A table with texts.
pub struct Place {
    pub table: &'static str,
    /// Its key: one or two columns, of which the second may be a number.
    keys: &'static [&'static str],
    has_number: bool,
    /// What is read to know whose a row is.
    reads: &'static [&'static str],
    /// The columns in which somebody may be named.
    pub texts: &'static [&'static str],
    typed: Typed,
}

const fn place(
    table: &'static str,
    reads: &'static [&'static str],
    texts: &'static [&'static str],
    typed: Typed,
) -> Place {
    Place {
        table,
        keys: &["id"],
        has_number: false,
        reads,
        texts,
        typed,
    }
}

const fn plain(table: &'static str, texts: &'static [&'static str]) -> Place {
    place(table, &[], texts, typed::plain)
}

/// Every place. What stands in the log and in the rows that it made is treated alike, so that one still follows from the other.
pub const PLACES: &[Place] = &[
    place(
        "events",
        &["actor", "name", "person_id", "case_id"],
        // By way of a file is said with what the file was called.
        &["body", "origin"],
        typed::event,
    ),
    place(
        "access_requests",
        &["applicant_id"],
        &["reason", "status", "progress", "target"],
        typed::request,
    ),
    place(
        "access_request_comments",
        &["author_id", "request_id"],
        &["words"],
        typed::comment,
    ),
    place(
        "account_creations",
        &["creator_id"],
        &["body"],
        typed::creation,
    ),
    place(
        "support_case_messages",
        &["author_id", "case_id"],
        &["words"],
        typed::message,
    ),
    place(
        "access_review_lines",
        &["person_id"],
        &["holder_name", "verdict"],
        typed::review_line,
    ),
    // What is still to be written comes before what was: nothing is written in between that nobody looks at.
    place("notices", &[], &["notice", "last_error"], typed::notice),
    place(
        "digest_letters",
        &["person_id", "request_id"],
        &["letter"],
        typed::digest,
    ),
    place(
        "outbox",
        &["person_id", "request_id", "thread"],
        &["address", "subject", "letter", "reader_name", "last_error"],
        typed::mail,
    ),
    Place {
        keys: &["token_hash"],
        ..place(
            "single_use_links",
            &["case_id"],
            &["link", "takes_back"],
            typed::link,
        )
    },
    plain("invitations", &["email", "email_key", "offers"]),
    plain("notification_addresses", &["email", "email_key"]),
    plain("automation_rules", &["name", "conditions", "verdict"]),
    Place {
        keys: &["request_id"],
        ..place(
            "entitlements",
            &["person_id", "ended_by"],
            &["what", "end_words"],
            typed::entitlement,
        )
    },
    plain("smart_accounts", &["name", "address"]),
    plain("virtual_accounts", &["name", "description", "former_name"]),
    Place {
        keys: &["virtual_account_id", "key"],
        ..plain("virtual_account_tags", &["value", "folded"])
    },
    plain("groups", &["name", "description", "folded_name"]),
    plain("former_groups", &["name"]),
    Place {
        keys: &["agreement_id", "number"],
        has_number: true,
        ..plain("agreement_versions", &["title", "words"])
    },
    plain("access_reviews", &["body"]),
    plain("contracts", &["company", "parent"]),
    plain("uploads", &["file_name", "fault", "notes"]),
    Place {
        keys: &["upload_id", "line"],
        has_number: true,
        ..place(
            "upload_lines",
            &[],
            &["cells", "faults"],
            typed::upload_line,
        )
    },
    plain("put_offs", &["fault"]),
    plain("mail_standstills", &["trouble", "said"]),
    // The bytes of files before what they are called by.
    Place {
        keys: &["attachment_id", "number"],
        has_number: true,
        ..place("support_case_attachment_pieces", &[], &[], typed::piece)
    },
    place(
        "support_case_attachments",
        &["case_id", "message_id"],
        &["name"],
        typed::attachment,
    ),
    // After what hangs on a case, which is known by what stands in it.
    place(
        "support_cases",
        &["opened_by"],
        &["subject", "visitor_name", "visitor_email"],
        typed::case,
    ),
    Place {
        keys: &["upload_id", "number"],
        ..place("upload_numbers", &[], &["company"], typed::upload_number)
    },
];

/// Stands between the two columns of a key, and in neither.
const BETWEEN: char = '\n';

/// Looks through the next rows of a place. Out: the last that was looked at; none where nothing is left.
pub fn step(tx: &mut Tx, underway: &Underway, place: &Place) -> Result<Option<String>, Error> {
    let search = Search {
        person: &underway.person,
        eraser: underway.sought.eraser()?,
        underway,
    };
    let rows = read(tx.db, place, &underway.cursor)?;
    let is_full = rows.len() == BATCH;
    let mut last = None;
    for before in rows {
        let key: Vec<String> = place
            .keys
            .iter()
            .map(|name| text(&before, name).to_owned())
            .collect();
        let mut row = before.clone();
        let fate = (place.typed)(&search, tx, &mut row)?;
        let goes = match fate {
            Fate::OfAnother => false,
            Fate::Goes => true,
            Fate::Stays | Fate::GoesIfNamed => {
                let is_named = erase(&search, place, &mut row)?;
                is_named && fate == Fate::GoesIfNamed
            }
        };
        if goes {
            delete(tx.db, place, &key)?;
        } else if row != before {
            update(tx.db, place, &key, &row)?;
        }
        last = Some(key.join(&BETWEEN.to_string()));
    }
    Ok(last.filter(|_| is_full))
}

/// Takes the person out of the texts of a row. Out: whether they were named.
fn erase(search: &Search, place: &Place, row: &mut Row) -> Result<bool, Error> {
    let mut any = false;
    for name in place.texts {
        let left = match place.table {
            "outbox" => search.eraser.erase_in_letter(text(row, name)),
            _ => search.eraser.erase(text(row, name)),
        };
        if let Some(left) = left {
            // A name may be what the program itself calls something: no document is broken for it.
            if typed::is_sound(place.table, name, &left) {
                row.insert((*name).to_owned(), Json::String(left));
                any = true;
            }
        }
    }
    Ok(any)
}

fn read(db: &mut AnyConnection, place: &Place, cursor: &str) -> Result<Vec<Row>, Error> {
    let object = match db {
        AnyConnection::Sqlite(_) => "json_object",
        AnyConnection::Postgres(_) => "json_build_object",
    };
    let columns = place.keys.iter().chain(place.reads).chain(place.texts);
    let columns: Vec<String> = columns
        .map(|name| format!("'{name}', CAST({name} AS TEXT)"))
        .collect();
    let (columns, table) = (columns.join(", "), place.table);
    let (first, second) = cursor.split_once(BETWEEN).unwrap_or((cursor, ""));
    let (order, after, binds) = match place.keys {
        [one, two] => {
            let (bound, least) = match place.has_number {
                true => ("CAST($2 AS BIGINT)", "-1"),
                false => ("$2", ""),
            };
            let second = if second.is_empty() { least } else { second };
            (
                format!("{one}, {two}"),
                format!("({one}, {two}) > ($1, {bound})"),
                vec![first.to_owned(), second.to_owned()],
            )
        }
        keys => {
            let one = keys.first().copied().unwrap_or("id");
            (
                one.to_owned(),
                format!("{one} > $1"),
                vec![first.to_owned()],
            )
        }
    };
    let sql = format!(
        "SELECT CAST({object}({columns}) AS TEXT) AS id FROM {table} WHERE {after} ORDER BY {order} LIMIT {BATCH}"
    );
    storage::raw::ids(db, &sql, &binds)?
        .iter()
        .map(|row| storage::json::value("erasure", place.table, row))
        .collect()
}

fn is_this(place: &Place, from: usize) -> String {
    let is = |(number, name): (usize, &&str)| {
        let bind = from + number;
        match place.has_number && number == 1 {
            true => format!("{name} = CAST(${bind} AS BIGINT)"),
            false => format!("{name} = ${bind}"),
        }
    };
    let all: Vec<String> = place.keys.iter().enumerate().map(is).collect();
    all.join(" AND ")
}

fn delete(db: &mut AnyConnection, place: &Place, key: &[String]) -> Result<(), Error> {
    let sql = format!("DELETE FROM {} WHERE {}", place.table, is_this(place, 1));
    storage::raw::change(db, &sql, key)
}

fn update(db: &mut AnyConnection, place: &Place, key: &[String], row: &Row) -> Result<(), Error> {
    // What was empty stays as it is.
    let texts = place
        .texts
        .iter()
        .filter(|name| row.get(**name).is_some_and(Json::is_string));
    let mut binds: Vec<String> = Vec::new();
    let mut sets = Vec::new();
    for name in texts {
        binds.push(text(row, name).to_owned());
        sets.push(format!("{name} = ${}", binds.len()));
    }
    let is_this = is_this(place, binds.len() + 1);
    binds.extend_from_slice(key);
    let sql = format!(
        "UPDATE {} SET {} WHERE {is_this}",
        place.table,
        sets.join(", ")
    );
    storage::raw::change(db, &sql, &binds)
}
