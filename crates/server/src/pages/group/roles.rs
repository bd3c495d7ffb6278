//! Giving a group a role, and ending one that it holds here.

use crate::pages::group::changing::{called_with, lead_to};
use crate::pages::group::list::said;
use crate::pages::parts::group::{Held, held_rows, managed};
use crate::pages::parts::terms_form::{TermsFaults, TermsFields, Typed, read};
use crate::standing::group::role_within_reach;
use crate::web::desk::{Desk, DeskTab, ManageGroups, ManageMembers};
use crate::web::errors::PageError;
use crate::web::forms::{Faults, Form};
use crate::web::page::{Page, render, render_with};
use crate::web::visit::Onward;
use crate::{store, use_cases, web};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::group::Group;
use domain::smart_account::SmartAccount;
use domain::{GroupId, MembershipId, Refusal};
use i18n_embed_fl::fl;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "group/new-role.html")]
struct NewRolePage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    subtabs: Vec<DeskTab>,
    group: Group,
    size: i64,
    faults: Faults,
    terms: TermsFields,
}

/// What the form sends.
#[derive(Deserialize, Default)]
pub struct RoleForm {
    #[serde(default)]
    scope: String,
    #[serde(default)]
    virtual_accounts: Vec<String>,
    #[serde(default)]
    role: String,
    #[serde(default)]
    until: String,
}

impl RoleForm {
    fn typed(&self) -> Typed<'_> {
        Typed {
            scope: &self.scope,
            virtual_accounts: &self.virtual_accounts,
            role: &self.role,
            until: &self.until,
        }
    }
}

async fn new_page(
    desk: &Desk<ManageGroups>,
    group: Group,
    form: &RoleForm,
    faults: TermsFaults,
    other: Option<String>,
) -> Result<NewRolePage, PageError> {
    let id = group.id.clone();
    let size = desk.read(move |db| store::group::size(db, &id)).await?;
    let terms = TermsFields::new(desk, form.typed(), faults);
    let name = group.name.as_str();
    let mut all = terms.faults();
    all = all.with("role", other);
    Ok(NewRolePage {
        p: desk.page(&fl!(desk.words.plain, "group-give-title", name = name)),
        account: desk.account.clone(),
        tabs: desk.tabs("users"),
        subtabs: desk.subtabs("users", "groups"),
        faults: all,
        size,
        terms,
        group,
    })
}

/// The form for a role, with how many people will have it. Errors: not found, where this desk does not manage the group.
pub async fn new_form(
    desk: Desk<ManageGroups>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let group = managed(&desk, &id).await?;
    let form = RoleForm::default();
    let page = new_page(&desk, group, &form, TermsFaults::default(), None).await?;
    Ok(render(&page))
}

/// Gives the group a role in this account; what is wrong or refused is the form again. Errors: as [`new_form`].
pub async fn give(
    desk: Desk<ManageGroups>,
    Path((_, id)): Path<(String, String)>,
    Form(form): Form<RoleForm>,
) -> Result<Response, PageError> {
    let group = managed(&desk, &id).await?;
    let (account, by, which) = called_with(&desk, &group);
    let shown_anew = async |status, faults, other| -> Result<Response, PageError> {
        let page = new_page(&desk, group.clone(), &form, faults, other).await?;
        Ok(render_with(status, &page))
    };
    let terms = match read(&desk, form.typed(), None)? {
        Ok(terms) => terms,
        Err(faults) => return shown_anew(StatusCode::UNPROCESSABLE_ENTITY, faults, None).await,
    };
    let given = desk
        .write(move |tx| use_cases::group::give_role(tx, &account, &by, &which, &terms))
        .await?;
    match given {
        Ok(()) => {
            let said = fl!(desk.words.plain, "group-given");
            Ok(lead_to(&desk, &group.id, &said))
        }
        Err(refusal) => {
            let (faults, other) = faults_of(&desk, &refusal);
            shown_anew(web::refusals::status(&refusal), faults, other).await
        }
    }
}

/// Where on the page a refusal belongs.
fn faults_of(desk: &Desk<ManageGroups>, refusal: &Refusal) -> (TermsFaults, Option<String>) {
    let faults = TermsFaults::of(desk, refusal);
    if !faults.is_empty() {
        return (faults, None);
    }
    if *refusal == Refusal::ApproverNotAPerson {
        let role = Some(said(desk, refusal));
        return (TermsFaults { role, ..faults }, None);
    }
    let words = match refusal {
        Refusal::OwnMembership => fl!(desk.words.text, "group-own-role"),
        other => said(desk, other),
    };
    (faults, Some(words))
}

#[derive(Template)]
#[template(path = "group/role-end.html")]
struct EndPage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    subtabs: Vec<DeskTab>,
    group: Group,
    size: i64,
    held: Held,
}

type Ids = (String, String, String);

fn ids((_, group, role): &Ids) -> Result<(GroupId, MembershipId), PageError> {
    match (group.parse(), role.parse()) {
        (Ok(group), Ok(role)) => Ok((group, role)),
        _ => Err(PageError::NotFound),
    }
}

/// What ends and for how many, before it does: a role held here, by a group of this account or another. Errors: not found, where
/// the role is out of reach.
pub async fn end_form(
    desk: Desk<ManageMembers>,
    Path(path): Path<Ids>,
) -> Result<Response, PageError> {
    let (id, role) = ids(&path)?;
    let (account, reach) = (desk.account.id.clone(), desk.reach.clone());
    let (group, size, held) = desk
        .read(move |db| {
            let membership = role_within_reach(db, &account, &reach, &id, &role)?;
            let held = held_rows(db, vec![membership])?.pop();
            let held = held.ok_or(Refusal::NotFound)?;
            Ok((
                store::group::find(db, &id)?,
                store::group::size(db, &id)?,
                held,
            ))
        })
        .await?;
    let name = group.name.as_str();
    let page = EndPage {
        p: desk.page(&fl!(desk.words.plain, "group-end-title", name = name)),
        account: desk.account.clone(),
        tabs: desk.tabs("users"),
        subtabs: desk.subtabs("users", "groups"),
        held: held.in_words(&desk, &desk.account),
        size,
        group,
    };
    Ok(render(&page))
}

/// Ends the role. Errors: as [`end_form`].
pub async fn end(desk: Desk<ManageMembers>, Path(path): Path<Ids>) -> Result<Response, PageError> {
    let (id, role) = ids(&path)?;
    let (account, by) = (desk.account.id.clone(), desk.person.id.clone());
    desk.write(move |tx| use_cases::group::end_role(tx, &account, &by, &id, &role))
        .await?;
    // A group of another account may be out of sight now.
    Ok(Onward::to(&desk.app, &desk.address("users"))
        .saying(&fl!(desk.words.plain, "group-ended"))
        .into_response())
}
