//! The page where a rule is written.

use crate::pages::automation::form::{RuleFaults, RuleForm};
use crate::pages::automation::words::Names;
use crate::storage::{AnyConnection, Error};
use crate::store;
use crate::web::desk::{Decide, Desk, DeskTab};
use crate::web::errors::PageError;
use crate::web::forms::{Faults, Field, Kind};
use crate::web::page::{Page, render_with};
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use domain::access_request::DenialClass;
use domain::automation::Rule;
use domain::membership::Reach;
use domain::smart_account::SmartAccount;
use domain::{Right, Role};
use i18n_embed_fl::fl;
use std::collections::BTreeSet;

/// Rules are for those who decide for the whole account.
pub(crate) fn whole_account(desk: &Desk<Decide>) -> Result<(), PageError> {
    match desk.own_reach_of(Right::RequestDecide) {
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

/// The page with what was typed and what is wrong with it.
pub(crate) async fn form_page(
    desk: &Desk<Decide>,
    form: RuleForm,
    faults: RuleFaults,
    status: StatusCode,
) -> Result<Response, PageError> {
    let mut page = FormPage::new(desk, form, faults, deciders(desk).await?);
    page.faults = page.listed_faults();
    Ok(render_with(status, &page))
}

impl FormPage {
    /// In: those to whom the rule may send a request. The list of faults is still empty.
    fn new(
        desk: &Desk<Decide>,
        form: RuleForm,
        faults: RuleFaults,
        deciders: Vec<(String, String)>,
    ) -> Self {
        let t = &desk.words.text;
        let optional = |name, label, value: &str| {
            let field = Field::new(name, label).value(value);
            field.optional(fl!(t, "field-optional"))
        };
        Self {
            p: desk.page(&title(desk, &form)),
            account: desk.account.clone(),
            tabs: desk.tabs("requests"),
            subtabs: desk.subtabs("requests", "automation"),
            faults: Faults::default(),
            name: Field::new("name", fl!(t, "rule-name"))
                .value(&form.name)
                .hint(fl!(t, "rule-name-hint"))
                .fault(faults.name),
            place: optional("place", fl!(t, "rule-place"), &form.place)
                .hint(fl!(t, "rule-place-hint"))
                .fault(faults.place),
            domain_kind: domain_kind_field(desk, &form),
            domain: optional("domain", fl!(t, "rule-domain"), &form.domain)
                .identifier()
                .fault(faults.domain),
            organisation: organisation_field(desk, &form).fault(faults.organisation),
            role_at_most: role_at_most_field(desk, &form),
            asked_scope: asked_scope_field(desk, &form).fault(faults.asked_scope),
            within_days: optional("within_days", fl!(t, "rule-within"), &form.within_days)
                .hint(fl!(t, "rule-within-hint"))
                .fault(faults.within_days),
            asked_parts: parts(desk, &form.asked_parts),
            outcome_fault: faults.outcome,
            scope_fault: faults.scope,
            parts: parts(desk, &form.virtual_accounts),
            role: role_field(desk, &form).fault(faults.role),
            days: optional("days", fl!(t, "rule-days"), &form.days).fault(faults.days),
            class: class_field(desk, &form).fault(faults.class),
            words: optional("words", fl!(t, "decision-words"), &form.words)
                .kind(Kind::Area)
                .fault(faults.words),
            to: to_field(desk, &form, deciders).fault(faults.to),
            form,
        }
    }

    /// What is wrong with its fields, in the order in which they stand on the page.
    fn listed_faults(&self) -> Faults {
        Faults::of(&[
            &self.name,
            &self.place,
            &self.domain,
            &self.organisation,
            &self.within_days,
            &self.asked_scope,
        ])
        .with("approve", self.outcome_fault.clone())
        .with("entire", self.scope_fault.clone())
        .also(&[&self.role, &self.days, &self.class, &self.words, &self.to])
    }
}

fn title(desk: &Desk<Decide>, form: &RuleForm) -> String {
    match form.id.is_empty() {
        true => fl!(desk.words.text, "rule-new"),
        false => fl!(desk.words.text, "rule-change"),
    }
}

fn domain_kind_field(desk: &Desk<Decide>, form: &RuleForm) -> Field {
    let t = &desk.words.text;
    Field::new("domain_kind", fl!(t, "rule-domain-kind"))
        .value(&form.domain_kind)
        .options(vec![
            ("inside".into(), fl!(t, "rule-domain-kind-inside")),
            ("is".into(), fl!(t, "rule-domain-kind-is")),
        ])
}

fn organisation_field(desk: &Desk<Decide>, form: &RuleForm) -> Field {
    let t = &desk.words.text;
    Field::new("organisation", fl!(t, "profile-organisation"))
        .value(&form.organisation)
        .optional(fl!(t, "field-optional"))
}

fn role_at_most_field(desk: &Desk<Decide>, form: &RuleForm) -> Field {
    let t = &desk.words.text;
    Field::new("role_at_most", fl!(t, "rule-role"))
        .value(&form.role_at_most)
        .options(roles(desk, fl!(t, "queue-any-role")))
        .hint(fl!(t, "rule-role-hint"))
}

fn asked_scope_field(desk: &Desk<Decide>, form: &RuleForm) -> Field {
    let t = &desk.words.text;
    Field::new("asked_scope", fl!(t, "rule-scope"))
        .value(&form.asked_scope)
        .options(vec![
            (String::new(), fl!(t, "rule-any-scope")),
            ("unsaid".into(), fl!(t, "rule-scope-none")),
            ("entire".into(), fl!(t, "decision-entire")),
            ("within".into(), fl!(t, "rule-scope-these")),
        ])
}

fn role_field(desk: &Desk<Decide>, form: &RuleForm) -> Field {
    let t = &desk.words.text;
    Field::new("role", fl!(t, "decision-role"))
        .value(&form.role)
        .options(roles(desk, fl!(t, "decision-choose-role")))
}

fn class_field(desk: &Desk<Decide>, form: &RuleForm) -> Field {
    let t = &desk.words.text;
    let mut classes = vec![(String::new(), fl!(t, "decision-choose-reason"))];
    let all = DenialClass::OF_ACCOUNT.iter();
    classes.extend(all.map(|class| (class.key().to_owned(), desk.words.denial(*class))));
    Field::new("class", fl!(t, "decision-reason"))
        .value(&form.class)
        .options(classes)
}

fn to_field(desk: &Desk<Decide>, form: &RuleForm, deciders: Vec<(String, String)>) -> Field {
    let t = &desk.words.text;
    let mut people = vec![(String::new(), fl!(t, "talk-pass-choose"))];
    people.extend(deciders);
    Field::new("to", fl!(t, "talk-pass-to"))
        .value(&form.to)
        .options(people)
}

/// All roles to choose from, after the words for none chosen.
fn roles(desk: &Desk<Decide>, none: String) -> Vec<(String, String)> {
    let mut roles = vec![(String::new(), none)];
    let all = Role::ALL.into_iter();
    roles.extend(all.map(|role| (role.key().to_owned(), desk.words.role(role))));
    roles
}

/// The account's Virtual Accounts to be ticked: id, name, and whether it is chosen.
fn parts(desk: &Desk<Decide>, chosen: &[String]) -> Vec<(String, String, bool)> {
    let all = desk.parts.iter();
    all.map(|va| {
        let id = va.id.to_string();
        let ticked = chosen.contains(&id);
        (id, va.name.clone(), ticked)
    })
    .collect()
}
