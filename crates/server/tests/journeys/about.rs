//! The edges of every page: what stands at its foot and in its head, and help where it is needed.

use crate::support::Office;
use crate::support::engine::Engine;
use crate::support::visitor::Visitor;
use crate::{on_both_engines, support};
use domain::Role;
use domain::smart_account::Visibility;
use parvis::config::{Config, Pages};
use parvis::pages::parts::help::HelpTopic;
use parvis::routes::Door;
use std::collections::BTreeSet;

const FOOT: [&str; 7] = [
    "Help",
    "Contacts",
    "Site map",
    "Terms of use",
    "Legal notice",
    "Privacy",
    "Accessibility: not stated",
];

/// The section as an operator writes it.
fn written(section: &str) -> Pages {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("parvis.toml");
    std::fs::write(&file, section).unwrap();
    Config::load(Some(&file), []).unwrap().pages
}

fn in_french<'o>(office: &'o Office) -> Visitor<'o> {
    let mut stranger = Visitor::stranger(office);
    stranger.goes_to("/").presses("français", &[]);
    stranger
}

on_both_engines!(
    what_nobody_wrote_is_said_to_be_missing,
    the_ways_to_a_person_are_found_where_one_is_stuck,
    the_site_map_leads_to_every_page_its_reader_may_open,
    the_form_the_list_the_request_and_the_queue_lead_to_their_answer,
    asking_says_what_to_check_how_long_to_write_and_where_one_is,
    what_follows_is_said_of_one_of_several_of_operators_and_of_nobody_known,
);

fn what_nobody_wrote_is_said_to_be_missing(office: &Office) {
    let mut stranger = Visitor::stranger(office);
    stranger.goes_to("/");
    assert_eq!(stranger.page.all("footer a"), FOOT);
    let foot = stranger.page.attributes("footer a", "href");
    for path in &foot {
        stranger.goes_to(path).meets(200);
    }
    stranger
        .goes_to("/terms")
        .sees("No terms of use were published for this installation.");
    stranger
        .goes_to("/legal-notice")
        .sees("No legal notice was published for this installation.");
    stranger
        .goes_to("/contacts")
        .sees("No contact details were published");
    stranger
        .goes_to("/privacy")
        .sees("on what legal basis it is kept and where you can complain was not published")
        .sees("forgotten 90 days after it was sent")
        .sees("A session ends after 12 hours without use, and after 14 days at the latest.")
        .sees("A support case is deleted 1,095 days after it was closed")
        .sees("The event log is kept as long as this installation is run")
        .sees("Lines of files that administrators upload are deleted 30 days")
        .sees("How long backups are kept is up to the people who run this service.")
        .sees("download a copy of what is kept of you");
    stranger
        .goes_to("/accessibility")
        .sees("was not stated for this installation")
        .does_not_see("compliant");
    let mut french = in_french(office);
    french
        .goes_to("/terms")
        .sees("Aucune condition d’utilisation n’a été publiée");
    let foot = french.page.all("footer a");
    assert!(foot.contains(&"Mentions légales".to_owned()), "{foot:?}");
    assert!(
        foot.contains(&support::page::tidy("Accessibilité : non déclarée")),
        "{foot:?}"
    );
}

#[test]
fn what_the_operator_writes_stands_at_the_foot_of_each_page() {
    let office = Office::open_as(Engine::Sqlite, false, |config| {
        config.organisation = "Préfecture du Rivage".into();
        config.pages = written(
            "[pages]\n\
            contacts.fr = \"## Accueil\\n\\nÉcrivez à <accueil@rivage.example>.\"\n\
            terms.en = 'https://rivage.example/terms'\n\
            privacy.en = '## Controller'\n\
            accessibility.fr = \"## Résultats\\n\\n72 % des critères sont respectés.\"\n\
            accessibility_state = 'partial'\n",
        );
    });
    let mut stranger = Visitor::stranger(&office);
    stranger.goes_to("/contacts");
    stranger
        .sees("This service is run by Préfecture du Rivage.")
        .sees("Published in this language only: français.");
    assert_eq!(stranger.page.all("main h2")[0], "Accueil");
    assert_eq!(stranger.page.all("main [lang=fr] h2"), ["Accueil"]);
    let mailbox = stranger.page.attributes("main [lang] a", "href");
    assert_eq!(mailbox, ["mailto:accueil@rivage.example"]);
    // Terms that stand elsewhere are one step away, from the foot and from their own address.
    assert_eq!(
        stranger.page.links("Terms of use"),
        ["https://rivage.example/terms"]
    );
    let answer = stranger.sends("GET", "/terms", None);
    assert_eq!(answer.headers["location"], "https://rivage.example/terms");
    stranger
        .goes_to("/privacy")
        .sees("Controller")
        .sees("For how long")
        .does_not_see("was not published");
    let mut french = in_french(&office);
    french
        .goes_to("/")
        .follows("Accessibilité")
        .sees("Cette déclaration porte sur le service http://parvis.example, géré par Préfecture du Rivage.")
        .sees("72 % des critères sont respectés.");
    let said = support::page::tidy("Accessibilité : partiellement conforme");
    assert!(french.page.all("footer a").contains(&said));
}

