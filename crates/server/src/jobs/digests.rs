//! The worker's part of the daily mails.

use crate::app::App;
use crate::jobs::each::postpone;
use crate::notification::digest::write_one;
use crate::stop::GoOn;
use crate::storage::{Author, Error, Tx};
use crate::store;

/// How many daily mails are written in one go, and how many letters each tells of; the portal has them all.
const BATCH: i64 = 20;

/// Writes the daily mails that are due, each in a transaction of its own: either it is in the outbox and nothing is kept any
/// more, or nothing has happened. Out: how many are due no longer.
pub async fn write(app: &App, go_on: GoOn<'_>) -> Result<usize, Error> {
    let now = app.db.now();
    let due = app
        .db
        .read(move |db| store::notification_preference::due_digests(db, now, BATCH))
        .await?;
    let mut written = 0;
    for (_, id) in &due {
        if !go_on() {
            break;
        }
        let (person, url) = (id.clone(), app.config.public_url.clone());
        let work = move |tx: &mut Tx| write_one(tx, &url, &person);
        match app.db.write(Author::system(), work).await {
            Ok(()) => {}
            Err(fault) if fault.is_for_all() => return Err(fault),
            Err(fault) => {
                postpone(app, "daily mail", id, &fault, |tx, id, next| {
                    store::notification_preference::postpone_digest(tx, id, next)
                })
                .await?;
            }
        }
        written += 1;
    }
    Ok(written)
}
