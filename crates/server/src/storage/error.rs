//! Why a read or write gave no answer. What PostgreSQL says is told by its codes: its words are in the server's language. The embedded
//! database is built in, so its words are known.

use diesel::result::{DatabaseErrorInformation, DatabaseErrorKind, Error as Fault};
use domain::Refusal;

/// Why a read or write gave no answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The rules say no.
    #[error("refused: {}", .0.code())]
    Refused(Refusal),
    #[error("database: {0}")]
    Database(#[from] Fault),
    #[error("cannot reach the database: {0}")]
    Connection(String),
    /// Too much at once, or locked by another program; trying again later may work.
    #[error("the database is busy")]
    Busy,
    /// What is there can be read, and nothing can be written.
    #[error("the database is read-only")]
    ReadOnly,
    /// A full disk, locks that ran out: it passes by itself or by an operator's hand, and is no fault of the program.
    #[error("the database cannot do that just now: {0}")]
    Unwell(String),
    #[error("the database is closed")]
    Closed,
    /// Its tables hold what this program does not know yet.
    #[error(
        "this database is of a later Parvis (it has migration {0}, which this version does not know): install that version, or restore a copy from before the upgrade"
    )]
    Later(String),
    #[error("the tables cannot be brought up to date: {0}")]
    Migration(String),
    /// A row holds what the program never writes.
    #[error("{noun} {id} cannot be read: {what}")]
    Corrupt {
        noun: &'static str,
        id: String,
        what: String,
    },
    #[error("a write panicked")]
    Panicked,
    /// Something shared with others of the same group failed.
    #[error("{0}")]
    Shared(String),
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Error::Refused(refusal)
    }
}

/// What the embedded database says when it can write nothing just now.
const UNWELL: [&str; 4] = [
    "disk is full",
    "No space left",
    "disk I/O error",
    "unable to open database file",
];
const READ_ONLY: &str = "attempt to write a readonly database";

/// What a fault of PostgreSQL comes to.
pub(crate) enum OnServer {
    /// Another run may go well. A unique violation may be the loser's side of a race that the second run sees and answers properly.
    Conflict,
    /// A deadlock, locks or memory that ran out: another run or two may go well, and if not, it is no fault of the program.
    Passing,
    /// Another run would come to the same.
    Lasting,
}

impl Error {
    /// What the engine said, which may be several lines, in one.
    pub fn connection(fault: impl std::fmt::Display) -> Self {
        Error::Connection(in_one_line(&fault.to_string()))
    }

    /// In: the noun and the id of the row, and what is wrong with it.
    pub fn corrupt(noun: &'static str, id: &str, what: impl std::fmt::Display) -> Self {
        Error::Corrupt {
            noun,
            id: id.to_owned(),
            what: what.to_string(),
        }
    }

    /// The same failure for another who shared it.
    pub(super) fn again(&self) -> Self {
        match self {
            Error::Busy => Error::Busy,
            Error::ReadOnly => Error::ReadOnly,
            Error::Unwell(what) => Error::Unwell(what.clone()),
            other => Error::Shared(other.to_string()),
        }
    }

    /// Whether it is the database as a whole that gives no answer: then what failed is nobody's own fault, and nothing else need be
    /// tried just now.
    pub fn is_for_all(&self) -> bool {
        matches!(
            self,
            Error::Busy | Error::Closed | Error::Connection(_) | Error::ReadOnly | Error::Unwell(_)
        )
    }

    /// What a fault of the embedded database comes to.
    pub(super) fn of_file(self) -> Self {
        let Error::Database(Fault::DatabaseError(_, info)) = &self else {
            return self;
        };
        let said = info.message();
        if said.contains("is locked") {
            Error::Busy
        } else if UNWELL.iter().any(|sign| said.contains(sign)) {
            Error::Unwell(said.to_owned())
        } else {
            self
        }
    }

    /// Whether the connection went while it was used.
    pub(super) fn is_lost(&self) -> bool {
        let Error::Database(Fault::DatabaseError(kind, _)) = self else {
            return false;
        };
        matches!(
            kind,
            DatabaseErrorKind::ClosedConnection | DatabaseErrorKind::UnableToSendCommand
        )
    }

    /// The same for a write: a read that tries to write is refused in the same words, and is a mistake of the program.
    pub(super) fn of_written_file(self) -> Self {
        match &self {
            Error::Database(Fault::DatabaseError(_, info))
                if info.message().contains(READ_ONLY) =>
            {
                Error::ReadOnly
            }
            _ => self.of_file(),
        }
    }

    /// What a fault of a PostgreSQL server comes to. A connection that is lost is told as such.
    pub(super) fn of_server(self) -> Self {
        match self {
            Error::Database(Fault::DatabaseError(
                DatabaseErrorKind::ClosedConnection | DatabaseErrorKind::UnableToSendCommand,
                info,
            )) => Error::connection(info.message()),
            Error::Database(Fault::DatabaseError(DatabaseErrorKind::ReadOnlyTransaction, _)) => {
                Error::ReadOnly
            }
            other => other,
        }
    }

    /// The codes of class 40 and of constraints have names here. A mistake in a statement comes with its position; what is left are
    /// the conditions of the server (classes 53 to 58, and deadlocks), which pass.
    pub(super) fn on_server(&self) -> OnServer {
        match self {
            Error::Database(Fault::DatabaseError(kind, info)) => match kind {
                DatabaseErrorKind::SerializationFailure | DatabaseErrorKind::UniqueViolation => {
                    OnServer::Conflict
                }
                DatabaseErrorKind::Unknown if info.statement_position().is_none() => {
                    OnServer::Passing
                }
                _ => OnServer::Lasting,
            },
            _ => OnServer::Lasting,
        }
    }

    /// Whether something would be there twice.
    pub(super) fn is_unique_violation(&self) -> bool {
        matches!(
            self,
            Error::Database(Fault::DatabaseError(DatabaseErrorKind::UniqueViolation, _))
        )
    }

    /// What is said of a condition of the server that did not pass: with its hint, which says what to set.
    pub(super) fn unwell(self) -> Self {
        match &self {
            Error::Database(Fault::DatabaseError(_, info)) => Error::Unwell(in_full(info.as_ref())),
            _ => self,
        }
    }
}

fn in_full(info: &(dyn DatabaseErrorInformation + Send + Sync)) -> String {
    let parts = [Some(info.message()), info.details(), info.hint()];
    let parts: Vec<String> = parts.into_iter().flatten().map(in_one_line).collect();
    parts.join("; ")
}

fn in_one_line(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    lines.join(" ").trim().to_owned()
}
