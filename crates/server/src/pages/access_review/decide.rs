//! Deciding lines of an access review: reading the form, confirming what ends, saying what was done.

use crate::language::end_of_day;
use crate::pages::access_review::decision_form::{ReviewDecision, ReviewDecisionForm};
use crate::pages::access_review::show::{Known, ReviewPlace, Row, found, show_page};
use crate::store::access_review::Review;
use crate::use_cases::access_review::lines_within_reach;
use crate::use_cases::access_review::{Decided, SeenLine, decide};
use crate::web;
use crate::web::desk::{Desk, DeskTab, ManageMembers};
use crate::web::errors::PageError;
use crate::web::faults::{day_fault, text_fault};
use crate::web::forms::Form;
use crate::web::page::{Page, render, render_with};
use crate::web::visit::Onward;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::access_review::ReviewAnswer;
use domain::smart_account::SmartAccount;
use domain::text::WORDS;
use domain::{Refusal, ReviewLineId, Role, text};
use i18n_embed_fl::fl;

/// As many lines as are decided in one go.
const MOST: usize = 200;

fn read_ticked(ticked: &str) -> Result<SeenLine, PageError> {
    let (id, print) = ticked.split_once('~').ok_or(PageError::BadForm)?;
    Ok(SeenLine {
        id: id.parse().map_err(|_| PageError::BadForm)?,
        print: print.to_owned(),
    })
}

/// What is to be decided, and in which words.
struct Order {
    lines: Vec<SeenLine>,
    answer: ReviewAnswer,
    words: Option<String>,
}

/// Errors: values that the form does not offer.
fn read(
    desk: &Desk<ManageMembers>,
    form: ReviewDecisionForm,
) -> Result<Result<Order, ReviewDecision>, PageError> {
    let t = &desk.words.text;
    let lines: Result<Vec<SeenLine>, _> = form.lines.iter().map(|one| read_ticked(one)).collect();
    let lines = lines?;
    let mut decision = ReviewDecision::default();
    let answer = match form.answer.as_str() {
        "keep" => Some(ReviewAnswer::Keep),
        "end" => Some(ReviewAnswer::End),
        "role" if form.role.is_empty() => {
            decision.role_fault = Some(fl!(t, "decision-role-missing"));
            None
        }
        "role" => Some(ReviewAnswer::Role(
            Role::from_key(&form.role).ok_or(PageError::BadForm)?,
        )),
        "until" => {
            let until = end_of_day(&form.until, &desk.zone);
            if until.is_none() {
                decision.until_fault = Some(day_fault(desk, &form.until));
            }
            until.map(|until| ReviewAnswer::Until(Some(until)))
        }
        "" => {
            decision.fault = Some(fl!(t, "review-choose-answer"));
            None
        }
        _ => return Err(PageError::BadForm),
    };
    let words = text::clean_optional(&form.words, WORDS).unwrap_or_else(|fault| {
        decision.words_fault = Some(text_fault(desk, fault));
        None
    });
    if lines.is_empty() || lines.len() > MOST {
        decision.fault = Some(fl!(t, "review-choose-lines"));
    }
    Ok(match answer.filter(|_| !decision.is_faulty()) {
        Some(answer) => Ok(Order {
            lines,
            answer,
            words,
        }),
        None => {
            decision.form = form;
            Err(decision)
        }
    })
}

/// Decides the ticked lines with one answer. Ending is confirmed on a page of its own first; what was refused stays ticked, with
/// why.
pub async fn send(
    desk: Desk<ManageMembers>,
    Path((_, id)): Path<(String, String)>,
    Form(form): Form<ReviewDecisionForm>,
) -> Result<Response, PageError> {
    let review = found(&desk, &id).await?;
    let place = ReviewPlace::new(&form.show, form.cursor())?;
    let order = match read(&desk, form.clone())? {
        Ok(order) => order,
        Err(decision) => {
            let page = show_page(&desk, review, place, decision).await?;
            return Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
    };
    if order.answer == ReviewAnswer::End && form.confirmed.is_empty() {
        let lines = order.lines.into_iter().map(|one| one.id);
        return confirm(&desk, review, lines.collect(), form, place).await;
    }
    let (by, account, campaign) = (
        desk.person.id.clone(),
        desk.account.id.clone(),
        review.campaign.id.clone(),
    );
    let write = desk.write(move |tx| {
        let words = order.words.as_deref();
        decide(
            tx,
            &by,
            &account,
            &campaign,
            &order.lines,
            order.answer,
            words,
        )
    });
    let decided = write.await?;
    told(&desk, review, decided, form, place).await
}

/// Says what was done, and beside the form what was not and why.
async fn told(
    desk: &Desk<ManageMembers>,
    review: Review,
    decided: Decided,
    mut form: ReviewDecisionForm,
    place: ReviewPlace,
) -> Result<Response, PageError> {
    let id = review.campaign.id.clone();
    if decided.refused.is_empty() {
        let said = fl!(desk.words.plain, "review-decided", count = decided.done);
        let mut back = desk.address(&format!("reviews/{id}"));
        if !place.show.is_empty() {
            back.push_str("?show=");
            back.push_str(&place.show);
        }
        return Ok(Onward::to(&desk.app, &back).saying(&said).into_response());
    }
    let refused = decided.refused.iter();
    let colon = fl!(desk.words.plain, "layout-colon");
    let why = |refusal: &Refusal| match refusal {
        // The answer is an end date: it cannot be left empty.
        Refusal::EndDateInThePast => fl!(desk.words.text, "field-date-passed"),
        other => web::refusals::words(desk, other),
    };
    let mut all: Vec<String> = refused
        .map(|(line, refusal)| format!("{}{colon} {}", line.holder_name, why(refusal)))
        .collect();
    // Several roles of one holder that are refused alike are told once.
    all.dedup();
    let refused = decided.refused.iter();
    form.lines = refused.map(|(line, _)| line.id.to_string()).collect();
    let decision = ReviewDecision {
        form,
        fault: Some(all.join(" ")),
        ..ReviewDecision::default()
    };
    let review = found(desk, id.as_str()).await?;
    let page = show_page(desk, review, place, decision).await?;
    Ok(render_with(StatusCode::CONFLICT, &page))
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
    show: String,
    cursor: String,
}

async fn confirm(
    desk: &Desk<ManageMembers>,
    review: Review,
    ids: Vec<ReviewLineId>,
    form: ReviewDecisionForm,
    place: ReviewPlace,
) -> Result<Response, PageError> {
    let id = review.campaign.id.clone();
    let (account, reach) = (desk.account.id.clone(), desk.reach.clone());
    let read = desk.read(move |db| {
        let lines = lines_within_reach(db, &account, &reach, &id, &ids)?;
        Known::of(db, lines, Vec::new())
    });
    let known = read.await?;
    Ok(render(&EndPage {
        p: desk.page(&fl!(desk.words.text, "review-end-title")),
        account: desk.account.clone(),
        tabs: desk.tabs("users"),
        subtabs: desk.subtabs("users", "reviews"),
        rows: known.rows(desk, true)?,
        review,
        words: form.words,
        show: place.show,
        cursor: place.cursor.unwrap_or_default(),
    }))
}
