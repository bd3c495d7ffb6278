//! Whoever sends what is broken reads French, so that an answer in another language than theirs shows.

use crate::forms::form;
use crate::scene::Scene;
use crate::support::Office;
use crate::support::visitor::Visitor;
use parvis::routes::Door;

/// Camille, Amina, Sam and Olga read French from now on.
pub fn speak_french(scene: &Scene<'_>) {
    for name in ["camille", "amina", "dora", "sam", "olga"] {
        let choice = form(&[("language", "fr"), ("back", "/")]);
        let answer = scene.visitor(name).sends("POST", "/language", Some(choice));
        assert_eq!(answer.status, 303);
    }
}

pub fn french_stranger(office: &Office) -> Visitor<'_> {
    let mut stranger = Visitor::stranger(office);
    stranger.language = "fr-CA, fr;q=0.9, en;q=0.1";
    stranger
}

pub fn entitled<'o>(scene: &Scene<'o>, door: Door) -> Visitor<'o> {
    match door {
        Door::Public => french_stranger(scene.office),
        other => scene.entitled_visitor(other),
    }
}
