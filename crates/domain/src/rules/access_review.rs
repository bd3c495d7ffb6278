//! Access reviews: starting one, answering its lines, closing it, and what then becomes of the roles.

use crate::access_review::{
    AFTER_START, BEFORE_DUE, Campaign, LineOutcome, LineVerdict, ReviewAnswer, ReviewEvent,
    ReviewFact, ReviewLine, ReviewRule, Stage,
};
use crate::membership::{EndCause, Membership};
use crate::rules::membership::Authority;
use crate::{Event, Moment, Refusal, membership, rules};

/// What time has to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReviewStep {
    /// Put the next lines together.
    Gather,
    Remind(u32),
    ComeDue,
    /// Let the rule decide the next lines.
    Settle,
}

impl Campaign {
    /// A fact about this campaign, filed with its account and name.
    pub fn says(&self, fact: ReviewFact) -> Event {
        Event::AccessReview(ReviewEvent {
            review: self.id.clone(),
            account: self.account.clone(),
            name: self.name.clone(),
            fact,
        })
    }

    /// The next thing time does, and when. Steps only move forward; of several reminders that are due only the last is sent.
    pub fn next_step(&self, now: Moment) -> Option<(ReviewStep, Moment)> {
        match self.stage {
            Stage::Gathering => return Some((ReviewStep::Gather, self.started_at)),
            Stage::Settling => return Some((ReviewStep::Settle, self.started_at)),
            Stage::Closed { .. } => return None,
            Stage::Open => {}
        }
        let mut due = vec![self.started_at.plus(AFTER_START)];
        due.extend(BEFORE_DUE.map(|before| self.due.minus(before)));
        due.sort();
        let ahead = (1..).zip(due).filter(|(number, at)| {
            *number > self.reminders && *at > self.started_at && *at < self.due
        });
        let mut next = None;
        for (number, at) in ahead {
            if next.is_none() || at <= now {
                next = Some((ReviewStep::Remind(number), at));
            }
        }
        // What is over needs no reminder.
        next.filter(|_| now < self.due)
            .or(Some((ReviewStep::ComeDue, self.due)))
    }

    fn must_take_answers(&self) -> Result<(), Refusal> {
        match self.stage {
            Stage::Gathering | Stage::Open => Ok(()),
            Stage::Settling | Stage::Closed { .. } => Err(Refusal::ReviewOver),
        }
    }
}

/// Begins a campaign.
pub fn start(campaign: Campaign, by: &Authority, now: Moment) -> Result<Event, Refusal> {
    if by.reach != membership::Reach::Account {
        return Err(Refusal::BeyondOwnRights);
    }
    if campaign.due <= now {
        return Err(Refusal::EndDateInThePast);
    }
    Ok(campaign.says(ReviewFact::Started(campaign.clone())))
}

/// Ends a campaign before its date; what is unanswered follows the rule.
pub fn close(campaign: &Campaign, by: &Authority, now: Moment) -> Result<Event, Refusal> {
    if by.reach != membership::Reach::Account {
        return Err(Refusal::BeyondOwnRights);
    }
    if campaign.stage != Stage::Open {
        return Err(Refusal::ReviewOver);
    }
    Ok(campaign.says(ReviewFact::Ending {
        by: Some(by.person.clone()),
        at: now,
    }))
}

/// Decides a line, once, by somebody who manages the role and does not hold it.
///
/// In: the line with the role as it is held now, and what would come of the answer for it; none where it is no longer held.
pub fn decide(
    campaign: &Campaign,
    line: &ReviewLine,
    by: &Authority,
    answer: ReviewAnswer,
    words: Option<String>,
    planned: Option<Result<Vec<Event>, Refusal>>,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    campaign.must_take_answers()?;
    if !by.reach.covers(&line.membership.scope()) {
        return Err(Refusal::NotFound);
    }
    if by.shares_with(&line.membership.holder) {
        return Err(Refusal::OwnMembership);
    }
    if line.verdict.is_some() {
        return Err(Refusal::NothingToChange);
    }
    let (outcome, mut events) = match (planned, answer) {
        (None, _) => (LineOutcome::Gone, Vec::new()),
        (Some(_), ReviewAnswer::Keep) => (LineOutcome::Kept, Vec::new()),
        (Some(planned), ReviewAnswer::End) => (LineOutcome::Ended, planned?),
        (Some(planned), ReviewAnswer::Role(_) | ReviewAnswer::Until(_)) => {
            (LineOutcome::Changed, planned?)
        }
    };
    let after = match (outcome, answer) {
        (LineOutcome::Changed, ReviewAnswer::Role(role)) => Some((role, line.membership.until)),
        (LineOutcome::Changed, ReviewAnswer::Until(until)) => Some((line.membership.role, until)),
        _ => None,
    };
    events.push(campaign.decided(
        line,
        LineVerdict {
            outcome,
            by: Some(by.person.clone()),
            at: now,
            words,
            after,
            why: None,
        },
    ));
    Ok(events)
}

impl Campaign {
    fn decided(&self, line: &ReviewLine, verdict: LineVerdict) -> Event {
        self.says(ReviewFact::Decided {
            line: Box::new(line.clone()),
            verdict,
        })
    }
}

/// Lets the rule decide a line that nobody has answered for. The last administrator of an account is kept, whatever the rule; and
/// what somebody has changed since the campaign began was looked at, and stays as they left it.
///
/// Nothing ends in an account that is not open: nobody could answer there.
///
/// In: the membership as it is now, and the account's administrators as for `membership::end`.
pub fn settle(
    campaign: &Campaign,
    line: &ReviewLine,
    now_held: Option<&Membership>,
    administrators: &[Membership],
    is_open: bool,
    now: Moment,
) -> Vec<Event> {
    if line.verdict.is_some() {
        return Vec::new();
    }
    let (outcome, event, why) = match (now_held, campaign.rule) {
        (None, _) => (LineOutcome::Gone, None, None),
        (Some(held), _) if *held != line.membership => (LineOutcome::Superseded, None, None),
        (Some(_), ReviewRule::Keep) => (LineOutcome::Kept, None, None),
        (Some(_), ReviewRule::End) if !is_open => (
            LineOutcome::Kept,
            None,
            Some(Refusal::AccountNotOpen.code().to_owned()),
        ),
        (Some(held), ReviewRule::End) => {
            match rules::membership::end(held, administrators, EndCause::Removed) {
                Ok(event) => (LineOutcome::Ended, Some(event), None),
                Err(refusal) => (LineOutcome::Kept, None, Some(refusal.code().to_owned())),
            }
        }
    };
    let verdict = LineVerdict {
        outcome,
        by: None,
        at: now,
        words: None,
        after: None,
        why,
    };
    let line = now_held.map_or_else(|| line.clone(), |held| line.with(held));
    let mut events: Vec<Event> = event.into_iter().collect();
    events.push(campaign.decided(&line, verdict));
    events
}
