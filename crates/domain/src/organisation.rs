//! What an e-mail domain says about where somebody belongs, and whether it only looks as if it did.

use crate::DomainIdentifier;
use unicode_security::MixedScript;
use unicode_security::confusable_detection::skeleton;

/// Domains that belong to nobody's organisation: one a line, sorted.
const PUBLIC_MAIL: &str = include_str!("../data/public-mail-domains.txt");

/// The part of a domain that one owner registers, such as `lumen.co.uk` of `mail.lumen.co.uk` (Public Suffix List).
pub fn registrable(domain: &DomainIdentifier) -> Option<DomainIdentifier> {
    let found = psl::domain_str(domain.as_str())?;
    Some(DomainIdentifier::stored(found.to_owned()))
}

/// The organisation a domain belongs to, as the domain it has registered; none where anybody may have an address or a name:
/// with a public mail provider, or directly below a public suffix.
///
/// Every rule that takes an address for a sign of where somebody belongs asks here, by `EmailAddress::is_at` or
/// `EmailAddress::is_inside`.
pub fn of(domain: &DomainIdentifier) -> Option<DomainIdentifier> {
    let is_public = |own: &DomainIdentifier| {
        let mut listed = PUBLIC_MAIL.lines().filter(|line| !line.starts_with('#'));
        listed.any(|line| line == own.as_str())
    };
    registrable(domain).filter(|own| !is_public(own))
}

/// Whether a domain is some organisation's own, and not one below which anybody may have an address or a name.
pub fn is_owned(domain: &DomainIdentifier) -> bool {
    of(domain).is_some()
}

/// Why a domain may be taken for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// Other characters that look the same (Unicode TR #39).
    Confusable,
    /// A letter more, less or other, or two changed places.
    OneEdit,
}

/// Names shorter than this are one edit away from too many others to mean anything.
const SHORTEST: usize = 5;

/// Whether a domain looks like the account's without being the same or inside it.
pub fn likeness(domain: &DomainIdentifier, account: &DomainIdentifier) -> Option<Likeness> {
    let own = |domain: &DomainIdentifier| registrable(domain).unwrap_or_else(|| domain.clone());
    let (one, other) = (own(domain), own(account));
    if one == other {
        return None;
    }
    let (one, other) = (one.shown(), other.shown());
    if bare(&one) == bare(&other) {
        return Some(Likeness::Confusable);
    }
    let name = other.split('.').next().unwrap_or("");
    (name.chars().count() >= SHORTEST && is_one_edit(&one, &other)).then_some(Likeness::OneEdit)
}

/// What remains of a domain when characters that look the same are one. `rn` and `vv` are pairs that the tables leave out
/// or keep apart in lower case.
fn bare(domain: &str) -> String {
    let bare: String = skeleton(&domain.to_lowercase()).collect();
    bare.replace("rn", "m").replace("vv", "w")
}

/// Whether any part of the domain is written in several scripts, which honest names hardly ever are.
pub fn mixes_scripts(domain: &DomainIdentifier) -> bool {
    domain
        .shown()
        .split('.')
        .any(|label| !label.is_single_script())
}

/// One letter put in, left out or changed, or two neighbours swapped (optimal string alignment distance of 1).
fn is_one_edit(one: &str, other: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if a.len() <= b.len() {
        (&a, &b)
    } else {
        (&b, &a)
    };
    if long.len() - short.len() > 1 {
        return false;
    }
    let same = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    let (rest, other_rest) = (&short[same..], &long[same..]);
    if short.len() < long.len() {
        return rest == &other_rest[1..];
    }
    match (rest, other_rest) {
        ([], []) => false,
        ([_, x @ ..], [_, y @ ..]) if x == y => true,
        ([p, q, x @ ..], [r, s, y @ ..]) => p == s && q == r && x == y,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn domain(text: &str) -> DomainIdentifier {
        DomainIdentifier::parse(text).unwrap()
    }

    #[test]
    fn what_looks_like_the_account_is_told_by_why() {
        let lumen = domain("lumen.example");
        let like = |text: &str| likeness(&domain(text), &lumen);
        for same in ["lumen.example", "mail.lumen.example", "atelier.example"] {
            assert_eq!(like(same), None, "{same}");
        }
        // Cyrillic е, the digit one, rn for m.
        for confusable in ["lum\u{435}n.example", "1umen.example", "lurnen.example"] {
            assert_eq!(like(confusable), Some(Likeness::Confusable), "{confusable}");
        }
        for close in [
            "lumem.example",
            "lumn.example",
            "lumeen.example",
            "lmuen.example",
            "lumen.exampel",
        ] {
            assert_eq!(like(close), Some(Likeness::OneEdit), "{close}");
        }
        assert_eq!(
            likeness(&domain("abd.example"), &domain("abc.example")),
            None
        );
    }

    #[test]
    fn scripts_that_are_mixed_are_seen() {
        assert!(mixes_scripts(&domain("lum\u{435}n.example")));
        assert!(!mixes_scripts(&domain("münchen.example")));
        assert!(!mixes_scripts(&domain("люмен.example")));
    }

    #[test]
    fn the_list_is_sorted_and_in_normal_form() {
        let lines: Vec<&str> = PUBLIC_MAIL
            .lines()
            .filter(|l| !l.starts_with('#'))
            .collect();
        assert!(lines.is_sorted());
        assert!(lines.iter().all(|line| domain(line).as_str() == *line));
        // Only what one owner registers is ever compared with the list.
        let own = |line: &&str| registrable(&domain(line)).is_some_and(|own| own.as_str() == *line);
        let idle: Vec<_> = lines.iter().filter(|line| !own(line)).collect();
        assert!(idle.is_empty(), "{idle:?}");
    }
}
