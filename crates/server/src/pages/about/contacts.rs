//! Whom to turn to.

use crate::pages::parts::text_page::{TextSection, text_page};
use crate::web::door::Anybody;
use crate::web::foot::{NamedLink, to_contact, to_support};
use crate::web::visit::Visit;
use axum::response::Response;
use i18n_embed_fl::fl;

/// What the operator published of how to be reached, and the ways there are in Parvis itself.
pub async fn contacts(visit: Anybody) -> Response {
    let t = &visit.words.text;
    let config = &visit.app.config;
    let published = config.pages.contacts.in_language(visit.words.language);
    let lead = match (published, config.organisation.as_str()) {
        (_, organisation) if !organisation.is_empty() => {
            fl!(t, "about-run-by", organisation = organisation)
        }
        (Some(_), _) => fl!(t, "contacts-lead"),
        (None, _) => fl!(t, "contacts-none"),
    };
    let mut sections = Vec::new();
    if published.is_none() && !config.organisation.is_empty() {
        let none = fl!(t, "contacts-none");
        sections.push(TextSection::new("run", fl!(t, "contacts-run"), none));
    }
    sections.extend(ways(&visit));
    let title = fl!(t, "layout-contacts");
    text_page(&visit, &title, lead, Some(&config.pages.contacts), sections)
}

fn ways(visit: &Visit) -> Vec<TextSection> {
    let t = &visit.words.text;
    let mut ways = vec![
        TextSection::new(
            "support",
            fl!(t, "contacts-support"),
            fl!(t, "contacts-support-words"),
        )
        .leading_to_all(to_support(t)),
        TextSection::new(
            "request",
            fl!(t, "contacts-request"),
            fl!(t, "contacts-request-words"),
        )
        .leading_to(NamedLink::to(
            "/access/services",
            fl!(t, "access-request-list"),
        )),
        TextSection::new(
            "log-in",
            fl!(t, "help-sign-in"),
            fl!(t, "help-sign-in-words"),
        )
        .leading_to(NamedLink::to("/forgot", fl!(t, "session-forgotten")))
        .leading_to(to_contact(t)),
    ];
    if let Some(address) = &visit.app.db.rules().contact.reply_to {
        let words = fl!(t, "help-mail-answered", address = address.as_str());
        ways.push(TextSection::new("mail", fl!(t, "help-mail"), words));
    }
    ways
}
