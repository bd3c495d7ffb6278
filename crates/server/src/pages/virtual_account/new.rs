//! Making a Virtual Account in three steps: settings, people, review. What was typed travels in the form; nothing is written
//! before the review is confirmed.

use crate::language::end_of_day;
use crate::pages::virtual_account::form::{
    SettingsFaults, SettingsFields, SettingsForm, fields, read, shown_date,
};
use crate::pages::virtual_account::people_form::{Found, PeopleFields, PeopleForm, find_people};
use crate::pages::virtual_account::places::known;
use crate::storage::Error;
use crate::use_cases::virtual_account::{NewVirtualAccount, create, may_create};
use crate::web;
use crate::web::desk::{Desk, DeskTab, MakeVirtualAccounts, part_name};
use crate::web::errors::PageError;
use crate::web::forms::{Faults, Form, Query};
use crate::web::page::{Page, render, render_with};
use crate::web::visit::Onward;
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::smart_account::SmartAccount;
use domain::virtual_account::WantedVirtualAccount;
use domain::{Moment, Refusal};
use i18n_embed_fl::fl;
use serde::Deserialize;

/// Where in the three steps the page stands.
#[derive(PartialEq, Eq, Clone, Copy)]
pub enum Step {
    Settings,
    People,
    Review,
}

#[derive(Template)]
#[template(path = "virtual_account/new.html")]
struct NewPage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    step: Step,
    place: String,
    faults: Faults,
    fields: SettingsFields,
    people: PeopleFields,
    /// What was typed on the steps that are not shown.
    carried: Vec<(&'static str, String)>,
    /// What the review lists; nothing on the other steps.
    facts: Vec<(String, String)>,
}

/// In what it is to be made, where a page leads here that knows it.
#[derive(Deserialize, Default)]
pub struct Start {
    #[serde(default)]
    parent: String,
}

/// Everything typed so far, and where it goes next.
#[derive(Deserialize, Default, Clone)]
pub struct NewForm {
    to: String,
    #[serde(flatten)]
    settings: SettingsForm,
    #[serde(flatten)]
    people: PeopleForm,
}

type MakeDesk = Desk<MakeVirtualAccounts>;

fn page(
    desk: &MakeDesk,
    step: Step,
    typed: &NewForm,
    settings: SettingsFaults,
    found: Found,
) -> NewPage {
    let plain = &desk.words.plain;
    let fields = fields(desk, &desk.reach, None, &typed.settings, settings);
    let people = PeopleFields::new(desk, &typed.people, found);
    let number = match step {
        Step::Settings => 1,
        Step::People => 2,
        Step::Review => 3,
    };
    let mut carried = Vec::new();
    if step != Step::Settings {
        carried.extend(typed.settings.pairs());
    }
    if step != Step::People {
        carried.extend(typed.people.pairs());
    }
    NewPage {
        p: desk.page(&fl!(desk.words.text, "virtual-account-new")),
        account: desk.account.clone(),
        tabs: desk.tabs("virtual-accounts"),
        place: fl!(plain, "step-of", number = number, all = 3),
        faults: match step {
            Step::Settings => fields.faults(),
            Step::People => people.faults(),
            Step::Review => Faults::default(),
        },
        step,
        fields,
        people,
        carried,
        facts: Vec::new(),
    }
}

/// The first step, with nothing typed.
pub async fn form(desk: MakeDesk, Query(start): Query<Start>) -> Result<Response, PageError> {
    let mut typed = NewForm::default();
    typed.settings.offered = "yes".into();
    typed.settings.parent = start.parent;
    let page = at_settings(&desk, &typed, SettingsFaults::default());
    Ok(render(&page))
}

fn at_settings(desk: &MakeDesk, typed: &NewForm, faults: SettingsFaults) -> NewPage {
    page(desk, Step::Settings, typed, faults, Found::default())
}

fn at_people(desk: &MakeDesk, typed: &NewForm, found: Found) -> NewPage {
    page(desk, Step::People, typed, SettingsFaults::default(), found)
}

fn at_review(
    desk: &MakeDesk,
    typed: &NewForm,
    found: Found,
    facts: Vec<(String, String)>,
) -> NewPage {
    NewPage {
        facts,
        ..page(desk, Step::Review, typed, SettingsFaults::default(), found)
    }
}

fn refused(page: &NewPage) -> Response {
    render_with(StatusCode::UNPROCESSABLE_ENTITY, page)
}

