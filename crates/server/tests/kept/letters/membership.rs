//! What administrators do to roles without having been asked.

use super::cast::Cast;
use super::post::Letters;
use domain::membership::{Holder, Membership, Source};
use domain::moment::days;
use domain::notification::{Notice, RoleChange};
use domain::{Actor, MembershipId, Role};

/// A role of Camille's that Amina gave her.
fn given(letters: &Letters, cast: &Cast) -> Membership {
    Membership {
        id: MembershipId::new(letters.office.write(|tx| Ok(tx.new_id()))),
        holder: Holder::Person(cast.camille.clone()),
        account: letters.office.account_at("lumen.example").id,
        role: Role::SaViewer,
        virtual_account: None,
        source: Source::Administrator,
        granted_by: Actor::Person(cast.amina.clone()),
        since: letters.office.now(),
        until: None,
    }
}

/// The same with another role, for three months.
fn changed(given: &Membership) -> Membership {
    Membership {
        role: Role::SaUser,
        until: Some(given.since.plus(days(90))),
        ..given.clone()
    }
}

fn change(before: Option<&Membership>, after: Option<&Membership>) -> RoleChange {
    RoleChange {
        before: before.cloned().map(Box::new),
        after: after.cloned().map(Box::new),
    }
}

pub fn given_changed_and_ended(letters: &mut Letters, cast: &Cast) {
    let given = given(letters, cast);
    let changed = changed(&given);
    for (change, what) in [
        (change(None, Some(&given)), "gives Camille a role"),
        (change(Some(&given), Some(&changed)), "changes it"),
        (change(Some(&changed), None), "ends it"),
    ] {
        letters.announces(Notice::RoleChanged {
            before: change.before,
            after: change.after,
            more: Vec::new(),
        });
        letters.sent(&format!("an administrator {what}"));
    }
}

pub fn two_at_once(letters: &mut Letters, cast: &Cast) {
    let given = given(letters, cast);
    let changed = changed(&given);
    let imported = Membership {
        source: Source::Import,
        ..given.clone()
    };
    for (first, second, what) in [
        (
            change(None, Some(&given)),
            change(None, Some(&changed)),
            "an administrator gives Camille two roles",
        ),
        (
            change(Some(&given), None),
            change(Some(&changed), None),
            "an administrator ends both",
        ),
        (
            change(Some(&given), None),
            change(None, Some(&changed)),
            "an administrator gives one and ends one",
        ),
        (
            change(None, Some(&imported)),
            change(None, Some(&imported)),
            "an import brings two",
        ),
    ] {
        letters.announces(Notice::RoleChanged {
            before: first.before,
            after: first.after,
            more: vec![second],
        });
        letters.sent(what);
    }
}

pub fn end_by_themselves(letters: &mut Letters, cast: &Cast) {
    let role = changed(&given(letters, cast));
    let other = Membership {
        role: Role::SaViewer,
        ..role.clone()
    };
    for (roles, is_over, what) in [
        (vec![role.clone()], false, "a role of Camille's ends soon"),
        (
            vec![role.clone(), other.clone()],
            false,
            "two roles of hers end soon",
        ),
        (vec![role.clone()], true, "it has ended"),
        (vec![role, other], true, "both have ended"),
    ] {
        letters.announces(Notice::RolesEnd {
            account: roles[0].account.clone(),
            is_over,
            roles,
        });
        letters.sent(what);
    }
}
