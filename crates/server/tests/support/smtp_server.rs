//! A real SMTP server in a process of its own (`tests/smtp/server.py`), which misbehaves when it is told to.

use mail_parser::{Message, MessageParser};
use parvis::config::{Config, Mail, MailSecurity};
use parvis::notification::smtp::Smtp;
use serde::Deserialize;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

const PYTHON: &str = "/usr/bin/python3";
pub const SENDER: &str = "parvis@company.example";

/// What the server asks of those who send.
#[derive(Clone)]
pub struct Manner {
    pub security: MailSecurity,
    /// For `security`: the folder that [`certificates`] filled.
    pub certificates: Option<PathBuf>,
    /// `user:password`.
    pub account: Option<&'static str>,
}

impl Default for Manner {
    fn default() -> Self {
        Self {
            security: MailSecurity::None,
            certificates: None,
            account: None,
        }
    }
}

pub struct SmtpServer {
    process: Option<Child>,
    folder: tempfile::TempDir,
    manner: Manner,
    port: u16,
}

/// Whether the server can run here. Says so where it cannot, and fails if everything must run.
fn is_here() -> bool {
    static HERE: OnceLock<bool> = OnceLock::new();
    *HERE.get_or_init(|| {
        let tried = Command::new(PYTHON)
            .args(["-c", "import aiosmtpd"])
            .stderr(Stdio::null())
            .status();
        let here = tried.is_ok_and(|status| status.success());
        assert!(
            here || !super::all_required(),
            "{PYTHON} lacks aiosmtpd (python3-aiosmtpd)"
        );
        if !here {
            super::left_out("real mail (python3-aiosmtpd is missing; script/test installs it)");
        }
        here
    })
}

fn program() -> PathBuf {
    std::env::var_os("TEST_SMTP_SERVER").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/smtp/server.py"),
        PathBuf::from,
    )
}

impl SmtpServer {
    /// A server that takes everything; nothing where it cannot run.
    pub fn opens() -> Option<Self> {
        Self::opens_as(Manner::default())
    }

    pub fn opens_as(manner: Manner) -> Option<Self> {
        if !is_here() {
            return None;
        }
        let mut server = Self {
            process: None,
            folder: tempfile::tempdir().unwrap(),
            manner,
            port: 0,
        };
        server.opens_again();
        Some(server)
    }

    /// Comes back on the port it had.
    pub fn opens_again(&mut self) {
        let mut command = Command::new(PYTHON);
        command
            .arg(program())
            .args(["--port", &self.port.to_string()]);
        command
            .arg("--maildir")
            .arg(self.folder.path().join("mail"));
        command.arg("--script").arg(self.script());
        if let Some(certificates) = &self.manner.certificates {
            let tls = match self.manner.security {
                MailSecurity::None => "none",
                MailSecurity::Starttls => "starttls",
                MailSecurity::Tls => "implicit",
            };
            command.args(["--tls", tls]);
            command.arg("--cert").arg(certificates.join("cert.pem"));
            command.arg("--key").arg(certificates.join("key.pem"));
        }
        if let Some(account) = self.manner.account {
            command.args(["--auth", account]);
        }
        let complaints = std::fs::File::create(self.folder.path().join("stderr")).unwrap();
        let mut process = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(complaints)
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.as_mut().unwrap())
            .read_line(&mut line)
            .unwrap();
        let said: Value =
            serde_json::from_str(&line).unwrap_or_else(|_| panic!("the mail server said {line:?}"));
        self.port = u16::try_from(said["port"].as_u64().unwrap()).unwrap();
        self.process = Some(process);
    }

    /// Goes away; nothing listens on its port.
    pub fn closes(&mut self) {
        if let Some(mut process) = self.process.take() {
            drop(process.stdin.take());
            process.wait().unwrap();
        }
    }

    fn script(&self) -> PathBuf {
        self.folder.path().join("script.json")
    }

    /// The next conversation meets this at that step (see `server.py` for both), once.
    pub fn meets(&self, at: &str, fault: &str) {
        self.meets_all(&json!([{ "at": at, "do": fault }]));
    }

    /// Every conversation does.
    pub fn always_meets(&self, at: &str, fault: &str) {
        self.meets_all(&json!([{ "at": at, "do": fault, "times": "always" }]));
    }

    /// Everything goes well again.
    pub fn meets_nothing(&self) {
        self.meets_all(&json!([]));
    }

    pub fn meets_all(&self, rules: &Value) {
        let new = self.script().with_extension("new");
        std::fs::write(&new, rules.to_string()).unwrap();
        std::fs::rename(new, self.script()).unwrap();
    }

    /// How often the rules given last were met.
    pub fn times_met(&self) -> usize {
        let Ok(text) = std::fs::read(self.folder.path().join("script.json.state")) else {
            return 0;
        };
        let state: Value = serde_json::from_slice(&text).unwrap();
        assert_eq!(state["error"], Value::Null, "the script is wrong");
        state["log"].as_array().unwrap().len()
    }

    /// How to reach this server.
    pub fn settings(&self) -> Mail {
        let (username, password) = self
            .manner
            .account
            .and_then(|account| account.split_once(':'))
            .unwrap_or_default();
        Mail {
            host: "localhost".into(),
            port: Some(self.port),
            security: self.manner.security,
            username: username.into(),
            password: password.into(),
            from: format!("Parvis <{SENDER}>"),
            ca_file: self
                .manner
                .certificates
                .as_ref()
                .map(|folder| folder.join("ca.pem")),
            timeout_seconds: 10,
            ..Mail::default()
        }
    }

    /// A sender that speaks to this server for an installation.
    pub fn sender(&self, config: &Config) -> Smtp {
        sender(config, self.settings())
    }

    /// What it has taken so far and takes from now on.
    pub fn bag(&self) -> Bag {
        Bag(self.folder.path().join("mail"))
    }

    /// Every mail taken, in the order they came.
    pub fn taken(&self) -> Vec<Taken> {
        self.bag().after(0)
    }

    pub fn taken_for(&self, address: &str) -> Vec<Taken> {
        let mut taken = self.taken();
        taken.retain(|mail| mail.envelope.rcpts == [address]);
        taken
    }

    /// The newest mail to an address about `subject`, if it has come.
    pub fn newest(&self, address: &str, subject: &str) -> Option<Taken> {
        let mut taken = self.taken_for(address);
        taken.retain(|mail| mail.subject().contains(subject));
        taken.pop()
    }
}

