//! Changing or ending the roles that were ticked: what would come of it first, then the deed.

use crate::language::end_of_day;
use crate::pages::membership::list::{Row, row};
use crate::pages::parts::terms_form::role_field;
use crate::storage::Error;
use crate::store::membership::list::{ListedMembership, Who};
use crate::use_cases::membership::changes::{MOST, PlannedChange, WantedChange};
use crate::web::desk::{Desk, DeskTab, ManageMembers};
use crate::web::errors::PageError;
use crate::web::faults::sorted;
use crate::web::forms::{Faults, Field, Form, Kind, Query};
use crate::web::page::{Page, render_with};
use crate::web::visit::{Onward, own_path};
use crate::{standing, store, use_cases, web};
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::membership::{Membership, MembershipFact, Reach};
use domain::smart_account::SmartAccount;
use domain::{Event, MembershipId, PersonId, Refusal, Right, Role};
use i18n_embed_fl::fl;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "membership/changes.html")]
struct ChangesPage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    subtabs: Vec<DeskTab>,
    rows: Vec<PlannedRow>,
    form: ChangeForm,
    field: Option<Field>,
    faults: Faults,
    /// What whoever does this had better know first.
    warnings: Vec<String>,
    /// What was seen, where it is known what would be done and there is something to do.
    plan: Option<String>,
    apply: String,
    /// The page where they were ticked.
    back: String,
}

struct PlannedRow {
    row: Row,
    class: &'static str,
    icon: &'static str,
    outcome: String,
}

/// What the list and the review send.
#[derive(Deserialize, Default, Clone)]
pub struct ChangeForm {
    #[serde(default)]
    membership: Vec<String>,
    #[serde(default)]
    what: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    until: String,
    /// Whether the page has asked for the role or date, which may be left empty.
    #[serde(default)]
    asked: String,
    #[serde(default)]
    plan: Option<String>,
    /// The page where they were ticked: the list with its filters, or somebody's.
    #[serde(default)]
    back: String,
}

const END: &str = "end";
const ROLE: &str = "role";
const UNTIL: &str = "until";

impl ChangeForm {
    fn ids(&self) -> Result<Vec<MembershipId>, PageError> {
        if self.membership.len() > MOST {
            return Err(PageError::BadForm);
        }
        let ids = self.membership.iter().map(|id| id.parse());
        ids.collect::<Result<_, _>>()
            .map_err(|_| PageError::BadForm)
    }

    /// The page to return to; the whole list where none of the users' pages is named.
    fn back(&self, desk: &Desk<ManageMembers>) -> String {
        let users = desk.address("users");
        let back = own_path(&self.back);
        let rest = back.strip_prefix(&users);
        if rest.is_some_and(|rest| rest.starts_with(['?', '/'])) {
            back.to_owned()
        } else {
            users
        }
    }

    /// What is wanted; nothing where the page is still to ask, words where the answer cannot be used.
    fn wanted(
        &self,
        desk: &Desk<ManageMembers>,
    ) -> Result<Result<Option<WantedChange>, String>, PageError> {
        let t = &desk.words.text;
        Ok(match self.what.as_str() {
            END => Ok(Some(WantedChange::End)),
            ROLE | UNTIL if self.asked.is_empty() => Ok(None),
            ROLE if self.role.is_empty() => Err(fl!(t, "decision-role-missing")),
            ROLE => {
                let role = Role::from_key(&self.role).ok_or(PageError::BadForm)?;
                Ok(Some(WantedChange::Role(role)))
            }
            UNTIL if self.until.trim().is_empty() => Ok(Some(WantedChange::Until(None))),
            UNTIL => end_of_day(&self.until, &desk.zone)
                .map(|until| Some(WantedChange::Until(Some(until))))
                .ok_or_else(|| fl!(t, "field-date")),
            _ => return Err(PageError::BadForm),
        })
    }
}

/// What would come of it.
pub async fn review(
    desk: Desk<ManageMembers>,
    Query(form): Query<ChangeForm>,
) -> Result<Response, PageError> {
    page(desk, form, None, StatusCode::OK).await
}

