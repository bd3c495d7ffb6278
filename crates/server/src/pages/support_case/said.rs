//! What is said in a case, as both sides read it.

use crate::language::Words;
use domain::person::Person;
use domain::support_case::{Message, MessageKind, SupportCase};
use i18n_embed_fl::fl;

/// A message as the page shows it.
pub(super) struct SaidLine {
    pub(super) message: Message,
    /// The name of whoever wrote it.
    pub(super) author: String,
    pub(super) is_support: bool,
    pub(super) is_solution: bool,
    pub(super) is_internal: bool,
}

/// Messages with who wrote them; nobody where that is whoever opened the case and has no account.
pub(super) fn said_lines(
    words: &Words,
    case: &SupportCase,
    messages: Vec<(Message, Option<Person>)>,
) -> Vec<SaidLine> {
    let name = |author: Option<Person>| match (author, case.opened_by.visitor()) {
        (Some(author), _) => author.profile.full_name,
        (None, Some(visitor)) => visitor.name.clone(),
        (None, None) => fl!(words.plain, "support-case-opener"),
    };
    let line = |(message, author): (Message, Option<Person>)| SaidLine {
        is_support: !case.is_openers(message.author.as_ref()),
        is_solution: message.kind == MessageKind::Solution,
        is_internal: message.kind.is_internal(),
        message,
        author: name(author),
    };
    messages.into_iter().map(line).collect()
}
