//! The form an administrator decides with: what it sends, what it means, and what may be wrong with it.

use crate::config::Rules;
use crate::pages::parts::terms_form::{TermsFaults, Typed, read_until};
use crate::use_cases::access_request::Decision;
use crate::web::errors::PageError;
use crate::web::faults::text_fault;
use crate::web::forms::{Field, Kind};
use crate::web::request_desk::RequestDesk;
use crate::web::visit::Visit;
use crate::{pages, web};
use domain::access_request::{
    AccessRequest, Denial, DenialClass, Grant, GrantedAccess, ProgrammeTarget, Target,
};
use domain::contract::AccessType;
use domain::programme::ProgrammeAccess;
use domain::rules::access_request::LatestEnd;
use domain::text::WORDS;
use domain::{Refusal, text};
use i18n_embed_fl::fl;
use serde::Deserialize;

/// What the decision form sends.
#[derive(Deserialize, Default, Clone)]
pub struct DecisionForm {
    /// The version of the request that the page showed.
    pub(crate) version: Option<u32>,
    /// `approve`, `propose` or `decline`; empty where nothing is chosen.
    #[serde(default)]
    pub(crate) outcome: String,
    #[serde(default)]
    pub(crate) scope: String,
    #[serde(default)]
    pub(crate) virtual_accounts: Vec<String>,
    #[serde(default)]
    pub(crate) role: String,
    /// The key of a kind of access, where several can be given.
    #[serde(default)]
    pub(crate) access: String,
    #[serde(default)]
    pub(crate) until: String,
    #[serde(default)]
    pub(crate) note: String,
    /// Why something else is proposed: unlike a note with an approval, it has to be said.
    #[serde(default)]
    pub(crate) why: String,
    /// The key of a reason to decline.
    #[serde(default)]
    pub(crate) class: String,
    #[serde(default)]
    pub(crate) words: String,
}

impl DecisionForm {
    /// What is typed of role, scope and end date, as the fields that all such forms share read it.
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
    pub(crate) access: Option<String>,
    pub(crate) note: Option<String>,
    pub(crate) why: Option<String>,
    pub(crate) class: Option<String>,
    pub(crate) words: Option<String>,
}

