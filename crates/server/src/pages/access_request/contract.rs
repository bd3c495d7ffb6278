//! The page where access to a contract is asked for, by whichever of its numbers somebody knows.

use crate::pages::access_request::second_step::reason_field;
use crate::pages::access_request::send::led_to_pending;
use crate::pages::parts::access_tabs::{Tab, tabs};
use crate::pages::parts::question::Question;
use crate::use_cases::access_request::send_to_contract;
use crate::web::door::SignedIn;
use crate::web::errors::PageError;
use crate::web::faults::{number_fault, sorted, text_fault};
use crate::web::forms::{Faults, Field, Form, Query};
use crate::web::page::{Page, render, render_with};
use crate::web::visit::Onward;
use crate::words::target::{DecidersNamed, access_type_options};
use crate::{store, web};
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::access_request::{RequestOutcome, RequestQueue, contract_key};
use domain::contract::{AccessType, ContractNumber};
use domain::person::Person;
use domain::text::Reason;
use domain::{Refusal, RequestId};
use i18n_embed_fl::fl;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "access_request/contract.html")]
struct ContractPage {
    p: Page,
    tabs: Vec<Tab>,
    faults: Faults,
    person: Person,
    /// To whom the profile goes: in French with its preposition.
    to_deciders: String,
    number: Field,
    access: Question,
    reason: Field,
    /// Days after which Support is reminded, as words, and after which operators are told.
    reminder_days: String,
    escalation_day: u64,
}

/// What was typed.
#[derive(Deserialize, Default)]
pub struct ContractForm {
    #[serde(default)]
    number: String,
    /// The key of an access type.
    #[serde(default)]
    access: String,
    #[serde(default)]
    reason: String,
}

/// What is wrong with it, by field.
#[derive(Default)]
struct ContractFormFaults {
    number: Option<String>,
    access: Option<String>,
    reason: Option<String>,
}

fn page(visit: &SignedIn, typed: &ContractForm, faults: ContractFormFaults) -> ContractPage {
    let t = &visit.words.text;
    let number = Field::new("number", fl!(t, "contract-asked-number"))
        .value(&typed.number)
        .identifier()
        .hint(fl!(t, "contract-asked-number-hint"))
        .fault(faults.number);
    let access = Question::choice(
        "access".into(),
        fl!(t, "contract-asked-access"),
        access_type_options(visit.words),
        &typed.access,
    )
    .fault(faults.access);
    let reason = reason_field(visit, &typed.reason, faults.reason);
    let table = &visit.app.config.timetable;
    let days: Vec<String> = table.decider_days.iter().map(ToString::to_string).collect();
    ContractPage {
        p: visit.page(&fl!(t, "contract-ask")),
        tabs: tabs(visit, "/access/services"),
        faults: Faults::of(&[&number])
            .then(access.faults())
            .also(&[&reason]),
        person: visit.person.clone(),
        to_deciders: DecidersNamed::in_queue(
            Some(RequestQueue::Contracts),
            visit.app.db.rules(),
            visit.words,
        )
        .to,
        number,
        access,
        reason,
        reminder_days: visit.words.list(&days),
        escalation_day: table.escalation_days,
    }
}

/// The form, with what the address says filled in.
pub async fn form(
    visit: SignedIn,
    Query(typed): Query<ContractForm>,
) -> Result<Response, PageError> {
    let faults = ContractFormFaults::default();
    Ok(render(&page(&visit, &typed, faults)))
}

/// Sends the request and says what came of it: access at once, a refusal with its reason, or that Support decides. What is wrong or
/// refused is the page again. Errors: an access type that there is not.
pub async fn create(
    visit: SignedIn,
    Form(typed): Form<ContractForm>,
) -> Result<Response, PageError> {
    let number = ContractNumber::parse(&typed.number);
    let (number, number_fault) = sorted(number.map_err(|fault| number_fault(&visit, &fault)));
    let reason = Reason::parse(&typed.reason);
    let (reason, reason_fault) = sorted(reason.map_err(|fault| text_fault(&visit, fault)));
    let access = match typed.access.as_str() {
        "" => None,
        key => Some(AccessType::from_key(key).ok_or(PageError::BadForm)?),
    };
    let (Some(number), Some(reason), Some(access)) = (number, reason, access) else {
        let faults = ContractFormFaults {
            number: number_fault,
            access: access
                .is_none()
                .then(|| fl!(visit.words.text, "answer-access-missing")),
            reason: reason_fault,
        };
        let page = page(&visit, &typed, faults);
        return Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let by = visit.person.id.clone();
    let sent = visit
        .write(move |tx| {
            let key = contract_key(&number, access);
            let held = store::entitlement::held(tx.db, &by, &key)?;
            let has_it = held.iter().any(|one| one.holds_at(tx.now));
            let sent = send_to_contract(tx, &by, &number, access, &reason)?;
            Ok(sent.map(|id| (id, has_it)))
        })
        .await?;
    match sent {
        Ok((id, had_it)) => what_came_of_it(&visit, id, had_it).await,
        Err(Refusal::AlreadyPending { request }) => {
            let to = format!("/access/requests/{request}");
            Ok(led_to_pending(&visit, &to))
        }
        Err(refusal) => {
            let faults = ContractFormFaults {
                number: Some(web::refusals::words(&visit, &refusal)),
                ..ContractFormFaults::default()
            };
            let status = web::refusals::status_of_form(&refusal);
            Ok(render_with(status, &page(&visit, &typed, faults)))
        }
    }
}

/// What was decided at once stands on the request's own page; what waits is confirmed. In: whether they had it already.
async fn what_came_of_it(
    visit: &SignedIn,
    id: RequestId,
    had_it: bool,
) -> Result<Response, PageError> {
    let sent = id.clone();
    let request = visit
        .read(move |db| store::access_request::find(db, &sent))
        .await?;
    let plain = &visit.words.plain;
    let number = request.target.shown();
    let said = match request.outcome() {
        RequestOutcome::Approved if had_it => fl!(plain, "contract-access-held", number = number),
        RequestOutcome::Approved => fl!(plain, "contract-access-added", number = number),
        RequestOutcome::Denied => fl!(plain, "contract-access-denied", number = number),
        _ => {
            let confirmation = format!("/access/requests/{id}/confirmation");
            return Ok(Onward::to(&visit.app, &confirmation).into_response());
        }
    };
    Ok(Onward::to(&visit.app, &format!("/access/requests/{id}"))
        .saying(&said)
        .into_response())
}
