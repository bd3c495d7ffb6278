//! A Virtual Account that is deleted, or about to be: how far that is.

use crate::pages::parts::going::{how_far, in_two_words};
use crate::pages::virtual_account::show::parse;
use crate::standing::virtual_account::within_reach;
use crate::use_cases::deletion::HowFar;
use crate::web::desk::{Desk, DeskTab, EditVirtualAccounts, Needs};
use crate::web::errors::PageError;
use crate::web::page::Page;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use domain::rules::virtual_account::may_delete;
use domain::smart_account::SmartAccount;
use domain::virtual_account::{Tree, VirtualAccount};
use domain::{Right, VirtualAccountId};
use i18n_embed_fl::fl;

#[derive(Template)]
#[template(path = "virtual_account/going.html")]
pub(super) struct GoingPage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    name: String,
    /// None once nothing is left of it.
    how_far: Option<HowFar>,
    /// Where scripts ask how far it is.
    progress: String,
}

/// A Virtual Account that is deleted, or about to be, for those whose right it was to delete it: whoever administers what it was
/// nested in.
pub(crate) fn gone<R: Needs>(desk: &Desk<R>, id: &VirtualAccountId) -> Option<VirtualAccount> {
    if desk.parts.iter().any(|part| part.id == *id) {
        return None;
    }
    let gone = desk.parts_ever.iter().find(|part| part.id == *id)?;
    let edit = desk.reach_ever(Right::VirtualAccountEdit);
    let is_theirs = may_delete(gone, &Tree::of(&desk.parts_ever), &edit).is_ok();
    is_theirs.then(|| gone.clone())
}

pub(super) async fn going_page(
    desk: &Desk<EditVirtualAccounts>,
    gone: &VirtualAccount,
) -> Result<GoingPage, PageError> {
    let (t, name) = (&desk.words.plain, gone.name.as_str());
    let how_far = how_far(desk, gone.id.as_str()).await?;
    let title = match how_far {
        Some(_) => fl!(t, "deletion-underway", name = name),
        None => fl!(t, "virtual-account-gone", name = name),
    };
    Ok(GoingPage {
        p: desk.page(&title),
        account: desk.account.clone(),
        tabs: desk.tabs("virtual-accounts"),
        name: gone.name.clone(),
        how_far,
        progress: desk.address(&format!("virtual-accounts/{}/deletion/progress", gone.id)),
    })
}

/// How far it is, for a page that watches it. Errors: not found, where it is neither there nor deleted, or not theirs to delete.
pub async fn progress(
    desk: Desk<EditVirtualAccounts>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let part = parse(&id)?;
    if gone(&desk, &part).is_none() {
        let (account, reach, part) = (desk.account.id.clone(), desk.reach.clone(), part.clone());
        desk.read(move |db| within_reach(db, &account, &reach, &part))
            .await?;
    }
    Ok(in_two_words(how_far(&desk, part.as_str()).await?))
}
