//! Who is there, and what they hold.

use crate::storage::{Error, Tx};
use crate::use_cases::smart_account::NewAccount;
use crate::{event_log, store, use_cases};
use domain::email::EmailAddress;
use domain::membership::{Holder, Membership, MembershipFact, Source};
use domain::person::Language::{English, French};
use domain::person::{Language, Person, PersonFact, Phone, Profile, UserId};
use domain::smart_account::{AccountKind, SmartAccount, Visibility};
use domain::{DomainIdentifier, Event, MembershipId, PersonId, Role};

/// Everybody's; `parvis demo` prints it.
pub const PASSWORD: &str = "parvis-demo";

/// Who can sign in, and what for.
pub const WHO: [(&str, &str); 7] = [
    ("camille", "asks for access"),
    ("amina", "Smart Account Administrator of lumen.example"),
    ("bruno", "the second one (his pages are in French)"),
    ("chen", "Virtual Account Administrator of Lyon"),
    ("dora", "Smart Account Administrator of holding.example"),
    ("sam", "support agent"),
    ("olga", "operator"),
];

/// Somebody of the demonstration: user ID, full name, organisation, address, language, time zone.
pub(crate) struct Cast(
    pub(crate) &'static str,
    pub(crate) &'static str,
    pub(crate) &'static str,
    pub(crate) &'static str,
    pub(crate) Language,
    pub(crate) &'static str,
);

/// All of them; [`WHO`] names those to look around as.
pub(crate) const PEOPLE: [Cast; 13] = [
    Cast(
        "camille",
        "Camille Morel",
        "Atelier Lumen",
        "camille@atelier.example",
        English,
        "Europe/Paris",
    ),
    Cast(
        "amina",
        "Amina Belkacem",
        "Lumen Networks",
        "amina@lumen.example",
        English,
        "Europe/Paris",
    ),
    Cast(
        "bruno",
        "Bruno Keller",
        "Lumen Networks",
        "bruno@lumen.example",
        French,
        "Europe/Zurich",
    ),
    Cast(
        "chen",
        "Chen Wei",
        "Lumen Networks",
        "chen@lumen.example",
        English,
        "Europe/Paris",
    ),
    Cast(
        "dora",
        "Dora Novak",
        "Meridian Holding",
        "dora@holding.example",
        English,
        "Europe/Prague",
    ),
    Cast(
        "sam",
        "Sam Okafor",
        "Parvis Support",
        "sam@support.example",
        English,
        "Europe/London",
    ),
    Cast(
        "olga",
        "Olga Lindqvist",
        "Parvis Operations",
        "olga@operations.example",
        English,
        "Europe/Stockholm",
    ),
    Cast(
        "elin",
        "Elin Sørby",
        "Fjord Data",
        "elin@fjord.example",
        English,
        "Europe/Oslo",
    ),
    Cast(
        "farid",
        "Farid Haddad",
        "Atelier Lumen",
        "farid@atelier.example",
        French,
        "Europe/Paris",
    ),
    Cast(
        "gwen",
        "Gwen Tremblay",
        "Boréal Conseil",
        "gwen@boreal.example",
        French,
        "America/Toronto",
    ),
    Cast(
        "hugo",
        "Hugo Ferreira",
        "Costa Logística",
        "hugo@costa.example",
        English,
        "Europe/Lisbon",
    ),
    Cast(
        "ines",
        "Inès Roussel",
        "Lumen Networks",
        "ines@lumen.example",
        French,
        "Europe/Paris",
    ),
    Cast(
        "victor",
        "Victor Sand",
        "Vault Trust",
        "victor@vault.example",
        English,
        "Europe/London",
    ),
];

/// Without a password, which the furnishing sets. Errors: the cast has a user ID or an address that is none.
pub(crate) fn register(tx: &mut Tx, cast: &Cast) -> Result<PersonId, Error> {
    let Cast(user_id, full_name, organisation, email, language, time_zone) = *cast;
    let person = Person {
        id: PersonId::new(tx.new_id()),
        user_id: UserId::parse(user_id).map_err(|_| Error::corrupt("demo", user_id, "user ID"))?,
        profile: Profile {
            full_name: full_name.into(),
            organisation: organisation.into(),
            phone: Phone::parse("+33 4 72 00 00 00").ok().flatten(),
            language,
            time_zone: time_zone.into(),
        },
        email: Some(
            EmailAddress::parse(email).map_err(|_| Error::corrupt("demo", email, "address"))?,
        ),
        is_operator: user_id == "olga",
        is_support_agent: user_id == "sam",
    };
    let id = person.id.clone();
    event_log::record(tx, &[Event::Person(PersonFact::Registered(person))])?;
    Ok(id)
}

/// The person with a user ID of the demonstration.
pub(crate) fn person(tx: &mut Tx, user_id: &str) -> Result<PersonId, Error> {
    let found = crate::store::person::find_by_name(tx.db, user_id)?;
    found
        .map(|found| found.person.id)
        .ok_or_else(|| Error::corrupt("demo", user_id, "nobody"))
}

/// An active account, of whose Virtual Accounts (`parts`) the first is the default. In: `administrator` by user ID.
pub(crate) fn account(
    tx: &mut Tx,
    domain: &str,
    name: &str,
    kind: AccountKind,
    visibility: Visibility,
    parts: &[&str],
    administrator: &str,
) -> Result<SmartAccount, Error> {
    let new = NewAccount {
        domain: DomainIdentifier::parse(domain)
            .map_err(|_| Error::corrupt("demo", domain, "identifier"))?,
        name: name.into(),
        kind,
        visibility,
        virtual_accounts: parts.iter().map(ToString::to_string).collect(),
        administrator: person(tx, administrator)?,
    };
    Ok(use_cases::smart_account::create(tx, &new)??)
}

/// Gives somebody a role, as an import would. In: the name of the Virtual Account it is for, where it is for one. Errors: no
/// Virtual Account of that name.
pub fn grant(
    tx: &mut Tx,
    account: &SmartAccount,
    person: &PersonId,
    role: Role,
    on: Option<&str>,
) -> Result<(), Error> {
    let parts = store::virtual_account::virtual_accounts(tx.db, &account.id)?;
    let named = |name: &str| {
        let part = parts.iter().find(|part| part.name == name);
        part.map(|part| part.id.clone())
            .ok_or_else(|| Error::corrupt("virtual_account", name, "not there"))
    };
    let membership = Membership {
        id: MembershipId::new(tx.new_id()),
        holder: Holder::Person(person.clone()),
        account: account.id.clone(),
        role,
        virtual_account: on.map(named).transpose()?,
        source: Source::Import,
        granted_by: tx.author.actor.clone(),
        since: tx.now,
        until: None,
    };
    event_log::record(
        tx,
        &[Event::Membership(MembershipFact::Granted(membership))],
    )
}
