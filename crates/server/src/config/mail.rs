//! How mail leaves, and which settings of it cannot work.

use crate::config::fault::ConfigFault;
use serde::Deserialize;
use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

/// How mail leaves.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Mail {
    /// Empty: mail waits in the outbox until there is a server.
    pub host: String,
    /// Nothing: 465 with `tls`, 587 with `starttls`, 25 with `none`.
    pub port: Option<u16>,
    pub security: MailSecurity,
    pub username: String,
    pub password: String,
    /// `Name <address>` or an address.
    pub from: String,
    /// Where answers go, as `from`. Empty: nobody reads them.
    pub reply_to: String,
    /// A PEM file with the certificate authority of the server, where it is a private one.
    pub ca_file: Option<PathBuf>,
    /// How long the server may take for one step of a conversation.
    pub timeout_seconds: u64,
    /// How long it is known to whom mail went, and what it was about.
    pub keep_days: u64,
    /// How many conversations are held at once, over connections that are kept open.
    pub connections: usize,
    /// What to call ourselves when greeting the server; empty is the name of this machine.
    pub hello_name: String,
}

impl Default for Mail {
    fn default() -> Self {
        Self {
            host: String::new(),
            port: None,
            security: MailSecurity::Starttls,
            username: String::new(),
            password: String::new(),
            from: "Parvis <parvis@localhost>".into(),
            reply_to: String::new(),
            ca_file: None,
            timeout_seconds: 30,
            keep_days: 90,
            connections: 4,
            hello_name: String::new(),
        }
    }
}

/// Whether others can read on the way to the server.
#[derive(Debug, Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum MailSecurity {
    /// They can; a password goes that way to a server on this machine alone.
    None,
    /// TLS in a connection that begins in clear (RFC 3207).
    Starttls,
    /// TLS from the first byte (RFC 8314).
    Tls,
}

/// A name of a host, or an address of one as it is written in an address of a page.
fn is_host(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || "-._:[]".contains(c))
        && (text.parse::<IpAddr>().is_ok() || text.starts_with('[') || !text.contains(':'))
}

impl Mail {
    /// How long the server may take for one step of a conversation.
    pub fn timeout(&self) -> Duration {
        Duration::from_secs(self.timeout_seconds)
    }

    /// Whose mailbox answers go to, if somebody reads them.
    pub fn reply_mailbox(&self) -> Option<lettre::message::Mailbox> {
        self.reply_to.parse().ok()
    }

    /// Whether nobody else can listen on the way to the server.
    fn is_on_this_machine(&self) -> bool {
        let address = self.host.trim_matches(['[', ']']).parse::<IpAddr>();
        self.host == "localhost" || address.is_ok_and(|address| address.is_loopback())
    }

    /// Whether the server asks for a password that is not set.
    pub fn lacks_password(&self) -> bool {
        !self.username.is_empty() && self.password.is_empty()
    }

    /// Asked by whatever sends: the service alone may be given the password, and all other commands do without it.
    pub fn must_have_password(&self) -> Result<(), ConfigFault> {
        if self.lacks_password() {
            return Err(ConfigFault::Wrong {
                key: "mail.password",
                what: "is missing, which goes with mail.username".into(),
            });
        }
        Ok(())
    }

    /// Errors: an address or a host that is none, a figure out of its range, a password that others could read on its way.
    pub(super) fn check(&self) -> Result<(), ConfigFault> {
        let wrong = |key, what: &str| {
            Err(ConfigFault::Wrong {
                key,
                what: what.into(),
            })
        };
        if self.from.parse::<lettre::message::Mailbox>().is_err() {
            return wrong(
                "mail.from",
                "must be an address, such as Parvis <parvis@company.example>",
            );
        }
        if !self.reply_to.is_empty() && self.reply_mailbox().is_none() {
            return wrong(
                "mail.reply_to",
                "must be an address whose mail somebody reads, such as Support <support@company.example>",
            );
        }
        if !self.host.is_empty() && !is_host(&self.host) {
            return wrong(
                "mail.host",
                "must be the name of a host alone, such as mail.company.example; the port goes into mail.port",
            );
        }
        if self.port == Some(0) {
            return wrong("mail.port", "must be from 1 to 65535");
        }
        if !(1..=300).contains(&self.timeout_seconds) {
            return wrong("mail.timeout_seconds", "must be from 1 to 300");
        }
        if !(30..=3650).contains(&self.keep_days) {
            return wrong("mail.keep_days", "must be from 30 to 3,650");
        }
        if !(1..=32).contains(&self.connections) {
            return wrong("mail.connections", "must be from 1 to 32");
        }
        let hello = &self.hello_name;
        let can_greet = hello.is_empty() || (hello.is_ascii() && is_host(hello));
        if !can_greet {
            return wrong(
                "mail.hello_name",
                "must be the name of a host, such as parvis.company.example",
            );
        }
        if !self.username.is_empty()
            && self.security == MailSecurity::None
            && !self.is_on_this_machine()
        {
            return wrong(
                "mail.security",
                "is none, and everybody on the way could read mail.password: use starttls or tls, or a server on this machine",
            );
        }
        Ok(())
    }
}

impl std::fmt::Debug for Mail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mail")
            .field("host", &self.host)
            .field("security", &self.security)
            .field("from", &self.from)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_that_cannot_work_are_refused_by_name() {
        let good = || Mail {
            host: "mail.company.example".into(),
            username: "parvis".into(),
            password: "hush".into(),
            ..Mail::default()
        };
        good().check().unwrap();
        type Change = fn(&mut Mail);
        let wrong: [(&str, Change); 11] = [
            ("mail.from", |mail| mail.from = "nobody".into()),
            ("mail.host", |mail| {
                mail.host = "smtp://mail.company.example:587".into()
            }),
            ("mail.host", |mail| {
                mail.host = "mail.company.example:587".into()
            }),
            ("mail.host", |mail| mail.host = "mail company".into()),
            ("mail.port", |mail| mail.port = Some(0)),
            ("mail.timeout_seconds", |mail| mail.timeout_seconds = 0),
            ("mail.timeout_seconds", |mail| mail.timeout_seconds = 301),
            ("mail.keep_days", |mail| mail.keep_days = 29),
            ("mail.connections", |mail| mail.connections = 0),
            ("mail.hello_name", |mail| {
                mail.hello_name = "our machine".into()
            }),
            ("mail.security", |mail| mail.security = MailSecurity::None),
        ];
        for (key, change) in wrong {
            let mut mail = good();
            change(&mut mail);
            let said = mail.check().unwrap_err().to_string();
            assert!(said.contains(key) && !said.contains("hush"), "{said}");
        }
        let mut shy = good();
        shy.password = String::new();
        shy.check().unwrap();
        let said = shy.must_have_password().unwrap_err().to_string();
        assert!(said.contains("mail.password"), "{said}");
        for host in ["localhost", "127.0.0.1", "::1", "[::1]"] {
            let (host, security) = (host.into(), MailSecurity::None);
            Mail {
                host,
                security,
                ..good()
            }
            .check()
            .unwrap();
        }
    }
}
