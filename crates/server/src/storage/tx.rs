//! One transaction: the connection, the moment, and whoever causes it.

use crate::clock::{Clock, Ids};
use crate::config::Rules;
use crate::storage::connection::AnyConnection;
use crate::storage::error::Error;
use diesel::connection::SimpleConnection;
use domain::{Actor, DomainIdentifier, Moment, SmartAccountId};
use std::collections::BTreeSet;
use std::sync::Arc;

/// As many keys as one query asks for; SQLite takes at most 32,766 values in one (<https://sqlite.org/limits.html>).
pub const KEYS_AT_ONCE: usize = 1000;

/// What a write works with: the connection, who writes, and the time it happens at.
pub struct Tx<'c> {
    pub db: &'c mut AnyConnection,
    /// All that it writes happens at this moment.
    pub now: Moment,
    pub author: Author,
    pub rules: Arc<Rules>,
    /// An identifier that was looked up, with what stands for an account where it leads to none.
    pub sought: Option<(DomainIdentifier, SmartAccountId)>,
    /// Places, each with somebody who was made findable there last.
    pub findable: BTreeSet<(String, String)>,
    ids: Ids,
    /// Whether the bell is to be rung for it.
    pub(super) rings: bool,
}

impl Tx<'_> {
    /// The bits of a new id, of this transaction's moment.
    pub fn new_id(&self) -> u128 {
        self.ids.next(self.now)
    }

    /// Something that is written here may be due, now or later: whoever does what is due looks for it as soon as this is committed.
    pub fn ring(&mut self) {
        self.rings = true;
    }

    /// Has PostgreSQL count what these tables hold by now, since it chooses its indexes by that; by itself it does so some time after
    /// a commit. The embedded database needs none of it.
    pub fn know_the_tables(&mut self, tables: &[&str]) -> Result<(), Error> {
        match self.db {
            AnyConnection::Sqlite(_) => Ok(()),
            AnyConnection::Postgres(server) => {
                Ok(server.batch_execute(&format!("ANALYZE {}", tables.join(", ")))?)
            }
        }
    }

    /// Goes on as if it were another moment, with ids of that time: for what is made up, as in a demonstration.
    pub fn pretend(&mut self, moment: Moment) {
        if moment < self.now {
            self.ids = Ids::default();
        }
        self.now = moment;
    }
}

/// Who writes, and from where.
#[derive(Clone, Debug)]
pub struct Author {
    pub actor: Actor,
    /// The page (its path) or program the change comes from.
    pub origin: String,
}

impl Author {
    /// The worker, for what happens by itself.
    pub fn system() -> Self {
        Self {
            actor: Actor::System,
            origin: "worker".into(),
        }
    }

    /// A command, or a part of the program, by the name that the event log shows.
    pub fn program(name: &str) -> Self {
        Self {
            actor: Actor::Program(name.into()),
            origin: name.into(),
        }
    }

    /// Somebody who is not signed in. In: the path of the page.
    pub fn visitor(origin: &str) -> Self {
        Self {
            actor: Actor::Visitor,
            origin: origin.into(),
        }
    }
}

/// All that a [`Tx`] is made of but the connection.
pub(crate) struct TxMaker {
    pub(crate) author: Author,
    pub(crate) clock: Clock,
    pub(crate) rules: Arc<Rules>,
    pub(crate) ids: Ids,
}

impl TxMaker {
    /// Its moment is now: a write that is run again has a later one.
    pub(crate) fn on<'c>(&self, db: &'c mut AnyConnection) -> Tx<'c> {
        Tx {
            db,
            now: self.clock.now(),
            author: self.author.clone(),
            rules: self.rules.clone(),
            ids: self.ids.clone(),
            sought: None,
            findable: BTreeSet::new(),
            rings: false,
        }
    }
}
