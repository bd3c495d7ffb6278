//! Entitlements: giving, giving back, and what time does to them.

use crate::access_request::{AccessRequest, Grant};
use crate::email::EmailAddress;
use crate::entitlement::{EntitledTo, Entitlement, EntitlementEnd, EntitlementFact, NOTICE_DAYS};
use crate::moment::days;
use crate::rules::contract_access::{Evaluation, LedTo, evaluate};
use crate::text::Reason;
use crate::{Event, Moment, PersonId, Refusal};

/// What an approval gives: anew where the same is held already.
///
/// In: `held`, what the applicant holds of the same programme.
pub(crate) fn grant(
    request: &AccessRequest,
    grant: &Grant,
    held: &[Entitlement],
    now: Moment,
) -> Vec<Event> {
    let Some(new) = Entitlement::by(request, grant, now) else {
        return Vec::new();
    };
    let same = held
        .iter()
        .filter(|one| one.ended.is_none() && one.to.key() == new.to.key());
    let mut events: Vec<Event> = same
        .map(|one| one.ends(EntitlementEnd::Replaced, now))
        .collect();
    events.push(Event::Entitlement(EntitlementFact::Granted(Box::new(new))));
    events
}

impl Entitlement {
    fn moves(&self, after: Moment, by: Option<PersonId>, now: Moment) -> Event {
        Event::Entitlement(EntitlementFact::EndMoved {
            request: self.request.clone(),
            person: self.person.clone(),
            before: self.until,
            after,
            by,
            at: now,
        })
    }

    fn ends(&self, why: EntitlementEnd, now: Moment) -> Event {
        Event::Entitlement(EntitlementFact::Ended {
            request: self.request.clone(),
            person: self.person.clone(),
            why,
            at: now,
        })
    }
}

/// Its holder gives it back. Errors: it is another's, or has ended.
pub fn give_back(one: &Entitlement, by: &PersonId, now: Moment) -> Result<Vec<Event>, Refusal> {
    if one.person != *by || !one.holds_at(now) {
        return Err(Refusal::NotFound);
    }
    Ok(vec![one.ends(EntitlementEnd::GivenBack, now)])
}

/// Whoever decides such requests takes it away, and says why. Errors: it is the decider's own ([`Refusal::OwnRequest`]), who gives it back;
/// it has ended ([`Refusal::AccessEnded`]).
pub fn take_away(
    one: &Entitlement,
    by: &PersonId,
    words: Reason,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    if one.person == *by {
        return Err(Refusal::OwnRequest);
    }
    if !one.holds_at(now) {
        return Err(Refusal::AccessEnded);
    }
    Ok(vec![Event::Entitlement(EntitlementFact::TakenAway {
        request: one.request.clone(),
        person: one.person.clone(),
        by: by.clone(),
        words,
        at: now,
    })])
}

/// The contracts that a number led to have changed: what is held by it ends with them, or sooner than it would have. Where its number was
/// taken out of one, or its access type is offered no more, and it would not be given now, it ends after the days of notice, in which
/// Support may renew it.
///
/// In: what the number leads to now, whether it was taken out of a contract, the holder's verified addresses. Out: nothing where it goes on
/// as it was.
pub fn follow_contracts(
    one: &Entitlement,
    led_to: &LedTo,
    is_taken_out: bool,
    emails: &[EmailAddress],
    now: Moment,
) -> Option<Event> {
    let EntitledTo::Contract {
        contract_access, ..
    } = &one.to
    else {
        return None;
    };
    if one.ended.is_some() {
        return None;
    }
    let after_notice = now.plus(days(NOTICE_DAYS));
    let latest = match led_to.latest_end(*contract_access, now) {
        Err(Refusal::ContractEnded) => {
            return Some(one.ends(EntitlementEnd::ContractEnded, now));
        }
        Err(_) => after_notice,
        Ok(latest) if is_taken_out => match evaluate(led_to, *contract_access, emails, now) {
            Evaluation::Added { until } => until,
            Evaluation::Denied(_) | Evaluation::Pending => latest.min(after_notice),
        },
        Ok(latest) => latest,
    };
    let is_shorter = one.until.is_none_or(|until| latest < until);
    is_shorter.then(|| one.moves(latest, None, now))
}

/// Shortly before its months are over what is known of its number is looked at again: it goes on for as long where it would be given
/// now. Out: nothing where it would not.
pub fn look_again(
    one: &Entitlement,
    led_to: &LedTo,
    emails: &[EmailAddress],
    now: Moment,
) -> Option<Event> {
    let EntitledTo::Contract {
        contract_access, ..
    } = &one.to
    else {
        return None;
    };
    match evaluate(led_to, *contract_access, emails, now) {
        Evaluation::Added { until } if one.until.is_some_and(|ends| ends < until) => {
            Some(one.moves(until, None, now))
        }
        _ => None,
    }
}

/// Whoever decides such requests lets it go on, for as long as it would be given now, once its end was announced. Errors: it is the
/// decider's own ([`Refusal::OwnRequest`]); its end is not near, or would not be later ([`Refusal::NothingToChange`]).
pub fn renew(
    one: &Entitlement,
    by: &PersonId,
    latest: Moment,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    if one.person == *by {
        return Err(Refusal::OwnRequest);
    }
    let is_near = one.holds_at(now) && one.announced.is_some();
    if !is_near || one.until.is_none_or(|until| until >= latest) {
        return Err(Refusal::NothingToChange);
    }
    Ok(vec![one.moves(latest, Some(by.clone()), now)])
}

/// What time does to an entitlement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntitlementStep {
    AnnounceEnd,
    End,
}

/// The next thing time does to an entitlement and when it is due; nothing where it has no end or has ended.
pub fn next_step(one: &Entitlement) -> Option<(EntitlementStep, Moment)> {
    if one.ended.is_some() {
        return None;
    }
    let until = one.until?;
    let notice = until.minus(days(NOTICE_DAYS));
    // What is given for less than that needs no telling.
    if one.announced.is_none() && notice > one.since {
        Some((EntitlementStep::AnnounceEnd, notice))
    } else {
        Some((EntitlementStep::End, until))
    }
}

/// What the passing of time does to it at `now`: one step at most. What ends before anybody could be told ends untold.
pub fn pass_time(one: &Entitlement, now: Moment) -> Vec<Event> {
    let is_over = one.ended.is_none() && one.until.is_some_and(|until| until <= now);
    match next_step(one) {
        _ if is_over => vec![one.ends(EntitlementEnd::Lapsed, now)],
        Some((EntitlementStep::AnnounceEnd, due)) if due <= now => {
            vec![Event::Entitlement(EntitlementFact::EndAnnounced {
                request: one.request.clone(),
                person: one.person.clone(),
                at: now,
            })]
        }
        _ => Vec::new(),
    }
}
