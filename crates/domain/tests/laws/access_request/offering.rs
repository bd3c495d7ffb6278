//! An offer grants only what its author may, to whoever it was made to.

use super::facts::take_in;
use super::wishes::{grants, reaches, wishes};
use crate::support::cases::cases;
use crate::support::lumen::{self, decision_facts};
use crate::support::nouns::{OPENING, decider, membership_ids, person};
use domain::access_request::{Matter, RequestStatus};
use domain::membership::MembershipFact;
use domain::moment::days;
use domain::rules::reminder::{ReminderStep, Timetable, next_step};
use domain::{rules, *};
use proptest::prelude::*;

proptest! {
    #![proptest_config(cases())]

    /// Taking an offer gives what its author could give by hand at that moment, once, and else nothing.
    #[test]
    fn an_offer_gives_what_its_author_could(
        wish in wishes(), offer in grants(), then in reaches(), later in reaches(), is_open: bool, after in 0..90u64,
    ) {
        let mut request = lumen::request(wish);
        let table = Timetable::default();
        let by_then = decider(person(1), then);
        let Ok(events) = rules::access_request::propose(&request, 1, &by_then, offer.clone(), &decision_facts(true), OPENING) else {
            return Ok(());
        };
        prop_assert!(events.iter().all(|event| !matches!(event, Event::Membership(_))));
        take_in(&mut request, &events);
        let turn = request.progress.turn.clone().unwrap();
        prop_assert_eq!(&turn.matter, &Matter::Offer(offer.clone()));
        let now = OPENING.plus(days(after));
        let author = decider(person(1), later);
        let mut new_id = membership_ids();
        let taken = rules::access_request::accept_offer(&request, &person(0), turn.number, &author, &decision_facts(is_open), now, &mut new_id);
        let by_hand = rules::access_request::approve(&request, request.version, &author, offer.clone(), &decision_facts(is_open), now, &mut new_id);
        prop_assert_eq!(taken.is_ok(), by_hand.is_ok(), "{:?} {:?}", taken, by_hand);
        // Nobody else takes it, and not in another turn.
        prop_assert_eq!(rules::access_request::accept_offer(&request, &person(3), turn.number, &author, &decision_facts(is_open), now, &mut new_id), Err(Refusal::NotFound));
        prop_assert!(rules::access_request::accept_offer(&request, &person(0), turn.number + 1, &author, &decision_facts(is_open), now, &mut new_id).is_err());
        let Ok(events) = taken else { return Ok(()) };
        let granted = events.iter().filter_map(|event| match event {
            Event::Membership(MembershipFact::Granted(membership)) => Some(membership),
            _ => None,
        });
        for membership in granted {
            prop_assert_eq!(Some(membership.role), offer.terms().map(|terms| terms.role));
            prop_assert_eq!(&membership.granted_by, &Actor::Person(person(1)));
        }
        take_in(&mut request, &events);
        let is_theirs = matches!(&request.status, RequestStatus::Approved { by, grant, .. } if *by == Some(person(1)) && *grant == offer);
        prop_assert!(is_theirs);
        prop_assert!(rules::access_request::accept_offer(&request, &person(0), turn.number, &author, &decision_facts(is_open), now, &mut new_id).is_err());
        prop_assert_eq!(next_step(&request, &table, now), None::<(ReminderStep, Moment)>);
    }
}
