//! The home page: the door for strangers, the launcher for those inside.

use crate::config::{Application, Icon};
use crate::language::hour;
use crate::standing::application::Usable;
use crate::storage::{AnyConnection, Error};
use crate::store::access_request::count_pending_of_applicant;
use crate::web::door::Anybody;
use crate::web::errors::PageError;
use crate::web::foot::NamedLink;
use crate::web::page::{Page, render};
use crate::web::visit::Visit;
use crate::{standing, store};
use askama::Template;
use axum::response::Response;
use domain::person::Person;
use domain::{Moment, PersonId, Right};
use i18n_embed_fl::fl;

/// One application as somebody sees it.
pub struct Tile {
    pub name: String,
    pub summary: String,
    pub icon: &'static str,
    /// Where it leads, for those who may use it.
    pub address: Option<String>,
    /// What else may be asked for to open it.
    pub ways: Vec<NamedLink>,
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
    /// Those in whose place one decides.
    standing_in: Vec<StandingIn>,
    tiles: Vec<Tile>,
}

/// Somebody who is away and in whose place one decides.
struct StandingIn {
    name: String,
    until: Moment,
    /// The queues of the accounts where they decide.
    queues: Vec<NamedLink>,
}

/// As many accounts are named of one who is away.
const MOST_NAMED: i64 = 20;

fn standing_in(
    db: &mut AnyConnection,
    person: &PersonId,
    now: Moment,
) -> Result<Vec<StandingIn>, Error> {
    let mut found = Vec::new();
    for away in store::absence::deputy_for(db, person, now)? {
        let ids = store::membership::decides_in(db, &away.person, "", MOST_NAMED)?;
        let mut here = Vec::new();
        for id in ids {
            let lent = standing::absence::lent(db, person, &id, now)?;
            if lent.iter().any(|one| one.by == away.person) {
                here.push(id.to_string());
            }
        }
        if here.is_empty() {
            continue;
        }
        let queues = store::smart_account::find_all(db, &here)?.into_iter();
        let queues = queues.map(|account| {
            NamedLink::to(
                format!("/accounts/{}/requests", account.domain),
                account.name,
            )
        });
        found.push(StandingIn {
            name: store::person::find(db, &away.person)?.profile.full_name,
            until: away.absence.until,
            queues: queues.collect(),
        });
    }
    Ok(found)
}

/// The door; for whoever is signed in the launcher, with how many of their requests wait.
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
    let now = visit.now;
    let rules = visit.app.db.shared_rules();
    let (usable, waiting, standing_in) = visit
        .read(move |db| {
            let usable = Usable::by(db, &rules, &id, now)?;
            let waiting = count_pending_of_applicant(db, &id)?;
            Ok((usable, waiting, standing_in(db, &id, now)?))
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
    let page = LauncherPage {
        p: visit.page(&fl!(visit.words.text, "home-title")),
        greeting,
        waiting,
        standing_in,
        tiles: tiles(visit, &usable),
    };
    Ok(render(&page))
}

fn tiles(visit: &Visit, usable: &Usable) -> Vec<Tile> {
    let language = visit.words.language;
    let t = &visit.words.text;
    let mut tiles: Vec<Tile> = visit
        .app
        .config
        .applications
        .iter()
        .map(|application| {
            let right = Right::from_key(&application.right);
            // What opens it needs no role.
            let is_open =
                usable.is_opened(application) || right.is_some_and(|right| usable.may_use(right));
            (application, right, is_open)
        })
        .map(|(application, right, is_open)| Tile {
            name: application.name.in_language(language).to_owned(),
            summary: application.summary.in_language(language).to_owned(),
            icon: icon_name(application.icon),
            held_back: right
                .filter(|_| !is_open)
                .and_then(|right| usable.held_back_by(right))
                .map(|domain| format!("/accounts/{domain}/properties/agreements")),
            address: is_open.then(|| application.address.clone()),
            ways: other_ways(visit, application),
        })
        .collect();
    // Built in, fourth as in the demonstration's order, or last where there are fewer.
    let manage = Tile {
        name: fl!(t, "smart-account-manage"),
        summary: fl!(t, "smart-account-manage-summary"),
        icon: "arch",
        address: usable.manages().then(|| "/accounts".to_owned()),
        ways: Vec::new(),
        held_back: None,
    };
    tiles.insert(tiles.len().min(3), manage);
    tiles
}

/// The other ways to an application, where a contract or a programme opens it as well as a role in an account.
fn other_ways(visit: &Visit, application: &Application) -> Vec<NamedLink> {
    let by_contract = application.contract.map(|access| {
        let address = format!("/access/contracts/new?access={}", access.key());
        NamedLink::to(address, fl!(visit.words.text, "tile-by-contract"))
    });
    let programmes = visit.app.db.rules().programmes.iter();
    let programmes = programmes.filter(|one| one.opens.contains(&application.key));
    let programmes = programmes.map(|one| {
        let name = one.definition.name.in_language(visit.words.language);
        NamedLink::to(format!("/access/programmes/{}", one.key()), name.to_owned())
    });
    by_contract.into_iter().chain(programmes).collect()
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
