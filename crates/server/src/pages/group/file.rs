//! Members from a file: the page where it is chosen. What becomes of it from then on is the same as for a file of users.

use crate::pages::parts::group::{Held, held, managed};
use crate::pages::upload::desk::{Unfinished, destination, unfinished};
use crate::pages::upload::receiving::{Sent, receive};
use crate::web::desk::{Desk, DeskTab, ManageGroups};
use crate::web::errors::PageError;
use crate::web::forms::{Faults, Field, Kind};
use crate::web::page::{Page, render, render_with};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use domain::group::Group;
use domain::rules::upload::members::COLUMNS;
use domain::smart_account::SmartAccount;
use i18n_embed_fl::fl;

#[derive(Template)]
#[template(path = "group/file.html")]
struct FilePage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    subtabs: Vec<DeskTab>,
    group: Group,
    held: Vec<Held>,
    faults: Faults,
    file: Field,
    unfinished: Option<Unfinished>,
}

async fn file_page(
    desk: &Desk<ManageGroups>,
    group: Group,
    fault: Option<String>,
) -> Result<FilePage, PageError> {
    let name = group.name.as_str();
    let header = COLUMNS.join(",");
    let file = Field::new("file", fl!(desk.words.text, "upload-csv-file"))
        .kind(Kind::File)
        .hint(fl!(desk.words.plain, "group-file-hint", header = header))
        .fault(fault);
    Ok(FilePage {
        p: desk.page(&fl!(desk.words.plain, "group-file-title", name = name)),
        account: desk.account.clone(),
        tabs: desk.tabs("users"),
        subtabs: desk.subtabs("users", "groups"),
        held: held(desk, &group).await?,
        unfinished: unfinished(desk, Some(&group.id)).await?,
        faults: Faults::of(&[&file]),
        file,
        group,
    })
}

/// The page where the file is chosen, with what those in it will have. Errors: not found, where this desk does not manage the
/// group.
pub async fn form(
    desk: Desk<ManageGroups>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let group = managed(&desk, &id).await?;
    Ok(render(&file_page(&desk, group, None).await?))
}

/// Takes a file of members. Out: leads on to the page of the upload, or shows what is wrong with the file as a whole.
pub async fn create(
    desk: Desk<ManageGroups>,
    Path((_, id)): Path<(String, String)>,
    sent: Sent,
) -> Result<Response, PageError> {
    let group = managed(&desk, &id).await?;
    let to = destination(&desk, Some(&group.id));
    Ok(
        match receive(&desk, &to, &desk.address("uploads"), sent).await? {
            Ok(taken) => taken,
            Err(not) => render_with(not.status, &file_page(&desk, group, Some(not.fault)).await?),
        },
    )
}
