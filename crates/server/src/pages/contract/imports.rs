//! Files of contracts: all of them, and one with its preview, what is wrong with it, and what came of it.

use crate::language::end_in_file;
use crate::pages::contract::import::IMPORTS;
use crate::pages::upload::download::file;
use crate::pages::upload::show::{
    Application, Doubt, Looked, Row, counts, line_after, looked_at, row,
};
use crate::paging::{After, PAGE, cut};
use crate::storage::{AnyConnection, Error};
use crate::store::upload::{KeptLine, Upload};
use crate::use_cases::upload::{apply, discard};
use crate::web;
use crate::web::door::SupportAgent;
use crate::web::errors::PageError;
use crate::web::forms::{Form, Query};
use crate::web::page::{Page, render, render_with};
use crate::web::visit::{Onward, Visit};
use crate::words::event_details::{Change, Reader};
use crate::{store, words};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::contract::{Contract, ContractNumber};
use domain::rules::upload::contracts::read as meant;
use domain::upload::{Outcome, State};
use domain::{Refusal, UploadId, rules};
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

/// A line that changes a contract, and what it changes.
struct Changing {
    line: u64,
    number: String,
    company: String,
    /// Whether the contract was changed since the file was checked, so that the line is not applied.
    is_stale: bool,
    changes: Vec<Change>,
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
    notes: Vec<String>,
    doubt: Option<Doubt>,
    /// The first lines that share a number with another company's contract.
    sharing: Vec<Row>,
    /// A page of the lines that change a contract, before the file is applied.
    changing: Vec<Changing>,
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
    Ok(render(&page(&visit, upload, &after, false).await?))
}

/// What is read of a file of contracts to be shown.
struct Read {
    looked: Looked,
    sharing: Vec<KeptLine>,
    /// Lines that change a contract, with the contract as it is now.
    changing: Vec<(KeptLine, Option<Contract>)>,
}

fn read(db: &mut AnyConnection, upload: &Upload, from: u64) -> Result<Read, Error> {
    let changing = if upload.can_be_applied() {
        store::upload::lines(db, upload, Some(Outcome::Changed), from, PAGE as i64 + 1)?
    } else {
        Vec::new()
    };
    let number = |kept: &KeptLine| ContractNumber::parse(kept.line.cells.first()?).ok();
    let numbers: Vec<ContractNumber> = changing.iter().filter_map(number).collect();
    let numbers: Vec<&ContractNumber> = numbers.iter().collect();
    let mut contracts: HashMap<ContractNumber, Contract> = store::contract::numbered(db, &numbers)?
        .into_iter()
        .map(|contract| (contract.agreed.number.clone(), contract))
        .collect();
    Ok(Read {
        looked: looked_at(db, upload, from)?,
        sharing: store::upload::some_lines(db, upload, &upload.notes.first_sharing)?,
        changing: changing
            .into_iter()
            .map(|kept| {
                let contract = number(&kept).and_then(|number| contracts.remove(&number));
                (kept, contract)
            })
            .collect(),
    })
}

/// In: whether it was to be applied without a word on its last line.
async fn page(
    visit: &SupportAgent,
    upload: Upload,
    after: &After,
    unsaid: bool,
) -> Result<ShowPage, PageError> {
    let cursor = after.cursor();
    let is_first = cursor.is_none();
    let from = line_after(cursor)?;
    let which = upload.clone();
    let found = visit.read(move |db| read(db, &which, from)).await?;
    let (mut looked, mut changing) = (found.looked, found.changing);
    // A file has lines with faults or may be applied: one of the two lists is there.
    let next = cut(&mut looked.faulty, |kept| kept.line.number.to_string());
    let next = next.or(cut(&mut changing, |(kept, _)| kept.line.number.to_string()));
    let fault = upload.fault.as_ref();
    let name = upload.file_name.as_str();
    let line = |kept| row(visit, None, kept);
    Ok(ShowPage {
        p: visit.page(&fl!(visit.words.plain, "upload-title", name = name)),
        address: address(&upload),
        form: "/support/contracts/import",
        state: words::upload::state(visit.words, upload.state),
        by: looked.by,
        fault: fault.map(|fault| words::upload::file_fault(visit.words, &upload.to, fault)),
        counts: counts(visit, &upload),
        notes: words::upload::notes(visit.words, &upload),
        doubt: Doubt::of(visit, &upload, looked.last.as_ref(), unsaid),
        sharing: found.sharing.into_iter().map(line).collect(),
        changing: changing
            .iter()
            .filter_map(|(kept, contract)| changes(visit, kept, contract.as_ref()?))
            .collect(),
        previewed: looked
            .first
            .iter()
            .map(|kept| previewed(visit, &upload, kept))
            .collect(),
        rows: looked.faulty.into_iter().map(line).collect(),
        next,
        is_first,
        upload,
    })
}

/// What a line changes in the contract as it is now; none where it changes nothing any more.
fn changes(visit: &Visit, kept: &KeptLine, contract: &Contract) -> Option<Changing> {
    let day = |date: &str| end_in_file(date, &visit.zone);
    let agreed = kept.line.meaning(|cells| meant(cells, day)).ok()?;
    let changed = rules::contract::change(contract, contract.version, agreed, false);
    let reader = Reader {
        words: visit.words,
        zone: &visit.zone,
        people: Default::default(),
        parts: Default::default(),
        sees_all: true,
    };
    Some(Changing {
        line: kept.line.number,
        number: contract.agreed.number.to_string(),
        company: contract.agreed.company.clone(),
        is_stale: kept.stood_at.is_some_and(|seen| seen != contract.version),
        changes: reader.changes(&changed.ok()??),
    })
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

/// Has it applied, after the page has said what that does. Out: the page again, where its last line is not said to be whole. Errors: no
/// such file.
pub async fn create_application(
    visit: SupportAgent,
    Path(id): Path<String>,
    sent: Result<Form<Application>, Response>,
) -> Result<Response, PageError> {
    let upload = found(&visit, &id).await?;
    let (id, by) = (upload.id.clone(), visit.person.id.clone());
    let is_whole = Application::says_whole(sent);
    match visit.write(move |tx| apply(tx, &id, &by, is_whole)).await {
        Ok(()) => Ok(Onward::to(&visit.app, &address(&upload)).into_response()),
        Err(Error::Refused(refusal @ Refusal::UploadPerhapsCutOff)) => {
            let page = page(&visit, upload, &After::default(), true).await?;
            Ok(render_with(web::refusals::status(&refusal), &page))
        }
        Err(fault) => Err(fault.into()),
    }
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
