//! A request decided, with what the rules ask about the decider and the account.

use super::state::World;
use super::story::{Command, Terms, Which, Who};
use crate::support::nouns::{OPEN, account, decider};
use domain::access_request::{AccessRequest, Denial, DenialClass, Grant};
use domain::membership::Reach;
use domain::rules::access_request::{
    AccountFacts, Decider, DecisionFacts, RequestStanding, TargetFacts,
};
use domain::smart_account::AccountStatus;
use domain::{rules, *};

impl World {
    /// Tries a decision; an attempt refused for reaching too far is put on record.
    pub fn decide(
        &mut self,
        command: &Command,
        who: &Who,
        which: &Which,
    ) -> Result<Vec<Event>, Refusal> {
        let Some(request) = self.chosen(which).cloned() else {
            return Ok(Vec::new());
        };
        let by = self.decider(&self.resolve(who, &request), &request);
        let answer = match command {
            Command::Approve {
                stale_by, terms, ..
            } => self.approve(&request, *stale_by, &by, terms.as_ref()),
            Command::Decline {
                stale_by, class, ..
            } => self.decline(&request, *stale_by, &by, *class),
            _ => Ok(Vec::new()),
        };
        if let Err(refusal) = &answer
            && refusal.is_notable()
        {
            let tried = rules::access_request::decision_refused(&request, &by.person, refusal);
            self.take_in(&[tried]);
        }
        answer
    }

    fn approve(
        &mut self,
        request: &AccessRequest,
        stale_by: u32,
        by: &Decider,
        terms: Option<&Terms>,
    ) -> Result<Vec<Event>, Refusal> {
        let grant = self.grant(request, terms);
        let facts = self.decision_facts(request);
        let (now, seen) = (self.now, request.version.saturating_sub(stale_by));
        let new_id = || MembershipId::new(self.make());
        rules::access_request::approve(request, seen, by, grant, &facts, now, new_id)
    }

    fn decline(
        &self,
        request: &AccessRequest,
        stale_by: u32,
        by: &Decider,
        class: DenialClass,
    ) -> Result<Vec<Event>, Refusal> {
        let seen = request.version.saturating_sub(stale_by);
        let denial = Denial { class, words: None };
        let standing = self.decision_facts(request).standing;
        rules::access_request::decline(request, seen, by, denial, standing, self.now)
    }

    /// What is granted: the decider's own terms, or what was asked for.
    fn grant(&self, request: &AccessRequest, terms: Option<&Terms>) -> Grant {
        let wish = &request.wish;
        let asked = || wish.scope.clone().unwrap_or(Scope::EntireAccount);
        let scope = terms.and_then(|t| t.scope.clone()).unwrap_or_else(asked);
        let usual = match scope {
            Scope::EntireAccount => Role::SaUser,
            Scope::VirtualAccounts(_) => Role::VaUser,
        };
        let granted = domain::membership::Terms {
            role: terms.map_or(wish.role, |t| t.role).unwrap_or(usual),
            scope,
            until: terms.map_or(wish.until, |t| t.until(self.now)),
        };
        Grant::of_role(granted, None)
    }

    fn decision_facts(&self, request: &AccessRequest) -> DecisionFacts {
        let account = request.account().cloned().unwrap_or(account(99));
        DecisionFacts {
            applicant_is_active: true,
            standing: RequestStanding {
                account_is_open: self
                    .accounts
                    .iter()
                    .find(|a| a.id == account)
                    .is_none_or(|a| a.status == AccountStatus::Active),
                ..OPEN
            },
            target: TargetFacts::Account(Box::new(AccountFacts {
                domain: request.target.domain_identifier().expect("one").clone(),
                tree: self.tree(&account),
                applicant_emails: self.player(&request.applicant).emails.clone(),
                held: self.listed(&request.applicant, &account).cloned().collect(),
            })),
        }
    }

    pub fn decider(&self, person: &PersonId, request: &AccessRequest) -> Decider {
        let reach = request.account().map_or(Reach::Nothing, |account| {
            self.reach(person, account, Right::RequestDecide)
        });
        decider(person.clone(), reach)
    }
}
