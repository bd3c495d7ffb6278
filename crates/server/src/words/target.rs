//! What a request asks for, by name: what its identifier is called, and what was answered.

use crate::config::Rules;
use crate::language::{Words, start_of_day};
use crate::standing::request_queue::is_with_support;
use crate::words::contract::access_type;
use domain::access_request::{RequestQueue, Target};
use domain::contract::AccessType;
use domain::programme::{AnswerValue, ProgrammeAnswer, YesNo};
use i18n_embed_fl::fl;
use jiff::tz::TimeZone;

/// What identifies it, with what that is called, for a letter: punycode beside what it stands for.
pub fn target_fact(target: &Target, words: &Words) -> (String, String) {
    match target {
        Target::SmartAccount { identifier, .. } => {
            let shown = if identifier.is_international() {
                format!("{} ({identifier})", identifier.shown())
            } else {
                identifier.to_string()
            };
            (fl!(words.plain, "account-domain-identifier"), shown)
        }
        Target::Programme(target) => (
            target.identifier_label.in_language(words.language).into(),
            target.programme_identifier.clone(),
        ),
        Target::Contract {
            contract_number, ..
        } => (
            fl!(words.plain, "contract-asked-number"),
            contract_number.to_string(),
        ),
    }
}

/// What access is asked to, in a sentence: a programme by its name, all else by what identifies it.
pub fn place_in(target: &Target, words: &Words) -> String {
    match target {
        Target::SmartAccount { .. } | Target::Contract { .. } => target.shown(),
        Target::Programme(target) => target.programme_name.in_language(words.language).into(),
    }
}

/// What was asked and answered, question by question.
pub fn answers_in(target: &Target, words: &Words) -> Vec<(String, String)> {
    let answers: &[ProgrammeAnswer] = match target {
        Target::SmartAccount { .. } | Target::Contract { .. } => &[],
        Target::Programme(target) => &target.answers,
    };
    answers
        .iter()
        .map(|answer| {
            let label = answer.label.in_language(words.language).to_owned();
            (label, answer_in(&answer.value, words))
        })
        .collect()
}

fn answer_in(value: &AnswerValue, words: &Words) -> String {
    match value {
        AnswerValue::Text(text) => text.clone(),
        AnswerValue::Choice(choice) => choice.label.in_language(words.language).into(),
        AnswerValue::YesNo(YesNo::Yes) => fl!(words.plain, "answer-yes"),
        AnswerValue::YesNo(YesNo::No) => fl!(words.plain, "answer-no"),
        AnswerValue::Date(day) => match start_of_day(day, &TimeZone::UTC) {
            Some(start) => words.date(start, &TimeZone::UTC),
            None => day.clone(),
        },
    }
}

/// Who decides it, as a kind of people.
pub fn deciders_in(target: &Target, rules: &Rules, words: &Words) -> String {
    let t = &words.plain;
    match target.queue() {
        None => fl!(t, "deciders-smart-account"),
        Some(queue) if is_with_support(rules, &queue) => fl!(t, "deciders-support"),
        Some(RequestQueue::Programme(_)) => fl!(t, "deciders-programme"),
        Some(RequestQueue::Contracts) => fl!(t, "deciders-support"),
    }
}

/// Those who decide, as they stand in a sentence.
pub struct DecidersNamed {
    /// "the administrators"
    pub who: String,
    /// Whom one writes to: in French with its preposition.
    pub to: String,
}

impl DecidersNamed {
    /// Those who decide requests for this.
    pub fn of(target: &Target, rules: &Rules, words: &Words) -> Self {
        Self::in_queue(target.queue(), rules, words)
    }

    /// Those who decide in this queue; in none, the administrators of an account.
    pub fn in_queue(queue: Option<RequestQueue>, rules: &Rules, words: &Words) -> Self {
        let t = &words.plain;
        match queue {
            None => Self {
                who: fl!(t, "deciders-named"),
                to: fl!(t, "deciders-named-to"),
            },
            Some(queue) if is_with_support(rules, &queue) => Self {
                who: fl!(t, "deciders-named-support"),
                to: fl!(t, "deciders-named-to-support"),
            },
            Some(_) => Self {
                who: fl!(t, "deciders-named-programme"),
                to: fl!(t, "deciders-named-to-programme"),
            },
        }
    }
}

/// What kind of access it is, as the table of one's requests says it.
pub fn access_type_in(target: &Target, words: &Words) -> String {
    match target {
        Target::SmartAccount { .. } => fl!(words.plain, "access-type-smart-account"),
        Target::Contract {
            contract_access, ..
        } => access_type(words, *contract_access),
        Target::Programme(target) => {
            let programme = target.programme_name.in_language(words.language);
            match &target.programme_access {
                Some(access) => {
                    format!("{programme} · {}", access.name.in_language(words.language))
                }
                None => programme.to_owned(),
            }
        }
    }
}

/// The access types of contracts to choose from, with their keys.
pub fn access_type_options(words: &Words) -> Vec<(String, String)> {
    let all = AccessType::ALL.iter();
    all.map(|one| (one.key().to_owned(), access_type(words, *one)))
        .collect()
}
