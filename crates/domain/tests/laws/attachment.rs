//! Attachments: what is taken is told by its content, whatever it is called and however it is cut into pieces.

use crate::support::cases::cases;
use domain::attachment::{AttachmentFault, AttachmentKind, Inspected, Inspector};
use proptest::collection::vec;
use proptest::prelude::*;

const PNG: &[u8] =
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\0\0\0\0IEND\xae\x42\x60\x82";
const JPEG: &[u8] = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xd9";
const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";
/// An archive with nothing in it.
const ZIP: &[u8] = b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

fn looked_at(pieces: &[&[u8]], name: &str, declared: &str) -> Result<Inspected, AttachmentFault> {
    let mut inspector = Inspector::default();
    pieces.iter().for_each(|piece| inspector.feed(piece));
    inspector.finish(name, declared)
}

fn taken(content: &[u8], name: &str, declared: &str) -> Option<(AttachmentKind, String)> {
    let found = looked_at(&[content], name, declared).ok()?;
    Some((found.kind, found.name))
}

fn fault(content: &[u8], name: &str, declared: &str) -> AttachmentFault {
    looked_at(&[content], name, declared).unwrap_err()
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn it_does_not_matter_in_which_pieces_a_file_comes(
        text in "[a-zà-ÿ€𝄞,;\r\n ]{1,200}",
        at in any::<prop::sample::Index>(),
    ) {
        let bytes = text.as_bytes();
        let (first, second) = bytes.split_at(at.index(bytes.len() + 1));
        let whole = looked_at(&[bytes], "x.txt", "text/plain");
        prop_assert_eq!(looked_at(&[first, second], "x.txt", "text/plain"), whole);
        prop_assert!(taken(bytes, "x.txt", "").is_some());
    }

    #[test]
    fn whatever_comes_is_a_type_that_is_taken_or_refused(bytes in vec(any::<u8>(), 0..3000), name in any::<String>(), declared in any::<String>()) {
        if let Ok(found) = looked_at(&[&bytes], &name, &declared) {
            prop_assert!(!found.name.contains(['/', '\\', '"', '\0', '\n']));
            prop_assert!(found.name.chars().count() <= 115);
        }
        // And with the beginning of something that is taken.
        for begins in [PNG, JPEG, PDF] {
            let _ = looked_at(&[begins, &bytes], &name, &declared);
        }
    }
}

#[test]
fn five_types_are_taken_by_their_content() {
    use AttachmentKind::{Csv, Jpeg, Pdf, Png, Text};
    for (content, name, declared, kind, kept) in [
        (PNG, "screen.png", "image/png", Png, "screen.png"),
        (JPEG, "label.JPG", "image/jpeg", Jpeg, "label.JPG"),
        (PDF, "order.pdf", "application/pdf", Pdf, "order.pdf"),
        (
            b"502 from upstream: <html><body>Bad Gateway</body></html>",
            "proxy.log",
            "text/plain",
            Text,
            "proxy.log",
        ),
        (
            b"<13>Nov 29 blocked: <script src=x>",
            "syslog.txt",
            "text/plain",
            Text,
            "syslog.txt",
        ),
        (
            b"{\"error\": \"<?xml version='1.0'?>\"}",
            "answer.json",
            "application/json",
            Text,
            "answer.json.txt",
        ),
        (
            b"a;b\r\n1;2\r\n",
            "list.csv",
            "application/vnd.ms-excel",
            Csv,
            "list.csv",
        ),
        (
            "Détails du problème\n".as_bytes(),
            "notes.txt",
            "text/plain",
            Text,
            "notes.txt",
        ),
        (
            b"12:00 started",
            "trace.log",
            "text/x-log",
            Text,
            "trace.log",
        ),
        // A system that knows nothing of it, and a name without an ending.
        (PNG, "screen", "application/octet-stream", Png, "screen.png"),
        (PNG, "../../x", "", Png, "x.png"),
        (
            b"\xef\xbb\xbfa,b\n",
            "list.csv",
            "text/csv",
            Csv,
            "list.csv",
        ),
    ] {
        assert_eq!(
            taken(content, name, declared),
            Some((kind, kept.into())),
            "{name}"
        );
    }
    // Some telephones note behind a photo how it was taken; some pad it.
    for behind in [b"SEFH\x01\x02SEFT".as_slice(), b"\0\0\0\0"] {
        assert!(taken(&[JPEG, behind].concat(), "photo.jpg", "image/jpeg").is_some());
    }
}

