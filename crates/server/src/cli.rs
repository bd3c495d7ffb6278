//! The commands of the program.

use crate::app::App;
use crate::clock::Clock;
use crate::config::{Config, LogFormat};
use crate::notification::smtp::{Keep, Smtp, Transport};
use crate::session::store::{Link, forget_links, make_link};
use crate::storage::{Author, Db, Place, Rules, connection, migrations};
use crate::web::routes::router;
use crate::{bench, demo, import, jobs, person, search_index};
use clap::{Parser, Subcommand, ValueEnum};
use domain::Event;
use domain::moment::days;
use domain::person::PersonFact;
use std::io::IsTerminal;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use tokio::net::TcpListener;

/// Ask for access to an existing account, get the right person to answer, prove afterwards what happened.
#[derive(Parser)]
#[command(name = "parvis", version, about)]
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
        return runtime.block_on(run_demo(*port, keep.as_deref()));
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
        let size = |members, requests, events| bench::Size {
            members,
            requests,
            events,
        };
        let plan = bench::Plan {
            small: size(100, 20, 100),
            large: size((*members).max(2), *requests, *events),
            repetitions: (*repetitions).max(1),
        };
        return runtime.block_on(run_bench(database.as_deref(), &plan, cli.output));
    }
    let config = Config::load(cli.config.as_deref(), std::env::vars())?;
    log_to_stderr(config.log_format, "info");
    match &cli.command {
        Command::Demo { .. } | Command::Bench { .. } => Ok(()),
        Command::Serve => runtime.block_on(serve(config)),
        Command::Reindex => runtime.block_on(reindex(&config)),
        Command::Migrate => migrate(&config, cli.output),
        Command::Import { dir } => runtime.block_on(run_import(&config, dir, cli.output)),
        Command::Backup { file } => backup(&config, file),
        Command::Operator(OperatorCommand::Add { person }) => {
            runtime.block_on(add_operator(&config, person.clone()))
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

/// The database of an installation, for programs; makes its folder where there is none.
fn open_db(config: &Config) -> Result<Db> {
    prepare(&config.place())?;
    Ok(Db::open(
        &config.place(),
        Clock::Real,
        Rules {
            creation: Default::default(),
            timetable: config.timetable.timetable(),
        },
    )?)
}

/// Makes the folder of the embedded database, for its owner's eyes only.
fn prepare(place: &Place) -> Result<()> {
    let Place::Sqlite(path) = place else {
        return Ok(());
    };
    let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty() && !folder.exists())
    else {
        return Ok(());
    };
    std::fs::create_dir_all(folder).map_err(|fault| format!("{}: {fault}", folder.display()))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}

async fn run_demo(port: u16, keep: Option<&Path>) -> Result<()> {
    let throwaway = keep
        .is_none()
        .then(|| Folder::new("demo", port))
        .transpose()?;
    let folder = keep.map_or_else(
        || {
            throwaway
                .as_ref()
                .map(|folder| folder.0.clone())
                .unwrap_or_default()
        },
        Path::to_owned,
    );
    let mut config = demo::config(port, &folder);
    prepare(&config.place())?;
    let listener = TcpListener::bind(config.listen)
        .await
        .map_err(|fault| format!("{}: {fault}; try --port", config.listen))?;
    let address = listener.local_addr()?;
    config.public_url = format!("http://{address}");
    let app = App::open(config, Clock::Real, true)?;
    demo::fill(&app).await?;
    println!("Parvis is open at {}", app.config.public_url);
    println!();
    println!("Log in with the password {} as", demo::PASSWORD);
    for (user_id, what) in demo::WHO {
        println!("  {user_id:<8} {what}");
    }
    println!();
    println!(
        "Mail is not sent; read it at {}/demo/mail. Stop with Ctrl-C.",
        app.config.public_url
    );
    listen(app, listener, Some(Arc::new(Keep))).await
}

async fn run_bench(database: Option<&str>, plan: &bench::Plan, output: Output) -> Result<()> {
    let folder = Folder::new("bench", 0)?;
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

/// A folder that goes when the demonstration or the measuring ends.
struct Folder(PathBuf);

impl Folder {
    fn new(what: &str, port: u16) -> Result<Self> {
        let path =
            std::env::temp_dir().join(format!("parvis-{what}-{}-{port}", std::process::id()));
        std::fs::create_dir_all(&path)?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

async fn serve(config: Config) -> Result<()> {
    prepare(&config.place())?;
    let transport: Option<Arc<dyn Transport>> = match Smtp::new(&config)? {
        Some(smtp) => Some(Arc::new(smtp)),
        None => {
            tracing::warn!("no mail server is configured (mail.host): mail waits in the outbox");
            None
        }
    };
    let listener = TcpListener::bind(config.listen)
        .await
        .map_err(|fault| format!("{}: {fault}", config.listen))?;
    let app = App::open(config, Clock::Real, false)?;
    tracing::info!(address = %listener.local_addr()?, "listening");
    if !app.db.read(person::store::has_operator).await? {
        let token = app
            .db
            .write(Author::program("serve"), |tx| {
                forget_links(tx, &Link::SetUp)?;
                make_link(tx, &Link::SetUp, tx.now.plus(days(1)))
            })
            .await?;
        println!("There is no operator yet. Within a day, open this link to become the first:");
        println!(
            "{}",
            app.address(&format!("/set-up?token={}", token.as_str()))
        );
    }
    listen(app, listener, transport).await
}

/// Answers until told to stop, then lets what is under way finish.
async fn listen(
    app: Arc<App>,
    listener: TcpListener,
    transport: Option<Arc<dyn Transport>>,
) -> Result<()> {
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let worker = tokio::spawn(jobs::work(app.clone(), transport, stopped));
    let service = router(app).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service)
        .with_graceful_shutdown(told_to_stop())
        .await?;
    let _ = stop.send(true);
    worker.await?;
    Ok(())
}

async fn told_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            },
            Err(_) => {
                let _ = interrupt.await;
            }
        }
    }
    #[cfg(not(unix))]
    let _ = interrupt.await;
}

