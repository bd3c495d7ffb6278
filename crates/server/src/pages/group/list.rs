//! The desk's list of groups, and the page where one is made.

use crate::pages::group::changing::lead_to;
use crate::pages::parts::going::{MOST_UNDERWAY, Underway};
use crate::pages::parts::group::on;
use crate::paging::{After, PAGE, cut};
use crate::storage::Error;
use crate::store::membership::terms::words;
use crate::web::desk::{Desk, DeskTab, ManageGroups};
use crate::web::errors::PageError;
use crate::web::faults::{sorted, text_fault};
use crate::web::forms::{Faults, Field, Form, Kind, Query};
use crate::web::page::{Page, render, render_with};
use crate::web::visit::Visit;
use crate::{store, use_cases, web};
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use domain::group::{Group, Label};
use domain::smart_account::SmartAccount;
use domain::{Refusal, VirtualAccountId, group};
use i18n_embed_fl::fl;
use serde::Deserialize;

/// A group of the list; `on` names the Virtual Account it belongs to, where it is not the whole account's.
pub struct Row {
    pub group: Group,
    pub on: Option<String>,
    pub members: i64,
}

#[derive(Template)]
#[template(path = "group/list.html")]
struct ListPage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    subtabs: Vec<DeskTab>,
    search: Field,
    rows: Vec<Row>,
    next: Option<String>,
    is_first: bool,
    /// Those that go bit by bit.
    underway: Vec<Underway>,
}

/// Words that each begin a word of the name, and the place in the list.
#[derive(Deserialize)]
pub struct Wanted {
    #[serde(default)]
    q: String,
    #[serde(flatten)]
    after: After,
}

/// As many words of a search count.
const MOST_WORDS: usize = 5;

/// The words that are looked for.
fn looked_for(typed: &str) -> Vec<String> {
    words(typed).into_iter().take(MOST_WORDS).collect()
}

/// The groups within reach by name, a page at a time.
pub async fn groups(
    desk: Desk<ManageGroups>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, PageError> {
    let (sight, words) = (desk.sight(), looked_for(&wanted.q));
    let cursor = wanted.after.cursor();
    let is_first = cursor.is_none();
    let read = desk.read(move |db| {
        let found =
            store::group::list::page(db, &sight, &words, cursor.as_deref(), PAGE as i64 + 1)?;
        let going = store::group::going_of(db, sight.account(), MOST_UNDERWAY)?;
        Ok((found, going))
    });
    let (mut found, mut going) = read.await?;
    going.retain(|group| desk.reach.covers(&group.scope()));
    let next = cut(&mut found, |listed| listed.group.id.to_string());
    let rows = found
        .into_iter()
        .map(|listed| Row {
            on: on(&desk, listed.group.virtual_account.as_ref()),
            group: listed.group,
            members: listed.members,
        })
        .collect();
    let t = &desk.words.text;
    let page = ListPage {
        p: desk.page(&fl!(t, "groups")),
        account: desk.account.clone(),
        tabs: desk.tabs("users"),
        subtabs: desk.subtabs("users", "groups"),
        search: Field::new("q", fl!(t, "group-search")).value(wanted.q),
        rows,
        next,
        is_first,
        underway: going
            .into_iter()
            .map(|group| Underway {
                address: desk.address(&format!("groups/{}/deletion", group.id)),
                name: group.name,
            })
            .collect(),
    };
    Ok(render(&page))
}

/// The form of a group that is to be made, or changed.
#[derive(Template)]
#[template(path = "group/form.html")]
pub(crate) struct FormPage {
    pub(crate) p: Page,
    pub(crate) account: SmartAccount,
    pub(crate) tabs: Vec<DeskTab>,
    pub(crate) subtabs: Vec<DeskTab>,
    pub(crate) faults: Faults,
    /// Where it is sent, and where giving up leads.
    pub(crate) action: String,
    pub(crate) back: String,
    pub(crate) button: String,
    pub(crate) version: Option<u32>,
    pub(crate) name: Field,
    pub(crate) description: Field,
    pub(crate) whose: Option<Field>,
}

/// What is typed of a group.
#[derive(Deserialize, Default, Clone)]
pub struct GroupForm {
    #[serde(default)]
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) description: String,
    #[serde(default)]
    pub(crate) virtual_account: String,
    pub(crate) version: Option<u32>,
}

/// What is wrong with it.
#[derive(Default)]
pub(crate) struct FormFaults {
    pub(crate) name: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) whose: Option<String>,
}

