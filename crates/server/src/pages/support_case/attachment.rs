//! A file of a case, to be taken away: nothing of it is ever shown here.

use crate::pages::parts::message::Token;
use crate::pages::support_case::contact::dead_contact;
use crate::pages::support_case::show::case_id;
use crate::storage::Error;
use crate::store;
use crate::use_cases::support_case::{see_attachment, see_attachment_by_link};
use crate::web::door::{Anybody, SignedIn};
use crate::web::errors::PageError;
use crate::web::forms::Query;
use crate::web::policy::POLICY_OF_FILES;
use crate::web::text::form_urlencoded;
use crate::web::visit::Visit;
use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use domain::attachment::Attachment;
use domain::{AttachmentId, Refusal};
use futures_util::stream;

/// The file, for whoever may read the message it goes with. Errors: not found, for everybody else.
pub async fn download(
    visit: SignedIn,
    Path((case, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let (case, id) = (case_id(&case)?, attachment_id(&id)?);
    let by = visit.person.clone();
    let found = visit
        .read(move |db| see_attachment(db, &case, &id, &by))
        .await?;
    Ok(file(&visit, found))
}

/// The file, for whoever opened the case without an account and has the link to it; to everybody else no link leads to one.
pub async fn download_by_link(
    visit: Anybody,
    Path(id): Path<String>,
    Query(link): Query<Token>,
) -> Result<Response, PageError> {
    let (id, now) = (attachment_id(&id)?, visit.now);
    let token = link.token.clone();
    match visit
        .read(move |db| see_attachment_by_link(db, &token, &id, now))
        .await
    {
        Ok(found) => Ok(file(&visit, found)),
        Err(Error::Refused(Refusal::NotFound)) => dead_contact(&visit, &link.token).await,
        Err(fault) => Err(fault.into()),
    }
}

fn attachment_id(id: &str) -> Result<AttachmentId, PageError> {
    id.parse().map_err(|_| PageError::NotFound)
}

/// A piece at a time, so that slow lines hold nothing up and memory stays flat.
fn file(visit: &Visit, found: Attachment) -> Response {
    let (db, id) = (visit.app.db.clone(), found.id);
    let pieces = stream::try_unfold(0, move |number| {
        let (db, id) = (db.clone(), id.clone());
        async move {
            let piece = db.read(move |db| store::support_case::piece(db, &id, number));
            let piece = piece.await.map_err(|fault| {
                tracing::error!(%fault, "a download broke off");
                std::io::Error::other(fault)
            })?;
            Ok::<_, std::io::Error>(piece.map(|bytes| (bytes, number + 1)))
        }
    });
    (headers(&found.name, found.size), Body::from_stream(pieces)).into_response()
}

/// Whatever is in the file, no browser is told that it could show it.
fn headers(name: &str, size: u64) -> [(HeaderName, HeaderValue); 6] {
    let stem_kept = |c: char| c.is_ascii_alphanumeric() || " .-_()".contains(c);
    let plain: String = name
        .chars()
        .map(|c| if stem_kept(c) { c } else { '_' })
        .collect();
    // RFC 6266: the second is for all who can read it.
    let whole = form_urlencoded(name).replace('+', "%20");
    let disposition = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{whole}");
    let disposition = HeaderValue::from_str(&disposition);
    [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/octet-stream"),
        ),
        (
            header::CONTENT_DISPOSITION,
            disposition.unwrap_or(HeaderValue::from_static("attachment")),
        ),
        (header::CONTENT_LENGTH, HeaderValue::from(size)),
        (header::CONTENT_SECURITY_POLICY, POLICY_OF_FILES),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            HeaderValue::from_static("same-origin"),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ]
}
