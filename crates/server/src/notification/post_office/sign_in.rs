//! Letters about signing in: a link to sign up, the way back in, a changed password or address.

use crate::notification::letters::{Block, Letter, Reader};
use crate::notification::post_office::office::PostOffice;
use crate::storage::{Error, Tx};
use crate::store;
use crate::store::session::{Link, promise_link};
use domain::PersonId;
use domain::email::EmailAddress;
use domain::moment::{days, hours};
use domain::notification_preference::LetterKind;
use domain::person::{Language, Person};
use i18n_embed::fluent::FluentLanguageLoader;
use i18n_embed_fl::fl;
use std::time::Duration;

/// How long an address can be put back that was changed. A mail is tried for four days at most.
const TAKEN_BACK_FOR: Duration = days(7);

impl PostOffice {
    /// With the way to choose another, for somebody who has not changed it.
    pub(super) fn password_changed(
        &self,
        tx: &mut Tx,
        person: &PersonId,
    ) -> Result<Vec<Letter>, Error> {
        Self::letter_to(tx, person, LetterKind::PasswordChanged, |t| {
            let blocks = vec![
                Block::Paragraph(fl!(t, "mail-password-changed")),
                Block::Action(fl!(t, "password-choose"), self.url("/forgot")),
            ];
            (fl!(t, "mail-password-changed-subject"), blocks)
        })
    }

    /// A link to finish signing up; or, where the address is known, the way back in. Only its owner learns which.
    pub(super) fn sign_up(
        &self,
        tx: &mut Tx,
        email: &EmailAddress,
        language: Language,
        link: &Link,
    ) -> Result<Vec<Letter>, Error> {
        if let Some(known) = store::person::find_by_name(tx.db, email.as_str())? {
            return if known.is_active {
                self.way_back(tx, &known.person, LetterKind::SignUpKnown)
            } else {
                Ok(Self::sign_in_closed(&known.person))
            };
        }
        let token = promise_link(tx, link, tx.now.plus(days(2)))?;
        let reader = Reader::stranger(email.clone(), language, "UTC".into());
        let t = &reader.words().plain;
        let address = self.url(&format!("/sign-up/confirmation?token={token}"));
        let blocks = vec![
            Block::Paragraph(fl!(t, "mail-sign-up")),
            Block::Action(fl!(t, "mail-sign-up-action"), address),
            Block::Paragraph(fl!(t, "mail-not-you")),
        ];
        let subject = fl!(t, "mail-sign-up-subject");
        Ok(Self::plain_letter(
            reader,
            LetterKind::SignUp,
            subject,
            blocks,
        ))
    }

    /// The way back in for whoever goes by this name, if anybody does. Where they are deactivated, the address is told so.
    pub(super) fn forgotten(&self, tx: &mut Tx, name: &str) -> Result<Vec<Letter>, Error> {
        match store::person::find_by_name(tx.db, name)? {
            Some(known) if known.is_active => {
                self.way_back(tx, &known.person, LetterKind::Forgotten)
            }
            Some(known) => Ok(Self::sign_in_closed(&known.person)),
            None => Ok(Vec::new()),
        }
    }

    /// To an address that belongs to somebody deactivated: only operators can open the way, and silence would be no answer.
    fn sign_in_closed(person: &Person) -> Vec<Letter> {
        // To the address, not to the person, to whom nothing goes any more.
        let Some(reader) = Reader::of(person).map(|reader| Reader {
            person: None,
            ..reader
        }) else {
            return Vec::new();
        };
        let t = &reader.words().plain;
        let blocks = vec![
            Block::Paragraph(fl!(t, "mail-sign-in-closed")),
            Block::Paragraph(fl!(t, "mail-not-you")),
        ];
        let subject = fl!(t, "mail-sign-in-closed-subject");
        Self::plain_letter(reader, LetterKind::SignInClosed, subject, blocks)
    }

    /// The user ID, and a link to set a new password.
    pub(super) fn way_back(
        &self,
        tx: &mut Tx,
        person: &Person,
        kind: LetterKind,
    ) -> Result<Vec<Letter>, Error> {
        let Some(reader) = Reader::of(person) else {
            return Ok(Vec::new());
        };
        let token = promise_link(
            tx,
            &Link::Reset {
                person: person.id.clone(),
            },
            tx.now.plus(hours(2)),
        )?;
        let t = &reader.words().plain;
        let lead = if kind == LetterKind::Forgotten {
            fl!(t, "mail-forgotten")
        } else {
            fl!(t, "mail-sign-up-known")
        };
        let blocks = vec![
            Block::Paragraph(lead),
            Block::Facts(vec![(
                fl!(t, "profile-user-id"),
                person.user_id.to_string(),
            )]),
            Block::Action(
                fl!(t, "password-choose"),
                self.url(&format!("/forgot/password?token={token}")),
            ),
            Block::Paragraph(fl!(t, "mail-not-you")),
        ];
        let subject = fl!(t, "mail-forgotten-subject");
        Ok(Self::plain_letter(reader, kind, subject, blocks))
    }

