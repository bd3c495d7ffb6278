//! Help, privacy and accessibility: what people should know, readable without signing in.

use crate::web::door::Anybody;
use crate::web::page::{Page, render};
use askama::Template;
use axum::response::Response;
use i18n_embed_fl::fl;

/// A page of plain text: sections of a heading and paragraphs.
#[derive(Template)]
#[template(path = "help/text.html")]
struct TextPage {
    p: Page,
    lead: String,
    sections: Vec<(String, String)>,
}

/// How asking, waiting and deciding go, and whether anybody reads what is written back to a mail.
pub async fn help(visit: Anybody) -> Response {
    let t = &visit.words.text;
    let answers = match &visit.app.db.rules().contact.reply_to {
        Some(address) => fl!(t, "help-mail-answered", address = address.as_str()),
        None => fl!(t, "help-mail-unanswered"),
    };
    let sections = vec![
        (fl!(t, "help-ask"), fl!(t, "help-ask-words")),
        (fl!(t, "help-identifier"), fl!(t, "help-identifier-words")),
        (fl!(t, "help-wait"), fl!(t, "help-wait-words")),
        (fl!(t, "help-stuck"), fl!(t, "help-stuck-words")),
        (fl!(t, "help-decide"), fl!(t, "help-decide-words")),
        (fl!(t, "help-sign-in"), fl!(t, "help-sign-in-words")),
        (fl!(t, "help-mail"), answers),
    ];
    render(&TextPage {
        p: visit.page(&fl!(t, "layout-help")),
        lead: fl!(t, "help-lead"),
        sections,
    })
}

/// What is kept of people, who sees it, and which cookies there are.
pub async fn privacy(visit: Anybody) -> Response {
    let t = &visit.words.text;
    let sections = vec![
        (fl!(t, "privacy-kept"), fl!(t, "privacy-kept-words")),
        (fl!(t, "privacy-seen"), fl!(t, "privacy-seen-words")),
        (fl!(t, "privacy-cookies"), fl!(t, "privacy-cookies-words")),
    ];
    render(&TextPage {
        p: visit.page(&fl!(t, "layout-privacy")),
        lead: fl!(t, "privacy-lead"),
        sections,
    })
}

/// How the pages can be used, and what to do where they cannot.
pub async fn accessibility(visit: Anybody) -> Response {
    let t = &visit.words.text;
    let sections = vec![
        (
            fl!(t, "accessibility-how"),
            fl!(t, "accessibility-how-words"),
        ),
        (
            fl!(t, "accessibility-trouble"),
            fl!(t, "accessibility-trouble-words"),
        ),
    ];
    render(&TextPage {
        p: visit.page(&fl!(t, "layout-accessibility")),
        lead: fl!(t, "accessibility-lead"),
        sections,
    })
}
