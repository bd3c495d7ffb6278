//! The desk's list of open invitations, and what can be done with one.

use crate::language::Words;
use crate::paging::{After, PAGE, cut};
use crate::storage::{Error, Tx};
use crate::web::desk::{Desk, DeskTab, ManageMembers};
use crate::web::errors::PageError;
use crate::web::forms::Query;
use crate::web::page::{Page, render};
use crate::web::visit::Onward;
use crate::words::invitation::offer_words;
use crate::{store, use_cases};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::invitation::Invitation;
use domain::smart_account::SmartAccount;
use domain::{InvitationId, PersonId, SmartAccountId};
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

/// What an invitation offers, a line each.
fn offered(desk: &Desk<ManageMembers>, invitation: &Invitation) -> Vec<String> {
    let offers = invitation.offers.iter();
    offers
        .map(|offer| offer_words(desk.words, &desk.zone, offer, &desk.parts))
        .collect()
}

/// The open invitations within reach, the newest first, a page at a time, each with whoever offered last.
pub async fn list(
    desk: Desk<ManageMembers>,
    Query(after): Query<After>,
) -> Result<Response, PageError> {
    let (sight, cursor) = (desk.sight(), after.cursor());
    let is_first = cursor.is_none();
    let read = desk.read(move |db| {
        let limit = PAGE as i64 + 1;
        let mut found = store::invitation::page(db, &sight, cursor.as_deref(), limit)?;
        let next = cut(&mut found, |invitation| invitation.id.to_string());
        let givers = found.iter().flat_map(|one| &one.offers);
        let mut ids: Vec<String> = givers.map(|offer| offer.by.to_string()).collect();
        ids.sort();
        ids.dedup();
        let people = store::person::find_all(db, &ids)?.into_iter();
        let names: HashMap<String, String> = people
            .map(|person| (person.id.to_string(), person.profile.full_name))
            .collect();
        let with_giver = |invitation: Invitation| {
            let by = invitation.offers.last().map(|offer| offer.by.as_str());
            let by = by.and_then(|by| names.get(by).cloned());
            let corrupt = || Error::corrupt("invitation", invitation.id.as_str(), "giver");
            let by = by.ok_or_else(corrupt)?;
            Ok((invitation, by))
        };
        let found: Result<Vec<_>, Error> = found.into_iter().map(with_giver).collect();
        Ok((found?, next))
    });
    let (found, next) = read.await?;
    let rows = found.into_iter().map(|(invitation, by)| Row {
        offers: offered(&desk, &invitation),
        by,
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

/// What is done with an invitation. Out: as it was.
type Change = fn(&mut Tx, &InvitationId, &SmartAccountId, &PersonId) -> Result<Invitation, Error>;

/// Does it, and leads back to the list, where `said` of the address stands.
async fn change(
    desk: Desk<ManageMembers>,
    invitation: &str,
    change: Change,
    said: fn(&Words, &str) -> String,
) -> Result<Response, PageError> {
    let (id, account, by) = (
        id(invitation)?,
        desk.account.id.clone(),
        desk.person.id.clone(),
    );
    let changed = desk.write(move |tx| change(tx, &id, &account, &by)).await?;
    let said = said(desk.words, changed.email.as_str());
    Ok(Onward::to(&desk.app, &desk.address("invitations"))
        .saying(&said)
        .into_response())
}

/// Has another letter sent, with a new link; the old one is dead.
pub async fn renew(
    desk: Desk<ManageMembers>,
    Path((_, invitation)): Path<(String, String)>,
) -> Result<Response, PageError> {
    change(
        desk,
        &invitation,
        use_cases::invitation::renew,
        |words, email| fl!(words.plain, "invitation-renewed", email = email),
    )
    .await
}

#[derive(Template)]
#[template(path = "invitation/withdrawal.html")]
struct WithdrawalPage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    subtabs: Vec<DeskTab>,
    invitation: Invitation,
    offers: Vec<String>,
}

/// What comes of withdrawing an invitation, before it is done.
pub async fn withdrawal_form(
    desk: Desk<ManageMembers>,
    Path((_, invitation)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let (id, account, by) = (
        id(&invitation)?,
        desk.account.id.clone(),
        desk.person.id.clone(),
    );
    let now = desk.now;
    let found = desk
        .read(move |db| use_cases::invitation::to_withdraw(db, &id, &account, &by, now))
        .await?;
    let email = found.email.as_str();
    Ok(render(&WithdrawalPage {
        p: desk.page(&fl!(
            desk.words.plain,
            "invitation-withdraw-title",
            email = email
        )),
        account: desk.account.clone(),
        tabs: desk.tabs("users"),
        subtabs: desk.subtabs("users", "invitations"),
        offers: offered(&desk, &found),
        invitation: found,
    }))
}

/// Withdraws an open invitation; its link works no more. Errors: not found, where it is out of reach.
pub async fn withdraw(
    desk: Desk<ManageMembers>,
    Path((_, invitation)): Path<(String, String)>,
) -> Result<Response, PageError> {
    change(
        desk,
        &invitation,
        use_cases::invitation::withdraw,
        |words, email| fl!(words.plain, "invitation-withdrawn", email = email),
    )
    .await
}
