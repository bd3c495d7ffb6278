//! Uploads: a file of many lines arrives, is checked line by line, and is applied line by line, in batches, by whichever node
//! comes to it. Each batch is one transaction that also notes how far it got: a crash repeats none and leaves none out.

pub mod pages;
pub mod progress_pages;
pub mod receiving;
pub mod store;
pub mod users;
pub mod words;

use crate::app::App;
use crate::event_log;
use crate::storage::{Author, Error, Tx};
use domain::upload::reading::{FileFault, Line};
use domain::upload::{ARRIVES_WITHIN, Counts, Outcome, State, UploadFact};
use domain::{Actor, Event, PersonId, Refusal, SmartAccountId, UploadId};
use store::{Kept, Upload};

/// Lines written or worked on in one transaction.
pub const BATCH: usize = 300;
/// Lines swept away in one transaction.
const SWEPT_AT_ONCE: i64 = 5000;
/// Uploads looked at in one go.
const MOST_UPLOADS: i64 = 10;

/// Begins an upload. Out: its id; or the one of the same person that is not done with.
pub fn begin(
    tx: &mut Tx,
    account: &SmartAccountId,
    by: &PersonId,
    file_name: &str,
) -> Result<Result<UploadId, Upload>, Error> {
    if let Some(open) = store::open_of(tx.db, account, by)? {
        return Ok(Err(open));
    }
    let id = UploadId::new(tx.new_id());
    let upload = Upload::new(id.clone(), account, by, file_name.to_owned(), tx.now);
    store::add(tx, &upload)?;
    Ok(Ok(id))
}

/// Keeps lines that have arrived. Errors: the upload was discarded meanwhile.
pub fn keep(tx: &mut Tx, id: &UploadId, lines: &[Line]) -> Result<(), Error> {
    let mut upload = arriving(tx, id)?;
    upload.lines += lines.len() as u64;
    upload.changed_at = tx.now;
    store::save(tx, &upload)?;
    let kept: Vec<Kept> = lines.iter().cloned().map(Kept::new).collect();
    store::add_lines(tx, id, &kept)
}

fn arriving(tx: &mut Tx, id: &UploadId) -> Result<Upload, Error> {
    let found = store::find_if_any(tx.db, id)?;
    Ok(found
        .filter(|upload| upload.state == State::Arriving)
        .ok_or(Refusal::UploadOver)?)
}

/// All of the file has arrived: it is to be checked. Or nothing can be done with it, for this reason.
pub fn arrived(tx: &mut Tx, id: &UploadId, came: &Result<(), FileFault>) -> Result<(), Error> {
    let mut upload = arriving(tx, id)?;
    upload.changed_at = tx.now;
    match came {
        Ok(()) => upload.state = State::Checking,
        Err(fault) => give_up(&mut upload, fault.clone(), tx),
    }
    store::save(tx, &upload)?;
    let fact = UploadFact::Received(upload.record());
    let events = came.is_ok().then_some(Event::Upload(fact));
    event_log::record(tx, events.as_slice())
}

fn give_up(upload: &mut Upload, fault: FileFault, tx: &Tx) {
    upload.state = State::Broken;
    upload.fault = Some(fault);
    upload.changed_at = tx.now;
    upload.sweep_from = tx.now;
}

/// Has a checked upload applied. Errors: it is not checked, or not without faults, or nothing is to be done.
pub fn apply(
    tx: &mut Tx,
    id: &UploadId,
    account: &SmartAccountId,
    only_of: Option<&PersonId>,
    by: &PersonId,
) -> Result<(), Error> {
    let mut upload = store::find(tx.db, id, account, only_of)?;
    if upload.state != State::Checked || upload.swept_at.is_some() {
        return Err(Refusal::UploadOver.into());
    }
    if upload.counts.faulty > 0 || upload.counts.changes() == 0 {
        return Err(Refusal::UploadFaulty.into());
    }
    upload.state = State::Applying;
    upload.applied_by = Some(by.clone());
    restart(&mut upload, tx);
    store::save(tx, &upload)?;
    let fact = UploadFact::Started {
        upload: upload.record(),
        by: by.clone(),
    };
    event_log::record(tx, &[Event::Upload(fact)])
}

fn restart(upload: &mut Upload, tx: &Tx) {
    upload.changed_at = tx.now;
    (upload.done, upload.done_lines, upload.counts) = (0, 0, Counts::default());
}

/// Puts an upload aside that nothing was applied of. Errors: it is being applied, or is done with.
pub fn discard(
    tx: &mut Tx,
    id: &UploadId,
    account: &SmartAccountId,
    only_of: Option<&PersonId>,
) -> Result<(), Error> {
    let mut upload = store::find(tx.db, id, account, only_of)?;
    let waits = matches!(
        upload.state,
        State::Arriving | State::Checking | State::Checked
    );
    if !waits {
        return Err(Refusal::UploadOver.into());
    }
    put_aside(tx, &mut upload)
}