#[test]
fn the_privacy_page_says_what_the_settings_say() {
    let office = Office::open_as(Engine::Sqlite, false, |config| {
        config.mail.keep_days = 45;
        config.privacy.cases_days = 0;
        config.privacy.events_days = 2000;
        config.privacy.backups_days = 35;
    });
    Visitor::stranger(&office)
        .goes_to("/privacy")
        .sees("forgotten 45 days after it was sent")
        .sees("Support cases are kept as long as this installation is run.")
        .sees("The event log keeps what was done for 2,000 days")
        .sees(
            "Backups are kept for 35 days. Until then they still hold what was deleted or erased.",
        )
        .follows("Your data")
        .meets(200);
    in_french(&office)
        .goes_to("/privacy")
        .sees("Les sauvegardes sont conservées 35 jours.")
        .sees("pendant 2 000 jours");
}

/// Addresses that lead nowhere of themselves: they are opened with what a mail, a form or a page brings.
const BROUGHT: [&str; 11] = [
    "/accounts/authorisation",
    "/contact/case",
    "/contact/confirmation",
    "/forgot/password",
    "/invitation",
    "/notification-address/confirmation",
    "/profile/email/confirmation",
    "/set-up",
    "/sign-up/confirmation",
    "/unsubscribe",
    "/",
];

fn the_ways_to_a_person_are_found_where_one_is_stuck(office: &Office) {
    let mut stranger = Visitor::stranger(office);
    for page in ["/contacts", "/accessibility", "/help"] {
        stranger.goes_to(page);
        let open_one = stranger.page.links("Open a support case");
        assert!(open_one.contains(&"/access/cases/new".to_owned()), "{page}");
        stranger
            .follows("Write to support")
            .meets(200)
            .sees("What is wrong?");
    }
    stranger
        .goes_to("/sign-in")
        .follows("I cannot log in")
        .sees("What is wrong?");
    stranger
        .goes_to("/forgot")
        .follows("Write to support")
        .sees("What is wrong?");
    let camille = office.person("camille@atelier.example");
    let mut camille = office.session_of("camille@atelier.example", &camille);
    camille
        .goes_to("/contact")
        .follows("Open a support case")
        .meets(200);
}

fn the_site_map_leads_to_every_page_its_reader_may_open(office: &Office) {
    let olga = office.staff("olga@operations.example", true, true);
    let mut olga = office.session_of("olga@operations.example", &olga);
    let mut stranger = Visitor::stranger(office);
    let mut known = BTreeSet::new();
    for reader in [&mut stranger, &mut olga] {
        reader.goes_to("/").follows("Site map");
        let links = reader.page.attributes("main li a", "href");
        for path in &links {
            reader.goes_to(path).meets(200);
        }
        known.extend(links);
    }
    for (_, (path, _)) in parvis::routes::pages() {
        let opens = !path.contains('{') && !BROUGHT.contains(&path);
        let answer = opens.then(|| olga.sends("GET", path, None));
        // What is taken away as a file is no page.
        let is_page = answer.is_some_and(|answer| {
            let kind = answer.headers.get("content-type");
            let is_html = kind.is_some_and(|kind| kind.starts_with("text/html"));
            answer.status == 303 || (answer.status == 200 && is_html)
        });
        assert!(
            !is_page || known.contains(path),
            "{path} is not in the site map"
        );
    }
    // Nothing of others' duties.
    let camille = office.person("camille@atelier.example");
    let mut camille = office.session_of("camille@atelier.example", &camille);
    camille.goes_to("/site-map").does_not_see("Operation");
    let duties = [Door::Operator, Door::SupportAgent];
    for (door, (path, _)) in parvis::routes::pages() {
        let links = camille.page.attributes("main li a", "href");
        assert!(
            !duties.contains(&door) || !links.contains(&path.to_owned()),
            "{path}"
        );
    }
}

