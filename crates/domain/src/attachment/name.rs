//! The name of an attachment: what people called it, and nothing that could mislead them or a file system.

use crate::attachment::kind::AttachmentKind;
use crate::text;

/// As many characters of a name are kept, its ending apart.
const LONGEST_STEM: usize = 100;

/// Longer than any ending that says something.
const LONGEST_ENDING: usize = 8;

/// A name as it may be shown: its last part, on one line, without what nobody sees or what turns the direction of reading.
pub fn shown_name(given: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or(given);
    let kept = last
        .chars()
        .filter(|c| !c.is_control() && !text::is_ignorable(*c))
        .map(|c| match c {
            '<' | '>' | ':' | '"' | '|' | '?' | '*' => '_',
            c if c.is_whitespace() => ' ',
            c => c,
        });
    let kept: String = kept.collect();
    let kept = kept.trim_matches([' ', '.']);
    let (stem, ending) = parted(kept);
    let stem: String = stem.chars().take(LONGEST_STEM).collect();
    let stem = stem.trim_end_matches([' ', '.']);
    match ending {
        Some(ending) if !stem.is_empty() => format!("{stem}.{ending}"),
        _ => stem.to_owned(),
    }
}

/// The ending of a name in small letters, if it has one.
pub(super) fn ending(given: &str) -> Option<String> {
    parted(&shown_name(given)).1.map(str::to_lowercase)
}

fn parted(name: &str) -> (&str, Option<&str>) {
    match name.rsplit_once('.') {
        Some((stem, ending))
            if !stem.is_empty()
                && (1..=LONGEST_ENDING).contains(&ending.len())
                && ending.chars().all(|c| c.is_ascii_alphanumeric()) =>
        {
            (stem, Some(ending))
        }
        _ => (name, None),
    }
}

/// The name under which a file of this kind is kept: as it is shown, with an ending that says what it is.
pub fn kept_name(given: &str, kind: AttachmentKind) -> String {
    let shown = shown_name(given);
    let (usual, known) = (
        kind.endings().first().copied().unwrap_or("bin"),
        ending(given),
    );
    let is_known = known.is_some_and(|known| kind.endings().contains(&known.as_str()));
    match shown.as_str() {
        "" => format!("attachment.{usual}"),
        _ if is_known => shown,
        _ => format!("{shown}.{usual}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use AttachmentKind::{Jpeg, Png, Text};

    #[test]
    fn a_name_leads_nowhere_and_says_what_the_file_is() {
        for (given, kind, kept) in [
            ("photo.png", Png, "photo.png"),
            ("Écran 1.PNG", Png, "Écran 1.PNG"),
            ("../../x", Png, "x.png"),
            ("..\\..\\x.jpg", Jpeg, "x.jpg"),
            ("C:\\temp\\log", Text, "log.txt"),
            ("", Text, "attachment.txt"),
            ("...", Text, "attachment.txt"),
            (".png", Png, "png.png"),
            ("version 1.2", Text, "version 1.2.txt"),
            ("a\u{202E}gnp.exe.png", Png, "agnp.exe.png"),
            (
                "a\r\nSet-Cookie: x=1\u{0}.txt",
                Text,
                "aSet-Cookie_ x=1.txt",
            ),
            ("a\"b<c>.txt", Text, "a_b_c_.txt"),
            ("x.png.", Png, "x.png"),
        ] {
            assert_eq!(kept_name(given, kind), kept, "{given:?}");
        }
        let long = kept_name(&format!("{}.txt", "é".repeat(300)), Text);
        assert_eq!(long, format!("{}.txt", "é".repeat(100)));
        assert_eq!(shown_name(&"x".repeat(300)).len(), 100);
    }
}
