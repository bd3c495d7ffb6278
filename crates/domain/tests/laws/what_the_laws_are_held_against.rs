//! The laws would hold of stories in which nothing happens and of texts that are never taken; these are not such.

use crate::support::cases::sample;
use crate::support::texts;
use crate::world::state::World;
use crate::world::story::{long_waits, stories};
use crate::world::telling::tell;
use domain::email::EmailAddress;
use domain::membership::Membership;
use domain::person::{Phone, UserId};
use domain::text::Reason;
use domain::*;
use std::collections::BTreeSet;

const EVENTS: [&str; 21] = [
    "access-request.sent",
    "access-request.approved",
    "access-request.denied",
    "access-request.withdrawn",
    "access-request.expired",
    "access-request.reminded-by-requester",
    "access-request.reminded-by-system",
    "access-request.escalated",
    "access-request.expiry-announced",
    "access-request.decision-refused",
    "membership.granted",
    "membership.ended",
    "support-case.opened",
    "support-case.answered",
    "support-case.closed",
    "support-case.solved",
    "support-case.closed-by-itself",
    "support-case.reopened",
    "support-case.noted",
    "support-case.prioritised",
    "support-case.assigned",
];

const REFUSALS: [&str; 22] = [
    "not-found",
    "email-not-verified",
    "account-not-open",
    "already-pending",
    "too-soon-after-denial",
    "already-settled",
    "stale-page",
    "own-request",
    "no-virtual-account-chosen",
    "virtual-account-of-another-account",
    "role-does-not-fit-scope",
    "beyond-own-rights",
    "approver-outside-domain",
    "end-date-in-the-past",
    "reminder-too-soon",
    "reminders-used-up",
    "last-administrator",
    "case-already-open",
    "case-closed",
    "case-over-for-long",
    "not-an-agent",
    "nothing-to-change",
];

fn is_nested_grant(world: &World, granted: &Membership) -> bool {
    let by = granted
        .granted_by
        .person()
        .expect("a person who granted it");
    let held: Vec<_> = world.held(by, &granted.account).collect();
    held.iter().all(|m| m.role != Role::SaAdministrator)
        && held
            .iter()
            .all(|m| m.virtual_account != granted.virtual_account)
}

fn is_email(text: &str) -> bool {
    EmailAddress::parse(text).is_ok()
}

fn is_phone(text: &str) -> bool {
    Phone::parse(text).is_ok_and(|phone| phone.is_some())
}

#[test]
fn stories_reach_every_event_and_every_refusal() {
    let (mut events, mut refusals) = (BTreeSet::new(), BTreeSet::new());
    for story in sample(stories(), 300)
        .iter()
        .chain(&sample(long_waits(), 100))
    {
        tell(story, |step| {
            events.extend(step.events.iter().map(Event::name));
            refusals.extend(step.refusal.map(Refusal::code));
            Ok::<_, ()>(())
        })
        .expect("nothing to object");
    }
    let missing: Vec<_> = EVENTS.iter().filter(|e| !events.contains(*e)).collect();
    assert!(missing.is_empty(), "events never seen: {missing:?}");
    let missing: Vec<_> = REFUSALS.iter().filter(|r| !refusals.contains(*r)).collect();
    assert!(missing.is_empty(), "refusals never seen: {missing:?}");
}

#[test]
fn va_administrators_grant_in_nested_virtual_accounts() {
    let mut nested = 0;
    for story in sample(stories(), 500) {
        tell(&story, |step| {
            nested += step
                .granted()
                .filter(|m| is_nested_grant(step.before, m))
                .count();
            Ok::<_, ()>(())
        })
        .expect("nothing to object");
    }
    assert!(nested > 10, "only {nested}");
}

#[test]
fn many_texts_are_taken() {
    let domains = sample(texts::domains(), 300);
    let read: Vec<_> = domains
        .iter()
        .flat_map(|t| DomainIdentifier::parse(t))
        .collect();
    assert!(read.len() > 60, "only {} identifiers", read.len());
    assert!(read.iter().filter(|d| d.is_international()).count() > 30);
    let taken =
        |texts: Vec<String>, takes: fn(&str) -> bool| texts.iter().filter(|t| takes(t)).count();
    assert!(taken(sample(texts::addresses(), 300), is_email) > 50);
    assert!(taken(sample(texts::user_ids(), 300), |t| UserId::parse(t).is_ok()) > 50);
    assert!(taken(sample(texts::phones(), 300), is_phone) > 50);
    assert!(taken(sample(texts::words(), 300), |t| Reason::parse(t).is_ok()) > 50);
}
