//! What an attachment is.

use crate::AttachmentId;
use crate::key::keyed;
use serde::{Deserialize, Serialize};

keyed! {
    /// The types that are taken, told by the content: none of them does anything when it is opened.
    #[derive(Hash)]
    AttachmentKind { Png = "png", Jpeg = "jpeg", Pdf = "pdf", Text = "text", Csv = "csv" }
}

/// A file that belongs to a message. Its bytes are kept apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    pub id: AttachmentId,
    pub name: String,
    pub kind: AttachmentKind,
    /// In bytes.
    pub size: u64,
    /// SHA-256, in hexadecimal digits.
    pub digest: String,
}

impl AttachmentKind {
    /// What names of such files end in; the first is usual.
    pub(super) fn endings(self) -> &'static [&'static str] {
        match self {
            AttachmentKind::Png => &["png"],
            AttachmentKind::Jpeg => &["jpg", "jpeg", "jpe", "jfif"],
            AttachmentKind::Pdf => &["pdf"],
            AttachmentKind::Text => &["txt", "text", "log"],
            AttachmentKind::Csv => &["csv"],
        }
    }

    /// Whether what a browser calls the file fits. Systems have many names for text, and none for what they do not know.
    pub(super) fn fits(self, declared: &str) -> bool {
        let declared = declared.split(';').next().unwrap_or("").trim();
        let declared = declared.to_ascii_lowercase();
        let unknown = ["", "application/octet-stream", "binary/octet-stream"];
        if unknown.contains(&declared.as_str()) {
            return true;
        }
        let is_active = ["html", "xml", "script"]
            .iter()
            .any(|word| declared.contains(word));
        match self {
            AttachmentKind::Png => ["image/png", "image/x-png"].contains(&declared.as_str()),
            AttachmentKind::Jpeg => {
                ["image/jpeg", "image/jpg", "image/pjpeg"].contains(&declared.as_str())
            }
            AttachmentKind::Pdf => {
                ["application/pdf", "application/x-pdf"].contains(&declared.as_str())
            }
            AttachmentKind::Text => {
                let texts = ["application/json", "application/x-ndjson", "message/rfc822"];
                (declared.starts_with("text/") && !is_active) || texts.contains(&declared.as_str())
            }
            AttachmentKind::Csv => {
                let tables = ["application/csv", "application/vnd.ms-excel"];
                (declared.starts_with("text/") && !is_active) || tables.contains(&declared.as_str())
            }
        }
    }
}
