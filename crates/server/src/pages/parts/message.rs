//! A page that says one thing.

use crate::use_cases;
use crate::web::errors::PageError;
use crate::web::page::{Page, render, render_with};
use crate::web::visit::Visit;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use i18n_embed_fl::fl;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "parts/message.html")]
struct MessagePage<'a> {
    p: Page,
    words: &'a str,
    icon: &'static str,
    link: Option<(&'static str, String)>,
}

/// Counts an attempt with the link of a mail, before anything costly is done. Out: why not now.
pub(crate) async fn too_many_with(visit: &Visit, token: &str) -> Result<Option<String>, PageError> {
    let (token, client) = (token.to_owned(), visit.client.clone());
    let counted = visit
        .write(move |tx| use_cases::session::attempts::count_link(tx, &token, &client))
        .await?;
    Ok(counted.err().map(|from| {
        tracing::warn!(event = "link.throttled", address = %visit.client, "too many attempts with a link");
        let minutes = from.since(visit.now).as_secs().div_ceil(60);
        fl!(visit.words.plain, "link-too-many", minutes = minutes)
    }))
}

/// That a mail is on its way: the same page whether or not one is, as it must not tell who is known.
pub(crate) fn check_your_mail(visit: &Visit, words: &str) -> Response {
    let page = MessagePage {
        p: visit.page(&fl!(visit.words.text, "mail-check")),
        words,
        icon: "mail",
        link: None,
    };
    render(&page)
}

/// A link that no longer works (410), with the way to ask for another.
pub(crate) fn dead_link(visit: &Visit) -> Response {
    let t = &visit.words.text;
    let link = Some(("/forgot", fl!(t, "session-forgotten")));
    let words = fl!(t, "link-dead-words");
    let page = MessagePage {
        p: visit.page(&fl!(t, "link-dead")),
        words: &words,
        icon: "clock",
        link,
    };
    render_with(StatusCode::GONE, &page)
}

/// A link that no longer works, with what to do instead.
pub(crate) fn dead_link_because(visit: &Visit, words: &str) -> Response {
    dead_link_to(visit, words, None)
}

/// As [`dead_link_because`], with the way to do it.
pub(crate) fn dead_link_to(
    visit: &Visit,
    words: &str,
    link: Option<(&'static str, String)>,
) -> Response {
    let page = MessagePage {
        p: visit.page(&fl!(visit.words.text, "link-dead")),
        words,
        icon: "clock",
        link,
    };
    render_with(StatusCode::GONE, &page)
}

/// The token of a link, as its address carries it, and then the form of its page.
#[derive(Deserialize)]
pub struct Token {
    #[serde(default)]
    pub(crate) token: String,
}
