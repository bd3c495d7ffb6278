//! One person in an account: what they hold, where each role comes from, and what it lets them do.

use crate::pages::membership::list::{Row, row};
use crate::standing::membership::held_within_reach;
use crate::storage::{AnyConnection, Error};
use crate::store::membership::list::{ListedMembership, Who};
use crate::web::desk::{Desk, DeskTab, SeeMembers};
use crate::web::errors::PageError;
use crate::web::page::{Page, render};
use crate::{standing, store};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use domain::group::Group;
use domain::membership::{Holder, Membership};
use domain::person::Person;
use domain::smart_account::SmartAccount;
use domain::{Actor, Moment, PersonId, Right, Role, SmartAccountId};
use i18n_embed_fl::fl;
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "membership/person.html")]
struct PersonPage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    subtabs: Vec<DeskTab>,
    person: Person,
    last_active: Option<Moment>,
    rows: Vec<Held>,
    rights: Vec<(String, Vec<String>)>,
    manages: bool,
    /// Nobody gives themselves a role.
    is_self: bool,
}

/// One role with who gave it.
struct Held {
    row: Row,
    granted_by: String,
    group: Option<Group>,
}

struct Loaded {
    person: Person,
    last_active: Option<Moment>,
    held: Vec<Membership>,
    groups: Vec<Group>,
    names: BTreeMap<String, String>,
    /// Whether the role of an approver gives them nothing.
    is_outside: bool,
}

fn load(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    id: &PersonId,
    desk: &Desk<SeeMembers>,
) -> Result<Loaded, Error> {
    let held = held_within_reach(db, id, account, &desk.reach)?;
    let groups: Vec<String> = held
        .iter()
        .filter_map(|m| m.holder.group().map(ToString::to_string))
        .collect();
    let granters: Vec<String> = held
        .iter()
        .filter_map(|m| m.granted_by.person().map(ToString::to_string))
        .collect();
    let names = store::person::find_all(db, &granters)?;
    let seen = store::person::last_active(db, id)?;
    let joined = store::group::joined(db, id)?;
    // What a group holds they have since they joined it.
    let is_told = |held: &Membership| match &held.holder {
        Holder::Person(_) => held.told_activity(seen).is_some(),
        Holder::Group(id) => {
            let since = joined.get(id).map(|at| held.quiet_since(*at));
            since.is_some_and(|since| seen >= since)
        }
    };
    let last_active = held.iter().any(is_told).then_some(seen);
    Ok(Loaded {
        person: store::person::find(db, id)?,
        is_outside: !standing::membership::outside(db, &[id.to_string()], &desk.account.domain)?
            .is_empty(),
        last_active,
        groups: store::group::find_all(db, &groups)?,
        names: names
            .into_iter()
            .map(|person| (person.id.to_string(), person.profile.full_name))
            .collect(),
        held,
    })
}

/// What somebody holds here within reach, by themselves and through groups. Errors: not found, where that is nothing.
pub async fn show(
    desk: Desk<SeeMembers>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let id: PersonId = id.parse().map_err(|_| PageError::NotFound)?;
    let account = desk.account.id.clone();
    let (loaded, desk) = desk
        .app
        .db
        .clone()
        .read(move |db| load(db, &account, &id, &desk).map(|loaded| (loaded, desk)))
        .await?;
    let rights = rights(&desk, &loaded.held, loaded.is_outside);
    let rows = loaded
        .held
        .iter()
        .map(|membership| held(&desk, &loaded, membership))
        .collect();
    let page = PersonPage {
        p: desk.page(&loaded.person.profile.full_name),
        account: desk.account.clone(),
        tabs: desk.tabs("users"),
        subtabs: desk.subtabs("users", "users"),
        last_active: loaded.last_active,
        manages: desk.can(Right::MemberManage),
        is_self: loaded.person.id == desk.person.id,
        rows,
        rights,
        person: loaded.person,
    };
    Ok(render(&page))
}

fn held(desk: &Desk<SeeMembers>, loaded: &Loaded, membership: &Membership) -> Held {
    let t = &desk.words.text;
    let group = match &membership.holder {
        Holder::Person(_) => None,
        Holder::Group(id) => loaded.groups.iter().find(|group| group.id == *id).cloned(),
    };
    let granted_by = match &membership.granted_by {
        Actor::Person(id) => loaded
            .names
            .get(id.as_str())
            .cloned()
            .unwrap_or_else(|| id.to_string()),
        Actor::System => fl!(t, "actor-system"),
        Actor::Program(name) => format!("parvis {name}"),
        Actor::Visitor => fl!(t, "actor-visitor"),
    };
    let listed = ListedMembership {
        membership: membership.clone(),
        who: Who::Person {
            person: loaded.person.clone(),
            last_active: loaded.last_active,
        },
    };
    Held {
        row: Row {
            is_asleep: loaded.is_outside && membership.role == Role::SaApprover,
            ..row(desk, listed)
        },
        granted_by,
        group,
    }
}

/// Each right with the roles that give it.
fn rights(
    desk: &Desk<SeeMembers>,
    held: &[Membership],
    is_outside: bool,
) -> Vec<(String, Vec<String>)> {
    let now = desk.now;
    let gives = |right: Right| {
        held.iter()
            .filter(|m| !(is_outside && m.role == Role::SaApprover))
            .filter(|m| m.holds_at(now) && m.role.rights().any(|(given, _)| given == right))
            .map(|m| {
                let role = crate::language::without_marks(&desk.words.role(m.role));
                match &m.virtual_account {
                    None => role,
                    Some(id) => {
                        let on = crate::web::desk::part_name(&desk.parts, id);
                        fl!(desk.words.plain, "wish-on", role = role, scope = on)
                    }
                }
            })
            .collect::<Vec<_>>()
    };
    Right::ALL
        .into_iter()
        .map(|right| (desk.words.right(right), gives(right)))
        .filter(|(_, by)| !by.is_empty())
        .collect()
}
