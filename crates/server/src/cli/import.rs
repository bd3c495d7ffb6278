//! `parvis import`.

use crate::cli::commands::Output;
use crate::cli::fault::Result;
use crate::cli::place::open_db;
use crate::config::Config;
use crate::import;
use std::path::Path;

/// In: `check`, to look and write nothing. Errors: a fault in any line, and then nothing is written.
pub(super) async fn run(config: &Config, dir: &Path, check: bool, output: Output) -> Result<()> {
    let db = open_db(config)?;
    let report = if check {
        import::check(&db, dir).await?
    } else {
        import::run(&db, dir).await?
    };
    let faults = report.faults.len() + report.more_faults;
    let added = &report.added;
    tracing::info!(
        event = match (faults, check) {
            (0, true) => "import.checked",
            (0, false) => "import.done",
            _ => "import.refused",
        },
        people = added.people,
        accounts = added.accounts,
        virtual_accounts = added.virtual_accounts,
        memberships = added.memberships,
        faults,
        "files were looked at"
    );
    match (output, check) {
        (Output::Json, false) => println!("{}", serde_json::to_string(&report)?),
        (Output::Json, true) => println!("{}", serde_json::to_string(&report.checked())?),
        (Output::Text, false) => print!("{report}"),
        (Output::Text, true) => print!("{}", report.checked()),
    }
    if report.faults.is_empty() {
        if check && output == Output::Text {
            println!("The files are in order; nothing was written.");
        }
        Ok(())
    } else {
        Err("nothing was imported: mend the faults above and run it again".into())
    }
}
