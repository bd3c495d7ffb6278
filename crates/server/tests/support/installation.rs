//! The product as people run it: the program in a process of its own, reached over HTTP and SMTP and nothing else.

use super::engine::{Engine, empty_database};
use super::house::House;
use super::patience::{now, wait_for};
use super::smtp_server::{SENDER, SmtpServer};
use super::visitor::Visitor;
use axum::body::Body;
use axum::http::{HeaderMap, Request, Response};
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// As long as anything may take that this machine does by itself, even a mail that has to be tried again.
const LONGEST: Duration = Duration::from_secs(120);

pub struct Installation {
    folder: tempfile::TempDir,
    settings: Vec<(String, String)>,
    url: String,
    process: Option<Child>,
    listener: Option<JoinHandle<()>>,
    /// The lines of the program's standard output.
    said: Receiver<String>,
    saying: Sender<String>,
    door: Door,
    post: Option<SmtpServer>,
}

/// A client for one installation.
pub struct Door {
    agent: ureq::Agent,
    url: String,
}

impl Door {
    pub fn of(url: &str) -> Self {
        let config = ureq::Agent::config_builder()
            .max_redirects(0)
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(20)))
            .build();
        Self {
            agent: config.into(),
            url: url.to_owned(),
        }
    }

    /// One request with its answer, or the fault that kept it from coming.
    pub fn tries(&self, request: Request<String>) -> Result<Response<String>, ureq::Error> {
        let (mut parts, body) = request.into_parts();
        parts.uri = format!("{}{}", self.url, parts.uri).parse().unwrap();
        let answer = if parts.method == "GET" {
            self.agent.run(Request::from_parts(parts, ()))?
        } else {
            self.agent.run(Request::from_parts(parts, body))?
        };
        let (parts, mut body) = answer.into_parts();
        Ok(Response::from_parts(parts, body.read_to_string()?))
    }
}

/// A port that is free, and not one that this machine gives to outgoing connections.
pub fn free_port() -> u16 {
    wait_for("a free port", LONGEST, || {
        let port = rand::random_range(10_000..30_000);
        TcpListener::bind(("127.0.0.1", port)).ok().map(|_| port)
    })
}

impl Installation {
    /// A folder and a database with nothing in them, and settings that name the mail server.
    pub fn empty(engine: &Engine, post: Option<SmtpServer>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("http://127.0.0.1:{}", free_port());
        let (saying, said) = channel();
        let mut installation = Self {
            door: Door::of(&url),
            settings: Vec::new(),
            process: None,
            listener: None,
            folder,
            url,
            said,
            saying,
            post,
        };
        let listen = installation.url.trim_start_matches("http://").to_owned();
        installation.set("PARVIS_LISTEN", &listen);
        installation.set("PARVIS_PUBLIC_URL", &installation.url.clone());
        installation.set("PARVIS_DATA", "data");
        if let Engine::Postgres(server) = engine {
            installation.set("PARVIS_DATABASE", &empty_database(server));
        }
        if let Some(post) = &installation.post {
            let port = post.settings().port.unwrap().to_string();
            installation.set("PARVIS_MAIL__HOST", "localhost");
            installation.set("PARVIS_MAIL__PORT", &port);
            installation.set("PARVIS_MAIL__SECURITY", "none");
            installation.set("PARVIS_MAIL__FROM", &format!("Parvis <{SENDER}>"));
        }
        installation
    }

    /// Sets a variable for all that is run from now on.
    pub fn set(&mut self, variable: &str, value: &str) {
        self.settings.retain(|(name, _)| name != variable);
        self.settings.push((variable.to_owned(), value.to_owned()));
    }

    /// Leaves a variable out from now on.
    pub fn unset(&mut self, variable: &str) {
        self.settings.retain(|(name, _)| name != variable);
    }

    /// What a variable is set to.
    pub fn setting(&self, variable: &str) -> String {
        let found = self.settings.iter().find(|(name, _)| name == variable);
        found.unwrap().1.clone()
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn post(&self) -> &SmtpServer {
        self.post.as_ref().unwrap()
    }

    /// The program with these words, in the folder of the installation and with its settings alone.
    pub fn program(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_parvis"));
        command.args(words).current_dir(self.path());
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("PARVIS_")) {
            command.env_remove(name);
        }
        command.env_remove("RUST_LOG").stdin(Stdio::null());
        command.envs(self.settings.iter().cloned());
        command
    }

    /// Runs the program to its end.
    pub fn runs(&self, words: &[&str]) -> Ran {
        Ran(self.program(words).output().unwrap())
    }

    /// Starts `parvis serve` without waiting for anything.
    pub fn begins_to_serve(&mut self) {
        let log = std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(self.log_file())
            .unwrap();
        let mut process = self
            .program(&["serve"])
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let (lines, saying) = (
            BufReader::new(process.stdout.take().unwrap()),
            self.saying.clone(),
        );
        self.listener = Some(std::thread::spawn(move || {
            lines
                .lines()
                .map_while(Result::ok)
                .for_each(|line| drop(saying.send(line)));
        }));
        self.process = Some(process);
    }

    /// Starts `parvis serve` and waits until it answers. Out: how long that took.
    pub fn serves(&mut self) -> Duration {
        let begun = now();
        self.begins_to_serve();
        self.is_ready();
        begun.elapsed()
    }

