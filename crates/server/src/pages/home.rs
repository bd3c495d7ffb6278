//! The home page: the door for strangers, the launcher for those inside.

use crate::config::Icon;
use crate::language::hour;
use crate::standing::application::holds_anywhere;
use crate::store;
use crate::store::access_request::count_pending_of_applicant;
use crate::web::door::Anybody;
use crate::web::errors::PageError;
use crate::web::page::{Page, render};
use crate::web::visit::Visit;
use askama::Template;
use axum::response::Response;
use domain::agreement::holds_back;
use domain::membership::Membership;
use domain::person::Person;
use domain::rules::membership::is_asleep;
use domain::{Right, SmartAccountId};
use i18n_embed_fl::fl;

/// One application as somebody sees it.
pub struct Tile {
    pub name: String,
    pub summary: String,
    pub icon: &'static str,
    /// Where it leads, for those who may use it.
    pub address: Option<String>,
    /// Where the agreement stands that keeps them from it.
    pub held_back: Option<String>,
}

#[derive(Template)]
#[template(path = "home/signed-out.html")]
struct DoorPage {
    p: Page,
}

#[derive(Template)]
#[template(path = "home/launcher.html")]
struct LauncherPage {
    p: Page,
    greeting: String,
    waiting: i64,
    tiles: Vec<Tile>,
}

pub async fn home(visit: Anybody) -> Result<Response, PageError> {
    match &visit.person {
        None => Ok(render(&DoorPage {
            p: visit.page(&fl!(visit.words.text, "home-title")),
        })),
        Some(person) => launcher(&visit, person).await,
    }
}

async fn launcher(visit: &Visit, person: &Person) -> Result<Response, PageError> {
    let id = person.id.clone();
    let (held, open, parts, held_back, waiting) = visit
        .read(move |db| {
            let mut held = store::membership::held_anywhere(db, &id, 2000)?;
            let mut ids: Vec<String> = held.iter().map(|m| m.account.to_string()).collect();
            ids.dedup();
            let parts = store::virtual_account::virtual_accounts_of(db, &ids)?;
            let held_back = store::agreement::held_back(db, &ids)?;
            let accounts = store::smart_account::find_all(db, &ids)?;
            let emails = store::person::verified_emails(db, &id)?;
            held.retain(|m| {
                let account = accounts.iter().find(|account| account.id == m.account);
                account.is_none_or(|account| !is_asleep(m.role, &emails, &account.domain))
            });
            let open: Vec<SmartAccountId> = accounts
                .into_iter()
                .filter(|account| account.is_open())
                .map(|account| account.id)
                .collect();
            Ok((
                held,
                open,
                parts,
                held_back,
                count_pending_of_applicant(db, &id)?,
            ))
        })
        .await?;
    let first = person
        .profile
        .full_name
        .split_whitespace()
        .next()
        .unwrap_or("")
        .to_owned();
    let plain = &visit.words.plain;
    let greeting = match hour(visit.now, &visit.zone) {
        5..=11 => fl!(plain, "home-morning", name = first),
        12..=17 => fl!(plain, "home-afternoon", name = first),
        _ => fl!(plain, "home-evening", name = first),
    };
    // What a suspended account is for is closed; its desk is not.
    let usable: Vec<Membership> = held
        .iter()
        .filter(|m| open.contains(&m.account))
        .cloned()
        .collect();
    let free: Vec<Membership> = usable
        .iter()
        .filter(|m| !held_back.iter().any(|(id, _)| id == m.account.as_str()))
        .cloned()
        .collect();
    let may_use = |right| {
        let counted = if holds_back(right) { &free } else { &usable };
        holds_anywhere(counted, &parts, right, visit.now)
    };
    // What would open the application, were the agreement of that account accepted.
    let held_back_by = |right| {
        let (_, domain) = held_back.iter().find(|(id, _)| {
            let there = usable.iter().filter(|m| m.account.as_str() == id);
            let there: Vec<Membership> = there.cloned().collect();
            holds_back(right) && holds_anywhere(&there, &parts, right, visit.now)
        })?;
        Some(format!("/accounts/{domain}/properties/agreements"))
    };
    let manages = [Right::RequestDecide, Right::MemberView, Right::EventView]
        .into_iter()
        .any(|right| holds_anywhere(&held, &parts, right, visit.now));
    let page = LauncherPage {
        p: visit.page(&fl!(visit.words.text, "home-title")),
        greeting,
        waiting,
        tiles: tiles(visit, may_use, held_back_by, manages),
    };
    Ok(render(&page))
}

fn tiles(
    visit: &Visit,
    may_use: impl Fn(Right) -> bool,
    held_back_by: impl Fn(Right) -> Option<String>,
    manages: bool,
) -> Vec<Tile> {
    let language = visit.words.language;
    let t = &visit.words.text;
    let mut tiles: Vec<Tile> = visit
        .app
        .config
        .applications
        .iter()
        .map(|application| (application, Right::from_key(&application.right)))
        .map(|(application, right)| Tile {
            name: application.name.in_language(language).to_owned(),
            summary: application.summary.in_language(language).to_owned(),
            icon: icon_name(application.icon),
            held_back: right
                .filter(|right| !may_use(*right))
                .and_then(&held_back_by),
            address: right
                .filter(|right| may_use(*right))
                .map(|_| application.address.clone()),
        })
        .collect();
    // Built in, fourth as in the demonstration's order, or last where there are fewer.
    let manage = Tile {
        name: fl!(t, "smart-account-manage"),
        summary: fl!(t, "smart-account-manage-summary"),
        icon: "arch",
        address: manages.then(|| "/accounts".to_owned()),
        held_back: None,
    };
    tiles.insert(tiles.len().min(3), manage);
    tiles
}

fn icon_name(icon: Icon) -> &'static str {
    match icon {
        Icon::Arch => "arch",
        Icon::Monitor => "monitor",
        Icon::Download => "download",
        Icon::Key => "key",
        Icon::Agreement => "agreement",
        Icon::List => "list",
    }
}
