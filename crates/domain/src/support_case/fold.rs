//! A case as its facts make it.

use crate::Moment;
use crate::support_case::case::{CaseClock, CaseState, CaseStatus, SupportCase};
use crate::support_case::fact::CaseFact;

impl SupportCase {
    /// Takes in one fact. A case that is over hears of nothing but its reopening, its closing and notes: other facts are ignored.
    pub fn apply(&mut self, fact: &CaseFact) {
        let is_closed = matches!(self.state, CaseState::Closed { .. });
        match fact {
            CaseFact::Reopened {
                message, targets, ..
            } if self.state.is_over() => {
                self.state = CaseState::Open;
                self.clock = CaseClock::begun(message.at, *targets);
                self.changed_at = message.at;
            }
            CaseFact::Closed { by, at, .. } if !is_closed => self.close(by.clone(), *at),
            CaseFact::ClosedByItself { at, .. } if !is_closed => self.close(None, *at),
            _ if self.state.is_over() => {}
            CaseFact::Answered {
                message, status, ..
            } => {
                self.go_on(message.at);
                if !self.is_openers(message.author.as_ref()) {
                    self.clock.first_answer.get_or_insert(message.at);
                }
                self.state = match status {
                    CaseStatus::Answered => CaseState::Answered { since: message.at },
                    _ => CaseState::Open,
                };
                self.changed_at = message.at;
            }
            CaseFact::Solved { message, .. } => {
                // An agent said it, and agents are people.
                let Some(by) = message.author.clone() else {
                    return;
                };
                self.go_on(message.at);
                self.clock.first_answer.get_or_insert(message.at);
                self.state = CaseState::Solved { by, at: message.at };
                self.changed_at = message.at;
            }
            // What agents do among themselves is no change that whoever opened the case could see.
            CaseFact::Prioritised { after, targets, .. } => {
                self.priority = *after;
                self.clock.targets = *targets;
            }
            CaseFact::Assigned { after, .. } => self.assignee = after.clone(),
            CaseFact::Opened { .. }
            | CaseFact::Reopened { .. }
            | CaseFact::Closed { .. }
            | CaseFact::ClosedByItself { .. }
            | CaseFact::Removed { .. }
            | CaseFact::Attached { .. }
            | CaseFact::Acted { .. }
            | CaseFact::Noted { .. } => {}
        }
    }

    fn close(&mut self, by: Option<crate::PersonId>, at: Moment) {
        self.go_on(at);
        let solved = match self.state {
            CaseState::Solved { at, .. } => Some(at),
            _ => None,
        };
        self.state = CaseState::Closed { by, at, solved };
        self.changed_at = at;
    }

    /// The clock, where it stood still, goes on.
    fn go_on(&mut self, at: Moment) {
        if let CaseState::Answered { since } = self.state {
            let pause = u64::try_from(at.since(since).as_millis()).unwrap_or(u64::MAX);
            self.clock.paused = self.clock.paused.saturating_add(pause);
        }
    }

    /// The state the facts lead to; none unless they begin with the opening.
    pub fn replay<'a>(facts: impl IntoIterator<Item = &'a CaseFact>) -> Option<SupportCase> {
        let mut facts = facts.into_iter();
        let Some(CaseFact::Opened { case, .. }) = facts.next() else {
            return None;
        };
        let mut case = (**case).clone();
        facts.for_each(|fact| case.apply(fact));
        Some(case)
    }
}
