//! Deleting a Virtual Account: what would come of it first, then the doing.

use crate::pages::virtual_account::going::{going_page, gone};
use crate::pages::virtual_account::places::inside;
use crate::pages::virtual_account::show::parse;
use crate::standing::mentions::RuleNaming;
use crate::use_cases::virtual_account::{DeletionPlan, HowMuch, delete, plan_deletion};
use crate::web::desk::{Desk, DeskTab, EditVirtualAccounts, part_name};
use crate::web::errors::PageError;
use crate::web::forms::Form;
use crate::web::page::{Page, render, render_with};
use crate::web::visit::Onward;
use crate::{store, web};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::access_request::AccessRequest;
use domain::invitation::Invitation;
use domain::membership::{Holder, Membership, Reach};
use domain::rules::virtual_account::may_delete;
use domain::smart_account::SmartAccount;
use domain::virtual_account::{Tree, VirtualAccount};
use domain::{Refusal, Right, Scope, VirtualAccountId};
use i18n_embed_fl::fl;
use serde::Deserialize;
use std::collections::BTreeMap;

/// As many names as each list of consequences spells out; the rest is counted.
const MOST_NAMED: usize = 50;

/// What hangs on it, in words: so many spelled out, and how many more.
pub struct Consequences {
    pub lines: Vec<String>,
    pub all: usize,
    pub more: usize,
}

impl Consequences {
    /// In: how much there is; what is spelled out of it.
    fn of(all: i64, lines: Vec<String>) -> Self {
        let all = usize::try_from(all).unwrap_or(0).max(lines.len());
        Self {
            more: all - lines.len(),
            lines,
            all,
        }
    }
}

#[derive(Template)]
#[template(path = "virtual_account/deletion.html")]
struct DeletionPage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    va: VirtualAccount,
    inside: String,
    nested: Consequences,
    roles: Consequences,
    requests: Consequences,
    invitations: Consequences,
    rules: Consequences,
    review_lines: i64,
    /// The groups that belong to what is around it from then on.
    groups: Vec<String>,
    seen: String,
    /// Whether it goes bit by bit.
    is_large: bool,
    /// Why it cannot be deleted, or not now.
    refused: Option<String>,
    can_delete: bool,
}

async fn page(
    desk: &Desk<EditVirtualAccounts>,
    id: &str,
    refusal: Option<Refusal>,
) -> Result<DeletionPage, PageError> {
    let (plan, names) = found(desk, parse(id)?).await?;
    let va = plan.old.virtual_account.clone();
    let refusal = refusal.or(plan.decided.as_ref().err().cloned());
    let title = fl!(
        desk.words.plain,
        "virtual-account-delete",
        name = va.name.as_str()
    );
    let nested = plan.nested.iter().take(MOST_NAMED);
    let nested = nested.map(|va| va.name.clone()).collect();
    let groups = plan.hanging.groups.iter().take(MOST_NAMED);
    let how_much = plan.how_much;
    Ok(DeletionPage {
        p: desk.page(&title),
        account: desk.account.clone(),
        tabs: desk.tabs("virtual-accounts"),
        inside: inside(desk, &va),
        nested: Consequences::of(plan.nested.len() as i64, nested),
        roles: roles(desk, how_much.roles, &plan.hanging.memberships, &names),
        requests: requests(desk, how_much.requests, &plan.hanging.requests, &names),
        invitations: invitations(desk, how_much.invitations, &plan.hanging.invitations),
        rules: rules(desk, &plan.mentions.rules),
        review_lines: plan.mentions.review_lines,
        groups: groups.map(|group| group.name.clone()).collect(),
        seen: plan.seen(),
        is_large: plan.is_large,
        refused: refusal.map(|refusal| refused_words(desk, &refusal)),
        can_delete: plan.decided.is_ok(),
        va,
    })
}

/// What people and groups are called, by id.
struct Names(BTreeMap<String, String>);

impl Names {
    fn of(&self, id: &str) -> String {
        let known = self.0.get(id);
        known.cloned().unwrap_or_else(|| id.to_owned())
    }
}