fn the_form_the_list_the_request_and_the_queue_lead_to_their_answer(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let camille = office.person("camille@atelier.example");
    let mut camille = office.session_of("camille@atelier.example", &camille);
    let mut asked = Vec::new();
    let mut notes = |visitor: &Visitor<'_>| {
        let links = visitor.page.attributes("main a[href^='/help#']", "href");
        assert_eq!(links.len(), 1, "{}", visitor.page.path);
        asked.extend(links);
    };
    camille.goes_to("/access/requests/new");
    notes(&camille);
    camille.goes_to("/access/requests/new?identifier=lumen.example");
    notes(&camille);
    camille.asks_for("lumen.example", "Downloads for the Lyon site");
    camille.goes_to("/access/services");
    notes(&camille);
    camille.views_request();
    notes(&camille);
    amina.goes_to("/accounts/lumen.example/requests");
    notes(&amina);
    amina.follows("Pending, Camille");
    notes(&amina);
    let mut stranger = Visitor::stranger(office);
    stranger.goes_to("/help");
    assert_eq!(
        stranger.page.all("main h2").len(),
        HelpTopic::ALL.len(),
        "one list of topics"
    );
    for link in asked {
        let id = link.trim_start_matches("/help#").to_owned();
        assert_eq!(stranger.page.all(&format!("main h2#{id}")).len(), 1, "{id}");
    }
}

fn asking_says_what_to_check_how_long_to_write_and_where_one_is(office: &Office) {
    office.administrator_of("lumen.example");
    let camille = office.person("camille@atelier.example");
    let mut camille = office.session_of("camille@atelier.example", &camille);
    camille.goes_to("/access/smart-accounts");
    assert_eq!(
        camille.page.all("header details.menu summary")[1],
        "CEProfile, Camille Example"
    );
    assert_eq!(camille.page.all("h1"), ["Access management"]);
    assert_eq!(
        camille.page.title(),
        "Smart Accounts – Access management – Parvis"
    );
    camille
        .follows("Back to profile management")
        .goes_to("/access/requests/new");
    let heading = "Smart Account domain identifier".to_owned();
    camille
        .sees("a Smart Account or holding account that exists already")
        .sees("Check that they are correct before you send.");
    assert!(camille.page.all("h2").contains(&heading));
    camille.presses("Submit", &[("Account domain identifier", "lumen.example")]);
    camille
        .sees("10 to 1,000 characters.")
        .sees("Your profile above goes with the request: check it before you send.");
    assert!(camille.page.all("h2").contains(&heading));
    // What counts as one types says nothing where no script counts.
    assert_eq!(camille.page.all(".counter[hidden]").len(), 1);
    camille.presses(
        "Send request",
        &[("Reason for request", "Downloads for the Lyon site")],
    );
    let tabs = ["Services & Support", "Smart Accounts"];
    assert_eq!(camille.page.all("main .tabs a")[..2], tabs);
    office.works();
    camille.goes_to("/access/services");
    let buttons = camille.page.all("td form button");
    assert!(
        buttons.contains(&"Withdraw lumen.example".to_owned()),
        "{buttons:?}"
    );
}

fn what_follows_is_said_of_one_of_several_of_operators_and_of_nobody_known(office: &Office) {
    office.administrator_of("lumen.example");
    let amina = office.known("amina@lumen.example");
    office.account("quiet.example", Visibility::Unrestricted, &amina);
    let bruno = office.person("bruno@quiet.example");
    office.grant(&bruno, "quiet.example", Role::SaAdministrator, None);
    let victor = office.person("victor@vault.example");
    office.account("vault.example", Visibility::Restricted, &victor);
    let lone = office.person("lone@alone.example");
    office.account("alone.example", Visibility::Unrestricted, &lone);
    office.leaves(&lone);
    let camille = office.person("camille@atelier.example");
    let mut camille = office.session_of("camille@atelier.example", &camille);
    for (identifier, words) in [
        ("lumen.example", "As soon as the administrator has decided"),
        ("quiet.example", "One of them decides"),
        ("alone.example", "They look for somebody who can decide."),
        ("vault.example", "Your request will be looked at."),
        ("nowhere.example", "Your request will be looked at."),
    ] {
        camille
            .asks_for(identifier, "Downloads for the Lyon site")
            .sees(words);
    }
    office.may_leave_mail();
}
