//! Adding people to a group, and taking them out.

use super::edit_pages::kept;
use super::naming::{self, Known, MOST_LINES, MOST_TYPED};
use super::pages::said;
use super::show_pages::{Held, held_rows};
use super::{MOST_SHOWN, store};
use crate::smart_account::desk::{Desk, DeskTab, ManageGroups};
use crate::web::errors::PageError;
use crate::web::forms::{Faults, Field, Form, Kind, Query};
use crate::web::page::{Page, render, render_with};
use crate::web::visit::{Onward, Visit};
use crate::{membership, person};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::PersonId;
use domain::group::Group;
use domain::person::Person;
use domain::smart_account::SmartAccount;
use i18n_embed_fl::fl;
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Template)]
#[template(path = "group/new-members.html")]
struct NewMembersPage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    subtabs: Vec<DeskTab>,
    group: Group,
    faults: Faults,
    /// What they will have.
    held: Vec<Held>,
    people: Field,
}

/// What a group holds, in words.
pub(super) async fn held(desk: &Desk<ManageGroups>, group: &Group) -> Result<Vec<Held>, PageError> {
    let id = group.id.clone();
    let rows = desk
        .app
        .db
        .read(move |db| {
            let held = membership::store::held_by_group(db, &id, MOST_SHOWN)?;
            held_rows(db, held)
        })
        .await?;
    let rows = rows.into_iter();
    Ok(rows.map(|row| row.in_words(desk, &desk.account)).collect())
}

async fn new_page(
    desk: &Desk<ManageGroups>,
    group: Group,
    typed: &str,
    fault: Option<String>,
) -> Result<NewMembersPage, PageError> {
    let t = &desk.words.text;
    let people = Field::new("people", fl!(t, "group-people"))
        .kind(Kind::Area)
        .value(typed)
        .identifier()
        .hint(fl!(t, "group-people-hint", most = MOST_TYPED))
        .fault(fault);
    let name = group.name.as_str();
    Ok(NewMembersPage {
        p: desk.page(&fl!(desk.words.plain, "group-add-title", name = name)),
        account: desk.account.clone(),
        tabs: desk.tabs("users"),
        subtabs: desk.subtabs("users", "groups"),
        faults: Faults::of(&[&people]),
        held: held(desk, &group).await?,
        people,
        group,
    })
}

pub async fn new_form(
    desk: Desk<ManageGroups>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let group = kept(&desk, &id).await?;
    Ok(render(&new_page(&desk, group, "", None).await?))
}

/// What the form sends.
#[derive(Deserialize)]
pub struct Naming {
    #[serde(default)]
    people: String,
    /// `file`, where they come from a file that was looked through before.
    #[serde(default)]
    from: String,
}

/// What is known of these names, and whether each may be added.
pub(super) async fn look_up(
    desk: &Desk<ManageGroups>,
    group: &Group,
    names: Vec<String>,
) -> Result<Vec<Known>, PageError> {
    let (id, by, now) = (group.id.clone(), desk.person.id.clone(), desk.now);
    Ok(desk
        .app
        .db
        .read(move |db| {
            let held = membership::store::held_by_group(db, &id, i64::MAX)?;
            let gives = held.iter().any(|m| m.holds_at(now));
            naming::known(db, &id, &names, gives.then_some(&by))
        })
        .await?)
}

/// What stands in the way of a name, in words; nothing where nothing does.
pub(super) fn fault_of(visit: &Visit, name: &str, known: &Known) -> Option<String> {
    let plain = &visit.words.plain;
    match known {
        Known::New { .. } | Known::Already { .. } => None,
        Known::Nobody => Some(fl!(plain, "group-nobody", name = name)),
        Known::Deactivated { full_name } => {
            Some(fl!(plain, "group-deactivated", name = full_name.as_str()))
        }
        Known::Oneself => Some(fl!(plain, "group-own")),
    }
}

