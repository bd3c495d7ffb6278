//! A page of plain text, and of what the operator published.

use crate::config::{OwnPage, Published};
use crate::language::own_name;
use crate::web::foot::NamedLink;
use crate::web::page::{Page, render};
use crate::web::visit::Visit;
use askama::Template;
use axum::response::Response;
use i18n_embed_fl::fl;

/// A heading and what is said below it.
pub(crate) struct TextSection {
    /// By which links lead to it.
    id: &'static str,
    heading: String,
    words: Vec<String>,
    links: Vec<NamedLink>,
}

impl TextSection {
    pub(crate) fn new(id: &'static str, heading: String, words: String) -> Self {
        Self {
            id,
            heading,
            words: vec![words],
            links: Vec::new(),
        }
    }

    pub(crate) fn and(mut self, words: String) -> Self {
        self.words.push(words);
        self
    }

    pub(crate) fn leading_to_all(self, links: impl IntoIterator<Item = NamedLink>) -> Self {
        links.into_iter().fold(self, Self::leading_to)
    }

    pub(crate) fn leading_to(mut self, link: NamedLink) -> Self {
        self.links.push(link);
        self
    }
}

/// What the operator published, as this reader finds it.
struct OwnWords {
    html: Option<String>,
    address: Option<String>,
    /// The language of the words, and the sentence that says so, where it is not the reader's.
    other: Option<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "about/text.html")]
struct TextPage {
    p: Page,
    lead: String,
    own: Option<OwnWords>,
    sections: Vec<TextSection>,
}

/// In: what stands below the title, what the operator published (before the sections), and what Parvis says itself.
pub(crate) fn text_page(
    visit: &Visit,
    title: &str,
    lead: String,
    own: Option<&OwnPage>,
    sections: Vec<TextSection>,
) -> Response {
    let t = &visit.words.text;
    let here = visit.words.language;
    let own = own.and_then(|page| page.in_language(here));
    render(&TextPage {
        p: visit.page(title),
        lead,
        own: own.map(|(language, published)| {
            let (html, address) = match published {
                Published::Html(html) => (Some(html.clone()), None),
                Published::Address(address) => (None, Some(address.clone())),
            };
            OwnWords {
                html,
                address,
                other: (language != here).then(|| {
                    let name = own_name(language);
                    (
                        language.key(),
                        fl!(t, "about-other-language", language = name),
                    )
                }),
            }
        }),
        sections,
    })
}
