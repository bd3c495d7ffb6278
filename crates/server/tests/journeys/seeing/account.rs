//! An account as the program knows it.

use crate::support::Office;
use domain::{DomainIdentifier, SmartAccountId};

pub fn account(office: &Office, domain: &str) -> SmartAccountId {
    let domain = DomainIdentifier::parse(domain).unwrap();
    office.read(move |db| {
        Ok(
            parvis::store::smart_account::find_by_identifier(db, &domain)?
                .unwrap()
                .id,
        )
    })
}
