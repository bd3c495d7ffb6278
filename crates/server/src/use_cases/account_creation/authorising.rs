//! Whoever was named authorises an account, or declines to, by the link of a letter.

use crate::use_cases::account_creation::recording::{fresh_for, recorded};

use crate::storage::{AnyConnection, Error, Tx};
use crate::store::session::Link;
use crate::{event_log, store};
use domain::account_creation::Creation;
use domain::rules::account_creation::Nominee;
use domain::{PersonId, Refusal, rules};

/// The creation a link lets its reader authorise, if the link still works.
pub fn by_link(
    db: &mut AnyConnection,
    token: &str,
    now: domain::Moment,
) -> Result<Option<Creation>, Error> {
    let Some(Link::Authorise { creation, email }) = store::session::link(db, token, now)? else {
        return Ok(None);
    };
    let creation = store::account_creation::find(db, &creation)?;
    Ok((creation.nominee() == Some(&email)).then_some(creation))
}

/// What a nominee answers.
#[derive(Clone)]
pub enum NomineeAnswer {
    Authorise { with_creator: bool },
    Decline { words: String },
}

/// The nominee answers, by the link sent to them, which then works no more.
pub fn answer(
    tx: &mut Tx,
    token: &str,
    by: &PersonId,
    answer: &NomineeAnswer,
) -> event_log::Answer<Creation> {
    let Some(found) = by_link(tx.db, token, tx.now)? else {
        return Ok(Err(Refusal::CreationSettled));
    };
    let nominee = Nominee {
        person: by.clone(),
        emails: store::person::verified_emails(tx.db, by)?,
    };
    let asked = match answer {
        NomineeAnswer::Authorise { with_creator } => {
            let fresh = fresh_for(tx, &found)?;
            rules::account_creation::authorise(&found, &nominee, *with_creator, &fresh, tx.now)
        }
        NomineeAnswer::Decline { words } => {
            rules::account_creation::decline_nomination(&found, &nominee, words.clone(), tx.now)
        }
    };
    match recorded(tx, by, asked)? {
        Ok(()) => Ok(Ok(store::account_creation::find(tx.db, &found.id)?)),
        Err(refusal) => Ok(Err(refusal)),
    }
}
