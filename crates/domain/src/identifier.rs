//! Domain identifiers: the names Smart Accounts are known by.

use idna::AsciiDenyList;
use idna::uts46::{DnsLength, Hyphens, Uts46};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

/// A name shaped like a DNS name, in its one normal form: lower-case ASCII (punycode where needed), no trailing dot.
///
/// UTS #46 processing, strict: STD3 rules, hyphens checked at both ends, lengths verified (RFC 5891, RFC 1035).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DomainIdentifier(String);

/// What is wrong with a text that should be a domain identifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdentifierFault {
    Empty,
    HasSpaces,
    /// A web address; the identifier in it, where there is one.
    IsAddress {
        suggestion: Option<DomainIdentifier>,
    },
    /// An e-mail address; the domain in it, where there is one.
    IsEmail {
        suggestion: Option<DomainIdentifier>,
    },
    IsNumber,
    TooLong,
    EmptyLabel,
    EdgeHyphen,
    /// One word without a dot.
    SingleLabel,
    NotAllowed,
}

impl DomainIdentifier {
    /// In: what somebody typed. Out: the normal form. Errors: the first [`IdentifierFault`], with a suggestion where the
    /// text holds an identifier inside an address.
    pub fn parse(typed: &str) -> Result<Self, IdentifierFault> {
        let text = typed.trim();
        if text.is_empty() {
            return Err(IdentifierFault::Empty);
        }
        refuse_addresses(text)?;
        if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return Err(IdentifierFault::HasSpaces);
        }
        // No valid name is longer in any encoding: 253 octets, of which a character gives at least a quarter.
        if text.len() > 4 * 253 {
            return Err(IdentifierFault::TooLong);
        }
        let text = text
            .strip_suffix(['.', '\u{3002}', '\u{FF0E}', '\u{FF61}'])
            .unwrap_or(text);
        if text.is_empty() {
            return Err(IdentifierFault::EmptyLabel);
        }
        normal_form(text)
    }

    /// An identifier read back from storage, where it was put after [`DomainIdentifier::parse`].
    pub fn stored(text: String) -> Self {
        Self(text)
    }

    /// The normal form, ASCII.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form people read: with the characters the punycode stands for.
    pub fn shown(&self) -> String {
        Uts46::new()
            .to_unicode(self.0.as_bytes(), AsciiDenyList::STD3, Hyphens::Allow)
            .0
            .into_owned()
    }

    /// Whether the shown form differs from the ASCII one, so that both must be shown where somebody decides.
    pub fn is_international(&self) -> bool {
        self.0.split('.').any(|label| label.starts_with("xn--"))
    }
}

impl fmt::Display for DomainIdentifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn refuse_addresses(text: &str) -> Result<(), IdentifierFault> {
    if let Some((scheme, rest)) = text.split_once("://") {
        let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
        let host = host.rsplit('@').next().unwrap_or(host);
        let suggestion = if scheme.chars().all(|c| c.is_ascii_alphanumeric()) {
            inside(without_port(host))
        } else {
            None
        };
        return Err(IdentifierFault::IsAddress { suggestion });
    }
    if text.parse::<Ipv6Addr>().is_ok() || text.starts_with('[') {
        return Err(IdentifierFault::IsNumber);
    }
    if let Some((_, domain)) = text.rsplit_once('@') {
        return Err(IdentifierFault::IsEmail {
            suggestion: inside(domain),
        });
    }
    if text.contains(['/', ':', '?', '#']) {
        let host = text.split(['/', '?', '#']).next().unwrap_or(text);
        return Err(IdentifierFault::IsAddress {
            suggestion: inside(without_port(host)),
        });
    }
    Ok(())
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.chars().all(|c| c.is_ascii_digit()) => name,
        _ => host,
    }
}

/// The identifier in a part of an address, with the `www.` that belongs to web sites left out.
fn inside(host: &str) -> Option<DomainIdentifier> {
    if host.contains(['@', ':', '/']) {
        return None;
    }
    let found = DomainIdentifier::parse(host).ok()?;
    match found.0.strip_prefix("www.") {
        Some(rest) if rest.contains('.') => Some(DomainIdentifier(rest.to_owned())),
        _ => Some(found),
    }
}

