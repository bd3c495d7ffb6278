//! The desk's page of one upload: the preview with everything that is wrong, and what came of it.

use super::desk::{Named, UploadDesk, subtabs};
use super::store::{self, Kept, Upload};
use super::{apply, discard, words};
use crate::group::show_pages::Held;
use crate::person;
use crate::smart_account::desk::DeskTab;
use crate::web::errors::PageError;
use crate::web::forms::Query;
use crate::web::page::{Page, render};
use crate::web::paging::{After, PAGE, cut};
use crate::web::visit::{Onward, Visit};
use askama::Template;
use axum::response::{IntoResponse, Response};
use domain::DomainIdentifier;
use domain::smart_account::SmartAccount;
use domain::upload::{Outcome, State};
use i18n_embed_fl::fl;

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
    to: Option<Named>,
    /// Where another file is chosen.
    form: String,
    state: String,
    by: String,
    fault: Option<String>,
    /// How many lines came to what, as far as that can be said.
    counts: Vec<(String, u64)>,
    /// What those who join the group will have, where they are about to.
    held: Vec<Held>,
    rows: Vec<Row>,
    next: Option<String>,
    is_first: bool,
}

impl ShowPage {
    fn can_be_applied(&self) -> bool {
        let counts = &self.upload.counts;
        self.upload.state == State::Checked && counts.faulty == 0 && counts.changes() > 0
    }

    /// Whether there is a result, and its lines are still kept.
    fn has_result(&self) -> bool {
        matches!(self.upload.state, State::Applied | State::Stopped)
            && self.upload.swept_at.is_none()
    }
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

pub async fn show(desk: UploadDesk, Query(after): Query<After>) -> Result<Response, PageError> {
    let (upload, to) = (desk.upload.clone(), desk.to.clone());
    let (id, by, cursor) = (
        upload.id.clone(),
        upload.uploaded_by.clone(),
        after.cursor(),
    );
    let is_first = cursor.is_none();
    let from: u64 = match cursor {
        Some(text) => text.parse().map_err(|_| PageError::BadForm)?,
        None => 0,
    };
    let is_known = matches!(
        upload.state,
        State::Checked | State::Applied | State::Stopped
    );
    let has_faults = is_known && upload.counts.faulty > 0;
    let read = desk.app.db.read(move |db| {
        let by = person::store::find(db, &by)?;
        let faulty = if has_faults {
            store::lines(db, &id, Some(Outcome::Faulty), from, PAGE as i64 + 1)?
        } else {
            Vec::new()
        };
        Ok((by.profile.full_name, faulty))
    });
    let (by, mut faulty) = read.await?;
    let next = cut(&mut faulty, |kept| kept.line.number.to_string());
    let shows_counts = is_known || upload.state == State::Applying;
    let faults = upload.fault.as_ref();
    let name = upload.file_name.as_str();
    let domain = &desk.account.domain;
    Ok(render(&ShowPage {
        p: desk.page(&fl!(desk.words.plain, "upload-title", name = name)),
        account: desk.account.clone(),
        tabs: desk.tabs("users"),
        subtabs: subtabs(&desk, to.as_ref()),
        form: desk.form_address(),
        state: words::state(desk.words, upload.state),
        by,
        fault: faults
            .map(|fault| words::file_fault(desk.words, words::columns(to.is_some()), fault)),
        counts: if shows_counts {
            words::counts(desk.words, &upload)
        } else {
            Vec::new()
        },
        held: desk.held().await?,
        rows: faulty
            .into_iter()
            .map(|kept| row(&desk, domain, kept))
            .collect(),
        next,
        is_first,
        upload,
        to,
    }))
}

/// Has it applied, after the page has said what that does.
pub async fn create_application(desk: UploadDesk) -> Result<Response, PageError> {
    let (id, by) = (desk.upload.id.clone(), desk.person.id.clone());
    desk.app
        .db
        .write(desk.author(), move |tx| apply(tx, &id, &by))
        .await?;
    Ok(Onward::to(&desk.app, &desk.page_address()).into_response())
}

pub async fn create_disposal(desk: UploadDesk) -> Result<Response, PageError> {
    let id = desk.upload.id.clone();
    desk.app
        .db
        .write(desk.author(), move |tx| discard(tx, &id))
        .await?;
    let said = fl!(
        desk.words.plain,
        "upload-was-discarded",
        name = desk.upload.file_name.as_str(),
        count = desk.upload.lines
    );
    Ok(Onward::to(&desk.app, &desk.form_address())
        .saying(&said)
        .into_response())
}
