//! Support cases: one open about a request, written by the applicant and agents alone, and a clock that is theirs who have the next
//! word.

use crate::support::cases::cases;
use crate::world::story::stories;
use crate::world::telling::{at_every_step, told};
use domain::Event;
use domain::rules::support_case::SupportTimetable;
use domain::support_case::{
    CLOSES_AFTER, CaseFact, CaseState, CaseStatus, REOPENED_WITHIN, SupportCase,
};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn facts(events: &[Event]) -> impl Iterator<Item = &CaseFact> {
    events.iter().filter_map(|event| match event {
        Event::SupportCase(fact) => Some(fact),
        _ => None,
    })
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn a_request_has_one_open_case_at_most(story in stories()) {
        at_every_step(&story, |step| {
            let mut open = BTreeSet::new();
            for case in step.after.cases.iter().filter(|case| !case.state.is_over()) {
                prop_assert!(open.insert(&case.request));
            }
            Ok(())
        })?;
    }

    #[test]
    fn a_case_is_what_its_facts_make_it(story in stories()) {
        let world = told(&story);
        for case in &world.cases {
            let own: Vec<_> = facts(&world.log).filter(|fact| *fact.case() == case.id).collect();
            prop_assert_eq!(SupportCase::replay(own), Some(case.clone()));
        }
    }

    #[test]
    fn a_closed_case_hears_of_nothing_but_its_reopening(story in stories()) {
        at_every_step(&story, |step| {
            for (before, after) in step.before.cases.iter().zip(&step.after.cases) {
                let was_reopened = facts(step.events).any(|fact| {
                    *fact.case() == before.id && matches!(fact, CaseFact::Reopened { .. })
                });
                prop_assert!(before.status() != CaseStatus::Closed || before == after || was_reopened);
            }
            Ok(())
        })?;
    }

    #[test]
    fn only_the_applicant_and_agents_write_in_a_case(story in stories()) {
        at_every_step(&story, |step| {
            for fact in facts(step.events) {
                let case = step.after.cases.iter().find(|case| case.id == *fact.case());
                let case = case.expect("a case that was opened");
                if let Some(by) = fact.author() {
                    prop_assert!(case.is_openers(Some(by)) || step.after.is_agent(by));
                }
            }
            Ok(())
        })?;
    }

    /// Neither in lists of their own, nor of their request, nor in the log of the installation, should they be an operator.
    #[test]
    fn what_agents_do_among_themselves_is_never_for_the_opener(story in stories()) {
        at_every_step(&story, |step| {
            for fact in facts(step.events) {
                let case = step.after.cases.iter().find(|case| case.id == *fact.case());
                let case = case.expect("a case that was opened");
                let event = Event::SupportCase(fact.clone());
                let is_internal = fact.message().is_some_and(|message| message.kind.is_internal());
                let is_among_agents = is_internal
                    || matches!(fact, CaseFact::Assigned { .. } | CaseFact::Prioritised { .. });
                let opener = case.opened_by.person().expect("a person");
                for asks in [true, false] {
                    prop_assert_eq!(event.is_for(opener, asks), !is_among_agents);
                }
                let concerns = event.concerns();
                match is_among_agents {
                    true => prop_assert_eq!((concerns.request, concerns.person), (None, None)),
                    false => prop_assert_eq!(concerns.request, case.request.clone()),
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn the_clock_runs_while_support_has_the_next_word(story in stories()) {
        at_every_step(&story, |step| {
            for case in &step.after.cases {
                prop_assert_eq!(case.due().is_some(), case.state == CaseState::Open);
                prop_assert_eq!(case.clock.targets, SupportTimetable::default().of(case.priority));
                prop_assert!(case.resolution_due() >= case.clock.started.plus(case.clock.targets.resolution));
                if case.status() == CaseStatus::Answered {
                    prop_assert!(case.clock.first_answer.is_some());
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn a_case_is_reopened_within_its_time_and_solved_ones_close(story in stories()) {
        at_every_step(&story, |step| {
            for fact in facts(step.events) {
                let before = step.before.cases.iter().find(|case| case.id == *fact.case());
                match (fact, before.map(|case| &case.state)) {
                    (CaseFact::Reopened { message, .. }, Some(CaseState::Solved { at, .. }))
                    | (
                        CaseFact::Reopened { message, .. },
                        Some(CaseState::Closed { at, solved: None, .. } | CaseState::Closed { solved: Some(at), .. }),
                    ) => prop_assert!(message.at < at.plus(REOPENED_WITHIN)),
                    (CaseFact::ClosedByItself { at: now, .. }, Some(CaseState::Solved { at, .. })) => {
                        prop_assert!(*now >= at.plus(CLOSES_AFTER));
                    }
                    (CaseFact::Reopened { .. } | CaseFact::ClosedByItself { .. }, _) => prop_assert!(false),
                    _ => {}
                }
            }
            Ok(())
        })?;
    }
}
