//! Why a file is not taken.

use crate::attachment::kind::AttachmentKind;

/// Why a file is not taken, whoever sends it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttachmentFault {
    /// Larger than any that is taken.
    TooLarge,
    /// With the others of its message, more than go with one.
    TooLargeTogether,
    /// More files than go with one message.
    TooMany,
    /// It did not come whole.
    BrokenOff,
    /// There is nothing in it.
    Empty,
    /// None of the types that are taken.
    Unknown,
    /// It is called a text, and is none in UTF-8.
    NotUtf8,
    /// It would do something when it is opened: a page, a drawing with scripts, a program.
    Active,
    /// Other files are packed in it, and nobody can see which.
    Archive,
    /// It is of one type and of another at the same time.
    TwoTypes,
    /// It begins like a type that is taken, and does not end like one.
    CutOff,
    /// It is this, and its name or whoever sent it says something else.
    Disagrees { found: AttachmentKind },
}
