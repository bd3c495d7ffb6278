//! Letters about a request that waits: sent, reminded of, escalated, about to expire, expired.

use crate::notification::letters::{Block, Letter, Reader};
use crate::notification::post_office::about::About;
use crate::notification::post_office::addresses::Told;
use crate::notification::post_office::office::PostOffice;
use crate::storage::{Error, Tx};
use crate::store;
use domain::RequestId;
use domain::access_request::{EscalationCause, RequestStatus};
use domain::notification_preference::LetterKind;
use domain::person::Duty;
use domain::rules::reminder::expiry;
use i18n_embed_fl::fl;

impl PostOffice {
    /// To those who may decide and to the account's notification addresses, and to who asked; none where it does not wait any more.
    pub(super) fn request_sent(&self, tx: &mut Tx, id: &RequestId) -> Result<Vec<Letter>, Error> {
        let about = Self::about(tx, id)?;
        if !matches!(about.request.status, RequestStatus::Pending) {
            return Ok(Vec::new());
        }
        let name = about.applicant.profile.full_name.clone();
        let mut letters = self.to_deciders(tx, &about, LetterKind::RequestSent, Some(0), |r| {
            fl!(r.words().plain, "mail-request-lead", name = name.clone())
        })?;
        letters.extend(self.copies(tx, &about, Told::Sent)?);
        // Where the requester may know of the account, the escalation that goes with the request tells the operators. Whoever
        // wants no such mail finds the request in the portal.
        if about.deciders.is_empty() && about.account.is_some() && !about.is_visible {
            store::access_request::note_operators_told(tx, id)?;
            letters.extend(self.to_operators(tx, &about, EscalationCause::NoDecider)?);
        }
        letters.extend(self.received(tx, &about));
        Ok(letters)
    }

    /// To the requester: that the request has come, how long it has, and what they can do. The same whoever is behind the
    /// identifier.
    fn received(&self, tx: &Tx, about: &About) -> Option<Letter> {
        let table = &tx.rules.timetable;
        let request = &about.request;
        let days = table.expiry.as_secs() / 86_400;
        let from = request.sent_at.plus(table.requester_first);
        self.to_applicant(about, LetterKind::RequestReceived, |reader, identifier| {
            let t = &reader.words().plain;
            let sent = reader.date(request.sent_at);
            vec![
                Block::Paragraph(fl!(
                    t,
                    "mail-received",
                    identifier = identifier,
                    date = sent
                )),
                Block::Quote(request.reason.as_str().to_owned()),
                Block::Paragraph(fl!(t, "mail-received-days", days = days)),
                Block::Paragraph(fl!(
                    t,
                    "mail-received-next",
                    date = reader.words().date_time(from, &reader.zone())
                )),
            ]
        })
    }

    /// To the operators: nobody is left who could decide it, and the requester may not know of the account.
    pub(super) fn request_left(&self, tx: &mut Tx, id: &RequestId) -> Result<Vec<Letter>, Error> {
        let about = Self::about(tx, id)?;
        if !about.deciders.is_empty() {
            // Somebody is there again: operators are told once nobody is.
            store::access_request::forget_operators_told(tx, id)?;
            return Ok(Vec::new());
        }
        if !matches!(about.request.status, RequestStatus::Pending) {
            return Ok(Vec::new());
        }
        self.to_operators(tx, &about, EscalationCause::NoDecider)
    }

    /// All that was asked for is deleted: those who may choose something else are told, or the operators where there are none.
    pub(super) fn scope_gone(
        &self,
        tx: &mut Tx,
        id: &RequestId,
        part: &str,
    ) -> Result<Vec<Letter>, Error> {
        let about = Self::about(tx, id)?;
        let (Some(account), RequestStatus::Pending) = (&about.account, &about.request.status)
        else {
            return Ok(Vec::new());
        };
        if about.deciders.is_empty() {
            store::access_request::note_operators_told(tx, id)?;
            return self.to_operators(tx, &about, EscalationCause::NoDecider);
        }
        let name = about.applicant.profile.full_name.as_str();
        let mut letters =
            self.to_deciders(tx, &about, LetterKind::RequestSent, None, |reader| {
                let t = &reader.words().plain;
                fl!(t, "mail-scope-gone-lead", name = name, part = part)
            })?;
        for letter in &mut letters {
            let t = &letter.reader.words().plain;
            let account = account.name.as_str();
            letter.subject = fl!(t, "mail-request-subject", name = name, account = account);
        }
        Ok(letters)
    }

    /// In: whether the requester sends it, and which of theirs it is; else it comes from the timetable.
    pub(super) fn request_reminder(
        &self,
        tx: &mut Tx,
        id: &RequestId,
        number: u32,
        by_requester: bool,
    ) -> Result<Vec<Letter>, Error> {
        let about = Self::about(tx, id)?;
        if !matches!(about.request.status, RequestStatus::Pending) {
            return Ok(Vec::new());
        }
        let name = about.applicant.profile.full_name.clone();
        let days = tx.now.since(about.request.sent_at).as_secs() / 86_400;
        self.to_deciders(
            tx,
            &about,
            LetterKind::RequestReminder,
            by_requester.then_some(number),
            |reader| {
                let t = &reader.words().plain;
                if by_requester {
                    fl!(t, "mail-nudge-lead", name = name.clone(), days = days)
                } else {
                    fl!(t, "mail-reminder-lead", name = name.clone(), days = days)
                }
            },
        )
    }

