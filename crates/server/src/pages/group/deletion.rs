//! Deleting a group once its consequences have been read.

use crate::pages::group::changing::called_with;
use crate::pages::group::list::said;
use crate::pages::parts::going::{how_far, in_two_words};
use crate::pages::parts::group::{Held, held_rows, managed};
use crate::standing::group::{MOST_SHOWN, manager};
use crate::use_cases::deletion::HowFar;
use crate::web::desk::{Desk, DeskTab, ManageGroups};
use crate::web::errors::PageError;
use crate::web::forms::{Faults, Form};
use crate::web::page::{Page, render, render_with};
use crate::web::visit::Onward;
use crate::{store, use_cases, web};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::group::Group;
use domain::smart_account::SmartAccount;
use domain::{GroupId, Refusal, Right, Scope};
use i18n_embed_fl::fl;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "group/deletion.html")]
struct DeletionPage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    subtabs: Vec<DeskTab>,
    group: Group,
    faults: Faults,
    /// What ends, and for how many people.
    held: Vec<Held>,
    members: i64,
    /// What was asked for the group and is withdrawn.
    pending: Vec<String>,
    /// How many are invited into it and have not answered.
    invited: i64,
    may: bool,
    /// Whether it goes bit by bit.
    is_large: bool,
    /// What this page lists, in short.
    seen: String,
}

async fn deletion_page(
    desk: &Desk<ManageGroups>,
    id: &str,
    refusal: Option<&Refusal>,
) -> Result<DeletionPage, PageError> {
    let group = managed(desk, id).await?;
    let (which, by, account, now) = (
        group.id.clone(),
        desk.person.id.clone(),
        desk.account.id.clone(),
        desk.now,
    );
    let whole = group.clone();
    let (held, pending, may, plan) = desk
        .read(move |db| {
            let held = store::membership::held_by_group(db, &which, MOST_SHOWN)?;
            let manager = manager(db, &by, &account, now)?;
            // What it holds elsewhere ends with it; a role here has to be theirs to end.
            let mut here = held.iter().filter(|m| m.account == account);
            let may = here.all(|m| manager.gives.covers(&m.scope()));
            let held = held_rows(db, held)?;
            let pending = store::access_request::pending_for(db, &which, MOST_SHOWN)?;
            let plan = use_cases::group::plan_deletion(db, &whole)?;
            Ok((held, pending, may, plan))
        })
        .await?;
    let held = held
        .into_iter()
        .map(|row| row.in_words(desk, &desk.account))
        .collect();
    let name = group.name.as_str();
    Ok(DeletionPage {
        p: desk.page(&fl!(desk.words.plain, "group-delete-title", name = name)),
        account: desk.account.clone(),
        tabs: desk.tabs("users"),
        subtabs: desk.subtabs("users", "groups"),
        faults: Faults::default().with("delete", refusal.map(|refusal| said(desk, refusal))),
        held,
        members: plan.how_much.people,
        pending: pending.into_iter().map(|r| r.target.shown()).collect(),
        invited: plan.how_much.invitations,
        may,
        is_large: plan.is_large,
        seen: plan.seen,
        group,
    })
}

/// What ends with the group and for how many, before it is deleted; of one that is deleted, how far that is. Errors: not found, where
/// this desk does not manage the group.
pub async fn deletion_form(
    desk: Desk<ManageGroups>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    if let Some(gone) = gone(&desk, &id).await? {
        return Ok(render(&going_page(&desk, gone).await?));
    }
    Ok(render(&deletion_page(&desk, &id, None).await?))
}

/// What the deletion page sends.
#[derive(Deserialize)]
pub struct Deletion {
    seen: String,
}