/// What deleting it would bring, and what those are called whom the page names.
async fn found(
    desk: &Desk<EditVirtualAccounts>,
    id: VirtualAccountId,
) -> Result<(DeletionPlan, Names), PageError> {
    let (account, by, now) = (desk.account.id.clone(), desk.person.id.clone(), desk.now);
    let decides = desk.reach_of(Right::RequestDecide);
    let read = desk.read(move |db| {
        let plan = plan_deletion(db, &account, &id, &by, now)?;
        let mut ids = people_of(&plan, &decides);
        ids.sort();
        ids.dedup();
        let people = store::person::find_all(db, &ids)?.into_iter();
        let people = people.map(|p| (p.id.to_string(), p.profile.full_name));
        let groups = store::group::find_all(db, &ids)?.into_iter();
        let groups = groups.map(|g| (g.id.to_string(), g.name));
        Ok((plan, Names(people.chain(groups).collect())))
    });
    Ok(read.await?)
}

fn roles(
    desk: &Desk<EditVirtualAccounts>,
    how_many: i64,
    first: &[Membership],
    names: &Names,
) -> Consequences {
    let colon = fl!(desk.words.plain, "layout-colon");
    let lines = first.iter().take(MOST_NAMED).map(|held| {
        let role = crate::language::without_marks(&desk.words.role(held.role));
        format!("{}{colon} {role}", names.of(holder(&held.holder)))
    });
    Consequences::of(how_many, lines.collect())
}

/// What reaches beyond their own Virtual Accounts stands in none of their lists: it is counted here, and not named. The same goes
/// for invitations.
fn requests(
    desk: &Desk<EditVirtualAccounts>,
    how_many: i64,
    first: &[AccessRequest],
    names: &Names,
) -> Consequences {
    let plain = &desk.words.plain;
    let decides = desk.reach_of(Right::RequestDecide);
    let lines = seen(first, |one| one.is_within(&decides)).map(|request| {
        let name = names.of(request.applicant.as_str());
        if asks_for_nothing_else(request) {
            fl!(plain, "deletion-request-open", name = name)
        } else {
            fl!(plain, "deletion-request-rest", name = name)
        }
    });
    Consequences::of(how_many, lines.collect())
}

fn invitations(
    desk: &Desk<EditVirtualAccounts>,
    how_many: i64,
    first: &[Invitation],
) -> Consequences {
    let plain = &desk.words.plain;
    let manages = desk.reach_of(Right::MemberManage);
    let lines = seen(first, |one| is_about(one, &manages)).map(|one| {
        let email = one.email.as_str();
        if one.virtual_accounts().len() < 2 {
            fl!(plain, "deletion-invitation-withdrawn", email = email)
        } else {
            fl!(plain, "deletion-invitation-rest", email = email)
        }
    });
    Consequences::of(how_many, lines.collect())
}

/// Rules are shown to those who decide for the whole account; others learn how many there are.
fn rules(desk: &Desk<EditVirtualAccounts>, all: &[RuleNaming]) -> Consequences {
    let plain = &desk.words.plain;
    let shown = all.iter().take(MOST_NAMED);
    let shown = shown.filter(|_| desk.reach == Reach::Account);
    let lines = shown.map(|rule| {
        let name = rule.name.as_str();
        if rule.goes_on {
            fl!(plain, "deletion-rule-rest", name = name)
        } else {
            fl!(plain, "deletion-rule-idle", name = name)
        }
    });
    Consequences {
        lines: lines.collect(),
        all: all.len(),
        more: all.len().saturating_sub(MOST_NAMED),
    }
}

/// Why it cannot be deleted.
fn refused_words(desk: &Desk<EditVirtualAccounts>, refusal: &Refusal) -> String {
    match refusal {
        // Of itself it speaks of places to choose from; here there is nothing to choose.
        Refusal::VirtualAccountNotYours => {
            fl!(desk.words.text, "virtual-account-delete-not-yours")
        }
        other => web::refusals::words(desk, other),
    }
}

/// As many of what hangs on it as are spelled out, of those that are seen.
fn seen<'a, T>(all: &'a [T], is_seen: impl Fn(&T) -> bool + 'a) -> impl Iterator<Item = &'a T> {
    all.iter().filter(move |one| is_seen(one)).take(MOST_NAMED)
}

/// Whether an invitation is about nothing beyond this reach.
fn is_about(invitation: &Invitation, reach: &Reach) -> bool {
    let mut offers = invitation.offers.iter();
    offers.all(|offer| reach.covers(offer.gives.scope()))
}

