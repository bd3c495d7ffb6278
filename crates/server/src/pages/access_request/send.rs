//! The second step of asking: what for, why, and sending.

use crate::language::end_of_day;
use crate::pages::access_request::new::{new_page, too_many, whom, within_budget};
use crate::pages::parts::reason::counter;
use crate::standing::access_request::LookedUp;
use crate::store::session::count;
use crate::use_cases::access_request::send_for;
use crate::web;
use crate::web::door::SignedIn;
use crate::web::errors::PageError;
use crate::web::faults::{identifier_fault, sorted, text_fault};
use crate::web::forms::{Field, Form, Kind};
use crate::web::page::render_with;
use crate::web::visit::{Onward, Visit};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::access_request::Wish;
use domain::smart_account::AccountStatus;
use domain::text::{REASON, Reason};
use domain::{DomainIdentifier, Moment, Refusal, RequestId, Role, Scope};
use i18n_embed_fl::fl;
use serde::Deserialize;
use std::collections::BTreeSet;

pub(crate) struct SecondStep {
    pub(crate) identifier: DomainIdentifier,
    /// Name and type, where the person may see them.
    pub(crate) shown: Option<(String, String)>,
    pub(crate) not_open: bool,
    pub(crate) held: Vec<String>,
    pub(crate) pending: Option<RequestId>,
    pub(crate) denial: Option<(RequestId, Moment)>,
    /// From when asking again is possible after the denial.
    pub(crate) wait_until: Option<Moment>,
    pub(crate) reason: Field,
    pub(crate) scopes: Vec<(String, String, bool)>,
    pub(crate) scope_fault: Option<String>,
    pub(crate) chosen_scope: String,
    pub(crate) role: Field,
    pub(crate) until: Field,
    pub(crate) wish_open: bool,
}

/// What is typed, in either step.
#[derive(Deserialize, Default)]
pub struct Asking {
    #[serde(default)]
    pub(crate) identifier: String,
    /// The id of a group; nothing for oneself.
    #[serde(default, rename = "for")]
    pub(crate) whom: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    scope: String,
    #[serde(default)]
    virtual_accounts: Vec<String>,
    #[serde(default)]
    role: String,
    #[serde(default)]
    until: String,
}

/// Why a request cannot be sent as it is, by field.
pub(crate) struct SendFaults {
    reason: Option<String>,
    scope: Option<String>,
    role: Option<String>,
    until: Option<String>,
}

pub(crate) fn second_step(
    visit: &SignedIn,
    found: LookedUp,
    typed: &Asking,
    faults: Option<SendFaults>,
) -> SecondStep {
    let (t, plain) = (&visit.words.text, &visit.words.plain);
    let faults = faults.unwrap_or(SendFaults {
        reason: None,
        scope: None,
        role: None,
        until: None,
    });
    let mut reason = Field::new("reason", fl!(t, "access-request-reason"))
        .kind(Kind::Area)
        .value(&typed.reason)
        .hint(fl!(
            plain,
            "access-request-reason-hint",
            least = REASON.least
        ))
        .fault(faults.reason);
    reason.counter = Some(counter(visit, &typed.reason));
    let roles = std::iter::once((String::new(), fl!(t, "wish-any-role")))
        .chain(
            Role::ALL
                .iter()
                .map(|role| (role.key().to_owned(), visit.words.role(*role))),
        )
        .collect();
    let wish_open = !typed.scope.is_empty()
        || !typed.role.is_empty()
        || !typed.until.is_empty()
        || faults.scope.is_some()
        || faults.role.is_some()
        || faults.until.is_some();
    let chosen: BTreeSet<&str> = typed.virtual_accounts.iter().map(String::as_str).collect();
    let after_denial = visit.app.db.rules().timetable.after_denial;
    let wait_until = found
        .denial
        .as_ref()
        .map(|(_, at)| at.plus(after_denial))
        .filter(|from| *from > visit.now);
    let words = visit.words;
    SecondStep {
        shown: found
            .visible
            .as_ref()
            .map(|(account, _)| (account.name.clone(), words.account_kind(account.kind))),
        not_open: found
            .visible
            .as_ref()
            .is_some_and(|(account, _)| account.status != AccountStatus::Active),
        scopes: found
            .visible
            .iter()
            .flat_map(|(_, parts)| parts)
            .map(|va| {
                (
                    va.id.to_string(),
                    va.name.clone(),
                    chosen.contains(va.id.as_str()),
                )
            })
            .collect(),
        held: found
            .held
            .iter()
            .map(|membership| words.role(membership.role))
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect(),
        identifier: found.identifier,
        pending: found.pending,
        denial: found.denial,
        wait_until,
        reason,
        scope_fault: faults.scope,
        chosen_scope: typed.scope.clone(),
        role: Field::new("role", fl!(t, "wish-role"))
            .value(&typed.role)
            .options(roles)
            .fault(faults.role),
        until: Field::new("until", fl!(t, "wish-until"))
            .kind(Kind::Date)
            .value(&typed.until)
            .optional(fl!(t, "field-optional"))
            .fault(faults.until),
        wish_open,
    }
}

