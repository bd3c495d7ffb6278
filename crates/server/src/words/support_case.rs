//! Support cases in words.

use crate::language::Words;
use domain::support_case::SupportCase;
use i18n_embed_fl::fl;

/// The subject of a case about a request, where its opener gives it none.
pub fn access_to(words: &Words, identifier: &str) -> String {
    fl!(
        words.plain,
        "support-case-access-to",
        identifier = identifier
    )
}

/// The subject of a case. In: of one of before, which has none, the identifier that its request is about.
pub fn subject(words: &Words, case: &SupportCase, about: Option<&str>) -> String {
    match about {
        Some(identifier) if case.subject.is_empty() => access_to(words, identifier),
        _ => subject_or_none(words, case),
    }
}

/// The subject of a case; of one of before, that it has none.
pub fn subject_or_none(words: &Words, case: &SupportCase) -> String {
    match case.subject.as_str() {
        "" => fl!(words.plain, "support-case-no-subject"),
        subject => subject.to_owned(),
    }
}
