//! Commands carried out: each is put to the rules, and what they answer is taken in.

use super::cast::called;
use super::state::World;
use super::story::{Command, Which, Who};
use crate::support::nouns::OPEN;
use domain::access_request::{AccessRequest, RequestStatus};
use domain::membership::EndCause;
use domain::rules::support_case::{NewCase, SupportTimetable};
use domain::support_case::{CaseNumber, Message, MessageKind, Opener, SupportCase};
use domain::{rules, *};
use proptest::sample::Index;

impl World {
    pub fn carry_out(&mut self, command: &Command) -> Result<(), Refusal> {
        match command {
            Command::Wait(span) => self.now = Moment(self.now.0 + span),
            Command::LetTimeWork => self.let_time_work(),
            _ => {
                let events = self.answer(command)?;
                self.take_in(&events);
            }
        }
        Ok(())
    }

    /// What the worker does when it wakes: every request, until nothing more happens to it.
    fn let_time_work(&mut self) {
        let most = self.table.deciders.len() + 4;
        for place in 0..self.requests.len() {
            for round in 0.. {
                assert!(round <= most, "time never comes to rest");
                let events =
                    rules::access_request::pass_time(&self.requests[place], &self.table, self.now);
                if events.is_empty() {
                    break;
                }
                self.take_in(&events);
            }
        }
        for place in 0..self.cases.len() {
            let events = rules::support_case::pass_time(&self.cases[place], self.now);
            self.take_in(&events);
        }
    }

    fn answer(&mut self, command: &Command) -> Result<Vec<Event>, Refusal> {
        match command {
            Command::Wait(_) | Command::LetTimeWork => Ok(Vec::new()),
            Command::Send {
                who,
                identifier,
                terms,
            } => self.send(who, *identifier, terms),
            Command::Approve { who, which, .. } | Command::Decline { who, which, .. } => {
                self.decide(command, who, which)
            }
            Command::End { which } => self.end(which),
            Command::Withdraw { who, which } => {
                self.with_request(who, which, |world, by, asked| {
                    rules::access_request::withdraw(asked, by, world.now)
                })
            }
            Command::Remind { who, which } => self.with_request(who, which, |world, by, asked| {
                rules::access_request::remind(asked, by, OPEN, &world.table, world.now)
            }),
            Command::OpenCase { who, which } => self.open_case(who, which),
            Command::AnswerCase { who, which } => self.answer_case(who, which),
            Command::CloseCase { .. }
            | Command::SolveCase { .. }
            | Command::ReopenCase { .. }
            | Command::NoteInCase { .. }
            | Command::PrioritiseCase { .. }
            | Command::AssignCase { .. } => self.work_on_case(command),
        }
    }

    fn work_on_case(&mut self, command: &Command) -> Result<Vec<Event>, Refusal> {
        let message = MessageId::new(self.make());
        let table = SupportTimetable::default();
        match command {
            Command::CloseCase { who, which } => self.with_case(who, which, |world, by, case| {
                rules::support_case::close(case, world.works_on(by, case), Some(by), world.now)
            }),
            Command::SolveCase { who, which } => self.with_case(who, which, |world, by, case| {
                let message = world.message(message, by);
                rules::support_case::solve(case, world.works_on(by, case), message, 0)
            }),
            Command::ReopenCase { who, which } => self.with_case(who, which, |world, by, case| {
                let open = case.request.as_ref().and_then(|id| world.case_about(id));
                let (message, is_agent) = (world.message(message, by), world.works_on(by, case));
                rules::support_case::reopen(case, is_agent, message, 0, open, &table)
            }),
            Command::NoteInCase { who, which } => self.with_case(who, which, |world, by, case| {
                let message = world.message(message, by);
                rules::support_case::note(case, world.works_on(by, case), message, 0)
            }),
            Command::PrioritiseCase {
                who,
                which,
                priority,
            } => self.with_case(who, which, |world, by, case| {
                let is_agent = world.works_on(by, case);
                rules::support_case::prioritise(case, is_agent, by, *priority, &table, world.now)
            }),
            Command::AssignCase { who, which, to } => {
                self.with_case(who, which, |world, by, case| {
                    let to = to.as_ref().map(|to| to.get(&world.people).id.clone());
                    let to = to.as_ref().map(|to| (to, world.works_on(to, case)));
                    let is_agent = world.works_on(by, case);
                    rules::support_case::assign(case, is_agent, by, to, world.now)
                })
            }
            _ => Ok(Vec::new()),
        }
    }

