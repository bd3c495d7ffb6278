//! The second step of asking: what is known of the identifier, why, and what is wished for.

use crate::pages::parts::reason::{counter, reason_span};
use crate::standing::access_request::LookedUp;
use crate::web::door::SignedIn;
use crate::web::forms::{Field, Kind};
use domain::smart_account::AccountStatus;
use domain::{DomainIdentifier, Moment, RequestId, Role};
use i18n_embed_fl::fl;
use serde::Deserialize;
use std::collections::BTreeSet;

/// The second step as the page shows it: what is known of the identifier, as far as this person may know, and the fields.
pub(crate) struct SecondStep {
    pub(crate) identifier: DomainIdentifier,
    /// Name and type, where the person may see them.
    pub(crate) shown: Option<(String, String)>,
    /// The account is not active, where they may see it.
    pub(crate) not_open: bool,
    /// The roles that they, or the group, hold there, in words.
    pub(crate) held: Vec<String>,
    /// The request for the same that waits already.
    pub(crate) pending: Option<RequestId>,
    pub(crate) denial: Option<(RequestId, Moment)>,
    /// From when asking again is possible after the denial.
    pub(crate) wait_until: Option<Moment>,
    pub(crate) reason: Field,
    /// The Virtual Accounts to choose from: id, name, and whether it is chosen.
    pub(crate) scopes: Vec<(String, String, bool)>,
    pub(crate) scope_fault: Option<String>,
    pub(crate) chosen_scope: String,
    pub(crate) role: Field,
    pub(crate) until: Field,
    /// Whether the part for more than a reason stands open.
    pub(crate) wish_open: bool,
}

/// What is typed, in either step.
#[derive(Deserialize, Default)]
pub struct Asking {
    #[serde(default)]
    pub(crate) identifier: String,
    /// The id of a group; nothing for oneself.
    #[serde(default, rename = "for")]
    pub(crate) whom: String,
    #[serde(default)]
    pub(crate) reason: String,
    #[serde(default)]
    pub(crate) scope: String,
    #[serde(default)]
    pub(crate) virtual_accounts: Vec<String>,
    #[serde(default)]
    pub(crate) role: String,
    #[serde(default)]
    pub(crate) until: String,
}

/// Why a request cannot be sent as it is, by field.
#[derive(Default)]
pub(crate) struct SendFaults {
    pub(crate) reason: Option<String>,
    pub(crate) scope: Option<String>,
    pub(crate) role: Option<String>,
    pub(crate) until: Option<String>,
}

impl SecondStep {
    /// In: what was looked up, what was typed so far, and what is wrong with it.
    pub(crate) fn of(
        visit: &SignedIn,
        found: LookedUp,
        typed: &Asking,
        faults: SendFaults,
    ) -> Self {
        let words = visit.words;
        let after_denial = visit.app.db.rules().timetable.after_denial;
        let wait_until = found
            .denial
            .as_ref()
            .map(|(_, at)| at.plus(after_denial))
            .filter(|from| *from > visit.now);
        let account = found.visible.as_ref().map(|(account, _)| account);
        let roles: BTreeSet<String> = found.held.iter().map(|m| words.role(m.role)).collect();
        Self {
            shown: account.map(|account| (account.name.clone(), words.account_kind(account.kind))),
            not_open: account.is_some_and(|account| account.status != AccountStatus::Active),
            scopes: scopes(&found, typed),
            held: roles.into_iter().collect(),
            wish_open: is_wished(typed, &faults),
            identifier: found.identifier,
            pending: found.pending,
            denial: found.denial,
            wait_until,
            reason: reason_field(visit, &typed.reason, faults.reason),
            scope_fault: faults.scope,
            chosen_scope: typed.scope.clone(),
            role: role(visit, typed, faults.role),
            until: Field::new("until", fl!(words.text, "wish-until"))
                .kind(Kind::Date)
                .value(&typed.until)
                .optional(fl!(words.text, "field-optional"))
                .fault(faults.until),
        }
    }
}

/// The Virtual Accounts to choose from: id, name, and whether it is chosen.
fn scopes(found: &LookedUp, typed: &Asking) -> Vec<(String, String, bool)> {
    let chosen: BTreeSet<&str> = typed.virtual_accounts.iter().map(String::as_str).collect();
    let parts = found.visible.iter().flat_map(|(_, parts)| parts);
    parts
        .map(|va| {
            (
                va.id.to_string(),
                va.name.clone(),
                chosen.contains(va.id.as_str()),
            )
        })
        .collect()
}

/// Whether more than a reason was given, so that the part of the form for it stands open.
fn is_wished(typed: &Asking, faults: &SendFaults) -> bool {
    let typed = [&typed.scope, &typed.role, &typed.until];
    let faults = [&faults.scope, &faults.role, &faults.until];
    typed.into_iter().any(|text| !text.is_empty()) || faults.into_iter().any(Option::is_some)
}

/// The field for a reason, with its counter. In: what was typed, and what is wrong with it.
pub(crate) fn reason_field(visit: &SignedIn, typed: &str, fault: Option<String>) -> Field {
    let (least, most) = reason_span(visit);
    let mut field = Field::new("reason", fl!(visit.words.text, "access-request-reason"))
        .kind(Kind::Area)
        .value(typed)
        .hint(fl!(
            visit.words.plain,
            "access-request-reason-hint",
            least = least,
            most = most
        ))
        .fault(fault);
    field.counter = Some(counter(visit, typed));
    field
}

fn role(visit: &SignedIn, typed: &Asking, fault: Option<String>) -> Field {
    let t = &visit.words.text;
    let any = (String::new(), fl!(t, "wish-any-role"));
    let named = |role: &Role| (role.key().to_owned(), visit.words.role(*role));
    Field::new("role", fl!(t, "wish-role"))
        .value(&typed.role)
        .options(
            std::iter::once(any)
                .chain(Role::ALL.iter().map(named))
                .collect(),
        )
        .fault(fault)
}
