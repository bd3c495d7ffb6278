//! An account that is active is always administered.

use crate::support::cases::cases;
use crate::support::nouns::account;
use crate::world::cast;
use crate::world::states::{memberships, mostly_administrators};
use crate::world::story::stories;
use crate::world::telling::at_every_step;
use domain::membership::{EndCause, Membership};
use domain::smart_account::{AccountStatus, SmartAccount};
use domain::{rules, *};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

fn is_lasting_administrator(membership: &Membership) -> bool {
    membership.role == Role::SaAdministrator && membership.until.is_none()
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn an_active_account_always_has_an_administrator_who_stays(story in stories()) {
        at_every_step(&story, |step| {
            for account in step.after.accounts.iter().filter(|a| a.status == AccountStatus::Active) {
                let stays = |m: &Membership| is_lasting_administrator(m) && m.account == account.id;
                prop_assert!(step.after.memberships.iter().any(stays), "{}", account.domain);
            }
            Ok(())
        })?;
    }

    #[test]
    fn an_active_account_is_not_created_without_one(
        first in vec(memberships(), 0..6),
        status in select(AccountStatus::ALL),
    ) {
        let account = SmartAccount { status, ..cast::account(0) };
        let administered = first.iter().any(|m| is_lasting_administrator(m) && m.account == account.id);
        let created = rules::smart_account::create(account, cast::virtual_accounts(), first);
        prop_assert_eq!(created.is_ok(), administered || status != AccountStatus::Active);
    }

    #[test]
    fn a_membership_ends_unless_the_last_administrator_would_go(
        all in vec(mostly_administrators(), 1..6),
        which in any::<Index>(),
    ) {
        let mut here = all;
        here.iter_mut().for_each(|m| m.account = account(0));
        let ending = which.get(&here).clone();
        let administrators: Vec<_> =
            here.iter().filter(|m| m.role == Role::SaAdministrator).cloned().collect();
        let another = |m: &Membership| m.holder != ending.holder && is_lasting_administrator(m);
        let may_go = !is_lasting_administrator(&ending) || here.iter().any(another);
        let ended = rules::membership::end(&ending, &administrators, EndCause::Removed);
        prop_assert_eq!(ended.is_ok(), may_go);
    }
}
