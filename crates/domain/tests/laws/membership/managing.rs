//! Roles given, changed and ended by whoever looks after members, without anybody having asked.

use crate::support::cases::so_many_cases;
use crate::support::nouns::{
    self, account, authority, email, identifier, membership_ids, parts, person, roles,
};
use crate::world::states::{forests, memberships, mostly_administrators};
use domain::membership::{EndCause, Holder, Membership, MembershipFact, Reach, Source, Terms};
use domain::rules::membership::{Authority, Grantee, MembershipGround, Revision};
use domain::virtual_account::{Tree, VirtualAccount};
use domain::{rules, *};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use std::collections::BTreeSet;

const NOW: Moment = Moment(1_795_338_000_000);

fn authorities() -> impl Strategy<Value = Authority> {
    (0..6u128, nouns::reaches(parts(0..10, 1..6)))
        .prop_map(|(who, reach)| authority(person(who), reach))
}

fn ends() -> impl Strategy<Value = Option<Moment>> {
    prop_oneof![
        Just(None),
        (-1000..1000i64).prop_map(|by| Some(Moment(NOW.0 + by * 3_600_000)))
    ]
}

fn terms() -> impl Strategy<Value = Terms> {
    // Of twelve Virtual Accounts there are ten at most.
    (roles(), nouns::scopes(parts(0..12, 0..4)), ends()).prop_map(|(role, scope, until)| Terms {
        role,
        scope,
        until,
    })
}

fn ground(parts: &[VirtualAccount]) -> MembershipGround {
    nouns::ground(account(0), identifier("lumen.example"), Tree::of(parts))
}

/// Whoever holds what they hold of all, with an address inside the account's domain or not.
fn grantee(holder: Holder, inside: bool, all: &[Membership]) -> Grantee {
    let address = match inside {
        true => "somebody@lumen.example",
        false => "somebody@atelier.example",
    };
    Grantee {
        emails: vec![email(address)],
        held: all.iter().filter(|m| m.holder == holder).cloned().collect(),
        holder,
    }
}

/// Memberships of one account, each place held once, held by people 0 to 5.
fn members() -> impl Strategy<Value = Vec<Membership>> {
    let one = (
        prop_oneof![memberships(), mostly_administrators()],
        0..6u128,
    );
    vec(one, 1..12).prop_map(|all| {
        let mut taken = BTreeSet::new();
        all.into_iter()
            .enumerate()
            .map(|(number, (membership, who))| Membership {
                id: MembershipId::new(number as u128 + 1),
                account: account(0),
                holder: Holder::Person(person(who)),
                ..membership
            })
            .filter(|m| taken.insert((m.holder.clone(), m.role, m.virtual_account.clone())))
            .collect()
    })
}

fn administrators(all: &[Membership]) -> Vec<Membership> {
    all.iter()
        .filter(|m| m.role == Role::SaAdministrator)
        .cloned()
        .collect()
}

fn is_administered(all: &[Membership]) -> bool {
    all.iter().any(Membership::is_lasting_administrator)
}

/// The memberships after some events.
fn after(all: &[Membership], events: &[Event]) -> Vec<Membership> {
    let mut all = all.to_vec();
    for event in events {
        let Event::Membership(fact) = event else {
            panic!("only memberships change: {event:?}");
        };
        all.retain(|m| m.id != fact.membership().id);
        if !matches!(fact, MembershipFact::Ended { .. }) {
            all.push(fact.membership().clone());
        }
    }
    all
}

