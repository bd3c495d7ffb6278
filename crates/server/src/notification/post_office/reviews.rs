//! Letters about access reviews.

use crate::notification::letters::{Block, Letter, Reader};
use crate::notification::post_office::office::PostOffice;
use crate::sight::limits;
use crate::storage::{Error, Tx};
use crate::store;
use crate::store::access_review::Review;
use crate::store::membership::reachable_holders;
use domain::access_review::{Campaign, ReviewRule, Stage};
use domain::membership::{Membership, reach};
use domain::notification::{MOST_DECIDERS_MAILED, ReviewNews};
use domain::notification_preference::LetterKind;
use domain::person::Person;
use domain::virtual_account::Tree;
use domain::{Moment, ReviewId, Right, Role};
use i18n_embed_fl::fl;
use std::collections::BTreeSet;

/// Somebody who is written to, and how many lines there are for them.
struct Told {
    person: Person,
    lines: i64,
    left: i64,
}

/// Who decides something of it: as many of each role, for what lies in a Virtual Account is known best by those who look after
/// it. These are told of their own lines; where there are none, to them there is no such review.
fn readers(tx: &mut Tx, review: &Review) -> Result<Vec<Told>, Error> {
    let account = &review.campaign.account;
    let (mut known, mut readers) = (BTreeSet::new(), Vec::new());
    let found = reachable_holders(tx.db, account, Role::SaAdministrator, tx.now)?;
    let people = found.into_iter().map(|(_, person, _)| person);
    let new = people.filter(|person| known.insert(person.id.clone()));
    readers.extend(new.take(MOST_DECIDERS_MAILED).map(|person| Told {
        person,
        lines: review.lines,
        left: review.lines - review.decided,
    }));
    let parts = store::virtual_account::virtual_accounts(tx.db, account)?;
    let tree = Tree::of(&parts);
    let counts = store::access_review::count_on_parts(tx.db, &review.campaign.id)?;
    let mut of_parts: Vec<(Person, Vec<Membership>)> = Vec::new();
    for (held, person, _) in reachable_holders(tx.db, account, Role::VaAdministrator, tx.now)? {
        match of_parts.iter_mut().find(|(one, _)| one.id == person.id) {
            Some((_, all)) => all.push(held),
            None if known.insert(person.id.clone()) => of_parts.push((person, vec![held])),
            None => {}
        }
    }
    let own = of_parts.into_iter().filter_map(|(person, held)| {
        let within = limits(&reach(&held, &tree, Right::MemberManage, tx.now))?;
        let counted = within.iter().filter_map(|part| counts.get(part.as_str()));
        let (lines, left) = counted.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
        (lines > 0).then_some(Told {
            person,
            lines,
            left,
        })
    });
    readers.extend(own.take(MOST_DECIDERS_MAILED));
    Ok(readers)
}

impl PostOffice {
    /// Nothing where the news is old: the review is closed by now, or nothing is left to remind anybody of.
    pub(super) fn review(
        &self,
        tx: &mut Tx,
        id: &ReviewId,
        news: ReviewNews,
    ) -> Result<Vec<Letter>, Error> {
        let review = store::access_review::find_any(tx.db, id)?;
        let campaign = &review.campaign;
        let closed = matches!(campaign.stage, Stage::Closed { .. });
        let left = review.lines - review.decided;
        let is_idle = news == ReviewNews::Reminder && left == 0;
        if closed != (news == ReviewNews::Closed) || is_idle {
            return Ok(Vec::new());
        }
        let account = store::smart_account::find(tx.db, &campaign.account)?;
        let readers: Vec<Told> = if news == ReviewNews::Closed {
            vec![Told {
                person: store::person::find(tx.db, &campaign.started_by)?,
                lines: review.lines,
                left,
            }]
        } else {
            readers(tx, &review)?
                .into_iter()
                .filter(|told| news != ReviewNews::Reminder || told.left > 0)
                .collect()
        };
        let address = self.url(&format!("/accounts/{}/reviews/{id}", account.domain));
        let letters = readers.iter().filter_map(|told| {
            let reader = Reader::of(&told.person)?;
            let t = &reader.words().plain;
            let mut blocks = said(&reader, campaign, news, told);
            blocks.push(Block::Action(fl!(t, "mail-review-action"), address.clone()));
            Some(Letter {
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
            })
        });
        Ok(letters.collect())
    }
}

/// What the reader is told: how much there is to decide, until when, and what becomes of what nobody decides.
fn said(reader: &Reader, campaign: &Campaign, news: ReviewNews, told: &Told) -> Vec<Block> {
    let t = &reader.words().plain;
    // It is due at the end of a day: that day is named, not the next.
    let due = reader.date(Moment(campaign.due.0 - 1));
    let words = match news {
        ReviewNews::Opened => fl!(t, "mail-review-opened", count = told.lines, date = due),
        ReviewNews::Reminder => fl!(t, "mail-review-reminder", count = told.left, date = due),
        ReviewNews::Closed => return vec![Block::Paragraph(fl!(t, "mail-review-closed"))],
    };
    let rule = match campaign.rule {
        ReviewRule::Keep => fl!(t, "mail-review-keep"),
        ReviewRule::End => fl!(t, "mail-review-end"),
    };
    vec![Block::Paragraph(words), Block::Paragraph(rule)]
}
