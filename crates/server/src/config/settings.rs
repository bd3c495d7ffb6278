//! All settings together.

use crate::config;
use crate::config::accounts::Accounts;
use crate::config::applications::Application;
use crate::config::database_address::{DatabaseAddress, DatabasePlace, Pooler};
use crate::config::fault::ConfigFault;
use crate::config::limits::Limits;
use crate::config::mail::Mail;
use crate::config::network::Network;
use crate::config::pages::Pages;
use crate::config::privacy::Privacy;
use crate::config::programmes::{Programme, ProgrammeSettings, programmes};
use crate::config::reading::{Node, Reader};
use crate::config::rules::{Contact, Rules};
use crate::config::serve::Serve;
use crate::config::support::Support;
use crate::config::timetable::TimetableDays;
use serde::Deserialize;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// The settings of an installation. What [`Config::load`] gives is checked; what is made otherwise is not.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// The address people use, without a path: links in mails begin with it.
    pub public_url: String,
    /// Where to listen.
    pub listen: SocketAddr,
    /// `postgres://…`, or nothing for the embedded database in `data`.
    pub database: String,
    /// The password of `database`, where it does not stand in there.
    pub database_password: String,
    /// What stands before the server of `database`: `transaction` assumes nothing of a connection, `none` that it is one session.
    pub database_pooler: Pooler,
    /// The folder of the embedded database.
    pub data: PathBuf,
    /// The organisation that runs this installation, shown at the foot of each page.
    pub organisation: String,
    /// The accent colour: a hue in degrees, 0 to 359 (OKLCH).
    pub accent_hue: u16,
    /// Proxies whose `X-Forwarded-For` is believed: addresses and networks.
    pub trusted_proxies: Vec<Network>,
    /// `text` or `json`.
    pub log_format: LogFormat,
    pub serve: Serve,
    pub mail: Mail,
    pub timetable: TimetableDays,
    pub limits: Limits,
    pub accounts: Accounts,
    pub pages: Pages,
    pub support: Support,
    pub privacy: Privacy,
    pub applications: Vec<Application>,
    pub programmes: Vec<ProgrammeSettings>,
    /// The folder of the file of settings, from which its relative paths go; empty for the working folder.
    #[serde(skip)]
    pub folder: PathBuf,
    /// Variables that a scheduler sets for a service of this name, which are no settings.
    #[serde(skip)]
    pub passed_over: Vec<String>,
}

/// Says nothing that may be secret, and the address of the database may hold its password.
impl std::fmt::Debug for Config {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Config")
            .field("public_url", &self.public_url)
            .field("listen", &self.listen)
            .field("data", &self.data)
            .field("mail", &self.mail)
            .finish_non_exhaustive()
    }
}

/// How the log is written to standard error: for people, or as one JSON object a line.
#[derive(Debug, Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum LogFormat {
    Text,
    Json,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            public_url: "http://127.0.0.1:8080".into(),
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            database: String::new(),
            database_password: String::new(),
            database_pooler: Pooler::default(),
            data: "parvis-data".into(),
            organisation: String::new(),
            accent_hue: 232,
            trusted_proxies: Vec::new(),
            log_format: LogFormat::Text,
            serve: Serve::default(),
            mail: Mail::default(),
            timetable: TimetableDays::default(),
            limits: Limits::default(),
            accounts: Accounts::default(),
            pages: Pages::default(),
            support: Support::default(),
            privacy: Privacy::default(),
            applications: Vec::new(),
            programmes: Vec::new(),
            folder: PathBuf::new(),
            passed_over: Vec::new(),
        }
    }
}

