//! The commands of the program.

use crate::cli;
use crate::cli::commands::{Cli, Command, ConfigCommand, MailCommand};
use crate::cli::fault::Result;
use crate::config::{Config, LogFormat};
use crate::storage::CONNECTIONS;
use clap::Parser;
use domain::person::Duty;
use std::io::IsTerminal;
use std::process::ExitCode;
use std::time::Duration;
use tokio::runtime::Runtime;

/// Reads the command line and does what it says.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    match start(&cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("parvis: {fault}");
            failed(&cli.command)
        }
    }
}

/// Mail servers keep a message and try again where a command they hand it to ends so (EX_TEMPFAIL of sysexits.h).
const TRY_LATER: u8 = 75;

/// How a command ends that could not do what it says.
fn failed(command: &Command) -> ExitCode {
    match command {
        Command::Mail(MailCommand::Bounced) => ExitCode::from(TRY_LATER),
        _ => ExitCode::FAILURE,
    }
}

/// Pages are read from the embedded database on the threads that answer: however many are at it, others take what comes.
const LEAST_THREADS: usize = CONNECTIONS + 4;
/// More than work at once: reads and writes have their own numbers, and so have hashes.
const MOST_BLOCKING_THREADS: usize = 64;
/// As long as the end waits for threads that are at something nobody asks for any more.
const LAST_MOMENT: Duration = Duration::from_millis(500);

fn start(cli: &Cli) -> Result<()> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .worker_threads(cores.max(LEAST_THREADS))
        .max_blocking_threads(MOST_BLOCKING_THREADS)
        .build()?;
    let result = run_on(&runtime, cli);
    runtime.shutdown_timeout(LAST_MOMENT);
    result
}

fn run_on(runtime: &Runtime, cli: &Cli) -> Result<()> {
    if let Command::Demo { port, keep } = &cli.command {
        log_to_stderr(LogFormat::Text, "warn")?;
        return runtime.block_on(cli::demo::run(*port, keep.as_deref()));
    }
    if let Command::Bench(args) = &cli.command {
        log_to_stderr(LogFormat::Text, "warn")?;
        return runtime.block_on(cli::bench::run(args, cli.output));
    }
    with_settings(runtime, cli)
}

/// Does what the installation's settings are needed for.
fn with_settings(runtime: &Runtime, cli: &Cli) -> Result<()> {
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
        cli::place::say_place(&config);
    }
    let output = cli.output;
    match &cli.command {
        // These make an installation of their own, and ran already.
        Command::Demo { .. } | Command::Bench(_) => Ok(()),
        Command::Serve => runtime.block_on(cli::serve::run(config)),
        Command::Reindex => runtime.block_on(cli::reindex::run(&config, output)),
        Command::Migrate => cli::migrate::run(&config, output),
        Command::Import { dir, check } => {
            runtime.block_on(cli::import::run(&config, dir, *check, output))
        }
        Command::Backup { file, keep } => cli::backup::run(&config, file, *keep, output),
        Command::Restore { file } => runtime.block_on(cli::restore::run(&config, file, output)),
        Command::Config(ConfigCommand::Check) => cli::config::check(&config, output),
        Command::Mail(MailCommand::Test { address }) => {
            runtime.block_on(cli::mail::test(&config, address, output))
        }
        Command::Mail(MailCommand::Bounced) => {
            runtime.block_on(cli::mail::bounced(&config, std::io::stdin().lock(), output))
        }
        Command::Person(command) => runtime.block_on(cli::people::run(&config, command, output)),
        Command::Operator(command) => {
            runtime.block_on(cli::duty::run(&config, Duty::Operator, command, output))
        }
        Command::Support(command) => {
            runtime.block_on(cli::duty::run(&config, Duty::SupportAgent, command, output))
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
