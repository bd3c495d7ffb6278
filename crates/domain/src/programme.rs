//! Programmes: any other kind of access, with an identifier, questions and deciders of its own, as the settings define it.
//!
//! What is asked for by one is kept with the words it was asked in, so that a request reads as it did after the programme has changed.

use crate::key::keyed;
use crate::language::TextByLanguage;
use crate::text;
use crate::text::{LINE, Limits, TextFault, WORDS};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::ops::RangeInclusive;

/// What a programme is known by, in addresses and in the log: a-z, 0-9 and hyphens, 1 to 40 of them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ProgrammeKey(String);

impl ProgrammeKey {
    /// The key, if the text may be one.
    pub fn parse(text: &str) -> Option<Self> {
        may_be_key(text).then(|| Self(text.to_owned()))
    }

    /// The key as it stands in addresses.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ProgrammeKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether a text can stand in an address and in a form as it is: a-z, 0-9 and hyphens, 1 to 40 of them.
pub fn may_be_key(text: &str) -> bool {
    let may_stand = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    (1..=40).contains(&text.len()) && text.bytes().all(may_stand)
}

/// What is asked for with a programme's identifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Programme {
    pub key: ProgrammeKey,
    pub name: TextByLanguage,
    /// One sentence.
    pub summary: TextByLanguage,
    /// What helps who asks, if something does.
    pub help: Option<TextByLanguage>,
    /// What its identifier is called.
    pub identifier_label: TextByLanguage,
    /// An identifier as it might be, shown beside the field.
    pub example: String,
    pub questions: Vec<Question>,
    /// What can be asked for; where there are none, the programme is one thing.
    pub access_types: Vec<ProgrammeAccess>,
    /// How many days what is given holds; without an end where it does not say.
    pub days: Option<u32>,
}

impl Programme {
    /// The access type of a key, among those there are.
    pub fn access_type(&self, key: &str) -> Option<&ProgrammeAccess> {
        self.access_types.iter().find(|one| one.key == key)
    }
}

/// One kind of access that a programme gives, with its name as it was when it was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProgrammeAccess {
    pub key: String,
    pub name: TextByLanguage,
}

/// Something a programme wants to know of whoever asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    pub key: String,
    pub label: TextByLanguage,
    pub kind: QuestionKind,
    /// To be answered wherever it is shown.
    pub is_required: bool,
    /// Shown only where another question before it has this answer.
    pub shown_when: Option<Condition>,
}

/// The answer that another question must have: the key of a choice, or `yes` or `no`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    pub question: String,
    pub answer: String,
}

/// How a question is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuestionKind {
    Text,
    Choice(Vec<Choice>),
    YesNo,
    /// A day, as ISO 8601 writes it (`2027-03-31`).
    Date,
}

/// One of the answers to choose from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    pub key: String,
    pub label: TextByLanguage,
}

keyed! {
    /// An answer to a question that is answered by yes or no.
    YesNo { Yes = "yes", No = "no" }
}

/// What was answered, in the words the question had then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgrammeAnswer {
    pub question: String,
    pub label: TextByLanguage,
    pub value: AnswerValue,
}

/// The answer itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind", content = "value")]
pub enum AnswerValue {
    Text(String),
    Choice(Choice),
    YesNo(YesNo),
    /// As ISO 8601 writes a day.
    Date(String),
}

/// What is wrong with an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerFault {
    /// It has to be answered.
    Missing,
    /// It is none of those to choose from.
    NotOffered,
    NotADate,
    /// A day that nobody can mean: a slip of the pen.
    YearOutOfRange {
        first: u16,
        last: u16,
    },
    Text(TextFault),
    /// The programme asks no such question.
    NoSuchQuestion,
}

/// What a text answer may be: 1 to 1,000 characters.
pub const ANSWER: Limits = Limits {
    least: 1,
    most: 1000,
    lines: true,
};

/// The first year that a day may lie in.
const FIRST_YEAR: u16 = 1900;
/// How many years ahead a day may lie.
const YEARS_AHEAD: u16 = 10;

