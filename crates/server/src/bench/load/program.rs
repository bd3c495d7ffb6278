//! The program that is measured: this one or another build of it, started as people start it, and what its processes take.

use crate::bench::load::client::{Ask, Client, failed};
use crate::bench::load::installation::Installation;
use crate::bench::subject::now;
use crate::storage::Error;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A build, and the settings that it is started with.
#[derive(Debug, Clone)]
pub(super) struct Program {
    pub binary: PathBuf,
    pub settings: Vec<(String, String)>,
}

/// How long a start is waited for, and an end.
const PATIENCE: Duration = Duration::from_secs(120);
const LAST: Duration = Duration::from_secs(20);
/// How often it is asked whether it is ready.
const EVERY: Duration = Duration::from_millis(2);

/// Nobody sends so much, and these limits are there to say so.
const LIMITS: [(&str, &str); 3] = [
    ("PARVIS_LIMITS__SENDS", "1000000"),
    ("PARVIS_LIMITS__LOOK_UPS", "1000000"),
    ("PARVIS_SERVE__CONNECTIONS", "10000"),
];

fn cannot_run(command: &Command, fault: &std::io::Error) -> Error {
    let program = Path::new(command.get_program());
    failed(format!("{} cannot be run: {fault}", program.display()))
}

impl Program {
    /// A command of it, with nothing said of another installation.
    fn plain(&self) -> Command {
        let mut command = Command::new(&self.binary);
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("PARVIS_") {
                command.env_remove(name);
            }
        }
        command
            .env("RUST_LOG", "error")
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        command
    }

    /// A command of it that works on an installation.
    fn command(&self, on: &Installation) -> Command {
        let mut command = self.plain();
        // No settings lie there.
        command
            .current_dir(&on.folder)
            .env("PARVIS_DATA", &on.folder);
        if let Some(database) = &on.database {
            command.env("PARVIS_DATABASE", database.url());
        }
        command.envs(LIMITS);
        command.envs(self.settings.iter().map(|(name, value)| (name, value)));
        command
    }

    fn to_its_end(mut command: Command) -> Result<(), Error> {
        let status = command
            .status()
            .map_err(|fault| cannot_run(&command, &fault))?;
        match status.success() {
            true => Ok(()),
            false => Err(failed(format!("{command:?} has failed"))),
        }
    }

    /// Fills a folder.
    pub(super) fn furnish(&self, folder: &Path, requests: u64) -> Result<(), Error> {
        let mut command = self.plain();
        command
            .args(["bench", "furnish", "--requests", &requests.to_string()])
            .arg(folder);
        Self::to_its_end(command)
    }

    /// Makes the tables.
    pub(super) fn migrate(&self, on: &Installation) -> Result<(), Error> {
        let mut command = self.command(on);
        // It says which database it works on.
        command.arg("migrate").stderr(Stdio::null());
        Self::to_its_end(command)
    }

    /// Makes somebody an operator.
    pub(super) fn appoint(&self, on: &Installation, person: &str) -> Result<(), Error> {
        let mut command = self.command(on);
        command
            .args(["operator", "add", person])
            .stderr(Stdio::null());
        Self::to_its_end(command)
    }

    /// Brings in the people of some files. Out: how long that took.
    pub(super) fn import(&self, on: &Installation, files: &Path) -> Result<Duration, Error> {
        let mut command = self.command(on);
        command.arg("import").arg(files).stderr(Stdio::null());
        let began = now();
        Self::to_its_end(command)?;
        Ok(began.elapsed())
    }

    /// How many bytes it has.
    pub(super) fn size(&self) -> Result<u64, Error> {
        let found = std::fs::metadata(&self.binary).map_err(failed)?;
        Ok(found.len())
    }
}