/// Does what was looked at. Errors: a form that was not.
pub async fn apply(
    desk: Desk<ManageMembers>,
    Form(form): Form<ChangeForm>,
) -> Result<Response, PageError> {
    let ids = form.ids()?;
    let seen = form.plan.clone().ok_or(PageError::BadForm)?;
    let Ok(Some(wanted)) = form.wanted(&desk)? else {
        return page(desk, form, None, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let (account, by) = (desk.account.id.clone(), desk.person.id.clone());
    let done = desk
        .write(move |tx| {
            // Whose role has ended is not found by it afterwards.
            let names: Vec<String> = ids.iter().map(ToString::to_string).collect();
            let listed = store::membership::list::named(tx.db, &account, &names)?;
            let planned =
                use_cases::membership::changes::carry_out(tx, &by, &account, &ids, wanted, &seen)?;
            Ok((planned, listed))
        })
        .await;
    match done {
        Ok((planned, listed)) => {
            let said = said(&desk, wanted, &planned, &listed);
            let back = way_back(&desk, form.back(&desk)).await?;
            Ok(Onward::to(&desk.app, &back).saying(&said).into_response())
        }
        // Somebody changed something meanwhile: what would come of it now is shown instead.
        Err(Error::Refused(refusal @ Refusal::StalePage)) => {
            let words = web::refusals::words(&desk, &refusal);
            page(desk, form, Some(words), StatusCode::CONFLICT).await
        }
        Err(fault) => Err(fault.into()),
    }
}

fn is_done(planned: &PlannedChange) -> bool {
    planned
        .outcome
        .as_ref()
        .is_ok_and(|events| !events.is_empty())
}

/// What was done, to whom where it is one person or group, and how much was refused.
fn said(
    desk: &Desk<ManageMembers>,
    wanted: WantedChange,
    planned: &[PlannedChange],
    listed: &[ListedMembership],
) -> String {
    let plain = &desk.words.plain;
    let done: Vec<&Membership> = planned
        .iter()
        .filter(|one| is_done(one))
        .map(|one| &one.membership)
        .collect();
    let count = done.len();
    let only = done
        .first()
        .filter(|first| done.iter().all(|other| other.holder == first.holder));
    let name = only
        .and_then(|only| listed.iter().find(|one| one.membership.id == only.id))
        .map(|one| one.who.name());
    let done = match (wanted, name) {
        (WantedChange::End, Some(name)) => {
            fl!(plain, "changes-ended-of", count = count, name = name)
        }
        (WantedChange::End, None) => fl!(plain, "changes-ended", count = count),
        (_, Some(name)) => fl!(plain, "changes-made-of", count = count, name = name),
        (_, None) => fl!(plain, "changes-made", count = count),
    };
    let refused = planned.iter().filter(|one| one.outcome.is_err()).count();
    let refused = (refused > 0).then(|| fl!(plain, "changes-refused", count = refused));
    [Some(done), refused]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}

/// Where the way leads after the deed: back, unless it was the page of somebody who holds nothing here any more, or whoever did
/// it has no business here any more either.
async fn way_back(desk: &Desk<ManageMembers>, back: String) -> Result<String, PageError> {
    let users = desk.address("users");
    let whose: Option<PersonId> = back
        .strip_prefix(&format!("{users}/"))
        .and_then(|rest| rest.split('?').next())
        .and_then(|id| id.parse().ok());
    let (account, by, now) = (desk.account.id.clone(), desk.person.id.clone(), desk.now);
    let there = desk.read(move |db| {
        let reach = standing::membership::reach_of(db, &by, &account, Right::MemberView, now)?;
        if reach.is_nothing() {
            return Ok("/access/mine".to_owned());
        }
        let Some(whose) = whose else {
            return Ok(back);
        };
        let held = store::membership::held(db, &whose, &account)?;
        let is_shown = held.iter().any(|m| reach.covers(&m.scope()));
        Ok(if is_shown { back } else { users })
    });
    Ok(there.await?)
}

async fn page(
    desk: Desk<ManageMembers>,
    form: ChangeForm,
    stale: Option<String>,
    status: StatusCode,
) -> Result<Response, PageError> {
    let ids = form.ids()?;
    let (wanted, fault) = sorted(form.wanted(&desk)?);
    let wanted = wanted.flatten();
    let (account, by, now) = (desk.account.id.clone(), desk.person.id.clone(), desk.now);
    // Without a wish, ending shows which of them are within reach.
    let looked_at = wanted.unwrap_or(WantedChange::End);
    let (planned, listed, print, stay) = desk
        .read(move |db| {
            let planned =
                use_cases::membership::changes::plan(db, &by, &account, &ids, looked_at, now)?;
            let within: Vec<String> = planned
                .iter()
                .map(|one| one.membership.id.to_string())
                .collect();
            let print = use_cases::membership::changes::print(&planned)?;
            let stay =
                use_cases::membership::changes::lasting_administrators(db, &account, &planned)?;
            let listed = store::membership::list::named(db, &account, &within)?;
            Ok((planned, listed, print, stay))
        })
        .await?;
    let doable = wanted.is_some() && planned.iter().any(is_done);
    let rows: Vec<PlannedRow> = listed
        .into_iter()
        .map(|one| planned_row(&desk, one, wanted.is_some(), &planned))
        .collect();
    let warnings = match wanted {
        Some(_) => warnings(&desk, &planned, stay),
        None => Vec::new(),
    };
    let field = field(&desk, &form).map(|field| field.fault(fault));
    let title = title(&desk, &form);
    let page = ChangesPage {
        p: desk.page(&title),
        account: desk.account.clone(),
        tabs: desk.tabs("users"),
        subtabs: desk.subtabs("users", "users"),
        faults: Faults::default()
            .with("plan", stale)
            .also(&field.iter().collect::<Vec<_>>()),
        rows,
        field,
        warnings,
        plan: doable.then_some(print),
        apply: title,
        back: form.back(&desk),
        form,
    };
    Ok(render_with(status, &page))
}

fn title(desk: &Desk<ManageMembers>, form: &ChangeForm) -> String {
    let t = &desk.words.text;
    match form.what.as_str() {
        END => fl!(t, "changes-end"),
        ROLE => fl!(t, "changes-role"),
        _ => fl!(t, "changes-until"),
    }
}

/// In: how many administrators stay for good, before and after.
fn warnings(
    desk: &Desk<ManageMembers>,
    planned: &[PlannedChange],
    (before, after): (usize, usize),
) -> Vec<String> {
    let t = &desk.words.text;
    // One's own roles cannot be changed, only ended.
    let own: Vec<MembershipId> = planned
        .iter()
        .filter(|one| is_done(one) && one.membership.holder.is(&desk.person.id))
        .map(|one| one.membership.id.clone())
        .collect();
    let mut warnings = Vec::new();
    if !own.is_empty() {
        warnings.push(match desk.reach_without(Right::MemberManage, &own) {
            Reach::Nothing => fl!(t, "changes-own-desk"),
            _ => fl!(t, "changes-own-role"),
        });
    }
    if before > 1 && after == 1 {
        warnings.push(fl!(t, "changes-one-administrator"));
    }
    warnings
}

/// The field for what every one of them is to get; ending needs none.
fn field(desk: &Desk<ManageMembers>, form: &ChangeForm) -> Option<Field> {
    let t = &desk.words.text;
    match form.what.as_str() {
        ROLE => Some(role_field(desk, &form.role)),
        UNTIL => Some(
            Field::new("until", fl!(t, "wish-until"))
                .kind(Kind::Date)
                .value(&form.until)
                .optional(fl!(t, "field-optional"))
                .hint(fl!(t, "changes-until-hint")),
        ),
        _ => None,
    }
}

fn planned_row(
    desk: &Desk<ManageMembers>,
    listed: ListedMembership,
    is_planned: bool,
    planned: &[PlannedChange],
) -> PlannedRow {
    let id = listed.membership.id.clone();
    let found = planned.iter().find(|one| one.membership.id == id);
    let (class, icon, outcome) = match found.filter(|_| is_planned) {
        None => ("still", "dash", String::new()),
        Some(one) => outcome(desk, one),
    };
    PlannedRow {
        row: row(desk, listed),
        class,
        icon,
        outcome,
    }
}

fn outcome(
    desk: &Desk<ManageMembers>,
    planned: &PlannedChange,
) -> (&'static str, &'static str, String) {
    let (t, plain) = (&desk.words.text, &desk.words.plain);
    match &planned.outcome {
        Err(refusal) => ("bad", "cross", web::refusals::words(desk, refusal)),
        Ok(events) => match events.last() {
            Some(Event::Membership(MembershipFact::Changed { before, after })) => {
                let mut words = crate::language::without_marks(&desk.words.role(after.role));
                if let Some(until) = after.until {
                    let date = desk.words.last_day(until, &desk.zone);
                    words = fl!(plain, "wish-until-words", what = words, date = date);
                } else if before.until.is_some() {
                    words = fl!(plain, "changes-without-end", what = words);
                }
                ("good", "check", words)
            }
            Some(_) => ("wait", "dash", fl!(t, "changes-ends")),
            None => ("still", "dash", fl!(t, "changes-nothing")),
        },
    }
}
