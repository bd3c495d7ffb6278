//! Two people at one support case: what one has not seen is not decided on, and nothing typed is lost, whichever button is pressed.

use crate::on_both_engines;
use crate::support::Office;
use crate::support::visitor::Visitor;

on_both_engines!(
    a_case_is_neither_solved_nor_closed_over_words_nobody_read,
    a_case_that_somebody_took_is_not_taken_again_unseen,
    whoever_opened_it_closes_nothing_unread_and_is_asked_first,
    no_button_of_the_page_loses_what_was_typed_for_another,
    what_was_typed_into_a_case_that_was_closed_meanwhile_is_still_there,
    a_button_pressed_twice_does_it_once,
);

const SEND: &str = "Send message";
const SOLVE: &str = "Send and mark as solved";
const MESSAGE: &str = "Your message";
const MISSING: &str = "What is still missing?";
const NOTE: &str = "Note for support";
const MOVED_ON: &str = "The case has changed since you opened the page";

/// Opens a case. Out: its address.
fn opens<'o>(office: &'o Office, subject: &str) -> (Visitor<'o>, String) {
    let mut camille = office.visitor("camille@atelier.example");
    camille.goes_to("/access/cases/new").presses(
        "Send to support",
        &[
            ("Subject", subject),
            ("What do you need?", "The page says no."),
        ],
    );
    office.works();
    let case = camille.page.path.clone();
    (camille, case)
}

fn staff<'o>(office: &'o Office, email: &str) -> Visitor<'o> {
    let agent = office.staff(email, false, true);
    office.session_of(email, &agent)
}

/// What stands in a field of the page.
fn typed(visitor: &Visitor<'_>, name: &str) -> String {
    visitor
        .page
        .all(&format!("textarea[name='{name}']"))
        .concat()
}

fn a_case_is_neither_solved_nor_closed_over_words_nobody_read(office: &Office) {
    let mut sam = staff(office, "sam@support.example");
    let mut sue = staff(office, "sue@support.example");
    let (mut camille, case) = opens(office, "Read me first");
    sam.goes_to(&case);
    sue.goes_to(&case);
    camille
        .looks_again()
        .presses(SEND, &[(MESSAGE, "WAIT, the urgent part.")])
        .presses(SEND, &[(MESSAGE, "It is about the other account.")]);
    // He answers and ends a page on which that does not stand.
    sam.presses(SOLVE, &[(MESSAGE, "All is well."), (NOTE, "She is happy.")])
        .meets(409)
        .sees(MOVED_ON)
        .sees("Camille Example has written.")
        .sees("WAIT, the urgent part.");
    assert_eq!(typed(&sam, "words"), "All is well.");
    assert_eq!(typed(&sam, "note"), "She is happy.");
    let mut closing = sue.clone();
    closing
        .presses("Close the case", &[])
        .sees(MOVED_ON)
        .sees("Camille Example has written.")
        .presses("Yes, close it", &[])
        .does_not_see(MOVED_ON)
        .sees("The case is closed");
    // The page that asked said what was new.
    closing
        .presses("Reopen the case", &[(MISSING, "It was not read.")])
        .sees("The case is open again");
    // An answer that has it wait for its opener takes it out of the list as well.
    sue.presses(SEND, &[(MESSAGE, "Which account?")])
        .meets(409)
        .sees(MOVED_ON);
    // What is read is answered.
    sue.presses(SEND, &[]).sees("Which account?");
    // A note that another keeps is read before it is ended, too, and no message is in the way of a note.
    sam.goes_to(&case);
    sue.presses("Keep the note", &[(NOTE, "I have called her.")])
        .sees("The note is kept");
    sam.presses(SOLVE, &[(MESSAGE, "Solved.")])
        .meets(409)
        .sees("Sue Example has kept a note.");
    sam.presses(SOLVE, &[]).sees("The case is solved");
    office.may_leave_mail();
}

