//! `parvis bench`.

use crate::bench;
use crate::bench::load::LoadPlan;
use crate::bench::subject::{Plan, Size};
use crate::cli::commands::{BenchArgs, BenchCommand, Output};
use crate::cli::fault::Result;
use crate::cli::place::Folder;
use std::fmt::Display;
use std::io::IsTerminal;
use std::time::Duration;

/// Says what goes on, where somebody looks on.
fn say(what: &str) {
    if std::io::stderr().is_terminal() {
        eprintln!("{what} …");
    }
}

fn print(report: &(impl serde::Serialize + Display), output: Output) -> Result<()> {
    match output {
        Output::Json => println!("{}", serde_json::to_string(report)?),
        Output::Text => println!("{report}"),
    }
    Ok(())
}

/// Errors: what was measured does not hold, so that a script can tell.
pub(super) async fn run(args: &BenchArgs, output: Output) -> Result<()> {
    match &args.command {
        None => lists(args, output).await,
        Some(BenchCommand::Load {
            binary,
            requests,
            seconds,
            quick,
        }) => {
            let folder = Folder::new("bench")?;
            let plan = LoadPlan {
                binary: match binary {
                    Some(binary) => binary.clone(),
                    None => std::env::current_exe()?,
                },
                requests: if *quick { 2_000 } else { *requests },
                lasting: Duration::try_from_secs_f64(if *quick { 2.0 } else { *seconds })
                    .map_err(|fault| format!("--seconds: {fault}"))?,
            };
            let report = bench::load::run(&folder.0, &plan, &say).await?;
            print(&report, output)
        }
        Some(BenchCommand::Furnish { dir, requests }) => {
            Ok(bench::load::furnish(dir, *requests, &say).await?)
        }
        Some(BenchCommand::Serve { dir, port }) => bench::load::serve(dir, *port).await,
    }
}

async fn lists(args: &BenchArgs, output: Output) -> Result<()> {
    let size = |members, requests, events, contracts, cases| Size {
        members,
        requests,
        events,
        contracts,
        cases,
    };
    let plan = Plan {
        small: size(100, 20, 100, 100, 100),
        large: size(
            args.members.max(2),
            args.requests,
            args.events,
            args.contracts,
            args.cases,
        ),
        repetitions: args.repetitions.max(1),
    };
    let folder = Folder::new("bench")?;
    let report = bench::run(&folder.0, args.database.as_deref(), &plan, &say).await?;
    print(&report, output)?;
    if report.holds {
        Ok(())
    } else {
        Err("a page takes another order of time in the large account, or memory is not flat".into())
    }
}
