//! Attachments in words.

use crate::language::Words;
use domain::attachment::{
    Attachment, AttachmentFault, AttachmentKind, LARGEST, LARGEST_TOGETHER, MOST_AT_ONCE,
};
use i18n_embed_fl::fl;

/// Why a file is not taken. In: its name, if it has one.
pub fn fault(words: &Words, name: &str, fault: AttachmentFault) -> String {
    let t = &words.plain;
    let megabytes = |bytes: u64| bytes / (1024 * 1024);
    let why = match fault {
        AttachmentFault::TooLarge => fl!(t, "attachment-too-large", most = megabytes(LARGEST)),
        AttachmentFault::TooLargeTogether => fl!(
            t,
            "attachment-too-large-together",
            most = megabytes(LARGEST_TOGETHER)
        ),
        AttachmentFault::TooMany => fl!(t, "attachment-too-many", most = MOST_AT_ONCE),
        AttachmentFault::BrokenOff => fl!(t, "attachment-broken-off"),
        AttachmentFault::Empty => fl!(t, "attachment-empty"),
        AttachmentFault::Unknown => fl!(t, "attachment-unknown"),
        AttachmentFault::NotUtf8 => fl!(t, "attachment-not-utf8"),
        AttachmentFault::Active => fl!(t, "attachment-active"),
        AttachmentFault::Archive => fl!(t, "attachment-archive"),
        AttachmentFault::TwoTypes => fl!(t, "attachment-two-types"),
        AttachmentFault::CutOff => fl!(t, "attachment-cut-off"),
        AttachmentFault::Disagrees { found } => {
            fl!(t, "attachment-disagrees", kind = kind(words, found))
        }
    };
    match name {
        "" => why,
        name => fl!(t, "attachment-fault", name = name, why = why),
    }
}

fn kind(words: &Words, kind: AttachmentKind) -> String {
    let t = &words.plain;
    match kind {
        AttachmentKind::Png => fl!(t, "attachment-png"),
        AttachmentKind::Jpeg => fl!(t, "attachment-jpeg"),
        AttachmentKind::Pdf => fl!(t, "attachment-pdf"),
        AttachmentKind::Text => fl!(t, "attachment-text"),
        AttachmentKind::Csv => fl!(t, "attachment-csv"),
    }
}

/// What a file is, and how large.
pub fn about(words: &Words, file: &Attachment) -> String {
    let t = &words.plain;
    let size = match file.size {
        bytes @ 0..1024 => fl!(t, "attachment-bytes", size = bytes),
        bytes @ 1024..1_048_576 => {
            let kilobytes: u64 = bytes.div_ceil(1024);
            fl!(t, "attachment-kilobytes", size = kilobytes)
        }
        bytes => {
            let megabytes: u64 = (bytes + 524_288) / 1_048_576;
            fl!(t, "attachment-megabytes", size = megabytes)
        }
    };
    fl!(
        t,
        "attachment-about",
        kind = kind(words, file.kind),
        size = size
    )
}
