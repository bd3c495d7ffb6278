//! In which encoding a file is written: its first line that is not plain ASCII says so, for all of it.

/// The encoding of a file, as far as its lines have shown it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Nothing but ASCII so far, which is the same in both.
    #[default]
    Any,
    Utf8,
    Windows1252,
}

/// The characters from 0x80 to 0x9F, as the WHATWG's and Microsoft's tables have them; five bytes are none.
const HIGH: [char; 32] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘',
    '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
];

impl Encoding {
    /// The text of a line. Out: none where its bytes are no text in the encoding of the lines before it. In: whether nothing follows
    /// the line in the file, so that the last character may be cut in two.
    pub(super) fn text(&mut self, bytes: &[u8], is_last: bool) -> Option<String> {
        match (*self, std::str::from_utf8(bytes)) {
            (_, Ok(text)) if text.is_ascii() => Some(text.to_owned()),
            // Letters that happen to be UTF-8 are no words of a file that is none: it was put together from two.
            (Encoding::Windows1252, Ok(_)) | (Encoding::Utf8, Err(_)) => None,
            (_, Ok(text)) => {
                *self = Encoding::Utf8;
                Some(text.to_owned())
            }
            (Encoding::Any, Err(fault)) if is_last && fault.error_len().is_none() => None,
            (_, Err(_)) => {
                let text = windows_1252(bytes)?;
                *self = Encoding::Windows1252;
                Some(text)
            }
        }
    }
}

fn windows_1252(bytes: &[u8]) -> Option<String> {
    let character = |byte: &u8| match byte {
        0x80..=0x9F => {
            let high = HIGH.get(usize::from(*byte) - 0x80).copied();
            high.filter(|character| *character != '\0')
        }
        // Latin-1, which begins Unicode.
        byte => Some(char::from(*byte)),
    };
    bytes.iter().map(character).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_beyond_ascii_says_for_the_whole_file() {
        let mut file = Encoding::default();
        assert_eq!(file.text(b"a;b", false).as_deref(), Some("a;b"));
        assert_eq!(file, Encoding::Any);
        let latin = b"Soci\xe9t\xe9 d\x92\x8cuvres;5 \x80";
        let text = file.text(latin, false);
        assert_eq!(text.as_deref(), Some("Société d’Œuvres;5 €"));
        assert_eq!(file.text("é".as_bytes(), false), None);
        assert_eq!(file.text(b"ascii", false).as_deref(), Some("ascii"));
        let mut file = Encoding::default();
        assert_eq!(file.text("é".as_bytes(), false).as_deref(), Some("é"));
        assert_eq!(file.text(b"\xe9", false), None);
    }

    #[test]
    fn what_is_no_text_in_either_is_none() {
        for byte in [0x81, 0x8D, 0x8F, 0x90, 0x9D] {
            assert_eq!(Encoding::default().text(&[b'a', byte], false), None);
        }
        // A character cut in two by the end of the file is no other one.
        assert_eq!(Encoding::default().text(b"caf\xc3", true), None);
        let within = Encoding::default().text(b"caf\xc3", false);
        assert_eq!(within.as_deref(), Some("cafÃ"));
    }
}
