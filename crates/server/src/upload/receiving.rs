//! A file as it comes in: piece by piece into rows of the database, never whole in memory, never on this node's disk.

use super::pages::{refused_file, upload_address};
use super::{BATCH, arrived, begin, keep};
use crate::smart_account::desk::{Desk, ManageMembers};
use crate::storage::Error;
use crate::web::errors::PageError;
use crate::web::visit::Onward;
use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartError, MultipartRejection};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::UploadId;
use domain::upload::file_name;
use domain::upload::reading::{FileFault, Line, Reader};
use domain::upload::users::COLUMNS;
use i18n_embed_fl::fl;

/// As large as a file may be.
pub const LARGEST_FILE: usize = 256 * 1024 * 1024;

fn fault_of(fault: &MultipartError) -> FileFault {
    if fault.status() == StatusCode::PAYLOAD_TOO_LARGE {
        FileFault::TooLarge
    } else {
        FileFault::CutOff
    }
}

/// Takes a file of users. Out: leads on to the page of the upload, or shows what is wrong with the file as a whole.
pub async fn create(
    desk: Desk<ManageMembers>,
    multipart: Result<Multipart, MultipartRejection>,
) -> Result<Response, PageError> {
    let mut multipart = multipart.map_err(|_| PageError::BadForm)?;
    let mut field = loop {
        match multipart.next_field().await {
            Ok(Some(field)) if field.name() == Some("file") => break field,
            Ok(Some(_)) => {}
            Ok(None) => return Err(PageError::BadForm),
            Err(fault) => return Ok(refused_file(&desk, &fault_of(&fault))),
        }
    };
    let name = file_name(field.file_name().unwrap_or(""));
    if name.is_empty() {
        return Ok(refused_file(&desk, &FileFault::Empty));
    }
    let (account, by, kept) = (
        desk.account.id.clone(),
        desk.person.id.clone(),
        name.clone(),
    );
    let begun = desk
        .app
        .db
        .write(desk.author(), move |tx| begin(tx, &account, &by, &kept))
        .await?;
    let id = match begun {
        Ok(id) => id,
        Err(open) => {
            let said = fl!(desk.words.plain, "upload-one-at-a-time");
            let to = upload_address(&desk, &open.id);
            return Ok(Onward::to(&desk.app, &to).saying(&said).into_response());
        }
    };
    let came = match read(&desk, &id, &mut field).await {
        Ok(came) => came,
        // Discarded while it came in.
        Err(Error::Refused(_)) => {
            let to = upload_address(&desk, &id);
            return Ok(Onward::to(&desk.app, &to).into_response());
        }
        Err(fault) => return Err(fault.into()),
    };
    let (upload, outcome) = (id.clone(), came.clone());
    desk.app
        .db
        .write(desk.author(), move |tx| arrived(tx, &upload, &outcome))
        .await?;
    Ok(match came {
        Ok(()) => Onward::to(&desk.app, &upload_address(&desk, &id)).into_response(),
        Err(fault) => refused_file(&desk, &fault),
    })
}

/// Reads the file to its end, even where nothing can be done with it: a browser shows no answer to what it is still sending.
async fn read(
    desk: &Desk<ManageMembers>,
    id: &UploadId,
    field: &mut Field<'_>,
) -> Result<Result<(), FileFault>, Error> {
    let (mut reader, mut lines) = (Reader::new(&COLUMNS), Vec::new());
    loop {
        match field.chunk().await {
            Ok(Some(piece)) => {
                // Why it fails stands in the reader, which says so again at the end.
                let _ = reader.feed(&piece, &mut lines);
                while lines.len() >= BATCH {
                    let rest = lines.split_off(BATCH);
                    write(desk, id, std::mem::replace(&mut lines, rest)).await?;
                }
            }
            Ok(None) => break,
            Err(fault) => return Ok(Err(fault_of(&fault))),
        }
    }
    let came = reader.finish(&mut lines);
    if came.is_ok() && !lines.is_empty() {
        write(desk, id, lines).await?;
    }
    Ok(came.map(drop))
}

async fn write(desk: &Desk<ManageMembers>, id: &UploadId, lines: Vec<Line>) -> Result<(), Error> {
    let id = id.clone();
    desk.app
        .db
        .write(desk.author(), move |tx| keep(tx, &id, &lines))
        .await
}
