//! Creating accounts: the use cases. Each is one transaction: load, let the rules decide, record.

use crate::storage::{AnyConnection, Error, Tx};
use crate::store::session::Link;
use crate::use_cases::budget::{count_creation, count_letter, count_look_up};
use crate::{event_log, standing, store};
use domain::account_creation::{
    Creation, CreationAuthority, CreationEvent, CreationFact, CreationPlan,
};
use domain::email::EmailAddress;
use domain::rules::account_creation::{Creator, Found, Fresh, Nominee, OwnDomain, Way};
use domain::smart_account::SmartAccount;
use domain::text::Reason;
use domain::{
    CreationId, DomainIdentifier, Event, MembershipId, PersonId, Refusal, Right, SmartAccountId,
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

fn fresh(tx: &mut Tx, parts: usize, concerned: &[&PersonId]) -> Result<Fresh, Error> {
    let ids: Vec<String> = concerned.iter().map(ToString::to_string).collect();
    let gone = store::person::deactivated(tx.db, &ids)?;
    Ok(Fresh {
        account: SmartAccountId::new(tx.new_id()),
        virtual_accounts: (0..parts)
            .map(|_| VirtualAccountId::new(tx.new_id()))
            .collect(),
        memberships: [
            MembershipId::new(tx.new_id()),
            MembershipId::new(tx.new_id()),
        ],
        inactive: concerned
            .iter()
            .filter(|id| gone.contains(id.as_str()))
            .map(|id| (*id).clone())
            .collect(),
    })
}

/// Ids for what a creation may lead to, and who of those concerned has left.
fn fresh_for(tx: &mut Tx, creation: &Creation) -> Result<Fresh, Error> {
    let mut concerned = vec![&creation.creator];
    if let CreationAuthority::Given { by, .. } = &creation.authority {
        concerned.push(by);
    }
    fresh(tx, creation.plan.virtual_accounts.len(), &concerned)
}

/// Records what follows, unless it would have more letters sent to a nominee than somebody may cause or an address gets.
fn recorded(
    tx: &mut Tx,
    by: &PersonId,
    asked: Result<Vec<Event>, Refusal>,
) -> event_log::Answer<()> {
    let events = match asked {
        Ok(events) => events,
        Err(refusal) => return Ok(Err(refusal)),
    };
    for nominee in events.iter().filter_map(newly_asked) {
        if let Err(refusal) = count_letter(tx, by, nominee)? {
            return Ok(Err(refusal));
        }
    }
    event_log::record(tx, &events).map(Ok)
}

/// The address that an event has written to.
fn newly_asked(event: &Event) -> Option<&EmailAddress> {
    let Event::AccountCreation(event) = event else {
        return None;
    };
    match &event.fact {
        CreationFact::Asked(creation) => creation.nominee(),
        CreationFact::NomineeNamed { after, .. } => Some(after),
        CreationFact::Revived { nominee, .. } => nominee.as_ref(),
        _ => None,
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

/// The creation a link lets its reader authorise, if the link still works.
pub fn by_link(
    db: &mut AnyConnection,
    token: &str,
    now: domain::Moment,
) -> Result<Option<Creation>, Error> {
    let Some(Link::Authorise { creation, email }) = store::session::link(db, token, now)? else {
        return Ok(None);
    };
    let creation = store::account_creation::find(db, &creation)?;
    Ok((creation.nominee() == Some(&email)).then_some(creation))
}

/// What a nominee answers.
#[derive(Clone)]
pub enum NomineeAnswer {
    Authorise { with_creator: bool },
    Decline { words: String },
}

/// The nominee answers, by the link sent to them, which then works no more.
pub fn answer(
    tx: &mut Tx,
    token: &str,
    by: &PersonId,
    answer: &NomineeAnswer,
) -> event_log::Answer<Creation> {
    let Some(found) = by_link(tx.db, token, tx.now)? else {
        return Ok(Err(Refusal::CreationSettled));
    };
    let nominee = Nominee {
        person: by.clone(),
        emails: store::person::verified_emails(tx.db, by)?,
    };
    let asked = match answer {
        NomineeAnswer::Authorise { with_creator } => {
            let fresh = fresh_for(tx, &found)?;
            rules::account_creation::authorise(&found, &nominee, *with_creator, &fresh, tx.now)
        }
        NomineeAnswer::Decline { words } => {
            rules::account_creation::decline_nomination(&found, &nominee, words.clone(), tx.now)
        }
    };
    match recorded(tx, by, asked)? {
        Ok(()) => Ok(Ok(store::account_creation::find(tx.db, &found.id)?)),
        Err(refusal) => Ok(Err(refusal)),
    }
}

/// What is done to a creation by its id.
#[derive(Clone)]
pub enum CreationChange {
    NameNominee(EmailAddress),
    Close,
    Withdraw,
    /// By the creator or an operator.
    Revive,
    Extend,
    Approve {
        seen_version: u32,
    },
    Decline {
        seen_version: u32,
        words: String,
    },
    SettleObjection,
    Object {
        parent: SmartAccountId,
        words: String,
    },
}

/// Who may make a change: the creator what is about asking, whoever administers the account above may object, and all else is for
/// operators.
fn may_change(
    tx: &mut Tx,
    found: &Creation,
    by: &PersonId,
    change: &CreationChange,
) -> Result<(), Error> {
    let is_creator = found.creator == *by;
    match change {
        CreationChange::Object { parent, .. } => {
            standing::membership::must_reach(tx.db, by, parent, Right::MemberManage, tx.now)
                .map(drop)
        }
        CreationChange::NameNominee(_) | CreationChange::Revive | CreationChange::Withdraw
            if is_creator =>
        {
            Ok(())
        }
        _ => standing::person::must_be_operator(tx),
    }
}

/// Carries out a change. Errors: what it concerns does not exist to whoever may not make it ([`Refusal::NotFound`]).
pub fn change(
    tx: &mut Tx,
    id: &CreationId,
    by: &PersonId,
    change: &CreationChange,
) -> event_log::Answer<()> {
    let found = store::account_creation::find(tx.db, id)?;
    may_change(tx, &found, by, change)?;
    let (table, now) = (tx.rules.creation.clone(), tx.now);
    let asked = match change {
        CreationChange::NameNominee(email) => {
            let own = store::person::verified_emails(tx.db, &found.creator)?;
            rules::account_creation::name_nominee(&found, &own, email.clone(), now)
        }
        CreationChange::Close => rules::account_creation::close(&found, now),
        CreationChange::Withdraw => rules::account_creation::withdraw(&found, by, now),
        CreationChange::Revive => {
            let other =
                store::account_creation::pending(tx.db, &found.creator, &found.plan.domain)?;
            if let Some(creation) = other {
                return Ok(Err(Refusal::AlreadyCreating { creation }));
            }
            let account = match &found.account {
                Some(id) => Some(store::smart_account::find(tx.db, id)?),
                None => None,
            };
            rules::account_creation::revive(&found, account.as_ref(), by, &table, now)
        }
        CreationChange::Extend => rules::account_creation::extend(&found, by, &table, now),
        CreationChange::Approve { seen_version } => {
            let holder = store::smart_account::find_by_identifier(tx.db, &found.plan.domain)?;
            let is_taken = holder.is_some_and(|holder| Some(&holder.id) != found.account.as_ref());
            let fresh = fresh_for(tx, &found)?;
            rules::account_creation::approve(&found, *seen_version, by, is_taken, &fresh, now)
        }
        CreationChange::Decline {
            seen_version,
            words,
        } => rules::account_creation::decline(&found, *seen_version, by, words.clone(), now),
        CreationChange::SettleObjection => {
            rules::account_creation::settle_objection(&found, by, now)
        }
        CreationChange::Object { parent, words } => {
            rules::account_creation::object(&found, parent, by, words.clone(), now)
        }
    };
    recorded(tx, by, asked)
}

/// Does to one creation what time has brought. Out: how many steps were taken, one at most.
pub fn pass_time(tx: &mut Tx, id: &CreationId) -> Result<usize, Error> {
    let found = store::account_creation::find(tx.db, id)?;
    let events = rules::account_creation::pass_time(&found, &tx.rules.creation, tx.now);
    if events.is_empty() {
        store::account_creation::note(tx, &found)?;
    }
    event_log::record(tx, &events)?;
    Ok(events.len().min(1))
}
