//! Deleting groups: at once, or bit by bit where many people are in one, or it holds much.

use crate::event_log::Answer;
use crate::standing::deletion::seen;
use crate::standing::group::{manager, of_account};
use crate::storage::{AnyConnection, Error, Tx};
use crate::store::deletion::{AT_ONCE, SomeOf};
use crate::use_cases::group::managing::carry_out;
use crate::{event_log, store};
use domain::group::Group;
use domain::rules::group::{GoesWithGroup, deleted, goes_bit_by_bit};
use domain::{GroupId, PersonId, Refusal, Scope, SmartAccountId, VirtualAccountId, rules};

/// As many roles are named to those who had them.
const NAMED: i64 = 20;

/// How much of each kind hangs on a group.
#[derive(Debug, Clone, Copy)]
pub struct MuchOfGroup {
    pub people: i64,
    pub roles: i64,
    pub requests: i64,
    pub invitations: i64,
}

impl MuchOfGroup {
    fn of(db: &mut AnyConnection, account: &SmartAccountId, id: &GroupId) -> Result<Self, Error> {
        Ok(Self {
            people: store::group::size(db, id)?,
            roles: store::membership::count_of_group(db, id)?,
            requests: store::access_request::count_pending_for(db, id)?,
            invitations: store::invitation::count_open_into(db, account, id)?,
        })
    }

    fn all(self) -> i64 {
        self.people + self.roles + self.requests + self.invitations
    }
}

/// How much still hangs on a group that goes.
pub(crate) fn left_of(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    id: &GroupId,
) -> Result<i64, Error> {
    Ok(MuchOfGroup::of(db, account, id)?.all())
}

/// What hangs on a group of an account that is to be deleted.
pub struct GroupDeletion {
    /// All of it; nothing where it goes bit by bit.
    hanging: GoesWithGroup,
    pub how_much: MuchOfGroup,
    /// Whether so much hangs on it that it goes bit by bit.
    pub is_large: bool,
    /// What the page lists, in short. Of what goes bit by bit the page names some, and how many there are may change.
    pub seen: String,
}

/// Finds out what hangs on a group of an account, without deleting it.
pub fn plan_deletion(db: &mut AnyConnection, group: &Group) -> Result<GroupDeletion, Error> {
    let (account, id) = (&group.account, &group.id);
    let how_much = MuchOfGroup::of(db, account, id)?;
    let is_large = how_much.all() > AT_ONCE;
    let hanging = match is_large {
        true => GoesWithGroup::default(),
        false => GoesWithGroup {
            pending: store::access_request::pending_for(db, id, AT_ONCE)?,
            invitations: store::invitation::open_into(db, account, id, AT_ONCE)?,
            members: store::group::some_in(db, id, None, AT_ONCE)?,
            held: store::membership::left_of_group(db, id, AT_ONCE)?,
        },
    };
    let ids = (hanging.held.iter().map(|held| held.id.as_str()))
        .chain(hanging.pending.iter().map(|request| request.id.as_str()))
        .chain(hanging.invitations.iter().map(|one| one.id.as_str()))
        .chain(hanging.members.iter().map(PersonId::as_str));
    Ok(GroupDeletion {
        seen: seen(group.version, ids),
        hanging,
        how_much,
        is_large,
    })
}

/// Deletes a group with all that hangs on it, or begins to, if that is still what the page listed ([`GroupDeletion::seen`]). Out: whether
/// nothing is left of it already.
pub fn delete(
    tx: &mut Tx,
    account: &SmartAccountId,
    by: &PersonId,
    id: &GroupId,
    agreed: &str,
) -> Answer<bool> {
    store::smart_account::find(tx.db, account)?.must_be_open()?;
    let group = of_account(tx.db, account, id)?;
    let manager = manager(tx.db, by, account, tx.now)?;
    let plan = plan_deletion(tx.db, &group)?;
    let answer = if plan.is_large {
        let here = store::membership::scopes_of_group(tx.db, id, account)?;
        let much = u64::try_from(plan.how_much.all()).unwrap_or(0);
        rules::group::begin_deletion(&manager, &group, here, much).map(|begun| vec![begun])
    } else {
        rules::group::delete(&manager, &group, &plan.hanging, tx.now)
    };
    let answer = match answer {
        Ok(_) if plan.seen != agreed => Err(Refusal::StalePage),
        answer => answer,
    };
    Ok(carry_out(tx, &group, by, answer)?.map(|()| !plan.is_large))
}

/// Takes the next bit of what hangs on a group that goes; after the last it is deleted.
pub(crate) fn delete_further(tx: &mut Tx, id: &GroupId) -> Result<(), Error> {
    let group = store::group::find_going(tx.db, id)?.ok_or(Refusal::NotFound)?;
    let had = store::membership::left_of_group(tx.db, id, NAMED)?;
    let on = parts_of(tx.db, &group)?;
    let kinds: [SomeOf<Group, GoesWithGroup>; 4] =
        [some_requests, some_invitations, some_people, some_roles];
    for some_of in kinds {
        let some = some_of(tx.db, &group)?;
        let events = goes_bit_by_bit(&group, &some, &on, &had, tx.now)?;
        if !events.is_empty() {
            return event_log::record(tx, &events);
        }
    }
    event_log::record(tx, &[deleted(&group)])
}

/// The Virtual Accounts of its own account on which it holds roles.
fn parts_of(db: &mut AnyConnection, group: &Group) -> Result<Vec<VirtualAccountId>, Error> {
    let here = store::membership::scopes_of_group(db, &group.id, &group.account)?;
    let parts = here.iter().flat_map(Scope::virtual_accounts);
    Ok(parts.cloned().collect())
}

fn some_requests(db: &mut AnyConnection, of: &Group) -> Result<GoesWithGroup, Error> {
    Ok(GoesWithGroup {
        pending: store::access_request::pending_for(db, &of.id, AT_ONCE)?,
        ..GoesWithGroup::default()
    })
}

fn some_invitations(db: &mut AnyConnection, of: &Group) -> Result<GoesWithGroup, Error> {
    Ok(GoesWithGroup {
        invitations: store::invitation::open_into(db, &of.account, &of.id, AT_ONCE)?,
        ..GoesWithGroup::default()
    })
}

fn some_people(db: &mut AnyConnection, of: &Group) -> Result<GoesWithGroup, Error> {
    Ok(GoesWithGroup {
        members: store::group::some_in(db, &of.id, None, AT_ONCE)?,
        ..GoesWithGroup::default()
    })
}

fn some_roles(db: &mut AnyConnection, of: &Group) -> Result<GoesWithGroup, Error> {
    Ok(GoesWithGroup {
        held: store::membership::left_of_group(db, &of.id, AT_ONCE)?,
        ..GoesWithGroup::default()
    })
}
