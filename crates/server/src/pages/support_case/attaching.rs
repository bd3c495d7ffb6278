//! A form of a case as it comes in: what was typed, and files, piece by piece and no more than go with one message.

use crate::in_hand::Place;
use crate::storage::Error;
use crate::use_cases::support_case::NewAttachment;
use crate::web::door::SignedIn;
use crate::web::errors::PageError;
use crate::web::forms::{Field, Form, Kind};
use crate::{web, words};
use axum::body::Body;
use axum::extract::multipart::{Field as Part, MultipartError};
use axum::extract::{DefaultBodyLimit, FromRequest, FromRequestParts, Multipart, Request};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::Refusal;
use domain::attachment::{AttachmentFault, LARGEST, LARGEST_TOGETHER, MOST_AT_ONCE, shown_name};
use futures_util::{StreamExt, stream};
use i18n_embed_fl::fl;
use serde::de::DeserializeOwned;
use serde::de::value::{Error as Unfit, MapDeserializer};
use std::collections::BTreeSet;

/// What is typed into one field, at the most, in bytes: as much as a form without files holds.
const LONGEST_TYPED: usize = 256 * 1024;
/// More fields than any form of a case has.
const MOST_FIELDS: usize = 32;
/// As far as what is too large is read: a browser shows no answer to what it is still sending. Beyond it is not waited for.
const READ_TO_THE_END: usize = 64 * 1024 * 1024;

/// A form that takes files in one of its fields. Those in another are for another button: they are read past, and no page can choose
/// them again.
pub trait WithFiles: DeserializeOwned + Send {
    /// The name of the field; empty where it takes none.
    const FIELD: &str;
}

/// What somebody typed, and the files that they chose. What stands before the files is kept whatever they are.
pub struct Sent<T>(pub(super) T, pub(super) Attaching);

/// Files that go with what was typed.
pub struct Attaching {
    pub(super) taken: Result<Vec<NewAttachment>, NotAttached>,
    /// Whether any came: a browser does not choose them again.
    had_files: bool,
    /// Other fields in which some were chosen.
    left: BTreeSet<String>,
    /// As long as they are in memory.
    _place: Option<Place>,
}

/// Why files are not taken, in words for beside their field.
pub struct NotAttached {
    status: StatusCode,
    fault: String,
}

/// What stands beside the fields of a form that is shown again.
pub(super) struct Beside {
    pub(super) status: StatusCode,
    pub(super) words: Option<String>,
    pub(super) files: Option<String>,
}

impl Attaching {
    /// Whether files were chosen in a field that was not sent.
    pub(super) fn is_left(&self, field: &str) -> bool {
        self.left.contains(field)
    }

    /// As [`Attaching::is_left`], in any.
    pub(super) fn has_left(&self) -> bool {
        !self.left.is_empty()
    }

    /// In: what is wrong with the words.
    pub(super) fn beside(&self, visit: &SignedIn, words: Option<String>) -> Beside {
        let (status, files) = match &self.taken {
            Err(not) => (not.status, Some(not.fault.clone())),
            Ok(_) => {
                let again = || fl!(visit.words.text, "attachment-again");
                (StatusCode::UNPROCESSABLE_ENTITY, self.had_files.then(again))
            }
        };
        Beside {
            status,
            words,
            files,
        }
    }
}

impl Beside {
    /// Notes why it was not done. In: which refusals are about the words. Errors: those about nothing that was sent.
    pub(super) fn refused(
        &mut self,
        visit: &SignedIn,
        refusal: Refusal,
        is_about_words: fn(&Refusal) -> bool,
    ) -> Result<(), PageError> {
        let words = web::refusals::words(visit, &refusal);
        self.status = web::refusals::status(&refusal);
        match refusal {
            Refusal::TooManyAttachments { .. } | Refusal::AttachmentsTooSoon { .. } => {
                self.files = Some(words);
            }
            refusal if is_about_words(&refusal) => self.words = Some(words),
            refusal => return Err(Error::Refused(refusal).into()),
        }
        Ok(())
    }
}

