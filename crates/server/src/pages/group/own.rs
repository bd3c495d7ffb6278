//! The groups somebody is in: what each gives them, and leaving it.

use crate::pages::parts::access_tabs::{Tab, tabs};
use crate::pages::parts::group::{Held, held_rows};
use crate::standing::group::{MOST_SHOWN, administrators};
use crate::web::door::SignedIn;
use crate::web::errors::PageError;
use crate::web::page::{Page, render};
use crate::web::visit::Onward;
use crate::{store, use_cases};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::group::Group;
use domain::smart_account::SmartAccount;
use domain::{GroupId, Moment, Refusal};
use i18n_embed_fl::fl;

/// More groups than anybody is in.
const MOST: i64 = 200;

/// A group one is in, the name of its account, and since when.
pub struct Row {
    pub group: Group,
    pub account: String,
    pub since: Moment,
}

#[derive(Template)]
#[template(path = "group/mine.html")]
struct MinePage {
    p: Page,
    tabs: Vec<Tab>,
    rows: Vec<Row>,
}

/// The groups one is in.
pub async fn mine(visit: SignedIn) -> Result<Response, PageError> {
    let person = visit.person.id.clone();
    let (found, accounts) = visit
        .read(move |db| {
            let found = store::group::list::of_person(db, &person, MOST)?;
            let mut ids: Vec<String> = found.iter().map(|(g, _)| g.account.to_string()).collect();
            ids.sort();
            ids.dedup();
            let accounts = store::smart_account::find_all(db, &ids)?;
            Ok((found, accounts))
        })
        .await?;
    let row = |(group, since): (Group, Moment)| {
        let account = accounts.iter().find(|a| a.id == group.account)?;
        Some(Row {
            account: account.name.clone(),
            group,
            since,
        })
    };
    let page = MinePage {
        p: visit.page(&fl!(visit.words.text, "group-mine")),
        tabs: tabs(&visit, "/access/smart-accounts"),
        rows: found.into_iter().filter_map(row).collect(),
    };
    Ok(render(&page))
}

#[derive(Template)]
#[template(path = "group/own.html")]
struct OwnPage {
    p: Page,
    group: Group,
    account: SmartAccount,
    administrators: Vec<String>,
    held: Vec<(Held, String)>,
}

/// What a group gives those in it, and who administers it. Errors: not found, for whoever is not in it.
pub async fn own(visit: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: GroupId = id.parse().map_err(|_| PageError::NotFound)?;
    let (person, now) = (visit.person.id.clone(), visit.now);
    let (group, account, administrators, held) = visit
        .read(move |db| {
            let group = store::group::find(db, &id)?;
            if !store::group::is_in(db, &id, &person)? {
                return Err(Refusal::NotFound.into());
            }
            let mut held = store::membership::held_by_group(db, &id, MOST_SHOWN)?;
            held.retain(|m| m.holds_at(now));
            let held = held_rows(db, held)?;
            let account = store::smart_account::find(db, &group.account)?;
            Ok((
                group.clone(),
                account,
                administrators(db, &group, now)?,
                held,
            ))
        })
        .await?;
    let held = held.into_iter().map(|row| {
        let held = row.in_words(&visit, &account);
        let place = held.elsewhere.as_ref().unwrap_or(&account);
        let place = place.name.clone();
        (held, place)
    });
    let page = OwnPage {
        p: visit.page(&group.name),
        held: held.collect(),
        administrators,
        account,
        group,
    };
    Ok(render(&page))
}

/// Leaves the group, which no rule keeps anybody from. Errors: as [`own`].
pub async fn leave(visit: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: GroupId = id.parse().map_err(|_| PageError::NotFound)?;
    let person = visit.person.id.clone();
    let group = visit
        .write(move |tx| use_cases::group::leave(tx, &person, &id))
        .await?;
    let name = group.name.as_str();
    Ok(Onward::to(&visit.app, "/groups")
        .saying(&fl!(visit.words.plain, "group-left", name = name))
        .into_response())
}
