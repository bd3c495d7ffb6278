//! Asking for an account: what may be known beforehand, and sending.

use crate::use_cases::account_creation::recording::{fresh, recorded};

use crate::storage::{AnyConnection, Error, Tx};
use crate::use_cases::budget::{count_creation, count_look_up};
use crate::{event_log, standing, store};
use domain::account_creation::{Creation, CreationEvent, CreationFact, CreationPlan};
use domain::rules::account_creation::{Creator, Found, Fresh, OwnDomain, Way};
use domain::smart_account::{AccountStatus, SmartAccount};
use domain::text::Reason;
use domain::{
    CreationId, DomainIdentifier, Event, MembershipId, PersonId, Refusal, SmartAccountId,
    VirtualAccountId, rules,
};

/// What somebody fills in to ask for an account.
#[derive(Clone)]
pub struct CreationOrder {
    pub plan: CreationPlan,
    pub way: Way,
    pub reason: Option<Reason>,
}

/// What a creator may know beforehand of an identifier.
pub enum CreationOutlook {
    /// It belongs to an account that they may see.
    Taken(Box<SmartAccount>),
    /// It is their own domain, and free.
    Own,
    /// An operator decides, for whatever reason.
    Operator,
    AlreadyAsked(CreationId),
}

fn creator(
    db: &mut AnyConnection,
    by: &PersonId,
    domain: &DomainIdentifier,
    own_domain: OwnDomain,
) -> Result<Creator, Error> {
    let mut emails = store::person::verified_emails(db, by)?;
    let main = store::person::find(db, by)?.email;
    emails.sort_by_key(|email| Some(email) != main.as_ref());
    Ok(Creator {
        person: by.clone(),
        emails,
        pending: store::account_creation::pending(db, by, domain)?,
        own_domain,
    })
}

/// The identifier that a creator begins with: their own domain.
pub enum OwnIdentifier {
    /// They have none: no address is verified, or it is a public mail provider's.
    Nowhere,
    Free(DomainIdentifier),
    /// It has its account already, so asking for it would be refused.
    Taken,
}

/// What a creator's form begins with.
pub fn own_identifier(db: &mut AnyConnection, by: &PersonId) -> Result<OwnIdentifier, Error> {
    let nobodys = DomainIdentifier::stored(String::new());
    let creator = creator(db, by, &nobodys, OwnDomain::default())?;
    let Some(domain) = rules::account_creation::default_identifier(&creator.emails) else {
        return Ok(OwnIdentifier::Nowhere);
    };
    let (_, found) = found(db, by, &domain)?;
    let is_own = creator.owns(&domain);
    Ok(if found.is_some_and(|found| found.is_known(is_own)) {
        OwnIdentifier::Taken
    } else {
        OwnIdentifier::Free(domain)
    })
}

/// What stands behind an identifier. The same queries are made whether or not there is anything.
fn found(
    db: &mut AnyConnection,
    by: &PersonId,
    domain: &DomainIdentifier,
) -> Result<(Option<SmartAccount>, Option<Found>), Error> {
    let account = store::smart_account::find_by_identifier(db, domain)?;
    let is_visible = standing::smart_account::is_visible(db, by, account.as_ref())?;
    let found = account.as_ref().map(|account| Found {
        status: account.status,
        is_visible,
    });
    // An account that an import is about to make is there for whoever asks now, and nobody knows of it yet.
    let about_to_be = Found {
        status: AccountStatus::Active,
        is_visible: false,
    };
    let is_kept = store::import::keeps(db, domain)?;
    let found = found.or(is_kept.then_some(about_to_be));
    Ok((account, found))
}

/// What a creator is told about an identifier before they send. Counts as a look-up, as it tells as much.
pub fn look_ahead(
    tx: &mut Tx,
    by: &PersonId,
    order: &CreationOrder,
) -> event_log::Answer<CreationOutlook> {
    if let Err(refusal) = count_look_up(tx, by)? {
        return Ok(Err(refusal));
    }
    let creator = creator(tx.db, by, &order.plan.domain, tx.rules.own_domain)?;
    let (account, found) = found(tx.db, by, &order.plan.domain)?;
    let asked = rules::account_creation::ask(
        CreationId::new(0),
        &creator,
        order.plan.clone(),
        order.way.clone(),
        order.reason.clone(),
        found,
        &no_ids(order.plan.virtual_accounts.len()),
        &rules::account_creation::CreationTimetable::default(),
        domain::Moment(0),
    );
    Ok(match (asked, account) {
        (Err(Refusal::IdentifierTaken), Some(account)) => {
            Ok(CreationOutlook::Taken(Box::new(account)))
        }
        (Err(Refusal::AlreadyCreating { creation }), _) => {
            Ok(CreationOutlook::AlreadyAsked(creation))
        }
        (Err(refusal), _) => Err(refusal),
        (Ok(_), account) if creator.clears(&order.plan.domain) && account.is_none() => {
            Ok(CreationOutlook::Own)
        }
        (Ok(_), _) => Ok(CreationOutlook::Operator),
    })
}

fn no_ids(parts: usize) -> Fresh {
    Fresh {
        account: SmartAccountId::new(0),
        virtual_accounts: (0..parts as u128).map(VirtualAccountId::new).collect(),
        memberships: [MembershipId::new(0), MembershipId::new(1)],
        inactive: Vec::new(),
    }
}

/// Asks for an account. Out: its creation, which may have made it active already. Errors: they asked often enough for now
/// ([`Refusal::TooOften`]), or what the rule of asking refuses.
pub fn ask(tx: &mut Tx, by: &PersonId, order: &CreationOrder) -> event_log::Answer<CreationId> {
    if let Err(refusal) = count_creation(tx, by)? {
        return Ok(Err(refusal));
    }
    let own_domain = tx.rules.own_domain;
    let creator = creator(tx.db, by, &order.plan.domain, own_domain)?;
    let (_, found) = found(tx.db, by, &order.plan.domain)?;
    let fresh = fresh(tx, order.plan.virtual_accounts.len(), &[by])?;
    let id = CreationId::new(tx.new_id());
    let asked = rules::account_creation::ask(
        id.clone(),
        &creator,
        order.plan.clone(),
        order.way.clone(),
        order.reason.clone(),
        found,
        &fresh,
        &tx.rules.creation,
        tx.now,
    );
    Ok(recorded(tx, by, asked)?.map(|()| id))
}

/// The identifiers above one: those that it ends in.
fn above(domain: &DomainIdentifier) -> Vec<String> {
    let mut rest = domain.as_str();
    let mut all = Vec::new();
    while let Some((_, parent)) = rest.split_once('.') {
        if parent.contains('.') {
            all.push(parent.to_owned());
        }
        rest = parent;
    }
    all
}

/// Finds the account above a new one and has its administrators told. For the worker, whom nobody can time.
pub fn tell_parent(tx: &mut Tx, creation: &Creation) -> Result<(), Error> {
    let Some(parent) = store::account_creation::nearest(tx.db, &above(&creation.plan.domain))?
    else {
        return Ok(());
    };
    let told = CreationEvent {
        creation: creation.id.clone(),
        creator: creation.creator.clone(),
        account: creation.account.clone(),
        parent: Some(parent.clone()),
        fact: CreationFact::ParentTold { parent, at: tx.now },
    };
    event_log::record(tx, &[Event::AccountCreation(told)])
}
