//! Whatever is shown as a link or a form leads somewhere.

use crate::on_both_engines;
use crate::scene::Scene;
use crate::support::Office;
use crate::support::visitor::Visitor;
use std::collections::{BTreeSet, VecDeque};

on_both_engines!(whatever_is_shown_as_a_link_or_a_form_leads_somewhere);

fn whatever_is_shown_as_a_link_or_a_form_leads_somewhere(office: &Office) {
    let scene = Scene::set(office);
    for who in ["", "camille", "mallory", "amina", "sam", "olga"] {
        walk_everywhere(&scene, who);
    }
}

/// Follows every link there is from the home page on, and finds every form's door among the listed ones.
pub fn walk_everywhere(scene: &Scene<'_>, who: &str) {
    let doors = scene.doorways();
    let mut visitor = match who {
        "" => Visitor::stranger(scene.office),
        name => scene.visitor(name),
    };
    let mut seen: BTreeSet<String> = BTreeSet::from(["/".to_owned()]);
    let mut to_see: VecDeque<String> = VecDeque::from(["/".to_owned()]);
    while let Some(path) = to_see.pop_front() {
        let answer = visitor.sends("GET", &path, None);
        // An application's tile leads out of Parvis, in a demonstration to a stand-in.
        if path.starts_with("/demo/applications/") && !scene.office.app.is_demo {
            continue;
        }
        let found = matches!(answer.status, 200 | 303);
        assert!(found, "{who:?} {path}: {}", answer.status);
        for action in answer.attributes("form[method=post]", "action") {
            let listed = doors.iter().any(|door| fits(door.pattern, &action));
            assert!(listed, "{who:?} {path}: no door for the form {action}");
        }
        let links = answer.attributes("a[href^='/']", "href").into_iter();
        for link in links.chain(answer.headers.get("location").cloned()) {
            if seen.insert(link.clone()) {
                to_see.push_back(link);
            }
        }
        assert!(seen.len() < 300, "{who:?} finds ever more: {seen:?}");
    }
    let least = if who.is_empty() { 6 } else { 10 };
    assert!(seen.len() > least, "{who:?} finds only {seen:?}");
}

/// Whether a path is one that a pattern stands for.
fn fits(pattern: &str, path: &str) -> bool {
    let path = path.split('?').next().unwrap();
    let (wanted, given): (Vec<_>, Vec<_>) =
        (pattern.split('/').collect(), path.split('/').collect());
    let part = |(wanted, given): (&&str, &&str)| wanted.starts_with('{') || wanted == given;
    wanted.len() == given.len() && wanted.iter().zip(&given).all(part)
}
