//! Virtual Accounts: the parts of an account, as the desk shows them.

use crate::smart_account::desk::{Desk, DeskTab, Look, part_name};
use crate::web::errors::PageError;
use crate::web::page::{Page, render};
use askama::Template;
use axum::response::Response;
use domain::smart_account::SmartAccount;
use i18n_embed_fl::fl;

pub struct Row {
    pub name: String,
    pub parent: Option<String>,
    pub is_default: bool,
}

#[derive(Template)]
#[template(path = "smart_account/virtual-accounts.html")]
struct VirtualAccountsPage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    rows: Vec<Row>,
}

pub async fn list(desk: Desk<Look>) -> Result<Response, PageError> {
    let within = desk.within();
    let rows = desk
        .parts
        .iter()
        .filter(|va| within.as_ref().is_none_or(|own| own.contains(&va.id)))
        .map(|va| Row {
            name: va.name.clone(),
            parent: va.parent.as_ref().map(|id| part_name(&desk.parts, id)),
            is_default: va.is_default,
        })
        .collect();
    let page = VirtualAccountsPage {
        p: desk.page(&fl!(desk.words.text, "desk-virtual-accounts")),
        account: desk.account.clone(),
        tabs: desk.tabs("virtual-accounts"),
        rows,
    };
    Ok(render(&page))
}
