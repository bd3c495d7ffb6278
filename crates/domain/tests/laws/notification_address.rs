//! Extra notification addresses: inside the account's domain, confirmed by whoever reads the mailbox, and told nothing before.

use crate::support::cases::cases;
use crate::support::nouns::{self, account, email, identifier, part, person};
use domain::email::EmailAddress;
use domain::membership::Reach;
use domain::notification_address::{
    Domains, MOST, NotificationAddress, NotificationAddressFact, OPEN_FOR, State,
};
use domain::person::Language;
use domain::rules::membership::Authority;
use domain::rules::notification_address::{AddressGround, NewNotificationAddress};
use domain::{Moment, NotificationAddressId, Refusal, rules};
use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

const DOMAINS: [&str; 4] = [
    "lumen.example",
    "lumiere.example",
    "lumen.co.uk",
    // Whatever an account is called: anybody may have an address there.
    "gmx.net",
];
const HOSTS: [&str; 8] = [
    "lumen.example",
    "mail.lyon.lumen.example",
    "lumiere.example",
    "shop.lumen.co.uk",
    "notlumen.example",
    "lumen.example.org",
    "gmx.net",
    "other.co.uk",
];

fn ground(is_open: bool, identifiers: &BTreeSet<&str>) -> AddressGround {
    AddressGround {
        account: account(1),
        is_open,
        domains: Domains::of(identifiers.iter().map(|text| identifier(text))),
    }
}

fn authority(reach: &Reach) -> Authority {
    nouns::authority(person(1), reach.clone())
}

fn identifiers() -> impl Strategy<Value = BTreeSet<&'static str>> {
    prop_oneof![
        3 => Just(DOMAINS.into()),
        1 => btree_set(select(&DOMAINS[..]), 0..3),
    ]
}

fn reaches() -> impl Strategy<Value = Reach> {
    prop_oneof![
        6 => Just(Reach::Account),
        1 => Just(Reach::Nothing),
        1 => Just(Reach::VirtualAccounts([part(1)].into())),
    ]
}

fn emails() -> impl Strategy<Value = EmailAddress> {
    let local = select(&["it-access", "IT-Access", "desk"][..]);
    (local, select(&HOSTS[..])).prop_map(|(local, host)| email(&format!("{local}@{host}")))
}

/// What is done to the addresses of an account.
#[derive(Debug, Clone)]
enum Step {
    Add(EmailAddress),
    Renew(Index),
    /// By the link of the letter so many before the newest.
    Confirm(Index, u32),
    Remove(Index),
    DaysPass(i64),
}

fn steps() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => emails().prop_map(Step::Add),
        2 => any::<Index>().prop_map(Step::Renew),
        4 => (any::<Index>(), prop_oneof![3 => Just(0), 1 => 1..3_u32]).prop_map(|(which, before)| Step::Confirm(which, before)),
        1 => any::<Index>().prop_map(Step::Remove),
        2 => (0..9_i64).prop_map(Step::DaysPass),
    ]
}

