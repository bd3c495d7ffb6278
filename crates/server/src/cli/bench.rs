//! `parvis bench`.

use crate::bench;
use crate::cli::commands::Output;
use crate::cli::fault::Result;
use crate::cli::place::Folder;
use std::io::IsTerminal;

/// Errors: what was measured does not hold, so that a script can tell.
pub(super) async fn run(
    database: Option<&str>,
    plan: &bench::subject::Plan,
    output: Output,
) -> Result<()> {
    let folder = Folder::new("bench")?;
    let on_terminal = std::io::stderr().is_terminal();
    let say = |what: &str| {
        if on_terminal {
            eprintln!("{what} …");
        }
    };
    let report = bench::run(&folder.0, database, plan, &say).await?;
    match output {
        Output::Json => println!("{}", serde_json::to_string(&report)?),
        Output::Text => println!("{report}"),
    }
    if report.holds {
        Ok(())
    } else {
        Err("a page takes another order of time in the large account, or memory is not flat".into())
    }
}