fn put_aside(tx: &mut Tx, upload: &mut Upload) -> Result<(), Error> {
    upload.state = State::Discarded;
    upload.changed_at = tx.now;
    upload.sweep_from = tx.now;
    store::save(tx, upload)?;
    event_log::record(tx, &[Event::Upload(UploadFact::Discarded(upload.record()))])
}

/// Works on the next lines of an upload, unless it is no longer at work.
pub fn step(tx: &mut Tx, id: &UploadId) -> Result<(), Error> {
    let found = store::find_if_any(tx.db, id)?;
    let Some(mut upload) = found.filter(|upload| upload.state.is_at_work()) else {
        return Ok(());
    };
    let lines = store::lines(tx.db, id, None, upload.done, BATCH as i64)?;
    if let Some(last) = lines.last() {
        upload.done = last.line.number;
        upload.done_lines += lines.len() as u64;
        let worked = users::work(tx, &upload, lines)?;
        worked
            .iter()
            .for_each(|kept| upload.counts.add(kept.outcome));
        store::replace_lines(tx, id, &worked)?;
        upload.changed_at = tx.now;
        return store::save(tx, &upload);
    }
    upload.changed_at = tx.now;
    if upload.state == State::Checking {
        upload.state = State::Checked;
        return store::save(tx, &upload);
    }
    upload.state = State::Applied;
    store::save(tx, &upload)?;
    let fact = UploadFact::Finished {
        upload: upload.record(),
        counts: upload.counts,
    };
    event_log::record(tx, &[Event::Upload(fact)])
}

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

/// The worker's part: a batch of every upload that waits for it, and what time has done to others.
pub async fn work(app: &App) -> Result<usize, Error> {
    let now = app.db.now();
    let waiting = app
        .db
        .read(move |db| {
            let mut all = store::in_state(db, State::Checking, now, MOST_UPLOADS)?;
            all.extend(store::in_state(db, State::Applying, now, MOST_UPLOADS)?);
            Ok(all)
        })
        .await?;
    for upload in &waiting {
        let id = upload.id.clone();
        let stepped = app.db.write(author(upload), move |tx| step(tx, &id)).await;
        match stepped {
            Err(fault @ (Error::Corrupt { .. } | Error::Panicked)) => {
                tracing::error!(upload = %upload.id, %fault, "an upload cannot be worked on");
                let id = upload.id.clone();
                let broken = move |tx: &mut Tx| {
                    if let Some(mut upload) = store::find_if_any(tx.db, &id)? {
                        give_up(&mut upload, FileFault::Ours, tx);
                        store::save(tx, &upload)?;
                    }
                    Ok(())
                };
                app.db.write(Author::system(), broken).await?;
            }
            other => other?,
        }
    }
    Ok(waiting.len() + sweep(app).await?)
}

/// Gives up what never arrived whole, and sweeps away the lines of what is done with.
async fn sweep(app: &App) -> Result<usize, Error> {
    let now = app.db.now();
    let (lost, over) = app
        .db
        .read(move |db| {
            let since = now.minus(ARRIVES_WITHIN);
            let lost = store::in_state(db, State::Arriving, since, MOST_UPLOADS)?;
            Ok((lost, store::to_sweep(db, now, MOST_UPLOADS)?))
        })
        .await?;
    let count = lost.len() + over.len();
    for upload in lost {
        let id = upload.id;
        let lose = move |tx: &mut Tx| match store::find_if_any(tx.db, &id)? {
            Some(mut upload) if upload.state == State::Arriving => {
                give_up(&mut upload, FileFault::CutOff, tx);
                store::save(tx, &upload)
            }
            _ => Ok(()),
        };
        app.db.write(Author::system(), lose).await?;
    }
    for id in over {
        let sweep = move |tx: &mut Tx| {
            let Some(mut upload) = store::find_if_any(tx.db, &id)? else {
                return Ok(());
            };
            if upload.state == State::Checked {
                return put_aside(tx, &mut upload);
            }
            // What is at work keeps its lines until it is done.
            if upload.state.is_open() {
                upload.sweep_from = tx.now.plus(domain::upload::KEPT_FOR);
                return store::save(tx, &upload);
            }
            if !store::sweep(tx, &id, SWEPT_AT_ONCE)? {
                upload.swept_at = Some(tx.now);
                store::save(tx, &upload)?;
            }
            Ok(())
        };
        app.db.write(Author::system(), sweep).await?;
    }
    Ok(count)
}

/// What a line comes to when it is worked on.
pub struct Worked {
    pub outcome: Outcome,
    pub faults: Vec<domain::upload::reading::LineFault>,
    pub print: Option<String>,
}
