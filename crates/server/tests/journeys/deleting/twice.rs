//! Whoever presses twice is told by the second answer, which is the one that a browser shows.

use crate::on_both_engines;
use crate::support::Office;
use crate::support::visitor::Visitor;
use axum::body::Body;

on_both_engines!(whoever_presses_twice_at_once_is_led_to_what_comes_of_it,);

fn whoever_presses_twice_at_once_is_led_to_what_comes_of_it(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    for round in 0..3 {
        let group = amina.makes_group(&format!("Shift {round}"));
        assert_eq!(
            pressed_twice(office, &mut amina, &format!("{group}/deletion")),
            [303, 303],
            "round {round}"
        );
    }
    for name in ["Lyon", "Montréal"] {
        let part = office.part("lumen.example", name);
        let page = format!("/accounts/lumen.example/virtual-accounts/{part}/deletion");
        assert_eq!(
            pressed_twice(office, &mut amina, &page),
            [303, 303],
            "{name}"
        );
    }
    office.works();
}

/// The statuses of both answers.
fn pressed_twice(office: &Office, visitor: &mut Visitor<'_>, page: &str) -> Vec<u16> {
    visitor.goes_to(page);
    let seen = visitor.page.attributes("input[name=seen]", "value");
    let form = format!("seen={}", seen[0]);
    let both = [(); 2].map(|()| {
        let request = visitor
            .request("POST", page)
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(form.clone()))
            .unwrap();
        let answer = tower::ServiceExt::oneshot(office.router(), request);
        office.runtime.spawn(answer)
    });
    let statuses = both.into_iter().map(|answer| {
        let answer = office.runtime.block_on(answer).unwrap().unwrap();
        answer.status().as_u16()
    });
    statuses.collect()
}
