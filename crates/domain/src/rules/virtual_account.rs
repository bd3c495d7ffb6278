//! Virtual Accounts: making, changing, moving and deleting them.

use crate::access_request::AccessRequest;
use crate::group::Group;
use crate::invitation::Invitation;
use crate::membership::{EndCause, Membership, Reach};
use crate::rules::group::hand_on;
use crate::virtual_account::{
    DEEPEST, Detailed, MOST, Settings, Traits, Tree, VirtualAccount, VirtualAccountFact,
    WantedVirtualAccount, key,
};
use crate::{Event, Moment, Refusal, Scope, VirtualAccountId, rules};

/// How far somebody's rights over the Virtual Accounts of one account reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hands {
    /// That of `Right::VirtualAccountCreate`.
    pub create: Reach,
    /// That of `Right::VirtualAccountEdit`.
    pub edit: Reach,
}

/// A new Virtual Account. The first of an account is its default.
///
/// In: `parts`, the account's Virtual Accounts as they are. Those whom it starts with are given their roles by
/// `membership::add`, once it is there.
pub fn create(
    mut new: VirtualAccount,
    settings: Settings,
    parts: &[VirtualAccount],
    by: &Hands,
    now: Moment,
) -> Result<Event, Refusal> {
    let tree = Tree::of(parts);
    if parts.len() >= MOST {
        return Err(Refusal::TooManyVirtualAccounts);
    }
    may_place(new.parent.as_ref(), &tree, &by.create)?;
    if depth_below(&tree, new.parent.as_ref()) > DEEPEST {
        return Err(Refusal::NestedTooDeep);
    }
    name_is_free(&new.name, None, parts)?;
    end_date_is_ahead(settings.preferred_until, now)?;
    new.is_default = !parts.iter().any(|va| va.is_default);
    Ok(Event::VirtualAccount(VirtualAccountFact::Created {
        virtual_account: new,
        settings,
    }))
}

/// Renames, moves and describes anew, all in one; says only what changed.
pub fn change(
    old: &Detailed,
    seen_version: u32,
    wanted: WantedVirtualAccount,
    parts: &[VirtualAccount],
    by: &Hands,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    let (va, tree) = (&old.virtual_account, Tree::of(parts));
    may_edit(va, &by.edit)?;
    if old.version != seen_version {
        return Err(Refusal::ChangedMeanwhile);
    }
    name_is_free(&wanted.name, Some(&va.id), parts)?;
    if wanted.settings.preferred_until != old.settings.preferred_until {
        end_date_is_ahead(wanted.settings.preferred_until, now)?;
    }
    let mut events = Vec::new();
    if wanted.parent != va.parent {
        check_move(va, wanted.parent.as_ref(), &tree, by)?;
        events.push(moved(va, wanted.name.clone(), wanted.parent));
    }
    let traits = |name: &str, settings: &Settings| Traits {
        name: name.to_owned(),
        settings: settings.clone(),
    };
    let (before, after) = (
        traits(&va.name, &old.settings),
        traits(&wanted.name, &wanted.settings),
    );
    if before != after {
        events.push(Event::VirtualAccount(VirtualAccountFact::Changed {
            account: va.account.clone(),
            virtual_account: va.id.clone(),
            before,
            after,
        }));
    }
    Ok(events)
}

fn moved(va: &VirtualAccount, name: String, after: Option<VirtualAccountId>) -> Event {
    Event::VirtualAccount(VirtualAccountFact::Moved {
        account: va.account.clone(),
        virtual_account: va.id.clone(),
        name,
        before: va.parent.clone(),
        after,
    })
}

/// Whoever moves takes it from where it is as well as brings it where it goes, so both must be theirs.
fn check_move(
    va: &VirtualAccount,
    to: Option<&VirtualAccountId>,
    tree: &Tree,
    by: &Hands,
) -> Result<(), Refusal> {
    if let Some(to) = to
        && tree.is_within(to, &va.id)
    {
        return Err(Refusal::VirtualAccountInsideItself);
    }
    may_place(va.parent.as_ref(), tree, &by.edit)?;
    may_place(to, tree, &by.create)?;
    if depth_below(tree, to) + tree.height(&va.id) > DEEPEST {
        return Err(Refusal::NestedTooDeep);
    }
    Ok(())
}

/// Makes it the account's default in place of the one that was. The default is the whole account's affair.
pub fn make_default(
    old: &Detailed,
    seen_version: u32,
    parts: &[VirtualAccount],
    by: &Hands,
) -> Result<Vec<Event>, Refusal> {
    let va = &old.virtual_account;
    may_edit(va, &by.edit)?;
    if by.edit != Reach::Account {
        return Err(Refusal::VirtualAccountNotYours);
    }
    if old.version != seen_version {
        return Err(Refusal::ChangedMeanwhile);
    }
    if va.is_default {
        return Ok(Vec::new());
    }
    let before = parts.iter().find(|va| va.is_default);
    Ok(vec![Event::VirtualAccount(
        VirtualAccountFact::MadeDefault {
            account: va.account.clone(),
            before: before.map(|va| va.id.clone()),
            after: va.id.clone(),
            name: va.name.clone(),
        },
    )])
}

/// What hangs on a Virtual Account that is to go, or some of it.
#[derive(Debug, Clone, Default)]
pub struct Hanging {
    /// The groups that belong to it.
    pub groups: Vec<Group>,
    /// The pending requests that name it.
    pub requests: Vec<AccessRequest>,
    /// The open invitations that name it.
    pub invitations: Vec<Invitation>,
    /// The roles held on it.
    pub memberships: Vec<Membership>,
}

