//! Files that go with a message in a support case.

use crate::attachment::{Attachment, MOST_AT_ONCE, MOST_OF_CASE};
use crate::rules::support_case::mark;
use crate::support_case::{CaseFact, Message, SupportCase};
use crate::{Event, Refusal};

/// Attaches files to a message that was just written: whoever reads it reads them.
///
/// In: `held`, how many files the case holds. Errors: too many at once, or there is no room for them
/// ([`Refusal::TooManyAttachments`]).
pub fn attach(
    case: &SupportCase,
    message: &Message,
    files: Vec<Attachment>,
    held: usize,
) -> Result<Vec<Event>, Refusal> {
    if files.is_empty() {
        return Ok(Vec::new());
    }
    if files.len() > MOST_AT_ONCE || held + files.len() > MOST_OF_CASE {
        let left = MOST_OF_CASE.saturating_sub(held).min(MOST_AT_ONCE);
        return Err(Refusal::TooManyAttachments { left });
    }
    Ok(vec![Event::SupportCase(CaseFact::Attached {
        of: mark(case),
        message: message.id.clone(),
        is_internal: message.kind.is_internal(),
        files,
        at: message.at,
    })])
}
