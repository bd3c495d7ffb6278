//! All that a database holds, as text that is the same wherever the same happened.

use crate::support::Office;
use crate::tables::{another_program, known, lines};
use std::collections::HashMap;

/// Parts the values of a row; nothing that is kept holds it.
const GAP: char = '\u{1f}';
/// Made by chance, or from it.
const LEFT_OUT: [&str; 2] = ["token_hash", "password_hash"];

/// Every table with its rows in the order in which they were made, each id replaced by its order of appearance.
pub fn export(office: &Office) -> String {
    let mut db = another_program(office);
    let mut names = Names::default();
    let mut text = String::new();
    for table in known() {
        let columns: Vec<_> = table
            .columns
            .iter()
            .filter(|(name, _)| !LEFT_OUT.contains(name))
            .collect();
        let values: Vec<String> = columns
            .iter()
            .map(|(name, kind)| value(name, kind))
            .collect();
        let query = format!(
            "SELECT {} AS line FROM {}",
            values.join(&format!(" || '{GAP}' || ")),
            table.name
        );
        let mut rows = lines(&mut db, &query);
        // Ids ascend with time. Sorted here, because each database has an order of its own for text.
        rows.sort();
        text.push_str(&format!("{}\n", table.name));
        let mut written: Vec<String> = rows
            .iter()
            .map(|row| {
                let cells = columns
                    .iter()
                    .zip(row.split(GAP))
                    .map(|((name, _), value)| format!("  {name} {value:?}"));
                names.stand_in(&format!("{}\n", cells.collect::<String>()))
            })
            .collect();
        // What rows are found by may be made by chance.
        written.sort();
        text.extend(written);
    }
    text
}

/// A column as text that is the same on both engines.
fn value(name: &str, kind: &str) -> String {
    match kind {
        "Bool" | "Nullable<Bool>" => format!("CASE WHEN \"{name}\" THEN 'yes' ELSE 'no' END"),
        _ => format!("coalesce(CAST(\"{name}\" AS TEXT), '-')"),
    }
}

/// What stands in place of ids and tokens.
#[derive(Default)]
pub struct Names(HashMap<String, String>);

impl Names {
    /// The text with `req_1`, `req_2` and so on for ids, in the order in which they appear, and with tokens left out.
    pub fn stand_in(&mut self, text: &str) -> String {
        let text = without_case_numbers(text);
        let words = text.split_inclusive(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        words.map(|word| self.word(word)).collect()
    }

    fn word(&mut self, word: &str) -> String {
        let bare = word.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        let rest = &word[bare.len()..];
        let is_hexadecimal = |text: &str, length| {
            text.len() == length && text.bytes().all(|b| b.is_ascii_hexdigit())
        };
        match bare.split_once('_') {
            Some((noun, digits)) if is_hexadecimal(digits, 32) => {
                let number = self
                    .0
                    .keys()
                    .filter(|id| id.starts_with(&format!("{noun}_")))
                    .count()
                    + 1;
                let name = self
                    .0
                    .entry(bare.to_owned())
                    .or_insert_with(|| format!("{noun}_{number}"));
                format!("{name}{rest}")
            }
            None if is_hexadecimal(bare, 64) => format!("TOKEN{rest}"),
            None if is_case_number(bare) => format!("NUMBER{rest}"),
            _ => word.to_owned(),
        }
    }
}

/// Numbers of cases are drawn: as they are kept, and as they are searched by.
fn is_case_number(word: &str) -> bool {
    let digits = |text: &str| text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit());
    let pairs = word.as_bytes().chunks(2);
    let is_encoded = word.len() == 20
        && pairs
            .into_iter()
            .all(|pair| pair[0] == b'3' && pair[1].is_ascii_digit());
    digits(word) || is_encoded
}

/// The text with the numbers of cases, in their groups, left out.
fn without_case_numbers(text: &str) -> String {
    const LENGTH: usize = "123-456-7890".len();
    let is_number = |piece: &str| {
        let at = |(place, b): (usize, u8)| match place {
            3 | 7 => b == b'-',
            _ => b.is_ascii_digit(),
        };
        piece.len() == LENGTH && piece.bytes().enumerate().all(at)
    };
    let mut kept = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        match rest.get(..LENGTH).filter(|piece| is_number(piece)) {
            Some(_) => {
                kept.push_str("NUMBER");
                rest = &rest[LENGTH..];
            }
            None => {
                kept.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    kept
}
