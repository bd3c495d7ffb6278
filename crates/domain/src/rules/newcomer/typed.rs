//! Lists of people as they are typed or pasted: user IDs and addresses, also as mail programs write them, behind a name
//! (`Camille Morel <camille@atelier.example>`, RFC 5322 section 3.4), and as tables are copied, with the name in a cell beside.

use crate::rules::newcomer::name::{Name, bare_address};

/// What stands in a list: those named, and what names nobody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pasted {
    pub names: Vec<Name>,
    /// As they were typed, for whoever typed them to mend.
    pub wrong: Vec<String>,
}

impl Pasted {
    /// How many entries there are, those that name nobody included.
    pub fn len(&self) -> usize {
        self.names.len() + self.wrong.len()
    }

    /// Whether nothing was typed that could be an entry.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether any of them is named by a word that could mean somebody else than whoever wrote it thinks: not by an address.
    pub fn has_bare_words(&self) -> bool {
        self.names
            .iter()
            .any(|name| matches!(name, Name::UserId(_)))
    }

    fn add(&mut self, text: &str) {
        match Name::parse(text) {
            Some(name) => self.names.push(name),
            None => self.wrong.push(text.to_owned()),
        }
    }
}

/// Reads a list. Entries stand between commas, semicolons, line ends or white space; a name before an address in angle
/// brackets is nobody else, quoted or not, nor are the cells beside an address in a row that was copied from a table.
pub fn pasted(typed: &str) -> Pasted {
    let mut pasted = Pasted::default();
    for entry in entries(typed) {
        if bare_address(&entry).is_some() {
            pasted.add(&entry);
            continue;
        }
        let cells = entry.split('\t').map(str::trim);
        let mut addresses = cells.filter(|cell| cell.contains('@') && Name::parse(cell).is_some());
        match (
            entry.trim().contains('\t'),
            addresses.next(),
            addresses.next(),
        ) {
            (true, Some(address), None) => pasted.add(address),
            _ => entry.split_whitespace().for_each(|word| pasted.add(word)),
        }
    }
    pasted
}

/// What stands between the separators, which do not separate within quotation marks or angle brackets. One in brackets ends
/// with them.
fn entries(typed: &str) -> Vec<String> {
    let (mut all, mut entry) = (Vec::new(), String::new());
    let (mut is_quoted, mut is_escaped, mut is_bracketed) = (false, false, false);
    for c in typed.chars() {
        // What is opened is closed on its line, or was never meant as such.
        if matches!(c, '\n' | '\r') {
            (is_quoted, is_escaped, is_bracketed) = (false, false, false);
            all.push(std::mem::take(&mut entry));
            continue;
        }
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' if is_quoted => is_escaped = true,
            '"' if !is_bracketed => is_quoted = !is_quoted,
            '<' if !is_quoted => is_bracketed = true,
            ',' | ';' if !is_quoted && !is_bracketed => {
                all.push(std::mem::take(&mut entry));
                continue;
            }
            _ => {}
        }
        entry.push(c);
        if c == '>' && is_bracketed && !is_quoted {
            is_bracketed = false;
            all.push(std::mem::take(&mut entry));
        }
    }
    all.push(entry);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(typed: &str) -> Vec<String> {
        pasted(typed).names.iter().map(Name::key).collect()
    }

    #[test]
    fn a_name_before_an_address_is_nobody_else() {
        for (typed, expected) in [
            (
                "Chen Li <new.person@partner.example>",
                "new.person@partner.example",
            ),
            (
                "\"Morel, Camille\" <camille@atelier.example>",
                "camille@atelier.example",
            ),
            (
                "\"Morel \\\"Cam\\\", C.\" <camille@atelier.example>",
                "camille@atelier.example",
            ),
            (
                "Chen\tnew.person@partner.example",
                "new.person@partner.example",
            ),
            (
                "new.person@partner.example\tChen\tLyon",
                "new.person@partner.example",
            ),
            ("<camille@atelier.example>", "camille@atelier.example"),
        ] {
            assert_eq!(keys(typed), [expected], "{typed}");
            assert!(!pasted(typed).has_bare_words(), "{typed}");
        }
        assert_eq!(
            keys(
                "Chen <c@x.example> David <d@x.example>, \"E; F\" <e@x.example>\nG <g@x.example>; hugo"
            ),
            [
                "c@x.example",
                "d@x.example",
                "e@x.example",
                "g@x.example",
                "hugo"
            ]
        );
    }

    #[test]
    fn what_stands_alone_is_read_word_by_word() {
        assert_eq!(
            keys("camille; DAVID@Atelier.example,\nemma\tfarid gwen@atelier.example"),
            [
                "camille",
                "david@atelier.example",
                "emma",
                "farid",
                "gwen@atelier.example"
            ]
        );
        assert!(pasted("camille david@x.example").has_bare_words());
        assert!(pasted(" ,;\n\t").is_empty());
    }

    #[test]
    fn what_names_nobody_is_kept_as_it_was_typed() {
        let pasted = pasted("not/a/name, \"open camille@x.example\nChen <nowhere>, <a@x.example");
        assert_eq!(
            pasted.wrong,
            ["not/a/name", "\"open", "<nowhere>", "<a@x.example"]
        );
        assert_eq!(pasted.len(), 6);
    }
}
