//! `parvis migrate`.

use crate::cli::commands::Output;
use crate::cli::fault::Result;
use crate::cli::place::prepare;
use crate::config::Config;
use crate::storage;

/// Makes the database where there is none, which other commands refuse to.
pub(super) fn run(config: &Config, output: Output) -> Result<()> {
    prepare(config)?;
    let mut db = storage::open(&config.place(), storage::Use::Write)?;
    let applied = storage::migrations::run(&mut db)?;
    if !applied.is_empty() {
        let migrations = applied.len();
        tracing::info!(
            event = "database.migrated",
            migrations,
            "the tables were brought up to date"
        );
    }
    match output {
        Output::Json => println!("{}", serde_json::json!({ "applied": applied })),
        Output::Text if applied.is_empty() => println!("The tables are up to date."),
        Output::Text => applied.iter().for_each(|name| println!("applied {name}")),
    }
    Ok(())
}
