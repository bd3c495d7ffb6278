//! One connection to the server, and what may go wrong on it, step by step: whose fault it is depends on the step.

use crate::config::MailSecurity;
use crate::notification::smtp::outcome::{SendOutcome, ServerAnswer, codes};
use domain::notification::sending::Trouble;
use lettre::address::Envelope;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Quit, Rcpt, Rset};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};
use std::error::Error as _;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::time::timeout;

/// How far a conversation has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Connect,
    Tls,
    LogIn,
    Sender,
    Reader,
    Data,
    Text,
}

impl Step {
    /// As operators know it from the protocol.
    fn name(self) -> &'static str {
        match self {
            Step::Connect => "connection",
            Step::Tls => "TLS",
            Step::LogIn => "AUTH",
            Step::Sender => "MAIL FROM",
            Step::Reader => "RCPT TO",
            Step::Data => "DATA",
            Step::Text => "text",
        }
    }
}

/// Why a step did not succeed.
#[derive(Debug)]
pub enum Broken {
    /// The server said no, in these words.
    Answer { code: u16, words: String },
    /// It did not answer in this time.
    Silent(Duration),
    /// There is no connection, or none any more.
    Gone(String),
    /// The server cannot do what is needed.
    Unable(String),
}

fn broken(fault: &Error) -> Broken {
    if let Some(code) = fault.status() {
        let words = fault.source().map(ToString::to_string).unwrap_or_default();
        return Broken::Answer {
            code: code.into(),
            words,
        };
    }
    let words = fault
        .source()
        .map_or_else(|| fault.to_string(), ToString::to_string);
    if fault.is_client() {
        Broken::Unable(words)
    } else {
        Broken::Gone(words)
    }
}

impl Broken {
    /// Whether the server said so itself, and the conversation may be begun anew on the same connection.
    pub fn is_answer(&self) -> bool {
        matches!(self, Broken::Answer { .. })
    }

    /// Whether a connection that was kept open may just have been closed by the other side.
    pub fn is_stale(&self) -> bool {
        matches!(self, Broken::Gone(_) | Broken::Answer { code: 421, .. })
    }

    fn said(&self, step: Step) -> ServerAnswer {
        let step = step.name();
        match self {
            Broken::Answer { code, words } => {
                let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
                let codes = codes(&format!("{code} {words}"));
                ServerAnswer {
                    words: format!("{step}: {code} {words}"),
                    reason: format!("{step}: {codes}"),
                }
            }
            Broken::Silent(time) => {
                let words = format!("{step}: no answer within {} s", time.as_secs());
                ServerAnswer {
                    reason: words.clone(),
                    words,
                }
            }
            // Neither the system nor the TLS library knows of addresses.
            Broken::Gone(words) | Broken::Unable(words) => {
                let words = format!("{step}: {words}");
                ServerAnswer {
                    reason: words.clone(),
                    words,
                }
            }
        }
    }

    /// Whose fault it is. Before a reader is named it can hardly be the mail's; only a sender who is to come again later waits
    /// with it, as servers that know nobody yet say so.
    pub fn outcome(&self, step: Step) -> SendOutcome {
        let said = self.said(step);
        match (step, self) {
            // The server asks for a log-in, or for another (RFC 4954), whenever it thinks of it.
            (_, Broken::Answer { code, .. }) if [530, 534, 535, 538].contains(code) => {
                SendOutcome::Ours(Trouble::ShutOut, said)
            }
            (Step::Connect, Broken::Silent(_)) => SendOutcome::Ours(Trouble::Silent, said),
            (Step::Connect, _) => SendOutcome::Ours(Trouble::Unreachable, said),
            (Step::Tls, Broken::Silent(_)) => SendOutcome::Ours(Trouble::Silent, said),
            (Step::Tls, _) => SendOutcome::Ours(Trouble::Unsafe, said),
            (Step::LogIn, Broken::Silent(_)) => SendOutcome::Ours(Trouble::Silent, said),
            (Step::LogIn, Broken::Gone(_)) => SendOutcome::Ours(Trouble::Unreachable, said),
            (Step::LogIn, Broken::Answer { code, .. }) if *code < 500 => {
                SendOutcome::Ours(Trouble::Unreachable, said)
            }
            (Step::LogIn, _) => SendOutcome::Ours(Trouble::ShutOut, said),
            (_, Broken::Answer { code: 421, .. }) => SendOutcome::Ours(Trouble::Unreachable, said),
            (Step::Sender, Broken::Answer { code, .. }) if *code >= 500 => {
                SendOutcome::Ours(Trouble::Sender, said)
            }
            (Step::Sender, Broken::Silent(_)) => SendOutcome::Ours(Trouble::Silent, said),
            (Step::Sender, Broken::Gone(_)) => SendOutcome::Ours(Trouble::Unreachable, said),
            (_, Broken::Silent(_)) => SendOutcome::Silent(said),
            (_, Broken::Gone(_)) => SendOutcome::BrokenOff(said),
            (_, Broken::Answer { code, .. }) if *code < 500 => SendOutcome::Failed(said),
            (_, Broken::Answer { .. } | Broken::Unable(_)) => SendOutcome::Refused(said),
        }
    }
}

