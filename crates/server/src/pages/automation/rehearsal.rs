//! The page that shows what a rule would have done.

use crate::pages::automation::form::{RuleForm, read};
use crate::pages::automation::form_page::{form_page, names, whole_account};
use crate::pages::automation::words::Names;
use crate::use_cases::automation::check;
use crate::use_cases::automation::rehearsal::{DAYS, Different, MOST, Rehearsal, SHOWN};
use crate::web::desk::{Decide, Desk, DeskTab};
use crate::web::errors::PageError;
use crate::web::forms::Query;
use crate::web::page::{Page, render_with};
use crate::{pages, store, use_cases, web};
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use domain::access_request::RequestOutcome;
use domain::automation::Rule;
use domain::smart_account::SmartAccount;
use domain::{Moment, RequestId};
use i18n_embed_fl::fl;
use sha2::{Digest, Sha256};

/// A request that would have gone another way, in words.
pub struct DifferentRow {
    pub name: String,
    pub id: RequestId,
    pub sent_at: Moment,
    pub outcome: RequestOutcome,
    /// What was granted, or why it was declined.
    pub happened: Option<String>,
    pub rule: String,
    pub would: String,
}

#[derive(Template)]
#[template(path = "automation/rehearsal.html")]
struct RehearsalPage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    subtabs: Vec<DeskTab>,
    name: String,
    conditions: Vec<String>,
    verdict: String,
    days: u64,
    rehearsal: Rehearsal,
    rows: Vec<DifferentRow>,
    more: usize,
    most: usize,
    carried: Vec<(&'static str, String)>,
    rehearsed: String,
    back: String,
    /// Why it was not saved, where that was tried, or cannot be.
    refused: Option<String>,
    may_save: bool,
}

/// What was rehearsed: the rule as typed among the others as they stood. Saving needs the same.
pub(crate) fn fingerprint(form: &RuleForm, rules: &[Rule]) -> String {
    let stands: Vec<String> = rules
        .iter()
        .map(|rule| format!("{}:{}:{}", rule.id, rule.version, rule.place))
        .collect();
    let digest = Sha256::digest(format!("{}\n{}", form.query(), stands.join(",")));
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The rules as they would stand with this one saved.
fn with(rules: &[Rule], rule: &Rule) -> Vec<Rule> {
    let mut all: Vec<Rule> = rules
        .iter()
        .filter(|one| one.id != rule.id)
        .cloned()
        .collect();
    let place = usize::try_from(rule.place.max(1)).unwrap_or(1) - 1;
    all.insert(place.min(all.len()), rule.clone());
    for (place, one) in (1..).zip(all.iter_mut()) {
        one.place = place;
    }
    all
}

impl DifferentRow {
    /// In: the names of those whom the rules name.
    fn of(desk: &Desk<Decide>, different: &Different, names: &Names) -> Self {
        let request = &different.listed.request;
        Self {
            name: different.listed.applicant.profile.full_name.clone(),
            id: request.id.clone(),
            sent_at: request.sent_at,
            outcome: request.outcome(),
            happened: pages::automation::words::happened(desk, request),
            rule: different.rule.clone(),
            would: pages::automation::words::would(desk, &different.would, names),
        }
    }
}

/// What the rule as typed would have done. Errors: not found, for those who do not decide for the whole account.
pub async fn rehearsal(
    desk: Desk<Decide>,
    Query(form): Query<RuleForm>,
) -> Result<Response, PageError> {
    whole_account(&desk)?;
    rehearsal_page(&desk, form, None, StatusCode::OK).await
}

/// The page; instead of it the form, where what was typed is no rule. In: why it was not saved, where that was tried.
pub(crate) async fn rehearsal_page(
    desk: &Desk<Decide>,
    form: RuleForm,
    refused: Option<String>,
    status: StatusCode,
) -> Result<Response, PageError> {
    let rule = match read(desk, &form, desk.now)? {
        Ok(rule) => rule,
        Err(faults) => {
            return form_page(desk, form, faults, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    let (account, draft, now) = (desk.account.clone(), rule.clone(), desk.now);
    let (seen, by) = (form.seen()?, desk.person.id.clone());
    let (rules, rehearsal, names, checked) = desk
        .read(move |db| {
            let rules = store::automation::of_account(db, &account.id)?;
            let all = with(&rules, &draft);
            let names = names(db, &all)?;
            let rehearsal = use_cases::automation::rehearsal::rehearse(db, &account, &all, now)?;
            let checked = check(db, &draft, seen, &by, now)?;
            Ok((rules, rehearsal, names, checked))
        })
        .await?;
    let stands_in_the_way = checked
        .err()
        .map(|refusal| web::refusals::words(desk, &refusal));
    let shown = rehearsal.shown.iter();
    let rows = shown.map(|one| DifferentRow::of(desk, one, &names));
    let page = RehearsalPage {
        p: desk.page(&fl!(desk.words.text, "rule-rehearsal")),
        account: desk.account.clone(),
        tabs: desk.tabs("requests"),
        subtabs: desk.subtabs("requests", "automation"),
        conditions: pages::automation::words::conditions(desk, &rule.conditions),
        verdict: pages::automation::words::verdict(desk, &rule.verdict, &names),
        name: rule.name,
        days: DAYS,
        more: rehearsal.differ.saturating_sub(SHOWN),
        may_save: stands_in_the_way.is_none(),
        most: MOST,
        rows: rows.collect(),
        rehearsal,
        carried: form.carried(),
        rehearsed: fingerprint(&form, &rules),
        back: format!("{}?{}", desk.address("automation/new"), form.query()),
        refused: refused.or(stands_in_the_way),
    };
    Ok(render_with(status, &page))
}
