//! Words people type: counted, trimmed and kept free of what could not be shown or stored.

use serde::{Deserialize, Serialize};

/// Why a text cannot be taken. Lengths are Unicode scalar values after trimming.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "fault")]
pub enum TextFault {
    Missing,
    TooShort {
        least: usize,
        found: usize,
    },
    TooLong {
        most: usize,
        found: usize,
    },
    /// Control characters, or characters that reverse the direction of what follows.
    NotShowable,
}

/// What a text must be like.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    pub least: usize,
    pub most: usize,
    pub lines: bool,
}

/// A line of text: a name, an organisation.
pub const LINE: Limits = Limits {
    least: 1,
    most: 200,
    lines: false,
};
/// Optional words: a note, an answer in a support case.
pub const WORDS: Limits = Limits {
    least: 1,
    most: 4000,
    lines: true,
};
/// The reason for a request (10 to 1,000).
pub const REASON: Limits = Limits {
    least: 10,
    most: 1000,
    lines: true,
};

/// The text with line ends as `\n` and no white space around it, if it keeps the limits.
/// In: any text. Out: the normal form. Errors: the first [`TextFault`].
pub fn clean(text: &str, limits: Limits) -> Result<String, TextFault> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text = text.trim();
    let found = text.chars().count();
    if found == 0 {
        return Err(TextFault::Missing);
    }
    if found < limits.least {
        return Err(TextFault::TooShort {
            least: limits.least,
            found,
        });
    }
    if found > limits.most {
        return Err(TextFault::TooLong {
            most: limits.most,
            found,
        });
    }
    if text.chars().any(|c| !showable(c, limits.lines)) {
        return Err(TextFault::NotShowable);
    }
    Ok(text.to_owned())
}

/// As [`clean`], with nothing typed being no fault.
pub fn clean_optional(text: &str, limits: Limits) -> Result<Option<String>, TextFault> {
    match clean(text, limits) {
        Err(TextFault::Missing) => Ok(None),
        other => other.map(Some),
    }
}

/// Directional overrides and isolates could make one name look like another (Unicode TR #36).
fn showable(c: char, lines: bool) -> bool {
    match c {
        '\n' | '\t' => lines,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => false,
        // Marks and spaces without width; the joiners (U+200C, U+200D) are needed by some scripts.
        '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{FEFF}' => false,
        '\u{2028}' | '\u{2029}' => lines,
        _ => !c.is_control(),
    }
}

/// The reason somebody gives for a request: 10 to 1,000 Unicode scalar values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Reason(String);

impl Reason {
    pub fn parse(text: &str) -> Result<Self, TextFault> {
        // A reason of blanks is a reason too short, not a field overlooked.
        match clean(text, REASON) {
            Err(TextFault::Missing) => Err(TextFault::TooShort {
                least: REASON.least,
                found: 0,
            }),
            other => other.map(Self),
        }
    }

    /// A reason read back from storage, where it was put after [`Reason::parse`].
    pub fn stored(text: String) -> Self {
        Self(text)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_counted_in_scalar_values_with_line_ends_once() {
        assert_eq!(
            Reason::parse(&"x".repeat(9)),
            Err(TextFault::TooShort {
                least: 10,
                found: 9
            })
        );
        assert!(Reason::parse(&"x".repeat(10)).is_ok());
        assert!(Reason::parse(&"é".repeat(1000)).is_ok());
        assert_eq!(
            Reason::parse(&"é".repeat(1001)),
            Err(TextFault::TooLong {
                most: 1000,
                found: 1001
            })
        );
        assert!(Reason::parse(&"🙂".repeat(1000)).is_ok());
        assert_eq!(
            Reason::parse("a\r\nb\r\nc\r\nd"),
            Err(TextFault::TooShort {
                least: 10,
                found: 7
            })
        );
        assert_eq!(
            Reason::parse("one\r\ntwo\rthree").unwrap().as_str(),
            "one\ntwo\nthree"
        );
        assert_eq!(
            Reason::parse(&" \u{3000}\n".repeat(20)),
            Err(TextFault::TooShort {
                least: 10,
                found: 0
            })
        );
    }

    #[test]
    fn what_cannot_be_shown_is_refused() {
        assert_eq!(clean("Ann\u{0}", LINE), Err(TextFault::NotShowable));
        assert_eq!(
            clean("Ann\r\nBcc: x@y.example", LINE),
            Err(TextFault::NotShowable)
        );
        assert_eq!(clean("Ann\u{202E}txt", LINE), Err(TextFault::NotShowable));
        assert_eq!(clean("  Ann  ", LINE).unwrap(), "Ann");
    }
}
