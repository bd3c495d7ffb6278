//! A support case from its opening to its end: numbers, clocks, agents, notes, solving and reopening.

use crate::on_both_engines;
use crate::support::visitor::Visitor;
use crate::support::{Engine, Office};
use domain::language::TextByLanguage;
use domain::support_case::CaseNumber;
use parvis::config::CannedAnswer;
use parvis::store;
use parvis::store::support_case::CaseFilter;

on_both_engines!(
    somebody_without_a_request_is_helped,
    agents_share_the_work,
    what_agents_note_is_never_shown_to_the_opener,
    the_queue_opens_on_what_is_due_first_and_finds_a_number_however_it_is_said,
    a_solved_case_closes_by_itself_and_is_reopened_in_time,
    a_case_goes_on_from_one_that_is_long_over,
    what_one_writes_is_acknowledged_unless_one_wants_no_receipts,
    how_it_was_solved_is_told_though_it_was_closed_at_once,
    any_status_is_any_status,
    somebody_who_left_is_answered_no_more,
);

fn opens<'o>(office: &'o Office, email: &str, subject: &str) -> Visitor<'o> {
    let mut somebody = office.visitor(email);
    opens_one(&mut somebody, subject);
    somebody
}

/// Opens a case. Out: its address.
fn opens_one(somebody: &mut Visitor<'_>, subject: &str) -> String {
    somebody
        .goes_to("/access/cases")
        .follows("Open a support case")
        .presses(
            "Send to support",
            &[
                ("Subject", subject),
                ("What do you need?", "The page says no, and not why."),
            ],
        )
        .sees("Your case is open");
    somebody.office.works();
    somebody.page.path.clone()
}

fn number_on(visitor: &Visitor<'_>) -> String {
    let numbers = visitor.page.all("p .id");
    let number = numbers.first().expect("a number on the page of a case");
    assert!(CaseNumber::parse(number).is_some(), "{number}");
    number.clone()
}

fn somebody_without_a_request_is_helped(office: &Office) {
    office.staff("sam@support.example", false, true);
    let mut camille = office.visitor("camille@atelier.example");
    camille
        .goes_to("/access/cases")
        .sees("You have opened no support case")
        .follows("Open a support case");
    camille
        .presses("Send to support", &[("Subject", "I am lost")])
        .meets(422)
        .sees("What do you need? Fill this in");
    camille
        .presses(
            "Send to support",
            &[("What do you need?", "Which account do I ask for?")],
        )
        .sees("I am lost")
        .sees("Which account do I ask for?");
    let number = number_on(&camille);
    let mut sam = office.log_in("sam@support.example");
    office.works();
    sam.opens_the_link_in(&format!("Support case {number}: I am lost"))
        .sees("Which account do I ask for?")
        .sees("First answer due")
        .presses(
            "Send message",
            &[("Your message", "For that of your customer.")],
        );
    office.works();
    camille
        .goes_to("/access/cases")
        .sees(&number)
        .sees("Waiting for you");
    camille
        .follows("View I am lost")
        .sees("For that of your customer.")
        .presses("Send message", &[("Your message", "That helps.")]);
    camille
        .goes_to("/access/cases")
        .does_not_see("Waiting for you");
    office.works();
}