/// How to reach the server.
pub(crate) struct Server {
    pub(crate) host: String,
    pub(crate) port: u16,
    pub(crate) security: MailSecurity,
    pub(crate) tls: Option<TlsParameters>,
    pub(crate) credentials: Option<Credentials>,
    pub(crate) hello: ClientId,
    pub(crate) timeout: Duration,
}

/// A connection that is ready for a mail.
pub(crate) struct Line {
    connection: AsyncSmtpConnection,
    timeout: Duration,
}

impl Line {
    /// Connects, makes the line safe and logs in, as configured.
    pub async fn open(server: &Server) -> Result<Self, (Step, Broken)> {
        let limit = server.timeout;
        let at = |step: Step| move |fault: Broken| (step, fault);
        let address = (server.host.as_str(), server.port);
        let mut connection = if server.security == MailSecurity::Tls {
            let (tls, hello) = (server.tls.clone(), &server.hello);
            let connect = AsyncSmtpConnection::connect_tokio1(address, None, hello, tls, None);
            let connected = within(limit, connect).await;
            connected.map_err(|fault| {
                let is_about_tls =
                    matches!(&fault, Broken::Gone(words) if words.contains("certificate"));
                (
                    if is_about_tls {
                        Step::Tls
                    } else {
                        Step::Connect
                    },
                    fault,
                )
            })?
        } else {
            let connect = async {
                let stream = TcpStream::connect(address).await?;
                // A mail is a few small packets, each of which the server answers: none may wait for another.
                stream.set_nodelay(true)?;
                Ok::<_, std::io::Error>(stream)
            };
            let stream = match timeout(limit, connect).await {
                Ok(Ok(stream)) => stream,
                Ok(Err(fault)) => return Err((Step::Connect, Broken::Gone(fault.to_string()))),
                Err(_) => return Err((Step::Connect, Broken::Silent(limit))),
            };
            let greet =
                AsyncSmtpConnection::connect_with_transport(Box::new(stream), &server.hello);
            within(limit, greet).await.map_err(at(Step::Connect))?
        };
        if server.security == MailSecurity::Starttls
            && let Some(tls) = &server.tls
        {
            let secure = connection.starttls(tls.clone(), &server.hello);
            within(limit, secure).await.map_err(at(Step::Tls))?;
        }
        if let Some(credentials) = &server.credentials {
            let log_in = connection.auth(DEFAULT_MECHANISMS, credentials);
            within(limit, log_in).await.map_err(at(Step::LogIn))?;
        }
        Ok(Self {
            connection,
            timeout: limit,
        })
    }

    /// Says who sends.
    pub async fn begin(&mut self, envelope: &Envelope) -> Result<(), Broken> {
        let is_international = is_international(envelope);
        let server = self.connection.server_info();
        if is_international && !server.supports_feature(Extension::SmtpUtfEight) {
            // Said where the reader is named: it is this mail's fault alone.
            return Ok(());
        }
        let options = is_international.then_some(MailParameter::SmtpUtfEight);
        let mail = Mail::new(envelope.from().cloned(), options.into_iter().collect());
        within(self.timeout, self.connection.command(mail))
            .await
            .map(|_| ())
    }

