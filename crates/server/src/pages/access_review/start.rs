//! The list of an account's access reviews, and the form in which one is started.

use crate::language::end_of_day;
use crate::paging::{After, PAGE, cut};
use crate::store;
use crate::store::access_review::Review;
use crate::use_cases::access_review::{ReviewOrder, start};
use crate::web::desk::{Desk, DeskTab, ManageMembers};
use crate::web::errors::PageError;
use crate::web::faults::{day_fault, sorted, text_fault};
use crate::web::forms::{Faults, Field, Form, Kind, Query};
use crate::web::page::{Page, render, render_with};
use crate::web::visit::Onward;
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::access_review::{ReviewRule, Selection, Stage};
use domain::membership::Reach;
use domain::smart_account::SmartAccount;
use domain::text::LINE;
use domain::{Refusal, Role, text};
use i18n_embed_fl::fl;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "access_review/list.html")]
struct ListPage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    subtabs: Vec<DeskTab>,
    rows: Vec<Review>,
    next: Option<String>,
    is_first: bool,
    may_start: bool,
}

impl ListPage {
    fn is_closed(&self, review: &Review) -> bool {
        matches!(review.campaign.stage, Stage::Closed { .. })
    }
}

/// The reviews that ask about something within reach, the newest first, a page at a time.
pub async fn list(
    desk: Desk<ManageMembers>,
    Query(after): Query<After>,
) -> Result<Response, PageError> {
    let (sight, cursor) = (desk.sight(), after.cursor());
    let is_first = cursor.is_none();
    let mut rows = desk
        .read(move |db| store::access_review::page(db, &sight, cursor.as_deref(), PAGE as i64 + 1))
        .await?;
    let next = cut(&mut rows, |review| review.campaign.id.to_string());
    Ok(render(&ListPage {
        p: desk.page(&fl!(desk.words.text, "reviews")),
        account: desk.account.clone(),
        tabs: desk.tabs("users"),
        subtabs: desk.subtabs("users", "reviews"),
        rows,
        next,
        is_first,
        may_start: desk.reach == Reach::Account,
    }))
}

#[derive(Template)]
#[template(path = "access_review/new.html")]
struct NewPage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    subtabs: Vec<DeskTab>,
    faults: Faults,
    fields: Vec<Field>,
}

/// What the form sends: `who` and `rule` by the keys that it offers, `due` as the last day.
#[derive(Deserialize, Default)]
pub struct StartForm {
    name: String,
    who: String,
    due: String,
    rule: String,
}

#[derive(Default)]
struct StartFaults {
    name: Option<String>,
    due: Option<String>,
}

/// How many days without activity make somebody dormant, as far as can be chosen.
const DORMANT: [u32; 3] = [90, 180, 365];

fn new_page(desk: &Desk<ManageMembers>, form: &StartForm, faults: StartFaults) -> NewPage {
    let (t, plain) = (&desk.words.text, &desk.words.plain);
    let mut who = vec![("everyone".to_owned(), fl!(t, "review-everyone"))];
    who.extend(
        Role::ALL
            .iter()
            .map(|role| (role.key().to_owned(), desk.words.role(*role))),
    );
    who.extend(DORMANT.into_iter().map(|days| {
        let words = fl!(plain, "review-dormant", days = days);
        (format!("dormant-{days}"), words)
    }));
    let rules = vec![
        (
            ReviewRule::Keep.key().to_owned(),
            fl!(t, "review-rule-keep"),
        ),
        (ReviewRule::End.key().to_owned(), fl!(t, "review-rule-end")),
    ];
    let fields = vec![
        Field::new("name", fl!(t, "review-name"))
            .value(&form.name)
            .hint(fl!(t, "review-name-hint"))
            .fault(faults.name),
        Field::new("who", fl!(t, "review-who"))
            .value(&form.who)
            .options(who),
        Field::new("due", fl!(t, "review-due"))
            .kind(Kind::Date)
            .value(&form.due)
            .hint(fl!(t, "review-due-hint"))
            .fault(faults.due),
        Field::new("rule", fl!(t, "review-rule"))
            .value(&form.rule)
            .options(rules)
            .hint(fl!(t, "review-rule-hint")),
    ];
    NewPage {
        p: desk.page(&fl!(t, "review-start")),
        account: desk.account.clone(),
        tabs: desk.tabs("users"),
        subtabs: desk.subtabs("users", "reviews"),
        faults: Faults::of(&fields.iter().collect::<Vec<_>>()),
        fields,
    }
}

fn whole(desk: &Desk<ManageMembers>) -> Result<(), PageError> {
    if desk.reach == Reach::Account {
        Ok(())
    } else {
        Err(PageError::NotFound)
    }
}

/// The form. Errors: not found, for those whose right does not reach the whole account.
pub async fn form(desk: Desk<ManageMembers>) -> Result<Response, PageError> {
    whole(&desk)?;
    Ok(render(&new_page(
        &desk,
        &StartForm::default(),
        StartFaults::default(),
    )))
}

fn selection(key: &str) -> Option<Selection> {
    if let Some(days) = key.strip_prefix("dormant-") {
        let days = days.parse().ok().filter(|days| DORMANT.contains(days))?;
        return Some(Selection::Dormant(days));
    }
    match key {
        "everyone" => Some(Selection::Everyone),
        key => Role::from_key(key).map(Selection::Role),
    }
}

/// Starts a review and leads to it. Errors: as [`form`]; a choice that it does not offer.
pub async fn create(
    desk: Desk<ManageMembers>,
    Form(form): Form<StartForm>,
) -> Result<Response, PageError> {
    whole(&desk)?;
    let (Some(who), Some(rule)) = (selection(&form.who), ReviewRule::from_key(&form.rule)) else {
        return Err(PageError::BadForm);
    };
    let mut faults = StartFaults::default();
    let (name, fault) =
        sorted(text::clean(&form.name, LINE).map_err(|fault| text_fault(&desk, fault)));
    faults.name = fault;
    let due = end_of_day(&form.due, &desk.zone);
    if due.is_none() {
        faults.due = Some(day_fault(&desk, &form.due));
    }
    if let (Some(name), Some(due)) = (name, due) {
        let order = ReviewOrder {
            name,
            who,
            due,
            rule,
        };
        let (by, account) = (desk.person.id.clone(), desk.account.id.clone());
        let started = desk
            .write(move |tx| start(tx, &by, &account, &order))
            .await?;
        match started {
            Ok(id) => {
                let said = fl!(desk.words.plain, "review-started");
                let there = desk.address(&format!("reviews/{id}"));
                return Ok(Onward::to(&desk.app, &there).saying(&said).into_response());
            }
            // A review has a day, so the words for an end date that may be left out do not fit.
            Err(Refusal::EndDateInThePast) => {
                faults.due = Some(fl!(desk.words.text, "field-date-passed"));
            }
            Err(refusal) => return Err(refusal.into()),
        }
    }
    Ok(render_with(
        StatusCode::UNPROCESSABLE_ENTITY,
        &new_page(&desk, &form, faults),
    ))
}
