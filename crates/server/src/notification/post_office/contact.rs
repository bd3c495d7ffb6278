//! The letter by which an address is confirmed that writes to support.

use crate::notification::letters::{Block, Letter, Reader};
use crate::notification::post_office::office::PostOffice;
use crate::storage::{Error, Tx};
use crate::store::session::{Link, promise_link};
use crate::use_cases::support_case::CONFIRMED_WITHIN;
use domain::notification::Contact;
use domain::notification_preference::LetterKind;
use i18n_embed_fl::fl;

impl PostOffice {
    /// To an address that somebody gave who is not logged in, with the link by which what they wrote reaches support. It says nothing of
    /// what they wrote, nor what they call themselves: the address may be anybody's.
    pub(super) fn contact(&self, tx: &mut Tx, contact: &Contact) -> Result<Vec<Letter>, Error> {
        let until = tx.now.plus(CONFIRMED_WITHIN);
        let token = promise_link(tx, &Link::Contact(Box::new(contact.clone())), until)?;
        let reader = Reader::stranger(contact.email.clone(), contact.language, "UTC".into());
        let t = &reader.words().plain;
        let blocks = vec![
            Block::Paragraph(fl!(t, "mail-contact")),
            Block::Action(
                fl!(t, "mail-contact-action"),
                self.url(&format!("/contact/confirmation?token={token}")),
            ),
            Block::Paragraph(fl!(t, "mail-not-you")),
        ];
        let subject = fl!(t, "mail-contact-subject");
        Ok(Self::plain_letter(
            reader,
            LetterKind::Contact,
            subject,
            blocks,
        ))
    }
}
