//! Uploads: a file of many lines arrives, is checked line by line, and is applied line by line, in batches, by whichever node
//! comes to it. Each batch is one transaction that also notes how far it got: a crash repeats none and leaves none out.
//! Whether a line names a user of the account (`users`), a member of a group (`members`) or a contract (`contracts`) matters to no
//! other file.

use crate::storage::{AnyConnection, Error, Tx};
use crate::store::upload::{KeptLine, Upload};
use crate::{event_log, standing, store, use_cases};
use domain::rules::upload::{may_bring_users, standstill};
use domain::upload::line::{FileFault, LineFault, UploadLine};
use domain::upload::{Counts, Destination, MOST_SHARING, Notes, State, UploadFact};
use domain::{Event, Moment, PersonId, Refusal, Right, UploadId};

/// Lines that are kept in one transaction as they arrive.
pub const BATCH: usize = 300;
/// Lines worked on in one transaction: giving each a role, or making it a contract, takes half a millisecond, and nobody else writes
/// meanwhile.
pub const WORKED_AT_ONCE: usize = 100;
/// Lines swept away in one transaction.
const SWEPT_AT_ONCE: i64 = 1000;

/// What came of beginning an upload.
pub enum BegunUpload {
    At(UploadId),
    /// One of the same person, to the same destination, is not done with.
    Open(UploadId),
    Refused(FileFault),
}

/// Begins an upload.
pub fn begin(
    tx: &mut Tx,
    to: &Destination,
    by: &PersonId,
    file_name: &str,
) -> Result<BegunUpload, Error> {
    if let Err(fault) = permit(tx.db, to, by, tx.now)? {
        return Ok(BegunUpload::Refused(fault));
    }
    if let Some(open) = store::upload::open_of(tx.db, to, by)? {
        return Ok(BegunUpload::Open(open.id));
    }
    let id = UploadId::new(tx.new_id());
    let upload = Upload::new(id.clone(), to, by, file_name.to_owned(), tx.now);
    store::upload::add(tx, &upload)?;
    Ok(BegunUpload::At(id))
}

/// Whether somebody may have a file applied as things stand. Errors: why nothing, or nothing more, is done with it.
fn permit(
    db: &mut AnyConnection,
    to: &Destination,
    by: &PersonId,
    now: Moment,
) -> Result<Result<(), FileFault>, Error> {
    let answer = match to {
        Destination::Contracts => match standing::person::works_for_support(db, by)? {
            true => Ok(()),
            false => Err(Refusal::BeyondOwnRights),
        },
        Destination::Users { account } => {
            let is_open = store::smart_account::find(db, account)?.is_open();
            let manages =
                standing::membership::reach_of(db, by, account, Right::MemberManage, now)?;
            may_bring_users(&manages, is_open)
        }
        Destination::Members { group: id, .. } => {
            match store::group::find_all(db, &[id.to_string()])?.pop() {
                None => return Ok(Err(FileFault::GroupGone)),
                Some(found) => {
                    let to = standing::group::entry(db, found, by, now)?;
                    domain::rules::group::may_fill(&to.by, &to.group, &to.held, to.is_open, now)
                }
            }
        }
    };
    Ok(answer.map_err(|refusal| standstill(&refusal)))
}

/// Keeps lines that have arrived. Errors: the upload was discarded meanwhile.
pub fn keep(tx: &mut Tx, id: &UploadId, lines: &[UploadLine]) -> Result<(), Error> {
    let mut upload = arriving(tx, id)?;
    upload.lines += lines.len() as u64;
    upload.changed_at = tx.now;
    store::upload::save(tx, &upload)?;
    let kept: Vec<KeptLine> = lines.iter().cloned().map(KeptLine::new).collect();
    store::upload::add_lines(tx, id, &kept)
}

fn arriving(tx: &mut Tx, id: &UploadId) -> Result<Upload, Error> {
    let found = store::upload::find_if_any(tx.db, id)?;
    Ok(found
        .filter(|upload| upload.state == State::Arriving)
        .ok_or(Refusal::UploadOver)?)
}