/// The years that days given as answers may lie in. In: the year it is.
pub fn years_of_answers(now: u16) -> RangeInclusive<u16> {
    FIRST_YEAR..=now.saturating_add(YEARS_AHEAD)
}

/// Takes the answers to a programme's questions.
///
/// In: what was typed, by the key of its question; days as ISO 8601 writes them; the years they may lie in. Out: the answers of the questions that are shown, in
/// their order; what was typed for one that is not shown is left out. Errors: what is wrong, by the key of the question.
pub fn read_answers(
    questions: &[Question],
    typed: &BTreeMap<String, String>,
    years: RangeInclusive<u16>,
) -> Result<Vec<ProgrammeAnswer>, BTreeMap<String, AnswerFault>> {
    let mut faults = BTreeMap::new();
    let mut answers = Vec::new();
    for key in typed.keys() {
        if !questions.iter().any(|question| question.key == *key) {
            faults.insert(key.clone(), AnswerFault::NoSuchQuestion);
        }
    }
    for question in questions.iter().filter(|one| is_shown(one, typed)) {
        let given = typed.get(&question.key).map_or("", String::as_str);
        match read_answer(question, given, &years) {
            Ok(Some(value)) => answers.push(ProgrammeAnswer {
                question: question.key.clone(),
                label: question.label.clone(),
                value,
            }),
            Ok(None) if question.is_required => {
                faults.insert(question.key.clone(), AnswerFault::Missing);
            }
            Ok(None) => {}
            Err(fault) => {
                faults.insert(question.key.clone(), fault);
            }
        }
    }
    if faults.is_empty() {
        Ok(answers)
    } else {
        Err(faults)
    }
}

/// Whether a question is asked, by what was answered to the one it hangs on.
fn is_shown(question: &Question, typed: &BTreeMap<String, String>) -> bool {
    question.shown_when.as_ref().is_none_or(|condition| {
        let given = typed.get(&condition.question);
        given.is_some_and(|given| *given == condition.answer)
    })
}

fn read_answer(
    question: &Question,
    given: &str,
    years: &RangeInclusive<u16>,
) -> Result<Option<AnswerValue>, AnswerFault> {
    if let QuestionKind::Text = question.kind {
        let words = text::clean_optional(given, ANSWER).map_err(AnswerFault::Text)?;
        return Ok(words.map(AnswerValue::Text));
    }
    let given = given.trim();
    if given.is_empty() {
        return Ok(None);
    }
    match &question.kind {
        QuestionKind::Text => Ok(None),
        QuestionKind::Choice(choices) => {
            let found = choices.iter().find(|one| one.key == given);
            let found = found.ok_or(AnswerFault::NotOffered)?;
            Ok(Some(AnswerValue::Choice(found.clone())))
        }
        QuestionKind::YesNo => {
            let found = YesNo::from_key(given).ok_or(AnswerFault::NotOffered)?;
            Ok(Some(AnswerValue::YesNo(found)))
        }
        QuestionKind::Date => match year_of_day(given) {
            Some(year) if years.contains(&year) => Ok(Some(AnswerValue::Date(given.to_owned()))),
            Some(_) => Err(AnswerFault::YearOutOfRange {
                first: *years.start(),
                last: *years.end(),
            }),
            None => Err(AnswerFault::NotADate),
        },
    }
}

/// The year of a day of the Gregorian calendar, as ISO 8601 writes it; none where there is no such day.
fn year_of_day(text: &str) -> Option<u16> {
    let number = |part: Option<&str>, digits: usize| {
        let part = part.filter(|part| part.len() == digits);
        let part = part.filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()))?;
        part.parse::<u32>().ok()
    };
    let mut parts = text.split('-');
    let (year, month, day) = (
        number(parts.next(), 4),
        number(parts.next(), 2),
        number(parts.next(), 2),
    );
    let (Some(year), Some(month), Some(day @ 1..), None) = (year, month, day, parts.next()) else {
        return None;
    };
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        _ => return None,
    };
    u16::try_from(year).ok().filter(|_| day <= days)
}

