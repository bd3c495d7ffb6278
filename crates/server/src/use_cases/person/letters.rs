//! Letters that somebody who is not signed in has sent: to sign up, and to choose a new password.

use crate::clock::hash_of;
use crate::event_log::Answer;
use crate::storage::Tx;
use crate::store;
use crate::store::notification::announce;
use crate::use_cases::budget::count_as;
use domain::email::EmailAddress;
use domain::notification::Notice;
use domain::person::Language;
use domain::session::Throttle;

/// What a stranger says of themselves to sign up.
pub struct Stranger {
    pub email: EmailAddress,
    pub full_name: String,
    pub organisation: String,
    pub language: Language,
    /// Where they go once they are registered.
    pub next: Option<String>,
}

/// Has a link sent by which a stranger registers.
///
/// In: `client`, what their network address is counted under. Errors: too many were asked for from there
/// ([`domain::Refusal::TooOften`]). Where too many went to one reader nothing is sent and nothing said, as the answer must not tell
/// what is known.
pub fn ask_to_sign_up(tx: &mut Tx, client: &str, stranger: &Stranger) -> Answer<()> {
    let most = tx.rules.limits.sign_up_by_address();
    let reader = stranger.email.key();
    let notice = Notice::SignUp {
        email: stranger.email.clone(),
        full_name: stranger.full_name.clone(),
        organisation: stranger.organisation.clone(),
        language: stranger.language,
        next: stranger.next.clone(),
    };
    send(tx, "sign-up", client, most, &reader, &notice)
}

/// Has a link sent by which whoever goes by a name, if anybody does, chooses a new password. In and errors: as [`ask_to_sign_up`].
pub fn ask_for_new_password(tx: &mut Tx, client: &str, name: &str) -> Answer<()> {
    let most = tx.rules.limits.forgotten_by_address();
    let reader = store::person::one_form(name);
    let name = name.to_owned();
    let notice = Notice::Forgotten { name };
    send(tx, "forgot", client, most, &reader, &notice)
}

/// Each form is counted apart, so that nobody can use up somebody else's way back by signing up.
fn send(
    tx: &mut Tx,
    form: &str,
    client: &str,
    most: Throttle,
    reader: &str,
    notice: &Notice,
) -> Answer<()> {
    if let Err(refusal) = count_as(tx, &format!("{form}:address:{client}"), most)? {
        tracing::warn!(event = "mail.throttled", address = %client, "too many letters asked for");
        return Ok(Err(refusal));
    }
    let most = tx.rules.limits.mail_by_recipient();
    if count_as(tx, &format!("{form}:recipient:{}", hash_of(reader)), most)?.is_ok() {
        announce(tx, notice)?;
    }
    Ok(Ok(()))
}
