//! Words people write: counted as people count, and shown back as what they are, text.

use crate::answers::links_to_its_fields;
use crate::on_both_engines;
use crate::scene::{ACCOUNT, Scene, asking, last_part};
use crate::support::Office;
use crate::support::page::{Answer, tidy};
use crate::support::visitor::Visitor;

on_both_engines!(
    a_reason_is_counted_as_people_count_and_kept_when_refused,
    what_somebody_wrote_is_shown_back_as_text_everywhere,
);

fn a_reason_is_counted_as_people_count_and_kept_when_refused(office: &Office) {
    let scene = Scene::set(office);
    let mut camille = scene.visitor("camille");
    for (typed, said, counter) in refused_reasons() {
        let typed = typed.as_str();
        camille.goes_to(&asking("other.example"));
        camille
            .presses("Send request", &[("Reason for request", typed)])
            .meets(422);
        let shown = camille.page.clone();
        let what = format!("{:?}", typed.chars().take(30).collect::<String>());
        assert_eq!(
            shown.fault_of("Reason for request").as_deref(),
            Some(said),
            "{what}"
        );
        assert_eq!(shown.all(".counter"), [counter], "{what}");
        links_to_its_fields(&shown);
        let kept = shown.fill("Send request", "", &[]);
        // In a page a NUL stands as the sign for what cannot be shown (WHATWG HTML, "RCDATA state").
        let typed = typed.replace('\0', "\u{fffd}");
        assert!(
            kept.fields.contains(&("reason".into(), typed)),
            "{what}: {:?}",
            kept.fields
        );
    }
    assert_eq!(
        camille
            .sends("GET", "/access/services", None)
            .text()
            .matches("Pending")
            .count(),
        1
    );
}

fn what_somebody_wrote_is_shown_back_as_text_everywhere(office: &Office) {
    let scene = Scene::set(office);
    for (number, typed) in taken_reasons().into_iter().enumerate() {
        shown_back_everywhere(&scene, number, &typed);
    }
}

/// What is typed, what is said of it, and what the counter says.
fn refused_reasons() -> Vec<(String, &'static str, &'static str)> {
    const SHORT: &str = "Write at least 10 characters; you have 9.";
    const LONG: &str = "Write at most 1000 characters; you have 1001.";
    const EMPTY: &str = "Write at least 10 characters; you have 0.";
    let strange =
        "This holds characters that cannot be shown. Type it again rather than pasting it.";
    vec![
        (String::new(), EMPTY, "1000 remaining"),
        (" \t\u{3000}\u{a0}".repeat(9), EMPTY, "1000 remaining"),
        ("123456789".into(), SHORT, "991 remaining"),
        (
            format!("{}123456789{}", " ".repeat(20), " ".repeat(20)),
            SHORT,
            "991 remaining",
        ),
        ("🙂".repeat(9), SHORT, "991 remaining"),
        ("a\nb\nc\nd\ne".into(), SHORT, "991 remaining"),
        ("é".repeat(1001), LONG, "1 character too many"),
        ("🙂".repeat(1001), LONG, "1 character too many"),
        (
            format!("{}\n{}", "x".repeat(500), "y".repeat(500)),
            LONG,
            "1 character too many",
        ),
        (
            format!("</textarea><script>alert(1)</script>{}", "x".repeat(965)),
            LONG,
            "1 character too many",
        ),
        ("Downloads \0 for Lyon".into(), strange, "980 remaining"),
        (
            "Downloads \u{202e} for Lyon".into(),
            strange,
            "980 remaining",
        ),
    ]
}

fn taken_reasons() -> Vec<String> {
    let family = "👩\u{200d}👩\u{200d}👧";
    vec![
        "1234567890".into(),
        "x".repeat(1000),
        "🙂".repeat(10),
        "🙂".repeat(1000),
        family.repeat(2),
        format!("{}\n{}", "é".repeat(500), "y".repeat(499)),
        "a\nb\nc\nd\ne\nf".into(),
        "  padded with blanks  \n\n".into(),
        "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><b>&amp;".into(),
        "'); DROP TABLE people; -- \" OR 1=1; SELECT $1 ? :x".into(),
        "{{ 7*7 }} ${7*7} { $name } %s %n \\r\\n &lt;".into(),
        "שלום وسلام mixed directions".into(),
    ]
}

