//! Words people type: counted, trimmed and kept free of what could not be shown or stored.

use serde::{Deserialize, Serialize};

/// Why a text cannot be taken. Lengths are Unicode scalar values after trimming.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "fault")]
pub enum TextFault {
    /// Nothing that anybody would see, were it shown alone.
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
    /// In Unicode scalar values, after trimming.
    pub least: usize,
    /// As `least`.
    pub most: usize,
    /// Whether line ends and tabs are taken.
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

/// Stands where words were that have been erased, in both languages, as it is kept and not said to one reader.
pub const ERASED: &str = "[erased / effacé]";

/// Stands where an address was: nobody can have it (RFC 2606).
pub const ERASED_ADDRESS: &str = "erased@erased.invalid";

/// The text with line ends as `\n`, no white space around it and nothing in it that nobody sees, if it keeps the limits.
/// In: any text. Out: the normal form. Errors: the first [`TextFault`].
pub fn clean(text: &str, limits: Limits) -> Result<String, TextFault> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text = seen(&text);
    let text = text.trim();
    let found = text.chars().count();
    if !text.chars().any(is_mark_of_its_own) {
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

/// Without what shows nothing and would make two names of one: what is ignorable goes, joiners and variation selectors where
/// they change nothing, and the blank of Braille is a space.
fn seen(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // Refused by name, not dropped: they turn what follows, or come from nowhere but a trick.
            c if !showable(c, true) => kept.push(c),
            '\u{2800}' => kept.push(' '),
            c if is_joiner(c) || is_variation(c) => {
                if kept.chars().next_back().is_some_and(is_changed_by_joiners) {
                    kept.push(c);
                }
            }
            c if is_ignorable(c) => {}
            c => kept.push(c),
        }
    }
    kept
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}')
}

/// Variation selectors, which choose between forms of what they follow.
fn is_variation(c: char) -> bool {
    matches!(c, '\u{180B}'..='\u{180D}' | '\u{180F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Whether a joiner or variation selector after it may be seen. Scripts with capitals have no use for either, so there it would
/// only make another name of the same.
fn is_changed_by_joiners(c: char) -> bool {
    let is_cased = c.is_uppercase() || c.is_lowercase();
    c >= '\u{0590}' && !is_cased && !c.is_whitespace() && !is_joiner(c)
}

/// What is drawn as nothing: Default_Ignorable_Code_Point of the Unicode Character Database, with the controls of annotations.
pub(crate) fn is_ignorable(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}')
}

/// Whether there is something to see, were it alone: neither white space nor a mark that sits on another character.
fn is_mark_of_its_own(c: char) -> bool {
    let sits_on_another = matches!(c,
        '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}'
        | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}');
    // What could not be shown is refused for that, not as nothing.
    !c.is_whitespace() && !sits_on_another && (!is_ignorable(c) || !showable(c, true))
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
    /// In: as typed. Errors: what [`clean`] refuses, by the limits for reasons.
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

    /// The reason, as it is shown.
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

    #[test]
    fn a_text_has_something_to_see_and_nothing_that_is_not() {
        let unseen = [
            '\u{3164}',
            '\u{2060}',
            '\u{AD}',
            '\u{34F}',
            '\u{115F}',
            '\u{1160}',
            '\u{FFA0}',
            '\u{2800}',
            '\u{180E}',
            '\u{E0000}',
            '\u{E0041}',
            '\u{E007F}',
            '\u{200C}',
            '\u{200D}',
            '\u{FE0F}',
            '\u{E0100}',
            '\u{FFF9}',
            '\u{301}',
        ];
        for c in unseen {
            let many = c.to_string().repeat(12);
            assert_eq!(clean(&many, LINE), Err(TextFault::Missing), "{c:?}");
            let fault = Err(TextFault::TooShort {
                least: 10,
                found: 0,
            });
            assert_eq!(Reason::parse(&many), fault, "{c:?}");
            if !matches!(c, '\u{2800}' | '\u{301}') {
                let amina = format!("Ami{c}na{c}");
                assert_eq!(clean(&amina, LINE).as_deref(), Ok("Amina"), "{c:?}");
            }
        }
        for whole in [
            "क\u{94D}\u{200D}ष",
            "نامه\u{200C}ای",
            "👩\u{200D}🚀",
            "❤\u{FE0F}",
            "葛\u{E0100}",
            "E\u{301}lodie",
        ] {
            assert_eq!(clean(whole, LINE).as_deref(), Ok(whole));
        }
        assert_eq!(clean("a\u{2800}b", LINE).as_deref(), Ok("a b"));
    }
}
