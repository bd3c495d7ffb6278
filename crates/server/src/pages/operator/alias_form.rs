//! The aliases of an account, as a form.

use crate::web::forms::{Field, Kind};
use crate::web::visit::Visit;
use domain::DomainIdentifier;
use domain::rules::properties::Facts;
use domain::smart_account::properties::MOST_ALIASES;
use i18n_embed_fl::fl;
use serde::Deserialize;

/// What is typed, against which version.
#[derive(Deserialize, Clone)]
pub struct AliasForm {
    pub(crate) aliases: String,
    pub(crate) version: u32,
}

/// The field, as it was typed or as it stands.
pub(crate) fn field(visit: &Visit, facts: &Facts, typed: Option<(AliasForm, String)>) -> Field {
    let stands = || {
        let all = facts.properties.aliases.iter();
        let lines: Vec<String> = all.map(DomainIdentifier::shown).collect();
        lines.join("\n")
    };
    let (value, fault) = match typed {
        Some((form, fault)) => (form.aliases, Some(fault)),
        None => (stands(), None),
    };
    let (t, plain) = (&visit.words.text, &visit.words.plain);
    Field::new("aliases", fl!(t, "account-aliases"))
        .kind(Kind::Area)
        .value(&value)
        .optional(fl!(t, "field-optional"))
        .hint(fl!(plain, "properties-aliases-hint", most = MOST_ALIASES))
        .fault(fault)
}
