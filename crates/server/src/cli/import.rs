//! `parvis import`.

use super::place::open_db;
use super::{Output, Result};
use crate::config::Config;
use crate::import;
use std::path::Path;

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
        event = if faults == 0 {
            "import.done"
        } else {
            "import.refused"
        },
        people = added.people,
        accounts = added.accounts,
        virtual_accounts = added.virtual_accounts,
        memberships = added.memberships,
        faults,
        "files were imported, or have faults"
    );
    match output {
        Output::Json => println!("{}", serde_json::to_string(&report)?),
        Output::Text => print!("{report}"),
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
