//! Deleting Virtual Accounts: at once, or bit by bit where much hangs on one.

use crate::event_log::Answer;
use crate::standing::deletion::seen;
use crate::standing::mentions::{Mentions, mentions};
use crate::storage::{AnyConnection, Error, Tx};
use crate::store::deletion::{AT_ONCE, Deletion, SomeOf};
use crate::use_cases::virtual_account::changing::load;
use crate::{event_log, store};
use domain::rules::virtual_account::{Hanging, deleted, goes_with};
use domain::virtual_account::{Detailed, VirtualAccount};
use domain::{Event, Moment, PersonId, Refusal, SmartAccountId, VirtualAccountId, rules};

/// As much of each kind is named, of what goes bit by bit.
const NAMED: usize = 50;

/// How much of each kind hangs on a Virtual Account.
#[derive(Debug, Clone, Copy)]
pub struct HowMuch {
    pub roles: i64,
    pub requests: i64,
    pub invitations: i64,
    pub groups: i64,
}

impl HowMuch {
    /// Counts it: on an index, and outside the transaction that deletes, in which all that is counted would stand in others' way.
    pub fn of(
        db: &mut AnyConnection,
        account: &SmartAccountId,
        id: &VirtualAccountId,
    ) -> Result<Self, Error> {
        let roles = store::virtual_account::count_roles(db, account, &[id.to_string()])?;
        Ok(Self {
            roles: roles.into_values().sum(),
            requests: store::access_request::count_pending_on(db, account, id)?,
            invitations: store::invitation::count_open_on(db, account, id)?,
            groups: store::group::count_tied_to(db, account, id)?,
        })
    }

    fn all(self) -> i64 {
        self.roles + self.requests + self.invitations + self.groups
    }
}

/// What deleting a Virtual Account would bring: what hangs on it, and whether it may be deleted at all.
pub struct DeletionPlan {
    pub old: Detailed,
    /// Those directly inside it.
    pub nested: Vec<VirtualAccount>,
    pub how_much: HowMuch,
    /// What hangs on it; the first of each kind, where it goes bit by bit.
    pub hanging: Hanging,
    /// Whether so much hangs on it that it goes bit by bit.
    pub is_large: bool,
    pub mentions: Mentions,
    /// What deleting it would record now, or why it cannot be deleted.
    pub decided: Result<Vec<Event>, Refusal>,
}

impl DeletionPlan {
    /// What the page lists, in short ([`seen`]). Of what goes bit by bit the page names some, and how many there are may change.
    pub fn seen(&self) -> String {
        let Hanging {
            memberships,
            requests,
            invitations,
            ..
        } = &self.hanging;
        let hanging = (memberships.iter().map(|held| held.id.as_str()))
            .chain(requests.iter().map(|request| request.id.as_str()))
            .chain(invitations.iter().map(|one| one.id.as_str()))
            .filter(|_| !self.is_large);
        let nested = self.nested.iter().map(|va| va.id.as_str());
        let rules = self.mentions.rules.iter().map(|rule| rule.id.as_str());
        seen(self.old.version, nested.chain(hanging).chain(rules))
    }
}

/// Finds out what deleting a Virtual Account would bring, without doing it.
pub fn plan_deletion(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    id: &VirtualAccountId,
    by: &PersonId,
    now: Moment,
) -> Result<DeletionPlan, Error> {
    let how_much = HowMuch::of(db, account, id)?;
    plan(db, account, id, by, how_much, now)
}

