//! The messages: the same in every language, each of them used, and the labels of the journey word for word.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What a language says, by message.
pub type Messages = BTreeMap<String, String>;

pub fn english() -> Messages {
    messages(include_str!("../../../../locales/en/parvis.ftl"))
}

pub fn french() -> Messages {
    messages(include_str!("../../../../locales/fr/parvis.ftl"))
}

/// A message begins at the edge and goes on in lines that do not.
fn messages(text: &str) -> Messages {
    let mut all = Messages::new();
    let mut current = String::new();
    for line in text
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
    {
        if line.starts_with([' ', '}', '*']) {
            all.get_mut(&current)
                .unwrap()
                .push_str(&format!("\n{line}"));
        } else {
            let (id, words) = line
                .split_once(" =")
                .unwrap_or_else(|| panic!("no message: {line}"));
            current = id.to_owned();
            assert!(
                all.insert(current.clone(), words.trim().to_owned())
                    .is_none(),
                "{id} stands there twice"
            );
        }
    }
    all
}

/// The names after each `$`.
fn variables(words: &str) -> BTreeSet<&str> {
    words
        .split('$')
        .skip(1)
        .map(|rest| {
            rest.split(|c: char| !c.is_ascii_alphanumeric())
                .next()
                .unwrap()
        })
        .collect()
}

/// The messages that sources and templates below a folder of the crate name.
pub fn named_below(folder: &str) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    collect(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join(folder),
        &mut named,
    );
    named
}

fn collect(folder: &Path, named: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, named);
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            // The first text in quotes after `fl!(` is the message.
            let ids = text
                .split("fl!(")
                .skip(1)
                .filter_map(|rest| rest.split('"').nth(1));
            named.extend(ids.map(ToOwned::to_owned));
        }
    }
}

#[test]
fn every_message_is_there_in_both_languages_with_the_same_variables() {
    let (english, french) = (english(), french());
    let shape = |messages: &Messages| -> Vec<String> {
        messages
            .iter()
            .map(|(id, words)| format!("{id} {:?}", variables(words)))
            .collect()
    };
    assert!(english.len() > 400);
    let (one, other): (BTreeSet<_>, BTreeSet<_>) = (
        shape(&english).into_iter().collect(),
        shape(&french).into_iter().collect(),
    );
    assert_eq!(
        one.symmetric_difference(&other).collect::<Vec<_>>(),
        Vec::<&String>::new()
    );
}

#[test]
fn every_message_is_used() {
    let mut named = named_below("src");
    named.extend(named_below("templates"));
    let unused: Vec<String> = english()
        .into_keys()
        .filter(|id| !named.contains(id))
        .collect();
    assert_eq!(unused, Vec::<String>::new());
}

