//! Asking for an account.

use crate::account_creation::{
    Clearance, Creation, CreationAuthority, CreationFact, CreationPlan, CreationProgress,
    CreationStatus,
};
use crate::email::EmailAddress;
use crate::key::keyed;
use crate::organisation::is_owned;
use crate::rules::account_creation::settle::{Fresh, opened};
use crate::rules::account_creation::wait::CreationTimetable;
use crate::smart_account::AccountStatus;
use crate::text::Reason;
use crate::{CreationId, DomainIdentifier, Event, Moment, PersonId, Refusal};
use serde::{Deserialize, Serialize};

/// Somebody who wants an account.
#[derive(Debug, Clone)]
pub struct Creator {
    pub person: PersonId,
    /// Verified, the main one first.
    pub emails: Vec<EmailAddress>,
    /// A creation of theirs for the same identifier that is pending.
    pub pending: Option<CreationId>,
    /// Who decides about their own domain here.
    pub own_domain: OwnDomain,
}

keyed! {
    /// Who decides about an identifier that is the domain of the creator's own address. Anybody of a company has one there, so at
    /// once means that the first of them to come has the account.
    OwnDomain { Operators = "operators", AtOnce = "at-once" }
}

#[allow(clippy::derivable_impls)] // the macro makes the enum
impl Default for OwnDomain {
    fn default() -> Self {
        Self::Operators
    }
}

impl Creator {
    /// Whether the identifier is the domain of a verified address of theirs, and some organisation's own.
    pub fn owns(&self, identifier: &DomainIdentifier) -> bool {
        is_proven(identifier, &self.emails)
    }

    /// Whether nobody else need decide about the identifier.
    pub fn clears(&self, identifier: &DomainIdentifier) -> bool {
        self.own_domain == OwnDomain::AtOnce && self.owns(identifier)
    }
}

/// Whether an identifier is the domain of one of these verified addresses, and some organisation's own.
pub fn is_proven(identifier: &DomainIdentifier, emails: &[EmailAddress]) -> bool {
    emails.iter().any(|email| email.is_at(identifier))
}

/// The identifier to begin with: the domain of the first verified address that is some organisation's own.
pub fn default_identifier(emails: &[EmailAddress]) -> Option<DomainIdentifier> {
    emails
        .iter()
        .map(|email| DomainIdentifier::stored(email.domain().to_owned()))
        .find(is_owned)
}

/// Who vouches, as the creator chooses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// The creator, who says that they may.
    Authority,
    /// Whoever reads the mail of this address, who is asked.
    Nominee(EmailAddress),
}

/// What stands behind the identifier already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    pub status: AccountStatus,
    /// Whether the creator may know of it.
    pub is_visible: bool,
}

impl Found {
    /// Whether the creator is told that the identifier is taken. What has lapsed is nobody's secret and nobody's account: an
    /// operator says what becomes of its identifier.
    pub fn is_known(&self, is_own: bool) -> bool {
        (self.is_visible || is_own) && self.status != AccountStatus::Lapsed
    }
}

/// Asks for an account.
///
/// An identifier that belongs to an account the creator may not know of is treated exactly as any other that is not their own
/// domain: it goes to an operator.
///
/// Out: the asking, with the account and all it begins with where nobody else need decide. Errors: it may not be asked for at all,
/// or an operator has to decide and is given no reason.
#[allow(clippy::too_many_arguments)] // each is a fact of its own
pub fn ask(
    id: CreationId,
    creator: &Creator,
    plan: CreationPlan,
    way: Way,
    reason: Option<Reason>,
    found: Option<Found>,
    fresh: &Fresh,
    table: &CreationTimetable,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    may_ask(creator, &plan, &way, found)?;
    let clearance = if creator.clears(&plan.domain) && found.is_none() {
        Clearance::NotNeeded
    } else {
        Clearance::Wanted
    };
    if clearance == Clearance::Wanted && reason.is_none() {
        return Err(Refusal::ReasonNeeded);
    }
    let authority = match way {
        Way::Authority => CreationAuthority::Claimed,
        Way::Nominee(email) => CreationAuthority::Asked { email, at: now },
    };
    let mut creation = Creation {
        id,
        creator: creator.person.clone(),
        plan,
        reason,
        authority,
        clearance,
        account: None,
        asked_at: now,
        version: 1,
        status: CreationStatus::Pending,
        progress: CreationProgress {
            deadline: now.plus(table.life),
            reminders: 0,
            warnings: 0,
            warned_at: None,
            parent: None,
            objection: None,
        },
    };
    let mut events = Vec::new();
    if creation.is_cleared() {
        events = opened(&creation, fresh, now)?;
        creation.account = Some(fresh.account.clone());
    }
    let activated = creation.is_cleared() && creation.is_authorised();
    events.push(creation.says(CreationFact::Asked(Box::new(creation.clone()))));
    if activated {
        let account = fresh.account.clone();
        events.push(creation.says(CreationFact::Activated { at: now, account }));
    }
    Ok(events)
}

/// Errors: what stands in the way of asking for it at all, in the order in which it is told.
fn may_ask(
    creator: &Creator,
    plan: &CreationPlan,
    way: &Way,
    found: Option<Found>,
) -> Result<(), Refusal> {
    if creator.emails.is_empty() {
        return Err(Refusal::EmailNotVerified);
    }
    if let Some(creation) = &creator.pending {
        return Err(Refusal::AlreadyCreating {
            creation: creation.clone(),
        });
    }
    let is_own = creator.owns(&plan.domain);
    if found.is_some_and(|found| found.is_known(is_own)) {
        return Err(Refusal::IdentifierTaken);
    }
    match way {
        Way::Nominee(email) if creator.emails.iter().any(|own| own.key() == email.key()) => {
            Err(Refusal::NominatesSelf)
        }
        _ => Ok(()),
    }
}
