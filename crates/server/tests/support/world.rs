//! The words in which tests furnish an installation behind all its doors: a person, an account, a role, a group, a request.
//! Each is part of a write, so that an [`Office`](super::Office) and tests that have none say them alike.

use domain::access_request::Wish;
use domain::contract::{AccessType, Agreed, ContractNumber};
use domain::email::EmailAddress;
use domain::group::Label;
use domain::membership::{EndCause, Holder, Membership, MembershipFact, Source};
use domain::person::{Language, UserId};
use domain::rules::newcomer::Name;
use domain::smart_account::{AccountKind, SmartAccount, Visibility};
use domain::text::Reason;
use domain::{
    DomainIdentifier, Event, GroupId, MembershipId, PersonId, RequestId, Role, VirtualAccountId,
};
use parvis::event_log::Answer;
use parvis::password::hash_now;
use parvis::storage::{AnyConnection, Error, Tx};
use parvis::use_cases::membership::adding::{AddingOutcome, Naming};
use parvis::use_cases::person::NewPerson;
use parvis::use_cases::smart_account::NewAccount;
use parvis::{store, use_cases};
use std::sync::LazyLock;

/// Of everybody.
pub const PASSWORD: &str = "the forecourt at dusk";
static HASH: LazyLock<String> = LazyLock::new(|| hash_now(PASSWORD).unwrap());

pub fn address(text: &str) -> EmailAddress {
    EmailAddress::parse(text).unwrap()
}

pub fn identifier(text: &str) -> DomainIdentifier {
    DomainIdentifier::parse(text).unwrap()
}

/// Somebody with a password, to be registered; the user ID is what stands before the @.
pub fn new_person(email: &str) -> NewPerson {
    let (user_id, domain) = email.split_once('@').unwrap();
    NewPerson {
        user_id: UserId::parse(user_id).unwrap(),
        full_name: format!("{}{} Example", user_id[..1].to_uppercase(), &user_id[1..]),
        organisation: format!("{domain} Ltd"),
        email: address(email),
        phone: None,
        language: Language::English,
        time_zone: "UTC".into(),
        password_hash: HASH.clone(),
        is_operator: false,
    }
}

/// An unrestricted account with Virtual Accounts Default, Lyon and Montréal, to be created.
pub fn new_account(domain: &str, administrator: &PersonId) -> NewAccount {
    NewAccount {
        domain: identifier(domain),
        name: format!("The {} company", domain.split('.').next().unwrap()),
        kind: AccountKind::Customer,
        visibility: Visibility::Unrestricted,
        virtual_accounts: vec!["Default".into(), "Lyon".into(), "Montréal".into()],
        administrator: administrator.clone(),
    }
}

/// Whoever logs in by this user ID or address.
pub fn known(db: &mut AnyConnection, name: &str) -> Result<PersonId, Error> {
    Ok(store::person::find_by_name(db, name)?.unwrap().person.id)
}

/// The account with this identifier.
pub fn account_at(db: &mut AnyConnection, domain: &str) -> Result<SmartAccount, Error> {
    Ok(store::smart_account::find_by_identifier(db, &identifier(domain))?.unwrap())
}

/// The Virtual Account of this name.
pub fn part(db: &mut AnyConnection, domain: &str, name: &str) -> Result<VirtualAccountId, Error> {
    let account = account_at(db, domain)?;
    let parts = store::virtual_account::virtual_accounts(db, &account.id)?;
    Ok(parts.into_iter().find(|part| part.name == name).unwrap().id)
}

/// Gives a role, as an import would, on the entire account or on one Virtual Account.
pub fn grant(
    tx: &mut Tx,
    person: &PersonId,
    domain: &str,
    role: Role,
    on: Option<&str>,
) -> Result<(), Error> {
    let account = account_at(tx.db, domain)?;
    parvis::demo::grant(tx, &account, person, role, on)
}

/// Lets an account know somebody without giving them anything: they held a role there once, on all of it and on each part.
pub fn was_at(tx: &mut Tx, person: &PersonId, domain: &str) -> Result<(), Error> {
    let account = account_at(tx.db, domain)?;
    let parts = store::virtual_account::virtual_accounts(tx.db, &account.id)?;
    let parts = parts.into_iter().map(|part| Some(part.id));
    for part in std::iter::once(None).chain(parts) {
        let role = part.as_ref().map_or(Role::SaViewer, |_| Role::VaViewer);
        let membership = imported(tx, person, &account, role, part);
        let why = EndCause::Removed;
        let ended = Event::Membership(MembershipFact::Ended { membership, why });
        store::event::append(tx, &ended)?;
    }
    Ok(())
}

fn imported(
    tx: &mut Tx,
    person: &PersonId,
    account: &SmartAccount,
    role: Role,
    part: Option<VirtualAccountId>,
) -> Membership {
    Membership {
        id: MembershipId::new(tx.new_id()),
        holder: Holder::Person(person.clone()),
        account: account.id.clone(),
        role,
        virtual_account: part,
        source: Source::Import,
        granted_by: tx.author.actor.clone(),
        since: tx.now,
        until: None,
    }
}

/// A group of the entire account with these people in it, whom the account knows by these addresses.
pub fn group(
    tx: &mut Tx,
    domain: &str,
    by: &PersonId,
    name: &str,
    members: &[&str],
) -> Result<GroupId, Error> {
    let account = account_at(tx.db, domain)?;
    let label = Label {
        name: name.into(),
        description: None,
    };
    let group = use_cases::group::create(tx, &account.id, by, None, &label)?;
    let members: Vec<Name> = members
        .iter()
        .map(|email| Name::Email(address(email)))
        .collect();
    let naming = Naming {
        account: &account.id,
        by,
        names: &members,
        seen: None,
        passes_over_held: true,
    };
    let came = use_cases::group::adding::add(tx, naming, &group, Language::English)?.unwrap();
    assert!(matches!(came, AddingOutcome::Done(_)));
    Ok(group)
}

/// Sends a request for access.
pub fn asks(
    tx: &mut Tx,
    who: &PersonId,
    domain: &str,
    reason: &str,
    wish: &Wish,
) -> Answer<RequestId> {
    let reason = Reason::parse(reason).unwrap();
    use_cases::access_request::send(tx, who, &identifier(domain), &reason, wish)
}

/// A contract number, bill-to ID or serial number.
pub fn number(typed: &str) -> ContractNumber {
    ContractNumber::parse(typed).unwrap()
}

/// A contract of bill-to ID 7001004 with two serial numbers, which offers both access types to `lumen.example`.
pub fn agreed(contract: &str, company: &str) -> Agreed {
    Agreed {
        number: number(contract),
        bill_to: Some(number("7001004")),
        serials: [number("LMN2231A0K1"), number("LMN2231A0K2")].into(),
        company: company.into(),
        parent: None,
        domains: [identifier("lumen.example")].into(),
        offers: AccessType::ALL.iter().copied().collect(),
        ends: None,
        is_locked: false,
    }
}