impl FormFaults {
    /// A refusal beside the field that it is about: whose the group is to be, or else its name.
    pub(crate) fn of(visit: &Visit, refusal: &Refusal) -> Self {
        let words = Some(said(visit, refusal));
        match refusal {
            Refusal::VirtualAccountOfAnotherAccount | Refusal::BeyondOwnRights => Self {
                whose: words,
                ..Self::default()
            },
            _ => Self {
                name: words,
                ..Self::default()
            },
        }
    }
}

/// A refusal as it is meant where groups are concerned.
pub(crate) fn said(visit: &Visit, refusal: &Refusal) -> String {
    let t = &visit.words.text;
    match refusal {
        Refusal::StalePage => fl!(t, "group-stale"),
        Refusal::BeyondOwnRights => fl!(t, "group-beyond"),
        Refusal::OwnMembership => fl!(t, "group-own"),
        other => web::refusals::words(visit, other),
    }
}

/// The label that is typed, or what is wrong with it.
pub(crate) fn label(visit: &Visit, form: &GroupForm) -> Result<Label, FormFaults> {
    let in_words = |fault| text_fault(visit, fault);
    let (name, name_fault) = sorted(group::name(&form.name).map_err(in_words));
    let (description, description_fault) =
        sorted(group::description(&form.description).map_err(in_words));
    match (name, description) {
        (Some(name), Some(description)) => Ok(Label { name, description }),
        _ => Err(FormFaults {
            name: name_fault,
            description: description_fault,
            whose: None,
        }),
    }
}

/// Name and description, the same for a group that is to be made and one that is changed.
pub(crate) fn name_fields(visit: &Visit, form: &GroupForm, faults: &FormFaults) -> (Field, Field) {
    let t = &visit.words.text;
    let name = Field::new("name", fl!(t, "group-name"))
        .value(&form.name)
        .fault(faults.name.clone());
    let description = Field::new("description", fl!(t, "group-description"))
        .kind(Kind::Area)
        .value(&form.description)
        .optional(fl!(t, "field-optional"))
        .hint(fl!(t, "group-description-hint"))
        .fault(faults.description.clone());
    (name, description)
}

fn new_page(desk: &Desk<ManageGroups>, form: &GroupForm, faults: &FormFaults) -> FormPage {
    let t = &desk.words.text;
    let (name, description) = name_fields(desk, form, faults);
    let within = desk.within();
    let mut choices = Vec::new();
    if within.is_none() {
        choices.push((String::new(), fl!(t, "group-of-account")));
    }
    let own = desk
        .parts
        .iter()
        .filter(|va| within.as_ref().is_none_or(|own| own.contains(&va.id)));
    choices.extend(own.map(|va| (va.id.to_string(), va.name.clone())));
    let whose = Field::new("virtual_account", fl!(t, "group-whose"))
        .value(&form.virtual_account)
        .hint(fl!(t, "group-whose-hint"))
        .options(choices)
        .fault(faults.whose.clone());
    FormPage {
        p: desk.page(&fl!(t, "group-new")),
        account: desk.account.clone(),
        tabs: desk.tabs("users"),
        subtabs: desk.subtabs("users", "groups"),
        faults: Faults::of(&[&name, &description, &whose]),
        action: desk.address("groups"),
        back: desk.address("groups"),
        button: fl!(t, "group-create"),
        version: None,
        name,
        description,
        whose: Some(whose),
    }
}

/// The form for a new group, which may belong to whatever the right reaches.
pub async fn new_form(desk: Desk<ManageGroups>) -> Response {
    render(&new_page(
        &desk,
        &GroupForm::default(),
        &FormFaults::default(),
    ))
}

/// Makes a group without members and leads to it; what is wrong or refused is the form again.
pub async fn create(
    desk: Desk<ManageGroups>,
    Form(form): Form<GroupForm>,
) -> Result<Response, PageError> {
    let whose: Option<VirtualAccountId> = match form.virtual_account.as_str() {
        "" => None,
        id => Some(id.parse().map_err(|_| PageError::BadForm)?),
    };
    let shown_anew =
        |status, faults: FormFaults| render_with(status, &new_page(&desk, &form, &faults));
    let label = match label(&desk, &form) {
        Ok(label) => label,
        Err(faults) => return Ok(shown_anew(StatusCode::UNPROCESSABLE_ENTITY, faults)),
    };
    let (account, by) = (desk.account.id.clone(), desk.person.id.clone());
    let made = desk
        .write(move |tx| use_cases::group::create(tx, &account, &by, whose.as_ref(), &label))
        .await;
    match made {
        Ok(id) => {
            let said = fl!(desk.words.plain, "group-created");
            Ok(lead_to(&desk, &id, &said))
        }
        Err(Error::Refused(refusal)) => {
            let faults = FormFaults::of(&desk, &refusal);
            Ok(shown_anew(web::refusals::status(&refusal), faults))
        }
        Err(fault) => Err(fault.into()),
    }
}
