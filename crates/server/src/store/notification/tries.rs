//! What a try leaves in a mail's row.

use crate::storage::schema::outbox;
use crate::storage::{Error, Tx};
use crate::store::notification::row::{DEAD, MailRow, SENT};
use diesel::prelude::*;
use domain::Moment;

/// The server took these. Their text is forgotten: it may hold a link, and the readers have it now.
pub(crate) fn mark_sent(tx: &mut Tx, ids: &[&String]) -> Result<(), Error> {
    if ids.is_empty() {
        return Ok(());
    }
    diesel::update(outbox::table.filter(outbox::id.eq_any(ids)))
        .set((
            outbox::state.eq(SENT),
            outbox::settled_at.eq(tx.now.0),
            outbox::letter.eq(""),
            outbox::unsubscribe.eq(None::<String>),
            outbox::last_error.eq(None::<String>),
        ))
        .execute(tx.db)?;
    Ok(())
}

/// Stays to be read as it would have been sent, as in a demonstration.
pub(crate) fn mark_kept(tx: &mut Tx, mail: &MailRow) -> Result<(), Error> {
    diesel::update(outbox::table.find(&mail.id))
        .set((
            outbox::state.eq(SENT),
            outbox::settled_at.eq(tx.now.0),
            outbox::letter.eq(&mail.letter),
        ))
        .execute(tx.db)?;
    Ok(())
}

/// Given up, with what was said last.
pub(crate) fn mark_dead(tx: &mut Tx, id: &str, fault: &str) -> Result<(), Error> {
    diesel::update(outbox::table.find(id))
        .set((
            outbox::state.eq(DEAD),
            outbox::settled_at.eq(tx.now.0),
            outbox::last_error.eq(fault),
        ))
        .execute(tx.db)?;
    Ok(())
}

/// The try was none of this mail's: it is as it was, but for what was said.
pub(crate) fn give_back(tx: &mut Tx, mail: &MailRow, due: Moment, said: &str) -> Result<(), Error> {
    diesel::update(outbox::table.find(&mail.id))
        .set((
            outbox::attempts.eq(mail.attempts),
            outbox::next_attempt_at.eq(due.0),
            outbox::last_error.eq(said),
        ))
        .execute(tx.db)?;
    Ok(())
}
