//! Somebody who cannot log in reaches a person and is answered.

use crate::on_both_engines;
use crate::support::mailbox::{link_in, token_in};
use crate::support::visitor::Visitor;
use crate::support::{Engine, Office};
use domain::moment::days;
use domain::person::Language;

on_both_engines!(
    somebody_who_cannot_log_in_reaches_a_person_and_is_answered,
    somebody_elses_address_a_thousand_times,
    a_link_works_once_for_two_days_and_no_other_does,
    links_to_a_case_end_are_renewed_and_go_when_it_is_over,
    one_who_cannot_log_in_presses_twice,
    a_visitors_case_is_not_closed_over_an_answer_nobody_read,
    a_known_and_an_unknown_address_are_told_the_same,
    what_the_visitor_sees_is_never_what_agents_note,
    agents_do_not_work_on_what_their_own_address_opened,
    operators_answer_the_address_of_the_only_agent,
);

const NORA: &str = "nora@rivage.example";

/// What somebody types at `/contact`, without what is to be typed otherwise.
fn typed<'t>(email: &'t str, words: &'t str) -> [(&'t str, &'t str); 4] {
    [
        ("Your name", "Nora Blanc"),
        ("Your e-mail address", email),
        ("Subject", "Locked out"),
        ("What is wrong?", words),
    ]
}

/// A stranger who reads the mail of an address, and has written to support.
fn writes<'o>(office: &'o Office, email: &str, words: &str) -> Visitor<'o> {
    let mut stranger = Visitor::stranger(office);
    stranger.address = email.to_owned();
    stranger
        .goes_to("/contact")
        .presses("Send", &typed(email, words))
        .meets(200)
        .sees("Check your mail");
    stranger
}

fn somebody_who_cannot_log_in_reaches_a_person_and_is_answered(office: &Office) {
    office.staff("sam@support.example", false, true);
    let mut nora = Visitor::stranger(office);
    nora.address = NORA.to_owned();
    nora.goes_to("/sign-in")
        .follows("I cannot log in")
        .presses("Send", &[("Your name", "Nora Blanc")])
        .meets(422)
        .sees("Your e-mail address: Type an e-mail address, such as name@company.example.")
        .sees("What is wrong? Fill this in");
    nora.presses("Send", &typed(NORA, "My telephone is new."))
        .sees("If mail can be delivered to that address, a link is on its way.");
    // Nothing reaches support before the address is confirmed.
    office.works();
    assert!(office.mailbox.to("sam@support.example").is_empty());
    let mut sam = office.log_in("sam@support.example");
    sam.goes_to("/support/cases").does_not_see("Locked out");
    let asked = office.mailbox.newest(NORA, "Confirm your address");
    for unsaid in ["Nora", "Locked out", "telephone"] {
        assert!(!asked.text_body.contains(unsaid), "{}", asked.text_body);
    }
    nora.opens_the_link_in("Confirm your address")
        .sees("Locked out")
        .sees("My telephone is new.")
        .presses("Confirm the address and send", &[])
        .sees("Your address is confirmed")
        .sees("My telephone is new.");
    // The agent sees no more than there is to know, and answers as always.
    sam.opens_the_link_in("Locked out")
        .sees("Not logged in; address confirmed")
        .sees("My telephone is new.")
        .sees("Nobody has a user account with this address.")
        .presses(
            "Send message",
            &[("Your message", "Which number did you have?")],
        );
    let told = office.mailbox.newest("sam@support.example", "Locked out");
    assert!(
        told.text_body.contains("not logged in"),
        "{}",
        told.text_body
    );
    sam.goes_to("/support/cases?status=answered")
        .sees("not logged in");
    sam.goes_to("/support/cases?status=answered&q=nora%40riv")
        .sees("Nora Blanc");
    // She answers by the link of the mail, from another browser.
    let mut elsewhere = Visitor::stranger(office);
    elsewhere.address = NORA.to_owned();
    elsewhere
        .opens_the_link_in("Locked out")
        .sees("Sam Example")
        .sees("Which number did you have?")
        .sees("Waiting for you")
        .presses("Send message", &[])
        .meets(422)
        .sees("Your message: Fill this in");
    elsewhere
        .presses(
            "Send message",
            &[("Your message", "The one that ends in 42.")],
        )
        .sees("The one that ends in 42.")
        .does_not_see("Waiting for you");
    sam.opens_the_link_in("Locked out").presses(
        "Send and mark as solved",
        &[("Your message", "It is changed.")],
    );
    elsewhere
        .opens_the_link_in("Locked out")
        .sees("Solved")
        .sees("It is changed.")
        .presses(
            "Reopen the case",
            &[("What is still missing?", "It is not.")],
        )
        .sees("The case is open again")
        .presses("Close the case", &[("Your message", "Half a thought")])
        .meets(200)
        .sees("Close this case?")
        .sees("Half a thought")
        .presses("Yes, close it", &[])
        .meets(200)
        .sees("The case is closed.")
        .sees("Half a thought");
    sam.looks_again().sees("Closed").sees("It is not.");
    // What she is told holds: it can be reopened by the links as long as that, and then they lead nowhere.
    let until = elsewhere
        .page
        .text()
        .split_once("You can reopen the case until ")
        .map(|(_, date)| date.starts_with("6 December 2026"));
    assert_eq!(until, Some(true), "{}", elsewhere.page.text());
    office.days_pass(13);
    nora.looks_again()
        .meets(200)
        .presses("Reopen the case", &[("What is still missing?", "Wait.")])
        .sees("The case is open again");
    nora.presses("Close the case", &[])
        .presses("Yes, close it", &[]);
    office.days_pass(14);
    nora.looks_again()
        .meets(410)
        .follows("Write to support")
        .meets(200);
}

