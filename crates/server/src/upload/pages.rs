//! The desk's pages about uploads: the preview with everything that is wrong, what came of it, and the list of all.

use super::store::{self, Kept, Upload};
use super::{apply, discard, words};
use crate::membership::add_pages;
use crate::person;
use crate::smart_account::desk::{Desk, DeskTab, ManageMembers};
use crate::web::csv;
use crate::web::errors::PageError;
use crate::web::forms::Query;
use crate::web::page::{Page, render, render_with};
use crate::web::paging::{After, PAGE, cut};
use crate::web::visit::{Onward, Visit};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::smart_account::SmartAccount;
use domain::upload::reading::FileFault;
use domain::upload::{Outcome, State};
use domain::{DomainIdentifier, PersonId, UploadId};
use i18n_embed_fl::fl;
use std::collections::HashMap;

/// The columns of the files that leave: for programs, the same in every language.
const COLUMNS: [&str; 7] = [
    "line",
    "user",
    "role",
    "virtual_accounts",
    "until",
    "outcome",
    "faults",
];

/// A line with what is wrong with it.
struct Row {
    line: u64,
    what: String,
    faults: Vec<String>,
}

#[derive(Template)]
#[template(path = "upload/show.html")]
struct ShowPage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    subtabs: Vec<DeskTab>,
    upload: Upload,
    state: String,
    by: String,
    fault: Option<String>,
    is_applied: bool,
    rows: Vec<Row>,
    next: Option<String>,
    is_first: bool,
}

#[derive(Template)]
#[template(path = "upload/list.html")]
struct ListPage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    subtabs: Vec<DeskTab>,
    rows: Vec<(Upload, String, String)>,
    next: Option<String>,
    is_first: bool,
}

pub(super) fn upload_address(desk: &Desk<ManageMembers>, id: &UploadId) -> String {
    desk.address(&format!("uploads/{id}"))
}

