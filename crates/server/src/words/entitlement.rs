//! What somebody has by a request, in words.

use crate::language::Words;
use crate::web::visit::Visit;
use crate::words::contract::access_type;
use crate::words::wish::programme_access;
use domain::entitlement::{EntitledTo, Entitlement, EntitlementEnd};
use i18n_embed_fl::fl;

/// What it is to: of which programme, and what kind of access where there are several.
pub fn entitled_to(words: &Words, to: &EntitledTo) -> String {
    match to {
        EntitledTo::Contract {
            contract_access, ..
        } => access_type(words, *contract_access),
        EntitledTo::Programme {
            programme_name,
            programme_access: access,
            ..
        } => {
            let programme = programme_name.in_language(words.language);
            match access {
                Some(access) => {
                    let access = programme_access(words, Some(access));
                    format!("{programme} · {access}")
                }
                None => programme.to_owned(),
            }
        }
    }
}

/// How it ended, in a word or two beside its request.
pub fn end_words(words: &Words, why: EntitlementEnd) -> String {
    let t = &words.plain;
    match why {
        EntitlementEnd::GivenBack => fl!(t, "entitlement-state-given-back"),
        EntitlementEnd::TakenAway => fl!(t, "entitlement-state-taken-away"),
        EntitlementEnd::Lapsed => fl!(t, "entitlement-state-lapsed"),
        EntitlementEnd::ContractEnded => fl!(t, "entitlement-state-contract-ended"),
        EntitlementEnd::Replaced => fl!(t, "entitlement-state-replaced"),
        EntitlementEnd::HolderErased => fl!(t, "entitlement-state-holder-erased"),
    }
}

/// "Certification · Examiner · EX-204 · until 31 March 2027"
pub fn entitlement_words(visit: &Visit, one: &Entitlement) -> String {
    let mut said = vec![
        entitled_to(visit.words, &one.to),
        one.to.identifier().to_owned(),
    ];
    if let Some(until) = one.until {
        let date = visit.words.last_day(until, &visit.zone);
        said.push(fl!(visit.words.plain, "role-until", date = date));
    }
    said.join(" · ")
}