fn links_to_a_case_end_are_renewed_and_go_when_it_is_over(office: &Office) {
    office.staff("sam@support.example", false, true);
    let mut nora = writes(office, NORA, "For how long?");
    nora.opens_the_link_in("Confirm your address")
        .presses("Confirm the address and send", &[]);
    let first = nora.page.path.clone();
    office.days_pass(29);
    nora.goes_to(&first).meets(200);
    office.days_pass(1);
    // Its time is over: another goes to the address that was confirmed, however often it is asked for.
    for _ in 0..5 {
        nora.goes_to(&first)
            .meets(410)
            .sees("This link is too old")
            .presses("Send another link", &[])
            .meets(200)
            .sees("another link is on its way");
    }
    office.works();
    let sent = office.mailbox.to(NORA).into_iter();
    let another = sent.filter(|mail| mail.text_body.contains("asked for another link"));
    assert_eq!(
        another.count(),
        office.app.config.limits.contact_letters as usize
    );
    nora.opens_the_link_in("Locked out").sees("For how long?");
    let second = nora.page.path.clone();
    nora.goes_to(&first).meets(410);
    // Support closes it. What was said just before is read all the same, and the newest letter says until when it can be reopened.
    let mut sam = office.log_in("sam@support.example");
    sam.goes_to("/support/cases")
        .follows("View Nora Blanc")
        .presses("Send message", &[("Your message", "Come by tomorrow.")]);
    sam.presses("Close the case", &[])
        .presses("Yes, close it", &[]);
    office.works();
    let answer = office.mailbox.to(NORA).into_iter();
    let answer = answer.filter(|mail| mail.text_body.contains("> Come by tomorrow."));
    assert_eq!(answer.count(), 1);
    let closed = office.mailbox.newest(NORA, "Locked out").text_body;
    let day = "5 January 2027 (UTC)";
    assert!(
        closed.contains(&format!("you can reopen it until {day}"))
            && closed.contains(&format!("It works until {day} at the latest")),
        "{closed}"
    );
    nora.goes_to(&second).meets(200).sees("Come by tomorrow.");
    let third = link_in(&closed);
    office.days_pass(14);
    for link in [&second, &third] {
        nora.goes_to(link)
            .meets(410)
            .does_not_see("Send another link")
            .sees("Write to support");
        let form = format!("token={}&words=x", token_in(link));
        for what in ["messages", "reopening", "closure", "link"] {
            let to = format!("/contact/case/{what}");
            assert_eq!(nora.sends("POST", &to, Some(form.clone())).status, 410);
        }
    }
}

