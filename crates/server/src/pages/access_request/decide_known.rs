//! What is known beside a request: whose address it is, who else from there is here, what was asked before, and whether a
//! domain only looks like the account's.

use crate::pages::access_request::decide_contract::contracts_led_to;
use crate::pages::access_request::known::{Known, plainly};
use crate::use_cases::access_request::{MOST, MOST_HELD, RequestToDecide};
use crate::web::desk::part_name;
use crate::web::request_desk::RequestDesk;
use crate::words::entitlement::{end_words, entitlement_words};
use crate::words::wish::asked_words;
use domain::access_request::{AccessRequest, RequestOutcome, Target};
use domain::email::EmailAddress;
use domain::membership::Membership;
use domain::organisation::Likeness;
use domain::virtual_account::Tree;
use domain::{DomainIdentifier, organisation};
use i18n_embed_fl::fl;
use std::collections::BTreeSet;

/// All of it in the order of the page: whose address it is and what is odd about it first, what was asked before last.
pub(crate) fn known(desk: &RequestDesk, loaded: &RequestToDecide) -> Vec<Known> {
    let mut known = Vec::new();
    if let Some(account) = desk.account() {
        known.push(whose_address(desk, &account.domain, loaded));
        known.extend(public_mail(desk, loaded));
        known.extend(looks_alike(desk, &account.domain, loaded));
        known.extend(has_access(desk, loaded));
        known.extend(others_from_there(desk, loaded));
    } else {
        known.extend(contracts_led_to(desk, loaded));
        known.extend(public_mail(desk, loaded));
        known.extend(has_entitlements(desk, loaded));
    }
    known.extend(fails(desk, loaded));
    known.push(refused_before(desk, loaded));
    known.push(asked_before(desk, loaded));
    known
}

fn whose_address(
    desk: &RequestDesk,
    account: &DomainIdentifier,
    loaded: &RequestToDecide,
) -> Known {
    let (t, plain) = (&desk.words.text, &desk.words.plain);
    let domain = account.shown();
    if loaded.emails.iter().any(|email| email.is_inside(account)) {
        let words = fl!(plain, "known-inside-words", domain = domain);
        plainly("good", "check", fl!(t, "known-inside"), words)
    } else {
        let words = fl!(plain, "known-outside-words", domain = domain);
        plainly("wait", "clock", fl!(t, "known-outside"), words)
    }
}

fn public_mail(desk: &RequestDesk, loaded: &RequestToDecide) -> Option<Known> {
    let email = loaded
        .emails
        .iter()
        .find(|email| email.organisation().is_none())?;
    let words = fl!(
        desk.words.plain,
        "known-public-mail-words",
        domain = email.domain()
    );
    let label = fl!(desk.words.text, "known-public-mail");
    Some(plainly("wait", "mail", label, words))
}

/// Whether they can hear of the answer by mail.
fn fails(desk: &RequestDesk, loaded: &RequestToDecide) -> Option<Known> {
    let t = &desk.words.text;
    let words = fl!(desk.words.plain, "known-mail-fails-words");
    let is_failing = loaded.beside.is_failing;
    is_failing.then(|| plainly("wait", "mail", fl!(t, "known-mail-fails"), words))
}

/// A domain with its punycode, where that is another.
fn both_ways(domain: &DomainIdentifier) -> String {
    if domain.is_international() {
        format!("{} ({domain})", domain.shown())
    } else {
        domain.to_string()
    }
}

/// Warnings about domains that are not what they seem.
fn looks_alike(desk: &RequestDesk, own: &DomainIdentifier, loaded: &RequestToDecide) -> Vec<Known> {
    let (t, plain) = (&desk.words.text, &desk.words.plain);
    let domains: BTreeSet<&str> = loaded.emails.iter().map(EmailAddress::domain).collect();
    let mut warnings = Vec::new();
    for domain in domains {
        let domain = DomainIdentifier::stored(domain.to_owned());
        let (shown, account) = (both_ways(&domain), both_ways(own));
        let alike = match organisation::likeness(&domain, own) {
            Some(Likeness::Confusable) => Some(fl!(
                plain,
                "known-look-alike-words",
                domain = shown.clone(),
                account = account
            )),
            Some(Likeness::OneEdit) => Some(fl!(
                plain,
                "known-one-edit-words",
                domain = shown.clone(),
                account = account
            )),
            None => None,
        };
        let label = || fl!(t, "known-look-alike");
        warnings.extend(alike.map(|words| plainly("bad", "cross", label(), words)));
        if organisation::mixes_scripts(&domain) {
            let words = fl!(plain, "known-mixed-scripts-words", domain = shown);
            let label = fl!(t, "known-mixed-scripts");
            warnings.push(plainly("bad", "cross", label, words));
        }
    }
    warnings
}

fn has_access(desk: &RequestDesk, loaded: &RequestToDecide) -> Option<Known> {
    let t = &desk.words.text;
    if loaded.held.is_empty() {
        return None;
    }
    let mut lines: Vec<_> = loaded
        .held
        .iter()
        .take(MOST_HELD)
        .map(|one| (held_words(desk, loaded, one), None))
        .collect();
    if loaded.held.len() > MOST_HELD {
        lines.push((fl!(t, "known-member-more"), None));
    }
    let wish = &loaded.request.wish;
    let words = match wish.is_held(&loaded.held, &Tree::of(desk.parts())) {
        true => fl!(t, "known-member-asked"),
        false => String::new(),
    };
    Some(Known {
        lines,
        ..plainly("good", "people", fl!(t, "known-member"), words)
    })
}

