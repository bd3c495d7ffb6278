//! The desk's automation rules: the list, the form, the rehearsal that comes before saving.

use crate::pages::automation::form::{RuleFaults, RuleForm, read};
use crate::pages::automation::rehearsal::{fingerprint, rehearsal_page};
use crate::pages::automation::words::Names;
use crate::storage::{AnyConnection, Error};
use crate::web::desk::{Decide, Desk, DeskTab};
use crate::web::errors::PageError;
use crate::web::forms::{Faults, Field, Form, Kind, Query};
use crate::web::page::{Page, render, render_with};
use crate::web::visit::Onward;
use crate::{pages, standing, store, use_cases, web};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::access_request::DenialClass;
use domain::automation::Rule;
use domain::membership::Reach;
use domain::smart_account::SmartAccount;
use domain::{PersonId, Refusal, Role, RuleId};
use i18n_embed_fl::fl;
use serde::Deserialize;
use sha2::Digest;
use std::collections::BTreeSet;

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

/// Rules are for those who decide for the whole account.
pub(crate) fn whole_account(desk: &Desk<Decide>) -> Result<(), PageError> {
    match desk.reach {
        Reach::Account => Ok(()),
        _ => Err(PageError::NotFound),
    }
}

/// The names of everybody these rules name.
pub(crate) fn names(db: &mut AnyConnection, rules: &[Rule]) -> Result<Names, Error> {
    let mut ids: BTreeSet<String> = rules.iter().map(|rule| rule.saved_by.to_string()).collect();
    ids.extend(
        rules
            .iter()
            .filter_map(Rule::sends_to)
            .map(ToString::to_string),
    );
    let ids: Vec<String> = ids.into_iter().collect();
    let people = store::person::find_all(db, &ids)?.into_iter();
    Ok(people
        .map(|p| (p.id.to_string(), p.profile.full_name))
        .collect())
}

pub async fn list(desk: Desk<Decide>) -> Result<Response, PageError> {
    whole_account(&desk)?;
    let (account, now) = (desk.account.id.clone(), desk.now);
    let (rules, names, idle) = desk
        .app
        .db
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

#[derive(Template)]
#[template(path = "automation/form.html")]
struct FormPage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    subtabs: Vec<DeskTab>,
    form: RuleForm,
    faults: Faults,
    name: Field,
    place: Field,
    domain_kind: Field,
    domain: Field,
    organisation: Field,
    role_at_most: Field,
    asked_scope: Field,
    within_days: Field,
    asked_parts: Vec<(String, String, bool)>,
    outcome_fault: Option<String>,
    scope_fault: Option<String>,
    parts: Vec<(String, String, bool)>,
    role: Field,
    days: Field,
    class: Field,
    words: Field,
    to: Field,
}

/// Those who decide for the whole account, for a list: id and name.
async fn deciders(desk: &Desk<Decide>) -> Result<Vec<(String, String)>, PageError> {
    let (account, now) = (desk.account.id.clone(), desk.now);
    let found = desk
        .app
        .db
        .read(move |db| {
            store::membership::reachable_holders(db, &account, Role::SaAdministrator, now)
        })
        .await?;
    let mut people: Vec<(String, String)> = found
        .into_iter()
        .map(|(_, p, _)| {
            let name = format!("{} ({})", p.profile.full_name, p.user_id);
            (p.id.to_string(), name)
        })
        .collect();
    people.sort_by(|a, b| a.1.cmp(&b.1));
    people.dedup();
    Ok(people)
}

