//! Rules in words.

use crate::use_cases::automation::rehearsal::Would;
use crate::web;
use crate::web::desk::{Decide, Desk, part_name};
use crate::words::wish::{granted_words, wish_words};
use domain::PersonId;
use domain::access_request::{AccessRequest, Denial, Grant, RequestStatus, Wish};
use domain::automation::{Conditions, DomainCondition, RuleVerdict, ScopeCondition};
use i18n_embed_fl::fl;
use std::collections::BTreeMap;

/// Names of people by id.
pub type Names = BTreeMap<String, String>;

/// What somebody is called, or their id where that is not known.
pub(crate) fn name<'a>(names: &'a Names, id: &'a PersonId) -> &'a str {
    names.get(id.as_str()).map_or(id.as_str(), String::as_str)
}

/// Each condition as a phrase.
pub fn conditions(desk: &Desk<Decide>, of: &Conditions) -> Vec<String> {
    let (t, plain) = (&desk.words.text, &desk.words.plain);
    let mut phrases = Vec::new();
    phrases.extend(of.domain.as_ref().map(|condition| match condition {
        DomainCondition::Is(domain) => fl!(plain, "rule-domain-is", domain = domain.shown()),
        DomainCondition::Inside(domain) => {
            fl!(plain, "rule-domain-inside", domain = domain.shown())
        }
    }));
    phrases.extend(of.organisation.as_ref().map(|wanted| {
        fl!(
            plain,
            "rule-organisation-is",
            organisation = wanted.as_str()
        )
    }));
    phrases.extend(
        of.role_at_most
            .map(|role| fl!(plain, "rule-role-at-most", role = desk.words.role(role))),
    );
    phrases.extend(of.scope.as_ref().map(|scope| match scope {
        ScopeCondition::Unsaid => fl!(t, "rule-scope-unsaid"),
        ScopeCondition::Entire => fl!(t, "rule-scope-entire"),
        ScopeCondition::Within(parts) => {
            let names: Vec<String> = parts.iter().map(|id| part_name(&desk.parts, id)).collect();
            fl!(plain, "rule-scope-within", parts = names.join(", "))
        }
    }));
    phrases.extend(
        of.within_days
            .map(|most| fl!(plain, "rule-within-days", days = most)),
    );
    if phrases.is_empty() {
        phrases.push(fl!(t, "rule-any"));
    }
    phrases
}

/// What the rule does.
pub fn verdict(desk: &Desk<Decide>, of: &RuleVerdict, names: &Names) -> String {
    let plain = &desk.words.plain;
    match of {
        RuleVerdict::Approve { role, scope, days } => {
            let wish = Wish {
                role: Some(*role),
                scope: Some(scope.clone()),
                until: None,
            };
            let what = wish_words(desk, &wish, &desk.parts_ever);
            match days {
                None => fl!(plain, "rule-approves", what = what),
                Some(days) => {
                    let days: u32 = *days;
                    fl!(plain, "rule-approves-for", what = what, days = days)
                }
            }
        }
        RuleVerdict::Decline(denial) => {
            let reason = desk.words.denial(denial.class);
            fl!(plain, "rule-declines", reason = reason)
        }
        RuleVerdict::SendTo(to) => fl!(plain, "rule-sends", name = name(names, to)),
    }
}

fn granted(desk: &Desk<Decide>, grant: &Grant) -> String {
    let what = granted_words(desk, grant, &desk.parts_ever);
    fl!(desk.words.plain, "rule-approves", what = what)
}

fn declined(desk: &Desk<Decide>, denial: &Denial) -> String {
    let reason = desk.words.denial(denial.class);
    fl!(desk.words.plain, "rule-declines", reason = reason)
}

/// What a rule would have done.
pub fn would(desk: &Desk<Decide>, of: &Would, names: &Names) -> String {
    let plain = &desk.words.plain;
    match of {
        Would::Approve(grant) => granted(desk, grant),
        Would::Decline(denial) => declined(desk, denial),
        Would::SendTo(to) => fl!(plain, "rule-sends", name = name(names, to)),
        Would::Nothing(refusal) => web::refusals::words(desk, refusal),
        Would::Wait => fl!(plain, "rule-waits"),
    }
}

/// What was decided of a request, in as many words as what a rule would have done.
pub fn happened(desk: &Desk<Decide>, request: &AccessRequest) -> Option<String> {
    match &request.status {
        RequestStatus::Approved { grant, .. } => Some(granted(desk, grant)),
        RequestStatus::Denied { denial, .. } => Some(declined(desk, denial)),
        _ => None,
    }
}
