//! The profile: what people say of themselves, and in which language and time zone they read.

use crate::forms::form;
use crate::on_both_engines;
use crate::people::ways::{CAMILLE, forgets};
use crate::support::Office;
use crate::support::office::PASSWORD;
use crate::support::visitor::Visitor;
use axum::body::Body;
use axum::http::header;

/// What the browser accepts, which language was chosen before, the profile's, and what is spoken. Nothing where it is empty.
const LANGUAGES: &[(&str, &str, &str, &str)] = &[
    ("", "", "", "en"),
    ("fr", "", "", "fr"),
    ("fr-CH, de;q=0.5", "", "", "fr"),
    ("en;q=0.2, fr;q=0.8", "", "", "fr"),
    ("de, it;q=0.8", "", "", "en"),
    ("*", "", "", "en"),
    ("!!, ;;q=x", "", "", "en"),
    ("fr", "en", "", "en"),
    ("en", "fr", "", "fr"),
    ("fr", "tlh", "", "fr"),
    ("en", "en", "fr", "fr"),
    ("fr", "fr", "en", "en"),
];

on_both_engines!(
    a_changed_profile_leads_back_to_where_one_came_from,
    language_and_time_zone_follow_into_pages_and_mails,
    the_profile_goes_before_the_cookie_and_the_cookie_before_the_browser,
    choosing_a_language_stays_chosen_and_brings_one_back,
);

fn a_changed_profile_leads_back_to_where_one_came_from(office: &Office) {
    office.administrator_of("lumen.example");
    let mut camille = office.visitor(CAMILLE);
    let from = "/access/requests/new?identifier=lumen.example";
    camille
        .goes_to(from)
        .follows("update your profile")
        .sees("Profile management");
    assert_eq!(camille.page.links("Cancel"), [from]);
    camille.presses("Save", &[("Full name", "")]).meets(422);
    camille.presses(
        "Save",
        &[
            ("Full name", "Camille Morel"),
            ("Company or organisation", "Atelier Lumen"),
            ("Phone", "+33 4 72 00 00 00"),
        ],
    );
    assert_eq!(camille.page.path, from);
    camille
        .sees("Your profile is saved")
        .sees("Camille Morel")
        .sees("Atelier Lumen")
        .sees("+33 4 72 00 00 00");
    camille
        .goes_to("/profile")
        .presses("Save", &[("Phone", "call me")])
        .meets(422);
    assert!(
        camille
            .page
            .fault_of("Phone")
            .unwrap()
            .contains("+33 4 72 00 00 00")
    );
    camille.presses("Save", &[("Phone", "")]).meets(200);
    assert_eq!(camille.page.path, "/profile");
}

fn language_and_time_zone_follow_into_pages_and_mails(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor(CAMILLE);
    // Still the 22nd in London, already the 23rd in Auckland.
    office.hours_pass(11);
    camille
        .goes_to("/profile")
        .presses("Save", &[("Time zone", "Pacific/Auckland")]);
    camille
        .asks_for("lumen.example", "Downloads for the Lyon site")
        .views_request()
        .sees("23 November 2026");
    amina
        .opens_the_link_in("Camille Example asks")
        .sees("22 November 2026")
        .declines("Other", "");
    let answer = office.mailbox.newest(CAMILLE, "Your access request");
    assert!(
        answer
            .text_body
            .contains("You can ask again from 24 November 2026"),
        "{}",
        answer.text_body
    );
    camille.goes_to("/profile").presses(
        "Save",
        &[("Language", "français"), ("Time zone", "Pacific/Honolulu")],
    );
    camille
        .sees("Votre profil est enregistré")
        .goes_to("/access/services")
        .follows("Afficher")
        .sees("22 novembre 2026");
    let mut back = forgets(office, "camille");
    let mail = office.mailbox.newest(CAMILLE, "");
    assert_eq!(mail.language, "fr");
    assert!(
        mail.html_body.contains("<html lang=\"fr\""),
        "{}",
        mail.html_body
    );
    // A visitor who reads English follows the link all the same.
    back.sees("Choose a new password");
}

fn the_profile_goes_before_the_cookie_and_the_cookie_before_the_browser(office: &Office) {
    office.person(CAMILLE);
    for (accepted, chosen, profile, expected) in LANGUAGES {
        let mut visitor = Visitor::stranger(office);
        if !profile.is_empty() {
            visitor.logs_in("camille", PASSWORD);
            visitor.sends(
                "POST",
                "/language",
                Some(form(&[("language", profile), ("back", "/")])),
            );
        }
        let mut cookies = format!("parvis_language={chosen}");
        if let Some(token) = visitor.session() {
            cookies.push_str(&format!("; parvis_session={token}"));
        }
        let mut request = Visitor::stranger(office)
            .request("GET", "/help")
            .header(header::COOKIE, cookies);
        let headers = request.headers_mut().unwrap();
        headers.insert(header::ACCEPT_LANGUAGE, accepted.parse().unwrap());
        let answer = visitor.carries(request.body(Body::empty()).unwrap());
        assert_eq!(
            answer.attributes("html", "lang"),
            [*expected],
            "{accepted:?} {chosen:?} {profile:?}"
        );
    }
}

fn choosing_a_language_stays_chosen_and_brings_one_back(office: &Office) {
    office.person(CAMILLE);
    let mut visitor = Visitor::stranger(office);
    visitor
        .goes_to("/sign-in?next=%2Fprofile")
        .presses("français", &[])
        .sees("Se connecter");
    assert_eq!(visitor.page.path, "/sign-in?next=%2Fprofile");
    visitor.goes_to("/help").sees("Comment demander l");
    // Logging in, the profile's language counts; choosing there changes the profile.
    visitor
        .goes_to("/sign-in")
        .presses(
            "Se connecter",
            &[
                ("Identifiant ou adresse e-mail", "camille"),
                ("Mot de passe", PASSWORD),
            ],
        )
        .goes_to("/help")
        .sees("How do I ask for access?");
    visitor.presses("français", &[]).sees("Comment demander l");
    let mut elsewhere = office.log_in(CAMILLE);
    elsewhere.goes_to("/help").sees("Comment demander l");
}
