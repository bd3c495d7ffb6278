//! `parvis restore`.

use crate::cli::commands::Output;
use crate::cli::copy::{check, copy};
use crate::cli::fault::Result;
use crate::cli::place::{open_db, prepare_folder};
use crate::config::Config;
use crate::config::database_address::DatabasePlace;
use crate::storage::lock::Lock;
use crate::{storage, store};
use std::path::{Path, PathBuf};

/// Puts a copy where the database belongs, and says what is alive again by it.
///
/// Errors: the data goes to PostgreSQL; the place is not empty or in use; the copy is not one.
pub(super) async fn run(config: &Config, file: &Path, output: Output) -> Result<()> {
    let place = config.place();
    let DatabasePlace::Sqlite(path) = &place else {
        return Err("the data goes to PostgreSQL: use pg_restore".into());
    };
    must_be_empty(path)?;
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
    tracing::info!(
        event = "database.restored",
        "a copy of the database was restored"
    );
    let revived = Revived {
        mail: notices + outgoing,
        links,
        log_ins,
    };
    match output {
        Output::Json => println!("{}", revived.json(path, &applied)),
        Output::Text => revived.say(path, file),
    }
    Ok(())
}

/// Errors: a file of a database is there.
fn must_be_empty(path: &Path) -> Result<()> {
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
    Ok(())
}

/// What is alive again that may have ended since the copy was made.
struct Revived {
    mail: i64,
    links: i64,
    log_ins: i64,
}

impl Revived {
    fn json(&self, path: &Path, applied: &[String]) -> serde_json::Value {
        serde_json::json!({
            "database": path.display().to_string(),
            "applied": applied,
            "mail": self.mail,
            "links": self.links,
            "log_ins": self.log_ins,
        })
    }

    fn say(&self, path: &Path, file: &Path) {
        let Self {
            mail,
            links,
            log_ins,
        } = self;
        println!("{}: restored from {}", path.display(), file.display());
        println!("As soon as it is served, what was so when the copy was made is so again:");
        println!("{mail:>8} mails wait and go out, even if they went out after the copy was made");
        println!("{links:>8} links in mails can be followed, even if they were used since");
        println!("{log_ins:>8} log-ins last, even if they were ended since");
        println!("Roles taken away since stand again, and requests decided since wait.");
    }
}
