//! Ids: which kind one is of, and which kind an address takes.

const PREFIXES: [&str; 17] = [
    "per_", "va_", "sa_", "grp_", "rev_", "rvl_", "req_", "evt_", "inv_", "upl_", "mem_", "rule_",
    "case_", "cre_", "agr_", "nad_", "mail_",
];

/// The kind of an id, if a text begins with one.
pub fn prefix_of(text: &str) -> Option<&'static str> {
    let (kind, rest) = text.split_once('_')?;
    let digits = rest.bytes().take_while(u8::is_ascii_hexdigit).count();
    let known = PREFIXES
        .iter()
        .find(|known| known.trim_end_matches('_') == kind);
    known.copied().filter(|_| digits == 32)
}

/// Of this kind there is nothing of that id.
pub fn nothing(prefix: &str, number: u8) -> String {
    format!("{prefix}{}{number:02x}", "f".repeat(30))
}

/// The kind of thing that stands in place of `{id}`.
pub fn kind_in(pattern: &str) -> Option<&'static str> {
    let before = pattern.split("/{id}").next()?;
    if before == pattern {
        return None;
    }
    Some(match before.rsplit('/').next()? {
        "users" | "people" => "per_",
        "virtual-accounts" => "va_",
        "groups" => "grp_",
        "reviews" => "rev_",
        "requests" => "req_",
        "events" => "evt_",
        "invitations" => "inv_",
        "uploads" => "upl_",
        "mine" => "mem_",
        "accounts" => "sa_",
        "cases" => "case_",
        "creations" | "new" => "cre_",
        "automation" => "rule_",
        "agreements" => "agr_",
        "notifications" => "nad_",
        "mail" => "mail_",
        _ => return None,
    })
}
