//! The files that leave: the faulty lines, and every line with what came of it.

use crate::pages::upload::desk::UploadDesk;
use crate::store::upload::Upload;
use crate::web::door::SignedIn;
use crate::web::errors::PageError;
use crate::{store, web, words};
use axum::response::Response;
use domain::DomainIdentifier;
use domain::upload::Outcome;
use domain::upload::line::LineFault;

/// The faulty lines, all of them.
pub async fn faults(desk: UploadDesk) -> Result<Response, PageError> {
    download(desk, Some(Outcome::Faulty), "faults").await
}

/// Every line with what came of it.
pub async fn result(desk: UploadDesk) -> Result<Response, PageError> {
    download(desk, None, "result").await
}

/// For programs, its columns are the same in every language: the line, what the file said, and what came of it.
async fn download(
    desk: UploadDesk,
    outcome: Option<Outcome>,
    what: &str,
) -> Result<Response, PageError> {
    let domain = desk.account.domain.clone();
    file(&desk, desk.upload.clone(), Some(domain), outcome, what).await
}

/// The file for whoever may see the upload. In: the domain of the account that its lines are about, if they are; which lines; what
/// the file is called after.
pub(crate) async fn file(
    visit: &SignedIn,
    upload: Upload,
    domain: Option<DomainIdentifier>,
    outcome: Option<Outcome>,
    what: &str,
) -> Result<Response, PageError> {
    let said = words::upload::columns(&upload.to);
    let columns = [&["line"], said, &["outcome", "faults"]].concat();
    let stem = upload.file_name.trim_end_matches(".csv");
    let file = web::csv::File::new(&format!("{stem}-{what}"), &columns).with_mark(true);
    let db = visit.app.db.clone();
    let (visit, cells) = (visit.clone(), said.len());
    file.answer(&db, move |db, from: Option<&u64>| {
        let after = from.copied().unwrap_or(0);
        let lines = store::upload::lines(db, &upload, outcome, after, web::csv::BATCH)?;
        let next = (lines.len() as i64 == web::csv::BATCH)
            .then(|| lines.last().map(|kept| kept.line.number))
            .flatten();
        let rows = lines.into_iter().map(|kept| {
            // What was found in the preview of a line that was not reached came to nothing.
            let reached = upload.applied_by.is_none() || kept.line.number <= upload.done;
            let outcome = if reached {
                kept.outcome
            } else {
                Outcome::Waiting
            };
            let faults = kept.line.faults.iter();
            let faults: Vec<String> = faults
                .map(|fault| words::upload::line_fault(&visit, domain.as_ref(), fault))
                .collect();
            // Cells of which nobody knows the columns stand in none.
            let is_sorted = !kept.line.faults.iter().any(LineFault::is_of_number);
            let mut said = if is_sorted {
                kept.line.cells
            } else {
                Vec::new()
            };
            said.resize(cells, String::new());
            let mut row = vec![kept.line.number.to_string()];
            row.append(&mut said);
            row.push(words::upload::outcome_key(&upload, outcome).to_owned());
            row.push(faults.join(" "));
            row
        });
        Ok(web::csv::Batch {
            rows: rows.collect(),
            next,
        })
    })
    .await
}
