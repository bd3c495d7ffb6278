//! What every page has around its own: language, header, notices, and the small parts pages are made of.

use crate::language::{Words, machine_time, own_name, without_marks};
use crate::web;
use crate::web::foot::{self, NamedLink};
use crate::web::request_queue;
use crate::web::text::escaped;
use crate::web::visit::Visit;
use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::access_request::{RequestOutcome, Target};
use domain::person::Language;
use domain::smart_account::AccountStatus;
use domain::{DomainIdentifier, Moment, account_creation};
use i18n_embed::fluent::FluentLanguageLoader;
use jiff::tz::TimeZone;

/// The frame of a page; templates reach everything through it as `p`.
pub struct Page {
    pub w: &'static Words,
    /// Messages for text.
    pub t: &'static FluentLanguageLoader,
    /// Messages without direction marks, for titles and counters.
    pub plain: &'static FluentLanguageLoader,
    pub zone: TimeZone,
    pub title: String,
    /// Path and query of this page or, after a form, of the page that the form stood on.
    pub here: String,
    pub person: Option<Header>,
    /// What the page before left to be said on this one.
    pub notice: Option<String>,
    /// What the page leads to at its foot.
    pub foot: Vec<NamedLink>,
    /// Who runs this installation, for the foot of the page.
    pub organisation: String,
    /// The hue of its accent in degrees: the installation's, or that of the account that the page is about.
    pub accent: u16,
    /// Where the agreements stand that hold back work with the account that the page is about.
    pub held_back: Option<String>,
    /// The reader's own address, where mail to it fails.
    pub failing: Option<String>,
    pub is_demo: bool,
}

/// The signed-in person as the header shows them.
pub struct Header {
    pub full_name: String,
    pub initials: String,
    pub is_operator: bool,
    /// Whether they answer support cases.
    pub is_support: bool,
    /// Where they decide requests that are no account's.
    pub queues: Vec<NamedLink>,
}

fn own_email(visit: &Visit) -> Option<String> {
    let person = visit.person.as_ref()?;
    person.email.as_ref().map(ToString::to_string)
}

impl Page {
    /// In: the title; marks of direction that its message puts around names are taken out of it.
    pub fn new(visit: &Visit, title: &str) -> Self {
        let person = visit.person.as_ref().map(|person| Header {
            full_name: person.profile.full_name.clone(),
            initials: initials(&person.profile.full_name),
            is_operator: person.is_operator,
            is_support: visit.is_support,
            queues: request_queue::decided_by(visit, person),
        });
        Self {
            w: visit.words,
            t: &visit.words.text,
            plain: &visit.words.plain,
            zone: visit.zone.clone(),
            title: without_marks(title),
            here: visit.back.clone(),
            person,
            notice: visit.notice.clone(),
            foot: foot::links(visit.words, &visit.app.config.pages),
            organisation: visit.app.config.organisation.clone(),
            accent: visit.app.config.accent_hue,
            held_back: None,
            failing: visit.failing.as_ref().and(own_email(visit)),
            is_demo: visit.app.is_demo,
        }
    }

    /// Each with its key, its own name, and whether this page is in it.
    pub fn languages(&self) -> impl Iterator<Item = (&'static str, &'static str, bool)> {
        let current = self.w.language;
        Language::ALL
            .iter()
            .map(move |language| (language.key(), own_name(*language), *language == current))
    }

    /// The path of this page with `name=value` in its query in place of what stood there.
    pub fn with_query(&self, name: &str, value: &str) -> String {
        let (path, query) = self.here.split_once('?').unwrap_or((&self.here, ""));
        let kept = query
            .split('&')
            .filter(|pair| !pair.is_empty() && pair.split('=').next() != Some(name));
        let mut pairs: Vec<String> = kept.map(ToOwned::to_owned).collect();
        if !value.is_empty() {
            pairs.push(format!("{name}={}", web::text::form_urlencoded(value)));
        }
        if pairs.is_empty() {
            path.to_owned()
        } else {
            format!("{path}?{}", pairs.join("&"))
        }
    }

    /// A date written out, the exact time with it for machines and on hover.
    pub fn time(&self, moment: &Moment) -> String {
        let exact = self.w.date_time(*moment, &self.zone);
        format!(
            "<time datetime=\"{}\" title=\"{exact}\">{}</time>",
            machine_time(*moment),
            self.w.date(*moment, &self.zone)
        )
    }

    /// Date and time written out.
    pub fn exact_time(&self, moment: &Moment) -> String {
        format!(
            "<time datetime=\"{}\">{}</time>",
            machine_time(*moment),
            self.w.date_time(*moment, &self.zone)
        )
    }