/// A process that answers; it ends with this.
pub(super) struct Server {
    child: Child,
    pub address: SocketAddr,
    /// From its start to `/readyz`.
    pub started_in: Duration,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn free_port() -> Result<u16, Error> {
    let free = TcpListener::bind(("127.0.0.1", 0)).map_err(failed)?;
    Ok(free.local_addr().map_err(failed)?.port())
}

impl Server {
    /// Starts the program on an installation and waits until it is ready. In: settings besides.
    pub(super) async fn start(
        program: &Program,
        on: &Installation,
        settings: &[(&str, String)],
    ) -> Result<Self, Error> {
        let port = free_port()?;
        let mut command = program.command(on);
        command
            .arg("serve")
            .env("PARVIS_LISTEN", format!("127.0.0.1:{port}"))
            .env("PARVIS_PUBLIC_URL", format!("http://127.0.0.1:{port}"))
            .envs(settings.iter().map(|(name, value)| (name, value)));
        Self::ready(command, port).await
    }

    /// Starts one whose pages only have a length. In: a folder, which is filled with what it needs.
    pub(super) async fn of_lengths(program: &Program, folder: &Path) -> Result<Self, Error> {
        let port = free_port()?;
        let mut command = program.plain();
        command
            .args(["bench", "serve", "--port", &port.to_string()])
            .arg(folder);
        std::fs::create_dir_all(folder).map_err(failed)?;
        Self::ready(command, port).await
    }

    async fn ready(mut command: Command, port: u16) -> Result<Self, Error> {
        let began = now();
        let mut server = Self {
            child: command
                .spawn()
                .map_err(|fault| cannot_run(&command, &fault))?,
            address: ([127, 0, 0, 1], port).into(),
            started_in: Duration::ZERO,
        };
        while began.elapsed() < PATIENCE {
            if server.child.try_wait().map_err(failed)?.is_some() {
                return Err(failed("the server that is measured has ended"));
            }
            if answers(server.address, "/readyz").await {
                server.started_in = began.elapsed();
                return Ok(server);
            }
            tokio::time::sleep(EVERY).await;
        }
        Err(failed("the server that is measured does not get ready"))
    }

    /// Tells it to stop, and waits until it has.
    pub(super) async fn stop(mut self) -> Result<(), Error> {
        let told = Command::new("kill")
            .arg(self.child.id().to_string())
            .status();
        told.map_err(failed)?;
        let began = now();
        while began.elapsed() < LAST && self.child.try_wait().map_err(failed)?.is_none() {
            tokio::time::sleep(EVERY).await;
        }
        Ok(())
    }

    pub(super) fn process(&self) -> Process {
        Process(self.child.id())
    }
}

/// Whether a page is answered as it should be, on a connection of its own.
pub(super) async fn answers(address: SocketAddr, path: &str) -> bool {
    let Ok(mut client) = Client::connect(address).await else {
        return false;
    };
    let page = Ask::page(path, None);
    let answer = client.ask(&page).await;
    answer.is_ok_and(|answer| page.is_met_by(&answer))
}

/// A process, as `/proc` knows it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Process(pub u32);

impl Process {
    /// A figure of its status, as it stands there: kB, or a number. None where the system does not tell.
    pub(super) fn status(self, name: &str) -> Option<u64> {
        figure(&format!("/proc/{}/status", self.0), name)
    }

    /// How often its threads went to sleep by themselves so far.
    pub(super) fn rests(self) -> Option<u64> {
        let tasks = std::fs::read_dir(format!("/proc/{}/task", self.0)).ok()?;
        let statuses = tasks.flatten().map(|task| task.path().join("status"));
        let rests = statuses
            .filter_map(|status| figure(&status.to_string_lossy(), "voluntary_ctxt_switches"));
        Some(rests.sum())
    }
}

fn figure(path: &str, name: &str) -> Option<u64> {
    let status = std::fs::read_to_string(path).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    line.trim_start_matches(':')
        .trim()
        .trim_end_matches(" kB")
        .parse()
        .ok()
}
