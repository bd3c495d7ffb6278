//! Sending over SMTP (RFC 5321): plain, STARTTLS or TLS, with or without authentication, over connections that are kept open.

use crate::config::{Config, Mail, MailSecurity};
use crate::notification::smtp::conversation::{Line, Server, Step};
use crate::notification::smtp::message::message;
use crate::notification::smtp::outcome::{SendOutcome, ServerAnswer};
use crate::notification::written::WrittenMail;
use lettre::Message;
use lettre::message::Mailbox;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use std::pin::Pin;
use std::sync::Mutex;
use std::time::Duration;
use tokio::time::Instant;

/// An answer that comes later.
pub type Later<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A way to send mail.
pub trait Transport: Send + Sync {
    /// What keeps a mail from going is an outcome, too.
    fn send<'a>(&'a self, mail: &'a WrittenMail) -> Later<'a, SendOutcome>;

    /// Lets go of what was kept ready and has not been needed for a while.
    fn rest(&self) -> Later<'_, ()> {
        Box::pin(async {})
    }
}

/// Keeps every mail to be read at `/demo/mail`.
pub struct DemoMailbox;

impl Transport for DemoMailbox {
    fn send<'a>(&'a self, _: &'a WrittenMail) -> Later<'a, SendOutcome> {
        Box::pin(async { SendOutcome::Kept })
    }
}

/// How long a connection is kept open with nothing to say; servers wait at least five minutes (RFC 5321, 4.5.3.2.7).
const KEPT_OPEN: Duration = Duration::from_secs(30);

/// Sends through one SMTP server.
pub struct Smtp {
    server: Server,
    from: Mailbox,
    reply_to: Option<Mailbox>,
    /// For Message-IDs.
    host: String,
    idle: Mutex<Vec<(Line, Instant)>>,
}

/// Why mail cannot be set up as configured.
#[derive(Debug, thiserror::Error)]
pub enum SetUpFault {
    #[error("mail.ca_file: {}: {fault}", .path.display())]
    CaFile {
        path: std::path::PathBuf,
        fault: String,
    },
    #[error("mail: {0}")]
    Tls(#[from] lettre::transport::smtp::Error),
    #[error("mail.from: {0}")]
    From(#[from] lettre::address::AddressError),
}

impl Smtp {
    /// Nothing if no server is configured; mail then waits.
    pub fn new(config: &Config) -> Result<Option<Self>, SetUpFault> {
        let mail = &config.mail;
        if mail.host.is_empty() {
            return Ok(None);
        }
        let (port, tls) = match mail.security {
            MailSecurity::None => (25, None),
            MailSecurity::Starttls => (587, Some(tls(mail)?)),
            MailSecurity::Tls => (465, Some(tls(mail)?)),
        };
        let credentials = (!mail.username.is_empty())
            .then(|| Credentials::new(mail.username.clone(), mail.password.clone()));
        let hello = if mail.hello_name.is_empty() {
            ClientId::default()
        } else {
            ClientId::Domain(mail.hello_name.clone())
        };
        Ok(Some(Self {
            server: Server {
                host: mail.host.clone(),
                port: mail.port.unwrap_or(port),
                security: mail.security,
                tls,
                credentials,
                hello,
                timeout: mail.timeout(),
            },
            from: mail.from.parse()?,
            reply_to: mail.reply_mailbox(),
            host: config.host().to_owned(),
            idle: Mutex::default(),
        }))
    }

    /// A connection that was used a moment ago, if there is one.
    fn idle(&self) -> Option<Line> {
        let mut idle = self
            .idle
            .lock()
            .unwrap_or_else(|broken| broken.into_inner());
        idle.pop()
            .filter(|(_, since)| since.elapsed() < KEPT_OPEN)
            .map(|(line, _)| line)
    }

    fn keep(&self, line: Line) {
        let mut idle = self
            .idle
            .lock()
            .unwrap_or_else(|broken| broken.into_inner());
        idle.push((line, Instant::now()));
    }

    async fn deliver(&self, message: &Message) -> SendOutcome {
        let text = message.formatted();
        if let Some(mut line) = self.idle() {
            match line.begin(message.envelope()).await {
                Ok(()) => return self.go_on(line, message, &text).await,
                // What the server has closed meanwhile says nothing about this mail, nor about the server.
                Err(fault) if fault.is_stale() => {}
                Err(fault) => return fault.outcome(Step::Sender),
            }
        }
        let mut line = match Line::open(&self.server).await {
            Ok(line) => line,
            Err((step, fault)) => return fault.outcome(step),
        };
        match line.begin(message.envelope()).await {
            Ok(()) => self.go_on(line, message, &text).await,
            Err(fault) => {
                let outcome = fault.outcome(Step::Sender);
                if line.starts_over().await {
                    self.keep(line);
                }
                outcome
            }
        }
    }

    async fn go_on(&self, mut line: Line, message: &Message, text: &[u8]) -> SendOutcome {
        let outcome = match line.hand_over(message.envelope(), text).await {
            Ok(()) => SendOutcome::Taken,
            Err((step, fault)) => {
                let outcome = fault.outcome(step);
                if !fault.is_answer() || !line.starts_over().await {
                    return outcome;
                }
                outcome
            }
        };
        self.keep(line);
        outcome
    }
}

fn tls(mail: &Mail) -> Result<TlsParameters, SetUpFault> {
    let mut builder = TlsParameters::builder(mail.host.clone());
    if let Some(path) = &mail.ca_file {
        let wrong = |fault: String| SetUpFault::CaFile {
            path: path.clone(),
            fault,
        };
        let pem = std::fs::read(path).map_err(|fault| wrong(fault.to_string()))?;
        // Without one, every certificate would be unknown, and nobody would see why.
        if !String::from_utf8_lossy(&pem).contains("-----BEGIN CERTIFICATE-----") {
            return Err(wrong("holds no certificate in PEM".into()));
        }
        let certificate = Certificate::from_pem(&pem).map_err(|fault| wrong(fault.to_string()))?;
        builder = builder.add_root_certificate(certificate);
    }
    Ok(builder.build()?)
}

impl Transport for Smtp {
    fn send<'a>(&'a self, mail: &'a WrittenMail) -> Later<'a, SendOutcome> {
        match message(mail, &self.from, self.reply_to.as_ref(), &self.host) {
            Ok(message) => Box::pin(async move { self.deliver(&message).await }),
            Err(fault) => Box::pin(async move {
                SendOutcome::Refused(ServerAnswer {
                    words: fault,
                    reason: "cannot be written as a mail".into(),
                })
            }),
        }
    }

    fn rest(&self) -> Later<'_, ()> {
        let stale: Vec<Line> = {
            let mut idle = self
                .idle
                .lock()
                .unwrap_or_else(|broken| broken.into_inner());
            let (stale, fresh) = std::mem::take(&mut *idle)
                .into_iter()
                .partition(|(_, since)| since.elapsed() >= KEPT_OPEN);
            *idle = fresh;
            stale
                .into_iter()
                .map(|(line, _): (Line, Instant)| line)
                .collect()
        };
        Box::pin(async move {
            for line in stale {
                line.close().await;
            }
        })
    }
}
