//! Laws of looking after members: giving, changing and ending roles without anybody having asked.

#[allow(dead_code)]
mod cast;

use cast::states::{forests, memberships, mostly_administrators};
use domain::email::EmailAddress;
use domain::membership::{EndCause, Holder, Membership, MembershipFact, Reach, Source, Terms};
use domain::rules::membership::{Authority, Grantee, Ground, Revision};
use domain::virtual_account::Tree;
use domain::{
    DomainIdentifier, Event, MembershipId, Moment, PersonId, Refusal, Role, Scope, SmartAccountId,
    VirtualAccountId, rules,
};
use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::collections::BTreeSet;

const NOW: Moment = Moment(1_795_338_000_000);

fn account() -> SmartAccountId {
    SmartAccountId::new(0)
}

fn reaches() -> impl Strategy<Value = Reach> {
    prop_oneof![
        Just(Reach::Account),
        Just(Reach::Nothing),
        btree_set(0..10u128, 1..6).prop_map(|ids| {
            Reach::VirtualAccounts(ids.into_iter().map(VirtualAccountId::new).collect())
        }),
    ]
}

fn authorities() -> impl Strategy<Value = Authority> {
    (0..6u128, reaches()).prop_map(|(who, reach)| Authority {
        person: PersonId::new(who),
        reach,
        groups: BTreeSet::new(),
    })
}

fn scopes() -> impl Strategy<Value = Scope> {
    prop_oneof![
        Just(Scope::EntireAccount),
        btree_set(0..12u128, 0..4).prop_map(|ids| {
            Scope::VirtualAccounts(ids.into_iter().map(VirtualAccountId::new).collect())
        }),
    ]
}

fn ends() -> impl Strategy<Value = Option<Moment>> {
    prop_oneof![
        Just(None),
        (-1000..1000i64).prop_map(|by| Some(Moment(NOW.0 + by * 3_600_000)))
    ]
}

fn terms() -> impl Strategy<Value = Terms> {
    (select(Role::ALL.to_vec()), scopes(), ends()).prop_map(|(role, scope, until)| Terms {
        role,
        scope,
        until,
    })
}

fn ground(tree: Tree) -> Ground {
    Ground {
        id: account(),
        domain: DomainIdentifier::parse("lumen.example").expect("an identifier"),
        tree,
        is_open: true,
    }
}

fn grantee(who: u128, inside: bool, held: &[Membership]) -> Grantee {
    let at = if inside {
        "lumen.example"
    } else {
        "atelier.example"
    };
    let holder = Holder::Person(PersonId::new(who));
    Grantee {
        emails: vec![EmailAddress::parse(&format!("somebody@{at}")).expect("an address")],
        held: held
            .iter()
            .filter(|m| m.holder == holder)
            .cloned()
            .collect(),
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
                account: account(),
                holder: Holder::Person(PersonId::new(who)),
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
    #![proptest_config(ProptestConfig::with_cases(512))]

    /// Whatever is given lies within reach, fits, ends in the future, and is not one's own.
    #[test]
    fn nothing_is_given_beyond_ones_own_rights(
        by in authorities(), all in members(), who in 0..6u128, inside in any::<bool>(),
        terms in terms(), parts in forests(),
    ) {
        let ground = ground(Tree::of(&parts));
        let to = grantee(who, inside, &all);
        let mut made = 100;
        let new_id = || { made += 1; MembershipId::new(made) };
        let given = rules::membership::add(&by, &to, &terms, &ground, &Source::Administrator, NOW, new_id);
        let Ok(events) = given else { return Ok(()) };
        prop_assert_ne!(by.person, PersonId::new(who));
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
        let by = Authority { person: PersonId::new(99), reach: Reach::Account, groups: BTreeSet::new() };
        let ground = ground(Tree::of(&parts));
        let mut made = 0;
        let mut new_id = || { made += 1; MembershipId::new(made) };
        let mut to = grantee(who, true, &[]);
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
        role in select(Role::ALL.to_vec()), until in ends(), parts in forests(),
    ) {
        let old = which.get(&all).clone();
        let who = old.holder.person().expect("a person").clone();
        let to = Grantee { holder: old.holder.clone(), ..grantee(0, inside, &[]) };
        let to = Grantee { held: all.iter().filter(|m| m.holder == old.holder).cloned().collect(), ..to };
        let revision = Revision { role, until };
        let outcome = rules::membership::change(&by, &old, &to, &revision, &ground(Tree::of(&parts)), &administrators(&all), NOW);
        let Ok(events) = outcome else { return Ok(()) };
        prop_assert_ne!(&by.person, &who);
        prop_assert!(by.reach.covers(&old.scope()));
        for event in &events {
            let Event::Membership(fact) = event else { panic!("{event:?}") };
            prop_assert_eq!(&fact.membership().holder, &old.holder);
            prop_assert_eq!(&fact.membership().virtual_account, &old.virtual_account);
            if let MembershipFact::Changed { after, .. } = fact {
                prop_assert!(after.scope().fits(after.role));
                prop_assert_eq!(&after.granted_by, &domain::Actor::Person(by.person.clone()));
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
        tries in vec((any::<Index>(), select(Role::ALL.to_vec()), ends(), any::<bool>(), 0..6u128), 1..20),
        parts in forests(),
    ) {
        let mut all = start;
        prop_assume!(is_administered(&all));
        let ground = ground(Tree::of(&parts));
        for (which, role, until, ends, who) in tries {
            let old = which.get(&all).clone();
            let by = Authority { person: PersonId::new(who), reach: Reach::Account, groups: BTreeSet::new() };
            let to = Grantee {
                held: all.iter().filter(|m| m.holder == old.holder).cloned().collect(),
                holder: old.holder.clone(),
                ..grantee(0, true, &[])
            };
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
        PersonId::new(2),
        account()
    );
    let read: Membership = serde_json::from_str(&old).expect("it reads");
    assert_eq!(read.holder, Holder::Person(PersonId::new(2)));
    let written = serde_json::to_string(&read).expect("it writes");
    assert!(written.contains("\"holder\""));
    assert_eq!(
        serde_json::from_str::<Membership>(&written).expect("it reads"),
        read
    );
}