pub(crate) async fn form_page(
    desk: &Desk<Decide>,
    form: RuleForm,
    faults: RuleFaults,
    status: StatusCode,
) -> Result<Response, PageError> {
    let t = &desk.words.text;
    let optional = || fl!(t, "field-optional");
    let text = |name, label, value: &str| Field::new(name, label).value(value);
    let list =
        |name, label, value: &str, options| Field::new(name, label).value(value).options(options);
    let roles = |first: String| {
        let all = Role::ALL.into_iter();
        let all = all.map(|role| (role.key().to_owned(), desk.words.role(role)));
        [(String::new(), first)].into_iter().chain(all).collect()
    };
    let parts = |chosen: &[String]| {
        let all = desk.parts.iter();
        let part = |id: String, name: &str| {
            let ticked = chosen.contains(&id);
            (id, name.to_owned(), ticked)
        };
        all.map(|va| part(va.id.to_string(), &va.name)).collect()
    };
    let mut classes = vec![(String::new(), fl!(t, "decision-choose-reason"))];
    let all = DenialClass::ALL.iter();
    classes.extend(all.map(|class| (class.key().to_owned(), desk.words.denial(*class))));
    let mut people = vec![(String::new(), fl!(t, "talk-pass-choose"))];
    people.extend(deciders(desk).await?);
    let title = match form.id.is_empty() {
        true => fl!(t, "rule-new"),
        false => fl!(t, "rule-change"),
    };
    let mut page = FormPage {
        p: desk.page(&title),
        account: desk.account.clone(),
        tabs: desk.tabs("requests"),
        subtabs: desk.subtabs("requests", "automation"),
        faults: Faults::default(),
        name: text("name", fl!(t, "rule-name"), &form.name)
            .hint(fl!(t, "rule-name-hint"))
            .fault(faults.name),
        place: text("place", fl!(t, "rule-place"), &form.place)
            .hint(fl!(t, "rule-place-hint"))
            .optional(optional())
            .fault(faults.place),
        domain_kind: list(
            "domain_kind",
            fl!(t, "rule-domain-kind"),
            &form.domain_kind,
            vec![
                ("inside".into(), fl!(t, "rule-domain-kind-inside")),
                ("is".into(), fl!(t, "rule-domain-kind-is")),
            ],
        ),
        domain: text("domain", fl!(t, "rule-domain"), &form.domain)
            .optional(optional())
            .identifier()
            .fault(faults.domain),
        organisation: text(
            "organisation",
            fl!(t, "profile-organisation"),
            &form.organisation,
        )
        .optional(optional())
        .fault(faults.organisation),
        role_at_most: list(
            "role_at_most",
            fl!(t, "rule-role"),
            &form.role_at_most,
            roles(fl!(t, "queue-any-role")),
        )
        .hint(fl!(t, "rule-role-hint")),
        asked_scope: list(
            "asked_scope",
            fl!(t, "rule-scope"),
            &form.asked_scope,
            vec![
                (String::new(), fl!(t, "rule-any-scope")),
                ("unsaid".into(), fl!(t, "rule-scope-none")),
                ("entire".into(), fl!(t, "decision-entire")),
                ("within".into(), fl!(t, "rule-scope-these")),
            ],
        )
        .fault(faults.asked_scope),
        within_days: text("within_days", fl!(t, "rule-within"), &form.within_days)
            .hint(fl!(t, "rule-within-hint"))
            .optional(optional())
            .fault(faults.within_days),
        asked_parts: parts(&form.asked_parts),
        outcome_fault: faults.outcome,
        scope_fault: faults.scope,
        parts: parts(&form.virtual_accounts),
        role: list(
            "role",
            fl!(t, "decision-role"),
            &form.role,
            roles(fl!(t, "decision-choose-role")),
        )
        .fault(faults.role),
        days: text("days", fl!(t, "rule-days"), &form.days)
            .optional(optional())
            .fault(faults.days),
        class: list("class", fl!(t, "decision-reason"), &form.class, classes).fault(faults.class),
        words: text("words", fl!(t, "decision-words"), &form.words)
            .kind(Kind::Area)
            .optional(optional())
            .fault(faults.words),
        to: list("to", fl!(t, "talk-pass-to"), &form.to, people).fault(faults.to),
        form,
    };
    page.faults = Faults::of(&[
        &page.name,
        &page.place,
        &page.domain,
        &page.organisation,
        &page.within_days,
        &page.asked_scope,
    ])
    .with("approve", page.outcome_fault.clone())
    .with("entire", page.scope_fault.clone())
    .also(&[&page.role, &page.days, &page.class, &page.words, &page.to]);
    Ok(render_with(status, &page))
}

pub async fn new_form(
    desk: Desk<Decide>,
    Query(form): Query<RuleForm>,
) -> Result<Response, PageError> {
    whole_account(&desk)?;
    form_page(&desk, form, RuleFaults::default(), StatusCode::OK).await
}

pub async fn edit_form(
    desk: Desk<Decide>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    whole_account(&desk)?;
    let id: RuleId = id.parse().map_err(|_| PageError::NotFound)?;
    let account = desk.account.id.clone();
    let rules = desk
        .app
        .db
        .read(move |db| store::automation::of_account(db, &account))
        .await?;
    let rule = rules.iter().find(|rule| rule.id == id);
    let form = RuleForm::of(rule.ok_or(PageError::NotFound)?);
    form_page(&desk, form, RuleFaults::default(), StatusCode::OK).await
}

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
        .app
        .db
        .write(desk.author(), move |tx| {
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

#[derive(Deserialize)]
pub struct Deletion {
    version: u32,
}

pub async fn delete(
    desk: Desk<Decide>,
    Path((_, id)): Path<(String, String)>,
    Form(form): Form<Deletion>,
) -> Result<Response, PageError> {
    whole_account(&desk)?;
    let id: RuleId = id.parse().map_err(|_| PageError::NotFound)?;
    let (account, by): (_, PersonId) = (desk.account.id.clone(), desk.person.id.clone());
    let deleted = desk
        .app
        .db
        .write(desk.author(), move |tx| {
            use_cases::automation::delete(tx, &account, &id, form.version, &by)
        })
        .await?;
    deleted?;
    let said = fl!(desk.words.plain, "rule-deleted");
    Ok(Onward::to(&desk.app, &desk.address("automation"))
        .saying(&said)
        .into_response())
}