/// What is wished for. Errors: the field it is wrong in, and why.
fn wish(visit: &Visit, typed: &Asking) -> Result<Wish, PageError> {
    let scope = match typed.scope.as_str() {
        "" => None,
        "entire" => Some(Scope::EntireAccount),
        "selected" => {
            let ids: Result<BTreeSet<_>, _> =
                typed.virtual_accounts.iter().map(|id| id.parse()).collect();
            Some(Scope::VirtualAccounts(ids.map_err(|_| PageError::BadForm)?))
        }
        _ => return Err(PageError::BadForm),
    };
    let role = match typed.role.as_str() {
        "" => None,
        key => Some(Role::from_key(key).ok_or(PageError::BadForm)?),
    };
    let until = match typed.until.trim() {
        "" => None,
        date => end_of_day(date, &visit.zone),
    };
    Ok(Wish { scope, role, until })
}

pub async fn create(visit: SignedIn, Form(typed): Form<Asking>) -> Result<Response, PageError> {
    let whom = whom(&visit, &typed.whom).await?;
    let identifier = match DomainIdentifier::parse(&typed.identifier) {
        Ok(identifier) => identifier,
        Err(fault) => {
            let page = new_page(
                &visit,
                whom,
                &typed.identifier,
                Some(identifier_fault(&visit, &fault)),
                None,
            );
            return Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
    };
    let (reason, reason_fault) =
        sorted(Reason::parse(&typed.reason).map_err(|fault| text_fault(&visit, fault)));
    let wish = wish(&visit, &typed)?;
    let bad_date = !typed.until.trim().is_empty() && wish.until.is_none();
    let until_fault = bad_date.then(|| fl!(visit.words.text, "field-date"));
    let mut faults = SendFaults {
        reason: reason_fault,
        scope: None,
        role: None,
        until: until_fault,
    };
    if let (Some(reason), None) = (reason, &faults.until) {
        let (person, identifier) = (visit.person.id.clone(), identifier.clone());
        let key = format!("send:{person}");
        let group = whom.group.as_ref().map(|group| group.id.clone());
        let sent = visit
            .write(move |tx| {
                let most = tx.rules.limits.sends();
                match count(tx, &key, most)? {
                    Ok(()) => {
                        let group = group.as_ref();
                        send_for(tx, &person, group, &identifier, &reason, &wish).map(Some)
                    }
                    Err(_) => Ok(None),
                }
            })
            .await?;
        match sent.ok_or(PageError::TooOften)? {
            Ok(id) => {
                return Ok(
                    Onward::to(&visit.app, &format!("/access/requests/{id}/confirmation"))
                        .into_response(),
                );
            }
            Err(Refusal::AlreadyPending { request }) => {
                let said = fl!(visit.words.plain, "refusal-already-pending");
                // Another administrator of the group may have asked, whose request is theirs.
                let to = match &whom.group {
                    Some(group) => group.address.clone(),
                    None => format!("/access/requests/{request}"),
                };
                return Ok(Onward::to(&visit.app, &to).saying(&said).into_response());
            }
            Err(refusal) => {
                let words = Some(web::refusals::words(&visit, &refusal));
                match refusal {
                    Refusal::NoVirtualAccountChosen | Refusal::VirtualAccountOfAnotherAccount => {
                        faults.scope = words
                    }
                    Refusal::RoleDoesNotFitScope | Refusal::ApproverNotAPerson => {
                        faults.role = words
                    }
                    Refusal::EndDateInThePast => faults.until = words,
                    _ => faults.reason = words,
                }
            }
        }
    }
    // What is shown again tells as much as the first time.
    let Some(found) = within_budget(&visit, &whom, &identifier).await? else {
        return Ok(too_many(&visit, whom, &typed.identifier));
    };
    let second = second_step(&visit, found, &typed, Some(faults));
    let page = new_page(&visit, whom, &typed.identifier, None, Some(second));
    Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
}
