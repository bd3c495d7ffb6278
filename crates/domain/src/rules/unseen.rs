//! What happened to a support case since the page was opened that somebody acts on.

use crate::PersonId;
use crate::support_case::CaseFact;

/// What somebody does that rests on what stands in the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseAct {
    Answer,
    Solve,
    Close,
    Assign,
    Prioritise,
}

/// Whether somebody has to see first what happened since, before they do this.
///
/// What they did themselves they know. Whoever opened the case only adds to it when they write. For support an answer moves the case, so
/// that nobody might read what came in between; how it is solved or ended rests on notes and on whose it is, too.
///
/// In: `by`, nobody where whoever opened the case has no account; `is_agent`, whether they work on it for support.
pub fn has_to_be_seen(
    fact: &CaseFact,
    act: CaseAct,
    is_agent: bool,
    by: Option<&PersonId>,
) -> bool {
    if fact.author() == by || (fact.is_among_agents() && !is_agent) {
        return false;
    }
    let is_said = fact.message().is_some();
    let is_assigned = matches!(fact, CaseFact::Assigned { .. });
    match act {
        CaseAct::Answer => is_agent && is_said && !fact.is_among_agents(),
        CaseAct::Solve | CaseAct::Close => is_said || is_assigned,
        CaseAct::Assign => is_assigned,
        CaseAct::Prioritise => matches!(fact, CaseFact::Prioritised { .. }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::support_case::{CaseMark, CaseStatus, Message, MessageKind, Priority, Targets};
    use crate::{CaseId, MessageId, Moment};

    fn person(number: u128) -> PersonId {
        PersonId::new(number)
    }

    fn message(author: u128, kind: MessageKind) -> Message {
        Message {
            id: MessageId::new(1),
            author: Some(person(author)),
            words: "WAIT".into(),
            at: Moment(1),
            kind,
        }
    }

    fn of() -> CaseMark {
        CaseMark {
            case: CaseId::new(1),
            request: None,
            opened_by: Some(person(1)),
        }
    }

    fn said(author: u128) -> CaseFact {
        CaseFact::Answered {
            case: CaseId::new(1),
            request: None,
            message: message(author, MessageKind::Said),
            status: CaseStatus::Open,
            opened_by: Some(person(1)),
        }
    }

    const ALL: [CaseAct; 5] = [
        CaseAct::Answer,
        CaseAct::Solve,
        CaseAct::Close,
        CaseAct::Assign,
        CaseAct::Prioritise,
    ];

    /// The acts that this fact stands against.
    fn against(fact: &CaseFact, is_agent: bool, by: u128) -> Vec<CaseAct> {
        let by = person(by);
        let stands = |act: &CaseAct| has_to_be_seen(fact, *act, is_agent, Some(&by));
        ALL.into_iter().filter(stands).collect()
    }

    #[test]
    fn what_is_said_is_read_before_support_answers_solves_or_closes() {
        let by_agents = [CaseAct::Answer, CaseAct::Solve, CaseAct::Close];
        assert_eq!(against(&said(1), true, 2), by_agents);
        assert_eq!(against(&said(3), true, 2), by_agents);
        assert_eq!(against(&said(2), true, 2), []);
        let note = CaseFact::Noted {
            of: of(),
            note: message(3, MessageKind::Note),
        };
        assert_eq!(against(&note, true, 2), [CaseAct::Solve, CaseAct::Close]);
    }

    #[test]
    fn whoever_opened_it_adds_to_it_and_ends_nothing_unread() {
        assert_eq!(
            against(&said(2), false, 1),
            [CaseAct::Solve, CaseAct::Close]
        );
        assert_eq!(against(&said(1), false, 1), []);
    }

    #[test]
    fn what_agents_do_among_themselves_stands_against_the_same_alone() {
        let assigned = CaseFact::Assigned {
            of: of(),
            by: person(3),
            before: None,
            after: Some(person(3)),
            at: Moment(1),
        };
        let with_assignment = [CaseAct::Solve, CaseAct::Close, CaseAct::Assign];
        assert_eq!(against(&assigned, true, 2), with_assignment);
        assert_eq!(against(&assigned, true, 3), []);
        let prioritised = CaseFact::Prioritised {
            of: of(),
            by: person(3),
            before: Priority::Normal,
            after: Priority::Urgent,
            targets: Targets::default(),
            at: Moment(1),
        };
        assert_eq!(against(&prioritised, true, 2), [CaseAct::Prioritise]);
        for fact in [assigned, prioritised] {
            assert_eq!(against(&fact, false, 1), []);
        }
    }
}
