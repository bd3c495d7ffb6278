//! A request is decided once, by somebody who may, as it stands.

use super::facts::{decider, settles};
use crate::support::cases::cases;
use crate::support::nouns::{self, OPEN, account};
use crate::world::cast::called;
use crate::world::states::{facts, moments, requests, settling_facts};
use crate::world::story::{Command, stories};
use crate::world::telling::{at_every_step, for_every_request};
use domain::access_request::{AccessRequest, Denial, DenialClass, RequestStatus, Target};
use domain::membership::Reach;
use domain::rules::reminder::Timetable;
use domain::{rules, *};
use proptest::collection::vec;
use proptest::prelude::*;

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn a_request_is_decided_at_most_once(story in stories()) {
        for_every_request(&story, |_, request, facts| {
            let settling = facts.iter().filter(|fact| settles(fact)).count();
            prop_assert_eq!(settling, usize::from(request.status != RequestStatus::Pending));
            Ok(())
        })?;
    }

    #[test]
    fn nothing_more_happens_to_a_settled_request(story in stories()) {
        at_every_step(&story, |step| {
            for (before, after) in step.before.requests.iter().zip(&step.after.requests) {
                if before.status != RequestStatus::Pending {
                    prop_assert_eq!(before, after);
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn no_fact_changes_a_settled_request(
        request in requests(),
        end in settling_facts(),
        later in vec(facts(), 0..8),
    ) {
        let mut settled = request;
        settled.apply(&end);
        prop_assert_ne!(&settled.status, &RequestStatus::Pending);
        let before = settled.clone();
        later.iter().for_each(|fact| settled.apply(fact));
        prop_assert_eq!(settled, before);
    }

    #[test]
    fn whoever_comes_too_late_learns_how_it_ended(request in requests(), end in settling_facts()) {
        let mut settled = AccessRequest { target: Target::SmartAccount { identifier: nouns::identifier("lumen.example"), account: Some(account(0)) }, ..request };
        settled.apply(&end);
        let (outcome, by, at) = settled.settled().expect("settled");
        let refusal = Refusal::AlreadySettled { outcome, by: by.cloned(), at };
        let applicant = settled.applicant.clone();
        let late = nouns::decider(called("bruno"), Reach::Account);
        let denial = Denial { class: DenialClass::Other, words: None };
        let (table, now) = (Timetable::default(), Moment(i64::MAX));

        let declined = rules::access_request::decline(&settled, settled.version, &late, denial, OPEN, now);
        prop_assert_eq!(declined, Err(refusal.clone()));
        prop_assert_eq!(rules::access_request::withdraw(&settled, &applicant, now), Err(refusal.clone()));
        prop_assert_eq!(rules::access_request::remind(&settled, &applicant, OPEN, &table, now), Err(refusal));
        prop_assert_eq!(rules::access_request::pass_time(&settled, &table, now), Vec::new());
    }

    #[test]
    fn only_the_applicant_withdraws_or_reminds(
        request in requests(),
        now in moments(),
    ) {
        let (table, other) = (Timetable::default(), called("bruno"));
        let not_theirs = Err(Refusal::NotFound);
        prop_assert_eq!(&rules::access_request::withdraw(&request, &other, now), &not_theirs);
        prop_assert_eq!(&rules::access_request::remind(&request, &other, OPEN, &table, now), &not_theirs);
        prop_assert!(rules::access_request::withdraw(&request, &request.applicant, now).is_ok());
    }

    #[test]
    fn a_decision_is_made_on_the_request_as_it_stands(story in stories()) {
        at_every_step(&story, |step| {
            let (Command::Approve { stale_by, .. } | Command::Decline { stale_by, .. }) = step.command else {
                return Ok(());
            };
            prop_assert!(*stale_by == 0 || !step.request_events().any(|e| settles(&e.fact)));
            Ok(())
        })?;
    }

    #[test]
    fn nobody_decides_their_own_request(story in stories()) {
        at_every_step(&story, |step| {
            for event in step.request_events() {
                prop_assert_ne!(decider(&event.fact), Some(&event.applicant));
            }
            Ok(())
        })?;
    }

    #[test]
    fn whoever_decides_may_decide_all_that_is_asked(story in stories()) {
        at_every_step(&story, |step| {
            for event in step.request_events() {
                if let Some(by) = decider(&event.fact) {
                    let asked = step.before.request(&event.request);
                    let account = asked.account().expect("an account to decide for");
                    let scope = asked.wish.scope.as_ref().unwrap_or(&Scope::EntireAccount);
                    prop_assert!(step.before.may_decide(by, account, scope), "{event:?}");
                }
            }
            Ok(())
        })?;
    }
}
