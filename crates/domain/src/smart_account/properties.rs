//! What an account says of itself: name, type, aliases, address, visibility, accent.

use crate::smart_account::account::{AccountKind, Visibility};
use crate::text::{LINE, Limits, TextFault};
use crate::{DomainIdentifier, text};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// More aliases than an organisation has names.
pub const MOST_ALIASES: usize = 20;
/// As many lines as an envelope has.
pub const MOST_ADDRESS_LINES: usize = 6;
const COUNTRY: Limits = Limits {
    least: 2,
    most: 60,
    lines: false,
};

/// What administrators may change of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Properties {
    pub name: String,
    pub kind: AccountKind,
    pub visibility: Visibility,
    /// Other identifiers that lead to the account.
    pub aliases: BTreeSet<DomainIdentifier>,
    pub headquarters: Option<Address>,
    /// The hue of the account's pages; none for that of the installation.
    pub accent: Option<Hue>,
}

/// A postal address as it is written where it lies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    pub lines: Vec<String>,
    pub country: String,
}

/// What is wrong with an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressFault {
    Line(TextFault),
    TooManyLines,
    Country(TextFault),
}

impl Address {
    /// In: lines and country as typed. Out: none where neither is.
    pub fn parse(lines: &str, country: &str) -> Result<Option<Self>, AddressFault> {
        let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty());
        let lines: Vec<String> = lines
            .map(|line| text::clean(line, LINE).map_err(AddressFault::Line))
            .collect::<Result<_, _>>()?;
        if lines.len() > MOST_ADDRESS_LINES {
            return Err(AddressFault::TooManyLines);
        }
        match text::clean(country, COUNTRY) {
            Err(TextFault::Missing) if lines.is_empty() => Ok(None),
            Ok(country) => Ok(Some(Self { lines, country })),
            Err(fault) => Err(AddressFault::Country(fault)),
        }
    }
}

/// An angle on the wheel of colours, 0 to 359 degrees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hue(u16);

impl Hue {
    /// None for 360 degrees or more.
    pub fn new(degrees: u16) -> Option<Self> {
        (degrees < 360).then_some(Self(degrees))
    }

    /// 0 to 359.
    pub fn degrees(self) -> u16 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_country_and_few_lines() {
        assert_eq!(Address::parse(" \n ", " "), Ok(None));
        let address = Address::parse("1 quai\r\n\n69001 Lyon", "France").unwrap();
        assert_eq!(address.unwrap().lines, ["1 quai", "69001 Lyon"]);
        assert_eq!(
            Address::parse("1 quai", ""),
            Err(AddressFault::Country(TextFault::Missing))
        );
        assert_eq!(
            Address::parse(&"x\n".repeat(7), "France"),
            Err(AddressFault::TooManyLines)
        );
        assert_eq!(Hue::new(360), None);
        assert_eq!(Hue::new(359).map(Hue::degrees), Some(359));
    }
}
