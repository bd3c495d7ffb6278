//! Those who have to agree, and what follows once all have.

use crate::account_creation::{Creation, CreationAuthority, CreationFact, CreationStatus};
use crate::email::EmailAddress;
use crate::membership::{Holder, Membership, MembershipFact, Source};
use crate::smart_account::{AccountStatus, SmartAccount, SmartAccountFact};
use crate::virtual_account::VirtualAccount;
use crate::{
    Actor, Event, MembershipId, Moment, PersonId, Refusal, Role, SmartAccountId, VirtualAccountId,
    rules, smart_account,
};

/// Ids for what may have to be made: an account, its Virtual Accounts, and the memberships of two administrators.
#[derive(Debug, Clone)]
pub struct Fresh {
    pub account: SmartAccountId,
    pub virtual_accounts: Vec<VirtualAccountId>,
    pub memberships: [MembershipId; 2],
    /// Which of those concerned have been deactivated, and can administer nothing.
    pub inactive: Vec<PersonId>,
}

/// Somebody who follows the link to authorise.
#[derive(Debug, Clone)]
pub struct Nominee {
    pub person: PersonId,
    /// Verified.
    pub emails: Vec<EmailAddress>,
}

impl Creation {
    /// The account as it is to be.
    fn account(&self, id: &SmartAccountId, status: AccountStatus) -> SmartAccount {
        SmartAccount {
            id: id.clone(),
            domain: self.plan.domain.clone(),
            name: self.plan.name.clone(),
            kind: self.plan.kind,
            status,
            visibility: self.plan.visibility,
        }
    }

    /// Its administrators: who vouched for it, and the creator where they are to be.
    fn administrators(
        &self,
        account: &SmartAccountId,
        fresh: &Fresh,
        now: Moment,
    ) -> Vec<Membership> {
        let people = match &self.authority {
            CreationAuthority::Given {
                by, with_creator, ..
            } => [Some(by.clone()), with_creator.then(|| self.creator.clone())],
            _ => [Some(self.creator.clone()), None],
        };
        people
            .into_iter()
            .flatten()
            .filter(|person| !fresh.inactive.contains(person))
            .zip(&fresh.memberships)
            .map(|(person, id)| Membership {
                id: id.clone(),
                granted_by: Actor::Person(match &self.authority {
                    CreationAuthority::Given { by, .. } => by.clone(),
                    _ => person.clone(),
                }),
                holder: Holder::Person(person),
                account: account.clone(),
                role: Role::SaAdministrator,
                virtual_account: None,
                source: Source::Creation,
                since: now,
                until: None,
            })
            .collect()
    }
}

/// The account of a cleared creation that has none yet: active where it is authorised, else pending with nobody in it.
pub(super) fn opened(
    creation: &Creation,
    fresh: &Fresh,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    let (status, first) = if creation.is_authorised() {
        let first = creation.administrators(&fresh.account, fresh, now);
        if first.is_empty() {
            return Err(Refusal::ApplicantDeactivated);
        }
        (AccountStatus::Active, first)
    } else {
        (AccountStatus::Pending, Vec::new())
    };
    let parts = creation.plan.virtual_accounts.iter();
    let parts = parts
        .zip(&fresh.virtual_accounts)
        .enumerate()
        .map(|(index, (name, id))| VirtualAccount {
            id: id.clone(),
            account: fresh.account.clone(),
            parent: None,
            name: name.clone(),
            is_default: index == 0,
        });
    rules::smart_account::create(
        creation.account(&fresh.account, status),
        parts.collect(),
        first,
    )
}

/// Once there is authority and clearance: the account becomes active, with its administrators.
fn completed(creation: &Creation, fresh: &Fresh, now: Moment) -> Result<Vec<Event>, Refusal> {
    if !(creation.is_authorised() && creation.is_cleared()) {
        return Ok(Vec::new());
    }
    let (account, mut events) = match &creation.account {
        None => (fresh.account.clone(), opened(creation, fresh, now)?),
        Some(id) => {
            let pending = creation.account(id, AccountStatus::Pending);
            let granted = creation.administrators(id, fresh, now);
            if granted.is_empty() {
                return Err(Refusal::ApplicantDeactivated);
            }
            let granted = granted
                .into_iter()
                .map(|m| Event::Membership(MembershipFact::Granted(m)));
            let events = std::iter::once(pending.becomes(AccountStatus::Active, None));
            (id.clone(), events.chain(granted).collect())
        }
    };
    events.push(creation.says(CreationFact::Activated { at: now, account }));
    Ok(events)
}