proptest! {
    #![proptest_config(so_many_cases(512))]

    /// Whatever is given lies within reach, fits, ends in the future, and is not one's own.
    #[test]
    fn nothing_is_given_beyond_ones_own_rights(
        by in authorities(), all in members(), who in 0..6u128, inside in any::<bool>(),
        terms in terms(), parts in forests(),
    ) {
        let ground = ground(&parts);
        let to = grantee(Holder::Person(person(who)), inside, &all);
        let given = rules::membership::add(&by, &to, &terms, &ground, &Source::Administrator, NOW, membership_ids());
        let Ok(events) = given else { return Ok(()) };
        prop_assert_ne!(by.person, person(who));
        prop_assert!(by.reach.covers(&terms.scope));
        prop_assert!(terms.scope.fits(terms.role));
        prop_assert!(terms.scope.virtual_accounts().all(|id| ground.tree.contains(id)));
        prop_assert!(terms.until.is_none_or(|until| until > NOW));
        prop_assert!(terms.role != Role::SaApprover || inside);
        // What was held is held still, as long or longer, and what was asked for is held now.
        let now_held = after(&to.held, &events);
        for old in &to.held {
            let lasts = |m: &Membership| m.until.is_none() || (old.until.is_some() && m.until >= old.until);
            prop_assert!(now_held.iter().any(|m| (m.role, &m.virtual_account) == (old.role, &old.virtual_account) && lasts(m)));
        }
        let wanted: Vec<_> = match &terms.scope {
            Scope::EntireAccount => vec![None],
            Scope::VirtualAccounts(ids) => ids.iter().cloned().map(Some).collect(),
        };
        for on in wanted {
            prop_assert!(now_held.iter().any(|m| m.role == terms.role && m.virtual_account == on));
        }
    }

    /// Giving the same again changes nothing.
    #[test]
    fn giving_twice_is_giving_once(who in 0..6u128, terms in terms(), parts in forests()) {
        let by = authority(person(99), Reach::Account);
        let ground = ground(&parts);
        let mut new_id = membership_ids();
        let mut to = grantee(Holder::Person(person(who)), true, &[]);
        let Ok(first) = rules::membership::add(&by, &to, &terms, &ground, &Source::Administrator, NOW, &mut new_id) else {
            return Ok(());
        };
        prop_assert!(!first.is_empty());
        to.held = after(&to.held, &first);
        let again = rules::membership::add(&by, &to, &terms, &ground, &Source::Administrator, NOW, &mut new_id);
        prop_assert_eq!(again, Ok(Vec::new()));
    }

    /// A change keeps holder, account and scope, is never of one's own, and stays within reach before and after.
    #[test]
    fn a_change_stays_within_reach_and_on_its_scope(
        by in authorities(), all in members(), which in any::<Index>(), inside in any::<bool>(),
        role in roles(), until in ends(), parts in forests(),
    ) {
        let old = which.get(&all).clone();
        let who = old.holder.person().expect("a person").clone();
        let to = grantee(old.holder.clone(), inside, &all);
        let revision = Revision { role, until };
        let outcome = rules::membership::change(&by, &old, &to, &revision, &ground(&parts), &administrators(&all), NOW);
        let Ok(events) = outcome else { return Ok(()) };
        prop_assert_ne!(&by.person, &who);
        prop_assert!(by.reach.covers(&old.scope()));
        for event in &events {
            let Event::Membership(fact) = event else { panic!("{event:?}") };
            prop_assert_eq!(&fact.membership().holder, &old.holder);
            prop_assert_eq!(&fact.membership().virtual_account, &old.virtual_account);
            if let MembershipFact::Changed { after, .. } = fact {
                prop_assert!(after.scope().fits(after.role));
                prop_assert_eq!(&after.granted_by, &Actor::Person(by.person.clone()));
            }
        }
        // Each place is held once.
        let now_held = after(&to.held, &events);
        let places: BTreeSet<_> = now_held.iter().map(|m| (m.role, m.virtual_account.clone())).collect();
        prop_assert_eq!(places.len(), now_held.len());
        if !events.is_empty() {
            prop_assert!(places.contains(&(role, old.virtual_account.clone())));
        }
    }

    /// However many changes and removals are tried, one after the other: an administered account stays administered.
    #[test]
    fn an_administered_account_stays_administered(
        start in members(),
        tries in vec((any::<Index>(), roles(), ends(), any::<bool>(), 0..6u128), 1..20),
        parts in forests(),
    ) {
        let mut all = start;
        prop_assume!(is_administered(&all));
        let ground = ground(&parts);
        for (which, role, until, ends, who) in tries {
            let old = which.get(&all).clone();
            let by = authority(person(who), Reach::Account);
            let to = grantee(old.holder.clone(), true, &all);
            let outcome = if ends {
                rules::membership::remove(&by, &old, &administrators(&all)).map(|event| vec![event])
            } else {
                let revision = Revision { role, until };
                rules::membership::change(&by, &old, &to, &revision, &ground, &administrators(&all), NOW)
            };
            match outcome {
                Ok(events) => all = after(&all, &events),
                Err(Refusal::LastAdministrator) => {
                    let others = all.iter().filter(|m| m.holder != old.holder);
                    prop_assert!(!others.into_iter().any(Membership::is_lasting_administrator));
                }
                Err(_) => {}
            }
            prop_assert!(is_administered(&all));
        }
    }

    /// Whoever gives back ends their own role and no other; whoever takes away reaches it.
    #[test]
    fn a_role_is_given_back_by_its_holder_and_taken_away_by_whom_it_is_within_reach(
        by in authorities(), all in members(), which in any::<Index>(),
    ) {
        let old = which.get(&all).clone();
        let Ok(Event::Membership(MembershipFact::Ended { membership, why })) =
            rules::membership::remove(&by, &old, &administrators(&all))
        else {
            return Ok(());
        };
        prop_assert_eq!(&membership, &old);
        if old.holder.is(&by.person) {
            prop_assert_eq!(why, EndCause::GivenBack);
        } else {
            prop_assert_eq!(why, EndCause::Removed);
            prop_assert!(by.reach.covers(&old.scope()));
        }
    }
}

/// Events written before groups held roles name a person.
#[test]
fn a_membership_of_old_reads_back() {
    let old = format!(
        r#"{{"id":"{}","person":"{}","account":"{}","role":"sa-user","virtual_account":null,"source":{{"kind":"import"}},"granted_by":{{"kind":"system"}},"since":0,"until":null}}"#,
        MembershipId::new(1),
        person(2),
        account(0)
    );
    let read: Membership = serde_json::from_str(&old).expect("it reads");
    assert_eq!(read.holder, Holder::Person(person(2)));
    let written = serde_json::to_string(&read).expect("it writes");
    assert!(written.contains("\"holder\""));
    assert_eq!(
        serde_json::from_str::<Membership>(&written).expect("it reads"),
        read
    );
}
