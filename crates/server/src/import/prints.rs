//! What makes two lines the same.

use crate::clock::hash_of;
use domain::{DomainIdentifier, virtual_account};

/// What stands for a name while files are checked: 128 bits of its hash, so that a hundred thousand take little room.
pub(crate) type Print = u128;

/// Stands for these parts of a line, in this order.
pub(crate) fn print(parts: &[&str]) -> Print {
    let digits = hash_of(&parts.join("\u{1f}"));
    u128::from_str_radix(&digits[..32], 16).unwrap_or(0)
}

/// Stands for a Virtual Account, however its name is capitalised.
pub(crate) fn part_print(domain: &DomainIdentifier, name: &str) -> Print {
    print(&[domain.as_str(), &virtual_account::key(name)])
}