fn agents_share_the_work(office: &Office) {
    office.staff("sam@support.example", false, true);
    office.staff("sue@support.example", false, true);
    let mut camille = opens(office, "camille@atelier.example", "Two agents");
    let case = camille.page.path.clone();
    let mut sam = office.log_in("sam@support.example");
    let mut sue = office.log_in("sue@support.example");
    sam.goes_to(&case)
        .presses("Take the case", &[])
        .sees("You look after this case now");
    sam.presses("Hand over", &[])
        .meets(422)
        .sees("Choose who is to look after the case");
    sam.presses(
        "Hand over",
        &[(
            "Hand it to",
            &office.known("sue@support.example").to_string(),
        )],
    )
    .sees("The case is handed over");
    office.works();
    sue.opens_the_link_in("Two agents")
        .sees("Sue Example")
        .presses("Save", &[("Priority", "urgent")])
        .sees("The priority is saved");
    sue.goes_to("/support/cases?assignee=me&priority=urgent")
        .sees("Two agents");
    sam.goes_to("/support/cases?assignee=me")
        .does_not_see("Two agents");
    // What Camille says goes to whoever looks after the case.
    let told = office.mailbox.to("sam@support.example").len();
    camille
        .looks_again()
        .does_not_see("Urgent")
        .presses("Send message", &[("Your message", "It is still so.")]);
    office.hours_pass(2);
    assert_eq!(office.mailbox.to("sam@support.example").len(), told);
    sue.goes_to(&case)
        .sees("Overdue")
        .presses("Give it back to all", &[]);
    sue.goes_to("/support/cases?assignee=nobody")
        .sees("Two agents");
    // Nobody hands a case to whoever opened it, or to somebody who is no agent.
    let camille_id = office.known("camille@atelier.example");
    let form = format!("who=&to={camille_id}");
    let answer = sue.sends("POST", &format!("{case}/assignment"), Some(form));
    assert_eq!(answer.status, 422);
    for what in ["notes", "solution", "priority", "assignment"] {
        let form = "words=x&note=x&priority=low&who=me";
        let answer = camille.sends("POST", &format!("{case}/{what}"), Some(form.into()));
        assert_eq!(answer.status, 404, "{what}");
    }
}

fn what_agents_note_is_never_shown_to_the_opener(office: &Office) {
    const NOTE: &str = "She asks this every month";
    office.staff("sam@support.example", false, true);
    // Whoever opens it reads more than others: she is an operator.
    office.staff("olga@operations.example", true, false);
    let mut olga = office.log_in("olga@operations.example");
    olga.goes_to("/access/cases/new").presses(
        "Send to support",
        &[
            ("Subject", "Every month"),
            ("What do you need?", "It is late again."),
        ],
    );
    let case = olga.page.path.clone();
    office.works();
    let mut sam = office.log_in("sam@support.example");
    sam.goes_to(&case)
        .presses("Keep the note", &[])
        .meets(422)
        .sees("Note for support: Fill this in");
    let changed = |olga: &mut Visitor<'_>| {
        olga.goes_to("/access/cases");
        olga.page.attributes("main time", "datetime")
    };
    let before = changed(&mut olga);
    office.hours_pass(1);
    sam.presses("Keep the note", &[("Note for support", NOTE)])
        .sees("The note is kept")
        .sees(NOTE);
    sam.presses("Save", &[("Priority", "High")]);
    // Nor by when the case was last changed.
    assert_eq!(changed(&mut olga), before);
    sam.presses("Send message", &[("Your message", "It is on its way.")]);
    office.works();
    olga.goes_to(&case)
        .sees("It is on its way.")
        .does_not_see(NOTE)
        .does_not_see("Internal note");
    for page in [
        "/operator/events",
        "/operator/events/export",
        "/operator/mail",
    ] {
        olga.goes_to(page).does_not_see(NOTE);
    }
    // The kinds to choose from name it once.
    let noted = |log: &Visitor<'_>| log.page.text().matches("A note was kept").count();
    olga.goes_to("/operator/events");
    let named = noted(&olga);
    let mails = office.mailbox.to("olga@operations.example");
    assert!(mails.iter().all(|mail| !mail.text_body.contains(NOTE)));
    // Another operator reads in the log that there is one.
    office.staff("otto@operations.example", true, false);
    let mut otto = office.log_in("otto@operations.example");
    otto.goes_to("/operator/events");
    assert_eq!(noted(&otto), named + 1);
}

