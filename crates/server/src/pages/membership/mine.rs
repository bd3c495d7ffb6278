//! My access: every role of one's own, where it comes from, since and until when, and the way to give it back.

use crate::pages::entitlement;
use crate::pages::entitlement::OwnEntitlement;
use crate::pages::membership::list::source;
use crate::storage::{AnyConnection, Error};
use crate::use_cases::membership::ending::asking_again;
use crate::web::desk::part_name;
use crate::web::door::SignedIn;
use crate::web::errors::PageError;
use crate::web::page::{Page, render, render_with};
use crate::web::visit::Onward;
use crate::{store, use_cases, web};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::group::Group;
use domain::membership::Membership;
use domain::smart_account::SmartAccount;
use domain::virtual_account::VirtualAccount;
use domain::{MembershipId, Moment, PersonId, Refusal, RequestId};
use i18n_embed_fl::fl;

/// As many roles as one person's page shows.
const MOST: i64 = 500;

/// One role of one's own.
struct Own {
    id: MembershipId,
    account: SmartAccount,
    role: String,
    on: Option<String>,
    source: String,
    request: Option<RequestId>,
    group: Option<Group>,
    since: Moment,
    until: Option<Moment>,
    allows: String,
    /// Where one asks for it to last longer, where it has an end and is one's own.
    extension: Option<String>,
}

#[derive(Template)]
#[template(path = "membership/mine.html")]
struct MinePage {
    p: Page,
    rows: Vec<Own>,
    entitlements: Vec<OwnEntitlement>,
    /// What was taken away lately: what it was, when, and by which request they had it.
    taken_away: Vec<(String, Moment, RequestId)>,
}

struct Loaded {
    held: Vec<Membership>,
    accounts: Vec<SmartAccount>,
    parts: Vec<VirtualAccount>,
    groups: Vec<Group>,
}

fn load(db: &mut AnyConnection, person: &PersonId) -> Result<Loaded, Error> {
    let held = store::membership::held_anywhere(db, person, MOST)?;
    let mut ids: Vec<String> = held.iter().map(|m| m.account.to_string()).collect();
    ids.dedup();
    let groups: Vec<String> = held
        .iter()
        .filter_map(|m| m.holder.group().map(ToString::to_string))
        .collect();
    Ok(Loaded {
        accounts: store::smart_account::find_all(db, &ids)?,
        parts: store::virtual_account::virtual_accounts_of(db, &ids)?,
        groups: store::group::find_all(db, &groups)?,
        held,
    })
}

async fn own(visit: &SignedIn) -> Result<Vec<Own>, PageError> {
    let id = visit.person.id.clone();
    let loaded = visit.read(move |db| load(db, &id)).await?;
    let mut rows: Vec<Own> = loaded
        .held
        .iter()
        .filter(|m| m.holds_at(visit.now))
        .filter_map(|m| one(visit, &loaded, m))
        .collect();
    rows.sort_by(|a, b| (&a.account.name, &a.role).cmp(&(&b.account.name, &b.role)));
    Ok(rows)
}

fn one(visit: &SignedIn, loaded: &Loaded, held: &Membership) -> Option<Own> {
    let account = loaded.accounts.iter().find(|a| a.id == held.account)?;
    let allows = held
        .role
        .rights()
        .map(|(right, _)| visit.words.right(right));
    let group = held.holder.group();
    Some(Own {
        id: held.id.clone(),
        account: account.clone(),
        role: visit.words.role(held.role),
        on: held
            .virtual_account
            .as_ref()
            .map(|id| part_name(&loaded.parts, id)),
        source: source(visit.words, &held.source),
        // A request for a group is the request of whoever looks after the group.
        request: held.source.request().filter(|_| group.is_none()).cloned(),
        group: group.and_then(|id| loaded.groups.iter().find(|group| group.id == *id).cloned()),
        since: held.since,
        until: held.until,
        extension: (held.until)
            .filter(|_| group.is_none())
            .map(|_| asking_again(&account.domain, held)),
        allows: visit.words.list(&allows.collect::<Vec<_>>()),
    })
}

/// Every role that one holds now, those through groups among them.
pub async fn list(visit: SignedIn) -> Result<Response, PageError> {
    let rows = own(&visit).await?;
    Ok(render(&MinePage {
        p: visit.page(&fl!(visit.words.text, "access-mine")),
        rows,
        entitlements: entitlement::own(&visit).await?,
        taken_away: entitlement::taken_away(&visit).await?,
    }))
}

#[derive(Template)]
#[template(path = "membership/return.html")]
struct ReturnPage {
    p: Page,
    row: Own,
    refusal: Option<String>,
}

async fn return_page(
    visit: &SignedIn,
    id: &str,
    refusal: Option<&Refusal>,
) -> Result<ReturnPage, PageError> {
    let id: MembershipId = id.parse().map_err(|_| PageError::NotFound)?;
    let rows = own(visit).await?;
    let own = |row: &Own| row.id == id && row.group.is_none();
    Ok(ReturnPage {
        p: visit.page(&fl!(visit.words.text, "access-give-back")),
        row: rows.into_iter().find(own).ok_or(PageError::NotFound)?,
        refusal: refusal.map(|refusal| web::refusals::words(visit, refusal)),
    })
}

/// The role with the way to give it back. Errors: not found, where one does not hold it, or a group does.
pub async fn return_form(visit: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    Ok(render(&return_page(&visit, &id, None).await?))
}

/// Gives the role back; the last administrator is told why they cannot. Errors: as [`return_form`].
pub async fn give_back(visit: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    let membership: MembershipId = id.parse().map_err(|_| PageError::NotFound)?;
    let by = visit.person.id.clone();
    let done = visit
        .write(move |tx| use_cases::membership::changes::give_back(tx, &by, &membership))
        .await;
    match done {
        Ok(_) => Ok(Onward::to(&visit.app, "/access/mine")
            .saying(&fl!(visit.words.plain, "access-given-back"))
            .into_response()),
        Err(Error::Refused(refusal @ Refusal::LastAdministrator)) => {
            let page = return_page(&visit, &id, Some(&refusal)).await?;
            Ok(render_with(StatusCode::CONFLICT, &page))
        }
        Err(fault) => Err(fault.into()),
    }
}
