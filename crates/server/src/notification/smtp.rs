//! Sending over SMTP (RFC 5321) with lettre: plain, STARTTLS or TLS, with or without authentication.

use super::store::MailRow;
use crate::config::{Config, MailSecurity};
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::{Message, SmtpTransport, Transport as _};
use std::pin::Pin;
use std::time::Duration;

/// What became of an attempt to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The server took responsibility for it.
    Taken,
    /// Not sent but kept to be read, as a demonstration does.
    Kept,
    /// The server will never take it (5xx), or it cannot be written as a mail.
    Refused(String),
    /// It may work later (4xx, no connection, no answer). Whether it arrived may be unknowable; its Message-ID stays.
    Failed(String),
    /// The server does not accept our log-in: no fault of the mail, which waits for as long as mending that takes.
    ShutOut(String),
}

/// A way to send mail.
pub trait Transport: Send + Sync {
    fn send<'a>(&'a self, mail: &'a MailRow) -> Pin<Box<dyn Future<Output = Outcome> + Send + 'a>>;
}

/// Keeps every mail to be read at `/demo/mail`.
pub struct Keep;

impl Transport for Keep {
    fn send<'a>(&'a self, _: &'a MailRow) -> Pin<Box<dyn Future<Output = Outcome> + Send + 'a>> {
        Box::pin(async { Outcome::Kept })
    }
}

/// Sends through one SMTP server.
pub struct Smtp {
    transport: SmtpTransport,
    from: Mailbox,
    host: String,
}

/// Why mail cannot be set up as configured.
#[derive(Debug, thiserror::Error)]
pub enum SetUpFault {
    #[error("mail.ca_file: {0}")]
    CaFile(std::io::Error),
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
        let tls = || -> Result<TlsParameters, SetUpFault> {
            let mut builder = TlsParameters::builder(mail.host.clone());
            if let Some(path) = &mail.ca_file {
                let pem = std::fs::read(path).map_err(SetUpFault::CaFile)?;
                builder = builder.add_root_certificate(Certificate::from_pem(&pem)?);
            }
            Ok(builder.build()?)
        };
        let (port, tls) = match mail.security {
            MailSecurity::None => (25, Tls::None),
            MailSecurity::Starttls => (587, Tls::Required(tls()?)),
            MailSecurity::Tls => (465, Tls::Wrapper(tls()?)),
        };
        let mut builder = SmtpTransport::builder_dangerous(&mail.host)
            .port(mail.port.unwrap_or(port))
            .tls(tls)
            .timeout(Some(mail.timeout()));
        if !mail.username.is_empty() {
            builder = builder.credentials(Credentials::new(
                mail.username.clone(),
                mail.password.clone(),
            ));
        }
        Ok(Some(Self {
            transport: builder.build(),
            from: mail.from.parse()?,
            host: config.host().to_owned(),
        }))
    }
}

impl Transport for Smtp {
    fn send<'a>(&'a self, mail: &'a MailRow) -> Pin<Box<dyn Future<Output = Outcome> + Send + 'a>> {
        let message = match message(mail, &self.from, &self.host) {
            Ok(message) => message,
            Err(fault) => return Box::pin(async move { Outcome::Refused(fault) }),
        };
        let transport = self.transport.clone();
        Box::pin(async move {
            match tokio::task::spawn_blocking(move || transport.send(&message)).await {
                Ok(Ok(_)) => Outcome::Taken,
                Ok(Err(fault)) if is_about_us(&fault) => Outcome::ShutOut(fault.to_string()),
                Ok(Err(fault)) if fault.is_permanent() => Outcome::Refused(fault.to_string()),
                Ok(Err(fault)) => Outcome::Failed(fault.to_string()),
                Err(fault) => Outcome::Failed(fault.to_string()),
            }
        })
    }
}

/// Codes that refuse the sender's log-in rather than the mail (RFC 4954): mended by the operator, not by giving mail up.
fn is_about_us(fault: &lettre::transport::smtp::Error) -> bool {
    fault
        .status()
        .is_some_and(|code| ["530", "534", "535", "538"].contains(&code.to_string().as_str()))
}

/// RFC 3834: no program should answer these mails.
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(AutoSubmitted)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

macro_rules! header {
    ($type:ident, $name:literal) => {
        #[derive(Clone)]
        struct $type(String);

        impl Header for $type {
            fn name() -> HeaderName {
                HeaderName::new_from_ascii_str($name)
            }

            fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
                Ok($type(text.to_owned()))
            }

            fn display(&self) -> HeaderValue {
                HeaderValue::new(Self::name(), self.0.clone())
            }
        }
    };
}

// The address under which a mail program ends a subscription (RFC 2369), and that it may do so by itself (RFC 8058).
header!(ListUnsubscribe, "List-Unsubscribe");
header!(ListUnsubscribePost, "List-Unsubscribe-Post");

/// Keeps what somebody typed from being read as an encoded word (RFC 2047), which could say anything: lettre encodes a word
/// that is not ASCII, and the word joiner makes it so without being seen.
fn as_typed(subject: &str) -> String {
    subject.replace("=?", "=\u{2060}?")
}

/// The mail as it goes over the wire. Its Message-ID comes from its row, so that a second sending is known as the same.
pub fn message(mail: &MailRow, from: &Mailbox, host: &str) -> Result<Message, String> {
    let to = Mailbox::new(
        None,
        mail.address
            .parse()
            .map_err(|fault| format!("address: {fault}"))?,
    );
    let created =
        std::time::UNIX_EPOCH + Duration::from_millis(u64::try_from(mail.created_at).unwrap_or(0));
    let mut builder = Message::builder()
        .from(from.clone())
        .to(to)
        .subject(as_typed(&mail.subject))
        .date(created)
        .message_id(Some(format!("<{}@{host}>", mail.id)))
        .header(AutoSubmitted);
    if let Some(thread) = &mail.thread {
        let root = format!("<{thread}@{host}>");
        builder = builder.references(root.clone()).in_reply_to(root);
    }
    if let Some(link) = &mail.unsubscribe {
        builder = builder.header(ListUnsubscribe(format!("<{link}>")));
        // Without TLS nobody may promise that one request is enough.
        if link.starts_with("https://") {
            let one_click = "List-Unsubscribe=One-Click".to_owned();
            builder = builder.header(ListUnsubscribePost(one_click));
        }
    }
    let body = MultiPart::alternative()
        .singlepart(
            SinglePart::builder()
                .header(ContentType::TEXT_PLAIN)
                .body(mail.text_body.clone()),
        )
        .singlepart(
            SinglePart::builder()
                .header(ContentType::TEXT_HTML)
                .body(mail.html_body.clone()),
        );
    builder.multipart(body).map_err(|fault| fault.to_string())
}
