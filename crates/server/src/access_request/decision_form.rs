//! The form an administrator decides with: what it sends, what it means, and what may be wrong with it.

use super::Decision;
use crate::language::{end_of_day, field_date};
use crate::web::errors::PageError;
use crate::web::faults::text_fault;
use crate::web::refusals;
use crate::web::visit::Visit;
use domain::access_request::{Denial, DenialClass, Grant};
use domain::text::{self, WORDS};
use domain::{Moment, Refusal, Role, Scope};
use i18n_embed_fl::fl;
use jiff::tz::TimeZone;
use serde::Deserialize;
use std::collections::BTreeSet;

/// What the decision form sends.
#[derive(Deserialize, Default, Clone)]
pub struct DecisionForm {
    pub(super) version: Option<u32>,
    #[serde(default)]
    pub(super) outcome: String,
    #[serde(default)]
    pub(super) scope: String,
    #[serde(default)]
    pub(super) virtual_accounts: Vec<String>,
    #[serde(default)]
    pub(super) role: String,
    #[serde(default)]
    pub(super) until: String,
    #[serde(default)]
    pub(super) note: String,
    #[serde(default)]
    pub(super) class: String,
    #[serde(default)]
    pub(super) words: String,
}

/// What is wrong with a decision, by field.
#[derive(Default)]
pub(super) struct DecisionFaults {
    pub(super) outcome: Option<String>,
    pub(super) scope: Option<String>,
    pub(super) role: Option<String>,
    pub(super) until: Option<String>,
    pub(super) note: Option<String>,
    pub(super) class: Option<String>,
    pub(super) words: Option<String>,
}

impl DecisionFaults {
    pub(super) fn is_empty(&self) -> bool {
        [
            &self.outcome,
            &self.scope,
            &self.role,
            &self.until,
            &self.note,
            &self.class,
            &self.words,
        ]
        .iter()
        .all(|f| f.is_none())
    }
}

/// Turns the form into a decision, or says what is wrong with it.
pub(super) fn read(
    visit: &Visit,
    form: &DecisionForm,
    wished: Option<Moment>,
) -> Result<Result<Decision, DecisionFaults>, PageError> {
    let t = &visit.words.text;
    let mut faults = DecisionFaults::default();
    let mut optional = |text: &str, place: fn(&mut DecisionFaults) -> &mut Option<String>| {
        match text::clean_optional(text, WORDS) {
            Ok(words) => words,
            Err(fault) => {
                *place(&mut faults) = Some(text_fault(visit, fault));
                None
            }
        }
    };
    let decision = match form.outcome.as_str() {
        "approve" => {
            let note = optional(&form.note, |faults| &mut faults.note);
            let scope = match form.scope.as_str() {
                "entire" => Some(Scope::EntireAccount),
                "selected" => {
                    let ids: Result<BTreeSet<_>, _> =
                        form.virtual_accounts.iter().map(|id| id.parse()).collect();
                    Some(Scope::VirtualAccounts(ids.map_err(|_| PageError::BadForm)?))
                }
                "" => None,
                _ => return Err(PageError::BadForm),
            };
            let until = match form.until.trim() {
                "" => None,
                // Left as it was shown, it is what was asked for, in whatever zone that was said.
                date if wished.is_some_and(|until| date == shown_date(until, &visit.zone)) => {
                    wished
                }
                date => {
                    let until = end_of_day(date, &visit.zone);
                    if until.is_none() {
                        faults.until = Some(fl!(t, "field-date"));
                    }
                    until
                }
            };
            let role = match form.role.as_str() {
                "" => None,
                key => Some(Role::from_key(key).ok_or(PageError::BadForm)?),
            };
            if scope.is_none() {
                faults.scope = Some(fl!(t, "decision-scope-missing"));
            }
            if role.is_none() {
                faults.role = Some(fl!(t, "decision-role-missing"));
            }
            scope.zip(role).map(|(scope, role)| {
                Decision::Approve(Grant {
                    role,
                    scope,
                    until,
                    note,
                })
            })
        }
        "decline" => {
            let words = optional(&form.words, |faults| &mut faults.words);
            let class = match form.class.as_str() {
                "" => None,
                key => Some(DenialClass::from_key(key).ok_or(PageError::BadForm)?),
            };
            if class.is_none() {
                faults.class = Some(fl!(t, "decision-class-missing"));
            }
            class.map(|class| Decision::Decline(Denial { class, words }))
        }
        "" => {
            faults.outcome = Some(fl!(t, "decision-outcome-missing"));
            None
        }
        _ => return Err(PageError::BadForm),
    };
    Ok(match decision {
        Some(decision) if faults.is_empty() => Ok(decision),
        _ => Err(faults),
    })
}

/// The last day of an end date, as the form shows it.
pub(super) fn shown_date(until: Moment, zone: &TimeZone) -> String {
    field_date(Moment(until.0 - 1), zone)
}

/// Where on the page a refusal belongs.
pub(super) fn faults_of(visit: &Visit, refusal: &Refusal) -> DecisionFaults {
    let words = Some(refusals::words(visit, refusal));
    match refusal {
        // The page shows what was decided, by whom and when.
        Refusal::AlreadySettled { .. } => DecisionFaults::default(),
        Refusal::RoleDoesNotFitScope | Refusal::ApproverOutsideDomain { .. } => DecisionFaults {
            role: words,
            ..Default::default()
        },
        Refusal::NoVirtualAccountChosen
        | Refusal::VirtualAccountOfAnotherAccount
        | Refusal::BeyondOwnRights => DecisionFaults {
            scope: words,
            ..Default::default()
        },
        Refusal::EndDateInThePast => DecisionFaults {
            until: words,
            ..Default::default()
        },
        _ => DecisionFaults {
            outcome: words,
            ..Default::default()
        },
    }
}
