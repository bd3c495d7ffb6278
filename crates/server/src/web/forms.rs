//! Form fields: label, hint, what was typed, and what is wrong with it, tied together for every reader.

use crate::web::errors::PageError;
use crate::web::text::unbroken;
use askama::Template;
use axum::extract::{FromRequest, Request};
use axum_extra::extract::Form as Urlencoded;
use serde::de::DeserializeOwned;
use std::borrow::Cow;

/// A form's fields as a struct; a body that does not fit is a readable 400 or 413.
pub struct Form<T>(pub T);

impl<S, T> FromRequest<S> for Form<T>
where
    S: Send + Sync,
    T: DeserializeOwned,
{
    type Rejection = axum::response::Response;
    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        use axum::response::IntoResponse;
        match Urlencoded::<T>::from_request(request, state).await {
            Ok(Urlencoded(form)) => Ok(Form(form)),
            Err(rejection) => {
                let response = rejection.into_response();
                let too_large = response.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE;
                Err(if too_large {
                    response
                } else {
                    PageError::BadForm.into_response()
                })
            }
        }
    }
}

/// The query of an address as a struct; one that does not fit is a readable 400.
pub struct Query<T>(pub T);

impl<S, T> axum::extract::FromRequestParts<S> for Query<T>
where
    S: Send + Sync,
    T: DeserializeOwned,
{
    type Rejection = PageError;
    async fn from_request_parts(
        parts: &mut axum::http::request::Parts,
        state: &S,
    ) -> Result<Self, PageError> {
        match axum_extra::extract::Query::<T>::from_request_parts(parts, state).await {
            Ok(axum_extra::extract::Query(query)) => Ok(Query(query)),
            Err(_) => Err(PageError::BadForm),
        }
    }
}

/// What stands in the page for a field: an `input` of a type, a `textarea` or a `select`.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    #[default]
    Text,
    Email,
    Password,
    Tel,
    Date,
    Area,
    Select,
    /// A file of CSV, to be chosen or dropped.
    File,
    /// Files that go with words.
    Attachments,
}

/// One field.
#[derive(Template, Default)]
#[template(path = "parts/field.html")]
pub struct Field {
    pub name: Cow<'static, str>,
    pub label: String,
    pub kind: Kind,
    pub value: String,
    pub hint: String,
    /// What is wrong with it; empty where nothing is.
    pub error: String,
    pub autocomplete: &'static str,
    /// The word that marks it optional, where it is.
    pub optional: String,
    pub is_identifier: bool,
    /// For [`Kind::Select`]: value and words.
    pub options: Vec<(String, String)>,
    pub counter: Option<Counter>,
}

/// A count of what may still be typed.
pub struct Counter {
    pub most: usize,
    /// What stands there where no script counts.
    pub start: String,
    /// What the script says of one character and of several, left or too many.
    pub remaining_one: String,
    pub remaining_other: String,
    pub over_one: String,
    pub over_other: String,
}

impl Field {
    /// A line of text with nothing in it. In: what it is sent as, which is its `id` as well, and its label.
    pub fn new(name: impl Into<Cow<'static, str>>, label: String) -> Self {
        Self {
            name: name.into(),
            label,
            ..Self::default()
        }
    }

    pub fn kind(mut self, kind: Kind) -> Self {
        self.kind = kind;
        self
    }

    /// What stands in it from the start: what holds now, or what was typed before. A [`Kind::File`] takes none.
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// In: a sentence that is shown above it, and read out with it.
    pub fn hint(mut self, hint: String) -> Self {
        self.hint = hint;
        self
    }

    /// In: what a browser may fill in, by its token in HTML ("autofill field").
    pub fn autocomplete(mut self, token: &'static str) -> Self {
        self.autocomplete = token;
        self
    }

    /// In: the word that says so, in the reader's language.
    pub fn optional(mut self, word: String) -> Self {
        self.optional = word;
        self
    }

    /// What is taken letter by letter: browsers neither capitalise it nor check its spelling.
    pub fn identifier(mut self) -> Self {
        self.is_identifier = true;
        self
    }

    /// Makes it a choice. In: the value and the words of each.
    pub fn options(mut self, options: Vec<(String, String)>) -> Self {
        self.kind = Kind::Select;
        self.options = options;
        self
    }

    /// Marks the field with what is wrong, if anything is.
    pub fn fault(mut self, fault: Option<String>) -> Self {
        if let Some(fault) = fault {
            self.error = fault;
        }
        self
    }

    /// The label for the page, its short words with hyphens whole; the same goes for the hint and the fault.
    fn label_shown(&self) -> String {
        unbroken(&self.label)
    }

    fn hint_shown(&self) -> String {
        unbroken(&self.hint)
    }

    fn error_shown(&self) -> String {
        unbroken(&self.error)
    }

    fn input_type(&self) -> &'static str {
        match self.kind {
            Kind::Email => "email",
            Kind::Password => "password",
            Kind::Tel => "tel",
            Kind::Date => "date",
            Kind::File | Kind::Attachments => "file",
            _ => "text",
        }
    }

    fn described_by(&self) -> String {
        let hint = (!self.hint.is_empty()).then(|| format!("{}-hint", self.name));
        let error = (!self.error.is_empty()).then(|| format!("{}-error", self.name));
        let counter = self
            .counter
            .is_some()
            .then(|| format!("{}-counter", self.name));
        hint.into_iter()
            .chain(error)
            .chain(counter)
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// One line of the summary of faults: where it leads, what that field is called, and what is wrong with it.
pub struct Fault {
    /// The `id` that the line links to.
    pub field: String,
    /// Empty where the fault belongs to no field in particular, or says itself what it is about.
    pub label: String,
    pub words: String,
}

impl Fault {
    /// A question ends with its own mark, which stands in the place of the colon.
    pub fn is_about_question(&self) -> bool {
        self.label.ends_with('?')
    }
}

/// The fields of a form in order, and what is wrong with them as a list of links.
#[derive(Default)]
pub struct Faults(pub Vec<Fault>);

impl Faults {
    /// What is wrong with these fields, each named by its label: read away from its field, "Fill this in" says nothing.
    pub fn of(fields: &[&Field]) -> Self {
        Self(
            fields
                .iter()
                .filter(|f| !f.error.is_empty())
                .map(|f| Fault {
                    field: f.name.to_string(),
                    label: f.label.clone(),
                    words: f.error.clone(),
                })
                .collect(),
        )
    }

    /// With a fault that needs no label, as it speaks of the whole form or of a choice that it names.
    pub fn with(mut self, field: &str, fault: Option<String>) -> Self {
        if let Some(words) = fault {
            self.0.push(Fault {
                field: field.to_owned(),
                label: String::new(),
                words,
            });
        }
        self
    }

    /// With the faults of these fields after those already there.
    pub fn also(mut self, fields: &[&Field]) -> Self {
        self.0.extend(Self::of(fields).0);
        self
    }

    /// With these after those already there.
    pub fn then(mut self, others: Faults) -> Self {
        self.0.extend(others.0);
        self
    }

    /// Whether nothing is wrong with any field or with the form.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