fn plan(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    id: &VirtualAccountId,
    by: &PersonId,
    how_much: HowMuch,
    now: Moment,
) -> Result<DeletionPlan, Error> {
    let (old, parts, hands) = load(db, account, id, by, now)?;
    let nested: Vec<VirtualAccount> = parts
        .iter()
        .filter(|va| va.parent.as_ref() == Some(id))
        .cloned()
        .collect();
    let mut hanging = Hanging {
        groups: store::group::tied_to(db, account, id, AT_ONCE + 1)?,
        requests: store::access_request::pending_on(db, account, id, AT_ONCE + 1)?,
        invitations: store::invitation::open_on(db, account, id, AT_ONCE + 1)?,
        memberships: store::virtual_account::roles_on(db, account, id, AT_ONCE + 1)?,
    };
    let read = hanging.groups.len()
        + hanging.requests.len()
        + hanging.invitations.len()
        + hanging.memberships.len();
    let is_large = read + nested.len() > AT_ONCE as usize;
    let version = old.version;
    let decided = if is_large {
        hanging.groups.truncate(NAMED);
        hanging.requests.truncate(NAMED);
        hanging.invitations.truncate(NAMED);
        hanging.memberships.truncate(NAMED);
        let much = u64::try_from(how_much.all()).unwrap_or(0);
        rules::virtual_account::begin_deletion(&old, version, &parts, much, &hands)
            .map(|begun| vec![begun])
    } else {
        rules::virtual_account::delete(&old, version, &parts, &hanging, &hands, now)
    };
    // To somebody who may not change it, it has no page of this kind.
    if decided == Err(Refusal::NotFound) {
        return Err(Refusal::NotFound.into());
    }
    Ok(DeletionPlan {
        mentions: mentions(db, account, id)?,
        old,
        nested,
        how_much,
        hanging,
        is_large,
        decided,
    })
}

/// Deletes a Virtual Account, or begins to, if what hangs on it is still what the page listed. In: how much that was when it was last
/// counted, for the log to tell. Out: whether nothing is left of it already.
pub fn delete(
    tx: &mut Tx,
    account: &SmartAccountId,
    id: &VirtualAccountId,
    by: &PersonId,
    seen: &str,
    how_much: HowMuch,
) -> Answer<bool> {
    store::smart_account::find(tx.db, account)?.must_be_open()?;
    let plan = plan(tx.db, account, id, by, how_much, tx.now)?;
    let is_stale = plan.decided.is_ok() && plan.seen() != seen;
    let decided = match is_stale {
        true => Err(Refusal::ChangedMeanwhile),
        false => plan.decided,
    };
    Ok(event_log::record_answer(tx, decided)?.map(|()| !plan.is_large))
}

/// Takes the next bit of what hangs on a Virtual Account that goes; after the last it is deleted.
pub(crate) fn delete_further(
    tx: &mut Tx,
    deletion: &Deletion,
    id: &VirtualAccountId,
) -> Result<(), Error> {
    let account = &deletion.account;
    let old = store::virtual_account::find_going(tx.db, account, id)?;
    let va = &old.virtual_account;
    let kinds: [SomeOf<VirtualAccount, Hanging>; 4] =
        [some_groups, some_requests, some_invitations, some_roles];
    for some_of in kinds {
        let some = some_of(tx.db, va)?;
        let events = goes_with(va, &some, tx.now)?;
        if !events.is_empty() {
            return event_log::record(tx, &events);
        }
    }
    event_log::record(tx, &[deleted(&old, Some(deletion.began_at))])
}

fn some_groups(db: &mut AnyConnection, on: &VirtualAccount) -> Result<Hanging, Error> {
    Ok(Hanging {
        groups: store::group::tied_to(db, &on.account, &on.id, AT_ONCE)?,
        ..Hanging::default()
    })
}

fn some_requests(db: &mut AnyConnection, on: &VirtualAccount) -> Result<Hanging, Error> {
    Ok(Hanging {
        requests: store::access_request::pending_on(db, &on.account, &on.id, AT_ONCE)?,
        ..Hanging::default()
    })
}

fn some_invitations(db: &mut AnyConnection, on: &VirtualAccount) -> Result<Hanging, Error> {
    Ok(Hanging {
        invitations: store::invitation::open_on(db, &on.account, &on.id, AT_ONCE)?,
        ..Hanging::default()
    })
}

fn some_roles(db: &mut AnyConnection, on: &VirtualAccount) -> Result<Hanging, Error> {
    Ok(Hanging {
        memberships: store::virtual_account::roles_on(db, &on.account, &on.id, AT_ONCE)?,
        ..Hanging::default()
    })
}

/// How much still hangs on a Virtual Account that goes.
pub(crate) fn left_of(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    id: &VirtualAccountId,
) -> Result<i64, Error> {
    Ok(HowMuch::of(db, account, id)?.all())
}
