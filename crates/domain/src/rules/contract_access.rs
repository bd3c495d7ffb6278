//! Access to a contract: what is known of a number is held against who asks, before Support is troubled with it.

use crate::access_request::DenialClass;
use crate::contract::{AccessType, Contract};
use crate::email::EmailAddress;
use crate::moment::days;
use crate::{DomainIdentifier, Moment, Refusal};
use std::time::Duration;

/// Twelve months: for how long access by a contract number or a serial number is held, in days.
pub const HELD_DAYS: u64 = 365;
/// Six months: for how long access by a bill-to ID is held, in days.
pub const HELD_BY_BILL_TO_DAYS: u64 = 183;

/// What a number leads to, of each kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LedTo {
    /// The one that has it as its own.
    pub contract: Option<Contract>,
    /// Those that whoever has it as bill-to ID pays for.
    pub billed: Vec<Contract>,
    /// Those that cover a product with this serial number.
    pub with_serial: Vec<Contract>,
}

/// What comes of a number without anybody deciding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evaluation {
    /// Access is given at once, until then.
    Added {
        until: Moment,
    },
    Denied(DenialClass),
    /// Support decides: the number says nothing, or too little.
    Pending,
}

impl LedTo {
    /// The contracts it covers, where the number can mean one thing only; none where it means nothing, or several things.
    fn covered(&self) -> Vec<&Contract> {
        let of_each: [Vec<&Contract>; 3] = [
            self.contract.iter().collect(),
            self.billed.iter().collect(),
            self.with_serial.iter().collect(),
        ];
        let is_clear = match &of_each {
            [_, billed, with_serial] if billed.is_empty() => with_serial.len() <= 1,
            [_, _, with_serial] => with_serial.is_empty(),
        };
        let mut found = of_each.into_iter().filter(|some| !some.is_empty());
        match (found.next(), found.next()) {
            (Some(covered), None) if is_clear => covered,
            _ => Vec::new(),
        }
    }

    /// All that it leads to, of whatever kind.
    pub fn all(&self) -> impl Iterator<Item = &Contract> {
        let own = self.contract.iter();
        own.chain(&self.billed).chain(&self.with_serial)
    }

    /// Whether it means one thing; not where it means nothing, or several things.
    pub fn is_clear(&self) -> bool {
        !self.covered().is_empty()
    }

    /// For how long access by the number is held.
    pub fn held_for(&self) -> Duration {
        if self.billed.is_empty() {
            days(HELD_DAYS)
        } else {
            days(HELD_BY_BILL_TO_DAYS)
        }
    }

    /// The latest end of access that is given now: after its months, or with the last contract it covers that offers this. What can mean
    /// nothing or several things is Support's to judge, and ends after its months. Errors: all that it leads to has ended
    /// ([`Refusal::ContractEnded`]), or does not offer this ([`Refusal::TypeNotOffered`]).
    pub fn latest_end(&self, access: AccessType, now: Moment) -> Result<Moment, Refusal> {
        let held = now.plus(self.held_for());
        if self.is_over(now) {
            return Err(Refusal::ContractEnded);
        }
        if self.covered().is_empty() {
            return Ok(held);
        }
        let live = self.live(now);
        let offering = live
            .iter()
            .filter(|contract| contract.agreed.offers.contains(&access));
        let ends: Vec<Option<Moment>> = offering.map(|contract| contract.agreed.ends).collect();
        if ends.is_empty() {
            return Err(Refusal::TypeNotOffered);
        }
        let ends: Option<Vec<Moment>> = ends.into_iter().collect();
        let last = ends.and_then(|ends| ends.into_iter().max());
        Ok(last.map_or(held, |end| end.min(held)))
    }

    /// Those that it covers and that have not ended.
    fn live(&self, now: Moment) -> Vec<&Contract> {
        let covered = self.covered().into_iter();
        covered
            .filter(|contract| !contract.has_ended(now))
            .collect()
    }

    /// Whether all that it led to has ended, so that access by it ends, too. What leads nowhere was given by Support, who knew why.
    pub fn is_over(&self, now: Moment) -> bool {
        let mut all = self.all().peekable();
        all.peek().is_some() && all.all(|contract| contract.has_ended(now))
    }
}

/// Whether access by contracts is given to somebody by somebody alone: it was taken away from them, and nobody has given them any since.
/// Whatever number they ask by, of that contract or another: numbers move between contracts, and they may hold more than what was taken.
///
/// In: when it was last taken away from them, and when they were last given any, whatever became of it; nothing is given at once in
/// between, so that what was given later somebody gave.
pub fn waits_for_somebody(taken_away: Option<Moment>, given: Option<Moment>) -> bool {
    taken_away.is_some_and(|taken| given.is_none_or(|given| given <= taken))
}

/// What comes of asking for access by a number.
///
/// In: what the number leads to, the verified addresses of whoever asks. Out: an answer only about contracts of organisations in whose
/// domain they have an address; everything else is alike.
pub fn evaluate(
    led_to: &LedTo,
    access: AccessType,
    emails: &[EmailAddress],
    now: Moment,
) -> Evaluation {
    let is_theirs = |domain: &DomainIdentifier| emails.iter().any(|email| email.is_inside(domain));
    let covered = led_to.covered();
    let is_open_to_them = |contract: &&Contract| {
        !contract.agreed.is_locked && contract.agreed.domains.iter().any(is_theirs)
    };
    if covered.is_empty() || !covered.iter().all(is_open_to_them) {
        return Evaluation::Pending;
    }
    match led_to.latest_end(access, now) {
        Ok(until) => Evaluation::Added { until },
        Err(Refusal::ContractEnded) => Evaluation::Denied(DenialClass::ContractEnded),
        Err(_) => Evaluation::Denied(DenialClass::TypeNotOffered),
    }
}
