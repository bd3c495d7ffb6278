//! A letter is written once and may leave days later: after quiet hours, or tries that failed, or by an operator's hand. Whether it is
//! still to be sent then, and where, is asked when it is taken up.

use crate::storage::schema::outbox;
use crate::storage::{Error, Tx};
use crate::store::notification::MailRow;
use crate::{standing, store};
use diesel::prelude::*;
use domain::PersonId;
use domain::notification_preference::{LetterKind, Topic};

/// Looks at a mail that was taken up. Out: the mail, to the address its reader has now; nothing where it is not to be sent any more,
/// and is thrown away.
pub fn look_again(tx: &mut Tx, mut mail: MailRow) -> Result<Option<MailRow>, Error> {
    let Some(kind) = LetterKind::from_key(&mail.kind) else {
        return Ok(Some(mail));
    };
    if is_over(tx, &mail, kind)? {
        store::notification::drop_mail(tx, &mail)?;
        return Ok(None);
    }
    // A letter about an address goes to that address; any other to one that is still its reader's.
    if let (Some(person), false) = (&mail.person_id, kind.topic() == Topic::Security) {
        let person: PersonId = person
            .parse()
            .map_err(|_| Error::corrupt("mail", &mail.id, "person"))?;
        let own = store::person::verified_emails(tx.db, &person)?;
        let is_own = own.iter().any(|own| own.as_str() == mail.address);
        let now = store::person::find(tx.db, &person)?.email;
        if let Some(now) = now.filter(|_| !is_own) {
            now.as_str().clone_into(&mut mail.address);
            diesel::update(outbox::table.find(&mail.id))
                .set(outbox::address.eq(&mail.address))
                .execute(tx.db)?;
        }
    }
    Ok(Some(mail))
}

fn is_over(tx: &mut Tx, mail: &MailRow, kind: LetterKind) -> Result<bool, Error> {
    let topic = kind.topic();
    let Some(request) = mail
        .request_id
        .as_ref()
        .filter(|_| topic.is_among_deciders())
    else {
        return Ok(false);
    };
    let these = [request];
    if topic.is_for_deciders()
        && store::notification_preference::pending_among(tx.db, &these)?.is_empty()
    {
        return Ok(true);
    }
    // Copies go to addresses of the account, which are nobody's.
    let Some(person) = &mail.person_id else {
        return Ok(false);
    };
    let able = standing::access_request::able_to_decide(tx.db, &tx.rules, person, &these, tx.now)?;
    Ok(!able.contains(request))
}
