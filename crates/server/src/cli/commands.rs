//! What may be typed.

use crate::bench::load::plan::{Part, size};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Ask for access to an existing account, get the right person to answer, prove afterwards what happened.
#[derive(Parser)]
#[command(name = "parvis", bin_name = "parvis", version, about)]
pub(crate) struct Cli {
    /// Settings; `parvis.toml` in this folder if there is one.
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// How results are printed.
    #[arg(long, global = true, value_enum, default_value_t = Output::Text)]
    pub(crate) output: Output,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Clone, Copy, ValueEnum, PartialEq, Eq)]
pub enum Output {
    Text,
    Json,
}

#[derive(Subcommand)]
pub(crate) enum Command {
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
    /// Measure whether the administrators' lists are as quick for a large account as for a small one; or, with `load`, how much is done
    /// in a second.
    Bench(BenchArgs),
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
pub(crate) enum ConfigCommand {
    /// Say whether the settings can work, and which they are; nothing is made or changed.
    Check,
}

#[derive(Subcommand)]
pub(crate) enum MailCommand {
    /// Send one mail with the settings, and say what the server said.
    Test {
        /// Where to.
        address: String,
    },
    /// Take one message that came back, on standard input, as a mail server's pipe gives it: mail to its reader counts as failing.
    Bounced,
}

#[derive(Subcommand)]
pub(crate) enum PersonCommand {
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
pub(crate) enum DutyCommand {
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

#[derive(Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct BenchArgs {
    #[command(subcommand)]
    pub(crate) command: Option<BenchCommand>,
    /// An empty PostgreSQL database to fill instead of a temporary SQLite file.
    #[arg(long, value_name = "URL")]
    pub(crate) database: Option<String>,
    /// How often each page is asked for.
    #[arg(long, default_value_t = 60)]
    pub(crate) repetitions: usize,
    /// How many members the large account has.
    #[arg(long, default_value_t = 100_000)]
    pub(crate) members: u64,
    /// How many requests the large account has.
    #[arg(long, default_value_t = 5_000)]
    pub(crate) requests: u64,
    /// How many events the large account has.
    #[arg(long, default_value_t = 1_000_000)]
    pub(crate) events: u64,
    /// How many contracts are imported beside it.
    #[arg(long, default_value_t = 1_000_000)]
    pub(crate) contracts: u64,
    /// How many support cases it has.
    #[arg(long, default_value_t = 50_000)]
    pub(crate) cases: u64,
}

#[derive(Subcommand)]
pub(crate) enum BenchCommand {
    /// Drive a server on this machine with many clients, and measure beside it what the engine alone can do.
    Load(Box<LoadArgs>),
    /// Fill a folder for a load.
    #[command(hide = true)]
    Furnish {
        dir: PathBuf,
        #[arg(long)]
        requests: u64,
    },
    /// Answer on a port with what was filled into a folder.
    #[command(hide = true)]
    Serve {
        dir: PathBuf,
        #[arg(long)]
        port: u16,
    },
    /// Keep every core at work.
    #[command(hide = true)]
    Spin {
        #[arg(long)]
        seconds: u64,
    },
}

#[derive(Args)]
pub(crate) struct LoadArgs {
    /// Another build to measure.
    #[arg(long, value_name = "PATH")]
    pub(crate) binary: Option<PathBuf>,
    /// A build to measure in turns with it, whose figures stand beside.
    #[arg(long, value_name = "PATH")]
    pub(crate) before: Option<PathBuf>,
    /// A PostgreSQL server, by one of its databases, on which others may be made; they go at the end.
    #[arg(long, value_name = "URL")]
    pub(crate) database: Option<String>,
    /// A setting of the server that is measured, as its environment has it: PARVIS_….
    #[arg(long = "setting", value_name = "NAME=VALUE")]
    pub(crate) settings: Vec<String>,
    /// How many requests there are before the load begins; a tenth as many people, and a hundredth as many accounts.
    #[arg(long, default_value = "10k", value_parser = size)]
    pub(crate) requests: u64,
    /// How many there are where growth, memory and the start are measured: 10k, 1m, 10m.
    #[arg(long, value_name = "SIZE", value_parser = size)]
    pub(crate) seed_size: Option<u64>,
    /// Keep what was filled in this folder, and use it again within a day.
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// How long each kind of work is driven, in seconds.
    #[arg(long, default_value_t = 8.0)]
    pub(crate) seconds: f64,
    /// How long everything is done at once before memory is measured, in seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 300.0)]
    pub(crate) mixed: f64,
    /// How many people are imported.
    #[arg(long, default_value_t = 100_000)]
    pub(crate) people: u64,
    /// Some parts alone.
    #[arg(long, value_name = "PART", value_delimiter = ',')]
    pub(crate) only: Vec<Part>,
    /// How often everything is measured; the medians are told.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..))]
    pub(crate) repetitions: u8,
    /// What says most in little time: pages, submit, decide, log-in.
    #[arg(long, conflicts_with_all = ["requests", "seconds", "repetitions", "only"])]
    pub(crate) quick: bool,
    /// Ratios that may not fall by more than a tenth; ends with status 1 where one does.
    #[arg(long, value_name = "FILE")]
    pub(crate) hold: Option<PathBuf>,
    /// Write the ratios to the file instead.
    #[arg(long, requires = "hold")]
    pub(crate) renew: bool,
}
