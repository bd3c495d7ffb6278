//! The page of one Virtual Account, its settings, and the default.

use crate::pages::virtual_account::form::{
    SettingsFaults, SettingsFields, SettingsForm, fields, read, stored,
};
use crate::pages::virtual_account::places::{inside, known};
use crate::paging::{AfterPlace, ListPlace, PAGE};
use crate::standing::virtual_account::within_reach;
use crate::store::membership::list::{ListedMembership, MembershipFilter, Who};
use crate::use_cases::virtual_account::{change, make_default};
use crate::web::desk::{Desk, DeskTab, EditVirtualAccounts, Look, part_name};
use crate::web::errors::PageError;
use crate::web::forms::{Faults, Form, Query};
use crate::web::page::{Page, render, render_with};
use crate::web::visit::Onward;
use crate::{store, web};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::membership::Reach;
use domain::rules::virtual_account::may_delete;
use domain::smart_account::SmartAccount;
use domain::virtual_account::{Detailed, Settings, Tree, VirtualAccount};
use domain::{Moment, Refusal, Right, Scope, VirtualAccountId};
use i18n_embed_fl::fl;
use serde::Deserialize;

/// A role that reaches the Virtual Account, in words.
pub struct Role {
    pub who: Who,
    pub name: String,
    /// The Virtual Account above that the role is held on.
    pub from: Option<(VirtualAccountId, String)>,
    pub since: Moment,
    pub until: Option<Moment>,
}

#[derive(Template)]
#[template(path = "virtual_account/show.html")]
struct ShowPage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    va: VirtualAccount,
    settings: Settings,
    version: u32,
    above: Vec<(VirtualAccountId, String)>,
    nested: Vec<(VirtualAccountId, String)>,
    tags: Vec<String>,
    /// The roles that reach it, where they are for this person to see.
    roles: Option<Vec<Role>>,
    next: Option<String>,
    is_first: bool,
    can_edit: bool,
    can_create: bool,
    can_make_default: bool,
    can_delete: bool,
}

/// Errors: not found, for what is no id.
pub(crate) fn parse(id: &str) -> Result<VirtualAccountId, PageError> {
    id.parse().map_err(|_| PageError::NotFound)
}

/// The scope that is this Virtual Account alone.
pub(crate) fn just(id: &VirtualAccountId) -> Scope {
    Scope::VirtualAccounts([id.clone()].into())
}

/// Its settings, what it is nested in and what is nested in it, and the roles that reach it, page by page.
pub async fn show(
    desk: Desk<Look>,
    Path((_, id)): Path<(String, String)>,
    Query(after): Query<AfterPlace>,
) -> Result<Response, PageError> {
    let id = parse(&id)?;
    let tree = Tree::of(&desk.parts);
    let lineage: Vec<VirtualAccountId> = tree.lineage(&id).cloned().collect();
    // Roles on it and on what it is nested in, as far as this person may see them.
    let sees = desk.sight_of(Right::MemberView);
    let shows_roles = sees.covers(Some(&id));
    let roots = sees.only(&lineage);
    let (account, part, place) = (desk.account.id.clone(), id.clone(), after.place());
    let is_first = place.is_none();
    let reach = desk.reach.clone();
    let read = desk.read(move |db| {
        let old = within_reach(db, &account, &reach, &part)?;
        let all = MembershipFilter::default();
        let roles = store::membership::list::page(db, &roots, &all, place.as_ref(), PAGE)?;
        Ok((old, roles))
    });
    let (old, (found, next)) = read.await?;
    let roles = found.into_iter().map(|listed| Role::of(&desk, &id, listed));
    let edits = desk.reach_of(Right::VirtualAccountEdit);
    let creates = desk.reach_of(Right::VirtualAccountCreate);
    let page = ShowPage {
        p: desk.page(&old.virtual_account.name),
        account: desk.account.clone(),
        tabs: desk.tabs("virtual-accounts"),
        above: above(&desk, &lineage),
        nested: nested(&desk, &id),
        tags: old.settings.tags.pairs().collect(),
        version: old.version,
        roles: shows_roles.then(|| roles.collect()),
        next: next.as_ref().map(ListPlace::written),
        is_first,
        can_edit: edits.covers(&just(&id)),
        can_create: creates.covers(&just(&id)),
        can_make_default: edits == Reach::Account && !old.virtual_account.is_default,
        can_delete: may_delete(&old.virtual_account, &tree, &edits).is_ok(),
        va: old.virtual_account,
        settings: old.settings,
    };
    Ok(render(&page))
}

