//! The rows of a notice and of a mail.

use crate::storage::schema::{notices, outbox};
use diesel::prelude::*;
use std::time::Duration;

/// The notice as JSON, and how often it could not be turned into mail.
#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = notices, treat_none_as_default_value = false)]
pub(crate) struct NoticeRow {
    pub(crate) id: String,
    pub(crate) notice: String,
    pub(crate) created_at: i64,
    pub(crate) attempts: i64,
    pub(crate) next_attempt_at: i64,
    pub(crate) last_error: Option<String>,
    pub(crate) priority: i64,
}

/// A mail, from when it is written until some time after it is settled; its words are forgotten once a server took it.
#[derive(Queryable, Selectable, Insertable, Clone, Debug)]
#[diesel(table_name = outbox, treat_none_as_default_value = false)]
pub struct MailRow {
    pub id: String,
    pub kind: String,
    pub request_id: Option<String>,
    /// Of mail to deciders: 0 for the first notice, else the number of the requester's reminder; none for all other mail.
    pub reminder: Option<i64>,
    pub person_id: Option<String>,
    pub address: String,
    pub language: String,
    /// The id of what it is about, for mail programs to put letters together (RFC 5322, `References`); none for a single one.
    pub thread: Option<String>,
    pub subject: String,
    /// Its parts as JSON, until a server took it.
    pub letter: String,
    pub created_at: i64,
    pub state: String,
    pub attempts: i64,
    pub next_attempt_at: i64,
    pub last_error: Option<String>,
    pub settled_at: Option<i64>,
    /// Quiet hours end then.
    pub not_before: Option<i64>,
    /// The link that ends what the mail belongs to.
    pub unsubscribe: Option<String>,
    /// The smallest goes first.
    pub priority: i64,
    pub reader_name: Option<String>,
    /// Refused together with everything else, and kept for that; the next refusal is its own.
    pub spared_at: Option<i64>,
}

/// A day on which clocks are set back has 25 hours.
pub(crate) const QUIET_AT_MOST: Duration = Duration::from_secs(25 * 3600);

/// To be sent, or tried again.
pub const WAITING: &str = "waiting";

/// A server took it; or it stays to be read, as in a demonstration.
pub const SENT: &str = "sent";

/// Given up: it is not tried again by itself.
pub const DEAD: &str = "dead";
