//! A request left to one decider: somebody who could decide it, for as long as they can.

use super::facts::take_in;
use super::wishes::{reaches, wishes};
use crate::support::cases::cases;
use crate::support::lumen;
use crate::support::nouns::{OPEN, OPENING, decider, person};
use domain::membership::Reach;
use domain::rules;
use domain::rules::access_request::DeciderStanding;
use proptest::prelude::*;

/// Here, away or deactivated.
fn standings() -> impl Strategy<Value = DeciderStanding> {
    proptest::sample::select(vec![
        DeciderStanding::Here,
        DeciderStanding::Away,
        DeciderStanding::Deactivated,
    ])
}

proptest! {
    #![proptest_config(cases())]

    /// A request is only ever left to somebody who could decide it, and never to who asks.
    #[test]
    fn it_is_passed_to_those_who_can_decide(wish in wishes(), by in reaches(), to in reaches(), number in 0..3u128) {
        let mut request = lumen::request(wish);
        let to = decider(person(number), to);
        let passed = rules::access_request::pass_on(&request, 1, &decider(person(1), by), &to, OPEN, OPENING);
        if let Ok(events) = passed {
            prop_assert!(request.is_within(&to.reach) && !to.asks(&request));
            take_in(&mut request, &events);
            prop_assert_eq!(request.progress.passed_to, Some(to.person));
        }
    }

    /// What was left to somebody comes loose as soon as they cannot decide it, and only then; it is not left to them again.
    #[test]
    fn what_nobody_can_decide_any_more_comes_loose(wish in wishes(), then in reaches(), there in standings()) {
        let mut request = lumen::request(wish);
        let (amina, mut bruno) = (decider(person(1), Reach::Account), decider(person(2), Reach::Account));
        let events = rules::access_request::pass_on(&request, 1, &amina, &bruno, OPEN, OPENING).unwrap();
        take_in(&mut request, &events);
        prop_assert_eq!(rules::access_request::come_loose(&request, &amina, DeciderStanding::Deactivated, OPENING), None);
        bruno.reach = then;
        let loose = rules::access_request::come_loose(&request, &bruno, there, OPENING);
        prop_assert_eq!(loose.is_none(), there == DeciderStanding::Here && request.is_within(&bruno.reach));
        let Some(event) = loose else { return Ok(()) };
        take_in(&mut request, &[event]);
        prop_assert_eq!(&request.progress.passed_to, &None);
        prop_assert_eq!(rules::access_request::come_loose(&request, &bruno, there, OPENING), None);
    }
}
