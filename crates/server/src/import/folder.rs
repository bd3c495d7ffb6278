//! Checking a folder of files, and importing it.

use crate::import;
use crate::import::arriving::{BegunImport, begin, hold, keep, sweep};
use crate::import::carrying_on::{author, finish, patiently, take_up};
use crate::import::kept::ImportLine;
use crate::import::pace::Watch;
use crate::import::report::{ImportFault, ImportReport};
use crate::import::source::{FILES, ImportSource, misnamed};
use crate::import::{differences, reading};
use crate::storage::{Db, Error};
use domain::ImportId;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc;

/// Checks the folder and writes nothing. Errors: the folder or the database cannot be read.
pub async fn check(db: &Db, dir: &Path) -> Result<ImportReport, Error> {
    let source = source(dir);
    let report = look(db, &source).await;
    source.progress.finish_and_clear();
    report
}

/// What is wrong with the files, or else what they say otherwise than it is.
async fn look(db: &Db, source: &ImportSource) -> Result<ImportReport, Error> {
    let misnamed = misnamed(&source.dir);
    if misnamed.is_empty() && !FILES.iter().any(|file| source.path(file).exists()) {
        return Err(Error::Shared(format!(
            "{}: holds none of {}",
            source.dir.display(),
            FILES.join(", ")
        )));
    }
    source.progress.set_message("checking");
    let files = source.clone();
    let mut report = db
        .read(move |db| {
            let mut report = import::check::check(db, &files)?;
            if report.faults.is_empty() {
                differences::find(db, &files, &mut report)?;
            }
            Ok(report)
        })
        .await?;
    for (file, name) in misnamed {
        report.fault(
            file,
            1,
            format!("{name} is not read: call it {file}, or take it away"),
        );
    }
    Ok(report)
}

/// Imports the folder: what is left of another first. Errors: the folder or the database cannot be read. Faults in the files stand in
/// the report, and then nothing is written.
pub async fn run(db: &Db, dir: &Path) -> Result<ImportReport, Error> {
    let source = source(dir);
    let imported = import(db, &source).await;
    source.progress.finish_and_clear();
    imported
}

async fn import(db: &Db, source: &ImportSource) -> Result<ImportReport, Error> {
    let (mut report, held) = bring_in(db, source).await?;
    let Some(id) = held else {
        return Ok(report);
    };
    source.progress.set_position(0);
    source.progress.set_message("writing");
    let progress = |lines| source.progress.inc(lines);
    match finish(db, &id, &mut report, &progress).await {
        Ok(()) => Ok(report),
        Err(fault) => Err(Error::Shared(format!(
            "the import is not done, and goes on by itself: with “parvis serve”, or before the next import ({fault})"
        ))),
    }
}

/// Brings the folder so far that its lines hold, and carries none of them out: whoever comes to it does. Out: what was found, and the
/// import, if there are no faults. Errors: as [`run`].
pub async fn bring(db: &Db, dir: &Path) -> Result<(ImportReport, Option<ImportId>), Error> {
    bring_in(db, &source(dir)).await
}

async fn bring_in(
    db: &Db,
    source: &ImportSource,
) -> Result<(ImportReport, Option<ImportId>), Error> {
    let mut report = look(db, source).await?;
    if !report.faults.is_empty() {
        return Ok((report, None));
    }
    let id = alone(db, &source.progress).await?;
    source.progress.set_position(0);
    source.progress.set_message("setting down");
    match arrive(db, source, &id).await {
        Ok(faults) if faults.is_empty() => Ok((report, Some(id))),
        Ok(faults) => {
            for fault in faults {
                report.fault(fault.file, fault.line, fault.what);
            }
            drop_all(db, &id).await?;
            Ok((report, None))
        }
        Err(fault) => {
            // If that fails as well, whoever comes next does it.
            let _ = drop_all(db, &id).await;
            Err(fault)
        }
    }
}

/// How often it is looked whether another import is over.
const GLANCE: Duration = Duration::from_millis(500);

/// Begins an import, once there is no other. What is left of one that was broken off is done first.
async fn alone(db: &Db, progress: &ProgressBar) -> Result<ImportId, Error> {
    loop {
        let begun = patiently(async || db.write(author(), begin).await);
        match begun.await? {
            BegunImport::At(id) => return Ok(id),
            BegunImport::Waits => {
                progress.set_message("waiting for another import");
                progress.tick();
                tokio::time::sleep(GLANCE).await;
            }
            BegunImport::LeftBehind(other) => {
                progress.set_message("doing what another import has left");
                let watch = Watch::start();
                take_up(db, &other).await?;
                if db.is_embedded() {
                    watch.breathe().await;
                }
            }
        }
    }
}

/// As many batches as are read ahead.
const AHEAD: usize = 2;

/// Has the lines of the files arrive, and hold. Out: what keeps them from that.
async fn arrive(db: &Db, source: &ImportSource, id: &ImportId) -> Result<Vec<ImportFault>, Error> {
    let (sender, mut lines) = mpsc::channel::<Vec<ImportLine>>(AHEAD);
    let files = source.clone();
    let read = tokio::task::spawn_blocking(move || {
        let mut hand = |lines| sender.blocking_send(lines).map_err(|_| Error::Closed);
        reading::read(&files, &mut hand)
    });
    let mut faults = Vec::new();
    while let Some(some) = lines.recv().await {
        let (watch, some) = (Watch::start(), Arc::new(some));
        let kept = patiently(async || {
            let (id, some) = (id.clone(), some.clone());
            db.write(author(), move |tx| keep(tx, &id, &some)).await
        });
        faults.extend(kept.await?);
        if db.is_embedded() {
            watch.breathe().await;
        }
    }
    read.await.unwrap_or(Err(Error::Panicked))?;
    if faults.is_empty() {
        patiently(async || {
            let id = id.clone();
            db.write(author(), move |tx| hold(tx, &id)).await
        })
        .await?;
    }
    Ok(faults)
}

/// Sweeps away what has arrived of an import that does not hold.
async fn drop_all(db: &Db, id: &ImportId) -> Result<(), Error> {
    loop {
        let id = id.clone();
        if !db.write(author(), move |tx| sweep(tx, &id)).await? {
            return Ok(());
        }
    }
}

/// The files of a folder. Lines done so far are shown on a terminal; nothing elsewhere.
fn source(dir: &Path) -> ImportSource {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}: {human_pos} lines, {per_sec}")
    {
        bar.set_style(style);
    }
    ImportSource {
        dir: dir.to_owned(),
        progress: bar,
        read: Arc::default(),
    }
}