/// What they have by other requests.
fn has_entitlements(desk: &RequestDesk, loaded: &RequestToDecide) -> Option<Known> {
    let t = &desk.words.text;
    if loaded.entitlements.is_empty() {
        return None;
    }
    let held = loaded.entitlements.iter().take(MOST_HELD);
    let lines = held
        .map(|one| (entitlement_words(desk, one), None))
        .collect();
    let key = loaded.request.target.key();
    let is_same = loaded.entitlements.iter().any(|one| one.to.key() == key);
    let is_pending = loaded.request.outcome() == RequestOutcome::Pending;
    let (label, words) = if is_same && is_pending {
        let words = fl!(t, "known-entitled-same-words");
        (fl!(t, "known-entitled-same"), words)
    } else {
        (fl!(t, "known-entitled"), String::new())
    };
    Some(Known {
        lines,
        ..plainly("good", "people", label, words)
    })
}

/// "Virtual Account User · Lyon · until 31 March 2027 · through the group Night shift"
fn held_words(desk: &RequestDesk, loaded: &RequestToDecide, held: &Membership) -> String {
    let plain = &desk.words.plain;
    let mut said = vec![desk.words.role(held.role)];
    if let Some(on) = &held.virtual_account {
        said.push(part_name(desk.parts(), on));
    }
    if let Some(until) = held.until {
        let date = desk.words.last_day(until, &desk.zone);
        said.push(fl!(plain, "role-until", date = date));
    }
    // Of a group that asks for itself, all is held by that group.
    let through = held
        .holder
        .group()
        .filter(|_| loaded.request.for_group.is_none());
    if let Some(name) = through.and_then(|id| loaded.held_through.get(id.as_str())) {
        said.push(fl!(plain, "known-member-through", name = name.as_str()));
    }
    said.join(" · ")
}

fn others_from_there(desk: &RequestDesk, loaded: &RequestToDecide) -> Option<Known> {
    let (t, plain) = (&desk.words.text, &desk.words.plain);
    let organisations = &loaded.beside.organisations;
    let names: Vec<String> = organisations.iter().map(both_ways).collect();
    let from = names.join(", ");
    if names.is_empty() {
        return None;
    }
    if loaded.beside.colleagues.is_empty() {
        let label = fl!(plain, "known-no-colleagues", organisation = from);
        let words = fl!(t, "known-no-colleagues-words");
        return Some(plainly("still", "dash", label, words));
    }
    let mut lines: Vec<_> = loaded
        .beside
        .colleagues
        .iter()
        .take(MOST)
        .map(|one| {
            let role = desk.words.role(one.membership.role);
            let on = one.membership.virtual_account.as_ref();
            let on = on.map_or(String::new(), |id| {
                format!(" · {}", part_name(desk.parts(), id))
            });
            (format!("{} · {role}{on}", one.full_name), None)
        })
        .collect();
    if loaded.beside.colleagues.len() > MOST {
        lines.push((fl!(t, "known-colleagues-more"), None));
    }
    let label = fl!(plain, "known-colleagues", organisation = from);
    Some(Known {
        lines,
        ..plainly("good", "people", label, String::new())
    })
}

fn refused_before(desk: &RequestDesk, loaded: &RequestToDecide) -> Known {
    let (t, plain) = (&desk.words.text, &desk.words.plain);
    match &loaded.before {
        Some(at) => {
            let date = desk.words.date(*at, &desk.zone);
            let words = fl!(plain, "known-denied-words", date = date);
            plainly("bad", "cross", fl!(t, "known-denied"), words)
        }
        None => plainly(
            "still",
            "dash",
            fl!(t, "known-first"),
            fl!(t, "known-first-words"),
        ),
    }
}

/// "204881 · Full support (contract)": in an account what was asked for, in a queue by what as well.
fn asked_earlier(desk: &RequestDesk, one: &AccessRequest) -> String {
    let asked = asked_words(desk, one, desk.parts_ever());
    match &one.target {
        Target::SmartAccount { .. } => asked,
        target => format!("{} · {asked}", target.shown()),
    }
}

/// "Approved (given back)"
fn outcome_words(desk: &RequestDesk, loaded: &RequestToDecide, one: &AccessRequest) -> String {
    let outcome = desk.words.outcome(one.outcome());
    let mut ended = loaded.beside.ended.iter();
    match ended.find(|(id, _)| *id == one.id) {
        Some((_, why)) => format!("{outcome} ({})", end_words(desk.words, *why)),
        None => outcome,
    }
}

fn asked_before(desk: &RequestDesk, loaded: &RequestToDecide) -> Known {
    let (t, plain) = (&desk.words.text, &desk.words.plain);
    let date = |moment| desk.words.date(moment, &desk.zone);
    let signed_up = date(loaded.beside.signed_up);
    if loaded.beside.earlier.is_empty() {
        let words = match &loaded.request.target {
            Target::SmartAccount { .. } => fl!(plain, "known-new-here-words", date = signed_up),
            Target::Contract { .. } => {
                fl!(plain, "known-new-by-contract-words", date = signed_up)
            }
            Target::Programme(_) => {
                fl!(plain, "known-new-in-programme-words", date = signed_up)
            }
        };
        return plainly("still", "dash", fl!(t, "known-new-here"), words);
    }
    let lines = loaded.beside.earlier.iter().take(MOST).map(|one| {
        let words = fl!(
            plain,
            "known-earlier-one",
            what = asked_earlier(desk, one),
            outcome = outcome_words(desk, loaded, one),
            date = date(one.sent_at)
        );
        (words, Some(desk.address(&format!("requests/{}", one.id))))
    });
    let words = fl!(plain, "known-seen-words", date = signed_up);
    Known {
        lines: lines.collect(),
        ..plainly("still", "list", fl!(t, "known-earlier"), words)
    }
}
