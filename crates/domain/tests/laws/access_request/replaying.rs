//! A request is what its events say, and events read back from the log.

use super::facts::changes_nothing;
use crate::support::cases::cases;
use crate::world::states::{facts, requests};
use crate::world::story::stories;
use crate::world::telling::{at_every_step, for_every_request, told};
use domain::Event;
use domain::access_request::{AccessRequest, RequestEvent, RequestFact};
use proptest::collection::vec;
use proptest::prelude::*;

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn the_events_of_a_request_give_the_stored_state_at_every_step(story in stories()) {
        at_every_step(&story, |step| {
            for event in step.request_events() {
                let facts = step.after.facts_of(&event.request);
                let stored = step.after.request(&event.request).clone();
                prop_assert_eq!(AccessRequest::replay(&facts), Some(stored));
            }
            Ok(())
        })?;
    }

    #[test]
    fn the_version_counts_the_changes(story in stories()) {
        for_every_request(&story, |_, request, facts| {
            let changes = facts.iter().filter(|fact| !changes_nothing(fact)).count();
            prop_assert_eq!(request.version as usize, changes);
            Ok(())
        })?;
    }

    #[test]
    fn every_event_reads_back_from_the_log(story in stories()) {
        for event in told(&story).log {
            let written = serde_json::to_string(&event).expect("it can be written");
            let read: Event = serde_json::from_str(&written).expect("it can be read");
            prop_assert_eq!(read, event);
        }
    }

    #[test]
    fn any_fact_reads_back_from_the_log(request in requests(), fact in facts()) {
        let event = Event::AccessRequest(RequestEvent {
            account: request.account().cloned(),
            request: request.id,
            applicant: request.applicant,
            for_group: request.for_group,
            asks_for: Vec::new(),
            fact,
        });
        let written = serde_json::to_string(&event).expect("it can be written");
        prop_assert_eq!(serde_json::from_str::<Event>(&written).expect("it can be read"), event);
    }

    #[test]
    fn facts_that_do_not_begin_with_the_sending_give_nothing(facts in vec(facts(), 0..6)) {
        let begins = matches!(facts.first(), Some(RequestFact::Sent(_)));
        prop_assert_eq!(AccessRequest::replay(&facts).is_some(), begins);
    }
}
