//! The number of a case: what people say on the telephone and find it by.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The least and the most that is counted, without the check: none begins with a zero, which spreadsheets drop.
const LEAST: u64 = 10_000_000;
const MOST: u64 = 99_999_999;

/// Ten digits, the last two of them a check by which every digit misheard and every pair swapped is noticed (ISO/IEC 7064,
/// MOD 97-10, as in an IBAN). They say nothing of how many cases there are.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CaseNumber(String);

impl CaseNumber {
    /// What events of before say, when cases had no numbers.
    pub fn none() -> Self {
        Self(String::new())
    }

    /// A number drawn by these bits; cases that draw the same have to draw again.
    pub fn drawn(bits: u128) -> Self {
        // The bits of an id differ most at its end.
        let spread = (bits as u64) ^ ((bits >> 64) as u64).rotate_left(17);
        let counted = LEAST + spread % (MOST - LEAST + 1);
        let check = 98 - (counted * 100) % 97;
        Self(format!("{counted}{check:02}"))
    }

    /// As it is typed, with or without what groups its digits. None where it cannot be one.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = digits_of(text)?;
        let value: u64 = digits.parse().ok()?;
        let is_one = digits.len() == 10 && value / 100 >= LEAST && value % 97 == 1;
        is_one.then_some(Self(digits))
    }

    /// A number read back from storage.
    pub fn stored(digits: String) -> Self {
        Self(digits)
    }

    /// Its digits alone, as it is kept.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The digits of what is typed like a number, or the beginning of one: with whatever people put between them, full-width ones as
/// others. None where anything else stands in it.
pub fn digits_of(text: &str) -> Option<String> {
    let mut digits = String::new();
    for c in text.trim().trim_start_matches(['#', '№']).chars() {
        match c {
            '0'..='9' => digits.push(c),
            '０'..='９' => digits.extend(char::from_digit(c as u32 - '０' as u32, 10)),
            '-' | '.' | '/' | '–' | '—' | '\u{2010}' | '\u{2011}' => {}
            c if c.is_whitespace() => {}
            _ => return None,
        }
    }
    (!digits.is_empty()).then_some(digits)
}

/// In groups of three, three and four.
impl fmt::Display for CaseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0.get(..3), self.0.get(3..6), self.0.get(6..)) {
            (Some(first), Some(second), Some(third)) if !third.is_empty() => {
                write!(f, "{first}-{second}-{third}")
            }
            _ => f.write_str(&self.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_it_is_said() {
        let number = CaseNumber::drawn(0x0199_1234_5678_7abc_8def_0123_4567_89ab);
        let digits = number.as_str().to_owned();
        assert_eq!(digits.len(), 10);
        let spaced: String = digits.chars().flat_map(|c| [c, ' ']).collect();
        for typed in [
            digits.clone(),
            number.to_string(),
            spaced,
            format!("# {number}"),
        ] {
            assert_eq!(CaseNumber::parse(&typed), Some(number.clone()), "{typed}");
        }
        for typed in ["", "12", "x", "99999999999", &format!("{digits}1")] {
            assert_eq!(CaseNumber::parse(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_digit_misheard_or_two_swapped_are_noticed() {
        for seed in 0..50u128 {
            let digits = CaseNumber::drawn(seed * 0x9E37_79B9_7F4A_7C15).0;
            let parsed =
                |digits: Vec<u8>| CaseNumber::parse(std::str::from_utf8(&digits).expect("digits"));
            for place in 0..digits.len() {
                for other in b'0'..=b'9' {
                    let mut wrong = digits.clone().into_bytes();
                    wrong[place] = other;
                    let same = wrong == digits.as_bytes();
                    assert_eq!(parsed(wrong).is_some(), same, "{digits}");
                }
                if place + 1 < digits.len() {
                    let mut wrong = digits.clone().into_bytes();
                    wrong.swap(place, place + 1);
                    let same = wrong == digits.as_bytes();
                    assert_eq!(parsed(wrong).is_some(), same, "{digits}");
                }
            }
        }
    }
}
