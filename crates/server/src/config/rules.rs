//! What use cases go by.

use crate::config::applications::Application;
use crate::config::limits::Limits;
use crate::config::privacy::Retention;
use crate::config::programmes::Programme;
use domain::rules;
use domain::rules::reminder::Timetable;

/// Where whoever reads a letter may ask.
#[derive(Debug, Clone, Default)]
pub struct Contact {
    pub public_url: String,
    /// The address that answers go to, if somebody reads them.
    pub reply_to: Option<String>,
}

impl Contact {
    /// The page that says whom to ask, open to everybody.
    pub(crate) fn help(&self) -> String {
        format!("{}/help", self.public_url)
    }
}

/// The rules an operator may set.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    pub timetable: Timetable,
    /// When things happen while an account is created.
    pub creation: rules::account_creation::CreationTimetable,
    /// Who decides about an account for the domain of one's own address.
    pub own_domain: rules::account_creation::OwnDomain,
    /// How often something may be tried or sent.
    pub limits: Limits,
    /// What the tiles of the home page lead to.
    pub applications: Vec<Application>,
    /// Other kinds of access, in the order of their tabs.
    pub programmes: Vec<Programme>,
    /// How soon support cases are to be answered and solved.
    pub support: rules::support_case::SupportTimetable,
    /// How long cases and events are kept.
    pub retention: Retention,
    /// Where whoever reads a mail may ask.
    pub contact: Contact,
}

impl Rules {
    /// The programme of a key, if there is one now.
    pub fn programme(&self, key: &str) -> Option<&Programme> {
        self.programmes.iter().find(|one| one.key().as_str() == key)
    }
}