fn the_queue_opens_on_what_is_due_first_and_finds_a_number_however_it_is_said(office: &Office) {
    office.staff("sam@support.example", false, true);
    let mut sam = office.log_in("sam@support.example");
    let first = opens(office, "camille@atelier.example", "Opened first");
    office.hours_pass(1);
    let second = opens(office, "david@atelier.example", "Opened second");
    let place = |sam: &Visitor<'_>, what: &str| sam.page.text().find(what).expect("in the list");
    sam.goes_to("/support/cases");
    assert!(place(&sam, "Opened first") < place(&sam, "Opened second"));
    let urgent = second.page.path.clone();
    sam.goes_to(&urgent)
        .presses("Save", &[("Priority", "urgent")]);
    sam.goes_to("/support/cases");
    assert!(place(&sam, "Opened second") < place(&sam, "Opened first"));
    let number = number_on(&first);
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let spaced = number.replace('-', "+");
    for said in [&number, &digits, &spaced, &digits[..6].to_owned()] {
        sam.goes_to(&format!("/support/cases?q={said}"))
            .sees("Opened first")
            .does_not_see("Opened second");
    }
    for said in ["second", "david", "DAVID+opened", "david@atelier"] {
        sam.goes_to(&format!("/support/cases?q={said}"))
            .sees("Opened second")
            .does_not_see("Opened first");
    }
    // By its number one finds it however it stands, and whatever else was chosen.
    sam.goes_to(&format!("/support/cases?q={number}&status=solved"))
        .sees("Opened first");
    sam.goes_to("/support/cases?q=david&priority=low")
        .does_not_see("Opened second");
    sam.goes_to("/support/cases?status=maybe").meets(400);
    sam.goes_to("/support/cases?assignee=mallory").meets(400);
}

fn a_solved_case_closes_by_itself_and_is_reopened_in_time(office: &Office) {
    office.staff("sam@support.example", false, true);
    let mut camille = opens(office, "camille@atelier.example", "Solve me");
    let case = camille.page.path.clone();
    let mut sam = office.log_in("sam@support.example");
    sam.goes_to(&case)
        .presses("Send and mark as solved", &[])
        .meets(422);
    sam.presses(
        "Send and mark as solved",
        &[("Your message", "The rule was wrong; it is mended.")],
    )
    .sees("The case is solved");
    office.works();
    let mail = office.mailbox.newest("camille@atelier.example", "Solve me");
    for words in ["it is mended", "29 November 2026", "6 December 2026"] {
        assert!(mail.text_body.contains(words), "{}", mail.text_body);
    }
    camille
        .goes_to(&case)
        .sees("Solved")
        .sees("29 November 2026");
    let answer = camille.sends("POST", &format!("{case}/messages"), Some("words=No".into()));
    assert_eq!(answer.status, 409);
    let told = office.mailbox.to("camille@atelier.example").len();
    office.days_pass(7);
    camille.goes_to(&case).sees("This case is closed");
    assert_eq!(office.mailbox.to("camille@atelier.example").len(), told);
    camille
        .presses(
            "Reopen the case",
            &[("What is still missing?", "It says no again.")],
        )
        .sees("The case is open again")
        .sees("It says no again.");
    office.works();
    sam.goes_to("/support/cases").sees("Solve me");
    sam.goes_to(&case)
        .presses("Close the case", &[])
        .presses("Yes, close it", &[]);
    office.days_pass(14);
    camille.goes_to(&case).does_not_see("Reopen the case");
    let late = camille.sends(
        "POST",
        &format!("{case}/reopening"),
        Some("words=Still".into()),
    );
    assert_eq!(late.status, 409);
}

fn what_one_writes_is_acknowledged_unless_one_wants_no_receipts(office: &Office) {
    office.staff("sam@support.example", false, true);
    let mut camille = opens(office, "camille@atelier.example", "Is it there?");
    let (case, number) = (camille.page.path.clone(), number_on(&camille));
    let receipts = || -> Vec<String> {
        let mails = office.mailbox.to("camille@atelier.example").into_iter();
        let receipts = mails.filter(|mail| mail.kind == "case-received");
        receipts.map(|mail| mail.text_body).collect()
    };
    assert_eq!(receipts().len(), 1);
    let first = &receipts()[0];
    assert!(
        first.contains(&number) && first.contains("> The page says no"),
        "{first}"
    );
    let mut sam = office.log_in("sam@support.example");
    sam.goes_to(&case)
        .presses("Send message", &[("Your message", "Which page?")]);
    camille
        .goes_to(&case)
        .presses("Send message", &[("Your message", "The first.")]);
    office.works();
    assert!(receipts()[1].contains("> The first."));
    camille.goes_to("/profile/notifications").presses(
        "Save",
        &[("Receipts, and other news of your own requests", "Off")],
    );
    sam.goes_to(&case)
        .presses("Send message", &[("Your message", "I see.")]);
    camille
        .goes_to(&case)
        .presses("Send message", &[("Your message", "Thank you.")]);
    office.works();
    assert_eq!(receipts().len(), 2);
}

