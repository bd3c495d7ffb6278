//! Letters whose link died before they went out: written anew, or dropped where nothing can come of them any more.

use super::letters::{Block, Letter};
use super::written::blocks;
use crate::notification::post_office::PostOffice;
use crate::storage::schema::outbox;
use crate::storage::{Error, Tx};
use crate::store::notification::MailRow;
use crate::store::session::Link as Single;
use crate::{notification, store};
use diesel::prelude::*;
use domain::notification_preference::LetterKind;
use domain::person::Language;

/// How it is about the link in a letter.
pub enum RenewalLink {
    /// It has none that can die, or it lives.
    Works,
    /// Its time is over, and it can be made anew.
    IsDead(Single),
    /// It was used, or there is a newer one, or what it is for is over.
    IsOver,
}

/// Kinds of letters that are there for the link in them.
fn is_for_its_link(kind: &str) -> bool {
    [
        LetterKind::SignUp,
        LetterKind::SignUpKnown,
        LetterKind::Forgotten,
        LetterKind::EmailChange,
        LetterKind::EmailChanged,
        LetterKind::InvitationSent,
        LetterKind::NotificationAddress,
        LetterKind::CreationNominee,
        LetterKind::Contact,
        LetterKind::VisitorCase,
    ]
    .iter()
    .any(|one| one.key() == kind)
}

/// Looks whether the link in a letter still does what the letter says.
pub fn look(tx: &mut Tx, mail: &MailRow) -> Result<RenewalLink, Error> {
    if !is_for_its_link(&mail.kind) {
        return Ok(RenewalLink::Works);
    }
    let Some(hash) = token_in(&blocks(mail)?) else {
        return Ok(RenewalLink::Works);
    };
    let Some((link, is_alive)) = store::session::promised(tx.db, &hash, tx.now)? else {
        // What was said in a case is worth reading where the case was deleted since, and its links with it.
        return Ok(match mail.kind == LetterKind::VisitorCase.key() {
            true => RenewalLink::Works,
            false => RenewalLink::IsOver,
        });
    };
    let is_open = match &link {
        Single::Invitation {
            invitation,
            version,
        } => store::invitation::find_if_any(tx.db, invitation)?
            .is_some_and(|found| found.is_open_at(tx.now) && found.version == *version),
        Single::NotificationAddress { address, version } => {
            store::notification_address::find_if_any(tx.db, address)?
                .is_some_and(|found| found.is_open_at(tx.now) && found.version == *version)
        }
        Single::Authorise { .. } | Single::SetUp => is_alive,
        Single::ContactArrived => false,
        Single::SignUp { .. }
        | Single::Reset { .. }
        | Single::EmailChange { .. }
        | Single::Contact(_)
        | Single::VisitorCase { .. }
        | Single::TakeBack { .. } => true,
    };
    Ok(match (is_open, is_alive) {
        (true, true) => RenewalLink::Works,
        (true, false) => RenewalLink::IsDead(link),
        (false, _) => RenewalLink::IsOver,
    })
}

fn token_in(blocks: &[Block]) -> Option<String> {
    // What somebody wrote is quoted.
    let said = blocks.iter().filter_map(|block| match block {
        Block::Action(_, address) => Some(address),
        Block::Paragraph(words) => Some(words),
        Block::Quote(_) | Block::Facts(_) => None,
    });
    let mut links = said
        .flat_map(|said| said.lines())
        .filter(|line| line.starts_with("http"));
    let (_, after) = links.find_map(|link| link.split_once("token="))?;
    let end = after.find(|c: char| !(c.is_ascii_alphanumeric() || "-_".contains(c)));
    Some(after[..end.unwrap_or(after.len())].to_owned())
}

/// The mail as it is sent: with a token where its link was promised. What is kept holds the hash of that token alone, so that nobody
/// who reads the database can follow a link, and a mail that is tried again has another.
pub fn hand_out(tx: &mut Tx, mut mail: MailRow) -> Result<MailRow, Error> {
    if !is_for_its_link(&mail.kind) {
        return Ok(mail);
    }
    let Some(hash) = token_in(&blocks(&mail)?) else {
        return Ok(mail);
    };
    // One that was tried before may have arrived although nobody said so, and a reader's program shows it once.
    let Some(token) = store::session::hand_out(tx, &hash, mail.attempts > 0)? else {
        return Ok(mail);
    };
    diesel::update(outbox::table.find(&mail.id))
        .set(outbox::letter.eq(mail.letter.replace(&hash, &token.hash())))
        .execute(tx.db)?;
    mail.letter = mail.letter.replace(&hash, token.as_str());
    Ok(mail)
}

/// Puts a letter with a living link in the place of one whose link is dead.
pub fn write_anew(
    tx: &mut Tx,
    mail: &MailRow,
    link: &Single,
    public_url: &str,
) -> Result<(), Error> {
    let office = PostOffice {
        public_url: public_url.to_owned(),
    };
    let language = Language::from_key(&mail.language).unwrap_or(Language::English);
    let letters: Vec<Letter> = office.anew(tx, link, &mail.kind, language)?;
    diesel::delete(outbox::table.find(&mail.id)).execute(tx.db)?;
    notification::delivery::deliver(tx, public_url, letters)
}

#[cfg(test)]
mod tests {
    use super::{Block, token_in};

    #[test]
    fn the_link_in_a_letter_is_found_by_its_token() {
        let open = |address: &str| Block::Action("Open".into(), address.to_owned());
        let said = Block::Paragraph("Hello".into());
        let link = open("https://a.example/forgot/password?token=aB-_9");
        assert_eq!(token_in(&[said.clone(), link]).as_deref(), Some("aB-_9"));
        assert_eq!(token_in(&[said]), None);
        let quoted = Block::Quote("https://b.example/?token=no".into());
        let link = open("https://a.example/?token=yes");
        assert_eq!(token_in(&[quoted, link]).as_deref(), Some("yes"));
    }
}
