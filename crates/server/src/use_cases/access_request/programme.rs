//! What is typed to ask for a programme, held against what it asks.

use crate::config::Programme;
use crate::language::year_of;
use domain::access_request::ProgrammeTarget;
use domain::moment::days;
use domain::programme::{AnswerFault, read_answers, read_identifier, years_of_answers};
use domain::text::TextFault;
use domain::{Moment, Refusal, rules};
use std::collections::BTreeMap;

/// What was typed.
#[derive(Debug, Clone, Default)]
pub struct ProgrammeEntries {
    pub identifier: String,
    /// The key of an access type; empty where the programme is one thing, or nothing is chosen yet.
    pub access_type: String,
    /// By the keys of the questions; days as ISO 8601 writes them.
    pub answers: BTreeMap<String, String>,
}

/// What is wrong with what was typed, by field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProgrammeFaults {
    pub identifier: Option<ProgrammeIdentifierFault>,
    /// None of those there are was chosen.
    pub access_type: bool,
    /// By the keys of the questions.
    pub answers: BTreeMap<String, AnswerFault>,
}

/// What is wrong with an identifier of a programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProgrammeIdentifierFault {
    Text(TextFault),
    /// It is not shaped as this programme's identifiers are.
    Pattern,
}

/// The latest end that may be wished for in a programme; none where it may go without.
pub(super) fn latest_wish(programme: &Programme, now: Moment) -> Option<Moment> {
    let most = programme.definition.days;
    most.map(|most| now.plus(days(most.into())))
}

/// Whether an end that is wished for is one that the programme may give. Errors: as sending, for that alone.
pub fn wished_end_fits(
    programme: &Programme,
    until: Option<Moment>,
    now: Moment,
) -> Result<(), Refusal> {
    rules::access_request::wished_end_fits(until, latest_wish(programme, now), now)
}

impl ProgrammeEntries {
    /// What is wrong with them, if anything is.
    pub fn faults(&self, programme: &Programme, now: Moment) -> ProgrammeFaults {
        self.target(programme, now).err().unwrap_or_default()
    }

    /// What is asked for. Errors: everything that is wrong at once.
    pub(super) fn target(
        &self,
        programme: &Programme,
        now: Moment,
    ) -> Result<ProgrammeTarget, ProgrammeFaults> {
        let definition = &programme.definition;
        let mut faults = ProgrammeFaults::default();
        let identifier = match read_identifier(&self.identifier) {
            Ok(identifier) if programme.takes(&identifier) => identifier,
            Ok(_) => {
                faults.identifier = Some(ProgrammeIdentifierFault::Pattern);
                String::new()
            }
            Err(fault) => {
                faults.identifier = Some(ProgrammeIdentifierFault::Text(fault));
                String::new()
            }
        };
        let access = definition.access_type(&self.access_type).cloned();
        faults.access_type = access.is_none() && !definition.access_types.is_empty();
        let years = years_of_answers(year_of(now));
        let answers = read_answers(&definition.questions, &self.answers, years);
        let answers = answers.unwrap_or_else(|wrong| {
            faults.answers = wrong;
            Vec::new()
        });
        if faults != ProgrammeFaults::default() {
            return Err(faults);
        }
        Ok(ProgrammeTarget {
            programme: definition.key.clone(),
            programme_name: definition.name.clone(),
            identifier_label: definition.identifier_label.clone(),
            programme_identifier: identifier,
            programme_access: access,
            answers,
        })
    }
}
