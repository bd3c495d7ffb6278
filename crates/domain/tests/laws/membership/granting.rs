//! A role is granted by somebody who may, as the decision says, and takes nothing away.

use crate::support::cases::cases;
use crate::support::nouns::account;
use crate::world::cast::called;
use crate::world::states::memberships;
use crate::world::story::stories;
use crate::world::telling::at_every_step;
use domain::access_request::RequestFact;
use domain::membership::{Holder, Membership, MembershipFact};
use domain::{rules, *};
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn parts_of(scope: &Scope) -> Vec<Option<VirtualAccountId>> {
    match scope {
        Scope::EntireAccount => vec![None],
        Scope::VirtualAccounts(all) => all.iter().cloned().map(Some).collect(),
    }
}

/// Whether what ends at `until` lasts as long as what ends at `asked`.
fn lasts(until: Option<Moment>, asked: Option<Moment>) -> bool {
    until.is_none_or(|until| asked.is_some_and(|asked| until >= asked))
}

fn same_place(one: &Membership, other: &Membership) -> bool {
    (one.role, &one.virtual_account) == (other.role, &other.virtual_account)
}

/// One person's roles in one account, each held once on each scope, as memberships are kept.
fn once_each(memberships: Vec<Membership>) -> Vec<Membership> {
    let mut kept: Vec<Membership> = Vec::new();
    for mut membership in memberships {
        membership.holder = Holder::Person(called("camille"));
        membership.account = account(0);
        if !kept.iter().any(|m| same_place(m, &membership)) {
            kept.push(membership);
        }
    }
    kept
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn a_role_is_granted_by_somebody_who_may_decide_over_it(story in stories()) {
        at_every_step(&story, |step| {
            for granted in step.granted() {
                let by = granted.granted_by.person().expect("a person who granted it");
                let scope = granted.scope();
                prop_assert!(!granted.holder.is(by));
                prop_assert!(scope.fits(granted.role));
                let parts = step.before.tree(&granted.account);
                prop_assert!(granted.virtual_account.iter().all(|va| parts.contains(va)));
                prop_assert!(step.before.may_decide(by, &granted.account, &scope), "{granted:?}");
            }
            Ok(())
        })?;
    }

    #[test]
    fn a_role_is_granted_to_whoever_asked_and_as_the_decision_says(story in stories()) {
        at_every_step(&story, |step| {
            for granted in step.granted() {
                let event = step.request_events().next().expect("the decision");
                let RequestFact::Approved { by, at, grant, .. } = &event.fact else {
                    return Err(TestCaseError::fail("granted without approval"));
                };
                prop_assert_eq!(granted.source.request(), Some(&event.request));
                prop_assert!(granted.holder.is(&event.applicant));
                prop_assert_eq!(Some(&granted.account), event.account.as_ref());
                let terms = grant.terms().expect("a role");
                prop_assert_eq!(granted.granted_by.person(), by.as_ref());
                prop_assert_eq!((granted.role, granted.since, granted.until), (terms.role, *at, grant.until));
                prop_assert!(parts_of(&terms.scope).contains(&granted.virtual_account));
            }
            Ok(())
        })?;
    }

    #[test]
    fn an_approval_gives_at_once_what_it_says(story in stories()) {
        at_every_step(&story, |step| {
            for event in step.request_events() {
                let RequestFact::Approved { grant, .. } = &event.fact else {
                    continue;
                };
                let account = event.account.as_ref().expect("an account");
                let held: Vec<_> = step.after.held(&event.applicant, account).collect();
                let terms = grant.terms().expect("a role");
                for part in parts_of(&terms.scope) {
                    let as_granted = |m: &&Membership| {
                        (m.role, &m.virtual_account) == (terms.role, &part) && lasts(m.until, grant.until)
                    };
                    prop_assert!(held.iter().copied().any(|m| as_granted(&m)), "{part:?}");
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn a_grant_leaves_each_role_lasting_as_long_as_the_longer_of_both(
        held in vec(memberships(), 0..12),
        new in vec(memberships(), 1..5),
    ) {
        let (held, new) = (once_each(held), once_each(new));
        let mut after = held.clone();
        for event in rules::membership::grant(&held, &new) {
            match event {
                Event::Membership(MembershipFact::Granted(m)) => after.push(m),
                Event::Membership(MembershipFact::Ended { membership, .. }) => {
                    after.retain(|m| *m != membership);
                }
                other => prop_assert!(false, "{:?}", other),
            }
        }
        for place in held.iter().chain(&new) {
            let here = |m: &&Membership| same_place(m, place);
            let ends: Vec<_> = after.iter().filter(here).map(|m| m.until).collect();
            let longest = held.iter().chain(&new).filter(here).map(|m| m.until).max_by_key(|u| (u.is_none(), *u));
            prop_assert_eq!(ends, Vec::from_iter(longest));
        }
    }

    #[test]
    fn a_role_is_held_once_on_each_scope(story in stories()) {
        at_every_step(&story, |step| {
            let mut held = BTreeSet::new();
            for m in &step.after.memberships {
                let place = (&m.holder, &m.account, m.role, &m.virtual_account);
                prop_assert!(held.insert(place), "twice: {m:?}");
            }
            Ok(())
        })?;
    }

    #[test]
    fn a_va_administrator_grants_va_roles_in_their_own_virtual_accounts_only(story in stories()) {
        at_every_step(&story, |step| {
            for granted in step.granted() {
                let by = granted.granted_by.person().expect("a person who granted it");
                let held: Vec<_> = step.before.held(by, &granted.account).collect();
                if held.iter().any(|m| m.role == Role::SaAdministrator) {
                    continue;
                }
                prop_assert!(granted.role.is_for_virtual_accounts());
                let part = granted.virtual_account.as_ref().expect("a Virtual Account");
                let above = step.before.ancestry(part);
                let own = |m: &&Membership| {
                    m.role == Role::VaAdministrator
                        && m.virtual_account.as_ref().is_some_and(|va| above.contains(va))
                };
                prop_assert!(held.iter().any(own), "{granted:?}");
            }
            Ok(())
        })?;
    }

    #[test]
    fn an_sa_approver_has_an_address_inside_the_domain(story in stories()) {
        at_every_step(&story, |step| {
            for granted in step.granted().filter(|m| m.role == Role::SaApprover) {
                let account = step.after.accounts.iter().find(|a| a.id == granted.account);
                let domain = &account.expect("an account").domain;
                let holder = granted.holder.person().expect("a person");
                let emails = &step.after.player(holder).emails;
                prop_assert!(emails.iter().any(|email| email.is_inside(domain)));
            }
            Ok(())
        })?;
    }
}
