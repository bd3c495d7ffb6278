//! The address of a PostgreSQL database, which may hold a password: it is never shown, not even in part.

use serde::Deserialize;
use std::fmt;
use std::net::IpAddr;
use std::path::PathBuf;

/// A `postgres://` address that can be understood.
#[derive(Clone)]
pub struct DatabaseAddress {
    text: String,
    hosts: Vec<String>,
}

impl fmt::Debug for DatabaseAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Address(…)")
    }
}

/// What libpq is told unless the address says otherwise: to give up soon, to notice a server that is gone, and who asks.
const DEFAULTS: [(&str, &str); 6] = [
    ("connect_timeout", "2"),
    ("tcp_user_timeout", "5000"),
    ("keepalives_idle", "15"),
    ("keepalives_interval", "5"),
    ("keepalives_count", "3"),
    ("fallback_application_name", "parvis"),
];

impl DatabaseAddress {
    /// Errors: what is wrong with it, in words that repeat none of it.
    pub fn read(text: &str, password: &str) -> Result<Self, &'static str> {
        let rest = text
            .strip_prefix("postgres://")
            .or_else(|| text.strip_prefix("postgresql://"))
            .ok_or("must begin with postgres://, as in postgres://user@host/name")?;
        if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return Err("must not hold blanks; write them percent-encoded");
        }
        let (before, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (authority, path) = before.split_once('/').unwrap_or((before, ""));
        const ENCODE: &str = "cannot be understood: write @, /, ?, # and % of the password percent-encoded (%40, %2F, %3F, %23, %25), or set database_password";
        if path.contains(['@', '/']) || before.contains('#') || query.contains('@') {
            return Err(ENCODE);
        }
        let (user, hosts) = match authority.split_once('@') {
            Some((user, hosts)) => (user, hosts),
            None => ("", authority),
        };
        if hosts.contains('@') || !is_encoded(rest) {
            return Err(ENCODE);
        }
        let mut names = Vec::new();
        for host in hosts.split(',') {
            let (name, port) = parts(host).ok_or(ENCODE)?;
            if !port.is_empty() && port.parse::<u16>().is_err() {
                return Err(ENCODE);
            }
            names.push(decoded(name));
        }
        if let Some(host) = parameter(query, "host").or_else(|| parameter(query, "hostaddr")) {
            names = decoded(host).split(',').map(str::to_owned).collect();
        }
        let mut user = user.to_owned();
        if !password.is_empty() {
            if user.contains(':') || parameter(query, "password").is_some() {
                return Err("holds a password, and database_password is set: one of the two");
            }
            user = format!("{user}:{}", encoded(password));
        }
        let at = if user.is_empty() { "" } else { "@" };
        let query = if query.is_empty() {
            String::new()
        } else {
            format!("?{query}")
        };
        Ok(Self {
            text: format!("postgres://{user}{at}{hosts}/{path}{query}"),
            hosts: names,
        })
    }

    /// The address with its password, never to be shown.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What libpq is given.
    pub(crate) fn for_libpq(&self) -> String {
        let mut text = self.text.clone();
        for (name, value) in DEFAULTS {
            if parameter(self.query(), name).is_none() {
                let and = if text.contains('?') { '&' } else { '?' };
                text.push_str(&format!("{and}{name}={value}"));
            }
        }
        text
    }

    fn query(&self) -> &str {
        self.text.split_once('?').map_or("", |(_, query)| query)
    }

    /// What must be said at start: that names, reasons and passwords' hashes go to another machine in clear text, or may.
    pub fn warning(&self) -> Option<&'static str> {
        let is_here = |host: &String| {
            host.is_empty()
                || host.starts_with(['/', '@'])
                || host == "localhost"
                || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
        };
        if self.hosts.iter().all(is_here) {
            return None;
        }
        match parameter(self.query(), "sslmode") {
            Some("disable" | "require" | "verify-ca" | "verify-full") => None,
            _ if cfg!(feature = "postgres-tls") => Some(
                "is on another machine, and whoever stands between may have it spoken to in clear text: add sslmode=verify-full (or \
                 require) to the setting database, or sslmode=disable if that network is yours alone",
            ),
            _ => Some(
                "IS ON ANOTHER MACHINE AND SPOKEN TO IN CLEAR TEXT: this program was built without TLS to PostgreSQL. Build it with \
                 --features postgres-tls and set sslmode=verify-full, or add sslmode=disable to the setting database if that network is yours alone",
            ),
        }
    }
}

/// Host and port; IPv6 addresses stand in brackets.
fn parts(host: &str) -> Option<(&str, &str)> {
    if let Some(rest) = host.strip_prefix('[') {
        let (address, port) = rest.split_once(']')?;
        return Some((address, port.strip_prefix(':').unwrap_or(port)));
    }
    let (name, port) = host.split_once(':').unwrap_or((host, ""));
    (!port.contains(':')).then_some((name, port))
}

