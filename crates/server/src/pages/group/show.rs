//! The page of one group: who is in it and what it holds; for the account that manages it, and for those where it holds roles.

use crate::pages::parts::group::{Held, HeldRow, held_rows, on};
use crate::paging::{AfterPlace, ListPlace, PAGE};
use crate::sight::Sight;
use crate::standing::group::{MOST_SHOWN, administrators, manager};
use crate::storage::{AnyConnection, Error};
use crate::store::group::list::{Member, SeenGroup};
use crate::web::desk::{Desk, DeskTab, Needs, SeeMembers};
use crate::web::errors::PageError;
use crate::web::forms::{Field, Query};
use crate::web::page::{Page, render};
use crate::{search_index, store, web};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use domain::group::Group;
use domain::membership::Reach;
use domain::smart_account::SmartAccount;
use domain::{GroupId, Moment, PersonId, Refusal, RequestId};
use i18n_embed_fl::fl;
use serde::Deserialize;

/// A request that waits for the group.
pub struct Waiting {
    pub identifier: String,
    pub sent_at: Moment,
    pub by: String,
    /// Where it is one's own: the way to it.
    pub own: Option<RequestId>,
}

struct Loaded {
    group: Group,
    /// The account that manages it, where that is another.
    managed_by: Option<SmartAccount>,
    manages: bool,
    gives: bool,
    administrators: Vec<String>,
    held: Vec<HeldRow>,
    ends: Reach,
    size: i64,
    members: Vec<Member>,
    next: Option<ListPlace>,
    waiting: Vec<(store::access_request::ListedRequest, bool)>,
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
    managed_by: Option<SmartAccount>,
    manages: bool,
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
    from: Option<&ListPlace>,
) -> Result<Loaded, Error> {
    let group = store::group::find(db, id)?;
    let account = viewer.sight.account();
    let is_own = group.account == *account;
    let mut held = store::membership::held_by_group(db, id, MOST_SHOWN)?;
    let seen = SeenGroup::by(&viewer.sight, &group, &held).ok_or(Refusal::NotFound)?;
    let by = manager(db, &viewer.person, account, viewer.now)?;
    let manages = is_own && by.manages.covers(&group.scope());
    // What it holds in other accounts, and out of reach here, concerns those who manage it.
    held.retain(|m| {
        let is_here = m.account == *account && viewer.sight.covers(m.virtual_account.as_ref());
        manages || is_here
    });
    let waiting = if manages {
        waiting(db, id, &viewer.person)?
    } else {
        Vec::new()
    };
    let (members, next) = store::group::list::members(db, &seen, words, from, PAGE)?;
    Ok(Loaded {
        managed_by: match is_own {
            true => None,
            false => Some(store::smart_account::find(db, &group.account)?),
        },
        administrators: administrators(db, &group, viewer.now)?,
        manages,
        gives: manages && !by.gives.is_nothing(),
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
) -> Result<Vec<(store::access_request::ListedRequest, bool)>, Error> {
    let pending = store::access_request::pending_for(db, id, MOST_SHOWN)?;
    let ids: Vec<String> = pending.iter().map(|r| r.applicant.to_string()).collect();
    let people = store::person::find_all(db, &ids)?;
    let listed = |request: domain::access_request::AccessRequest| {
        let applicant = people.iter().find(|p| p.id == request.applicant)?.clone();
        let own = request.applicant == *person;
        Some((
            store::access_request::ListedRequest { request, applicant },
            own,
        ))
    };
    Ok(pending.into_iter().filter_map(listed).collect())
}

/// The group with its members, a page at a time. Those who manage it see all that it holds, others what lies within reach here.
/// Errors: not found, where neither the group nor a role of it lies within reach.
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
        identifier: listed.request.target.shown(),
        sent_at: listed.request.sent_at,
        by: listed.applicant.profile.full_name,
    });
    let is_guest = loaded.managed_by.is_some();
    ShowPage {
        p: desk.page(&loaded.group.name),
        account: desk.account.clone(),
        tabs: desk.tabs("users"),
        subtabs: subtabs(desk, is_guest),
        on: match is_guest {
            true => None,
            false => on(desk, loaded.group.virtual_account.as_ref()),
        },
        managed_by: loaded.managed_by,
        manages: loaded.manages,
        gives: loaded.gives,
        administrators: loaded.administrators,
        held: held.collect(),
        waiting: waiting.collect(),
        size: loaded.size,
        search: Field::new("q", fl!(desk.words.text, "group-search-members")).value(typed),
        members: loaded.members,
        next: loaded.next.as_ref().map(ListPlace::written),
        is_first,
        group: loaded.group,
    }
}

/// A group of another account stands in none of the lists here.
fn subtabs<R: Needs>(desk: &web::desk::Desk<R>, is_guest: bool) -> Vec<DeskTab> {
    desk.subtabs("users", if is_guest { "" } else { "groups" })
}
