//! The fields that say what an approval gives: a role on a scope, or a kind of access; and until when.

use crate::pages::access_request::decision_form::{DecisionFaults, DecisionForm, access_types};
use crate::pages::parts::terms_form::{TermsFields, until_field};
use crate::web::forms::{Faults, Field};
use crate::web::request_desk::RequestDesk;
use crate::words::target::access_type_options;
use askama::Template;
use domain::Moment;
use domain::access_request::{AccessRequest, Target};
use i18n_embed_fl::fl;
use std::fmt;

/// The fields, to be set into a form.
pub(crate) enum GrantFields {
    Terms(Box<TermsFields>),
    Access(Box<AccessFields>),
}

/// A kind of access, where there are several, and until when.
#[derive(Template)]
#[template(path = "access_request/access.html")]
pub(crate) struct AccessFields {
    kind: Option<Field>,
    until: Field,
}

impl fmt::Display for GrantFields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            GrantFields::Terms(fields) => fields.fmt(f),
            GrantFields::Access(fields) => fields.fmt(f),
        }
    }
}

impl GrantFields {
    /// What is wrong, for the list at the top of the page.
    pub(crate) fn faults(&self) -> Faults {
        match self {
            GrantFields::Terms(fields) => fields.faults(),
            GrantFields::Access(fields) => {
                let kind = fields.kind.iter();
                Faults::of(&kind.chain([&fields.until]).collect::<Vec<_>>())
            }
        }
    }
}

/// The fields for what is asked for, with what was typed and what is wrong with it. In: the latest end of what was asked for.
pub(crate) fn grant_fields(
    desk: &RequestDesk,
    request: &AccessRequest,
    latest: Option<Moment>,
    form: &DecisionForm,
    faults: &DecisionFaults,
) -> GrantFields {
    if let Some(of_account) = desk.of_account() {
        let fields = TermsFields::new(of_account, form.terms(), faults.terms.clone());
        return GrantFields::Terms(Box::new(fields));
    }
    let t = &desk.words.text;
    let offered: Vec<(String, String)> = match &request.target {
        Target::Programme(target) => access_types(desk.app.db.rules(), target)
            .into_iter()
            .map(|one| {
                let name = one.name.in_language(desk.words.language).to_owned();
                (one.key, name)
            })
            .collect(),
        Target::Contract { .. } => access_type_options(desk.words),
        Target::SmartAccount { .. } => Vec::new(),
    };
    let mut choices = vec![(String::new(), fl!(t, "decision-choose-access"))];
    choices.extend(offered);
    let kind = (choices.len() > 1).then(|| {
        Field::new("access", fl!(t, "decision-access"))
            .value(&form.access)
            .options(choices)
            .fault(faults.access.clone())
    });
    let mut until = until_field(desk, &form.until).fault(faults.terms.until.clone());
    if let Some(latest) = latest {
        let date = desk.words.last_day(latest, &desk.zone);
        until = until.hint(fl!(desk.words.plain, "decision-until-latest", date = date));
    }
    GrantFields::Access(Box::new(AccessFields { kind, until }))
}
