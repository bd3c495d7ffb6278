//! A letter goes into the outbox.

use crate::notification::letters::Letter;
use crate::storage;
use crate::storage::schema::outbox;
use crate::storage::{Error, Tx, insert};
use crate::store::notification::{MailRow, WAITING};
use diesel::prelude::*;
use domain::notification::sending::Urgency;
use domain::{MailId, Moment};

/// Puts a letter into the outbox, to be sent at once or not before a moment.
pub fn add_mail(tx: &mut Tx, letter: &Letter, not_before: Option<Moment>) -> Result<(), Error> {
    let row = MailRow {
        id: MailId::new(tx.new_id()).into(),
        kind: letter.kind.key().into(),
        request_id: letter.request.as_ref().map(ToString::to_string),
        reminder: letter.reminder.map(Into::into),
        person_id: letter.reader.person.as_ref().map(ToString::to_string),
        address: letter.reader.address.as_str().to_owned(),
        language: letter.reader.language.key().into(),
        thread: letter.thread.clone(),
        subject: letter.subject.clone(),
        letter: storage::json::text(&letter.blocks)?,
        created_at: tx.now.0,
        state: WAITING.into(),
        attempts: 0,
        next_attempt_at: not_before.unwrap_or(tx.now).0,
        last_error: None,
        settled_at: None,
        not_before: not_before.map(|moment| moment.0),
        unsubscribe: letter.unsubscribe.clone(),
        priority: Urgency::of(letter.kind).priority(),
        reader_name: letter.reader.name.clone(),
        spared_at: None,
    };
    insert!(tx.db, outbox::table, &row)?;
    tx.ring();
    Ok(())
}