fn one_who_cannot_log_in_presses_twice(office: &Office) {
    office.staff("sam@support.example", false, true);
    let mut nora = Visitor::stranger(office);
    nora.address = NORA.to_owned();
    nora.goes_to("/contact");
    for _ in 0..3 {
        let mut pressing = nora.clone();
        pressing
            .presses("Send", &typed(NORA, "Twice?"))
            .meets(200)
            .sees("Check your mail");
    }
    office.works();
    assert_eq!(asked(office), 1);
    nora.opens_the_link_in("Confirm your address");
    for number in 0..3 {
        let mut pressing = nora.clone();
        pressing
            .presses("Confirm the address and send", &[])
            .meets(200)
            .sees("Your address is confirmed, and support has what you wrote.");
        assert_eq!(number == 0, pressing.page.text().contains("Twice?"));
    }
    let mut sam = office.log_in("sam@support.example");
    sam.goes_to("/support/cases");
    assert_eq!(
        sam.page.text().matches("Nora Blanc").count(),
        2,
        "one row, and its link"
    );
    office.works();
    nora.opens_the_link_in("Locked out");
    for _ in 0..3 {
        let mut pressing = nora.clone();
        pressing
            .presses("Send message", &[("Your message", "Are you there?")])
            .meets(200);
    }
    nora.looks_again();
    assert_eq!(nora.page.text().matches("Are you there?").count(), 1);
    office.may_leave_mail();
}

fn a_visitors_case_is_not_closed_over_an_answer_nobody_read(office: &Office) {
    office.staff("sam@support.example", false, true);
    let mut nora = writes(office, NORA, "Never mind?");
    nora.opens_the_link_in("Confirm your address")
        .presses("Confirm the address and send", &[]);
    nora.presses("Close the case", &[]);
    let mut sam = office.log_in("sam@support.example");
    sam.opens_the_link_in("Locked out")
        .presses("Send message", &[("Your message", "We have it.")]);
    nora.presses("Yes, close it", &[("Your message", "Half a thought")])
        .meets(409)
        .sees("The case has changed since you opened the page")
        .sees("Sam Example has written.")
        .sees("We have it.")
        .sees("Half a thought");
    nora.presses("Close the case", &[])
        .presses("Yes, close it", &[])
        .sees("The case is closed");
    office.may_leave_mail();
}

/// How many letters went out to confirm her address, however it was written.
fn asked(office: &Office) -> usize {
    let mails = office.mailbox.all();
    let to_her = mails
        .iter()
        .filter(|mail| mail.address.eq_ignore_ascii_case(NORA));
    to_her.filter(|mail| mail.kind == "contact").count()
}

fn somebody_elses_address_a_thousand_times(office: &Office) {
    office.staff("sam@support.example", false, true);
    let most = office.app.config.limits.contact_letters as usize;
    let by_address = office.app.config.limits.contacts_by_address;
    let mut mallory = writes(office, NORA, "Not hers.");
    let form = "name=Nora&email=Nora%40RIVAGE.example&subject=x&words=y";
    let answers: Vec<_> = (1..1000)
        .map(|number| {
            let form = format!("{form}{number}");
            mallory.sends("POST", "/contact", Some(form)).status
        })
        .collect();
    let taken = answers.iter().filter(|status| **status == 200).count();
    assert_eq!(taken as u32, by_address - 1);
    assert!(answers[taken..].iter().all(|status| *status == 429));
    office.works();
    assert_eq!(asked(office), most);
    // What was typed stays where it is too often.
    mallory
        .goes_to("/contact")
        .presses("Send", &typed(NORA, "Once more."))
        .meets(429)
        .sees("too often")
        .sees("Once more.");
    // The next day is another, and nothing reached support.
    office.days_pass(1);
    writes(office, NORA, "Not hers either.");
    office.works();
    assert_eq!(asked(office), most + 1);
    assert!(office.mailbox.to("sam@support.example").is_empty());
}