/// All of the file has arrived: it is to be checked. Or nothing can be done with it, for this reason.
pub fn arrived(tx: &mut Tx, id: &UploadId, came: &Result<Notes, FileFault>) -> Result<(), Error> {
    let mut upload = arriving(tx, id)?;
    match came {
        Err(fault) => return give_up(tx, upload, fault.clone()),
        Ok(notes) => upload.notes = notes.clone(),
    }
    upload.state = State::Checking;
    upload.changed_at = tx.now;
    upload.step_since = Some(tx.now);
    store::upload::save(tx, &upload)?;
    let fact = UploadFact::Received(upload.record());
    event_log::record(tx, &[Event::Upload(fact)])
}

/// Does nothing more with an upload. What was applied of it stays, with lines to look it up in.
pub(crate) fn give_up(tx: &mut Tx, mut upload: Upload, why: FileFault) -> Result<(), Error> {
    let (had_begun, had_arrived) = (upload.applied_by.is_some(), upload.state != State::Arriving);
    upload.fault = Some(why);
    upload.changed_at = tx.now;
    if had_begun {
        upload.state = State::Stopped;
    } else {
        upload.state = State::Broken;
        upload.sweep_from = tx.now;
    }
    store::upload::save(tx, &upload)?;
    let fact = UploadFact::Stopped {
        upload: upload.record(),
        counts: upload.counts,
    };
    let events = had_arrived.then_some(Event::Upload(fact));
    event_log::record(tx, events.as_slice())
}

/// Has a checked upload applied. In: whether somebody said of a last line without a line end that it is whole. Errors: nobody did; or it is
/// not checked, or not without faults, or nothing is to be done; or whoever asks may not do what it says.
pub fn apply(tx: &mut Tx, id: &UploadId, by: &PersonId, is_whole: bool) -> Result<(), Error> {
    let mut upload = in_hand(tx, id)?;
    standing::upload::must_see(tx.db, &upload, by, tx.now)?;
    if upload.state != State::Checked || upload.swept_at.is_some() {
        return Err(Refusal::UploadOver.into());
    }
    if upload.counts.faulty > 0 || upload.counts.changes() == 0 {
        return Err(Refusal::UploadFaulty.into());
    }
    if upload.notes.unended_line.is_some() && !is_whole {
        return Err(Refusal::UploadPerhapsCutOff.into());
    }
    match permit(tx.db, &upload.to, by, tx.now)? {
        Ok(()) => {}
        // Somebody else may still have it applied.
        Err(FileFault::RightLost) => return Err(Refusal::BeyondOwnRights.into()),
        Err(FileFault::AccountNotOpen) => return Err(Refusal::AccountNotOpen.into()),
        Err(fault) => return give_up(tx, upload, fault),
    }
    upload.state = State::Applying;
    upload.applied_by = Some(by.clone());
    upload.changed_at = tx.now;
    upload.step_since = Some(tx.now);
    (upload.done, upload.done_lines, upload.counts) = (0, 0, Counts::default());
    (upload.notes.sharing, upload.notes.first_sharing) = (0, Vec::new());
    store::upload::save(tx, &upload)?;
    let fact = UploadFact::Started {
        upload: upload.record(),
        by: by.clone(),
    };
    event_log::record(tx, &[Event::Upload(fact)])
}

fn in_hand(tx: &mut Tx, id: &UploadId) -> Result<Upload, Error> {
    Ok(store::upload::find_if_any(tx.db, id)?.ok_or(Refusal::NotFound)?)
}

/// Puts an upload aside that nothing was applied of. Errors: it is being applied, or is done with; or it is not theirs to see.
pub fn discard(tx: &mut Tx, id: &UploadId, by: &PersonId) -> Result<(), Error> {
    let mut upload = in_hand(tx, id)?;
    standing::upload::must_see(tx.db, &upload, by, tx.now)?;
    if !upload.state.can_be_discarded() {
        return Err(Refusal::UploadOver.into());
    }
    put_aside(tx, &mut upload)
}

