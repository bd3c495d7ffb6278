//! One access review: how far it has come, its lines, and the form that decides some of them.

use super::store::{self, Filter, Review};
use super::{Decided, close, decide};
use crate::group;
use crate::language::end_of_day;
use crate::person;
use crate::smart_account::desk::{Desk, DeskTab, ManageMembers, part_name};
use crate::web::errors::PageError;
use crate::web::forms::{Faults, Field, Form, Kind, Query};
use crate::web::page::{Page, render, render_with};
use crate::web::paging::{After, PAGE, cut};
use crate::web::refusals;
use crate::web::visit::Onward;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::access_review::{Answer, Line, Outcome, Rule, Stage};
use domain::membership::Reach;
use domain::smart_account::SmartAccount;
use domain::text::{self, WORDS};
use domain::{Moment, ReviewId, ReviewLineId, Role};
use i18n_embed_fl::fl;
use serde::Deserialize;
use std::collections::BTreeMap;

/// As many lines as are decided in one go.
const MOST: usize = 200;

pub struct Row {
    id: ReviewLineId,
    holder: String,
    user: Option<String>,
    role: String,
    on: Option<String>,
    until: Option<Moment>,
    /// Whether the reader may decide it now.
    is_mine: bool,
    /// What was decided, by whom and when.
    verdict: Option<(&'static str, &'static str, String, Moment)>,
    words: Option<String>,
}

#[derive(Template)]
#[template(path = "access_review/show.html")]
struct ShowPage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    subtabs: Vec<DeskTab>,
    review: Review,
    stage: &'static str,
    filters: Vec<(&'static str, String, bool)>,
    rows: Vec<Row>,
    next: Option<String>,
    is_first: bool,
    may_close: bool,
    takes_answers: bool,
    fault: Option<String>,
    faults: Faults,
    answer: String,
    role: Field,
    until: Field,
    words: Field,
}

#[derive(Deserialize)]
pub struct Wanted {
    #[serde(default)]
    show: String,
    #[serde(flatten)]
    after: After,
}

pub(super) async fn found(desk: &Desk<ManageMembers>, id: &str) -> Result<Review, PageError> {
    let id: ReviewId = id.parse().map_err(|_| PageError::NotFound)?;
    let account = desk.account.id.clone();
    Ok(desk
        .app
        .db
        .read(move |db| store::find(db, &account, &id))
        .await?)
}

/// What the page is about besides the campaign.
#[derive(Default)]
struct Shown<'a> {
    show: &'a str,
    cursor: Option<String>,
    form: Option<&'a DecisionForm>,
    fault: Option<String>,
    until_fault: Option<String>,
    role_fault: Option<String>,
}

async fn show_page(
    desk: &Desk<ManageMembers>,
    review: Review,
    shown: Shown<'_>,
) -> Result<ShowPage, PageError> {
    let (id, me, cursor) = (
        review.campaign.id.clone(),
        desk.person.id.clone(),
        shown.cursor.clone(),
    );
    let (within, show) = (desk.within(), shown.show.to_owned());
    let (mut lines, own, names) = desk
        .app
        .db
        .read(move |db| {
            let mut own: Vec<String> = group::store::groups_of(db, &me)?
                .iter()
                .map(ToString::to_string)
                .collect();
            own.push(me.to_string());
            let filter = Filter {
                open: match show.as_str() {
                    "" | "mine" => Some(true),
                    "decided" => Some(false),
                    _ => None,
                },
                within,
                but: if show == "mine" {
                    own.clone()
                } else {
                    Vec::new()
                },
            };
            let lines = store::lines(db, &id, &filter, cursor.as_deref(), PAGE as i64 + 1)?;
            let ids: Vec<String> = lines
                .iter()
                .flat_map(|line| {
                    let by = line
                        .verdict
                        .as_ref()
                        .and_then(|verdict| verdict.by.as_ref());
                    line.person().into_iter().chain(by).map(ToString::to_string)
                })
                .collect();
            let people = person::store::find_all(db, &ids)?;
            let names: BTreeMap<String, (String, String)> = people
                .into_iter()
                .map(|one| {
                    (
                        one.id.to_string(),
                        (one.profile.full_name, one.user_id.to_string()),
                    )
                })
                .collect();
            Ok((lines, own, names))
        })
        .await?;
    let next = cut(&mut lines, |line| line.id.to_string());
    let t = &desk.words.text;
    let takes_answers = matches!(review.campaign.stage, Stage::Gathering | Stage::Open);
    let rows = lines
        .iter()
        .map(|line| row(desk, line, &own, &names, takes_answers))
        .collect();
    let filters = [
        ("", fl!(t, "review-show-open")),
        ("mine", fl!(t, "review-show-mine")),
        ("decided", fl!(t, "review-show-decided")),
        ("all", fl!(t, "filter-all")),
    ];
    let roles = Role::ALL
        .iter()
        .map(|role| (role.key().to_owned(), desk.words.role(*role)))
        .collect();
    let form = shown.form.cloned().unwrap_or_default();
    let (role, until) = (
        Field::new("role", fl!(t, "decision-role"))
            .value(&form.role)
            .options(roles)
            .fault(shown.role_fault),
        Field::new("until", fl!(t, "wish-until"))
            .kind(Kind::Date)
            .value(&form.until)
            .fault(shown.until_fault),
    );
    Ok(ShowPage {
        p: desk.page(&review.campaign.name),
        account: desk.account.clone(),
        tabs: desk.tabs("users"),
        subtabs: desk.subtabs("users", "reviews"),
        stage: match review.campaign.stage {
            Stage::Gathering => "gathering",
            Stage::Open => "open",
            Stage::Settling => "settling",
            Stage::Closed { .. } => "closed",
        },
        filters: filters
            .into_iter()
            .map(|(key, words)| (key, words, key == shown.show))
            .collect(),
        rows,
        next,
        is_first: shown.cursor.is_none(),
        may_close: desk.reach == Reach::Account && review.campaign.stage == Stage::Open,
        takes_answers,
        faults: Faults::default()
            .with("answer-keep", shown.fault.clone())
            .also(&[&role, &until]),
        fault: shown.fault,
        answer: form.answer,
        role,
        until,
        words: Field::new("words", fl!(t, "review-words"))
            .value(&form.words)
            .optional(fl!(t, "field-optional")),
        review,
    })
}