    /// How often each thread of the program has gone to sleep, and so been woken, since it began.
    #[cfg(target_os = "linux")]
    pub fn wake_ups(&self) -> std::collections::BTreeMap<std::ffi::OsString, u64> {
        let process = self.process.as_ref().unwrap().id();
        let threads = std::fs::read_dir(format!("/proc/{process}/task")).unwrap();
        let of_one = |thread: std::fs::DirEntry| {
            let status = std::fs::read_to_string(thread.path().join("status")).unwrap_or_default();
            let line = status
                .lines()
                .find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
            let count = line.map_or(0, |count| count.trim().parse().unwrap());
            (thread.file_name(), count)
        };
        threads.map(|thread| of_one(thread.unwrap())).collect()
    }

    /// Waits until the program answers.
    pub fn is_ready(&mut self) {
        let ready = || Request::get("/readyz").body(String::new()).unwrap();
        wait_for("the program to answer", LONGEST, || {
            let ended = self.process.as_mut().unwrap().try_wait().unwrap();
            assert!(ended.is_none(), "serve ended: {}", self.log());
            self.door
                .tries(ready())
                .ok()
                .filter(|answer| answer.status() == 200)
        });
    }

    /// What the program wrote to its log.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.log_file()).unwrap()
    }

    fn log_file(&self) -> PathBuf {
        self.path().join("serve.log")
    }

    /// The next line of standard output that holds `words`.
    pub fn says(&self, words: &str) -> String {
        loop {
            let line = self
                .said
                .recv_timeout(LONGEST)
                .unwrap_or_else(|_| panic!("serve never said {words:?}: {}", self.log()));
            if line.contains(words) {
                return line;
            }
        }
    }

    /// Ends the program as a loss of power would.
    pub fn is_killed(&mut self) {
        if let Some(mut process) = self.process.take() {
            process.kill().unwrap();
            process.wait().unwrap();
            self.listener.take().unwrap().join().unwrap();
        }
    }

    /// Sends the program a signal, by its name.
    pub fn gets(&self, signal: &str) {
        let kill = format!("kill -{signal} {}", self.process.as_ref().unwrap().id());
        let sent = Command::new("sh").args(["-c", &kill]).status();
        assert!(sent.unwrap().success());
    }

    /// Asks the program to end, as systemd or Docker do.
    pub fn is_told_to_stop(&mut self) -> ExitStatus {
        self.gets("TERM");
        self.ends()
    }

    /// Waits for the program to end.
    pub fn ends(&mut self) -> ExitStatus {
        let mut process = self.process.take().unwrap();
        let status = wait_for("the program to stop", LONGEST, || {
            process.try_wait().unwrap()
        });
        self.listener.take().unwrap().join().unwrap();
        status
    }

    /// What it said on standard output since it was last listened to, now that it has ended.
    pub fn has_said(&self) -> String {
        self.said.try_iter().collect::<Vec<_>>().join("\n")
    }

    /// Somebody with a browser.
    pub fn stranger(&self) -> Visitor<'_, Self> {
        Visitor::stranger(self)
    }

    /// A browser of the person whose mail goes to `address`.
    pub fn visitor(&self, address: &str) -> Visitor<'_, Self> {
        let mut visitor = self.stranger();
        visitor.address = address.to_owned();
        visitor
    }

    /// Where it listens, for those who speak no HTTP.
    pub fn connects(&self) -> std::net::TcpStream {
        let stream = std::net::TcpStream::connect(self.url.trim_start_matches("http://")).unwrap();
        stream.set_read_timeout(Some(LONGEST)).unwrap();
        stream
    }

    /// A client of one's own, for those who knock many times at once.
    pub fn door(&self) -> Door {
        Door::of(&self.url)
    }
}

impl House for Installation {
    fn public_url(&self) -> &str {
        &self.url
    }

    fn answers(&self, request: Request<Body>) -> (u16, HeaderMap, String) {
        let (parts, body) = request.into_parts();
        let text = axum::body::to_bytes(body, 1 << 20);
        let text = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap()
            .block_on(text)
            .unwrap();
        let text = String::from_utf8(text.to_vec()).unwrap();
        let answer = self.door.tries(Request::from_parts(parts, text));
        let (parts, page) = answer
            .unwrap_or_else(|fault| panic!("{fault}: {}", self.log()))
            .into_parts();
        (parts.status.as_u16(), parts.headers, page)
    }

    /// The worker works by itself.
    fn works(&self) {}

    fn letter(&self, address: &str, subject: &str) -> String {
        let what = format!("mail to {address} about {subject:?}");
        let mail = wait_for(&what, LONGEST, || self.post().newest(address, subject));
        mail.text()
    }
}

impl Drop for Installation {
    fn drop(&mut self) {
        self.is_killed();
    }
}

/// A command that has ended.
pub struct Ran(pub Output);

impl Ran {
    pub fn out(&self) -> String {
        String::from_utf8_lossy(&self.0.stdout).into_owned()
    }

    pub fn faults(&self) -> String {
        String::from_utf8_lossy(&self.0.stderr).into_owned()
    }

    /// It did what it should. Out: what it said.
    pub fn well(&self) -> String {
        assert!(self.0.status.success(), "{}{}", self.out(), self.faults());
        self.out()
    }

    /// It ended with a fault. Out: how it said so.
    pub fn badly(&self) -> String {
        assert_eq!(self.0.status.code(), Some(1), "{}", self.out());
        self.faults()
    }
}
