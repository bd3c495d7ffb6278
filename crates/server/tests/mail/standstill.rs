//! What is no mail's own fault is counted against none, stops all, is told to operators, and ends with the first mail that
//! goes through.

use crate::support::Office;
use crate::support::smtp_server::{Manner, SmtpServer, sender};
use crate::support::visitor::Visitor;
use crate::{on_both_engines, outbox, tell, tell_many, time_passes};
use domain::notification::sending::{LONGEST_PAUSE, pause};
use parvis::notification::{sending, standstill};
use serde_json::json;

fn operator(office: &Office) -> Visitor<'_> {
    let olga = office.staff("olga@operations.example", true, false);
    office.session_of("olga@operations.example", &olga)
}

fn all_wait_untouched(office: &Office) {
    for mail in outbox(office) {
        assert_eq!(
            (mail.state.as_str(), mail.attempts),
            ("waiting", 0),
            "{:?}",
            mail.last_error
        );
    }
}

on_both_engines!(
    a_server_that_is_not_ready_is_no_fault_of_any_mail,
    a_relay_that_refuses_everybody_kills_nothing,
    readers_who_are_refused_alone_are_given_up_in_the_end,
    after_the_right_password_mail_is_due_at_a_click_and_at_the_next_start,
    some_are_tried_again_and_others_are_not,
    while_mail_stands_still_new_mail_is_not_tried_before_its_time,
);

fn a_server_that_is_not_ready_is_no_fault_of_any_mail(office: &Office) {
    let Some(post) = SmtpServer::opens() else {
        return;
    };
    let mut settings = post.settings();
    settings.timeout_seconds = 1;
    office.sends_by(sender(&office.app.config, settings));
    let mut olga = operator(office);
    let readers = tell_many(office, 12);
    let always = [
        (
            "connect",
            "refuse 554 5.7.1 Your address is on a list",
            "cannot be reached",
        ),
        ("connect", "refuse 421 4.3.2 Closing", "cannot be reached"),
        ("connect", "cut", "cannot be reached"),
        ("connect", "hang", "does not answer in time"),
        (
            "mail",
            "refuse 553 5.7.1 Sender not allowed",
            "takes nothing from this sender",
        ),
        ("mail", "cut", "cannot be reached"),
    ];
    for (step, fault, words) in always {
        post.always_meets(step, fault);
        office.works();
        let tries = post.times_met();
        assert!(
            (1..=5).contains(&tries),
            "{step}, {fault}: tried {tries} times"
        );
        all_wait_untouched(office);
        olga.goes_to("/operator")
            .sees("No mail goes out.")
            .sees(words)
            .sees("the oldest mail that waits");
        for _ in 0..3 {
            time_passes(office, LONGEST_PAUSE);
            office.works();
        }
        assert!(
            post.times_met() <= tries + 3 * 2,
            "one at a time: {}",
            post.times_met()
        );
        all_wait_untouched(office);
        time_passes(office, LONGEST_PAUSE);
    }
    post.meets_nothing();
    office.works();
    for reader in &readers {
        assert_eq!(
            post.taken_for(reader).len(),
            1,
            "all are due as soon as one went through"
        );
    }
    olga.goes_to("/operator").does_not_see("No mail goes out.");
    assert!(office.read(standstill::find).is_none());
}

fn a_relay_that_refuses_everybody_kills_nothing(office: &Office) {
    let Some(post) = SmtpServer::opens() else {
        return;
    };
    office.sends_by(post.sender(&office.app.config));
    let mut olga = operator(office);
    post.always_meets("rcpt", "refuse 554 5.7.1 Relaying denied");
    let readers = tell_many(office, 30);
    office.works();
    all_wait_untouched(office);
    olga.goes_to("/operator")
        .sees("The mail server refuses every reader.")
        .sees("Relaying denied");
    for _ in 0..5 {
        time_passes(office, LONGEST_PAUSE);
        office.works();
    }
    all_wait_untouched(office);
    post.meets_nothing();
    olga.goes_to("/operator/mail")
        .presses("Send all again", &[])
        .sees("will be tried again at once");
    office.works();
    for reader in &readers {
        assert_eq!(post.taken_for(reader).len(), 1, "{reader}");
    }
    office.nothing_left_to_send();
}

