//! The commands of the program.

mod backup;
mod bench;
mod demo;
mod import;
mod migrate;
mod operator;
mod place;
mod reindex;
mod serve;

use crate::bench::{Plan, Size};
use crate::config::{Config, LogFormat};
use clap::{Parser, Subcommand, ValueEnum};
use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;

/// Ask for access to an existing account, get the right person to answer, prove afterwards what happened.
#[derive(Parser)]
#[command(name = "parvis", bin_name = "parvis", version, about)]
struct Cli {
    /// Settings; `parvis.toml` in this folder if there is one.
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// How results are printed.
    #[arg(long, global = true, value_enum, default_value_t = Output::Text)]
    output: Output,
    #[command(subcommand)]
    command: Command,
}

#[derive(Clone, Copy, ValueEnum, PartialEq, Eq)]
pub enum Output {
    Text,
    Json,
}

#[derive(Subcommand)]
enum Command {
    /// A fresh installation with people, accounts and requests in it, to look around.
    Demo {
        /// The port to listen on, for this machine only.
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// Keep it in this folder instead of throwing it away at the end.
        #[arg(long, value_name = "DIR")]
        keep: Option<PathBuf>,
    },
    /// Run the installation.
    Serve,
    /// Bring the tables up to date; `serve` does it by itself.
    Migrate,
    /// Bring in people, accounts, Virtual Accounts and memberships from CSV files.
    Import {
        /// The folder with people.csv, accounts.csv, virtual_accounts.csv and memberships.csv; each may be missing.
        dir: PathBuf,
    },
    /// Copy the embedded database to a file while it is in use.
    Backup {
        /// The file to write; it must not be there yet.
        file: PathBuf,
    },
    /// Go through all that is searched and put right what is not found as it should be; `serve` does it after an upgrade.
    Reindex,
    /// Measure whether the administrators' lists are as quick for a large account as for a small one.
    Bench {
        /// An empty PostgreSQL database to fill instead of a temporary SQLite file.
        #[arg(long, value_name = "URL")]
        database: Option<String>,
        /// How often each page is asked for.
        #[arg(long, default_value_t = 60)]
        repetitions: usize,
        /// How many members the large account has.
        #[arg(long, default_value_t = 100_000)]
        members: u64,
        /// How many requests the large account has.
        #[arg(long, default_value_t = 5_000)]
        requests: u64,
        /// How many events the large account has.
        #[arg(long, default_value_t = 1_000_000)]
        events: u64,
    },
    /// People who look after the installation.
    #[command(subcommand)]
    Operator(OperatorCommand),
}

#[derive(Subcommand)]
enum OperatorCommand {
    /// Make somebody who has a sign-in an operator.
    Add {
        /// Their user ID or e-mail address.
        person: String,
    },
}

type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// Reads the command line and does what it says.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    match start(&cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("parvis: {fault}");
            ExitCode::FAILURE
        }
    }
}

fn start(cli: &Cli) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    if let Command::Demo { port, keep } = &cli.command {
        log_to_stderr(LogFormat::Text, "warn");
        return runtime.block_on(demo::run(*port, keep.as_deref()));
    }
    if let Command::Bench {
        database,
        repetitions,
        members,
        requests,
        events,
    } = &cli.command
    {
        log_to_stderr(LogFormat::Text, "warn");
        let size = |members, requests, events| Size {
            members,
            requests,
            events,
        };
        let plan = Plan {
            small: size(100, 20, 100),
            large: size((*members).max(2), *requests, *events),
            repetitions: (*repetitions).max(1),
        };
        return runtime.block_on(bench::run(database.as_deref(), &plan, cli.output));
    }
    let config = Config::load(cli.config.as_deref(), std::env::vars())?;
    log_to_stderr(config.log_format, "info");
    match &cli.command {
        Command::Demo { .. } | Command::Bench { .. } => Ok(()),
        Command::Serve => runtime.block_on(serve::run(config)),
        Command::Reindex => runtime.block_on(reindex::run(&config)),
        Command::Migrate => migrate::run(&config, cli.output),
        Command::Import { dir } => runtime.block_on(import::run(&config, dir, cli.output)),
        Command::Backup { file } => backup::run(&config, file),
        Command::Operator(OperatorCommand::Add { person }) => {
            runtime.block_on(operator::add(&config, person.clone()))
        }
    }
}

fn log_to_stderr(format: LogFormat, level: &str) {
    use tracing_subscriber::EnvFilter;
    let filter = EnvFilter::try_from_env("RUST_LOG").unwrap_or_else(|_| EnvFilter::new(level));
    let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal() && !no_colour)
        .with_writer(std::io::stderr);
    let _ = match format {
        LogFormat::Text => builder.try_init(),
        LogFormat::Json => builder.json().try_init(),
    };
}