fn how_it_was_solved_is_told_though_it_was_closed_at_once(office: &Office) {
    office.staff("sam@support.example", false, true);
    let mut sam = office.log_in("sam@support.example");
    let camille = opens(office, "camille@atelier.example", "At once");
    sam.goes_to(&camille.page.path).presses(
        "Send and mark as solved",
        &[("Your message", "The rule was wrong.")],
    );
    // Before the letter is written.
    sam.presses("Close the case", &[])
        .presses("Yes, close it", &[]);
    office.works();
    let mails = office.mailbox.to("camille@atelier.example").into_iter();
    let told: Vec<String> = mails
        .map(|mail| mail.text_body)
        .filter(|text| text.contains("> The rule was wrong."))
        .collect();
    assert_eq!(told.len(), 1, "{told:?}");
    let words = "The case is closed. If something is still missing, you can reopen it until 6 December 2026.";
    assert!(told[0].contains(words), "{}", told[0]);
    // Whoever closed it has read how it was solved.
    let mut david = opens(office, "david@atelier.example", "Read it");
    let case = david.page.path.clone();
    sam.goes_to(&case).presses(
        "Send and mark as solved",
        &[("Your message", "It was the rule.")],
    );
    david
        .looks_again()
        .presses("Close the case", &[])
        .presses("Yes, close it", &[]);
    office.works();
    let mails = office.mailbox.to("david@atelier.example");
    let solution = |text: &str| text.contains("It was the rule.");
    assert!(!mails.iter().any(|mail| solution(&mail.text_body)));
}

fn any_status_is_any_status(office: &Office) {
    office.staff("sam@support.example", false, true);
    let mut sam = office.log_in("sam@support.example");
    let mut camille = office.visitor("camille@atelier.example");
    for (subject, button) in [
        ("It waits", ""),
        ("It is answered", "Send message"),
        ("It is solved", "Send and mark as solved"),
        ("It is closed", "Close the case"),
    ] {
        let case = opens_one(&mut camille, subject);
        sam.goes_to(&case);
        match button {
            "" => {}
            "Close the case" => {
                sam.presses(button, &[]).presses("Yes, close it", &[]);
            }
            _ => {
                sam.presses(button, &[("Your message", subject)]);
            }
        }
    }
    sam.goes_to("/support/cases?status=all");
    let text = sam.page.text();
    let places: Vec<usize> = ["It waits", "It is answered", "It is solved", "It is closed"]
        .iter()
        .map(|subject| {
            text.find(subject)
                .unwrap_or_else(|| panic!("{subject}: {text}"))
        })
        .collect();
    assert!(places.is_sorted(), "{text}");
    sam.goes_to("/support/cases?status=all&assignee=nobody")
        .sees("It waits")
        .sees("It is closed")
        .does_not_see("It is solved");
    // A page at a time, each case once.
    let sought = CaseFilter::default();
    let all = office.read(move |db| {
        let (mut all, mut from) = (Vec::new(), None);
        loop {
            let (rows, next) = store::support_case::page(db, &sought, from.as_ref(), 1)?;
            all.extend(rows.into_iter().map(|row| row.case.subject));
            match next {
                Some(next) => from = Some(next),
                None => return Ok(all),
            }
        }
    });
    assert_eq!(
        all,
        ["It waits", "It is answered", "It is solved", "It is closed"]
    );
    office.works();
}

fn somebody_who_left_is_answered_no_more(office: &Office) {
    office.staff("sam@support.example", false, true);
    let olga = office.staff("olga@operations.example", true, false);
    let mut olga = office.session_of("olga@operations.example", &olga);
    let gwen = office.person("gwen@atelier.example");
    let mut gwens = office.session_of("gwen@atelier.example", &gwen);
    let mut sam = office.log_in("sam@support.example");
    let cases = ["Still open", "Solved already"].map(|subject| opens_one(&mut gwens, subject));
    sam.goes_to(&cases[1]).presses(
        "Send and mark as solved",
        &[("Your message", "It is mended.")],
    );
    office.works();
    let page = format!("/operator/people/{gwen}");
    olga.goes_to(&format!("{page}/deactivation"))
        .presses("Deactivate", &[]);
    office.works();
    sam.goes_to(&cases[0])
        .sees("Deactivated")
        .sees("what you write here reaches nobody");
    let told = office.mailbox.all().len();
    olga.goes_to(&format!("{page}/erasure")).presses(
        "Erase for good",
        &[("User ID of the person to erase", "gwen")],
    );
    for case in &cases {
        sam.goes_to(case)
            .sees("Closed")
            .does_not_see("Your message");
    }
    sam.goes_to("/support/cases").sees("No cases here.");
    // It stands in the log by whose hand, and nobody is written to.
    office.works();
    assert_eq!(office.mailbox.all().len(), told);
    olga.goes_to("/operator/events")
        .sees("A support case was closed");
}