/// What is wrong with the questions of a programme as they are defined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuestionFault {
    /// The key may hold a-z, 0-9 and hyphens.
    Key { question: String },
    /// Two questions have this key.
    Twice { question: String },
    /// The label is empty, too long, or holds characters that nobody sees.
    Label { question: String },
    /// A choice needs at least two answers, each with a key and a label of its own.
    Choices { question: String },
    /// It hangs on a question that does not stand before it, or on an answer which that one cannot have.
    Condition { question: String },
}

/// Whether the questions of a programme can be asked. Errors: the first [`QuestionFault`].
pub fn check_questions(questions: &[Question]) -> Result<(), QuestionFault> {
    for (index, question) in questions.iter().enumerate() {
        let key = || question.key.clone();
        let before = &questions[..index];
        if !may_be_key(&question.key) {
            return Err(QuestionFault::Key { question: key() });
        }
        if before.iter().any(|one| one.key == question.key) {
            return Err(QuestionFault::Twice { question: key() });
        }
        if !is_label(&question.label, WORDS) {
            return Err(QuestionFault::Label { question: key() });
        }
        if let QuestionKind::Choice(choices) = &question.kind
            && !are_choices(choices)
        {
            return Err(QuestionFault::Choices { question: key() });
        }
        if let Some(condition) = &question.shown_when
            && !can_be(condition, before)
        {
            return Err(QuestionFault::Condition { question: key() });
        }
    }
    Ok(())
}

fn are_choices(choices: &[Choice]) -> bool {
    let is_one = |(index, choice): (usize, &Choice)| {
        may_be_key(&choice.key)
            && is_label(&choice.label, LINE)
            && !choices[..index].iter().any(|one| one.key == choice.key)
    };
    choices.len() >= 2 && choices.iter().enumerate().all(is_one)
}

fn can_be(condition: &Condition, before: &[Question]) -> bool {
    let on = before.iter().find(|one| one.key == condition.question);
    on.is_some_and(|on| match &on.kind {
        QuestionKind::Choice(choices) => choices.iter().any(|one| one.key == condition.answer),
        QuestionKind::YesNo => YesNo::from_key(&condition.answer).is_some(),
        QuestionKind::Text | QuestionKind::Date => false,
    })
}

/// Whether a text of the settings says something in each language, and nothing that nobody sees.
pub fn is_label(label: &TextByLanguage, limits: Limits) -> bool {
    [&label.en, &label.fr]
        .into_iter()
        .all(|said| text::clean(said, limits).as_deref() == Ok(said.trim()))
}

/// What identifies what is asked for in a programme, as it was typed without the white space around it: 1 to 100 characters.
pub fn read_identifier(typed: &str) -> Result<String, TextFault> {
    text::clean(typed, IDENTIFIER)
}

/// What an identifier of a programme may be, before its pattern is looked at.
pub const IDENTIFIER: Limits = Limits {
    least: 1,
    most: 100,
    lines: false,
};

#[cfg(test)]
mod tests {
    use super::*;

    fn question(key: &str, kind: QuestionKind, is_required: bool) -> Question {
        Question {
            key: key.into(),
            label: TextByLanguage::new(key, key),
            kind,
            is_required,
            shown_when: None,
        }
    }

    fn choice(key: &str) -> Choice {
        Choice {
            key: key.into(),
            label: TextByLanguage::new(key, key),
        }
    }

    fn questions() -> Vec<Question> {
        let levels = vec![choice("basic"), choice("expert")];
        let mut since = question("since", QuestionKind::Date, true);
        since.shown_when = Some(Condition {
            question: "level".into(),
            answer: "expert".into(),
        });
        vec![
            question("level", QuestionKind::Choice(levels), true),
            since,
            question("abroad", QuestionKind::YesNo, false),
            question("words", QuestionKind::Text, false),
        ]
    }