fn put_aside(tx: &mut Tx, upload: &mut Upload) -> Result<(), Error> {
    upload.state = State::Discarded;
    upload.changed_at = tx.now;
    upload.sweep_from = tx.now;
    store::upload::save(tx, upload)?;
    event_log::record(tx, &[Event::Upload(UploadFact::Discarded(upload.record()))])
}

/// Works on the next lines of an upload, unless it is no longer at work. Out: whether there may be more of them.
pub fn step(tx: &mut Tx, id: &UploadId) -> Result<bool, Error> {
    let found = store::upload::find_if_any(tx.db, id)?;
    let Some(mut upload) = found.filter(|upload| upload.state.is_at_work()) else {
        return Ok(false);
    };
    let may = permit(tx.db, &upload.to, upload.by(), tx.now)?;
    if let Err(why) = may {
        give_up(tx, upload, why)?;
        return Ok(false);
    }
    let most = WORKED_AT_ONCE as i64;
    let lines = store::upload::lines(tx.db, &upload, None, upload.done, most)?;
    if let Some(last) = lines.last() {
        upload.done = last.line.number;
        upload.done_lines += lines.len() as u64;
        let worked = match &upload.to {
            Destination::Users { account } => {
                use_cases::upload::users::work(tx, &upload, account, lines)?
            }
            Destination::Members { account, group } => {
                use_cases::upload::members::work(tx, &upload, account, group, lines)?
            }
            Destination::Contracts => use_cases::upload::contracts::work(tx, &upload, lines)?,
        };
        worked.iter().for_each(|kept| note(&mut upload, kept));
        store::upload::replace_lines(tx, id, &worked)?;
        upload.changed_at = tx.now;
        store::upload::save(tx, &upload)?;
        return Ok(true);
    }
    upload.changed_at = tx.now;
    let (record, counts) = (upload.record(), upload.counts);
    let fact = if upload.state == State::Checking {
        upload.state = State::Checked;
        UploadFact::Checked {
            upload: record,
            counts,
        }
    } else {
        upload.state = State::Applied;
        UploadFact::Finished {
            upload: record,
            counts,
        }
    };
    store::upload::save(tx, &upload)?;
    event_log::record(tx, &[Event::Upload(fact)])?;
    Ok(false)
}

/// Notes what a line came to.
fn note(upload: &mut Upload, kept: &KeptLine) {
    upload.counts.add(kept.outcome);
    if kept.line.faults.iter().any(LineFault::is_warning) {
        upload.notes.sharing += 1;
        if upload.notes.first_sharing.len() < MOST_SHARING {
            upload.notes.first_sharing.push(kept.line.number);
        }
    }
}

/// Gives up an upload that never arrived whole.
pub(crate) fn lose(tx: &mut Tx, id: &UploadId) -> Result<(), Error> {
    match store::upload::find_if_any(tx.db, id)? {
        Some(upload) if upload.state == State::Arriving => give_up(tx, upload, FileFault::CutOff),
        _ => Ok(()),
    }
}

/// Sweeps away some of the lines of an upload.
pub(crate) fn sweep_one(tx: &mut Tx, id: &UploadId) -> Result<(), Error> {
    let Some(mut upload) = store::upload::find_if_any(tx.db, id)? else {
        return Ok(());
    };
    if upload.state == State::Checked {
        return put_aside(tx, &mut upload);
    }
    // What is at work keeps its lines until it is done.
    if upload.state.is_open() {
        upload.sweep_from = tx.now.plus(domain::upload::KEPT_FOR);
        return store::upload::save(tx, &upload);
    }
    if !store::upload::sweep(tx, id, SWEPT_AT_ONCE)? {
        upload.swept_at = Some(tx.now);
        store::upload::save(tx, &upload)?;
    }
    Ok(())
}
