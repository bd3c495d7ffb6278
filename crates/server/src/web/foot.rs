//! The links at the foot of each page.

use crate::config::{Conformity, OwnPage, Pages, Published};
use crate::language::Words;
use i18n_embed::fluent::FluentLanguageLoader;
use i18n_embed_fl::fl;

/// A link that says where it leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedLink {
    pub label: String,
    pub address: String,
}

impl NamedLink {
    pub(crate) fn to(address: impl Into<String>, label: String) -> Self {
        Self {
            label,
            address: address.into(),
        }
    }
}

/// The two ways to a person: a case of one's own, and, for whoever cannot log in, a form that needs no account.
pub(crate) fn to_support(t: &FluentLanguageLoader) -> [NamedLink; 2] {
    [
        NamedLink::to("/access/cases/new", fl!(t, "support-case-open-one")),
        to_contact(t),
    ]
}

/// To whoever cannot log in.
pub(crate) fn to_contact(t: &FluentLanguageLoader) -> NamedLink {
    NamedLink::to("/contact", fl!(t, "contact-title"))
}

/// In their order. Terms and legal notice that stand elsewhere are linked there; the other pages tell what is true of this
/// installation besides, and lead on.
pub(crate) fn links(words: &Words, pages: &Pages) -> Vec<NamedLink> {
    let t = &words.text;
    let elsewhere = |page: &OwnPage, own: &str| match page.in_language(words.language) {
        Some((_, Published::Address(address))) => address.clone(),
        _ => own.to_owned(),
    };
    vec![
        NamedLink::to("/help", fl!(t, "layout-help")),
        NamedLink::to("/contacts", fl!(t, "layout-contacts")),
        NamedLink::to("/site-map", fl!(t, "layout-site-map")),
        NamedLink::to(elsewhere(&pages.terms, "/terms"), fl!(t, "layout-terms")),
        NamedLink::to(
            elsewhere(&pages.legal_notice, "/legal-notice"),
            fl!(t, "layout-legal-notice"),
        ),
        NamedLink::to("/privacy", fl!(t, "layout-privacy")),
        NamedLink::to("/accessibility", conformity(t, pages.accessibility_state)),
    ]
}

/// As French law words it for the foot of each page (décret 2019-768, article 4).
pub(crate) fn conformity(t: &FluentLanguageLoader, state: Conformity) -> String {
    match state {
        Conformity::Full => fl!(t, "layout-accessibility-full"),
        Conformity::Partial => fl!(t, "layout-accessibility-partial"),
        Conformity::None => fl!(t, "layout-accessibility-none"),
        Conformity::NotStated => fl!(t, "layout-accessibility-not-stated"),
    }
}
