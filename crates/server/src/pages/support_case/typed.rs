//! What is typed on the page of a case: all of it comes with each button, so that none loses what was typed for another.

use crate::pages::support_case::attaching::{Attaching, WithFiles};
use crate::use_cases::support_case::Seen;
use crate::web::door::SignedIn;
use crate::web::errors::PageError;
use domain::EventId;
use i18n_embed_fl::fl;
use serde::Deserialize;

/// After an agent's message the case waits for its opener.
pub(super) const WAITS: &str = "waits";
/// After an agent's message the case stays with support.
pub(super) const STAYS: &str = "stays";

/// The fields of the page, whichever button was pressed.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub struct TypedInCase {
    /// The id of the last event that the page showed, or nothing.
    pub(super) seen: String,
    /// A message or, where the case is over, what is still missing.
    pub(super) words: String,
    /// The key of a canned answer, which is put in where `put` says so.
    pub(super) canned: String,
    pub(super) put: String,
    /// Of an agent's message: whom the case waits for then.
    pub(super) afterwards: String,
    /// What an agent writes for the others.
    pub(super) note: String,
    /// Why something is done about the request, and whom it is handed over to.
    pub(super) why: String,
    pub(super) decider: String,
    /// A priority by its key.
    pub(super) priority: String,
    /// Who is to look after the case: `me`, `nobody`, or somebody by their id in `to`.
    pub(super) who: String,
    pub(super) to: String,
    /// Whether the case is to be closed: `yes`, `no`, or nothing where it is to be asked.
    pub(super) sure: String,
}

/// The page's form, sent with a message and its files.
#[derive(Deserialize)]
#[serde(transparent)]
pub struct WithMessage(pub(super) TypedInCase);

impl WithFiles for WithMessage {
    const FIELD: &str = "files";
}

/// The page's form, sent with a note and its files.
#[derive(Deserialize)]
#[serde(transparent)]
pub struct WithNote(pub(super) TypedInCase);

impl WithFiles for WithNote {
    const FIELD: &str = "note-files";
}

/// The page's form, sent by a button that takes no files.
#[derive(Deserialize)]
#[serde(transparent)]
pub struct WithoutFiles(pub(super) TypedInCase);

impl WithFiles for WithoutFiles {
    const FIELD: &str = "";
}

/// What is sent as text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum TextOfCase {
    Words,
    Note,
    Why,
}

impl TypedInCase {
    /// What whoever sent it had seen of the case. Errors: what is no event's id.
    pub(super) fn seen(&self) -> Result<Seen, PageError> {
        seen(&self.seen)
    }

    pub(super) fn text(&self, which: TextOfCase) -> &str {
        match which {
            TextOfCase::Words => &self.words,
            TextOfCase::Note => &self.note,
            TextOfCase::Why => &self.why,
        }
    }

    /// Without a text that was sent, and what was chosen for it.
    pub(super) fn without(mut self, which: TextOfCase) -> Self {
        match which {
            TextOfCase::Words => {
                self.words.clear();
                self.afterwards.clear();
            }
            TextOfCase::Note => self.note.clear(),
            TextOfCase::Why => {
                self.why.clear();
                self.decider.clear();
            }
        }
        self
    }

    /// Whether nothing is left that somebody has written.
    pub(super) fn is_blank(&self) -> bool {
        let all = [&self.words, &self.note, &self.why];
        all.iter().all(|text| text.trim().is_empty())
    }
}

/// What was seen of a case, by the id of an event, or nothing. Errors: what is no event's id.
pub(super) fn seen(id: &str) -> Result<Seen, PageError> {
    match id {
        "" => Ok(Seen::Through(None)),
        id => {
            let id: EventId = id.parse().map_err(|_| PageError::BadForm)?;
            Ok(Seen::Through(Some(id)))
        }
    }
}

/// What is wrong with each field.
#[derive(Default)]
pub(super) struct FaultsInCase {
    pub(super) words: Option<String>,
    pub(super) files: Option<String>,
    pub(super) note: Option<String>,
    pub(super) note_files: Option<String>,
    pub(super) why: Option<String>,
    pub(super) decider: Option<String>,
    pub(super) priority: Option<String>,
    pub(super) to: Option<String>,
    pub(super) canned: Option<String>,
}

impl FaultsInCase {
    /// That files have to be chosen again which were chosen and not sent, as no page can choose them.
    pub(super) fn of_unsent(visit: &SignedIn, files: &Attaching) -> Self {
        let again = |field: &str| {
            let is_left = files.is_left(field);
            is_left.then(|| fl!(visit.words.text, "attachment-again"))
        };
        Self {
            files: again(WithMessage::FIELD),
            note_files: again(WithNote::FIELD),
            ..Self::default()
        }
    }

    /// With what is wrong with a text and its files.
    pub(super) fn with(
        mut self,
        which: TextOfCase,
        words: Option<String>,
        files: Option<String>,
    ) -> Self {
        match which {
            TextOfCase::Words => {
                self.words = words;
                self.files = files;
            }
            TextOfCase::Note => {
                self.note = words;
                self.note_files = files;
            }
            TextOfCase::Why => self.why = words,
        }
        self
    }
}

/// The page of a case once more, after a button was pressed.
#[derive(Default)]
pub(super) struct ShownAgain {
    pub(super) typed: TypedInCase,
    pub(super) faults: FaultsInCase,
    /// What was done.
    pub(super) said: Option<String>,
    /// Whether nothing was done, as others did something meanwhile.
    pub(super) has_moved_on: bool,
    /// Whether it is asked if the case is to be closed.
    pub(super) asks_to_close: bool,
    /// The key of a canned answer to be put in.
    pub(super) canned: Option<String>,
}