    /// The last day, in the reader's zone, on which what ends at `until` still holds.
    pub fn last_day(&self, until: &Moment) -> String {
        self.w.last_day(*until, &self.zone)
    }

    /// The tag for how a request stands: shape, word and colour.
    pub fn outcome_tag(&self, outcome: &RequestOutcome) -> String {
        let (class, icon) = match outcome {
            RequestOutcome::Pending => ("wait", icon("clock")),
            RequestOutcome::Approved => ("good", icon("check")),
            RequestOutcome::Denied => ("bad", icon("cross")),
            RequestOutcome::Withdrawn | RequestOutcome::Expired => ("still", icon("dash")),
        };
        format!(
            "<span class=\"tag {class}\">{icon}{}</span>",
            self.w.outcome(*outcome)
        )
    }

    /// The tag for how an account stands.
    pub fn account_tag(&self, status: &AccountStatus) -> String {
        let (class, icon) = match status {
            AccountStatus::Active => ("good", icon("check")),
            AccountStatus::Pending => ("wait", icon("clock")),
            AccountStatus::Suspended => ("bad", icon("cross")),
            AccountStatus::Lapsed => ("still", icon("dash")),
        };
        format!(
            "<span class=\"tag {class}\">{icon}{}</span>",
            self.w.account_status(*status)
        )
    }

    /// The tag for how the creation of an account stands.
    pub fn creation_tag(&self, outcome: &account_creation::CreationOutcome) -> String {
        use domain::account_creation::CreationOutcome;
        let (class, icon) = match outcome {
            CreationOutcome::Pending => ("wait", icon("clock")),
            CreationOutcome::Active => ("good", icon("check")),
            CreationOutcome::Declined => ("bad", icon("cross")),
            CreationOutcome::Withdrawn | CreationOutcome::Lapsed | CreationOutcome::Closed => {
                ("still", icon("dash"))
            }
        };
        format!(
            "<span class=\"tag {class}\">{icon}{}</span>",
            self.w.creation_outcome(*outcome)
        )
    }

    /// What a request asks for by what was typed to name it.
    pub fn target(&self, target: &Target) -> String {
        match target.domain_identifier() {
            Some(identifier) => self.identifier(identifier),
            None => format!("<span class=\"id\">{}</span>", escaped(&target.shown())),
        }
    }

    /// An identifier as people read it, its punycode beside it where they differ.
    pub fn identifier(&self, identifier: &DomainIdentifier) -> String {
        if identifier.is_international() {
            format!(
                "<span class=\"id\">{}</span> <span class=\"id small\">({identifier})</span>",
                identifier.shown()
            )
        } else {
            format!("<span class=\"id\">{identifier}</span>")
        }
    }
}

impl Visit {
    /// What every page shows around its own.
    pub fn page(&self, title: &str) -> Page {
        Page::new(self, title)
    }
}

/// The first letters of the first and last word of a name.
fn initials(name: &str) -> String {
    let mut words = name
        .split_whitespace()
        .filter_map(|word| word.chars().next());
    let first = words.next();
    first
        .into_iter()
        .chain(words.next_back())
        .flat_map(char::to_uppercase)
        .collect()
}

/// A small drawing to be set into the page.
pub fn icon(name: &str) -> &'static str {
    macro_rules! drawn {
        ($($name:literal),+) => {
            match name { $($name => include_str!(concat!("../../../../assets/icons/", $name, ".svg")),)+ _ => "" }
        };
    }
    drawn!(
        "agreement",
        "arch",
        "check",
        "clock",
        "cross",
        "dash",
        "download",
        "gear",
        "help",
        "key",
        "list",
        "mail",
        "monitor",
        "people"
    )
}

/// The answer made of a template.
pub fn render(template: &impl Template) -> Response {
    match template.render() {
        Ok(html) => {
            let kind = (
                header::CONTENT_TYPE,
                HeaderValue::from_static("text/html; charset=utf-8"),
            );
            // Pages are about one person: nothing between here and the browser may keep them.
            (
                [
                    kind,
                    (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
                ],
                html,
            )
                .into_response()
        }
        Err(fault) => {
            tracing::error!(%fault, "a template failed");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// The same, with a status that says the form was not taken.
pub fn render_with(status: StatusCode, template: &impl Template) -> Response {
    let mut response = render(template);
    if response.status().is_success() {
        *response.status_mut() = status;
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_the_outer_letters() {
        assert_eq!(initials("Camille Morel"), "CM");
        assert_eq!(initials("Ana de la Cruz"), "AC");
        assert_eq!(initials("élodie"), "É");
        assert_eq!(initials("  "), "");
    }
}
