//! From a notice to letters: finding the readers, and saying to each what concerns them.

use crate::notification::letters::Letter;
use crate::storage::{Error, Tx};
use crate::store;
use crate::store::session::Link;
use domain::notification_preference::LetterKind;
use domain::person::Language;

/// Writes letters for an installation at a public address.
pub struct PostOffice {
    pub public_url: String,
}

impl PostOffice {
    /// The letter that a link was sent in, with a new one. Nothing where the link is of a kind that is not made anew.
    pub fn anew(
        &self,
        tx: &mut Tx,
        link: &Link,
        kind: &str,
        language: Language,
    ) -> Result<Vec<Letter>, Error> {
        match link {
            Link::SignUp { email, .. } => self.sign_up(tx, email, language, link),
            Link::Reset { person } => {
                let known = store::person::find(tx.db, person)?;
                let kind = match kind {
                    kind if kind == LetterKind::SignUpKnown.key() => LetterKind::SignUpKnown,
                    _ => LetterKind::Forgotten,
                };
                if store::notification_preference::is_active(tx.db, person)? {
                    self.way_back(tx, &known, kind)
                } else {
                    Ok(Vec::new())
                }
            }
            Link::EmailChange { person, email } => self.email_change(tx, person, email),
            Link::Invitation {
                invitation,
                version,
            } => self.invitation_sent(tx, invitation, *version),
            Link::NotificationAddress { address, version } => {
                self.notification_address_added(tx, address, *version)
            }
            // What can no longer be taken back is told all the same.
            Link::TakeBack { person, email } => {
                let person = store::person::find(tx.db, person)?;
                Ok(self.email_changed_letter(&person, email, false, None))
            }
            Link::Contact(contact) => self.contact(tx, contact),
            Link::VisitorCase { case } => self.case_link(tx, case),
            Link::Authorise { .. } | Link::ContactArrived | Link::SetUp => Ok(Vec::new()),
        }
    }

    /// In: the path, with the slash before it.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.public_url)
    }
}
