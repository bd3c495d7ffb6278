//! `parvis restore`.

use crate::cli::commands::Output;
use crate::cli::copy::{check, copy};
use crate::cli::fault::Result;
use crate::cli::place::{open_db, prepare_folder};
use crate::config::Config;
use crate::config::database_address::Place;
use crate::storage::lock::Lock;
use crate::{storage, store};
use std::path::{Path, PathBuf};

pub(super) async fn run(config: &Config, file: &Path, output: Output) -> Result<()> {
    let place = config.place();
    let Place::Sqlite(path) = &place else {
        return Err("the data goes to PostgreSQL: use pg_restore".into());
    };
    for end in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        let name = PathBuf::from(name);
        if name.exists() {
            return Err(format!(
                "{}: is there already. Stop Parvis and move the files away first; a copy goes into an empty place only",
                name.display()
            )
            .into());
        }
    }
    if !file.is_file() {
        return Err(format!("{}: there is no such file", file.display()).into());
    }
    check(file)?;
    if let Some(folder) = path.parent() {
        prepare_folder(folder)?;
    }
    // Files that were moved away under a program that still has them open leave the place looking empty.
    let _lock = Lock::take(&place)?;
    copy(file, path)?;
    let mut db = storage::open(&place, storage::Use::Write)?;
    let applied = storage::migrations::run(&mut db)?;
    drop(db);
    let db = open_db(config)?;
    let ((notices, outgoing), (links, log_ins)) = db
        .read(|db| {
            let now = crate::clock::Clock::Real.now();
            Ok((
                store::notification::backlog(db)?,
                store::session::alive(db, now)?,
            ))
        })
        .await?;
    let mail = notices + outgoing;
    tracing::info!(
        event = "database.restored",
        "a copy of the database was restored"
    );
    match output {
        Output::Json => println!(
            "{}",
            serde_json::json!({
                "database": path.display().to_string(),
                "applied": applied,
                "mail": mail,
                "links": links,
                "log_ins": log_ins,
            })
        ),
        Output::Text => {
            println!("{}: restored from {}", path.display(), file.display());
            println!("As soon as it is served, what was so when the copy was made is so again:");
            println!(
                "{mail:>8} mails wait and go out, even if they went out after the copy was made"
            );
            println!("{links:>8} links in mails can be followed, even if they were used since");
            println!("{log_ins:>8} log-ins last, even if they were ended since");
            println!("Roles taken away since stand again, and requests decided since wait.");
        }
    }
    Ok(())
}
