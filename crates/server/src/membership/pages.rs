//! The desk's list of users: who holds which role on what, since and until when, and where it comes from.

use super::list::{self, Who};
use crate::smart_account::desk::{Desk, DeskTab, SeeMembers, part_name};
use crate::web::errors::PageError;
use crate::web::forms::Query;
use crate::web::page::{Page, render};
use crate::web::paging::{After, PAGE, cut};
use askama::Template;
use axum::response::Response;
use domain::Right;
use domain::membership::Source;
use domain::smart_account::SmartAccount;
use domain::{Moment, RequestId};
use i18n_embed_fl::fl;

pub struct Row {
    pub who: Who,
    pub role: String,
    pub on: Option<String>,
    pub source: String,
    pub request: Option<RequestId>,
    pub since: Moment,
    pub until: Option<Moment>,
}

#[derive(Template)]
#[template(path = "smart_account/users.html")]
struct UsersPage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    subtabs: Vec<DeskTab>,
    can_add: bool,
    rows: Vec<Row>,
    next: Option<String>,
    is_first: bool,
    lone_administrator: bool,
}

pub async fn users(
    desk: Desk<SeeMembers>,
    Query(after): Query<After>,
) -> Result<Response, PageError> {
    let (account, within, cursor) = (desk.account.id.clone(), desk.within(), after.cursor());
    let is_first = cursor.is_none();
    let mut found = desk
        .app
        .db
        .read(move |db| {
            list::page(
                db,
                &account,
                within.as_deref(),
                cursor.as_deref(),
                PAGE as i64 + 1,
            )
        })
        .await?;
    let next = cut(&mut found, |listed| listed.membership.id.to_string());
    // A Virtual Account Administrator may not see every request that led to a role here.
    let decides = desk.can(Right::RequestDecide) && desk.within().is_none();
    let t = &desk.words.text;
    let rows = found
        .into_iter()
        .map(|listed| Row {
            role: desk.words.role(listed.membership.role),
            on: listed
                .membership
                .virtual_account
                .as_ref()
                .map(|id| part_name(&desk.parts, id)),
            source: match &listed.membership.source {
                Source::Request(_) => fl!(t, "source-request"),
                Source::Import => fl!(t, "source-import"),
                Source::Administrator => fl!(t, "source-administrator"),
                Source::Creation => fl!(t, "source-creation"),
                Source::Invitation(_) => fl!(t, "source-invitation"),
                Source::Upload(_) => fl!(t, "source-upload"),
                Source::Operator => fl!(t, "source-operator"),
            },
            request: match listed.membership.source {
                Source::Request(id) if decides => Some(id),
                _ => None,
            },
            since: listed.membership.since,
            until: listed.membership.until,
            who: listed.who,
        })
        .collect();
    let page = UsersPage {
        p: desk.page(&fl!(t, "desk-users")),
        account: desk.account.clone(),
        tabs: desk.tabs("users"),
        subtabs: desk.subtabs("users", "users"),
        can_add: desk.can(Right::MemberManage),
        rows,
        next,
        is_first,
        lone_administrator: desk.can(Right::MemberManage) && desk.lone_administrator().await?,
    };
    Ok(render(&page))
}