fn a_case_that_somebody_took_is_not_taken_again_unseen(office: &Office) {
    let mut sam = staff(office, "sam@support.example");
    let mut sue = staff(office, "sue@support.example");
    let (mut camille, case) = opens(office, "Whose?");
    sam.goes_to(&case);
    sue.goes_to(&case);
    let mut again = sam.clone();
    sam.presses("Take the case", &[])
        .sees("You look after this case now");
    // Pressed twice it is so already.
    again
        .presses("Take the case", &[])
        .meets(200)
        .sees("You look after this case now");
    sue.presses("Take the case", &[(MESSAGE, "I am on it.")])
        .meets(409)
        .sees("Sam Example has taken the case.");
    assert_eq!(typed(&sue, "words"), "I am on it.");
    sam.goes_to(&case);
    sue.presses("Take the case", &[])
        .sees("You look after this case now");
    assert_eq!(typed(&sue, "words"), "I am on it.");
    for button in ["Give it back to all", "Close the case"] {
        let mut sam = sam.clone();
        sam.presses(button, &[]);
        if button == "Close the case" {
            // The page that asks shows it.
            sam.meets(200).sees("Sue Example has taken the case.");
        } else {
            sam.meets(409).sees("Sue Example has taken the case.");
        }
    }
    // The priority likewise; a message is not in its way.
    let mut late = sue.clone();
    late.goes_to(&case);
    camille
        .looks_again()
        .presses(SEND, &[(MESSAGE, "It still says no.")]);
    sue.presses("Save", &[("Priority", "urgent")])
        .sees("The priority is saved");
    let mut sam = office.log_in("sam@support.example");
    sam.goes_to(&case);
    sue.goes_to(&case)
        .presses("Save", &[("Priority", "low")])
        .sees("The priority is saved");
    sam.presses("Save", &[("Priority", "high")])
        .meets(409)
        .sees("Sue Example has set the priority: Low.");
    // Where the case is over it is refused, as whose it is.
    let seen = late.clone();
    sam.presses("Close the case", &[])
        .presses("Yes, close it", &[]);
    for (button, with) in [
        ("Save", ("Priority", "normal")),
        ("Give it back to all", (NOTE, "")),
    ] {
        let mut late = seen.clone();
        late.presses(button, &[with])
            .meets(409)
            .sees("This was not sent")
            .sees("This case is solved or closed.");
    }
    office.may_leave_mail();
}

fn whoever_opened_it_closes_nothing_unread_and_is_asked_first(office: &Office) {
    let mut sam = staff(office, "sam@support.example");
    let (mut camille, case) = opens(office, "Never mind");
    let mut elsewhere = camille.clone();
    elsewhere
        .presses("Close the case", &[(MESSAGE, "Half a thought")])
        .meets(200)
        .sees("Close this case?")
        .sees("What you have typed is not sent by this.");
    assert_eq!(typed(&elsewhere, "words"), "Half a thought");
    // What agents do among themselves is not in her way, nor told her.
    sam.goes_to(&case)
        .presses("Keep the note", &[(NOTE, "Between us.")]);
    sam.presses("Take the case", &[]);
    sam.presses(SEND, &[(MESSAGE, "We have found it.")]);
    elsewhere
        .presses("Yes, close it", &[])
        .meets(409)
        .sees("Sam Example has written.")
        .sees("We have found it.")
        .does_not_see("note")
        .does_not_see("taken");
    assert_eq!(typed(&elsewhere, "words"), "Half a thought");
    elsewhere
        .presses("Close the case", &[])
        .presses("Leave it open", &[])
        .does_not_see("Close this case?");
    assert_eq!(typed(&elsewhere, "words"), "Half a thought");
    // To add something one need not have read everything.
    camille
        .presses(SEND, &[(MESSAGE, "One thing more.")])
        .meets(200)
        .sees("What you wrote stands in the case.");
    elsewhere
        .presses("Close the case", &[])
        .presses("Yes, close it", &[])
        .sees("The case is closed");
    assert_eq!(typed(&elsewhere, "words"), "Half a thought");
    elsewhere.presses("Reopen the case", &[]);
    camille
        .looks_again()
        .sees("Reopened")
        .sees("Half a thought");
    office.works();
    office
        .mailbox
        .newest("sam@support.example", "Never mind")
        .text_body
        .find("Camille Example has reopened the case.")
        .expect("that it is reopened");
}

fn no_button_of_the_page_loses_what_was_typed_for_another(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    amina.goes_to("/");
    let mut sam = staff(office, "sam@support.example");
    let sue = office.staff("sue@support.example", false, true);
    let mut camille = office.visitor("camille@atelier.example");
    camille
        .asks_for("lumen.example", "Downloads for the Lyon site")
        .views_request();
    camille.follows("Open a support case").presses(
        "Send to support",
        &[("What do you need?", "Nobody answers.")],
    );
    let case = camille.page.path.clone();
    let texts = [
        ("words", MESSAGE, "Half a message"),
        ("note", NOTE, "Half a note"),
        ("why", "Why", "Half a reason"),
    ];
    sam.goes_to(&case);
    let buttons = sam.page.all("main form.split button");
    assert!(buttons.len() > 8, "{buttons:?}");
    // All that can be typed is in one form, so that each button has all of it.
    assert_eq!(sam.page.all("main form").len(), 1);
    let beside = [
        ("Hand it to", sue.to_string()),
        ("Hand the request over to", "Amina Example (amina)".into()),
    ];
    let mut tried = 0;
    for button in buttons {
        sam.goes_to(&case);
        if !sam.page.all("main form.split button").contains(&button) {
            continue;
        }
        let mut all: Vec<(&str, &str)> = texts.iter().map(|one| (one.1, one.2)).collect();
        all.extend(beside.iter().map(|(label, value)| (*label, value.as_str())));
        sam.presses(&button, &all);
        tried += 1;
        let said = sam.page.text();
        for (name, _, text) in texts {
            let is_sent = sam.page.all("blockquote").contains(&text.to_owned());
            assert!(
                typed(&sam, name) == text || is_sent,
                "{button} lost {text:?}: {said}"
            );
        }
        // The next begins anew, whatever this one sent.
        office.clock_goes_on(std::time::Duration::from_secs(61));
        if sam
            .page
            .all("main form.split button")
            .contains(&"Reopen the case".to_owned())
        {
            sam.goes_to(&case)
                .presses("Reopen the case", &[(MISSING, "Go on.")]);
        }
    }
    assert!(tried > 8, "{tried}");
    // What is chosen as a file cannot be chosen by a page: it is said so.
    sam.goes_to(&case).attaches(
        "Take the case",
        &[(MESSAGE, "See the file.")],
        &[("trace.log", "text/plain", b"12:00 started")],
    );
    sam.sees("Choose the files again.");
    assert_eq!(typed(&sam, "words"), "See the file.");
    // Whoever opened it likewise.
    camille
        .goes_to(&case)
        .presses("Close the case", &[(MESSAGE, "Half a message")]);
    assert_eq!(typed(&camille, "words"), "Half a message");
    office.may_leave_mail();
}

