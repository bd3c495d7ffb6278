//! What is measured: a made-up installation, and how large.

use domain::{PersonId, ReviewId, SmartAccountId};
use std::time::{Duration, Instant};

/// How much there is in an account.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    pub members: u64,
    pub requests: u64,
    pub events: u64,
    /// Contracts, which are the installation's and no account's.
    pub contracts: u64,
    /// Support cases.
    pub cases: u64,
}

impl Size {
    /// One of them has every member in it.
    pub(crate) fn groups(self) -> u64 {
        (self.members / 100).max(20)
    }

    /// Open ones, which nobody has answered.
    pub(crate) fn invitations(self) -> u64 {
        (self.members / 20).max(30)
    }

    /// Accounts beside it that only operators see.
    pub(crate) fn accounts(self) -> u64 {
        (self.members / 10).max(30)
    }
}

/// Events are spread over so many years before now.
pub(crate) const YEARS: u64 = 2;

/// What is compared, and how often each page is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    pub small: Size,
    pub large: Size,
    pub repetitions: usize,
}

/// An account that is measured, by its name, as its domain and user IDs have it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Subject {
    pub(crate) name: &'static str,
    pub(crate) size: Size,
}

impl Subject {
    /// Below `example`, which is nobody's (RFC 2606).
    pub(crate) fn domain(&self) -> String {
        format!("{}.example", self.name)
    }

    /// The user ID of its administrator.
    pub(crate) fn administrator(&self) -> String {
        format!("boss-{}", self.name)
    }

    /// The user ID of who administers two of its Virtual Accounts.
    pub(crate) fn keeper(&self) -> String {
        format!("keeper-{}", self.name)
    }
}

/// An account as it was filled.
#[derive(Debug, Clone)]
pub(crate) struct Filled {
    pub(crate) subject: Subject,
    pub(crate) account: SmartAccountId,
    pub(crate) administrator: PersonId,
    pub(crate) review: Gathered,
    /// The group that everybody is in.
    pub(crate) group: String,
}

/// From when something is timed; what was made when goes by the clock of the database.
#[allow(clippy::disallowed_methods)] // measuring how long something takes
pub(crate) fn now() -> Instant {
    Instant::now()
}

/// Family names, of which members' names and user IDs are made.
pub(super) const LAST: [&str; 20] = [
    "Belkacem", "Chen", "Dubois", "Eriksen", "Ferreira", "Garnier", "Haddad", "Ivanova", "Jansen",
    "Keller", "Lambert", "Morel", "Nguyen", "Okafor", "Petit", "Roussel", "Sørby", "Tremblay",
    "Wagner", "Yilmaz",
];

/// Who looks after the installation that is measured.
pub(super) const OPERATOR: &str = "operator";

/// A review with its lines.
#[derive(Debug, Clone)]
pub(crate) struct Gathered {
    pub id: ReviewId,
    /// The line in the middle.
    pub middle: String,
    /// How long it took to put together, and by how many bytes the memory grew, where the system tells.
    pub(crate) took: Duration,
    pub(crate) memory: Option<u64>,
}
