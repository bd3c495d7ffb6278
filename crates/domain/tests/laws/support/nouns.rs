//! Each noun in one line: a person, an account, a role held, whoever decides.

use domain::email::EmailAddress;
use domain::membership::{Holder, Membership, Reach, Source};
use domain::rules::access_request::{Decider, RequestStanding};
use domain::rules::membership::{Authority, MembershipGround};
use domain::text::Reason;
use domain::virtual_account::{Tree, VirtualAccount};
use domain::*;
use proptest::collection::btree_set;
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeSet;
use std::ops::Range;

pub const OPENING: Moment = Moment(1_700_000_000_000);

/// Nothing stands in the way.
pub const OPEN: RequestStanding = RequestStanding {
    account_is_open: true,
    sender_manages_group: true,
};

pub fn person(number: u128) -> PersonId {
    PersonId::new(number)
}

pub fn email(text: &str) -> EmailAddress {
    EmailAddress::parse(text).expect("an address")
}

pub fn account(number: u128) -> SmartAccountId {
    // The first there could be is nobody's.
    SmartAccountId::new(number + 1)
}

pub fn identifier(text: &str) -> DomainIdentifier {
    DomainIdentifier::parse(text).expect("an identifier")
}

/// The id of a Virtual Account.
pub fn part(number: u128) -> VirtualAccountId {
    VirtualAccountId::new(number)
}

pub fn virtual_account(
    number: u128,
    account: SmartAccountId,
    parent: Option<u128>,
) -> VirtualAccount {
    VirtualAccount {
        id: part(number),
        account,
        parent: parent.map(part),
        name: format!("Part {number}"),
        is_default: false,
    }
}

/// A role held from the opening on, without an end.
pub fn membership(
    number: u128,
    holder: Holder,
    account: SmartAccountId,
    role: Role,
    virtual_account: Option<VirtualAccountId>,
) -> Membership {
    Membership {
        id: MembershipId::new(number),
        holder,
        account,
        role,
        virtual_account,
        source: Source::Creation,
        granted_by: Actor::System,
        since: OPENING,
        until: None,
    }
}

/// New ids, one after the other.
pub fn membership_ids() -> impl FnMut() -> MembershipId {
    let mut numbers = 1_000..;
    move || MembershipId::new(numbers.next().expect("a number"))
}

/// Somebody who is in no group and decides for themselves.
pub fn decider(person: PersonId, reach: Reach) -> Decider {
    Decider {
        person,
        reach,
        groups: BTreeSet::new(),
        rule: None,
        deputy_of: None,
    }
}

/// Somebody who is in no group and looks after members.
pub fn authority(person: PersonId, reach: Reach) -> Authority {
    Authority {
        person,
        reach,
        groups: BTreeSet::new(),
    }
}

/// An account that is open.
pub fn ground(id: SmartAccountId, domain: DomainIdentifier, tree: Tree) -> MembershipGround {
    MembershipGround {
        id,
        domain,
        tree,
        is_open: true,
    }
}

pub fn reason() -> Reason {
    Reason::parse("Downloads for the Lyon site").expect("a reason")
}

pub fn roles() -> impl Strategy<Value = Role> + Clone {
    select(Role::ALL.to_vec())
}

/// So many Virtual Accounts among those with these numbers.
pub fn parts(
    among: Range<u128>,
    count: Range<usize>,
) -> impl Strategy<Value = BTreeSet<VirtualAccountId>> {
    btree_set(among.prop_map(part), count)
}

pub fn scopes(
    parts: impl Strategy<Value = BTreeSet<VirtualAccountId>>,
) -> impl Strategy<Value = Scope> {
    prop_oneof![
        Just(Scope::EntireAccount),
        parts.prop_map(Scope::VirtualAccounts)
    ]
}

pub fn reaches(
    parts: impl Strategy<Value = BTreeSet<VirtualAccountId>>,
) -> impl Strategy<Value = Reach> {
    prop_oneof![
        Just(Reach::Nothing),
        Just(Reach::Account),
        parts.prop_map(Reach::VirtualAccounts)
    ]
}
