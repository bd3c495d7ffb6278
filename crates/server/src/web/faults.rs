//! What is wrong with what was typed, in words.

use crate::password::PasswordFault;
use crate::web::visit::Visit;
use domain::contract::{DomainFault, LONGEST_NUMBER, NumberFault};
use domain::identifier::IdentifierFault;
use domain::text::TextFault;
use domain::{DomainIdentifier, person};
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

/// Why a new password is not taken, with how long it must be or may be.
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

/// Why what was typed is no contract number, bill-to ID or serial number, in words.
pub fn number_fault(visit: &Visit, fault: &NumberFault) -> String {
    let (t, plain) = (&visit.words.text, &visit.words.plain);
    match fault {
        NumberFault::Missing => fl!(t, "contract-number-missing"),
        NumberFault::TooLong { found } => {
            let (most, found): (usize, usize) = (LONGEST_NUMBER, *found);
            fl!(
                plain,
                "contract-number-too-long",
                most = most,
                found = found
            )
        }
        NumberFault::NotAllowed { character } => {
            let character = character.escape_debug().to_string();
            fl!(plain, "contract-number-not-allowed", character = character)
        }
    }
}

/// Why a domain cannot be verified as a company's own, in words.
pub fn contract_domain_fault(visit: &Visit, fault: &DomainFault) -> String {
    match fault {
        DomainFault::NotADomain(fault) => identifier_fault(visit, fault).0,
        DomainFault::Anybodys(domain) => {
            let domain = domain.shown();
            fl!(
                visit.words.plain,
                "refusal-domain-of-anybody",
                domain = domain
            )
        }
    }
}

/// An identifier fault in words, with an example or the domain that was probably meant.
pub fn identifier_fault(visit: &Visit, fault: &IdentifierFault) -> (String, Option<String>) {
    let t = &visit.words.text;
    let words = match fault {
        IdentifierFault::Empty => fl!(t, "identifier-empty"),
        IdentifierFault::HasSpaces => fl!(t, "identifier-spaces"),
        IdentifierFault::IsAddress { .. } => fl!(t, "identifier-address"),
        IdentifierFault::IsEmail { .. } => fl!(t, "identifier-email"),
        IdentifierFault::IsNumber => fl!(t, "identifier-number"),
        IdentifierFault::TooLong => fl!(t, "identifier-too-long"),
        IdentifierFault::EmptyLabel => fl!(t, "identifier-empty-label"),
        IdentifierFault::EdgeHyphen => fl!(t, "identifier-hyphen"),
        IdentifierFault::SingleLabel => fl!(t, "identifier-single-label"),
        IdentifierFault::NotAllowed => fl!(t, "identifier-not-allowed"),
    };
    let suggestion = match fault {
        IdentifierFault::IsAddress { suggestion } | IdentifierFault::IsEmail { suggestion } => {
            suggestion.as_ref()
        }
        _ => None,
    };
    (words, suggestion.map(DomainIdentifier::shown))
}
