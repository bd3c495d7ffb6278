//! `parvis migrate`.

use super::place::prepare;
use super::{Output, Result};
use crate::config::Config;
use crate::storage::{connection, migrations};

pub(super) fn run(config: &Config, output: Output) -> Result<()> {
    prepare(config)?;
    let mut db = connection::open(&config.place(), connection::Use::Write)?;
    let applied = migrations::run(&mut db)?;
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
