//! Files of contracts: all of them, and one with its preview, what is wrong with it, and what came of it.

use crate::pages::contract::import::IMPORTS;
use crate::pages::upload::download::file;
use crate::pages::upload::show::{Looked, Row, counts, looked_at, row};
use crate::paging::{After, PAGE, cut};
use crate::store::upload::{KeptLine, Upload};
use crate::use_cases::upload::{apply, discard};
use crate::web;
use crate::web::door::SupportAgent;
use crate::web::errors::PageError;
use crate::web::forms::Query;
use crate::web::page::{Page, render};
use crate::web::visit::{Onward, Visit};
use crate::{store, words};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::UploadId;
use domain::upload::{Outcome, State};
use i18n_embed_fl::fl;
use std::collections::HashMap;

/// A file in the list.
struct Listed {
    upload: Upload,
    by: String,
    state: String,
    summary: Option<String>,
}

#[derive(Template)]
#[template(path = "contract/imports.html")]
struct ListPage {
    p: Page,
    rows: Vec<Listed>,
    next: Option<String>,
    is_first: bool,
}

/// All files of contracts, whoever sent them, newest first, a page at a time.
pub async fn list(visit: SupportAgent, Query(after): Query<After>) -> Result<Response, PageError> {
    let cursor = after.cursor();
    let is_first = cursor.is_none();
    let (uploads, next, names) = visit
        .read(move |db| {
            let mut uploads =
                store::upload::page_of_contracts(db, cursor.as_deref(), PAGE as i64 + 1)?;
            let next = cut(&mut uploads, |upload| upload.id.to_string());
            let by: Vec<String> = uploads.iter().map(|u| u.uploaded_by.to_string()).collect();
            let names: HashMap<String, String> = store::person::find_all(db, &by)?
                .into_iter()
                .map(|person| (person.id.to_string(), person.profile.full_name))
                .collect();
            Ok((uploads, next, names))
        })
        .await?;
    let rows = uploads.into_iter().map(|upload| Listed {
        by: names
            .get(upload.uploaded_by.as_str())
            .cloned()
            .unwrap_or_default(),
        state: words::upload::state(visit.words, upload.state),
        summary: matches!(upload.state, State::Applied | State::Stopped)
            .then(|| words::upload::summary(visit.words, &upload)),
        upload,
    });
    Ok(render(&ListPage {
        p: visit.page(&fl!(visit.words.text, "contract-imports")),
        rows: rows.collect(),
        next,
        is_first,
    }))
}

/// A line of a preview, and what it comes to.
struct Previewed {
    line: u64,
    number: String,
    company: String,
    class: &'static str,
    icon: &'static str,
    outcome: String,
}

#[derive(Template)]
#[template(path = "contract/import-show.html")]
struct ShowPage {
    p: Page,
    upload: Upload,
    /// Of this page, and of the one where another file is chosen.
    address: String,
    form: &'static str,
    state: String,
    by: String,
    fault: Option<String>,
    counts: Vec<(String, u64)>,
    previewed: Vec<Previewed>,
    rows: Vec<Row>,
    next: Option<String>,
    is_first: bool,
}

impl ShowPage {
    /// Whether there are more lines than are shown.
    fn has_more(&self) -> bool {
        self.upload.lines > self.previewed.len() as u64
    }
}

async fn found(visit: &SupportAgent, id: &str) -> Result<Upload, PageError> {
    let id: UploadId = id.parse().map_err(|_| PageError::NotFound)?;
    let read = visit.read(move |db| store::upload::find_of_contracts(db, &id));
    Ok(read.await?)
}

fn address(upload: &Upload) -> String {
    format!("{IMPORTS}/{}", upload.id)
}

fn previewed(visit: &Visit, upload: &Upload, kept: &KeptLine) -> Previewed {
    let cell = |index: usize| kept.line.cells.get(index).cloned().unwrap_or_default();
    let (class, icon, outcome) = words::upload::outcome(visit.words, upload, kept.outcome);
    Previewed {
        line: kept.line.number,
        number: cell(0),
        company: cell(3),
        class,
        icon,
        outcome,
    }
}

/// What is known of the file so far. Errors: no such file.
pub async fn show(
    visit: SupportAgent,
    Path(id): Path<String>,
    Query(after): Query<After>,
) -> Result<Response, PageError> {
    let upload = found(&visit, &id).await?;
    let cursor = after.cursor();
    let is_first = cursor.is_none();
    let from: u64 = match cursor {
        Some(text) => text.parse().map_err(|_| PageError::BadForm)?,
        None => 0,
    };
    let which = upload.clone();
    let looked = visit.read(move |db| looked_at(db, &which, from)).await?;
    let Looked {
        by,
        mut faulty,
        first,
    } = looked;
    let next = cut(&mut faulty, |kept| kept.line.number.to_string());
    let fault = upload.fault.as_ref();
    let name = upload.file_name.as_str();
    Ok(render(&ShowPage {
        p: visit.page(&fl!(visit.words.plain, "upload-title", name = name)),
        address: address(&upload),
        form: "/support/contracts/import",
        state: words::upload::state(visit.words, upload.state),
        by,
        fault: fault.map(|fault| words::upload::file_fault(visit.words, &upload.to, fault)),
        counts: counts(&visit, &upload),
        previewed: first
            .iter()
            .map(|kept| previewed(&visit, &upload, kept))
            .collect(),
        rows: faulty
            .into_iter()
            .map(|kept| row(&visit, None, kept))
            .collect(),
        next,
        is_first,
        upload,
    }))
}

/// Its state and how many lines of it are done. Errors: no such file.
pub async fn progress(visit: SupportAgent, Path(id): Path<String>) -> Result<Response, PageError> {
    let upload = found(&visit, &id).await?;
    Ok(web::progress::answer(upload.state.key(), upload.done_lines))
}

/// The faulty lines, all of them. Errors: no such file.
pub async fn faults(visit: SupportAgent, Path(id): Path<String>) -> Result<Response, PageError> {
    let upload = found(&visit, &id).await?;
    file(&visit, upload, None, Some(Outcome::Faulty), "faults").await
}

/// Every line with what came of it. Errors: no such file.
pub async fn result(visit: SupportAgent, Path(id): Path<String>) -> Result<Response, PageError> {
    let upload = found(&visit, &id).await?;
    file(&visit, upload, None, None, "result").await
}

/// Has it applied, after the page has said what that does. Errors: no such file.
pub async fn create_application(
    visit: SupportAgent,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let upload = found(&visit, &id).await?;
    let (id, by) = (upload.id.clone(), visit.person.id.clone());
    visit.write(move |tx| apply(tx, &id, &by)).await?;
    Ok(Onward::to(&visit.app, &address(&upload)).into_response())
}

/// Discards it: nothing of it is applied any more. Errors: no such file.
pub async fn create_disposal(
    visit: SupportAgent,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let upload = found(&visit, &id).await?;
    let (id, by) = (upload.id.clone(), visit.person.id.clone());
    visit.write(move |tx| discard(tx, &id, &by)).await?;
    let said = fl!(
        visit.words.plain,
        "upload-was-discarded",
        name = upload.file_name.as_str(),
        count = upload.lines
    );
    Ok(Onward::to(&visit.app, "/support/contracts/import")
        .saying(&said)
        .into_response())
}
