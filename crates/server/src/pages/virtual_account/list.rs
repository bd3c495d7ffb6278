//! The desk's list of Virtual Accounts: nested, page by page, searched by name and tag.

use crate::pages::virtual_account::places::in_order;
use crate::paging::{After, PAGE, cut};
use crate::store;
use crate::store::membership::terms::fold;
use crate::web::desk::{Desk, DeskTab, Look};
use crate::web::errors::PageError;
use crate::web::forms::Query;
use crate::web::page::{Page, render};
use askama::Template;
use axum::response::Response;
use domain::smart_account::SmartAccount;
use domain::{Right, VirtualAccountId};
use i18n_embed_fl::fl;
use serde::Deserialize;

pub struct Row {
    pub id: VirtualAccountId,
    pub name: String,
    pub depth: usize,
    pub inside: String,
    pub is_default: bool,
    pub tags: Vec<String>,
    /// How many roles are held on it; none where that is not for this person to see.
    pub roles: Option<i64>,
}

#[derive(Template)]
#[template(path = "virtual_account/list.html")]
struct ListPage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    rows: Vec<Row>,
    next: Option<String>,
    is_first: bool,
    words: String,
    can_create: bool,
    sees_members: bool,
}

#[derive(Deserialize)]
pub struct Wanted {
    /// A part of a name, or of a tag.
    #[serde(default)]
    q: String,
    #[serde(flatten)]
    after: After,
}

pub async fn list(desk: Desk<Look>, Query(wanted): Query<Wanted>) -> Result<Response, PageError> {
    let words = wanted.q.trim().to_owned();
    let cursor = wanted.after.cursor();
    let tagged = match words.as_str() {
        "" => None,
        _ => {
            let (account, words) = (desk.account.id.clone(), words.replace('\0', ""));
            let found = desk.read(move |db| store::virtual_account::tagged(db, &account, &words));
            Some(found.await?)
        }
    };
    let folded = fold(&words);
    let mut found = in_order(&desk.parts, desk.within().as_deref());
    if let Some(tagged) = &tagged {
        found.retain(|placed| {
            let part = placed.part;
            fold(&part.name).contains(&folded) || tagged.contains(part.id.as_str())
        });
    }
    // The list goes on behind the Virtual Account named, or begins anew where that is gone.
    let start = cursor
        .as_ref()
        .and_then(|after| found.iter().position(|p| p.part.id.as_str() == after))
        .map_or(0, |at| at + 1);
    let mut shown: Vec<_> = found.into_iter().skip(start).take(PAGE + 1).collect();
    let next = cut(&mut shown, |placed| placed.part.id.to_string());
    let ids: Vec<String> = shown.iter().map(|p| p.part.id.to_string()).collect();
    let counted = desk.account.id.clone();
    let (mut tags, counts) = desk
        .read(move |db| {
            Ok((
                store::virtual_account::tags_of(db, &ids)?,
                store::virtual_account::count_roles(db, &counted, &ids)?,
            ))
        })
        .await?;
    let sees = desk.reach_of(Right::MemberView);
    let rows = shown
        .into_iter()
        .map(|placed| {
            let part = placed.part;
            let id = part.id.to_string();
            let scope = domain::Scope::VirtualAccounts([part.id.clone()].into());
            Row {
                id: part.id.clone(),
                name: part.name.clone(),
                // What a search finds is not shown below what it lies in.
                depth: if tagged.is_some() { 0 } else { placed.depth },
                inside: placed.inside.join(" › "),
                is_default: part.is_default,
                tags: tags
                    .remove(&id)
                    .map_or_else(Vec::new, |tags| tags.pairs().collect()),
                roles: sees
                    .covers(&scope)
                    .then(|| counts.get(&Some(id)).copied().unwrap_or(0)),
            }
        })
        .collect();
    let page = ListPage {
        p: desk.page(&fl!(desk.words.text, "desk-virtual-accounts")),
        account: desk.account.clone(),
        tabs: desk.tabs("virtual-accounts"),
        rows,
        next,
        is_first: start == 0,
        words,
        can_create: desk.can(Right::VirtualAccountCreate),
        sees_members: !sees.is_nothing(),
    };
    Ok(render(&page))
}