fn a_link_works_once_for_two_days_and_no_other_does(office: &Office) {
    office.staff("sam@support.example", false, true);
    let mut nora = writes(office, NORA, "Twice?");
    office.works();
    let link = link_in(&office.mailbox.newest(NORA, "").text_body);
    let form = format!(
        "token={}",
        token_in(&office.mailbox.newest(NORA, "").text_body)
    );
    // To look at it uses nothing up.
    for _ in 0..2 {
        nora.goes_to(&link).meets(200);
    }
    let used = |nora: &mut Visitor<'_>| {
        nora.sends("POST", "/contact/confirmation", Some(form.clone()))
            .status
    };
    assert_eq!(used(&mut nora), 303);
    // Once more it says that it has arrived, and neither opens another case nor leads to the one.
    assert_eq!(used(&mut nora), 200);
    nora.goes_to(&link)
        .meets(200)
        .sees("support has what you wrote")
        .does_not_see("Twice?");
    // That link leads to no case, nor does one that nobody made; neither writes anywhere.
    let case = link.replace("confirmation", "case");
    for forged in [
        case.as_str(),
        "/contact/case?token=00",
        "/contact/case",
        "/contact/confirmation",
    ] {
        nora.goes_to(forged).meets(410);
    }
    for (what, field) in [
        ("messages", "words=x"),
        ("reopening", "words=x"),
        ("closure", "x=x"),
    ] {
        let form = format!("{form}&{field}");
        let answer = nora.sends("POST", &format!("/contact/case/{what}"), Some(form));
        assert_eq!(answer.status, 410, "{what}");
    }
    // The link to one's case confirms nothing.
    office.works();
    let to_case = link_in(&office.mailbox.newest(NORA, "").text_body);
    nora.goes_to(&to_case).sees("Twice?");
    nora.goes_to(&to_case.replace("case", "confirmation"))
        .meets(410);
    // Too late.
    let mut late = writes(office, "late@rivage.example", "Too late.");
    office.works();
    office.clock_goes_on(days(2));
    late.opens_the_link_in("Confirm your address").meets(410);
    let mut sam = office.log_in("sam@support.example");
    sam.goes_to("/support/cases").sees("Locked out");
    assert_eq!(sam.page.text().matches("Nora Blanc").count(), 2);
}

fn a_known_and_an_unknown_address_are_told_the_same(office: &Office) {
    office.staff("sam@support.example", false, true);
    office.person("camille@rivage.example");
    let known = "camille@rivage.example";
    let told: Vec<_> = [known, NORA]
        .map(|email| {
            let mut stranger = writes(office, email, "Who am I?");
            let asked = stranger.page.text();
            stranger.opens_the_link_in("Confirm your address");
            let shown = stranger.page.text().replace(email, "…");
            stranger.presses("Confirm the address and send", &[]);
            let case = stranger.page.text();
            office.works();
            let mails: Vec<String> = office
                .mailbox
                .to(email)
                .iter()
                .map(|mail| {
                    let link = link_in(&mail.text_body);
                    let (path, _) = link.split_once('=').unwrap();
                    format!("{} {} {path}", mail.kind, mail.language)
                })
                .collect();
            let number = stranger.page.all("p .id")[0].clone();
            (asked, shown, case.replace(&number, "…"), mails)
        })
        .into();
    assert_eq!(told[0], told[1]);
    // Agents see whose address it is.
    let mut sam = office.log_in("sam@support.example");
    sam.goes_to("/support/cases?q=camille")
        .follows("View Nora Blanc")
        .sees("Camille Example (camille)");
}

fn agents_do_not_work_on_what_their_own_address_opened(office: &Office) {
    let sam = office.staff("sam@support.example", false, true);
    let gita = office.staff("gita@support.example", false, true);
    let mut gita = office.session_of("gita@support.example", &gita);
    writes(office, "sam@support.example", "I am locked out.")
        .opens_the_link_in("Confirm your address")
        .presses("Confirm the address and send", &[]);
    gita.opens_the_link_in("Locked out")
        .sees("I am locked out.");
    let address = gita.page.path.clone();
    gita.presses("Keep the note", &[("Note for support", "Looks odd to me.")]);
    let mut sam = office.session_of("sam@support.example", &sam);
    sam.goes_to(&address).meets(404);
    sam.goes_to("/support/cases").sees("Locked out");
    assert!(!sam.page.html.contains(&address), "{address}");
    office.may_leave_mail();
}

