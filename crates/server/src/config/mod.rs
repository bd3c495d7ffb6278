//! Settings: `parvis.toml`, overridden by `PARVIS_…` variables (`__` between section and key), secrets from files by
//! `PARVIS_…_FILE`. A key nobody knows is an error that names it.

mod applications;
mod limits;

pub use applications::{Application, Icon, Programme, TextByLanguage};
pub use limits::Limits;

use crate::storage::{Place, Rules};
use domain::moment::{days, hours};
use domain::reminder::Timetable;
use serde::Deserialize;
use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

#[derive(Debug, thiserror::Error)]
pub enum Fault {
    #[error("{0}")]
    Unreadable(#[from] config::ConfigError),
    #[error("{variable}: cannot read {}: {fault}", .path.display())]
    SecretFile {
        variable: String,
        path: PathBuf,
        fault: std::io::Error,
    },
    #[error("{key}: {what}")]
    Wrong { key: &'static str, what: String },
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// The address people use, without a path: links in mails begin with it.
    pub public_url: String,
    /// Where to listen.
    pub listen: SocketAddr,
    /// `postgres://…`, or nothing for the embedded database in `data`.
    pub database: String,
    /// The folder of the embedded database.
    pub data: PathBuf,
    /// The organisation that runs this installation, shown at the foot of each page.
    pub organisation: String,
    /// The accent colour: a hue in degrees, 0 to 359 (OKLCH).
    pub accent_hue: u16,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// `text` or `json`.
    pub log_format: LogFormat,
    pub mail: Mail,
    pub timetable: TimetableDays,
    pub limits: Limits,
    pub applications: Vec<Application>,
    pub programmes: Vec<Programme>,
}

#[derive(Debug, Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum LogFormat {
    Text,
    Json,
}

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
    /// A PEM file with the certificate authority of the server, where it is a private one.
    pub ca_file: Option<PathBuf>,
    pub timeout_seconds: u64,
}

impl Mail {
    /// How long the server may take for one step of a conversation.
    pub fn timeout(&self) -> Duration {
        Duration::from_secs(self.timeout_seconds.clamp(1, 300))
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

#[derive(Debug, Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum MailSecurity {
    None,
    Starttls,
    Tls,
}

/// The timetable in hours and days, as product rules give it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TimetableDays {
    pub requester_first_hours: u64,
    pub requester_every_hours: u64,
    pub requester_most: u32,
    pub decider_days: Vec<u64>,
    pub escalation_days: u64,
    pub expiry_warning_days: u64,
    pub expiry_days: u64,
    pub after_denial_hours: u64,
    pub answer_reminder_days: u64,
    pub answer_days: u64,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            public_url: "http://127.0.0.1:8080".into(),
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            database: String::new(),
            data: "parvis-data".into(),
            organisation: String::new(),
            accent_hue: 232,
            trusted_proxies: Vec::new(),
            log_format: LogFormat::Text,
            mail: Mail::default(),
            timetable: TimetableDays::default(),
            limits: Limits::default(),
            applications: Vec::new(),
            programmes: Vec::new(),
        }
    }
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
            ca_file: None,
            timeout_seconds: 30,
        }
    }
}

impl Default for TimetableDays {
    fn default() -> Self {
        Self {
            requester_first_hours: 48,
            requester_every_hours: 72,
            requester_most: 3,
            decider_days: vec![2, 5, 10],
            escalation_days: 14,
            expiry_warning_days: 21,
            expiry_days: 28,
            after_denial_hours: 24,
            answer_reminder_days: 11,
            answer_days: 14,
        }
    }
}

/// Ten years: longer than any request should live, and far from where sums overflow.
const LONGEST_DAYS: u64 = 3650;