    /// Nobody works on their own case.
    fn works_on(&self, by: &PersonId, case: &SupportCase) -> bool {
        self.is_agent(by) && !case.is_openers(Some(by))
    }

    fn open_case(&mut self, who: &Who, which: &Which) -> Result<Vec<Event>, Refusal> {
        let (case, message) = (CaseId::new(self.make()), MessageId::new(self.make()));
        let number = self.make();
        self.with_request(who, which, |world, by, asked| {
            rules::support_case::open(NewCase {
                number: CaseNumber::drawn(number),
                id: case,
                subject: "Nobody answers".to_owned(),
                opened_by: Opener::Person(by.clone()),
                request: Some((asked, world.case_about(&asked.id))),
                earlier: None,
                message: world.message(message, by),
                targets: SupportTimetable::default().normal,
            })
        })
    }

    fn answer_case(&mut self, who: &Who, which: &Index) -> Result<Vec<Event>, Refusal> {
        let message = MessageId::new(self.make());
        self.with_case(who, which, |world, by, case| {
            // No run of a law writes as much as a case holds.
            let is_agent = world.works_on(by, case);
            rules::support_case::answer(case, is_agent, world.message(message, by), false, 0)
        })
    }

    /// Ends a membership: by its date if that has come, else because somebody takes it away.
    fn end(&self, which: &Index) -> Result<Vec<Event>, Refusal> {
        let membership = which.get(&self.memberships);
        let administrators: Vec<_> = self
            .memberships
            .iter()
            .filter(|m| m.account == membership.account && m.role == Role::SaAdministrator)
            .cloned()
            .collect();
        let why = match membership.holds_at(self.now) {
            true => EndCause::Removed,
            false => EndCause::Lapsed,
        };
        Ok(vec![rules::membership::end(
            membership,
            &administrators,
            why,
        )?])
    }

    fn with_request(
        &self,
        who: &Who,
        which: &Which,
        act: impl FnOnce(&World, &PersonId, &AccessRequest) -> Result<Vec<Event>, Refusal>,
    ) -> Result<Vec<Event>, Refusal> {
        match self.chosen(which) {
            Some(request) => act(self, &self.resolve(who, request), request),
            None => Ok(Vec::new()),
        }
    }

    fn with_case(
        &self,
        who: &Who,
        which: &Index,
        act: impl FnOnce(&World, &PersonId, &SupportCase) -> Result<Vec<Event>, Refusal>,
    ) -> Result<Vec<Event>, Refusal> {
        let Some(case) = pick(&self.cases, which) else {
            return Ok(Vec::new());
        };
        let request = case.request.as_ref().expect("the request of a case");
        let by = self.resolve(who, self.request(request));
        act(self, &by, case)
    }

    pub fn chosen(&self, which: &Which) -> Option<&AccessRequest> {
        match which {
            Which::Any(index) => pick(&self.requests, index),
            Which::Pending(index) => {
                let pending = |r: &&AccessRequest| r.status == RequestStatus::Pending;
                let pending: Vec<_> = self.requests.iter().filter(pending).collect();
                pick(&pending, index).copied()
            }
        }
    }

    pub fn resolve(&self, who: &Who, request: &AccessRequest) -> PersonId {
        let anybody = |index: &Index| index.get(&self.people).id.clone();
        match who {
            Who::Anybody(index) => anybody(index),
            Who::Applicant => request.applicant.clone(),
            Who::Agent => called("sam"),
            Who::Decider(index) => {
                let people = self.people.iter().map(|player| player.id.clone());
                let able: Vec<_> = people
                    .filter(|id| !self.decider(id, request).reach.is_nothing())
                    .collect();
                pick(&able, index).cloned().unwrap_or(anybody(index))
            }
        }
    }

    fn case_about(&self, request: &RequestId) -> Option<&CaseId> {
        self.cases
            .iter()
            .find(|case| case.request.as_ref() == Some(request) && !case.state.is_over())
            .map(|case| &case.id)
    }

    fn message(&self, id: MessageId, author: &PersonId) -> Message {
        Message {
            id,
            author: Some(author.clone()),
            words: "Nobody answers.".to_owned(),
            at: self.now,
            kind: MessageKind::Said,
        }
    }
}

fn pick<'a, T>(from: &'a [T], index: &Index) -> Option<&'a T> {
    (!from.is_empty()).then(|| index.get(from))
}