impl Role {
    /// In: the Virtual Account whose page it stands on.
    fn of(desk: &Desk<Look>, shown_on: &VirtualAccountId, listed: ListedMembership) -> Self {
        let held = listed.membership;
        Self {
            name: desk.words.role(held.role),
            from: held
                .virtual_account
                .filter(|on| on != shown_on)
                .map(|on| (on.clone(), part_name(&desk.parts, &on))),
            since: held.since,
            until: held.until,
            who: listed.who,
        }
    }
}

/// What it is nested in, outermost first, as far as this person may know of it. In: itself and all above, innermost first.
fn above(desk: &Desk<Look>, lineage: &[VirtualAccountId]) -> Vec<(VirtualAccountId, String)> {
    let above = lineage.iter().skip(1).rev();
    above
        .filter(|above| desk.reach.covers(&just(above)))
        .map(|above| (above.clone(), part_name(&desk.parts, above)))
        .collect()
}

/// What is nested in it directly, by name.
fn nested(desk: &Desk<Look>, id: &VirtualAccountId) -> Vec<(VirtualAccountId, String)> {
    let nested = desk
        .parts
        .iter()
        .filter(|va| va.parent.as_ref() == Some(id));
    let mut nested: Vec<_> = nested.map(|va| (va.id.clone(), va.name.clone())).collect();
    nested.sort_by_cached_key(|(_, name)| name.to_lowercase());
    nested
}

#[derive(Template)]
#[template(path = "virtual_account/settings.html")]
struct SettingsPage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    va: VirtualAccount,
    version: u32,
    faults: Faults,
    fields: SettingsFields,
}

async fn load(desk: &Desk<EditVirtualAccounts>, id: &str) -> Result<Detailed, PageError> {
    let id = parse(id)?;
    let (account, reach) = (desk.account.id.clone(), desk.reach.clone());
    let found = desk.read(move |db| within_reach(db, &account, &reach, &id));
    Ok(found.await?)
}

fn settings_page(
    desk: &Desk<EditVirtualAccounts>,
    old: Detailed,
    typed: &SettingsForm,
    faults: SettingsFaults,
) -> SettingsPage {
    let reach = desk.reach_of(Right::VirtualAccountCreate);
    let fields = fields(desk, &reach, Some(&old.virtual_account.id), typed, faults);
    let title = fl!(
        desk.words.plain,
        "virtual-account-change",
        name = old.virtual_account.name.as_str()
    );
    SettingsPage {
        p: desk.page(&title),
        account: desk.account.clone(),
        tabs: desk.tabs("virtual-accounts"),
        version: old.version,
        faults: fields.faults(),
        fields,
        va: old.virtual_account,
    }
}

/// The form of its settings, as they stand.
pub async fn settings_form(
    desk: Desk<EditVirtualAccounts>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let old = load(&desk, &id).await?;
    let typed = stored(&old, &desk.zone);
    let page = settings_page(&desk, old, &typed, SettingsFaults::default());
    Ok(render(&page))
}

/// The version of what a page shows, beside what was typed on it.
#[derive(Deserialize)]
pub struct Changed {
    version: String,
    #[serde(flatten)]
    typed: SettingsForm,
}

fn version(text: &str) -> Result<u32, PageError> {
    text.parse().map_err(|_| PageError::BadForm)
}

