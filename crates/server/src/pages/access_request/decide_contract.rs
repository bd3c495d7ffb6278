//! What is known of the number by which access to a contract is asked for.

use crate::pages::access_request::known::{Known, plainly};
use crate::use_cases::access_request::{MOST, RequestToDecide};
use crate::web::request_desk::RequestDesk;
use crate::words::contract::{ContractState, access_types};
use domain::contract::Contract;
use domain::rules::access_request::LatestEnd;
use domain::rules::contract_access::LedTo;
use i18n_embed_fl::fl;

/// What the number leads to, and whether whoever asks belongs there; nothing where no contract is asked for.
pub(crate) fn contracts_led_to(desk: &RequestDesk, loaded: &RequestToDecide) -> Vec<Known> {
    let LatestEnd::OfContracts(led_to) = &loaded.latest else {
        return Vec::new();
    };
    let t = &desk.words.text;
    let number = loaded.request.target.shown();
    if led_to.all().next().is_none() {
        let words = fl!(desk.words.plain, "known-number-none-words", number = number);
        return vec![plainly("bad", "cross", fl!(t, "known-number-none"), words)];
    }
    let mut known = vec![contracts(desk, led_to)];
    known.push(domains(desk, loaded, led_to));
    known
}

fn contracts(desk: &RequestDesk, led_to: &LedTo) -> Known {
    let (t, plain) = (&desk.words.text, &desk.words.plain);
    let (class, icon, label, words) = if !led_to.is_clear() {
        let words = fl!(t, "known-number-several-words");
        ("wait", "cross", fl!(t, "known-number-several"), words)
    } else if led_to.is_over(desk.now) {
        let words = fl!(t, "known-number-ended-words");
        ("bad", "dash", fl!(t, "known-number-ended"), words)
    } else if led_to.contract.is_some() {
        let words = String::new();
        ("good", "list", fl!(t, "contract-number"), words)
    } else if led_to.billed.is_empty() {
        let words = String::new();
        ("good", "list", fl!(t, "known-number-serial"), words)
    } else {
        let words = fl!(t, "known-number-bill-to-words");
        ("good", "list", fl!(t, "contract-bill-to"), words)
    };
    let mut lines: Vec<_> = led_to
        .all()
        .take(MOST)
        .map(|one| {
            (
                line(desk, one),
                Some(format!("/support/contracts/{}", one.id)),
            )
        })
        .collect();
    let more = led_to.all().count().saturating_sub(MOST);
    if more > 0 {
        lines.push((fl!(plain, "known-number-more", count = more), None));
    }
    Known {
        lines,
        ..plainly(class, icon, label, words)
    }
}

/// "204881 · Lumen Networks · in force · Full support (contract) · until 31 March 2027"
fn line(desk: &RequestDesk, contract: &Contract) -> String {
    let agreed = &contract.agreed;
    let mut said = vec![
        agreed.number.to_string(),
        agreed.company.clone(),
        ContractState::of(desk.words, contract, desk.now).words,
        access_types(desk.words, &agreed.offers),
    ];
    if let Some(ends) = agreed.ends {
        let date = desk.words.last_day(ends, &desk.zone);
        said.push(fl!(desk.words.plain, "role-until", date = date));
    }
    said.join(" · ")
}

/// Whether an address of whoever asks lies in a domain of every contract it leads to.
fn domains(desk: &RequestDesk, loaded: &RequestToDecide, led_to: &LedTo) -> Known {
    let t = &desk.words.text;
    let has_domains = led_to.all().any(|one| !one.agreed.domains.is_empty());
    let is_inside = |one: &Contract| {
        let mut domains = one.agreed.domains.iter();
        domains.any(|domain| loaded.emails.iter().any(|email| email.is_inside(domain)))
    };
    if !has_domains {
        let words = fl!(t, "known-contract-no-domain-words");
        plainly("still", "dash", fl!(t, "known-contract-no-domain"), words)
    } else if led_to.all().all(is_inside) {
        let words = fl!(t, "known-contract-inside-words");
        plainly("good", "check", fl!(t, "known-inside"), words)
    } else {
        let words = fl!(t, "known-contract-outside-words");
        plainly("wait", "clock", fl!(t, "known-outside"), words)
    }
}
