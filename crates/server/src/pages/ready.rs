//! `/readyz`: whether this node can do what people come for. Whoever spreads requests over nodes asks it, every few seconds.

use crate::app::App;
use crate::storage::{Author, Error};
use crate::store::readiness::try_to_write;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// How long it is taken for granted that what could be written can be, in milliseconds.
const TRUSTED_FOR: i64 = 10_000;

/// Whether the node is not about to stop, its worker lives, and the database can be read and written; its migrations were done
/// before the door was opened. What is wrong stands in the log since it came to that, not once for each time it is asked.
pub async fn ready(State(app): State<Arc<App>>) -> Response {
    let why_not = if app.stop.has_begun() {
        Some("stopping")
    } else if !app.worker_lives() {
        Some("the worker has ended: start this node again")
    } else {
        match look(&app).await {
            Ok(()) => None,
            Err(Error::ReadOnly) => Some("the database is read-only"),
            Err(Error::Unwell(_)) => Some("the database cannot be written"),
            Err(fault) => {
                tracing::debug!(%fault, "not ready");
                Some("the database does not answer")
            }
        }
    };
    match why_not {
        None => "ready".into_response(),
        Some(why) => (StatusCode::SERVICE_UNAVAILABLE, why).into_response(),
    }
}

async fn look(app: &App) -> Result<(), Error> {
    app.db.read(crate::store::person::has_operator).await?;
    // A node that is not ready is given nothing to write: it must find out by itself that it can again.
    let (now, last) = (app.clock.now().0, &app.ready.0);
    let is_due = !(0..TRUSTED_FOR).contains(&(now - last.load(Ordering::SeqCst)));
    if is_due || app.db.unwritable().is_some() {
        app.db
            .write(Author::program("readyz"), try_to_write)
            .await?;
        last.store(now, Ordering::SeqCst);
    }
    Ok(())
}