impl Config {
    /// Reads the file (where there is one) and then the variables of the environment.
    pub fn load(
        file: Option<&Path>,
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, Fault> {
        let mut builder = config::Config::builder();
        builder = match file {
            Some(path) => {
                builder.add_source(config::File::from(path).format(config::FileFormat::Toml))
            }
            None => builder.add_source(
                config::File::new("parvis.toml", config::FileFormat::Toml).required(false),
            ),
        };
        let variables = config::Environment::with_prefix("PARVIS")
            .prefix_separator("_")
            .separator("__")
            .try_parsing(true)
            .list_separator(",")
            .with_list_parse_key("trusted_proxies")
            .with_list_parse_key("timetable.decider_days")
            .source(Some(with_secrets(environment)?));
        let config: Config = builder.add_source(variables).build()?.try_deserialize()?;
        config.checked()
    }

    fn checked(mut self) -> Result<Self, Fault> {
        let wrong = |key, what: &str| {
            Err(Fault::Wrong {
                key,
                what: what.into(),
            })
        };
        self.public_url = self.public_url.trim_end_matches('/').to_owned();
        let rest = self
            .public_url
            .strip_prefix("https://")
            .or_else(|| self.public_url.strip_prefix("http://"));
        if !rest.is_some_and(|host| !host.is_empty() && !host.contains(['/', '?', '#', '@'])) {
            return wrong(
                "public_url",
                "must be http:// or https:// and a host, such as https://access.company.example",
            );
        }
        if self.accent_hue > 359 {
            return wrong("accent_hue", "must be from 0 to 359");
        }
        if self.mail.from.parse::<lettre::message::Mailbox>().is_err() {
            return wrong(
                "mail.from",
                "must be an address, such as Parvis <parvis@company.example>",
            );
        }
        let table = &self.timetable;
        let ascends = table.decider_days.windows(2).all(|pair| pair[0] < pair[1]);
        let warned = table.expiry_days > table.expiry_warning_days;
        if !ascends || !warned || table.answer_days <= table.answer_reminder_days {
            return wrong(
                "timetable",
                "decider_days must ascend, expiry_days come after expiry_warning_days, answer_days after answer_reminder_days",
            );
        }
        let longest = [
            table.escalation_days,
            table.expiry_days,
            table.answer_days,
            table.after_denial_hours / 24,
        ]
        .into_iter()
        .chain([
            table.requester_first_hours / 24,
            table.requester_every_hours / 24,
        ])
        .chain(table.decider_days.iter().copied())
        .max();
        if longest > Some(LONGEST_DAYS) {
            return wrong("timetable", "nothing may take longer than 3,650 days");
        }
        self.limits.check()?;
        applications::check(&self.applications, &self.programmes)?;
        Ok(self)
    }

    /// What use cases go by.
    pub fn rules(&self) -> Rules {
        Rules {
            timetable: self.timetable.timetable(),
            creation: Default::default(),
            limits: self.limits.clone(),
        }
    }

    pub fn place(&self) -> Place {
        if self.database.is_empty() {
            Place::Sqlite(self.data.join("parvis.db"))
        } else {
            Place::Postgres(self.database.clone())
        }
    }

    /// Whether people come over TLS, so that cookies may insist on it.
    pub fn is_secure(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    /// The host people use, for Message-IDs.
    pub fn host(&self) -> &str {
        let host = self.public_url.split("://").nth(1).unwrap_or("localhost");
        host.rsplit_once(':').map_or(host, |(name, _)| name)
    }
}

impl TimetableDays {
    pub fn timetable(&self) -> Timetable {
        Timetable {
            requester_first: hours(self.requester_first_hours),
            requester_every: hours(self.requester_every_hours),
            requester_most: self.requester_most,
            deciders: self.decider_days.iter().map(|n| days(*n)).collect(),
            escalation: days(self.escalation_days),
            expiry_warning: days(self.expiry_warning_days),
            expiry: days(self.expiry_days),
            after_denial: hours(self.after_denial_hours),
            answer_reminder: days(self.answer_reminder_days),
            answer: days(self.answer_days),
        }
    }
}

/// The variables with each `PARVIS_…_FILE` turned into what its file holds.
fn with_secrets(
    environment: impl IntoIterator<Item = (String, String)>,
) -> Result<HashMap<String, String>, Fault> {
    let mut variables = HashMap::new();
    for (name, value) in environment {
        if !name.starts_with("PARVIS_") {
            continue;
        }
        // A setting that is itself a file keeps its name.
        match name
            .strip_suffix("_FILE")
            .filter(|_| !name.ends_with("__CA_FILE"))
        {
            Some(setting) => {
                let path = PathBuf::from(&value);
                let secret = std::fs::read_to_string(&path).map_err(|fault| Fault::SecretFile {
                    variable: name.clone(),
                    path,
                    fault,
                })?;
                variables.insert(
                    setting.to_owned(),
                    secret.trim_end_matches(['\n', '\r']).to_owned(),
                );
            }
            None => {
                variables.insert(name, value);
            }
        }
    }
    Ok(variables)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(file: &str, variables: &[(&str, &str)]) -> Result<Config, Fault> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("parvis.toml");
        std::fs::write(&path, file).unwrap();
        Config::load(
            Some(&path),
            variables
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
        )
    }

    #[test]
    fn variables_override_the_file() {
        let config = load(
            "listen = '127.0.0.1:1'\n[mail]\nhost = 'a.example'",
            &[
                ("PARVIS_MAIL__HOST", "b.example"),
                ("PARVIS_MAIL__PORT", "2525"),
            ],
        );
        let config = config.unwrap();
        assert_eq!(
            (
                config.mail.host.as_str(),
                config.mail.port,
                config.listen.port()
            ),
            ("b.example", Some(2525), 1)
        );
    }

    #[test]
    fn an_unknown_key_is_named() {
        let said = load("[mail]\nhots = 'a'", &[]).unwrap_err().to_string();
        assert!(said.contains("hots"), "{said}");
        let said = load("", &[("PARVIS_LISTNE", "x")]).unwrap_err().to_string();
        assert!(said.contains("listne"), "{said}");
    }

    #[test]
    fn a_secret_is_read_from_its_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret");
        std::fs::write(&path, "hush\n").unwrap();
        let config = load(
            "",
            &[("PARVIS_MAIL__PASSWORD_FILE", path.to_str().unwrap())],
        )
        .unwrap();
        assert_eq!(config.mail.password, "hush");
        let missing = load("", &[("PARVIS_MAIL__PASSWORD_FILE", "/nowhere/at/all")])
            .unwrap_err()
            .to_string();
        assert!(
            missing.contains("PARVIS_MAIL__PASSWORD_FILE") && missing.contains("/nowhere/at/all"),
            "{missing}"
        );
    }

