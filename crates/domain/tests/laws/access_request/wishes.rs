//! What is asked for and granted at Lumen, sensible or not, and how far anybody's right reaches there.

use crate::support::nouns::{self, OPENING, parts, roles};
use domain::access_request::{Grant, Wish};
use domain::membership::{Reach, Terms};
use domain::{Moment, Scope};
use proptest::option;
use proptest::prelude::*;

pub fn reaches() -> impl Strategy<Value = Reach> {
    nouns::reaches(parts(1..4, 1..3))
}

/// There is no fourth Virtual Account.
pub fn scopes() -> impl Strategy<Value = Scope> {
    nouns::scopes(parts(1..5, 0..3))
}

pub fn grants() -> impl Strategy<Value = Grant> {
    let until = option::of(-3i64..60);
    (roles(), scopes(), until).prop_map(|(role, scope, until)| {
        let until = until.map(|day| Moment(OPENING.0 + day * 86_400_000));
        Grant::of_role(Terms { role, scope, until }, None)
    })
}

pub fn wishes() -> impl Strategy<Value = Wish> {
    (option::of(roles()), option::of(scopes())).prop_map(|(role, scope)| Wish {
        role,
        scope,
        until: None,
    })
}