/// Who does it, while the account stands how and is known as what.
type Turn = (Step, Reach, bool, BTreeSet<&'static str>);

fn turns() -> impl Strategy<Value = Vec<Turn>> {
    let is_open = prop_oneof![5 => Just(true), 1 => Just(false)];
    vec((steps(), reaches(), is_open, identifiers()), 1..40)
}

#[derive(Default)]
struct World {
    now: i64,
    made: u128,
    kept: BTreeMap<NotificationAddressId, NotificationAddress>,
    facts: Vec<NotificationAddressFact>,
}

impl World {
    fn one(&self, which: Index) -> Option<NotificationAddress> {
        let all: Vec<&NotificationAddress> = self.kept.values().collect();
        (!all.is_empty()).then(|| (*which.get(&all)).clone())
    }

    fn carry_out(&mut self, (step, reach, is_open, known): &Turn) -> Result<(), Refusal> {
        let (by, ground, now) = (authority(reach), ground(*is_open, known), Moment(self.now));
        let fact = match step {
            Step::DaysPass(count) => {
                self.now += count * 86_400_000;
                return Ok(());
            }
            Step::Add(email) => {
                self.made += 1;
                let (number, kept) = (self.made, self.kept.values().cloned().collect::<Vec<_>>());
                let new = NewNotificationAddress {
                    email: email.clone(),
                    language: Language::French,
                };
                rules::notification_address::add(&by, &new, &ground, &kept, now, || {
                    NotificationAddressId::new(number)
                })?
            }
            Step::Renew(which) => {
                let found = self.one(*which).ok_or(Refusal::NotFound)?;
                rules::notification_address::renew(&found, &by, &ground, now)?
            }
            Step::Confirm(which, before) => {
                let found = self.one(*which).ok_or(Refusal::NotFound)?;
                let version = found.version.saturating_sub(*before);
                rules::notification_address::confirm(&found, version, &ground.domains, now)?
            }
            Step::Remove(which) => {
                let found = self.one(*which).ok_or(Refusal::NotFound)?;
                rules::notification_address::remove(&found, &by)?
            }
        };
        let id = fact.address().id.clone();
        match fact.kept() {
            Some(address) => self.kept.insert(id, address.clone()),
            None => self.kept.remove(&id),
        };
        self.facts.push(fact);
        Ok(())
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn only_whoever_manages_notifications_adds_renews_and_removes(turns in turns()) {
        let mut world = World::default();
        for turn in &turns {
            let before = world.facts.len();
            let done = world.carry_out(turn);
            let is_managing = matches!(turn.0, Step::Add(_) | Step::Renew(_) | Step::Remove(_));
            if is_managing && turn.1 != Reach::Account {
                prop_assert_eq!(done, Err(Refusal::NotFound));
                prop_assert_eq!(world.facts.len(), before);
            }
        }
    }

    #[test]
    fn the_list_is_bounded_without_doubles_and_inside_the_domain_of_its_day(turns in turns()) {
        let mut world = World::default();
        for turn in &turns {
            let done = world.carry_out(turn);
            let keys: BTreeSet<String> = world.kept.values().map(|one| one.email.key()).collect();
            prop_assert_eq!(keys.len(), world.kept.len());
            prop_assert!(world.kept.len() <= MOST);
            let (Step::Add(email), Ok(())) = (&turn.0, &done) else { continue };
            prop_assert!(turn.2, "added to an account that is not active");
            let own: Vec<&&str> = turn.3.iter().filter(|text| **text != "gmx.net").collect();
            prop_assert!(own.iter().any(|text| email.is_inside(&identifier(text))), "{email} outside {own:?}");
        }
    }

    #[test]
    fn nothing_is_told_before_the_newest_link_was_followed_in_time(turns in turns()) {
        let mut world = World::default();
        for turn in &turns {
            let earlier = world.kept.clone();
            let done = world.carry_out(turn);
            let domains = Domains::of(turn.3.iter().map(|text| identifier(text)));
            for address in world.kept.values() {
                let was = earlier.get(&address.id);
                let confirmed = |one: &NotificationAddress| matches!(one.state, State::Confirmed { .. });
                if !confirmed(address) {
                    prop_assert!(!address.is_told(&domains));
                } else if was.is_none_or(|was| !confirmed(was)) {
                    let was = was.unwrap();
                    prop_assert!(matches!(turn.0, Step::Confirm(_, 0)), "{:?}", turn.0);
                    prop_assert!(was.is_open_at(Moment(world.now)));
                    prop_assert!(domains.hold(&address.email));
                }
            }
            // Once confirmed, no link does anything more.
            if let (Step::Confirm(..), Ok(())) = (&turn.0, &done) {
                let fact = world.facts.last().unwrap().address().clone();
                let again = rules::notification_address::confirm(&fact, fact.version, &domains, Moment(world.now));
                prop_assert_eq!(again, Err(Refusal::AddressConfirmed));
            }
        }
    }

    #[test]
    fn an_address_that_the_domain_moved_away_from_is_told_nothing(turns in turns(), moved in identifiers()) {
        let mut world = World::default();
        for turn in &turns {
            world.carry_out(turn).ok();
        }
        let domains = Domains::of(moved.iter().map(|text| identifier(text)));
        for address in world.kept.values() {
            let own = moved.iter().filter(|text| **text != "gmx.net");
            let is_inside = own.clone().any(|text| address.email.is_inside(&identifier(text)));
            prop_assert!(is_inside || !address.is_told(&domains));
        }
    }

    #[test]
    fn what_happened_says_what_is(turns in turns()) {
        let mut world = World::default();
        for turn in &turns {
            world.carry_out(turn).ok();
        }
        let mut replayed: BTreeMap<NotificationAddressId, NotificationAddress> = BTreeMap::new();
        for fact in &world.facts {
            let id = fact.address().id.clone();
            let before = replayed.remove(&id);
            match fact {
                NotificationAddressFact::Added(_) => prop_assert_eq!(before, None),
                NotificationAddressFact::Removed(last) => prop_assert_eq!(before.as_ref(), Some(last)),
                NotificationAddressFact::Renewed { before: seen, .. } | NotificationAddressFact::Confirmed { before: seen, .. } => {
                    prop_assert_eq!(before.as_ref(), Some(seen));
                }
            }
            replayed.extend(fact.kept().map(|kept| (id, kept.clone())));
        }
        prop_assert_eq!(replayed, world.kept);
    }
}

#[test]
fn the_list_is_full_in_the_end() {
    let (by, ground) = (
        authority(&Reach::Account),
        ground(true, &["lumen.example"].into()),
    );
    let mut kept: Vec<NotificationAddress> = Vec::new();
    let mut add = |number: usize| {
        let new = NewNotificationAddress {
            email: email(&format!("desk{number}@lumen.example")),
            language: Language::English,
        };
        let id = || NotificationAddressId::new(number as u128);
        let fact = rules::notification_address::add(&by, &new, &ground, &kept, Moment(0), id)?;
        kept.push(fact.address().clone());
        Ok(())
    };
    for number in 0..MOST {
        assert_eq!(add(number), Ok(()));
    }
    assert_eq!(add(MOST), Err(Refusal::TooManyAddresses));
    let first = &kept[0];
    assert!(first.is_open_at(Moment(0).plus(OPEN_FOR).minus(Duration::from_millis(1))));
    let late =
        rules::notification_address::confirm(first, 1, &ground.domains, Moment(0).plus(OPEN_FOR));
    assert_eq!(late, Err(Refusal::AddressLinkLapsed));
    let by_older = rules::notification_address::confirm(first, 0, &ground.domains, Moment(0));
    assert_eq!(by_older, Err(Refusal::AddressLinkReplaced));
}

#[test]
fn a_refusal_names_the_domains_that_would_do() {
    let ground = ground(true, &DOMAINS.into());
    let new = NewNotificationAddress {
        email: email("someone@gmx.net"),
        language: Language::English,
    };
    let by = authority(&Reach::Account);
    let refused = rules::notification_address::add(&by, &new, &ground, &[], Moment(0), || {
        NotificationAddressId::new(1)
    });
    let domains = ["lumen.co.uk", "lumen.example", "lumiere.example"];
    assert_eq!(
        refused,
        Err(Refusal::AddressOutsideDomain {
            domains: domains.map(identifier).into()
        })
    );
}
