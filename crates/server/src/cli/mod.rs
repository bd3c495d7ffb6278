//! The commands of the program.

mod backup;
mod bench;
mod config;
mod copy;
mod demo;
mod duty;
mod import;
mod mail;
mod migrate;
mod people;
mod place;
mod reindex;
mod restore;
mod serve;

use crate::bench::subject::{Plan, Size};
use crate::config::{Config, LogFormat};
use clap::{Parser, Subcommand, ValueEnum};
use domain::person::Duty;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;
use tokio::runtime::Runtime;

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
        /// Say what is wrong, and what is there otherwise than the files say; write nothing.
        #[arg(long)]
        check: bool,
    },
    /// Copy the embedded database to a file while it is in use.
    Backup {
        /// The file to write, which must not be there yet; or a folder, in which the copy is called by its time.
        file: PathBuf,
        /// Of the copies in the folder keep as many as this, the newest, and remove the others.
        #[arg(long, value_name = "N")]
        keep: Option<usize>,
    },
    /// Put a copy of the embedded database where there is none, and say what will be so again.
    Restore {
        /// What `backup` has written.
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
    /// Look at the settings.
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Mail as it is configured.
    #[command(subcommand)]
    Mail(MailCommand),
    /// People who have a sign-in.
    #[command(subcommand)]
    Person(PersonCommand),
    /// People who look after the installation.
    #[command(subcommand)]
    Operator(DutyCommand),
    /// People who answer support cases.
    #[command(subcommand)]
    Support(DutyCommand),
}

#[derive(Subcommand)]
enum ConfigCommand {
    /// Say whether the settings can work, and which they are; nothing is made or changed.
    Check,
}

#[derive(Subcommand)]
enum MailCommand {
    /// Send one mail with the settings, and say what the server said.
    Test {
        /// Where to.
        address: String,
    },
}

#[derive(Subcommand)]
enum PersonCommand {
    /// List everybody.
    List,
    /// End somebody's sessions and links, and let them in no more.
    Deactivate {
        /// Their user ID or e-mail address.
        person: String,
        /// Why, for the event log.
        #[arg(long)]
        reason: Option<String>,
    },
    /// Print a link by which somebody whom no mail reaches sets a new password.
    Reset {
        /// Their user ID or e-mail address.
        person: String,
    },
    /// Let somebody try again whom too many attempts to log in keep out.
    Unlock {
        /// Their user ID or e-mail address.
        person: String,
    },
}

#[derive(Subcommand)]
enum DutyCommand {
    /// Give it to somebody who has a sign-in.
    Add {
        /// Their user ID or e-mail address.
        person: String,
    },
    /// Take it away again.
    Remove {
        /// Their user ID or e-mail address.
        person: String,
    },
    /// List who has it.
    List,
}

type Fault = Box<dyn std::error::Error + Send + Sync>;
type Result<T> = std::result::Result<T, Fault>;

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

/// More than work at once: reads and writes have their own numbers, and so have hashes.
const MOST_BLOCKING_THREADS: usize = 64;
/// As long as the end waits for threads that are at something nobody asks for any more.
const LAST_MOMENT: Duration = Duration::from_millis(500);

fn start(cli: &Cli) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(MOST_BLOCKING_THREADS)
        .build()?;
    let result = run_on(&runtime, cli);
    runtime.shutdown_timeout(LAST_MOMENT);
    result
}

fn run_on(runtime: &Runtime, cli: &Cli) -> Result<()> {
    if let Command::Demo { port, keep } = &cli.command {
        log_to_stderr(LogFormat::Text, "warn")?;
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
        log_to_stderr(LogFormat::Text, "warn")?;
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
    // A variable that is no text cannot be a setting.
    let variables = std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
    let config = Config::load(cli.config.as_deref(), variables)?;
    log_to_stderr(config.log_format, "info")?;
    if !config.passed_over.is_empty() {
        tracing::warn!(
            variables = config.passed_over.join(" "),
            "passed over: a scheduler sets these for a service called parvis; they are no settings"
        );
    }
    if !matches!(
        cli.command,
        Command::Serve | Command::Config(_) | Command::Mail(_)
    ) {
        place::say_place(&config);
    }
    let output = cli.output;
    match &cli.command {
        Command::Demo { .. } | Command::Bench { .. } => Ok(()),
        Command::Serve => runtime.block_on(serve::run(config)),
        Command::Reindex => runtime.block_on(reindex::run(&config, output)),
        Command::Migrate => migrate::run(&config, output),
        Command::Import { dir, check } => {
            runtime.block_on(import::run(&config, dir, *check, output))
        }
        Command::Backup { file, keep } => backup::run(&config, file, *keep, output),
        Command::Restore { file } => runtime.block_on(restore::run(&config, file, output)),
        Command::Config(ConfigCommand::Check) => config::check(&config, output),
        Command::Mail(MailCommand::Test { address }) => {
            runtime.block_on(mail::test(&config, address, output))
        }
        Command::Person(command) => runtime.block_on(people::run(&config, command, output)),
        Command::Operator(command) => {
            runtime.block_on(duty::run(&config, Duty::Operator, command, output))
        }
        Command::Support(command) => {
            runtime.block_on(duty::run(&config, Duty::SupportAgent, command, output))
        }
    }
}

/// Errors: `RUST_LOG` says what cannot be understood.
fn log_to_stderr(format: LogFormat, level: &str) -> Result<()> {
    use tracing_subscriber::EnvFilter;
    let wanted = std::env::var("RUST_LOG").unwrap_or_default();
    let filter = EnvFilter::try_new(if wanted.is_empty() { level } else { &wanted })
        .map_err(|fault| format!("RUST_LOG: {fault}; it may be info, warn, or debug"))?;
    let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal() && !no_colour)
        .with_writer(std::io::stderr);
    let _ = match format {
        LogFormat::Text => builder.try_init(),
        LogFormat::Json => builder.json().flatten_event(true).try_init(),
    };
    Ok(())
}
