//! Adding people to a group, and taking them out.

use crate::pages::group::changing::{called_with, lead_to};
use crate::pages::group::list::said as in_words;
use crate::pages::parts::group::{Held, held, managed};
use crate::pages::parts::naming::{PlanWords, names, said, wrong_words};
use crate::use_cases::group::adding::MOST_TYPED;
use crate::use_cases::membership::adding::{Added, AddingOutcome, AddingPlan, Naming, Wrong};
use crate::web::desk::{Desk, DeskTab, ManageGroups};
use crate::web::errors::PageError;
use crate::web::forms::{Faults, Field, Form, Kind, Query};
use crate::web::page::{Page, render, render_with};
use crate::{store, use_cases, web};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::group::Group;
use domain::person::Person;
use domain::rules::newcomer::{Name, NewcomerFault};
use domain::smart_account::SmartAccount;
use domain::{PersonId, Refusal};
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

/// The page where people are named, with what they will have. Errors: not found, where this desk does not manage the group.
pub async fn new_form(
    desk: Desk<ManageGroups>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let group = managed(&desk, &id).await?;
    Ok(render(&new_page(&desk, group, "", None).await?))
}

/// What the form sends.
#[derive(Deserialize)]
pub struct Named {
    #[serde(default)]
    people: String,
    /// The print of the plan that was looked at.
    seen: Option<String>,
    /// Back to what was typed.
    edit: Option<String>,
}

/// What the answer is when nobody was added: that of a refusal that names nobody, where there is one.
fn status_of(wrong: &[(Name, Wrong)]) -> StatusCode {
    let refused = wrong.iter().find_map(|(_, why)| match why {
        Wrong::Fault(NewcomerFault::Refused(Refusal::OwnMembership)) => None,
        Wrong::Fault(NewcomerFault::Refused(refusal)) => Some(web::refusals::status(refusal)),
        _ => None,
    });
    refused.unwrap_or(StatusCode::UNPROCESSABLE_ENTITY)
}

#[derive(Template)]
#[template(path = "group/new-members-plan.html")]
struct PlanPage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    subtabs: Vec<DeskTab>,
    group: Group,
    held: Vec<Held>,
    plan: PlanWords,
    typed: String,
}

async fn plan_page(
    desk: &Desk<ManageGroups>,
    group: Group,
    typed: &str,
    plan: AddingPlan,
) -> Result<PlanPage, PageError> {
    Ok(PlanPage {
        p: desk.page(&fl!(desk.words.text, "naming-title")),
        account: desk.account.clone(),
        tabs: desk.tabs("users"),
        subtabs: desk.subtabs("users", "groups"),
        held: held(desk, &group).await?,
        plan: PlanWords::new(desk, plan),
        typed: typed.to_owned(),
        group,
    })
}

/// Puts those who are named into the group, once the plan was looked at where there is something to see in it; whoever was in it
/// stays. Errors: as [`new_form`].
pub async fn add(
    desk: Desk<ManageGroups>,
    Path((_, id)): Path<(String, String)>,
    Form(form): Form<Named>,
) -> Result<Response, PageError> {
    let group = managed(&desk, &id).await?;
    let typed = &form.people;
    if form.edit.is_some() {
        return Ok(render(&new_page(&desk, group, typed, None).await?));
    }
    let (account, by, which) = called_with(&desk, &group);
    let shown_anew = async |status, fault| -> Result<Response, PageError> {
        let page = new_page(&desk, group.clone(), typed, Some(fault)).await?;
        Ok(render_with(status, &page))
    };
    let names = match names(&desk, typed, MOST_TYPED) {
        Ok(names) => names,
        Err(fault) => return shown_anew(StatusCode::UNPROCESSABLE_ENTITY, fault).await,
    };
    let (language, seen) = (desk.words.language, form.seen.clone());
    let came = desk
        .write(move |tx| {
            let naming = Naming {
                account: &account,
                by: &by,
                names: &names,
                seen: seen.as_deref(),
                passes_over_held: true,
            };
            use_cases::group::adding::add(tx, naming, &which, language)
        })
        .await?;
    let added = match came {
        Ok(AddingOutcome::Done(added)) => added,
        Ok(AddingOutcome::Planned(plan)) => {
            let page = plan_page(&desk, group.clone(), typed, plan).await?;
            return Ok(render(&page));
        }
        // Everybody was in it already.
        Ok(AddingOutcome::Nobody(wrong)) if wrong.is_empty() => Added::default(),
        Ok(AddingOutcome::Nobody(wrong)) => {
            let words = wrong_words(&desk, &wrong, |refusal| in_words(&desk, refusal));
            return shown_anew(status_of(&wrong), words.join(" ")).await;
        }
        Err(refusal) => {
            let fault = web::refusals::words(&desk, &refusal);
            return shown_anew(web::refusals::status(&refusal), fault).await;
        }
    };
    let people = (added.people > 0 || added.invited == 0)
        .then(|| fl!(desk.words.plain, "group-added", count = added.people));
    Ok(lead_to(&desk, &group.id, &said(&desk, people, &added)))
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

/// Who is to be taken out, as far as they are in it, and what the group gives them. Errors: as [`new_form`]; more ids than the
/// list sends.
pub async fn removal_form(
    desk: Desk<ManageGroups>,
    Path((_, id)): Path<(String, String)>,
    Query(chosen): Query<Chosen>,
) -> Result<Response, PageError> {
    let group = managed(&desk, &id).await?;
    let (which, ids) = (group.id.clone(), chosen.ids()?);
    let mut people = desk
        .read(move |db| {
            let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
            let within = store::group::are_in(db, &which, &ids)?;
            let ids: Vec<String> = within.iter().map(ToString::to_string).collect();
            store::person::find_all(db, &ids)
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

/// Takes them out and says how many were in it. Errors: as [`removal_form`].
pub async fn remove(
    desk: Desk<ManageGroups>,
    Path((_, id)): Path<(String, String)>,
    Form(chosen): Form<Chosen>,
) -> Result<Response, PageError> {
    let group = managed(&desk, &id).await?;
    let (account, by, which) = called_with(&desk, &group);
    let people = chosen.ids()?;
    let count = desk
        .write(move |tx| use_cases::group::remove_members(tx, &account, &by, &which, &people))
        .await?;
    let said = fl!(desk.words.plain, "group-removed", count = count);
    Ok(lead_to(&desk, &group.id, &said))
}