impl<S: Send + Sync, T: WithFiles> FromRequest<S> for Sent<T> {
    type Rejection = Response;
    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let visit = SignedIn::from_request_parts(&mut parts, state).await;
        let visit = visit.map_err(IntoResponse::into_response)?;
        let request = Request::from_parts(parts, body);
        let media_type = request.headers().get(header::CONTENT_TYPE);
        let media_type = media_type.and_then(|value| value.to_str().ok());
        if media_type.is_some_and(|given| given.starts_with("multipart/form-data")) {
            return read(&visit, request)
                .await
                .map_err(IntoResponse::into_response);
        }
        let Form(typed) = Form::from_request(request, state).await?;
        let none = Attaching {
            taken: Ok(Vec::new()),
            had_files: false,
            left: BTreeSet::new(),
            _place: None,
        };
        Ok(Sent(typed, none))
    }
}

/// Reads a form with files, or fields for them. Errors: what does not fit the form.
async fn read<T: WithFiles>(visit: &SignedIn, mut request: Request) -> Result<Sent<T>, PageError> {
    let is_endless = is_beyond(request.headers(), READ_TO_THE_END);
    DefaultBodyLimit::max(READ_TO_THE_END).apply(&mut request);
    let parts = Multipart::from_request(request.map(piece_by_piece), &()).await;
    let mut parts = parts.map_err(|_| PageError::BadForm)?;
    let mut typed: Vec<(String, String)> = Vec::new();
    let mut coming = Coming::new(visit, is_endless);
    loop {
        match parts.next_field().await {
            Ok(None) => break,
            Ok(Some(part)) if is_file(&part) && part.name() != Some(T::FIELD) => {
                if !coming.leave(part).await {
                    break;
                }
            }
            Ok(Some(part)) if is_file(&part) => {
                if !coming.take(part).await {
                    break;
                }
            }
            Ok(Some(_)) if typed.len() == MOST_FIELDS => return Err(PageError::BadForm),
            Ok(Some(part)) => {
                let name = part.name().unwrap_or("").to_owned();
                typed.push((name, text(part).await?));
            }
            // What has no beginning is no form.
            Err(_) if typed.is_empty() => return Err(PageError::BadForm),
            Err(fault) => {
                coming.fails("", fault_of(&fault));
                break;
            }
        }
    }
    let fields = MapDeserializer::<_, Unfit>::new(typed.into_iter());
    let typed = T::deserialize(fields).map_err(|_| PageError::BadForm)?;
    Ok(Sent(typed, coming.attaching()))
}

/// A name that cannot be read makes a file no field: browsers say the type of files alone.
fn is_file(part: &Part<'_>) -> bool {
    part.file_name().is_some() || part.content_type().is_some()
}

/// A body that is handed on a piece at a time: whoever takes a form apart takes in all that is there, however much that is.
fn piece_by_piece(body: Body) -> Body {
    let pieces = body.into_data_stream();
    Body::from_stream(stream::unfold(pieces, |mut pieces| async move {
        tokio::task::yield_now().await;
        let piece = pieces.next().await?;
        Some((piece, pieces))
    }))
}

fn is_beyond(headers: &HeaderMap, most: usize) -> bool {
    let length = headers.get(header::CONTENT_LENGTH);
    let length = length.and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    length.is_some_and(|length| length > most as u64)
}

fn fault_of(fault: &MultipartError) -> AttachmentFault {
    match fault.status() {
        StatusCode::PAYLOAD_TOO_LARGE => AttachmentFault::TooLarge,
        _ => AttachmentFault::BrokenOff,
    }
}

async fn text(mut part: Part<'_>) -> Result<String, PageError> {
    let mut bytes = Vec::new();
    while let Some(piece) = part.chunk().await.map_err(|_| PageError::BadForm)? {
        bytes.extend_from_slice(&piece);
        if bytes.len() > LONGEST_TYPED {
            return Err(PageError::BadForm);
        }
    }
    String::from_utf8(bytes).map_err(|_| PageError::BadForm)
}

/// Files as they come.
struct Coming<'v> {
    visit: &'v SignedIn,
    /// Whether so much was announced that it is not waited for.
    is_endless: bool,
    place: Option<Place>,
    had_files: bool,
    left: BTreeSet<String>,
    files: Vec<NewAttachment>,
    together: u64,
    failed: Option<NotAttached>,
}

impl<'v> Coming<'v> {
    fn new(visit: &'v SignedIn, is_endless: bool) -> Self {
        Self {
            visit,
            is_endless,
            place: None,
            had_files: false,
            left: BTreeSet::new(),
            files: Vec::new(),
            together: 0,
            failed: None,
        }
    }

