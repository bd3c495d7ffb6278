//! What a person may know of an identifier before asking.

use crate::storage::{AnyConnection, Error};
use crate::store::access_request::Asked;
use crate::{standing, store};
use domain::membership::Holder;
use domain::smart_account::SmartAccount;
use domain::virtual_account::VirtualAccount;
use domain::{DomainIdentifier, GroupId, Moment, PersonId, RequestId, SmartAccountId};

/// What a person may know of an identifier before asking.
pub struct LookedUp {
    pub identifier: DomainIdentifier,
    /// The account and its Virtual Accounts, where the person may see it.
    pub visible: Option<(SmartAccount, Vec<VirtualAccount>)>,
    /// What they hold there, or what the group holds for which they ask.
    pub held: Vec<domain::membership::Membership>,
    /// Their request that waits for it, or the group's.
    pub pending: Option<RequestId>,
    /// The last one denied, and when: it says from when they may ask again.
    pub denial: Option<(RequestId, Moment)>,
}

/// Looks an identifier up for a person, who may ask for a group.
pub fn look_up(
    db: &mut AnyConnection,
    person: &PersonId,
    for_group: Option<&GroupId>,
    identifier: &DomainIdentifier,
) -> Result<LookedUp, Error> {
    let of = holder(person, for_group);
    let found = store::smart_account::seek(db, identifier)?;
    let sighted =
        standing::smart_account::sighted(db, person, found.account.as_ref(), found.place())?;
    let (mut earlier, there) = Earlier::at(db, &of, identifier.as_str(), Some(found.place()))?;
    let (mut visible, mut held) = (None, Vec::new());
    if let Some(account) = found.account.filter(|_| sighted.is_visible) {
        earlier.add(there);
        held = held_of(db, &of, &account, sighted.held)?;
        let parts = parts_offered(db, &account, &held)?;
        visible = Some((account, parts));
    }
    Ok(LookedUp {
        identifier: identifier.clone(),
        visible,
        held,
        pending: earlier.pending,
        denial: earlier.denial,
    })
}

/// What somebody asked before that is not forgotten yet.
pub(crate) struct Earlier {
    pub(crate) pending: Option<RequestId>,
    pub(crate) denial: Option<(RequestId, Moment)>,
}

impl Earlier {
    /// The pending request and the last denial, by either of which another may be refused: those for the same ([`Target::key`]), and
    /// those of the account it leads to, under whatever identifier. Both are asked for in any case, so that time does not tell whether
    /// there is an account.
    pub(crate) fn at(
        db: &mut AnyConnection,
        of: &Holder,
        key: &str,
        place: Option<&SmartAccountId>,
    ) -> Result<(Self, Self), Error> {
        let asked = store::access_request::asked(db, of, key, place)?;
        Ok((
            Self::among(asked.iter().filter(|one| one.is_same)),
            Self::among(asked.iter().filter(|one| one.is_there)),
        ))
    }

    /// In: the last denied first.
    fn among<'a>(asked: impl Iterator<Item = &'a Asked>) -> Self {
        let mut found = Self {
            pending: None,
            denial: None,
        };
        for one in asked {
            match one.denied_at {
                None => found.pending = found.pending.or_else(|| Some(one.request.clone())),
                Some(at) => found.denial = found.denial.or_else(|| Some((one.request.clone(), at))),
            }
        }
        found
    }

    /// What was asked under another identifier of the same account counts as well.
    fn add(&mut self, other: Self) {
        self.pending = self.pending.take().or(other.pending);
        let both = [self.denial.take(), other.denial].into_iter().flatten();
        self.denial = both.max_by_key(|(_, at)| *at);
    }
}

/// What the one who asks, or the group they ask for, holds in an account. In: what is known to be held by the one who asks.
pub(crate) fn held_of(
    db: &mut AnyConnection,
    of: &Holder,
    account: &SmartAccount,
    own: Vec<domain::membership::Membership>,
) -> Result<Vec<domain::membership::Membership>, Error> {
    match of {
        Holder::Person(_) => Ok(own),
        Holder::Group(_) => store::membership::held_by(db, of, &account.id),
    }
}

/// The Virtual Accounts somebody can ask for: those kept from strangers only where they are in the account already.
pub(crate) fn parts_offered(
    db: &mut AnyConnection,
    account: &SmartAccount,
    held: &[domain::membership::Membership],
) -> Result<Vec<VirtualAccount>, Error> {
    if held.is_empty() {
        store::virtual_account::offered_virtual_accounts(db, &account.id)
    } else {
        store::virtual_account::virtual_accounts(db, &account.id)
    }
}

/// Who is to have the access: a person, or the group for which they ask.
pub(crate) fn holder(person: &PersonId, for_group: Option<&GroupId>) -> Holder {
    match for_group {
        Some(group) => Holder::Group(group.clone()),
        None => Holder::Person(person.clone()),
    }
}
