//! E-mail addresses: what is one, and which domain it lies in.

use crate::organisation::is_owned;
use crate::{DomainIdentifier, organisation, text};
use email_address::{EmailAddress as Syntax, Options};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Why an e-mail address cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmailFault;

/// An e-mail address (RFC 5321, without quoted local parts and address literals), as typed but for its domain,
/// which is in normal form.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EmailAddress(String);

impl EmailAddress {
    /// In: as typed, with white space around. Out: at most 254 bytes, as RFC 5321 has it (path of 256 with its brackets).
    /// Errors: what is longer or not of that form, a domain that is none, or characters nobody sees.
    pub fn parse(typed: &str) -> Result<Self, EmailFault> {
        let typed = typed.trim();
        let options = Options::default()
            .without_display_text()
            .without_domain_literal()
            .with_required_tld();
        let address = Syntax::parse_with_options(typed, options).map_err(|_| EmailFault)?;
        let local = address.local_part();
        let is_unfit = |c: char| c.is_control() || c.is_whitespace() || text::is_ignorable(c);
        if local.starts_with('"') || local.chars().any(is_unfit) {
            return Err(EmailFault);
        }
        let domain = crate::DomainIdentifier::parse(address.domain()).map_err(|_| EmailFault)?;
        let whole = format!("{local}@{domain}");
        if whole.len() > 254 {
            Err(EmailFault)
        } else {
            Ok(Self(whole))
        }
    }

    /// An address read back from storage, where it was put after [`EmailAddress::parse`].
    pub fn stored(text: String) -> Self {
        Self(text)
    }

    /// The address, as mail goes to it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands after the `@`, in normal form.
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }

    /// What makes two addresses the same for us: everything in lower case.
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }

    /// Whether the address shows that its owner belongs to `domain`: it lies there, and the domain is some organisation's own.
    pub fn is_at(&self, domain: &DomainIdentifier) -> bool {
        self.domain() == domain.as_str() && is_owned(domain)
    }

    /// The organisation the address belongs to, if it says any.
    pub fn organisation(&self) -> Option<DomainIdentifier> {
        organisation::of(&DomainIdentifier::stored(self.domain().to_owned()))
    }

    /// As [`EmailAddress::is_at`], there or anywhere below.
    pub fn is_inside(&self, domain: &DomainIdentifier) -> bool {
        self.lies_in(domain) && is_owned(domain)
    }

    /// Whether the address lies in `domain` or below it, whosever that is: for what shows nothing of its owner.
    pub(crate) fn lies_in(&self, domain: &DomainIdentifier) -> bool {
        let rest = self.domain().strip_suffix(domain.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(address: &str) -> Option<String> {
        let address = EmailAddress::parse(address).unwrap();
        address.organisation().map(|d| d.to_string())
    }

    #[test]
    fn an_organisation_is_what_one_owner_registers() {
        assert_eq!(of("a@lumen.example"), Some("lumen.example".into()));
        assert_eq!(
            of("a@mail.lyon.lumen.example"),
            Some("lumen.example".into())
        );
        assert_eq!(of("a@shop.lumen.co.uk"), Some("lumen.co.uk".into()));
        assert_eq!(of("a@gmx.net"), None);
        assert_eq!(of("a@mail.gmx.net"), None);
        assert_eq!(of("a@github.io"), None);
        assert_eq!(of("a@co.uk"), None);
    }

    #[test]
    fn addresses_lie_inside_domains_at_label_borders_only() {
        let lumen = DomainIdentifier::parse("lumen.example").unwrap();
        let inside = |text: &str| EmailAddress::parse(text).unwrap().is_inside(&lumen);
        assert!(inside("a@lumen.example") && inside("a@lyon.lumen.example"));
        assert!(!inside("a@notlumen.example") && !inside("a@lumen.example.org"));
    }

    #[test]
    fn an_address_shows_nothing_where_anybody_may_have_one() {
        for (address, domain) in [
            ("a@gmail.com", "gmail.com"),
            ("a@mail.gmx.net", "mail.gmx.net"),
            ("a@shop.co.uk", "co.uk"),
            ("a@github.io", "github.io"),
        ] {
            let (address, domain) = (
                EmailAddress::parse(address).unwrap(),
                DomainIdentifier::parse(domain).unwrap(),
            );
            assert!(
                !address.is_at(&domain) && !address.is_inside(&domain),
                "{address}"
            );
        }
    }

    #[test]
    fn addresses_that_could_carry_a_header_are_refused() {
        for bad in [
            "a@b.example\r\nBcc: c@d.example",
            "\"a b\"@c.example",
            "A <a@b.example>",
            "a@[192.0.2.1]",
            "a@b",
            "ami\u{ad}na@b.example",
            "@b.example",
            "",
        ] {
            assert_eq!(EmailAddress::parse(bad), Err(EmailFault), "{bad}");
        }
        assert_eq!(
            EmailAddress::parse(" Ann@LUMEN.example ").unwrap().as_str(),
            "Ann@lumen.example"
        );
    }
}
