//! What is known of whoever asks stands beside the request, as far as the reach of its reader.

use crate::on_both_engines;
use crate::queueing::asker::{QUEUE, asks};
use crate::support::Office;
use domain::Role;

on_both_engines!(
    what_is_known_ends_where_the_reach_does,
    what_is_held_already_is_said_part_by_part,
    what_is_known_stands_beside_a_request,
);

fn what_is_known_ends_where_the_reach_does(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let chen = office.person("chen@lumen.example");
    office.grant(&chen, "lumen.example", Role::VaAdministrator, Some("Lyon"));
    let mut chen = office.log_in("chen@lumen.example");
    let mut camille = asks(office, "camille@atelier.example", &[]);
    amina
        .goes_to(QUEUE)
        .follows("Pending")
        .declines("Not known to us", "");
    office.days_pass(40);
    let who = office.read(move |db| {
        Ok(parvis::store::person::find_by_name(db, "camille")?
            .unwrap()
            .person
            .id)
    });
    office.grant(&who, "lumen.example", Role::SaViewer, None);
    camille.asks_for_part("lumen.example", "Lyon", "Downloads for the Lyon site");
    amina
        .goes_to(QUEUE)
        .follows("Pending")
        .sees("declined before")
        .sees("has access already");
    chen.goes_to(QUEUE)
        .follows("Pending")
        .sees("no earlier refusal")
        .does_not_see("declined before")
        .does_not_see("has access already");
    office.works();
}

fn what_is_held_already_is_said_part_by_part(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let who = office.person("camille@atelier.example");
    office.grant(&who, "lumen.example", Role::VaUser, Some("Lyon"));
    let mut camille = office.log_in("camille@atelier.example");
    let reason = ("Reason for request", "Downloads for the Lyon site");
    let user_on = |part| {
        [
            reason,
            ("Selected Virtual Accounts", "on"),
            (part, "on"),
            ("Role wanted", "Virtual Account User"),
        ]
    };
    camille.asks_with("lumen.example", &user_on("Lyon"));
    amina
        .goes_to(QUEUE)
        .follows("Pending")
        .sees("has access already")
        .sees("Already has what is asked for")
        .sees("Virtual Account User · Lyon");
    camille.views_request().presses("Withdraw", &[]);
    camille.asks_with("lumen.example", &user_on("Montréal"));
    amina
        .goes_to(QUEUE)
        .follows("Pending")
        .sees("Virtual Account User · Lyon")
        .does_not_see("Already has what is asked for");
    amina.presses("Submit", &[("Approve", "on"), ("Until", "2027-03-31")]);
    office.works();
    camille.asks_with("lumen.example", &user_on("Default"));
    amina
        .goes_to(QUEUE)
        .follows("Pending")
        .sees("Virtual Account User · Montréal · until 31 March 2027");
}

fn what_is_known_stands_beside_a_request(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let colleague = office.person("zoe@atelier.example");
    office.grant(&colleague, "lumen.example", Role::SaViewer, None);
    let mut camille = asks(office, "camille@mail.atelier.example", &[]);
    amina
        .goes_to(QUEUE)
        .follows("Pending")
        .sees("others from atelier.example")
        .sees("Zoe Example · Smart Account Viewer")
        .sees("first request here");
    camille.views_request().presses("Withdraw", &[]);
    asks(office, "hugo@gmx.net", &[]);
    amina
        .goes_to(QUEUE)
        .follows("Pending")
        .sees("public mail address")
        .does_not_see("others from");
    amina.declines("Not known to us", "");
    camille.asks_for("lumen.example", "Downloads for the Lyon site");
    amina
        .goes_to(QUEUE)
        .follows("Pending")
        .sees("earlier requests here")
        .follows("Access, with a role the administrators choose: Withdrawn")
        .sees("The requester withdrew this");
    for (email, warning) in [
        ("ivan@lumen-example.example", ""),
        (
            "jan@lumem.example",
            "lumem.example is not lumen.example, but only one letter away from it",
        ),
        ("karl@1umen.example", "can be taken for it"),
        (
            "lena@lum\u{435}n.example",
            "lum\u{435}n.example (xn--lumn-x4d.example) is not lumen.example, but can be taken for it",
        ),
        (
            "mia@lum\u{435}n.example",
            "written with letters of several scripts",
        ),
    ] {
        let mut who = asks(office, email, &[]);
        amina.goes_to(QUEUE).follows("Pending");
        match warning {
            "" => amina.does_not_see("looks like the account"),
            warning => amina.sees(warning),
        };
        who.views_request().presses("Withdraw", &[]);
    }
}