fn a_case_goes_on_from_one_that_is_long_over(office: &Office) {
    office.staff("sam@support.example", false, true);
    let mut camille = opens(office, "camille@atelier.example", "Long ago");
    let (case, number) = (camille.page.path.clone(), number_on(&camille));
    camille
        .presses("Close the case", &[])
        .presses("Yes, close it", &[])
        .sees("The case is closed");
    office.days_pass(15);
    camille
        .goes_to(&case)
        .follows("Open a new case that goes on from this one")
        .sees(&number)
        .presses(
            "Send to support",
            &[("Subject", "Again"), ("What do you need?", "It is back.")],
        )
        .sees("Goes on from")
        .sees(&number);
    office.works();
    // Nobody goes on from another's case.
    let id = case.rsplit('/').next().unwrap();
    let mut david = office.visitor("david@atelier.example");
    david
        .goes_to(&format!("/access/cases/new?earlier={id}"))
        .meets(404);
    let form = format!("subject=x&words=x&earlier={id}");
    assert_eq!(david.sends("POST", "/access/cases", Some(form)).status, 404);
}

/// Nothing that was typed is lost to a limit.
#[test]
fn whoever_opens_too_many_is_told_when_and_finds_what_they_typed() {
    let office = Office::open_as(Engine::Sqlite, false, |config| config.limits.cases = 1);
    office.staff("sam@support.example", false, true);
    let mut camille = opens(&office, "camille@atelier.example", "The first");
    camille
        .goes_to("/access/cases/new")
        .presses(
            "Send to support",
            &[
                ("Subject", "The second"),
                ("What do you need?", "One more."),
            ],
        )
        .meets(429)
        .sees("too often. Try again from 23 November 2026")
        .sees("One more.");
}

/// Agents read titles in their own language; what they put in is in the language of whoever opened the case.
#[test]
fn a_prepared_answer_is_put_in_without_scripts() {
    let office = Office::open_as(Engine::Sqlite, false, |config| {
        config.support.canned_answers = vec![CannedAnswer {
            key: "looked-at".into(),
            title: TextByLanguage::new("We look into it", "Nous regardons"),
            text: TextByLanguage::new("We look into it today.", "Nous regardons cela."),
        }];
    });
    office.staff("sam@support.example", false, true);
    let mut camille = opens(&office, "camille@atelier.example", "Look at this");
    let case = camille.page.path.clone();
    let mut sam = office.log_in("sam@support.example");
    sam.goes_to(&case)
        .presses(
            "Add it to the message",
            &[("Your message", "Good morning.")],
        )
        .sees("Prepared answer: Choose a prepared answer.")
        .sees("Good morning.");
    // What was typed stays, and nothing is sent before it is.
    sam.presses(
        "Add it to the message",
        &[
            ("Prepared answer", "looked-at"),
            ("After the message", "stays"),
        ],
    )
    .sees("We look into it today.");
    camille
        .goes_to(&case)
        .does_not_see("We look into it today.");
    sam.presses("Send message", &[]);
    camille
        .goes_to(&case)
        .sees("Good morning. We look into it today.")
        .does_not_see("Waiting for you");
    sam.goes_to("/support/cases").sees("Look at this");
    let form = Some("words=x&put=yes&canned=unheard-of".to_owned());
    assert_eq!(
        sam.sends("POST", &format!("{case}/messages"), form).status,
        400
    );
    // He alone is an agent: there is nobody to hand it to.
    sam.goes_to(&case)
        .sees("There is no other agent to hand it to.")
        .does_not_see("Hand over");
    office.works();
}
