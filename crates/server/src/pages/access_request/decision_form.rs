//! The form an administrator decides with: what it sends, what it means, and what may be wrong with it.

use crate::pages::parts::terms_form::{TermsFaults, Typed};
use crate::use_cases::access_request::Decision;
use crate::web::errors::PageError;
use crate::web::faults::text_fault;
use crate::web::visit::Visit;
use crate::{pages, web};
use domain::access_request::{Denial, DenialClass, Grant};
use domain::membership::Terms;
use domain::text::WORDS;
use domain::{Moment, Refusal, text};
use i18n_embed_fl::fl;
use serde::Deserialize;

/// What the decision form sends.
#[derive(Deserialize, Default, Clone)]
pub struct DecisionForm {
    pub(crate) version: Option<u32>,
    #[serde(default)]
    pub(crate) outcome: String,
    #[serde(default)]
    pub(crate) scope: String,
    #[serde(default)]
    pub(crate) virtual_accounts: Vec<String>,
    #[serde(default)]
    pub(crate) role: String,
    #[serde(default)]
    pub(crate) until: String,
    #[serde(default)]
    pub(crate) note: String,
    /// Why something else is proposed: unlike a note with an approval, it has to be said.
    #[serde(default)]
    pub(crate) why: String,
    #[serde(default)]
    pub(crate) class: String,
    #[serde(default)]
    pub(crate) words: String,
}

impl DecisionForm {
    pub(crate) fn terms(&self) -> Typed<'_> {
        Typed {
            scope: &self.scope,
            virtual_accounts: &self.virtual_accounts,
            role: &self.role,
            until: &self.until,
        }
    }
}

/// What is wrong with a decision, by field.
#[derive(Default)]
pub(crate) struct DecisionFaults {
    pub(crate) outcome: Option<String>,
    pub(crate) terms: TermsFaults,
    pub(crate) note: Option<String>,
    pub(crate) why: Option<String>,
    pub(crate) class: Option<String>,
    pub(crate) words: Option<String>,
}

impl DecisionFaults {
    pub(crate) fn is_empty(&self) -> bool {
        [
            &self.outcome,
            &self.note,
            &self.why,
            &self.class,
            &self.words,
        ]
        .iter()
        .all(|fault| fault.is_none())
            && self.terms.is_empty()
    }
}

/// Turns the form into a decision, or says what is wrong with it.
pub(crate) fn read(
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
        grants @ ("approve" | "propose") => {
            let note = match grants {
                "propose" => optional(&form.why, |faults| &mut faults.why),
                _ => optional(&form.note, |faults| &mut faults.note),
            };
            if grants == "propose" && note.is_none() && faults.why.is_none() {
                faults.why = Some(fl!(t, "decision-offer-words-missing"));
            }
            match pages::parts::terms_form::read(visit, form.terms(), wished)? {
                Ok(Terms { role, scope, until }) => {
                    let grant = Grant {
                        role,
                        scope,
                        until,
                        note,
                    };
                    Some(match grants {
                        "propose" => Decision::Propose(grant),
                        _ => Decision::Approve(grant),
                    })
                }
                Err(wrong) => {
                    faults.terms = wrong;
                    None
                }
            }
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

/// Where on the page a refusal belongs.
pub(crate) fn faults_of(visit: &Visit, refusal: &Refusal) -> DecisionFaults {
    // The page shows what was decided, by whom and when.
    if matches!(refusal, Refusal::AlreadySettled { .. }) {
        return DecisionFaults::default();
    }
    let terms = TermsFaults::of(visit, refusal);
    DecisionFaults {
        outcome: terms
            .is_empty()
            .then(|| web::refusals::to_deciders(visit, refusal)),
        terms,
        ..DecisionFaults::default()
    }
}
