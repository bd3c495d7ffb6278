//! What is said of contracts.

use crate::language::Words;
use domain::Moment;
use domain::contract::{AccessType, Contract};
use i18n_embed_fl::fl;
use std::collections::BTreeSet;

/// "Full support (contract)".
pub fn access_type(words: &Words, access: AccessType) -> String {
    let t = &words.plain;
    match access {
        AccessType::FullSupport => fl!(t, "contract-full-support"),
        AccessType::SoftwareDownload => fl!(t, "contract-software-download"),
    }
}

/// Several access types in one line.
pub fn access_types(words: &Words, all: &BTreeSet<AccessType>) -> String {
    let all: Vec<String> = all.iter().map(|one| access_type(words, *one)).collect();
    words.list(&all)
}

/// How a contract stands: class and icon of its tag, and the words.
pub struct ContractState {
    pub class: &'static str,
    pub icon: &'static str,
    pub words: String,
}

impl ContractState {
    /// That it has ended says more than that it is locked.
    pub fn of(words: &Words, contract: &Contract, now: Moment) -> Self {
        let t = &words.text;
        let (class, icon, words) = if contract.has_ended(now) {
            ("still", "dash", fl!(t, "contract-ended"))
        } else if contract.agreed.is_locked {
            ("wait", "key", fl!(t, "contract-locked"))
        } else {
            ("good", "check", fl!(t, "contract-in-force"))
        };
        Self { class, icon, words }
    }
}
