//! What is seen of an answer, and where two of them part.

use crate::support::page::Answer;
use std::collections::BTreeSet;

/// Status, where it leads, the name of a file, and all of the page or file.
pub type Seen = (u16, String, String, String);

/// What is seen of an answer, with the id that was named made the same.
pub fn seen(answer: &Answer, id: &str) -> Seen {
    let plain = |text: &str| numbered(&text.replace(id, "ID"));
    let header = |name: &str| {
        answer
            .headers
            .get(name)
            .map_or_else(String::new, |text| plain(text))
    };
    (
        answer.status,
        header("location"),
        header("content-disposition"),
        once(&plain(&answer.html)),
    )
}

/// What is made by one answer has another id than what is made by the next.
fn numbered(text: &str) -> String {
    let mut rest = text;
    let mut plain = String::new();
    while let Some(place) = rest.find('_') {
        let (head, tail) = rest.split_at(place + 1);
        plain.push_str(head);
        let digits = tail.bytes().take_while(u8::is_ascii_hexdigit).count();
        rest = if digits == 32 { &tail[32..] } else { tail };
    }
    plain + rest
}

/// Each entry of a list and each row once: what was refused before stands in the history of what it was refused for.
fn once(text: &str) -> String {
    let mut known = BTreeSet::new();
    let pieces = text
        .split_inclusive("</li>")
        .flat_map(|piece| piece.split_inclusive("</tr>"));
    pieces
        .filter(|piece| known.insert(piece.to_owned()))
        .collect()
}

/// Where two answers part.
pub fn difference(one: &Seen, other: &Seen) -> String {
    if one.0 != other.0 || one.1 != other.1 {
        return format!("{} {} and {} {}", one.0, one.1, other.0, other.1);
    }
    let (one, other): (Vec<char>, Vec<char>) = (one.3.chars().collect(), other.3.chars().collect());
    let at = one
        .iter()
        .zip(&other)
        .take_while(|(one, other)| one == other)
        .count();
    let around = |text: &[char]| {
        text.iter()
            .skip(at.saturating_sub(80))
            .take(240)
            .collect::<String>()
    };
    format!("…{}…\n  and …{}…", around(&one), around(&other))
}