/// Deletes the group with all that hangs on it, unless it was changed since the page was shown; what is refused is the page
/// again. Whoever presses twice, or after somebody else, is led to what the first has begun. Errors: as [`deletion_form`].
pub async fn delete(
    desk: Desk<ManageGroups>,
    Path((_, id)): Path<(String, String)>,
    Form(form): Form<Deletion>,
) -> Result<Response, PageError> {
    match delete_now(&desk, &id, form.seen).await {
        // Asked afterwards: the first press may end while this one is looked at.
        Err(PageError::NotFound) if gone(&desk, &id).await?.is_some() => {
            Ok(Onward::to(&desk.app, &watched(&desk, &id)).into_response())
        }
        answer => answer,
    }
}

/// Where it shows how far it is.
fn watched(desk: &Desk<ManageGroups>, id: &str) -> String {
    desk.address(&format!("groups/{id}/deletion"))
}

async fn delete_now(
    desk: &Desk<ManageGroups>,
    id: &str,
    seen: String,
) -> Result<Response, PageError> {
    let group = managed(desk, id).await?;
    let (account, by, which) = called_with(desk, &group);
    let done = desk
        .write(move |tx| use_cases::group::delete(tx, &account, &by, &which, &seen))
        .await?;
    match done {
        Ok(true) => {
            let name = group.name.as_str();
            Ok(Onward::to(&desk.app, &desk.address("groups"))
                .saying(&fl!(desk.words.plain, "group-deleted", name = name))
                .into_response())
        }
        Ok(false) => Ok(Onward::to(&desk.app, &watched(desk, id)).into_response()),
        Err(refusal) => {
            let status = web::refusals::status(&refusal);
            let page = deletion_page(desk, id, Some(&refusal)).await?;
            Ok(render_with(status, &page))
        }
    }
}

/// A group that is deleted, or about to be.
struct GoneGroup {
    id: GroupId,
    name: String,
}

/// None where it is there, or never was, or was not this desk's.
async fn gone(desk: &Desk<ManageGroups>, id: &str) -> Result<Option<GoneGroup>, PageError> {
    let id: GroupId = id.parse().map_err(|_| PageError::NotFound)?;
    let (account, which) = (desk.account.id.clone(), id.clone());
    let read = desk.read(move |db| {
        let going = store::group::find_going(db, &which)?;
        let going = going.filter(|group| group.account == account);
        match going {
            Some(group) => Ok(Some((group.name, group.virtual_account))),
            None => store::group::former(db, &account, &which),
        }
    });
    let Some((name, on)) = read.await? else {
        return Ok(None);
    };
    let scope = on.map_or(Scope::EntireAccount, |on| {
        Scope::VirtualAccounts([on].into())
    });
    let is_theirs = desk.reach_ever(Right::GroupManage).covers(&scope);
    Ok(is_theirs.then_some(GoneGroup { id, name }))
}

#[derive(Template)]
#[template(path = "group/going.html")]
struct GoingPage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    subtabs: Vec<DeskTab>,
    name: String,
    /// None once nothing is left of it.
    how_far: Option<HowFar>,
    /// Where scripts ask how far it is.
    progress: String,
}

async fn going_page(desk: &Desk<ManageGroups>, gone: GoneGroup) -> Result<GoingPage, PageError> {
    let (t, name) = (&desk.words.plain, gone.name.as_str());
    let how_far = how_far(desk, gone.id.as_str()).await?;
    let title = match how_far {
        Some(_) => fl!(t, "deletion-underway", name = name),
        None => fl!(t, "group-deleted", name = name),
    };
    Ok(GoingPage {
        p: desk.page(&title),
        account: desk.account.clone(),
        tabs: desk.tabs("users"),
        subtabs: desk.subtabs("users", "groups"),
        how_far,
        progress: desk.address(&format!("groups/{}/deletion/progress", gone.id)),
        name: gone.name,
    })
}

/// How far it is, for a page that watches it. Errors: not found, where it is neither there nor deleted, or was not this desk's.
pub async fn progress(
    desk: Desk<ManageGroups>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let group = match gone(&desk, &id).await? {
        Some(gone) => gone.id,
        None => managed(&desk, &id).await?.id,
    };
    Ok(in_two_words(how_far(&desk, group.as_str()).await?))
}
