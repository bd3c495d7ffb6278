//! Pages about Smart Accounts: one's own, the desk's properties, and the choice among several.

use crate::pages::parts::access_tabs::{Tab, tabs, title};
use crate::web::desk::{Desk, Look};
use crate::web::door::SignedIn;
use crate::web::errors::PageError;
use crate::web::page::{Page, render};
use crate::web::visit::Onward;
use crate::{store, web};
use askama::Template;
use axum::response::{IntoResponse, Response};
use domain::account_creation::{Creation, CreationOutcome};
use domain::membership::{Membership, reach};
use domain::smart_account::SmartAccount;
use domain::virtual_account::{Tree, VirtualAccount};
use domain::{Moment, Right};
use i18n_embed_fl::fl;
use std::collections::BTreeMap;

/// As many memberships of one person as a page shows.
const MOST: i64 = 500;

/// One account with what a person holds there.
pub struct Mine {
    pub account: SmartAccount,
    pub roles: Vec<HeldRole>,
    /// Whether the person has a desk there.
    pub manages: bool,
}

/// A role in words: its name, what it is on, and what it allows.
pub struct HeldRole {
    pub name: String,
    pub on: Option<String>,
    pub until: Option<Moment>,
    pub allows: String,
    /// Whether that is on a Virtual Account and those in it, rather than everywhere.
    pub allows_on_part: bool,
}

/// Everything a person holds, account by account, by name.
pub async fn mine(visit: &SignedIn) -> Result<Vec<Mine>, PageError> {
    let (id, now) = (visit.person.id.clone(), visit.now);
    let (held, accounts, parts) = visit
        .read(move |db| {
            let held: Vec<Membership> = store::membership::held_anywhere(db, &id, MOST)?
                .into_iter()
                .filter(|m| m.holds_at(now))
                .collect();
            let mut ids: Vec<String> = held.iter().map(|m| m.account.to_string()).collect();
            ids.dedup();
            let accounts = store::smart_account::find_all(db, &ids)?;
            let parts = store::virtual_account::virtual_accounts_of(db, &ids)?;
            Ok((held, accounts, parts))
        })
        .await?;
    let mut by_account: BTreeMap<_, Vec<Membership>> = BTreeMap::new();
    for membership in held {
        by_account
            .entry(membership.account.clone())
            .or_default()
            .push(membership);
    }
    let mut mine: Vec<Mine> = accounts
        .into_iter()
        .map(|account| {
            let held = by_account.remove(&account.id).unwrap_or_else(Vec::new);
            let own: Vec<VirtualAccount> = parts
                .iter()
                .filter(|va| va.account == account.id)
                .cloned()
                .collect();
            let tree = Tree::of(&own);
            let manages = [
                Right::RequestDecide,
                Right::MemberView,
                Right::EventView,
                Right::AccountEdit,
            ]
            .into_iter()
            .any(|right| !reach(&held, &tree, right, now).is_nothing());
            let roles = held.iter().map(|m| held_role(visit, m, &own)).collect();
            Mine {
                account,
                roles,
                manages,
            }
        })
        .collect();
    mine.sort_by(|a, b| a.account.name.cmp(&b.account.name));
    Ok(mine)
}

fn held_role(visit: &SignedIn, membership: &Membership, parts: &[VirtualAccount]) -> HeldRole {
    let allows = membership
        .role
        .rights()
        .map(|(right, _)| visit.words.right(right));
    HeldRole {
        name: visit.words.role(membership.role),
        on: membership
            .virtual_account
            .as_ref()
            .map(|id| web::desk::part_name(parts, id)),
        until: membership.until,
        allows_on_part: membership.virtual_account.is_some(),
        allows: visit.words.list(&allows.collect::<Vec<_>>()),
    }
}

#[derive(Template)]
#[template(path = "smart_account/smart-accounts.html")]
struct SmartAccountsPage {
    p: Page,
    tabs: Vec<Tab>,
    mine: Vec<Mine>,
    /// Accounts this person has asked for, the newest few.
    asked: Vec<(Creation, CreationOutcome)>,
}

/// As many of the accounts somebody has asked for as are listed.
const MOST_ASKED: i64 = 20;

/// What one holds in each account, and the accounts one has asked for.
pub async fn own_accounts(visit: SignedIn) -> Result<Response, PageError> {
    let id = visit.person.id.clone();
    let asked = visit
        .read(move |db| store::account_creation::of_creator(db, &id, MOST_ASKED))
        .await?;
    let page = SmartAccountsPage {
        p: visit.page(&title(
            &visit,
            &fl!(visit.words.plain, "access-smart-accounts"),
        )),
        tabs: tabs(&visit, "/access/smart-accounts"),
        mine: mine(&visit).await?,
        asked: asked
            .into_iter()
            .map(|creation| {
                let outcome = creation.outcome();
                (creation, outcome)
            })
            .collect(),
    };
    Ok(render(&page))
}

#[derive(Template)]
#[template(path = "smart_account/list.html")]
struct ListPage {
    p: Page,
    mine: Vec<Mine>,
}

/// The accounts one manages; with a single one, its desk.
pub async fn managed(visit: SignedIn) -> Result<Response, PageError> {
    let mut mine = mine(&visit).await?;
    mine.retain(|mine| mine.manages);
    if let [only] = mine.as_slice() {
        return Ok(
            Onward::to(&visit.app, &format!("/accounts/{}", only.account.domain)).into_response(),
        );
    }
    Ok(render(&ListPage {
        p: visit.page(&fl!(visit.words.text, "smart-account-manage")),
        mine,
    }))
}

/// The first tab a person may open.
pub async fn desk(desk: Desk<Look>) -> Result<Response, PageError> {
    let first = desk
        .tabs("")
        .into_iter()
        .next()
        .ok_or(PageError::NotFound)?;
    Ok(Onward::to(&desk.app, &first.address).into_response())
}
