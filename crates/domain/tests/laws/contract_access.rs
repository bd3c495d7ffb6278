//! Access to contracts: nothing is told of other people's contracts, what is given ends in time, and a number means one thing or nothing.

use crate::support::cases::cases;
use crate::support::nouns::{OPENING, email, identifier, person};
use domain::access_request::DenialClass;
use domain::contract::{AccessType, Agreed, Contract, ContractNumber};
use domain::entitlement::{EntitledTo, Entitlement, EntitlementEnd, EntitlementFact};
use domain::moment::days;
use domain::rules::contract_access::{Evaluation, LedTo, evaluate, waits_for_somebody};
use domain::rules::entitlement::{follow_contracts, give_back, look_again, pass_time, renew};
use domain::{ContractId, Event, Moment, Refusal, RequestId};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

fn number(typed: &str) -> ContractNumber {
    ContractNumber::parse(typed).expect("a number")
}

/// Days from the opening, before it or after.
fn day(count: i64) -> Moment {
    Moment(OPENING.0 + count * 86_400_000)
}

fn contracts(most: usize) -> impl Strategy<Value = Vec<Contract>> {
    let domain = select(&["lumen.example", "holding.example"][..]);
    let offers = subsequence(AccessType::ALL.to_vec(), 1..=2);
    let one = (
        domain,
        offers,
        option::of(-400i64..800),
        any::<bool>(),
        any::<u32>(),
    );
    let one = one.prop_map(|(domain, offers, ends, is_locked, id)| Contract {
        id: ContractId::new(id.into()),
        agreed: Agreed {
            number: number("204881"),
            bill_to: None,
            serials: Default::default(),
            company: "Lumen Networks".into(),
            parent: None,
            domains: [identifier(domain)].into(),
            offers: offers.into_iter().collect(),
            ends: ends.map(day),
            is_locked,
        },
        version: 1,
    });
    vec(one, 0..=most)
}

fn led_to() -> impl Strategy<Value = LedTo> {
    // Mostly of one kind, as numbers are.
    let own = contracts(1).prop_map(|mut found| found.pop());
    (0..5u8, own, contracts(3), contracts(2)).prop_map(|(kind, contract, billed, with_serial)| {
        match kind {
            0 => LedTo {
                contract,
                ..LedTo::default()
            },
            1 => LedTo {
                billed,
                ..LedTo::default()
            },
            2 => LedTo {
                with_serial,
                ..LedTo::default()
            },
            3 => LedTo::default(),
            _ => LedTo {
                contract,
                billed,
                with_serial,
            },
        }
    })
}

fn all(led_to: &LedTo) -> impl Iterator<Item = &Contract> {
    let own = led_to.contract.iter();
    own.chain(&led_to.billed).chain(&led_to.with_serial)
}

fn entitlement(until: Moment) -> Entitlement {
    Entitlement {
        request: RequestId::new(1),
        person: person(0),
        to: EntitledTo::Contract {
            contract_number: number("204881"),
            contract_access: AccessType::FullSupport,
        },
        since: OPENING,
        until: Some(until),
        announced: None,
        ended: None,
        taken_away: None,
    }
}

