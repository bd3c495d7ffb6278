//! A mail server that refuses, hangs, breaks off or is not there: nothing is lost, and nothing comes twice on purpose.

use crate::support::Office;
use crate::support::smtp_server::{SmtpServer, sender};
use crate::{on_both_engines, only_mail, outbox, tell, tell_many, time_passes};
use domain::moment::hours;
use parvis::back_off::back_off;
use parvis::notification::outbox::MOST_ATTEMPTS;
use parvis::notification::smtp::Smtp;
use serde_json::json;
use std::collections::BTreeSet;
use std::time::Duration;

const A_SECOND: Duration = Duration::from_secs(1);

/// A sender that waits a second for each answer.
fn hurried(office: &Office, post: &SmtpServer) -> Smtp {
    let mut settings = post.settings();
    settings.timeout_seconds = 1;
    sender(&office.app.config, settings)
}

/// One mail has been tried so often in vain, and goes out when its time has come and not before.
fn comes_after_waiting(office: &Office, post: &SmtpServer, attempts: i64) {
    let (before, mail) = (post.taken().len(), only_waiting(office));
    assert_eq!(mail.attempts, attempts);
    time_passes(office, back_off(attempts) - A_SECOND);
    office.works();
    assert_eq!(post.taken().len(), before, "too early");
    time_passes(office, A_SECOND);
    office.works();
    assert_eq!(post.taken().len(), before + 1);
    office.nothing_left_to_send();
}

fn only_waiting(office: &Office) -> parvis::store::notification::MailRow {
    let mut waiting = outbox(office);
    waiting.retain(|mail| mail.state == "waiting");
    assert_eq!(waiting.len(), 1);
    waiting.remove(0)
}

on_both_engines!(
    refused_for_now_it_is_tried_again_later,
    each_vain_attempt_makes_the_next_wait_longer,
    refused_for_good_an_operator_sees_it_and_lets_it_try_again,
    one_reader_who_cannot_be_reached_holds_nobody_up,
    a_server_that_hangs_is_left_and_tried_again,
    broken_off_in_the_middle_it_comes_once,
    broken_off_after_the_end_it_comes_twice_under_one_name,
    while_the_server_is_away_mail_waits,
    what_never_works_is_given_up_in_view_of_the_operators,
);

fn refused_for_now_it_is_tried_again_later(office: &Office) {
    let Some(post) = SmtpServer::opens() else {
        return;
    };
    office.sends_by(post.sender(&office.app.config));
    let camille = office.person("camille@atelier.example");
    for step in ["mail", "rcpt", "data", "after-data"] {
        post.meets(step, "refuse 451 4.3.0 Later");
        tell(office, &camille);
        office.works();
        assert_eq!(post.times_met(), 1, "{step}");
        assert!(only_waiting(office).last_error.unwrap().contains("Later"));
        comes_after_waiting(office, &post, 1);
    }
    assert_eq!(post.taken().len(), 4);
}

fn each_vain_attempt_makes_the_next_wait_longer(office: &Office) {
    let Some(post) = SmtpServer::opens() else {
        return;
    };
    office.sends_by(post.sender(&office.app.config));
    post.meets_all(&json!([{ "at": "rcpt", "do": "refuse 450 4.2.1 Mailbox busy", "times": 3 }]));
    tell_many(office, 1);
    office.works();
    for attempt in 1..3 {
        time_passes(office, back_off(attempt) - A_SECOND);
        office.works();
        assert_eq!(only_mail(office).attempts, attempt, "too early");
        time_passes(office, A_SECOND);
        office.works();
    }
    comes_after_waiting(office, &post, 3);
}

fn refused_for_good_an_operator_sees_it_and_lets_it_try_again(office: &Office) {
    let Some(post) = SmtpServer::opens() else {
        return;
    };
    office.sends_by(post.sender(&office.app.config));
    office.staff("olga@operations.example", true, false);
    let mut olga = office.log_in("olga@operations.example");
    let camille = office.person("camille@atelier.example");
    for (round, step) in ["rcpt", "data", "after-data"].into_iter().enumerate() {
        post.meets(step, "refuse 550 5.1.1 Nobody of that name");
        tell(office, &camille);
        office.works();
        office.hours_pass(11);
        assert_eq!(
            post.taken().len(),
            round,
            "{step}: given up is not tried again by itself"
        );
        olga.goes_to("/operator")
            .sees("One mail could not be delivered")
            .follows("See them");
        olga.sees("camille@atelier.example")
            .sees("Given up")
            .sees("Nobody of that name");
        olga.presses("Try again", &[])
            .sees("The mail will be tried again at once")
            .sees("No mail here");
        office.works();
        assert_eq!(post.taken().len(), round + 1);
        olga.goes_to("/operator/mail?state=all")
            .sees("Handed to the mail server")
            .does_not_see("Given up");
    }
}

