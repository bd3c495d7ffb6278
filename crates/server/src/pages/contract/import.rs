//! Contracts from a file: the page where it is chosen. What becomes of it from then on is the same as for every other file of lines.

use crate::pages::upload::receiving::{Sent, receive};
use crate::web::door::SupportAgent;
use crate::web::errors::PageError;
use crate::web::forms::{Faults, Field, Kind};
use crate::web::page::{Page, render, render_with};
use crate::{store, words};
use askama::Template;
use axum::response::Response;
use domain::rules::upload::contracts::COLUMNS;
use domain::upload::Destination;
use i18n_embed_fl::fl;

/// Below it stands the page of each upload of contracts.
pub(crate) const IMPORTS: &str = "/support/contracts/imports";

const EXAMPLE: &str = "204881,7001004,LMN2231A0K1 LMN2231A0K2,Lumen Networks,,lumen.example,full-support software-download,2027-03-31,no";

#[derive(Template)]
#[template(path = "contract/import.html")]
struct ImportPage {
    p: Page,
    faults: Faults,
    file: Field,
    example: String,
    /// Address, name and state of a file of one's own that is not done with.
    unfinished: Option<(String, String, String)>,
}

async fn page(visit: &SupportAgent, fault: Option<String>) -> Result<ImportPage, PageError> {
    let by = visit.person.id.clone();
    let open = visit
        .read(move |db| store::upload::open_of(db, &Destination::Contracts, &by))
        .await?;
    let t = &visit.words.text;
    let header = COLUMNS.join(",");
    let file = Field::new("file", fl!(t, "upload-csv-file"))
        .kind(Kind::File)
        .hint(fl!(
            visit.words.plain,
            "contract-file-hint",
            header = header.as_str()
        ))
        .fault(fault);
    Ok(ImportPage {
        p: visit.page(&fl!(t, "contract-import")),
        faults: Faults::of(&[&file]),
        file,
        example: format!("{header}\n{EXAMPLE}"),
        unfinished: open.map(|upload| {
            let state = words::upload::state(visit.words, upload.state);
            (format!("{IMPORTS}/{}", upload.id), upload.file_name, state)
        }),
    })
}

/// The page where the file is chosen, with what stands in it.
pub async fn form(visit: SupportAgent) -> Result<Response, PageError> {
    Ok(render(&page(&visit, None).await?))
}

/// Takes a file of contracts. Out: leads on to the page of the upload, or shows what is wrong with the file as a whole.
pub async fn create(visit: SupportAgent, sent: Sent) -> Result<Response, PageError> {
    let taken = receive(&visit, &Destination::Contracts, IMPORTS, sent).await?;
    Ok(match taken {
        Ok(taken) => taken,
        Err(not) => render_with(not.status, &page(&visit, Some(not.fault)).await?),
    })
}