fn migrate(config: &Config, output: Output) -> Result<()> {
    prepare(&config.place())?;
    let mut db = connection::open(&config.place(), connection::Use::Write)?;
    let applied = migrations::run(&mut db)?;
    match output {
        Output::Json => println!("{}", serde_json::json!({ "applied": applied })),
        Output::Text if applied.is_empty() => println!("The tables are up to date."),
        Output::Text => applied.iter().for_each(|name| println!("applied {name}")),
    }
    Ok(())
}

async fn reindex(config: &Config) -> Result<()> {
    let db = open_db(config)?;
    search_index::filling::again(&db, &|name| println!("{name}")).await?;
    println!("All that is searched is indexed.");
    Ok(())
}

async fn run_import(config: &Config, dir: &Path, output: Output) -> Result<()> {
    let db = open_db(config)?;
    let report = import::run(&db, dir).await?;
    match output {
        Output::Json => println!("{}", serde_json::to_string(&report)?),
        Output::Text => print!("{report}"),
    }
    if report.faults.is_empty() {
        Ok(())
    } else {
        Err("nothing was imported: mend the faults above and run it again".into())
    }
}

fn backup(config: &Config, file: &Path) -> Result<()> {
    use diesel::RunQueryDsl;
    let place = config.place();
    let Place::Sqlite(path) = &place else {
        return Err(
            "the data is in PostgreSQL: use pg_dump, which can be run while Parvis works".into(),
        );
    };
    if !path.exists() {
        return Err(format!("{}: there is no database to back up", path.display()).into());
    }
    if file.exists() {
        return Err(format!("{}: exists already; choose another name", file.display()).into());
    }
    let mut db = connection::open(&place, connection::Use::Write)?;
    diesel::sql_query("VACUUM INTO ?")
        .bind::<diesel::sql_types::Text, _>(file.to_string_lossy().into_owned())
        .execute(&mut db)?;
    println!("{}: a copy of {}", file.display(), path.display());
    Ok(())
}

async fn add_operator(config: &Config, name: String) -> Result<()> {
    let db = open_db(config)?;
    let typed = name.clone();
    let found = db
        .write(Author::program("operator add"), move |tx| {
            let Some(known) = person::store::find_by_name(tx.db, &typed)? else {
                return Ok(None);
            };
            if !known.person.is_operator {
                let fact = PersonFact::OperatorAppointed {
                    person: known.person.id.clone(),
                };
                crate::event_log::record(tx, &[Event::Person(fact)])?;
            }
            Ok(Some(known.person))
        })
        .await?;
    let person = found.ok_or_else(|| format!("nobody is known as {name}; they sign up first"))?;
    println!(
        "{} ({}) is an operator.",
        person.profile.full_name, person.user_id
    );
    Ok(())
}
