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
        if closed != (news == ReviewNews::Closed) {
            return Ok(Vec::new());
        }
        let account = smart_account::store::find(tx.db, &campaign.account)?;
        let readers: Vec<Person> = if news == ReviewNews::Closed {
            vec![people::find(tx.db, &campaign.started_by)?]
        } else {
            let mut found = Vec::new();
            for role in [Role::SaAdministrator, Role::VaAdministrator] {
                found.extend(reachable_holders(tx.db, &account.id, role, tx.now)?);
            }
            let mut known = BTreeSet::new();
            found
                .into_iter()
                .map(|(_, person, _)| person)
                .filter(|person| known.insert(person.id.clone()))
                .take(MOST_DECIDERS_MAILED)
                .collect()
        };
        let address = self.url(&format!("/accounts/{}/reviews/{id}", account.domain));
        let left = review.lines - review.decided;
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
                kind: LetterKind::AccessReview,
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
