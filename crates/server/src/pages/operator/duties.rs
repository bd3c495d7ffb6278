//! Operators appoint and remove operators and support agents, on the page of the person.

use crate::use_cases;
use crate::web::door::Operator;
use crate::web::errors::PageError;
use crate::web::forms::Form;
use crate::web::visit::Onward;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::PersonId;
use domain::person::{Duty, Person};
use i18n_embed_fl::fl;
use serde::Deserialize;

/// The button that gives a duty, or takes it away.
pub(crate) struct DutyForm {
    pub(crate) key: &'static str,
    /// The last part of where it leads.
    pub(crate) address: &'static str,
    pub(crate) label: String,
    pub(crate) hint: String,
    pub(crate) takes_away: bool,
}

fn has(person: &Person, duty: Duty) -> bool {
    match duty {
        Duty::Operator => person.is_operator,
        Duty::SupportAgent => person.is_support_agent,
    }
}

fn name(visit: &Operator, duty: Duty) -> String {
    match duty {
        Duty::Operator => fl!(visit.words.text, "person-operator"),
        Duty::SupportAgent => fl!(visit.words.text, "person-support-agent"),
    }
}

/// The duties somebody has, in words.
pub(crate) fn duties(visit: &Operator, person: &Person) -> String {
    let all = Duty::ALL.iter().filter(|duty| has(person, **duty));
    let names: Vec<String> = all.map(|duty| name(visit, *duty)).collect();
    if names.is_empty() {
        "–".to_owned()
    } else {
        visit.words.list(&names)
    }
}

/// A form for each duty that can be given to somebody, or taken away.
pub(crate) fn duty_forms(visit: &Operator, person: &Person, is_active: bool) -> Vec<DutyForm> {
    let t = &visit.words.text;
    let all = Duty::ALL.iter().copied();
    all.filter(|duty| is_active || has(person, *duty))
        .map(|duty| {
            let takes_away = has(person, duty);
            let label = match (duty, takes_away) {
                (Duty::Operator, false) => fl!(t, "person-make-operator"),
                (Duty::Operator, true) => fl!(t, "person-end-operator"),
                (Duty::SupportAgent, false) => fl!(t, "person-make-agent"),
                (Duty::SupportAgent, true) => fl!(t, "person-end-agent"),
            };
            let hint = match duty {
                Duty::Operator => fl!(t, "person-operator-hint"),
                Duty::SupportAgent => fl!(t, "person-agent-hint"),
            };
            DutyForm {
                key: duty.key(),
                address: if takes_away {
                    "removals"
                } else {
                    "appointments"
                },
                label,
                hint,
                takes_away,
            }
        })
        .collect()
}

/// The key of the duty.
#[derive(Deserialize)]
pub struct Named {
    duty: String,
}

/// Gives somebody a duty. Errors: a duty that there is not; what is refused, as that they are deactivated.
pub async fn appoint(
    visit: Operator,
    Path(id): Path<String>,
    Form(form): Form<Named>,
) -> Result<Response, PageError> {
    change(visit, &id, &form, true).await
}

/// Relieves somebody of a duty. Errors: a duty that there is not; what is refused, as that no operator would be left.
pub async fn remove(
    visit: Operator,
    Path(id): Path<String>,
    Form(form): Form<Named>,
) -> Result<Response, PageError> {
    change(visit, &id, &form, false).await
}

async fn change(
    visit: Operator,
    id: &str,
    form: &Named,
    appoints: bool,
) -> Result<Response, PageError> {
    let id: PersonId = id.parse().map_err(|_| PageError::NotFound)?;
    let duty = Duty::from_key(&form.duty).ok_or(PageError::BadForm)?;
    let person = id.clone();
    visit
        .write(move |tx| {
            if appoints {
                use_cases::person::duty::appoint(tx, &person, duty)
            } else {
                use_cases::person::duty::relieve(tx, &person, duty)
            }
        })
        .await??;
    let verb = if appoints {
        "duty.appointed"
    } else {
        "duty.removed"
    };
    tracing::info!(event = verb, person = %id, duty = duty.key(), by = %visit.person.id, "a duty changed");
    let said = if appoints {
        fl!(visit.words.plain, "person-duty-given")
    } else {
        fl!(visit.words.plain, "person-duty-taken")
    };
    // Whoever gives up their own duty has no page of operators to come back to.
    let is_over = !appoints && duty == Duty::Operator && id == visit.person.id;
    let back = if is_over {
        "/".to_owned()
    } else {
        format!("/operator/people/{id}")
    };
    Ok(Onward::to(&visit.app, &back).saying(&said).into_response())
}
