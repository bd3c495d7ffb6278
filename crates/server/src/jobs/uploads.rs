//! The worker's part of uploads.

use crate::app::App;
use crate::jobs::each::{each, postpone};
use crate::stop::GoOn;
use crate::storage::{AnyConnection, Author, Error, Tx};
use crate::store;
use crate::store::due::EVER;
use crate::store::upload::Upload;
use crate::use_cases::upload::{give_up, lose, step, sweep_one};
use domain::upload::line::FileFault;
use domain::upload::{ARRIVES_WITHIN, State};
use domain::{Actor, Moment, UploadId};

/// Uploads looked at in one go, and how often each is worked on then; others write in between.
const MOST_UPLOADS: i64 = 10;
const STEPS: usize = 3;

/// In whose name the worker works on an upload: of whoever had it applied.
fn author(upload: &Upload) -> Author {
    let actor = match &upload.applied_by {
        Some(by) => Actor::Person(by.clone()),
        None => Actor::System,
    };
    Author {
        actor,
        origin: format!("upload {}", upload.file_name),
    }
}

/// The uploads that wait for the worker.
fn waiting(db: &mut AnyConnection, now: Moment, most: i64) -> Result<Vec<Upload>, Error> {
    let mut all = store::upload::in_state(db, State::Checking, now, now, most)?;
    all.extend(store::upload::in_state(
        db,
        State::Applying,
        now,
        now,
        most,
    )?);
    Ok(all)
}

/// Those that began to arrive so long before a moment that nothing more will come, at most so many.
fn lost(
    db: &mut AnyConnection,
    until: Moment,
    now: Moment,
    most: i64,
) -> Result<Vec<Upload>, Error> {
    store::upload::in_state(db, State::Arriving, until.minus(ARRIVES_WITHIN), now, most)
}

/// When there is something to do next.
pub(crate) fn next(db: &mut AnyConnection, now: Moment) -> Result<Option<Moment>, Error> {
    let waiting = waiting(db, now, 1)?.into_iter().map(|_| now);
    let lost = lost(db, EVER, now, 1)?;
    let lost = lost
        .into_iter()
        .map(|upload| upload.changed_at.plus(ARRIVES_WITHIN));
    let over = store::upload::to_sweep(db, EVER, now, 1)?;
    let over = over.into_iter().map(|(at, _)| at);
    Ok(waiting.chain(lost).chain(over).min())
}

/// The worker's part: a batch of every upload that waits for it, and what time has done to others. What cannot be worked on
/// holds up no other.
pub async fn work(app: &App, go_on: GoOn<'_>) -> Result<usize, Error> {
    let now = app.db.now();
    let waiting = app.db.read(move |db| waiting(db, now, MOST_UPLOADS));
    let waiting = waiting.await?;
    let mut done = 0;
    for upload in &waiting {
        if !go_on() {
            return Ok(done);
        }
        match steps(app, upload, go_on).await {
            Ok(()) => {}
            Err(fault @ (Error::Corrupt { .. } | Error::Panicked)) => {
                tracing::error!(event = "upload.failed", upload = %upload.id, %fault, "an upload cannot be worked on");
                let id = upload.id.clone();
                let broken = move |tx: &mut Tx| match store::upload::find_if_any(tx.db, &id)? {
                    Some(upload) => give_up(tx, upload, FileFault::Ours),
                    None => Ok(()),
                };
                if let Err(fault) = app.db.write(Author::system(), broken).await {
                    postpone(app, NAME, &upload.id, &fault, |_, _, _| Ok(())).await?;
                }
            }
            Err(fault) if fault.is_for_all() => return Err(fault),
            Err(fault) => postpone(app, NAME, &upload.id, &fault, |_, _, _| Ok(())).await?,
        }
        done += 1;
    }
    Ok(done + sweep(app, go_on).await?)
}

async fn steps(app: &App, upload: &Upload, go_on: GoOn<'_>) -> Result<(), Error> {
    for _ in 0..STEPS {
        let id = upload.id.clone();
        let stepped = app.db.write(author(upload), move |tx| step(tx, &id));
        if !stepped.await? || !go_on() {
            break;
        }
    }
    Ok(())
}

/// What operators read of an upload that waits because it could not be worked on.
const NAME: &str = "uploads";

/// Gives up what never arrived whole, and sweeps away the lines of what is done with.
async fn sweep(app: &App, go_on: GoOn<'_>) -> Result<usize, Error> {
    let now = app.db.now();
    let (lost, over) = app
        .db
        .read(move |db| {
            let lost = lost(db, now, now, MOST_UPLOADS)?;
            Ok((lost, store::upload::to_sweep(db, now, now, MOST_UPLOADS)?))
        })
        .await?;
    let later = |_: &mut Tx, _: &UploadId, _| Ok(());
    let lost = lost.into_iter().map(|upload| upload.id);
    let lost = each(app, go_on, NAME, lost, lose, later).await?;
    let over = over.into_iter().map(|(_, id)| id);
    Ok(lost + each(app, go_on, NAME, over, sweep_one, later).await?)
}
