//! Closing an access review before its date.

use crate::pages::access_review::show::found;
use crate::store::access_review::Review;
use crate::use_cases::access_review::close;
use crate::web::desk::{Desk, DeskTab, ManageMembers};
use crate::web::errors::PageError;
use crate::web::page::{Page, render};
use crate::web::visit::Onward;
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::access_review::ReviewRule;
use domain::membership::Reach;
use domain::smart_account::SmartAccount;
use i18n_embed_fl::fl;

#[derive(Template)]
#[template(path = "access_review/close.html")]
struct ClosePage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    subtabs: Vec<DeskTab>,
    review: Review,
    ends: bool,
    left: i64,
}

/// The review, for those who may close it: who decide for the whole account.
async fn closable(desk: &Desk<ManageMembers>, id: &str) -> Result<Review, PageError> {
    if desk.reach != Reach::Account {
        return Err(PageError::NotFound);
    }
    found(desk, id).await
}

/// What closing does to the lines that nobody has decided, before it is done. Errors: not found, for those whose right does not
/// reach the whole account.
pub async fn form(
    desk: Desk<ManageMembers>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let review = closable(&desk, &id).await?;
    Ok(render(&ClosePage {
        p: desk.page(&fl!(desk.words.text, "review-close")),
        account: desk.account.clone(),
        tabs: desk.tabs("users"),
        subtabs: desk.subtabs("users", "reviews"),
        ends: review.campaign.rule == ReviewRule::End,
        left: review.lines - review.decided,
        review,
    }))
}

/// Closes the review; its rule decides what is left. Errors: as [`form`].
pub async fn send(
    desk: Desk<ManageMembers>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let review = closable(&desk, &id).await?;
    let (by, account, campaign) = (
        desk.person.id.clone(),
        desk.account.id.clone(),
        review.campaign.id.clone(),
    );
    desk.write(move |tx| close(tx, &by, &account, &campaign))
        .await?;
    let said = fl!(desk.words.plain, "review-closing");
    let back = desk.address(&format!("reviews/{id}"));
    Ok(Onward::to(&desk.app, &back).saying(&said).into_response())
}
