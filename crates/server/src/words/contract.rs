//! What is said of contracts.

use crate::language::Words;
use domain::contract::AccessType;
use i18n_embed_fl::fl;

/// "Full support (contract)".
pub fn access_type(words: &Words, access: AccessType) -> String {
    let t = &words.plain;
    match access {
        AccessType::FullSupport => fl!(t, "contract-full-support"),
        AccessType::SoftwareDownload => fl!(t, "contract-software-download"),
    }
}