impl Config {
    /// Reads the file (where there is one) and then the variables of the environment.
    pub fn load(
        file: Option<&Path>,
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, ConfigFault> {
        let path = file.unwrap_or(Path::new("parvis.toml"));
        let in_file = |fault: ConfigFault| fault.on_its_line(path);
        let table = match std::fs::read_to_string(path) {
            Ok(text) => text
                .parse::<toml::Table>()
                .map_err(|fault| ConfigFault::File {
                    path: path.to_owned(),
                    what: fault.to_string().trim_end().to_owned(),
                })?,
            Err(fault) if file.is_none() && fault.kind() == std::io::ErrorKind::NotFound => {
                toml::Table::new()
            }
            Err(fault) => {
                return Err(ConfigFault::File {
                    path: path.to_owned(),
                    what: fault.to_string(),
                });
            }
        };
        let mut settings = Node::section(table);
        let given = config::variables::read(environment)?;
        for variable in &given.settings {
            settings.overrule(&variable.path, &variable.name, &variable.text);
        }
        let reader = Reader {
            node: settings,
            path: String::new(),
        };
        let mut config = Config::deserialize(reader)
            .map_err(|fault| ConfigFault::Setting {
                at: fault.at,
                what: fault.what,
            })
            .map_err(in_file)?;
        config.folder = path.parent().map(Path::to_owned).unwrap_or_default();
        config.passed_over = given.passed_over.clone();
        // An empty one stays empty, to be refused.
        if !config.data.as_os_str().is_empty() {
            config.data = config.folder.join(&config.data);
        }
        config.mail.ca_file = config.mail.ca_file.map(|path| config.folder.join(path));
        config.checked().map_err(|fault| match fault {
            // What was typed is the variable.
            ConfigFault::Wrong { key, what } => ConfigFault::Setting {
                at: given.name_of(key).unwrap_or(key).to_owned(),
                what,
            },
            other => in_file(other),
        })
    }

    fn checked(mut self) -> Result<Self, ConfigFault> {
        let wrong = |key, what: &str| {
            Err(ConfigFault::Wrong {
                key,
                what: what.into(),
            })
        };
        self.public_url = self.public_url.trim_end_matches('/').to_owned();
        // The slashes of its scheme alone: paths are put right behind it.
        if !is_web_address(&self.public_url)
            || self.public_url.contains(['?', '#'])
            || self.public_url.matches('/').count() != 2
        {
            return wrong(
                "public_url",
                "must be http:// or https:// and a host, such as https://access.company.example",
            );
        }
        if self.data.as_os_str().is_empty() {
            return wrong("data", "must name a folder");
        }
        if self.accent_hue > 359 {
            return wrong("accent_hue", "must be from 0 to 359");
        }
        self.mail.check()?;
        self.check_what_leaves()?;
        self.timetable.check()?;
        self.limits.check()?;
        self.serve.check()?;
        self.pages.publish(&self.folder)?;
        self.support.check()?;
        self.privacy.check()?;
        // From here on the address holds the password.
        let password = std::mem::take(&mut self.database_password);
        if let Some(address) = self.address(&password)? {
            self.database = address.text().to_owned();
        } else if !password.is_empty() {
            return wrong("database_password", "is set, and database is not");
        }
        config::applications::check(&self.applications)?;
        self.programmes()?;
        Ok(self)
    }

    /// The programmes as they are worked with. Errors: as when the settings are loaded.
    fn programmes(&self) -> Result<Vec<Programme>, ConfigFault> {
        let applications: Vec<String> = self
            .applications
            .iter()
            .map(|one| one.key.clone())
            .collect();
        programmes(&self.programmes, &applications)
    }

    /// What use cases go by. A programme of settings that were not loaded and cannot work is left out with all others.
    pub fn rules(&self) -> Rules {
        Rules {
            timetable: self.timetable.timetable(),
            applications: self.applications.clone(),
            creation: Default::default(),
            limits: self.limits.clone(),
            support: self.support.timetable(),
            retention: self.privacy.retention(),
            own_domain: self.accounts.own_domain,
            programmes: self.programmes().unwrap_or_default(),
            contact: Contact {
                public_url: self.public_url.clone(),
                reply_to: self.mail.reply_mailbox().map(|to| to.email.to_string()),
            },
        }
    }

    /// Out: nothing for the embedded database. Errors: `database` is no address of a server, in words that repeat none of it.
    pub(crate) fn address(&self, password: &str) -> Result<Option<DatabaseAddress>, ConfigFault> {
        if self.database.is_empty() {
            return Ok(None);
        }
        let address = DatabaseAddress::read(&self.database, password);
        address.map(Some).map_err(|what| ConfigFault::Wrong {
            key: "database",
            what: what.into(),
        })
    }

    /// A server's address holds the password once the settings are loaded.
    pub fn place(&self) -> DatabasePlace {
        if self.database.is_empty() {
            DatabasePlace::Sqlite(self.data.join("parvis.db"))
        } else {
            DatabasePlace::Postgres(self.database.clone(), self.database_pooler)
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

/// Whether somebody can follow it: `http://` or `https://`, a host that can be one, and a port that can be one.
pub(crate) fn is_web_address(text: &str) -> bool {
    let Ok(uri) = text.parse::<axum::http::Uri>() else {
        return false;
    };
    let (Some("http" | "https"), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
        return false;
    };
    if authority.as_str().contains('@') {
        return false;
    }
    let host = authority.host();
    let is_name = !host.is_empty()
        && host
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_'));
    let is_ip = host
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
        .is_some_and(|address| address.parse::<std::net::Ipv6Addr>().is_ok());
    let port = &authority.as_str()[host.len().min(authority.as_str().len())..];
    let has_port = port.is_empty()
        || port
            .strip_prefix(':')
            .is_some_and(|port| port.parse::<u16>().is_ok_and(|port| port > 0));
    (is_name || is_ip) && has_port
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::mail::MailSecurity;

    fn load(file: &str, variables: &[(&str, &str)]) -> Result<Config, ConfigFault> {
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
            "listen = '127.0.0.1:1'\n[mail]\nhost = 'localhost'",
            &[
                ("PARVIS_MAIL__HOST", "127.0.0.1"),
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
            ("127.0.0.1", Some(2525), 1)
        );
    }

    #[test]
    fn an_unknown_key_is_named() {
        let said = load("[mail]\nhots = 'a'", &[]).unwrap_err().to_string();
        assert!(said.contains("hots"), "{said}");
        assert!(
            said.starts_with("mail.hots: ") && said.contains("host"),
            "{said}"
        );
        let said = load("", &[("PARVIS_LISTNE", "x")]).unwrap_err().to_string();
        assert!(
            said.starts_with("PARVIS_LISTNE: ") && said.contains("listne"),
            "{said}"
        );
        let said = load("", &[("PARVIS_POST__HOST", "x")])
            .unwrap_err()
            .to_string();
        assert!(said.starts_with("PARVIS_POST__HOST: "), "{said}");
    }

    #[test]
    fn a_faulty_programme_is_refused_by_file_line_and_key() {
        let good = "[[programmes]]\nkey = 'partners'\nname = { en = 'Partners', fr = 'Partenaires' }\n\
                    summary = { en = 'For partners.', fr = 'Pour les partenaires.' }\ndeciders = ['dora']\n\
                    [programmes.identifier]\nlabel = { en = 'Number', fr = 'Numéro' }\nexample = 'P-1'\npattern = 'P-[0-9]'\n\
                    [[programmes.questions]]\nkey = 'since'\nkind = 'date'\nlabel = { en = 'Since', fr = 'Depuis' }\n";
        assert_eq!(load(good, &[]).unwrap().rules().programmes.len(), 1);
        for (from, to, line, setting) in [
            (
                "key = 'partners'",
                "key = 'Partners'",
                2,
                "programmes 1.key",
            ),
            ("['dora']", "['do ra']", 5, "programmes 1.deciders"),
            ("'P-[0-9]'", "'P-['", 9, "programmes 1.identifier.pattern"),
            ("'P-1'", "'Q-1'", 8, "programmes 1.identifier.example"),
            (
                "kind = 'date'",
                "kind = 'choice'",
                10,
                "programmes 1.questions 1.choices",
            ),
            (
                "kind = 'date'",
                "kind = 'day'",
                12,
                "programmes 1.questions 1.kind",
            ),
            (
                "fr = 'Depuis'",
                "fr = ' '",
                13,
                "programmes 1.questions 1.label",
            ),
            ("deciders", "decider", 5, "programmes 1.decider"),
            ("['dora']", "['dora']\ndays = 0", 6, "programmes 1.days"),
            (
                "['dora']",
                "['dora']\nopens = ['none']",
                6,
                "programmes 1.opens",
            ),
        ] {
            let said = load(&good.replace(from, to), &[]).unwrap_err().to_string();
            let at = format!("parvis.toml, line {line}: {setting}: ");
            assert!(said.contains(&at), "{to}: {said}");
        }
    }

    #[test]
    fn what_is_a_text_stays_what_was_typed() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("secret");
        for text in [
            "0012345678",
            "1e5",
            "+7",
            "TRUE",
            "3.10",
            "12345678901234567890",
            "a,b",
            " x ",
            "007",
            "nan",
        ] {
            std::fs::write(&file, format!("{text}\n")).unwrap();
            for (name, value) in [
                ("PARVIS_MAIL__PASSWORD", text),
                ("PARVIS_MAIL__PASSWORD_FILE", file.to_str().unwrap()),
            ] {
                assert_eq!(load("", &[(name, value)]).unwrap().mail.password, text);
            }
            let config = load(
                "",
                &[
                    ("PARVIS_MAIL__USERNAME", text),
                    ("PARVIS_MAIL__PASSWORD", text),
                    ("PARVIS_ORGANISATION", text),
                ],
            );
            let config = config.unwrap();
            assert_eq!(
                (config.mail.username.as_str(), config.organisation.as_str()),
                (text, text)
            );
        }
        // The file has types of its own: what is meant as a text stands in quotation marks.
        let said = load("[mail]\npassword = 1e5", &[]).unwrap_err().to_string();
        assert_eq!(said, "mail.password: must be a text in quotation marks");
    }

    #[test]
    fn numbers_choices_and_lists_are_read_from_variables() {
        let config = load(
            "",
            &[
                ("PARVIS_MAIL__PORT", "2525"),
                ("PARVIS_MAIL__SECURITY", "tls"),
                ("PARVIS_TIMETABLE__DECIDER_DAYS", "1, 3"),
                ("PARVIS_TRUSTED_PROXIES", "192.0.2.1,192.0.2.2"),
            ],
        )
        .unwrap();
        assert_eq!(
            (config.mail.port, config.mail.security),
            (Some(2525), MailSecurity::Tls)
        );
        assert_eq!(config.timetable.decider_days, [1, 3]);
        assert_eq!(config.trusted_proxies.len(), 2);
        for (name, value, words) in [
            ("PARVIS_MAIL__PORT", "smtp", "must be a whole number"),
            (
                "PARVIS_MAIL__PORT",
                "99999",
                "must be a whole number from 0 to 65535",
            ),
            (
                "PARVIS_MAIL__SECURITY",
                "ssl",
                "\"ssl\" is none of none, starttls, tls",
            ),
            (
                "PARVIS_TIMETABLE__DECIDER_DAYS",
                "1,soon",
                "must be a whole number",
            ),
            (
                "PARVIS_LISTEN",
                "8080",
                "must be an address and a port, such as 127.0.0.1:8080",
            ),
            (
                "PARVIS_DATABASE_POOLER",
                "session",
                "\"session\" is none of transaction, none",
            ),
            ("PARVIS_MAIL", "x", "must be a section of settings"),
            ("PARVIS_ACCENT_HUE", "400", "must be from 0 to 359"),
        ] {
            let said = load("", &[(name, value)]).unwrap_err().to_string();
            assert_eq!(said, format!("{name}: {words}"));
        }
    }

    #[test]
    fn paths_go_from_the_folder_of_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("parvis.toml");
        std::fs::write(&file, "data = 'here'\n[mail]\nca_file = 'ca.pem'").unwrap();
        let config = Config::load(Some(&file), []).unwrap();
        assert_eq!(config.data, folder.path().join("here"));
        assert_eq!(config.mail.ca_file, Some(folder.path().join("ca.pem")));
        let said = Config::load(Some(&folder.path().join("other.toml")), []).unwrap_err();
        assert!(said.to_string().contains("other.toml"), "{said}");
        std::fs::write(&file, "data = ").unwrap();
        let said = Config::load(Some(&file), []).unwrap_err().to_string();
        assert!(
            said.contains("parvis.toml: ") && said.contains("line 1"),
            "{said}"
        );
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
    fn the_address_of_the_database_is_named_and_never_shown() {
        let said = load("", &[("PARVIS_DATABASE", "postgres//u:topsecret@h/d")]);
        let said = format!("{said:?} {}", said.as_ref().unwrap_err());
        assert!(
            said.contains("PARVIS_DATABASE") && !said.contains("topsecret"),
            "{said}"
        );
        let file = "database = 'postgres://parvis@db.example/parvis'";
        let config = load(file, &[("PARVIS_DATABASE_PASSWORD", "p@ss/word")]).unwrap();
        let DatabasePlace::Postgres(address, Pooler::Transaction) = config.place() else {
            panic!("not a server");
        };
        assert_eq!(address, "postgres://parvis:p%40ss%2Fword@db.example/parvis");
        assert!(!format!("{config:?} {:?}", config.place()).contains("ss%2Fword"));
        let doubts = config.doubts();
        let doubt = doubts.iter().find(|doubt| doubt.key == "database");
        assert!(doubt.is_some_and(
            |doubt| doubt.what.contains("CLEAR TEXT") || cfg!(feature = "postgres-tls")
        ));
        assert!(load("database_password = 'x'", &[]).is_err());
    }

    #[test]
    fn a_pooler_is_expected_unless_it_is_said_that_there_is_none() {
        let file = "database = 'postgres:///parvis'";
        for (variables, expected) in [
            (vec![], Pooler::Transaction),
            (
                vec![("PARVIS_DATABASE_POOLER", "transaction")],
                Pooler::Transaction,
            ),
            (vec![("PARVIS_DATABASE_POOLER", "none")], Pooler::None),
        ] {
            let DatabasePlace::Postgres(_, pooler) = load(file, &variables).unwrap().place() else {
                panic!("not a server");
            };
            assert_eq!(pooler, expected, "{variables:?}");
        }
    }

    #[test]
    fn settings_that_cannot_work_are_refused() {
        for (file, key) in [
            ("public_url = 'ftp://x'", "public_url"),
            ("public_url = 'https://access company'", "public_url"),
            ("public_url = 'https://company.example:99999'", "public_url"),
            ("public_url = 'https://company.example:0'", "public_url"),
            ("public_url = 'https://company.example/path'", "public_url"),
            ("public_url = 'https://me@company.example'", "public_url"),
            ("public_url = 'https://'", "public_url"),
            ("data = ''", "data"),
            ("mail = { port = 0 }", "mail.port"),
            ("mail = { timeout_seconds = 0 }", "mail.timeout_seconds"),
            ("mail = { timeout_seconds = 301 }", "mail.timeout_seconds"),
            (
                "timetable = { escalation_days = 60 }",
                "timetable.escalation_days",
            ),
            (
                "timetable = { decider_days = [2, 40] }",
                "timetable.decider_days",
            ),
            (
                "timetable = { decider_days = [3, 2] }",
                "timetable.decider_days",
            ),
            ("mail = { security = 'ssl' }", "mail.security"),
            ("accent_hue = 400", "accent_hue"),
            ("mail = { from = 'nobody' }", "mail.from"),
            (
                "serve = { stop_seconds = 5, stop_notice_seconds = 5 }",
                "serve.stop_notice_seconds",
            ),
            ("serve = { connections = 0 }", "serve.connections"),
            ("mail = { reply_to = 'nobody' }", "mail.reply_to"),
            ("mail = { host = 'mail.company.example' }", "public_url"),
            ("timetable = { expiry_days = 3 }", "timetable"),
            ("limits = { look_ups = 0 }", "limits.look_ups"),
        ] {
            let said = load(file, &[]).err().map(|fault| fault.to_string());
            assert!(
                said.as_ref().is_some_and(|said| said.contains(key)),
                "{file}: {said:?}"
            );
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
        assert!(!names.is_empty(), "{said}");
        names
    }

    #[test]
    fn every_setting_stands_in_the_manual() {
        let manual = include_str!("../../../../docs/operating.md");
        let sections = [
            ("serve", names::<Serve>()),
            ("mail", names::<Mail>()),
            ("timetable", names::<TimetableDays>()),
            ("limits", names::<Limits>()),
            ("accounts", names::<Accounts>()),
            ("pages", names::<Pages>()),
            ("support", names::<Support>()),
            ("privacy", names::<Privacy>()),
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
