//! Which mail people get and when: chosen on a page, ended from a mail.

use crate::on_both_engines;
use crate::support::Office;
use crate::support::mailbox::subjects;
use crate::support::visitor::Visitor;
use axum::body::Body;
use axum::http::header;
use domain::Role;
use domain::moment::hours;
use parvis::jobs;
use parvis::notification::smtp::message::message;
use parvis::store::notification::MailRow;

const PAGE: &str = "/profile/notifications";

on_both_engines!(
    what_is_turned_off_does_not_come_and_answers_always_do,
    with_nobody_mailed_the_requester_is_not_left_unanswered,
    those_who_want_no_mail_leave_their_place_to_others,
    everybody_who_was_mailed_hears_that_it_is_settled,
    what_comes_once_a_day_comes_in_one_mail_at_its_hour,
    a_daily_mail_tells_what_is_new_however_much_before_it_is_over,
    whoever_lost_the_right_hears_no_more_of_a_request,
    several_nodes_and_a_crash_send_a_daily_mail_once,
    a_daily_mail_keeps_its_hour_when_clocks_change,
    quiet_hours_hold_what_can_wait_and_nothing_else,
    one_request_ends_reminders_and_only_a_true_link_does,
);

fn what_is_turned_off_does_not_come_and_answers_always_do(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    amina
        .goes_to("/profile")
        .follows("Notifications")
        .presses(
            "Save",
            &[("Requests you may decide", "Off"), ("Reminders", "Off")],
        )
        .sees("Your choice is saved");
    assert_eq!(
        amina
            .page
            .attributes("#to_decide option[selected]", "value"),
        ["off"]
    );
    camille.goes_to(PAGE);
    let answers = camille.page.attributes("#decision option", "value");
    assert_eq!(answers, ["at-once", "daily"]);
    let form = "to_decide=off&reminder=off&settled=off&decision=off&progress=off&case=off&account=off&quiet_from=&quiet_to=&daily_at=8";
    assert_eq!(camille.sends("POST", PAGE, Some(form.into())).status, 422);
    assert_eq!(
        camille
            .sends(
                "POST",
                PAGE,
                Some(form.replace("decision=off", "decision=never"))
            )
            .status,
        400
    );
    assert_eq!(
        camille
            .sends(
                "POST",
                PAGE,
                Some(
                    form.replace("daily_at=8", "daily_at=24")
                        .replace("decision=off", "decision=daily")
                )
            )
            .status,
        422
    );
    camille.asks_for("lumen.example", "Downloads for the Lyon site");
    office.days_pass(10);
    assert_eq!(
        subjects(&office.mailbox.to("amina@lumen.example")),
        Vec::<String>::new()
    );
    amina
        .goes_to("/accounts/lumen.example/requests")
        .follows("Pending")
        .declines("Other", "");
    office
        .mailbox
        .newest("camille@atelier.example", "Your access request");
}

fn with_nobody_mailed_the_requester_is_not_left_unanswered(office: &Office) {
    let olga = office.staff("olga@operations.example", true, false);
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    amina.goes_to(PAGE).presses(
        "Save",
        &[("Requests you may decide", "Off"), ("Reminders", "Off")],
    );
    camille.asks_for("lumen.example", "Downloads for the Lyon site");
    // She can be reached in the portal, so there is somebody to decide.
    camille.views_request().does_not_see("Nobody can decide");
    amina
        .goes_to("/accounts/lumen.example/requests")
        .sees("Camille Example");
    office.days_pass(14);
    office
        .mailbox
        .newest("olga@operations.example", "Nobody answers");
    office
        .mailbox
        .newest("camille@atelier.example", "Your access request");
    drop(olga);
}