/// Whom the page names.
fn people_of(plan: &DeletionPlan, decides: &Reach) -> Vec<String> {
    let roles = plan.hanging.memberships.iter().take(MOST_NAMED);
    let requests = seen(&plan.hanging.requests, |one| one.is_within(decides));
    roles
        .map(|held| holder(&held.holder).to_owned())
        .chain(requests.map(|request| request.applicant.to_string()))
        .collect()
}

fn holder(holder: &Holder) -> &str {
    match holder {
        Holder::Person(id) => id.as_str(),
        Holder::Group(id) => id.as_str(),
    }
}

fn asks_for_nothing_else(request: &AccessRequest) -> bool {
    let asked = request.wish.scope.iter().flat_map(Scope::virtual_accounts);
    asked.count() < 2
}

/// What would come of deleting it, and the button that does it; of one that is deleted, how far that is.
pub async fn form(
    desk: Desk<EditVirtualAccounts>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    if let Some(gone) = gone(&desk, &parse(&id)?) {
        return Ok(render(&going_page(&desk, &gone).await?));
    }
    Ok(render(&page(&desk, &id, None).await?))
}

/// The print of the page on which it was agreed to.
#[derive(Deserialize)]
pub struct Seen {
    seen: String,
}

/// Deletes it; where something has changed since the page was seen, the page says so instead. Whoever presses twice, or after
/// somebody else, is led to what the first has begun.
pub async fn create(
    desk: Desk<EditVirtualAccounts>,
    Path((_, id)): Path<(String, String)>,
    Form(form): Form<Seen>,
) -> Result<Response, PageError> {
    let part = parse(&id)?;
    match delete_now(&desk, &id, &part, form.seen).await {
        // Asked afterwards: the first press may end while this one is looked at.
        Err(PageError::NotFound)
            if gone(&desk, &part).is_some() || was_quicker(&desk, &part).await? =>
        {
            Ok(Onward::to(&desk.app, &watched(&desk, &part)).into_response())
        }
        answer => answer,
    }
}

/// Where it shows how far it is.
fn watched(desk: &Desk<EditVirtualAccounts>, part: &VirtualAccountId) -> String {
    desk.address(&format!("virtual-accounts/{part}/deletion"))
}

async fn delete_now(
    desk: &Desk<EditVirtualAccounts>,
    id: &str,
    part: &VirtualAccountId,
    seen: String,
) -> Result<Response, PageError> {
    let name = part_name(&desk.parts, part);
    let (account, by, which) = (
        desk.account.id.clone(),
        desk.person.id.clone(),
        part.clone(),
    );
    let (of, counted) = (account.clone(), part.clone());
    let how_much = desk.read(move |db| HowMuch::of(db, &of, &counted)).await?;
    let deleted = desk
        .write(move |tx| delete(tx, &account, &which, &by, &seen, how_much))
        .await?;
    match deleted {
        Ok(true) => {
            let said = fl!(desk.words.plain, "virtual-account-gone", name = name);
            let list = desk.address("virtual-accounts");
            Ok(Onward::to(&desk.app, &list).saying(&said).into_response())
        }
        Ok(false) => Ok(Onward::to(&desk.app, &watched(desk, part)).into_response()),
        Err(refusal) => {
            let status = web::refusals::status(&refusal);
            let page = page(desk, id, Some(refusal)).await?;
            Ok(render_with(status, &page))
        }
    }
}

/// Whether somebody has deleted, or begun to delete, what was there and theirs to delete when this page was opened.
async fn was_quicker(
    desk: &Desk<EditVirtualAccounts>,
    id: &VirtualAccountId,
) -> Result<bool, PageError> {
    let edit = desk.reach_of(Right::VirtualAccountEdit);
    let was_theirs = desk
        .parts
        .iter()
        .any(|part| part.id == *id && may_delete(part, &Tree::of(&desk.parts), &edit).is_ok());
    if !was_theirs {
        return Ok(false);
    }
    let account = desk.account.id.clone();
    let ever = desk.read(move |db| store::virtual_account::virtual_accounts_ever(db, &account));
    Ok(ever.await?.gone.iter().any(|part| part.id == *id))
}
