//! A file as it comes in: piece by piece into rows of the database, never whole in memory, never on this node's disk.

use crate::stop::Stage;
use crate::storage::Error;
use crate::use_cases::upload::{BATCH, BegunUpload, arrived, begin, keep};
use crate::web::door::SignedIn;
use crate::web::errors::PageError;
use crate::web::visit::Onward;
use crate::words;
use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartError, MultipartRejection};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::UploadId;
use domain::upload::line::{FileFault, UploadLine};
use domain::upload::reading::Reader;
use domain::upload::{Destination, Notes, file_name};
use i18n_embed_fl::fl;

/// What a form sends, if it sends what such a form does.
pub type Sent = Result<Multipart, MultipartRejection>;

/// A file that was not taken: what is wrong with it as a whole, in words for beside its field.
pub struct NotTaken {
    pub status: StatusCode,
    pub fault: String,
}

fn fault_of(fault: &MultipartError) -> FileFault {
    if fault.status() == StatusCode::PAYLOAD_TOO_LARGE {
        FileFault::TooLarge
    } else {
        FileFault::CutOff
    }
}

fn status_of(fault: &FileFault) -> StatusCode {
    match fault {
        FileFault::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        FileFault::RightLost => StatusCode::FORBIDDEN,
        FileFault::AccountNotOpen => StatusCode::CONFLICT,
        FileFault::Stopped => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// Takes a file. In: what it is about, and the address below which uploads of that kind have their pages. Out: the way on to the
/// page of the upload.
pub async fn receive(
    visit: &SignedIn,
    to: &Destination,
    pages: &str,
    sent: Sent,
) -> Result<Result<Response, NotTaken>, PageError> {
    let columns = words::upload::columns(to);
    let refused = |fault: &FileFault| Ok(Err(NotTaken::because(visit, to, fault)));
    let mut multipart = sent.map_err(|_| PageError::BadForm)?;
    let mut field = loop {
        match multipart.next_field().await {
            Ok(Some(field)) if field.name() == Some("file") => break field,
            Ok(Some(_)) => {}
            Ok(None) => return Err(PageError::BadForm),
            Err(fault) => return refused(&fault_of(&fault)),
        }
    };
    let name = file_name(field.file_name().unwrap_or(""));
    if name.is_empty() {
        return Ok(Err(NotTaken {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            fault: fl!(visit.words.text, "upload-file-missing"),
        }));
    }
    let (about, by) = (to.clone(), visit.person.id.clone());
    let begun = visit.write(move |tx| begin(tx, &about, &by, &name)).await?;
    let leads = |id: &UploadId| Onward::to(&visit.app, &format!("{pages}/{id}"));
    let id = match begun {
        BegunUpload::At(id) => id,
        BegunUpload::Open(open) => {
            let said = fl!(visit.words.plain, "upload-one-at-a-time");
            return Ok(Ok(leads(&open).saying(&said).into_response()));
        }
        BegunUpload::Refused(fault) => return refused(&fault),
    };
    let came = match read(visit, &id, columns, &mut field).await {
        Ok(came) => came,
        // Discarded while it came in.
        Err(Error::Refused(_)) => return Ok(Ok(leads(&id).into_response())),
        Err(fault) => return Err(fault.into()),
    };
    let (upload, outcome) = (id.clone(), came.clone());
    visit
        .write(move |tx| arrived(tx, &upload, &outcome))
        .await?;
    match came {
        Ok(_) => Ok(Ok(leads(&id).into_response())),
        Err(fault) => refused(&fault),
    }
}

impl NotTaken {
    fn because(visit: &SignedIn, to: &Destination, fault: &FileFault) -> Self {
        Self {
            status: status_of(fault),
            fault: words::upload::file_fault(visit.words, to, fault),
        }
    }
}

/// Reads the file to its end, even where nothing can be done with it: a browser shows no answer to what it is still sending.
async fn read(
    visit: &SignedIn,
    id: &UploadId,
    columns: &'static [&'static str],
    field: &mut Field<'_>,
) -> Result<Result<Notes, FileFault>, Error> {
    let (mut reader, mut lines) = (Reader::new(columns), Vec::new());
    loop {
        let piece = tokio::select! {
            piece = field.chunk() => piece,
            // What has arrived is swept away by whichever node comes to it, and its page says why.
            () = visit.app.stop.reaches(Stage::LastCall) => return Ok(Err(FileFault::Stopped)),
        };
        match piece {
            Ok(Some(piece)) => {
                // Why it fails stands in the reader, which says so again at the end.
                let _ = reader.feed(&piece, &mut lines);
                while lines.len() >= BATCH {
                    let rest = lines.split_off(BATCH);
                    write(visit, id, std::mem::replace(&mut lines, rest)).await?;
                }
            }
            Ok(None) => break,
            Err(fault) => return Ok(Err(fault_of(&fault))),
        }
    }
    let came = reader.finish(&mut lines);
    if came.is_ok() && !lines.is_empty() {
        write(visit, id, lines).await?;
    }
    Ok(came.map(|whole| whole.notes))
}

async fn write(visit: &SignedIn, id: &UploadId, lines: Vec<UploadLine>) -> Result<(), Error> {
    let id = id.clone();
    visit.write(move |tx| keep(tx, &id, &lines)).await
}