fn row(
    desk: &Desk<ManageMembers>,
    line: &Line,
    own: &[String],
    names: &BTreeMap<String, (String, String)>,
    takes_answers: bool,
) -> Row {
    let t = &desk.words.text;
    let held = &line.membership;
    let holder = held
        .holder
        .person()
        .map(ToString::to_string)
        .or_else(|| held.holder.group().map(ToString::to_string));
    let is_own = holder.as_ref().is_some_and(|id| own.contains(id));
    let known = holder.as_ref().and_then(|id| names.get(id));
    let verdict = line.verdict.as_ref().map(|verdict| {
        let (class, icon, what) = match verdict.outcome {
            Outcome::Kept => ("good", "check", fl!(t, "review-kept")),
            Outcome::Changed => ("wait", "people", fl!(t, "review-changed")),
            Outcome::Ended => ("bad", "cross", fl!(t, "review-ended")),
            Outcome::Gone => ("still", "dash", fl!(t, "review-gone")),
        };
        let by = match &verdict.by {
            Some(by) => names
                .get(by.as_str())
                .map_or_else(|| by.to_string(), |known| known.0.clone()),
            None => fl!(t, "review-by-rule"),
        };
        (class, icon, format!("{what} · {by}"), verdict.at)
    });
    let why = line.verdict.as_ref().and_then(|verdict| {
        verdict.words.clone().or_else(|| {
            verdict
                .why
                .as_ref()
                .map(|_| fl!(t, "refusal-last-administrator"))
        })
    });
    Row {
        id: line.id.clone(),
        holder: known.map_or_else(|| line.holder_name.clone(), |known| known.0.clone()),
        user: known.map(|known| known.1.clone()),
        role: desk.words.role(held.role),
        on: held
            .virtual_account
            .as_ref()
            .map(|id| part_name(&desk.parts, id)),
        until: held.until,
        is_mine: takes_answers && line.verdict.is_none() && !is_own,
        verdict,
        words: why,
    }
}

pub async fn show(
    desk: Desk<ManageMembers>,
    Path((_, id)): Path<(String, String)>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, PageError> {
    if !["", "mine", "decided", "all"].contains(&wanted.show.as_str()) {
        return Err(PageError::BadForm);
    }
    let review = found(&desk, &id).await?;
    let shown = Shown {
        show: &wanted.show,
        cursor: wanted.after.cursor(),
        ..Shown::default()
    };
    Ok(render(&show_page(&desk, review, shown).await?))
}

#[derive(Deserialize, Default, Clone)]
pub struct DecisionForm {
    #[serde(default)]
    lines: Vec<String>,
    #[serde(default)]
    answer: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    until: String,
    #[serde(default)]
    words: String,
    /// Set on the page that says what ending does.
    #[serde(default)]
    confirmed: String,
}

#[derive(Template)]
#[template(path = "access_review/end.html")]
struct EndPage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    subtabs: Vec<DeskTab>,
    review: Review,
    rows: Vec<Row>,
    words: String,
}

