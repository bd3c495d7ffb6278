//! Files that go with what is said in a case: whoever reads the message reads them.

use crate::storage::{AnyConnection, Error, Tx};
use crate::use_cases::budget::count_attachments;
use crate::use_cases::support_case::unseen::Seen;
use crate::{event_log, store};
use domain::attachment::{Attachment, AttachmentFault, AttachmentKind, Inspector, LARGEST};
use domain::person::Person;
use domain::{AttachmentId, CaseId, Event, MessageId, PersonId, Refusal, rules};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::sync::Arc;

/// A file that may be attached: its content was looked at.
#[derive(Debug, Clone)]
pub struct NewAttachment {
    name: String,
    kind: AttachmentKind,
    bytes: Arc<[u8]>,
}

impl NewAttachment {
    /// Looks at a file. In: its name and type as whoever sends it has them. Errors: why it is not taken.
    pub fn of(given: &str, declared: &str, bytes: &[u8]) -> Result<Self, AttachmentFault> {
        if bytes.len() as u64 > LARGEST {
            return Err(AttachmentFault::TooLarge);
        }
        let mut inspector = Inspector::default();
        inspector.feed(bytes);
        let found = inspector.finish(given, declared)?;
        Ok(Self {
            name: found.name,
            kind: found.kind,
            bytes: bytes.into(),
        })
    }
}

fn digest(bytes: &[u8]) -> String {
    let mut digits = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

/// What somebody says in a case, and the files that go with it.
#[derive(Debug, Clone, Default)]
pub struct Saying {
    pub words: String,
    pub files: Vec<NewAttachment>,
    /// What they had read by then.
    pub seen: Seen,
}

impl From<&str> for Saying {
    /// Without files, as the case stands now.
    fn from(words: &str) -> Self {
        Self {
            words: words.to_owned(),
            ..Self::default()
        }
    }
}

/// Whether these files go with a message already, and no others.
pub(super) fn has_files(
    db: &mut AnyConnection,
    message: &MessageId,
    files: &[NewAttachment],
) -> Result<bool, Error> {
    let kept = store::support_case::digests_of(db, message)?;
    let given = files.iter().map(|file| digest(&file.bytes));
    Ok(given.eq(kept))
}

/// Attaches files to the message that these events have just added to a case. Errors: too many; they attached enough for now.
pub(super) fn attach(
    tx: &mut Tx,
    case: &CaseId,
    by: Option<&PersonId>,
    events: &[Event],
    files: &[NewAttachment],
) -> Result<(), Error> {
    let said = events.iter().find_map(|event| match event {
        Event::SupportCase(fact) => fact.message(),
        _ => None,
    });
    let (Some(message), false) = (said, files.is_empty()) else {
        return Ok(());
    };
    // Only whoever is logged in attaches: it is counted for them.
    let by = by.ok_or(Refusal::NotFound)?;
    let case = store::support_case::find(tx.db, case)?;
    let held = store::support_case::count_attachments(tx.db, &case.id)?;
    let kept: Vec<Attachment> = files
        .iter()
        .map(|file| Attachment {
            id: AttachmentId::new(tx.new_id()),
            name: file.name.clone(),
            kind: file.kind,
            size: file.bytes.len() as u64,
            digest: digest(&file.bytes),
        })
        .collect();
    let ids: Vec<AttachmentId> = kept.iter().map(|one| one.id.clone()).collect();
    let events = rules::attachment::attach(&case, message, kept, held)?;
    count_attachments(tx, by, files.len())??;
    event_log::record(tx, &events)?;
    for (id, file) in ids.iter().zip(files) {
        store::support_case::keep_bytes(tx, id, &file.bytes)?;
    }
    Ok(())
}

/// A file of a case for somebody who may read the message it goes with; to anybody else there is none ([`Refusal::NotFound`]).
pub fn see_attachment(
    db: &mut AnyConnection,
    case: &CaseId,
    id: &AttachmentId,
    by: &Person,
) -> Result<Attachment, Error> {
    let case = store::support_case::find(db, case)?;
    let is_agent = store::support_case::answers(db, by, &case)?;
    let found = store::support_case::find_attachment(db, &case.id, id)?;
    let is_openers = case.is_openers(Some(&by.id)) && !found.said_as.is_internal();
    match is_agent || is_openers {
        true => Ok(found.attachment),
        false => Err(Refusal::NotFound.into()),
    }
}