fn those_who_want_no_mail_leave_their_place_to_others(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    for number in 0..11 {
        let email = format!("admin{number}@lumen.example");
        let person = office.person(&email);
        office.grant(&person, "lumen.example", Role::SaAdministrator, None);
    }
    amina
        .goes_to(PAGE)
        .presses("Save", &[("Requests you may decide", "Off")]);
    office
        .visitor("camille@atelier.example")
        .asks_for("lumen.example", "Downloads for the Lyon site");
    let asked = office
        .mailbox
        .all()
        .into_iter()
        .filter(|mail| mail.kind == "request-sent")
        .count();
    assert_eq!(asked, 10);
    assert!(office.mailbox.to("amina@lumen.example").is_empty());
}

fn everybody_who_was_mailed_hears_that_it_is_settled(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    camille.asks_for("lumen.example", "Downloads for the Lyon site");
    // Ten who came later and were seen later: today's first ten are not those who were mailed.
    office.app.clock.set(office.now().plus(hours(1)));
    for number in 0..10 {
        let email = format!("admin{number}@lumen.example");
        let person = office.person(&email);
        office.grant(&person, "lumen.example", Role::SaAdministrator, None);
    }
    let mut quick = office.log_in("admin3@lumen.example");
    quick
        .goes_to("/accounts/lumen.example/requests")
        .follows("Pending")
        .declines("Other", "");
    office.mailbox.newest("amina@lumen.example", "Settled");
    assert!(
        office.mailbox.to("admin1@lumen.example").is_empty(),
        "was never told of it"
    );
    amina
        .goes_to(PAGE)
        .presses("Save", &[("Requests somebody else has settled", "Off")]);
    let mut david = office.visitor("david@atelier.example");
    david.asks_for("lumen.example", "Downloads for the Lyon site");
    quick
        .goes_to("/accounts/lumen.example/requests")
        .follows("Pending")
        .declines("Other", "");
    assert_eq!(
        office
            .mailbox
            .to("amina@lumen.example")
            .iter()
            .filter(|mail| mail.kind == "request-settled")
            .count(),
        1
    );
}

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

fn whoever_lost_the_right_hears_no_more_of_a_request(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    for name in ["bruno", "chloe"] {
        let person = office.person(&format!("{name}@lumen.example"));
        office.grant(&person, "lumen.example", Role::SaAdministrator, None);
    }
    office
        .visitor("camille@atelier.example")
        .asks_for("lumen.example", "Downloads for the Lyon site");
    office
        .mailbox
        .newest("bruno@lumen.example", "asks for access");
    amina
        .goes_to("/accounts/lumen.example/users")
        .presses("End access", &[("Select Bruno", "on")])
        .presses("End access", &[]);
    office.works();
    amina
        .opens_the_link_in("asks for access")
        .declines("Other", "");
    office.works();
    office.mailbox.newest("chloe@lumen.example", "Settled");
    assert!(
        office
            .mailbox
            .to("bruno@lumen.example")
            .iter()
            .all(|mail| mail.kind != "request-settled")
    );
}

