//! The fields by which an administrator says which role somebody gets on what, and until when: the same wherever roles are given.

use crate::language::{end_of_day, field_date};
use crate::web;
use crate::web::desk::{Desk, Needs};
use crate::web::errors::PageError;
use crate::web::forms::{Faults, Field, Kind};
use crate::web::visit::Visit;
use askama::Template;
use domain::access_request::Wish;
use domain::membership::Terms;
use domain::{Moment, Refusal, Role, Scope};
use i18n_embed_fl::fl;
use jiff::tz::TimeZone;
use std::collections::BTreeSet;

/// What was typed.
#[derive(Clone, Copy)]
pub struct Typed<'a> {
    /// `entire`, `selected`, or nothing yet.
    pub scope: &'a str,
    pub virtual_accounts: &'a [String],
    pub role: &'a str,
    pub until: &'a str,
}

/// What is wrong with it, by field.
#[derive(Default, Clone)]
pub struct TermsFaults {
    pub scope: Option<String>,
    pub role: Option<String>,
    pub until: Option<String>,
}

impl TermsFaults {
    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        [&self.scope, &self.role, &self.until]
            .iter()
            .all(|fault| fault.is_none())
    }

    /// Where among these fields a refusal belongs; nothing where it is about something else.
    pub fn of(visit: &Visit, refusal: &Refusal) -> Self {
        let words = Some(web::refusals::words(visit, refusal));
        match refusal {
            Refusal::RoleDoesNotFitScope
            | Refusal::ApproverOutsideDomain { .. }
            | Refusal::ApproverNotAPerson => Self {
                role: words,
                ..Self::default()
            },
            Refusal::NoVirtualAccountChosen
            | Refusal::VirtualAccountOfAnotherAccount
            | Refusal::BeyondOwnRights => Self {
                scope: words,
                ..Self::default()
            },
            Refusal::EndDateInThePast | Refusal::EndDateTooLate { .. } => Self {
                until: words,
                ..Self::default()
            },
            _ => Self::default(),
        }
    }
}

/// Turns what was typed into terms, or says what is wrong with it.
///
/// In: `shown`, the end date that the form was first shown with: left as it was, it is the same moment, in whatever zone it
/// was said. Errors: values that the form does not offer.
pub fn read(
    visit: &Visit,
    typed: Typed<'_>,
    shown: Option<Moment>,
) -> Result<Result<Terms, TermsFaults>, PageError> {
    let t = &visit.words.text;
    let (some, mut faults) = read_shown(visit, typed, shown)?;
    if some.scope.is_none() {
        faults.scope = Some(fl!(t, "decision-scope-missing"));
    }
    if some.role.is_none() {
        faults.role = Some(fl!(t, "decision-role-missing"));
    }
    Ok(match some.scope.zip(some.role) {
        Some((scope, role)) if faults.is_empty() => Ok(Terms {
            role,
            scope,
            until: some.until,
        }),
        _ => Err(faults),
    })
}

/// As [`read`], where nothing needs to be chosen: what was, and what is wrong with it.
pub fn read_some(visit: &Visit, typed: Typed<'_>) -> Result<(Wish, TermsFaults), PageError> {
    read_shown(visit, typed, None)
}

fn read_shown(
    visit: &Visit,
    typed: Typed<'_>,
    shown: Option<Moment>,
) -> Result<(Wish, TermsFaults), PageError> {
    let mut faults = TermsFaults::default();
    let scope = match typed.scope {
        "entire" => Some(Scope::EntireAccount),
        "selected" => {
            let ids = typed.virtual_accounts.iter().map(|id| id.parse());
            let ids: Result<BTreeSet<_>, _> = ids.collect();
            Some(Scope::VirtualAccounts(ids.map_err(|_| PageError::BadForm)?))
        }
        "" => None,
        _ => return Err(PageError::BadForm),
    };
    let until = read_until(visit, typed.until, shown, &mut faults.until);
    let role = match typed.role {
        "" => None,
        key => Some(Role::from_key(key).ok_or(PageError::BadForm)?),
    };
    Ok((Wish { scope, role, until }, faults))
}