    /// Says to whom, and what. The text goes in one piece, so that no part of it waits for an answer to another.
    pub async fn hand_over(
        &mut self,
        envelope: &Envelope,
        text: &[u8],
    ) -> Result<(), (Step, Broken)> {
        let server = self.connection.server_info();
        if is_international(envelope) && !server.supports_feature(Extension::SmtpUtfEight) {
            let words = "the address is not ASCII, and the server does not support SMTPUTF8";
            return Err((Step::Reader, Broken::Unable(words.into())));
        }
        let text = dotted(text).map_err(|fault| (Step::Text, Broken::Unable(fault)))?;
        for reader in envelope.to() {
            let named = self
                .connection
                .command(Rcpt::new(reader.clone(), Vec::new()));
            within(self.timeout, named)
                .await
                .map_err(|fault| (Step::Reader, fault))?;
        }
        within(self.timeout, self.connection.command(Data))
            .await
            .map_err(|fault| (Step::Data, fault))?;
        within(self.timeout, self.connection.command(text))
            .await
            .map_err(|fault| (Step::Text, fault))?;
        Ok(())
    }

    /// Forgets a mail that the server has not taken. Out: whether the connection can be used for another.
    pub async fn starts_over(&mut self) -> bool {
        within(self.timeout, self.connection.command(Rset))
            .await
            .is_ok()
    }

    /// Says good-bye, without waiting long.
    pub async fn close(mut self) {
        let good_bye = self.connection.command(Quit);
        let _ = within(self.timeout.min(Duration::from_secs(2)), good_bye).await;
    }
}

fn is_international(envelope: &Envelope) -> bool {
    let mut addresses = envelope.from().into_iter().chain(envelope.to());
    addresses.any(|address| !AsRef::<str>::as_ref(address).is_ascii())
}

/// A step that has so much time.
async fn within<T>(
    limit: Duration,
    step: impl Future<Output = Result<T, Error>>,
) -> Result<T, Broken> {
    match timeout(limit, step).await {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(fault)) => Err(broken(&fault)),
        Err(_) => Err(Broken::Silent(limit)),
    }
}

/// The text with its end, and with what might pass for its end made to pass for nothing (RFC 5321, 4.5.2).
fn dotted(text: &[u8]) -> Result<String, String> {
    // Every part is written in ASCII, whatever it says, so that any relay can pass it on.
    let text = std::str::from_utf8(text)
        .ok()
        .filter(|text| text.is_ascii())
        .ok_or("the mail is not ASCII")?;
    let first = if text.starts_with('.') { "." } else { "" };
    Ok(format!(
        "{first}{}\r\n.\r\n",
        text.replace("\r\n.", "\r\n..")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_of_a_mail_ends_it() {
        let text = dotted(b".\r\nHello\r\n.\r\n.\r\nMAIL FROM:<eve@else.example>").unwrap();
        let (body, end) = text.split_at(text.len() - 5);
        assert_eq!(end, "\r\n.\r\n");
        assert!(!format!("\r\n{body}\r\n").contains("\r\n.\r\n"), "{text:?}");
        assert!(dotted("é".as_bytes()).is_err());
    }

    #[test]
    fn only_what_is_said_of_a_mail_is_its_own_fault() {
        let answer = |code| Broken::Answer {
            code,
            words: "5.0.0 no <camille@atelier.example>".into(),
        };
        for step in [Step::Connect, Step::Tls, Step::LogIn, Step::Sender] {
            for fault in [answer(554), answer(535), Broken::Silent(Duration::ZERO)] {
                let outcome = fault.outcome(step);
                assert!(
                    matches!(outcome, SendOutcome::Ours(..)),
                    "{step:?}: {outcome:?}"
                );
            }
        }
        for step in [Step::Reader, Step::Data, Step::Text] {
            assert!(matches!(answer(450).outcome(step), SendOutcome::Failed(_)));
            let SendOutcome::Refused(said) = answer(550).outcome(step) else {
                panic!("{step:?}");
            };
            assert!(said.words.contains("camille") && !said.reason.contains("camille"));
            assert!(matches!(
                answer(530).outcome(step),
                SendOutcome::Ours(Trouble::ShutOut, _)
            ));
            assert!(matches!(
                answer(421).outcome(step),
                SendOutcome::Ours(Trouble::Unreachable, _)
            ));
        }
    }
}
