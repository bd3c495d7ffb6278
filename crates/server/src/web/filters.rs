//! Filters of lists: the search always stands there, and the others fold away where they would push the list off the screen.

use crate::web::forms::Field;

/// Whether it is what a list is searched by.
pub fn is_search(field: &Field) -> bool {
    matches!(field.name.as_ref(), "q" | "words")
}

/// How many of those that fold away say something.
pub fn set(fields: &[Field]) -> usize {
    fields
        .iter()
        .filter(|field| !is_search(field) && !field.value.trim().is_empty())
        .count()
}