    #[test]
    fn settings_that_cannot_work_are_refused() {
        for (file, key) in [
            ("public_url = 'ftp://x'", "public_url"),
            ("accent_hue = 400", "accent_hue"),
            ("mail = { from = 'nobody' }", "mail.from"),
            ("timetable = { expiry_days = 3 }", "timetable"),
            ("limits = { look_ups = 0 }", "limits.look_ups"),
        ] {
            let said = load(file, &[]).unwrap_err().to_string();
            assert!(said.contains(key), "{said}");
        }
    }

    /// The names of the settings in a section, as its reader gives them for one that it does not know.
    fn names<'de, T: Deserialize<'de> + std::fmt::Debug>() -> Vec<String> {
        let stranger = [("?", "")].into_iter();
        let reader: serde::de::value::MapDeserializer<'_, _, serde::de::value::Error> =
            serde::de::value::MapDeserializer::new(stranger);
        let said = T::deserialize(reader).unwrap_err().to_string();
        let parts: Vec<&str> = said.split('`').collect();
        let names: Vec<String> = parts
            .iter()
            .skip(3)
            .step_by(2)
            .map(|n| (*n).into())
            .collect();
        assert!(names.len() > 1, "{said}");
        names
    }

    #[test]
    fn every_setting_stands_in_the_manual() {
        let manual = include_str!("../../../../docs/operating.md");
        let sections = [
            ("mail", names::<Mail>()),
            ("timetable", names::<TimetableDays>()),
            ("limits", names::<Limits>()),
        ];
        let mut all = Vec::new();
        for name in names::<Config>() {
            match sections.iter().find(|(section, _)| *section == name) {
                Some((section, keys)) => {
                    all.extend(keys.iter().map(|key| format!("{section}.{key}")));
                }
                // Lists have their examples below the table.
                None if ["applications", "programmes"].contains(&name.as_str()) => {
                    assert!(manual.contains(&format!("[[{name}]]")), "{name}");
                }
                None => all.push(name),
            }
        }
        let table: String = manual
            .lines()
            .filter(|line| line.starts_with("| `"))
            .collect();
        for name in all {
            assert!(
                table.contains(&format!("`{name}`")),
                "{name} is not in the table"
            );
        }
    }
}
