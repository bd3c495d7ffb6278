//! Letters about what is said of a request: passed on, asked, answered, proposed, taken or not.

use crate::notification::letters::{Block, Letter, Reader};
use crate::notification::post_office::about::About;
use crate::notification::post_office::office::PostOffice;
use crate::storage::{Error, Tx};
use crate::store;
use crate::words::wish::{asked_in, granted_in};
use domain::access_request::{Matter, RequestStatus, Turn};
use domain::actor::RuleUse;
use domain::notification_preference::LetterKind;
use domain::rules::reminder::answer_due;
use domain::{PersonId, RequestId};
use i18n_embed_fl::fl;

/// In what name a request was left to somebody.
pub(super) enum PassedBy<'a> {
    /// Another who decides.
    Decider,
    /// A rule of theirs.
    Rule(&'a RuleUse),
    Support,
}

impl PostOffice {
    /// To whom it was left. What goes with it stands on the page alone.
    pub(super) fn request_passed_on(
        &self,
        tx: &mut Tx,
        id: &RequestId,
        by: &PersonId,
        to: &PersonId,
        passed_by: PassedBy<'_>,
    ) -> Result<Vec<Letter>, Error> {
        let about = Self::about(tx, id)?;
        let reader = Reader::of(&store::person::find(tx.db, to)?);
        let (Some(reader), Some(address), RequestStatus::Pending) =
            (reader, about.address_to_decide(), &about.request.status)
        else {
            return Ok(Vec::new());
        };
        // Passed on again since: that notice tells whom it is with now.
        if about.request.progress.passed_to.as_ref() != Some(to) {
            return Ok(Vec::new());
        }
        let t = &reader.words().plain;
        let by = store::person::find(tx.db, by)?.profile.full_name;
        let subject = fl!(
            t,
            "mail-passed-subject",
            name = about.applicant.profile.full_name.clone(),
            account = about.place(reader.words())
        );
        let lead = match passed_by {
            PassedBy::Rule(rule) => fl!(
                t,
                "mail-passed-by-rule",
                name = rule.name.as_str(),
                version = rule.version,
                by = by
            ),
            PassedBy::Decider => fl!(t, "mail-passed-lead", by = by),
            PassedBy::Support => fl!(t, "mail-passed-by-support"),
        };
        let mut blocks = vec![Block::Paragraph(lead)];
        blocks.extend(Self::who_asks(&about, &reader));
        blocks.push(Block::Action(
            fl!(t, "mail-request-action"),
            self.url(&address),
        ));
        let letter = Self::letter(&about, reader, LetterKind::RequestPassedOn, subject, blocks);
        Ok(vec![letter])
    }

    /// To the requester: what is waited for from them, and until when.
    pub(super) fn requester_asked(
        &self,
        tx: &mut Tx,
        id: &RequestId,
        is_reminder: bool,
    ) -> Result<Vec<Letter>, Error> {
        let about = Self::about(tx, id)?;
        let Some(turn) = about.request.progress.turn.clone() else {
            return Ok(Vec::new());
        };
        let due = answer_due(&turn, &tx.rules.timetable);
        let letter = self.to_applicant(&about, LetterKind::RequesterAsked, |reader, identifier| {
            let t = &reader.words().plain;
            let mut blocks = Vec::new();
            if is_reminder {
                blocks.push(Block::Paragraph(fl!(t, "mail-turn-reminder")));
            }
            blocks.extend(Self::what_is_asked(&about, &turn, reader, identifier));
            let date = reader.date(due);
            blocks.push(Block::Paragraph(fl!(t, "mail-turn-until", date = date)));
            blocks
        });
        Ok(letter.into_iter().collect())
    }

    fn what_is_asked(
        about: &About,
        turn: &Turn,
        reader: &Reader,
        identifier: String,
    ) -> Vec<Block> {
        let t = &reader.words().plain;
        match &turn.matter {
            Matter::Question(question) => vec![
                Block::Paragraph(fl!(t, "mail-question", identifier = identifier)),
                Block::Quote(question.as_str().to_owned()),
            ],
            Matter::Offer(offer) => {
                let (words, zone) = (reader.words(), reader.zone());
                let asked = asked_in(words, &zone, &about.request, &about.parts);
                let proposed = granted_in(words, &zone, offer, &about.parts);
                let facts = vec![
                    (fl!(t, "access-request-asked"), asked),
                    (fl!(t, "turn-proposed"), proposed),
                ];
                let mut blocks = vec![
                    Block::Paragraph(fl!(t, "mail-offer", identifier = identifier)),
                    Block::Facts(facts),
                ];
                blocks.extend(offer.note.clone().map(Block::Quote));
                blocks
            }
        }
    }

    /// To the deciders: what the requester says, in words of their own if they used any.
    pub(super) fn requester_said(
        &self,
        tx: &mut Tx,
        id: &RequestId,
        words: Option<&str>,
        kind: LetterKind,
        lead: impl Fn(&Reader, String) -> String,
    ) -> Result<Vec<Letter>, Error> {
        let about = Self::about(tx, id)?;
        if !matches!(about.request.status, RequestStatus::Pending) {
            return Ok(Vec::new());
        }
        let name = about.applicant.profile.full_name.clone();
        let mut letters = self.to_deciders(tx, &about, kind, None, |r| lead(r, name.clone()))?;
        for letter in &mut letters {
            letter.subject = fl!(
                letter.reader.words().plain,
                "mail-request-subject",
                name = name.clone(),
                account = about.place(letter.reader.words())
            );
            let words = words.map(|words| Block::Quote(words.to_owned()));
            letter.blocks.splice(1..1, words);
        }
        Ok(letters)
    }

    /// To whoever proposed what was taken.
    pub(super) fn offer_accepted(&self, tx: &mut Tx, id: &RequestId) -> Result<Vec<Letter>, Error> {
        let about = Self::about(tx, id)?;
        let RequestStatus::Approved { by, grant, .. } = &about.request.status else {
            return Ok(Vec::new());
        };
        let Some(by) = by else {
            return Ok(Vec::new());
        };
        let Some(reader) = Reader::of(&store::person::find(tx.db, by)?) else {
            return Ok(Vec::new());
        };
        let t = &reader.words().plain;
        let name = about.applicant.profile.full_name.clone();
        let subject = fl!(
            t,
            "mail-settled-subject",
            name = name.clone(),
            account = about.place(reader.words())
        );
        let granted = granted_in(reader.words(), &reader.zone(), grant, &about.parts);
        let blocks = vec![
            Block::Paragraph(fl!(t, "mail-accepted", name = name)),
            Block::Facts(vec![(fl!(t, "access-request-granted"), granted)]),
        ];
        let letter = Self::letter(&about, reader, LetterKind::OfferAccepted, subject, blocks);
        Ok(vec![letter])
    }

    /// To whoever asked and has not answered what they were asked.
    pub(super) fn request_expired_unanswered(
        &self,
        tx: &mut Tx,
        id: &RequestId,
    ) -> Result<Vec<Letter>, Error> {
        let about = Self::about(tx, id)?;
        let letter = self.to_applicant(&about, LetterKind::RequestExpired, |reader, identifier| {
            let t = &reader.words().plain;
            let words = fl!(t, "mail-expired-unanswered", identifier = identifier);
            vec![Block::Paragraph(words)]
        });
        Ok(letter.into_iter().collect())
    }
}