    /// To the new address, with the link that confirms it; none where it is somebody's already.
    pub(super) fn email_change(
        &self,
        tx: &mut Tx,
        person: &PersonId,
        email: &EmailAddress,
    ) -> Result<Vec<Letter>, Error> {
        let person = store::person::find(tx.db, person)?;
        // Somebody else's: say nothing, to nobody.
        if store::person::email_is_taken(tx.db, email)? {
            return Ok(Vec::new());
        }
        let link = Link::EmailChange {
            person: person.id.clone(),
            email: email.clone(),
        };
        let token = promise_link(tx, &link, tx.now.plus(days(2)))?;
        let reader = Reader {
            person: Some(person.id.clone()),
            // It may be somebody else's, who need not learn whose wish it is.
            name: None,
            address: email.clone(),
            language: person.profile.language,
            time_zone: person.profile.time_zone.clone(),
        };
        let t = &reader.words().plain;
        let blocks = vec![
            Block::Paragraph(fl!(t, "mail-email-change")),
            Block::Action(
                fl!(t, "profile-email-confirm"),
                self.url(&format!("/profile/email/confirmation?token={token}")),
            ),
            Block::Paragraph(fl!(t, "mail-not-you")),
        ];
        let subject = fl!(t, "mail-email-change-subject");
        Ok(Self::plain_letter(
            reader,
            LetterKind::EmailChange,
            subject,
            blocks,
        ))
    }

    /// A letter to one person, none where they have no address. In: its subject and what it says, in the reader's language.
    pub(super) fn letter_to(
        tx: &mut Tx,
        person: &PersonId,
        kind: LetterKind,
        says: impl FnOnce(&FluentLanguageLoader) -> (String, Vec<Block>),
    ) -> Result<Vec<Letter>, Error> {
        let Some(reader) = Reader::of(&store::person::find(tx.db, person)?) else {
            return Ok(Vec::new());
        };
        let (subject, blocks) = says(&reader.words().plain);
        Ok(Self::plain_letter(reader, kind, subject, blocks))
    }

    /// A letter that belongs to no request and stands by itself, in the form in which a notice answers.
    pub(super) fn plain_letter(
        reader: Reader,
        kind: LetterKind,
        subject: String,
        blocks: Vec<Block>,
    ) -> Vec<Letter> {
        vec![Letter {
            reader,
            kind,
            request: None,
            reminder: None,
            thread: None,
            unsubscribe: None,
            subject,
            blocks,
        }]
    }

    /// To the address of before, whose owner may know nothing of it, with a link that takes the change back.
    pub(super) fn email_changed(
        &self,
        tx: &mut Tx,
        person: &PersonId,
        before: &EmailAddress,
        is_taken_back: bool,
    ) -> Result<Vec<Letter>, Error> {
        let person = store::person::find(tx.db, person)?;
        // Operators may have put yet another in its place, and one's own is nothing to take back.
        let own = person.email.as_ref();
        let has_link = !is_taken_back && own.is_some_and(|own| own.key() != before.key());
        let link = Link::TakeBack {
            person: person.id.clone(),
            email: before.clone(),
        };
        let token = if has_link {
            Some(promise_link(tx, &link, tx.now.plus(TAKEN_BACK_FOR))?)
        } else {
            None
        };
        let mut letters = self.email_changed_letter(&person, before, is_taken_back, token);
        letters.extend(self.approver_asleep(tx, &person)?);
        Ok(letters)
    }

    /// In: the token of a link that takes the change back, where there is one.
    pub(super) fn email_changed_letter(
        &self,
        person: &Person,
        before: &EmailAddress,
        is_taken_back: bool,
        token: Option<String>,
    ) -> Vec<Letter> {
        let reader = Reader {
            person: Some(person.id.clone()),
            name: Some(person.profile.full_name.clone()),
            address: before.clone(),
            language: person.profile.language,
            time_zone: person.profile.time_zone.clone(),
        };
        let t = &reader.words().plain;
        let mut blocks = vec![Block::Paragraph(if is_taken_back {
            fl!(t, "mail-email-taken-back")
        } else {
            fl!(t, "mail-email-changed")
        })];
        match token {
            Some(token) => blocks.extend([
                Block::Paragraph(fl!(t, "mail-email-changed-not-you")),
                Block::Action(
                    fl!(t, "email-take-back"),
                    self.url(&format!("/forgot/password?token={token}")),
                ),
            ]),
            None => blocks.push(Block::Paragraph(fl!(t, "mail-email-changed-tell"))),
        }
        let subject = fl!(t, "mail-email-changed-subject");
        Self::plain_letter(reader, LetterKind::EmailChanged, subject, blocks)
    }

    /// To both addresses, so that neither owner learns of it by chance.
    pub(super) fn email_replaced(
        &self,
        tx: &mut Tx,
        person: &PersonId,
        before: Option<&EmailAddress>,
    ) -> Result<Vec<Letter>, Error> {
        let person = store::person::find(tx.db, person)?;
        let reader = |address: &EmailAddress| Reader {
            person: Some(person.id.clone()),
            name: Some(person.profile.full_name.clone()),
            address: address.clone(),
            language: person.profile.language,
            time_zone: person.profile.time_zone.clone(),
        };
        let mut letters = Vec::new();
        for (address, is_new) in before
            .map(|before| (before, false))
            .into_iter()
            .chain(person.email.as_ref().map(|after| (after, true)))
        {
            let reader = reader(address);
            let t = &reader.words().plain;
            let blocks = if is_new {
                vec![
                    Block::Paragraph(fl!(t, "mail-email-replaced-new")),
                    Block::Facts(vec![(
                        fl!(t, "profile-user-id"),
                        person.user_id.to_string(),
                    )]),
                    Block::Action(fl!(t, "session-log-in"), self.url("/sign-in")),
                ]
            } else {
                vec![Block::Paragraph(fl!(t, "mail-email-replaced-old"))]
            };
            let subject = fl!(t, "mail-email-changed-subject");
            letters.extend(Self::plain_letter(
                reader,
                LetterKind::EmailReplaced,
                subject,
                blocks,
            ));
        }
        letters.extend(self.approver_asleep(tx, &person)?);
        Ok(letters)
    }
}