fn what_was_typed_into_a_case_that_was_closed_meanwhile_is_still_there(office: &Office) {
    let mut sam = staff(office, "sam@support.example");
    let mut sue = staff(office, "sue@support.example");
    let (mut camille, case) = opens(office, "Over");
    sam.goes_to(&case);
    camille.looks_again();
    sue.goes_to(&case)
        .presses("Close the case", &[])
        .presses("Yes, close it", &[]);
    for (who, button) in [(&sam, SEND), (&sam, SOLVE), (&camille, SEND)] {
        let mut who = who.clone();
        who.presses(button, &[(MESSAGE, "LOST WORDS")])
            .meets(409)
            .sees("This case is solved or closed.");
        assert_eq!(typed(&who, "words"), "LOST WORDS", "{button}");
        // They stand where they can be sent.
        who.page
            .fill("Reopen the case", "", &[(MISSING, "LOST WORDS")]);
    }
    let mut noting = sam.clone();
    noting
        .presses(
            "Keep the note",
            &[(NOTE, "LOST NOTE"), (MESSAGE, "LOST WORDS")],
        )
        .meets(409)
        .sees("This was not sent")
        .sees("LOST NOTE");
    assert_eq!(typed(&noting, "words"), "LOST WORDS");
    // Also where it cannot be reopened any more.
    let page = camille.page.clone();
    office.days_pass(15);
    camille.goes_to(&case);
    camille.page = page;
    camille
        .presses(SEND, &[(MESSAGE, "LOST WORDS")])
        .meets(409)
        .sees("This was not sent")
        .sees("LOST WORDS")
        .sees("Open a new case that goes on from this one");
    office.may_leave_mail();
}

/// Presses a button three times on the same page. Out: whoever did, at the case where the words stand once.
fn says<'o>(who: &Visitor<'o>, case: &str, button: &str, label: &str, words: &str) -> Visitor<'o> {
    for _ in 0..3 {
        who.clone().presses(button, &[(label, words)]).meets(200);
    }
    let mut who = who.clone();
    who.goes_to(case);
    let said = who.page.all("article blockquote");
    let times = said.iter().filter(|one| *one == words).count();
    assert_eq!(times, 1, "{said:?}");
    who
}

fn a_button_pressed_twice_does_it_once(office: &Office) {
    let mut sam = staff(office, "sam@support.example");
    let mut camille = office.visitor("camille@atelier.example");
    camille.goes_to("/access/cases/new");
    let opening = [
        ("Subject", "Twice"),
        ("What do you need?", "The page says no."),
    ];
    let cases: Vec<String> = (0..3)
        .map(|_| {
            let mut pressing = camille.clone();
            pressing.presses("Send to support", &opening).meets(200);
            pressing.page.path.clone()
        })
        .collect();
    assert!(cases.iter().all(|case| *case == cases[0]), "{cases:?}");
    let case = &cases[0];
    camille.goes_to(case);
    let camille = says(&camille, case, SEND, MESSAGE, "Please hurry.");
    sam.goes_to(case);
    let sam = says(&sam, case, "Keep the note", NOTE, "Again?");
    let sam = says(&sam, case, SEND, MESSAGE, "We hurry.");
    let sam = says(&sam, case, SOLVE, MESSAGE, "It is done.");
    let mut camille = camille;
    camille.looks_again();
    let mut camille = says(&camille, case, "Reopen the case", MISSING, "It is not.");
    // With another file it is another message.
    for log in [b"12:00".as_slice(), b"12:01", b"12:01"] {
        camille.clone().attaches(
            SEND,
            &[(MESSAGE, "The log.")],
            &[("trace.log", "text/plain", log)],
        );
    }
    camille.looks_again();
    assert_eq!(camille.page.links("trace.log").len(), 2);
    // A while later the same words are said again.
    office.clock_goes_on(std::time::Duration::from_secs(61));
    camille.presses(SEND, &[(MESSAGE, "Please hurry.")]);
    camille.presses(SEND, &[(MESSAGE, "The log.")]);
    let said = camille.page.all("article blockquote");
    assert_eq!(said.iter().filter(|one| *one == "Please hurry.").count(), 2);
    drop(sam);
    office.may_leave_mail();
}