fn parameter<'q>(query: &'q str, name: &str) -> Option<&'q str> {
    // Where one stands twice, the last counts, as for libpq.
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.rfind(|(key, _)| *key == name).map(|(_, value)| value)
}

fn is_encoded(text: &str) -> bool {
    let mut rest = text.split('%');
    rest.next();
    rest.all(|after| {
        after.len() >= 2
            && after.bytes().take(2).all(|byte| byte.is_ascii_hexdigit())
            && !after.starts_with("00")
    })
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let digits = |rest: &mut std::str::Bytes| {
            let pair = [rest.next()?, rest.next()?];
            u8::from_str_radix(std::str::from_utf8(&pair).ok()?, 16).ok()
        };
        bytes.push(if byte == b'%' {
            digits(&mut rest).unwrap_or(byte)
        } else {
            byte
        });
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn encoded(text: &str) -> String {
    let one = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
            char::from(byte).to_string()
        }
        other => format!("%{other:02X}"),
    };
    text.bytes().map(one).collect()
}

/// Where the data is kept.
#[derive(Clone)]
pub enum DatabasePlace {
    /// A file of the embedded database.
    Sqlite(PathBuf),
    /// A `postgres://` address, which may hold a password, and what stands before it.
    Postgres(String, Pooler),
}

/// What stands between this program and a PostgreSQL server.
#[derive(Debug, Clone, Copy, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Pooler {
    /// Perhaps one that gives each transaction another connection to the server: nothing is left in a session.
    #[default]
    Transaction,
    /// None, or one that changes nothing of it: a connection is a session of the server as long as it lasts, and nobody else's.
    None,
}

impl fmt::Debug for DatabasePlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DatabasePlace::Sqlite(path) => f.debug_tuple("Sqlite").field(path).finish(),
            DatabasePlace::Postgres(..) => f.write_str("Postgres(…)"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_fault_repeats_any_of_an_address() {
        for wrong in [
            "postgres//parvis:topsecret@db.example/parvis",
            "topsecret",
            "postgres://parvis:top@secret@db.example/parvis",
            "postgres://parvis:top/secret@db.example/parvis",
            "postgres://parvis:top?secret@db.example/parvis",
            "postgres://parvis:topsecret%@db.example/parvis",
            "postgres://parvis:topsecret%zz@db.example/parvis",
            "postgres://parvis:topsecret#@db.example/parvis",
            "postgres://parvis:topsecret/parvis",
            "postgres://parvis:top secret@db.example/parvis",
        ] {
            let said = DatabaseAddress::read(wrong, "").unwrap_err();
            assert!(
                !said.contains("secret") && !said.contains("db.example"),
                "{wrong}: {said}"
            );
        }
        let address =
            DatabaseAddress::read("postgres://parvis:topsecret@db.example/parvis", "").unwrap();
        assert!(!format!("{address:?}").contains("secret"));
    }

    #[test]
    fn a_password_of_its_own_may_hold_anything() {
        let address = DatabaseAddress::read(
            "postgres://parvis@db.example:6432/parvis?sslmode=require",
            "a@b/ü%",
        )
        .unwrap();
        assert!(
            address.for_libpq().starts_with(
                "postgres://parvis:a%40b%2F%C3%BC%25@db.example:6432/parvis?sslmode=require&connect_timeout=2&"
            ),
            "{}",
            address.text
        );
        assert!(DatabaseAddress::read("postgres://parvis:one@db.example/parvis", "two").is_err());
    }

    #[test]
    fn another_machine_without_a_word_on_tls_is_warned_of() {
        for here in [
            "postgres:///parvis",
            "postgres://localhost/parvis",
            "postgres://u@127.0.0.1:5432/parvis",
            "postgres://u@[::1]:5432/parvis",
            "postgres://%2Frun%2Fpostgresql/parvis",
            "postgres:///parvis?host=/run/postgresql",
            "postgres://db.example/parvis?sslmode=disable",
        ] {
            assert_eq!(
                DatabaseAddress::read(here, "").unwrap().warning(),
                None,
                "{here}"
            );
        }
        for there in [
            "postgres://db.example/parvis",
            "postgres://10.0.0.7/parvis?sslmode=prefer",
            "postgres://127.0.0.1,db.example/parvis",
            "postgres:///parvis?host=db.example",
        ] {
            assert!(
                DatabaseAddress::read(there, "")
                    .unwrap()
                    .warning()
                    .is_some(),
                "{there}"
            );
        }
    }

    #[test]
    fn what_an_address_says_itself_is_kept() {
        let address = DatabaseAddress::read("postgresql://h/d?connect_timeout=30", "").unwrap();
        assert!(
            !address.for_libpq().contains("connect_timeout=2"),
            "{}",
            address.for_libpq()
        );
    }
}
