//! What is said in a case, as both sides read it.

use crate::language::Words;
use crate::store::support_case::Attached;
use crate::words;
use domain::person::Person;
use domain::support_case::{Message, MessageKind, SupportCase};
use domain::{AttachmentId, MessageId};
use i18n_embed_fl::fl;
use std::collections::{BTreeSet, HashMap};

/// A message as the page shows it.
pub(super) struct SaidLine {
    pub(super) message: Message,
    /// The name of whoever wrote it.
    pub(super) author: String,
    pub(super) is_support: bool,
    pub(super) is_solution: bool,
    pub(super) is_reopening: bool,
    pub(super) is_internal: bool,
    /// Whether it came since the page was opened that the reader acted on.
    pub(super) is_new: bool,
    pub(super) files: Vec<SaidFile>,
    /// What an agent did about the request, of why they did.
    pub(super) act: Option<String>,
}

/// A file that goes with a message, as the page shows it.
pub(super) struct SaidFile {
    pub(super) address: String,
    pub(super) name: String,
    pub(super) about: String,
}

/// Messages with who wrote them and the files that go with them, each at its address; nobody where that is whoever opened the case and has
/// no account. In: which of them are new to the reader.
pub(super) fn said_lines(
    words: &Words,
    case: &SupportCase,
    messages: Vec<(Message, Option<Person>)>,
    attachments: Vec<Attached>,
    new: &BTreeSet<MessageId>,
    address: impl Fn(&AttachmentId) -> String,
) -> Vec<SaidLine> {
    let mut files: HashMap<MessageId, Vec<SaidFile>> = HashMap::new();
    for Attached {
        attachment,
        message,
        ..
    } in attachments
    {
        files.entry(message).or_default().push(SaidFile {
            address: address(&attachment.id),
            about: words::attachment::about(words, &attachment),
            name: attachment.name,
        });
    }
    let name = |author: Option<Person>| match (author, case.opened_by.visitor()) {
        (Some(author), _) => author.profile.full_name,
        (None, Some(visitor)) => visitor.name.clone(),
        (None, None) => fl!(words.plain, "support-case-opener"),
    };
    let mut line = |(message, author): (Message, Option<Person>)| SaidLine {
        files: files.remove(&message.id).unwrap_or_default(),
        is_support: !case.is_openers(message.author.as_ref()),
        is_solution: message.kind == MessageKind::Solution,
        is_reopening: message.kind == MessageKind::Reopening,
        is_new: new.contains(&message.id),
        is_internal: message.kind.is_internal(),
        act: match message.kind {
            MessageKind::Reminder => Some(fl!(words.text, "support-case-act-reminder")),
            MessageKind::HandOver => Some(fl!(words.text, "support-case-act-hand-over")),
            MessageKind::Said
            | MessageKind::Solution
            | MessageKind::Reopening
            | MessageKind::Note => None,
        },
        message,
        author: name(author),
    };
    messages.into_iter().map(&mut line).collect()
}
