//! When mail comes: once a day, and outside quiet hours.

use crate::notification_preference::choice::{PAGE, daily};
use crate::on_both_engines;
use crate::support::Office;
use crate::support::visitor::Visitor;
use domain::moment::hours;
use parvis::jobs;

fn daily_mails(office: &Office) -> usize {
    let all = office.mailbox.all();
    all.iter().filter(|mail| mail.kind == "digest").count()
}

fn moment(text: &str) -> domain::Moment {
    let at: jiff::Timestamp = text.parse().unwrap();
    domain::Moment(at.as_millisecond())
}

on_both_engines!(
    what_comes_once_a_day_comes_in_one_mail_at_its_hour,
    a_daily_mail_tells_what_is_new_however_much_before_it_is_over,
    several_nodes_and_a_crash_send_a_daily_mail_once,
    a_daily_mail_keeps_its_hour_when_clocks_change,
    quiet_hours_hold_what_can_wait_and_nothing_else,
);

fn what_comes_once_a_day_comes_in_one_mail_at_its_hour(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    daily(&mut amina, "7");
    let mut camille = office.visitor("camille@atelier.example");
    let mut david = office.visitor("david@atelier.example");
    let mut elsa = office.visitor("elsa@atelier.example");
    for visitor in [&mut camille, &mut david, &mut elsa] {
        visitor.asks_for("lumen.example", "Downloads for the Lyon site");
    }
    // Settled before the hour comes: nothing to decide any more.
    elsa.views_request().presses("Withdraw", &[]);
    office.works();
    assert!(
        office
            .mailbox
            .to("amina@lumen.example")
            .iter()
            .all(|mail| mail.kind != "request-sent")
    );
    // It is nine in the morning; seven comes tomorrow.
    office.hours_pass(21);
    assert_eq!(daily_mails(office), 0);
    office.hours_pass(1);
    assert_eq!(daily_mails(office), 1);
    let mail = office.mailbox.newest("amina@lumen.example", "things today");
    assert!(
        mail.text_body.contains("Camille Example asks for access")
            && mail.text_body.contains("David Example asks for access"),
        "{}",
        mail.text_body
    );
    assert!(
        !mail.text_body.contains("Elsa Example asks for access"),
        "{}",
        mail.text_body
    );
    assert!(mail.unsubscribe.is_some());
    let path = crate::support::mailbox::link_in(&mail.text_body);
    amina.goes_to(&path).sees("Available actions");
    // Nothing has happened since, so nothing is sent.
    office.hours_pass(24);
    assert_eq!(daily_mails(office), 1);
}

fn a_daily_mail_tells_what_is_new_however_much_before_it_is_over(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    daily(&mut amina, "7");
    // More than one mail tells of, all withdrawn before its hour; then one that waits.
    for number in 0..55 {
        let mut visitor = office.visitor(&format!("early{number}@atelier.example"));
        visitor.asks_for("lumen.example", "Downloads for the Lyon site");
        visitor.views_request().presses("Withdraw", &[]);
    }
    office
        .visitor("camille@atelier.example")
        .asks_for("lumen.example", "Downloads for the Lyon site");
    office.hours_pass(22);
    let mail = office.mailbox.newest("amina@lumen.example", "today");
    assert!(
        mail.text_body.contains("Camille Example asks for access")
            && !mail.text_body.contains("Early"),
        "{}",
        mail.text_body
    );
}

fn several_nodes_and_a_crash_send_a_daily_mail_once(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    daily(&mut amina, "12");
    office
        .visitor("camille@atelier.example")
        .asks_for("lumen.example", "Downloads for the Lyon site");
    let second = office.second_node();
    office.clock_goes_on(hours(3));
    let (one, other) = office.runtime.block_on(async {
        tokio::join!(
            jobs::run_once(&office.app, None),
            jobs::run_once(&second.app, None)
        )
    });
    one.unwrap();
    other.unwrap();
    // Nothing was sent before the node stopped; what is in the outbox is sent by whoever works next.
    second.works();
    office.works();
    assert_eq!(daily_mails(office), 1);
}

fn a_daily_mail_keeps_its_hour_when_clocks_change(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    amina
        .goes_to("/profile")
        .presses("Save", &[("Time zone", "Europe/Paris")]);
    daily(&mut amina, "8");
    // 2027-03-28, the day on which clocks go forward in Paris: 8 in the morning is 7 UTC the day before, 6 UTC then.
    let mut camille = office.visitor("camille@atelier.example");
    for (number, (at, hour)) in [
        ("2027-03-26T20:00:00Z", "2027-03-27T07:00:00Z"),
        ("2027-03-27T20:00:00Z", "2027-03-28T06:00:00Z"),
    ]
    .iter()
    .enumerate()
    {
        office.app.clock.set(moment(at));
        office.may_leave_mail();
        camille.asks_for("lumen.example", "Downloads for the Lyon site");
        office.app.clock.set(domain::Moment(moment(hour).0 - 1));
        office.works();
        assert_eq!(daily_mails(office), number, "before {hour}");
        office.app.clock.set(moment(hour));
        office.works();
        assert_eq!(daily_mails(office), number + 1, "at {hour}");
        camille.views_request().presses("Withdraw", &[]);
    }
}

fn quiet_hours_hold_what_can_wait_and_nothing_else(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    amina
        .goes_to(PAGE)
        .presses(
            "Save",
            &[("Quiet hours from", "08:00"), ("Quiet hours until", "")],
        )
        .meets(422);
    assert!(
        amina
            .page
            .fault_of("Quiet hours from")
            .unwrap()
            .contains("both hours")
    );
    amina
        .presses(
            "Save",
            &[
                ("Quiet hours from", "20:00"),
                ("Quiet hours until", "06:00"),
            ],
        )
        .sees("saved");
    office.clock_goes_on(hours(12));
    let mut camille = office.visitor("camille@atelier.example");
    camille.asks_for("lumen.example", "Downloads for the Lyon site");
    assert!(office.mailbox.to("amina@lumen.example").is_empty());
    // The sweeping of what a wrong clock left behind leaves it alone.
    office
        .runtime
        .block_on(jobs::sweep_now(&office.app))
        .unwrap();
    office.works();
    assert!(office.mailbox.to("amina@lumen.example").is_empty());
    Visitor::stranger(office)
        .goes_to("/forgot")
        .presses("Send", &[("User ID or e-mail", "amina")]);
    office.works();
    assert_eq!(office.mailbox.to("amina@lumen.example").len(), 1);
    office.hours_pass(8);
    assert_eq!(office.mailbox.to("amina@lumen.example").len(), 1);
    office.hours_pass(1);
    office
        .mailbox
        .newest("amina@lumen.example", "asks for access");
}