/// Changes its settings; where others have changed them since, the form shows what stands now beside what was typed.
pub async fn change_settings(
    desk: Desk<EditVirtualAccounts>,
    Path((_, id)): Path<(String, String)>,
    Form(form): Form<Changed>,
) -> Result<Response, PageError> {
    let old = load(&desk, &id).await?;
    let seen = version(&form.version)?;
    let before = old.settings.preferred_until;
    let reach = desk.reach_of(Right::VirtualAccountCreate);
    let places = known(&desk, &reach);
    let wanted = match read(&desk, &places, &form.typed, before) {
        Ok(mut wanted) => {
            // For whoever may not know of it, what one is in is the account.
            let inside = old.virtual_account.parent.as_ref();
            let unseen = inside.filter(|inside| !places.iter().any(|part| part.id == **inside));
            wanted.parent = wanted.parent.or_else(|| unseen.cloned());
            wanted
        }
        Err(faults) => {
            let page = settings_page(&desk, old, &form.typed, *faults);
            return Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
    };
    let (account, part, by) = (
        desk.account.id.clone(),
        old.virtual_account.id.clone(),
        desk.person.id.clone(),
    );
    let (name, meant) = (wanted.name.clone(), wanted.clone());
    let changed = desk
        .write(move |tx| change(tx, &account, &part, &by, seen, &wanted))
        .await?;
    match changed {
        Ok(anything) => Ok(said(&desk, &old.virtual_account.id, anything, &name)),
        Err(Refusal::NotFound) => Err(PageError::NotFound),
        Err(refusal) => {
            // Loaded anew: a form shown again names the version that stands now.
            let old = load(&desk, &id).await?;
            let status = web::refusals::status(&refusal);
            let mut faults = SettingsFaults::of(&desk, &refusal);
            if refusal == Refusal::ChangedMeanwhile {
                let inside = inside(&desk, &old.virtual_account);
                faults.what_stands(&desk, &old, &meant, inside);
            }
            let page = settings_page(&desk, old, &form.typed, faults);
            Ok(render_with(status, &page))
        }
    }
}

/// To its page, with the notice of what a form came to.
fn said<R: crate::web::desk::Needs>(
    desk: &Desk<R>,
    id: &VirtualAccountId,
    anything: bool,
    name: &str,
) -> Response {
    let plain = &desk.words.plain;
    let words = if anything {
        fl!(plain, "virtual-account-saved", name = name)
    } else {
        fl!(plain, "nothing-changed")
    };
    back(desk, id, &words)
}

/// To its page, with a notice.
fn back<R: crate::web::desk::Needs>(
    desk: &Desk<R>,
    id: &VirtualAccountId,
    words: &str,
) -> Response {
    let address = desk.address(&format!("virtual-accounts/{id}"));
    Onward::to(&desk.app, &address)
        .saying(words)
        .into_response()
}

/// The version that the button stood beside.
#[derive(Deserialize)]
pub struct Seen {
    version: String,
}

/// Makes it the default of its account.
pub async fn change_default(
    desk: Desk<EditVirtualAccounts>,
    Path((_, id)): Path<(String, String)>,
    Form(form): Form<Seen>,
) -> Result<Response, PageError> {
    let old = load(&desk, &id).await?;
    let seen = version(&form.version)?;
    let (account, part, by) = (
        desk.account.id.clone(),
        old.virtual_account.id.clone(),
        desk.person.id.clone(),
    );
    let made = desk
        .write(move |tx| make_default(tx, &account, &part, &by, seen))
        .await?;
    let va = old.virtual_account;
    match made {
        Ok(true) => {
            let name = va.name.as_str();
            let words = fl!(desk.words.plain, "virtual-account-now-default", name = name);
            Ok(back(&desk, &va.id, &words))
        }
        Ok(false) => Ok(said(&desk, &va.id, false, &va.name)),
        Err(refusal @ Refusal::ChangedMeanwhile) => {
            Ok(back(&desk, &va.id, &web::refusals::words(&desk, &refusal)))
        }
        Err(refusal) => Err(refusal.into()),
    }
}