/// Deletes it: what is nested in it moves up, the roles on it end, and pending requests and open invitations go on without it.
///
/// A request that asked for nothing else stays pending without a scope, for an administrator of the account to choose one:
/// widening it to the parent would ask for more than its sender did.
pub fn delete(
    old: &Detailed,
    seen_version: u32,
    parts: &[VirtualAccount],
    hanging: &Hanging,
    by: &Hands,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    let va = &old.virtual_account;
    may_go(old, seen_version, parts, by)?;
    let mut events: Vec<Event> = nested_in(va, parts)
        .map(|nested| moved(nested, nested.name.clone(), va.parent.clone()))
        .collect();
    events.extend(goes_with(va, hanging, now)?);
    events.push(deleted(old, None));
    Ok(events)
}

/// Begins to delete what too much hangs on to go at once. What hangs on it then goes bit by bit ([`goes_with`]), and it is
/// [`deleted`] in the end.
///
/// In: how much hangs on it. Errors: as [`delete`].
pub fn begin_deletion(
    old: &Detailed,
    seen_version: u32,
    parts: &[VirtualAccount],
    hanging: u64,
    by: &Hands,
) -> Result<Event, Refusal> {
    let va = &old.virtual_account;
    may_go(old, seen_version, parts, by)?;
    let nested = nested_in(va, parts).map(|nested| nested.id.clone());
    Ok(Event::VirtualAccount(VirtualAccountFact::DeletionBegun {
        virtual_account: va.clone(),
        nested: nested.collect(),
        hanging,
    }))
}

fn may_go(
    old: &Detailed,
    seen_version: u32,
    parts: &[VirtualAccount],
    by: &Hands,
) -> Result<(), Refusal> {
    let va = &old.virtual_account;
    may_delete(va, &Tree::of(parts), &by.edit)?;
    if old.version != seen_version {
        return Err(Refusal::ChangedMeanwhile);
    }
    if va.is_default {
        return Err(Refusal::VirtualAccountIsDefault);
    }
    Ok(())
}

fn nested_in<'a>(
    va: &'a VirtualAccount,
    parts: &'a [VirtualAccount],
) -> impl Iterator<Item = &'a VirtualAccount> {
    let is_nested = |nested: &&VirtualAccount| nested.parent.as_ref() == Some(&va.id);
    parts.iter().filter(is_nested)
}

/// What becomes of what hangs on a Virtual Account that goes.
pub fn goes_with(
    va: &VirtualAccount,
    hanging: &Hanging,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    let around = || va.parent.clone();
    let groups = hanging.groups.iter().map(|group| hand_on(group, around()));
    let requests = hanging.requests.iter();
    let requests = requests.filter_map(|request| request.without_virtual_account(va, now));
    let invitations = hanging.invitations.iter();
    let invitations = invitations.filter_map(|one| one.without_virtual_account(va));
    let mut events: Vec<Event> = groups.chain(requests).chain(invitations).collect();
    for membership in &hanging.memberships {
        // A role on a part never is what keeps an account administered.
        let why = EndCause::VirtualAccountDeleted;
        events.push(rules::membership::end(membership, &[], why)?);
    }
    Ok(events)
}

/// It is gone. In: since when it was there for nobody, where it went bit by bit.
pub fn deleted(old: &Detailed, begun_at: Option<Moment>) -> Event {
    Event::VirtualAccount(VirtualAccountFact::Deleted {
        virtual_account: old.virtual_account.clone(),
        settings: old.settings.clone(),
        begun_at,
    })
}

/// Whether it is for somebody to delete whose right to change Virtual Accounts reaches so far. Where that reach begins, it is not:
/// what is nested in it would move up to where nothing is theirs.
///
/// Errors: [`Refusal::NotFound`] beyond reach, else [`Refusal::VirtualAccountNotYours`].
pub fn may_delete(va: &VirtualAccount, tree: &Tree, edit: &Reach) -> Result<(), Refusal> {
    may_edit(va, edit)?;
    may_place(va.parent.as_ref(), tree, edit)
}

/// What is beyond reach does not exist for whoever asks.
fn may_edit(va: &VirtualAccount, reach: &Reach) -> Result<(), Refusal> {
    if reach.covers(&Scope::VirtualAccounts([va.id.clone()].into())) {
        Ok(())
    } else {
        Err(Refusal::NotFound)
    }
}

/// Whether something may be put, or taken away, directly below `parent`.
fn may_place(parent: Option<&VirtualAccountId>, tree: &Tree, reach: &Reach) -> Result<(), Refusal> {
    match (parent, reach) {
        (Some(parent), _) if !tree.contains(parent) => Err(Refusal::VirtualAccountGone),
        (_, Reach::Account) => Ok(()),
        (Some(parent), reach) if reach.covers(&Scope::VirtualAccounts([parent.clone()].into())) => {
            Ok(())
        }
        _ => Err(Refusal::VirtualAccountNotYours),
    }
}

fn depth_below(tree: &Tree, parent: Option<&VirtualAccountId>) -> usize {
    parent.map_or(1, |parent| tree.depth(parent) + 1)
}

fn name_is_free(
    name: &str,
    except: Option<&VirtualAccountId>,
    parts: &[VirtualAccount],
) -> Result<(), Refusal> {
    let name = key(name);
    let taken = parts
        .iter()
        .any(|va| Some(&va.id) != except && key(&va.name) == name);
    if taken {
        Err(Refusal::VirtualAccountNameTaken)
    } else {
        Ok(())
    }
}

fn end_date_is_ahead(until: Option<Moment>, now: Moment) -> Result<(), Refusal> {
    if until.is_some_and(|until| until <= now) {
        Err(Refusal::EndDateInThePast)
    } else {
        Ok(())
    }
}