#[test]
fn what_is_something_else_than_it_says_is_refused() {
    use AttachmentFault::{Active, Archive, CutOff, Disagrees, Empty, NotUtf8, Unknown};
    use AttachmentKind::{Pdf, Png, Text};
    let html = b"<!DOCTYPE html><script>alert(1)</script>";
    let svg = b"\n\n <svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>";
    for (content, name, declared, expected) in [
        (b"".as_slice(), "empty.png", "image/png", Empty),
        (PNG, "photo.jpg", "image/jpeg", Disagrees { found: Png }),
        (PNG, "photo.png", "image/svg+xml", Disagrees { found: Png }),
        (PDF, "order.txt", "text/plain", Disagrees { found: Pdf }),
        (
            b"hello",
            "photo.png",
            "image/png",
            Disagrees { found: Text },
        ),
        (
            b"hello",
            "notes.txt",
            "text/html",
            Disagrees { found: Text },
        ),
        (html, "a.html", "text/html", Active),
        (html, "a.txt", "text/plain", Active),
        (html, "a.png", "image/png", Active),
        (b"hello", "a.html", "text/plain", Active),
        (PNG, "a.html", "image/png", Active),
        (svg, "drawing.svg", "image/svg+xml", Active),
        (svg, "drawing.txt", "text/plain", Active),
        (b"#!/bin/sh\nrm -rf /\n", "run", "", Active),
        (b"alert(1)", "run.js", "text/javascript", Active),
        (b"{\\rtf1 x}", "letter.txt", "text/plain", Active),
        (ZIP, "bomb.zip", "application/zip", Archive),
        (ZIP, "photo.png", "image/png", Archive),
        (b"PK\x03\x04docx", "letter.docx", "", Archive),
        (b"\x1f\x8b\x08\0", "log.txt", "text/plain", Archive),
        (b"MZ\x90\0\x03", "setup.txt", "text/plain", NotUtf8),
        (b"MZ\x90\0\x03", "setup.bin", "", Unknown),
        (b"a\0b", "notes.txt", "text/plain", NotUtf8),
        (b"caf\xe9;1\n", "notes.csv", "text/csv", NotUtf8),
        (b"caf\xc3", "notes.log", "text/plain", NotUtf8),
        (b"\xff\xfea\0b\0", "notes.txt", "text/plain", NotUtf8),
        (
            b"\xef\xbb\xbf\n <Saml:Response>",
            "a.txt",
            "text/plain",
            Active,
        ),
        (&PNG[..PNG.len() - 3], "cut.png", "image/png", CutOff),
        (b"%PDF-1.7\n1 0 obj\n", "cut.pdf", "application/pdf", CutOff),
        (
            b"\xff\xd8\xff\xe0\0\x10JFIF",
            "cut.jpg",
            "image/jpeg",
            CutOff,
        ),
    ] {
        assert_eq!(
            fault(content, name, declared),
            expected,
            "{name} as {declared}"
        );
    }
}

#[test]
fn what_is_two_things_at_once_is_refused() {
    let html = b"<html><script>alert(1)</script></html>";
    let comment = [b"PK\x05\x06".as_slice(), &[0; 16], &[5, 0], b"hello"].concat();
    for (content, name) in [
        ([PNG, ZIP].concat(), "a.png"),
        ([PNG, html].concat(), "a.png"),
        ([PNG, b"\0"].concat(), "a.png"),
        ([JPEG, ZIP].concat(), "a.jpg"),
        ([JPEG, &comment].concat(), "a.jpg"),
        ([JPEG, html].concat(), "a.jpg"),
        ([PDF, ZIP].concat(), "a.pdf"),
        ([PDF, html].concat(), "a.pdf"),
        // Where programs look that guess, and those that read PDF.
        ([&JPEG[..6], html, &JPEG[6..]].concat(), "a.jpg"),
        ([&PNG[..16], PDF, PNG].concat(), "a.png"),
        ([b"Hello\n".as_slice(), PDF].concat(), "a.txt"),
        // An archive hidden before the end of a photo.
        ([JPEG, &[0xff; 70_000], ZIP].concat(), "a.jpg"),
    ] {
        assert_eq!(
            fault(&content, name, ""),
            AttachmentFault::TwoTypes,
            "{name}"
        );
    }
}