    fn fails(&mut self, name: &str, fault: AttachmentFault) {
        let status = match fault {
            AttachmentFault::TooLarge | AttachmentFault::TooLargeTogether => {
                StatusCode::PAYLOAD_TOO_LARGE
            }
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        };
        let words = words::attachment::fault(self.visit.words, name, fault);
        self.fails_as(status, words);
    }

    /// The first that goes wrong is said.
    fn fails_as(&mut self, status: StatusCode, fault: String) {
        self.files.clear();
        self.failed.get_or_insert(NotAttached { status, fault });
    }

    /// Takes one file, or reads past what cannot be taken. Out: whether to go on.
    async fn take(&mut self, mut part: Part<'_>) -> bool {
        let given = part.file_name().unwrap_or("").to_owned();
        let declared = part.content_type().unwrap_or("").to_owned();
        let name = shown_name(&given);
        let (mut bytes, mut size) = (Vec::new(), 0u64);
        loop {
            if self.is_endless && !given.is_empty() {
                self.had_files = true;
                self.fails(&name, AttachmentFault::TooLarge);
                return false;
            }
            let piece = match part.chunk().await {
                Ok(Some(piece)) => piece,
                Ok(None) => break,
                Err(fault) => {
                    self.had_files = true;
                    self.fails(&name, fault_of(&fault));
                    return false;
                }
            };
            size += piece.len() as u64;
            if self.may_hold(&name, size) {
                bytes.extend_from_slice(&piece);
            } else {
                bytes = Vec::new();
            }
        }
        // As browsers send a field in which no file was chosen.
        if given.is_empty() && size == 0 {
            return true;
        }
        self.had_files = true;
        self.together += size;
        if self.files.len() >= MOST_AT_ONCE {
            self.fails(&name, AttachmentFault::TooMany);
        }
        if self.failed.is_none() {
            match NewAttachment::of(&given, &declared, &bytes) {
                Ok(file) => self.files.push(file),
                Err(fault) => self.fails(&name, fault),
            }
        }
        true
    }

    /// Reads past a file that is for another button. Out: whether to go on.
    async fn leave(&mut self, mut part: Part<'_>) -> bool {
        let name = part.name().unwrap_or("").to_owned();
        let mut is_chosen = !part.file_name().unwrap_or("").is_empty();
        loop {
            if is_chosen {
                self.left.insert(name.clone());
            }
            // Not waited for, here as in the field itself.
            if is_chosen && self.is_endless {
                return false;
            }
            match part.chunk().await {
                Ok(Some(piece)) => is_chosen |= !piece.is_empty(),
                Ok(None) => return true,
                Err(_) => return false,
            }
        }
    }

    /// Whether so much of a file is kept in memory.
    fn may_hold(&mut self, name: &str, size: u64) -> bool {
        if self.failed.is_some() {
            return false;
        }
        if self.place.is_none() {
            self.place = self.visit.app.in_hand.take(&self.visit.person.id);
        }
        if self.place.is_none() {
            let words = fl!(self.visit.words.text, "attachment-busy");
            self.fails_as(StatusCode::SERVICE_UNAVAILABLE, words);
        } else if size > LARGEST {
            self.fails(name, AttachmentFault::TooLarge);
        } else if self.together + size > LARGEST_TOGETHER {
            self.fails(name, AttachmentFault::TooLargeTogether);
        }
        self.failed.is_none()
    }

    fn attaching(self) -> Attaching {
        Attaching {
            taken: match self.failed {
                Some(failed) => Err(failed),
                None => Ok(self.files),
            },
            had_files: self.had_files,
            left: self.left,
            _place: self.place,
        }
    }
}

/// The field for files. In: its name, which differs where a page has several; what is wrong with what was attached.
pub(super) fn field(visit: &SignedIn, name: &'static str, fault: Option<String>) -> Field {
    let t = &visit.words.text;
    let megabytes = |bytes: u64| bytes / (1024 * 1024);
    let hint = fl!(
        visit.words.plain,
        "attachment-hint",
        most = MOST_AT_ONCE,
        each = megabytes(LARGEST),
        together = megabytes(LARGEST_TOGETHER)
    );
    Field::new(name, fl!(t, "attachment-field"))
        .kind(Kind::Attachments)
        .hint(hint)
        .optional(fl!(t, "field-optional"))
        .fault(fault)
}
