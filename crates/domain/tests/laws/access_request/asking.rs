//! Who may ask, and ask again.

use super::wishes::grants;
use crate::support::cases::cases;
use crate::support::lumen;
use crate::support::nouns::{OPENING, part, person};
use crate::world::story::{Command, stories};
use crate::world::telling::at_every_step;
use domain::access_request::{AccessRequest, RequestStatus, Wish};
use domain::membership::{Holder, Source, Terms};
use domain::rules::membership::spread;
use domain::{Actor, MembershipId, Scope};
use proptest::prelude::*;
use std::collections::BTreeSet;

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn somebody_waits_for_one_answer_to_one_question(story in stories()) {
        at_every_step(&story, |step| {
            let mut waiting = BTreeSet::new();
            for asked in step.after.requests.iter().filter(|r| r.status == RequestStatus::Pending) {
                prop_assert!(waiting.insert((&asked.applicant, asked.target.key())));
            }
            Ok(())
        })?;
    }

    #[test]
    fn whoever_was_declined_waits_before_asking_again(story in stories()) {
        at_every_step(&story, |step| {
            let Command::Send { .. } = step.command else {
                return Ok(());
            };
            let wait = step.before.table.after_denial;
            for event in step.request_events() {
                let asked = step.after.request(&event.request);
                let same = |r: &&AccessRequest| r.applicant == asked.applicant && r.target == asked.target;
                for earlier in step.before.requests.iter().filter(same) {
                    if let RequestStatus::Denied { at, .. } = earlier.status {
                        prop_assert!(asked.sent_at >= at.plus(wait));
                    }
                }
            }
            Ok(())
        })?;
    }

    /// Whoever was granted something holds it, on what is nested in it, too, and for no longer than it was granted.
    #[test]
    fn what_was_granted_is_held_where_it_is_asked_for_again(grant in grants()) {
        let tree = lumen::tree();
        let terms = grant.terms().expect("a role");
        let Terms { role, scope, until } = terms.clone();
        let (holder, account, by) = (Holder::Person(person(0)), lumen::id(), Actor::Person(person(1)));
        let held = spread(&terms, &holder, &account, &Source::Import, &by, OPENING, || MembershipId::new(1));
        let wish = Wish { role: Some(role), scope: Some(scope.clone()), until };
        prop_assert_eq!(wish.is_held(&held, &tree), !held.is_empty());
        prop_assert!(!wish.is_held(&[], &tree));
        let nested = Wish { scope: Some(Scope::VirtualAccounts([part(3)].into())), ..wish.clone() };
        let reaches = |id| scope.virtual_accounts().any(|on| *on == part(id));
        prop_assert_eq!(nested.is_held(&held, &tree), reaches(2) || reaches(3));
        let unsaid = Wish { role: None, ..wish.clone() };
        prop_assert!(!unsaid.is_held(&held, &tree));
        prop_assert_eq!(Wish { until: None, ..wish }.is_held(&held, &tree), until.is_none() && !held.is_empty());
    }
}