/// The end of the day that was typed, if any; of the day the form was first shown with, the moment that it stood for.
pub fn read_until(
    visit: &Visit,
    typed: &str,
    shown: Option<Moment>,
    fault: &mut Option<String>,
) -> Option<Moment> {
    match typed.trim() {
        "" => None,
        date if shown.is_some_and(|until| date == last_day(until, &visit.zone)) => shown,
        date => {
            let until = end_of_day(date, &visit.zone);
            if until.is_none() {
                *fault = Some(fl!(visit.words.text, "field-date"));
            }
            until
        }
    }
}

/// The field for an end date.
pub fn until_field(visit: &Visit, typed: &str) -> Field {
    let t = &visit.words.text;
    Field::new("until", fl!(t, "wish-until"))
        .kind(Kind::Date)
        .value(typed)
        .optional(fl!(t, "field-optional"))
}

/// The last day of an end date, as date fields want it.
pub fn last_day(until: Moment, zone: &TimeZone) -> String {
    field_date(Moment(until.0 - 1), zone)
}

/// The roles that somebody at this desk may give.
pub fn givable<R: Needs>(desk: &Desk<R>) -> impl Iterator<Item = Role> + use<R> {
    let is_whole = desk.within().is_none();
    Role::ALL
        .into_iter()
        .filter(move |role| is_whole || role.is_for_virtual_accounts())
}

/// The field for a role, of those that somebody at this desk may give.
pub fn role_field<R: Needs>(desk: &Desk<R>, value: &str) -> Field {
    let t = &desk.words.text;
    let mut roles = vec![(String::new(), fl!(t, "decision-choose-role"))];
    roles.extend(givable(desk).map(|role| (role.key().to_owned(), desk.words.role(role))));
    Field::new("role", fl!(t, "decision-role"))
        .value(value)
        .options(roles)
}

/// The fields, to be set into a form.
#[derive(Template)]
#[template(path = "parts/terms.html")]
pub struct TermsFields {
    scope_label: String,
    scope: String,
    scope_fault: Option<String>,
    can_give_entire: bool,
    entire: (String, String),
    selected: (String, String),
    /// Virtual Accounts: id, name with the end preferred there, and whether it is ticked.
    parts: Vec<(String, String, bool)>,
    role: Field,
    until: Field,
}

impl TermsFields {
    /// The fields as somebody at this desk may fill them: with what is within their reach.
    pub fn new<R: Needs>(desk: &Desk<R>, typed: Typed<'_>, faults: TermsFaults) -> Self {
        let t = &desk.words.text;
        let within = desk.within();
        let chosen: BTreeSet<&str> = typed.virtual_accounts.iter().map(String::as_str).collect();
        let own = desk
            .parts
            .iter()
            .filter(|va| within.as_ref().is_none_or(|own| own.contains(&va.id)));
        let parts = own
            .map(|va| {
                let id = va.id.to_string();
                let ticked = chosen.contains(id.as_str());
                let name = match desk.preferred.get(&va.id) {
                    None => va.name.clone(),
                    Some(until) => fl!(
                        desk.words.plain,
                        "virtual-account-with-end",
                        name = va.name.as_str(),
                        date = desk.words.last_day(*until, &desk.zone)
                    ),
                };
                (id, name, ticked)
            })
            .collect();
        Self {
            scope_label: fl!(t, "decision-scope"),
            scope: typed.scope.to_owned(),
            scope_fault: faults.scope,
            can_give_entire: within.is_none(),
            entire: (fl!(t, "decision-entire"), fl!(t, "decision-entire-hint")),
            selected: (
                fl!(t, "decision-selected"),
                fl!(t, "decision-selected-hint"),
            ),
            parts,
            role: role_field(desk, typed.role).fault(faults.role),
            until: until_field(desk, typed.until).fault(faults.until),
        }
    }

    /// What is wrong, for the list at the top of the page.
    pub fn faults(&self) -> Faults {
        Faults::default()
            .with("entire", self.scope_fault.clone())
            .also(&[&self.role, &self.until])
    }
}
