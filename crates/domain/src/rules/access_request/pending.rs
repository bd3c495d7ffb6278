//! What any step needs: a request that is pending, as the caller knows it.

use crate::access_request::{AccessRequest, RequestEvent, RequestFact, Turn};
use crate::{Event, PersonId, Refusal, Scope};

impl AccessRequest {
    /// A fact about this request, filed with what it asks for at this moment.
    pub(super) fn says(&self, fact: RequestFact) -> Event {
        Event::AccessRequest(RequestEvent {
            request: self.id.clone(),
            account: self.account().cloned(),
            applicant: self.applicant.clone(),
            for_group: self.for_group.clone(),
            asks_for: self
                .wish
                .scope
                .iter()
                .flat_map(Scope::virtual_accounts)
                .cloned()
                .collect(),
            fact,
        })
    }

    /// What `by` is waited for in this turn, if it still is theirs.
    pub fn turn_of(&self, by: &PersonId, number: u32) -> Result<&Turn, Refusal> {
        if self.applicant != *by {
            return Err(Refusal::NotFound);
        }
        self.must_be_pending()?;
        let turn = self.progress.turn.as_ref();
        let turn = turn.ok_or(Refusal::NothingToAnswer)?;
        if turn.number == number {
            Ok(turn)
        } else {
            Err(Refusal::StalePage)
        }
    }

    /// Errors: [`Refusal::AlreadySettled`], with how, by whom and when.
    pub(super) fn must_be_pending(&self) -> Result<(), Refusal> {
        match self.settled() {
            None => Ok(()),
            Some((outcome, by, at)) => Err(Refusal::AlreadySettled {
                outcome,
                by: by.cloned(),
                at,
            }),
        }
    }
}
