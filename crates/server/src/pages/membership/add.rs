//! The desk's page for adding users: by name, or many by a file.

use crate::pages::parts::naming::{PlanWords, names, said, wrong_words};
use crate::pages::parts::terms_form::{TermsFaults, TermsFields, Typed};
use crate::pages::upload::desk::{Unfinished, unfinished};
use crate::use_cases::membership::adding::{
    Added, AddingOutcome, AddingPlan, MOST_NAMES, Naming, Wrong,
};
use crate::web::desk::{Desk, DeskTab, ManageMembers};
use crate::web::errors::PageError;
use crate::web::forms::{Faults, Field, Form, Kind, Query};
use crate::web::page::{Page, render, render_with};
use crate::web::visit::{Onward, Visit};
use crate::words::wish::wish_words;
use crate::{pages, use_cases, web};
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::Refusal;
use domain::access_request::Wish;
use domain::membership::Terms;
use domain::rules::newcomer::{Name, NewcomerFault};
use domain::rules::upload::users::COLUMNS;
use domain::smart_account::SmartAccount;
use i18n_embed_fl::fl;
use serde::Deserialize;

/// The page: the form for names, and the one for a file.
#[derive(Template)]
#[template(path = "membership/add.html")]
pub(crate) struct AddPage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    subtabs: Vec<DeskTab>,
    faults: Faults,
    users: Field,
    terms: TermsFields,
    file: Field,
    /// The roles that may be given, as files name them and in words.
    roles: Vec<(&'static str, String)>,
    /// A file as it might be.
    example: String,
    unfinished: Option<Unfinished>,
}

/// What the form for names sends, first and once its plan was looked at.
#[derive(Deserialize, Default)]
pub struct AddForm {
    #[serde(default)]
    users: String,
    #[serde(default)]
    scope: String,
    #[serde(default)]
    virtual_accounts: Vec<String>,
    #[serde(default)]
    role: String,
    #[serde(default)]
    until: String,
    /// The print of the plan that was looked at.
    seen: Option<String>,
    /// Back to what was typed.
    edit: Option<String>,
}

impl AddForm {
    fn terms(&self) -> Typed<'_> {
        Typed {
            scope: &self.scope,
            virtual_accounts: &self.virtual_accounts,
            role: &self.role,
            until: &self.until,
        }
    }
}

async fn add_page(
    desk: &Desk<ManageMembers>,
    form: &AddForm,
    users_fault: Option<String>,
    terms_faults: TermsFaults,
) -> Result<AddPage, PageError> {
    let t = &desk.words.text;
    let users = Field::new("users", fl!(t, "users-add-names"))
        .kind(Kind::Area)
        .value(&form.users)
        .hint(fl!(
            desk.words.plain,
            "users-add-names-hint",
            most = MOST_NAMES
        ))
        .fault(users_fault);
    let terms = TermsFields::new(desk, form.terms(), terms_faults);
    let file = Field::new("file", fl!(t, "upload-csv-file"))
        .kind(Kind::File)
        .hint(fl!(
            desk.words.plain,
            "upload-csv-file-hint",
            header = COLUMNS.join(",")
        ));
    Ok(AddPage {
        p: desk.page(&fl!(t, "users-add")),
        account: desk.account.clone(),
        tabs: desk.tabs("users"),
        subtabs: desk.subtabs("users", "users"),
        faults: Faults::of(&[&users]).then(terms.faults()),
        users,
        terms,
        file,
        roles: pages::parts::terms_form::givable(desk)
            .map(|role| (role.key(), desk.words.role(role)))
            .collect(),
        example: example(desk),
        unfinished: unfinished(desk, None).await?,
    })
}

/// A file that could be uploaded here, if there were such people.
fn example(desk: &Desk<ManageMembers>) -> String {
    let within = desk.within();
    let own = desk
        .parts
        .iter()
        .filter(|va| within.as_ref().is_none_or(|own| own.contains(&va.id)));
    // A name that would need quotation marks makes no example.
    let names = own
        .map(|va| va.name.as_str())
        .filter(|name| !name.contains([',', ';', '|', '"']));
    let names: Vec<&str> = names.take(2).collect();
    let (first, both) = (names.first().copied().unwrap_or(""), names.join("|"));
    [
        COLUMNS.join(","),
        format!("camille,va-viewer,{first},"),
        format!("nadia@ortega.example,va-user,{both},2027-03-31"),
    ]
    .join("\n")
}

/// The form as it is first shown.
fn first_form(desk: &Desk<ManageMembers>) -> AddForm {
    let scope = if desk.within().is_some() {
        "selected"
    } else {
        ""
    };
    AddForm {
        scope: scope.into(),
        ..AddForm::default()
    }
}

/// The page with what is wrong with a file beside its field.
pub(crate) async fn with_file_fault(
    desk: &Desk<ManageMembers>,
    fault: String,
) -> Result<AddPage, PageError> {
    let mut page = add_page(desk, &first_form(desk), None, TermsFaults::default()).await?;
    page.file = page.file.fault(Some(fault));
    page.faults = page.faults.also(&[&page.file]);
    Ok(page)
}

/// Who is to be added, where a page that knows them leads here.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    users: String,
}