    fn read(typed: &[(&str, &str)]) -> Result<Vec<ProgrammeAnswer>, BTreeMap<String, AnswerFault>> {
        let typed = typed
            .iter()
            .map(|(key, said)| ((*key).into(), (*said).into()));
        read_answers(&questions(), &typed.collect(), years_of_answers(2026))
    }

    #[test]
    fn what_hangs_on_another_answer_is_asked_only_with_that_answer() {
        let basic = read(&[("level", "basic"), ("since", "not a day")]).unwrap();
        assert_eq!(basic.len(), 1);
        let expert = read(&[("level", "expert")]).unwrap_err();
        assert_eq!(expert.get("since"), Some(&AnswerFault::Missing));
        let day = read(&[("level", "expert"), ("since", "2026-12-01")]).unwrap();
        assert_eq!(day[1].value, AnswerValue::Date("2026-12-01".into()));
    }

    #[test]
    fn a_day_is_one_of_the_calendar() {
        for day in ["2026-12-31", "2028-02-29", "2000-02-29", "1900-01-01"] {
            assert!(year_of_day(day).is_some(), "{day}");
        }
        for no_day in [
            "2026-02-29",
            "1900-02-29",
            "2026-13-01",
            "2026-04-31",
            "2026-1-1",
            "2026-01-01-",
            "",
        ] {
            assert_eq!(year_of_day(no_day), None, "{no_day}");
        }
    }

    #[test]
    fn a_day_lies_in_a_year_that_somebody_can_mean() {
        let on = |day: &str| read(&[("level", "expert"), ("since", day)]);
        for day in ["1900-01-01", "2036-12-31"] {
            assert!(on(day).is_ok(), "{day}");
        }
        let fault = AnswerFault::YearOutOfRange {
            first: 1900,
            last: 2036,
        };
        for day in ["0026-11-03", "1899-12-31", "2037-01-01", "9999-12-31"] {
            assert_eq!(on(day).unwrap_err()["since"], fault, "{day}");
        }
    }

    #[test]
    fn a_faulty_answer_is_named_by_its_question() {
        let long = "x".repeat(1_000_000);
        let faults = read(&[
            ("level", "master"),
            ("abroad", "perhaps"),
            ("words", &long),
            ("colour", "red"),
        ]);
        let faults = faults.unwrap_err();
        assert_eq!(faults["level"], AnswerFault::NotOffered);
        assert_eq!(faults["abroad"], AnswerFault::NotOffered);
        assert_eq!(faults["colour"], AnswerFault::NoSuchQuestion);
        let too_long = TextFault::TooLong {
            most: 1000,
            found: 1_000_000,
        };
        assert_eq!(faults["words"], AnswerFault::Text(too_long));
    }

    #[test]
    fn questions_that_cannot_be_asked_are_found() {
        assert_eq!(check_questions(&questions()), Ok(()));
        let with = |change: fn(&mut Vec<Question>)| {
            let mut all = questions();
            change(&mut all);
            check_questions(&all)
        };
        let named = |question: &str| question.to_owned();
        let key = with(|all| all[0].key = "Level".into());
        assert_eq!(
            key,
            Err(QuestionFault::Key {
                question: named("Level")
            })
        );
        let twice = with(|all| all[2].key = "level".into());
        assert_eq!(
            twice,
            Err(QuestionFault::Twice {
                question: named("level")
            })
        );
        let label = with(|all| all[3].label.fr = " ".into());
        assert_eq!(
            label,
            Err(QuestionFault::Label {
                question: named("words")
            })
        );
        let choices = with(|all| all[0].kind = QuestionKind::Choice(vec![choice("basic")]));
        assert_eq!(
            choices,
            Err(QuestionFault::Choices {
                question: named("level")
            })
        );
        let order = with(|all| all.swap(0, 1));
        assert_eq!(
            order,
            Err(QuestionFault::Condition {
                question: named("since")
            })
        );
    }
}
