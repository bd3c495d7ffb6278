//! Support cases: one open about a request, written by the applicant and agents alone.

use crate::support::cases::cases;
use crate::world::story::stories;
use crate::world::telling::at_every_step;
use domain::support_case::{CaseFact, CaseStatus};
use domain::{Event, PersonId, RequestId};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// The request that a fact is about, and by whose hand it came.
fn hand(fact: &CaseFact) -> (&RequestId, &PersonId) {
    match fact {
        CaseFact::Opened { case, message } => (&case.request, &message.author),
        CaseFact::Answered {
            request, message, ..
        } => (request, &message.author),
        CaseFact::Closed { request, by, .. } => (request, by),
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn a_request_has_one_open_case_at_most(story in stories()) {
        at_every_step(&story, |step| {
            let mut open = BTreeSet::new();
            for case in step.after.cases.iter().filter(|case| case.status != CaseStatus::Closed) {
                prop_assert!(open.insert(&case.request));
            }
            Ok(())
        })?;
    }

    #[test]
    fn a_closed_case_hears_no_more(story in stories()) {
        at_every_step(&story, |step| {
            for (before, after) in step.before.cases.iter().zip(&step.after.cases) {
                prop_assert!(before.status != CaseStatus::Closed || before == after);
            }
            Ok(())
        })?;
    }

    #[test]
    fn only_the_applicant_and_agents_write_in_a_case(story in stories()) {
        at_every_step(&story, |step| {
            for event in step.events {
                if let Event::SupportCase(fact) = event {
                    let (request_id, by) = hand(fact);
                    let asked = step.after.request(request_id);
                    prop_assert!(*by == asked.applicant || step.after.is_agent(by));
                    prop_assert_eq!(event.concerns().request, Some(request_id.clone()));
                }
            }
            Ok(())
        })?;
    }
}