/// The page as it is first shown.
pub async fn form(
    desk: Desk<ManageMembers>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let form = AddForm {
        users: asked.users,
        ..first_form(&desk)
    };
    let page = add_page(&desk, &form, None, TermsFaults::default()).await?;
    Ok(render(&page))
}

#[derive(Template)]
#[template(path = "membership/add-plan.html")]
struct PlanPage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    subtabs: Vec<DeskTab>,
    plan: PlanWords,
    gives: String,
    /// What was typed.
    carried: Vec<(&'static str, String)>,
}

fn plan_page(
    desk: &Desk<ManageMembers>,
    form: &AddForm,
    terms: &Terms,
    plan: AddingPlan,
) -> PlanPage {
    let wish = Wish {
        scope: Some(terms.scope.clone()),
        role: Some(terms.role),
        until: terms.until,
    };
    let mut carried = vec![
        ("users", form.users.clone()),
        ("scope", form.scope.clone()),
        ("role", form.role.clone()),
        ("until", form.until.clone()),
    ];
    let parts = form.virtual_accounts.iter();
    carried.extend(parts.map(|id| ("virtual_accounts", id.clone())));
    PlanPage {
        p: desk.page(&fl!(desk.words.text, "naming-title")),
        account: desk.account.clone(),
        tabs: desk.tabs("users"),
        subtabs: desk.subtabs("users", "users"),
        plan: PlanWords::new(desk, plan),
        gives: wish_words(desk, &wish, &desk.parts),
        carried,
    }
}

/// Adds everybody who is named, or says first whom the names mean, or what stands in the way.
pub async fn create(
    desk: Desk<ManageMembers>,
    Form(form): Form<AddForm>,
) -> Result<Response, PageError> {
    let refused = |page: &AddPage| render_with(StatusCode::UNPROCESSABLE_ENTITY, page);
    if form.edit.is_some() {
        let page = add_page(&desk, &form, None, TermsFaults::default()).await?;
        return Ok(render(&page));
    }
    let names = names(&desk, &form.users, MOST_NAMES);
    let terms = pages::parts::terms_form::read(&desk, form.terms(), None)?;
    let (names, terms) = match (names, terms) {
        (Ok(names), Ok(terms)) => (names, terms),
        (names, terms) => {
            let terms = terms.err().unwrap_or_default();
            let page = add_page(&desk, &form, names.err(), terms).await?;
            return Ok(refused(&page));
        }
    };
    match add(&desk, names, &terms, form.seen.clone()).await? {
        Ok(AddingOutcome::Done(added)) => Ok(to_users(&desk, &added)),
        Ok(AddingOutcome::Planned(plan)) => Ok(render(&plan_page(&desk, &form, &terms, plan))),
        Ok(AddingOutcome::Nobody(wrong)) => {
            let page = nobody_page(&desk, &form, &wrong).await?;
            Ok(refused(&page))
        }
        Err(refusal) => {
            let fault = web::refusals::words(&desk, &refusal);
            let page = add_page(&desk, &form, Some(fault), TermsFaults::default()).await?;
            Ok(render_with(web::refusals::status(&refusal), &page))
        }
    }
}

/// In: the print of the plan that was looked at, where one was.
async fn add(
    desk: &Desk<ManageMembers>,
    names: Vec<Name>,
    terms: &Terms,
    seen: Option<String>,
) -> Result<Result<AddingOutcome, Refusal>, PageError> {
    let (account, by) = (desk.account.id.clone(), desk.person.id.clone());
    let (terms, language) = (terms.clone(), desk.words.language);
    let write = desk.write(move |tx| {
        let naming = Naming {
            account: &account,
            by: &by,
            names: &names,
            seen: seen.as_deref(),
            passes_over_held: false,
        };
        use_cases::membership::adding::add(tx, naming, &terms, language)
    });
    Ok(write.await?)
}

/// To the list of users, with what was done.
fn to_users(desk: &Desk<ManageMembers>, added: &Added) -> Response {
    let people =
        (added.people > 0).then(|| fl!(desk.words.plain, "users-added", count = added.people));
    Onward::to(&desk.app, &desk.address("users"))
        .saying(&said(desk, people, added))
        .into_response()
}

/// The form again, where nobody can be added: with why, beside the terms or the names.
async fn nobody_page(
    desk: &Desk<ManageMembers>,
    form: &AddForm,
    wrong: &[(Name, Wrong)],
) -> Result<AddPage, PageError> {
    if let Some(faults) = about_terms(desk, wrong) {
        return add_page(desk, form, None, faults).await;
    }
    let words = wrong_words(desk, wrong, |refusal| web::refusals::words(desk, refusal));
    add_page(desk, form, Some(words.join(" ")), TermsFaults::default()).await
}

/// What is wrong with the terms themselves is wrong for everybody and belongs beside them.
fn about_terms(visit: &Visit, wrong: &[(Name, Wrong)]) -> Option<TermsFaults> {
    wrong.iter().find_map(|(_, why)| match why {
        Wrong::Fault(NewcomerFault::Refused(Refusal::ApproverOutsideDomain { .. })) => None,
        Wrong::Fault(NewcomerFault::Refused(refusal)) => {
            Some(TermsFaults::of(visit, refusal)).filter(|faults| !faults.is_empty())
        }
        _ => None,
    })
}
