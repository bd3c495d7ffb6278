//! The numbers a contract is known by, in the one form in which they are kept and compared.

use crate::key::keyed;
use crate::text;
use serde::{Deserialize, Serialize};
use std::fmt;

/// As many letters and digits as a number has at most.
pub const LONGEST_NUMBER: usize = 64;

keyed! {
    /// What a number is of: one contract, whoever pays for several, or a product that one covers.
    #[derive(PartialOrd, Ord, Hash)]
    NumberKind { Contract = "contract", BillTo = "bill-to", Serial = "serial" }
}

/// A contract number, bill-to ID or serial number in its normal form: capital letters A to Z and digits, 1 to
/// [`LONGEST_NUMBER`] of them. Spaces, hyphens and case do not matter, and wide forms are the narrow ones (as in Unicode's NFKC).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ContractNumber(String);

/// What is wrong with a text that should be such a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "fault")]
pub enum NumberFault {
    /// Nothing but spaces and hyphens.
    Missing,
    /// More than [`LONGEST_NUMBER`] letters and digits.
    TooLong { found: usize },
    /// Neither a letter from A to Z nor a digit, a space or a hyphen.
    NotAllowed { character: char },
}

impl ContractNumber {
    /// In: as somebody typed it. Out: the normal form. Errors: the first [`NumberFault`].
    pub fn parse(typed: &str) -> Result<Self, NumberFault> {
        let mut kept = String::new();
        let mut found = 0;
        for character in typed.chars() {
            let narrow = narrow(character).to_ascii_uppercase();
            if narrow.is_ascii_alphanumeric() {
                found += 1;
                if found <= LONGEST_NUMBER {
                    kept.push(narrow);
                }
            } else if !is_passed_over(narrow) {
                return Err(NumberFault::NotAllowed { character });
            }
        }
        match found {
            0 => Err(NumberFault::Missing),
            found if found > LONGEST_NUMBER => Err(NumberFault::TooLong { found }),
            _ => Ok(Self(kept)),
        }
    }

    /// A number read back from storage, where it was put after [`ContractNumber::parse`].
    pub fn stored(text: String) -> Self {
        Self(text)
    }

    /// The normal form.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ContractNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The narrow form of a wide one (the block of full-width forms of ASCII).
fn narrow(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        c => c,
    }
}

/// Spaces of every kind, what nobody sees, and hyphens: all of the general category "dash punctuation", and what is typed for one.
fn is_passed_over(c: char) -> bool {
    c.is_whitespace()
        || text::is_ignorable(c)
        || matches!(
            c,
            '-' | '\u{58A}' | '\u{5BE}' | '\u{1400}' | '\u{1806}' | '\u{2010}'
                ..='\u{2015}'
                    | '\u{2043}'
                    | '\u{2212}'
                    | '\u{2E17}'
                    | '\u{2E1A}'
                    | '\u{2E3A}'
                    | '\u{2E3B}'
                    | '\u{2E40}'
                    | '\u{2E5D}'
                    | '\u{301C}'
                    | '\u{3030}'
                    | '\u{30A0}'
                    | '\u{FE31}'
                    | '\u{FE32}'
                    | '\u{FE58}'
                    | '\u{FE63}'
                    | '\u{10EAD}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<String, NumberFault> {
        ContractNumber::parse(text).map(|number| number.0)
    }

    #[test]
    fn spaces_hyphens_case_and_width_do_not_matter() {
        for typed in [
            "LMN2231A0K1",
            " lmn-2231 a0k1 ",
            "ＬＭＮ２２３１Ａ０Ｋ１",
            "lmn\u{2011}2231\u{2014}a0\u{A0}k1",
            "lmn\u{202F}2231\u{2212}a0k1\u{200B}",
            "L\u{AD}MN\t2231\u{3000}A0K1",
        ] {
            assert_eq!(parse(typed), Ok("LMN2231A0K1".into()), "{typed}");
        }
    }

    #[test]
    fn what_is_no_number_is_told_by_why() {
        assert_eq!(parse(""), Err(NumberFault::Missing));
        assert_eq!(parse(" - \u{2003}"), Err(NumberFault::Missing));
        assert_eq!(parse(&"1".repeat(64)), Ok("1".repeat(64)));
        let long = NumberFault::TooLong { found: 100 };
        assert_eq!(parse(&"1".repeat(100)), Err(long));
        // Letters of other scripts only look like ours; other digits are not sure to mean what they do here.
        for character in ['/', '.', '#', 'А', 'é', '٣', 'ß', '\0', '<'] {
            let typed = format!("204{character}881");
            assert_eq!(
                parse(&typed),
                Err(NumberFault::NotAllowed { character }),
                "{typed}"
            );
        }
    }
}
