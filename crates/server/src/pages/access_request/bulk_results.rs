//! What came of deciding several requests at once.

use crate::use_cases::access_request::bulk::{Left, MOST};
use crate::web::desk::{Decide, Desk, DeskTab};
use crate::web::errors::PageError;
use crate::web::forms::Query;
use crate::web::page::{Page, render};
use crate::{store, web};
use askama::Template;
use axum::response::Response;
use domain::access_request::RequestOutcome;
use domain::smart_account::SmartAccount;
use domain::{Refusal, RequestId};
use i18n_embed_fl::fl;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What the address carries of several decisions: the ids of what was decided, and of what was left, each with a code.
#[derive(Deserialize, Default)]
pub struct Results {
    #[serde(default)]
    done: Vec<String>,
    /// `id:code`
    #[serde(default)]
    left: Vec<String>,
}

/// One of the requests as it stands now, with why it was left as it was, where it was.
pub struct Became {
    pub name: String,
    pub id: RequestId,
    pub outcome: RequestOutcome,
    pub why_not: Option<String>,
}

#[derive(Template)]
#[template(path = "access_request/decisions.html")]
struct ResultsPage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    subtabs: Vec<DeskTab>,
    rows: Vec<Became>,
    done: usize,
    left: usize,
}

/// What became of each. Of the address only the code is believed: who asks and how it ended are read anew, as far as the desk
/// reaches. Errors: what is no id, or no id with a code.
pub async fn results(
    desk: Desk<Decide>,
    Query(results): Query<Results>,
) -> Result<Response, PageError> {
    let mut codes: BTreeMap<RequestId, Option<String>> = BTreeMap::new();
    let id = |text: &str| text.parse::<RequestId>().map_err(|_| PageError::BadForm);
    for done in &results.done {
        codes.insert(id(done)?, None);
    }
    for left in &results.left {
        let (request, code) = left.split_once(':').ok_or(PageError::BadForm)?;
        codes.insert(id(request)?, Some(code.to_owned()));
    }
    let ids: Vec<RequestId> = codes.keys().take(MOST).cloned().collect();
    let (account, reach) = (desk.account.id.clone(), desk.reach.clone());
    let mut found = desk
        .read(move |db| store::access_request::these(db, &account, &ids))
        .await?;
    found.retain(|one| one.request.is_within(&reach));
    let mut rows = Vec::new();
    for one in found {
        let code = codes.get(&one.request.id).cloned().flatten();
        let why_not = code.map(|code| why_not(&desk, &one, &code)).transpose()?;
        rows.push(Became {
            name: one.applicant.profile.full_name,
            outcome: one.request.outcome(),
            id: one.request.id,
            why_not,
        });
    }
    let page = ResultsPage {
        p: desk.page(&fl!(desk.words.text, "bulk-result-title")),
        account: desk.account.clone(),
        tabs: desk.tabs("requests"),
        subtabs: desk.subtabs("requests", "requests"),
        done: rows.iter().filter(|row| row.why_not.is_none()).count(),
        left: rows.iter().filter(|row| row.why_not.is_some()).count(),
        rows,
    };
    Ok(render(&page))
}

/// Why one was left as it was, by the code that the address carries.
fn why_not(
    desk: &Desk<Decide>,
    one: &store::access_request::ListedRequest,
    code: &str,
) -> Result<String, PageError> {
    if code == Left::Unsaid.code() {
        return Ok(fl!(desk.words.text, "bulk-missing"));
    }
    if let Some((outcome, by, at)) = one.request.settled() {
        let by = by.cloned();
        let settled = Refusal::AlreadySettled { outcome, by, at };
        return Ok(web::refusals::words(desk, &settled));
    }
    let outside = Refusal::ApproverOutsideDomain {
        domain: desk.account.domain.clone(),
    };
    if code == outside.code() {
        return Ok(web::refusals::words(desk, &outside));
    }
    if code == Left::Failed.code() {
        return Ok(fl!(desk.words.text, "error-busy-words"));
    }
    Ok(
        web::refusals::words_of(desk, code)
            .unwrap_or_else(|| fl!(desk.words.text, "error-refused")),
    )
}