/// One step further, or back; with the last one, the Virtual Account is made.
pub async fn create_or_go_on(
    desk: MakeDesk,
    Form(mut typed): Form<NewForm>,
) -> Result<Response, PageError> {
    if !["settings", "people", "review", "create"].contains(&typed.to.as_str()) {
        return Err(PageError::BadForm);
    }
    if typed.to == "settings" {
        let page = at_settings(&desk, &typed, SettingsFaults::default());
        return Ok(render(&page));
    }
    let wanted = match read(&desk, &known(&desk, &desk.reach), &typed.settings, None) {
        Ok(wanted) => wanted,
        Err(faults) => return Ok(refused(&at_settings(&desk, &typed, *faults))),
    };
    if let Err(refusal) = rehearse(&desk, &wanted).await? {
        let faults = SettingsFaults::of(&desk, &refusal);
        return Ok(refused(&at_settings(&desk, &typed, faults)));
    }
    if typed.to == "people" {
        if typed.people.until.is_empty() {
            typed.people.until = shown_date(wanted.settings.preferred_until, &desk.zone);
        }
        return Ok(render(&at_people(&desk, &typed, Found::default())));
    }
    let found = find_people(&desk, &typed.people).await?;
    if !found.is_good() {
        return Ok(refused(&at_people(&desk, &typed, found)));
    }
    let until = match typed.people.until.trim() {
        "" => None,
        date => end_of_day(date, &desk.zone),
    };
    if typed.to == "review" {
        let facts = facts(&desk, &wanted, &found, until);
        return Ok(render(&at_review(&desk, &typed, found, facts)));
    }
    let new = NewVirtualAccount {
        name: wanted.name,
        parent: wanted.parent,
        settings: wanted.settings,
        people: found.named(),
        language: desk.words.language,
        until,
    };
    make(&desk, &typed, new).await
}

/// Whether it could be made, before anybody is asked for people.
async fn rehearse(
    desk: &MakeDesk,
    wanted: &WantedVirtualAccount,
) -> Result<Result<(), Refusal>, PageError> {
    let (account, by, now) = (desk.account.id.clone(), desk.person.id.clone(), desk.now);
    let wanted = wanted.clone();
    let result = desk.read(move |db| may_create(db, &account, &by, &wanted, now));
    Ok(result.await?)
}

async fn make(
    desk: &MakeDesk,
    typed: &NewForm,
    new: NewVirtualAccount,
) -> Result<Response, PageError> {
    let (account, by, name) = (
        desk.account.clone(),
        desk.person.id.clone(),
        new.name.clone(),
    );
    let made = desk.write(move |tx| create(tx, &account, &by, &new)).await;
    match made {
        Ok(id) => {
            let said = fl!(desk.words.plain, "virtual-account-made", name = name);
            let address = desk.address(&format!("virtual-accounts/{id}"));
            Ok(Onward::to(&desk.app, &address)
                .saying(&said)
                .into_response())
        }
        // The name, or the place, was free a moment ago.
        Err(Error::Refused(
            refusal @ (Refusal::VirtualAccountNameTaken
            | Refusal::VirtualAccountGone
            | Refusal::TooManyVirtualAccounts),
        )) => {
            let status = web::refusals::status(&refusal);
            let faults = SettingsFaults::of(desk, &refusal);
            Ok(render_with(status, &at_settings(desk, typed, faults)))
        }
        Err(Error::Refused(refusal)) if refusal != Refusal::NotFound => {
            let found = Found {
                whole: Some(web::refusals::words(desk, &refusal)),
                ..Found::default()
            };
            let status = web::refusals::status(&refusal);
            Ok(render_with(status, &at_people(desk, typed, found)))
        }
        Err(fault) => Err(fault.into()),
    }
}

/// What the review lists.
fn facts(
    desk: &MakeDesk,
    wanted: &WantedVirtualAccount,
    found: &Found,
    until: Option<Moment>,
) -> Vec<(String, String)> {
    let t = &desk.words.text;
    let settings = &wanted.settings;
    let date = |moment| desk.words.last_day(moment, &desk.zone);
    let inside = wanted.parent.as_ref().map_or_else(
        || {
            fl!(
                t,
                "virtual-account-at-top",
                account = desk.account.name.as_str()
            )
        },
        |id| part_name(&desk.parts, id),
    );
    let mut facts = vec![
        (fl!(t, "column-name"), wanted.name.clone()),
        (fl!(t, "virtual-account-inside"), inside),
    ];
    if let Some(description) = &settings.description {
        facts.push((fl!(t, "virtual-account-description"), description.clone()));
    }
    let tags: Vec<String> = settings.tags.pairs().collect();
    if !tags.is_empty() {
        facts.push((fl!(t, "virtual-account-tags"), tags.join(", ")));
    }
    if let Some(preferred) = settings.preferred_until {
        facts.push((fl!(t, "virtual-account-preferred-until"), date(preferred)));
    }
    let offered = if settings.is_offered {
        fl!(t, "virtual-account-offered-yes")
    } else {
        fl!(t, "virtual-account-offered-no")
    };
    facts.push((fl!(t, "virtual-account-visibility"), offered));
    for (person, role) in &found.people {
        let name = format!("{} ({})", person.profile.full_name, person.user_id);
        facts.push((desk.words.role(*role), name));
    }
    for (email, role) in &found.invited {
        let words = fl!(t, "people-invited", email = email.as_str());
        facts.push((desk.words.role(*role), words));
    }
    let has_people = !found.people.is_empty() || !found.invited.is_empty();
    if !has_people {
        facts.push((fl!(t, "step-people"), fl!(t, "virtual-account-nobody-yet")));
    }
    if let Some(until) = until.filter(|_| has_people) {
        facts.push((fl!(t, "wish-until"), date(until)));
    }
    facts
}
