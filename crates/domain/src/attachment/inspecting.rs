//! Looking at a file as it arrives, whatever the pieces: its type is told by its content, and memory stays flat.

use crate::attachment::fault::AttachmentFault;
use crate::attachment::kind::AttachmentKind;
use crate::attachment::name::{ending, kept_name};
use crate::attachment::signs;
use crate::attachment::signs::Ending;
use crate::attachment::words::Words;

/// As far as programs look that guess what a file is.
const HEAD: usize = 1536;

/// The end of a ZIP with the longest comment it may have fits in.
const TAIL: usize = 64 * 1024 + 512;

/// Endings of what does something when it is opened.
const ACTIVE: [&str; 32] = [
    "html", "htm", "xhtml", "shtml", "mht", "mhtml", "svg", "svgz", "xml", "xsl", "js", "mjs",
    "vbs", "vbe", "wsf", "hta", "ps1", "bat", "cmd", "sh", "exe", "com", "scr", "msi", "dll",
    "jar", "php", "swf", "lnk", "url", "reg", "rtf",
];

/// Endings of what other files are packed in.
const PACKED: [&str; 16] = [
    "zip", "rar", "7z", "gz", "tgz", "bz2", "xz", "zst", "tar", "cab", "iso", "docx", "xlsx",
    "pptx", "odt", "ods",
];

/// Looks at a file piece by piece.
pub struct Inspector {
    size: u64,
    head: Vec<u8>,
    tail: Vec<u8>,
    words: Words,
}

/// A file that may be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspected {
    pub kind: AttachmentKind,
    /// As it is kept.
    pub name: String,
}

impl Default for Inspector {
    fn default() -> Self {
        Self {
            size: 0,
            head: Vec::new(),
            tail: Vec::new(),
            words: Words::new(),
        }
    }
}

impl Inspector {
    /// Takes the next piece of the file.
    pub fn feed(&mut self, piece: &[u8]) {
        self.size += piece.len() as u64;
        let wanted = (HEAD - self.head.len()).min(piece.len());
        self.head.extend_from_slice(&piece[..wanted]);
        self.tail.extend_from_slice(piece);
        if self.tail.len() > 2 * TAIL {
            self.tail.drain(..self.tail.len() - TAIL);
        }
        self.words.feed(piece);
    }

    /// How much of the file has come, in bytes.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The file is at its end. In: its name and type as whoever sends it has them. Errors: why it is not taken.
    pub fn finish(self, given: &str, declared: &str) -> Result<Inspected, AttachmentFault> {
        if self.size == 0 {
            return Err(AttachmentFault::Empty);
        }
        let ending = ending(given).unwrap_or_default();
        let kind = self.kind(&ending)?;
        let is_of_another = AttachmentKind::ALL
            .iter()
            .any(|other| *other != kind && other.endings().contains(&ending.as_str()));
        if is_of_another || !kind.fits(declared) {
            return Err(AttachmentFault::Disagrees { found: kind });
        }
        Ok(Inspected {
            kind,
            name: kept_name(given, kind),
        })
    }

    fn kind(&self, ending: &str) -> Result<AttachmentKind, AttachmentFault> {
        if signs::is_packed(&self.head) || PACKED.contains(&ending) {
            return Err(AttachmentFault::Archive);
        }
        let Some(kind) = signs::known(&self.head) else {
            // Browsers that guess look at how a text begins; that a log quotes a page is no reason to refuse it.
            let is_active = signs::begins_active(&self.head) || ACTIVE.contains(&ending);
            let is_called_text = [AttachmentKind::Text, AttachmentKind::Csv]
                .iter()
                .any(|kind| kind.endings().contains(&ending));
            return match (is_active, self.words.are_text()) {
                (true, _) => Err(AttachmentFault::Active),
                (false, true) if signs::holds_pdf(&self.head) => Err(AttachmentFault::TwoTypes),
                (false, true) if ending == "csv" => Ok(AttachmentKind::Csv),
                (false, true) => Ok(AttachmentKind::Text),
                (false, false) if is_called_text => Err(AttachmentFault::NotUtf8),
                (false, false) => Err(AttachmentFault::Unknown),
            };
        };
        if ACTIVE.contains(&ending) {
            return Err(AttachmentFault::Active);
        }
        // Nothing that a browser or another program could take for something else.
        let more = signs::holds_active(&self.head)
            || signs::holds_pdf(&self.head)
            || signs::ends_as_zip(&self.tail);
        match (more, signs::ending(kind, &self.tail)) {
            (true, _) | (_, Ending::More) => Err(AttachmentFault::TwoTypes),
            (_, Ending::Missing) => Err(AttachmentFault::CutOff),
            (false, Ending::Whole) => Ok(kind),
        }
    }
}