pub async fn add(
    desk: Desk<ManageGroups>,
    Path((_, id)): Path<(String, String)>,
    Form(form): Form<Naming>,
) -> Result<Response, PageError> {
    let group = kept(&desk, &id).await?;
    let names = naming::typed(&form.people);
    let most = match form.from.as_str() {
        "file" => MOST_LINES,
        _ => MOST_TYPED,
    };
    let plain = &desk.words.plain;
    let unfit = StatusCode::UNPROCESSABLE_ENTITY;
    let fault = match names.len() {
        0 => Some(fl!(plain, "group-people-missing")),
        n if n > most => Some(fl!(plain, "group-people-too-many", most = most)),
        _ => None,
    };
    if fault.is_some() {
        let page = new_page(&desk, group, &form.people, fault).await?;
        return Ok(render_with(unfit, &page));
    }
    let known = look_up(&desk, &group, names.clone()).await?;
    let faults: Vec<String> = names
        .iter()
        .zip(&known)
        .filter_map(|(name, known)| fault_of(&desk, name, known))
        .collect();
    if !faults.is_empty() {
        let page = new_page(&desk, group, &form.people, Some(faults.join(" "))).await?;
        return Ok(render_with(unfit, &page));
    }
    let people: BTreeSet<PersonId> = known
        .into_iter()
        .filter_map(|known| match known {
            Known::New { id, .. } => Some(id),
            _ => None,
        })
        .collect();
    let (account, by, which) = (
        desk.account.id.clone(),
        desk.person.id.clone(),
        group.id.clone(),
    );
    let added = desk
        .app
        .db
        .write(desk.author(), move |tx| {
            super::add_members(tx, &account, &by, &which, &people)
        })
        .await?;
    match added {
        Ok(count) => {
            let said = fl!(desk.words.plain, "group-added", count = count);
            Ok(
                Onward::to(&desk.app, &desk.address(&format!("groups/{}", group.id)))
                    .saying(&said)
                    .into_response(),
            )
        }
        Err(refusal) => {
            let fault = Some(said(&desk, &refusal));
            let status = StatusCode::from_u16(refusal.status()).unwrap_or(unfit);
            let page = new_page(&desk, group, &form.people, fault).await?;
            Ok(render_with(status, &page))
        }
    }
}

/// Whom to take out: ids, as the check boxes of the list send them.
#[derive(Deserialize)]
pub struct Chosen {
    #[serde(default)]
    people: Vec<String>,
}

impl Chosen {
    /// As many as a page of the list shows, and a few more.
    const MOST: usize = 200;

    fn ids(&self) -> Result<BTreeSet<PersonId>, PageError> {
        if self.people.len() > Self::MOST {
            return Err(PageError::BadForm);
        }
        let ids = self.people.iter().map(|id| id.parse());
        ids.collect::<Result<_, _>>()
            .map_err(|_| PageError::BadForm)
    }
}

#[derive(Template)]
#[template(path = "group/removal.html")]
struct RemovalPage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    subtabs: Vec<DeskTab>,
    group: Group,
    people: Vec<Person>,
    held: Vec<Held>,
}

pub async fn removal_form(
    desk: Desk<ManageGroups>,
    Path((_, id)): Path<(String, String)>,
    Query(chosen): Query<Chosen>,
) -> Result<Response, PageError> {
    let group = kept(&desk, &id).await?;
    let (which, ids) = (group.id.clone(), chosen.ids()?);
    let mut people = desk
        .app
        .db
        .read(move |db| {
            let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
            let within = store::are_in(db, &which, &ids)?;
            let ids: Vec<String> = within.iter().map(ToString::to_string).collect();
            person::store::find_all(db, &ids)
        })
        .await?;
    people.sort_by(|a, b| a.profile.full_name.cmp(&b.profile.full_name));
    let name = group.name.as_str();
    let page = RemovalPage {
        p: desk.page(&fl!(desk.words.plain, "group-remove-title", name = name)),
        account: desk.account.clone(),
        tabs: desk.tabs("users"),
        subtabs: desk.subtabs("users", "groups"),
        people,
        held: held(&desk, &group).await?,
        group,
    };
    Ok(render(&page))
}

pub async fn remove(
    desk: Desk<ManageGroups>,
    Path((_, id)): Path<(String, String)>,
    Form(chosen): Form<Chosen>,
) -> Result<Response, PageError> {
    let group = kept(&desk, &id).await?;
    let (account, by, which) = (
        desk.account.id.clone(),
        desk.person.id.clone(),
        group.id.clone(),
    );
    let people = chosen.ids()?;
    let count = desk
        .app
        .db
        .write(desk.author(), move |tx| {
            super::remove_members(tx, &account, &by, &which, &people)
        })
        .await?;
    let said = fl!(desk.words.plain, "group-removed", count = count);
    Ok(
        Onward::to(&desk.app, &desk.address(&format!("groups/{}", group.id)))
            .saying(&said)
            .into_response(),
    )
}
