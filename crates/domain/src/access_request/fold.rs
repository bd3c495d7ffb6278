//! A request as its facts make it.

use super::RequestFact;
use crate::access_request::request::{AccessRequest, Matter, RequestStatus, Turn};
use crate::{Moment, PersonId};

impl AccessRequest {
    /// Takes in one fact. A settled request changes no more: later facts about it are ignored.
    pub fn apply(&mut self, fact: &RequestFact) {
        if !matches!(self.status, RequestStatus::Pending) {
            return;
        }
        let next = self.version + 1;
        match fact {
            RequestFact::Sent(_)
            | RequestFact::DecisionRefused { .. }
            | RequestFact::RemindedBySupport { .. }
            | RequestFact::Commented { .. } => return,
            RequestFact::Wrote { at, .. } => {
                self.progress.last_written = Some(*at);
                return;
            }
            RequestFact::Approved {
                by,
                at,
                grant,
                rule,
                deputy_of,
            } => {
                self.status = RequestStatus::Approved {
                    by: by.clone(),
                    at: *at,
                    grant: grant.clone(),
                    rule: rule.clone(),
                    deputy_of: deputy_of.clone(),
                };
            }
            RequestFact::Denied {
                by,
                at,
                denial,
                rule,
                deputy_of,
            } => {
                self.status = RequestStatus::Denied {
                    by: by.clone(),
                    at: *at,
                    denial: denial.clone(),
                    rule: rule.clone(),
                    deputy_of: deputy_of.clone(),
                };
            }
            RequestFact::Withdrawn { at } | RequestFact::ApplicantDeactivated { at } => {
                self.status = RequestStatus::Withdrawn { at: *at }
            }
            RequestFact::Expired { at } | RequestFact::ExpiredUnanswered { at } => {
                self.status = RequestStatus::Expired { at: *at };
            }
            RequestFact::Nudged { number, at } => {
                self.progress.nudges = *number;
                self.progress.last_nudge = Some(*at);
            }
            RequestFact::DecidersReminded { number, .. } => {
                self.progress.system_reminders = *number
            }
            RequestFact::Escalated { at, .. } => self.progress.escalated = Some(*at),
            RequestFact::ExpiryAnnounced { at } => self.progress.warned = Some(*at),
            RequestFact::VirtualAccountGone { after, .. } => self.wish.scope = after.clone(),
            RequestFact::PassedOn { to, .. } => self.progress.passed_to = Some(to.clone()),
            RequestFact::CameLoose { .. } => self.progress.passed_to = None,
            RequestFact::QuestionAsked { by, question, at } => {
                self.wait_for_requester(by, *at, Matter::Question(question.clone()));
            }
            RequestFact::Offered { by, offer, at } => {
                self.wait_for_requester(by, *at, Matter::Offer(offer.clone()));
            }
            RequestFact::Answered { at, .. }
            | RequestFact::OfferAccepted { at }
            | RequestFact::OfferDeclined { at, .. } => self.go_on(*at),
            RequestFact::RequesterReminded { at } => {
                if let Some(turn) = &mut self.progress.turn {
                    turn.reminded = Some(*at);
                }
            }
        }
        if !matches!(self.status, RequestStatus::Pending) {
            self.progress.turn = None;
        }
        self.version = next;
    }

    /// The clock stops; where it stood still already, for another matter.
    fn wait_for_requester(&mut self, by: &PersonId, at: Moment, matter: Matter) {
        self.go_on(at);
        self.progress.turn = Some(Turn {
            number: self.version + 1,
            by: by.clone(),
            since: at,
            reminded: None,
            matter,
        });
    }

    /// The clock goes on where it stood: all that is counted from earlier moves by the pause.
    fn go_on(&mut self, at: Moment) {
        let Some(turn) = self.progress.turn.take() else {
            return;
        };
        let pause = at.since(turn.since);
        let moved = |moment: Moment| moment.plus(pause);
        self.progress.paused = self
            .progress
            .paused
            .saturating_add(u64::try_from(pause.as_millis()).unwrap_or(u64::MAX));
        self.progress.warned = self.progress.warned.map(moved);
        self.progress.last_nudge = self.progress.last_nudge.map(moved);
    }

    /// The state the facts lead to; none unless they begin with the sending.
    pub fn replay<'a>(facts: impl IntoIterator<Item = &'a RequestFact>) -> Option<AccessRequest> {
        let mut facts = facts.into_iter();
        let Some(RequestFact::Sent(first)) = facts.next() else {
            return None;
        };
        let mut request = (**first).clone();
        facts.for_each(|fact| request.apply(fact));
        Some(request)
    }
}
