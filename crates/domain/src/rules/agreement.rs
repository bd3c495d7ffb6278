//! Agreements: publishing a version and accepting it.

use crate::agreement::{AgreementFact, MOST, Version};
use crate::{Event, Moment, PersonId, Refusal};

/// Publishes a version, the first or the next. In: the newest so far, the number the page showed (0 for none), and how many agreements
/// the account has.
pub fn publish(
    newest: Option<&Version>,
    seen: u32,
    all: usize,
    new: Version,
) -> Result<Event, Refusal> {
    if newest.is_none() && all >= MOST {
        return Err(Refusal::TooManyAgreements);
    }
    let before = newest.map(|version| version.number);
    if before.unwrap_or(0) != seen {
        return Err(Refusal::ChangedMeanwhile);
    }
    Ok(Event::Agreement(AgreementFact::Published {
        before,
        after: Box::new(Version {
            number: seen + 1,
            accepted: None,
            ..new
        }),
    }))
}

/// Accepts the newest version for the account. Out: no event where somebody has already.
pub fn accept(
    newest: &Version,
    seen: u32,
    by: &PersonId,
    now: Moment,
) -> Result<Option<Event>, Refusal> {
    if newest.number != seen {
        return Err(Refusal::ChangedMeanwhile);
    }
    if newest.accepted.is_some() {
        return Ok(None);
    }
    Ok(Some(Event::Agreement(AgreementFact::Accepted {
        account: newest.account.clone(),
        agreement: newest.agreement.clone(),
        number: newest.number,
        title: newest.title.clone(),
        by: by.clone(),
        at: now,
    })))
}
