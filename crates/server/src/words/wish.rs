//! A wish or a grant in words.

use crate::web::visit::Visit;
use domain::access_request::{Grant, Wish};
use domain::virtual_account::VirtualAccount;
use domain::{Role, Scope};
use i18n_embed_fl::fl;

/// What is granted or proposed, as if it were wished for.
pub fn offered(grant: &Grant) -> Wish {
    Wish {
        scope: Some(grant.scope.clone()),
        role: Some(grant.role),
        until: grant.until,
    }
}

/// "Virtual Account User on Lyon, until 31 March 2027".
pub fn wish_words(visit: &Visit, wish: &Wish, parts: &[VirtualAccount]) -> String {
    wish_in(visit.words, &visit.zone, wish, parts)
}

/// As [`wish_words`], for a letter, whose reader need not be visiting.
pub fn wish_in(
    words: &crate::language::Words,
    zone: &jiff::tz::TimeZone,
    wish: &Wish,
    parts: &[VirtualAccount],
) -> String {
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
    match wish.until {
        Some(until) => fl!(
            plain,
            "wish-until-words",
            what = on,
            date = words.last_day(until, zone)
        ),
        None => on,
    }
}

fn without_isolation(text: &str) -> String {
    crate::language::without_marks(text)
}