fn operators_answer_the_address_of_the_only_agent(office: &Office) {
    office.staff("sam@support.example", false, true);
    let olga = office.staff("olga@operations.example", true, false);
    let mut olga = office.session_of("olga@operations.example", &olga);
    // However it is written, it is the agent's address.
    let mut sam = writes(office, "Sam@support.example", "I am locked out.");
    sam.opens_the_link_in("Confirm your address")
        .presses("Confirm the address and send", &[]);
    olga.opens_the_link_in("Locked out")
        .sees("I am locked out.")
        .presses("Send message", &[("Your message", "Since when?")]);
    sam.opens_the_link_in("Locked out").sees("Since when?");
    // Without the mail they find it by the overview, and no case of anybody else's.
    writes(office, NORA, "Mine.")
        .opens_the_link_in("Confirm your address")
        .presses("Confirm the address and send", &[]);
    sam.presses("Send message", &[("Your message", "Since Monday.")]);
    olga.looks_again()
        .follows("Cases of the only agent")
        .sees("Locked out");
    olga.goes_to("/operator")
        .sees("One of them is the only agent’s own")
        .follows("See")
        .does_not_see(NORA);
    for search in ["", "?status=all", "?q=locked"] {
        olga.goes_to(&format!("/operator/cases{search}"));
        assert_eq!(olga.page.links("View").len(), 1, "{search}");
    }
    olga.follows("View").sees("Since Monday.");
    // Beside two agents there are none of them.
    office.staff("sue@support.example", false, true);
    olga.goes_to("/operator/cases").sees("No cases here.");
    office.may_leave_mail();
}

fn what_the_visitor_sees_is_never_what_agents_note(office: &Office) {
    office.staff("sam@support.example", false, true);
    office.staff("sue@support.example", false, true);
    let mut nora = writes(office, NORA, "Between us?");
    nora.opens_the_link_in("Confirm your address")
        .presses("Confirm the address and send", &[]);
    let mut sam = office.log_in("sam@support.example");
    sam.opens_the_link_in("Locked out")
        .presses(
            "Keep the note",
            &[("Note for support", "Nobody knows her.")],
        )
        .presses("Save", &[("Priority", "urgent")]);
    let case = sam.page.path.clone();
    office.works();
    nora.looks_again()
        .does_not_see("Nobody knows her.")
        .does_not_see("Urgent");
    let mails = office.mailbox.to(NORA);
    assert!(
        mails
            .iter()
            .all(|mail| !mail.text_body.contains("knows her"))
    );
    // Nobody who is logged in and no agent opens it as theirs.
    let mut camille = office.visitor("camille@atelier.example");
    camille.goes_to(&case).meets(404);
    let form = Some("words=I+am+Nora".to_owned());
    assert_eq!(
        camille
            .sends("POST", &format!("{case}/messages"), form)
            .status,
        404
    );
}

/// In the language of the page they wrote on, to the end.
#[test]
fn it_all_is_in_french() {
    let office = Office::open(Engine::Sqlite);
    office.staff("sam@support.example", false, true);
    let mut nora = Visitor::stranger(&office);
    nora.language = "fr";
    nora.address = NORA.to_owned();
    nora.goes_to("/contact").presses(
        "Envoyer",
        &[
            ("Votre nom", "Nora Blanc"),
            ("Votre adresse électronique", NORA),
            ("Objet", "Sans accès"),
            ("Quel est le problème ?", "Mon téléphone est neuf."),
        ],
    );
    nora.opens_the_link_in("Confirmez votre adresse")
        .presses("Confirmer l’adresse et envoyer", &[])
        .sees("Votre adresse est confirmée");
    office.works();
    let receipt = office.mailbox.newest(NORA, "Sans accès");
    assert_eq!(receipt.language, Language::French.key());
    let mut sam = office.log_in("sam@support.example");
    sam.opens_the_link_in("Sans accès").sees("français");
}
