//! Renaming a group, and deleting it once its consequences have been read.

use crate::pages::group::changing::{called_with, lead_to};
use crate::pages::group::list::{FormFaults, FormPage, GroupForm, label, name_fields, said};
use crate::pages::parts::group::{Held, held_rows, managed};
use crate::standing::group::{MOST_SHOWN, manager};
use crate::storage::Error;
use crate::web::desk::{Desk, DeskTab, ManageGroups};
use crate::web::errors::PageError;
use crate::web::forms::{Faults, Form};
use crate::web::page::{Page, render, render_with};
use crate::web::visit::Onward;
use crate::{store, use_cases, web};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::Refusal;
use domain::group::Group;
use domain::smart_account::SmartAccount;
use i18n_embed_fl::fl;
use serde::Deserialize;

fn edit_page(
    desk: &Desk<ManageGroups>,
    group: &Group,
    form: &GroupForm,
    faults: &FormFaults,
) -> FormPage {
    let (t, plain) = (&desk.words.text, &desk.words.plain);
    let (name, description) = name_fields(desk, form, faults);
    let back = desk.address(&format!("groups/{}", group.id));
    FormPage {
        p: desk.page(&fl!(plain, "group-edit-title", name = group.name.as_str())),
        account: desk.account.clone(),
        tabs: desk.tabs("users"),
        subtabs: desk.subtabs("users", "groups"),
        faults: Faults::of(&[&name, &description]),
        action: back.clone(),
        back,
        button: fl!(t, "group-save"),
        version: Some(group.version),
        name,
        description,
        whose: None,
    }
}

/// The form with name and description. Errors: not found, where this desk does not manage the group.
pub async fn edit_form(
    desk: Desk<ManageGroups>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let group = managed(&desk, &id).await?;
    let form = GroupForm {
        name: group.name.clone(),
        description: group.description.clone().unwrap_or_else(String::new),
        ..GroupForm::default()
    };
    let faults = FormFaults::default();
    Ok(render(&edit_page(&desk, &group, &form, &faults)))
}

/// Renames or describes it, unless it was changed since the page was shown; what is wrong or refused is the form again. Errors:
/// as [`edit_form`].
pub async fn edit(
    desk: Desk<ManageGroups>,
    Path((_, id)): Path<(String, String)>,
    Form(form): Form<GroupForm>,
) -> Result<Response, PageError> {
    let group = managed(&desk, &id).await?;
    let seen = form.version.ok_or(PageError::BadForm)?;
    let shown_anew = |status, group: &Group, faults: FormFaults| {
        render_with(status, &edit_page(&desk, group, &form, &faults))
    };
    let label = match label(&desk, &form) {
        Ok(label) => label,
        Err(faults) => return Ok(shown_anew(StatusCode::UNPROCESSABLE_ENTITY, &group, faults)),
    };
    let (account, by, which) = called_with(&desk, &group);
    let changed = desk
        .write(move |tx| use_cases::group::change(tx, &account, &by, &which, seen, &label))
        .await;
    match changed {
        Ok(()) => {
            let said = fl!(desk.words.plain, "group-saved");
            Ok(lead_to(&desk, &group.id, &said))
        }
        Err(Error::Refused(refusal)) if refusal != Refusal::NotFound => {
            // Loaded anew: the next attempt is against what stands there now.
            let group = managed(&desk, &id).await?;
            let faults = FormFaults::of(&desk, &refusal);
            let status = web::refusals::status(&refusal);
            Ok(shown_anew(status, &group, faults))
        }
        Err(fault) => Err(fault.into()),
    }
}

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
    may: bool,
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
    let (held, members, pending, may) = desk
        .read(move |db| {
            let held = store::membership::held_by_group(db, &which, MOST_SHOWN)?;
            let manager = manager(db, &by, &account, now)?;
            // What it holds elsewhere ends with it; a role here has to be theirs to end.
            let mut here = held.iter().filter(|m| m.account == account);
            let may = here.all(|m| manager.gives.covers(&m.scope()));
            let held = held_rows(db, held)?;
            let members = store::group::size(db, &which)?;
            let pending = store::access_request::pending_for(db, &which)?;
            Ok((held, members, pending, may))
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
        members,
        pending: pending.into_iter().map(|r| r.target.shown()).collect(),
        may,
        group,
    })
}

/// What ends with the group and for how many, before it is deleted. Errors: as [`edit_form`].
pub async fn deletion_form(
    desk: Desk<ManageGroups>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    Ok(render(&deletion_page(&desk, &id, None).await?))
}

/// What the deletion page sends.
#[derive(Deserialize)]
pub struct Deletion {
    version: u32,
}

/// Deletes the group with all that hangs on it, unless it was changed since the page was shown; what is refused is the page
/// again. Errors: as [`edit_form`].
pub async fn delete(
    desk: Desk<ManageGroups>,
    Path((_, id)): Path<(String, String)>,
    Form(form): Form<Deletion>,
) -> Result<Response, PageError> {
    let group = managed(&desk, &id).await?;
    let (account, by, which) = called_with(&desk, &group);
    let done = desk
        .write(move |tx| use_cases::group::delete(tx, &account, &by, &which, form.version))
        .await?;
    match done {
        Ok(()) => {
            let name = group.name.as_str();
            Ok(Onward::to(&desk.app, &desk.address("groups"))
                .saying(&fl!(desk.words.plain, "group-deleted", name = name))
                .into_response())
        }
        Err(refusal) => {
            let status = web::refusals::status(&refusal);
            let page = deletion_page(&desk, &id, Some(&refusal)).await?;
            Ok(render_with(status, &page))
        }
    }
}
