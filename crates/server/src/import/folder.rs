//! Checking a folder of files, and importing it.

use crate::import;
use crate::import::report::Report;
use crate::import::source::{Source, misnamed};
use crate::import::{differences, write};
use crate::storage::{Author, Db, Error};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::path::Path;

/// Checks the folder and writes nothing. Errors: the folder or the database cannot be read.
pub async fn check(db: &Db, dir: &Path) -> Result<Report, Error> {
    let progress = progress();
    let report = look(db, dir, &progress).await;
    progress.finish_and_clear();
    report
}

/// What is wrong with the files, or else what they say otherwise than it is.
async fn look(db: &Db, dir: &Path, progress: &ProgressBar) -> Result<Report, Error> {
    let source = Source(dir.to_owned());
    let misnamed = misnamed(dir);
    if misnamed.is_empty()
        && !import::source::FILES
            .iter()
            .any(|file| source.path(file).exists())
    {
        return Err(Error::Shared(format!(
            "{}: holds none of {}",
            dir.display(),
            import::source::FILES.join(", ")
        )));
    }
    progress.set_message("checking");
    let bar = progress.clone();
    let mut report = db
        .read(move |db| {
            let mut report = crate::import::check::check(db, &source, &bar)?;
            if report.faults.is_empty() {
                differences::find(db, &source, &mut report, &bar)?;
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
pub async fn run(db: &Db, dir: &Path) -> Result<Report, Error> {
    let progress = progress();
    let looked = match look(db, dir, &progress).await {
        Ok(looked) if looked.faults.is_empty() => looked,
        other => {
            progress.finish_and_clear();
            return other;
        }
    };
    let source = Source(dir.to_owned());
    progress.set_position(0);
    progress.set_message("writing");
    let bar = progress.clone();
    let report = db
        .write_large(Author::program("import"), move |tx| {
            write::write(tx, &source, &bar)
        })
        .await;
    progress.finish_and_clear();
    report.map(|report| Report {
        differences: looked.differences,
        more_differences: looked.more_differences,
        ..report
    })
}

/// Lines done so far, on a terminal; nothing elsewhere.
fn progress() -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}: {human_pos} lines, {per_sec}")
    {
        bar.set_style(style);
    }
    bar
}
