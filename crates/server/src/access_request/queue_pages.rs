//! The desk's queue of access requests.

use super::store::{self, Filter, Listed};
use crate::smart_account::desk::{Decide, Desk, DeskTab};
use crate::storage::{AnyConnection, Error};
use crate::web::errors::PageError;
use crate::web::forms::Query;
use crate::web::page::{Page, render};
use crate::web::paging::{After, PAGE, cut};
use askama::Template;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::access_request::Outcome;
use domain::membership::Reach;
use domain::smart_account::SmartAccount;
use i18n_embed_fl::fl;
use serde::Deserialize;

pub struct Row {
    pub listed: Listed,
    pub asked: String,
    pub outcome: Outcome,
}

#[derive(Template)]
#[template(path = "smart_account/requests.html")]
struct QueuePage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    subtabs: Vec<DeskTab>,
    rows: Vec<Row>,
    next: Option<String>,
    is_first: bool,
    status: String,
    statuses: Vec<(String, String)>,
}

#[derive(Deserialize)]
pub struct Wanted {
    #[serde(default)]
    status: String,
    #[serde(flatten)]
    after: After,
}

pub async fn queue(
    desk: Desk<Decide>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, PageError> {
    let outcome = match wanted.status.as_str() {
        "" => None,
        key => Some(Outcome::from_key(key).ok_or(PageError::BadForm)?),
    };
    let cursor = wanted.after.cursor();
    let is_first = cursor.is_none();
    let (account, within, reach) = (desk.account.id.clone(), desk.within(), desk.reach.clone());
    let (found, next) = desk
        .app
        .db
        .read(move |db| {
            let filter = Filter {
                account: &account,
                outcome,
                within: within.as_deref(),
            };
            page_within(db, &filter, &reach, cursor)
        })
        .await?;
    let rows = found
        .into_iter()
        .map(|listed| Row {
            asked: super::wish::wish_words(&desk, &listed.request.wish, &desk.parts_ever),
            outcome: listed.request.outcome(),
            listed,
        })
        .collect();
    let t = &desk.words.text;
    let mut statuses = vec![(String::new(), fl!(t, "filter-all"))];
    statuses.extend(
        Outcome::ALL
            .iter()
            .map(|outcome| (outcome.key().to_owned(), desk.words.outcome(*outcome))),
    );
    let page = QueuePage {
        p: desk.page(&fl!(t, "desk-access-requests")),
        account: desk.account.clone(),
        tabs: desk.tabs("requests"),
        subtabs: desk.subtabs("requests", "requests"),
        rows,
        next,
        is_first,
        status: wanted.status,
        statuses,
    };
    Ok(render(&page))
}

/// How often more is read where a page holds requests that lie only partly within reach.
const MOST_READS: usize = 20;

/// One page of what lies within reach, and where the next begins. The query goes by Virtual Account; whether all that is
/// asked for lies within reach is the rules' to say.
fn page_within(
    db: &mut AnyConnection,
    filter: &Filter<'_>,
    reach: &Reach,
    mut cursor: Option<String>,
) -> Result<(Vec<Listed>, Option<String>), Error> {
    let mut rows = Vec::new();
    for _ in 0..MOST_READS {
        let mut found = store::page_of_account(db, filter, cursor.as_deref(), PAGE as i64 + 1)?;
        cursor = cut(&mut found, |listed| listed.request.id.to_string());
        found.retain(|listed| listed.request.is_within(reach));
        rows.append(&mut found);
        if cursor.is_none() || rows.len() >= PAGE {
            break;
        }
    }
    let next = cut(&mut rows, |listed| listed.request.id.to_string()).or(cursor);
    Ok((rows, next))
}

/// How many requests wait, as a plain number, for the badge that keeps itself fresh.
pub async fn pending_count(desk: Desk<Decide>) -> Response {
    (
        [
            (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
            (header::CACHE_CONTROL, "no-store"),
        ],
        desk.pending.to_string(),
    )
        .into_response()
}
