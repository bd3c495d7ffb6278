//! Access reviews: an administrator has every role of an account, or some, looked at by a date. Each is kept, changed or ended
//! once; what nobody has answered by then follows the campaign's rule.

use crate::membership::{self, Authority, EndCause, Holder, Membership};
use crate::moment::days;
use crate::smart_account::keyed;
use crate::{Event, Moment, PersonId, Refusal, ReviewId, ReviewLineId, Role, SmartAccountId};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// When deciders are reminded: so long after the start, and so long before the due date, descending.
const AFTER_START: Duration = days(3);
const BEFORE_DUE: [Duration; 2] = [days(7), days(1)];

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Campaign {
    pub id: ReviewId,
    pub account: SmartAccountId,
    pub name: String,
    pub who: Selection,
    /// From this moment on unanswered lines follow the rule.
    pub due: Moment,
    pub rule: Rule,
    pub started_by: PersonId,
    pub started_at: Moment,
    pub stage: Stage,
    /// The number of the last reminder.
    pub reminders: u32,
}

/// Whose roles are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "who", content = "what")]
pub enum Selection {
    Everyone,
    Role(Role),
    /// People who were not active for so many days.
    Dormant(u32),
}

keyed! {
    /// What becomes of a role that nobody has answered for.
    Rule { Keep = "keep", End = "end" }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "stage")]
pub enum Stage {
    /// Its lines are being put together.
    Gathering,
    Open,
    /// The unanswered follow the rule.
    Settling,
    Closed {
        at: Moment,
    },
}

/// One role to be looked at, as it was when the campaign began; decided, as it was then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub id: ReviewLineId,
    pub review: ReviewId,
    pub membership: Membership,
    pub holder_name: String,
    pub verdict: Option<Verdict>,
}

/// What was decided of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    pub outcome: Outcome,
    /// None where the campaign's rule decided.
    pub by: Option<PersonId>,
    pub at: Moment,
    pub words: Option<String>,
    /// Role and end from then on, where they were changed.
    pub after: Option<(Role, Option<Moment>)>,
    /// The code of the refusal that kept the rule from ending it.
    pub why: Option<String>,
}

keyed! {
    Outcome {
        Kept = "kept",
        Changed = "changed",
        Ended = "ended",
        Gone = "gone",
        Superseded = "superseded",
    }
}

/// What a decider answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    Keep,
    End,
    Role(Role),
    Until(Option<Moment>),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "fact", content = "data")]
pub enum ReviewFact {
    Started(Campaign),
    /// Its lines are fixed.
    Opened {
        lines: u64,
        at: Moment,
    },
    DecidersReminded {
        number: u32,
        at: Moment,
    },
    Decided {
        line: Box<Line>,
        verdict: Verdict,
    },
    /// The due date has come, or an administrator closes it: the rule decides what is left.
    Ending {
        by: Option<PersonId>,
        at: Moment,
    },
    Closed {
        at: Moment,
    },
}

/// One fact about one campaign, with what is needed to file it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewEvent {
    pub review: ReviewId,
    pub account: SmartAccountId,
    /// The campaign's name, so that the log can tell it.
    pub name: String,
    #[serde(flatten)]
    pub fact: ReviewFact,
}

/// What time has to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Put the next lines together.
    Gather,
    Remind(u32),
    ComeDue,
    /// Let the rule decide the next lines.
    Settle,
}

impl Campaign {
    pub fn says(&self, fact: ReviewFact) -> Event {
        Event::AccessReview(ReviewEvent {
            review: self.id.clone(),
            account: self.account.clone(),
            name: self.name.clone(),
            fact,
        })
    }

    pub fn apply(&mut self, fact: &ReviewFact) {
        match fact {
            ReviewFact::Started(_) | ReviewFact::Decided { .. } => {}
            ReviewFact::Opened { .. } => self.stage = Stage::Open,
            ReviewFact::DecidersReminded { number, .. } => self.reminders = *number,
            ReviewFact::Ending { .. } => self.stage = Stage::Settling,
            ReviewFact::Closed { at } => self.stage = Stage::Closed { at: *at },
        }
    }

    /// Whether a membership is one to be looked at. `last_active` is when its holder was, none for a group, which never sleeps.
    pub fn looks_at(&self, membership: &Membership, last_active: Option<Moment>) -> bool {
        if membership.since > self.started_at || !membership.holds_at(self.started_at) {
            return false;
        }
        match self.who {
            Selection::Everyone => true,
            Selection::Role(role) => membership.role == role,
            Selection::Dormant(count) => {
                let quiet = last_active.map(|seen| membership.quiet_since(seen));
                quiet.is_some_and(|since| since.plus(days(count.into())) <= self.started_at)
            }
        }
    }

    /// The next thing time does, and when. Steps only move forward; of several reminders that are due only the last is sent.
    pub fn next_step(&self, now: Moment) -> Option<(Step, Moment)> {
        match self.stage {
            Stage::Gathering => return Some((Step::Gather, self.started_at)),
            Stage::Settling => return Some((Step::Settle, self.started_at)),
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
                next = Some((Step::Remind(number), at));
            }
        }
        // What is over needs no reminder.
        next.filter(|_| now < self.due)
            .or(Some((Step::ComeDue, self.due)))
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
    line: &Line,
    by: &Authority,
    answer: Answer,
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
        (None, _) => (Outcome::Gone, Vec::new()),
        (Some(_), Answer::Keep) => (Outcome::Kept, Vec::new()),
        (Some(planned), Answer::End) => (Outcome::Ended, planned?),
        (Some(planned), Answer::Role(_) | Answer::Until(_)) => (Outcome::Changed, planned?),
    };
    let after = match (outcome, answer) {
        (Outcome::Changed, Answer::Role(role)) => Some((role, line.membership.until)),
        (Outcome::Changed, Answer::Until(until)) => Some((line.membership.role, until)),
        _ => None,
    };
    events.push(campaign.decided(
        line,
        Verdict {
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
    fn decided(&self, line: &Line, verdict: Verdict) -> Event {
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
/// In: the membership as it is now, and the account's administrators as for [`membership::end`].
pub fn settle(
    campaign: &Campaign,
    line: &Line,
    now_held: Option<&Membership>,
    administrators: &[Membership],
    is_open: bool,
    now: Moment,
) -> Vec<Event> {
    if line.verdict.is_some() {
        return Vec::new();
    }
    let (outcome, event, why) = match (now_held, campaign.rule) {
        (None, _) => (Outcome::Gone, None, None),
        (Some(held), _) if *held != line.membership => (Outcome::Superseded, None, None),
        (Some(_), Rule::Keep) => (Outcome::Kept, None, None),
        (Some(_), Rule::End) if !is_open => (
            Outcome::Kept,
            None,
            Some(Refusal::AccountNotOpen.code().to_owned()),
        ),
        (Some(held), Rule::End) => match membership::end(held, administrators, EndCause::Removed) {
            Ok(event) => (Outcome::Ended, Some(event), None),
            Err(refusal) => (Outcome::Kept, None, Some(refusal.code().to_owned())),
        },
    };
    let verdict = Verdict {
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

impl Line {
    /// The line with the role as it is held now.
    pub fn with(&self, held: &Membership) -> Self {
        Self {
            membership: held.clone(),
            ..self.clone()
        }
    }

    /// The person whose role it is, where it is not a group's.
    pub fn person(&self) -> Option<&PersonId> {
        match &self.membership.holder {
            Holder::Person(id) => Some(id),
            Holder::Group(_) => None,
        }
    }
}
