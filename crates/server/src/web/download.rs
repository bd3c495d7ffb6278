//! Files to be taken away, of any size: read a piece at a time, each in a short read of its own, and handed on as fast as they are
//! taken. Memory stays flat, and nobody is held up.

use crate::storage::{AnyConnection, Db, Error};
use axum::body::Body;
use axum::http::{HeaderValue, header};
use futures_util::{StreamExt, stream};
use std::sync::Arc;

/// A piece as it was read, and where the next begins, if there is one.
pub struct Piece<C> {
    pub bytes: Vec<u8>,
    pub next: Option<C>,
}

/// `read` is called again and again, with where the piece before it ended, until it says that nothing is left. Errors: the first piece
/// cannot be read; what fails later breaks the download off, so that half a file is never taken for a whole one.
pub async fn streamed<C, F>(db: &Db, mut head: Vec<u8>, read: F) -> Result<Body, Error>
where
    C: Send + 'static,
    F: Fn(&mut AnyConnection, Option<&C>) -> Result<Piece<C>, Error> + Send + Sync + 'static,
{
    let (db, read) = (db.clone(), Arc::new(read));
    let first = next_piece(&db, &read, None).await?;
    head.extend(first.bytes);
    let rest = stream::try_unfold(first.next, move |from| {
        let (db, read) = (db.clone(), read.clone());
        async move {
            let Some(from) = from else { return Ok(None) };
            let piece = next_piece(&db, &read, Some(from)).await;
            piece
                .map(|piece| Some((piece.bytes, piece.next)))
                .inspect_err(|fault| tracing::error!(%fault, "a download broke off"))
                .map_err(std::io::Error::other)
        }
    });
    let whole = stream::iter([Ok::<_, std::io::Error>(head)]).chain(rest);
    Ok(Body::from_stream(whole))
}

async fn next_piece<C, F>(db: &Db, read: &Arc<F>, from: Option<C>) -> Result<Piece<C>, Error>
where
    C: Send + 'static,
    F: Fn(&mut AnyConnection, Option<&C>) -> Result<Piece<C>, Error> + Send + Sync + 'static,
{
    let read = read.clone();
    db.read(move |db| read(db, from.as_ref())).await
}

/// What goes before a file: what it is, and its name with the ending, of which a browser is told only plain characters.
pub fn headers(kind: &'static str, name: &str) -> [(header::HeaderName, HeaderValue); 3] {
    let plain = |c: char| c.is_ascii_alphanumeric() || ".-_".contains(c);
    let name: String = name
        .chars()
        .map(|c| if plain(c) { c } else { '-' })
        .collect();
    let disposition = format!("attachment; filename=\"{name}\"");
    [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::from_str(&disposition)
                .unwrap_or_else(|_| HeaderValue::from_static("attachment")),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ]
}