/// The page for adding users with what is wrong with a file beside its field.
pub(super) fn refused_file(desk: &Desk<ManageMembers>, fault: &FileFault) -> Response {
    let status = match fault {
        FileFault::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let said = words::file_fault(desk.words, fault);
    render_with(status, &add_pages::with_file_fault(desk, said))
}

/// Whose uploads may be seen: those of everybody by whoever manages the whole account, else one's own.
pub(super) fn only_of(desk: &Desk<ManageMembers>) -> Option<PersonId> {
    desk.within().map(|_| desk.person.id.clone())
}

pub(super) fn id(text: &str) -> Result<UploadId, PageError> {
    text.parse().map_err(|_| PageError::NotFound)
}

pub async fn list(
    desk: Desk<ManageMembers>,
    Query(after): Query<After>,
) -> Result<Response, PageError> {
    let (account, only, cursor) = (desk.account.id.clone(), only_of(&desk), after.cursor());
    let is_first = cursor.is_none();
    let read = desk.app.db.read(move |db| {
        let limit = PAGE as i64 + 1;
        let mut found = store::page(db, &account, only.as_ref(), cursor.as_deref(), limit)?;
        let next = cut(&mut found, |upload| upload.id.to_string());
        let by = found.iter().map(|upload| upload.uploaded_by.to_string());
        let people = person::store::find_all(db, &by.collect::<Vec<_>>())?;
        let names: HashMap<String, String> = people
            .into_iter()
            .map(|person| (person.id.to_string(), person.profile.full_name))
            .collect();
        Ok((found, next, names))
    });
    let (found, next, names) = read.await?;
    let row = |upload: Upload| {
        let by = names.get(upload.uploaded_by.as_str()).cloned();
        let state = words::state(desk.words, upload.state);
        (upload, by.unwrap_or_default(), state)
    };
    Ok(render(&ListPage {
        p: desk.page(&fl!(desk.words.text, "uploads")),
        account: desk.account.clone(),
        tabs: desk.tabs("users"),
        subtabs: desk.subtabs("users", "users"),
        rows: found.into_iter().map(row).collect(),
        next,
        is_first,
    }))
}

fn row(visit: &Visit, domain: &DomainIdentifier, kept: Kept) -> Row {
    let faults = kept.line.faults.iter();
    Row {
        line: kept.line.number,
        what: kept.line.cells.join(", "),
        faults: faults
            .map(|fault| words::line_fault(visit, domain, fault))
            .collect(),
    }
}

pub async fn show(
    desk: Desk<ManageMembers>,
    Path((_, upload)): Path<(String, String)>,
    Query(after): Query<After>,
) -> Result<Response, PageError> {
    let (id, account, only) = (id(&upload)?, desk.account.id.clone(), only_of(&desk));
    let cursor = after.cursor();
    let is_first = cursor.is_none();
    let from: u64 = match cursor {
        Some(text) => text.parse().map_err(|_| PageError::BadForm)?,
        None => 0,
    };
    let read = desk.app.db.read(move |db| {
        let upload = store::find(db, &id, &account, only.as_ref())?;
        let by = person::store::find(db, &upload.uploaded_by)?;
        let shows = matches!(upload.state, State::Checked | State::Applied);
        let faulty = if shows && upload.counts.faulty > 0 {
            store::lines(db, &id, Some(Outcome::Faulty), from, PAGE as i64 + 1)?
        } else {
            Vec::new()
        };
        Ok((upload, by.profile.full_name, faulty))
    });
    let (upload, by, mut faulty) = read.await?;
    let next = cut(&mut faulty, |kept| kept.line.number.to_string());
    let domain = &desk.account.domain;
    Ok(render(&ShowPage {
        p: desk.page(&fl!(
            desk.words.plain,
            "upload-title",
            name = upload.file_name.as_str()
        )),
        account: desk.account.clone(),
        tabs: desk.tabs("users"),
        subtabs: desk.subtabs("users", "users"),
        state: words::state(desk.words, upload.state),
        by,
        fault: upload
            .fault
            .as_ref()
            .map(|fault| words::file_fault(desk.words, fault)),
        is_applied: matches!(upload.state, State::Applying | State::Applied),
        rows: faulty
            .into_iter()
            .map(|kept| row(&desk, domain, kept))
            .collect(),
        next,
        is_first,
        upload,
    }))
}

/// Has it applied, after the page has said what that does.
pub async fn create_application(
    desk: Desk<ManageMembers>,
    Path((_, upload)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let (id, account, only) = (id(&upload)?, desk.account.id.clone(), only_of(&desk));
    let (to, by) = (upload_address(&desk, &id), desk.person.id.clone());
    desk.app
        .db
        .write(desk.author(), move |tx| {
            apply(tx, &id, &account, only.as_ref(), &by)
        })
        .await?;
    Ok(Onward::to(&desk.app, &to).into_response())
}

pub async fn create_disposal(
    desk: Desk<ManageMembers>,
    Path((_, upload)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let (id, account, only) = (id(&upload)?, desk.account.id.clone(), only_of(&desk));
    desk.app
        .db
        .write(desk.author(), move |tx| {
            discard(tx, &id, &account, only.as_ref())
        })
        .await?;
    let said = fl!(desk.words.plain, "upload-was-discarded");
    Ok(Onward::to(&desk.app, &desk.address("users/new"))
        .saying(&said)
        .into_response())
}

/// The faulty lines, all of them.
pub async fn faults(
    desk: Desk<ManageMembers>,
    Path((_, upload)): Path<(String, String)>,
) -> Result<Response, PageError> {
    download(desk, &upload, Some(Outcome::Faulty), "faults").await
}

/// Every line with what came of it.
pub async fn result(
    desk: Desk<ManageMembers>,
    Path((_, upload)): Path<(String, String)>,
) -> Result<Response, PageError> {
    download(desk, &upload, None, "result").await
}

async fn download(
    desk: Desk<ManageMembers>,
    upload: &str,
    outcome: Option<Outcome>,
    what: &str,
) -> Result<Response, PageError> {
    let (id, account, only) = (id(upload)?, desk.account.id.clone(), only_of(&desk));
    let wanted = id.clone();
    let read = desk
        .app
        .db
        .read(move |db| store::find(db, &wanted, &account, only.as_ref()));
    let found = read.await?;
    let applied = found.state == State::Applied;
    let (domain, db) = (desk.account.domain.clone(), desk.app.db.clone());
    let stem = found.file_name.trim_end_matches(".csv");
    let file = csv::File::new(&format!("{stem}-{what}"), &COLUMNS).with_mark(true);
    let visit = (*desk).clone();
    file.answer(&db, move |db, from: Option<&u64>| {
        let after = from.copied().unwrap_or(0);
        let lines = store::lines(db, &id, outcome, after, csv::BATCH)?;
        let next = (lines.len() as i64 == csv::BATCH)
            .then(|| lines.last().map(|kept| kept.line.number))
            .flatten();
        let rows = lines.into_iter().map(|kept| {
            let key = words::outcome_key(kept.outcome, applied);
            let cell = |index: usize| kept.line.cells.get(index).cloned().unwrap_or_default();
            let faults = kept.line.faults.iter();
            let faults: Vec<String> = faults
                .map(|fault| words::line_fault(&visit, &domain, fault))
                .collect();
            vec![
                kept.line.number.to_string(),
                cell(0),
                cell(1),
                cell(2),
                cell(3),
                key.to_owned(),
                faults.join(" "),
            ]
        });
        Ok(csv::Batch {
            rows: rows.collect(),
            next,
        })
    })
    .await
}
