//! How many invitations an account may send in a day, as a form.

use crate::web::forms::Field;
use crate::web::visit::Visit;
use domain::Moment;
use domain::rules::invitation::a_day;
use i18n_embed_fl::fl;
use serde::Deserialize;

/// More than any account needs.
pub(crate) const MOST: u32 = 1_000_000;

/// A number a day as typed; empty leaves it to the age of the account.
#[derive(Deserialize, Clone)]
pub struct InvitationsForm {
    pub(crate) invitations: String,
}

/// The field, as it was typed or as it stands. In: since when there is the account, and what is set for it.
pub(crate) fn field(
    visit: &Visit,
    (created_at, set): (Moment, Option<u32>),
    typed: Option<(String, String)>,
) -> Field {
    let (value, fault) = match typed {
        Some((value, fault)) => (value, Some(fault)),
        None => (set.map_or_else(String::new, |set| set.to_string()), None),
    };
    let (t, plain) = (&visit.words.text, &visit.words.plain);
    let limits = &visit.app.config.limits;
    let (new, most) = (limits.invitations_of_new_accounts, limits.invitations);
    let by_age = a_day(visit.now.since(created_at), None, new, most);
    Field::new("invitations", fl!(t, "operator-invitations-a-day"))
        .value(&value)
        .optional(fl!(t, "field-optional"))
        .hint(fl!(plain, "operator-invitations-hint", count = by_age))
        .fault(fault)
}
