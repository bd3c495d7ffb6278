//! Mail is ended from a mail.

use crate::notification_preference::choice::PAGE;
use crate::on_both_engines;
use crate::support::Office;
use crate::support::visitor::Visitor;
use axum::body::Body;
use axum::http::header;
use parvis::notification::smtp::message::message;
use parvis::notification::written::WrittenMail;
use parvis::store::notification::MailRow;

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

on_both_engines!(one_request_ends_reminders_and_only_a_true_link_does);

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

#[test]
fn mail_programs_are_told_how_to_unsubscribe() {
    let row = MailRow {
        id: "mail_1".into(),
        kind: "digest".into(),
        request_id: None,
        reminder: None,
        person_id: None,
        address: "amina@lumen.example".into(),
        language: "en".into(),
        thread: None,
        subject: "Things".into(),
        letter: String::new(),
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
    let mut mail = WrittenMail {
        row,
        text_body: "Things".into(),
        html_body: "Things".into(),
    };
    let from = "Parvis <parvis@parvis.example>".parse().unwrap();
    let written = |mail: &WrittenMail| {
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
    mail.row.unsubscribe = Some("http://127.0.0.1:8080/unsubscribe".into());
    assert!(!written(&mail).contains("List-Unsubscribe-Post"));
    mail.row.unsubscribe = None;
    assert!(!written(&mail).contains("List-Unsubscribe"));
}