fn one_reader_who_cannot_be_reached_holds_nobody_up(office: &Office) {
    let Some(post) = SmtpServer::opens() else {
        return;
    };
    office.sends_by(post.sender(&office.app.config));
    post.meets_all(&json!([
        { "at": "rcpt", "do": "refuse 550 5.1.1 Nobody", "match": "reader03", "times": "always" },
        { "at": "data", "do": "refuse 451 4.3.0 Later", "match": "reader05", "times": "always" },
        { "at": "data", "do": "cut", "match": "reader07", "times": "always" },
    ]));
    let readers = tell_many(office, 30);
    office.works();
    for (number, reader) in readers.iter().enumerate() {
        let wanted = usize::from(![3, 5, 7].contains(&number));
        assert_eq!(post.taken_for(reader).len(), wanted, "{reader}");
    }
    post.meets_nothing();
    time_passes(office, back_off(1));
    office.works();
    assert_eq!(post.taken().len(), 29);
}

fn a_server_that_hangs_is_left_and_tried_again(office: &Office) {
    let Some(post) = SmtpServer::opens() else {
        return;
    };
    office.sends_by(hurried(office, &post));
    let camille = office.person("camille@atelier.example");
    for step in ["rcpt", "data"] {
        post.meets(step, "hang");
        tell(office, &camille);
        office.works();
        assert_eq!(post.times_met(), 1, "{step}");
        comes_after_waiting(office, &post, 1);
    }
    assert_eq!(post.taken().len(), 2);
}

fn broken_off_in_the_middle_it_comes_once(office: &Office) {
    let Some(post) = SmtpServer::opens() else {
        return;
    };
    office.sends_by(post.sender(&office.app.config));
    let camille = office.person("camille@atelier.example");
    for step in ["rcpt", "data"] {
        post.meets(step, "cut");
        tell(office, &camille);
        office.works();
        assert_eq!(post.times_met(), 1, "{step}");
        comes_after_waiting(office, &post, 1);
    }
    let ids: BTreeSet<String> = post
        .taken()
        .iter()
        .map(|mail| mail.id().to_owned())
        .collect();
    assert_eq!(ids.len(), 2);
}

/// The server took it and could not say so: nobody can know, so it goes out again and is known as the same.
fn broken_off_after_the_end_it_comes_twice_under_one_name(office: &Office) {
    let Some(post) = SmtpServer::opens() else {
        return;
    };
    office.sends_by(hurried(office, &post));
    let camille = office.person("camille@atelier.example");
    for (round, fault) in ["cut", "hang"].into_iter().enumerate() {
        post.meets("after-data", fault);
        tell(office, &camille);
        office.works();
        comes_after_waiting(office, &post, 1);
        office.hours_pass(11);
        let taken = &post.taken()[2 * round..];
        assert_eq!(taken.len(), 2, "{fault}");
        assert_eq!(
            (
                taken[0].envelope.answer.as_str(),
                taken[1].envelope.answer.as_str()
            ),
            (fault, "accepted")
        );
        assert_eq!(taken[0].id(), taken[1].id());
        assert_eq!(taken[0].text(), taken[1].text());
    }
}

fn while_the_server_is_away_mail_waits(office: &Office) {
    let Some(mut post) = SmtpServer::opens() else {
        return;
    };
    office.sends_by(post.sender(&office.app.config));
    post.closes();
    let readers = tell_many(office, 5);
    for _ in 0..20 {
        office.clock_goes_on(hours(1));
        office.works();
    }
    assert!(
        outbox(office)
            .iter()
            .all(|mail| mail.state == "waiting" && mail.attempts == 0)
    );
    post.opens_again();
    office.hours_pass(8);
    for reader in &readers {
        assert_eq!(post.taken_for(reader).len(), 1, "{reader}");
    }
    office.nothing_left_to_send();
}

fn what_never_works_is_given_up_in_view_of_the_operators(office: &Office) {
    let Some(post) = SmtpServer::opens() else {
        return;
    };
    office.sends_by(post.sender(&office.app.config));
    post.always_meets("mail", "refuse 451 4.3.0 Never");
    tell_many(office, 1);
    for attempt in 1..=MOST_ATTEMPTS {
        office.works();
        let state = if attempt < MOST_ATTEMPTS {
            "waiting"
        } else {
            "dead"
        };
        let mail = only_mail(office);
        assert_eq!((mail.state.as_str(), mail.attempts), (state, attempt));
        time_passes(office, back_off(attempt));
    }
    let before = post.times_met();
    office.works();
    assert_eq!(post.times_met(), before, "given up");
    office.staff("olga@operations.example", true, false);
    let mut olga = office.log_in("olga@operations.example");
    olga.goes_to("/operator/mail")
        .sees("Given up")
        .sees("Never");
    post.meets_nothing();
    olga.presses("Try again", &[]);
    office.works();
    assert_eq!(post.taken().len(), 1);
}