/// The state after a fact, for what follows from it.
fn after(creation: &Creation, fact: &CreationFact) -> Creation {
    let mut next = creation.clone();
    next.apply(fact);
    next
}

/// What becomes of the account of a creation that ends without it. Whether its identifier is free again from then on.
pub(super) fn abandoned(creation: &Creation, from: AccountStatus, is_free: bool) -> Vec<Event> {
    let Some(id) = &creation.account else {
        return Vec::new();
    };
    let account = creation.account(id, from);
    let mut events = Vec::new();
    if from != AccountStatus::Lapsed {
        events.push(account.becomes(AccountStatus::Lapsed, None));
    }
    if is_free {
        events.push(Event::SmartAccount(SmartAccountFact::IdentifierReleased {
            account: id.clone(),
            before: account.domain,
            after: smart_account::nobodys_identifier(id),
        }));
    }
    events
}

/// Somebody else is asked to authorise, by the creator or, in their stead, by an operator; the link sent before no longer works.
/// Nothing happens where they are asked already: time reminds them.
///
/// In: `own`, the creator's verified addresses: nobody authorises what they ask for.
pub fn name_nominee(
    creation: &Creation,
    own: &[EmailAddress],
    email: EmailAddress,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    creation.must_be_pending()?;
    if matches!(creation.authority, CreationAuthority::Given { .. }) {
        return Err(Refusal::CreationSettled);
    }
    if own.iter().any(|own| own.key() == email.key()) {
        return Err(Refusal::NominatesSelf);
    }
    if creation.nominee().map(EmailAddress::key) == Some(email.key()) {
        return Ok(Vec::new());
    }
    let before = match &creation.authority {
        CreationAuthority::Asked { email, .. } | CreationAuthority::Refused { email, .. } => {
            Some(email.clone())
        }
        _ => None,
    };
    let fact = CreationFact::NomineeNamed {
        before,
        after: email,
        at: now,
    };
    Ok(vec![creation.says(fact)])
}

/// The address asked, if this person may answer for it.
fn asked<'c>(creation: &'c Creation, by: &Nominee) -> Result<&'c EmailAddress, Refusal> {
    creation.must_be_pending()?;
    let email = creation.nominee().ok_or(Refusal::CreationSettled)?;
    if by.person == creation.creator {
        return Err(Refusal::NominatesSelf);
    }
    if !by.emails.iter().any(|own| own.key() == email.key()) {
        return Err(Refusal::NotTheNominee {
            email: email.clone(),
        });
    }
    Ok(email)
}

/// The nominee authorises, and becomes an administrator; the creator, too, if the nominee wants it.
pub fn authorise(
    creation: &Creation,
    by: &Nominee,
    with_creator: bool,
    fresh: &Fresh,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    asked(creation, by)?;
    let fact = CreationFact::Authorised {
        by: by.person.clone(),
        at: now,
        with_creator,
    };
    let next = after(creation, &fact);
    let mut events = vec![creation.says(fact)];
    events.extend(completed(&next, fresh, now)?);
    Ok(events)
}

/// The nominee will not. The creator may name another.
pub fn decline_nomination(
    creation: &Creation,
    by: &Nominee,
    words: String,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    let email = asked(creation, by)?.clone();
    let fact = CreationFact::NomineeDeclined {
        email,
        by: by.person.clone(),
        words,
        at: now,
    };
    Ok(vec![creation.says(fact)])
}

/// An administrator of the account above speaks against it, once. An operator decides what follows.
pub fn object(
    creation: &Creation,
    parent: &SmartAccountId,
    by: &PersonId,
    words: String,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    if creation.progress.parent.as_ref() != Some(parent) {
        return Err(Refusal::NotFound);
    }
    if !matches!(
        creation.status,
        CreationStatus::Pending | CreationStatus::Active { .. }
    ) {
        return Err(Refusal::CreationSettled);
    }
    if creation.progress.objection.is_some() {
        return Err(Refusal::NothingToChange);
    }
    let fact = CreationFact::Objected {
        by: by.clone(),
        words,
        at: now,
    };
    Ok(vec![creation.says(fact)])
}

