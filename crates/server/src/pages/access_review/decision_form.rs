//! The answers to lines of a review, as a form.

use crate::pages::parts::terms_form::role_field;
use crate::paging;
use crate::web::desk::{Desk, ManageMembers};
use crate::web::forms::{Faults, Field, Kind};
use domain::ReviewLineId;
use i18n_embed_fl::fl;
use serde::Deserialize;

/// What the form below a list of lines sends, and the page that confirms an end.
#[derive(Deserialize, Default, Clone)]
pub struct ReviewDecisionForm {
    /// The lines as [`ticked`] writes them.
    #[serde(default)]
    pub(crate) lines: Vec<String>,
    /// `keep`, `end`, `role` or `until`; empty where nothing is chosen.
    #[serde(default)]
    pub(crate) answer: String,
    #[serde(default)]
    pub(crate) role: String,
    #[serde(default)]
    pub(crate) until: String,
    #[serde(default)]
    pub(crate) words: String,
    /// Set on the page that says what ending does.
    #[serde(default)]
    pub(crate) confirmed: String,
    /// Which list of lines the form stood below.
    #[serde(default)]
    pub(crate) show: String,
    /// Where in that list.
    #[serde(default, deserialize_with = "paging::id")]
    after: String,
}

impl ReviewDecisionForm {
    /// The line after which the list went on; nothing where it was the first page.
    pub(crate) fn cursor(&self) -> Option<String> {
        Some(self.after.clone()).filter(|after| !after.is_empty())
    }

    /// Whether the line is ticked, whatever was seen of it.
    pub fn has(&self, line: &ReviewLineId) -> bool {
        self.lines
            .iter()
            .any(|one| one.split('~').next() == Some(line.as_str()))
    }
}

/// How a form names a line that is ticked, and what was seen of it.
pub(crate) fn ticked(line: &ReviewLineId, print: &str) -> String {
    format!("{line}~{print}")
}

/// What somebody has filled in, and what is wrong with it.
#[derive(Default, Clone)]
pub(crate) struct ReviewDecision {
    pub form: ReviewDecisionForm,
    /// About the lines or the answer.
    pub(crate) fault: Option<String>,
    pub(crate) role_fault: Option<String>,
    pub(crate) until_fault: Option<String>,
    pub(crate) words_fault: Option<String>,
}

impl ReviewDecision {
    /// Whether anything is wrong, about the lines, the answer or what goes with it.
    pub(crate) fn is_faulty(&self) -> bool {
        [
            &self.fault,
            &self.role_fault,
            &self.until_fault,
            &self.words_fault,
        ]
        .iter()
        .any(|fault| fault.is_some())
    }
}

/// The fields, to be set into the page.
pub(crate) struct DecisionFields {
    pub answer: String,
    pub fault: Option<String>,
    pub role: Field,
    pub until: Field,
    pub words: Field,
}

impl DecisionFields {
    /// The fields as they were filled in, with the roles that somebody at this desk may give.
    pub fn new(desk: &Desk<ManageMembers>, decision: ReviewDecision) -> Self {
        let t = &desk.words.text;
        let form = decision.form;
        Self {
            role: role_field(desk, &form.role).fault(decision.role_fault),
            until: Field::new("until", fl!(t, "wish-until"))
                .kind(Kind::Date)
                .value(form.until)
                .fault(decision.until_fault),
            words: Field::new("words", fl!(t, "review-words"))
                .value(form.words)
                .optional(fl!(t, "field-optional"))
                .fault(decision.words_fault),
            answer: form.answer,
            fault: decision.fault,
        }
    }

    /// What is wrong, for the list at the top of the page; a fault of the answer leads to the first one offered.
    pub fn faults(&self) -> Faults {
        Faults::default()
            .with("answer-keep", self.fault.clone())
            .also(&[&self.role, &self.until, &self.words])
    }
}
