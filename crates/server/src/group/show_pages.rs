//! The page of one group: who is in it and what it holds; for the account that keeps it, and for those where it holds roles.

use super::pages::on;
use super::{MOST_SHOWN, keeper};
use crate::paging::{AfterPlace, PAGE, Place};
use crate::sight::Sight;
use crate::smart_account::desk;
use crate::smart_account::desk::{Desk, DeskTab, Needs, SeeMembers, part_name};
use crate::storage::{AnyConnection, Error};
use crate::store::group::list::{Member, Seen};
use crate::web::errors::PageError;
use crate::web::forms::{Field, Query};
use crate::web::page::{Page, render};
use crate::{search_index, store};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use domain::group::Group;
use domain::membership::{Membership, Reach};
use domain::smart_account::SmartAccount;
use domain::virtual_account::VirtualAccount;
use domain::{GroupId, Moment, PersonId, Refusal, RequestId, Role};
use i18n_embed_fl::fl;
use serde::Deserialize;

/// A role of a group, with the account it is held in.
pub(super) struct HeldRow {
    membership: Membership,
    account: SmartAccount,
    parts: Vec<VirtualAccount>,
}

/// A role of a group in words.
pub(crate) struct Held {
    pub(crate) membership: Membership,
    pub(crate) role: String,
    pub(crate) on: Option<String>,
    /// The account, where it is another than that of the desk.
    pub(crate) elsewhere: Option<SmartAccount>,
}

/// Roles with their accounts: two queries, however many they are.
pub(super) fn held_rows(
    db: &mut AnyConnection,
    held: Vec<Membership>,
) -> Result<Vec<HeldRow>, Error> {
    let mut ids: Vec<String> = held.iter().map(|m| m.account.to_string()).collect();
    ids.dedup();
    let accounts = store::smart_account::find_all(db, &ids)?;
    let parts = store::virtual_account::virtual_accounts_of(db, &ids)?;
    let row = |membership: Membership| {
        let account = accounts.iter().find(|a| a.id == membership.account)?;
        let own = parts.iter().filter(|va| va.account == account.id);
        Some(HeldRow {
            account: account.clone(),
            parts: own.cloned().collect(),
            membership,
        })
    };
    Ok(held.into_iter().filter_map(row).collect())
}

impl HeldRow {
    pub(super) fn in_words(self, visit: &crate::web::visit::Visit, here: &SmartAccount) -> Held {
        let on = self.membership.virtual_account.as_ref();
        Held {
            role: visit.words.role(self.membership.role),
            on: on.map(|id| part_name(&self.parts, id)),
            elsewhere: (self.account.id != here.id).then_some(self.account),
            membership: self.membership,
        }
    }
}

/// A request that waits for the group.
pub struct Waiting {
    pub identifier: domain::DomainIdentifier,
    pub sent_at: Moment,
    pub by: String,
    /// Where it is one's own: the way to it.
    pub own: Option<RequestId>,
}

struct Loaded {
    group: Group,
    /// The account that keeps it, where that is another.
    kept_by: Option<SmartAccount>,
    keeps: bool,
    gives: bool,
    administrators: Vec<String>,
    held: Vec<HeldRow>,
    ends: Reach,
    size: i64,
    members: Vec<Member>,
    next: Option<Place>,
    waiting: Vec<(store::access_request::Listed, bool)>,
}

/// Which of its members are wanted.
#[derive(Deserialize)]
pub struct Wanted {
    #[serde(default)]
    q: String,
    #[serde(flatten)]
    after: AfterPlace,
}

#[derive(Template)]
#[template(path = "group/show.html")]
struct ShowPage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    subtabs: Vec<DeskTab>,
    group: Group,
    on: Option<String>,
    kept_by: Option<SmartAccount>,
    keeps: bool,
    gives: bool,
    administrators: Vec<String>,
    held: Vec<(Held, bool)>,
    waiting: Vec<Waiting>,
    size: i64,
    search: Field,
    members: Vec<Member>,
    next: Option<String>,
    is_first: bool,
}

/// As many administrators of a group are named.
const MOST_NAMED: usize = 5;

/// Who manages a group, by name, the most recently active first; a few of them.
pub fn administrators(
    db: &mut AnyConnection,
    group: &Group,
    now: Moment,
) -> Result<Vec<String>, Error> {
    let mut found =
        store::membership::reachable_holders(db, &group.account, Role::SaAdministrator, now)?;
    if group.virtual_account.is_some() {
        let parts = store::virtual_account::virtual_accounts(db, &group.account)?;
        let tree = domain::virtual_account::Tree::of(&parts);
        let of_parts =
            store::membership::reachable_holders(db, &group.account, Role::VaAdministrator, now)?;
        found.extend(of_parts.into_iter().filter(|(held, _, _)| {
            let right = domain::Right::GroupManage;
            membership_reach(held, &tree, right, now).covers(&group.scope())
        }));
    }
    found.sort_by_key(|(_, person, seen)| (std::cmp::Reverse(*seen), person.id.clone()));
    let mut known = std::collections::BTreeSet::new();
    found.retain(|(_, person, _)| known.insert(person.id.clone()));
    let names = found
        .into_iter()
        .map(|(_, person, _)| person.profile.full_name);
    Ok(names.take(MOST_NAMED).collect())
}