fn several_nodes_and_a_crash_send_a_daily_mail_once(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    daily(&mut amina, "12");
    office
        .visitor("camille@atelier.example")
        .asks_for("lumen.example", "Downloads for the Lyon site");
    let second = office.second_node();
    office.app.clock.set(office.now().plus(hours(3)));
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
    office.app.clock.set(office.now().plus(hours(12)));
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

fn one_request_ends_reminders_and_only_a_true_link_does(office: &Office) {
    office.administrator_of("lumen.example");
    office
        .visitor("camille@atelier.example")
        .asks_for("lumen.example", "Downloads for the Lyon site");
    let first = office
        .mailbox
        .newest("amina@lumen.example", "asks for access");
    assert!(
        first.unsubscribe.is_none(),
        "only digests and reminders carry it"
    );
    office.days_pass(2);
    let mail = office.mailbox.newest("amina@lumen.example", "Reminder");
    let link = mail.unsubscribe.clone().unwrap();
    let path = link
        .strip_prefix("http://parvis.example")
        .unwrap()
        .to_owned();
    let mut program = Visitor::stranger(office);
    // Looking changes nothing; neither does a link that somebody made up, or one with another name in it.
    program.goes_to(&path).sees("Stop reminders");
    for forged in [
        format!("{path}0"),
        path.replace("from=reminders", "from=daily"),
        path.replace("per_", "per_0"),
        "/unsubscribe".into(),
        "/unsubscribe?from=reminders&token=%00".into(),
    ] {
        assert_eq!(one_click(&mut program, &forged, None), 410, "{forged}");
    }
    assert_eq!(
        one_click(&mut program, &path, Some("https://elsewhere.example")),
        403,
        "forms of other sites"
    );
    assert_eq!(mode(office), "at-once");
    assert_eq!(one_click(&mut program, &path, None), 200);
    assert_eq!(mode(office), "off");
    assert_eq!(
        one_click(&mut program, &path, None),
        200,
        "again changes nothing"
    );
    office.days_pass(3);
    assert_eq!(
        office
            .mailbox
            .to("amina@lumen.example")
            .iter()
            .filter(|mail| mail.kind == "request-reminder")
            .count(),
        1
    );
    program
        .goes_to(&path)
        .presses("Unsubscribe", &[])
        .sees("You get no more reminders");
}

fn one_click(program: &mut Visitor<'_>, path: &str, origin: Option<&str>) -> u16 {
    let mut request = program
        .request("POST", path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    if let Some(origin) = origin {
        request = request.header(header::ORIGIN, origin);
    }
    let body = Body::from("List-Unsubscribe=One-Click");
    program.carries(request.body(body).unwrap()).status
}

fn mode(office: &Office) -> String {
    let mut amina = office.log_in("amina@lumen.example");
    amina.goes_to(PAGE);
    amina
        .page
        .attributes("#reminder option[selected]", "value")
        .remove(0)
}

fn daily(visitor: &mut Visitor<'_>, hour: &str) {
    let once = "Once a day";
    visitor.goes_to(PAGE).presses(
        "Save",
        &[
            ("Requests you may decide", once),
            ("Reminders", once),
            ("Requests somebody else has settled", "Off"),
            ("Daily mail at", hour),
        ],
    );
}

fn daily_mails(office: &Office) -> usize {
    let all = office.mailbox.all();
    all.iter().filter(|mail| mail.kind == "digest").count()
}

fn moment(text: &str) -> domain::Moment {
    let at: jiff::Timestamp = text.parse().unwrap();
    domain::Moment(at.as_millisecond())
}

#[test]
fn mail_programs_are_told_how_to_unsubscribe() {
    let mut mail = MailRow {
        id: "mail_1".into(),
        kind: "digest".into(),
        request_id: None,
        reminder: None,
        person_id: None,
        address: "amina@lumen.example".into(),
        language: "en".into(),
        thread: None,
        subject: "Things".into(),
        text_body: "Things".into(),
        html_body: "Things".into(),
        created_at: 0,
        state: "waiting".into(),
        attempts: 0,
        next_attempt_at: 0,
        last_error: None,
        settled_at: None,
        not_before: None,
        unsubscribe: Some("https://parvis.example/unsubscribe?from=daily.per_1&token=0".into()),
        priority: 2,
        reader_name: None,
        spared_at: None,
    };
    let from = "Parvis <parvis@parvis.example>".parse().unwrap();
    let written = |mail: &MailRow| {
        let message = message(mail, &from, None, "parvis.example").unwrap();
        String::from_utf8(message.formatted()).unwrap()
    };
    let text = written(&mail);
    let unfolded = text.replace("\r\n ", " ");
    assert!(
        unfolded.contains(
            "List-Unsubscribe: <https://parvis.example/unsubscribe?from=daily.per_1&token=0>\r\n"
        ),
        "{text}"
    );
    assert!(
        unfolded.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"),
        "{text}"
    );
    mail.unsubscribe = Some("http://127.0.0.1:8080/unsubscribe".into());
    assert!(!written(&mail).contains("List-Unsubscribe-Post"));
    mail.unsubscribe = None;
    assert!(!written(&mail).contains("List-Unsubscribe"));
}
