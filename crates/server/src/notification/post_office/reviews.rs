//! Letters about access reviews.

use super::PostOffice;
use crate::access_review::store;
use crate::membership::store::reachable_holders;
use crate::notification::letters::{Block, Letter, Reader};
use crate::person::store as people;
use crate::smart_account;
use crate::storage::{Error, Tx};
use domain::access_review::{Rule, Stage};
use domain::notification::{MOST_DECIDERS_MAILED, ReviewNews};
use domain::notification_preference::LetterKind;
use domain::person::Person;
use domain::{ReviewId, Role};
use i18n_embed_fl::fl;
use std::collections::BTreeSet;

impl PostOffice {
    pub(super) fn review(
        &self,
        tx: &mut Tx,
        id: &ReviewId,
        news: ReviewNews,
    ) -> Result<Vec<Letter>, Error> {
        let review = store::find_any(tx.db, id)?;
        let campaign = &review.campaign;
        let closed = matches!(campaign.stage, Stage::Closed { .. });
        let left = review.lines - review.decided;
        let is_idle = news == ReviewNews::Reminder && left == 0;
        if closed != (news == ReviewNews::Closed) || is_idle {
            return Ok(Vec::new());
        }
        let account = smart_account::store::find(tx.db, &campaign.account)?;
        let readers: Vec<Person> = if news == ReviewNews::Closed {
            vec![people::find(tx.db, &campaign.started_by)?]
        } else {
            let (mut known, mut readers) = (BTreeSet::new(), Vec::new());
            // As many of each role: what lies in a Virtual Account is known best by those who look after it.
            for role in [Role::SaAdministrator, Role::VaAdministrator] {
                let found = reachable_holders(tx.db, &account.id, role, tx.now)?;
                let people = found.into_iter().map(|(_, person, _)| person);
                let new = people.filter(|person| known.insert(person.id.clone()));
                readers.extend(new.take(MOST_DECIDERS_MAILED));
            }
            readers
        };
        let address = self.url(&format!("/accounts/{}/reviews/{id}", account.domain));
        let letters = readers.iter().filter_map(Reader::of).map(|reader| {
            let t = &reader.words().plain;
            let due = reader.date(domain::Moment(campaign.due.0 - 1));
            let words = match news {
                ReviewNews::Opened => {
                    fl!(t, "mail-review-opened", count = review.lines, date = due)
                }
                ReviewNews::Reminder => fl!(t, "mail-review-reminder", count = left, date = due),
                ReviewNews::Closed => fl!(t, "mail-review-closed"),
            };
            let mut blocks = vec![Block::Paragraph(words)];
            if news != ReviewNews::Closed {
                blocks.push(Block::Paragraph(match campaign.rule {
                    Rule::Keep => fl!(t, "mail-review-keep"),
                    Rule::End => fl!(t, "mail-review-end"),
                }));
            }
            blocks.push(Block::Action(fl!(t, "mail-review-action"), address.clone()));
            Letter {
                kind: match news {
                    ReviewNews::Reminder => LetterKind::AccessReviewReminder,
                    ReviewNews::Opened | ReviewNews::Closed => LetterKind::AccessReview,
                },
                unsubscribe: None,
                request: None,
                reminder: None,
                thread: Some(campaign.id.to_string()),
                subject: fl!(
                    t,
                    "mail-review-subject",
                    name = campaign.name.as_str(),
                    account = account.name.as_str()
                ),
                blocks,
                reader,
            }
        });
        Ok(letters.collect())
    }
}