/// Somebody whose very name is an attack asks for this reason; everybody who meets the request reads it as it was typed.
fn shown_back_everywhere(scene: &Scene<'_>, number: usize, reason: &str) {
    const NAME: &str = "<b onclick=x>Eve</b> & \"Co\"";
    let office = scene.office;
    let mut eve = office.visitor(&format!("eve{number}@elsewhere.example"));
    eve.goes_to("/profile").presses(
        "Save",
        &[("Full name", NAME), ("Company or organisation", NAME)],
    );
    let shown = |visitor: &mut Visitor<'_>, path: &str, words: &[&str]| {
        let page = &visitor.goes_to(path).meets(200).page;
        for attack in ["<script>alert", "<img src=x", "<b onclick", "<b>&amp;"] {
            assert!(!page.html.contains(attack), "{attack} is alive on {path}");
        }
        for words in words {
            assert!(
                page.text().contains(&tidy(words)),
                "{words:?} is not on {path}:\n{}",
                page.text()
            );
        }
    };
    eve.asks_for(ACCOUNT, reason).meets(200);
    let request = last_part(&eve.views_request().page.path);
    let own = format!("/access/requests/{request}");
    let at_desk = format!("/accounts/{ACCOUNT}/requests/{request}");
    shown(&mut eve, "/access/services", &[]);
    shown(&mut eve, &own, &[reason]);
    shown(&mut eve, &format!("{own}/confirmation"), &[]);
    eve.goes_to(&own).follows("Open a support case");
    eve.presses("Send to support", &[("What do you need?", reason)])
        .meets(200);
    let case = eve.page.path.clone();
    shown(&mut eve, &case, &[reason]);
    office.works();
    let mut amina = scene.visitor("amina");
    shown(&mut amina, &at_desk, &[reason, NAME]);
    shown(
        &mut amina,
        &format!("/accounts/{ACCOUNT}/requests"),
        &[NAME],
    );
    shown(&mut amina, &format!("/accounts/{ACCOUNT}/events"), &[NAME]);
    shown(&mut scene.visitor("sam"), &case, &[reason, NAME]);
    let asked = format!("{} asks for access", tidy(NAME));
    quoted_in_mail(
        &office.mailbox.newest("amina@lumen.example", &asked),
        reason,
        NAME,
    );
    quoted_in_mail(
        &office.mailbox.newest("sam@support.example", "Support case"),
        reason,
        NAME,
    );
    // What a decider writes is shown back in the same way.
    let words = reason.chars().take(200).collect::<String>();
    amina.goes_to(&at_desk).declines("Other", &words);
    shown(&mut eve, &own, &[&words]);
    let answer = office.mailbox.newest(
        &format!("eve{number}@elsewhere.example"),
        "Your access request",
    );
    quoted_in_mail(&answer, &words, "");
}

/// Word for word in the text, and as text in the HTML.
fn quoted_in_mail(mail: &parvis::notification::written::WrittenMail, reason: &str, name: &str) {
    let quoted: Vec<String> = reason
        .trim()
        .lines()
        .map(|line| format!("> {line}"))
        .collect();
    let text = &mail.text_body;
    assert!(
        text.contains(quoted.join("\n").trim_end()) && text.contains(name),
        "{text}"
    );
    let html = Answer {
        status: 200,
        path: mail.subject.clone(),
        html: mail.html_body.clone(),
        headers: Default::default(),
    };
    let quotes = html.all("blockquote");
    assert_eq!(quotes, [tidy(reason)], "{}", mail.html_body);
    assert!(
        html.all("body")[0].contains(&tidy(name)),
        "{}",
        mail.html_body
    );
    for tag in ["script", "img", "b"] {
        assert!(html.all(tag).is_empty(), "{tag} in {}", mail.html_body);
    }
}
