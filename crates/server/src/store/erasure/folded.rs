//! A text as it is compared when somebody is looked for in it: in lower case, without accents and compositions, and with what stands for
//! a sign in documents, pages and addresses read as that sign. It knows where each sign stands in the text itself.

use icu::normalizer::DecomposingNormalizer;
use icu::properties::CodePointMapData;
use icu::properties::props::GeneralCategory;
use serde::de::IgnoredAny;

/// Bytes of the longest sign of a page that is read (`&#1114111;`).
const LONGEST_IN_PAGE: usize = 10;

/// A folded text.
pub(super) struct Folded {
    pub(super) text: String,
    /// Where in the text itself the sign stands that each byte comes from, and last where that text ends.
    at: Vec<usize>,
}

impl Folded {
    pub(super) fn of(original: &str) -> Self {
        // Elsewhere somebody typed the backslash, and it stands for itself.
        let is_document = original.starts_with(['{', '[', '"'])
            && serde_json::from_str::<IgnoredAny>(original).is_ok();
        let mut folded = Self {
            text: String::with_capacity(original.len()),
            at: Vec::with_capacity(original.len() + 1),
        };
        let (mut rest, mut at) = (original, 0);
        while let Some((sign, length)) = sign(rest, is_document) {
            folded.take_in(sign, at);
            at += length;
            rest = original.get(at..).unwrap_or("");
        }
        folded.at.push(original.len());
        folded
    }

    fn take_in(&mut self, sign: char, at: usize) {
        if sign.is_ascii() {
            return self.put(sign.to_ascii_lowercase(), at);
        }
        let kinds = CodePointMapData::<GeneralCategory>::new();
        let parts = DecomposingNormalizer::new_nfkd().normalize_iter(std::iter::once(sign));
        for part in parts.flat_map(char::to_lowercase) {
            match kinds.get(part) {
                GeneralCategory::NonspacingMark | GeneralCategory::Format => {}
                _ => match plain(part) {
                    Some(letters) => letters.chars().for_each(|letter| self.put(letter, at)),
                    None => self.put(part, at),
                },
            }
        }
    }

    fn put(&mut self, sign: char, at: usize) {
        self.text.push(sign);
        self.at.resize(self.text.len(), at);
    }

    /// From where to where in the text itself a part of the folded one stands, with the accents that follow its last letter.
    pub(super) fn place(&self, from: usize, to: usize) -> (usize, usize) {
        let begins = self.at.get(from).copied().unwrap_or(0);
        let last = self.at.get(to.saturating_sub(1)).copied().unwrap_or(begins);
        let mut after = self.at.iter().skip(to).copied();
        (begins, after.find(|at| *at > last).unwrap_or(last))
    }
}

/// The folded words of a text.
pub(super) fn words(text: &str) -> Vec<String> {
    let folded = Folded::of(text);
    folded
        .text
        .split_whitespace()
        .map(ToOwned::to_owned)
        .collect()
}

/// What a letter is without accents where Unicode does not take it apart, and a sign for which another is typed.
fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'æ' => "ae",
        'ð' | 'đ' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ł' => "l",
        'ø' => "o",
        'œ' => "oe",
        'ß' => "ss",
        'ς' => "σ",
        'þ' => "th",
        '‘' | '’' | 'ʼ' => "'",
        '\u{2010}' | '\u{2011}' => "-",
        _ => return None,
    })
}

/// The sign that a text begins with, and how many bytes of it that is.
fn sign(text: &str, is_document: bool) -> Option<(char, usize)> {
    let first = text.chars().next()?;
    let meant = match first {
        '\\' if is_document => in_document(text),
        '&' => in_page(text),
        '%' => in_address(text),
        _ => None,
    };
    meant.or(Some((first, first.len_utf8())))
}

fn in_document(text: &str) -> Option<(char, usize)> {
    match text.chars().nth(1)? {
        'n' | 'r' | 't' | 'f' | 'b' => Some((' ', 2)),
        'u' => {
            let code = hexadecimal(text.get(2..6)?)?;
            Some((char::from_u32(code)?, 6))
        }
        sign @ ('"' | '\\' | '/') => Some((sign, 2)),
        _ => None,
    }
}

fn in_page(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(LONGEST_IN_PAGE).position(|c| c == b';')?;
    let sign = match text.get(1..end)? {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        number => {
            let number = number.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => hexadecimal(digits)?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    Some((sign, end + 1))
}

/// A sign takes one to four bytes, each of which is written as `%` and two digits.
fn in_address(text: &str) -> Option<(char, usize)> {
    let mut bytes = Vec::new();
    for end in [3, 6, 9, 12] {
        let digits = text.get(end - 3..end)?.strip_prefix('%')?;
        bytes.push(u8::try_from(hexadecimal(digits)?).ok()?);
        if let Ok(sign) = std::str::from_utf8(&bytes) {
            return Some((sign.chars().next()?, end));
        }
    }
    None
}

fn hexadecimal(digits: &str) -> Option<u32> {
    let are_digits = digits.chars().all(|c| c.is_ascii_hexdigit());
    are_digits.then(|| u32::from_str_radix(digits, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_however_it_is_written() {
        for written in [
            "Inès Ørsted",
            "INE\u{300}S ØRSTED",
            "Ｉｎｅｓ\u{3000}Ｏｒｓｔｅｄ",
            "In\u{ad}ès Ørsted",
            "In%C3%A8s%20Ørsted",
            "In&egrave;s",
            "In&#232;s&nbsp;&#xD8;rsted",
            r#""In\u00e8s\nØrsted""#,
            "100% In&s",
        ] {
            let folded = Folded::of(written);
            assert_eq!(folded.at.len(), folded.text.len() + 1, "{written}");
            let whole = folded.place(0, folded.text.len());
            assert_eq!(whole, (0, written.len()), "{written}");
        }
        let name = ["ines", "orsted"];
        assert_eq!(words("Inès Ørsted"), name);
        assert_eq!(words("INE\u{300}S\nØRSTED"), name);
        assert_eq!(words("Ｉｎｅｓ\u{3000}Ｏｒｓｔｅｄ"), name);
        assert_eq!(words("In%C3%A8s%20%c3%98rsted"), name);
        assert_eq!(words("In&#232;s&nbsp;&#xD8;rsted"), name);
        assert_eq!(
            words(r#"{"a":"In\u00e8s\nØrsted"}"#),
            [r#"{"a":"ines"#, r#"orsted"}"#]
        );
        assert_eq!(
            words(r"a\nora 5% %zz &; &#x; %"),
            [r"a\nora", "5%", "%zz", "&;", "&#x;", "%"]
        );
    }
}