pub async fn decisions(
    desk: Desk<ManageMembers>,
    Path((_, id)): Path<(String, String)>,
    Form(form): Form<DecisionForm>,
) -> Result<Response, PageError> {
    let review = found(&desk, &id).await?;
    let t = &desk.words.text;
    let ids: Result<Vec<ReviewLineId>, _> = form.lines.iter().map(|id| id.parse()).collect();
    let ids = ids.map_err(|_| PageError::BadForm)?;
    let words = text::clean_optional(&form.words, WORDS).map_err(|_| PageError::BadForm)?;
    let mut shown = Shown {
        form: Some(&form),
        ..Shown::default()
    };
    let answer = match form.answer.as_str() {
        "keep" => Some(Answer::Keep),
        "end" => Some(Answer::End),
        "role" => Some(Answer::Role(
            Role::from_key(&form.role).ok_or(PageError::BadForm)?,
        )),
        "until" => end_of_day(&form.until, &desk.zone).map(|until| Answer::Until(Some(until))),
        "" => None,
        _ => return Err(PageError::BadForm),
    };
    if ids.is_empty() || ids.len() > MOST {
        shown.fault = Some(fl!(t, "review-choose-lines"));
    } else if form.answer.is_empty() {
        shown.fault = Some(fl!(t, "review-choose-answer"));
    } else if answer.is_none() {
        shown.until_fault = Some(fl!(t, "field-date"));
    }
    let Some(answer) = answer.filter(|_| shown.fault.is_none()) else {
        let page = show_page(&desk, review, shown).await?;
        return Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    if answer == Answer::End && form.confirmed.is_empty() {
        return confirm(&desk, review, &ids, &form.words).await;
    }
    let (by, account, campaign) = (
        desk.person.id.clone(),
        desk.account.id.clone(),
        review.campaign.id.clone(),
    );
    let decided = desk
        .app
        .db
        .write(desk.author(), move |tx| {
            decide(tx, &by, &account, &campaign, &ids, answer, words.as_deref())
        })
        .await?;
    told(&desk, review, decided, &form).await
}

/// Says what was done, and beside the form what was not and why.
async fn told(
    desk: &Desk<ManageMembers>,
    review: Review,
    decided: Decided,
    form: &DecisionForm,
) -> Result<Response, PageError> {
    let id = review.campaign.id.clone();
    if decided.refused.is_empty() {
        let said = fl!(desk.words.plain, "review-decided", count = decided.done);
        let back = desk.address(&format!("reviews/{id}"));
        return Ok(Onward::to(&desk.app, &back).saying(&said).into_response());
    }
    let mut all: Vec<String> = decided
        .refused
        .iter()
        .map(|(line, refusal)| format!("{}: {}", line.holder_name, refusals::words(desk, refusal)))
        .collect();
    all.dedup();
    let shown = Shown {
        form: Some(form),
        fault: Some(all.join(" ")),
        ..Shown::default()
    };
    let review = found(desk, id.as_str()).await?;
    let page = show_page(desk, review, shown).await?;
    Ok(render_with(StatusCode::CONFLICT, &page))
}

async fn confirm(
    desk: &Desk<ManageMembers>,
    review: Review,
    ids: &[ReviewLineId],
    words: &str,
) -> Result<Response, PageError> {
    let (id, ids, within) = (review.campaign.id.clone(), ids.to_vec(), desk.within());
    let lines = desk
        .app
        .db
        .read(move |db| store::lines_by_id(db, &id, &ids))
        .await?;
    let reach = &desk.reach;
    let rows = lines
        .iter()
        .filter(|line| within.is_none() || reach.covers(&line.membership.scope()))
        .map(|line| row(desk, line, &[], &BTreeMap::new(), true))
        .collect();
    Ok(render(&EndPage {
        p: desk.page(&fl!(desk.words.text, "review-end-title")),
        account: desk.account.clone(),
        tabs: desk.tabs("users"),
        subtabs: desk.subtabs("users", "reviews"),
        review,
        rows,
        words: words.to_owned(),
    }))
}

#[derive(Template)]
#[template(path = "access_review/close.html")]
struct ClosePage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    subtabs: Vec<DeskTab>,
    review: Review,
    ends: bool,
    left: i64,
}

pub async fn closure_form(
    desk: Desk<ManageMembers>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let review = found(&desk, &id).await?;
    if desk.reach != Reach::Account {
        return Err(PageError::NotFound);
    }
    Ok(render(&ClosePage {
        p: desk.page(&fl!(desk.words.text, "review-close")),
        account: desk.account.clone(),
        tabs: desk.tabs("users"),
        subtabs: desk.subtabs("users", "reviews"),
        ends: review.campaign.rule == Rule::End,
        left: review.lines - review.decided,
        review,
    }))
}

pub async fn closure(
    desk: Desk<ManageMembers>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let review = found(&desk, &id).await?;
    if desk.reach != Reach::Account {
        return Err(PageError::NotFound);
    }
    let (by, account, campaign) = (
        desk.person.id.clone(),
        desk.account.id.clone(),
        review.campaign.id.clone(),
    );
    desk.app
        .db
        .write(desk.author(), move |tx| close(tx, &by, &account, &campaign))
        .await?;
    let said = fl!(desk.words.plain, "review-closing");
    let back = desk.address(&format!("reviews/{id}"));
    Ok(Onward::to(&desk.app, &back).saying(&said).into_response())
}