/// The labels that people, manuals and tests find things by, and that stay as they are.
const LABELS: [(&str, &str); 72] = [
    ("Log in", "Se connecter"),
    ("Create an account", "Créer un compte"),
    (
        "Forgot your user ID or password?",
        "Identifiant ou mot de passe oublié ?",
    ),
    ("Help", "Aide"),
    ("Language", "Langue"),
    ("User ID or e-mail", "Identifiant ou adresse e-mail"),
    ("Password", "Mot de passe"),
    ("Request access", "Demander l'accès"),
    ("Manage profile", "Gérer le profil"),
    ("Profile management", "Gestion du profil"),
    ("Access management", "Gestion des accès"),
    ("Services & Support", "Services et assistance"),
    ("Smart Accounts", "Comptes Smart"),
    ("View your access requests", "Afficher vos demandes d'accès"),
    (
        "Request access to an existing Smart Account",
        "Demander l'accès à un compte Smart existant",
    ),
    ("Your profile", "Votre profil"),
    ("update your profile", "mettre à jour votre profil"),
    (
        "Smart Account domain identifier",
        "Identificateur de domaine de compte Smart",
    ),
    (
        "Account domain identifier",
        "Identificateur de domaine de compte",
    ),
    ("Submit", "Soumettre"),
    ("Reason for request", "Motif de la demande"),
    ("Send request", "Envoyer la demande"),
    ("Access request sent", "Demande d'accès envoyée"),
    ("Your access requests", "Vos demandes d'accès"),
    ("Access types", "Types d'accès"),
    ("Request date", "Date de la demande"),
    ("Status", "État"),
    ("Administrators", "Administrateurs"),
    ("Actions", "Actions"),
    ("Pending", "En attente"),
    ("Approved", "Approuvée"),
    ("Denied", "Refusée"),
    ("Withdrawn", "Retirée"),
    ("Expired", "Expirée"),
    ("View", "Afficher"),
    ("Send reminder", "Envoyer un rappel"),
    ("Withdraw", "Retirer"),
    ("Open a support case", "Ouvrir un dossier d'assistance"),
    ("Manage Smart Account", "Gérer le compte Smart"),
    ("Users", "Utilisateurs"),
    ("Virtual Accounts", "Comptes virtuels"),
    ("Requests", "Demandes"),
    ("Properties", "Propriétés"),
    ("Event log", "Journal des événements"),
    ("Access requests", "Demandes d'accès"),
    ("Available actions", "Actions disponibles"),
    ("Approve", "Approuver"),
    ("Decline", "Refuser"),
    ("Scope of access", "Portée de l'accès"),
    ("Entire Smart Account", "Compte Smart entier"),
    ("Selected Virtual Accounts", "Comptes virtuels sélectionnés"),
    ("User role", "Rôle de l'utilisateur"),
    ("Reason", "Motif"),
    ("Customer", "Client"),
    ("Holding", "Holding"),
    ("Smart Account", "Compte Smart"),
    (
        "Smart Account Administrators",
        "Administrateurs du compte Smart",
    ),
    ("Support", "Assistance"),
    (
        "Smart Account Administrator",
        "Administrateur du compte Smart",
    ),
    ("Smart Account Approver", "Approbateur du compte Smart"),
    ("Smart Account User", "Utilisateur du compte Smart"),
    ("Smart Account Viewer", "Lecteur du compte Smart"),
    (
        "Virtual Account Administrator",
        "Administrateur de compte virtuel",
    ),
    ("Virtual Account User", "Utilisateur de compte virtuel"),
    ("Virtual Account Viewer", "Lecteur de compte virtuel"),
    ("Full support (contract)", "Assistance complète (contrat)"),
    (
        "Software download (contract)",
        "Téléchargement de logiciels (contrat)",
    ),
    (
        "Request access to a contract",
        "Demander l'accès à un contrat",
    ),
    (
        "Contract number, bill-to ID or serial number",
        "Numéro de contrat, identifiant de facturation ou numéro de série",
    ),
    ("Access type", "Type d'accès"),
    ("Programme deciders", "Décideurs du programme"),
    ("Your support cases", "Vos dossiers d'assistance"),
];

/// Those of the programmes, which are settings and not messages.
const PROGRAMMES: [(&str, &str); 3] = [
    ("Certification", "Certification"),
    ("Smart Services", "Services Smart"),
    ("Partners", "Partenaires"),
];

#[test]
fn fixed_labels_are_what_they_are_in_both_languages() {
    let (english, french) = (english(), french());
    let said = |label: &str| -> BTreeSet<&str> {
        english
            .iter()
            // Within a sentence French has its article: "l’assistance".
            .filter(|(id, words)| *words == label && !id.starts_with("deciders-named-"))
            .map(|(id, _)| french[id].as_str())
            .collect()
    };
    for (label, in_french) in LABELS {
        assert_eq!(said(label), [in_french].into(), "{label}");
    }
    let written_to = |messages: &Messages| {
        let to = &messages["deciders-named-to"];
        messages["message-send"].replace("{ $to }", to)
    };
    assert_eq!(written_to(&english), "Write to the administrators");
    assert_eq!(written_to(&french), "Écrire aux administrateurs");
    let programmes = parvis::demo::config(0, Path::new("")).programmes;
    let names: Vec<(&str, &str)> = programmes
        .iter()
        .map(|programme| (programme.name.en.as_str(), programme.name.fr.as_str()))
        .collect();
    assert_eq!(names, PROGRAMMES);
}
