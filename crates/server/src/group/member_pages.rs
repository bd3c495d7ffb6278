//! Adding people to a group, and taking them out.

use super::adding::{self, MOST_TYPED};
use super::edit_pages::kept;
use super::pages::said;
use super::show_pages::{Held, held_rows};
use super::{MOST_SHOWN, store};
use crate::smart_account::desk::{Desk, DeskTab, ManageGroups, Needs};
use crate::web::errors::PageError;
use crate::web::forms::{Faults, Field, Form, Kind, Query};
use crate::web::page::{Page, render, render_with};
use crate::web::refusals;
use crate::web::visit::{Onward, Visit};
use crate::{membership, person};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::group::Group;
use domain::membership::Membership;
use domain::newcomer::{Fault, Name};
use domain::person::Person;
use domain::smart_account::SmartAccount;
use domain::{PersonId, Refusal, Right};
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

/// What a group holds, in words: all of it for those who keep the group; for others, what lies within reach.
pub(crate) async fn held<R: Needs>(desk: &Desk<R>, group: &Group) -> Result<Vec<Held>, PageError> {
    let id = group.id.clone();
    let is_own = group.account == desk.account.id;
    let keeps = is_own && desk.reach_of(Right::GroupManage).covers(&group.scope());
    let sight = desk.sight_of(Right::MemberView);
    let rows = desk
        .app
        .db
        .read(move |db| {
            let mut held = membership::store::held_by_group(db, &id, MOST_SHOWN)?;
            let is_here = |m: &Membership| {
                m.account == *sight.account() && sight.covers(m.virtual_account.as_ref())
            };
            held.retain(|m| keeps || is_here(m));
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
}

/// The names in what was typed, whatever stands between white space, commas and semicolons; or what is wrong with it.
fn names(visit: &Visit, typed: &str) -> Result<Vec<Name>, String> {
    let plain = &visit.words.plain;
    let split = |c: char| c.is_whitespace() || c == ',' || c == ';';
    let typed: Vec<&str> = typed.split(split).filter(|name| !name.is_empty()).collect();
    if typed.is_empty() {
        return Err(fl!(plain, "group-people-missing"));
    }
    if typed.len() > MOST_TYPED {
        return Err(fl!(plain, "group-people-too-many", most = MOST_TYPED));
    }
    let (mut names, mut wrong) = (Vec::new(), Vec::new());
    for text in typed {
        match Name::parse(text) {
            Some(name) => names.push(name),
            None => wrong.push(nobody(visit, text)),
        }
    }
    if wrong.is_empty() {
        Ok(names)
    } else {
        Err(wrong.join(" "))
    }
}

fn nobody(visit: &Visit, name: &str) -> String {
    let name: String = name.chars().take(80).collect();
    fl!(visit.words.plain, "group-nobody", name = name)
}

/// What stands in the way of those named, each sentence once.
fn in_words(visit: &Visit, wrong: &[(Name, Fault)]) -> String {
    let mut sentences: Vec<String> = Vec::new();
    for (name, fault) in wrong {
        let name = name.key();
        let sentence = match fault {
            Fault::Nobody => nobody(visit, &name),
            Fault::Deactivated => {
                fl!(visit.words.plain, "group-deactivated", name = name)
            }
            Fault::Refused(refusal) => said(visit, refusal),
        };
        if !sentences.contains(&sentence) {
            sentences.push(sentence);
        }
    }
    sentences.join(" ")
}

/// What the answer is when nobody was added: that of a refusal that names nobody, where there is one.
fn status_of(wrong: &[(Name, Fault)]) -> StatusCode {
    let refused = wrong.iter().find_map(|(_, fault)| match fault {
        Fault::Refused(Refusal::OwnMembership) => None,
        Fault::Refused(refusal) => Some(refusals::status(refusal)),
        _ => None,
    });
    refused.unwrap_or(StatusCode::UNPROCESSABLE_ENTITY)
}

pub async fn add(
    desk: Desk<ManageGroups>,
    Path((_, id)): Path<(String, String)>,
    Form(form): Form<Naming>,
) -> Result<Response, PageError> {
    let group = kept(&desk, &id).await?;
    let names = match names(&desk, &form.people) {
        Ok(names) => names,
        Err(fault) => {
            let page = new_page(&desk, group, &form.people, Some(fault)).await?;
            return Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
    };
    let (account, by, which) = (
        desk.account.id.clone(),
        desk.person.id.clone(),
        group.id.clone(),
    );
    let added = desk
        .app
        .db
        .write(desk.author(), move |tx| {
            adding::add(tx, &account, &by, &which, &names)
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
        Err(wrong) => {
            let fault = Some(in_words(&desk, &wrong));
            let page = new_page(&desk, group, &form.people, fault).await?;
            Ok(render_with(status_of(&wrong), &page))
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
