//! The desk's list of Virtual Accounts: nested, page by page, searched by name and tag.

use crate::pages::parts::going::{MOST_UNDERWAY, Underway};
use crate::pages::virtual_account::going::gone;
use crate::pages::virtual_account::places::{Placed, in_order};
use crate::pages::virtual_account::show::just;
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
use domain::virtual_account::Tags;
use domain::{Right, VirtualAccountId};
use i18n_embed_fl::fl;
use serde::Deserialize;

/// One Virtual Account in the list.
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
    /// Those that go bit by bit.
    underway: Vec<Underway>,
}

/// What is searched for, and where in the list.
#[derive(Deserialize)]
pub struct Wanted {
    /// A part of a name, or of a tag.
    #[serde(default)]
    q: String,
    #[serde(flatten)]
    after: After,
}

/// The Virtual Accounts this person may look at: nested, or those that a search finds.
pub async fn list(desk: Desk<Look>, Query(wanted): Query<Wanted>) -> Result<Response, PageError> {
    let words = wanted.q.trim().to_owned();
    let cursor = wanted.after.cursor();
    let found = found(&desk, &words).await?;
    // The list goes on behind the Virtual Account named, or begins anew where that is gone.
    let start = cursor
        .as_ref()
        .and_then(|after| found.iter().position(|p| p.part.id.as_str() == after))
        .map_or(0, |at| at + 1);
    let mut shown: Vec<_> = found.into_iter().skip(start).take(PAGE + 1).collect();
    let next = cut(&mut shown, |placed| placed.part.id.to_string());
    let ids: Vec<String> = shown.iter().map(|p| p.part.id.to_string()).collect();
    let account = desk.account.id.clone();
    let read = desk.read(move |db| {
        let tags = store::virtual_account::tags_of(db, &ids)?;
        let counts = store::virtual_account::count_roles(db, &account, &ids)?;
        let going = store::deletion::of_account(db, &account, MOST_UNDERWAY)?;
        Ok((tags, counts, going))
    });
    let (mut tags, counts, going) = read.await?;
    let sees = desk.reach_of(Right::MemberView);
    let rows = shown.into_iter().map(|placed| {
        let id = placed.part.id.to_string();
        let tags = tags.remove(&id);
        let count = counts.get(&Some(id)).copied().unwrap_or(0);
        let roles = sees.covers(&just(&placed.part.id)).then_some(count);
        Row::new(placed, tags, roles)
    });
    let page = ListPage {
        p: desk.page(&fl!(desk.words.text, "desk-virtual-accounts")),
        account: desk.account.clone(),
        tabs: desk.tabs("virtual-accounts"),
        rows: rows.collect(),
        next,
        is_first: start == 0,
        words,
        can_create: desk.can(Right::VirtualAccountCreate),
        sees_members: !sees.is_nothing(),
        underway: going
            .iter()
            .filter_map(|one| underway(&desk, &one.id))
            .collect(),
    };
    Ok(render(&page))
}

/// In: the id of what goes. Out: nothing for whoever could not have deleted it.
fn underway(desk: &Desk<Look>, id: &str) -> Option<Underway> {
    let gone = gone(desk, &id.parse().ok()?)?;
    Some(Underway {
        address: desk.address(&format!("virtual-accounts/{}/deletion", gone.id)),
        name: gone.name,
    })
}

/// All of them at their places, or those with the words in their names or tags, which are not shown below what they lie in.
async fn found<'a>(desk: &'a Desk<Look>, words: &str) -> Result<Vec<Placed<'a>>, PageError> {
    let mut found = in_order(&desk.parts, desk.within().as_deref());
    if words.is_empty() {
        return Ok(found);
    }
    let (account, searched) = (desk.account.id.clone(), words.replace('\0', ""));
    let read = desk.read(move |db| store::virtual_account::tagged(db, &account, &searched));
    let tagged = read.await?;
    let folded = fold(words);
    found.retain(|placed| {
        let part = placed.part;
        fold(&part.name).contains(&folded) || tagged.contains(part.id.as_str())
    });
    for placed in &mut found {
        placed.depth = 0;
    }
    Ok(found)
}

impl Row {
    fn new(placed: Placed<'_>, tags: Option<Tags>, roles: Option<i64>) -> Self {
        Self {
            id: placed.part.id.clone(),
            name: placed.part.name.clone(),
            depth: placed.depth,
            inside: placed.inside.join(" › "),
            is_default: placed.part.is_default,
            tags: tags.map_or_else(Vec::new, |tags| tags.pairs().collect()),
            roles,
        }
    }
}
