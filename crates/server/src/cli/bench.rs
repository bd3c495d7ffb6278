//! `parvis bench`.

use crate::bench;
use crate::bench::load::Held;
use crate::bench::load::plan::{LoadPlan, Part};
use crate::bench::subject::{Plan, Size};
use crate::cli::commands::{BenchArgs, BenchCommand, LoadArgs, Output};
use crate::cli::fault::Result;
use crate::cli::place::Folder;
use std::fmt::Display;
use std::io::IsTerminal;
use std::path::PathBuf;
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
        Some(BenchCommand::Load(args)) => load(args, output).await,
        Some(BenchCommand::Furnish { dir, requests }) => {
            Ok(bench::load::furnish(dir, *requests, &say).await?)
        }
        Some(BenchCommand::Serve { dir, port }) => bench::load::serve(dir, *port).await,
        Some(BenchCommand::Spin { seconds }) => {
            bench::load::spin(Duration::from_secs(*seconds));
            Ok(())
        }
    }
}

/// In a quick run: so many requests, so long for each kind of work, and so often.
const QUICK_REQUESTS: u64 = 2_000;
const QUICK_SECONDS: f64 = 1.0;
const QUICK_REPETITIONS: usize = 3;

/// Errors: what was typed cannot be.
fn plan(args: &LoadArgs) -> Result<LoadPlan> {
    let seconds = |name: &str, seconds: f64| {
        Duration::try_from_secs_f64(seconds).map_err(|fault| format!("{name}: {fault}"))
    };
    let setting = |text: &String| match text.split_once('=') {
        Some((name, value)) if name.starts_with("PARVIS_") => Ok((name.into(), value.into())),
        _ => Err(format!("--setting {text}: must be PARVIS_…=…")),
    };
    // Whoever is measured works in another folder.
    let absolute = |path: &PathBuf| std::path::absolute(path);
    let settings: std::result::Result<Vec<_>, String> = args.settings.iter().map(setting).collect();
    let parts = match (args.quick, args.only.is_empty()) {
        (true, _) => Part::QUICK.to_vec(),
        (false, true) => Part::ALL.to_vec(),
        (false, false) => args.only.clone(),
    };
    let quick = args.quick;
    Ok(LoadPlan {
        binary: match &args.binary {
            Some(binary) => absolute(binary)?,
            None => std::env::current_exe()?,
        },
        before: args.before.as_ref().map(absolute).transpose()?,
        settings: settings?,
        database: args.database.clone(),
        requests: if quick { QUICK_REQUESTS } else { args.requests },
        seed_size: args.seed_size,
        data: args.data.as_ref().map(absolute).transpose()?,
        lasting: seconds(
            "--seconds",
            if quick { QUICK_SECONDS } else { args.seconds },
        )?,
        mixed: seconds("--mixed", args.mixed)?,
        people: args.people.max(1),
        parts,
        is_quick: quick,
        repetitions: if quick {
            QUICK_REPETITIONS
        } else {
            args.repetitions.into()
        },
    })
}

async fn load(args: &LoadArgs, output: Output) -> Result<()> {
    let plan = plan(args)?;
    let held = match &args.hold {
        Some(file) if !args.renew => Some(Held::read(file)?),
        _ => None,
    };
    let folder = Folder::new("bench")?;
    let report = bench::load::run(&folder.0, &plan, held.as_ref(), &say).await?;
    print(&report, output)?;
    if let (Some(file), true) = (&args.hold, args.renew) {
        bench::load::hold(file, &report)?;
    }
    match report.fallen.is_empty() {
        true => Ok(()),
        false => Err("a ratio has fallen by more than a tenth below what is held".into()),
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
