//! Checking a folder of files, and importing it.

use crate::import;
use crate::import::report::ImportReport;
use crate::import::source::{FILES, ImportSource, misnamed};
use crate::import::{differences, write};
use crate::storage::{Author, Db, Error};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::path::Path;

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

/// Imports the folder. Errors: the folder or the database cannot be read. Faults in the files stand in the report, and then
/// nothing is written.
pub async fn run(db: &Db, dir: &Path) -> Result<ImportReport, Error> {
    let source = source(dir);
    let looked = match look(db, &source).await {
        Ok(looked) if looked.faults.is_empty() => looked,
        other => {
            source.progress.finish_and_clear();
            return other;
        }
    };
    source.progress.set_position(0);
    source.progress.set_message("writing");
    let files = source.clone();
    let report = db
        .write_large(Author::program("import"), move |tx| {
            write::write(tx, &files)
        })
        .await;
    source.progress.finish_and_clear();
    report.map(|report| ImportReport {
        differences: looked.differences,
        more_differences: looked.more_differences,
        ..report
    })
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
    }
}
