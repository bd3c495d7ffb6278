//! What other processes say that they have written to a PostgreSQL server.

use crate::config::database_address::DatabasePlace;
use crate::storage;
use crate::storage::bell::Bell;
use crate::storage::connection::{AnyConnection, Use};
use diesel::connection::SimpleConnection;
use std::time::Duration;

/// How often it is looked whether anything was said: no transaction, and nothing is asked of the server.
const EVERY: Duration = Duration::from_millis(500);
/// How long the server is left alone after it went.
const AGAIN: Duration = Duration::from_secs(5);

/// Listens on a thread and a connection of its own as long as anybody listens to the bell, and rings it.
///
/// Only where a connection is one session of the server: behind a pooler in transaction mode it would hear nothing, or take from others
/// what they are told.
pub(super) fn begin(place: DatabasePlace, bell: Bell) {
    let listen = move || {
        while bell.is_heard() {
            if let Ok(AnyConnection::Postgres(mut server)) = storage::open(&place, Use::Read)
                && server.batch_execute("LISTEN parvis").is_ok()
            {
                // Of what was said before nothing was heard.
                bell.ring();
                hear(&mut server, &bell);
            }
            rest(AGAIN);
        }
    };
    let thread = std::thread::Builder::new().name("listener".into());
    if let Err(fault) = thread.spawn(listen) {
        tracing::warn!(event = "worker.listens-not", %fault, "what commands write is noticed within half a minute");
    }
}

/// Until nobody listens any more, or the server is gone.
fn hear(server: &mut diesel::PgConnection, bell: &Bell) {
    while bell.is_heard() {
        let mut is_told = false;
        for said in server.notifications_iter() {
            match said {
                Ok(_) => is_told = true,
                Err(_) => return,
            }
        }
        if is_told {
            bell.ring();
        }
        rest(EVERY);
    }
}

#[allow(clippy::disallowed_methods)] // on a thread of its own; what is waited for gives no sign
fn rest(time: Duration) {
    std::thread::sleep(time);
}
