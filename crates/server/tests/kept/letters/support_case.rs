//! A support case about a request that nobody decides.

use super::cast::{Cast, agent};
use super::post::Letters;
use crate::support::world;
use domain::RequestId;
use domain::moment::hours;
use domain::notification::{Contact, Notice};
use parvis::use_cases;
use parvis::use_cases::support_case::{Opening, Seen};

/// Somebody who cannot log in writes to support, and is answered.
pub fn without_account(letters: &mut Letters, cast: &Cast) {
    let email = "nora@rivage.example";
    letters.announces(Notice::Contact(Box::new(Contact {
        name: "Nora Blanc".into(),
        email: world::address(email),
        subject: "Locked out".into(),
        words: "My telephone is new.".into(),
        language: letters.language,
    })));
    letters.sent("somebody writes to support without being logged in");
    let token = letters.token(email);
    letters.office.write(move |tx| {
        use_cases::support_case::confirm(tx, &token)?.unwrap();
        Ok(())
    });
    letters.sent("she confirms her address");
    let case = letters.case_called("Locked out");
    let (id, sam) = (case.clone(), cast.sam.clone());
    letters.office.write(move |tx| {
        use_cases::support_case::answer(tx, &id, &sam, "Which number did you have?")
    });
    letters.sent("Sam answers her");
    let token = letters.token(email);
    letters.office.write(move |tx| {
        assert!(use_cases::support_case::send_another(tx, &token)?);
        Ok(())
    });
    letters.sent("she asks for another link");
    let token = letters.token(email);
    letters.office.write(move |tx| {
        use_cases::support_case::answer_by_link(tx, &token, "The one that ends in 42.")
    });
    letters.sent("she answers by the link of the e-mail");
    let (id, sam) = (case.clone(), cast.sam.clone());
    letters
        .office
        .write(move |tx| use_cases::support_case::solve(tx, &id, &sam, "It is changed."));
    letters.sent("Sam solves her case");
    let (id, sam) = (case.clone(), cast.sam.clone());
    letters
        .office
        .write(move |tx| use_cases::support_case::close(tx, &id, &sam, &Seen::All));
    letters.sent("Sam closes it");
    let token = letters.token(email);
    letters.office.write(move |tx| {
        use_cases::support_case::reopen_by_link(tx, &token, "It is not changed yet.")
    });
    letters.sent("she reopens it");
    let sam = cast.sam.clone();
    letters.office.write(move |tx| {
        use_cases::support_case::solve(tx, &case, &sam, "Now it is.")?;
        use_cases::support_case::close(tx, &case, &sam, &Seen::All)
    });
    letters.sent("Sam solves it, and closes it at once");
}

pub fn opened_and_closed(letters: &mut Letters, cast: &Cast, request: &RequestId) {
    let (id, camille) = (request.clone(), cast.camille.clone());
    let case = letters.office.write(move |tx| {
        let opening = Opening {
            subject: "Access to lumen.example".into(),
            words: "Nobody answers and it is urgent.".into(),
            request: Some(id.clone()),
            ..Opening::default()
        };
        use_cases::support_case::open(tx, &camille, &opening)
    });
    letters.sent("Camille opens a support case");
    let (id, sam) = (case.clone(), cast.sam.clone());
    letters
        .office
        .write(move |tx| use_cases::support_case::answer(tx, &id, &sam, "I have called Amina."));
    letters.sent("Sam answers");
    let (id, camille) = (case.clone(), cast.camille.clone());
    letters.office.write(move |tx| {
        for number in 1..=21 {
            let words = format!("This is message {number}.");
            use_cases::support_case::answer(tx, &id, &camille, words.as_str())?;
        }
        Ok(())
    });
    letters.sent("Camille writes many messages one after the other");
    let (id, sam) = (case.clone(), cast.sam.clone());
    letters.office.write(move |tx| {
        use_cases::support_case::note(tx, &id, &sam, "Amina is on leave until Monday.")?;
        use_cases::support_case::solve(tx, &id, &sam, "Bruno decides in her place.")
    });
    letters.sent("Sam solves the case, and notes something for the other agents");
    let (id, camille) = (case.clone(), cast.camille.clone());
    letters.office.write(move |tx| {
        use_cases::support_case::reopen(tx, &id, &camille, "He has not answered either.")
    });
    letters.sent("Camille reopens it");
    let sue = agent(letters, "sue@support.example", "Sue Marchetti");
    let (id, sam) = (case.clone(), cast.sam.clone());
    letters
        .office
        .write(move |tx| use_cases::support_case::assign(tx, &id, &sam, Some(&sue), &Seen::All));
    letters.sent("Sam hands the case to Sue");
    letters.time_passes(hours(2));
    let (id, sam) = (case.clone(), cast.sam.clone());
    letters
        .office
        .write(move |tx| use_cases::support_case::remind_deciders(tx, &id, &sam, "She waits."));
    letters.sent("Sam reminds those who decide the request");
    letters.time_passes(hours(2));
    let (id, sam, bruno) = (case.clone(), cast.sam.clone(), cast.bruno.clone());
    letters.office.write(move |tx| {
        use_cases::support_case::hand_over(tx, &id, &sam, &bruno, "Amina is on leave.")
    });
    letters.sent("Sam hands the request over to Bruno");
    let (id, sam) = (case.clone(), cast.sam.clone());
    letters
        .office
        .write(move |tx| use_cases::support_case::close(tx, &id, &sam, &Seen::All));
    letters.sent("Sam closes the case");
}
