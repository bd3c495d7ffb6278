//! Renaming a group.

use crate::pages::group::changing::{called_with, lead_to};
use crate::pages::group::list::{FormFaults, FormPage, GroupForm, label, name_fields};
use crate::pages::parts::group::managed;
use crate::storage::Error;
use crate::web::desk::{Desk, ManageGroups};
use crate::web::errors::PageError;
use crate::web::forms::{Faults, Form};
use crate::web::page::{render, render_with};
use crate::{use_cases, web};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::Refusal;
use domain::group::Group;
use i18n_embed_fl::fl;

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
