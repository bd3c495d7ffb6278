//! The desk's list of open invitations, and what can be done with one.

use super::store;
use crate::access_request::wish::wish_words;
use crate::person;
use crate::smart_account::desk::{Desk, DeskTab, ManageMembers};
use crate::web::errors::PageError;
use crate::web::forms::Query;
use crate::web::page::{Page, render};
use crate::web::paging::{After, PAGE, cut};
use crate::web::visit::Onward;
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::InvitationId;
use domain::access_request::Wish;
use domain::invitation::{Invitation, Offer};
use domain::smart_account::SmartAccount;
use i18n_embed_fl::fl;
use std::collections::HashMap;

struct Row {
    invitation: Invitation,
    offers: Vec<String>,
    by: String,
}

#[derive(Template)]
#[template(path = "invitation/list.html")]
struct ListPage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    subtabs: Vec<DeskTab>,
    rows: Vec<Row>,
    next: Option<String>,
    is_first: bool,
}

/// What an offer gives, as a wish is put into words.
pub(super) fn as_wish(offer: &Offer) -> Wish {
    Wish {
        scope: Some(offer.terms.scope.clone()),
        role: Some(offer.terms.role),
        until: offer.terms.until,
    }
}

pub async fn list(
    desk: Desk<ManageMembers>,
    Query(after): Query<After>,
) -> Result<Response, PageError> {
    let (account, within, cursor) = (desk.account.id.clone(), desk.within(), after.cursor());
    let is_first = cursor.is_none();
    let read = desk.app.db.read(move |db| {
        let limit = PAGE as i64 + 1;
        let mut found = store::page(db, &account, within.as_deref(), cursor.as_deref(), limit)?;
        let next = cut(&mut found, |invitation| invitation.id.to_string());
        let givers = found.iter().flat_map(|one| &one.offers);
        let mut ids: Vec<String> = givers.map(|offer| offer.by.to_string()).collect();
        ids.sort();
        ids.dedup();
        let people = person::store::find_all(db, &ids)?.into_iter();
        let names: HashMap<String, String> = people
            .map(|person| (person.id.to_string(), person.profile.full_name))
            .collect();
        Ok((found, next, names))
    });
    let (found, next, names) = read.await?;
    let rows = found.into_iter().map(|invitation| Row {
        offers: invitation
            .offers
            .iter()
            .map(|offer| wish_words(&desk, &as_wish(offer), &desk.parts))
            .collect(),
        by: invitation
            .offers
            .last()
            .and_then(|offer| names.get(offer.by.as_str()).cloned())
            .unwrap_or_default(),
        invitation,
    });
    Ok(render(&ListPage {
        p: desk.page(&fl!(desk.words.text, "invitations")),
        account: desk.account.clone(),
        tabs: desk.tabs("users"),
        subtabs: desk.subtabs("users", "invitations"),
        rows: rows.collect(),
        next,
        is_first,
    }))
}

fn id(text: &str) -> Result<InvitationId, PageError> {
    text.parse().map_err(|_| PageError::NotFound)
}

/// Has another letter sent, with a new link; the old one is dead.
pub async fn renew(
    desk: Desk<ManageMembers>,
    Path((_, invitation)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let (id, account, by) = (
        id(&invitation)?,
        desk.account.id.clone(),
        desk.person.id.clone(),
    );
    let sent = desk
        .app
        .db
        .write(desk.author(), move |tx| {
            super::renew(tx, &id, &account, &by)
        })
        .await?;
    let email = sent.email.as_str();
    let said = fl!(desk.words.plain, "invitation-renewed", email = email);
    Ok(Onward::to(&desk.app, &desk.address("invitations"))
        .saying(&said)
        .into_response())
}

pub async fn withdraw(
    desk: Desk<ManageMembers>,
    Path((_, invitation)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let (id, account, by) = (
        id(&invitation)?,
        desk.account.id.clone(),
        desk.person.id.clone(),
    );
    let withdrawn = desk
        .app
        .db
        .write(desk.author(), move |tx| {
            super::withdraw(tx, &id, &account, &by)
        })
        .await?;
    let email = withdrawn.email.as_str();
    let said = fl!(desk.words.plain, "invitation-withdrawn", email = email);
    Ok(Onward::to(&desk.app, &desk.address("invitations"))
        .saying(&said)
        .into_response())
}
