//! On which line of the file of settings something stands.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The line, from 1, of a setting named as faults name it (`programmes 2.questions 1.key`), or of the section it is missing from.
/// Nothing where the file says nothing of it.
pub(super) fn line(text: &str, setting: &str) -> Option<usize> {
    let whole = DeTable::parse(text).ok()?;
    let mut table = Some(whole.into_inner());
    let mut found = None;
    for part in setting.split('.') {
        let (name, number) = match part.split_once(' ') {
            Some((name, number)) => (name, number.parse::<usize>().ok()),
            None => (part, None),
        };
        let Some((key, value)) = table.take().and_then(|mut table| table.remove_entry(name)) else {
            break;
        };
        found = Some(key.span().start);
        let value = match (value.into_inner(), number) {
            (DeValue::Array(all), Some(number)) => {
                let one: Option<Spanned<DeValue<'_>>> =
                    all.into_iter().nth(number.saturating_sub(1));
                let Some(one) = one else { break };
                found = Some(one.span().start);
                one.into_inner()
            }
            (value, _) => value,
        };
        if let DeValue::Table(inner) = value {
            table = Some(inner);
        }
    }
    let before = text.get(..found?)?;
    Some(before.matches('\n').count() + 1)
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn a_setting_is_found_on_its_line() {
        let text = "data = 'here'\n\n[mail]\nport = 1\n\n[[programmes]]\nkey = 'a'\n\n[[programmes]]\nkey = 'b'\n\n\
                    [[programmes.questions]]\nkey = 'c'\n";
        assert_eq!(line(text, "data"), Some(1));
        assert_eq!(line(text, "mail.port"), Some(4));
        assert_eq!(line(text, "programmes 2.key"), Some(10));
        assert_eq!(line(text, "programmes 2.questions 1.key"), Some(13));
        // What is missing is said where it should stand.
        assert_eq!(line(text, "programmes 1.name"), Some(6));
        assert_eq!(line(text, "limits.sends"), None);
    }
}
