//! Who may use an application.

use domain::membership::{Membership, reach};
use domain::virtual_account::{Tree, VirtualAccount};
use domain::{Moment, Right, SmartAccountId};

/// Whether the memberships give `right` in at least one account.
pub(crate) fn holds_anywhere(
    held: &[Membership],
    parts: &[VirtualAccount],
    right: Right,
    now: Moment,
) -> bool {
    let mut accounts: Vec<&SmartAccountId> = held.iter().map(|m| &m.account).collect();
    accounts.dedup();
    accounts.into_iter().any(|account| {
        let tree = Tree::of(parts.iter().filter(|va| va.account == *account));
        let own: Vec<Membership> = held
            .iter()
            .filter(|m| m.account == *account)
            .cloned()
            .collect();
        !reach(&own, &tree, right, now).is_nothing()
    })
}