fn take_in(one: &mut Entitlement, events: &[Event]) {
    for event in events {
        if let Event::Entitlement(fact) = event {
            one.apply(fact);
        }
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn strangers_learn_nothing_of_a_contract(led_to in led_to(), access in select(AccessType::ALL)) {
        let strangers = [email("camille@atelier.example")];
        prop_assert_eq!(evaluate(&led_to, access, &strangers, OPENING), Evaluation::Pending);
        prop_assert_eq!(evaluate(&led_to, access, &[], OPENING), Evaluation::Pending);
    }

    #[test]
    fn an_answer_is_about_contracts_open_to_who_asks_and_nothing_else(led_to in led_to(), access in select(AccessType::ALL)) {
        let ines = [email("ines@lumen.example")];
        let answer = evaluate(&led_to, access, &ines, OPENING);
        if answer == Evaluation::Pending {
            return Ok(());
        }
        for contract in all(&led_to) {
            prop_assert!(!contract.agreed.is_locked);
            prop_assert!(contract.agreed.domains.contains(&identifier("lumen.example")));
        }
        let live: Vec<_> = all(&led_to).filter(|one| !one.has_ended(OPENING)).collect();
        let offered = live.iter().any(|one| one.agreed.offers.contains(&access));
        match answer {
            Evaluation::Added { until } => {
                prop_assert!(offered);
                prop_assert!(until > OPENING && until <= OPENING.plus(led_to.held_for()));
            }
            Evaluation::Denied(DenialClass::ContractEnded) => prop_assert!(live.is_empty()),
            Evaluation::Denied(class) => {
                prop_assert_eq!(class, DenialClass::TypeNotOffered);
                prop_assert!(!live.is_empty() && !offered);
            }
            Evaluation::Pending => unreachable!(),
        }
    }

    #[test]
    fn what_means_several_things_means_none(led_to in led_to(), access in select(AccessType::ALL)) {
        let kinds = [led_to.contract.is_some(), !led_to.billed.is_empty(), !led_to.with_serial.is_empty()];
        let is_ambiguous = kinds.iter().filter(|found| **found).count() > 1 || led_to.with_serial.len() > 1;
        if is_ambiguous {
            let ines = [email("ines@lumen.example"), email("ines@holding.example")];
            prop_assert_eq!(evaluate(&led_to, access, &ines, OPENING), Evaluation::Pending);
        }
    }

    #[test]
    fn time_announces_an_end_once_and_ends_once(until in 1i64..800, clock in vec(0i64..900, 1..12)) {
        let mut one = entitlement(day(until));
        let mut clock = clock;
        clock.sort_unstable();
        let (mut announced, mut ended) = (0, 0);
        for now in clock {
            let events = pass_time(&one, day(now));
            prop_assert!(events.len() <= 1);
            for event in &events {
                match event {
                    Event::Entitlement(EntitlementFact::EndAnnounced { .. }) => {
                        announced += 1;
                        prop_assert!(now < until && now + 14 >= until);
                    }
                    Event::Entitlement(EntitlementFact::Ended { why, .. }) => {
                        ended += 1;
                        prop_assert_eq!(*why, EntitlementEnd::Lapsed);
                        prop_assert!(now >= until);
                    }
                    other => prop_assert!(false, "{other:?}"),
                }
            }
            take_in(&mut one, &events);
            prop_assert!(!one.holds_at(day(now)) || now < until);
        }
        prop_assert!(announced <= 1 && ended <= 1);
    }

    #[test]
    fn looking_again_only_lengthens_and_following_only_shortens(led_to in led_to(), until in 1i64..800, now in 0i64..900, is_taken_out in any::<bool>()) {
        let (one, now) = (entitlement(day(until)), day(now));
        let ines = [email("ines@lumen.example")];
        let mut longer = one.clone();
        take_in(&mut longer, &look_again(&one, &led_to, &ines, now).into_iter().collect::<Vec<_>>());
        prop_assert!(longer.until >= one.until && longer.ended.is_none());
        let mut shorter = one.clone();
        take_in(&mut shorter, &follow_contracts(&one, &led_to, is_taken_out, &ines, now).into_iter().collect::<Vec<_>>());
        prop_assert!(shorter.until <= one.until);
        if shorter.ended.is_some() {
            prop_assert!(all(&led_to).all(|contract| contract.has_ended(now)));
        }
        // Nobody keeps for long what they would not be given any more.
        let stranger = [email("gil@elsewhere.example")];
        let mut left = one.clone();
        take_in(&mut left, &follow_contracts(&one, &led_to, true, &stranger, now).into_iter().collect::<Vec<_>>());
        prop_assert!(left.ended.is_some() || left.until <= Some(now.plus(days(14))));
    }

    #[test]
    fn nobody_renews_their_own_and_nobody_gives_back_anothers(until in 1i64..800, now in 0i64..900) {
        let (mut one, now) = (entitlement(day(until)), day(now));
        one.announced = Some(day(until - 14));
        let latest = now.plus(days(365));
        prop_assert_eq!(renew(&one, &person(0), latest, now), Err(Refusal::OwnRequest));
        prop_assert_eq!(give_back(&one, &person(1), now), Err(Refusal::NotFound));
        if let Ok(events) = renew(&one, &person(1), latest, now) {
            let mut renewed = one.clone();
            take_in(&mut renewed, &events);
            prop_assert!(one.holds_at(now) && renewed.until == Some(latest) && renewed.announced.is_none());
        }
    }

    #[test]
    fn nothing_is_given_by_what_has_ended_or_does_not_offer_it(led_to in led_to(), access in select(AccessType::ALL), now in 0i64..900) {
        let now = day(now);
        match led_to.latest_end(access, now) {
            Ok(latest) => {
                prop_assert!(latest > now && latest <= now.plus(led_to.held_for()));
                prop_assert!(all(&led_to).next().is_none() || all(&led_to).any(|one| !one.has_ended(now)));
            }
            Err(Refusal::ContractEnded) => {
                prop_assert!(all(&led_to).next().is_some() && all(&led_to).all(|one| one.has_ended(now)));
            }
            Err(refusal) => {
                prop_assert_eq!(refusal, Refusal::TypeNotOffered);
                prop_assert!(led_to.is_clear());
                let mut live = all(&led_to).filter(|one| !one.has_ended(now));
                prop_assert!(!live.any(|one| one.agreed.offers.contains(&access)));
            }
        }
    }

    #[test]
    fn only_what_ends_soon_is_renewed(until in 1i64..800, now in 0i64..900) {
        let one = entitlement(day(until));
        let latest = day(now).plus(days(365));
        prop_assert_eq!(renew(&one, &person(1), latest, day(now)), Err(Refusal::NothingToChange));
        let mut announced = one.clone();
        announced.announced = Some(day(until - 14));
        let renewed = renew(&announced, &person(1), latest, day(now));
        prop_assert_eq!(renewed.is_ok(), now < until && until < now + 365);
    }
}

#[test]
fn what_was_taken_away_waits_until_somebody_gave_some_later() {
    let at = |day_of| Some(day(day_of));
    for (taken_away, given, waits) in [
        (None, None, false),
        (None, at(1), false),
        (at(2), None, true),
        // What they were given before, and at the same moment, is no sign that somebody gave it since.
        (at(2), at(1), true),
        (at(2), at(2), true),
        (at(2), at(3), false),
    ] {
        assert_eq!(
            waits_for_somebody(taken_away, given),
            waits,
            "{taken_away:?}, {given:?}"
        );
    }
}