/// The mails a server has taken.
pub struct Bag(PathBuf);

impl Bag {
    /// Every mail in it but the first so many.
    pub fn after(&self, count: usize) -> Vec<Taken> {
        (count + 1..)
            .map_while(|number| self.number(number))
            .collect()
    }

    fn number(&self, number: usize) -> Option<Taken> {
        let path = self.0.join(format!("{number:06}"));
        let envelope = std::fs::read(path.with_extension("json")).ok()?;
        Some(Taken {
            envelope: serde_json::from_slice(&envelope).unwrap(),
            raw: std::fs::read(path.with_extension("eml")).unwrap(),
        })
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        self.closes();
    }
}

/// A sender with these settings for an installation.
pub fn sender(config: &Config, settings: Mail) -> Smtp {
    let config = Config {
        mail: settings,
        ..config.clone()
    };
    Smtp::new(&config).unwrap().unwrap()
}

/// What the server was told before the message.
#[derive(Deserialize)]
pub struct Envelope {
    pub from: String,
    pub rcpts: Vec<String>,
    pub tls: bool,
    pub user: Option<String>,
    pub message_id: Option<String>,
    /// What the client was told: `accepted`, or `cut` or `hang` where it was told nothing.
    pub answer: String,
}

/// A mail the server took.
pub struct Taken {
    pub envelope: Envelope,
    pub raw: Vec<u8>,
}

impl Taken {
    pub fn message(&self) -> Message<'_> {
        MessageParser::default().parse(&self.raw).unwrap()
    }

    pub fn subject(&self) -> String {
        self.message().subject().unwrap().to_owned()
    }

    /// The plain text, as its reader sees it.
    pub fn text(&self) -> String {
        let message = self.message();
        message.body_text(0).unwrap().replace("\r\n", "\n")
    }

    /// The HTML part.
    pub fn html(&self) -> String {
        self.message().body_html(0).unwrap().into_owned()
    }

    /// A header as it came over the wire, if there is just one; nothing if there is none.
    pub fn header(&self, name: &str) -> Option<String> {
        let message = self.message();
        let mut found = message.header_values(name);
        assert!(
            found.next().is_none_or(|_| found.next().is_none()),
            "{name} stands there twice"
        );
        message.header_raw(name).map(|raw| raw.trim().to_owned())
    }

    /// The names of all headers, as often as they stand there.
    pub fn header_names(&self) -> Vec<String> {
        let message = self.message();
        let names = message.headers_raw();
        names.map(|(name, _)| name.to_owned()).collect()
    }

    pub fn id(&self) -> &str {
        self.envelope.message_id.as_deref().unwrap()
    }

    /// What the mail answers, so that programs gather it with others.
    pub fn thread(&self) -> Option<String> {
        self.header("References")
    }
}

/// Fills `folder` with a certificate authority (`ca.pem`) and what it certifies for `localhost` (`cert.pem`, `key.pem`).
/// Out: whether openssl is there to do it.
pub fn certificates(folder: &Path) -> bool {
    const KEY: [&str; 5] = [
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
    ];
    let openssl = |words: &[&str]| {
        let ran = Command::new("openssl")
            .current_dir(folder)
            .args(words)
            .output();
        match ran {
            Ok(out) => {
                let said = String::from_utf8_lossy(&out.stderr);
                assert!(out.status.success(), "openssl {words:?}: {said}");
                true
            }
            Err(fault) if super::all_required() => panic!("openssl: {fault}"),
            Err(_) => {
                super::left_out(
                    "TLS to the mail server (openssl is missing; script/test installs it)",
                );
                false
            }
        }
    };
    let authority: Vec<&str> = ["req", "-x509", "-days", "30", "-subj", "/CN=Authority"]
        .into_iter()
        .chain(KEY)
        .chain(["-keyout", "ca.key", "-out", "ca.pem"])
        .collect();
    let wish: Vec<&str> = ["req", "-subj", "/CN=localhost"]
        .into_iter()
        .chain(KEY)
        .chain(["-keyout", "key.pem", "-out", "wish.pem"])
        .collect();
    std::fs::write(folder.join("names"), "subjectAltName=DNS:localhost").unwrap();
    openssl(&authority)
        && openssl(&wish)
        && openssl(&[
            "x509",
            "-req",
            "-days",
            "30",
            "-in",
            "wish.pem",
            "-CA",
            "ca.pem",
            "-CAkey",
            "ca.key",
            "-CAcreateserial",
            "-extfile",
            "names",
            "-out",
            "cert.pem",
        ])
}
