//! What somebody typed or sent in a file, read as parts of a contract.

use crate::contract::agreed::{AccessType, MOST_DOMAINS, MOST_SERIALS};
use crate::contract::number::{ContractNumber, NumberFault};
use crate::identifier::IdentifierFault;
use crate::{DomainIdentifier, organisation};
use std::collections::BTreeSet;

/// What is wrong with a domain that should be verified as a company's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DomainFault {
    NotADomain(IdentifierFault),
    /// Anybody can have an address or a name there: a public mail provider's, or a public suffix.
    Anybodys(DomainIdentifier),
}

/// What is wrong with a list of things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListFault<F> {
    TooMany {
        most: usize,
    },
    /// One of them, as it was typed.
    One {
        text: String,
        fault: F,
    },
}

/// The things of a list that stand apart by white space, commas, semicolons or bars; what is named twice counts once.
fn listed<T: Ord, F>(
    typed: &str,
    most: usize,
    read: impl Fn(&str) -> Result<T, F>,
) -> Result<BTreeSet<T>, ListFault<F>> {
    let mut all = BTreeSet::new();
    let apart = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|');
    for text in typed.split(apart).filter(|text| !text.is_empty()) {
        let one = read(text).map_err(|fault| ListFault::One {
            text: text.to_owned(),
            fault,
        })?;
        all.insert(one);
        if all.len() > most {
            return Err(ListFault::TooMany { most });
        }
    }
    Ok(all)
}

/// The serial numbers of a list.
pub fn serials(typed: &str) -> Result<BTreeSet<ContractNumber>, ListFault<NumberFault>> {
    listed(typed, MOST_SERIALS, ContractNumber::parse)
}

/// The verified domains of a list.
pub fn domains(typed: &str) -> Result<BTreeSet<DomainIdentifier>, ListFault<DomainFault>> {
    listed(typed, MOST_DOMAINS, |text| {
        let domain = DomainIdentifier::parse(text).map_err(DomainFault::NotADomain)?;
        if organisation::is_owned(&domain) {
            Ok(domain)
        } else {
            Err(DomainFault::Anybodys(domain))
        }
    })
}

/// The access types of a list of keys. Errors: one that is none.
pub fn access_types(typed: &str) -> Result<BTreeSet<AccessType>, ListFault<()>> {
    listed(typed, AccessType::ALL.len(), |key| {
        AccessType::from_key(&key.to_lowercase()).ok_or(())
    })
}

/// A number that may be left out.
pub fn number_if_any(typed: &str) -> Result<Option<ContractNumber>, NumberFault> {
    match ContractNumber::parse(typed) {
        Err(NumberFault::Missing) => Ok(None),
        other => other.map(Some),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_whatever_stands_between() {
        let found = serials("lmn-1; LMN2\r\nＬＭＮ１ , lmn3|").unwrap();
        let found: Vec<&str> = found.iter().map(ContractNumber::as_str).collect();
        assert_eq!(found, ["LMN1", "LMN2", "LMN3"]);
        assert_eq!(serials(" ; "), Ok(BTreeSet::new()));
        let many: String = (0..=MOST_SERIALS).map(|n| format!("S{n} ")).collect();
        assert_eq!(
            serials(&many),
            Err(ListFault::TooMany { most: MOST_SERIALS })
        );
        let bad = ListFault::One {
            text: "a/b".into(),
            fault: NumberFault::NotAllowed { character: '/' },
        };
        assert_eq!(serials("LMN1 a/b"), Err(bad));
    }

    #[test]
    fn a_domain_where_anybody_may_be_verifies_nobody() {
        assert_eq!(domains("Lumen.example, lumen.example").unwrap().len(), 1);
        for anybodys in ["gmail.com", "mail.gmx.net", "co.uk", "github.io"] {
            let domain = DomainIdentifier::parse(anybodys).unwrap();
            let fault = DomainFault::Anybodys(domain);
            let text = anybodys.to_owned();
            assert_eq!(domains(anybodys), Err(ListFault::One { text, fault }));
        }
        assert!(matches!(
            domains("lumen"),
            Err(ListFault::One {
                fault: DomainFault::NotADomain(IdentifierFault::SingleLabel),
                ..
            })
        ));
    }

    #[test]
    fn access_types_have_keys() {
        let both = access_types("Full-Support software-download").unwrap();
        assert_eq!(both.len(), 2);
        assert!(access_types("full").is_err());
    }
}