impl DecisionFaults {
    /// Whether nothing is wrong, with the terms neither.
    pub(crate) fn is_empty(&self) -> bool {
        [
            &self.outcome,
            &self.access,
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

/// Turns the form into a decision of a request, or says what is wrong with it. In: what limits the end of what is given.
pub(crate) fn read(
    visit: &Visit,
    form: &DecisionForm,
    request: &AccessRequest,
    latest: &LatestEnd,
) -> Result<Result<Decision, DecisionFaults>, PageError> {
    let mut faults = DecisionFaults::default();
    let decision = match form.outcome.as_str() {
        "approve" => {
            let note = optional(visit, &form.note, &mut faults.note);
            grant(visit, form, request, (latest, note), &mut faults)?.map(Decision::Approve)
        }
        "propose" => {
            let why = optional(visit, &form.why, &mut faults.why);
            if why.is_none() && faults.why.is_none() {
                faults.why = Some(fl!(visit.words.text, "decision-offer-words-missing"));
            }
            grant(visit, form, request, (latest, why), &mut faults)?.map(Decision::Propose)
        }
        "decline" => denial(visit, form, &mut faults)?.map(Decision::Decline),
        "" => {
            faults.outcome = Some(fl!(visit.words.text, "decision-outcome-missing"));
            None
        }
        _ => return Err(PageError::BadForm),
    };
    Ok(match decision {
        Some(decision) if faults.is_empty() => Ok(decision),
        _ => Err(faults),
    })
}

fn optional(visit: &Visit, typed: &str, fault: &mut Option<String>) -> Option<String> {
    text::clean_optional(typed, WORDS).unwrap_or_else(|wrong| {
        *fault = Some(text_fault(visit, wrong));
        None
    })
}

fn grant(
    visit: &Visit,
    form: &DecisionForm,
    request: &AccessRequest,
    (latest, note): (&LatestEnd, Option<String>),
    faults: &mut DecisionFaults,
) -> Result<Option<Grant>, PageError> {
    let access = match &request.target {
        Target::Programme(target) => programme_access(visit, form, target, faults)?,
        Target::Contract { .. } => contract_access(visit, form, faults)?,
        Target::SmartAccount { .. } => None,
    };
    if request.target.queue().is_some() {
        let Some(access) = access else {
            return Ok(None);
        };
        let latest = latest.of(&access, visit.now).ok().flatten();
        let shown = request.wish.until.or(latest);
        let until = read_until(visit, &form.until, shown, &mut faults.terms.until);
        return Ok(Some(Grant {
            access,
            until,
            note,
        }));
    }
    match pages::parts::terms_form::read(visit, form.terms(), request.wish.until)? {
        Ok(terms) => Ok(Some(Grant::of_role(terms, note))),
        Err(wrong) => {
            faults.terms = wrong;
            Ok(None)
        }
    }
}

/// What a programme gives: of the kinds there are now, or the one that was asked for.
fn programme_access(
    visit: &Visit,
    form: &DecisionForm,
    target: &ProgrammeTarget,
    faults: &mut DecisionFaults,
) -> Result<Option<GrantedAccess>, PageError> {
    let offered = access_types(visit.app.db.rules(), target);
    let access = offered.iter().find(|one| one.key == form.access).cloned();
    if access.is_none() && !offered.is_empty() {
        return missing_access(visit, form, faults);
    }
    Ok(Some(GrantedAccess::Programme {
        programme_access: access,
    }))
}

fn contract_access(
    visit: &Visit,
    form: &DecisionForm,
    faults: &mut DecisionFaults,
) -> Result<Option<GrantedAccess>, PageError> {
    match AccessType::from_key(&form.access) {
        Some(contract_access) => Ok(Some(GrantedAccess::Contract { contract_access })),
        None => missing_access(visit, form, faults),
    }
}

fn missing_access<T>(
    visit: &Visit,
    form: &DecisionForm,
    faults: &mut DecisionFaults,
) -> Result<Option<T>, PageError> {
    if !form.access.is_empty() {
        return Err(PageError::BadForm);
    }
    faults.access = Some(fl!(visit.words.text, "decision-access-missing"));
    Ok(None)
}

/// The kinds of access that can be given for a request: those of its programme now, and the one that was asked for.
pub(crate) fn access_types(rules: &Rules, target: &ProgrammeTarget) -> Vec<ProgrammeAccess> {
    let programme = rules.programme(target.programme.as_str());
    let mut found = programme.map_or_else(Vec::new, |one| one.definition.access_types.clone());
    if let Some(asked) = &target.programme_access
        && !found.iter().any(|one| one.key == asked.key)
    {
        found.push(asked.clone());
    }
    found
}

fn denial(
    visit: &Visit,
    form: &DecisionForm,
    faults: &mut DecisionFaults,
) -> Result<Option<Denial>, PageError> {
    let words = optional(visit, &form.words, &mut faults.words);
    if form.class.is_empty() {
        faults.class = Some(fl!(visit.words.text, "decision-class-missing"));
        return Ok(None);
    }
    let class = DenialClass::from_key(&form.class).ok_or(PageError::BadForm)?;
    Ok(Some(Denial { class, words }))
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

/// What is said with a decision.
pub(crate) struct DecisionFields {
    pub(crate) note: Field,
    pub(crate) why: Field,
    pub(crate) class: Field,
    pub(crate) words: Field,
}

/// The fields with what was typed.
pub(crate) fn decision_fields(
    desk: &RequestDesk,
    target: &Target,
    form: &DecisionForm,
    faults: &DecisionFaults,
) -> DecisionFields {
    let t = &desk.words.text;
    let mut classes = vec![(String::new(), fl!(t, "decision-choose-reason"))];
    let named = |class: &DenialClass| (class.key().to_owned(), desk.words.denial(*class));
    classes.extend(DenialClass::of(target).iter().map(named));
    let optional = || fl!(t, "field-optional");
    let area = |name, label| Field::new(name, label).kind(Kind::Area);
    DecisionFields {
        note: area("note", fl!(t, "decision-note"))
            .value(&form.note)
            .optional(optional())
            .hint(fl!(t, "decision-note-hint"))
            .fault(faults.note.clone()),
        why: area("why", fl!(t, "decision-offer-words"))
            .value(&form.why)
            .hint(fl!(t, "decision-note-hint"))
            .fault(faults.why.clone()),
        class: Field::new("class", fl!(t, "decision-reason"))
            .value(&form.class)
            .options(classes)
            .fault(faults.class.clone()),
        words: area("words", fl!(t, "decision-words"))
            .value(&form.words)
            .optional(optional())
            .fault(faults.words.clone()),
    }
}