fn membership_reach(
    held: &Membership,
    tree: &domain::virtual_account::Tree,
    right: domain::Right,
    now: Moment,
) -> Reach {
    domain::membership::reach(std::slice::from_ref(held), tree, right, now)
}

/// Somebody at a desk.
struct Viewer {
    sight: Sight,
    person: PersonId,
    now: Moment,
}

fn load(
    db: &mut AnyConnection,
    viewer: &Viewer,
    id: &GroupId,
    words: &[String],
    from: Option<&Place>,
) -> Result<Loaded, Error> {
    let group = store::group::find(db, id)?;
    let account = viewer.sight.account();
    let is_own = group.account == *account;
    let mut held = store::membership::held_by_group(db, id, MOST_SHOWN)?;
    let seen = Seen::by(&viewer.sight, &group, &held).ok_or(Refusal::NotFound)?;
    let by = keeper(db, &viewer.person, account, viewer.now)?;
    let keeps = is_own && by.keeps.covers(&group.scope());
    // What it holds in other accounts, and out of reach here, concerns those who keep it.
    held.retain(|m| {
        let is_here = m.account == *account && viewer.sight.covers(m.virtual_account.as_ref());
        keeps || is_here
    });
    let waiting = if keeps {
        waiting(db, id, &viewer.person)?
    } else {
        Vec::new()
    };
    let (members, next) = store::group::list::members(db, &seen, words, from, PAGE)?;
    Ok(Loaded {
        kept_by: match is_own {
            true => None,
            false => Some(store::smart_account::find(db, &group.account)?),
        },
        administrators: administrators(db, &group, viewer.now)?,
        keeps,
        gives: keeps && !by.gives.is_nothing(),
        held: held_rows(db, held)?,
        ends: by.gives,
        size: store::group::size(db, id)?,
        members,
        next,
        waiting,
        group,
    })
}

fn waiting(
    db: &mut AnyConnection,
    id: &GroupId,
    person: &PersonId,
) -> Result<Vec<(store::access_request::Listed, bool)>, Error> {
    let pending = store::access_request::pending_for(db, id)?;
    let ids: Vec<String> = pending.iter().map(|r| r.applicant.to_string()).collect();
    let people = store::person::find_all(db, &ids)?;
    let listed = |request: domain::access_request::AccessRequest| {
        let applicant = people.iter().find(|p| p.id == request.applicant)?.clone();
        let own = request.applicant == *person;
        Some((store::access_request::Listed { request, applicant }, own))
    };
    Ok(pending.into_iter().filter_map(listed).collect())
}

pub async fn show(
    desk: Desk<SeeMembers>,
    Path((_, id)): Path<(String, String)>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, PageError> {
    let id: GroupId = id.parse().map_err(|_| PageError::NotFound)?;
    let viewer = Viewer {
        sight: desk.sight(),
        person: desk.person.id.clone(),
        now: desk.now,
    };
    let from = wanted.after.place();
    let is_first = from.is_none();
    let words = search_index::wanted(&wanted.q);
    let loaded = desk
        .app
        .db
        .read(move |db| load(db, &viewer, &id, &words, from.as_ref()))
        .await?;
    Ok(render(&page(&desk, loaded, wanted.q, is_first)))
}

fn page(desk: &Desk<SeeMembers>, loaded: Loaded, typed: String, is_first: bool) -> ShowPage {
    let ends = loaded.ends;
    let held = loaded.held.into_iter().map(|row| {
        let held = row.in_words(desk, &desk.account);
        let may_end = held.elsewhere.is_none() && ends.covers(&held.membership.scope());
        (held, may_end)
    });
    let waiting = loaded.waiting.into_iter().map(|(listed, own)| Waiting {
        own: own.then(|| listed.request.id.clone()),
        identifier: listed.request.identifier,
        sent_at: listed.request.sent_at,
        by: listed.applicant.profile.full_name,
    });
    let is_guest = loaded.kept_by.is_some();
    ShowPage {
        p: desk.page(&loaded.group.name),
        account: desk.account.clone(),
        tabs: desk.tabs("users"),
        subtabs: subtabs(desk, is_guest),
        on: match is_guest {
            true => None,
            false => on(desk, loaded.group.virtual_account.as_ref()),
        },
        kept_by: loaded.kept_by,
        keeps: loaded.keeps,
        gives: loaded.gives,
        administrators: loaded.administrators,
        held: held.collect(),
        waiting: waiting.collect(),
        size: loaded.size,
        search: Field::new("q", fl!(desk.words.text, "group-search-members")).value(typed),
        members: loaded.members,
        next: loaded.next.as_ref().map(Place::written),
        is_first,
        group: loaded.group,
    }
}

/// A group of another account stands in none of the lists here.
fn subtabs<R: Needs>(desk: &desk::Desk<R>, is_guest: bool) -> Vec<DeskTab> {
    desk.subtabs("users", if is_guest { "" } else { "groups" })
}
