//! A demonstration: people, accounts and requests in every state, so that no page is empty.

use crate::app::App;
use crate::config::{Accounts, Application, Config, Icon, Limits};
use crate::demo;
use crate::demo::people::{PASSWORD, PEOPLE, account, grant, person, register};
use crate::password::hash_now;
use crate::storage::{Author, Error, Tx};
use crate::store::person::set_password;
use domain::Role;
use domain::contract::AccessType;
use domain::language::TextByLanguage;
use domain::moment::days;
use domain::rules::account_creation::OwnDomain;
use domain::smart_account::{AccountKind, Visibility};
use std::path::Path;

/// The settings of a demonstration at `port`, kept in `folder`.
pub fn config(port: u16, folder: &Path) -> Config {
    Config {
        public_url: format!("http://127.0.0.1:{port}"),
        listen: ([127, 0, 0, 1], port).into(),
        data: folder.to_owned(),
        organisation: "Atelier Lumen".into(),
        accounts: Accounts {
            // Nobody waits for anybody while they try it out.
            own_domain: OwnDomain::AtOnce,
        },
        // Each mail can be read by itself.
        limits: Limits {
            mails_an_hour: 1_000_000,
            mails_a_day: 1_000_000,
            ..Limits::default()
        },
        applications: applications(),
        programmes: demo::programmes::all(),
        support: demo::cases::support(),
        ..Config::default()
    }
}

fn applications() -> Vec<Application> {
    let tile =
        |key: &str, icon, right: &str, name: (&str, &str), summary: (&str, &str)| Application {
            key: key.into(),
            name: TextByLanguage::new(name.0, name.1),
            summary: TextByLanguage::new(summary.0, summary.1),
            address: format!("/demo/applications/{key}"),
            icon,
            right: right.into(),
            contract: (key == "downloads").then_some(AccessType::SoftwareDownload),
        };
    vec![
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
    ]
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
    for (user_id, role, on) in [
        ("bruno", Role::SaAdministrator, None),
        ("chen", Role::VaAdministrator, Some("Lyon")),
        ("ines", Role::SaApprover, None),
    ] {
        let person = person(tx, user_id)?;
        grant(tx, &lumen, &person, role, on)?;
    }
    demo::contracts::populate(tx, now)?;
    demo::entitled::populate(tx, now)?;
    demo::requests::populate(tx, now)?;
    demo::desk::populate(tx, &lumen, now)?;
    demo::cases::populate(tx, now)?;
    tx.pretend(now);
    Ok(())
}
