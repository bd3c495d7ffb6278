//! A demonstration: people, accounts and requests in every state, so that no page is empty.

mod desk;

mod requests;

use crate::app::App;
use crate::config::{Accounts, Application, Config, Icon, Programme, TextByLanguage};
use crate::password::hash_now;
use crate::storage::{Author, Error, Tx};
use crate::store::person::set_password;
use crate::use_cases::smart_account::NewAccount;
use crate::{event_log, store, use_cases};
use Language::{English, French};
use domain::email::EmailAddress;
use domain::membership::{Holder, Membership, MembershipFact, Source};
use domain::moment::days;
use domain::person::{Language, Person, PersonFact, Phone, Profile, UserId};
use domain::rules::account_creation::OwnDomain;
use domain::smart_account::{AccountKind, SmartAccount, Visibility};
use domain::{DomainIdentifier, Event, MembershipId, PersonId, Role};
use std::path::Path;

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
struct Cast(
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    Language,
    &'static str,
);

const PEOPLE: [Cast; 13] = [
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

/// The settings of a demonstration at `port`, kept in `folder`.
pub fn config(port: u16, folder: &Path) -> Config {
    let tile =
        |key: &str, icon, right: &str, name: (&str, &str), summary: (&str, &str)| Application {
            key: key.into(),
            name: TextByLanguage::new(name.0, name.1),
            summary: TextByLanguage::new(summary.0, summary.1),
            address: format!("/demo/applications/{key}"),
            icon,
            right: right.into(),
        };
    let programme = |key: &str, name: (&str, &str), summary: (&str, &str)| Programme {
        key: key.into(),
        name: TextByLanguage::new(name.0, name.1),
        summary: TextByLanguage::new(summary.0, summary.1),
        contact: format!("{key}@support.example"),
    };
    Config {
        public_url: format!("http://127.0.0.1:{port}"),
        listen: ([127, 0, 0, 1], port).into(),
        data: folder.to_owned(),
        organisation: "Atelier Lumen".into(),
        accounts: Accounts {
            // Nobody waits for anybody while they try it out.
            own_domain: OwnDomain::AtOnce,
        },
        applications: vec![
            tile(
                "software-manager",
                Icon::Monitor,
                "use",
                ("Software Manager", "Gestionnaire de logiciels"),
                (
                    "See what is in use in each Virtual Account and move it.",
                    "Voyez ce qui est utilisé dans chaque compte virtuel et déplacez-le.",
                ),
            ),
            tile(
                "downloads",
                Icon::Download,
                "use",
                ("Downloads", "Téléchargements"),
                (
                    "Find and fetch the software you are entitled to.",
                    "Trouvez et récupérez les logiciels auxquels vous avez droit.",
                ),
            ),
            tile(
                "traditional-licences",
                Icon::Key,
                "use",
                ("Traditional Licences", "Licences traditionnelles"),
                (
                    "Keys and files for products licensed the old way.",
                    "Clés et fichiers des produits sous licence à l’ancienne.",
                ),
            ),
            tile(
                "enterprise-agreements",
                Icon::Agreement,
                "agreement.accept",
                ("Enterprise Agreements", "Contrats d’entreprise"),
                (
                    "What your agreements allow and what is left of it.",
                    "Ce que vos contrats permettent et ce qu’il en reste.",
                ),
            ),
            tile(
                "entitlements",
                Icon::List,
                "view",
                ("Entitlements", "Droits acquis"),
                (
                    "One list of all that your company owns.",
                    "La liste de tout ce que possède votre société.",
                ),
            ),
        ],
        programmes: vec![
            programme(
                "certification",
                ("Certification", "Certification"),
                (
                    "Exams, certificates and the records of those who hold them.",
                    "Examens, certificats et dossiers de leurs titulaires.",
                ),
            ),
            programme(
                "smart-services",
                ("Smart Services", "Services Smart"),
                (
                    "Reports and advice about what you have installed.",
                    "Rapports et conseils sur ce que vous avez installé.",
                ),
            ),
            programme(
                "partners",
                ("Partners", "Partenaires"),
                (
                    "What is for partner companies and the people in them.",
                    "Ce qui s’adresse aux sociétés partenaires et à leurs équipes.",
                ),
            ),
        ],
        ..Config::default()
    }
}

/// Fills a new database, all in one transaction; one that has people already is left as it is.
pub async fn fill(app: &App) -> Result<(), Error> {
    let filled = app.db.read(crate::store::person::has_operator).await?;
    if filled {
        return Ok(());
    }
    let hash = hash_now(PASSWORD).ok_or(Error::Panicked)?;
    app.db
        .write(Author::program("demo"), move |tx| populate(tx, &hash))
        .await
}

fn populate(tx: &mut Tx, hash: &str) -> Result<(), Error> {
    let now = tx.now;
    tx.pretend(now.minus(days(120)));
    for cast in &PEOPLE {
        let id = register(tx, cast)?;
        set_password(tx, &id, hash)?;
    }
    let lumen = account(
        tx,
        "lumen.example",
        "Lumen Networks",
        AccountKind::Customer,
        Visibility::Unrestricted,
        &["Default", "Lyon", "Montréal"],
        "amina",
    )?;
    account(
        tx,
        "holding.example",
        "Meridian Holding",
        AccountKind::Holding,
        Visibility::Unrestricted,
        &["Default"],
        "dora",
    )?;
    account(
        tx,
        "quartz.example",
        "Quartz Foundry",
        AccountKind::Customer,
        Visibility::Unrestricted,
        &["Default", "Casting"],
        "dora",
    )?;
    account(
        tx,
        "vault.example",
        "Vault Trust",
        AccountKind::Customer,
        Visibility::Restricted,
        &["Default"],
        "victor",
    )?;
    grant(tx, &lumen, "bruno", Role::SaAdministrator, None)?;
    grant(tx, &lumen, "chen", Role::VaAdministrator, Some("Lyon"))?;
    grant(tx, &lumen, "ines", Role::SaApprover, None)?;
    requests::populate(tx, now)?;
    desk::populate(tx, &lumen, now)?;
    tx.pretend(now);
    Ok(())
}

fn register(tx: &mut Tx, cast: &Cast) -> Result<PersonId, Error> {
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
fn person(tx: &mut Tx, user_id: &str) -> Result<PersonId, Error> {
    let found = crate::store::person::find_by_name(tx.db, user_id)?;
    found
        .map(|found| found.person.id)
        .ok_or_else(|| Error::corrupt("demo", user_id, "nobody"))
}

fn account(
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

fn grant(
    tx: &mut Tx,
    account: &SmartAccount,
    user_id: &str,
    role: Role,
    on: Option<&str>,
) -> Result<(), Error> {
    let parts = store::virtual_account::virtual_accounts(tx.db, &account.id)?;
    let membership = Membership {
        id: MembershipId::new(tx.new_id()),
        holder: Holder::Person(person(tx, user_id)?),
        account: account.id.clone(),
        role,
        virtual_account: on
            .and_then(|name| parts.iter().find(|va| va.name == name))
            .map(|va| va.id.clone()),
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
