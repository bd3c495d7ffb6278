//! How far rights reach, and what giving roles must know.

use crate::storage::{AnyConnection, Error};
use crate::store;
use domain::membership::{Holder, Membership, Reach};
use domain::rules::membership::{Authority, Grantee, MembershipGround};
use domain::smart_account::SmartAccount;
use domain::virtual_account::Tree;
use domain::{
    DomainIdentifier, Moment, PersonId, Refusal, Right, Role, SmartAccountId, membership, rules,
};
use std::collections::BTreeSet;

/// How far a person's roles in an account let a right reach.
pub fn reach_of(
    db: &mut AnyConnection,
    person: &PersonId,
    account: &SmartAccountId,
    right: Right,
    now: Moment,
) -> Result<Reach, Error> {
    let held = awake(db, person, account)?;
    // Whoever is deactivated keeps their roles and can do nothing with them, nor can what they began.
    if held.is_empty() || store::person::deactivated_at(db, person)?.is_some() {
        return Ok(Reach::Nothing);
    }
    let tree = Tree::of(&store::virtual_account::virtual_accounts(db, account)?);
    Ok(membership::reach(&held, &tree, right, now))
}

/// The account at whose desk somebody changes something by a right. Errors: they hold nothing that lets the right reach anything
/// there, and to them the account's pages do not exist ([`Refusal::NotFound`]); the account is suspended or closed, and rests
/// ([`Refusal::AccountNotOpen`]).
pub fn must_reach_open(
    db: &mut AnyConnection,
    person: &PersonId,
    account: &SmartAccountId,
    right: Right,
    now: Moment,
) -> Result<SmartAccount, Error> {
    must_reach(db, person, account, right, now)?;
    let account = store::smart_account::find(db, account)?;
    account.must_be_open()?;
    Ok(account)
}

/// As [`must_reach_open`], for what goes on while the account rests. Out: how far the right reaches.
pub fn must_reach(
    db: &mut AnyConnection,
    person: &PersonId,
    account: &SmartAccountId,
    right: Right,
    now: Moment,
) -> Result<Reach, Error> {
    let reach = reach_of(db, person, account, right, now)?;
    if reach.is_nothing() {
        return Err(Refusal::NotFound.into());
    }
    Ok(reach)
}

/// What a person holds in an account, without the roles that sleep: every right is asked of these.
pub fn awake(
    db: &mut AnyConnection,
    person: &PersonId,
    account: &SmartAccountId,
) -> Result<Vec<Membership>, Error> {
    let mut held = store::membership::held(db, person, account)?;
    if held.iter().any(|m| m.role == Role::SaApprover) {
        let domain = store::smart_account::find(db, account)?.domain;
        let emails = store::person::verified_emails(db, person)?;
        held.retain(|m| !rules::membership::is_asleep(m.role, &emails, &domain));
    }
    Ok(held)
}

/// What somebody holds in an account, for whoever's right to see members reaches so far. Errors: whoever holds nothing there is
/// nobody there ([`Refusal::NotFound`]).
pub fn held_within_reach(
    db: &mut AnyConnection,
    person: &PersonId,
    account: &SmartAccountId,
    reach: &Reach,
) -> Result<Vec<Membership>, Error> {
    let mut held = store::membership::held(db, person, account)?;
    held.retain(|m| reach.covers(&m.scope()));
    if held.is_empty() {
        return Err(Refusal::NotFound.into());
    }
    Ok(held)
}

/// Which of these people have no verified address inside a domain, so that their approval is asleep there.
pub fn outside(
    db: &mut AnyConnection,
    people: &[String],
    domain: &DomainIdentifier,
) -> Result<BTreeSet<String>, Error> {
    let emails = store::person::verified_emails_of(db, people)?;
    let inside: BTreeSet<&String> = emails
        .iter()
        .filter(|(_, email)| email.is_inside(domain))
        .map(|(person, _)| person)
        .collect();
    Ok(people
        .iter()
        .filter(|id| !inside.contains(id))
        .cloned()
        .collect())
}

/// Somebody and how far a right of theirs reaches in an account, as giving, changing and removing roles asks for.
pub fn authority(
    db: &mut AnyConnection,
    person: &PersonId,
    account: &SmartAccountId,
    right: Right,
    now: Moment,
) -> Result<Authority, Error> {
    Ok(Authority {
        person: person.clone(),
        reach: reach_of(db, person, account, right, now)?,
        groups: store::group::groups_of(db, person)?,
    })
}

/// What giving and changing roles needs to know of an account.
pub fn ground(db: &mut AnyConnection, account: &SmartAccountId) -> Result<MembershipGround, Error> {
    let found = store::smart_account::find(db, account)?;
    Ok(MembershipGround {
        is_open: found.is_open(),
        id: found.id,
        domain: found.domain,
        tree: Tree::of(&store::virtual_account::virtual_accounts(db, account)?),
    })
}

/// Who is to hold a role in an account: their verified addresses, and what they hold there already.
pub fn grantee(
    db: &mut AnyConnection,
    holder: &Holder,
    account: &SmartAccountId,
) -> Result<Grantee, Error> {
    let emails = match holder {
        Holder::Person(id) => store::person::verified_emails(db, id)?,
        Holder::Group(_) => Vec::new(),
    };
    Ok(Grantee {
        holder: holder.clone(),
        emails,
        held: store::membership::held_by(db, holder, account)?,
    })
}
