//! NUL bytes are taken by no field, and find nobody.

use crate::answers::{is_a_page, is_refused};
use crate::footprint::Footprint;
use crate::forms::form;
use crate::on_both_engines;
use crate::scene::{ACCOUNT, Scene, asking};
use crate::support::Office;
use crate::support::visitor::{Visitor, encode};
use parvis::routes::Door;

on_both_engines!(
    nul_bytes_are_taken_by_no_field_of_any_form,
    nul_bytes_in_what_somebody_forgot_find_nobody,
);

fn nul_bytes_are_taken_by_no_field_of_any_form(office: &Office) {
    let scene = Scene::set(office);
    let before = Footprint::of_changes(office);
    let request = format!("/access/requests/{}", scene.request);
    let pages = [
        (Door::Public, "/sign-in".to_owned()),
        (Door::Public, "/sign-up".into()),
        (Door::Public, "/help".into()),
        (Door::SignedIn, "/profile".into()),
        (Door::SignedIn, "/access/requests/new".into()),
        (Door::SignedIn, asking("other.example")),
        (Door::SignedIn, format!("{request}/support-case")),
        (Door::SignedIn, format!("/support/cases/{}", scene.case)),
        (
            Door::Desk,
            format!("/accounts/{ACCOUNT}/requests/{}", scene.request),
        ),
        (Door::Desk, format!("/accounts/{ACCOUNT}/requests")),
        (Door::Operator, "/operator/accounts/new".into()),
    ];
    let mut fields = 0;
    for (door, path) in pages {
        fields += nul_in_each_field_of(&mut scene.entitled_visitor(door), &path);
    }
    assert!(fields > 30, "{fields}");
    assert_eq!(Footprint::of_changes(office), before);
}

fn nul_bytes_in_what_somebody_forgot_find_nobody(office: &Office) {
    Scene::set(office);
    let mut stranger = Visitor::stranger(office);
    office.works();
    let before = office.mailbox.all().len();
    for name in ["\0", "camille\0", "\0camille@atelier.example"] {
        let answer = stranger.sends("POST", "/forgot", Some(form(&[("name", name)])));
        assert!(matches!(answer.status, 200 | 422), "{}", answer.status);
        is_a_page(&answer, "en", name);
        let answer = stranger.sends(
            "POST",
            "/sign-in",
            Some(form(&[("name", name), ("password", "\0")])),
        );
        is_refused(&answer, 422, "en", name);
    }
    office.works();
    assert!(office.mailbox.all()[before..].is_empty());
}

/// Sends each form of a page once for each of its fields, with a NUL byte in that one. Out: how many there were.
fn nul_in_each_field_of(visitor: &mut Visitor<'_>, path: &str) -> usize {
    const NUL: &str = "text that is \0 long enough";
    let page = visitor.goes_to(path).meets(200).page.clone();
    let mut count = 0;
    for button in page.all("main form button") {
        let filled = page.fill(&button, "", &[]);
        for at in 0..filled.fields.len() {
            let mut form = page.fill(&button, "", &[]);
            form.fields[at].1 = NUL.into();
            let name = form.fields[at].0.clone();
            // Where to go next is no text that is kept: what cannot be an address leads home.
            let leads_on = matches!(name.as_str(), "next" | "back");
            let answer = match form.method.as_str() {
                "get" => visitor.sends(
                    "GET",
                    &format!("{}?{}", form.action, encode(&form.fields)),
                    None,
                ),
                _ => visitor.sends("POST", &form.action, Some(encode(&form.fields))),
            };
            let what = format!("{} of {} on {path}", name, form.action);
            // Whoever is only asked whether they mean it finds what they typed in its field again: it is kept nowhere.
            let is_asked =
                answer.html.contains("Yes, close it") && form.action.ends_with("/closure");
            if is_asked {
                assert_eq!(answer.status, 200, "{what}");
            } else if leads_on && answer.status == 303 {
                assert_eq!(answer.headers["location"], "/", "{what}");
            } else {
                assert!(
                    (400..500).contains(&answer.status),
                    "{what}: {}",
                    answer.status
                );
                is_a_page(&answer, "en", &what);
            }
            count += 1;
        }
    }
    count
}
