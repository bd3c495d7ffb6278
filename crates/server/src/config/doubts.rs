//! Settings that work in a trial on one's own machine and hardly anywhere else, or without the protection there could be. Where mail
//! certainly leaves the machine the first are refused; elsewhere they are said at every start.

use crate::config::fault::ConfigFault;
use crate::config::settings::Config;
use std::net::IpAddr;

/// A setting and what is doubtful about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Doubt {
    pub key: &'static str,
    pub what: &'static str,
}

const OWN_MACHINE: Doubt = Doubt {
    key: "public_url",
    what: "leads to the reader's own machine, and every link in mail begins with it: set it to the address people use",
};
const NOBODY: Doubt = Doubt {
    key: "mail.from",
    what: "is an address that exists nowhere else, which other mail servers refuse: set it to one of your own domain",
};
const CLEAR_TEXT: Doubt = Doubt {
    key: "public_url",
    what: "begins with http://: passwords and cookies can be read on their way",
};
const ONE_VISITOR: Doubt = Doubt {
    key: "trusted_proxies",
    what: "is empty: where a proxy stands before Parvis, everybody seems to come from it and shares one budget of log-ins",
};
const SOMEWHERE: Doubt = Doubt {
    key: "data",
    what: "is relative, to the folder of the settings or, without any, to the one Parvis is started in: name a whole path",
};
const NO_PASSWORD: Doubt = Doubt {
    key: "mail.password",
    what: "is not known here: the service must be given it, as it goes with mail.username",
};
const NO_NAME: Doubt = Doubt {
    key: "organisation",
    what: "is empty: nobody reads who runs this installation",
};

impl std::fmt::Display for Doubt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.key, self.what)
    }
}

impl Config {
    /// What is doubtful. Nothing in a trial: where nothing is sent and nobody comes from outside.
    pub fn doubts(&self) -> Vec<Doubt> {
        let mails = !self.mail.host.is_empty();
        let is_open = !self.listen.ip().is_loopback();
        let is_own = is_own_machine(self.url_host());
        let is_secure = self.is_secure();
        [
            (is_own && (mails || is_open), OWN_MACHINE),
            (mails && self.mails_from_nowhere(), NOBODY),
            ((!is_own || is_open) && !is_secure, CLEAR_TEXT),
            (
                !is_own && self.trusted_proxies.is_empty() && (is_secure || !is_open),
                ONE_VISITOR,
            ),
            (
                !is_own && self.database.is_empty() && self.data.is_relative(),
                SOMEWHERE,
            ),
            (mails && self.mail.lacks_password(), NO_PASSWORD),
            (!is_own && self.organisation.is_empty(), NO_NAME),
        ]
        .into_iter()
        .filter_map(|(is_so, doubt)| is_so.then_some(doubt))
        .chain(self.database_in_clear_text())
        .collect()
    }

    fn database_in_clear_text(&self) -> Option<Doubt> {
        let what = self.address("").ok().flatten()?.warning()?;
        Some(Doubt {
            key: "database",
            what,
        })
    }

    /// Refuses what cannot be meant where mail is handed to another machine.
    pub(super) fn check_what_leaves(&self) -> Result<(), ConfigFault> {
        if self.mail.host.is_empty() || is_own_machine(&self.mail.host) {
            return Ok(());
        }
        match self.doubts().first() {
            Some(doubt) if [OWN_MACHINE, NOBODY].contains(doubt) => Err(ConfigFault::Wrong {
                key: doubt.key,
                what: doubt.what.into(),
            }),
            _ => Ok(()),
        }
    }

    fn url_host(&self) -> &str {
        let host = self.public_url.split("://").nth(1).unwrap_or_default();
        match host.strip_prefix('[') {
            Some(ipv6) => ipv6.split(']').next().unwrap_or_default(),
            None => host.split(':').next().unwrap_or_default(),
        }
    }

    fn mails_from_nowhere(&self) -> bool {
        let from = self.mail.from.parse::<lettre::message::Mailbox>();
        from.is_ok_and(|from| is_own_machine(from.email.domain()))
    }
}

fn is_own_machine(host: &str) -> bool {
    let host = host.trim_matches(['[', ']']).to_ascii_lowercase();
    host == "localhost"
        || host == "localhost.localdomain"
        || host.ends_with(".localhost")
        || host
            .parse::<IpAddr>()
            .is_ok_and(|ip| ip.is_loopback() || ip.is_unspecified())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(change: impl FnOnce(&mut Config)) -> Vec<&'static str> {
        let mut config = Config::default();
        change(&mut config);
        config.doubts().iter().map(|doubt| doubt.key).collect()
    }

    fn real(config: &mut Config) {
        config.public_url = "https://access.company.example".into();
        config.mail.host = "mail.company.example".into();
        config.mail.from = "Parvis <parvis@company.example>".into();
        config.trusted_proxies = vec![IpAddr::from([127, 0, 0, 1]).into()];
        config.data = "/var/lib/parvis".into();
        config.organisation = "Company".into();
    }

    #[test]
    fn a_trial_and_a_real_installation_are_beyond_doubt() {
        assert!(keys(|_| ()).is_empty());
        assert!(keys(real).is_empty());
    }

    #[test]
    fn links_to_ones_own_machine_are_doubted_once_others_read_them() {
        let open = |config: &mut Config| config.listen = "0.0.0.0:8080".parse().unwrap();
        assert_eq!(keys(open), ["public_url", "public_url"]);
        let relay = |config: &mut Config| config.mail.host = "127.0.0.1".into();
        assert_eq!(keys(relay), ["public_url", "mail.from"]);
        for url in [
            "http://localhost:8080",
            "https://[::1]",
            "http://127.8.0.1",
            "http://parvis.localhost",
        ] {
            let doubted = keys(|config| {
                real(config);
                config.public_url = url.into();
            });
            assert_eq!(doubted, ["public_url"], "{url}");
        }
    }

    #[test]
    fn what_a_real_installation_lacks_is_named() {
        let doubted = keys(|config| {
            config.public_url = "https://access.company.example".into();
        });
        assert_eq!(doubted, ["trusted_proxies", "data", "organisation"]);
        let clear = keys(|config| {
            real(config);
            config.public_url = "http://access.company.example".into();
        });
        assert_eq!(clear, ["public_url"]);
    }

    #[test]
    fn where_mail_leaves_the_machine_it_is_refused() {
        let mut config = Config::default();
        config.mail.host = "mail.company.example".into();
        let said = |config: &Config| {
            config
                .check_what_leaves()
                .map_err(|fault| fault.to_string())
        };
        assert!(said(&config).unwrap_err().starts_with("public_url: "));
        config.public_url = "https://access.company.example".into();
        assert!(said(&config).unwrap_err().starts_with("mail.from: "));
        config.mail.from = "parvis@company.example".into();
        assert_eq!(said(&config), Ok(()));
    }
}
