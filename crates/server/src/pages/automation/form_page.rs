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
use domain::Role;
use domain::access_request::DenialClass;
use domain::automation::Rule;
use domain::membership::Reach;
use domain::smart_account::SmartAccount;
use i18n_embed_fl::fl;
use std::collections::BTreeSet;

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