fn normal_form(text: &str) -> Result<DomainIdentifier, IdentifierFault> {
    let mapped = Uts46::new().to_ascii(
        text.as_bytes(),
        AsciiDenyList::STD3,
        Hyphens::Allow,
        DnsLength::Ignore,
    );
    let Ok(mapped) = mapped else {
        return Err(IdentifierFault::NotAllowed);
    };
    let labels: Vec<&str> = mapped.split('.').collect();
    if labels.iter().any(|label| label.is_empty()) {
        return Err(IdentifierFault::EmptyLabel);
    }
    if labels
        .iter()
        .any(|label| label.starts_with('-') || label.ends_with('-'))
    {
        return Err(IdentifierFault::EdgeHyphen);
    }
    if mapped.len() > 253 || labels.iter().any(|label| label.len() > 63) {
        return Err(IdentifierFault::TooLong);
    }
    if mapped.parse::<Ipv4Addr>().is_ok() || ends_in_a_number(&labels) {
        return Err(IdentifierFault::IsNumber);
    }
    if labels.len() < 2 {
        return Err(IdentifierFault::SingleLabel);
    }
    match Uts46::new().to_ascii(
        text.as_bytes(),
        AsciiDenyList::STD3,
        Hyphens::CheckFirstLast,
        DnsLength::Verify,
    ) {
        Ok(ascii) => Ok(DomainIdentifier(ascii.into_owned())),
        Err(_) => Err(IdentifierFault::NotAllowed),
    }
}

/// A last label that is a number makes a host an IPv4 address (URL Standard, "ends in a number").
fn ends_in_a_number(labels: &[&str]) -> bool {
    let last = labels.last().copied().unwrap_or("");
    let hexadecimal = last
        .strip_prefix("0x")
        .is_some_and(|rest| rest.chars().all(|c| c.is_ascii_hexdigit()));
    hexadecimal || last.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identifier::IdentifierFault::*;

    fn parse(text: &str) -> Result<String, IdentifierFault> {
        DomainIdentifier::parse(text).map(|d| d.0)
    }

    fn suggested(text: &str) -> Option<String> {
        match DomainIdentifier::parse(text) {
            Err(IsAddress { suggestion } | IsEmail { suggestion }) => suggestion.map(|d| d.0),
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn one_normal_form() {
        for typed in [
            "lumen.example",
            "LUMEN.Example",
            " lumen.example ",
            "lumen.example.",
        ] {
            assert_eq!(parse(typed), Ok("lumen.example".into()), "{typed}");
        }
        for typed in [
            "münchen.example",
            "MÜNCHEN.example",
            "xn--mnchen-3ya.example",
            "münchen。example",
        ] {
            assert_eq!(parse(typed), Ok("xn--mnchen-3ya.example".into()), "{typed}");
        }
        let munich = DomainIdentifier::parse("xn--mnchen-3ya.example").unwrap();
        assert_eq!(
            (munich.shown(), munich.is_international()),
            ("münchen.example".to_owned(), true)
        );
    }

    #[test]
    fn each_fault_by_its_name() {
        assert_eq!(parse(""), Err(Empty));
        assert_eq!(parse("   "), Err(Empty));
        assert_eq!(parse("lu men.example"), Err(HasSpaces));
        assert_eq!(parse("a..b"), Err(EmptyLabel));
        assert_eq!(parse("a.b.."), Err(EmptyLabel));
        assert_eq!(parse(".a.b"), Err(EmptyLabel));
        assert_eq!(parse("."), Err(EmptyLabel));
        assert_eq!(parse("-bad.com"), Err(EdgeHyphen));
        assert_eq!(parse("bad-.com"), Err(EdgeHyphen));
        assert_eq!(parse("192.0.2.1"), Err(IsNumber));
        assert_eq!(parse("127.1"), Err(IsNumber));
        assert_eq!(parse("a.0x7f"), Err(IsNumber));
        assert_eq!(parse("2001:db8::1"), Err(IsNumber));
        assert_eq!(parse("[2001:db8::1]"), Err(IsNumber));
        assert_eq!(parse(&"a".repeat(300)), Err(TooLong));
        assert_eq!(
            parse(&format!("{}.example", "a.".repeat(146))),
            Err(EmptyLabel)
        );
        assert_eq!(
            parse(&format!("{}example", "abc.".repeat(73))),
            Err(TooLong)
        );
        assert_eq!(parse(&"é".repeat(3000)), Err(TooLong));
        assert_eq!(parse("lumen"), Err(SingleLabel));
        assert_eq!(parse("lu_men.example"), Err(NotAllowed));
        assert_eq!(parse("<b>.example"), Err(NotAllowed));
    }

    #[test]
    fn an_address_suggests_the_domain_in_it() {
        assert_eq!(
            suggested("https://www.Lumen.example:8443/path?x#y"),
            Some("lumen.example".into())
        );
        assert_eq!(
            suggested("lumen.example/login"),
            Some("lumen.example".into())
        );
        assert_eq!(suggested("lumen.example:443"), Some("lumen.example".into()));
        assert_eq!(
            suggested("camille@lumen.example"),
            Some("lumen.example".into())
        );
        assert_eq!(
            suggested("https://user:pw@lumen.example/"),
            Some("lumen.example".into())
        );
        assert_eq!(suggested("javascript:alert(1)"), None);
        assert_eq!(suggested("https://"), None);
        assert_eq!(suggested("@"), None);
    }
}
