//! What is wrong with what was typed, in words.

use crate::password::PasswordFault;
use crate::web::visit::Visit;
use domain::person;
use domain::text::TextFault;
use i18n_embed_fl::fl;

/// A text fault in words.
pub fn text_fault(visit: &Visit, fault: TextFault) -> String {
    let t = &visit.words.text;
    match fault {
        TextFault::Missing => fl!(t, "field-missing"),
        TextFault::TooShort { least, found } => fl!(
            visit.words.plain,
            "field-too-short",
            least = least,
            found = found
        ),
        TextFault::TooLong { most, found } => fl!(
            visit.words.plain,
            "field-too-long",
            most = most,
            found = found
        ),
        TextFault::NotShowable => fl!(t, "field-not-showable"),
    }
}

/// Why what was typed is no day, in words, where one has to be given.
pub fn day_fault(visit: &Visit, typed: &str) -> String {
    let t = &visit.words.text;
    if typed.trim().is_empty() {
        fl!(t, "field-date-missing")
    } else {
        fl!(t, "field-date")
    }
}

pub fn password_fault(visit: &Visit, fault: PasswordFault) -> String {
    let t = &visit.words.text;
    match fault {
        PasswordFault::TooShort => fl!(
            visit.words.plain,
            "password-too-short",
            least = person::PASSWORD_LEAST
        ),
        PasswordFault::TooLong => fl!(
            visit.words.plain,
            "password-too-long",
            most = person::PASSWORD_MOST
        ),
        PasswordFault::TooEasy => fl!(t, "password-too-easy"),
    }
}

/// Splits what was typed into what can be used and what is wrong with it.
pub fn sorted<T>(result: Result<T, String>) -> (Option<T>, Option<String>) {
    match result {
        Ok(value) => (Some(value), None),
        Err(fault) => (None, Some(fault)),
    }
}
