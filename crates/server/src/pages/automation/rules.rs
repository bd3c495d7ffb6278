//! The desk's automation rules: the list, the form, the rehearsal that comes before saving.

use crate::pages::automation::form::{RuleFaults, RuleForm, read};
use crate::pages::automation::form_page::{form_page, names, whole_account};
use crate::pages::automation::rehearsal::{fingerprint, rehearsal_page};
use crate::web::desk::{Decide, Desk, DeskTab};
use crate::web::errors::PageError;
use crate::web::forms::{Form, Query};
use crate::web::page::{Page, render};
use crate::web::visit::Onward;
use crate::{pages, standing, store, use_cases, web};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::automation::Rule;
use domain::smart_account::SmartAccount;
use domain::{PersonId, Refusal, RuleId};
use i18n_embed_fl::fl;
use serde::Deserialize;

/// A rule of the list, in words.
pub struct Row {
    pub rule: Rule,
    pub conditions: Vec<String>,
    pub verdict: String,
    pub author: String,
    /// Whether its author could not have it act any more.
    pub is_idle: bool,
}

#[derive(Template)]
#[template(path = "automation/list.html")]
struct ListPage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    subtabs: Vec<DeskTab>,
    rows: Vec<Row>,
    is_any_idle: bool,
}

/// The rules in the order they stand. Errors: not found, for those who do not decide for the whole account.
pub async fn list(desk: Desk<Decide>) -> Result<Response, PageError> {
    whole_account(&desk)?;
    let (account, now) = (desk.account.id.clone(), desk.now);
    let (rules, names, idle) = desk
        .read(move |db| {
            let rules = store::automation::of_account(db, &account)?;
            let names = names(db, &rules)?;
            let idle = standing::automation::of_account(db, &account, now)?;
            Ok((rules, names, idle))
        })
        .await?;
    let rows: Vec<Row> = rules
        .into_iter()
        .map(|rule| Row {
            conditions: pages::automation::words::conditions(&desk, &rule.conditions),
            verdict: pages::automation::words::verdict(&desk, &rule.verdict, &names),
            author: pages::automation::words::name(&names, &rule.saved_by).to_owned(),
            is_idle: idle.iter().any(|one| one.id == rule.id),
            rule,
        })
        .collect();
    let page = ListPage {
        p: desk.page(&fl!(desk.words.text, "automation")),
        account: desk.account.clone(),
        tabs: desk.tabs("requests"),
        subtabs: desk.subtabs("requests", "automation"),
        is_any_idle: rows.iter().any(|row| row.is_idle),
        rows,
    };
    Ok(render(&page))
}

/// The form with what the address carries: a rehearsal leads back here, of a rule that is changed as well. Errors: as [`list`].
pub async fn new_form(
    desk: Desk<Decide>,
    Query(form): Query<RuleForm>,
) -> Result<Response, PageError> {
    whole_account(&desk)?;
    form_page(&desk, form, RuleFaults::default(), StatusCode::OK).await
}

/// The form of a rule as it stands. Errors: as [`list`]; no such rule in this account.
pub async fn edit_form(
    desk: Desk<Decide>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    whole_account(&desk)?;
    let id: RuleId = id.parse().map_err(|_| PageError::NotFound)?;
    let account = desk.account.id.clone();
    let rules = desk
        .read(move |db| store::automation::of_account(db, &account))
        .await?;
    let rule = rules.iter().find(|rule| rule.id == id);
    let form = RuleForm::of(rule.ok_or(PageError::NotFound)?);
    form_page(&desk, form, RuleFaults::default(), StatusCode::OK).await
}

/// Saves a rule, new or changed, as it was rehearsed and among the rules it was rehearsed with; else it is rehearsed again.
/// Errors: as [`list`]; a form that comes from no rehearsal.
pub async fn create(desk: Desk<Decide>, Form(form): Form<RuleForm>) -> Result<Response, PageError> {
    whole_account(&desk)?;
    // Every page that saves has been rehearsed.
    if form.rehearsed.is_empty() {
        return Err(PageError::BadForm);
    }
    let rule = match read(&desk, &form, desk.now)? {
        Ok(rule) => rule,
        Err(faults) => {
            return form_page(&desk, form, faults, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    let (seen, by, is_new) = (form.seen()?, desk.person.id.clone(), form.id.is_empty());
    let (draft, name) = (form.clone(), rule.name.clone());
    let saved = desk
        .write(move |tx| {
            let rules = store::automation::of_account(tx.db, &rule.account)?;
            if fingerprint(&draft, &rules) != draft.rehearsed {
                return Ok(Err(Refusal::ChangedMeanwhile));
            }
            let mut rule = rule.clone();
            if is_new {
                rule.id = RuleId::new(tx.new_id());
            }
            use_cases::automation::save(tx, &rule, seen, &by)
        })
        .await?;
    match saved {
        Ok(()) => {
            let said = fl!(desk.words.plain, "rule-saved", name = name);
            Ok(Onward::to(&desk.app, &desk.address("automation"))
                .saying(&said)
                .into_response())
        }
        Err(Refusal::NotFound) => Err(PageError::NotFound),
        Err(refusal) => {
            let status = web::refusals::status(&refusal);
            // What could not be saved may be rehearsed anew, among the rules as they stand now.
            let why = match refusal {
                Refusal::ChangedMeanwhile => fl!(desk.words.plain, "rule-rehearse-again"),
                refusal => web::refusals::words(&desk, &refusal),
            };
            rehearsal_page(&desk, form, Some(why), status).await
        }
    }
}

/// The version of the rule that the page showed.
#[derive(Deserialize)]
pub struct Deletion {
    version: u32,
}

/// Deletes a rule. Errors: as [`list`]; it was changed since the page was shown.
pub async fn delete(
    desk: Desk<Decide>,
    Path((_, id)): Path<(String, String)>,
    Form(form): Form<Deletion>,
) -> Result<Response, PageError> {
    whole_account(&desk)?;
    let id: RuleId = id.parse().map_err(|_| PageError::NotFound)?;
    let (account, by): (_, PersonId) = (desk.account.id.clone(), desk.person.id.clone());
    let deleted = desk
        .write(move |tx| use_cases::automation::delete(tx, &account, &id, form.version, &by))
        .await?;
    deleted?;
    let said = fl!(desk.words.plain, "rule-deleted");
    Ok(Onward::to(&desk.app, &desk.address("automation"))
        .saying(&said)
        .into_response())
}
