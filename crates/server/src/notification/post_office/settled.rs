//! Letters about a request that is settled: to who asked, and to those who need not decide any more.

use crate::notification::letters::{Block, Letter, Reader};
use crate::notification::post_office::about::About;
use crate::notification::post_office::office::PostOffice;
use crate::storage::{Error, Tx};
use crate::store;
use crate::words::wish::wish_in;
use domain::RequestId;
use domain::access_request::{Status, Wish};
use domain::notification_preference::LetterKind;
use domain::person::Person;
use i18n_embed_fl::fl;

impl PostOffice {
    pub(super) fn request_decided(
        &self,
        tx: &mut Tx,
        id: &RequestId,
    ) -> Result<Vec<Letter>, Error> {
        let about = Self::about(tx, id)?;
        let Some((_, Some(by), at)) = about.request.settled() else {
            return Ok(Vec::new());
        };
        let decider = store::person::find(tx.db, by)?;
        let after_denial = tx.rules.timetable.after_denial;
        let mut letters: Vec<Letter> = self
            .to_applicant(&about, LetterKind::RequestDecided, |reader, identifier| {
                let t = &reader.words().plain;
                let rule = about.request.decided_by_rule().map(|rule| {
                    Block::Paragraph(fl!(
                        t,
                        "mail-by-rule",
                        name = rule.name.as_str(),
                        version = rule.version
                    ))
                });
                match &about.request.status {
                    Status::Approved { grant, .. } => {
                        let wish = Wish {
                            scope: Some(grant.scope.clone()),
                            role: Some(grant.role),
                            until: grant.until,
                        };
                        let granted = wish_in(reader.words(), &reader.zone(), &wish, &about.parts);
                        let mut blocks = vec![Block::Paragraph(fl!(
                            t,
                            "mail-approved",
                            identifier = identifier
                        ))];
                        let mut facts = vec![(fl!(t, "access-request-granted"), granted)];
                        if !about.request.wish.is_met_by(grant) {
                            let asked = wish_in(
                                reader.words(),
                                &reader.zone(),
                                &about.request.wish,
                                &about.parts,
                            );
                            facts.push((fl!(t, "access-request-asked"), asked));
                        }
                        blocks.push(Block::Facts(facts));
                        blocks.extend(grant.note.clone().map(Block::Quote));
                        blocks.extend(rule);
                        blocks.push(Block::Paragraph(match &about.group {
                            Some(group) => {
                                fl!(t, "mail-approved-group", group = group.name.as_str())
                            }
                            None => fl!(t, "mail-approved-now"),
                        }));
                        blocks
                    }
                    Status::Denied { denial, .. } => {
                        let reason = reader.words().denial(denial.class);
                        let mut blocks = vec![Block::Paragraph(fl!(
                            t,
                            "mail-denied",
                            identifier = identifier,
                            reason = reason
                        ))];
                        blocks.extend(denial.words.clone().map(Block::Quote));
                        blocks.extend(rule);
                        let from = reader
                            .words()
                            .date_time(at.plus(after_denial), &reader.zone());
                        blocks.push(Block::Paragraph(fl!(t, "mail-denied-again", from = from)));
                        blocks
                    }
                    _ => Vec::new(),
                }
            })
            .into_iter()
            .collect();
        let told = Self::told(tx, &about)?;
        letters.extend(Self::settled_for_others(&about, &decider, &told));
        Ok(letters)
    }

    /// Tells everybody who was mailed about the request and did not decide that nothing is left to do.
    fn settled_for_others(about: &About, decider: &Person, told: &[Person]) -> Vec<Letter> {
        let Some(account) = &about.account else {
            return Vec::new();
        };
        let others = told
            .iter()
            .filter(|person| person.id != decider.id)
            .filter_map(Reader::of);
        others
            .map(|reader| {
                let t = &reader.words().plain;
                let (by, name) = (
                    decider.profile.full_name.clone(),
                    about.applicant.profile.full_name.clone(),
                );
                let words = if matches!(about.request.status, Status::Approved { .. }) {
                    fl!(t, "mail-settled-approved", by = by, name = name.clone())
                } else {
                    fl!(t, "mail-settled-denied", by = by, name = name.clone())
                };
                let subject = fl!(
                    t,
                    "mail-settled-subject",
                    name = name,
                    account = account.name.clone()
                );
                Self::letter(
                    about,
                    reader,
                    LetterKind::RequestSettled,
                    subject,
                    vec![Block::Paragraph(words)],
                )
            })
            .collect()
    }

    pub(super) fn request_withdrawn(
        &self,
        tx: &mut Tx,
        id: &RequestId,
    ) -> Result<Vec<Letter>, Error> {
        let about = Self::about(tx, id)?;
        let Some(account) = &about.account else {
            return Ok(Vec::new());
        };
        let told = Self::told(tx, &about)?;
        let letters = told.iter().filter_map(Reader::of).map(|reader| {
            let t = &reader.words().plain;
            let name = about.applicant.profile.full_name.clone();
            let words = fl!(t, "mail-withdrawn", name = name.clone());
            let subject = fl!(
                t,
                "mail-settled-subject",
                name = name,
                account = account.name.clone()
            );
            Self::letter(
                &about,
                reader,
                LetterKind::RequestWithdrawn,
                subject,
                vec![Block::Paragraph(words)],
            )
        });
        Ok(letters.collect())
    }
}