    /// To the deciders: that Support asks them to decide, as who asks turned to it.
    pub(super) fn support_reminder(
        &self,
        tx: &mut Tx,
        id: &RequestId,
    ) -> Result<Vec<Letter>, Error> {
        let about = Self::about(tx, id)?;
        if !matches!(about.request.status, RequestStatus::Pending) {
            return Ok(Vec::new());
        }
        let name = about.applicant.profile.full_name.clone();
        let days = tx.now.since(about.request.sent_at).as_secs() / 86_400;
        let kind = LetterKind::RequestReminder;
        self.to_deciders(tx, &about, kind, None, |reader| {
            let t = &reader.words().plain;
            fl!(
                t,
                "mail-support-reminder-lead",
                name = name.clone(),
                days = days
            )
        })
    }

    /// One to each operator. In: why nobody in the account answers.
    pub(super) fn to_operators(
        &self,
        tx: &mut Tx,
        about: &About,
        cause: EscalationCause,
    ) -> Result<Vec<Letter>, Error> {
        // An identifier that nobody has is for the operators' page, not for their mail.
        if about.request.target.is_nobodys() {
            return Ok(Vec::new());
        }
        let operators = store::person::staff(tx.db, Duty::Operator)?;
        Ok(operators
            .iter()
            .filter_map(Reader::of)
            .map(|reader| {
                let t = &reader.words().plain;
                let lead = match cause {
                    EscalationCause::NoDecider => {
                        fl!(
                            t,
                            "mail-no-decider-lead",
                            account = about.place(reader.words())
                        )
                    }
                    EscalationCause::Silence => {
                        fl!(
                            t,
                            "mail-escalated-lead",
                            account = about.place(reader.words()),
                            date = reader.date(about.request.sent_at)
                        )
                    }
                };
                let mut blocks = vec![Block::Paragraph(lead)];
                blocks.extend(Self::who_asks(about, &reader));
                blocks.push(Block::Action(
                    fl!(t, "mail-operator-action"),
                    self.url("/operator"),
                ));
                let subject = fl!(
                    t,
                    "mail-escalated-subject",
                    account = about.place(reader.words())
                );
                Self::letter(about, reader, LetterKind::RequestEscalated, subject, blocks)
            })
            .collect())
    }

    /// To operators and to the requester; after silence to the account's notification addresses, too.
    pub(super) fn request_escalated(
        &self,
        tx: &mut Tx,
        id: &RequestId,
        cause: EscalationCause,
    ) -> Result<Vec<Letter>, Error> {
        let about = Self::about(tx, id)?;
        if !matches!(about.request.status, RequestStatus::Pending) {
            return Ok(Vec::new());
        }
        let mut letters = self.to_operators(tx, &about, cause)?;
        if cause == EscalationCause::Silence {
            letters.extend(self.copies(tx, &about, Told::Unanswered)?);
        }
        letters.extend(self.to_applicant(
            &about,
            LetterKind::RequestWithOperators,
            |reader, identifier| {
                let t = &reader.words().plain;
                let words = match cause {
                    EscalationCause::NoDecider => {
                        fl!(t, "mail-no-decider-requester", identifier = identifier)
                    }
                    EscalationCause::Silence => {
                        fl!(t, "mail-escalated-requester", identifier = identifier)
                    }
                };
                vec![Block::Paragraph(words)]
            },
        ));
        Ok(letters)
    }

    /// To the requester alone, with the day.
    pub(super) fn expiry_announced(
        &self,
        tx: &mut Tx,
        id: &RequestId,
    ) -> Result<Vec<Letter>, Error> {
        let about = Self::about(tx, id)?;
        if !matches!(about.request.status, RequestStatus::Pending) {
            return Ok(Vec::new());
        }
        let expiry = expiry(&about.request, &tx.rules.timetable);
        let letter = self.to_applicant(
            &about,
            LetterKind::RequestExpiryAnnounced,
            |reader, identifier| {
                let words = fl!(
                    reader.words().plain,
                    "mail-expiry-announced",
                    identifier = identifier,
                    date = reader.date(expiry)
                );
                vec![Block::Paragraph(words)]
            },
        );
        Ok(letter.into_iter().collect())
    }

    /// To the requester alone.
    pub(super) fn request_expired(
        &self,
        tx: &mut Tx,
        id: &RequestId,
    ) -> Result<Vec<Letter>, Error> {
        let about = Self::about(tx, id)?;
        let letter = self.to_applicant(&about, LetterKind::RequestExpired, |reader, identifier| {
            vec![Block::Paragraph(fl!(
                reader.words().plain,
                "mail-expired",
                identifier = identifier
            ))]
        });
        Ok(letter.into_iter().collect())
    }
}
