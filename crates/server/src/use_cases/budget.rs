//! How often somebody may look up, ask and send, and how many letters and messages they may cause. What goes to an address whose owner did not ask for it is counted for whoever
//! has it sent and for the address; what goes to people who must look after something is counted for whoever writes.

use crate::clock::hash_of;
use crate::event_log::Answer;
use crate::storage::Tx;
use crate::store::session::{count, count_all, left};
use domain::email::EmailAddress;
use domain::moment::days;
use domain::notification::Contact;
use domain::session::Throttle;
use domain::support_case::SENT_TWICE;
use domain::{CaseId, PersonId, Refusal, RequestId};

/// Counts a look at what stands behind an identifier, which may tell of an account that is hidden. Errors: they looked often enough
/// for now ([`Refusal::TooOften`]).
pub fn count_look_up(tx: &mut Tx, by: &PersonId) -> Answer<()> {
    let most = tx.rules.limits.look_ups();
    count_as(tx, &format!("look-up:{by}"), most)
}

/// Counts a request that somebody sends, as [`count_look_up`] counts a look.
pub fn count_send(tx: &mut Tx, by: &PersonId) -> Answer<()> {
    let most = tx.rules.limits.sends();
    count_as(tx, &format!("send:{by}"), most)
}

/// Counts an account that somebody asks for, as [`count_look_up`] counts a look.
pub fn count_creation(tx: &mut Tx, by: &PersonId) -> Answer<()> {
    let most = tx.rules.limits.sends();
    count_as(tx, &format!("create:{by}"), most)
}

/// Counts a support case that somebody opens, as [`count_look_up`] counts a look.
pub fn count_case(tx: &mut Tx, by: &PersonId) -> Answer<()> {
    let most = tx.rules.limits.cases();
    count_as(tx, &format!("case:{by}"), most)
}

/// Counts files that somebody attaches. Errors: they attached enough for now ([`Refusal::AttachmentsTooSoon`]).
pub fn count_attachments(tx: &mut Tx, by: &PersonId, count: usize) -> Answer<()> {
    let (key, most) = (format!("attachments:{by}"), tx.rules.limits.attachments());
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    let (left, from) = left(tx, &key, most)?;
    if left < count {
        return Ok(Err(Refusal::AttachmentsTooSoon { from }));
    }
    count_all(tx, &key, most, count).map(Ok)
}

/// Counts one attempt under `key`. Errors: there were `most` already ([`Refusal::TooOften`]).
pub(crate) fn count_as(tx: &mut Tx, key: &str, most: Throttle) -> Answer<()> {
    let counted = count(tx, key, most)?;
    Ok(counted.map_err(|from| Refusal::TooOften { from }))
}

/// Counts a letter that somebody has sent to an address. Errors: they had enough sent, or enough went there, whoever sent it.
pub fn count_letter(tx: &mut Tx, by: &PersonId, to: &EmailAddress) -> Answer<()> {
    let limits = tx.rules.limits.clone();
    if let Err(from) = count(tx, &format!("letters:{by}"), limits.letters_by_person())? {
        return Ok(Err(Refusal::OwnLettersTooSoon { from }));
    }
    let address = format!("letters:address:{}", hash_of(&to.key()));
    let counted = count(tx, &address, limits.letters_to_address())?;
    Ok(counted.map_err(|from| Refusal::LettersTooSoon { from }))
}

/// Counts that Support reminds those who decide a request: once a day. Errors: they were reminded so already.
pub fn count_support_reminder(tx: &mut Tx, request: &RequestId) -> Answer<()> {
    let once_a_day = Throttle {
        most: 1,
        window: days(1),
    };
    let counted = count(tx, &format!("support-reminder:{request}"), once_a_day)?;
    Ok(counted.map_err(|from| Refusal::ReminderTooSoon { from }))
}

/// Counts what somebody writes to support without being logged in, word for word: once a minute. Errors: it was sent just now.
pub fn count_same_contact(tx: &mut Tx, contact: &Contact) -> Answer<()> {
    let once = Throttle {
        most: 1,
        window: SENT_TWICE,
    };
    let Contact {
        name,
        email,
        subject,
        words,
        ..
    } = contact;
    // No separator can stand in a line of text.
    let same = hash_of(
        &[name, &email.key(), subject, words]
            .map(String::as_str)
            .join("\u{0}"),
    );
    count_as(tx, &format!("contact:same:{same}"), once)
}

/// As [`count_message`], for whoever opened a case without an account.
pub fn count_message_of_visitor(tx: &mut Tx, case: &CaseId) -> Answer<()> {
    let messages = tx.rules.limits.messages();
    let counted = count(tx, &format!("messages:{case}"), messages)?;
    Ok(counted.map_err(|from| Refusal::MessagesTooSoon { from }))
}

/// Counts a message that somebody writes to people who must look after it. Errors: they wrote enough.
pub fn count_message(tx: &mut Tx, by: &PersonId) -> Answer<()> {
    let messages = tx.rules.limits.messages();
    let counted = count(tx, &format!("messages:{by}"), messages)?;
    Ok(counted.map_err(|from| Refusal::MessagesTooSoon { from }))
}