impl Creation {
    /// Whether it is somebody's own affair: they ask for the account, or vouched and are to administer it. No duty reaches so far.
    pub fn is_own(&self, person: &PersonId) -> bool {
        let vouched =
            matches!(&self.authority, CreationAuthority::Given { by, .. } if by == person);
        self.creator == *person || vouched
    }

    /// Errors: [`Refusal::OwnRequest`], so that no operator decides what they ask for or vouch for.
    pub(super) fn must_be_anothers(&self, by: &PersonId) -> Result<(), Refusal> {
        if self.is_own(by) {
            Err(Refusal::OwnRequest)
        } else {
            Ok(())
        }
    }
}

/// An operator whose own affair it is not, and what they decide on.
fn may_decide(creation: &Creation, seen_version: u32, by: &PersonId) -> Result<(), Refusal> {
    creation.must_be_anothers(by)?;
    creation.must_be_pending()?;
    creation.must_be_seen(seen_version)
}

/// An operator clears the identifier, unless it belongs to another account.
pub fn approve(
    creation: &Creation,
    seen_version: u32,
    by: &PersonId,
    is_taken: bool,
    fresh: &Fresh,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    may_decide(creation, seen_version, by)?;
    if creation.is_cleared() {
        return Err(Refusal::NothingToChange);
    }
    if is_taken {
        return Err(Refusal::IdentifierTaken);
    }
    let account = creation
        .account
        .clone()
        .unwrap_or_else(|| fresh.account.clone());
    let fact = CreationFact::Approved {
        by: by.clone(),
        at: now,
        account,
    };
    let mut next = after(creation, &fact);
    let mut events = Vec::new();
    if creation.account.is_none() && !next.is_authorised() {
        events = opened(&next, fresh, now)?;
    }
    events.push(creation.says(fact));
    if creation.account.is_none() {
        // The account is made with its administrators, rather than moved to another status.
        next.account = None;
    }
    events.extend(completed(&next, fresh, now)?);
    Ok(events)
}

/// An operator declines: the creation ends, and what was set up for it with it. So does one that needed no clearance and keeps an
/// identifier from its rightful owner.
pub fn decline(
    creation: &Creation,
    seen_version: u32,
    by: &PersonId,
    words: String,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    may_decide(creation, seen_version, by)?;
    let fact = CreationFact::Declined {
        by: by.clone(),
        at: now,
        words,
    };
    let mut events = vec![creation.says(fact)];
    events.extend(abandoned(creation, AccountStatus::Pending, true));
    Ok(events)
}

/// An operator gives up a lapsed creation before its time: it can no longer be revived, and its identifier is free.
pub fn close(creation: &Creation, now: Moment) -> Result<Vec<Event>, Refusal> {
    if !matches!(creation.status, CreationStatus::Lapsed { .. }) {
        return Err(Refusal::CreationSettled);
    }
    let mut events = vec![creation.says(CreationFact::Closed { at: now })];
    events.extend(abandoned(creation, AccountStatus::Lapsed, true));
    Ok(events)
}

/// An operator has looked at an objection to an account that is active, and lets it be.
pub fn settle_objection(
    creation: &Creation,
    by: &PersonId,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    creation.must_be_anothers(by)?;
    if !matches!(creation.status, CreationStatus::Active { .. }) || !creation.needs_operator() {
        return Err(Refusal::NothingToChange);
    }
    let fact = CreationFact::ObjectionSettled {
        by: by.clone(),
        at: now,
    };
    Ok(vec![creation.says(fact)])
}

/// The creator no longer wants the account.
pub fn withdraw(creation: &Creation, by: &PersonId, now: Moment) -> Result<Vec<Event>, Refusal> {
    if creation.creator != *by {
        return Err(Refusal::NotFound);
    }
    creation.must_be_pending()?;
    let mut events = vec![creation.says(CreationFact::Withdrawn { at: now })];
    events.extend(abandoned(creation, AccountStatus::Pending, true));
    Ok(events)
}