fn readers_who_are_refused_alone_are_given_up_in_the_end(office: &Office) {
    let Some(post) = SmtpServer::opens() else {
        return;
    };
    office.sends_by(post.sender(&office.app.config));
    post.meets_all(&json!([{ "at": "rcpt", "do": "refuse 550 5.1.1 Nobody", "match": "reader", "times": "always" }]));
    tell_many(office, 6);
    office.works();
    all_wait_untouched(office);
    let camille = office.person("camille@atelier.example");
    tell(office, &camille);
    time_passes(office, LONGEST_PAUSE);
    office.works();
    time_passes(office, LONGEST_PAUSE);
    office.works();
    assert_eq!(post.taken_for("camille@atelier.example").len(), 1);
    let dead = outbox(office)
        .iter()
        .filter(|mail| mail.state == "dead")
        .count();
    assert_eq!(dead, 6, "they are refused while others are not");
    assert!(office.read(standstill::find).is_none());
    office.nothing_left_to_send();
}

fn after_the_right_password_mail_is_due_at_a_click_and_at_the_next_start(office: &Office) {
    let account = Manner {
        account: Some("parvis:the right words"),
        ..Manner::default()
    };
    let Some(post) = SmtpServer::opens_as(account) else {
        return;
    };
    let mut wrong = post.settings();
    wrong.password = "the wrong words".into();
    let mut olga = operator(office);
    for by_click in [true, false] {
        office.sends_by(sender(&office.app.config, wrong.clone()));
        let before = post.taken().len();
        tell_many_again(office);
        for _ in 0..6 {
            office.works();
            time_passes(office, LONGEST_PAUSE);
        }
        office.works();
        olga.goes_to("/operator/mail")
            .sees("does not accept the log-in")
            .sees("535");
        office.sends_by(post.sender(&office.app.config));
        office.works();
        assert_eq!(post.taken().len(), before, "not before it is time to try");
        if by_click {
            olga.goes_to("/operator/mail")
                .presses("Send all again", &[]);
        } else {
            office
                .runtime
                .block_on(sending::begin(&office.app))
                .unwrap();
        }
        office.works();
        assert_eq!(post.taken().len(), before + 5);
    }
}

fn some_are_tried_again_and_others_are_not(office: &Office) {
    let Some(post) = SmtpServer::opens() else {
        return;
    };
    office.sends_by(post.sender(&office.app.config));
    let mut olga = operator(office);
    post.always_meets("rcpt", "refuse 550 5.1.1 Nobody");
    tell_many(office, 3);
    office.works();
    post.meets_nothing();
    let ids: Vec<String> = outbox(office).iter().map(|mail| mail.id.clone()).collect();
    let form = format!("mail={}&mail={}", ids[0], ids[1]);
    olga.goes_to("/operator/mail").sees("Given up");
    olga.page = olga.sends("POST", "/operator/mail/retries", Some(form));
    office.works();
    assert_eq!(post.taken().len(), 2);
    olga.goes_to("/operator/mail").sees("Given up");
    olga.presses("Send all again", &[])
        .sees("One mail will be tried again at once");
    office.works();
    assert_eq!(post.taken().len(), 3);
    for wrong in ["mail=nonsense", "all=perhaps"] {
        olga.page = olga.sends("POST", "/operator/mail/retries", Some(wrong.into()));
        olga.meets(400);
    }
}

fn while_mail_stands_still_new_mail_is_not_tried_before_its_time(office: &Office) {
    let Some(mut post) = SmtpServer::opens() else {
        return;
    };
    office.sends_by(post.sender(&office.app.config));
    post.closes();
    tell_many(office, 1);
    office.works();
    let still = office.read(standstill::find).unwrap();
    assert_eq!(
        (still.times, still.next_try_at),
        (1, office.now().plus(pause(1)))
    );
    let camille = office.person("camille@atelier.example");
    tell(office, &camille);
    office.works();
    assert_eq!(
        office.read(standstill::find).unwrap(),
        still,
        "nothing was tried"
    );
    time_passes(office, pause(1));
    office.works();
    assert_eq!(office.read(standstill::find).unwrap().times, 2);
    post.opens_again();
    time_passes(office, pause(2));
    office.works();
    assert_eq!(post.taken().len(), 2);
}

fn tell_many_again(office: &Office) {
    let dora = match office.read(|db| {
        parvis::store::person::find_by_name(db, "dora").map(|known| known.map(|one| one.person.id))
    }) {
        Some(known) => known,
        None => office.person("dora@else.example"),
    };
    for _ in 0..5 {
        tell(office, &dora);
    }
}
