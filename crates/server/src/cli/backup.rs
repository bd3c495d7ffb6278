//! `parvis backup`.

use crate::cli::commands::Output;
use crate::cli::copy::{PART, copy};
use crate::cli::fault::Result;
use crate::clock::Clock;
use crate::config::Config;
use crate::config::database_address::DatabasePlace;
use std::path::{Path, PathBuf};

/// How the copies of a folder begin and end; what stands between is when each was made, in UTC, so that they sort by age.
const NAME: (&str, &str) = ("parvis-", ".db");

/// In: how many copies to keep, where the target is a folder. Errors: the data is not in the embedded database, or there is such a
/// file already.
pub(super) fn run(
    config: &Config,
    target: &Path,
    keep: Option<usize>,
    output: Output,
) -> Result<()> {
    let DatabasePlace::Sqlite(path) = config.place() else {
        return Err(
            "the data is in PostgreSQL: use pg_dump, which can be run while Parvis works".into(),
        );
    };
    if !path.exists() {
        return Err(format!("{}: there is no database to back up", path.display()).into());
    }
    let file = if target.is_dir() {
        target.join(dated()?)
    } else if keep.is_some() {
        return Err(format!("{}: --keep goes with a folder", target.display()).into());
    } else {
        target.to_owned()
    };
    if file.exists() {
        return Err(format!("{}: exists already; choose another name", file.display()).into());
    }
    copy(&path, &file)?;
    let removed = match keep {
        Some(keep) => thin_out(target, keep)?,
        None => Vec::new(),
    };
    tracing::info!(event = "database.copied", "the database was copied");
    match output {
        Output::Json => {
            let names: Vec<String> = removed
                .iter()
                .map(|name| name.display().to_string())
                .collect();
            println!(
                "{}",
                serde_json::json!({ "file": file.display().to_string(), "removed": names })
            );
        }
        Output::Text => {
            println!("{}: a copy of {}", file.display(), path.display());
            for name in &removed {
                println!("{}: removed", name.display());
            }
        }
    }
    Ok(())
}

fn dated() -> Result<String> {
    let now = jiff::Timestamp::from_millisecond(Clock::Real.now().0)?;
    Ok(format!(
        "{}{}{}",
        NAME.0,
        now.strftime("%Y%m%d-%H%M%S"),
        NAME.1
    ))
}

/// Removes all but the newest copies of a folder, and what copies have left that were broken off. Out: what was removed.
fn thin_out(folder: &Path, keep: usize) -> Result<Vec<PathBuf>> {
    let named = |fault: std::io::Error| format!("{}: {fault}", folder.display());
    let (mut copies, mut gone) = (Vec::new(), Vec::new());
    for entry in std::fs::read_dir(folder).map_err(named)? {
        let name = entry.map_err(named)?.file_name();
        let Some(name) = name.to_str() else { continue };
        let (whole, is_part) = match name.strip_suffix(PART) {
            Some(whole) => (whole, true),
            None => (name, false),
        };
        let stamp = whole
            .strip_prefix(NAME.0)
            .and_then(|rest| rest.strip_suffix(NAME.1));
        let is_ours = stamp.is_some_and(|stamp| {
            stamp.len() == 15 && stamp.bytes().all(|b| b.is_ascii_digit() || b == b'-')
        });
        if is_ours && is_part {
            gone.push(folder.join(name));
        } else if is_ours {
            copies.push(folder.join(name));
        }
    }
    copies.sort();
    let surplus = copies.len().saturating_sub(keep.max(1));
    gone.extend(copies.drain(..surplus));
    for name in &gone {
        std::fs::remove_file(name).map_err(|fault| format!("{}: {fault}", name.display()))?;
    }
    Ok(gone)
}
