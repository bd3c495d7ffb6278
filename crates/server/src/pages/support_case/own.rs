//! Everybody's page of the cases they opened.

use crate::pages::support_case::signs;
use crate::paging::{After, PAGE, cut};
use crate::store;
use crate::web::door::SignedIn;
use crate::web::errors::PageError;
use crate::web::forms::Query;
use crate::web::page::{Page, render};
use crate::words::support_case::subject_or_none;
use askama::Template;
use axum::response::Response;
use domain::support_case::SupportCase;
use i18n_embed_fl::fl;

/// A case as a line shows it.
struct Line {
    case: SupportCase,
    subject: String,
    signs: String,
}

#[derive(Template)]
#[template(path = "support_case/own.html")]
struct OwnPage {
    p: Page,
    rows: Vec<Line>,
    next: Option<String>,
    is_first: bool,
}

/// The cases one has opened, the newest first, a page at a time.
pub async fn list(visit: SignedIn, Query(after): Query<After>) -> Result<Response, PageError> {
    let (id, cursor) = (visit.person.id.clone(), after.cursor());
    let is_first = cursor.is_none();
    let mut found = visit
        .read(move |db| store::support_case::of_opener(db, &id, cursor.as_deref(), PAGE as i64 + 1))
        .await?;
    let next = cut(&mut found, |case| case.id.to_string());
    let p = visit.page(&fl!(visit.words.text, "support-case-own"));
    let line = |case: SupportCase| Line {
        subject: subject_or_none(visit.words, &case),
        signs: signs::for_opener(&p, &case),
        case,
    };
    Ok(render(&OwnPage {
        rows: found.into_iter().map(line).collect(),
        next,
        is_first,
        p,
    }))
}
