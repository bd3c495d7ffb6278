//! By which bytes types of files are told.

use crate::attachment::kind::AttachmentKind;

/// The three types that begin with bytes of their own.
const KNOWN: [(&[u8], AttachmentKind); 3] = [
    (b"\x89PNG\r\n\x1a\n", AttachmentKind::Png),
    (b"\xff\xd8\xff", AttachmentKind::Jpeg),
    (b"%PDF-", AttachmentKind::Pdf),
];

/// How archives and packed files begin; documents of office programs are archives, too.
const PACKED: [&[u8]; 10] = [
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"Rar!\x1a\x07",
    b"7z\xbc\xaf\x27\x1c",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ\0",
    b"\x28\xb5\x2f\xfd",
    b"MSCF",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
];

/// What pages, drawings and programs begin with, or hold near their beginning.
const ACTIVE: [&[u8]; 8] = [
    b"<!doctype",
    b"<html",
    b"<script",
    b"<svg",
    b"<iframe",
    b"<?php",
    b"<?xml",
    b"{\\rtf",
];

/// The last chunk of every PNG.
const PNG_END: &[u8] = b"\0\0\0\0IEND\xae\x42\x60\x82";

/// The type by the first bytes.
pub(super) fn known(head: &[u8]) -> Option<AttachmentKind> {
    let mut known = KNOWN.iter();
    let found = known.find(|(sign, _)| head.starts_with(sign));
    found.map(|(_, kind)| *kind)
}

/// Whether other files are packed in it.
pub(super) fn is_packed(head: &[u8]) -> bool {
    let is_tar = head.get(257..262) == Some(b"ustar");
    is_tar || PACKED.iter().any(|sign| head.starts_with(sign))
}

/// Whether a page, a drawing or a program stands in the midst of it.
pub(super) fn holds_active(head: &[u8]) -> bool {
    let head = head.to_ascii_lowercase();
    ACTIVE.iter().any(|sign| find(&head, sign).is_some())
}

/// Whether a text begins like a page, a drawing or a program: with a tag, as browsers guess it (WHATWG, "MIME Sniffing", 7.1), or with
/// what has another program run it.
pub(super) fn begins_active(head: &[u8]) -> bool {
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let text = text.trim_ascii_start();
    let is_tag = matches!(
        text,
        [b'<', b'!' | b'?' | b'/' | b'a'..=b'z' | b'A'..=b'Z', ..]
    );
    is_tag || text.starts_with(b"#!") || text.starts_with(b"{\\rtf")
}

/// Whether a PDF begins in the midst of it, where programs that read PDF look for one, too.
pub(super) fn holds_pdf(head: &[u8]) -> bool {
    find(head, b"%PDF-").is_some_and(|at| at > 0)
}

/// Whether a ZIP ends with it: those are read from their end. In: the last bytes of the file.
pub(super) fn ends_as_zip(tail: &[u8]) -> bool {
    const LENGTH: usize = 22;
    (0..tail.len().saturating_sub(LENGTH - 1)).any(|at| {
        let rest = &tail[at..];
        let said = rest.get(20..22).and_then(|two| two.try_into().ok());
        rest.starts_with(b"PK\x05\x06")
            && said.is_some_and(|two| usize::from(u16::from_le_bytes(two)) == rest.len() - LENGTH)
    })
}

/// How a file of a type ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    Whole,
    /// Its end is not there.
    Missing,
    /// Something stands behind its end.
    More,
}

/// In: the last bytes of the file. Text ends anywhere.
pub(super) fn ending(kind: AttachmentKind, tail: &[u8]) -> Ending {
    let (last, may_follow): (_, fn(&[u8]) -> bool) = match kind {
        AttachmentKind::Png => (
            rfind(tail, PNG_END).map(|at| at + PNG_END.len()),
            <[u8]>::is_empty,
        ),
        AttachmentKind::Jpeg => (rfind(tail, b"\xff\xd9").map(|at| at + 2), follows_photo),
        AttachmentKind::Pdf => (rfind(tail, b"%%EOF").map(|at| at + 5), is_blank),
        AttachmentKind::Text | AttachmentKind::Csv => return Ending::Whole,
    };
    match last.map(|at| may_follow(&tail[at..])) {
        Some(true) => Ending::Whole,
        Some(false) => Ending::More,
        None => Ending::Missing,
    }
}

fn is_blank(bytes: &[u8]) -> bool {
    bytes
        .iter()
        .all(|byte| *byte == 0 || byte.is_ascii_whitespace())
}

/// Some telephones note behind a photo how it was taken, in blocks that end in "SEFT".
fn follows_photo(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| [0, 0xff].contains(byte)) || bytes.ends_with(b"SEFT")
}

fn find(bytes: &[u8], sign: &[u8]) -> Option<usize> {
    bytes.windows(sign.len()).position(|part| part == sign)
}

fn rfind(bytes: &[u8], sign: &[u8]) -> Option<usize> {
    bytes.windows(sign.len()).rposition(|part| part == sign)
}
