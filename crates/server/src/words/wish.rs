//! A wish or a grant in words.

use crate::language::Words;
use crate::web::visit::Visit;
use crate::words::contract::access_type;
use crate::words::target::access_type_in;
use domain::access_request::{AccessRequest, Grant, GrantedAccess, Target, Wish};
use domain::programme::ProgrammeAccess;
use domain::virtual_account::VirtualAccount;
use domain::{Moment, Role, Scope};
use i18n_embed_fl::fl;
use jiff::tz::TimeZone;

/// What a request asks for beside its identifier: a role on a scope, or a kind of access, and until when.
pub fn asked_words(visit: &Visit, request: &AccessRequest, parts: &[VirtualAccount]) -> String {
    asked_in(visit.words, &visit.zone, request, parts)
}

/// As [`asked_words`], for a letter, whose reader need not be visiting.
pub fn asked_in(
    words: &Words,
    zone: &TimeZone,
    request: &AccessRequest,
    parts: &[VirtualAccount],
) -> String {
    match &request.target {
        Target::SmartAccount { .. } => wish_in(words, zone, &request.wish, parts),
        target => until_in(
            words,
            zone,
            access_type_in(target, words),
            request.wish.until,
        ),
    }
}

/// What is granted or proposed.
pub fn granted_words(visit: &Visit, grant: &Grant, parts: &[VirtualAccount]) -> String {
    granted_in(visit.words, &visit.zone, grant, parts)
}

/// As [`granted_words`], for a letter, whose reader need not be visiting.
pub fn granted_in(
    words: &Words,
    zone: &TimeZone,
    grant: &Grant,
    parts: &[VirtualAccount],
) -> String {
    match &grant.access {
        GrantedAccess::Role { role, scope } => {
            let wish = Wish {
                scope: Some(scope.clone()),
                role: Some(*role),
                until: grant.until,
            };
            wish_in(words, zone, &wish, parts)
        }
        access => until_in(words, zone, access_name(words, access), grant.until),
    }
}

/// What is given, without what on and until when.
pub fn access_name(words: &Words, access: &GrantedAccess) -> String {
    match access {
        GrantedAccess::Role { role, .. } => words.role(*role),
        GrantedAccess::Contract { contract_access } => access_type(words, *contract_access),
        GrantedAccess::Programme {
            programme_access: access,
        } => programme_access(words, access.as_ref()),
    }
}

/// What a programme gives, by its name where it gives several kinds of access.
pub fn programme_access(words: &Words, access: Option<&ProgrammeAccess>) -> String {
    match access {
        Some(access) => access.name.in_language(words.language).to_owned(),
        None => fl!(words.plain, "programme-access"),
    }
}

/// "Virtual Account User on Lyon, until 31 March 2027".
pub fn wish_words(visit: &Visit, wish: &Wish, parts: &[VirtualAccount]) -> String {
    wish_in(visit.words, &visit.zone, wish, parts)
}

/// As [`wish_words`], for a letter, whose reader need not be visiting.
pub fn wish_in(words: &Words, zone: &TimeZone, wish: &Wish, parts: &[VirtualAccount]) -> String {
    let plain = &words.plain;
    let role = wish.role.map_or_else(
        || fl!(plain, "wish-no-role"),
        |role: Role| without_isolation(&words.role(role)),
    );
    let scope = match &wish.scope {
        None => None,
        Some(Scope::EntireAccount) => Some(fl!(plain, "wish-entire")),
        Some(Scope::VirtualAccounts(ids)) => {
            let names: Vec<&str> = parts
                .iter()
                .filter(|va| ids.contains(&va.id))
                .map(|va| va.name.as_str())
                .collect();
            Some(names.join(", "))
        }
    };
    let on = match scope {
        Some(scope) => fl!(plain, "wish-on", role = role, scope = scope),
        None => role,
    };
    until_in(words, zone, on, wish.until)
}

/// With its last day, where there is one.
fn until_in(words: &Words, zone: &TimeZone, what: String, until: Option<Moment>) -> String {
    match until {
        Some(until) => fl!(
            words.plain,
            "wish-until-words",
            what = what,
            date = words.last_day(until, zone)
        ),
        None => what,
    }
}

fn without_isolation(text: &str) -> String {
    crate::language::without_marks(text)
}
