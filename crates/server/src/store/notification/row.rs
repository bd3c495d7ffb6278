//! The rows of a notice and of a mail.

use crate::storage::schema::{notices, outbox};
use diesel::prelude::*;
use std::time::Duration;

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

#[derive(Queryable, Selectable, Insertable, Clone, Debug)]
#[diesel(table_name = outbox, treat_none_as_default_value = false)]
pub struct MailRow {
    pub id: String,
    pub kind: String,
    pub request_id: Option<String>,
    pub reminder: Option<i64>,
    pub person_id: Option<String>,
    pub address: String,
    pub language: String,
    pub thread: Option<String>,
    pub subject: String,
    pub text_body: String,
    pub html_body: String,
    pub created_at: i64,
    pub state: String,
    pub attempts: i64,
    pub next_attempt_at: i64,
    pub last_error: Option<String>,
    pub settled_at: Option<i64>,
    /// Quiet hours end then.
    pub not_before: Option<i64>,
    pub unsubscribe: Option<String>,
    /// The smallest goes first.
    pub priority: i64,
    pub reader_name: Option<String>,
    /// Refused together with everything else, and kept for that; the next refusal is its own.
    pub spared_at: Option<i64>,
}

/// A day on which clocks are set back has 25 hours.
pub(crate) const QUIET_AT_MOST: Duration = Duration::from_secs(25 * 3600);

pub const WAITING: &str = "waiting";

pub const SENT: &str = "sent";

pub const DEAD: &str = "dead";
